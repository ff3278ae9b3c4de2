"""Mending lists of names: which the parser hangs on one another, on the places beside them, or on the verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.mending.places import FINITE, NAMES, SUBJECTS, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_JOINTS = {"and", "or"}
_BETWEEN = {
    "all", "both", "each", "also", "then", "jointly", "today", "later", "strongly", "have", "has", "had", "were", "are", "was",
}  # fmt: skip


def mend(doc: Doc) -> None:
    """Change labels and heads of the names of each list of a parsed text in place."""
    for names in _lists(doc):
        _join(names)


def _lists(doc: Doc) -> Iterator[list[Token]]:
    """The last words of the names in each "A, B(,) and C", of three names and more."""
    i = 0
    while i < len(doc):
        if doc.tokens[i].tag_ not in NAMES and doc.tokens[i].lower_ != "the":
            i += 1
            continue
        names, end = _list_at(doc, i)
        if len(names) >= 3:
            yield names
        i = max(end, i + 1)


def _list_at(doc: Doc, start: int) -> tuple[list[Token], int]:
    """The names of the list that begins at `start`, and where it ends; no names if none is closed by "and" or "or"."""
    last = _name(doc, start)
    names = [last] if last is not None else []
    while last is not None:
        after = _past_comma(doc, last.i + 1)
        closing = doc[after - 1].lower_ in _JOINTS
        last = _name(doc, after) if after > last.i + 1 else None
        if last is not None:
            names.append(last)
        if last is not None and closing:
            return names, last.i + 1
    return [], names[-1].i + 1 if names else start + 1


def _past_comma(doc: Doc, i: int) -> int:
    """Past ",", "and" or ", and" at `i`: where the next name may begin; `i` if there is none of these."""
    if i < len(doc) and doc[i].text == ",":
        i += 1
    return i + 1 if i < len(doc) and doc[i].lower_ in _JOINTS else i


def _name(doc: Doc, i: int) -> Token | None:
    """The last word of the name that begins at `i`, an article before it allowed; None if none begins there."""
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    end = i
    while end < len(doc) and doc[end].tag_ in NAMES and not (end > i and doc[end].is_sent_start):
        end += 1
    return doc[end - 1] if end > i else None


def _join(names: list[Token]) -> None:
    """Make the first name the head of the list, the others coordinated with it.

    The list hangs where its highest name does; where it stands before a verb without a subject, it is that subject.
    """
    first, inside = names[0], {t.i for t in names}
    hang_where(first, _highest(first, inside))
    verb = _verb_after(names[-1])
    if verb is not None and (verb.head.i in inside or not _has_subject(verb, inside)):
        if _highest(verb, inside) is not verb:
            hang_where(verb, first)
        first.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj")
    for name in names[1:]:
        if not _is_conjunct(name, inside):
            name.hang(first, "conj")


def _highest(token: Token, inside: set[int]) -> Token:
    """The highest name of a list above a word; the word itself if there is none. What is below may not be hung above."""
    return next((above for above in reversed(list(token.ancestors)) if above.i in inside), token)


def _is_conjunct(name: Token, inside: set[int]) -> bool:
    return name.dep_ == "conj" and name.head.i in inside


def _has_subject(verb: Token, inside: set[int]) -> bool:
    """True if a verb has a subject that is not in the list."""
    return any(c.dep_ in SUBJECTS and c.i not in inside for c in verb.children)


def _verb_after(last: Token) -> Token | None:
    """The finite verb that follows a list, auxiliaries and adverbs between them allowed."""
    for token in last.doc[last.i + 1 : last.sent.end]:
        if token.tag_ in FINITE and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.dep_ in ("aux", "auxpass") and token.head.i > token.i and token.head.tag_.startswith("VB"):
            return token.head if token.tag_ != "TO" else None  # "the streets of Lima and Quito to protest"
        if token.lower_ not in _BETWEEN and token.tag_ != "RB":
            return None
    return None
