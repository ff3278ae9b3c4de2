"""The topic that digests of news put before an item: "Ruritanian civil war: The Senate of ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon

#: What stands before the colon.
_TOPIC = re.compile(r"^([^\n.:;!?\"“”()]{3,90}): (?=[\"“A-Z])", re.M)
#: What a topic was about or where: "the annexation | of Atlantis".
_FURTHER = re.compile(r" (?:of|in|on|over|against|at|with|between|for) .*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[–-]\d{2,4})? ")
#: Small words that no name of an event has, but a sentence that leads to a colon.
_TELLING = {"says", "said", "is", "are", "was", "were", "has", "have", "had", "it", "they", "he", "she", "that", "who"}


def ends(text: str) -> tuple[int, ...]:
    """Where the sentences begin that a topic stands before, in text order. Who speaks before a colon is none.

    >>> text = "Ruritanian civil war: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)], ends("President Berg: We condemn the raid.")
    (['Peru condemns the raid.'], ())
    >>> text = "Ruritanian invasion of Baria: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)]
    ['Peru condemns the raid.']
    """
    return tuple(found.end() for found in _TOPIC.finditer(text) if _is_topic(found[1]))


def _is_topic(words: str) -> bool:
    """True for what goes on somewhere, by its noun; so too for anything of a year.

    >>> _is_topic("COVID-19 pandemic in Ruritania"), _is_topic("2031 Ruritanian floodgate"), _is_topic("Berg of Peru")
    (True, True, False)
    """
    if _TELLING & set(words.lower().split()):
        return False
    noun = _FURTHER.sub("", words)
    return bool(_YEAR.match(words)) or any(w.split()[-1].lower() in _words() for w in (words, noun) if w.split())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon.load().forms("noun", "topic")
