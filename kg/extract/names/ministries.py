"""What a ministry is formally called, from the words that news has for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_BARE = frozenset({"ministry", "department"})
_NOUNS = frozenset({"NN", "NNP", "NNS", "NNPS"})


def formal(words: list[Token], names_polity: Callable[[Token], bool]) -> str:
    """The formal name of a ministry or department that nouns stand before; "" if none do.

    The last of the words is its noun: "Peru's health ministry" gives "Ministry of Health", "the U.S. Commerce
    Department" "Department of Commerce". Adjectives are another matter: the lexicon knows that the "foreign ministry"
    is that of foreign affairs.
    """
    head = words[-1]
    if head.lower_ not in _BARE:
        return ""
    before = itertools.takewhile(lambda t: t.tag_ in _NOUNS and not names_polity(t), reversed(words[:-1]))
    matter = " ".join(t.text[:1].upper() + t.text[1:] for t in reversed([*before]))
    return f"{head.text.capitalize()} of {matter}" if matter else ""
