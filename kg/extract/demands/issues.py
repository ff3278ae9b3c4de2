"""The question of recognition, if recognising is what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.recognitions import finding as recognitions
from kg.types import Agent, Issue

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def issue(reading: Reading, head: Token, addressee: Agent | None) -> Issue | None:
    """The question of recognition, if recognising is what is asked."""
    for token in head.subtree:
        if token.tag_.startswith("VB") and reading.clauses.has(token):
            clause = reading.clauses.at(token)
            if reading.sense(clause, "recognise") is not None and clause.objects:
                found = next(recognitions.recognised(reading, clause, clause.objects[0], addressee), None)
                return Issue(found[0], _polity(reading, addressee), found[1]) if found is not None else None
        if reading.noun(token, "recognise") is not None and token.tag_ == "NN":
            named = recognitions.named(reading, token)
            return Issue(named[0][0], _polity(reading, addressee), named[0][1]) if named else None
    return None


def _polity(reading: Reading, addressee: Agent | None) -> Agent | None:
    """The polity that would recognise: that of whoever is asked."""
    return recognitions.state_of(reading, addressee) if addressee is not None else None
