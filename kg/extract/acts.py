"""Diplomatic acts: an envoy is summoned, recalled or expelled, a note of protest handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.positions import diplomatic
from kg.types import DiplomaticAct

if TYPE_CHECKING:
    from kg.extract.reading import Reading


def find(reading: Reading) -> tuple[DiplomaticAct, ...]:
    """The diplomatic acts an article reports, in text order."""
    found = []
    for clause in reading.clauses:
        sense = reading.sense(clause, "diplomatic")
        if sense is None or clause.negated or clause.mood != "real" or not diplomatic(reading, clause, sense):
            continue
        agents = [agent for _, agent in reading.agents(clause.subjects)]
        addressees = [agent for _, agent in reading.agents(reading.slot(clause, sense.target))]
        if agents:
            why = reading.why(clause, "act.diplomatic")
            found.append(
                DiplomaticAct(
                    agents[0], sense.act, why, (addressees or [None])[0], None, reading.date(clause)
                )
            )
    return tuple(found)
