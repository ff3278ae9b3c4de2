"""What belongs to a decision beside the words that tell it: figures, a day told elsewhere, the same told again.

Found ─figures of its sentence, of the sentences after it─> Found ─one a body, measure and outcome─> Decision
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.decisions.deciding import is_text
from kg.extract.tallies import tallies
from kg.types import Agent, DateValue, Decision, Outcome, Span, Tally

if TYPE_CHECKING:
    from kg.extract.decisions.deciding import Found
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_FINITE = {"VBD", "VBZ", "VBP"}
COUNCIL, _SEATS, ENOUGH = "body/un/security-council", 15, 9
_MEANT = re.compile(r"(?:(?:the|this) \w+|it|them)?$", re.I)
_REACH = 2  # sentences after a decision that may bring its figures


def drawn(reading: Reading, told: Sequence[Found]) -> tuple[Decision, ...]:
    """The decisions of an article with figures and days, in text order: one a paragraph that tells of them."""
    ordered = [each for found in sorted(told, key=lambda f: f.at.i) for each in _respectively(reading, found, told)]
    figures = _figures(reading, ordered)
    counted = [replace(f, decision=_with(f, figures.get(i))) for i, f in enumerate(ordered)]
    return _dated([f.decision for f in _once(reading, _settled(counted))])


def _respectively(reading: Reading, found: Found, told: Sequence[Found]) -> list[Found]:
    """One decision for each measure where each has figures: "passes A and B by, respectively, 30-12 and 25-17"."""
    sentence = found.decision.why.sentence
    alone = sum(f.decision.why.sentence == sentence for f in told) == 1
    if not alone or "respectively" not in sentence.of(reading.seen).lower() or not reading.clauses.has(found.at):
        return [found]
    things = reading.clauses.at(found.at).objects
    if len(things) < 2 or len(_told_in(reading, sentence)) != len(things):
        return [found]
    words = (reading.between(thing.left_edge, _own_end(thing, things)).of(reading.text) for thing in things)
    return [replace(found, decision=replace(found.decision, about=about)) for about in words]


def _own_end(thing: Token, things: Sequence[Token]) -> Token:
    """The last word of one of several things side by side: the next hangs on it, with the word that joins them."""
    behind = [t.left_edge.i for t in things if t.i > thing.i]
    last = min([thing.right_edge.i, *(i - 2 for i in behind)])
    return thing.doc[max(last, thing.i)]


def majority(reading: Reading, sentence: Span, at: Token | None = None, body: Agent | None = None) -> Outcome | None:
    """What the figures of a sentence tell of the outcome, where they give both sides or one out of all.

    `at`: only where both sides are given, and no other finite verb stands between this one and the figures.
    """
    tally = tallies.merged(tallies.find(reading.seen, sentence.start, sentence.end))
    if at is not None and (tally is None or None in (tally.votes_for, tally.votes_against) or _apart(tally, at)):
        return None
    if tally is not None and body is not None and body.path == COUNCIL and (tally.votes_for or ENOUGH) < ENOUGH:
        return "rejected"
    return outcome_by(tally)


def outcome_by(tally: Tally | None) -> Outcome | None:
    """What figures tell of the outcome, where they give both sides or one out of all."""
    if tally is None or tally.votes_for is None:
        return None
    if tally.unanimous:
        return "adopted"
    against = tally.votes_against
    if against is None and tally.total is not None:
        against = tally.total - tally.votes_for
    return None if against is None else "adopted" if tally.votes_for > against else "rejected"


def continued(reading: Reading, sentence: Span, body: Agent, told: Sequence[Found]) -> Found | None:
    """The decision of the same house that a sentence goes on from, if that was told right before without figures."""
    at = reading.sentences.index(sentence)
    near = reading.sentences[max(0, at - _REACH) : at]
    before = [f for f in told if f.decision.why.sentence in near and f.decision.outcome != "scheduled"]
    last = before[-1] if before else None
    if last is None or not one_house(reading, last.decision.body, body):
        return None
    return last if tallies.merged(_told_in(reading, last.decision.why.sentence)) is None else None


def _told_in(reading: Reading, sentence: Span) -> tuple[Tally, ...]:
    return tallies.find(reading.seen, sentence.start, sentence.end)


def one_house(reading: Reading, one: Agent, other: Agent) -> bool:
    """True for a body and itself, and for a chamber and the legislature that it belongs to."""
    return one.path == other.path or whole(reading, one) == other.path or whole(reading, other) == one.path


def whole(reading: Reading, body: Agent) -> str | None:
    """The path of the legislature that a chamber belongs to."""
    return reading.names.gazetteer.entity(body.path).chamber_of if body.known else None


def _apart(tally: Tally, verb: Token) -> bool:
    """True if a finite verb stands between figures and a verb: "debated until nine, and the team lost 3-1"."""
    span = verb.doc.char_span(tally.span.start, tally.span.end, alignment_mode="expand") if tally.span else None
    if span is None:
        return True
    first, last = sorted((verb.i, span.start))
    return any(t.tag_ in _FINITE and t.dep_ not in ("aux", "auxpass") for t in verb.doc[first + 1 : last])


def _with(found: Found, tally: Tally | None) -> Decision:
    decision = found.decision
    if tally is None:
        return decision
    tally = tallies.oriented(tally, decision.outcome)
    return replace(decision, tally=_with_vetoes(tally, found.stopped_by) if _is_vetoed(decision) else tally)


def _is_vetoed(decision: Decision) -> bool:
    return decision.outcome == "vetoed" and decision.body.path == COUNCIL


def _with_vetoes(tally: Tally, stopped_by: int) -> Tally:
    """Who vetoed in the Security Council voted against: the seats that are left if the two other figures are told.

    So are those of `stopped_by` members who vetoed, if no other seat is left.
    """
    if tally.votes_for is None or tally.votes_against is not None:
        return tally
    left = (tally.total or _SEATS) - tally.votes_for - (tally.abstentions or 0)
    return replace(tally, votes_against=left) if tally.abstentions is not None or left == stopped_by else tally


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
        last, since = (_distinct(decided, told), 0) if here else (last, since + 1)
        goes_on = since <= _REACH and len(last) == 1 and not _is_on_another(reading, sentence, told[last[0]])
        goes_on &= not (goes_on and told[last[0]].aside)  # "the law approved by the deputies": told in passing
        takers = decided or (last if goes_on else [])
        for i, tally in _shared_out(found, takers, told):
            given.setdefault(i, []).append(tally)
    merged = {i: tallies.merged(found) or _own(told[i], found) for i, found in given.items()}
    return {i: tally for i, tally in merged.items() if tally is not None}


def _distinct(decided: Sequence[int], told: Sequence[Found]) -> list[int]:
    """Without what the same words of one sentence tell again: "deplores the raid and reaffirms that"."""
    first: dict[tuple[str, Outcome, str], int] = {}
    for i in decided:
        each = told[i].decision
        first.setdefault((each.body.path, each.outcome, each.measure), i)
    return list(first.values())


def _own(decided: Found, found: Sequence[Tally]) -> Tally | None:
    """The figures of a decision's own sentence, which those told later do not fit: "60 Greens and 30 Liberals voted so"."""
    sentence = decided.decision.why.sentence
    return tallies.merged(t for t in found if t.span is not None and sentence.covers(t.span))


def _is_on_another(reading: Reading, sentence: Span, decided: Found) -> bool:
    """True if a sentence tells of another measure: "The house passed the bill. A motion to delay it got 9 votes".

    That is so of its subject, and of what it describes anew: "71 voted for the bill on ports".
    """
    words = reading.doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ()
    texts = [t for t in words if is_text(reading, t)]
    told = [t for t in texts if t.dep_ in ("nsubj", "nsubjpass") or any(c.dep_ in ("prep", "acl") for c in t.children)]
    named = [reading.discourse.measure(t) for t in told]
    return bool(named and decided.decision.measure) and not any(decided.decision.measure in ids for ids in named)


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
    if ahead.why.rule == "decision.noun-vote" and not ahead.measure and ahead.kind != "motion":
        return True  # "left the chamber before the vote", "tells the house before the ballot"
    return (decided.measure == ahead.measure and bool(ahead.measure)) or (later and not decided.measure)


def _once(reading: Reading, told: Iterable[Found]) -> list[Found]:
    """One telling a paragraph of the same body, measure and outcome: the first, with figures and day of all."""
    kept: list[Found] = []
    for each in told:
        same = next((i for i, f in enumerate(kept) if _same(reading, f, each)), None)
        if same is None:
            kept.append(each)
        else:
            first, second = sorted((kept[same], each), key=lambda f: f.aside)
            union = _union(first.decision, second.decision)
            body = next((d.body for d in (union, second.decision) if whole(reading, d.body)), union.body)
            kept[same] = replace(first, decision=replace(union, body=body))
    return kept


def _same(reading: Reading, one: Found, other: Found) -> bool:
    """Do two tellings tell of one decision, in one breath? What is said in passing adds nothing of its own."""
    a, b, text = one.decision, other.decision, reading.seen
    if _counts_the_vetoed(a, b):
        return True
    if a.outcome != b.outcome:
        return False
    if a.body.path != b.body.path:
        return one_house(reading, a.body, b.body) and _goes_on(reading, one, other)
    if a.why.sentence == b.why.sentence and not (a.tally and b.tally):
        return True
    if _differ(a.tally, b.tally) or not _compatible(a.date, b.date):
        return False
    if _counts_again(reading, a, b):
        return True
    if (one.aside and _is_bare(a)) or (other.aside and _is_bare(b)):
        return a.measure == b.measure or "" in (a.measure, b.measure)
    return a.measure == b.measure != "" and "\n" not in text[a.why.sentence.end : b.why.sentence.start]


def _counts_the_vetoed(a: Decision, b: Decision) -> bool:
    """ "Chad vetoed the text on Monday ... In Monday's vote, twelve had backed it": so many votes stop no veto."""
    alone = a.outcome == "vetoed" and b.why.rule == "decision.count" and a.body.path == b.body.path
    return alone and a.tally is None and a.date is not None and b.date is not None and a.date.value == b.date.value


def _counts_again(reading: Reading, a: Decision, b: Decision) -> bool:
    """ "The house trims his powers. Fifty-six deputies agree to the change": the figures of what was told before."""
    near = 0 < reading.sentences.index(b.why.sentence) - reading.sentences.index(a.why.sentence) <= _REACH
    same = "" in (a.measure, b.measure) or b.about.lower() in ("it", "them")
    return near and same and a.tally is None and b.tally is not None and bool(_MEANT.match(b.about))


def _goes_on(reading: Reading, one: Found, other: Found) -> bool:
    """ "Ruritania's parliament passed the bill. The lower house voted 71 to 40 for it": one vote, told the second time
    by the chamber's name."""
    a, b = one.decision, other.decision
    gap = reading.seen[a.why.sentence.end : b.why.sentence.start]
    near = (
        "\n" not in gap and reading.sentences.index(b.why.sentence) - reading.sentences.index(a.why.sentence) <= _REACH
    )
    alike = a.measure == b.measure or not b.measure or not a.measure
    return near and alike and _compatible(a.date, b.date) and not _differ(a.tally, b.tally)


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
