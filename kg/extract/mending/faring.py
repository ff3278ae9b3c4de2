"""Mending verbs of measures and members taken for nouns: "The bill | sails | through", "members of it | back | it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms
from kg.extract.mending.places import FINITE, OF_NOUN

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

#: What stands behind such a verb.
_BEHIND = {"in", "at", "through", "past", "by", "before", "over", "on", ",", ":", ";", "."}


#: What members do, in forms that are nouns too.
_SIDING = {"vote", "support", "back", "favour", "favor", "veto"}
_BODIES = {
    "parliament",
    "assembly",
    "council",
    "senate",
    "house",
    "chamber",
    "congress",
    "legislature",
    "committee",
    "board",
}
_TO_WHAT = {"for", "against", "to", "in", "on", "yes", "no", "down", "unanimously", "the", "a", "an", "its", "it"}


def members(token: Token) -> None:
    """The noun behind the name of a body in a sentence without a verb: "Nine members of the council | vote | for it"."""
    if token.tag_ != "NN" or token.lower_ not in _SIDING or token.i + 1 >= token.sent.end or token.i < 2:
        return
    root, before, after = token.sent.root, token.nbor(-1), token.nbor(1)
    told = after.lower_ in _TO_WHAT or after.tag_ in ("NNP", "CD")
    many = root.tag_ == "NNS" and root.i < token.i and any(c.dep_ in ("nummod", "det") for c in root.children)
    body = before.tag_ == "NNP" or before.lower_ in _BODIES
    if not (told and many and body and before.head.i == token.i and token.head.lower_ == "of"):
        return
    if not any(t.tag_ in FINITE and t.i <= _next_clause(token) for t in token.sent):
        _make_verb(token, root)
        token.tag_ = "VBP"


def plural(token: Token) -> None:
    """The plural at the end of the first noun phrase of a sentence without a verb, if it sounds like what befalls a measure.

    "A motion against the mayor | founders | in the Folketing", "An attempt to lift the ban | collapses | in the Storting".
    """
    if token.tag_ != "NNS" or token.i == token.sent.start or token.lower_ not in forms.faring():
        return
    root = token.sent.root
    if root.i > token.i or not root.tag_.startswith("NN") or not _ends_phrase(token):
        return
    own = (t for t in token.sent if t.tag_ in FINITE and t.i <= _next_clause(token))
    if not any(own):
        _make_verb(token, root)


def _ends_phrase(token: Token) -> bool:
    """True for a noun with a noun before it and a preposition or a stop behind: not "debate on the falls in prices"."""
    before, after = token.nbor(-1), token.nbor(1) if token.i + 1 < len(token.doc) else token
    beside = before.head.i == token.i or token.dep_ == "appos"
    return before.tag_ in ("NN", "NNS", "NNP") and beside and after.lower_ in _BEHIND


def _next_clause(token: Token) -> int:
    """Where a colon or semicolon behind a word begins another clause; else the last word of the sentence."""
    stops = (t.i for t in token.doc[token.i : token.sent.end] if t.text in (":", ";"))
    return next(stops, token.sent.end - 1)


def _make_verb(token: Token, root: Token) -> None:
    """The plural becomes the verb, the noun before it takes its place in the phrase, and the phrase is its subject."""
    noun = token.nbor(-1)
    for c in [c for c in token.children if c.i < token.i and c.i != noun.i and c.dep_ in OF_NOUN]:
        c.hang(noun)
    behind = [c for a in (token, *token.ancestors) for c in a.children if c.i > token.i]
    if root.i == token.i:
        noun.dep_ = "nsubj"
    else:
        if noun.head.i == token.i:
            noun.hang(token.head, token.dep_)
        token.hang(token, "ROOT")
        root.hang(token, "nsubj")
    token.tag_ = "VBZ"
    for c in behind:
        c.hang(token, "dobj" if c.dep_ == "appos" and c.i < token.i + 4 else None)
