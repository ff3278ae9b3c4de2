"""What belongs to a decision beside the words that tell it: figures, a day told elsewhere, the same told again.

Found ─figures of its sentence, of the sentences after it─> Found ─one a body, measure and outcome─> Decision
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import tallies
from kg.types import DateValue, Decision, Outcome, Span, Tally

if TYPE_CHECKING:
    from kg.extract.deciding import Found
    from kg.extract.reading import Reading

_REACH = 2  # sentences after a decision that may bring its figures


def drawn(reading: Reading, told: Sequence[Found]) -> tuple[Decision, ...]:
    """The decisions of an article with figures and days, each once, in text order."""
    ordered = sorted(told, key=lambda f: f.at.i)
    figures = _figures(reading, ordered)
    decisions = [_with(f.decision, figures.get(i)) for i, f in enumerate(ordered)]
    return tuple(_once(_settled(decisions)))


def majority(reading: Reading, sentence: Span) -> Outcome | None:
    """What the figures of a sentence tell of the outcome, where they give both sides in words."""
    tally = tallies.merged(tallies.find(reading.doc.text, sentence.start, sentence.end))
    if tally is None or tally.votes_for is None or tally.votes_against is None:
        return None
    return "adopted" if tally.votes_for > tally.votes_against else "rejected"


def _with(decision: Decision, tally: Tally | None) -> Decision:
    return replace(decision, tally=tallies.oriented(tally, decision.outcome)) if tally is not None else decision


# --- figures ----------------------------------------------------------------------------------------------------


def _figures(reading: Reading, told: Sequence[Found]) -> dict[int, Tally]:
    """Which tally belongs to which decision (by its place in `told`)."""
    given: dict[int, list[Tally]] = {}
    last: list[int] = []
    since = 0
    for sentence in reading.sentences:
        found = list(tallies.find(reading.doc.text, sentence.start, sentence.end))
        here = [i for i, f in enumerate(told) if f.decision.why.sentence == sentence]
        decided = [i for i in here if told[i].decision.outcome != "scheduled"]
        last, since = (decided, 0) if here else (last, since + 1)
        takers = decided or (last if since <= _REACH and len(last) == 1 else [])
        for tally in found:
            if takers:
                given.setdefault(_nearest(tally, takers, told), []).append(tally)
    merged = {i: tallies.merged(found) for i, found in given.items()}
    return {i: tally for i, tally in merged.items() if tally is not None}


def _nearest(tally: Tally, takers: Sequence[int], told: Sequence[Found]) -> int:
    """The decision whose verb or body stands nearest to the figures."""
    assert tally.span is not None
    at = tally.span.start

    def away(i: int) -> int:
        words = (told[i].at, told[i].place)
        return min(abs(at - w.idx) for w in words if w is not None)

    return min(takers, key=lambda i: (away(i), i))


# --- the same told again ----------------------------------------------------------------------------------------


def _settled(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Without what lay ahead and was then decided in the same text."""
    decided = [(i, d) for i, d in enumerate(decisions) if d.outcome in ("adopted", "rejected", "vetoed")]
    for i, decision in enumerate(decisions):
        ahead = decision.outcome == "scheduled"
        if not (ahead and any(_settles(d, decision, later=j > i) for j, d in decided)):
            yield decision


def _settles(decided: Decision, ahead: Decision, later: bool) -> bool:
    if decided.body.path != ahead.body.path:
        return False
    return decided.measure == ahead.measure and bool(ahead.measure) or (later and not decided.measure)


def _once(decisions: Iterable[Decision]) -> list[Decision]:
    """One decision for the same body, measure and outcome: the first telling, with figures and day of any."""
    kept: list[Decision] = []
    for decision in decisions:
        same = next((i for i, d in enumerate(kept) if _same(d, decision)), None)
        if same is None:
            kept.append(decision)
        else:
            kept[same] = _union(kept[same], decision)
    return kept


def _same(one: Decision, other: Decision) -> bool:
    if (one.body.path, one.outcome) != (other.body.path, other.outcome):
        return False
    if one.why.sentence == other.why.sentence and not (one.tally and other.tally):
        return True
    return (
        one.measure == other.measure != "" and not _differ(one.tally, other.tally) and _compatible(one.date, other.date)
    )


def _differ(one: Tally | None, other: Tally | None) -> bool:
    return one is not None and other is not None and tallies.merged((one, other)) is None


def _compatible(one: DateValue | None, other: DateValue | None) -> bool:
    """False if two days exclude each other; another basis than the text's words gives way."""
    if one is None or other is None or "inferred" in (one.basis, other.basis):
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _union(one: Decision, other: Decision) -> Decision:
    tally = tallies.merged(t for t in (one.tally, other.tally) if t is not None) or one.tally
    return replace(one, tally=tally, date=_better(one.date, other.date), measure=one.measure or other.measure)


def _better(one: DateValue | None, other: DateValue | None) -> DateValue | None:
    """The more precise of two days; of two alike the first, unless only the second was said."""
    if one is None or other is None:
        return one or other
    if len(one.value) != len(other.value):
        return max(one, other, key=lambda d: len(d.value))
    return other if one.basis == "inferred" and other.basis != "inferred" else one
