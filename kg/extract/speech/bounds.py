"""Boundaries of what is said, and the quotations it stands in.

The boundaries are those of the attribution corpora (PARC 3.0, Pareti 2016): the content has neither the cue nor its
source; a leading "that" is left out; a content that is wholly quoted has no quotation marks, one that is partly quoted
keeps them; a full stop that closes the quoted words stays, one that closes the sentence around does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.prose.quotes import Quote
    from kg.extract.reading import Reading

SHORTEST = 3  # words of a quotation that alone makes a statement, and words that a cut leaves
WORD = re.compile(r"\w")
_LEADING = " \t\r\n\u00a0,:;–—"
_TRAILING = " \t\r\n\u00a0,:;–—"
_THAT = re.compile(r"that\s+", re.I)
_DANGLING = re.compile(r"[\s,]+(?:and|but|or|nor|yet)$", re.I)


def tidy(reading: Reading, span: Span) -> Span:
    """The span by the conventions above: no leading "that", whole quotations, no stray marks at the ends."""
    span = _bare(reading, span)
    that = _THAT.match(span.of(reading.text))
    if that is not None:
        span = _bare(reading, Span(span.start + that.end(), span.end))
    dangling = _DANGLING.search(span.of(reading.text))
    if dangling is not None:
        span = _bare(reading, Span(span.start, span.start + dangling.start()))
    return _unquoted(reading, _ended(reading, _whole_quotes(reading, span)))


def _bare(reading: Reading, span: Span) -> Span:
    start, end, text = span.start, span.end, reading.seen
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def _whole_quotes(reading: Reading, span: Span) -> Span:
    """Widened to the marks of every quotation that the span cuts."""
    for quote in top(reading):
        if quote.span.overlaps(span) and not span.covers(quote.span) and not quote.span.covers(span):
            span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
    return span


def _unquoted(reading: Reading, span: Span) -> Span:
    """The words alone, if the span is one quotation or begins or ends on the marks of one it lies in."""
    for quote in top(reading):
        if quote.span.covers(span):
            return _bare(reading, Span(max(span.start, quote.inner.start), min(span.end, quote.inner.end)))
    return span


def _ended(reading: Reading, span: Span) -> Span:
    """Without the full stop of the sentence; that of quoted words stays."""
    if not span.of(reading.text).endswith("."):
        return span
    last = Span(span.end - 1, span.end)
    return span if quotes.inside(reading.quotes, last) is not None else Span(span.start, span.end - 1)


def top(reading: Reading) -> Iterator[Quote]:
    """The quotations that lie in no other."""
    return (q for q in reading.quotes if q.depth == 0)


def around(reading: Reading, at: int) -> Quote | None:
    """The outermost quotation that the character at `at` stands in, or None."""
    return next((q for q in top(reading) if q.inner.start <= at < q.inner.end), None)
