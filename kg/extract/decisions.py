"""Decisions: a deliberative body passes, rejects, vetoes or is about to decide on a measure.

Each reader looks at one clause and knows one shape: "the Senate adopts a bill", "the Senate votes to adopt", "the bill
passes the Senate", "Russia vetoes a resolution", "a resolution is submitted"; a last one reads nouns ("after its
approval by the Senate"). Figures come from the tallies of the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import tallies
from kg.types import Agent, DateValue, Decision, MeasureKind, Outcome, Span, Tally

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_OPPOSITE: dict[str, Outcome] = {"adopted": "rejected", "rejected": "adopted"}
_PLACES = ("in", "by", "at", "through", "before", "to")


def find(reading: Reading) -> tuple[Decision, ...]:
    """The decisions an article reports, in text order; figures and days only where the text tells them."""
    found: list[Decision] = []
    for clause in reading.clauses:
        for reader in _READERS:
            decision = next(iter(reader(reading, clause)), None)
            if decision is not None:
                found.append(decision)
                break
    return tuple(_without_repeats(_with_tallies(reading, found)))


# --- shapes -----------------------------------------------------------------------------------------------------


def _decides(reading: Reading, clause: Clause) -> Iterator[Decision]:
    """A body as subject (or place) of a deciding verb with a measure as object."""
    for sense, _ in reading.senses(clause, "decide"):
        token = next(iter(reading.slot(clause, sense.target or ("obj",))), None)
        body = _body(reading, clause)
        if body is None and token is not None and clause.passive:
            body = _body_of_measure(reading, token)
        kind = _kind(reading, token, sense)
        if body is None or kind is None or not _allowed(reading, sense, clause, token):
            continue
        outcome = _outcome(sense.outcome, clause)
        if outcome is not None:
            yield _decision(reading, clause, body, token, kind, outcome, "decide")


def _votes(reading: Reading, clause: Clause) -> Iterator[Decision]:
    """A body votes: to adopt, for, against, on."""
    if reading.sense(clause, "vote") is None:
        return
    body = _body(reading, clause)
    if body is None or _few(reading, clause):
        return
    inner = next((reading.clauses.at(t) for t in clause.xcomp if t.tag_.startswith("VB")), None)
    if inner is not None:
        yield from _votes_to(reading, clause, inner, body)
        return
    for preps, outcome in (
        (("for", "favor", "favour"), "adopted"),
        (("against",), "rejected"),
        (("on", "over"), "adopted"),
    ):
        token = next(iter(_after(clause, preps)), None)
        if token is not None:
            kind = _kind(reading, token, None) or "other"
            result = _outcome(outcome, clause) if preps[0] != "on" or clause.mood == "real" else "scheduled"
            if result is not None:
                yield _decision(reading, clause, body, token, kind, result, f"vote-{preps[0]}")
            return


def _votes_to(reading: Reading, clause: Clause, inner: Clause, body: Agent) -> Iterator[Decision]:
    sense = reading.sense(inner, "decide")
    outcome = _outcome(sense.outcome if sense is not None else "adopted", clause)
    if outcome is None:
        return
    token = next(iter(inner.objects), None)
    kind = _kind(reading, token, sense) or "other"
    yield _decision(reading, clause, body, token or inner.verb, kind, outcome, "vote-to")


def _carries(reading: Reading, clause: Clause) -> Iterator[Decision]:
    """The measure is the subject: "the bill passes the Senate", "the motion failed in the House"."""
    sense = reading.sense(clause, "carry")
    token = next(
        (t for t in clause.subjects if reading.discourse.measure(t) or reading.noun(t, "measure")), None
    )
    if sense is None or token is None or clause.passive:
        return
    body = next((b for t in clause.objects if (b := reading.discourse.chamber(t))), None) or _body(
        reading, clause
    )
    body = body or _body_of_measure(reading, token)
    outcome = _outcome(sense.outcome, clause)
    if body is not None and outcome is not None:
        yield _decision(
            reading, clause, body, token, _kind(reading, token, None) or "other", outcome, "carry"
        )


def _vetoes(reading: Reading, clause: Clause) -> Iterator[Decision]:
    """A state vetoes a measure of a body."""
    sense = next((s for s, _ in reading.senses(clause, "decide") if s.outcome == "vetoed"), None)
    token = next(iter(clause.objects), None)
    if sense is None or token is None:
        return
    body = _body_of_measure(reading, token)
    if body is not None and clause.mood == "real" and not clause.negated:
        kind = _kind(reading, token, sense) or "other"
        yield _decision(reading, clause, body, token, kind, "vetoed", "veto")


def _prepares(reading: Reading, clause: Clause) -> Iterator[Decision]:
    """A measure is introduced, drafted or submitted: the decision lies ahead."""
    sense = reading.sense(clause, "prepare")
    token = next((t for t in clause.objects if reading.discourse.measure(t)), None)
    if sense is None or token is None or clause.negated or "weak" in sense.only:
        return
    body = _body_of_measure(reading, token)
    if body is None:
        body = next(
            (b for t in (*clause.subjects, *_after(clause, _PLACES)) if (b := reading.discourse.chamber(t))),
            None,
        )
    if body is not None:
        yield _decision(
            reading, clause, body, token, _kind(reading, token, None) or "other", "scheduled", "prepare"
        )


_Reader = Callable[["Reading", "Clause"], Iterator[Decision]]
_READERS: tuple[_Reader, ...] = (_vetoes, _votes, _decides, _carries, _prepares)


# --- parts ------------------------------------------------------------------------------------------------------


def _body(reading: Reading, clause: Clause) -> Agent | None:
    """The deliberative body that acts in a clause: its subject, else the place named for the act."""
    tokens = (*clause.subjects, *_after(clause, _PLACES))
    return next((body for token in tokens if (body := reading.discourse.chamber(token)) is not None), None)


def _after(clause: Clause, preps: tuple[str, ...]) -> list[Token]:
    return [t for p in preps for t in clause.preps.get(p, ())]


def _body_of_measure(reading: Reading, token: Token) -> Agent | None:
    ids = reading.discourse.measure(token)
    return reading.discourse.measures[ids[0]].body if ids else None


def _kind(reading: Reading, token: Token | None, sense: Sense | None) -> MeasureKind | None:
    """The kind of measure an object is; None if it is none and the verb does not make it one."""
    if token is not None:
        ids = reading.discourse.measure(token)
        if ids:
            return reading.discourse.measures[ids[0]].kind
        noun = reading.noun(token, "measure")
        if noun is not None:
            return noun.kind  # type: ignore[return-value]
    return (sense.kind or "other") if sense is not None else None  # type: ignore[return-value]


def _allowed(reading: Reading, sense: Sense, clause: Clause, token: Token | None) -> bool:
    """Does the object make this a decision? "loose" verbs need a chamber as subject, "strict" ones a measure as object."""
    measure = token is not None and (reading.discourse.measure(token) or reading.noun(token, "measure"))
    if "vote" in sense.only and "vote" not in clause.verb.sent.text.lower():
        return False
    if measure:
        return True
    return "strict" not in sense.only and any(reading.discourse.chamber(t) for t in clause.subjects)


def _few(reading: Reading, clause: Clause) -> bool:
    """Some members only: "21 MPs voted against" is no decision of the house."""
    return False


def _outcome(outcome: str | None, clause: Clause) -> Outcome | None:
    """The outcome as told: turned by negation, ahead in the future, None when it is only possible or wished for."""
    if clause.mood == "future":
        return "scheduled"
    if clause.mood in ("possible", "conditional", "wished"):
        return None
    if clause.negated:
        return _OPPOSITE.get(outcome or "")
    return outcome  # type: ignore[return-value]


def _decision(
    reading: Reading,
    clause: Clause,
    body: Agent,
    token: Token | None,
    kind: MeasureKind,
    outcome: Outcome,
    rule: str,
) -> Decision:
    ids = reading.discourse.measure(token) if token is not None else ()
    about = reading.subtree(token).of(reading.text) if token is not None else ""
    return Decision(
        body=body,
        measure=ids[0] if ids else "",
        kind=kind,
        outcome=outcome,
        why=reading.why(clause, f"decision.{rule}"),
        date=_date(reading, clause, outcome),
        about=about[:200],
    )


def _date(reading: Reading, clause: Clause, outcome: Outcome) -> DateValue | None:
    if outcome == "scheduled":
        return reading.date(clause)
    own = reading.date(clause)
    return own if own is not None or clause.tense == "past" else reading.own_day()


# --- figures ----------------------------------------------------------------------------------------------------


def _with_tallies(reading: Reading, found: list[Decision]) -> Iterator[Decision]:
    """Give each decision the figures of its sentence; of several, those that stand nearest after its verb."""
    by_sentence: dict[Span, list[Decision]] = {}
    for decision in found:
        by_sentence.setdefault(decision.why.sentence, []).append(decision)
    for sentence, decisions in by_sentence.items():
        tallied = list(tallies.find(reading.doc.text, sentence.start, sentence.end))
        decided = [d for d in decisions if d.outcome != "scheduled"]
        shares = _shared_out(decided, tallied)
        for decision in decisions:
            tally = shares.get(id(decision))
            yield replace(decision, tally=tallies.oriented(tally, decision.outcome) if tally else None)


def _shared_out(decisions: list[Decision], found: list[Tally]) -> dict[int, Tally]:
    if not decisions or not found:
        return {}
    if len(decisions) == 1:
        tally = tallies.merged(found)
        return {id(decisions[0]): tally} if tally is not None else {}
    return {id(d): t for d, t in zip(decisions, found, strict=False)}


def _without_repeats(found: Iterator[Decision]) -> Iterator[Decision]:
    """One decision a sentence for the same body, measure and outcome."""
    seen: set[tuple[object, ...]] = set()
    for decision in found:
        key = (decision.body.path, decision.outcome, decision.measure, decision.why.sentence)
        if key not in seen:
            seen.add(key)
            yield decision
