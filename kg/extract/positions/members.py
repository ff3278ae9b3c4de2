"""Members who are a figure of the tally and nobody in particular: "305 senators", "one member", "142 others"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.phrases import group_kind
from kg.extract.tallies import numbers

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_EVERYONE = {
    "all",
    "other",
    "remaining",
    "member",
    "every",
    "many",
    "several",
    "most",
    "more",
    "few",
    "total",
    "entire",
    "present",
    "others",
    "lone",
    "single",
    "sole",
}
#: What a single vote of the tally is told by: "one member abstaining".
_ONE = ("one", "lone", "single", "sole", "another", "a")


def plain_members(reading: Reading, token: Token) -> bool:
    """ "305 senators", "nine council members": a figure of the tally and nobody in particular."""
    if token.lower_ in _EVERYONE:
        return True  # "142 others"
    noun = reading.names.phrase(token).noun
    one = token.tag_ == "NN" and any(c.lower_ in _ONE for c in token.children)
    several = token.tag_ in ("NNS", "NNPS") or one
    if not several or noun is None or noun.frame not in ("member", "polity", "role"):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token  # "of" or "from", wherever the parser hung it
    if after.lower_ in ("of", "from") and any(_partisan(reading, t) for t in after.children):
        return False
    near = (c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss"))
    modifiers = (c for c in near if c.tag_ != "CD" and numbers.value(c.lower_) is None)
    return all(
        _is_place(reading, c) or c.lower_ in _EVERYONE or reading.noun(c, "body", "member") or _is_of_house(reading, c)
        for c in modifiers
    )


def _is_of_house(reading: Reading, owner: Token) -> bool:
    """True for the "its" of "the Althing agrees, 33 of its members voting for it"."""
    agent = reading.discourse.agent(owner) if owner.tag_ == "PRP$" else None
    return agent is not None and agent.kind == "chamber"


def _is_place(reading: Reading, token: Token) -> bool:
    """True for the name or adjective of a polity or body; a party's makes members those of one side."""
    entity = reading.names.entity(token)
    return entity is not None and entity.kind != "party"


def counted(reading: Reading, token: Token) -> bool:
    """ "approved by 187 countries", "backed by 34 lawmakers": a figure of a tally and nobody in particular."""
    several = any(
        c.dep_ == "nummod" or c.lower_ in _EVERYONE or numbers.value(c.lower_) is not None for c in token.children
    )
    return several and plain_members(reading, token)


def _partisan(reading: Reading, token: Token) -> bool:
    """True for a party, a coalition or the like: "two members of the ruling coalition" are somebody in particular."""
    agent = reading.discourse.agent(token)
    return group_kind(reading.noun(token, "group")) == "party" or (agent is not None and agent.kind == "party")
