"""What the shape of a time expression alone does not tell: whether "May", "2020" or "Sunday" there is one at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.times.timewords import (
    BEFORE_YEAR,
    IN_TIME,
    MONTHS,
    NAME_LIKE,
    NO_SINGLE_DAY,
    SURELY_IN_TIME,
    WEEKDAYS,
    YEARLY,
)

if TYPE_CHECKING:
    from kg.extract.times.timeexpressions import TimeExpression


class Scene(NamedTuple):
    """What a doubtful match is judged by: the text, the months that are surnames in it, the expression before."""

    text: str
    surnames: frozenset[str]
    previous: TimeExpression | None


def kept(name: str, scene: Scene, match: re.Match[str]) -> bool:
    """True if a match of the pattern `name` is an expression of time, by the words around it."""
    judge = KEEP.get(name)
    return judge is None or judge(scene, match)


def surnames(text: str, start: int, end: int) -> frozenset[str]:
    """The months that somebody in the text is called by."""
    if not any(month in text for month in NAME_LIKE):
        return frozenset()
    return frozenset(name for name in SURNAME.findall(text, start, end))


def _is_month(scene: Scene, match: re.Match[str]) -> bool:
    """Not a name: "Theresa May", "June Osborne", the verb in a headline, the march on the palace."""
    word, before = match["month"], _word_before(scene, match)
    if match["edge"] or match["side"] or match["tail"] or match["story"]:
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
        or bool(UP_TO_MONTH.search(scene.text, max(0, match.start() - 20), match.start()))
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
    if before in BEFORE_YEAR or COMPARED.search(text, max(0, match.start() - 20), match.start()):
        return True
    if POSSESSIVE.search(text, max(0, match.start() - 12), match.start()):
        return True
    if YEARLY_AFTER.match(text, match.end()):
        return True
    if before in ("the", "a", "its", "their", "his", "her", "our"):
        return bool(NOUN_AFTER.match(text, match.end()) or YEAR_AFTER.match(text, match.end()))
    if not before and OPENS.match(text, match.end()):
        return True
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
    return bool(joined) and previous is not None and (previous.year is not None or previous.kind == "relative-year")


def _is_weekday(scene: Scene, match: re.Match[str]) -> bool:
    """One such day, told by itself: not "every Monday", "Bloody Sunday", "The Sunday Times", "a week from Monday"."""
    if COUNTED_FROM.search(scene.text, max(0, match.start() - 14), match.start()):
        return False
    return _word_before(scene, match) not in NO_SINGLE_DAY and not TITLE_AFTER.match(scene.text, match.end())


def _is_deictic(scene: Scene, match: re.Match[str]) -> bool:
    """Not the end of a name: "USA Today"."""
    return not (
        match["deictic"][0].isupper() and CAPITAL_BEFORE.search(scene.text, max(0, match.start() - 20), match.start())
    )


def _is_season(scene: Scene, match: re.Match[str]) -> bool:
    return bool(match["side"] or match["year"])


def _is_unit(scene: Scene, match: re.Match[str]) -> bool:
    """Not somebody's: "her last year in office", "Chile's next month"."""
    before = scene.text[max(0, match.start() - 12) : match.start()]
    return match["edge"] is not None or not OWNED.search(before)


def _is_closed(scene: Scene, match: re.Match[str]) -> bool:
    """ "A day before" and "a day after" count from the story only if no event follows that they would count from."""
    if RANGED.search(scene.text, max(0, match.start() - 12), match.start()):
        return False
    if match["direction"].split()[0] in ("ago", "from", "earlier", "later", "previously"):
        return not THAN_AFTER.match(scene.text, match.end())
    return bool(CLOSED.match(scene.text, match.end()))


def _word_before(scene: Scene, match: re.Match[str]) -> str:
    found = LAST_WORD.search(scene.text, max(0, match.start() - 24), match.start())
    return found[1].lower() if found else ""


KEEP: dict[str, Callable[[Scene, re.Match[str]], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "weekday": _is_weekday,
    "deictic": _is_deictic,
    "season": _is_season,
    "count": _is_closed,
    "unit-before": _is_closed,
    "vague": _is_closed,
    "unit": _is_unit,
}


SURNAME = re.compile(
    r"\b(?:Mrs?|Ms|Dr|Sir|Lord|Lady|[Mm]inister|[Ss]ecretary|President|Senator|Theresa|Brian|(?!In|On|Last|Next|This|Since|By"
    r"|Until|Till|Early|Late|Mid|From|During|For|Of|Every|And|To|The|When|As|If|But|That|Before|After|Between|Through"
    rf"|{'|'.join(MONTHS)}|{'|'.join(WEEKDAYS)})[A-Z][a-z]+)\.?[ \xa0](March|April|May|June|August)\b(?!\.?\s\d)"
)
UP_TO_MONTH = re.compile(r"\b(?:year|months|quarter|half|weeks|period)\s(?:to|ended|ending)\s$")
LAST_WORD = re.compile(r"([\w/]+)['’]?[-\s]+$")
COMPARED = re.compile(r"\b(?:compared\s+(?:with|to)|(?:early|late|recently|back)\s+as)\s+$")
YEARLY_AFTER = re.compile(rf"\s(?:{YEARLY})\b")
YEAR_AFTER = re.compile(r"(?:,|\s(?:and|or|to))\s(?:1\d|20)\d\d\s[a-z]{3}")
OPENS = re.compile(r"\s(?:was|saw|is|will|has|had|marked|brought|began|ended|may|could|would)\b")
POSSESSIVE = re.compile(r"\w['’]s?\s$")
CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*[^\S\n]$")
NAME_AFTER = re.compile(r"[^\S\n][A-Z][a-z]+(?:[^\S\n](?:said|told|and|has|had|was)\b|['’]s\b)")
NOUN_AFTER = re.compile(r"['’]?s?\s(?!(?:on|for|of|to|in|and|or|was|is|said)\b)[a-z]{3}|\s[A-Z]")
TITLE_AFTER = re.compile(
    r"s\b|\s(?:Times|Mail|Mirror|Telegraph|Express|Herald|Post|World|Star|Sun|Night)\b|['’]s\s(?=[A-Z]\w+\sTimes)"
)
JOINED = re.compile(r"\s?(?:[-–—/,]|,?\s(?:and|or|to|until|through))\s?")
COUNTED_FROM = re.compile(r"\b(?:day|week|month)s?\sfrom\s(?:next\s)?$")
RANGED = re.compile(r"(?:\d\s?[-–]|\w\s+(?:or|to)\s)$")
OWNED = re.compile(r"\b(?:the|its|his|her|their|our|my|your)\s$", re.I)
THAN_AFTER = re.compile(r"\s+than\b")
CLOSED = re.compile(r"\s*(?:[.,;:!?)\]\"”’—–]|$)|\s+(?:by|in|at|and|but|with|when|while)\b")
