"""Vote tallies: the figures of a vote, read from text alone.

    sentence ─figures.scan─> Figures ─join─> Tally, Tally ...

A sentence may tell several votes ("52–46 in the Senate and 220–210 in the House"); each is a tally of its
own. The figures are as the words give them. Where the words do not say which of two is which ("52–46"), the
first is taken for yes; `oriented` turns them round once the outcome is known. Shares, margins, rough
numbers, seats, members present and the figures of parties give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extract.tallies.figures import scan
from kg.extract.tallies.voteflat import Figure
from kg.extract.tallies.votewords import NOT_ENOUGH
from kg.types import Outcome, Span, Tally

FIELDS = ("votes_for", "votes_against", "abstentions", "total")

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|[A-Z]\.[A-Z]|U\.\s?[SNK]|[A-Z]\.[A-Z]\.[A-Z]|Sens?|Reps?|Gov|Gen|Mr|Mrs|Ms|Dr|St|Nos?|Con|Res|Art|"
    r"vs?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z\d])|\n\s*\n")


@lru_cache(maxsize=1024)  # several extractors ask about one sentence
def find(text: str, start: int = 0, end: int | None = None) -> tuple[Tally, ...]:
    """The tallies in `text[start:end]`, by place; offsets count from the start of `text`.

    Usually called for one sentence. What lies before `start` only tells the body ("Security Council").

    >>> [(t.votes_for, t.votes_against, t.abstentions) for t in find("It passed by 187 to 2 with one abstention.")]
    [(187, 2, 1)]
    """
    spans = _sentences(text, start, len(text) if end is None else min(end, len(text)))
    return tuple(tally for span in spans for tally in _join(text, span, scan(text, span)))


def merged(tallies: Iterable[Tally]) -> Tally | None:
    """One tally from the figures of one decision told in several places; None if there are none or they
    disagree.

    >>> merged(find("Only one voted against. In all 305 senators out of 306 voted for.")).spans[0]
    ('votes_for', Span(start=31, end=34))
    """
    whole: Tally | None = None
    for tally in tallies:
        if whole is not None and _disagree(whole, tally):
            return None
        whole = tally if whole is None else _union(whole, tally)
    return whole


def oriented(tally: Tally, outcome: Outcome) -> Tally:
    """The tally with bare figures the way round that fits the outcome; worded figures stay as worded.

    Of "58–42", the larger is against if the measure was rejected, and for if it was adopted or got
    through to a veto.

    >>> oriented(find("The motion was rejected, 58–42.")[0], "rejected").votes_against
    58
    """
    first, second = tally.votes_for, tally.votes_against
    if not tally.bare or first is None or second is None:
        return tally
    turn = {"rejected": first > second, "adopted": first < second, "vetoed": first < second}
    return _turned(tally) if turn.get(outcome) else tally


def _turned(tally: Tally) -> Tally:
    other = {"votes_for": "votes_against", "votes_against": "votes_for"}
    spans = {other.get(field, field): span for field, span in tally.spans}
    return replace(tally, votes_for=tally.votes_against, votes_against=tally.votes_for, spans=_ordered(spans))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """A rough cut: figures of two sentences must not run together, and no sentence need be whole."""
    for found in _END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(start, found.start() - 8), found.start() + 1):
            yield Span(start, found.end())
            start = found.end()
    if start < end:
        yield Span(start, end)


def _join(text: str, sentence: Span, figures: Iterable[Figure]) -> Iterator[Tally]:
    """Figures of one sentence put together, a new tally where one contradicts what came before it."""
    whole: Tally | None = None
    for figure in figures:
        tally = _tally(figure, text, sentence)
        if whole is not None and (_disagree(whole, tally) or (figure.bare and whole.votes_for is not None)):
            yield whole
            whole = None
        whole = tally if whole is None else _union(whole, tally)
    if whole is not None:
        yield whole


def _tally(figure: Figure, text: str, sentence: Span) -> Tally:
    values = {field: number for field, number, _ in figure.values}
    spans = {field: span for field, _, span in figure.values}
    if figure.unanimous and "votes_for" in values:
        values["votes_against"] = 0
    bare = figure.bare and not NOT_ENOUGH.search(
        text, max(sentence.start, figure.span.start - 300), figure.span.end + 300
    )
    if figure.unanimous:
        spans["unanimous"] = figure.span
    return Tally(
        **{field: values.get(field) for field in FIELDS},
        unanimous=figure.unanimous,
        span=figure.span,
        spans=_ordered(spans),
        bare=bare,
    )


def _disagree(one: Tally, other: Tally) -> bool:
    """True if a figure differs, or if one was unanimous and the other had votes against."""
    differ = any(None is not getattr(one, field) != getattr(other, field) is not None for field in FIELDS)
    return differ or (one.unanimous and bool(other.votes_against)) or (other.unanimous and bool(one.votes_against))


def _union(one: Tally, other: Tally) -> Tally:
    """Both together; of figures that both give, the words of the first. A unanimous vote has none against."""
    values = {field: _first(getattr(one, field), getattr(other, field)) for field in FIELDS}
    unanimous = one.unanimous or other.unanimous
    if unanimous and values["votes_for"] is not None:
        values["votes_against"] = 0
    span = Span(min(t.span.start for t in (one, other) if t.span), max(t.span.end for t in (one, other) if t.span))
    return Tally(
        **values,
        unanimous=unanimous,
        span=span,
        spans=_ordered(dict(other.spans) | dict(one.spans)),
        bare=one.bare or other.bare,
    )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one


def _ordered(spans: dict[str, Span]) -> tuple[tuple[str, Span], ...]:
    return tuple((field, spans[field]) for field in (*FIELDS, "unanimous") if field in spans)
