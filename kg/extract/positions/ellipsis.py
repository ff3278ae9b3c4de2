"""Ellipsis: who takes the side that was just told of another: "as did Spain", "so is the Red Cross", "Peru followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.positions.holders import acting, covering, named, position
from kg.extract.tree import is_verb
from kg.types import Position, Span, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_AUXILIARIES = {"do", "be", "have"}
_ECHOES = {"as", "so", "too", "likewise", "similarly"}


def find(reading: Reading, told: Sequence[Position]) -> Iterator[Position]:
    """The positions that a clause takes over from the one before it; `told` are those read so far."""
    for clause in reading.clauses:
        if not clause.negated and clause.mood in ("real", "future") and echoes(reading, clause):
            yield from _taken_over(reading, clause, told)


def echoes(reading: Reading, clause: Clause) -> bool:
    """True for a clause that says no more than that another does the same; not for what one is only told "to do"."""
    if any(c.lower_ == "to" for c in clause.verb.children):
        return False
    if reading.sense(clause, "likewise") is not None or _same_way(clause.verb):
        return True
    near = (c for c in clause.verb.children if c.i < clause.verb.i or c.lower_ != "so")  # "did so" is an act of its own
    words = {c.lower_ for c in near if c.dep_ in ("mark", "advmod", "cc", "prep")}
    own = clause.objects and not postponed(clause)
    return clause.verb.lemma_ in _AUXILIARIES and not own and not clause.xcomp and bool(words & _ECHOES)


def _same_way(verb: Token) -> bool:
    """ "voted the same way", "goes the same way"."""
    ways = (c for c in verb.children if c.lemma_ == "way" and c.dep_ in ("npadvmod", "dobj"))
    return any(c.lower_ == "same" for way in ways for c in way.children)


def postponed(clause: Clause) -> bool:
    """ "so have the Greens": the parser takes a subject after its auxiliary for an object."""
    front = {c.lower_ for c in clause.verb.children if c.i < clause.verb.i}
    return clause.open_subject and bool(front & {"so", "as"})


def _taken_over(reading: Reading, clause: Clause, told: Sequence[Position]) -> Iterator[Position]:
    model = _model(reading, clause.verb, told)
    if model is None or model.target.span is None:
        return
    echo = clause.objects if postponed(clause) else ()
    why = reading.why(clause, "position.same")
    if why.sentence == model.why.sentence:
        why = replace(why, evidence=covering(model.why.evidence, why.evidence))
    holders = list(acting(reading, clause)) if not echo else [h for t in echo for h in named(reading, t)]
    for holder in holders:
        if holder.agent.kind != "chamber" or model.holder.kind == "chamber":
            yield position(reading, holder, model.stance, model.target, model.act, why, reading.date(clause))


def _model(reading: Reading, verb: Token, told: Sequence[Position]) -> Position | None:
    """The position of the clause that this one hangs on; of a sentence of its own, the last one told just before."""
    before = [p for p in told if p.why.evidence.start < verb.idx]
    head = verb.head if verb.dep_ in ("advcl", "conj") else None
    if head is not None and is_verb(head):
        return next((p for p in before if p.why.evidence.start <= head.idx < p.why.evidence.end), None)
    here = reading.sentence(verb)
    near = [p for p in before if here.covers(p.why.evidence)] or [p for p in before if follows(reading, here, p.why)]
    return max(near, key=lambda p: p.why.evidence, default=None)


def follows(reading: Reading, sentence: Span, earlier: Why) -> bool:
    """True if a fact stands in the sentence right before."""
    end = earlier.sentence.end
    return end <= sentence.start and not reading.text[end : sentence.start].strip()
