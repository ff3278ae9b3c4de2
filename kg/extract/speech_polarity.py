"""The tone of reported words: for something, against something, or neither.

What the cue says by itself counts first (to accuse, to deny, to pledge); then what is said: negation and words of
disapproval make it opposing; words of approval, and what the speaker will, must or should do, make it supporting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.types import Polarity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.reading import Reading

_NOT = {"not", "n't", "n’t", "never", "no", "nor", "neither", "nothing", "nobody", "none", "cannot", "without"}
_WILLED = {"will", "'ll", "’ll", "must", "should", "shall", "need", "needs"}
_FRAMES = ("judgement", "stance", "speech", "accuse")
_POS = {"V": "verb", "N": "noun", "J": "adjective"}


def polarity(reading: Reading, content: Span, cue: str | None) -> Polarity:
    """The tone of what is said at `content`; `cue` is the tone of the cue by itself, from the lexicon."""
    if cue == "opposes":
        return "opposes"
    words = _tokens(reading, content)
    sides = {side for token in words if (side := _side(reading, token)) is not None}
    if "opposes" in sides or any(t.lower_ in _NOT for t in words):
        return "opposes"
    if cue == "supports" or "supports" in sides or _is_willed(words):
        return "supports"
    return "neutral"


def _tokens(reading: Reading, content: Span) -> list[Token]:
    found = reading.doc.char_span(content.start, content.end, alignment_mode="expand")
    return [t for t in found or () if t.dep_ not in ("compound", "nmod")]


def _side(reading: Reading, token: Token) -> str | None:
    pos = _POS.get(token.tag_[:1])
    if pos is None or token.tag_ in ("NNP", "NNPS"):
        return None
    for form in (token.lemma_, token.lower_):
        for sense in reading.lexicon.of(pos, form):
            if sense.frame in _FRAMES and sense.polarity in ("supports", "opposes") and "weak" not in sense.only:
                return sense.polarity
    return None


def _is_willed(words: list[Token]) -> bool:
    """ "We will sign it", "the army must leave": a main verb under a word of will or duty."""
    return any(t.lower_ in _WILLED and t.dep_ in ("aux", "ccomp", "ROOT") for t in words)
