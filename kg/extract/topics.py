"""The topic that digests of news put before an item: "Ruritanian civil war: The Senate of ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon

#: What stands before the colon: a word for a topic, or one with the place it is told of ("invasion of Kuwait").
_TOPIC = re.compile(
    r"^(?=[^\n.:;!?\"“”()]{3,90}: [\"“A-Z])[^\n:]*?\b(\w+)(?: (?:of|in|on|against|over|between|with) [^\n:]{3,40})?: ",
    re.M,
)


def ends(text: str) -> tuple[int, ...]:
    """Where the sentences begin that a topic stands before, in text order. Who speaks before a colon is none.

    >>> text = "Ruritanian civil war: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)], ends("President Berg: We condemn the raid.")
    (['Peru condemns the raid.'], ())
    >>> text = "Ruritanian invasion of Baria: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)]
    ['Peru condemns the raid.']
    """
    return tuple(found.end() for found in _TOPIC.finditer(text) if found[1].lower() in _words() and _is_name(found[0]))


def _is_name(prefix: str) -> bool:
    """False for a sentence that leads to a colon: it has a small word that no name of an event has."""
    return not _TELLING & set(prefix.lower().split())


_TELLING = {"says", "said", "is", "are", "was", "were", "has", "have", "had", "it", "they", "he", "she", "that", "who"}


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon.load().forms("noun", "topic")
