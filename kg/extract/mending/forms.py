"""The forms of the lexicon's verbs, by frame, that mending looks for: each set is made once.

Lemmas are told after mending, so that a form has to be known by its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg import lexicon
from kg.extract.inflection import conjugated, third_person

#: Verbs of saying that name right behind them whom something is told.
_ADDRESSING = ("tell", "assure", "inform", "remind", "warn", "advise", "caution", "notify", "brief", "promise")
#: Particles whose verb may have been given to a preposition: "voted down | a bill".
PARTICLES = {"down", "out", "off"}
#: Particles that leave a verb of naming what it is: "writes off as".
_NAMING_PARTICLES = {"off", "out", "down", "aside", "away"}


# --- forms in "-s" ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def acting() -> frozenset[str]:
    """The forms in "-s" of the verbs that tell a diplomatic act, a decision or a side."""
    return frozenset(map(third_person, _single("diplomatic", "decide", "legislate", "stance")))


@lru_cache(maxsize=1)
def siding() -> frozenset[str]:
    """The forms in "-s" of the verbs by which somebody speaks, asks or takes a side."""
    return frozenset(map(third_person, _first_words("speech", "demand", "stance")))


@lru_cache(maxsize=1)
def speaking() -> frozenset[str]:
    """The present forms in "-s" of the verbs by which somebody speaks or asks."""
    return frozenset(map(third_person, _first_words("speech", "demand", "naming", "accuse", "express")))


@lru_cache(maxsize=1)
def voicing() -> frozenset[str]:
    """The present forms in "-s" of the verbs that tell of speech."""
    return frozenset(map(third_person, _single("speech", "naming", "express")))


@lru_cache(maxsize=1)
def faring() -> frozenset[str]:
    """The present forms in "-s" of the verbs that tell how a measure fares, by their first word: "sails" of "sail through"."""
    return frozenset(map(third_person, _first_words("carry")))


@lru_cache(maxsize=1)
def expressing() -> frozenset[str]:
    """The present forms in "-s" of the verbs that put a feeling into words."""
    return frozenset(map(third_person, _single("express")))


# --- verbs of asking --------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def asking() -> frozenset[str]:
    """The present forms of the verbs of asking, by their first word: "call" and "calls" of "call on"."""
    verbs = set(_first_words("demand"))
    return frozenset(verbs | {f"{verb}s" for verb in verbs})


@lru_cache(maxsize=1)
def asking_with() -> frozenset[str]:
    """The verbs that ask with a preposition, and that word: "call for", "appeal to", "plead with"."""
    known = lexicon.load()
    spelt = {form for form in known.forms("verb", "demand") if form.count(" ") == 1}
    verbs = _single("demand")
    slots = {
        f"{verb} {slot}" for verb in verbs for s in known.of("verb", verb) for slot in s.addressee if slot != "obj"
    }
    return frozenset(spelt | slots)


@lru_cache(maxsize=1)
def asking_in_ing() -> frozenset[str]:
    """The forms in "-ing" of the verbs of asking, by their first word: "calling" of "call on"."""
    return frozenset(f"{verb.removesuffix('e')}ing" for verb in _first_words("demand"))


@lru_cache(maxsize=1)
def addressing() -> frozenset[str]:
    """All forms of the verbs that may name right behind them whom something is told."""
    return _conjugated(iter(_ADDRESSING))


# --- other forms ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def deeds() -> frozenset[str]:
    """What crowds do, by one word."""
    return frozenset(_single("rally"))


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """The forms in "-ing" of the verbs of saying."""
    return frozenset(f"{verb.removesuffix('e')}ing" for verb in _single("speech"))


@lru_cache(maxsize=1)
def phrasal() -> frozenset[str]:
    """The verbs with a particle by which something is decided or a side is taken, in all forms of the regular ones."""
    verbs = (form.split() for form in _spelt("decide", "stance"))
    pairs = [(words[0], words[1]) for words in verbs if len(words) == 2 and words[1] in PARTICLES]
    return frozenset(f"{form} {particle}" for verb, particle in pairs for form in _regular(verb))


@lru_cache(maxsize=1)
def naming() -> frozenset[str]:
    """All forms of the verbs that call something by a name."""
    return _conjugated(_single("naming"))


@lru_cache(maxsize=1)
def judging() -> frozenset[str]:
    """All forms of the verbs that call something by a name, with or without taking a side."""
    verbs = (form.split() for form in _spelt("naming", "stance", "recognise"))
    return _conjugated(words[0] for words in verbs if len(words) == 1 or words[1] in _NAMING_PARTICLES)


@lru_cache(maxsize=1)
def telling() -> frozenset[str]:
    """All forms of the verbs that tell of speech."""
    return _conjugated(_single("speech"))


@lru_cache(maxsize=1)
def thinking() -> frozenset[str]:
    """All forms of the verbs by which something is said or thought."""
    return _conjugated(_single("speech", "thought", "naming", "demand"))


# --- how they are made ------------------------------------------------------------------------------------------


def _spelt(*frames: str) -> Iterator[str]:
    """The verbs of frames as the lexicon has them."""
    return (form for frame in frames for form in lexicon.load().forms("verb", frame))


def _single(*frames: str) -> Iterator[str]:
    """The verbs of one word."""
    return (form for form in _spelt(*frames) if " " not in form)


def _first_words(*frames: str) -> Iterator[str]:
    """The first word of each verb: "call" of "call on"."""
    return (form.split()[0] for form in _spelt(*frames))


def _conjugated(verbs: Iterator[str]) -> frozenset[str]:
    """All forms of verbs, and some that are none."""
    return frozenset(form for verb in verbs for form in conjugated(verb))


def _regular(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb.

    >>> _regular("vote"), _regular("turn")
    (('vote', 'votes', 'voted', 'voting'), ('turn', 'turns', 'turned', 'turning'))
    """
    stem = verb.removesuffix("e")
    return verb, f"{verb}s", f"{stem}ed", f"{stem}ing"
