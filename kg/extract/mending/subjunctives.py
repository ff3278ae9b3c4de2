"""Mending bare verbs behind verbs of asking: "insists that the rector | resign |", "bids Chad | free | them".

Without an ending such a verb looks like a noun, and the model takes it for the head of the name before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending.places import NAMES
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_NOUNS = {"NN", "NNS", *NAMES}
_OF_NOUN = {"det", "amod", "poss", "nummod", "compound", "nmod"}
_BIDDING = {"bid", "bids", "bade"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if token.dep_ == "ccomp" and token.tag_ in ("NN", "VB", "NNP"):
            _with_subject(token)
        elif token.lower_ in _BIDDING and token.tag_.startswith("VB"):
            _bidden(token)


def _with_subject(verb: Token) -> None:
    """ "That the rector | resign |", "that the firm | pay | compensation": a clause with "that" has a verb and a subject."""
    mark = child(verb, "mark")
    if mark is None or mark.lower_ != "that" or child(verb, "nsubj", "nsubjpass", "aux", "expl", "csubj") is not None:
        return
    before = verb.nbor(-1)
    if before.head.i != verb.i or before.dep_ != "compound":
        return
    first = before.nbor(-1)
    if verb.tag_ == "NN" and before.tag_ == "NN" and first.tag_ in _NOUNS and first.i > mark.i:
        _set_free(first, before, verb)
        before.tag_ = "VB"
        before.hang(verb.head, "ccomp")
        mark.hang(before)
        verb.hang(before, "dobj")
        return
    verb.tag_ = "VB"
    _set_free(before, verb, verb)


def _set_free(subject: Token, verb: Token, head: Token) -> None:
    """Make a noun the subject of a verb, with what the model hung on `head` before it."""
    own = [c for c in (*head.children, *verb.children) if c.i < subject.i and c.dep_ in _OF_NOUN]
    subject.hang(verb, "nsubj")
    for c in own:
        c.hang(subject)


def _bidden(bids: Token) -> None:
    """ "Bids Chad | free | the captives": whoever is bidden does it, without "to"."""
    clause = child(bids, "ccomp")
    if clause is not None and clause.tag_ == "VBP" and child(clause, "mark", "aux") is None:
        clause.tag_ = "VB"
    asked = child(bids, "dobj")
    after = (c for c in bids.children if c.tag_ in ("VB", "VBP") and c.dep_ in ("advcl", "ccomp", "conj", "xcomp"))
    verb = next((c for c in after if child(c, "nsubj", "mark", "aux") is None), None)
    if asked is not None and verb is not None and verb.left_edge.i == asked.right_edge.i + 1:
        verb.tag_ = "VB"
        verb.dep_ = "xcomp"
