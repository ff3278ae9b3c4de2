"""Declared non-recognition: an organ of a polity says that the polity does not recognise Y.

A narrator's report of non-recognition is a recognition (or its absence) and no position; the polity's own word is one.
On "recalled the government's position: France does not recognise Y" it is the position of both, of the organ that says
so and of the government whose position it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, named, position
from kg.extract.recognitions.finding import state_of
from kg.extract.tree import is_verb
from kg.types import Agent, Issue, Position, Recognition, Span, Statement, Target, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

ACT = "DeclineToRecognize"
_STANDPOINTS = ("position", "stance", "policy", "line", "view", "standpoint", "attitude")


def find(
    reading: Reading, statements: tuple[Statement, ...], recognitions: tuple[Recognition, ...]
) -> Iterator[Position]:
    """The declarations of non-recognition in what an article reports as said."""
    for denied in recognitions:
        if denied.status == "does-not-recognise" and denied.measure is None:
            for statement in statements:
                if _says(statement, denied.why.evidence) and _is_organ(reading, statement, denied.recognizer):
                    yield from _by_speaker(reading, statement, denied)
            yield from _by_standpoint(reading, denied)


def _says(statement: Statement, evidence: Span) -> bool:
    """True if what is said begins no later than the words of non-recognition and reaches into them."""
    return statement.content.start <= evidence.start < statement.content.end


def _is_organ(reading: Reading, statement: Statement, recognizer: Agent) -> bool:
    """True if the speaker, or the body spoken for, is of the polity that is said not to recognise."""
    state = state_of(reading, recognizer) or recognizer
    speakers = (statement.speaker, statement.on_behalf)
    return any(a is not None and state.path in (a.path, a.of) for a in speakers)


def _by_speaker(reading: Reading, statement: Statement, denied: Recognition) -> Iterator[Position]:
    assert statement.speaker is not None
    why = Why(statement.why.evidence, statement.why.sentence, "position.declared", 0.7, statement.cue)
    speaker = Holder(_first(reading, denied), statement.speaker, statement.on_behalf)
    yield position(reading, speaker, "opposes", _goal(reading, denied), ACT, why, statement.date)


def _by_standpoint(reading: Reading, denied: Recognition) -> Iterator[Position]:
    """The government whose position somebody recalls: "recalled the government's position: ..."."""
    state = state_of(reading, denied.recognizer) or denied.recognizer
    for noun in _first(reading, denied).sent:
        if noun.lemma_ in _STANDPOINTS and noun.idx < denied.why.evidence.end and _is_recalled(reading, noun):
            owners = [c for c in noun.children if c.dep_ == "poss"]
            owners += [t for p in noun.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
            why = Why(denied.why.evidence, denied.why.sentence, "position.declared", 0.6, noun.lemma_)
            for holder in (h for h in named(reading, *owners) if state.path in (h.agent.path, h.agent.of)):
                yield position(reading, holder, "opposes", _goal(reading, denied), ACT, why)


def _is_recalled(reading: Reading, noun: Token) -> bool:
    """True if the standpoint is the object of a verb of speech that happens."""
    clause = reading.clauses.at(noun.head) if noun.dep_ == "dobj" and is_verb(noun.head) else None
    return clause is not None and reading.sense(clause, "speech") is not None and not clause.negated


def _goal(reading: Reading, denied: Recognition) -> Target:
    issue = Issue(denied.recognized, state_of(reading, denied.recognizer) or denied.recognizer, denied.object)
    span = denied.why.evidence
    return Target(span.of(reading.text), "recognition", span, (), issue, denied.recognized)


def _first(reading: Reading, denied: Recognition) -> Token:
    """The first word of the passage that tells of non-recognition."""
    span = denied.why.evidence
    words = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words[0] if words else reading.doc[0]
