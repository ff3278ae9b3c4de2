"""Demands: someone calls on, urges, asks someone to do something. Asked by an adopted text, a demand is its provision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import conjuncts
from kg.types import Agent, Demand, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def find(reading: Reading) -> tuple[Demand, ...]:
    """The demands an article reports, in text order; one for each thing asked."""
    found = [d for clause in reading.clauses for d in _demands(reading, clause)]
    return tuple(sorted(_without_repeats(found), key=lambda d: (d.content, d.why.evidence)))


def _demands(reading: Reading, clause: Clause) -> Iterator[Demand]:
    for sense, _ in reading.senses(clause, "demand"):
        if clause.negated or clause.mood in ("possible", "conditional"):
            return
        contents = _contents(reading, clause, sense)
        if not contents or ("weak" in sense.only and not clause.xcomp):
            continue
        addressee = _addressee(reading, clause, sense)
        found = list(_asked(reading, clause, sense, contents, addressee))
        if found:
            yield from found
            return


def _asked(
    reading: Reading, clause: Clause, sense: Sense, contents: list[Span], addressee: Agent | None
) -> Iterator[Demand]:
    for token in clause.subjects:
        ids = reading.discourse.measure(token)
        agent = reading.discourse.agent(token)
        if not ids and agent is None:
            continue
        if "measure" in sense.only and not ids:
            continue
        for content in contents:
            why = reading.why(clause, f"demand.{sense.form.replace(' ', '-')}")
            by = None if ids else agent
            yield Demand(
                by, addressee, content, sense.act, why, ids[0] if ids else None, None, reading.date(clause)
            )


def _addressee(reading: Reading, clause: Clause, sense: Sense) -> Agent | None:
    for token in reading.slot(clause, sense.addressee):
        agent = reading.discourse.agent(token)
        if agent is not None:
            return agent
    for token in clause.xcomp or clause.ccomp:
        inner = reading.clauses.at(token) if token.tag_.startswith("VB") else None
        if inner is not None and inner.subjects and not inner.open_subject:
            return reading.discourse.agent(inner.subjects[0])
    return None


def _contents(reading: Reading, clause: Clause, sense: Sense) -> list[Span]:
    """What is asked: each coordinated infinitive by itself, a clause, or a noun phrase."""
    for slot in sense.content:
        if slot == "xcomp" and clause.xcomp:
            return [_infinitive(reading, t) for t in clause.xcomp if t.tag_.startswith("VB")]
        if slot == "clause" and clause.ccomp:
            return [_clause(reading, t) for t in clause.ccomp[:1]]
        if slot == "obj" and clause.objects and not _is_addressee(sense, clause):
            return [_phrase(reading, t) for t in clause.objects[:1]]
        if slot in clause.preps:
            return [_phrase(reading, t) for t in clause.preps[slot][:1]]
    return []


def _is_addressee(sense: Sense, clause: Clause) -> bool:
    return "obj" in sense.addressee and bool(clause.xcomp or clause.ccomp)


def _infinitive(reading: Reading, verb: Token) -> Span:
    """The infinitive without "to" and without what is coordinated after it."""
    start = verb.left_edge
    if start.lower_ == "to" and start.i < verb.i:
        start = start.nbor(1)
    return reading.between(start, _last(verb))


def _last(verb: Token) -> Token:
    """The last word of a verb's phrase before a coordinated verb."""
    later = [c for c in conjuncts(verb) if c.i > verb.i]
    words = [t for t in verb.subtree if not later or (t.i < later[0].left_edge.i and t.dep_ != "cc")]
    words = [t for t in words if not t.is_punct or t.is_quote] or [verb]
    return words[-1]


def _clause(reading: Reading, verb: Token) -> Span:
    start = verb.left_edge
    if start.lower_ in ("that", "for") and start.i < verb.i:
        start = start.nbor(1)
    return reading.between(start, verb.right_edge)


def _phrase(reading: Reading, token: Token) -> Span:
    return reading.subtree(token)


def _without_repeats(found: list[Demand]) -> Iterator[Demand]:
    seen: set[Span] = set()
    for demand in found:
        if demand.content not in seen:
            seen.add(demand.content)
            yield demand
