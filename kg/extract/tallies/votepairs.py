"""Pairs of figures that stand for a vote: "52–46", "59 to 21", and numbers that only look like it.

A score, a poll, a range of years, a bill's number have the same shape; the words around decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.tallies import numbers
from kg.extract.tallies import votewords as w
from kg.extract.tallies.voteflat import Figure, Flat, Value, count

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
BARRED = re.compile(rf"(?:{w.LABEL}\.?|\b{w.ROUGHLY}|[$€£¥#]|\bof the) $", re.I)
_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,4}"
_DASH = r" ?[-–—] ?"
_AT_END = rf"(?!\w|[.,:/]\d| ?%|[-–—]\d|-(?!vote)[a-z]|[ -]{w.UNIT})"
_DASHED = re.compile(
    rf"(?<![\w$€£¥#/.,:+–—-])(?P<a>{_DIGITS}){_DASH}(?P<b>{_DIGITS})(?:[-–](?P<c>{_DIGITS}))?{_AT_END}", re.I
)
#: "By 130:0", where it cannot be the time of day.
_COLON = re.compile(
    rf"(?:(?<=\bby )|(?<=\bof )|(?<=\bvote )|(?<=[(,] ))(?!(?:[01]?\d|2[0-4]):[0-5]\d\b)"
    rf"(?P<a>{_DIGITS}):(?P<b>{_DIGITS})(?::(?P<c>{_DIGITS}))?{_AT_END}",
    re.I,
)
_SPELT = re.compile(
    rf"(?<![\w$€£¥#/.,:+–—-])(?P<a>{numbers.PATTERN})(?P<votes> {w.MEMBER})?"
    rf"(?: (?:to|versus|vs?\.?) |-to-|(?P<against> against ))(?P<b>{numbers.PATTERN}|none\b|nothing\b)"
    rf"(?P<more> votes)?{_AT_END}"
    r"(?(against)(?! (?:in favou?r|for(?! (?-i:[A-Z])))\b))",
    re.I,
)
#: "Passes the Fishing Act 62-41": no number of a law, which stands behind the bare word.
_TITLE = re.compile(r"\b(?-i:[A-Z])[\w'’-]+ (?:Law|Act|Bill) $")
_PHONE = re.compile(r"\d{3}\D\d{4}")


def pairs(flat: Flat) -> Iterator[Figure]:
    """ "52–46", "59 to 21", "187 votes to 2", "12-2-1" (the third abstained), "by 130:0", where the words around speak
    of a vote."""
    for pattern in (_DASHED, _COLON, _SPELT):
        for found in pattern.finditer(flat.text):
            if _counts(flat, found, pattern is _SPELT):
                yield Figure(flat.span(*found.span()), _in_order(flat, found), bare=True)


def _in_order(flat: Flat, found: re.Match[str]) -> tuple[Value, ...]:
    """Yes, no and, if there is a third, abstentions: the order in which parliaments read results out."""
    given = zip(("votes_for", "votes_against", "abstentions"), ("a", "b", "c"), strict=True)
    numbered = [(field, name) for field, name in given if found.groupdict().get(name)]
    return tuple((field, count(found[name]), flat.group(found, name)) for field, name in numbered)


def _counts(flat: Flat, found: re.Match[str], framed: bool) -> bool:
    """True if a pair of numbers is a tally by all that stands around it."""
    left = flat.left(found.start())
    if (
        (BARRED.search(left) and not _TITLE.search(left))
        or w.HELD.search(left)
        or _years(found["a"], found["b"])
        or _PHONE.fullmatch(found[0])
    ):
        return False
    if framed and left.endswith(" to "):
        return False
    told = framed and bool(found["votes"] or found["more"])
    sure = framed and re.search(r"(?:\bby|\bvot(?:es?|ed|ing)) $", left)
    if not told and not sure and not w.AFTER_PAIR.match(flat.text, found.end()):
        return False
    if framed and not told and not (w.BEFORE_TO.search(left) or re.match(r" votes?\b", flat.text[found.end() :][:6])):
        return False
    return _voted_on(flat, found) and not (framed and not told and _ratio(found))


def _voted_on(flat: Flat, found: re.Match[str]) -> bool:
    """True if the words near a pair are those of a vote rather than of a match, a poll or an election."""
    wide, near, close = flat.around(found, 300, 200), flat.around(found, 40, 30), flat.around(found, 25, 25)
    voting = w.VOTING.search(near)
    direct = re.search(r"(?:\bvot\w+|\bby|\bof|[(,]) $", flat.left(found.start())) or re.match(
        r" (?:\w+ )?vote", flat.text[found.end() : found.end() + 20]
    )
    if w.SPORT.search(close) and not (voting and direct):
        return False
    if found.start() == 0 and flat.text[found.end()] == "," and w.CHAMBER.search(wide):  # "Twelve to nil, the council"
        return True
    idiom = found.re is _DASHED and _pair(found) in w.IDIOMS
    if voting:
        return bool(direct) or not idiom
    margin = flat.left(found.start()).endswith("margin of ")
    decided = w.DECIDING.search(wide) and (margin or w.CHAMBER.search(wide))
    decided = decided or (w.VOTING.search(wide) and w.SITTING.search(wide))
    if w.SPORT.search(wide) or idiom or (w.ELECTORATE.search(wide) and not decided):
        return False
    return bool(w.VOTING.search(wide) or decided or w.CARRIED.search(flat.left(found.start())))


def _pair(found: re.Match[str]) -> tuple[int, int]:
    return numbers.value(found["a"]) or 0, numbers.value(found["b"]) or 0


def _years(first: str, second: str) -> bool:
    return bool(YEAR.fullmatch(first) and (YEAR.fullmatch(second) or re.fullmatch(r"\d\d", second)))


def _ratio(found: re.Match[str]) -> bool:
    """ "By two to one" is a proportion, not a count."""
    return not found["a"].isdigit() and found["b"] == "one" and _pair(found)[0] <= 4
