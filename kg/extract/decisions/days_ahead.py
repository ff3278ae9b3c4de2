"""The day of what lies ahead, where it does not stand with the verb of deciding: "On Friday the Diet is to vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.extract.times.timewords import NUMBERS
from kg.extract.tree import child, is_verb
from kg.types import DateValue

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_DAY, _WIDTH = len("2020-11-25"), 24
_DAYS_TO_GO = re.compile(rf"\b(the|{'|'.join(NUMBERS)}|\d{{1,2}})\s+days?\s+$", re.I)


def day(reading: Reading, clause: Clause) -> DateValue | None:
    """The day of a decision to come: told with it, with what says that it comes, with its text, or counted to it."""
    told = reading.date(clause)
    own = reading.own_day()
    if told is not None and own is not None and told.latest < own.value and clause.tense != "past":
        told = reading.date(clause, "future") or told  # "table a text to be put to the vote on Monday"
    if told is not None:
        return told
    near = (*_due(clause.verb), *_to_be(clause))
    dates = (reading.date(reading.clauses.at(verb), "future") for verb in near if reading.clauses.has(verb))
    ahead = (d for d in dates if d is not None and (own is None or d.latest >= own.value))
    return next(ahead, None) or _counted(reading, clause)


def _due(verb: Token) -> Iterator[Token]:
    """The verbs that say that something comes: "on Friday it is | due | to vote", "tomorrow it is expected | to vote"."""
    while verb.dep_ in ("xcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
        if is_verb(verb):
            yield verb


def _to_be(clause: Clause) -> Iterator[Token]:
    """What is to be done to a text that lies before a body: "tables a motion, to be debated on Monday"."""
    below = (*clause.verb.children, *(t for o in clause.objects for t in o.subtree))
    return (c for c in below if c.dep_ in ("acl", "advcl", "relcl") and any(a.tag_ == "TO" for a in c.children))


def _counted(reading: Reading, clause: Clause) -> DateValue | None:
    """Of "Chad warns Peru, two days before the Diet votes": so many days from the day of the news."""
    own = reading.own_day()
    top = next((v for v in (*_due(clause.verb), clause.verb) if child(v, "mark") is not None), None)
    mark = child(top, "mark") if top is not None else None
    if own is None or top is None or mark is None or mark.lower_ != "before" or top.head.tag_ not in ("VBZ", "VBP"):
        return None
    said = _DAYS_TO_GO.search(reading.text, max(0, mark.idx - _WIDTH), mark.idx)
    if said is None or len(own.value) != _DAY:
        return None
    number = int(said[1]) if said[1].isdecimal() else NUMBERS.get(said[1].lower(), 1)
    value = (date.fromisoformat(own.value) + timedelta(days=number)).isoformat()
    return DateValue(value, value, value, "relative", None, own.value)
