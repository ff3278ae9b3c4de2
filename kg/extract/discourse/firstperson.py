"""Who "we" and "I" are inside a quotation: the one it is quoted from, wherever the cue stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.tree import is_verb

if TYPE_CHECKING:
    from kg.extract.clauses import Clauses
    from kg.extract.parsing.parsed import Doc, Token
    from kg.types import Span

WORDS = frozenset({"we", "our", "ours", "us", "i", "me", "my", "mine"})


def tellers(doc: Doc, quoted: Sequence[Span], clauses: Clauses) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Each such pronoun in one of the `quoted` spans whose cue the sentence holds, with the cue's subjects.

    Left out are pronouns of a sentence that is quoted from end to end: they are told by the sentences around.
    """
    for token in doc:
        span = _around(token, quoted) if token.lower_ in WORDS else None
        cue = _cue(token, span) if span is not None else None
        if cue is not None and span is not None:
            subjects = tuple(t for t in clauses.at(cue).subjects if not _within(t, span))
            if subjects:
                yield token, subjects


def _cue(token: Token, span: Span) -> Token | None:
    """The nearest verb above that stands outside the quotation."""
    return next((a for a in token.ancestors if is_verb(a) and not _within(a, span)), None)


def _around(token: Token, quoted: Sequence[Span]) -> Span | None:
    return next((span for span in quoted if _within(token, span)), None)


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end
