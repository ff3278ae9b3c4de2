"""Lists of names read flat, by the order of words alone: "Peru, Chad and Japan | voting against", "from Fiji and Togo"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_BETWEEN = ("all", "both", "each", "also", ",", "among", "those")
_JOINTS = (",", "and", "or", "the", "all")
#: What a list of names begins behind.
_OPENING = (
    "with", "while", "whereas", "but", "and", "as", "when", "after", "only", "that", ",", ";", ":", "(", "—", "–", "-",
)  # fmt: skip
#: Tags of the words that tell what somebody is: "former president | Ana Poe", "Ana Poe, | now deputy speaker |, and".
_TITLE = {"JJ", "NN", "VBN", "VBG", "HYPH", "RB", "DT", "PRP$"}
_LONGEST = 6


def before(token: Token) -> list[list[Token]]:
    """The names that end right before a word, each as its words, in text order; none if they are part of a phrase."""
    start, i = token.sent.start, token.i - 1
    while i >= start and token.doc[i].lower_ in _BETWEEN:
        i -= 1
    found: list[list[Token]] = []
    while i >= start:
        name: list[Token] = []
        while i >= start and _in_name(token.doc[i]):
            name.insert(0, token.doc[i])
            i -= 1
        if not name:
            break
        found.insert(0, name)
        while i >= start and token.doc[i].lower_ in _JOINTS:
            i -= 1
    return found if _begins(token, found) else []


def _begins(token: Token, names: list[list[Token]]) -> bool:
    """True if names begin a clause or phrase of their own: not "the ambassadors of Peru and Chad abstained"."""
    if not names or names[0][0].i == token.sent.start:
        return bool(names)
    front = names[0][0].nbor(-1)
    if front.lower_ in ("the", "all") and front.i > token.sent.start:
        front = front.nbor(-1)
    return front.lower_ in (*_OPENING, "the", "all")


def behind(token: Token) -> list[list[Token]]:
    """The names that begin at a word, without what those named are: "former president Ana Poe, now speaker, and Jo Hart"."""
    found: list[list[Token]] = []
    doc, i, end = token.doc, token.i, token.sent.end
    while i < end:
        while i < end and doc[i].lower_ in _JOINTS:
            i += 1
        i = _past_title(doc, i, end)
        name: list[Token] = []
        while i < end and _in_name(doc[i]):
            name.append(doc[i])
            i += 1
        if not name:
            break
        found.append(name)
        i = _past_aside(doc, i, end)
    return found


def _past_title(doc: Doc, i: int, end: int) -> int:
    """The place of the name behind the title at `i`: of a title the last word hangs on the name, or the name on it."""
    after = next((n for n in range(i, min(i + _LONGEST, end)) if doc[n].tag_ not in _TITLE), end)
    if after == i or after >= end or not _in_name(doc[after]):
        return i
    title = doc[after - 1]
    tied = title.tag_ == "NN" and (title.head.i >= after or any(c.i >= after for c in title.children))
    return after if tied else i


def _past_aside(doc: Doc, i: int, end: int) -> int:
    """The place behind what is told of one named between commas, where "and" goes on; else the same place."""
    if i >= end or doc[i].text != ",":
        return i
    close = next((n for n in range(i + 1, min(i + 2 + _LONGEST, end)) if doc[n].tag_ not in _TITLE), end)
    aside = close > i + 1 and close + 1 < end and doc[close].text == "," and doc[close + 1].lower_ == "and"
    return close if aside and doc[close - 1].tag_ == "NN" else i


def _in_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()
