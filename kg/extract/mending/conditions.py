"""Mending the parse of conditions without "if": "threatens to leave | should Chad refuse |", "would go on | were it to fail |".

The model knows the inversion from questions only, and takes the condition for what is said, or for the main clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending.places import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

INVERTED = {"should", "were", "had"}
_LOOSE = {"ccomp", "ROOT", "conj"}


def mend(doc: Doc) -> None:
    """Change labels and heads of a parsed text in place."""
    for token in doc:
        if token.lower_ in INVERTED and (verb := _condition(token)) is not None:
            _hang(verb, token)


def _condition(auxiliary: Token) -> Token | None:
    """The verb of the condition that "should" or "were" opens behind another clause; None if it opens none."""
    verb, start = auxiliary.head, auxiliary.sent.start
    if auxiliary.dep_ not in ("aux", "auxpass") or verb.dep_ not in _LOOSE or auxiliary.i - start < 3:
        return None
    subject = next((c for c in verb.children if c.dep_ in NOMINAL_SUBJECTS), None)
    inverted = subject is not None and auxiliary.i + 1 == subject.left_edge.i and subject.i < verb.i
    before = auxiliary.nbor(-1)
    closed = before.is_quote and not before.nbor(-1).whitespace_  # 'says it will "fight on" | should talks fail |'
    asked = auxiliary.sent[-1].text == "?" or not (before.is_alpha or closed)
    return verb if inverted and not asked else None


def _hang(verb: Token, auxiliary: Token) -> None:
    """A condition goes with the verb last before it; what stood before it is no part of it."""
    before = [t for t in auxiliary.doc[auxiliary.sent.start : auxiliary.i] if t.tag_.startswith("VB")]
    main = next((c for c in verb.children if c.i < auxiliary.i and c.tag_.startswith("VB") and c.dep_ == "ccomp"), None)
    if verb.dep_ == "ROOT" and main is None:
        return
    if main is not None:
        main.hang(verb.head if verb.head is not verb else main, verb.dep_)
    above = main if main is not None else verb.head
    for c in [c for c in verb.children if c.i < auxiliary.i]:
        c.hang(above)
    last = next((t for t in reversed(before) if t.dep_ not in ("aux", "auxpass")), above)
    verb.hang(last, "advcl")
