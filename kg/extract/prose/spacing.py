"""White space that means nothing: hard line ends and doubled spaces. Offsets always stay those of the text as given."""

from __future__ import annotations

import re
from collections.abc import Collection

_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
#: White space that is no single space.
_WIDE = re.compile(r"\s{2,}|[^\S ]")


def unwrapped(text: str, fresh: Collection[int]) -> str:
    """A line end within a paragraph as a space, which a parser would take for a word; one for one.

    `fresh` holds the offsets at which a line starts afresh: the line ends before them stay.

    >>> unwrapped("The Foreign\\nMinistry spoke.\\nThen", {28})
    'The Foreign Ministry spoke.\\nThen'
    """
    return _LINE_END.sub(lambda end: end[0] if end.end() in fresh else " ", text)


def narrowed(text: str) -> tuple[str, list[int] | None]:
    """The text with every run of white space as one space, and where each of its characters stood.

    None for the places: nothing was changed.

    >>> narrowed("Saudi  Arabia")
    ('Saudi Arabia', [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12])
    >>> narrowed("Saudi Arabia")
    ('Saudi Arabia', None)
    """
    words: list[str] = []
    places: list[int] = []
    at = 0
    for wide in _WIDE.finditer(text):
        words.append(text[at : wide.start()])
        places.extend(range(at, wide.start() + 1))
        at = wide.end()
    if not words:
        return text, None
    places.extend(range(at, len(text)))
    return " ".join((*words, text[at:])), places
