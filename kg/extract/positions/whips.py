"""Those who lead others to a side: "orders its members to back the bill", "whipped his MPs to vote against".

Whom a party or its leader sends to vote in some way are its own people ("its members"): the side is that of who sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import voters
from kg.extract.positions.holders import acting, happens, position
from kg.extract.positions.targets import is_measure, target
from kg.extract.tree import child
from kg.types import Position, Stance, Target

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_LEADS = ("demand", "lend")


def led(reading: Reading, clause: Clause) -> Iterator[Position]:
    """The side that own people are sent to, of who sends them; `clause` is what they are to do."""
    governor = reading.clauses.governor(clause)
    if governor is None or clause.verb.tag_ != "VB" or clause.negated or not _leads(reading, governor):
        return
    told = voters.told(reading, clause) or _side(reading, clause)
    if told is None or told[0] == "abstains":
        return
    stance, about = told
    aim = about or voters.voted_on(reading, clause)
    if aim is None:
        return
    why = reading.why(governor, "position.whip")
    for holder in acting(reading, governor):
        yield position(reading, holder, stance, aim, voters.ACTS[stance], why, reading.date(governor))


def _leads(reading: Reading, governor: Clause) -> bool:
    """ "Orders its members", "mobilised all their deputies", in earnest."""
    own = any(_is_own(reading, t) for t in governor.objects)
    return own and not governor.negated and happens(reading, governor) and reading.sense(governor, *_LEADS) is not None


def _is_own(reading: Reading, token: Token) -> bool:
    owner = child(token, "poss")
    noun = reading.names.phrase(token).noun
    people = noun is not None and noun.frame in ("member", "role", "group")
    return people and owner is not None and owner.tag_ == "PRP$"


def _side(reading: Reading, clause: Clause) -> tuple[Stance, Target] | None:
    """ "... to oppose the bill": a side on a measure."""
    for sense, _ in reading.senses(clause, "stance"):
        goals = [t for t in reading.slot(clause, sense.target) if is_measure(reading, t) or t.tag_ == "PRP"]
        if goals and sense.polarity is not None:
            return sense.polarity, target(reading, goals[0])  # type: ignore[return-value]
    return None
