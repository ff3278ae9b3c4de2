"""The topic that digests of news put before an item: "Ruritanian civil war: The Senate of ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon

_TOPIC = re.compile(r"^[^\n.:;!?\"“”()]{3,70}?(\w+): (?=[\"“A-Z])", re.M)


def ends(text: str) -> tuple[int, ...]:
    """Where the sentences begin that a topic stands before, in text order. Who speaks before a colon is none.

    >>> text = "Ruritanian civil war: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)], ends("President Berg: We condemn the raid.")
    (['Peru condemns the raid.'], ())
    """
    return tuple(found.end() for found in _TOPIC.finditer(text) if found[1].lower() in _words())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon.load().forms("noun", "topic")
