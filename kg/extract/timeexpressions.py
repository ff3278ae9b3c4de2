"""Finds the time expressions of an English text and says what each one states before any anchor is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from kg.extract.timewords import (
    ANY,
    BEFORE_YEAR,
    BEGINNING,
    DEICTIC,
    DIRECTIONS,
    EDGES,
    FIELDS,
    IN_TIME,
    MONTHS,
    NAME_LIKE,
    NO_SINGLE_DAY,
    NUMBERS,
    PATTERNS,
    REACH,
    SIDES,
    SURELY_IN_TIME,
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
    expression is a TIMEX3 TIME, not a DATE.
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


class Scene(NamedTuple):
    """What a doubtful match is judged by: the text, the months that are surnames in it, the expression before."""

    text: str
    surnames: frozenset[str]
    previous: TimeExpression | None


def find(text: str, start: int = 0, end: int | None = None) -> tuple[TimeExpression, ...]:
    """Every time expression that lies in `text[start:end]`, leftmost and longest first, none overlapping.

    Offsets count from the beginning of `text`. Linear in the length of the text.

    >>> text = "On Wednesday, Nov. 30, MPs passed the bill that was tabled a month earlier."
    >>> [(e.kind, e.span.of(text)) for e in find(text)]
    [('month-day', 'Wednesday, Nov. 30'), ('relative-month', 'a month earlier')]
    """
    return tuple(_found(text, start, len(text) if end is None else end))


def _found(text: str, start: int, end: int) -> Iterator[TimeExpression]:
    scene = Scene(text, _surnames(text, start, end), None)
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


def _surnames(text: str, start: int, end: int) -> frozenset[str]:
    """The months that somebody in the text is called by."""
    if not any(month in text for month in NAME_LIKE):
        return frozenset()
    return frozenset(name for name in SURNAME.findall(text, start, end))


def _read(scene: Scene, start: int, end: int) -> TimeExpression | None:
    """The expression that begins at `start`, or None if the words there are none."""
    match = ANY.match(scene.text, start, end)
    if match is None:
        return None
    assert match.lastindex is not None
    name = NAMES[match.lastindex - 1]
    fields = FIELDS[name].match(scene.text, start, end)
    if fields is None or not KEEP.get(name, _always)(scene, fields):
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
        side=SIDES[said["side"].lower().split()[-1]] if "side" in said else None,
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
    return replace(whole, kind="day") if whole.year else whole


def _numeric(match: re.Match[str], kind: Kind) -> TimeExpression:
    """Day and month in figures; left without either where both orders are possible."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if first > 12 else (first, second)
    told = max(first, second) > 12 or first == second
    return replace(_plain(match, kind), month=month if told else None, day=day)


def _tailed(match: re.Match[str], kind: Kind) -> TimeExpression:
    """A month or weekday, with "last year" or "this week" after it if that is said, "earlier in" before it."""
    whole = _plain(match, kind)
    if whole.edge is None:
        before = EDGE_BEFORE.search(match.string, max(0, match.start() - 14), match.start())
        whole = replace(whole, edge=before[1].lower() if before else None)
    if match["tail"] is None:
        return whole
    return replace(whole, unit="year" if kind == "month" else "week", offset=SIDES[match["tail"]])


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
    number = int(count) if count.isdecimal() else NUMBERS[count.lower()]
    return replace(
        _plain(match, RELATIVE[match["unit"]]),
        offset=DIRECTIONS[match["direction"]] * number,
        narrative=match["direction"] != "ago",
        edge="about" if said.get("about") else None,
    )


def _unit(match: re.Match[str], kind: Kind) -> TimeExpression:
    """A week, month or year told by its turn: from the publication day, or after "the" and "that" from the story's."""
    side = match.groupdict().get("side")
    return replace(
        _plain(match, RELATIVE[match["unit"]]),
        offset=SIDES[side.lower()] if side else 0,
        narrative=match.re in (FIELDS["the-unit"], FIELDS["that-unit"]),
        side=None,
    )


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


# --- what a pattern alone cannot tell --------------------------------------------------------------------------------


def _always(scene: Scene, match: re.Match[str]) -> bool:
    return True


def _is_month(scene: Scene, match: re.Match[str]) -> bool:
    """Not a name: "Theresa May", "June Osborne", the verb in a headline, the march on the palace."""
    word, before = match["month"], _word_before(scene, match)
    if match["edge"] or match["side"] or match["tail"]:
        return True
    if len(word.rstrip(".")) < 5 and word.title() not in MONTHS:
        return word.endswith(".") and before in IN_TIME
    if word.title() not in NAME_LIKE:
        return True
    if word.title() in scene.surnames:
        return before in SURELY_IN_TIME
    listed = scene.previous is not None and scene.previous.kind == "month" and before in ("and", "or", "to")
    named = NAME_AFTER.match(scene.text, match.end())
    return (
        listed
        or (before in IN_TIME and not named)
        or (before == "the" and bool(NOUN_AFTER.match(scene.text, match.end())))
    )


def _is_year(scene: Scene, match: re.Match[str]) -> bool:
    """After a word that places in time, or in brackets, or in a row with another year; a bare number is none."""
    if match["edge"] or match.group().lower().startswith("the"):
        return True
    text, year, before = scene.text, int(match["year"]), _word_before(scene, match)
    if year < 1900:
        return before in ("in", "since", "until", "year")
    if before in BEFORE_YEAR or POSSESSIVE.search(text, max(0, match.start() - 12), match.start()):
        return True
    if before in ("the", "a", "its", "their", "his", "her", "our"):
        return bool(NOUN_AFTER.match(text, match.end()))
    if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in (
        ")",
        ",",
        ";",
        "–",
        "-",
    ):
        return True
    previous = scene.previous
    joined = previous is not None and JOINED.fullmatch(text, previous.span.end, match.start())
    return bool(joined) and previous is not None and previous.year is not None


def _is_weekday(scene: Scene, match: re.Match[str]) -> bool:
    """One such day: not "every Monday", "Bloody Sunday", "The Sunday Times"."""
    return _word_before(scene, match) not in NO_SINGLE_DAY and not TITLE_AFTER.match(scene.text, match.end())


def _is_deictic(scene: Scene, match: re.Match[str]) -> bool:
    """Not the end of a name: "USA Today"."""
    return not (
        match["deictic"][0].isupper() and CAPITAL_BEFORE.search(scene.text, max(0, match.start() - 20), match.start())
    )


def _is_season(scene: Scene, match: re.Match[str]) -> bool:
    return bool(match["side"] or match["year"])


def _is_closed(scene: Scene, match: re.Match[str]) -> bool:
    """ "A day before" and "a day after" count from the story only if no event follows that they would count from."""
    if match["direction"] in ("ago", "earlier", "later", "previously"):
        return not THAN_AFTER.match(scene.text, match.end())
    return bool(CLOSED.match(scene.text, match.end()))


def _word_before(scene: Scene, match: re.Match[str]) -> str:
    found = LAST_WORD.search(scene.text, max(0, match.start() - 24), match.start())
    return found[1].lower() if found else ""


NAMES = tuple(PATTERNS)
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
    "weekday": "weekday",
    "year": "year",
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
    "the-unit": _unit,
    "that-unit": _unit,
}
KEEP: dict[str, Callable[[Scene, re.Match[str]], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "weekday": _is_weekday,
    "deictic": _is_deictic,
    "season": _is_season,
    "count": _is_closed,
    "unit-before": _is_closed,
}

SURNAME = re.compile(
    r"\b(?:Mrs?|Ms|Dr|Sir|Lord|Lady|[Mm]inister|[Ss]ecretary|President|Senator|Theresa|Brian|(?!In|On|Last|Next|This|Since|By"
    r"|Until|Till|Early|Late|Mid|From|During|For|Of|Every|And|To|The|When|As|If|But|That|Before|After|Between|Through"
    rf"|{'|'.join(MONTHS)}|{'|'.join(WEEKDAYS)})[A-Z][a-z]+)\.?[ \xa0](March|April|May|June|August)\b(?!\.?\s\d)"
)
LAST_WORD = re.compile(r"([\w/]+)['’]?[-\s]+$")
EDGE_BEFORE = re.compile(r"\b([Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+(?:in|on)\s+$")
POSSESSIVE = re.compile(r"\w['’]s?\s$")
CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*[^\S\n]$")
NAME_AFTER = re.compile(r"[^\S\n][A-Z][a-z]+(?:[^\S\n](?:said|told|and|has|had|was)\b|['’]s\b)")
NOUN_AFTER = re.compile(r"['’]?s?\s(?!(?:on|for|of|to|in|and|or|was|is|said)\b)[a-z]{3}|\s[A-Z]")
TITLE_AFTER = re.compile(
    r"s\b|\s(?:Times|Mail|Mirror|Telegraph|Express|Herald|Post|World|Star|Sun|Night)\b|['’]s\s(?=[A-Z]\w+\sTimes)"
)
JOINED = re.compile(r"\s?(?:[-–—/,]|,?\s(?:and|or|to|until|through))\s?")
THAN_AFTER = re.compile(r"\s+than\b")
CLOSED = re.compile(r"\s*(?:[.,;:!?)\]\"”’—–]|$)|\s+(?:by|in|at|and|but|with|when|while)\b")
