"""The names of RDF terms, as plain strings: the one place in the code that knows a namespace.

What `kgo:` terms mean is written in `ontology/kgo.ttl`; a test checks that every one used is declared there.
The tables below turn the literals of `kg.types` and of the facts format into concepts and classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.types import (
        AgentKind,
        Basis,
        MeasureKind,
        Outcome,
        Polarity,
        RecognitionObject,
        RecognitionState,
        Stance,
        Verdict,
    )


class Namespace(str):
    """The IRI that the names of one vocabulary begin with. An attribute or an item is a full IRI.

    Use an item for a name that is no Python name or that `str` has already (`DCTERMS["title"]`).

    >>> ex = Namespace("https://example.org/terms#")
    >>> ex.Chamber
    'https://example.org/terms#Chamber'
    >>> ex["title"]
    'https://example.org/terms#title'
    >>> str(ex)
    'https://example.org/terms#'
    """

    def __getattr__(self, name: str) -> str:
        # Python and its tools ask objects for private names (copying, doctest, pytest): those are no terms.
        if name.startswith("_"):
            raise AttributeError(name)
        self.__dict__[name] = self + name  # from now on Python finds it without asking here
        return self + name

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return self + name


KGO: Final = Namespace("https://w3id.org/kgres/ontology#")
KGO_ONTOLOGY: Final = "https://w3id.org/kgres/ontology"
KGO_VERSION: Final = "https://w3id.org/kgres/ontology/0.1.0"

DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
ITSRDF: Final = Namespace("http://www.w3.org/2005/11/its/rdf#")
LEXINFO: Final = Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")
LIME: Final = Namespace("http://www.w3.org/ns/lime#")
NIF: Final = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ONTOLEX: Final = Namespace("http://www.w3.org/ns/ontolex#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA: Final = Namespace("https://schema.org/")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
WD: Final = Namespace("http://www.wikidata.org/entity/")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")

#: Prefix to namespace, for everything that reads or writes Turtle or SPARQL.
PREFIXES: Final[dict[str, str]] = {
    "kgo": str(KGO),
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "itsrdf": str(ITSRDF),
    "lexinfo": str(LEXINFO),
    "lime": str(LIME),
    "nif": str(NIF),
    "ontolex": str(ONTOLEX),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "void": str(VOID),
    "wd": str(WD),
    "xsd": str(XSD),
}

#: The terms of other vocabularies that stand in graphs of kg (besides those that the ontology declares).
FOREIGN: Final[tuple[str, ...]] = (
    "dcat:Dataset", "dcterms:conformsTo", "dcterms:creator", "dcterms:identifier", "dcterms:isReferencedBy",
    "dcterms:isReplacedBy", "dcterms:language", "dcterms:publisher", "dcterms:source", "dcterms:title",
    "itsrdf:taIdentRef", "nif:Context", "nif:Phrase", "nif:Sentence", "nif:anchorOf", "nif:beginIndex", "nif:endIndex",
    "nif:isString", "org:Membership", "org:member", "org:organization", "owl:Thing", "prov:Entity",
    "prov:SoftwareAgent", "prov:used", "prov:wasAssociatedWith", "prov:wasDerivedFrom", "prov:wasGeneratedBy",
    "rdf:object", "rdf:predicate", "rdf:subject", "rdf:type", "rdfs:label", "schema:datePublished", "schema:roleName",
    "schema:url", "skos:altLabel", "skos:broader", "skos:exactMatch", "skos:hiddenLabel", "skos:notation",
    "void:Dataset", "void:uriSpace", "void:vocabulary",
)  # fmt: skip

BASES: Final[dict[Basis, str]] = {
    "stated": KGO.Stated,
    "relative": KGO.RelativeResolved,
    "inferred": KGO.Inferred,
}

OUTCOMES: Final[dict[Outcome, str]] = {
    "adopted": KGO.Adopted,
    "rejected": KGO.Rejected,
    "vetoed": KGO.Vetoed,
    "scheduled": KGO.Scheduled,
    "other": KGO.OtherOutcome,
}

STANCES: Final[dict[Stance, str]] = {
    "supports": KGO.Support,
    "opposes": KGO.Oppose,
    "abstains": KGO.Abstain,
}

POLARITIES: Final[dict[Polarity, str]] = {
    "supports": KGO.Support,
    "opposes": KGO.Oppose,
    "neutral": KGO.Neutral,
}

RECOGNITION_STATES: Final[dict[RecognitionState, str]] = {
    "recognises": KGO.Recognizes,
    "does-not-recognise": KGO.DoesNotRecognize,
    "will-recognise": KGO.WillRecognize,
    "withdraws": KGO.Withdraws,
    "calls-for": KGO.CallsFor,
}

RECOGNITION_OBJECTS: Final[dict[RecognitionObject, str]] = {
    "state": KGO.StateRecognition,
    "government": KGO.GovernmentRecognition,
    "genocide": KGO.GenocideRecognition,
    "sovereignty": KGO.SovereigntyRecognition,
    "other": KGO.OtherRecognition,
}

MEASURE_CLASSES: Final[dict[MeasureKind, str]] = {
    "resolution": KGO.Resolution,
    "motion": KGO.Motion,
    "bill": KGO.Bill,
    "treaty": KGO.Treaty,
    "appointment": KGO.Appointment,
    "budget": KGO.Budget,
    "amendment": KGO.Amendment,
    "other": KGO.Measure,
}

#: The class of an agent that the reference data does not know. A name that only reads like a state's is a
#: `Polity`: whether it is a state is for the reference data to say. "other" need not be an agent at all.
KIND_CLASSES: Final[dict[AgentKind, str]] = {
    "state": KGO.Polity,
    "government": KGO.ExecutiveBody,
    "ministry": KGO.ExecutiveBody,
    "chamber": KGO.Chamber,
    "party": KGO.Party,
    "person": FOAF.Person,
    "organisation": KGO.Organisation,
    "people": KGO.PeopleGroup,
    "other": OWL.Thing,
}

#: The acts of extraction by the name they go by there. Where a class has that name (State, Demand, Vote)
#: the concept has another, which is accepted as well.
ACTS: Final[dict[str, str]] = {
    "Adopt": KGO.Adopt,
    "Welcome": KGO.Welcome,
    "Praise": KGO.Praise,
    "Support": KGO.Support,
    "Endorse": KGO.Endorse,
    "Thank": KGO.Thank,
    "VoteFor": KGO.VoteFor,
    "Recognize": KGO.Recognize,
    "RejectMeasure": KGO.RejectMeasure,
    "Oppose": KGO.Oppose,
    "Condemn": KGO.Condemn,
    "Criticize": KGO.Criticize,
    "Denounce": KGO.Denounce,
    "Reject": KGO.Reject,
    "Object": KGO.Object,
    "DeclineToRecognize": KGO.DeclineToRecognize,
    "Withdraw": KGO.Withdraw,
    "Accuse": KGO.Accuse,
    "Protest": KGO.Protest,
    "Summon": KGO.Summon,
    "Recall": KGO.Recall,
    "Expel": KGO.Expel,
    "Sever": KGO.Sever,
    "Veto": KGO.Veto,
    "VoteAgainst": KGO.VoteAgainst,
    "Boycott": KGO.Boycott,
    "Sanction": KGO.Sanction,
    "Threaten": KGO.Threaten,
    "Abstain": KGO.Abstain,
    "Urge": KGO.Urge,
    "Propose": KGO.Propose,
    "Reaffirm": KGO.Reaffirm,
    "Affirm": KGO.Affirm,
    "Warn": KGO.Warn,
    "Deny": KGO.Deny,
    "Postpone": KGO.Postpone,
    "Vote": KGO.CastVote,
    "CastVote": KGO.CastVote,
    "Demand": KGO.MakeDemand,
    "MakeDemand": KGO.MakeDemand,
    "State": KGO.Say,
    "Say": KGO.Say,
}

VERDICTS: Final[dict[Verdict, str]] = {
    "conflict": KGO.Conflict,
    "compatible": KGO.Compatible,
    "superseded": KGO.Superseded,
    "different": KGO.DifferentVotes,
}

CONTENT_MODES: Final[dict[str, str]] = {
    "direct": KGO.Direct,
    "mixed": KGO.Mixed,
    "indirect": KGO.Indirect,
}

#: How a statement reached the public: the values of `kg.types.Statement.medium`.
MEDIA: Final[dict[str, str]] = {
    "press-statement": KGO.PressStatement,
    "parliamentary-debate": KGO.ParliamentaryDebate,
    "diplomatic-meeting": KGO.DiplomaticMeeting,
    "measure-text": KGO.MeasureText,
    "interview": KGO.Interview,
    "social-media": KGO.SocialMedia,
    "unspecified": KGO.UnspecifiedMedium,
}
