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
    from spacy.tokens import Token

    from kg.extract.deciding import Found
    from kg.extract.reading import Reading

_FINITE = {"VBD", "VBZ", "VBP"}
_REACH = 2  # sentences after a decision that may bring its figures


def drawn(reading: Reading, told: Sequence[Found]) -> tuple[Decision, ...]:
    """The decisions of an article with figures and days, in text order: one a paragraph that tells of them."""
    ordered = sorted(told, key=lambda f: f.at.i)
    figures = _figures(reading, ordered)
    counted = [replace(f, decision=_with(f.decision, figures.get(i))) for i, f in enumerate(ordered)]
    return _dated([f.decision for f in _once(_settled(counted), reading.seen)])


def majority(reading: Reading, sentence: Span, at: Token | None = None) -> Outcome | None:
    """What the figures of a sentence tell of the outcome, where they give both sides or one out of all.

    `at`: only where both sides are given, and no other finite verb stands between this one and the figures.
    """
    tally = tallies.merged(tallies.find(reading.seen, sentence.start, sentence.end))
    if at is not None and (tally is None or None in (tally.votes_for, tally.votes_against) or _apart(tally, at)):
        return None
    if tally is None or tally.votes_for is None:
        return None
    if tally.unanimous:
        return "adopted"
    against = tally.votes_against
    if against is None and tally.total is not None:
        against = tally.total - tally.votes_for
    return None if against is None else "adopted" if tally.votes_for > against else "rejected"


def _apart(tally: Tally, verb: Token) -> bool:
    """True if a finite verb stands between figures and a verb: "debated until nine, and the team lost 3-1"."""
    span = verb.doc.char_span(tally.span.start, tally.span.end, alignment_mode="expand") if tally.span else None
    if span is None:
        return True
    first, last = sorted((verb.i, span.start))
    return any(t.tag_ in _FINITE and t.dep_ not in ("aux", "auxpass") for t in verb.doc[first + 1 : last])


def _with(decision: Decision, tally: Tally | None) -> Decision:
    return replace(decision, tally=tallies.oriented(tally, decision.outcome)) if tally is not None else decision


# --- figures ----------------------------------------------------------------------------------------------------


def _figures(reading: Reading, told: Sequence[Found]) -> dict[int, Tally]:
    """Which tally belongs to which decision (by its place in `told`)."""
    given: dict[int, list[Tally]] = {}
    last: list[int] = []
    since = 0
    for sentence in reading.sentences:
        found = list(tallies.find(reading.seen, sentence.start, sentence.end))
        here = [i for i, f in enumerate(told) if f.decision.why.sentence == sentence]
        decided = [i for i in here if told[i].decision.outcome != "scheduled"]
        last, since = (decided, 0) if here else (last, since + 1)
        takers = decided or (last if since <= _REACH and len(last) == 1 else [])
        for i, tally in _shared_out(found, takers, told):
            given.setdefault(i, []).append(tally)
    merged = {i: tallies.merged(found) for i, found in given.items()}
    return {i: tally for i, tally in merged.items() if tally is not None}


def _shared_out(found: Sequence[Tally], takers: Sequence[int], told: Sequence[Found]) -> Iterator[tuple[int, Tally]]:
    """As many as there are decisions go to them in turn; otherwise each goes to the nearest."""
    if not takers:
        return
    in_turn = sorted(takers, key=lambda i: (told[i].place or told[i].at).i)
    for n, tally in enumerate(found):
        yield (in_turn[n] if len(found) == len(takers) else _nearest(tally, takers, told)), tally


def _nearest(tally: Tally, takers: Sequence[int], told: Sequence[Found]) -> int:
    """The decision whose verb or body stands nearest to the figures."""
    assert tally.span is not None
    at = tally.span.start

    def away(i: int) -> int:
        words = (told[i].at, told[i].place)
        return min(abs(at - w.idx) for w in words if w is not None)

    return min(takers, key=lambda i: (away(i), i))


# --- the same told again ----------------------------------------------------------------------------------------


def _settled(told: Sequence[Found]) -> Iterator[Found]:
    """Without what lay ahead and was then decided in the same text."""
    decided = [(i, f.decision) for i, f in enumerate(told) if f.decision.outcome in ("adopted", "rejected", "vetoed")]
    for i, each in enumerate(told):
        ahead = each.decision.outcome == "scheduled"
        if not (ahead and any(_settles(d, each.decision, later=j > i) for j, d in decided)):
            yield each


def _settles(decided: Decision, ahead: Decision, later: bool) -> bool:
    if decided.body.path != ahead.body.path:
        return False
    return (decided.measure == ahead.measure and bool(ahead.measure)) or (later and not decided.measure)


def _once(told: Iterable[Found], text: str) -> list[Found]:
    """One telling a paragraph of the same body, measure and outcome: the first, with figures and day of all."""
    kept: list[Found] = []
    for each in told:
        same = next((i for i, f in enumerate(kept) if _same(f, each, text)), None)
        if same is None:
            kept.append(each)
        else:
            first, second = sorted((kept[same], each), key=lambda f: f.aside)
            kept[same] = replace(first, decision=_union(first.decision, second.decision))
    return kept


def _same(one: Found, other: Found, text: str) -> bool:
    """Do two tellings tell of one decision, in one breath? What is said in passing adds nothing of its own."""
    a, b = one.decision, other.decision
    if (a.body.path, a.outcome) != (b.body.path, b.outcome):
        return False
    if a.why.sentence == b.why.sentence and not (a.tally and b.tally):
        return True
    if _differ(a.tally, b.tally) or not _compatible(a.date, b.date):
        return False
    if (one.aside and _is_bare(a)) or (other.aside and _is_bare(b)):
        return a.measure == b.measure or "" in (a.measure, b.measure)
    return a.measure == b.measure != "" and "\n" not in text[a.why.sentence.end : b.why.sentence.start]


def _is_bare(decision: Decision) -> bool:
    stated = decision.date is not None and decision.date.basis != "inferred"
    return decision.tally is None and not stated


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


def _dated(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Each with the best day that any telling of the same decision gives."""
    return tuple(replace(d, date=_best(d, decisions)) for d in decisions)


def _best(decision: Decision, among: Sequence[Decision]) -> DateValue | None:
    date = decision.date
    for other in among:
        alike = (other.body.path, other.measure, other.outcome) == (
            decision.body.path,
            decision.measure,
            decision.outcome,
        )
        if alike and decision.measure and _compatible(date, other.date):
            date = _better(date, other.date)
    return date


def _better(one: DateValue | None, other: DateValue | None) -> DateValue | None:
    """The more precise of two days; of two alike the first, unless only the second was said."""
    if one is None or other is None:
        return one or other
    if len(one.value) != len(other.value):
        return max(one, other, key=lambda d: len(d.value))
    return other if one.basis == "inferred" and other.basis != "inferred" else one
