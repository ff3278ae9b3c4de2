"""What the scanners of vote figures share: a sentence laid out plainly, and what is found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.tallies import numbers
from kg.extract.tallies import votewords as w
from kg.types import Span

Value = tuple[str, int, Span]


@dataclass(frozen=True, slots=True)
class Figure:
    """One expression that gives vote figures. `values`: field of `Tally`, number, place of the number's
    words.

    `bare`: "X–Y" without words that say which is which. `part`: of a party or group, not of the house.
    `rest`: of "the other" members, so that the vetoing ones are the others.
    """

    span: Span
    values: tuple[Value, ...] = ()
    bare: bool = False
    part: bool = False
    rest: bool = False
    unanimous: bool = False


@dataclass(frozen=True, slots=True)
class Flat:
    """A sentence with single spaces and straight quotation marks; `at[i]` is the place of its i-th
    character; `before` and `after` are what stands around it."""

    text: str
    at: tuple[int, ...]
    before: str = ""
    after: str = ""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text behind a stretch of the flat one, which must not be empty."""
        return Span(self.at[start], self.at[end - 1] + 1)

    def group(self, found: re.Match[str], name: str) -> Span:
        return self.span(*found.span(name))

    def left(self, at: int, size: int = 40) -> str:
        return self.text[max(0, at - size) : at]

    def around(self, found: re.Match[str], left: int, right: int) -> str:
        return self.text[max(0, found.start() - left) : found.end() + right]


_PLAIN = str.maketrans("“”„‟«»‘’‚‛‐‑‒−", '""""""\'\'\'\'----')
_PIECE = re.compile(r"\S+")


def flatten(text: str, span: Span) -> Flat:
    """The words of `span` as `Flat`, and the 600 characters before them as context."""
    words = [(found.start(), found[0]) for found in _PIECE.finditer(text, span.start, span.end)]
    at = tuple(place for start, word in words for place in range(start, start + len(word) + 1))
    flat = " ".join(word for _, word in words).translate(_PLAIN)
    before, after = text[max(0, span.start - 600) : span.start], text[span.end : span.end + 200]
    return Flat(flat, at[: len(flat)], " ".join(before.split()), " ".join(after.split()).translate(_PLAIN))


def count(words: str) -> int:
    """The number in a match of `votewords.COUNT`: "none" is 0 and "the only" is 1."""
    number = numbers.value(words)
    if number is None:
        number = 0 if re.fullmatch(rf"{w.ZERO}|nothing", words, re.I) else 1
    return number


def partisan(noun: str, group: str = "") -> bool:
    """True if "12 Labour members", "two Democrats" or "members of the opposition" are a part of the house.

    >>> partisan(" French senators"), partisan(" Labour MPs"), partisan(" members", " of the opposition")
    (False, True, True)
    """
    if w.PARTISAN.search(noun) or w.PARTISAN.search(group):
        return True
    names = re.findall(r"(?<!\w)[A-Z][\w.'-]*", re.sub(rf" {w.MEMBER}\b", "", noun))
    return any(not w.WHOLE_HOUSE.fullmatch(name) for name in names)
