"""Sides and provisions in terms of the shared things, and the sides that follow from other findings.

Three follow, each with the sentence it rests on: what an adopted measure asks about recognition is the position of
the body that adopted it; who asks for recognition supports it; and a polity's own organ that declares whether the
polity recognises takes that side. A narrator's report of recognition makes no position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg import iri
from kg.resolve.issues import Issues
from kg.resolved import PositionFact, ProvisionFact
from kg.types import (
    Agent,
    Demand,
    Findings,
    Issue,
    Polarity,
    Position,
    Recognition,
    RecognitionState,
    Stance,
    Statement,
    Target,
)

#: What declaring that one's own polity does so means for the issue, and the act that it is.
DECLARED: dict[RecognitionState, tuple[Stance, str]] = {
    "recognises": ("supports", "Recognize"),
    "will-recognise": ("supports", "Recognize"),
    "does-not-recognise": ("opposes", "DeclineToRecognize"),
    "withdraws": ("opposes", "Withdraw"),
}
#: What a measure that does so stands for.
PROVIDED: dict[RecognitionState, tuple[Polarity, str]] = {
    "calls-for": ("supports", "Urge"),
    "recognises": ("supports", "Recognize"),
    "will-recognise": ("supports", "Recognize"),
    "does-not-recognise": ("opposes", "DeclineToRecognize"),
    "withdraws": ("opposes", "Withdraw"),
}
AS_POLARITY: dict[Stance, Polarity] = {"supports": "supports", "opposes": "opposes", "abstains": "neutral"}
AS_STANCE: dict[Polarity, Stance] = {"supports": "supports", "opposes": "opposes"}


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read one article's findings: its path, its measures by local id, all agents and issues."""

    article: str
    findings: Findings
    measures: Mapping[str, str]
    agents: Mapping[str, Agent]
    issues: Issues

    def agent(self, agent: Agent | None) -> Agent | None:
        """The agent that all articles share."""
        return self.agents.get(agent.path, agent) if agent else None

    def measure(self, local: str | None) -> str | None:
        """The path of a measure known by its local id; None if the article knows none of that id."""
        return self.measures.get(local) if local else None

    def targets(self, target: Target) -> tuple[str, ...]:
        """The paths of what a position is about: never none, more than one only for several measures."""
        if target.issue is not None and (target.kind == "recognition" or not target.measures):
            return (self.issues.recognition(target.issue),)
        if measures := [self.measures[id_] for id_ in target.measures if id_ in self.measures]:
            return tuple(dict.fromkeys(measures))
        if target.agent is not None and target.kind == "actor":
            return (self.agents[target.agent.path].path,)
        place = f"{self.article} {target.span.start if target.span else target.text}"
        return (self.issues.worded(target.text, place),)


def read(reader: Reader, adopted_by: Mapping[str, Agent]) -> tuple[tuple[PositionFact, ...], tuple[ProvisionFact, ...]]:
    """The positions and provisions of one article. `adopted_by`: path of each adopted measure -> its body."""
    provisions = tuple(_distinct_provisions(reader))
    stated = [p for position in reader.findings.positions for p in _positions(reader, position, adopted_by)]
    taken = {(p.holder.path, p.stance, p.target, p.why.sentence) for p in stated}
    follows = (*_declared(reader, stated), *_asked(reader), *_adopted(reader, provisions, adopted_by))
    for position in follows:
        key = (position.holder.path, position.stance, position.target, position.why.sentence)
        if key not in taken:
            taken.add(key)
            stated.append(position)
    return tuple(stated), provisions


def _positions(reader: Reader, found: Position, adopted_by: Mapping[str, Agent]) -> Iterator[PositionFact]:
    measure = reader.measure(found.measure)
    holder = reader.agents[found.holder.path]
    for target in reader.targets(found.target):
        yield PositionFact(
            holder,
            found.stance,
            target,
            found.target.text,
            found.act,
            found.why,
            reader.agent(found.on_behalf),
            found.date,
            measure if measure in adopted_by else None,
        )


def _declared(reader: Reader, stated: Iterable[PositionFact]) -> Iterator[PositionFact]:
    """A recognition inside what an organ of the recogniser says. Nested speech counts for each of its speakers."""
    for found in reader.findings.recognitions:
        side = DECLARED.get(found.status)
        if side is None or found.measure:
            continue
        for statement in reader.findings.statements:
            if statement.content.covers(found.why.evidence) or _cut_short(statement, found):
                for position in _declaration(reader, statement, found, *side):
                    yield _for_government(position, stated)


def _cut_short(statement: Statement, found: Recognition) -> bool:
    """True if the content ends within the evidence of the recognition that it begins with."""
    return statement.content.start <= found.why.evidence.start < statement.content.end <= found.why.evidence.end


def _declaration(
    reader: Reader, statement: Statement, found: Recognition, stance: Stance, act: str
) -> Iterator[PositionFact]:
    speaker, office = reader.agent(statement.speaker), reader.agent(statement.on_behalf)
    polity = reader.issues.recognizer(found.recognizer).path
    if speaker is None or not any(a and polity in (a.path, a.of) for a in (speaker, office)):
        return
    target = reader.issues.recognition(_issue(found))
    text = found.why.evidence.of(reader.findings.article.text)
    yield PositionFact(speaker, stance, target, text, act, statement.why, office, statement.date or found.date)


def _for_government(position: PositionFact, stated: Iterable[PositionFact]) -> PositionFact:
    """A person without an office who tells the position that the same sentence gives a government speaks for it."""
    if position.holder.kind != "person" or position.on_behalf:
        return position
    told = {
        other.holder.path: other.holder
        for other in stated
        if other.holder.kind == "government"
        and other.holder.of == position.holder.of
        and (other.target, other.stance) == (position.target, position.stance)
        and other.why.sentence == position.why.sentence
    }
    return replace(position, on_behalf=next(iter(told.values()))) if len(told) == 1 else position


def _asked(reader: Reader) -> Iterator[PositionFact]:
    """Who asks for recognition, or asks others not to grant it. What a measure asks is a provision."""
    for demand in reader.findings.demands:
        if demand.issue and demand.by and not demand.measure and demand.polarity in AS_STANCE:
            target = reader.issues.recognition(demand.issue)
            text = demand.content.of(reader.findings.article.text)
            stance = AS_STANCE[demand.polarity]
            holder = reader.agents[demand.by.path]
            yield PositionFact(holder, stance, target, text, demand.act, demand.why, None, demand.date)


def _adopted(
    reader: Reader, provisions: Iterable[ProvisionFact], adopted_by: Mapping[str, Agent]
) -> Iterator[PositionFact]:
    """What an adopted measure provides on recognition is its body's own side, dated as this article dates it."""
    when = {reader.measures[d.measure]: d.date for d in reader.findings.decisions if d.date and d.outcome == "adopted"}
    for provision in provisions:
        body = adopted_by.get(provision.measure)
        if body and provision.concerns and provision.polarity in AS_STANCE and _on_recognition(provision):
            yield PositionFact(
                body,
                AS_STANCE[provision.polarity],
                provision.concerns,
                provision.why.evidence.of(reader.findings.article.text),
                "Adopt",
                provision.why,
                date=when.get(provision.measure),
                decision=provision.measure,
            )


def _on_recognition(provision: ProvisionFact) -> bool:
    return bool(provision.concerns and provision.concerns.startswith("issue/recognition-of-"))


def _distinct_provisions(reader: Reader) -> Iterator[ProvisionFact]:
    """What the measures provide: their demands, their sides, and their recognitions that neither has told already."""
    found = [*_provisions(reader)]
    told: set[tuple[str, str | None, object]] = set()
    for provision in found:
        key = (provision.measure, provision.concerns, provision.why.sentence)
        if provision.content or key not in told:
            told.add(key)
            yield provision


def _provisions(reader: Reader) -> Iterator[ProvisionFact]:
    """Demands first: they tell most. Then positions, then recognitions, of measures."""
    for demand in reader.findings.demands:
        if measure := reader.measure(demand.measure):
            yield _demanded(reader, demand, measure)
    for position in reader.findings.positions:
        if measure := reader.measure(position.measure):
            for target in reader.targets(position.target):
                side = AS_POLARITY[position.stance]
                yield ProvisionFact(measure, side, position.act, position.why, target)
    for found in reader.findings.recognitions:
        if (measure := reader.measure(found.measure)) and _provides(reader, found):
            target = reader.issues.recognition(_issue(found))
            yield ProvisionFact(measure, *PROVIDED[found.status], found.why, target)


def _provides(reader: Reader, found: Recognition) -> bool:
    """False if the measure's body is of another polity than the one that is said to recognise, or not to."""
    body = next((m.body for m in reader.findings.measures if m.id == found.measure), None)
    recognizer = reader.issues.recognizer(found.recognizer)
    return found.status == "calls-for" or body is None or recognizer.path in (body.path, body.of)


def _demanded(reader: Reader, demand: Demand, measure: str) -> ProvisionFact:
    place = f"{reader.article} {demand.content.start}"
    words = demand.content.of(reader.findings.article.text)
    concerns = reader.issues.recognition(demand.issue) if demand.issue else reader.issues.worded(words, place)
    addressee = reader.agent(demand.addressee)
    others = tuple(a for other in demand.others if (a := reader.agent(other)) is not None)
    return ProvisionFact(measure, demand.polarity, demand.act, demand.why, concerns, addressee, demand.content, others)


def _issue(found: Recognition) -> Issue:
    return Issue(found.recognized, found.recognizer, found.object)


def recognition_path(found: Recognition, issues: Issues) -> str:
    """The path of a reported state of affairs between two agents that all articles share."""
    recognizer, recognized = issues.recognizer(found.recognizer), issues.agent(found.recognized)
    state = "" if found.status in {"recognises", "does-not-recognise"} else found.status
    return iri.recognition(recognizer.path, recognized.path, found.object, state)
