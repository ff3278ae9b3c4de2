"""Recognition told without its verb: "X recognised Y, but Z has not", "and Z did so in June", "Z followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.types import Recognition, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading

_AUXILIARIES = {"do", "have"}
_LIKEWISE = {"so", "likewise", "too"}


def find(reading: Reading, told: Sequence[Recognition]) -> Iterator[Recognition]:
    """What those do who do as was `told` of others in the same sentence or the one before."""
    done = [r for r in told if r.status in ("recognises", "does-not-recognise")]
    for clause in reading.clauses if done else ():
        status = _status(reading, clause)
        last = _last(reading, clause, done) if status is not None else None
        for token in (t for subject in clause.subjects for t in reading.discourse.expand(subject)):
            agent = reading.discourse.agent(token)
            if status is not None and last is not None and agent is not None and agent.of != last.recognizer.of:
                why = reading.why(clause, "recognition.likewise")
                yield replace(last, recognizer=agent, status=status, why=why, measure=None, date=reading.date(clause))


def _status(reading: Reading, clause: Clause) -> RecognitionState | None:
    """The status that an elliptic clause tells of; None for any other clause."""
    if clause.passive or clause.mood not in ("real", "future"):
        return None
    likewise = reading.sense(clause, "likewise") is not None
    if not likewise and (clause.verb.lemma_ not in _AUXILIARIES or clause.objects or clause.xcomp or clause.ccomp):
        return None
    likewise |= any(c.dep_ == "advmod" and c.lower_ in _LIKEWISE for c in clause.verb.children)
    if clause.negated:
        return "does-not-recognise"
    if not likewise:
        return None
    return "will-recognise" if clause.mood == "future" else "recognises"


def _last(reading: Reading, clause: Clause, told: Sequence[Recognition]) -> Recognition | None:
    """The recognition told last before the clause, in its sentence or the one before; else the one it comes before."""
    own = clause.verb.sent
    begin = own[0].nbor(-1).sent.start_char if own.start > 0 else own.start_char
    near = [r for r in told if begin <= r.why.evidence.start < own.end_char]
    before = [r for r in near if r.why.evidence.start < clause.verb.idx]
    return before[-1] if before else next(iter(near), None)
