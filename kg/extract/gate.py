"""Whether an article can tell a fact at all, by its words alone: what cannot is not parsed.

    text ─sentences─> words ─lexicon, gazetteer─> does one sentence hold both a cue and something of politics?

A fact is somebody's act or word in politics: a body that decides, a state that recognises, a minister who speaks, a union
that opposes a bill. So an article in which no sentence holds, side by side, a word that tells an act or speech and a name
or noun of politics tells none. A name that only says where something is does not count: a sports report with its coach's
remarks and its trip to Spain is held back, and stays in the graph without facts.

Most of the world's news is of that kind. Words cost a hundredth of a parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kg import gazetteer, lexicon
from kg.extract.inflection import conjugated, plural
from kg.gazetteer import Hit
from kg.types import Article

#: What ends a sentence, roughly: two sentences taken for one let more articles through, one taken for two fewer.
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Nouns of politics: who acts ("lawmakers", "the minister") and on what ("the bill").
POLITICAL = (
    "body",
    "member",
    "role",
    "executive",
    "office",
    "polity",
    "mouthpiece",
    "envoy",
    "court",
    "measure",
    "decide",
)
#: Nouns that tell an act by themselves.
TOLD = ("decide", "demand", "stance", "speech", "recognise", "judgement", "feeling", "side", "deed", "undoing")
#: Frames of verbs that bear on an act told by another word, and tell none by themselves: "fails to", "does".
LEANING = {
    "ahead",
    "affect",
    "answer",
    "await",
    "cease",
    "correction",
    "does",
    "forward",
    "hasten",
    "likewise",
    "negator",
    "short",
}
#: Before these a name is where something is, not who acts.
_PLACE = re.compile(r"\b(?:in|at|to|near|into|across|through|around|outside|via|over)\s+(?:the\s+)?$", re.I)

#: "to the defence of Sweden", "to Sweden's defence".
_BETWEEN = {"the", "of"}

#: First word of a form -> the words that must stand beside it, one set for each form that begins so.
Table = Mapping[str, tuple[frozenset[str], ...]]


def may_tell(article: Article) -> bool:
    """False if no sentence of the article can tell a fact."""
    return any(_holds(sentence) for sentence in _END.split(article.text[article.body :]))


def _holds(sentence: str) -> bool:
    """True if a sentence may tell a fact. Most name nothing of politics, which is cheaper to see than that nobody acts."""
    words = _words(sentence)
    noun = _has(words, nouns())
    names = [] if noun else [hit for hit in gazetteer.load().find(sentence) if not _is_place(sentence, hit)]
    if not (noun or names):
        return False
    if _has(words, told()) or (noun and _has(words, adjectives())):
        return True
    return _has(words, verbs()) and (noun or any(hit.kind != "adjective" for hit in names))


def _words(sentence: str) -> frozenset[str]:
    """The words in lower case; of a word with hyphens its parts too."""
    found = frozenset(_WORD.findall(sentence.lower()))
    return found.union(*(word.split("-") for word in found if "-" in word)) if "-" in sentence else found


def _has(words: frozenset[str], table: Table) -> bool:
    """True if a form of the table may stand in a sentence of these words, in whatever order."""
    first = table.keys() & words
    return bool(first) and any(rest <= words for word in first for rest in table[word])


def _is_place(sentence: str, hit: Hit) -> bool:
    """True for a polity that is only where something is."""
    return hit.entities[0].is_polity and _PLACE.search(sentence, 0, hit.span.start) is not None


@lru_cache(maxsize=1)
def verbs() -> Table:
    """The forms of the verbs by which somebody acts, speaks or takes a side."""
    known = lexicon.load().senses["verb"].items()
    return _table(conjugated, (form for form, senses in known if {sense.frame for sense in senses} - LEANING))


@lru_cache(maxsize=1)
def told() -> Table:
    """The forms of the nouns that tell such an act."""
    return _table(plural, (form for frame in TOLD for form in lexicon.load().forms("noun", frame)))


@lru_cache(maxsize=1)
def adjectives() -> Table:
    """The adjectives by which something is judged."""
    return _table(lambda word: (word,), lexicon.load().senses["adjective"])


@lru_cache(maxsize=1)
def nouns() -> Table:
    """The forms of the nouns of politics."""
    return _table(plural, (form for frame in POLITICAL for form in lexicon.load().forms("noun", frame)))


def _table(inflected: Callable[[str], Iterable[str]], forms: Iterable[str]) -> Table:
    found: dict[str, set[frozenset[str]]] = {}
    for first, *rest in map(str.split, forms):
        for form in inflected(first):
            found.setdefault(form, set()).add(frozenset(rest) - _BETWEEN or frozenset(rest))
    return {first: tuple(rests) for first, rests in found.items()}
