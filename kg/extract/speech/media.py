"""How a statement reached the public: "in an interview with ...", "told the Senate", "wrote on ...".

The words are data: a noun with the frame "medium" tells its kind, and under which prepositions ("in" an interview) or
functions ("obj" for those told) it does. So does a verb of that frame by itself ("tweet").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def medium(reading: Reading, clause: Clause) -> str:
    """The value of `kg.types.Statement.medium` for what a clause says; "unspecified" if it does not tell."""
    verb = reading.sense(clause, "medium")
    if verb is not None and verb.kind:
        return verb.kind
    for slot, token in _said_where(clause):
        noun = reading.noun(token, "medium")
        if noun is not None and noun.kind and slot in noun.target:
            return noun.kind
        if slot in ("obj", "to") and _is_chamber(reading, token):
            return "parliamentary-debate"
    return "unspecified"


def _said_where(clause: Clause) -> Iterator[tuple[str, Token]]:
    """What stands beside the verb, with its slot: those told first."""
    yield from (("obj", token) for token in (*clause.dative, *clause.objects))
    yield from ((slot, token) for slot, tokens in clause.preps.items() for token in tokens)


def _is_chamber(reading: Reading, token: Token) -> bool:
    agent = reading.discourse.agent(token)
    return agent is not None and agent.kind == "chamber"
