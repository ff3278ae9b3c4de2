"""Mending particles and prepositions that were taken for one another, and what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token


def as_preposition(token: Token) -> None:
    """A particle of a phrasal verb of the lexicon that was read as a preposition: "voted down | a bill"."""
    if token.lower_ not in forms.PARTICLES or token.i == 0 or token.nbor(-1).i != token.head.i:
        return
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    taken = any(c.dep_ == "dobj" for c in token.head.children)
    known = f"{token.head.lower_} {token.lower_}" in forms.phrasal()
    if noun is not None and known and not taken:
        token.dep_, token.tag_ = "prt", "RP"
        noun.hang(token.head, "dobj")


def up_to(token: Token) -> None:
    """ "Permits fishing | up to | the tenth mile": behind what is permitted, "up to" is no part of the verb."""
    if token.lower_ != "up" or token.dep_ != "prt":
        return
    after = token.nbor(1) if token.i + 1 < token.sent.end else token
    if after.lower_ == "to" and any(c.dep_ == "dobj" and c.i < token.i for c in token.head.children):
        token.dep_ = "prep"


def until(token: Token) -> None:
    """ "has | until noon | to go": before a noun, "until" opens no clause."""
    if token.lower_ == "until" and token.dep_ == "mark" and any(c.dep_ == "pobj" for c in token.children):
        token.hang(token.head.head, "prep")


def by_of_active(token: Token) -> None:
    """ "are standing by the accord": a verb with a subject of its own that is no passive, so nothing is done "by" somebody."""
    if token.dep_ == "agent" and _is_active(token.head):
        token.dep_ = "prep"


def _is_active(verb: Token) -> bool:
    deps = {c.dep_ for c in verb.children}
    return verb.tag_ in ("VBG", "VBZ", "VBP") and "nsubj" in deps and not deps & {"auxpass", "nsubjpass"}


# --- gerunds ----------------------------------------------------------------------------------------------------


def gerund_below(token: Token) -> None:
    """ "rules out | leaving": a gerund that goes with the verb, not with its particle."""
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.dep_ == "prt":
        token.hang(token.head.head, "xcomp")


def gerund_behind(token: Token) -> None:
    """ "ruled out | leaving": a gerund right after the particle is what is ruled out, and tells no circumstance."""
    if token.tag_ != "VBG" or token.dep_ != "advcl":
        return
    before = token.nbor(-1) if token.i > 0 else token
    if before.dep_ == "prt" and before.head.i == token.head.i:
        token.dep_ = "xcomp"
