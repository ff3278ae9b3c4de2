"""Findings of many articles -> Facts: who is who, which measure is which, what is reported, what is preferred.

    findings ─completion, agents─> one agent a path ─measures─> clusters ─naming─> shared measures
             ─positions, issues─> what each article says of the shared things
             ─values─> every reported value ─disagreements─> one value each

Pure, and independent of the order of the articles: everything is sorted by content before anything is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg import iri
from kg.resolve import naming, values
from kg.resolve.agents import unify
from kg.resolve.completion import completed
from kg.resolve.disagreements import Chooser
from kg.resolve.issues import Issues
from kg.resolve.measures import clusters, reports
from kg.resolve.positions import Reader, read, recognition_path
from kg.types import (
    Agent,
    ArticleFacts,
    Chosen,
    Decision,
    Disagreement,
    Facts,
    Findings,
    Issue,
    Link,
    MeasureFact,
    Outcome,
    RecognitionFact,
    RecognitionState,
    Value,
)

#: Local names of the recognition states.
STATES: dict[RecognitionState, str] = {
    "recognises": "Recognizes",
    "does-not-recognise": "DoesNotRecognize",
    "will-recognise": "WillRecognize",
    "withdraws": "Withdraws",
    "calls-for": "CallsFor",
}

#: Local names of the outcomes.
OUTCOMES: dict[Outcome, str] = {
    "adopted": "Adopted",
    "rejected": "Rejected",
    "vetoed": "Vetoed",
    "scheduled": "Scheduled",
    "other": "OtherOutcome",
}

Articles = Mapping[str, Findings]


def resolve(findings: Iterable[Findings]) -> Facts:
    """All articles' findings made one. The iterable is consumed; an article given twice counts once.

    Raises:
        FileNotFoundError: there is no gazetteer.
    """
    articles = _by_path(findings)
    agents = unify(articles.values())
    chooser = Chooser({path: found.published.date for path, found in articles.items()}, articles)
    measures = _measures(articles, agents, chooser)
    told, issues = _told(articles, agents, measures)
    reported = tuple(sorted(_values(told), key=_place))
    chosen, disagreements = _choose(reported, chooser)
    return Facts(told, agents, measures, issues.all(), _recognitions(told, issues), reported, chosen, disagreements)


def _by_path(findings: Iterable[Findings]) -> Articles:
    """Article path -> findings, by path; of one text given twice that with the smallest id stays."""
    articles: dict[str, Findings] = {}
    for found in sorted(findings, key=lambda f: f.article.id):
        articles.setdefault(iri.article(found.article.date, found.article.sha256), completed(found))
    return dict(sorted(articles.items()))


def _measures(articles: Articles, agents: Mapping[str, Agent], chooser: Chooser) -> tuple[MeasureFact, ...]:
    """The shared measures, by path, with the paths of those that some article relates to them."""

    def dated(cluster: naming.Cluster) -> str | None:
        ids = _ids(cluster[1])
        for prop, adopted in (("adoptionDate", True), ("date", False)):
            given = [v for a in ids for v in values.dates(a, articles[a], ids[a], "", prop, adopted)]
            if given:
                return chooser.choose(given)[0].value
        return None

    found = [report for path, f in articles.items() for report in reports(path, f, agents)]
    facts = sorted(naming.measures(clusters(found), dated, agents), key=lambda m: m.path)
    local = _local(facts)
    return tuple(replace(fact, related=_related(fact, articles, local)) for fact in facts)


def _ids(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    """Article -> the local ids under which it speaks of one measure."""
    ids: dict[str, set[str]] = defaultdict(set)
    for link in links:
        ids[link.article].add(link.id)
    return {article: frozenset(found) for article, found in sorted(ids.items())}


def _local(measures: Iterable[MeasureFact]) -> dict[str, dict[str, str]]:
    """Article -> local id -> path."""
    local: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in measures:
        for link in fact.links:
            local[link.article][link.id] = fact.path
    return local


def _related(fact: MeasureFact, articles: Articles, local: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    paths = {
        local[article][other]
        for article, ids in _ids(fact.links).items()
        for measure in articles[article].measures
        for other in (measure.related if measure.id in ids else ())
    }
    return tuple(sorted(paths - {fact.path}))


def _told(
    articles: Articles, agents: Mapping[str, Agent], measures: Iterable[MeasureFact]
) -> tuple[tuple[ArticleFacts, ...], Issues]:
    """What each article says of the shared things, and the issues that came up."""
    measures = tuple(measures)
    local = _local(measures)
    issues = Issues(agents, naming.namer(agents))
    adopted = dict(_adopted_by(articles, measures))
    bodies = {fact.path: fact.body for fact in measures}
    told = []
    for path, found in articles.items():
        reader = Reader(path, found, local[path], agents, issues)
        positions, provisions = read(reader, adopted)
        decisions = tuple(decision_path(d, local[path][d.measure], bodies) for d in found.decisions)
        recognitions = tuple(recognition_path(r, issues) for r in found.recognitions)
        about = tuple(issues.recognition(s.about) if s.about else None for s in found.statements)
        told.append(ArticleFacts(path, found, local[path], positions, provisions, decisions, recognitions, about))
    return tuple(told), issues


def _adopted_by(articles: Articles, measures: Iterable[MeasureFact]) -> Iterator[tuple[str, Agent]]:
    """The measures that some article says were adopted, and by whom."""
    for fact in measures:
        decisions = (d for a, ids in _ids(fact.links).items() for d in articles[a].decisions if d.measure in ids)
        if fact.body and any(d.outcome == "adopted" for d in decisions):
            yield fact.path, fact.body


def _recognitions(told: Iterable[ArticleFacts], issues: Issues) -> tuple[RecognitionFact, ...]:
    facts = {}
    for article in told:
        for path, found in zip(article.recognitions, article.findings.recognitions, strict=True):
            recognizer, recognized = issues.recognizer(found.recognizer), issues.agent(found.recognized)
            label = issues.label(Issue(recognized, recognizer, found.object))
            facts[path] = RecognitionFact(path, label, recognizer.path, recognized.path, found.object)
    return tuple(facts[path] for path in sorted(facts))


def _values(told: Iterable[ArticleFacts]) -> Iterator[Value]:
    """Every value that every article gives, each once for the same words."""
    given: dict[tuple[object, ...], Value] = {}
    for article in told:
        for value in _values_of(article):
            given.setdefault((value.subject, value.property, value.value, value.article, value.sentences), value)
    return iter(given.values())


def _values_of(article: ArticleFacts) -> Iterator[Value]:
    path, found = article.path, article.findings
    yield from values.published(path, found)
    ids: dict[str, set[str]] = defaultdict(set)
    for id_, measure in article.measures.items():
        ids[measure].add(id_)
    for measure in sorted(ids):
        own = frozenset(ids[measure])
        yield from values.dates(path, found, own, measure, "adoptionDate", True)
        yield from values.binding(path, found, own, measure)
    for decision, subject in zip(found.decisions, article.decisions, strict=True):
        yield values.state(path, found, decision.why, subject, "outcome", OUTCOMES[decision.outcome])
        yield from values.figures(path, found, decision, subject)
        yield from values.lost(path, found, decision, subject)
    for recognition, about in zip(found.recognitions, article.recognitions, strict=True):
        yield values.state(path, found, recognition.why, about, "recognitionState", STATES[recognition.status])


def decision_path(decision: Decision, measure: str, bodies: Mapping[str, Agent | None]) -> str:
    """The path of a decision: the adoption by a measure's own body is the plain one."""
    body = bodies[measure]
    other = "" if body is None or decision.body.path == body.path else iri.tail(decision.body.path)
    outcome = "" if decision.outcome == "adopted" else decision.outcome
    return iri.decision(measure, "-".join(filter(None, (other, outcome))))


def _choose(reported: Iterable[Value], chooser: Chooser) -> tuple[tuple[Chosen, ...], tuple[Disagreement, ...]]:
    given: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in reported:
        given[value.subject, value.property].append(value)
    results = [chooser.choose(given[key]) for key in sorted(given)]
    return tuple(chosen for chosen, _ in results), tuple(found for _, found in results if found)


def _place(value: Value) -> tuple[str, str, str, str, str]:
    return value.subject, value.property, value.value, value.article, str(value.sentences)
