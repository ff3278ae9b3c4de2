"""One value out of many, and where the reports cannot all be right.

Rule for the preferred value: the value that most articles report (a sentence that stands word for word in several
articles counts once); then the one reported by the article nearest to the event; then stated before worked out before
inferred; then the smallest. A month that holds a reported day does not disagree with it and gives way to it. A value
with which a later report says that it corrects the others goes before all. Every difference has a verdict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from kg.resolved import Chosen, Disagreement, Value
from kg.types import Verdict

BASES = ("stated", "relative", "inferred")
DATES = frozenset({"adoptionDate", "date", "referenceDate"})
#: What a thing has once and for all, unlike a state of affairs.
FIXED = DATES | {"votesFor", "votesAgainst", "abstentions", "votesCast", "unanimous", "binding", "outcome"}
FAR = 10**6
FIGURES = frozenset({"votesFor", "votesAgainst", "abstentions", "votesCast"})
#: Figures of one vote that differ by more than this part of the larger are hardly of one vote.
FAR_APART = 0.2
#: What was preferred by where no value has most articles.
RULES: dict[Verdict, str] = {
    "conflict": "preferred by nearness to the event, then as stated, then as smallest",
    "different": "preferred by nearness to the event, then as stated, then as smallest",
    "superseded": "preferred by nearness to the event, then as stated, then as smallest",
    "compatible": "the more precise one",
}


class Chooser:
    """Chooses among values.

    `published`: article -> the day it counts from. `originals`: article -> the one that it is a copy of, if any.
    """

    def __init__(
        self, published: Mapping[str, str | None], originals: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._published = published
        self._originals = originals

    def choose(self, values: Iterable[Value]) -> tuple[Chosen, Disagreement | None]:
        """The value of one property of one thing, and how the reports differ if they do. At least one value."""
        given: dict[str, list[Value]] = defaultdict(list)
        for value in sorted(values, key=_order):
            given[value.value].append(value)
        examples = [same[0] for same in given.values()]
        best = min(_most_precise(examples), key=lambda v: self._rank(given[v.value])).value
        if len(given) == 1:
            return _bounded(given[best]), None
        corrected = self._corrected(given)
        best = corrected or best
        against = [v.value for v in examples if any(differ(v, other) for other in examples)]
        rivals = {value: given[value] for value in (against if best in against else given)}
        verdict = self._verdict(best, rivals, bool(corrected)) if best in against else "compatible"
        preferred = min(given[best], key=self._clearness)
        every = tuple(value for rival in rivals.values() for value in rival)
        rationale = self._rationale(best, rivals, verdict)
        found = Disagreement(preferred.subject, preferred.property, every, preferred, rationale, verdict)
        return _bounded(given[best]), found

    def _corrected(self, given: Mapping[str, list[Value]]) -> str | None:
        """The one value that reports put the others right with, if they are no older than those; None if there is none."""
        correcting = {value: [v for v in same if v.corrects] for value, same in given.items()}
        values = [value for value, same in correcting.items() if same]
        if len(values) != 1:
            return None
        mine = self._days(correcting[values[0]])
        theirs = self._days(v for value, same in given.items() if value != values[0] for v in same)
        return None if mine and theirs and max(mine) < max(theirs) else values[0]

    def _verdict(self, best: str, rivals: Mapping[str, list[Value]], corrected: bool) -> Verdict:
        """What to make of values that cannot all be right."""
        if corrected or self._apart(best, rivals):
            return "superseded"
        return "different" if _far_apart(rivals) else "conflict"

    def _rank(self, same: list[Value]) -> tuple[bool, int, tuple[int, int], str]:
        """How good a value is by those that report it; the smallest is the best.

        What no text says, the day of a headline in the present tense, gives way to what one does.
        """
        inferred = all(v.basis == "inferred" for v in same)
        return inferred, -self._reports(same), min(self._clearness(v)[:2] for v in same), same[0].value

    def _clearness(self, value: Value) -> tuple[int, int, str]:
        return self._distance(value), BASES.index(value.basis), value.article

    def _reports(self, same: Iterable[Value]) -> int:
        """How many articles report a value; copies, and articles that give it in the same sentences, count once."""
        given: dict[str, set[str]] = defaultdict(set)
        for v in same:
            given[self._originals.get(v.article, v.article)].add(v.said)
        return len({frozenset(sentences) for sentences in given.values()})

    def _distance(self, value: Value) -> int:
        """Days from the event to the article; far if either is unknown."""
        published = self._published.get(value.article)
        if value.property not in DATES or value.earliest is None or published is None:
            return FAR
        return abs(date.fromisoformat(published).toordinal() - date.fromisoformat(value.earliest).toordinal())

    def _rationale(self, best: str, rivals: Mapping[str, list[Value]], verdict: Verdict) -> str:
        """Why the best value was preferred, in words."""
        counts = {value: self._reports(same) for value, same in rivals.items()}
        others = [value for value in sorted(counts) if value != best]
        told = ", ".join(f"{_articles(counts[value])} for {_words(value)}" for value in others)
        most = all(counts[best] > counts[value] for value in others)
        nearest = min((self._distance(v), v.value != best) for same in rivals.values() for v in same)
        reasons = [
            f"{_words(best)}: {_articles(counts[best])} against {told}",
            "most articles say so" if most else RULES[verdict],
            "the article nearest to the event says so" if nearest[0] < FAR and not nearest[1] else "",
            "a report says that it corrects" if any(v.corrects for v in rivals[best]) else "",
            "reports of different times" if self._apart(best, rivals) else "",
            "so far apart that they may be of different votes" if verdict == "different" else "",
        ]
        return "; ".join(filter(None, reasons)) + "."

    def _apart(self, best: str, rivals: Mapping[str, list[Value]]) -> bool:
        """True for states of affairs, which may change, told by articles of times that do not overlap."""
        mine = self._days(rivals[best])
        theirs = self._days(v for value, same in rivals.items() if value != best for v in same)
        known = bool(mine and theirs) and rivals[best][0].property not in FIXED
        return known and (max(mine) < min(theirs) or max(theirs) < min(mine))

    def _days(self, values: Iterable[Value]) -> list[str]:
        return [day for v in values if (day := self._published.get(v.article))]


def differ(one: Value, other: Value) -> bool:
    """True if not both can be right: other words for a concept, another number, a day outside the month.

    >>> day, month = Value("m", "date", "2020-11-25", "a", ()), Value("m", "date", "2020-11", "b", ())
    >>> differ(day, month), differ(day, Value("m", "date", "2020-11-23", "b", ()))
    (False, True)
    """
    if one.value == other.value:
        return False
    shorter, longer = sorted((one.value, other.value), key=len)
    return one.property not in DATES or not longer.startswith(shorter)


def _far_apart(rivals: Mapping[str, list[Value]]) -> bool:
    """True for figures, all of which are far from one another."""
    if next(iter(rivals.values()))[0].property not in FIGURES:
        return False
    counts = sorted(int(value) for value in rivals)
    return all(more - less > FAR_APART * more for less, more in pairwise(counts))


def _most_precise(values: list[Value]) -> list[Value]:
    """Without the months and years that hold another reported date."""
    within = {v.value for v in values if v.property in DATES}
    return [
        v for v in values if v.property not in DATES or not any(w != v.value and w.startswith(v.value) for w in within)
    ]


def _bounded(same: list[Value]) -> Chosen:
    """A value with the narrowest bounds that its reports leave; those of the first if they leave none."""
    best = same[0]
    if best.earliest is None or best.latest is None:
        return Chosen(best.subject, best.property, best.value)
    earliest = max(v.earliest or best.earliest for v in same)
    latest = min(v.latest or best.latest for v in same)
    if earliest > latest:
        earliest, latest = best.earliest, best.latest
    return Chosen(best.subject, best.property, best.value, earliest, latest)


def _order(value: Value) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    return value.value, value.article, tuple((s.start, s.end) for s in value.sentences)


def _articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"


def _words(value: str) -> str:
    """A value as it is read: the name of a concept in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value).lower()
