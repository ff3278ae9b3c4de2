"""The tone of reported words: for something, against something, or neither.

What the cue says by itself counts first (to accuse, to deny, to pledge). Then what is said: what must or should be done
is called for; negation and words of disapproval oppose, words of approval support; what is done to a bad thing, or not
done by a bad deed ("will not give up"), supports. Words that tell nothing by themselves oppose if they are quoted:
reporters keep the very words where they have an edge. A fact that somebody reports or estimates has no tone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import quotes
from kg.extract.demand_content import is_inverted
from kg.types import Polarity, Span

if TYPE_CHECKING:
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading

_NOT = {"not", "n't", "n’t", "never", "no", "nor", "neither", "nothing", "nobody", "none", "cannot", "without"}
_DUTY = {"must", "should", "shall"}
_FRAMES = ("tone", "judgement", "stance", "speech", "accuse", "voted")
_LIKE_ADJECTIVES = ("VBN", "VBG", "NN")  # what the parser may take an adjective for: "deeply troubled"
_POS = {"V": "verb", "N": "noun", "J": "adjective"}


def polarity(reading: Reading, content: Span, cue: str | None) -> Polarity:
    """The tone of what is said at `content`; `cue` is the tone of the cue by itself, or "none" if it never has any."""
    if cue == "none":
        return "neutral"
    words = _tokens(reading, content)
    negated = any(t.lower_ in _NOT for t in words)
    if negated and cue != "opposes" and _denies_a_wrong(reading, words):
        return "supports"
    sides = {side for token in words if (side := _side(reading, token)) is not None}
    if cue == "opposes":
        return "opposes"
    if _is_duty(words):
        return "opposes" if _negated_duty(words) else "supports"
    if negated or "opposes" in sides:
        return "opposes"
    if cue == "supports" or "supports" in sides:
        return "supports"
    return (
        "opposes" if quotes.has_quote(reading.quotes, Span(max(content.start - 1, 0), content.end + 1)) else "neutral"
    )


def _tokens(reading: Reading, content: Span) -> list[Token]:
    found = reading.doc.char_span(content.start, content.end, alignment_mode="expand")
    return [t for t in found or () if t.dep_ not in ("compound", "nmod")]


def _denies_a_wrong(reading: Reading, words: list[Token]) -> bool:
    """ "We will not give up", "history cannot be denied": the only negation is that of a verb that opposes."""
    negations = [t for t in words if t.lower_ in _NOT]
    if len(negations) != 1 or negations[0].dep_ != "neg" or not negations[0].head.tag_.startswith("V"):
        return False
    return _side(reading, negations[0].head) == "opposes"


def _side(reading: Reading, token: Token) -> str | None:
    """The side of one word, turned by a verb that ends or prevents it ("stem illegal immigration")."""
    side = next(_sides(reading, token), None)
    if side != "opposes" or token.tag_.startswith("V"):
        return side if side != "turns" else None
    above = (a for a in list(token.ancestors)[:2] if a.tag_.startswith("V"))
    tones = (s for a in above for s in reading.lexicon.of("verb", a.lemma_) if s.frame == "tone")
    turned = any(s.polarity == "turns" for s in tones)
    return "supports" if turned else side


def _sides(reading: Reading, token: Token) -> Iterator[str]:
    pos = _POS.get(token.tag_[:1])
    if pos is None or token.tag_ in ("NNP", "NNPS"):
        return
    longer = [f"{token.lemma_} {c.lower_}" for c in token.children if c.dep_ in ("prep", "prt")]
    forms = [(pos, form) for form in (*longer, token.lemma_, token.lower_)]
    if token.tag_ in _LIKE_ADJECTIVES:
        forms.append(("adjective", token.lower_))
    for kind, form in forms:
        for sense in reading.lexicon.of(kind, form):
            if sense.frame in _FRAMES and sense.polarity not in (None, "neutral") and "weak" not in sense.only:
                yield sense.polarity or ""


def _is_duty(words: list[Token]) -> bool:
    """ "The army must leave": a word of duty on the first verb of what is said."""
    return any(t.lower_ in _DUTY and t.dep_ == "aux" and not is_inverted(t) for t in words[:12])


def _negated_duty(words: list[Token]) -> bool:
    return any(c.dep_ == "neg" for t in words[:12] if t.lower_ in _DUTY for c in t.head.children)
