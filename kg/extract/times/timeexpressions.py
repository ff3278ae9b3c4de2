"""Finds the time expressions of an English text and says what each one states before any anchor is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kg.extract.times.timedoubts import JOINED, Scene, kept, surnames
from kg.extract.times.timewords import (
    ANY,
    BEGINNING,
    DEICTIC,
    DIRECTIONS,
    EDGES,
    FEASTS,
    FIELDS,
    MONTHS,
    NUMBERS,
    PATTERNS,
    REACH,
    SIDES,
    TRIGGER,
    WEEKDAYS,
)
from kg.types import Span

Kind = Literal[
    "day",
    "month-day",
    "range",
    "month",
    "year",
    "decade",
    "season",
    "period",
    "weekday",
    "relative-day",
    "relative-week",
    "relative-month",
    "relative-year",
]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that place something in time, read but not yet resolved.

    `year`, `month` (1-12), `day` are the numbers said, `last_day` the end of a range within one month, `weekday` counts
    from Monday = 0. `offset` counts `unit`s from the publication day, or with `narrative` from the day that the story
    has reached ("a day earlier"). `side` is the turn given by "last" (-1), "this" (0), "next" (1). `edge` modifies:
    "early", "mid", "late", "earlier", "later", or "about" for a rounded count. `part` is a part of the day; such an
    expression is a TIMEX3 TIME, not a DATE. A "period" is what no ISO day, month, year or week writes: a quarter, a
    weekend, a century, "the past three weeks", "some days ago".
    """

    span: Span
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    offset: int | None = None
    narrative: bool = False
    side: int | None = None
    edge: str | None = None
    part: str | None = None


def find(text: str, start: int = 0, end: int | None = None) -> tuple[TimeExpression, ...]:
    """Every time expression that lies in `text[start:end]`, leftmost and longest first, none overlapping.

    Offsets count from the beginning of `text`. Linear in the length of the text.

    >>> text = "On Wednesday, Nov. 30, MPs passed the bill that was tabled a month earlier."
    >>> [(e.kind, e.span.of(text)) for e in find(text)]
    [('month-day', 'Wednesday, Nov. 30'), ('relative-month', 'a month earlier')]
    """
    return _with_shared_years(text, tuple(_found(text, start, len(text) if end is None else end)))


def _found(text: str, start: int, end: int) -> Iterator[TimeExpression]:
    scene = Scene(text, surnames(text, start, end), None)
    untried = start
    for trigger in TRIGGER.finditer(text, start, end):
        here = trigger.start()
        for beginning in BEGINNING.finditer(text, max(untried, here - REACH), here + 1):
            found = _read(scene, beginning.start(), end)
            if found is not None:
                yield found
                scene, here = scene._replace(previous=found), found.span.end - 1
                break
        untried = max(untried, here + 1)


def _with_shared_years(text: str, found: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """The same expressions, the year that is said once for several given to each: "from May 30 to June 2, 1998"."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        one, after = shared[at], shared[at + 1]
        if after.year and _lacks_year(one, after) and JOINED.fullmatch(text, one.span.end, after.span.start):
            before = (one.month or 0, one.day or 0) > (after.month or 0, after.day or 0)
            year = after.year - before
            if one.day is None or _is_day(year, one.month, one.day):
                shared[at] = replace(one, year=year, kind=after.kind)
    return tuple(shared)


def _lacks_year(one: TimeExpression, after: TimeExpression) -> bool:
    """True if two expressions are of one shape and the first has no year, by number or by turn."""
    like = (one.kind, after.kind) in (("month-day", "day"), ("month", "month"))
    return like and one.year is None and one.side is None and one.offset is None


def _read(scene: Scene, start: int, end: int) -> TimeExpression | None:
    """The expression that begins at `start`, or None if the words there are none."""
    match = ANY.match(scene.text, start, end)
    if match is None:
        return None
    assert match.lastindex is not None
    name = NAMES[match.lastindex - 1]
    fields = FIELDS[name].match(scene.text, start, end)
    if fields is None or not kept(name, scene, fields):
        return None
    return _valid(READERS.get(name, _plain)(fields, KINDS.get(name, "relative-day")), scene.text)


# --- from words to numbers -------------------------------------------------------------------------------------------


def _plain(match: re.Match[str], kind: Kind) -> TimeExpression:
    """An expression with the fields that mean the same in every pattern."""
    said = {key: value for key, value in match.groupdict().items() if value is not None}
    weekday, month, unit = said.get("weekday"), said.get("month"), said.get("unit")
    return TimeExpression(
        span=Span(*match.span()),
        kind=kind,
        year=int(said["year"]) if "year" in said else None,
        month=_month(month) if month else None,
        day=_day(said.get("day")),
        last_day=_day(said.get("last")),
        weekday=WEEKDAY_NUMBERS[weekday[:3].lower()] if weekday else None,
        unit=unit,
        side=SIDES[turn.lower().split()[-1]] if (turn := said.get("side", said.get("story"))) else None,
        narrative="story" in said,
        edge=_edge(said.get("edge")),
        part=said.get("part"),
    )


def _dated(match: re.Match[str], kind: Kind) -> TimeExpression:
    """A day of a month; the end of a range is dropped where "and" joins it without "between" or a year."""
    whole = _plain(match, kind)
    first, last = whole.day or 0, whole.last_day
    between = match.string[max(0, match.start() - 8) : match.start()].lower() == "between "
    if last and (last <= first or (match["and"] and not whole.year and not between)):
        if match.re is FIELDS["day-month"]:
            return replace(whole, span=Span(match.end(), match.end()))
        return replace(whole, span=Span(match.start(), match.end("day")), last_day=None, year=None)
    if last:
        return replace(whole, kind="range")
    if match["tail"]:
        return _of_year(whole, match["tail"])
    return replace(whole, kind="day") if whole.year else whole


def _of_year(whole: TimeExpression, tail: str) -> TimeExpression:
    """A day or month with "last year" after it, or "the same year", which counts from where the story stands."""
    turn = tail.split()[-1]
    return replace(whole, unit="year", offset=SIDES[turn], narrative=turn not in ("last", "this") and tail != "next")


def _feast(match: re.Match[str], kind: Kind) -> TimeExpression:
    month, day = FEASTS[" ".join(match["feast"].lower().replace("’", "'").split())]
    return replace(_plain(match, "day" if match["year"] else kind), month=month, day=day)


def _numeric(match: re.Match[str], kind: Kind) -> TimeExpression:
    """Day and month in figures; left without either where both orders are possible."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if first > 12 else (first, second)
    told = max(first, second) > 12 or first == second
    year = int(match["year"])
    if year < 100:
        year += 1900 if year >= FIRST_SHORT_YEAR else 2000
    return replace(_plain(match, kind), year=year, month=month if told else None, day=day)


def _tailed(match: re.Match[str], kind: Kind) -> TimeExpression:
    """A month or weekday, with "last year" or "this week" after it if that is said, "earlier in" before it."""
    whole = _plain(match, kind)
    if whole.edge is None:
        before = EDGE_BEFORE.search(match.string, max(0, match.start() - 14), match.start())
        whole = replace(whole, edge=before[1].lower() if before else None)
    if match["tail"] is None:
        return whole
    if kind == "month":
        return _of_year(whole, match["tail"])
    return replace(whole, unit="week", offset=SIDES[match["tail"]])


def _deictic(match: re.Match[str], kind: Kind) -> TimeExpression:
    word = match["deictic"].lower()
    part = match["part"] or ("night" if word == "tonight" else None)
    return replace(_plain(match, kind), unit="day", offset=DEICTIC[word], part=part)


def _twice(match: re.Match[str], kind: Kind) -> TimeExpression:
    return replace(_plain(match, kind), unit="day", offset=-2 if match["twice"].startswith("before") else 2)


def _part(match: re.Match[str], kind: Kind) -> TimeExpression:
    return replace(_plain(match, kind), unit="day", offset=SIDES[match["side"].lower()], side=None)


def _counted(match: re.Match[str], kind: Kind) -> TimeExpression:
    said = match.groupdict()
    count = said.get("count") or "one"
    number = int(count) if count.isdecimal() else sum(NUMBERS[word] for word in count.lower().split("-"))
    return replace(
        _plain(match, RELATIVE[match["unit"]]),
        offset=DIRECTIONS[match["direction"].split()[0]] * number,
        narrative=match["direction"].split()[0] not in ("ago", "from"),
        edge="about" if said.get("about") else None,
    )


def _unit(match: re.Match[str], kind: Kind) -> TimeExpression:
    """A week, month or year told by its turn: from the publication day, or after "the" and "that" from the story's."""
    side = match.groupdict().get("side")
    return replace(
        _plain(match, RELATIVE[match["unit"]]),
        offset=SIDES[side.lower().split()[-1]] if side else 0,
        narrative=match.re in (FIELDS["the-unit"], FIELDS["that-unit"]),
        side=None,
    )


def _year_end(match: re.Match[str], kind: Kind) -> TimeExpression:
    whole = _plain(match, "year" if match["year"] else kind)
    return replace(whole, unit="year", offset=None if match["year"] else 0, edge="late")


def _valid(expression: TimeExpression, text: str) -> TimeExpression | None:
    """The expression, or None if it is empty or names a day that no calendar has."""
    if not expression.span.of(text):
        return None
    for day in (expression.day, expression.last_day):
        if day is not None and not _is_day(expression.year or 2000, expression.month, day):
            return None
    return expression


def _is_day(year: int, month: int | None, day: int) -> bool:
    try:
        return month is not None and date(year, month, day) is not None
    except ValueError:
        return False


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else MONTH_NUMBERS[word[:3].lower()]


def _day(word: str | None) -> int | None:
    return int(word.rstrip("stndrh")) if word else None


def _edge(words: str | None) -> str | None:
    return EDGES.get(words.split()[-2 if " of" in words else -1].lower(), words.lower()) if words else None


NAMES = tuple(PATTERNS)
#: A year of two figures is of the twentieth century from this one on, by the convention of POSIX.
FIRST_SHORT_YEAR = 69
MONTH_NUMBERS = {month[:3].lower(): n for n, month in enumerate(MONTHS, 1)}
WEEKDAY_NUMBERS = {day[:3].lower(): n for n, day in enumerate(WEEKDAYS)}
RELATIVE: dict[str, Kind] = {
    "day": "relative-day",
    "week": "relative-week",
    "month": "relative-month",
    "year": "relative-year",
}
KINDS: dict[str, Kind] = {
    "iso": "day",
    "numeric": "day",
    "month-day": "month-day",
    "day-month": "month-day",
    "month-year": "month",
    "month": "month",
    "decade": "decade",
    "season": "season",
    "feast": "month-day",
    "fiscal": "year",
    "dashed": "day",
    "year-end": "relative-year",
    "weekday": "weekday",
    "year": "year",
    "quarter": "period",
    "half": "period",
    "century": "period",
    "weekend": "period",
    "stretch": "period",
    "vague": "period",
    "years": "period",
}
READERS: dict[str, Callable[[re.Match[str], Kind], TimeExpression]] = {
    "numeric": _numeric,
    "month-day": _dated,
    "day-month": _dated,
    "month": _tailed,
    "weekday": _tailed,
    "twice-removed": _twice,
    "deictic": _deictic,
    "part-of-day": _part,
    "count": _counted,
    "unit-before": _counted,
    "in-the-unit": _unit,
    "unit": _unit,
    "edge-of-unit": _unit,
    "year-end": _year_end,
    "feast": _feast,
    "the-unit": _unit,
    "that-unit": _unit,
}
EDGE_BEFORE = re.compile(r"\b([Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+(?:in|on)\s+$")
