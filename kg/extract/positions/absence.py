"""Staying away: "boycotted the vote", "walked out as the house passed the bill", "stormed out of the chamber in protest".

Who keeps away from a sitting, or leaves it, is against what is decided there, or against what the verb itself leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.positions import aims, voters
from kg.extract.positions.targets import is_abstract

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def goals(reading: Reading, clause: Clause, sense: Sense) -> tuple[Token, ...]:
    """What those who stay away are against; empty if what they leave is no sitting ("walked out of jail").

    Who merely leaves or is not there tells no side: one may have a train to catch. "In protest" does.
    """
    if "protest" in sense.only and not _in_protest(clause):
        return ()
    if "sitting" not in sense.only:
        return aims.goals(reading, clause, sense) or _decided(reading, clause)
    left = reading.slot(clause, sense.target)
    if left and is_abstract(reading, left[0]):
        return left
    if left and not _sits(reading, left[0]):
        return ()
    house = left and reading.discourse.chamber(left[0]) is not None
    return _decided(reading, clause) or (() if house else left)


def _in_protest(clause: Clause) -> bool:
    """ "Walked out in protest"; what is protested at, the noun itself tells: "in protest at the bill"."""
    words = clause.verb.doc[clause.verb.i : clause.verb.sent.end]
    noun = next((t for t in words if t.lower_ == "protest" and t.nbor(-1).lower_ == "in"), None)
    after = noun.nbor(1).lower_ if noun is not None and noun.i + 1 < len(noun.doc) else ""
    return noun is not None and clause.verb.is_ancestor(noun) and after not in ("at", "against", "over")


def _sits(reading: Reading, place: Token) -> bool:
    """A house, or a session of one."""
    return reading.discourse.chamber(place) is not None or reading.noun(place, "body", "medium", "sitting") is not None


def _decided(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """What the sentence decides, else the measure last spoken of, else the next one that the sentence speaks of."""
    found = voters.decided(reading, clause) or voters.next_named(reading, clause.verb)
    return (found,) if found is not None else ()
