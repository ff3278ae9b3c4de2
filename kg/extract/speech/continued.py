"""Quotations without a cue of their own: a speaker goes on, or is named before a colon alone.

Three places tell whose words they are: a sentence that is wholly a quotation follows what somebody was reported to say
(in quotation marks or not), a colon behind what is reported leads to the very words, or a colon stands behind a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.speech import nouns as speech_nouns
from kg.extract.speech.bounds import around, tidy, top
from kg.extract.speech.sources import Source
from kg.extract.tree import is_finite
from kg.types import Span, Statement, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.prose.quotes import Quote
    from kg.extract.reading import Reading

_SHORTEST = 3  # words of a quotation that tells something by itself
_CUE = "say"  # where nothing but a colon tells of speech


def find(reading: Reading, found: list[Statement]) -> Iterator[Statement]:
    """The statements in quotations that none of those `found` (in text order) holds."""
    last: Statement | None = None
    for quote in top(reading):
        mine = [s for s in found if s.content.overlaps(quote.inner) and not quote.span.covers(_cue(s))]
        if mine:
            last = mine[-1] if mine[-1].quote else None
            continue
        before = last if last is not None and _stands_alone(reading, quote.span, last.why.sentence) else None
        before = before or _reported_before(reading, quote, found) or _led_to(reading, quote, found)
        if before is not None:
            yield _goes_on(reading, quote, before)
        elif (speaker := _named_before(reading, quote)) is not None:
            yield _says(reading, quote, speaker)


def _cue(statement: Statement) -> Span:
    return statement.cue_span or statement.why.evidence


# --- whose words they are -------------------------------------------------------------------------------------------


def _stands_alone(reading: Reading, quote: Span, before: Span) -> bool:
    """True if the quotation makes up its sentence, close behind the sentence `before`."""
    sentence = _sentence(reading, quote)
    if quote.start > sentence.start + 1:
        return False
    tail = reading.seen[quote.end : max(s.end for s in reading.sentences if s.overlaps(quote))]
    between = reading.seen[before.end : quote.start]
    return not any(c.isalnum() for c in tail) and not any(c.isalnum() for c in between)


def _reported_before(reading: Reading, quote: Quote, found: list[Statement]) -> Statement | None:
    """What the sentence before reports of its own: "Mora says it will be hard. 'The history of this is bad.'"."""
    told = [s for s in found if s.why.sentence.end <= quote.span.start and around(reading, _cue(s).start) is None]
    last = told[-1] if told else None
    if last is None or not _is_long(reading, quote) or not _stands_alone(reading, quote.span, last.why.sentence):
        return None
    others = {s.speaker for s in told if s.why.sentence == last.why.sentence}
    return last if len(others) == 1 else None


def _led_to(reading: Reading, quote: Quote, found: list[Statement]) -> Statement | None:
    """What is reported right before a colon and the quotation: "he stressed that the port is shut: 'Nobody ...'"."""
    lead = reading.seen[: quote.span.start].rstrip()
    if not lead.endswith(":"):
        return None
    end = len(lead[:-1].rstrip())
    return next((s for s in found if s.content.end == end and s.content.start < end), None)


def _named_before(reading: Reading, quote: Quote) -> Token | None:
    """The person whose name heads the words before a colon, where they have no finite verb: "Ana Mora, in Lima: '...'"."""
    begin, end = _sentence(reading, quote.span).start, quote.span.start
    words = [t for t in reading.doc if begin <= t.idx < end and not t.is_space]
    if not words or words[-1].text != ":" or any(map(is_finite, words)):
        return None
    named = (t for t in words if t.tag_.startswith("NN") and t.dep_ not in ("pobj", "compound", "poss"))
    persons = (t for t in named if (a := reading.discourse.agent(t)) is not None and a.path.startswith("person/"))
    return next(persons, None) if _is_long(reading, quote) else None


def _sentence(reading: Reading, span: Span) -> Span:
    return next((s for s in reading.sentences if s.overlaps(span)), span)


def _is_long(reading: Reading, quote: Quote) -> bool:
    return len(quote.inner.of(reading.text).split()) >= _SHORTEST


# --- the statements -------------------------------------------------------------------------------------------------


def _goes_on(reading: Reading, quote: Quote, last: Statement) -> Statement:
    why = Why(quote.span, _sentence(reading, quote.span), "statement.continued", 0.6, last.cue)
    source = Source(reading.doc[0], last.speaker, last.measure)
    said = speech_nouns.statement(reading, source, tidy(reading, quote.inner), None, last.cue, why, None)
    return speech_nouns.told_as(last, said)


def _says(reading: Reading, quote: Quote, speaker: Token) -> Statement:
    sentence = _sentence(reading, quote.span)
    why = Why(Span(speaker.left_edge.idx, quote.span.end), sentence, "statement.colon", 0.6, _CUE)
    source = Source(speaker, reading.discourse.agent(speaker))
    return speech_nouns.statement(reading, source, tidy(reading, quote.inner), None, _CUE, why, None)
