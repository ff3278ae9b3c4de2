"""Direct speech beside a cue: after it and a colon, before it and its subject, or broken in two by it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.speech.bounds import SHORTEST, WORD, tidy, top
from kg.extract.tree import is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.prose.quotes import Quote
    from kg.extract.reading import Reading

_STOPS = {".", ";"}  # behind a quotation: its sentence is over
_PARAGRAPH = re.compile(r"\n\s*\n")


def quotation(reading: Reading, clause: Clause) -> Span | None:
    """The direct speech beside a cue: after it and a colon or comma, before it and its subject, or right after it."""
    near = [q for q in top(reading) if not q.span.start <= clause.verb.idx < q.span.end]
    before = [q for q in near if q.span.end <= clause.verb.idx][-1:]
    after = [q for q in near if q.span.start > clause.verb.idx][:1]
    found = [
        *(q for q in after if _introduced(reading, clause, q)),
        *(q for q in before if _follows(reading, clause, q)),
        *(q for q in after if _long(reading, q) and _between(clause, q) is not None and not _is_manner(clause, q)),
    ]
    return tidy(reading, found[0].inner) if found else None


def _is_manner(clause: Clause, quote: Quote) -> bool:
    """ "condemned the raid 'in the strongest terms'": how, and not what."""
    first = next((t for t in clause.verb.sent if t.idx >= quote.inner.start), clause.verb)
    return first.tag_ == "IN" and any(clause.verb.i < t.i < first.i for t in clause.objects)


def broken(reading: Reading, clause: Clause) -> Span | None:
    """Quoted words that the cue breaks in two: '"We are not at war," she added, "but we must be ready."'"""
    cue, quoted = clause.verb.idx, list(top(reading))
    before = next((q for q in reversed(quoted) if q.span.end <= cue and _follows(reading, clause, q)), None)
    if before is None or reading.text[before.inner.end - 1] != ",":
        return None
    after = next((q for q in quoted if q.span.start > cue and _introduced(reading, clause, q)), None)
    return Span(before.inner.start, after.inner.end) if after is not None else None


def spoken_before(reading: Reading, clause: Clause) -> Span | None:
    """A whole quoted sentence right before the cue, wherever the parser begins and ends the cue's sentence."""
    before = next((q for q in top(reading) if q.span.end <= clause.verb.idx and _follows(reading, clause, q)), None)
    if before is None:
        return None
    first = reading.text[: before.span.start].rstrip()[-1:] in ("", ".", "!", "?")
    return before.inner if first and reading.text[before.inner.end - 1] == "," else None


def _introduced(reading: Reading, clause: Clause, quote: Quote) -> bool:
    """True if a colon or comma or nothing at all leads from the cue to the quotation."""
    between = _between(clause, quote)
    return between is not None and (not between or between[-1].text in (":", ","))


def _between(clause: Clause, quote: Quote) -> list[Token] | None:
    """The words from the cue to a quotation later in its sentence; None if a finite verb is among them."""
    verb = clause.verb
    words = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.idx < quote.span.start and not t.is_space]
    apart = quote.span.start >= verb.sent.end_char or any(is_finite(t) for t in words)
    return None if apart else words


def _follows(reading: Reading, clause: Clause, quote: Quote) -> bool:
    """True if nothing but the cue's subject and adverbs stands between the quotation and the cue."""
    verb = clause.verb
    if reading.text[quote.span.end : quote.span.end + 1] in _STOPS or _is_over(reading, quote):
        return False
    spoken = reading.text[quote.inner.end - 1] in ",.!?…" or reading.text[quote.span.end : quote.span.end + 1] == ","
    if not (spoken or _long(reading, quote)) or _PARAGRAPH.search(reading.text, quote.span.end, verb.idx):
        return False
    own = {t.i for t in verb.subtree} | {t.i for s in clause.subjects for t in s.subtree}
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "X was quoted as saying"
        own |= {t.i for t in (verb.head, verb.head.head, *verb.head.head.children)}
    back = takewhile(lambda t: t.idx >= quote.span.end, (verb.doc[i] for i in range(verb.i - 1, -1, -1)))
    return all(t.i in own for t in back if WORD.match(t.text))


def _is_over(reading: Reading, quote: Quote) -> bool:
    """True for words that end with a full stop: a cue behind them is none of theirs."""
    return reading.text[quote.inner.end - 1] == "." and reading.text[quote.span.end : quote.span.end + 1] != ","


def _long(reading: Reading, quote: Quote) -> bool:
    return len(quote.inner.of(reading.text).split()) >= SHORTEST
