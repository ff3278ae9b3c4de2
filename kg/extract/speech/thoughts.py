"""Beliefs, hopes and plans, and what is said or thought by nobody named: attributions that are no reported speech.

    kg extract --spans

Attribution corpora mark them beside speech (Pareti 2012: assertions, beliefs, facts, eventualities). They are no
statements in the graph, since nobody said anything: "Peru hopes to join", "the port is expected to close".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.speech import naming as speech_naming
from kg.extract.speech import nouns as speech_nouns
from kg.extract.speech import says as speech_says
from kg.extract.speech.bounds import around, tidy
from kg.extract.speech.content import complement
from kg.extract.speech.phrases import phrase
from kg.extract.speech.sources import Source, speakers
from kg.extract.speech.spans import verb_group
from kg.extract.tree import is_finite
from kg.types import Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.types import Span


def find(reading: Reading, said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The thoughts of a text, in text order, without those that are among its statements."""
    cues = {n for s in said if s.cue_span is not None for n in range(s.cue_span.start, s.cue_span.end)}
    free = [c for c in reading.clauses if c.verb.idx not in cues]
    found = [t for c in free for t in _told(reading, c)]

    return tuple(sorted(found, key=lambda t: (t.content, t.why.evidence)))


def _told(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """What the first reader that knows the clause's shape makes of it."""
    for reader in (_thoughts, _by_nobody_known, _asked, _seen):
        found = list(reader(reading, clause))
        if found:
            yield from found
            return


def _seen(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """What someone takes something for, not in quotation marks: "critics see it as a blunder"."""
    found = speech_naming.find(reading, clause, thought=True) if not clause.passive else None
    if found is None or "as" not in found[0].content:
        return
    why = reading.why(clause, "statement.thought", 0.6)
    for source in speakers(reading, clause, minted=True):
        cue = verb_group(clause)
        yield speech_nouns.statement(reading, source, found[1], cue, clause.verb.lemma_, why, found[0].polarity)


def _thoughts(reading: Reading, clause: Clause) -> Iterator[Statement]:
    if clause.verb.dep_ == "xcomp":  # "demanded to know why"
        return
    if reading.sense(clause, "thought", *(("hearsay",) if clause.passive else ())) is None:
        return
    content = _hearsay(reading, clause) if clause.passive else _held(reading, clause)
    if content is None:
        return
    why = reading.why(clause, "statement.thought", 0.6)
    cue = verb_group(clause)
    for source in speakers(reading, clause, minted=True):
        yield speech_nouns.statement(reading, source, content, cue, clause.verb.lemma_, why, "none")
    if clause.passive and not clause.subjects:
        nobody = speech_nouns.statement(reading, Source(clause.verb), content, cue, clause.verb.lemma_, why, "none")
        yield replace(nobody, source=None, role=None, on_behalf=None)


def _by_nobody_known(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """Words whose speaker the text names by a pronoun that may mean anybody: "it said in a statement"."""
    token = next((t for t in clause.subjects if t.lower_ in _ANYBODY and around(reading, t.idx) is None), None)
    found = speech_says.said(reading, clause) if token is not None and not clause.passive else None
    if token is None or found is None or reading.sense(clause, "thought") is not None:
        return
    sense, content = found
    why = reading.why(clause, "statement.thought", 0.6)
    yield speech_nouns.statement(
        reading, Source(token), content, verb_group(clause), clause.verb.lemma_, why, sense.polarity
    )


_ANYBODY = {"it", "he", "she", "they", "some", "many", "others", "most"}


def _asked(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """What someone urges another to do, with whom he urges: "urged | people to stay away"."""
    sense = reading.sense(clause, "demand")
    tokens = reading.slot(clause, sense.content) if sense is not None and not clause.passive else ()
    if sense is None or "xcomp" not in sense.content or not tokens or not _is_infinitive(tokens[0]):
        return
    asked = [t for t in reading.slot(clause, sense.addressee) if clause.verb.i < t.i < tokens[0].i]
    content = tidy(reading, reading.between((asked or tokens)[0].left_edge, tokens[0].right_edge))
    why = reading.why(clause, "statement.thought", 0.6)
    for source in speakers(reading, clause, minted=True):
        yield speech_nouns.statement(reading, source, content, verb_group(clause), clause.verb.lemma_, why, "none")


def _held(reading: Reading, clause: Clause) -> Span | None:
    """What someone thinks or means to do: a finite clause or an infinitive, with its own subject if it has one."""
    finite = next((c for c in clause.ccomp if c.i > clause.verb.i and _is_finite(c)), None)
    if finite is not None:
        return complement(reading, clause)
    meant = next((c for c in (*clause.xcomp, *clause.ccomp) if c.i > clause.verb.i and _is_infinitive(c)), None)
    return phrase(reading, meant) if meant is not None else None


def _hearsay(reading: Reading, clause: Clause) -> Span | None:
    """What is believed of the subject, from it on: "the port is expected to close"."""
    meant = next((c for c in clause.xcomp if _is_infinitive(c)), None)
    subjects = [t for t in clause.objects if t.i < clause.verb.i]
    if meant is None or not subjects:
        return None
    return tidy(reading, reading.between(subjects[0].left_edge, meant.right_edge))


def _is_finite(verb: Token) -> bool:
    return any(is_finite(t) for t in (verb, *verb.children))


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
