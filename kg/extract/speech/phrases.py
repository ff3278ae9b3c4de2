"""What is said without a clause of its own: a phrase, or the rest of a sentence that "according to" stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract import noun_tails
from kg.extract.speech.bounds import SHORTEST, WORD, tidy
from kg.extract.speech.cuts import RESPONSE, is_remark, tokens
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

TOLD_IN = ("speech", "medium", "stance", "affair")  # what a colon may lead on from: "repeated its position: ..."


def phrase(reading: Reading, token: Token) -> Span:
    """A noun phrase or an infinitive that is said, without what the narrator adds; after a colon, what follows it."""
    span = reading.between(token.left_edge, noun_tails.last_word(token, noun_tails.OF_SPEECH, clauses=True))
    after = reading.seen[span.end : token.sent.end_char]
    if after.lstrip().startswith(":") and reading.noun(token, *TOLD_IN) is not None:
        return tidy(reading, Span(span.end, token.sent.end_char))
    remarks = [t.left_edge.idx for t in tokens(reading, span) if t.i > token.i and is_remark(reading, t, span.end)]
    span = Span(span.start, min(remarks, default=span.end))
    response = RESPONSE.search(span.of(reading.seen))
    whole = token.tag_.startswith("NN") and response is not None and 2 * response.start() < span.end - span.start
    # of "sanctions in retaliation for a raid on ..." the reason is the point
    aside = response is not None and not whole
    return tidy(reading, Span(span.start, span.start + response.start()) if response and aside else span)


def rest(reading: Reading, cue: Span, sentence: Span) -> Span:
    """The sentence without a phrase like "according to X": what follows it or precedes it; all if it stands within.

    A colon or semicolon bounds the part that is meant.
    """
    before, after = _bounded(reading, Span(sentence.start, cue.start)), Span(cue.end, sentence.end)
    stop = min((after.start + m.start() for m in re.finditer(r"; ", after.of(reading.text))), default=after.end)
    after = Span(after.start, stop)
    if not WORD.search(before.of(reading.text)):
        return tidy(reading, after)
    if not WORD.search(after.of(reading.text)):
        return tidy(reading, before)
    if len(before.of(reading.text).split()) < SHORTEST - 1:
        return tidy(reading, after)
    return tidy(reading, Span(before.start, after.end))


def _bounded(reading: Reading, span: Span) -> Span:
    cut = max((m.end() for m in re.finditer(r"[:;] ", span.of(reading.text))), default=0)
    return Span(span.start + cut, span.end)
