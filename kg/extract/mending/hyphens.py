"""Mending names and words with a hyphen, whose parts were hung apart: "Layla al-Hariri", "de-escalation"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_ARTICLES = {"al", "el", "ul", "ar", "as", "ad", "at", "an", "az", "ash", "bin", "abu"}


def tie(token: Token) -> None:
    """Tie what a hyphen joins: the words of a name, the parts of a word."""
    if token.text != "-":
        return
    if _ties_name(token):
        _make_name(token)
    elif _is_apart(token):
        token.nbor(-1).hang(token.nbor(1), "compound")
        token.hang(token.nbor(1), "punct")


def _ties_name(hyphen: Token) -> bool:
    """The hyphen of "Layla al-Hariri": after an article of Arabic names, before a capital, without space."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1 or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return False
    return hyphen.nbor(-1).lower_ in _ARTICLES and hyphen.nbor(1).text[:1].isupper()


def _is_apart(hyphen: Token) -> bool:
    """A hyphen within a word, whose parts were hung side by side: "de", "-" and "escalation" all under "for"."""
    if hyphen.i == 0 or hyphen.i + 1 >= len(hyphen.doc):
        return False
    before, after = hyphen.nbor(-1), hyphen.nbor(1)
    close = before.idx + len(before.text) == hyphen.idx and hyphen.idx + 1 == after.idx
    return close and before.head.i == hyphen.head.i == after.head.i != after.i and before.dep_ == after.dep_


def _make_name(hyphen: Token) -> None:
    """Make the name one phrase, headed by its last word, which takes the place that any word of it has."""
    last = hyphen.nbor(1)
    parts = [*_names_before(hyphen.nbor(-1)), hyphen.nbor(-1), hyphen]
    inside = {t.i for t in (*parts, last)}
    above = next((a for a in reversed(list(last.ancestors)) if a.i in inside), None)
    outer = above or next((t for t in parts if t.head.i not in inside and t.dep_ not in ("compound", "punct")), None)
    if last.dep_ == "compound" and last.head.i == last.i + 1:
        return
    if outer is not None and (above is not None or last.dep_ in ("compound", "dep", "appos")):
        last.hang(outer.head if outer.head is not outer else last, outer.dep_)
    last.tag_ = "NNP"
    for part in parts:
        part.hang(last, "compound")
        part.tag_ = "NNP"


def _names_before(token: Token) -> Iterator[Token]:
    """The capitalised names right before a token, first name last."""
    before = (token.doc[i] for i in range(token.i - 1, token.sent.start - 1, -1))
    return takewhile(lambda t: t.tag_ == "NNP" and t.text[:1].isupper() and t.is_alpha, before)
