"""Recognition told without its verb: "X recognised Y, but Z has not", "and Z did so in June", "Z followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.recogniser_groups import examples
from kg.extract.recognisers import is_number, partakers
from kg.extract.tree import child
from kg.types import Agent, Recognition, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading

_AUXILIARIES = {"do", "have"}
_NEAR = 20  # words that a list after "with" may take
_LIKEWISE = {"so", "likewise", "too", "already", "since"}


def find(reading: Reading, told: Sequence[Recognition]) -> Iterator[Recognition]:
    """What those do who do as was `told` of others in the same sentence or the one before."""
    done = [r for r in told if r.status != "withdraws"]
    adverbs = (reading.clauses.at(t) for t in reading.doc if _is_stranded(t)) if done else ()
    for clause in (*(reading.clauses if done else ()), *adverbs):
        alike = _is_alike(clause) or _follows(reading, clause)
        status = _status(reading, clause) if not alike else "recognises"
        last = _last(reading, clause, done) if status is not None else None
        status = last.status if alike and last is not None else status
        for agent in _agents(reading, clause) if status is not None else ():
            if status is not None and last is not None and agent.of != last.recognizer.of:
                why = reading.why(clause, "recognition.likewise")
                yield replace(last, recognizer=agent, status=status, why=why, measure=None, date=reading.date(clause))


def _agents(reading: Reading, clause: Clause) -> Iterator[Agent]:
    """Those who do so: one who is told to be of them, "Chad is among the states that have not", else the subjects."""
    above = reading.clauses.governor(clause) if clause.verb.dep_ == "xcomp" else None  # "have yet to do so"
    partaking = partakers(reading, above or clause)
    yield from (*(agent for agent, _ in partaking), *examples(reading, clause))
    beside = _beside(clause.verb)
    yield from (agent for _, agent in reading.agents(beside))
    if not partaking and not beside:
        tokens = tuple(t for subject in clause.subjects for t in reading.discourse.expand(subject))
        yield from (agent for token, agent in reading.agents(tokens) if not is_number(reading, token))


def _status(reading: Reading, clause: Clause) -> RecognitionState | None:
    """The status that an elliptic clause tells of; None for any other clause."""
    if clause.passive or not (clause.mood in ("real", "future") or (clause.negated and clause.mood == "wished")):
        return None
    likewise = reading.sense(clause, "likewise") is not None
    elliptic = clause.verb.lemma_ in _AUXILIARIES or _is_stranded(clause.verb)
    below = any(t.i > clause.verb.i for t in (*clause.objects, *clause.xcomp, *clause.ccomp))
    if not likewise and (below or not elliptic):
        return None
    likewise |= any(c.dep_ == "advmod" and c.lower_ in _LIKEWISE for c in clause.verb.children)
    if clause.negated:
        return "does-not-recognise"
    if not likewise:
        return None
    return "will-recognise" if clause.mood == "future" else "recognises"


def _is_alike(clause: Clause) -> bool:
    """ "X refuses to recognise Y, as do Peru and Togo": whatever it is, they do it too."""
    after = clause.verb.lemma_ in _AUXILIARIES and any(t.i > clause.verb.i for t in clause.subjects)
    return after and any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.verb.children)


def _follows(reading: Reading, clause: Clause) -> bool:
    """ "X recognises Y, followed by Peru", "Peru soon followed": states that come after another who did it."""
    if clause.lemma != "follow" or clause.negated or clause.mood != "real":
        return False
    alone = clause.passive if clause.verb.dep_ in ("acl", "advcl") else not clause.objects
    agents = [agent for _, agent in reading.agents(clause.subjects)]
    return alone and bool(agents) and all(agent.kind == "state" for agent in agents)


def _beside(verb: Token) -> tuple[Token, ...]:
    """The words of "with Peru and Togo following suit" that may tell who does."""
    before = verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i] if verb.tag_ == "VBG" else ()
    start = next((t.i for t in reversed(before) if t.lower_ == "with"), None)
    return verb.doc[start + 1 : verb.i] if start is not None else ()


def _is_stranded(token: Token) -> bool:
    """ "Cyprus will not either": the adverb that the parser made the head of a clause without a verb."""
    return token.tag_ == "RB" and child(token, "aux") is not None and child(token, "nsubj") is not None


def _last(reading: Reading, clause: Clause, told: Sequence[Recognition]) -> Recognition | None:
    """The recognition told last before the clause, in its sentence or the one before; else the one it comes before."""
    own = clause.verb.sent
    begin = own[0].nbor(-1).sent.start_char if own.start > 0 else own.start_char
    near = [r for r in told if begin <= r.why.evidence.start < own.end_char]
    before = [r for r in near if r.why.evidence.start < clause.verb.idx]
    if before and _answers_another(reading, clause, before[-1]):
        return None
    return before[-1] if before else next(iter(near), None)


def _answers_another(reading: Reading, clause: Clause, last: Recognition) -> bool:
    """ "Peru hailed the move, and so did Chad": what Chad does is what the verb just before tells, which is not that."""
    turned = clause.verb.lemma_ in _AUXILIARIES and any(t.i > clause.verb.i for t in clause.subjects)
    beside = clause.verb.head
    if (
        not turned
        or clause.verb.dep_ not in ("conj", "ccomp", "advcl", "dep")
        or not reading.clauses.has(beside)
        or beside.i > clause.verb.i
    ):
        return False
    own = reading.clauses.at(beside)
    told = last.why.evidence.start <= beside.idx < last.why.evidence.end
    return not told and reading.sense(own, "stance") is not None
