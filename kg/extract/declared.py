"""Declared non-recognition: an organ of a polity says that the polity does not recognise Y.

A narrator's report of non-recognition is a recognition (or its absence) and no position; the polity's own word is one.
On "recalled the government's position: France does not recognise Y" it is the position of both, of the organ that says
so and of the government whose position it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.holders import Holder, named, position
from kg.extract.recognitions import state_of
from kg.types import Agent, Issue, Position, Recognition, Span, Statement, Target, Why

if TYPE_CHECKING:
    from kg.extract.reading import Reading

ACT = "DeclineToRecognize"
_STANDPOINTS = ("position", "stance", "policy", "line", "view", "standpoint", "attitude")


def find(
    reading: Reading, statements: tuple[Statement, ...], recognitions: tuple[Recognition, ...]
) -> Iterator[Position]:
    """The declarations of non-recognition in what an article reports as said."""
    for denied in recognitions:
        if denied.status != "does-not-recognise" or denied.measure is not None:
            continue
        for statement in statements:
            if _says(statement, denied.why.evidence) and _is_organ(reading, statement, denied.recognizer):
                yield from _declarations(reading, statement, denied)


def _says(statement: Statement, evidence: Span) -> bool:
    """True if what is said begins no later than the words of non-recognition and reaches into them."""
    return statement.content.start <= evidence.start < statement.content.end


def _is_organ(reading: Reading, statement: Statement, recognizer: Agent) -> bool:
    """True if the speaker, or the body spoken for, is of the polity that is said not to recognise."""
    state = state_of(reading, recognizer) or recognizer
    speakers = (statement.speaker, statement.on_behalf)
    return any(a is not None and state.path in (a.path, a.of) for a in speakers)


def _declarations(reading: Reading, statement: Statement, denied: Recognition) -> Iterator[Position]:
    assert statement.speaker is not None
    issue = Issue(denied.recognized, state_of(reading, denied.recognizer) or denied.recognizer, denied.object)
    span = denied.why.evidence
    goal = Target(span.of(reading.text), "recognition", span, (), issue, denied.recognized)
    words = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    first = words[0] if words else reading.doc[0]
    why = Why(statement.why.evidence, statement.why.sentence, "position.declared", 0.7, statement.cue)
    speaker = Holder(first, statement.speaker, statement.on_behalf)
    for holder in (speaker, *_whose_position(reading, statement, denied)):
        yield position(reading, holder, "opposes", goal, ACT, why, statement.date)


def _whose_position(reading: Reading, statement: Statement, denied: Recognition) -> Iterator[Holder]:
    """The government whose position the speaker recalls, named before the words of non-recognition."""
    state = state_of(reading, denied.recognizer) or denied.recognizer
    before = reading.doc.char_span(statement.content.start, denied.why.evidence.start, alignment_mode="expand")
    for noun in before or ():
        if noun.lemma_ in _STANDPOINTS:
            owners = [c for c in noun.children if c.dep_ == "poss"]
            owners += [t for p in noun.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
            yield from (h for h in named(reading, *owners) if h.agent.of == state.path and h.agent != statement.speaker)
