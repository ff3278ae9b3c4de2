"""The graphs that no article owns: reference data on what occurs, the consolidated values, provenance, the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import data, gazetteer, iri
from kg.emit.article import assertion_path, literal
from kg.emit.terms import Graph, day, string, term, text, verbatim
from kg.gazetteer import Entity
from kg.resolved import Chosen, DecisionFact, Disagreement, Facts, IssueFact, MeasureFact, OfficeFact, RecognitionFact
from kg.types import Agent
from kg.vocabulary import (
    DCAT,
    DCTERMS,
    KGO,
    KGO_VERSION,
    KIND_CLASSES,
    MEASURE_CLASSES,
    ORG,
    PROV,
    RDF,
    RDFS,
    RECOGNITION_OBJECTS,
    SCHEMA,
    SKOS,
    VERDICTS,
    VOID,
    WD,
)

CHAMBER_TYPES = {"upper": KGO.UpperChamber, "lower": KGO.LowerChamber, "single": KGO.SingleChamber}
PROGRAM = "agent/kg"


#: Writes what one thing has in a graph.
Piece = Callable[[Graph], None]


def reference(facts: Facts) -> Iterator[Piece]:
    """The agents that occur and what they belong to, the issues, what measures are called, decisions and offices."""
    entities = {entity.path: entity for entity in gazetteer.load()}
    agents = {agent.path: agent for agent in facts.agents.values()}
    spellings: dict[str, list[str]] = defaultdict(list)
    for path, agent in facts.agents.items():
        if path != agent.path:
            spellings[agent.path].append(path)
    for path in sorted(_with_owners(agents, entities)):
        if path in entities:
            yield partial(_entity, entity=entities[path])
        elif path in agents:
            yield partial(_agent, agent=agents[path], spellings=spellings[path])
    labels = {measure.path: measure.label for measure in facts.measures}
    yield from (partial(_issue, fact=issue) for issue in facts.issues)
    yield from (partial(_measure, fact=measure) for measure in facts.measures)
    yield from (partial(_recognition, fact=recognition) for recognition in facts.recognitions)
    yield from (partial(_decision, fact=decision, label=labels[decision.measure]) for decision in facts.decisions)
    yield from (partial(_office, fact=office) for office in facts.offices)


def consolidated(facts: Facts) -> Iterator[Piece]:
    """One value for every single-valued property, and the days that bound the dates of measures and decisions.

    The values of one thing are one piece, for two of them may have the same bounds.
    """
    for _, same in groupby(facts.chosen, key=lambda chosen: chosen.subject):
        yield partial(_chosen, values=list(same))


def meta(facts: Facts, articles: Iterable[str], base: str, version: str) -> Iterator[Piece]:
    """Where the graphs come from, what the data set is, what was merged and why, and what reports differ on."""
    yield partial(_dataset, base=base, version=version)
    for article in articles:
        yield partial(_run, article=article)
    yield from (partial(_merges, measure=measure) for measure in facts.measures)
    yield from (partial(_disagreement, found=found) for found in facts.disagreements)


def ontology(base: str) -> list[Quad]:
    """The vocabulary as a graph, sorted. Its blank nodes become IRIs, numbered as they come in the file."""
    quads = []
    name = NamedNode(base + iri.ONTOLOGY_GRAPH)
    names: dict[BlankNode, NamedNode] = {}

    def named(node: NamedNode | BlankNode | Literal | Triple) -> NamedNode | Literal:
        if isinstance(node, BlankNode):
            return names.setdefault(node, NamedNode(f"{name.value}#node-{len(names) + 1}"))
        assert not isinstance(node, Triple)
        return node

    for triple in _vocabulary(data.root("ontology") / "kgo.ttl"):
        subject = named(triple.subject)
        assert isinstance(subject, NamedNode)
        quads.append(Quad(subject, triple.predicate, named(triple.object), name))
    return sorted(set(quads), key=str)


@lru_cache
def _vocabulary(file: Path) -> tuple[Quad, ...]:
    return tuple(parse(path=file, format=RdfFormat.TURTLE))


def _with_owners(agents: Mapping[str, Agent], entities: dict[str, Entity]) -> set[str]:
    """The paths, and those of the polities and legislatures that they belong to or are part of."""
    paths = set(agents)
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        entity = entities.get(path)
        owners = (
            (entity.of, entity.chamber_of, entity.part_of) if entity else (agents[path].of,) if path in agents else ()
        )
        for owner in owners:
            if owner and owner not in paths:
                paths.add(owner)
                waiting.append(owner)
    return paths


def _entity(graph: Graph, entity: Entity) -> None:
    """What the gazetteer knows of an agent. A legislature of one chamber is both."""
    graph.type(entity.path, *(KGO[name] for name in entity.classes))
    graph.add(entity.path, RDFS.label, text(entity.label))
    others = sorted({entity.name, *entity.aliases} - {entity.label})
    graph.add(entity.path, SKOS.altLabel, *(text(name) for name in others))
    graph.add(entity.path, SKOS.altLabel, *(text(name, language) for language, name in entity.own_names))
    graph.add(entity.path, SKOS.notation, string(entity.code))
    graph.add(entity.path, SKOS.exactMatch, term(WD + entity.qid) if entity.qid else None)
    graph.link(entity.path, KGO.ofPolity, entity.of if entity.of != entity.path else None)
    graph.link(entity.path, KGO.partOf, entity.part_of)
    graph.link(entity.path, KGO.chamberOf, entity.chamber_of)
    if entity.chamber_type:
        graph.add(entity.path, KGO.chamberType, term(CHAMBER_TYPES[entity.chamber_type]))


def _agent(graph: Graph, agent: Agent, spellings: Iterable[str]) -> None:
    """An agent that the gazetteer does not know: what the articles tell of it, and the other names it was found by."""
    graph.type(agent.path, KIND_CLASSES[agent.kind])
    label = gazetteer.load().label(agent)
    graph.add(agent.path, RDFS.label, text(label))
    graph.add(agent.path, SKOS.altLabel, text(agent.name) if agent.name != label else None)
    graph.link(agent.path, KGO.ofPolity, agent.of if agent.of != agent.path else None)
    graph.add(agent.path, SKOS.hiddenLabel, *(verbatim(iri.tail(path)) for path in spellings))


def _issue(graph: Graph, fact: IssueFact) -> None:
    graph.type(fact.path, KGO.RecognitionIssue if fact.issue else KGO.Issue)
    graph.add(fact.path, RDFS.label, text(fact.label))
    graph.link(fact.path, SKOS.broader, fact.broader)
    if fact.issue:
        graph.link(fact.path, KGO.recognized, fact.issue.recognized.path)
        graph.link(fact.path, KGO.recognizer, fact.issue.recognizer.path if fact.issue.recognizer else None)
        graph.add(fact.path, KGO.recognitionObject, term(RECOGNITION_OBJECTS[fact.issue.object]))


def _measure(graph: Graph, fact: MeasureFact) -> None:
    graph.type(fact.path, KGO.Measure, MEASURE_CLASSES[fact.kind])
    graph.add(fact.path, RDFS.label, text(fact.label))
    # To be found by what it is about, which its label does not tell.
    words = " ".join(fact.subject)
    graph.add(fact.path, SKOS.hiddenLabel, string(f"{fact.label}: {words}") if words else None)
    graph.link(fact.path, KGO.adoptedBy, fact.body.path if fact.body else None)


def _merges(graph: Graph, measure: MeasureFact) -> None:
    """Why each article's report was taken to be of this measure."""
    if len(measure.links) < 2:
        return
    reasons = (f"{link.article} {link.id}: {link.reason} (score {link.score:.2f})" for link in measure.links)
    graph.add(measure.path, KGO.mergeReason, *(string(reason) for reason in reasons))


def _recognition(graph: Graph, fact: RecognitionFact) -> None:
    """Who and what a state of affairs is between; what it is, the articles say."""
    graph.type(fact.path, KGO.RecognitionStatus)
    graph.add(fact.path, RDFS.label, text(fact.label))
    graph.link(fact.path, KGO.recognizer, fact.recognizer)
    graph.link(fact.path, KGO.recognized, fact.recognized)
    graph.add(fact.path, KGO.recognitionObject, term(RECOGNITION_OBJECTS[fact.object]))


def _decision(graph: Graph, fact: DecisionFact, label: str) -> None:
    """Who decided on what; `label` is the measure's. How it went, and by which figures, are reported values."""
    graph.type(fact.path, KGO.Decision, *([KGO.Vote] if fact.vote else []))
    graph.add(fact.path, RDFS.label, text(f"Decision on {label}"))
    graph.link(fact.path, KGO.decidedOn, fact.measure)
    graph.link(fact.path, KGO.decidedBy, fact.body)


def _office(graph: Graph, fact: OfficeFact) -> None:
    """An office in which a person spoke."""
    graph.type(fact.path, ORG.Membership)
    graph.link(fact.path, ORG.member, fact.person)
    graph.link(fact.path, ORG.organization, fact.body)
    graph.add(fact.path, SCHEMA.roleName, text(fact.title))


def _chosen(graph: Graph, values: Iterable[Chosen]) -> None:
    for chosen in values:
        graph.add(chosen.subject, KGO[chosen.property], literal(chosen.property, chosen.value))
        graph.add(chosen.subject, KGO.earliestDate, day(chosen.earliest))
        graph.add(chosen.subject, KGO.latestDate, day(chosen.latest))


def _disagreement(graph: Graph, found: Disagreement) -> None:
    path = iri.disagreement(found.subject, found.property)
    graph.type(path, KGO.Difference, *([KGO.Disagreement] if found.verdict != "compatible" else []))
    graph.add(path, KGO.verdict, term(VERDICTS[found.verdict]))
    graph.link(path, RDF.subject, found.subject)
    graph.add(path, RDF.predicate, term(KGO[found.property]))
    graph.link(path, KGO.hasAssertion, *(assertion_path(value) for value in found.values))
    graph.link(path, KGO.preferredAssertion, assertion_path(found.preferred))
    graph.add(path, KGO.rationale, string(found.rationale))


def _dataset(graph: Graph, base: str, version: str) -> None:
    graph.type("dataset", DCAT.Dataset, VOID.Dataset)
    graph.add("dataset", DCTERMS["title"], text("Parliamentary resolutions and reactions to them in news articles"))
    graph.add("dataset", DCTERMS.conformsTo, term(KGO_VERSION))
    graph.add("dataset", VOID.vocabulary, term(KGO))
    graph.add("dataset", VOID.uriSpace, verbatim(base))
    graph.type(iri.CONSOLIDATED_GRAPH, PROV.Entity)
    graph.type(PROGRAM, PROV.SoftwareAgent)
    graph.add(PROGRAM, RDFS.label, verbatim(f"kg {version}"))


def _run(graph: Graph, article: str) -> None:
    """One article's graph, and the run that made it."""
    name, run = iri.graph(article), iri.run(article)
    graph.type(name, KGO.ArticleGraph)
    graph.link(name, PROV.wasDerivedFrom, article)
    graph.link(name, PROV.wasGeneratedBy, run)
    graph.type(run, KGO.ExtractionRun)
    graph.link(run, PROV.used, article)
    graph.link(iri.CONSOLIDATED_GRAPH, PROV.wasDerivedFrom, name)
    graph.link(run, PROV.wasAssociatedWith, PROGRAM)
