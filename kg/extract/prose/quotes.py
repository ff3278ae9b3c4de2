"""Quotations: where they open and close, and how they nest. Works on text alone.

One pass over the paragraphs. Directed marks say by themselves whether they open; straight ones are told by
the space around them. A quotation ends with its paragraph unless the next paragraph opens with the same
mark again, which is how a long one goes on (The Chicago Manual of Style, "Quotations of more than one
paragraph").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.prose.noise import breaks
from kg.types import Span


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A quotation. `span` takes in its marks, `inner` does not; `depth` is 0 if it lies in no other."""

    span: Span
    inner: Span
    depth: int = 0


# Kind of mark by character: double, single, guillemet. Straight marks open and close.
_OPENS = {"“": "d", "„": "d", "‟": "d", '"': "d", "‘": "s", "‚": "s", "‛": "s", "'": "s", "«": "g", "‹": "h"}
_CLOSES = {"”": "d", "“": "d", '"': "d", "’": "s", "'": "s", "»": "g", "›": "h"}
_MARK = re.compile("[" + "".join(sorted(_OPENS.keys() | _CLOSES.keys())) + "]")
_OPENERS_BEFORE = set("([{<—–-/“„\"‘'«‹…:") | {""}
_CONTENT = re.compile(r"\S")
_DEEPEST = 6  # quotations within quotations; prose stays far below


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not yet known. `cut` is where an opening mark of the same kind stands inside
    it."""

    at: int
    kind: str
    mark: str
    cut: int | None = None


def find(text: str) -> tuple[Quote, ...]:
    """All quotations of a text, by place; an unclosed one ends with its paragraph or before the next one in
    it.

    Curly, straight, low and angle marks; single marks too, as far as they are not apostrophes.

    >>> [q.inner.of('He said: "No." The "deal" is off.') for q in find('He said: "No." The "deal" is off.')]
    ['No.', 'deal']
    """
    starts = breaks(text)
    found: list[Quote] = []
    carried: list[_Open] = []
    for start, end in pairwise((*starts, len(text))):
        closed, left = _paragraph(text, start, end, carried)
        found += closed
        carried = [one for one in left[:1] if one.cut is None and _goes_on(text, end, one)]
        found += [_quote(text, one, _cap(one, end), 0) for one in left[len(carried) :] if one.kind != "s"]
    return _nested(found)


def inside(quotes: tuple[Quote, ...], span: Span) -> Quote | None:
    """The innermost of `quotes` (as `find` gives them) that covers the whole span, marks included, or
    None."""
    hit = None
    for quote in quotes:
        if quote.span.start > span.start:
            break
        if quote.span.covers(span):
            hit = quote
    return hit


def has_quote(quotes: tuple[Quote, ...], span: Span) -> bool:
    """True if any of the words of `span` stand in quotation marks."""
    stop = bisect_left(quotes, span.end, key=lambda quote: quote.span.start)
    return any(quote.inner.overlaps(span) for quote in quotes[:stop])


def _paragraph(text: str, start: int, end: int, carried: list[_Open]) -> tuple[list[Quote], list[_Open]]:
    """Quotations closed within one paragraph, and those still open at its end, outermost first."""
    stack = list(carried)
    closed: list[Quote] = []
    marks = [found.start() for found in _MARK.finditer(text, start, end)]
    if stack and marks:
        marks = marks[1:]
    singles = _singles(text, marks)
    for at in marks:
        mark = text[at]
        kind = _OPENS.get(mark) or _CLOSES[mark]
        if kind == "s" and at not in singles:
            continue
        if _shuts(text, at, kind, stack):
            closed += _shut(text, at, kind, stack)
        elif len(stack) < _DEEPEST and _may_open(text, at):
            if stack and stack[-1].kind == kind and stack[-1].cut is None:
                stack[-1].cut = at
            stack.append(_Open(at, kind, mark))
    return closed, stack


def _may_open(text: str, at: int) -> bool:
    """True if the mark may open by its shape, and a straight one by the space around it."""
    mark = text[at]
    if mark not in _OPENS:
        return False
    return mark not in "\"'" or (_before(text, at) in _OPENERS_BEFORE and not _after(text, at).isspace())


def _shuts(text: str, at: int, kind: str, stack: list[_Open]) -> bool:
    """True if the mark closes something open."""
    mark = text[at]
    if mark not in _CLOSES or all(one.kind != kind for one in stack):
        return False
    if mark == "“":
        return any(one.mark == "„" for one in stack)
    return mark not in "\"'" or not _opening_side(text, at)


def _opening_side(text: str, at: int) -> bool:
    """True if a straight mark has space before it and none after: then it can only open."""
    before, after = _before(text, at), _after(text, at)
    return (before == "" or before in "([{“‘«") and after != "" and not after.isspace()


def _before(text: str, at: int) -> str:
    char = text[at - 1] if at else ""
    return "" if char.isspace() else char


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


def _shut(text: str, at: int, kind: str, stack: list[_Open]) -> Iterator[Quote]:
    """Close the innermost open one of this kind; what was left open inside it ends here, or was an
    apostrophe."""
    while stack:
        one = stack.pop()
        if one.kind == kind:
            yield _quote(text, one, at, 1)
            return
        if one.kind != "s":
            yield _quote(text, one, _cap(one, at), 0)


def _singles(text: str, marks: list[int]) -> set[int]:
    """Places of the single marks that quote: pairs of an opening one and the closing one that ends it.

    An apostrophe stands within a word. At a word's end it may be a possessive ("the deputies' vote"): after
    an "s" and before a word in lower case it only closes if no later mark could.
    """
    quoting: set[int] = set()
    opened, closing = None, None
    for at in (at for at in marks if text[at] in "'‘’‚‛"):
        if _opens_single(text, at):
            quoting |= {opened, closing} if opened is not None and closing is not None else set()
            opened, closing = at, None
        elif opened is not None and _closes_single(text, at):
            if closing is None or _possessive(text, closing):
                closing = at
            if not _possessive(text, closing):
                quoting |= {opened, closing}
                opened, closing = None, None
    return quoting | ({opened, closing} if opened is not None and closing is not None else set())


def _opens_single(text: str, at: int) -> bool:
    after = _after(text, at)
    if text[at] in "‘‚‛":
        return not after.isspace() and not after.isdigit()
    return text[at] == "'" and _before(text, at) in _OPENERS_BEFORE and (after.isalpha() or after in '[(…"“')


def _closes_single(text: str, at: int) -> bool:
    return text[at] in "'’" and _before(text, at) not in {"", "(", "["} and not _after(text, at).isalnum()


def _possessive(text: str, at: int) -> bool:
    return text[at - 1 : at] in {"s", "S"} and bool(re.match(r"\s[a-z]", text[at + 1 : at + 3]))


def _goes_on(text: str, end: int, one: _Open) -> bool:
    """True if the paragraph that starts at `end` opens with the mark of the open quotation again."""
    return one.kind != "s" and end < len(text) and text[end] == one.mark and not _after(text, end).isspace()


def _cap(one: _Open, end: int) -> int:
    return end if one.cut is None else one.cut


def _quote(text: str, one: _Open, end: int, marks: int) -> Quote:
    """The quotation from its opening mark to `end`, where its closing mark stands if `marks` is 1."""
    first = _CONTENT.search(text, one.at + 1, end)
    start = first.start() if first else end
    stop = start + len(text[start:end].rstrip())
    return Quote(Span(one.at, end + 1 if marks else max(stop, one.at + 1)), Span(start, stop))


def _nested(found: list[Quote]) -> tuple[Quote, ...]:
    """The quotations by place, each with the number of those it lies in; empty ones dropped."""
    out: list[Quote] = []
    around: list[Quote] = []
    for quote in sorted(found, key=lambda quote: (quote.span.start, -quote.span.end)):
        if quote.inner.start < quote.inner.end:
            while around and around[-1].span.end < quote.span.end:
                around.pop()
            out.append(replace(quote, depth=len(around)))
            around.append(quote)
    return tuple(out)
