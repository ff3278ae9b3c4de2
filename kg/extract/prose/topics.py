"""The topic that digests of news put before an item: "Ruritanian civil war: The Senate of ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon
from kg.extract.mending import forms

#: What stands before the colon.
_TOPIC = re.compile(r"^([^\n.:;!?\"“”()]{3,90}): (?=[\"“A-Z])", re.M)
#: What a topic was about or where: "the annexation | of Atlantis".
_FURTHER = re.compile(r" (?:of|in|on|over|against|at|with|between|for) .*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[–-]\d{2,4})? ")
#: Small words that no name of an event has, but a sentence that leads to a colon.
_TELLING = {"says", "said", "is", "are", "was", "were", "has", "have", "had", "it", "they", "he", "she", "that", "who"}
#: Words of whoever speaks behind a colon for himself.
_OWN = {"i", "we", "our", "my", "us", "me", "ours", "mine", "i'm", "we're", "we'll", "we've", "i've", "you", "your"}
#: How far behind the colon, in characters, the news is told; what is quoted there is another's.
_NEAR = 250
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_WORD = re.compile(r"[\w'’-]+")
#: Small words within a name.
_SMALL = {"of", "the", "and", "in", "on", "at", "for", "de", "del", "la", "el", "al", "vs", "v"}
#: The frames of the lexicon's nouns for those who speak.
_SPEAKERS = {"role", "member", "executive", "body", "group"}
#: More words than a name of an event has.
_LONG = 6


def ends(text: str) -> tuple[int, ...]:
    """Where the sentences begin that a topic stands before, in text order. Who speaks before a colon is none.

    >>> text = "Ruritanian civil war: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)], ends("President Berg: We condemn the raid.")
    (['Peru condemns the raid.'], ())
    >>> text = "Ruritanian invasion of Baria: Peru condemns the raid."
    >>> [text[end:] for end in ends(text)]
    ['Peru condemns the raid.']
    >>> ends("Cyclone Berta: Peru appeals for calm."), ends("Berg: Peru knew of it."), ends("Berg: Peru says we knew.")
    ((15,), (), ())
    """
    found = _TOPIC.finditer(text)
    return tuple(f.end() for f in found if _is_topic(f[1]) or _heads(f[1], text[f.end() :]))


def _is_topic(words: str) -> bool:
    """True for what goes on somewhere, by its noun; so too for anything of a year.

    >>> _is_topic("COVID-19 pandemic in Ruritania"), _is_topic("2031 Ruritanian floodgate"), _is_topic("Berg of Peru")
    (True, True, False)
    """
    if _TELLING & set(words.lower().split()):
        return False
    noun = _FURTHER.sub("", words)
    return bool(_YEAR.match(words)) or any(w.split()[-1].lower() in _words() for w in (words, noun) if w.split())


def _heads(words: str, behind: str) -> bool:
    """True for a name before news of who says, asks or decides something, in the third person: "Mount Ruwa: Chad says"."""
    names = words.split()
    if len(names) > _LONG or not all(name[0].isupper() or name in _SMALL for name in names) or _speaks(names):
        return False
    near = _QUOTED.sub("", behind[:_NEAR].partition("\n")[0])
    told = {word.replace("’", "'").lower() for word in _WORD.findall(near)}
    return not told & _OWN and behind[0] not in '"“' and bool(told & (forms.speaking() | forms.acting()))


def _speaks(names: list[str]) -> bool:
    """True for an office or a body: "President Berg", "Foreign ministry"."""
    known = lexicon.load()
    return any(sense.frame in _SPEAKERS for name in names for sense in known.of("noun", name.lower()))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon.load().forms("noun", "topic")
