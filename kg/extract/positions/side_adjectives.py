"""Sides told by adjectives: "X is critical of Y", "X, supportive of Y, ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, acting, named, position, spanning
from kg.extract.positions.side_targets import fits
from kg.extract.tree import conjuncts, is_verb
from kg.types import Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_MOMENTS = ("time", "moment", "point")  # "furious at the time"


def find(reading: Reading, token: Token) -> Iterator[Position]:
    """The positions that an adjective tells; none for another word."""
    known = reading.lexicon.sense("adjective", token.lower_, "stance") if token.dep_ not in ("aux", "auxpass") else None
    if known is not None:
        yield from _told(reading, token, known)


def _told(reading: Reading, token: Token, sense: Sense) -> Iterator[Position]:
    """ "X is critical of Y", "X remains opposed to Y", "X, supportive of Y, ..."."""
    after = (p for p in token.head.children if p.i == token.i + 1 and p.dep_ == "prep")  # hung on the verb
    preps = (p for p in (*token.children, *after) if p.lower_ in sense.target)
    goals = (t for p in preps for t in p.children if t.dep_ in ("pobj", "pcomp"))
    about = next((t for t in goals if t.lemma_ not in _MOMENTS), None)
    if about is None or any(c.dep_ == "neg" for c in token.children) or not fits(reading, sense, about):
        return
    holders, clause = _described(reading, token)
    stance: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
    if clause is not None and (clause.negated or clause.mood in ("possible", "conditional", "wished")):
        return
    for holder in holders:
        here = holder.token.sent.start == token.sent.start
        span = spanning(reading, token, holder.token) if here else reading.subtree(token)
        why = Why(span, reading.sentence(token), "position.adjective", 0.6, token.lower_)
        yield position(reading, holder, stance, about, sense.act, why, reading.date(clause) if clause else None)


def _described(reading: Reading, token: Token) -> tuple[list[Holder], Clause | None]:
    """Whom an adjective is said of, and the clause that says so."""
    head = token.head
    fronted = token.dep_ == "advcl" and token.tag_ == "JJ"  # "furious at the vote, X recalled ..."
    if is_verb(head) and (fronted or token.dep_ in ("acomp", "attr", "conj", "oprd", "ROOT")) and head.i != token.i:
        clause = reading.clauses.at(head)
        return list(acting(reading, clause)), clause
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        telling = reading.clauses.at(token) if is_verb(token) else None
        return list(named(reading, *(t for c in own for t in conjuncts(c)))), telling
    if token.dep_ not in ("amod", "acl") or head.i > token.i:
        return [], None
    if head.dep_ == "dobj" and token.i > 0 and token.nbor(-1).text == ",":  # "recalled its envoy, furious at the vote"
        return list(acting(reading, reading.clauses.at(head.head))) if is_verb(head.head) else [], None
    return list(named(reading, head)), None
