"""The day that a field of an input names. No date beats a wrong one: what can be read in two ways is not read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

LENGTH = 200
#: Written with the month's name, in the ways that fields of data sets have it.
FORMATS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y", "%A %d %B %Y", "%A %B %d %Y")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|T?\d{6})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")


def day(words: str) -> str | None:
    """An ISO day, or None for words that name none or could mean two. A time's day is taken as written.

    >>> day("2020-11-25T23:30:00Z"), day("25 November 2020"), day("Nov 25, 2020"), day("25/11/2020")
    ('2020-11-25', '2020-11-25', '2020-11-25', '2020-11-25')
    >>> day("Wed, 25 Nov 2020 10:00:00 +0000"), day("20201125"), day("4/5/2020"), day("2020-02-30"), day("soon")
    ('2020-11-25', '2020-11-25', None, None, None)
    """
    words = words.strip()[:LENGTH]
    return next((found for read in READERS if (found := read(words)) is not None), None)


def _iso(words: str) -> str | None:
    match = _ISO.match(words) or _COMPACT.match(words)
    return _valid(*map(int, match.groups())) if match else None


def _named(words: str) -> str | None:
    plain = re.sub(r"[,.]|(?<=\d)(st|nd|rd|th)\b", "", words)
    for form in FORMATS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return None


def _mail(words: str) -> str | None:
    """RFC 5322, as feeds have it."""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _numbers(words: str) -> str | None:
    """Day and month in figures, where only one of the two can be the month, or both are the same."""
    match = _NUMBERS.match(words)
    if match is None:
        return None
    one, other, year = map(int, match.groups())
    readings = {found for m, d in ((one, other), (other, one)) if (found := _valid(year, m, d)) is not None}
    return readings.pop() if len(readings) == 1 else None


def _valid(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


READERS: tuple[Callable[[str], str | None], ...] = (_iso, _named, _mail, _numbers)
