"""What a time expression means once the day is known that it is counted from.

    text ─find─> TimeExpression ─resolve(anchor, tense)─> DateValue
                 └─infer_publication─> Published, where no date is printed

No date beats a wrong one: an expression whose meaning the text does not settle resolves to None. Weeks are `iso_value`s
("2020-W48") but no `DateValue`s. A mention in the past tense is of its own day or before: an article of a Thursday that
says "on Thursday" means that very day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.times.publication import infer_publication, printed
from kg.extract.times.tense import SENTENCE_END, Tense, lean
from kg.extract.times.timeexpressions import TimeExpression, find
from kg.types import Basis, DateValue, Span

__all__ = [
    "Tense",
    "TimeExpression",
    "basis",
    "bounds",
    "find",
    "infer_publication",
    "iso_value",
    "lean",
    "printed",
    "resolve",
    "timex",
]


#: A day without a year, or a month, told as past is not this near its next turn: "was set for Dec. 7", read as past.
STALE_DAYS, STALE_MONTHS = 300, 9
#: One told as future is not this far off: "was due on March 5", said on March 12.
FAR_DAYS = 335
#: Articles run under the next day's date in another time zone; a past day may be this far after the anchor.
SLACK = timedelta(days=1)


def resolve(
    expression: TimeExpression, anchor: str | None, tense: Tense = "past", before: str | None = None
) -> DateValue | None:
    """The day, month or year that an expression names, or None if that cannot be told.

    `anchor` is the publication day, `before` the day, month or year that the story has reached, from which "a day
    earlier" and "the same year" count (the anchor if it is None, but only backwards). `tense` is that of the clause;
    None says that it is not known. The bounds are narrowed by the tense: what had happened lies not after the anchor.
    Weeks and rounded counts ("about two years ago") resolve to None.

    >>> from kg.extract.times.dates import find, resolve
    >>> thursday = find("The Senate voted on Thursday.")[0]
    >>> resolve(thursday, "2021-03-06").value, resolve(thursday, "2021-03-06", "future").value
    ('2021-03-04', '2021-03-11')
    >>> resolve(thursday, None) is None
    True
    """
    value = _value(expression, anchor, tense, before)
    if value is None or "W" in value or expression.edge == "about":
        return None
    earliest, latest = _narrowed(expression, value, anchor, tense, before)
    counted = before if expression.narrative and before else anchor
    return DateValue(value, earliest, latest, basis(expression), expression.span, None if expression.year else counted)


def iso_value(
    expression: TimeExpression, anchor: str | None, tense: Tense = "past", before: str | None = None
) -> str | None:
    """As the value of `resolve`, with ISO weeks besides; None for ranges, seasons and periods, which ISO 8601 cannot write.

    >>> iso_value(find("They met last week.")[0], "2020-11-26")
    '2020-W47'
    """
    if expression.kind in ("season", "period", "range"):
        return None
    return _value(expression, anchor, tense, before)


def timex(
    text: str, anchor: str | None, parts: bool = False, found: tuple[TimeExpression, ...] | None = None
) -> tuple[tuple[Span, str, Basis], ...]:
    """Every calendar date in a text as (extent, ISO value, basis), by the conventions of TIMEX3 for the type DATE.

    Values are days, months, years and weeks; what cannot be resolved is left out. The tense is read from the words
    around (`lean`). With `parts`, parts of a day ("Thursday night", TIMEX3's TIME) are given with their day. `found`
    are the expressions in the text if they are known already.

    >>> text = "Parliament will vote on Friday; the bill was tabled last month."
    >>> [(span.of(text), value) for span, value, _ in timex(text, "2023-05-10")]
    [('Friday', '2023-05-12'), ('last month', '2023-04')]
    """
    dates: list[tuple[Span, str, Basis]] = []
    reached: str | None = None
    told: TimeExpression | None = None
    end = 0
    for expression in find(text) if found is None else found:
        if "\n\n" in text[end : expression.span.start]:
            reached = None
        tense = lean(text, expression)
        if told is not None and tense != "future":
            expression = _after(text, told, expression)
        value = iso_value(expression, anchor, tense, reached) or iso_value(expression, anchor, "present", reached)
        if expression.kind == "range":
            dates += _ends(text, expression, anchor, tense)
        elif value is not None and (parts or expression.part is None):
            dates.append((expression.span, value, basis(expression)))
        reached, end = value or reached, expression.span.end
        told = expression if expression.year and expression.kind in ("day", "month") else told
    return tuple(dates)


def _after(text: str, told: TimeExpression, e: TimeExpression) -> TimeExpression:
    """A day or month without a year in the sentence of a full date: its first turn from that date on.

    "Elected on May 3, 1994, and sworn in on June 10" is all of 1994.
    """
    bare = e.kind in ("month-day", "month") and e.offset is None and e.side is None and e.year is None
    if not bare or e.weekday is not None or SENTENCE_END.search(text, told.span.end, e.span.start):
        return e
    assert told.year and told.month and e.month
    year = told.year + ((e.month, e.day or told.day or 0) < (told.month, told.day or 0))
    if e.day and _turn(e, year) is None:
        return e
    return replace(e, year=year, kind="day" if e.day else "month")


def bounds(value: str) -> tuple[str, str]:
    """The first and the last day of an ISO day, month, year or week. Raises `ValueError` for anything else.

    >>> bounds("2020-02"), bounds("1993-07-29"), bounds("2020-W53")
    (('2020-02-01', '2020-02-29'), ('1993-07-29', '1993-07-29'), ('2020-12-28', '2021-01-03'))
    """
    for pattern, ends in BOUNDS:
        if match := pattern.fullmatch(value):
            first, last = ends(*(int(group) for group in match.groups()))
            return first.isoformat(), last.isoformat()
    raise ValueError(f"not an ISO day, month, year or week: {value!r}")


# --- one small function per kind -------------------------------------------------------------------------------------


def _value(e: TimeExpression, anchor: str | None, tense: Tense, before: str | None) -> str | None:
    try:
        return VALUES[e.kind](e, date.fromisoformat(anchor) if anchor else None, tense, before)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None


def _day(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    assert e.year and e.month and e.day
    return date(e.year, e.month, e.day).isoformat()


def _month_day(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    """The turn of the day nearest the anchor on the side of the tense; a weekday said with it must agree."""
    if e.offset is not None:
        year = _year_of_turn(e, anchor, before)
        said = _turn(e, year) if year else None
        return said.isoformat() if said else None
    if anchor is None:
        return None
    turns = [day for year in range(anchor.year - 8, anchor.year + 9) if (day := _turn(e, year))]
    past = [day for day in turns if day <= anchor + SLACK]
    future = [day for day in turns if day >= anchor]
    if e.side is not None:
        tense = TURNS[e.side]
    fitting = future[:1] if tense == "future" else past[-1:] if tense == "past" else turns
    if not fitting:
        return None  # no such weekday in those years
    found = min(fitting, key=lambda day: abs(day - anchor))
    stale = e.side is None and (
        (tense == "past" and (anchor - found).days > STALE_DAYS)
        or (tense == "future" and (found - anchor).days > FAR_DAYS)
    )
    return None if stale or abs(anchor - found).days > 4 * 366 else found.isoformat()


def _year_of_turn(e: TimeExpression, anchor: date | None, before: str | None) -> int | None:
    """The year that "last year" or "the same year" after a day or month means; the latter needs a story."""
    assert e.offset is not None
    if e.narrative:
        return int(before[:4]) + e.offset if before else None
    return anchor.year + e.offset if anchor else None


def _turn(e: TimeExpression, year: int) -> date | None:
    assert e.month and e.day
    if e.day > monthrange(year, e.month)[1]:
        return None
    day = date(year, e.month, e.day)
    return day if e.weekday in (None, day.weekday()) else None


def _range(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    """The month that the range lies in."""
    if e.year:
        return f"{e.year:04}-{e.month:02}"
    first = _month_day(e, anchor, tense, before)
    return first[:7] if first else None


def _month(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    assert e.month
    if e.year:
        return f"{e.year:04}-{e.month:02}"
    if e.offset is not None:
        year = _year_of_turn(e, anchor, before)
        return f"{year:04}-{e.month:02}" if year else None
    if e.narrative:
        anchor = date.fromisoformat(bounds(before)[0]) if before and len(before) >= PRECISION["month"] else None
    if anchor is None:
        return None
    ago = (anchor.month - e.month) % 12
    if e.side is not None:
        return _shifted("month", anchor, {-1: -(ago or 12), 0: e.month - anchor.month, 1: (-ago) % 12 or 12}[e.side])
    if tense == "past":
        return None if ago > STALE_MONTHS else _shifted("month", anchor, -ago)
    if tense == "future":
        return _shifted("month", anchor, (-ago) % 12)
    return _shifted("month", anchor, -ago if ago <= 6 else 12 - ago)


def _year(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    return f"{e.year:04}" if e.year else None


def _nothing(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    return None


def _weekday(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    if e.narrative:
        anchor = date.fromisoformat(before) if before and re.fullmatch(r"\d{4}-\d\d-\d\d", before) else None
    if anchor is None or e.weekday is None:
        return None
    if e.offset is not None:
        monday = anchor - timedelta(days=anchor.weekday())
        return (monday + timedelta(days=7 * e.offset + e.weekday)).isoformat()
    back, ahead = (anchor.weekday() - e.weekday) % 7, (e.weekday - anchor.weekday()) % 7
    if e.side == -1 or e.side == 1:
        days = ahead or 7 if e.side == 1 else -(back or 7)
    elif tense is None and back:
        return None
    else:
        days = {"past": -back, "future": ahead}.get(tense or "", -back if back <= 3 else ahead)
    return (anchor + timedelta(days=days)).isoformat()


def _relative(e: TimeExpression, anchor: date | None, tense: Tense, before: str | None) -> str | None:
    """So many units from the publication day, or from where the story stands if that is known as exactly."""
    assert e.unit is not None and e.offset is not None
    origin = anchor
    if e.narrative and before is not None:
        if len(before) < PRECISION[e.unit] or "W" in before:
            return None
        origin = date.fromisoformat(bounds(before)[0])
    elif e.narrative and e.offset >= 0:
        return None
    return _shifted(e.unit, origin, e.offset) if origin else None


def _shifted(unit: str, origin: date, count: int) -> str:
    """The ISO day, week, month or year that lies `count` units from the one of `origin`."""
    if unit == "day":
        return (origin + timedelta(days=count)).isoformat()
    if unit == "week":
        year, week, _ = (origin + timedelta(weeks=count)).isocalendar()
        return f"{year:04}-W{week:02}"
    months = origin.year * 12 + origin.month - 1 + (count if unit == "month" else 12 * count)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04}"


# --- what goes with the value ----------------------------------------------------------------------------------------


def basis(e: TimeExpression) -> Basis:
    """ "relative" if the value is counted from another day, else "stated"."""
    counted = e.kind == "weekday" or e.kind.startswith("relative") or e.offset is not None or e.side is not None
    return "relative" if counted else "stated"


def _narrowed(e: TimeExpression, value: str, anchor: str | None, tense: Tense, before: str | None) -> tuple[str, str]:
    """The days within which it lies: the ends of a range, else those of the value, cut at the anchor by the tense."""
    earliest, latest = bounds(value)
    if e.kind == "range":
        return f"{value}-{e.day:02}", f"{value}-{e.last_day:02}"
    reached = before or anchor
    if e.edge == "earlier" and reached and len(reached) == PRECISION["day"] and earliest < reached <= latest:
        return earliest, (date.fromisoformat(reached) - timedelta(days=1)).isoformat()
    if anchor and tense == "past" and earliest <= anchor:
        return earliest, min(latest, anchor)
    if anchor and tense == "future" and anchor <= latest:
        return max(earliest, anchor), latest
    return earliest, latest


def _ends(text: str, e: TimeExpression, anchor: str | None, tense: Tense) -> list[tuple[Span, str, Basis]]:
    """The two days of a range as TIMEX3 marks them: "1" and "3 June 2021" of "1–3 June 2021"."""
    month = _value(e, anchor, tense, None)
    cut = RANGE_CUT.search(e.span.of(text))
    if month is None or cut is None:
        return []
    middle = e.span.start + cut.start(), e.span.start + cut.end()
    first, last = Span(e.span.start, middle[0]), Span(middle[1], e.span.end)
    return [(first, f"{month}-{e.day:02}", "stated"), (last, f"{month}-{e.last_day:02}", "stated")]


TURNS: dict[int, Tense] = {-1: "past", 0: "present", 1: "future"}
Ends = Callable[..., tuple[date, date]]
BOUNDS: tuple[tuple[re.Pattern[str], Ends], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), lambda y, m, d: (date(y, m, d), date(y, m, d))),
    (re.compile(r"(\d{4})-(\d\d)"), lambda y, m: (date(y, m, 1), date(y, m, monthrange(y, m)[1]))),
    (re.compile(r"(\d{4})"), lambda y: (date(y, 1, 1), date(y, 12, 31))),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda y, w: (date.fromisocalendar(y, w, 1), date.fromisocalendar(y, w, 7))),
)
RANGE_CUT = re.compile(r"\s?[-‐‑–—]\s?|\s+(?:to|through|until|and)\s+")
PRECISION = {"day": 10, "week": 10, "month": 7, "year": 4}
VALUES: dict[str, Callable[[TimeExpression, date | None, Tense, str | None], str | None]] = {
    "day": _day,
    "month-day": _month_day,
    "range": _range,
    "month": _month,
    "year": _year,
    "decade": _nothing,
    "season": _year,
    "period": _year,
    "weekday": _weekday,
    "relative-day": _relative,
    "relative-week": _relative,
    "relative-month": _relative,
    "relative-year": _relative,
}
