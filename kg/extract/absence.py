"""Staying away: "boycotted the vote", "walked out as the house passed the bill", "stormed out of the chamber in protest".

Who keeps away from a sitting, or leaves it, is against what is decided there, or against what the verb itself leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import aims, voters
from kg.extract.targets import is_abstract

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def goals(reading: Reading, clause: Clause, sense: Sense) -> tuple[Token, ...]:
    """What those who stay away are against; empty if what they leave is no sitting ("walked out of jail")."""
    if "sitting" not in sense.only:
        return aims.goals(reading, clause, sense) or _decided(reading, clause)
    left = reading.slot(clause, sense.target)
    if left and is_abstract(reading, left[0]):
        return left
    if left and not _sits(reading, left[0]):
        return ()
    house = left and reading.discourse.chamber(left[0]) is not None
    return _decided(reading, clause) or (() if house else left)


def _sits(reading: Reading, place: Token) -> bool:
    """A house, or a session of one."""
    return reading.discourse.chamber(place) is not None or reading.noun(place, "body", "medium", "sitting") is not None


def _decided(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """What the sentence decides, else the measure last spoken of, else the next one that the sentence speaks of."""
    found = voters.decided(reading, clause) or voters.next_named(reading, clause.verb)
    return (found,) if found is not None else ()
