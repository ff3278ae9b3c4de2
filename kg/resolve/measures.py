"""Which reports in different articles speak of one measure: same body, compatible dates, agreeing subjects.

    reports ─near each other─> pairs with a score ─best first─> clusters, none of which holds two that cannot be one

Bodies that differ are never one, nor are an adopted measure and a rejected one, nor two that one article decides on
and dates separately. A report without a date or a body joins only where the subjects agree well and the time is near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from sys import intern
from typing import NamedTuple

from kg import gazetteer, iri
from kg.gazetteer import Entity
from kg.resolve.values import dates, held
from kg.resolved import Link, Value
from kg.types import Agent, DateValue, Findings, Measure, MeasureKind

DAYS_APART = 5
DAYS_NEAR = 14
#: Reports further apart than this are not compared: a month told as such and the nearness allowed to its days.
WINDOW = 31 + DAYS_NEAR
SAME_DAY, COMPATIBLE, VAGUE = 0.2, 0.3, 0.5
#: Subject terms are compared by their first letters: "recognise", "recognition"; "Armenia", "Armenian".
STEM = 6
WORDS = """
    resolution motion bill treaty act law measure document text draft proposal vote adopt pass approve call urge
    government country symbolic binding new january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday
"""
#: Words of measures in general, and of dates, which tell none from another.
GENERAL = frozenset(word[:STEM] for word in WORDS.split())
LOST = frozenset({"rejected", "vetoed"})
#: The days by which a measure is dated, the better ones first.
DAYS = ("adoptionDate", "date")


@dataclass(frozen=True, slots=True)
class Report:
    """A measure as one article tells of it. `dates` are its bounds as day numbers; `published` is one, or None.

    `id`, `kind`, `subject` and `related` are those of the article's measure; `whole` is the legislature that the body
    is a chamber of; `told` are the days that the article gives the measure.
    """

    article: str
    id: str
    kind: MeasureKind
    subject: tuple[str, ...]
    body: str | None
    whole: str | None
    dates: tuple[int, int] | None
    published: int | None
    terms: frozenset[str]
    outcomes: frozenset[str]
    related: tuple[str, ...] = ()
    told: tuple[Value, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What sorts reports whatever order the articles came in."""
        return self.article, self.id

    @property
    def block(self) -> str | None:
        """What two reports with a body must share to be one: the legislature, or the body that is no chamber of one."""
        return self.whole or self.body

    @property
    def around(self) -> int | None:
        """The day near which it is to be looked for."""
        return self.dates[0] if self.dates else self.published


class Pair(NamedTuple):
    """Two reports that may be one, by their places among all; `score`, from -1 to 0, is the smaller the better they agree.

    There may be more pairs than reports: they hold no more than what sorts them.
    """

    score: float
    one: int
    other: int


#: Reports of one measure, sorted, and why each of them belongs to it.
Cluster = tuple[tuple[Report, ...], tuple[Link, ...]]


def reports(article: str, findings: Findings) -> Iterator[Report]:
    """The measures of one article; a measure without a date or a body takes those of a decision on it."""
    published = findings.published.date
    for measure in findings.measures:
        decided = [d for d in findings.decisions if d.measure == measure.id]
        body = measure.body or next((d.body for d in decided), None)
        when = measure.date or next((d.date for d in decided if d.date), None)
        ids = frozenset({measure.id})
        own = [d for d in decided if body is None or d.body.path == body.path]
        lost = [d for d in decided if d.outcome != "adopted"]
        yield Report(
            article,
            measure.id,
            measure.kind,
            tuple(map(intern, measure.subject)),
            intern(body.path) if body else None,
            whole(body.path) if body else None,
            _bounds(when) if when else None,
            _day(published) if published else None,
            terms(measure, body),
            frozenset(d.outcome for d in decided),
            measure.related,
            tuple(
                _lean(value)
                for value in (
                    *dates(article, findings, own, ids, ""),
                    *(v for d in lost for v in held(article, findings, d, "")),
                )
            ),
        )


def _lean(value: Value) -> Value:
    """A day without what does not count when one is chosen: all articles' reports are held at once."""
    return replace(value, words="", anchor=None, reason="", rule="", cue="")


def clusters(found: Iterable[Report]) -> list[Cluster]:
    """The measures behind the reports."""
    every = sorted(found, key=lambda r: r.key)
    pairs = sorted(_pairs(every))
    group = [[place] for place in range(len(every))]
    for pair in pairs:
        one, other = group[pair.one], group[pair.other]
        if one is not other and all(_may_be_one(every[a], every[b]) for a in one for b in other):
            one += other
            for place in other:
                group[place] = one
    best: dict[int, Pair] = {}
    for pair in pairs:
        if group[pair.one] is group[pair.other]:
            best.setdefault(pair.one, pair)
            best.setdefault(pair.other, pair)
    distinct = {id(members): sorted(members) for members in group}.values()
    return [(tuple(every[p] for p in m), tuple(_link(every, p, best.get(p)) for p in m)) for m in distinct]


def terms(measure: Measure, body: Agent | None) -> frozenset[str]:
    """The stems of a measure's subject, without the words that every measure or this body's name has.

    >>> m = Measure("m1", "resolution", None, None, ("the recognition", "Palestine", "resolution"), ())
    >>> sorted(terms(m, None))
    ['palest', 'recogn']
    """
    return frozenset().union(*map(_stems, measure.subject)) - GENERAL - (_own(body) if body else frozenset())


def _own(body: Agent) -> frozenset[str]:
    """The stems of a body's name, of its polity's name, and of the words for what belongs to that polity."""
    polity = _known(body.of) if body.of else None
    names = (polity.name, *polity.adjectives, *polity.demonyms) if polity else ()
    return frozenset().union(*map(_stems, (body.name, *names)))


def _known(path: str) -> Entity | None:
    try:
        return gazetteer.load().entity(path)
    except KeyError:
        return None


def whole(path: str) -> str | None:
    """The legislature that a chamber belongs to."""
    entity = _known(path)
    return entity.chamber_of if entity else None


def agreement(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The part of the smaller set of terms that the other has too; None if one is empty.

    >>> agreement(frozenset("ab"), frozenset("bcd")), agreement(frozenset(), frozenset("a"))
    (0.5, None)
    """
    return len(one & other) / min(len(one), len(other)) if one and other else None


def _stems(words: str) -> frozenset[str]:
    if not words.strip():
        return frozenset()
    return frozenset(intern(part[:STEM]) for part in iri.slug(words, 200).split("-") if len(part) > 2 and part != "the")


def _bounds(when: DateValue) -> tuple[int, int]:
    return _day(when.earliest), _day(when.latest)


def _day(iso: str) -> int:
    """The day number of an ISO date; a month or year counts as its first day."""
    return date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) < 7 else f"{iso}-01"[:10]).toordinal()


def _pairs(every: list[Report]) -> Iterator[Pair]:
    """The pairs near each other in time that agree, with their scores."""
    places = {report.key: place for place, report in enumerate(every)}
    for one, other in _candidates(every):
        score = _score(one, other)
        if score is not None:
            yield Pair(-score, *sorted((places[one.key], places[other.key])))


def _candidates(every: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs worth comparing: of one legislature or, where a body is missing, with a word in common."""
    blocks: dict[str, list[Report]] = defaultdict(list)
    stems: dict[str, list[Report]] = defaultdict(list)
    for report in every:
        if report.block is not None:
            blocks[report.block].append(report)
        for stem in report.terms:
            stems[stem].append(report)
    for block in blocks.values():
        yield from _near_pairs(block)
    seen: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for sharing in stems.values():
        if any(report.block is None for report in sharing):
            for one, other in _near_pairs(sharing):
                if (one.block is None) != (other.block is None) and (one.key, other.key) not in seen:
                    seen |= {(one.key, other.key), (other.key, one.key)}
                    yield one, other


def _near_pairs(block: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs of reports within the window of days, and the pairs of those of no known time."""
    reports = list(block)
    dated = sorted((r for r in reports if r.around is not None), key=lambda r: (r.around, r.key))
    for i, one in enumerate(dated):
        for other in dated[i + 1 :]:
            if (other.around or 0) - (one.around or 0) > WINDOW:
                break
            yield one, other
    yield from combinations([r for r in reports if r.around is None], 2)


def _score(one: Report, other: Report) -> float | None:
    """How well two reports agree, from 0 to 1; None if they are not to be one."""
    if one.key > other.key:
        one, other = other, one
    if not _may_be_one(one, other) or not (one.body or other.body):
        return None
    same = agreement(one.terms, other.terms)
    if (one.body == other.body or _part(one, other)) and one.dates and other.dates:
        least = SAME_DAY if one.dates == other.dates else COMPATIBLE
        score = 0.5 + 0.5 * (same if same is not None else 0.4)
    else:
        least = VAGUE
        score = 0.4 * (same or 0) + 0.1 * (one.body == other.body) - _gap(one, other) / 1000
        if same is None or not _near(one, other):
            return None
    return round(score, 3) if same is None or same >= least else None


def _may_be_one(one: Report, other: Report) -> bool:
    """False for two that cannot be one measure, whatever their subjects."""
    if one.body and other.body and one.body != other.body and not _part(one, other):
        return False
    if one.dates and other.dates and _gap(one, other) > DAYS_APART:
        return False
    if _clash(one.outcomes, other.outcomes) or other.id in one.related * (one.article == other.article):
        return False
    decided = one.outcomes and other.outcomes and one.dates and other.dates
    return one.article != other.article or _part(one, other) or not decided


def _part(one: Report, other: Report) -> bool:
    """True if one says parliament where the other names the chamber, both of the same day."""
    nested = bool(one.body and other.body) and (one.body == other.whole or other.body == one.whole)
    return nested and one.dates is not None and one.dates == other.dates


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if one was adopted and the other lost."""
    return bool(one & LOST and "adopted" in other) or bool(other & LOST and "adopted" in one)


def _gap(one: Report, other: Report) -> int:
    """Days between the two, 0 if their bounds overlap; where a date is missing, that of publication stands in."""
    first, second = sorted((_span(one), _span(other)))
    return max(0, second[0] - first[1])


def _span(report: Report) -> tuple[int, int]:
    return report.dates or (report.published or 0, report.published or 0)


def _near(one: Report, other: Report) -> bool:
    """True if an article that tells less is near in time to what the other tells, and not before it."""
    for vague, clear in ((one, other), (other, one)):
        if vague.dates is None and clear.dates and vague.published and clear.dates[0] > vague.published:
            return False
    return _gap(one, other) <= DAYS_NEAR


def _reason(one: Report, other: Report) -> str:
    same = agreement(one.terms, other.terms)
    body = "same body" if one.body == other.body else "body named by one report only"
    body = "parliament and its chamber" if _part(one, other) else body
    if one.dates and other.dates:
        gap = _gap(one, other)
        when = "same date" if one.dates == other.dates else f"dates {gap} days apart" if gap else "dates overlap"
    else:
        when = f"date missing, time {_gap(one, other)} days apart"
    about = "no subject to compare" if same is None else f"subjects agree {same:.2f}"
    return f"{body}; {when}; {about}"


def _link(every: Sequence[Report], place: int, pair: Pair | None) -> Link:
    """Why a report belongs: the pair that agrees best of those that it is in."""
    if pair is None:
        return Link(*every[place].key, "one report", 1.0)
    return Link(*every[place].key, _reason(every[pair.one], every[pair.other]), -pair.score)
