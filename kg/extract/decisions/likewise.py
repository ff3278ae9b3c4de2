"""Decisions of houses that do as another has: "two days after the Senate did so", "the Diet followed suit by 90 to 12"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import repeats
from kg.extract.decisions import votes
from kg.extract.decisions.deciding import Found, found, named
from kg.types import Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading

_DECIDED = ("adopted", "rejected")
_BY_MOOD: dict[str, Outcome] = {"future": "scheduled"}


def find(reading: Reading, told: Sequence[Found]) -> Iterator[Found]:
    """What houses decide that do as was `told` of another in the same sentence or the one before."""
    decided = [f for f in told if f.decision.outcome in _DECIDED]
    for clause in reading.clauses if decided else ():
        if clause.negated or not (_does_as(clause) or repeats.is_repeat(reading, clause)):
            continue
        place = named(reading, clause.subjects)
        last = _last(reading, clause, decided) if place is not None else None
        outcome = _outcome(clause, last) if last is not None else None
        if place is None or last is None or outcome is None:
            continue
        if place.body.kind == "chamber" and not votes.one_house(reading, place.body, last.decision.body):
            each = found(reading, clause, place, outcome, "likewise", kind=last.decision.kind)
            same = replace(each.decision, measure=last.decision.measure, about=last.decision.about)
            yield replace(each, decision=same)


def _does_as(clause: Clause) -> bool:
    """ "As the lower house did on Monday": a bare auxiliary behind "as"."""
    as_ = any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.verb.children)
    return clause.verb.lemma_ == "do" and as_ and not clause.objects and not clause.xcomp


def _outcome(clause: Clause, last: Found) -> Outcome | None:
    return last.decision.outcome if clause.mood == "real" else _BY_MOOD.get(clause.mood)


def _last(reading: Reading, clause: Clause, decided: Sequence[Found]) -> Found | None:
    """The decision told last before a clause, in its sentence or the one before, with no other deed between."""
    at = reading.sentences.index(reading.sentence(clause.verb))
    near = reading.sentences[max(0, at - 1) : at + 1]
    before = [f for f in decided if f.at.i < clause.verb.i and f.decision.why.sentence in near]
    last = max(before, key=lambda f: f.at.i, default=None)
    if last is None:
        return None
    main = (c for c in reading.clauses if last.at.i < c.verb.i < clause.verb.i and c.verb.dep_ in ("ROOT", "ccomp"))
    return None if any(True for _ in main) else last
