"""A title with its place before a name: "the president of Chad Idriss Déby", "the EU's envoy in Kosovo Pieter Feith".

The parser takes the name for the head of the place. What follows the words that name a place or a body, under a
preposition of a title, is the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsed import Token

_TITLES = {"role", "member"}
_BODIES = {"executive", "body", "group"}


def name_after_place(names: Names, words: list[Token]) -> list[Token]:
    """The words of the person's name at the end of a phrase under a title's preposition; empty if there is none."""
    head = words[-1]
    if head.dep_ != "pobj" or head.tag_ != "NNP" or not _under_title(names, head):
        return []
    ends = [i for i in range(len(words) - 2) if _ends_place(names, words, i)]
    name = words[ends[-1] + 1 :] if ends else []
    return name if all(_is_name(names, t) for t in name) else []


def named_below(head: Token) -> Iterator[tuple[Token, bool]]:
    """The nouns under the prepositions of a title's head, and names in apposition to them: `(noun, apposed)`.

    "The director of Chile's Red Cross, Ana Rojas, said": the apposition is to the title, wherever the parser put it.
    """
    for token in head.subtree:
        if token.i > head.i and token.dep_ == "pobj" and token.head.dep_ == "prep":
            yield token, False
            yield from ((c, True) for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP")


def _under_title(names: Names, token: Token) -> bool:
    while token.dep_ == "pobj" and token.head.dep_ == "prep":
        token = token.head.head
        found = names.noun([token])
        if found is not None and found[0].frame in _TITLES:
            return True
    return False


def _ends_place(names: Names, words: list[Token], i: int) -> bool:
    hit = names.hit(words[i])
    if hit is not None:
        return hit.span.end == words[i].idx + len(words[i].text)
    found = names.noun(words[: i + 1])
    return found is not None and found[0].frame in _BODIES


def _is_name(names: Names, token: Token) -> bool:
    return (token.tag_ in ("NNP", "NNPS") or token.text == "-") and names.hit(token) is None
