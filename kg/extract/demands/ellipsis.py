"""Demands of those who ask what another was just told to ask: "as does Chad", "so did Mali", "Peru followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.demands import parties as demand_parties
from kg.extract.positions.ellipsis import echoes, follows, postponed
from kg.extract.tree import is_verb
from kg.types import Demand

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def find(reading: Reading, told: Sequence[Demand]) -> Iterator[Demand]:
    """The demands that a clause takes over from the one before it; `told` are those read so far."""
    for clause in reading.clauses if told else ():
        if not clause.negated and clause.mood == "real" and echoes(reading, clause):
            for model in _models(reading, clause.verb, told):
                yield from _taken_over(reading, clause, model)


def _taken_over(reading: Reading, clause: Clause, model: Demand) -> Iterator[Demand]:
    why = reading.why(clause, "demand.same")
    tokens = clause.objects if postponed(clause) else ()
    agents = [agent for _, agent in reading.agents(tokens)]
    agents = agents or [
        a for _, a, _ in reading.actors(clause) or demand_parties.unnamed(reading, clause) if a is not None
    ]
    asked = model.addressee.path if model.addressee is not None else None
    for agent in agents:
        if agent.path not in (asked, model.by.path if model.by is not None else None):
            yield replace(model, by=agent, measure=None, why=why, date=reading.date(clause))


def _models(reading: Reading, verb: Token, told: Sequence[Demand]) -> list[Demand]:
    """The demands of the clause that this one hangs on; of a sentence of its own, those of the main clause before."""
    before = [d for d in told if d.why.evidence.start < verb.idx]
    head = verb.head if verb.dep_ in ("advcl", "conj", "ccomp", "parataxis") else None
    if head is not None and is_verb(head):
        return [d for d in before if d.why.evidence.start <= head.idx < d.why.evidence.end]
    here = reading.sentence(verb)
    near = [d for d in before if here.covers(d.why.evidence)] or [d for d in before if follows(reading, here, d.why)]
    last = max((d.why.evidence for d in near), default=None)
    return [d for d in near if d.why.evidence == last and _is_main(reading, d)]


def _is_main(reading: Reading, demand: Demand) -> bool:
    """True if the demand is told by the main verb of its sentence."""
    span = demand.why.evidence
    roots = (c.verb for c in reading.clauses if c.verb.dep_ == "ROOT" and span.start <= c.verb.idx < span.end)
    return any(reading.sense(reading.clauses.at(verb), "demand") is not None for verb in roots)
