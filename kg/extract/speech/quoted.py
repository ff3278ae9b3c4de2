"""Who "we" and "I" are inside a quotation: the speaker whose cue stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.speech import says as speech_says
from kg.extract.speech.bounds import around
from kg.extract.speech.sources import Source, speakers

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading

_FIRST_PERSON = {"i", "we"}
_NEAR = 2  # sentences between what is quoted and its cue


def speaker(reading: Reading, clause: Clause) -> Source | None:
    """The one whose quoted words have "I" or "we" as the subject of `clause`; None if they have not, or none is told."""
    pronoun = next((t for t in clause.subjects if t.lower_ in _FIRST_PERSON), None)
    quote = around(reading, pronoun.idx) if pronoun is not None else None
    if pronoun is None or quote is None:
        return None
    here = reading.discourse.sentence(pronoun)
    for cue in reading.clauses:
        near = abs(reading.discourse.sentence(cue.verb) - here) <= _NEAR
        if not near or quote.span.start <= cue.verb.idx < quote.span.end:
            continue
        said = speech_says.said(reading, cue)
        if said is not None and said[1].start <= pronoun.idx < said[1].end:
            return next(speakers(reading, cue, minted=True), None)
    return None
