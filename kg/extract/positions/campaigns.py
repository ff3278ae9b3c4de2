"""Sides told by what one does or asks: help that is hastened to, a measure's undoing asked for, crowds that march against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import aims
from kg.extract.positions.holders import acting, happens, position
from kg.extract.positions.targets import is_measure, last
from kg.types import Position

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


# --- help -------------------------------------------------------------------------------------------------------


def aid(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X came to Y's defence", "X rallied to the side of Y"."""
    if clause.negated or not happens(reading, clause):
        return
    why = reading.why(clause, "position.aid")
    for about in list(aims.aided(reading, clause))[:1]:
        for holder in acting(reading, clause):
            yield position(reading, holder, "supports", about, "Support", why, reading.date(clause))


# --- what is asked for -------------------------------------------------------------------------------------------


def undoings(reading: Reading, clause: Clause) -> Iterator[Position]:
    """Who asks that a measure be undone is against it: "demanded the law's repeal", "called for its withdrawal"."""
    sense = reading.sense(clause, "demand")
    if sense is None or clause.negated or not happens(reading, clause):
        return
    undone = [n for n in reading.slot(clause, (*sense.content, "obj")) if reading.noun(n, "undoing") is not None]
    about = next((t for noun in undone for t in aims.owners(noun) if _in_force(reading, t)), None)
    if about is None:
        return
    why = reading.why(clause, "position.undoing")
    for holder in acting(reading, clause):
        yield position(reading, holder, "opposes", about, "Oppose", why, reading.date(clause))


def _in_force(reading: Reading, token: Token) -> bool:
    """A measure, also meant by "its" where the text spoke of one before."""
    return is_measure(reading, token) or (token.tag_ == "PRP$" and bool(last(reading, token)))


# --- crowds -----------------------------------------------------------------------------------------------------


def rallies(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "Thousands march against Y", "took to the streets over Y"."""
    if reading.sense(clause, "rally") is None or clause.negated or clause.mood not in ("real", "future"):
        return
    tokens = reading.slot(clause, ("against", "over")) or _past_place(clause)
    if not tokens or tokens[0].tag_ == "CD":
        return
    why = reading.why(clause, "position.rally")
    for holder in acting(reading, clause):
        yield position(reading, holder, "opposes", tokens[0], "Protest", why, reading.date(clause))


def _past_place(clause: Clause) -> tuple[Token, ...]:
    """ "March through the capital against Y": what the parser hung on the place."""
    places = (t for prep in ("in", "through", "to", "on", "at") for t in clause.preps.get(prep, ()))
    preps = (p for place in places for p in place.children if p.lower_ == "against")
    return tuple(t for p in preps for t in p.children if t.dep_ == "pobj")
