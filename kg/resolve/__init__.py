"""Documents of many articles -> Facts: who is who, which measure is which, what is reported, what is preferred.

    documents ─completion, agents─> one agent a path ─measures─> clusters ─naming─> shared measures
              ─positions, issues─> what each article says of the shared things
              ─values─> every reported value ─disagreements─> one value each

Pure, and independent of the order in which articles came. Nothing is held but what articles share: the documents are
gone through three times, for the agents and measures, for all else that is shared, and whenever `Facts.articles` is
iterated, so they must come anew, by path, each time they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg import iri, lexicon
from kg.resolve import naming, values
from kg.resolve.agents import Sightings
from kg.resolve.completion import completed
from kg.resolve.disagreements import Chooser
from kg.resolve.issues import Issues
from kg.resolve.measures import Cluster, Report, clusters, reports, whole
from kg.resolve.positions import Reader, read, recognition_path
from kg.resolve.spool import Spool
from kg.resolved import (
    ArticleFacts,
    Chosen,
    DecisionFact,
    Disagreement,
    Facts,
    MeasureFact,
    OfficeFact,
    RecognitionFact,
    Value,
)
from kg.rulings import Rulings
from kg.types import Agent, Decision, Document, Findings, Issue, Outcome, RecognitionState

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

#: Kinds of findings that the summary counts.
COUNTED = ("decisions", "recognitions", "statements", "demands", "acts")

Fact = TypeVar("Fact")


def path_of(findings: Findings) -> str:
    """The path of the article that something was read from."""
    return findings.article.path


def held(findings: Iterable[Findings]) -> tuple[Document, ...]:
    """Findings as documents, by path; an article given twice is one that was published twice."""
    found: dict[str, list[Findings]] = defaultdict(list)
    for one in sorted(findings, key=lambda f: f.article.id):
        found[path_of(one)].append(one)
    return tuple(
        Document(same[0], tuple(dict.fromkeys(one.article.published_as for one in same)), path)
        for path, same in sorted(found.items())
    )


def resolve(documents: Iterable[Document], rulings: Rulings | None = None) -> Facts:
    """All articles' findings made one.

    `documents` come by path, each article once, and can be iterated again and again; see `held` for findings at hand.
    `rulings` are the user's; those that find something to be applied to are noted in them.

    Raises:
        FileNotFoundError: there is no gazetteer.
    """
    rulings = rulings or Rulings()
    survey, found = _survey(documents, rulings)
    chooser = Chooser(survey.published, survey.originals)
    measures = _measures(found, survey.agents, chooser, rulings)
    del found  # the largest of all that is held; nothing that follows needs it
    shared = _Shared(survey.agents, measures, rulings)
    articles = _Articles(documents, shared)
    reported: Spool[Value] = Spool(Value)
    for told in articles:
        shared.note(told)
        for value in told.values:
            reported.add((value.subject, value.property), value)
    chosen = _Chosen(reported, chooser)
    disagreements = tuple(found for _, found in chosen.results() if found)
    return Facts(
        articles,
        survey.agents,
        measures,
        shared.issues.all(),
        _by_path(shared.recognitions),
        _by_path(shared.decisions),
        _by_path(shared.offices),
        chosen,
        disagreements,
        {**shared.counts, "measures": len(measures), "disagreements": _rival(disagreements)},
    )


def _rival(found: Iterable[Disagreement]) -> int:
    """How many differences there are in which not all reports can be right."""
    return sum(one.verdict != "compatible" for one in found)


def _by_path(facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    return tuple(facts[path] for path in sorted(facts))


# --- who is who, and which measure is which ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the first reading leaves: agents, and of each article its day and its original."""

    agents: Mapping[str, Agent]
    published: Mapping[str, str | None]
    originals: Mapping[str, str]


def _survey(documents: Iterable[Document], rulings: Rulings) -> tuple[_Survey, list[Report]]:
    """The first reading, and the reports of measures in it."""
    sightings = Sightings()
    found: list[Report] = []
    published: dict[str, str | None] = {}
    originals: dict[str, str] = {}
    for path, document in _complete(documents):
        sightings.add(document.findings)
        found.extend(reports(path, document.findings))
        published[path] = document.findings.published.date
        if document.original not in ("", path):
            originals[path] = document.original
    return _Survey(sightings.agents(rulings), published, originals), found


def _complete(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    for document in documents:
        yield path_of(document.findings), replace(document, findings=completed(document.findings))


def _measures(
    found: Sequence[Report], agents: Mapping[str, Agent], chooser: Chooser, rulings: Rulings
) -> tuple[MeasureFact, ...]:
    """The shared measures, by path, with the paths of those that some article relates to them."""

    def dated(cluster: Cluster) -> str | None:
        for prop in ("adoptionDate", "date"):
            given = [value for report in cluster[0] for value in report.told if value.property == prop]
            if given:
                return chooser.choose(given)[0].value
        return None

    facts = naming.measures(clusters(found), dated, agents, rulings)
    local = _local(facts)
    related = {report.key: report.related for report in found if report.related}
    return tuple(replace(fact, related=_related(fact, related, local)) for fact in facts)


def _local(measures: Iterable[MeasureFact]) -> dict[str, dict[str, str]]:
    """Article -> local id -> path."""
    local: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in measures:
        for link in fact.links:
            local[link.article][link.id] = fact.path
    return local


def _related(
    fact: MeasureFact, related: Mapping[tuple[str, str], tuple[str, ...]], local: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    paths = {local[link.article][other] for link in fact.links for other in related.get((link.article, link.id), ())}
    return tuple(sorted(paths - {fact.path}))


# --- what each article says of the shared things ----------------------------------------------------------------------


class _Shared:
    """The things that articles share, as they come up while the articles are read."""

    def __init__(self, agents: Mapping[str, Agent], measures: Iterable[MeasureFact], rulings: Rulings) -> None:
        measures = tuple(measures)
        self.agents = agents
        self.rulings = rulings
        self.issues = Issues(agents, naming.namer(agents))
        self.local = _local(measures)
        self.bodies = {fact.path: fact.body for fact in measures}
        self.adopted = {fact.path: fact.body for fact in measures if fact.body and fact.adopted}
        self.recognitions: dict[str, RecognitionFact] = {}
        self.decisions: dict[str, DecisionFact] = {}
        self.offices: dict[str, OfficeFact] = {}
        self.counts = dict.fromkeys(("articles", "positions", *COUNTED), 0)

    def note(self, told: ArticleFacts) -> None:
        """Remember what one article names of the things that others may name too."""
        self.counts["articles"] += 1
        self.counts["positions"] += len(told.positions)
        for kind in COUNTED:
            self.counts[kind] += len(getattr(told.findings, kind))
        for path, recognition in zip(told.recognitions, told.findings.recognitions, strict=True):
            recognizer = self.issues.recognizer(recognition.recognizer)
            recognized = self.issues.agent(recognition.recognized)
            label = self.issues.label(Issue(recognized, recognizer, recognition.object))
            self.recognitions[path] = RecognitionFact(path, label, recognizer.path, recognized.path, recognition.object)
        for path, decision in zip(told.decisions, told.findings.decisions, strict=True):
            before = self.decisions.get(path)
            vote = decision.tally is not None or (before is not None and before.vote)
            body = self.agents[decision.body.path].path
            self.decisions[path] = DecisionFact(path, told.measures[decision.measure], body, vote)
        for office in _offices(told, self.agents):
            self.offices.setdefault(office.path, office)


def _offices(told: ArticleFacts, agents: Mapping[str, Agent]) -> Iterator[OfficeFact]:
    """The offices in which persons spoke, under the titles that the article gives them."""
    for statement in told.findings.statements:
        if statement.speaker is not None and statement.speaker.kind == "person" and statement.role:
            speaker = agents[statement.speaker.path].path
            body = agents[statement.on_behalf.path].path if statement.on_behalf else None
            yield OfficeFact(iri.role(speaker, statement.role), speaker, body, " ".join(statement.role.split()))


class _Articles:
    """What each article says, worked out anew for whoever iterates."""

    def __init__(self, documents: Iterable[Document], shared: _Shared) -> None:
        self._documents = documents
        self._shared = shared

    def __iter__(self) -> Iterator[ArticleFacts]:
        return (_told(path, document, self._shared) for path, document in _complete(self._documents))


def _told(path: str, document: Document, shared: _Shared) -> ArticleFacts:
    found, issues, local = document.findings, shared.issues, shared.local.get(path, {})
    positions, provisions = read(Reader(path, found, local, shared.agents, issues), shared.adopted)
    told = ArticleFacts(
        path,
        document,
        local,
        positions,
        provisions,
        tuple(decision_path(d, local[d.measure], shared.bodies) for d in found.decisions),
        tuple(recognition_path(r, issues) for r in found.recognitions),
        tuple(issues.recognition(s.about) if s.about else None for s in found.statements),
        (),
    )
    values = (v for v in _values(told) if not _is_wrong(v, shared.rulings))
    return replace(told, values=tuple(values))


def _is_wrong(value: Value, rulings: Rulings) -> bool:
    """True if the user calls a reported value wrong, or all that is said of its subject."""
    if not rulings.wrong:
        return False
    path = iri.assertion(value.article, value.subject, value.property, value.value, value.sentences)
    return rulings.is_wrong(path) or rulings.is_wrong(value.subject)


# --- what is reported, and what is preferred --------------------------------------------------------------------------


class _Chosen:
    """The values chosen from those reported, worked out anew for whoever iterates."""

    def __init__(self, reported: Spool[Value], chooser: Chooser) -> None:
        self._reported = reported
        self._chooser = chooser

    def __iter__(self) -> Iterator[Chosen]:
        return (chosen for chosen, _ in self.results())

    def results(self) -> Iterator[tuple[Chosen, Disagreement | None]]:
        """Each value chosen, with the disagreement about it if there is one."""
        return (self._chooser.choose(same) for same in self._reported.groups())


def _values(told: ArticleFacts) -> list[Value]:
    """Every value that an article gives, each once for the same words, in an order of their own."""
    given: dict[tuple[object, ...], Value] = {}
    for value in _values_of(told):
        given.setdefault((value.subject, value.property, value.value, value.sentences), value)
    text = told.findings.article.text
    said = (_said(value, " ".join(s.of(text) for s in value.sentences)) for value in given.values())
    return sorted(said, key=lambda v: (v.subject, v.property, v.value, str(v.sentences)))


def _said(value: Value, words: str) -> Value:
    """The value with a hash of the words that it was told in, and whether they say that they correct another."""
    corrections = lexicon.load().forms("noun", "correction") | lexicon.load().forms("verb", "correction")
    corrects = not corrections.isdisjoint(words.lower().replace(",", " ").replace(".", " ").split())
    return replace(value, said=iri.digest(words, 16), corrects=corrects)


def _values_of(article: ArticleFacts) -> Iterator[Value]:
    path, found = article.path, article.findings
    yield from values.published(path, found)
    ids: dict[str, set[str]] = defaultdict(set)
    for id_, measure in article.measures.items():
        ids[measure].add(id_)
    pairs = list(zip(found.decisions, article.decisions, strict=True))
    for measure in sorted(ids):
        own = frozenset(ids[measure])
        decided = [decision for decision, subject in pairs if subject == iri.decision(measure)]
        yield from values.dates(path, found, decided, own, measure)
        yield from values.binding(path, found, own, measure)
    for decision, subject in pairs:
        yield values.state(path, found, decision.why, subject, "outcome", OUTCOMES[decision.outcome])
        yield from values.figures(path, found, decision, subject)
        if subject != iri.decision(article.measures[decision.measure]):
            yield from values.held(path, found, decision, subject)
    for recognition, about in zip(found.recognitions, article.recognitions, strict=True):
        value = values.state(path, found, recognition.why, about, "recognitionState", STATES[recognition.status])
        yield replace(value, when=recognition.date.value if recognition.date else None)


def decision_path(decision: Decision, measure: str, bodies: Mapping[str, Agent | None]) -> str:
    """The path of a decision: the adoption by a measure's own body, or its parliament as a whole, is the plain one."""
    body = bodies[measure]
    own = body is None or decision.body.path in (body.path, whole(body.path))
    other = "" if own else iri.tail(decision.body.path)
    outcome = "" if decision.outcome == "adopted" else decision.outcome
    return iri.decision(measure, "-".join(filter(None, (other, outcome))))
