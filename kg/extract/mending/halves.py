"""Mending the parse of two main clauses in one sentence: at a semicolon, and where the second's subject was taken for part
of the first's: "Chad shuts its border with Sudan and the league | calls for talks |".

The model takes the first half for what the second says or does, or the object of the first for the subject of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms
from kg.extract.mending.places import FINITE, NOMINAL_SUBJECTS, SUBJECTS, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_UNDER = {"ccomp", "advcl", "parataxis", "dep"}


def mend(doc: Doc) -> None:
    """Change labels and heads of a parsed text in place."""
    for token in doc:
        if token.text == ";" and (halves := _halves(token)) is not None:
            _part(token, *halves)
        elif token.tag_ in ("VBZ", "VBD") and (name := _joined_actor(token)) is not None:
            _act(token, name)
        elif token.tag_ in ("VBZ", "VBD") and (name := _behind_opening(token)) is not None:
            name.hang(token, "nsubj")


def _halves(stop: Token) -> tuple[Token, Token] | None:
    """The verb before a semicolon that was hung under one behind it, and that one; each has a subject of its own."""
    behind = (t for t in stop.doc[stop.i + 1 : stop.sent.end] if any(_is_first(c, stop) for c in t.children))
    second = next(behind, None)
    if second is None or not any(c.dep_ in NOMINAL_SUBJECTS and c.i > stop.i for c in second.children):
        return None
    return next(c for c in second.children if _is_first(c, stop)), second


def _is_first(verb: Token, stop: Token) -> bool:
    finite = any(t.tag_ in FINITE for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))))
    return verb.i < stop.i and verb.dep_ in _UNDER and finite and any(c.dep_ in NOMINAL_SUBJECTS for c in verb.children)


def _part(stop: Token, first: Token, second: Token) -> None:
    """The first half leads the sentence, and the second is joined to it."""
    hang_where(first, second)
    for c in [c for c in second.children if c.i <= stop.i]:
        c.hang(first)
    second.hang(first, "conj")


def _behind_opening(verb: Token) -> Token | None:
    """Who acts, taken for another name of who is told before a comma: "At the wish of Chad, | Togo | left"."""
    if any(c.dep_ in SUBJECTS for c in verb.children) or verb.i - verb.sent.start < 4:
        return None
    before = verb.nbor(-1)
    near = (a for a in (before, *before.ancestors) if a.dep_ == "appos" and a.right_edge.i == before.i)
    name = next(near, None)
    if name is None or name.left_edge.i == verb.sent.start or name.left_edge.nbor(-1).text != ",":
        return None
    opening = next((a for a in name.ancestors if a.head is verb), None)
    return name if opening is not None and opening.dep_ == "prep" and opening.i == verb.sent.start else None


def _joined_actor(verb: Token) -> Token | None:
    """Who acts in a second half that was taken for what the first says, though its verb tells of no speech.

    "Chad | shuts | its border with Sudan and the league | calls | for talks": "calls" has the border for its subject.
    """
    first = verb.head
    if verb.dep_ != "ccomp" or first.tag_ != verb.tag_ or first.i > verb.i or first.lower_ in forms.thinking():
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    name = verb.nbor(-1)
    if subject is None or subject.left_edge.i != first.i + 1 or subject.right_edge.i != name.i or name.dep_ != "conj":
        return None
    inside = name.head is not subject and name.left_edge.i > subject.i
    return name if inside and name.left_edge.nbor(-1).lower_ == "and" else None


def _act(verb: Token, name: Token) -> None:
    """Give the first verb its object, and the second its own subject."""
    first, thing = verb.head, next(c for c in verb.children if c.dep_ == "nsubj")
    name.left_edge.nbor(-1).hang(first, "cc")
    name.hang(verb, "nsubj")
    thing.hang(first, "dobj")
    verb.hang(first, "conj")
