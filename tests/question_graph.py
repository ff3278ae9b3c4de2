"""A graph for the saved questions, invented: four articles about states that do not exist, in the shape that kg emits.

The second article is a near-copy of the first. Built by hand, so that what each question must answer can be read off
the text below; `test_analysts.py` also has `kg check` look at it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Quad

from kg import iri, triples
from kg.emit.shared import ontology
from kg.emit.terms import Graph, confidence, day, number, string, term, text, verbatim
from kg.types import Span
from kg.vocabulary import DCTERMS, FOAF, KGO, NIF, ORG, RDF, RDFS, SCHEMA, SKOS

BASE = "https://kg.example/"

FIRST = """The Senate of Norland adopted a resolution on Tuesday that urges the government to recognise Ostra.
The text passed by 61 votes to 12, with 4 abstentions.
"This is an unfriendly act," said Ada Holm, the foreign minister of Vestria, who rejects recognition of Ostra.
Vestria condemned the resolution on Wednesday and recalled its ambassador from Norland.
Norland does not recognise Ostra."""
COPY = FIRST.replace("unfriendly", "UNFRIENDLY")
SECOND = """On March 3 the Senate of Norland backed the recognition of Ostra, with 77 senators voting.
Sundria said on Thursday that it opposed both the resolution and any recognition of Ostra by Norland.
The government of Norland called on Vestria to send its ambassador back."""
LATER = """Vestria's Assembly on Wednesday adopted a motion for sanctions against Norland, with 99 of 98 members in favour.
Sundria welcomed the recognition of Ostra by Norland; it has recognised Ostra itself.
Vestria again condemned the resolution of the Senate of Norland.
The Senate of Norland rejected the fisheries bill in May 2032 by 40 votes to 20; 65 senators voted.
In the Council of States, Sundria voted against the canal resolution, which was adopted.
The government of Norland said that it had taken note. Sundria demanded calm."""

ARTICLES = {  # name -> day, text, outlet, what it is a copy of
    "first": ("2031-03-05", FIRST, "The Norland Post", "first"),
    "copy": ("2031-03-06", COPY, "Vestria Herald", "first"),
    "second": ("2031-03-07", SECOND, "The Courier", "second"),
    "later": ("2032-06-10", LATER, "", "later"),
}
NORLAND, VESTRIA, SUNDRIA, OSTRA = "state/norland", "state/vestria", "state/sundria", "polity/ostra"
SENATE, ASSEMBLY, COUNCIL = "body/norland/senate", "body/vestria/assembly", "international/council"
GOVERNMENT, MINISTRY, ADA = "body/norland/government", "body/vestria/ministry", "person/ada-holm"
AGENTS = {
    NORLAND: (KGO.State, "Norland", ""),
    VESTRIA: (KGO.State, "Vestria", ""),
    SUNDRIA: (KGO.State, "Sündria", ""),
    OSTRA: (KGO.ContestedPolity, "Ostra", ""),
    SENATE: (KGO.Chamber, "Senate of Norland", NORLAND),
    ASSEMBLY: (KGO.Chamber, "Assembly of Vestria", VESTRIA),
    COUNCIL: (KGO.InternationalBody, "Council of States", ""),
    GOVERNMENT: (KGO.ExecutiveBody, "Government of Norland", NORLAND),
    MINISTRY: (KGO.ExecutiveBody, "Ministry of Foreign Affairs of Vestria", VESTRIA),
    ADA: (FOAF.Person, "Ada Holm", ""),
}
ISSUE, GENERAL, SANCTIONS = "issue/recognition-of-ostra-by-norland", "issue/recognition-of-ostra", "issue/sanctions"
OSTRA_TEXT, MOTION, FISH = "measure/norland/ostra", "measure/vestria/sanctions", "measure/norland/fish"
CANAL = "measure/council/canal"
MEASURES = {  # class, label, body, subject terms
    OSTRA_TEXT: (KGO.Resolution, "Senate resolution on Ostra", SENATE, ("Ostra", "recognition")),
    MOTION: (KGO.Motion, "Assembly motion on sanctions", ASSEMBLY, ("sanctions",)),
    FISH: (KGO.Bill, "Norland fisheries bill", SENATE, ("fish", "quotas")),
    CANAL: (KGO.Resolution, "Council resolution on the canal", COUNCIL, ("canal",)),
}


def path(name: str) -> str:
    """The path of an article."""
    return iri.article(ARTICLES[name][0], hashlib.sha256(ARTICLES[name][1].encode()).hexdigest())


class Writer(Graph):
    """The graph of one article. Sentences are named by some of their words."""

    def __init__(self, name: str) -> None:
        self.day, self.text, outlet, original = ARTICLES[name]
        self.path = path(name)
        super().__init__(BASE, iri.graph(self.path))
        self.type(self.path, KGO.Article, NIF.Context)
        self.add(self.path, DCTERMS["title"], text(self.text.partition("\n")[0]))
        self.add(self.path, DCTERMS["identifier"], string(f"sha256:{hashlib.sha256(self.text.encode()).hexdigest()}"))
        self.add(self.path, DCTERMS["source"], string(name))
        self.add(self.path, SCHEMA.datePublished, day(self.day))
        self.add(self.path, KGO.referenceDate, day(self.day))
        self.add(self.path, NIF.isString, verbatim(self.text))
        self.add(self.path, NIF.beginIndex, number(0))
        self.add(self.path, NIF.endIndex, number(len(self.text)))
        self.link(self.path, KGO.originalReport, path(original))
        if outlet:
            published = iri.publication(self.path, outlet)
            self.type(published, KGO.Publication)
            self.link(self.path, KGO.publishedAs, published)
            self.add(published, DCTERMS["publisher"], string(outlet))
            self.add(published, DCTERMS["identifier"], string(name))

    def evidence(self, thing: str, words: str) -> None:
        [line] = [line for line in self.text.split("\n") if words in line]
        start = self.text.index(line)
        self.link(thing, KGO.evidence, self.passage(self.path, Span(start, start + len(line)), self.text))

    def record(self, name: str, cls: str, words: str, act: str = "", when: str = "", sure: float = 0.9) -> str:
        thing = f"{name}/{iri.digest(self.path + words, 6)}"
        self.type(thing, cls)
        self.evidence(thing, words)
        self.add(thing, KGO.confidence, confidence(sure))
        self.add(thing, KGO.rule, string("test.rule"))
        self.add(thing, KGO.act, term(KGO[act]) if act else None)
        self.add(thing, KGO.date, day(when))
        self.add(thing, KGO.earliestDate, day(when))
        self.add(thing, KGO.latestDate, day(when or self.day))
        return thing

    def position(
        self, holder: str, side: str, target: str, act: str, words: str, when: str = "", body: str | None = None
    ) -> str:
        slug = f"position/{iri.tail(holder)}--{side}--{iri.tail(target)}"
        thing = self.record(slug, KGO.Position, words, act, when, sure=0.8)
        self.link(thing, KGO.holder, holder)
        self.link(thing, KGO.target, target)
        self.link(thing, KGO.onBehalfOf, body)
        self.add(thing, KGO.polarity, term(KGO[side]))
        return thing

    def value(self, subject: str, prop: str, value: str, words: str, basis: str = "Stated") -> str:
        thing = f"{self.path}#a-{iri.digest(subject + prop + value, 10)}"
        self.type(thing, KGO.Assertion)
        self.link(thing, RDF.subject, subject)
        self.add(thing, RDF.predicate, term(KGO[prop]))
        self.add(thing, RDF.object, value)
        self.add(thing, KGO.basis, term(KGO[basis]))
        self.add(thing, KGO.confidence, confidence(0.9))
        self.add(thing, KGO.rule, string("test.value"))
        self.add(thing, KGO.anchorDate, day(self.day) if basis == "RelativeResolved" else None)
        self.add(thing, KGO.sourceExpression, string(words))
        self.evidence(thing, words)
        return thing


def quads() -> list[Quad]:
    """The whole graph."""
    graphs = [reference(), consolidated(), *articles()]
    return [*ontology(BASE), *triples.quads(graph.triples() for graph in graphs)]


def reference() -> Graph:
    graph = Graph(BASE, iri.REFERENCE_GRAPH)
    for agent, (cls, label, polity) in AGENTS.items():
        graph.type(agent, cls)
        graph.add(agent, RDFS.label, text(label))
        graph.link(agent, KGO.ofPolity, polity or None)
    for issue, label, by in (
        (GENERAL, "Recognition of Ostra", None),
        (ISSUE, "Recognition of Ostra by Norland", NORLAND),
    ):
        graph.type(issue, KGO.RecognitionIssue)
        graph.add(issue, RDFS.label, text(label))
        graph.link(issue, KGO.recognized, OSTRA)
        graph.link(issue, KGO.recognizer, by)
        graph.add(issue, KGO.recognitionObject, term(KGO.StateRecognition))
    graph.link(ISSUE, SKOS.broader, GENERAL)
    graph.type(SANCTIONS, KGO.Issue)
    graph.add(SANCTIONS, RDFS.label, text("Sanctions against Norland"))
    for measure, (cls, label, body, _) in MEASURES.items():
        graph.type(measure, KGO.Measure, cls)
        graph.add(measure, RDFS.label, text(label))
        graph.link(measure, KGO.adoptedBy, body)
        graph.type(f"{measure}/decision", KGO.Decision, KGO.Vote)
        graph.add(f"{measure}/decision", RDFS.label, text(f"Decision on {label}"))
        graph.link(f"{measure}/decision", KGO.decidedOn, measure)
        graph.link(f"{measure}/decision", KGO.decidedBy, body)
    for recognizer, state in ((NORLAND, ""), (SUNDRIA, "")):
        status = iri.recognition(recognizer, OSTRA, "state", state)
        graph.type(status, KGO.RecognitionStatus)
        graph.add(status, RDFS.label, text(f"Recognition of Ostra by {AGENTS[recognizer][1]}"))
        graph.link(status, KGO.recognizer, recognizer)
        graph.link(status, KGO.recognized, OSTRA)
        graph.add(status, KGO.recognitionObject, term(KGO.StateRecognition))
    role = iri.role(ADA, "foreign minister of Vestria")
    graph.type(role, ORG.Membership)
    graph.link(role, ORG.member, ADA)
    graph.link(role, ORG.organization, MINISTRY)
    graph.add(role, SCHEMA.roleName, text("foreign minister of Vestria"))
    return graph


FIGURES = {
    OSTRA_TEXT: {"votesFor": 61, "votesAgainst": 12, "abstentions": 4, "votesCast": 77},
    FISH: {"votesFor": 20, "votesAgainst": 40, "votesCast": 65},
    MOTION: {"votesFor": 99, "votesCast": 98},
}
ADOPTED = {OSTRA_TEXT: "2031-03-04", MOTION: "2032-06-09"}


def consolidated() -> Graph:
    graph = Graph(BASE, iri.CONSOLIDATED_GRAPH)
    for measure in MEASURES:
        how = KGO.Rejected if measure == FISH else KGO.Adopted
        graph.add(f"{measure}/decision", KGO.outcome, term(how))
        for prop, figure in FIGURES.get(measure, {}).items():
            graph.add(f"{measure}/decision", KGO[prop], number(figure))
    for measure, when in ADOPTED.items():
        graph.add(measure, KGO.adoptionDate, day(when))
        graph.add(measure, KGO.earliestDate, day(when))
        graph.add(measure, KGO.latestDate, day(when))
    graph.add(f"{FISH}/decision", KGO.date, day("2032-05"))
    graph.add(f"{FISH}/decision", KGO.earliestDate, day("2032-05-01"))
    graph.add(f"{FISH}/decision", KGO.latestDate, day("2032-05-31"))
    graph.add(iri.recognition(NORLAND, OSTRA, "state", ""), KGO.recognitionState, term(KGO.DoesNotRecognize))
    graph.add(iri.recognition(SUNDRIA, OSTRA, "state", ""), KGO.recognitionState, term(KGO.Recognizes))
    difference = iri.disagreement(OSTRA_TEXT, "adoptionDate")
    graph.type(difference, KGO.Difference, KGO.Disagreement)
    graph.add(difference, KGO.verdict, term(KGO.Conflict))
    graph.link(difference, RDF.subject, OSTRA_TEXT)
    graph.add(difference, RDF.predicate, term(KGO.adoptionDate))
    graph.add(difference, KGO.rationale, string("nearer to the event"))
    for name, when in (("first", "2031-03-04"), ("copy", "2031-03-04"), ("second", "2031-03-03")):
        at = f"{path(name)}#a-{iri.digest(OSTRA_TEXT + 'adoptionDate' + str(day(when)), 10)}"
        graph.link(difference, KGO.hasAssertion, at)
        graph.link(difference, KGO.preferredAssertion, at if name == "first" else None)
    return graph


def articles() -> Iterator[Graph]:
    yield _first("first", "unfriendly")
    yield _first("copy", "UNFRIENDLY")
    yield _second()
    yield _later()


def _decided(page: Writer, measure: str, words: str) -> None:
    page.link(measure, DCTERMS.isReferencedBy, page.path)
    page.add(measure, KGO.subjectTerm, *(text(word) for word in MEASURES[measure][3]))
    page.evidence(f"{measure}/decision", words)
    page.value(f"{measure}/decision", "outcome", term(KGO.Rejected if measure == FISH else KGO.Adopted), words)


def _first(name: str, unfriendly: str) -> Graph:
    page = Writer(name)
    _decided(page, OSTRA_TEXT, "on Tuesday")
    page.value(OSTRA_TEXT, "adoptionDate", day("2031-03-04"), "on Tuesday", "RelativeResolved")
    for prop in ("votesFor", "votesAgainst", "abstentions"):
        page.value(f"{OSTRA_TEXT}/decision", prop, number(FIGURES[OSTRA_TEXT][prop]), "61 votes")
    provision = page.record(f"{OSTRA_TEXT}/provision/ostra", KGO.Provision, "on Tuesday", "Urge", sure=0.7)
    page.link(OSTRA_TEXT, KGO.hasProvision, provision)
    page.add(provision, KGO.polarity, term(KGO.Support))
    page.link(provision, KGO.concerns, ISSUE)
    page.link(provision, KGO.callsUpon, GOVERNMENT)
    page.add(provision, KGO.content, text("to recognise Ostra"))
    backed = page.position(SENATE, "Support", ISSUE, "Adopt", "on Tuesday", "2031-03-04")
    page.link(f"{OSTRA_TEXT}/decision", KGO.expresses, backed)
    rejected = page.position(ADA, "Oppose", ISSUE, "Reject", "Ada Holm", body=MINISTRY)
    said = page.record("statement/ada", KGO.Statement, "Ada Holm")
    page.link(said, KGO.speaker, ADA)
    page.link(said, KGO.onBehalfOf, MINISTRY)
    page.link(said, KGO.inCapacity, iri.role(ADA, "foreign minister of Vestria"))
    page.link(said, KGO.about, OSTRA_TEXT)
    page.link(said, KGO.expresses, rejected)
    page.add(said, KGO.polarity, term(KGO.Oppose))
    page.add(said, KGO.medium, term(KGO.UnspecifiedMedium))
    page.add(said, KGO.contentMode, term(KGO.Direct))
    page.add(said, KGO.quotedText, text(f"This is an {unfriendly} act,"))
    against = page.position(VESTRIA, "Oppose", OSTRA_TEXT, "Condemn", "recalled", "2031-03-05")
    recall = page.record("act/vestria--recall", KGO.DiplomaticAct, "recalled", "Recall", "2031-03-05")
    page.link(recall, KGO.actor, VESTRIA)
    page.link(recall, KGO.addressee, NORLAND)
    page.link(recall, KGO.expresses, against)
    _recognition(page, NORLAND, "DoesNotRecognize", "does not recognise")
    return page


def _recognition(page: Writer, recognizer: str, state: str, words: str) -> None:
    status = iri.recognition(recognizer, OSTRA, "state", "")
    page.evidence(status, words)
    page.value(status, "recognitionState", term(KGO[state]), words)


def _second() -> Graph:
    page = Writer("second")
    _decided(page, OSTRA_TEXT, "77 senators")
    page.value(OSTRA_TEXT, "adoptionDate", day("2031-03-03"), "77 senators")
    page.value(f"{OSTRA_TEXT}/decision", "votesCast", number(77), "77 senators")
    page.position(SUNDRIA, "Oppose", OSTRA_TEXT, "Oppose", "opposed both", "2031-03-06")
    page.position(SUNDRIA, "Oppose", ISSUE, "Oppose", "opposed both", "2031-03-06")
    demand = page.record("demand/norland", KGO.Demand, "called on", "Urge")
    page.link(demand, KGO.asker, GOVERNMENT)
    page.link(demand, KGO.addressee, VESTRIA)
    page.add(demand, KGO.content, text("to send its ambassador back"))
    return page


def _later() -> Graph:
    page = Writer("later")
    _decided(page, MOTION, "on Wednesday")
    page.value(MOTION, "adoptionDate", day("2032-06-09"), "on Wednesday", "RelativeResolved")
    page.value(f"{MOTION}/decision", "votesFor", number(99), "on Wednesday")
    page.value(f"{MOTION}/decision", "votesCast", number(98), "on Wednesday")
    provision = page.record(f"{MOTION}/provision/sanctions", KGO.Provision, "on Wednesday", "Propose")
    page.link(MOTION, KGO.hasProvision, provision)
    page.add(provision, KGO.polarity, term(KGO.Support))
    page.link(provision, KGO.concerns, SANCTIONS)
    page.add(provision, KGO.content, text("sanctions against Norland"))
    page.position(SUNDRIA, "Support", ISSUE, "Welcome", "welcomed")
    _recognition(page, SUNDRIA, "Recognizes", "welcomed")
    page.position(VESTRIA, "Oppose", OSTRA_TEXT, "Condemn", "again condemned")
    page.link(OSTRA_TEXT, DCTERMS.isReferencedBy, page.path)
    _decided(page, FISH, "fisheries")
    page.value(f"{FISH}/decision", "date", day("2032-05"), "fisheries")
    for prop in ("votesFor", "votesAgainst", "votesCast"):
        page.value(f"{FISH}/decision", prop, number(FIGURES[FISH][prop]), "fisheries")
    _decided(page, CANAL, "canal")
    page.position(SUNDRIA, "Oppose", CANAL, "VoteAgainst", "canal")
    noted = page.record("statement/norland", KGO.Statement, "taken note")
    page.link(noted, KGO.speaker, GOVERNMENT)
    page.add(noted, KGO.medium, term(KGO.UnspecifiedMedium))
    page.add(noted, KGO.contentMode, term(KGO.Indirect))
    page.add(noted, KGO.paraphrase, text("that it had taken note"))
    demand = page.record("demand/sundria", KGO.Demand, "demanded calm", "MakeDemand")
    page.link(demand, KGO.asker, SUNDRIA)
    page.add(demand, KGO.content, text("calm"))
    return page
