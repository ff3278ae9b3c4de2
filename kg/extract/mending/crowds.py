"""Mending the parse where a crowd acts: "Thousands rally in Lima", "Hundreds of monks protest against it".

In the present tense of headlines and digests the model reads what the crowd does as a noun, or the crowd as its first part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms
from kg.extract.mending.places import FINITE

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_PART = {"nummod", "compound", "nmod", "amod"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if token.tag_ == "NN" and token.dep_ == "ROOT" and token.lower_ in forms.deeds() and _crowd(token) is not None:
            _act(token)
        elif token.tag_ == "NN" and token.dep_ == "conj" and (verb := _joined_to(token)) is not None:
            token.tag_ = "VBP"
            token.hang(verb, "conj")
        elif token.tag_ in ("NNS", "NN") and token.dep_ == "compound" and token.head.tag_ in ("VBP", "VBZ", "VBD"):
            _give_back(token)


def _crowd(deed: Token) -> Token | None:
    """The plural right before a deed read as a noun, in a sentence without a verb: "Thousands | rally"."""
    before = deed.nbor(-1) if deed.i > deed.sent.start else None
    if before is None or before.tag_ not in ("NNS", "NNPS") or before.head.i != deed.i or before.dep_ not in _PART:
        return None
    return before if not any(t.tag_ in FINITE for t in deed.sent) else None


def _act(deed: Token) -> None:
    crowd = deed.nbor(-1)
    deed.tag_, crowd.dep_ = "VBP", "nsubj"
    for c in list(deed.children):
        if c.i < crowd.i and c.dep_ in (*_PART, "det"):
            c.hang(crowd)


def _joined_to(deed: Token) -> Token | None:
    """The verb in the plural that a second deed goes on from: "Thousands demand a vote and | protest | against the law"."""
    after = deed.nbor(1).lower_ if deed.i + 1 < len(deed.doc) else ""
    if deed.lower_ not in forms.deeds() or deed.nbor(-1).lower_ != "and":
        return None
    if after not in ("against", "in", "outside", "over"):
        return None
    return next((a for a in deed.ancestors if a.tag_ == "VBP"), None)


def _give_back(token: Token) -> None:
    """ "Hundreds of | monks protest": the noun is what the preposition before it has lost."""
    left = token.left_edge
    prep = left.nbor(-1) if left.i > token.sent.start else None
    if prep is not None and prep.dep_ == "prep" and not any(c.dep_ in ("pobj", "pcomp") for c in prep.children):
        token.hang(prep, "pobj")
