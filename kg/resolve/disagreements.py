"""One value out of many, and where the reports cannot all be right.

Rule for the preferred value: the value that most articles report (a sentence that stands word for word in several
articles counts once); then the one reported by the article nearest to the event; then stated before worked out before
inferred; then the smallest. A month that holds a reported day does not disagree with it and gives way to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from kg.types import Chosen, Disagreement, Findings, Value

BASES = ("stated", "relative", "inferred")
DATES = frozenset({"adoptionDate", "date", "referenceDate"})
FAR = 10**6


class Chooser:
    """Chooses among values. `published`: article -> the day it counts from."""

    def __init__(self, published: Mapping[str, str | None], articles: Mapping[str, Findings]) -> None:
        self._published = published
        self._articles = articles

    def choose(self, values: Iterable[Value]) -> tuple[Chosen, Disagreement | None]:
        """The value of one property of one thing, and the disagreement about it if there is one. At least one value."""
        every = sorted(values, key=_order)
        rivals = _most_precise(every)
        best = min(rivals, key=lambda v: self._rank(v, rivals))
        chosen = _bounded(best, every)
        against = [v for v in every if any(differ(v, other) for other in every)]
        if not against:
            return chosen, None
        preferred = min((v for v in against if v.value == best.value), key=lambda v: self._rank(v, rivals))
        reason = self._rationale(preferred, against)
        return chosen, Disagreement(best.subject, best.property, tuple(against), preferred, reason)

    def _reports(self, value: str, among: Iterable[Value]) -> int:
        """In how many articles a value stands; articles that give it in the same sentences count once."""
        given: dict[str, set[str]] = defaultdict(set)
        for v in among:
            if v.value == value:
                given[v.article].update(s.of(self._articles[v.article].article.text) for s in v.sentences)
        return len({frozenset(sentences) for sentences in given.values()})

    def _rank(self, value: Value, among: list[Value]) -> tuple[int, int, int, str, tuple[str, ...]]:
        return (
            -self._reports(value.value, among),
            min(self._distance(v) for v in among if v.value == value.value),
            min(BASES.index(v.basis) for v in among if v.value == value.value),
            value.value,
            (str(self._distance(value)).zfill(7), str(BASES.index(value.basis)), value.article),
        )

    def _distance(self, value: Value) -> int:
        """Days from the event to the article; far if either is unknown."""
        published = self._published.get(value.article)
        if value.property not in DATES or value.earliest is None or published is None:
            return FAR
        return abs(date.fromisoformat(published).toordinal() - date.fromisoformat(value.earliest).toordinal())

    def _rationale(self, best: Value, against: list[Value]) -> str:
        counts = {v.value: self._reports(v.value, against) for v in against}
        others = [f"{_articles(counts[v])} for {_words(v)}" for v in sorted(counts) if v != best.value]
        text = f"{_words(best.value)}: {_articles(counts[best.value])} against {', '.join(others)}"
        if all(counts[best.value] > counts[v] for v in counts if v != best.value):
            text += "; most articles say so"
        else:
            text += "; preferred as nearest to the event, then as stated outright, then as the smallest"
        if self._nearest(best, against):
            text += "; the article nearest to the event says so"
        return text + ("; reports of different times" if self._apart(best, against) else "") + "."

    def _nearest(self, best: Value, against: list[Value]) -> bool:
        nearest = min(self._distance(v) for v in against)
        return nearest < FAR and any(v.value == best.value and self._distance(v) == nearest for v in against)

    def _apart(self, best: Value, against: list[Value]) -> bool:
        """True for states of affairs, which may change, told by articles of times that do not overlap."""
        mine = self._days(v for v in against if v.value == best.value)
        theirs = self._days(v for v in against if v.value != best.value)
        known = bool(mine and theirs) and best.property == "recognitionState"
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


def _most_precise(values: list[Value]) -> list[Value]:
    """Without the months and years that hold another reported date."""
    within = {v.value for v in values if v.property in DATES}
    return [
        v for v in values if v.property not in DATES or not any(w != v.value and w.startswith(v.value) for w in within)
    ]


def _bounded(best: Value, every: list[Value]) -> Chosen:
    """The chosen value with the narrowest bounds that the reports agreeing with it leave."""
    if best.earliest is None or best.latest is None:
        return Chosen(best.subject, best.property, best.value)
    same = [v for v in every if v.value == best.value]
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
