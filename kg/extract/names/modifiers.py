"""The polity that a noun phrase belongs to, as its modifiers name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract import idioms, phrases
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.gazetteer import Entity

_KINDS_OF_POLITY = {"state", "province", "republic", "region", "territory", "canton"}  # "in the US state of X"
#: What a hyphen ties to a state that somebody is for or against, or is helped by, and does not belong to.
_SIDED = {"pro", "anti"}
_HELPED = {
    "backed", "funded", "sponsored", "supported", "armed", "trained", "financed", "equipped", "aligned", "allied",
    "friendly", "leaning", "oriented", "brokered",
}  # fmt: skip
_POLITY_PREPS = {"of", "in", "for", "to", "from"}
#: Party and home of a member of the Congress of the United States, as its reporters put them after the name.
_AMERICAN_SEAT = re.compile(r"(?:\s\(|,\s)[RDI]-[A-Z]")


def polity_of(names: Names, head: Token, words: list[Token]) -> Entity | None:
    """The polity that the phrase's modifiers name: adjective, possessive, "of ..." or "in ...", in this order.

    "Russia's UN ambassador" is Russia's: where both a state and an organisation stand before, the state is meant.
    "The pro-Russian opposition" and "Russian-backed rebels" are nobody's.
    """
    poss = child(head, "poss")
    own = names.hit(head)
    near = [t for t in words if t.i != head.i and (own is None or names.hit(t) != own) and not _is_foreign(t)]
    around = sorted((*reversed(near), *([poss] if poss else ())), key=lambda t: is_of_party(names, t))
    if poss is not None and poss.tag_ == "PRP$":  # "its Labour-led senate" is of whoever "it" is
        around = [t for t in around if not is_of_party(names, t)]
    before = (names.polity(t) or _inner_polity(names, t, head) for t in around)  # a government's party tells least
    named = [polity for polity in before if polity is not None]
    state = next((polity for polity in named if polity.kind != "international"), None)
    return state or next(iter(named), None) or prep_polity(names, head)


def _is_foreign(token: Token) -> bool:
    """ "The pro-| Russian | opposition", "| US |-backed rebels": the state that somebody is for, against or helped by."""
    after = token.doc[token.i + 1 : token.i + 3]
    helped = len(after) == 2 and after[0].text == "-" and after[1].lower_ in _HELPED
    return helped or idioms.tied_before(token) in _SIDED


def is_of_party(names: Names, token: Token) -> bool:
    """True for a word of a party's name, which tells a polity too, though no more than that."""
    entity = names.entity(token)
    return entity is not None and entity.kind == "party"


def _inner_polity(names: Names, token: Token, head: Token) -> Entity | None:
    if token.dep_ != "poss" or token.head.i != head.i:
        return None
    return polity_of(names, token, phrases.left(token)) if list(token.children) else None


def prep_polity(names: Names, head: Token) -> Entity | None:
    """The polity that stands behind: "president of Chad", "the parliament in Peru", "in the US state of Ohio"."""
    for prep in head.children:
        if prep.dep_ != "prep" or prep.lower_ not in _POLITY_PREPS:
            continue
        for inner in prep.children:
            polity = names.polity(inner) if inner.dep_ == "pobj" else None
            if polity is None and inner.lemma_ in _KINDS_OF_POLITY:
                polity = prep_polity(names, inner)
            if polity is None and inner.dep_ == "pobj":
                polity = polity_of(names, inner, phrases.left(inner))
            if polity is not None:
                return polity
    return None


def after_name(names: Names, head: Token, member: bool) -> Entity | None:
    """Of "Senator Ana Rojas of Chile", "Sen. Jo Park (R-Ohio)": a member of a part of a state sits for the whole."""
    if _AMERICAN_SEAT.match(names.text, head.idx + len(head.text)):
        return names.gazetteer.by_code("US")
    prep = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == head.i + 1), None)
    place = child(prep, "pobj") if prep is not None else None
    polity = names.entity(place) if place is not None else None
    if polity is None or not polity.is_polity:
        return None
    whole = member and polity.kind == "subdivision" and polity.part_of
    return names.gazetteer.entity(whole) if whole else polity
