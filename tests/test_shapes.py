"""Every constraint of the SHACL shapes has a case that passes and one that fails; a constraint without a case fails.

The cases are rows of two tables: nodes that are as they should be, and what is changed in a copy of one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg import data
from kg.vocabulary import KGO, PREFIXES

ONTOLOGY = data.root("ontology")
SHP = "https://w3id.org/kgres/shapes#"
HEAD = "@base <https://kg.example/> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
#: Marks a node with the row that it is made from.
CASE = URIRef("https://kg.example/case")

#: Property -> values, as Turtle; "^p" is a property that leads to the node. Nodes stand under their names.
Node = dict[str, str]

NODES: dict[str, Node] = {
    # --- what is read, and from where
    "article": {
        "a": "kgo:Article", "nif:isString": '"It passed. 🗳 Baria protested."', "kgo:originalReport": "<article>",
        "kgo:referenceDate": '"2031-03-02"^^xsd:date', "schema:datePublished": '"2031-03-02"^^xsd:date',
        "kgo:publishedAs": "<publication>",
    },
    "publication": {
        "a": "kgo:Publication", "^kgo:publishedAs": "<article>", "dcterms:identifier": '"a.txt"',
        "kgo:guessedEncoding": '"cp1252"',
    },
    "passage": {
        "a": "kgo:Passage", "kgo:inArticle": "<article>", "nif:beginIndex": "0", "nif:endIndex": "10",
        "nif:anchorOf": '"It passed."',
    },
    "passage beyond the basic plane": {
        "a": "kgo:Passage", "kgo:inArticle": "<article>", "nif:beginIndex": "13", "nif:endIndex": "29",
        "nif:anchorOf": '"Baria protested."',
    },
    "mention": {
        "a": "kgo:Mention", "kgo:inArticle": "<article>", "nif:beginIndex": "13", "nif:endIndex": "18",
        "nif:anchorOf": '"Baria"', "kgo:refersTo": "<state>", "kgo:confidence": "0.9",
    },
    "articlegraph": {"a": "kgo:ArticleGraph", "prov:wasDerivedFrom": "<article>", "prov:wasGeneratedBy": "<run>"},
    "withdrawn": {"a": "kgo:WithdrawnGraph"},
    "run": {"a": "kgo:ExtractionRun", "prov:used": "<article>", "prov:wasAssociatedWith": "<program>"},
    "assertion": {
        "a": "kgo:Assertion", "kgo:evidence": "<passage>", "rdf:subject": "<vote>", "rdf:predicate": "kgo:votesFor",
        "rdf:object": "60", "kgo:basis": "kgo:RelativeResolved", "kgo:anchorDate": '"2031-03-02"^^xsd:date',
        "kgo:sourceExpression": '"60 votes"', "kgo:rationale": '"counted"',
    },
    "assertion without an anchor": {
        "a": "kgo:Assertion", "kgo:evidence": "<passage>", "rdf:subject": "<vote>", "rdf:predicate": "kgo:votesFor",
        "rdf:object": "61", "kgo:basis": "kgo:Stated",
    },
    "difference": {
        "a": "kgo:Difference", "rdf:subject": "<vote>", "rdf:predicate": "kgo:votesFor", "kgo:verdict": "kgo:Compatible",
        "kgo:hasAssertion": "<assertion> , <assertion-without-an-anchor>", "kgo:preferredAssertion": "<assertion>",
        "kgo:rationale": '"nearer"',
    },
    "disagreement": {
        "a": "kgo:Difference , kgo:Disagreement", "rdf:subject": "<vote>", "rdf:predicate": "kgo:votesFor",
        "kgo:verdict": "kgo:Conflict", "kgo:hasAssertion": "<assertion> , <assertion-without-an-anchor>",
    },
    # --- who acts
    "state": {
        "a": "kgo:State", "rdfs:label": '"Baria"@en , "Barie"@fr', "skos:notation": '"BA"', "kgo:factsName": '"Baria"',
        "kgo:inSentence": '"the Baria"@en', "kgo:adjective": '"Barian"@en', "kgo:otherAdjective": '"Bariote"@en',
        "kgo:demonym": '"Barians"@en', "kgo:capital": '"Bar"@en', "kgo:metonym": '"the White Tower"@en',
        "kgo:genericName": '"the republic"@en', "kgo:preferredForm": '"Baria"@en', "kgo:formerName": '"Old Baria"@en',
    },
    "former": {"a": "kgo:FormerState", "rdfs:label": '"Karelia"@en'},
    "contested": {"a": "kgo:ContestedPolity", "rdfs:label": '"Ostra"@en'},
    "subdivision": {"a": "kgo:Subdivision", "rdfs:label": '"North Baria"@en', "kgo:partOf": "<state>"},
    "territory": {"a": "kgo:Territory", "rdfs:label": '"Bar Island"@en', "kgo:partOf": "<state>"},
    "body": {"a": "kgo:Body", "rdfs:label": '"Council of Elders"@en', "kgo:ofPolity": "<territory>"},
    "legislature": {"a": "kgo:Legislature", "rdfs:label": '"Diet"@en', "kgo:ofPolity": "<state>"},
    "chamber": {
        "a": "kgo:Chamber", "rdfs:label": '"Senate of Baria"@en', "kgo:ofPolity": "<state>", "kgo:seats": "100",
        "kgo:chamberOf": "<legislature>", "kgo:chamberType": "kgo:UpperChamber",
        "schema:foundingDate": '"1901"^^xsd:gYear', "schema:dissolutionDate": '"2030-12"^^xsd:gYearMonth',
    },
    "ministry": {"a": "kgo:ExecutiveBody", "rdfs:label": '"Foreign Ministry of Baria"@en', "kgo:ofPolity": "<state>"},
    "union": {"a": "kgo:InternationalBody", "rdfs:label": '"Northern Union"@en'},
    "organ": {"a": "kgo:InternationalBody", "rdfs:label": '"Northern Council"@en', "kgo:ofPolity": "<union>"},
    "party": {"a": "kgo:Party", "rdfs:label": '"Barian Greens"@en', "kgo:ofPolity": "<state>"},
    "organisation": {"a": "kgo:Organisation", "rdfs:label": '"Barian Doctors"@en'},
    "people": {"a": "kgo:PeopleGroup", "rdfs:label": '"critics"@en'},
    "person": {"a": "foaf:Person", "rdfs:label": '"Ada Holm"@en', "kgo:ofPolity": "<state>"},
    "namesake": {"a": "kgo:Namesake", "rdfs:label": '"Baria City Football Club"@en'},
    "office": {
        "a": "org:Membership", "org:member": "<person>", "org:organization": "<ministry>",
        "schema:roleName": '"foreign minister"@en',
    },
    # --- measures and decisions
    "measure": {
        "a": "kgo:Measure , kgo:Bill", "rdfs:label": '"Bill of the Senate of Baria"@en', "kgo:adoptedBy": "<chamber>",
        "kgo:adoptionDate": '"2031-03"^^xsd:gYearMonth', "kgo:earliestDate": '"2031-03-01"^^xsd:date',
        "kgo:latestDate": '"2031-03-02"^^xsd:date', "kgo:confidence": "0.8", "kgo:hasProvision": "<provision>",
        "kgo:relatedMeasure": "<measure>", "kgo:subjectTerm": '"grain"@en', "kgo:mergeReason": '"same body and day"',
        "kgo:binding": "false",
    },
    "decision": {
        "a": "kgo:Decision", "kgo:evidence": "<passage>", "kgo:decidedOn": "<measure>", "kgo:decidedBy": "<chamber>",
        "kgo:outcome": "kgo:Scheduled", "kgo:date": '"2031"^^xsd:gYear',
    },
    "vote": {
        "a": "kgo:Decision , kgo:Vote", "kgo:evidence": "<passage>", "kgo:decidedOn": "<measure>",
        "kgo:decidedBy": "<chamber>", "kgo:outcome": "kgo:Adopted", "kgo:votesFor": "60", "kgo:votesAgainst": "0",
        "kgo:abstentions": "5", "kgo:votesCast": "65", "kgo:unanimous": "true", "kgo:expresses": "<position>",
        "kgo:date": '"2031-03-02"^^xsd:date',
    },
    "provision": {
        "a": "kgo:Provision", "^kgo:hasProvision": "<measure>", "kgo:evidence": "<passage>",
        "kgo:polarity": "kgo:Support", "kgo:callsUpon": "<state>", "kgo:concerns": "<issue>",
        "kgo:content": '"to buy grain"@en', "kgo:act": "kgo:Urge",
    },
    # --- sides, words and acts
    "issue": {"a": "kgo:Issue", "rdfs:label": '"grain"@en', "skos:broader": "<broader>"},
    "broader": {"a": "kgo:Issue", "rdfs:label": '"food"@en'},
    "recognition-issue": {
        "a": "kgo:RecognitionIssue", "rdfs:label": '"Recognition of Ostra"@en', "kgo:recognized": "<contested>",
        "kgo:recognizer": "<state>", "kgo:recognitionObject": "kgo:StateRecognition",
    },
    "position": {
        "a": "kgo:Position", "kgo:evidence": "<passage>", "kgo:confidence": "0.9", "kgo:rule": '"stance.verb"',
        "kgo:cue": '"condemn"', "kgo:date": '"2031-03"^^xsd:gYearMonth', "kgo:earliestDate": '"2031-03-01"^^xsd:date',
        "kgo:latestDate": '"2031-03-02"^^xsd:date', "kgo:onBehalfOf": "<state>", "kgo:act": "kgo:Condemn",
        "kgo:holder": "<person>", "kgo:target": "<measure>", "kgo:targetText": '"the bill"@en',
        "kgo:polarity": "kgo:Oppose",
    },
    "position on words alone": {
        "a": "kgo:Position", "kgo:evidence": "<passage>", "kgo:holder": "<person>", "kgo:targetText": '"the plan"@en',
        "kgo:polarity": "kgo:Abstain", "kgo:act": "kgo:Abstain",
    },
    "statement": {
        "a": "kgo:Statement", "kgo:evidence": "<passage>", "kgo:speaker": "<person>", "kgo:inCapacity": "<office>",
        "kgo:addressee": "<state>", "kgo:about": "<measure>", "kgo:relays": "<statement-of-a-measure>",
        "kgo:contentMode": "kgo:Mixed", "kgo:medium": "kgo:Interview", "kgo:polarity": "kgo:Neutral",
        "kgo:quotedText": '"no"@en', "kgo:paraphrase": '"that the answer is no"@en',
    },
    "statement of a measure": {
        "a": "kgo:Statement", "kgo:evidence": "<passage>", "kgo:medium": "kgo:MeasureText",
        "kgo:contentMode": "kgo:Direct", "kgo:quotedText": '"grain is dear"@en',
    },
    "demand": {
        "a": "kgo:Demand", "kgo:evidence": "<passage>", "kgo:asker": "<state>", "kgo:addressee": "<union>",
        "kgo:concerns": "<issue>", "kgo:content": '"to buy grain"@en',
    },
    "recognition": {
        "a": "kgo:RecognitionStatus", "kgo:evidence": "<passage>", "kgo:recognizer": "<state>",
        "kgo:recognized": "<contested>", "kgo:recognitionObject": "kgo:StateRecognition",
        "kgo:recognitionState": "kgo:Withdraws",
    },
    "act": {
        "a": "kgo:DiplomaticAct", "kgo:evidence": "<passage>", "kgo:actor": "<state>", "kgo:addressee": "<union>",
        "kgo:act": "kgo:Recall",
    },
}  # fmt: skip

CONSOLIDATED_NODES: dict[str, Node] = {
    "measure": {
        "kgo:adoptionDate": '"2031-03"^^xsd:gYearMonth', "kgo:adoptedBy": "<chamber>", "kgo:binding": "true",
        "kgo:earliestDate": '"2031-03-01"^^xsd:date', "kgo:latestDate": '"2031-03-02"^^xsd:date',
    },
    "vote": {
        "kgo:votesFor": "1", "kgo:votesAgainst": "2", "kgo:abstentions": "3", "kgo:votesCast": "6",
        "kgo:outcome": "kgo:Adopted",
    },
    "recognition": {"kgo:recognitionState": "kgo:CallsFor"},
}  # fmt: skip


class Case(NamedTuple):
    """A copy of a node in which one property has other values ("" for none), and what must be found at that property.

    `found` is the shape and the constraint component. Without a property the whole copy is at fault: it has no name,
    or what is changed stands in `also`.
    """

    node: str
    property: str
    values: str
    found: str
    also: tuple[tuple[str, str], ...] = ()

    @property
    def fault(self) -> tuple[str, str, str]:
        """Shape, path and component."""
        shape, component = self.found.split()
        return shape, self.property, component


def removed(found: str, node: str, *properties: str) -> Iterator[Case]:
    """Properties that must be there are not."""
    return (Case(node, name, "", f"{found} MinCount") for name in properties)


def doubled(found: str, node: str, **values: str) -> Iterator[Case]:
    """Properties of which there may be one have two values."""
    return (Case(node, name.replace("__", ":"), value, f"{found} MaxCount") for name, value in values.items())


def wrong(component: str, found: str, node: str, value: str, *properties: str) -> Iterator[Case]:
    """Properties have a value of the wrong kind."""
    return (Case(node, name, value, f"{found} {component}") for name in properties)


def unnamed(*pairs: tuple[str, str]) -> Iterator[Case]:
    """Nodes of these shapes without an IRI."""
    return (Case(node, "", "", f"{shape} NodeKind") for shape, node in pairs)


TWO_DAYS = '"2031-03-01"^^xsd:date , "2031-03-02"^^xsd:date'

CASES: list[Case] = [
    # --- what is read, and from where
    *unnamed(("Record", "position"), ("Article", "article"), ("Publication", "publication"), ("Passage", "passage")),
    *unnamed(("ArticleGraph", "articlegraph"), ("WithdrawnGraph", "withdrawn"), ("ExtractionRun", "run")),
    *removed("Record", "position", "kgo:evidence"),
    *wrong("Class", "Record", "position", "<state>", "kgo:evidence"),
    *wrong("MinInclusive", "Record", "position", "-0.1", "kgo:confidence"),
    *wrong("MaxInclusive", "Record", "position", "1.1", "kgo:confidence"),
    *wrong("Datatype", "Record", "position", "<state>", "kgo:rule", "kgo:cue"),
    *wrong("Datatype", "Record", "assertion", '"60 votes"@en', "kgo:sourceExpression"),
    *wrong("Node", "Record", "position", '"2031-02"', "kgo:date"),
    *wrong("Datatype", "Record", "position", '"2031-02"^^xsd:gYearMonth', "kgo:earliestDate", "kgo:latestDate"),
    *wrong("Datatype", "Record", "assertion", '"2031-02"^^xsd:gYearMonth', "kgo:anchorDate"),
    *wrong("NodeKind", "Record", "position", '"Baria"', "kgo:onBehalfOf"),
    *wrong("Class", "Record", "vote", "<state>", "kgo:expresses"),
    *wrong("Node", "Record", "position", "kgo:Stated", "kgo:act"),
    *removed("Article", "article", "nif:isString"),
    *doubled("Article", "article", nif__isString='"a" , "b"', kgo__referenceDate=TWO_DAYS, schema__datePublished=TWO_DAYS),
    *doubled("Article", "article", kgo__originalReport='<article> , [ a kgo:Article ]'),
    *wrong("Datatype", "Article", "article", '"today"', "kgo:referenceDate", "schema:datePublished"),
    *wrong("Class", "Article", "article", "<state>", "kgo:originalReport", "kgo:publishedAs"),
    *removed("Publication", "publication", "^kgo:publishedAs", "dcterms:identifier"),
    *doubled("Publication", "publication", dcterms__identifier='"a" , "b"', kgo__guessedEncoding='"a" , "b"'),
    *wrong("Datatype", "Publication", "publication", "1252", "kgo:guessedEncoding"),
    *removed("Passage", "passage", "kgo:inArticle", "nif:anchorOf", "nif:beginIndex", "nif:endIndex"),
    *doubled("Passage", "passage", kgo__inArticle="<article> , [ a kgo:Article ]", nif__beginIndex='0 , "0"^^xsd:int'),
    *doubled("Passage", "passage", nif__endIndex='10 , "10"^^xsd:int'),
    Case("passage", "nif:anchorOf", '"It passed." , 5', "Passage MaxCount"),
    *wrong("Class", "Passage", "passage", "<state>", "kgo:inArticle"),
    *wrong("MinInclusive", "Passage", "passage", "-1", "nif:beginIndex"),
    *wrong("LessThan", "Passage", "passage", "10", "nif:beginIndex"),
    Case("passage", "", "", "Passage SPARQL", (("nif:anchorOf", '"It failed."'),)),
    *removed("Mention", "mention", "kgo:refersTo"),
    *doubled("Mention", "mention", kgo__refersTo="<state> , <chamber>"),
    *wrong("NodeKind", "Mention", "mention", '"Baria"', "kgo:refersTo"),
    *wrong("MinInclusive", "Mention", "mention", "-0.1", "kgo:confidence"),
    *wrong("MaxInclusive", "Mention", "mention", "1.1", "kgo:confidence"),
    *removed("ArticleGraph", "articlegraph", "prov:wasDerivedFrom", "prov:wasGeneratedBy"),
    *doubled("ArticleGraph", "articlegraph", prov__wasGeneratedBy="<run> , [ a kgo:ExtractionRun ]"),
    *doubled("ArticleGraph", "articlegraph", prov__wasDerivedFrom="<article> , [ a kgo:Article ]"),
    *wrong("Class", "ArticleGraph", "articlegraph", "<state>", "prov:wasDerivedFrom", "prov:wasGeneratedBy"),
    Case("articlegraph", "", "", "WithdrawnGraph Not", (("a", "kgo:ArticleGraph , kgo:WithdrawnGraph"),)),
    *removed("ExtractionRun", "run", "prov:used", "prov:wasAssociatedWith"),
    *doubled("ExtractionRun", "run", prov__used="<article> , [ a kgo:Article ]"),
    *wrong("Class", "ExtractionRun", "run", "<state>", "prov:used"),
    *wrong("NodeKind", "ExtractionRun", "run", '"kg"', "prov:wasAssociatedWith"),
    # --- reported values
    *removed("Assertion", "assertion", "rdf:subject", "rdf:predicate", "rdf:object", "kgo:basis"),
    *doubled("Assertion", "assertion", rdf__subject="<vote> , <measure>", rdf__object="60 , 61", kgo__rationale='"a" , "b"'),
    *doubled("Assertion", "assertion", rdf__predicate="kgo:votesFor , kgo:votesCast", kgo__basis="kgo:Stated , kgo:Inferred"),
    *wrong("NodeKind", "Assertion", "assertion", '"votes for"', "rdf:subject", "rdf:predicate"),
    *wrong("In", "Assertion", "assertion", "kgo:Adopted", "kgo:basis"),
    *wrong("Datatype", "Assertion", "assertion", "<state>", "kgo:rationale"),
    Case("assertion", "", "", "Assertion Or", (("kgo:anchorDate", ""),)),
    *unnamed(("Difference", "difference")),
    *removed("Difference", "difference", "rdf:subject", "rdf:predicate", "kgo:verdict"),
    *doubled("Difference", "difference", rdf__subject="<vote> , <measure>", kgo__rationale='"a" , "b"'),
    *doubled("Difference", "difference", rdf__predicate="kgo:votesFor , kgo:votesCast"),
    *doubled("Difference", "difference", kgo__verdict="kgo:Conflict , kgo:Superseded"),
    *doubled("Difference", "difference", kgo__preferredAssertion="<assertion> , <assertion-without-an-anchor>"),
    *wrong("NodeKind", "Difference", "difference", '"votes for"', "rdf:subject", "rdf:predicate"),
    *wrong("In", "Difference", "difference", "kgo:Adopted", "kgo:verdict"),
    *wrong("MinCount", "Difference", "difference", "<assertion>", "kgo:hasAssertion"),
    *wrong("Class", "Difference", "difference", "<assertion> , <assertion-without-an-anchor> , <vote>", "kgo:hasAssertion"),
    *wrong("Class", "Difference", "difference", "<vote>", "kgo:preferredAssertion"),
    *wrong("Datatype", "Difference", "difference", "<state>", "kgo:rationale"),
    Case("disagreement", "", "", "Disagreement Not", (("kgo:verdict", "kgo:Compatible"),)),
    # --- who acts
    *unnamed(("Named", "state")),
    *removed("Named", "state", "rdfs:label"),
    *wrong("UniqueLang", "Named", "state", '"Baria"@en , "Land of Baria"@en', "rdfs:label"),
    *doubled("Named", "state", kgo__factsName='"Baria" , "Bar"', kgo__inSentence='"Baria"@en , "Bar"@en'),
    *wrong(
        "NodeKind", "Named", "state", "<chamber>", "rdfs:label", "kgo:factsName", "kgo:inSentence", "kgo:adjective",
        "kgo:otherAdjective", "kgo:demonym", "kgo:capital", "kgo:metonym", "kgo:genericName", "kgo:preferredForm",
        "kgo:formerName",
    ),
    Case("subdivision", "", "", "Polity Not", (("a", "kgo:Subdivision , kgo:Territory"),)),
    *doubled("Polity", "state", skos__notation='"BA" , "BB"'),
    *doubled("Polity", "subdivision", kgo__partOf="<state> , <contested>"),
    *wrong("Class", "Polity", "subdivision", "<union>", "kgo:partOf"),
    *doubled("State", "state", kgo__partOf="<contested>"),
    Case("former", "", "", "FormerState Not", (("a", "kgo:FormerState , kgo:State"),)),
    *wrong("Not", "ContestedPolity", "contested", '"Breakaway republic of Ostra"@en', "rdfs:label"),
    *wrong("Not", "ContestedPolity", "contested", '"the self-proclaimed republic"@en', "rdfs:label"),
    *removed("Subdivision", "subdivision", "kgo:partOf"),
    *doubled("Territory", "territory", kgo__partOf="<state> , <contested>"),
    *wrong("Class", "Territory", "territory", "<union>", "kgo:partOf"),
    *doubled("Agent", "person", kgo__ofPolity="<state> , <union>"),
    *wrong("Node", "Agent", "person", "<chamber>", "kgo:ofPolity"),
    *doubled("Body", "chamber", kgo__seats="100 , 101", kgo__chamberType="kgo:UpperChamber , kgo:LowerChamber"),
    *doubled("Body", "chamber", schema__foundingDate=TWO_DAYS, schema__dissolutionDate=TWO_DAYS),
    *wrong("Datatype", "Body", "chamber", "100.5", "kgo:seats"),
    *wrong("MinInclusive", "Body", "chamber", "0", "kgo:seats"),
    *wrong("In", "Body", "chamber", "kgo:Adopted", "kgo:chamberType"),
    *wrong("Node", "Body", "chamber", '"long ago"', "schema:foundingDate", "schema:dissolutionDate"),
    *removed("Legislature", "legislature", "kgo:ofPolity"),
    *doubled("Chamber", "chamber", kgo__chamberOf='<legislature> , [ a kgo:Legislature ]'),
    *wrong("Class", "Chamber", "chamber", "<state>", "kgo:chamberOf"),
    Case("ministry", "", "", "ExecutiveBody Not", (("a", "kgo:ExecutiveBody , kgo:Chamber"),)),
    Case("ministry", "", "", "ExecutiveBody Not", (("a", "kgo:ExecutiveBody , kgo:Legislature"),)),
    *wrong("Class", "InternationalBody", "organ", "<state>", "kgo:ofPolity"),
    Case("party", "", "", "Party Not", (("a", "kgo:Party , kgo:Chamber"),)),
    Case("organisation", "", "", "Party Not", (("a", "kgo:Organisation , kgo:ExecutiveBody"),)),
    Case("people", "", "", "PeopleGroup Not", (("a", "kgo:PeopleGroup , kgo:Organisation"),)),
    *wrong("MaxCount", "Namesake", "namesake", "<mention>", "^kgo:refersTo"),
    *removed("Office", "office", "org:member", "schema:roleName"),
    *doubled("Office", "office", org__member="<person> , [ a foaf:Person ]", org__organization="<ministry> , <party>"),
    *wrong("Class", "Office", "office", "<party>", "org:member"),
    *wrong("NodeKind", "Office", "office", '"Foreign Ministry"', "org:organization"),
    # --- measures and decisions
    *unnamed(("Measure", "measure")),
    *removed("Measure", "measure", "rdfs:label"),
    *doubled("Measure", "measure", kgo__adoptedBy="<chamber> , <legislature>"),
    *wrong("NodeKind", "Measure", "measure", '"the Senate"', "kgo:adoptedBy"),
    *wrong("Node", "Measure", "measure", '"yesterday"', "kgo:adoptionDate"),
    *wrong("Datatype", "Measure", "measure", '"2031"^^xsd:gYear', "kgo:earliestDate", "kgo:latestDate"),
    *wrong("MinInclusive", "Measure", "measure", "-0.1", "kgo:confidence"),
    *wrong("MaxInclusive", "Measure", "measure", "1.1", "kgo:confidence"),
    *wrong("Class", "Measure", "measure", "<state>", "kgo:hasProvision", "kgo:relatedMeasure"),
    *wrong("NodeKind", "Measure", "measure", "<issue>", "kgo:subjectTerm"),
    *wrong("Datatype", "Measure", "measure", "1", "kgo:mergeReason"),
    *wrong("Datatype", "Measure", "measure", '"no"', "kgo:binding"),
    *removed("Decision", "decision", "kgo:decidedOn", "kgo:decidedBy", "kgo:outcome"),
    *doubled("Decision", "decision", kgo__decidedOn="<measure> , [ a kgo:Bill ; rdfs:label 'x' ]"),
    *doubled("Decision", "decision", kgo__decidedBy="<chamber> , <legislature>"),
    *wrong("Class", "Decision", "decision", "<state>", "kgo:decidedOn"),
    *wrong("NodeKind", "Decision", "decision", '"the Senate"', "kgo:decidedBy"),
    *wrong("In", "Decision", "decision", "kgo:Adopt", "kgo:outcome"),
    *wrong("Node", "Vote", "vote", "-3", "kgo:votesFor", "kgo:votesAgainst", "kgo:abstentions", "kgo:votesCast"),
    *wrong("Node", "Vote", "vote", '"three"', "kgo:votesFor", "kgo:votesAgainst", "kgo:abstentions", "kgo:votesCast"),
    *wrong("Datatype", "Vote", "vote", '"yes"', "kgo:unanimous"),
    *removed("Provision", "provision", "^kgo:hasProvision"),
    *doubled("Provision", "provision", kgo__polarity="kgo:Support , kgo:Oppose"),
    *wrong("In", "Provision", "provision", "kgo:Abstain", "kgo:polarity"),
    *wrong("NodeKind", "Provision", "provision", '"Baria"', "kgo:callsUpon", "kgo:concerns"),
    *wrong("NodeKind", "Provision", "provision", "<issue>", "kgo:content"),
    # --- sides, words and acts
    *unnamed(("Issue", "issue")),
    *removed("Issue", "issue", "rdfs:label"),
    *wrong("Class", "Issue", "issue", "<state>", "skos:broader"),
    *removed("RecognitionIssue", "recognition-issue", "kgo:recognized"),
    *doubled("RecognitionIssue", "recognition-issue", kgo__recognized="<contested> , <state>"),
    *doubled("RecognitionIssue", "recognition-issue", kgo__recognizer="<state> , <union>"),
    *doubled(
        "RecognitionIssue", "recognition-issue", kgo__recognitionObject="kgo:StateRecognition , kgo:OtherRecognition"
    ),
    *wrong("NodeKind", "RecognitionIssue", "recognition-issue", '"Baria"', "kgo:recognized", "kgo:recognizer"),
    *wrong("In", "RecognitionIssue", "recognition-issue", "kgo:Adopted", "kgo:recognitionObject"),
    *removed("Position", "position", "kgo:holder", "kgo:polarity"),
    *doubled("Position", "position", kgo__holder="<person> , <state>", kgo__target="<measure> , <issue>"),
    *doubled("Position", "position", kgo__polarity="kgo:Support , kgo:Oppose"),
    *wrong("NodeKind", "Position", "position", '"Baria"', "kgo:holder", "kgo:target"),
    *wrong("NodeKind", "Position", "position", "<issue>", "kgo:targetText"),
    *wrong("In", "Position", "position", "kgo:Condemn", "kgo:polarity"),
    Case("position", "", "", "Position Or", (("kgo:target", ""), ("kgo:targetText", ""))),
    *removed("Statement", "statement", "kgo:contentMode"),
    *doubled("Statement", "statement", kgo__speaker="<person> , <state>", kgo__inCapacity="<office> , [ a org:Membership ]"),
    *doubled("Statement", "statement", kgo__contentMode="kgo:Direct , kgo:Mixed"),
    *doubled("Statement", "statement", kgo__medium="kgo:Interview , kgo:SocialMedia"),
    *doubled("Statement", "statement", kgo__polarity="kgo:Support , kgo:Oppose"),
    *wrong("NodeKind", "Statement", "statement", '"Baria"', "kgo:speaker", "kgo:addressee", "kgo:about"),
    *wrong("NodeKind", "Statement", "statement", "<issue>", "kgo:quotedText", "kgo:paraphrase"),
    *wrong("Class", "Statement", "statement", "<state>", "kgo:inCapacity", "kgo:relays"),
    *wrong("In", "Statement", "statement", "kgo:Adopted", "kgo:contentMode", "kgo:medium", "kgo:polarity"),
    Case("statement", "", "", "Statement Or", (("kgo:speaker", ""),)),
    Case("statement", "", "", "Statement Or", (("kgo:quotedText", ""), ("kgo:paraphrase", ""))),
    *removed("Demand", "demand", "kgo:asker", "kgo:content"),
    *doubled("Demand", "demand", kgo__asker="<state> , <union>"),
    *wrong("NodeKind", "Demand", "demand", '"Baria"', "kgo:asker", "kgo:addressee", "kgo:concerns"),
    *wrong("NodeKind", "Demand", "demand", "<issue>", "kgo:content"),
    *removed("RecognitionStatus", "recognition", "kgo:recognizer", "kgo:recognized", "kgo:recognitionState"),
    *doubled("RecognitionStatus", "recognition", kgo__recognizer="<state> , <union>"),
    *doubled("RecognitionStatus", "recognition", kgo__recognized="<contested> , <state>"),
    *doubled("RecognitionStatus", "recognition", kgo__recognitionObject="kgo:StateRecognition , kgo:OtherRecognition"),
    *wrong("NodeKind", "RecognitionStatus", "recognition", '"Baria"', "kgo:recognizer", "kgo:recognized"),
    *wrong("In", "RecognitionStatus", "recognition", "kgo:Adopted", "kgo:recognitionObject", "kgo:recognitionState"),
    *removed("DiplomaticAct", "act", "kgo:actor", "kgo:act"),
    *doubled("DiplomaticAct", "act", kgo__actor="<state> , <union>"),
    *wrong("NodeKind", "DiplomaticAct", "act", '"Baria"', "kgo:actor", "kgo:addressee"),
]  # fmt: skip

CONSOLIDATED_CASES: list[Case] = [
    *removed("ConsolidatedMeasure", "measure", "kgo:earliestDate", "kgo:latestDate"),
    *doubled("ConsolidatedMeasure", "measure", kgo__adoptionDate=TWO_DAYS, kgo__adoptedBy="<chamber> , <legislature>"),
    *doubled("ConsolidatedMeasure", "measure", kgo__binding="true , false", kgo__earliestDate=TWO_DAYS),
    *doubled("ConsolidatedMeasure", "measure", kgo__latestDate=TWO_DAYS),
    *wrong("LessThanOrEquals", "ConsolidatedMeasure", "measure", '"2031-03-09"^^xsd:date', "kgo:earliestDate"),
    *doubled("ConsolidatedFor", "vote", kgo__votesFor="1 , 2"),
    *doubled("ConsolidatedAgainst", "vote", kgo__votesAgainst="1 , 2"),
    *doubled("ConsolidatedAbstentions", "vote", kgo__abstentions="1 , 2"),
    *doubled("ConsolidatedCast", "vote", kgo__votesCast="1 , 2"),
    *doubled("ConsolidatedOutcome", "vote", kgo__outcome="kgo:Adopted , kgo:Rejected"),
    *doubled("ConsolidatedRecognition", "recognition", kgo__recognitionState="kgo:Recognizes , kgo:CallsFor"),
]


class Tables(NamedTuple):
    """A file of shapes with its cases."""

    file: str
    nodes: dict[str, Node]
    cases: list[Case]


FILES = [
    Tables("shapes.ttl", NODES, CASES),
    Tables("shapes-consolidated.ttl", CONSOLIDATED_NODES, CONSOLIDATED_CASES),
]
each_file = pytest.mark.parametrize("tables", FILES, ids=lambda tables: tables.file)


# --- the graphs


def turtle(name: str, node: Node) -> str:
    """A node as Turtle."""
    lines = []
    for prop, values in node.items():
        if values and prop.startswith("^"):
            lines.append(f"{values} {prop[1:]} {name} .")
        elif values:
            lines.append(f"{name} {prop} {values} .")
    return "\n".join(lines) + "\n"


def good(nodes: dict[str, Node]) -> str:
    """All nodes as they should be."""
    return HEAD + "".join(turtle(f"<{name.replace(' ', '-')}>", node) for name, node in nodes.items())


def bad(tables: Tables) -> str:
    """The good nodes, and the changed copies with the numbers of their rows."""
    parts = [good(tables.nodes)]
    for number, case in enumerate(tables.cases):
        changes = {case.property: case.values} if case.property else {}
        node = {**tables.nodes[case.node], **changes, **dict(case.also), f"<{CASE}>": str(number)}
        parts.append(turtle(f"<bad/{number}>" if case.property or case.also else f"_:bad{number}", node))
    return "".join(parts)


@cache
def shapes(file: str) -> Graph:
    return Graph().parse(ONTOLOGY / file)


@cache
def vocabulary() -> Graph:
    return Graph().parse(ONTOLOGY / "kgo.ttl")


def shown(term: object) -> str:
    """A term by its prefix."""
    for prefix, begin in PREFIXES.items():
        if str(term).startswith(begin):
            return f"{prefix}:{str(term)[len(begin) :]}"
    return str(term)


def path(graph: Graph, node: object) -> str:
    """A property path: a property, or "^" and one."""
    inverse = graph.value(node, SH.inversePath)
    return f"^{shown(inverse)}" if inverse is not None else shown(node) if node is not None else ""


def constraints(file: str) -> Counter[tuple[str, str, str]]:
    """Shape, path and component of all that a file asks of its targets; how often, for a shape may have several `sh:or`."""
    graph = shapes(file)
    found: Counter[tuple[str, str, str]] = Counter()
    for shape in {s for p in (SH.targetClass, SH.targetSubjectsOf) for s in graph.subjects(p)}:
        for node in (shape, *graph.objects(shape, SH.property)):
            for parameter in graph.predicates(node):
                if component := COMPONENTS.get(parameter):
                    found[str(shape).removeprefix(SHP), path(graph, graph.value(node, SH.path)), component] += 1
    return found


#: The parameters of SHACL 1.0 that make a constraint (section 4 and 5 of the recommendation).
COMPONENTS = {
    SH[name]: name[0].upper() + name[1:]
    for name in (
        "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
        "maxInclusive", "minLength", "maxLength", "pattern", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan",
        "lessThanOrEquals", "not", "and", "or", "xone", "node", "qualifiedValueShape", "closed", "hasValue", "in",
    )
} | {SH.sparql: "SPARQL"}  # fmt: skip
#: What is no constraint: of what, on what, and how it is told.
OTHERS = {
    RDF.type, SH.targetClass, SH.targetSubjectsOf, SH.path, SH.property, SH.message, SH.flags, SH.declare, SH.prefix,
    SH.namespace, SH.prefixes, SH.select, SH.inversePath, RDF.first, RDF.rest,
}  # fmt: skip


def faults(file: str, turtle: str) -> dict[object, set[tuple[str, str, str]]]:
    """What a file of shapes finds in a graph: shape, path and component by the node at fault."""
    graph, shape_graph = Graph().parse(data=turtle, format="turtle"), shapes(file)
    _, results, _ = pyshacl.validate(graph + vocabulary(), shacl_graph=shape_graph, inference="none", inplace=True)
    found: dict[object, set[tuple[str, str, str]]] = defaultdict(set)
    for result in results.objects(None, SH.result):
        source, focus = results.value(result, SH.sourceShape), results.value(result, SH.focusNode)
        shape = shape_graph.value(None, SH.property, source) or source
        of_path = path(shape_graph, shape_graph.value(source, SH.path))
        component = str(results.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        number = graph.value(focus, CASE)
        if number is None and isinstance(focus, BNode):
            continue  # a second value, made for no more than being a second one
        key = int(number) if isinstance(number, Literal) else shown(focus)
        found[key].add((str(shape).removeprefix(SHP), of_path, component.removesuffix("ConstraintComponent")))
    return found


# --- the tests


@each_file
def test_nodes_as_they_should_be_conform(tables: Tables) -> None:
    assert faults(tables.file, good(tables.nodes)) == {}


@each_file
def test_each_case_has_its_fault_and_no_other(tables: Tables) -> None:
    found = faults(tables.file, bad(tables))
    wanted = {number: {case.fault} for number, case in enumerate(tables.cases)}
    # A passage whose offsets or words are at fault is in most cases also not what stands at its place.
    misplaced = ("Passage", "", "SPARQL")
    found = {key: told if told == {misplaced} else told - {misplaced} for key, told in found.items()}
    # The mention that one case has lead to a namesake now leads to two things.
    others = {key: told for key, told in found.items() if key not in wanted}
    assert {
        number: (tables.cases[number], found.get(number)) for number in wanted if found.get(number) != wanted[number]
    } == {}
    assert others == (
        {} if tables.cases is not CASES else {"https://kg.example/mention": {("Mention", "kgo:refersTo", "MaxCount")}}
    )


@each_file
def test_each_constraint_has_a_case(tables: Tables) -> None:
    asked, held = constraints(tables.file), Counter(case.fault for case in tables.cases)
    assert asked - held == Counter()
    assert held.keys() <= asked.keys()


@each_file
def test_each_constrained_property_is_used_by_a_node_that_passes(tables: Tables) -> None:
    graph = Graph().parse(data=good(tables.nodes), format="turtle")
    targets = {shape: set(focus_nodes(graph, tables.file, shape)) for shape in named_shapes(tables.file)}
    assert [shape for shape, nodes in targets.items() if not nodes] == []
    used = {shape: {shown(p) for node in nodes for p in graph.predicates(node)} for shape, nodes in targets.items()}
    used_back = {
        shape: {shown(p) for node in nodes for p in graph.predicates(None, node)} for shape, nodes in targets.items()
    }
    forbidden = {("State", "kgo:partOf"), ("Namesake", "^kgo:refersTo")}
    lacking = [
        (shape, prop)
        for shape, prop, _ in constraints(tables.file)
        if prop and prop not in used[shape] and prop[1:] not in used_back[shape] and (shape, prop) not in forbidden
    ]
    assert lacking == []


def named_shapes(file: str) -> set[str]:
    return {shape for shape, _, _ in constraints(file)}


def focus_nodes(graph: Graph, file: str, shape: str) -> Iterator[object]:
    """The nodes that a shape is about."""
    node = URIRef(SHP + shape)
    for cls in shapes(file).objects(node, SH.targetClass):
        for below in vocabulary().transitive_subjects(RDFS.subClassOf, cls):
            yield from graph.subjects(RDF.type, below)
    for prop in shapes(file).objects(node, SH.targetSubjectsOf):
        yield from graph.subjects(prop)


@each_file
def test_the_shapes_say_nothing_that_is_not_looked_at(tables: Tables) -> None:
    """A parameter that this test does not know of would be a constraint without a case."""
    shape_nodes = shapes(tables.file).subjects(RDF.type, SH.NodeShape)
    told = {p for node in shape_nodes for p in reachable(shapes(tables.file), node)}
    assert told - COMPONENTS.keys() - OTHERS == set()


def reachable(graph: Graph, node: object) -> Iterator[object]:
    """The properties of a node and of those without a name that it leads to."""
    for predicate, value in graph.predicate_objects(node):
        yield predicate
        if isinstance(value, BNode):
            yield from reachable(graph, value)


def classes() -> Iterable[URIRef]:
    return sorted(c for c in vocabulary().subjects(RDF.type, OWL.Class) if isinstance(c, URIRef) and c.startswith(KGO))


def test_each_class_has_a_shape() -> None:
    """Its own, or that of a class above it that is not only for what all records share."""
    targets = set(shapes("shapes.ttl").objects(None, SH.targetClass))
    lacking = {
        shown(cls)
        for cls in classes()
        if not targets & set(vocabulary().transitive_objects(cls, RDFS.subClassOf)) - {URIRef(KGO.Record)}
    }
    assert lacking == {"kgo:Record"} and URIRef(KGO.Record) in targets


def test_a_thing_of_which_nothing_is_said_is_found_whatever_its_class() -> None:
    data = HEAD + "".join(f"<nothing/{number}> a <{cls}> .\n" for number, cls in enumerate(classes()))
    found = faults("shapes.ttl", data)
    silent = [shown(cls) for number, cls in enumerate(classes()) if f"https://kg.example/nothing/{number}" not in found]
    assert silent == ["kgo:WithdrawnGraph"]  # of the graph itself nothing needs to be said: its name is its article's


def test_each_property_of_the_ontology_is_in_a_shape() -> None:
    properties = {
        shown(p)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for p in vocabulary().subjects(RDF.type, kind)
        if p.startswith(KGO)
    }
    assert properties - {prop for _, prop, _ in constraints("shapes.ttl")} == set()


def test_values_that_are_listed_are_those_of_their_schemes() -> None:
    """`sh:in` names concepts of one scheme each; all of it, but for the sides that a provision and words cannot take."""
    graph, ontology = shapes("shapes.ttl"), vocabulary()
    in_scheme = URIRef(PREFIXES["skos"] + "inScheme")
    for node in graph.subjects(SH["in"]):
        members = set(Collection(graph, graph.value(node, SH["in"])))
        schemes = set.intersection(*({*ontology.objects(member, in_scheme)} for member in members))
        whole = {*ontology.subjects(in_scheme, min(schemes))}
        assert len(schemes) == 1 or shown(graph.value(node, SH.path)) == "kgo:polarity"
        left_out = {shown(concept) for concept in whole - members}
        assert not left_out or left_out <= {"kgo:Abstain", "kgo:RelativeResolved"}, shown(graph.value(node, SH.path))
