"""Whether a text says that a measure binds anybody: "a non-binding resolution", "the motion is not binding"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract import idioms
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def binding(reading: Reading, heads: Iterable[Token]) -> tuple[bool, Span] | None:
    """What the first word on it says, and its place; None if none of the phrases with these heads has one."""
    for head in heads:
        for token in _told_of(head):
            form = idioms.hyphened(token, token.lower_) or token.lower_
            sense = reading.lexicon.sense("adjective", form, "binding")
            if sense is not None:
                start = token.idx + len(token.text) - len(form)
                return (sense.kind == "binding") is not _is_denied(token), Span(start, token.idx + len(token.text))
    return None


def _told_of(head: Token) -> Iterator[Token]:
    """The words before a noun, and those that a form of "be" says of it."""
    yield from (c for c in head.children if c.i < head.i)
    verbs = [c for c in head.children if c.dep_ == "relcl"]
    if head.dep_ in ("nsubj", "nsubjpass"):
        verbs.append(head.head)
    yield from (c for verb in verbs if verb.lemma_ == "be" for c in verb.children if c.dep_ in ("acomp", "attr"))


def _is_denied(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in (*token.children, *token.head.children))
