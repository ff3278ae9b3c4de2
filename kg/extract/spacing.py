"""White space that means nothing: hard line ends and doubled spaces. Offsets always stay those of the text as given."""

from __future__ import annotations

import re
from collections.abc import Collection

_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
_WIDE = re.compile(r"\s\s|[^\S ]")
_RUN = re.compile(r"\s+|\S+")


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
    if not _WIDE.search(text):
        return text, None
    words: list[str] = []
    places: list[int] = []
    for run in _RUN.finditer(text):
        space = run[0].isspace()
        words.append(" " if space else run[0])
        places.extend((run.start(),) if space else range(run.start(), run.end()))
    return "".join(words), places
