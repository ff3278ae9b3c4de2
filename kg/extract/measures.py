"""Measures: what the discourse and the decisions together tell of each measure of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.decisions import bindings
from kg.types import DateValue, Decision, Demand, Measure, Span

if TYPE_CHECKING:
    from kg.extract.discourse.references import Draft
    from kg.extract.reading import Reading

_SUBJECT_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ")
_PRECISION = {10: 0, 7: 1, 4: 2}


def drawn(reading: Reading, decisions: tuple[Decision, ...], demands: tuple[Demand, ...]) -> tuple[Measure, ...]:
    """The measures of an article, in the order in which they are first mentioned."""
    return tuple(_measure(reading, draft, decisions, demands) for draft in reading.discourse.measures.values())


def _measure(reading: Reading, draft: Draft, decisions: tuple[Decision, ...], demands: tuple[Demand, ...]) -> Measure:
    own = [d for d in decisions if d.measure == draft.id]
    contents = [d.content for d in demands if d.measure == draft.id]
    binds, told = bindings.binding(reading, draft.heads) or (None, None)
    return Measure(
        id=draft.id,
        kind=draft.kind,
        body=draft.body or (own[0].body if own else None),
        date=_date(own),
        subject=_subject(reading, draft, contents),
        mentions=tuple(reading.subtree(head) for head in draft.heads),
        about=own[0].about if own else "",
        binding=binds,
        binding_span=told,
    )


def _date(decisions: list[Decision]) -> DateValue | None:
    """The most precise date that the decisions on a measure give."""
    dates = [d.date for d in decisions if d.date is not None]
    return min(dates, key=lambda d: _PRECISION.get(len(d.value), 3), default=None)


def _subject(reading: Reading, draft: Draft, contents: list[Span]) -> tuple[str, ...]:
    """Content words of the measure's own phrases and of what it asks for: they tell it from others of the same body.

    Words of time do not: "a law banning the agency in October" is about the agency.
    """
    told = [t for head in draft.heads for t in head.subtree if t.i != head.i]
    for content in contents:
        told += reading.doc.char_span(content.start, content.end, alignment_mode="expand") or ()
    words = (t for t in told if t.tag_ in _SUBJECT_TAGS and t.is_alpha)
    return tuple(sorted({t.lemma_ for t in words if not reading.is_time(t)}))
