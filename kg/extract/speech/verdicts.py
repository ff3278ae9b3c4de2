"""Quoted words that a noun tells to be somebody's: '"A disgrace" was the comment of X', "a statement of 'alarm' from X".

The noun is one of speech or of how something is taken ("verdict", "reaction"); the quotation stands right beside it or
beside the copula, and "of", "from", "by" or a possessive names who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.speech.bounds import tidy, top
from kg.extract.tree import child
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.prose.quotes import Quote
    from kg.extract.reading import Reading

_NOUNS = ("speech", "toned", "viewpoint")
_FROM = {"of", "from", "by"}
_BE = {"is", "was", "are", "were", "be"}


def find(reading: Reading) -> Iterator[tuple[Token, Token, Span]]:
    """The noun, who speaks and the quoted words, in text order."""
    for quote in top(reading):
        noun = _noun_of(reading, quote)
        named = _speaker(reading, noun, quote) if noun is not None else None
        if noun is not None and named is not None:
            yield noun, named, tidy(reading, quote.inner)


def _noun_of(reading: Reading, quote: Quote) -> Token | None:
    """The noun that tells what a quotation is: past a copula on either side, or before "of"."""
    before, after = _beside(reading, quote)
    if after is not None and after.lower_ in _BE:
        return _told(reading, child(after, "attr"))
    if before is not None and before.lower_ in _BE:
        return _told(reading, child(before, "nsubj"))
    return _told(reading, before.head) if before is not None and before.lower_ == "of" else None


def _told(reading: Reading, noun: Token | None) -> Token | None:
    known = noun is not None and noun.tag_ in ("NN", "NNS") and reading.noun(noun, *_NOUNS) is not None
    return noun if known else None


def _speaker(reading: Reading, noun: Token, quote: Quote) -> Token | None:
    """Who is named by a possessive, by "of" or "from" under the noun, or by "from" right behind the quotation."""
    poss = child(noun, "poss")
    if poss is not None:
        return poss
    behind = _beside(reading, quote)[1]
    preps = [c for c in noun.children if c.lower_ in _FROM and c.i > noun.i]
    preps += [behind] if behind is not None and behind.lower_ in ("from", "by") else []
    named = (
        t for p in preps for t in p.children if t.dep_ == "pobj" and not quote.span.start <= t.idx < quote.span.end
    )
    return next(named, None)


def _beside(reading: Reading, quote: Quote) -> tuple[Token | None, Token | None]:
    """The words before and behind a quotation, marks not counted."""
    words = reading.doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
    if words is None or not words:
        return None, None
    first, last = words[0].i, words[-1].i
    before = reading.doc[first - 1] if first else None
    after = reading.doc[last + 1] if last + 1 < len(reading.doc) else None
    return before, after
