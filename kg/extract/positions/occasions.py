"""What a reaction answers that names nothing: "X passes a law. Y recalls its envoy", "...; Y and Z applaud".

Such a reaction is on what was last decided or recognised, in its own sentence or the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.positions.targets import is_measure
from kg.extract.tree import is_verb

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: How many sentences back, its own included.
_REACH = 2
_ADOPTING = ("Adopt", "Support", "Endorse")


def answered(reading: Reading, clause: Clause) -> Token | None:
    """The measure, or the verb or noun of the decision or recognition, that a clause comes after."""
    here = reading.discourse.sentence(clause.verb)
    actors = {agent.of or agent.path for _, agent in reading.agents(clause.subjects)}
    for token in reversed(reading.doc[: _start(clause)]):
        if here - reading.discourse.sentence(token) >= _REACH:
            return None
        found = _deed(reading, token)
        if found is not None:
            return found if not _own(reading, token, actors) else None
    return None


def _start(clause: Clause) -> int:
    """Where the clause begins: with the first of those who act in it."""
    return min((t.left_edge.i for t in clause.subjects if t.i <= clause.verb.i), default=clause.verb.i)


def _deed(reading: Reading, token: Token) -> Token | None:
    if is_verb(token):
        return _done(reading, reading.clauses.at(token))
    if token.tag_ not in ("NN", "NNS"):
        return None
    text = is_measure(reading, token) and bool(reading.discourse.measure(token))
    return _dealt_with(reading, token) if text or reading.noun(token, "recognise") is not None else None


def _dealt_with(reading: Reading, noun: Token) -> Token:
    """The verb that undoes what the noun tells of, if one does: "reverses its recognition", "annul the accord"."""
    clause = reading.clauses.at(noun.head) if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) else None
    if clause is None:
        return noun
    adopts = any(s.act in _ADOPTING for s, _ in reading.senses(clause, "decide"))
    undoes = reading.sense(clause, "withdraw", "decide") is not None and not adopts
    return clause.verb if undoes else noun


def _done(reading: Reading, clause: Clause) -> Token | None:
    """What a clause decides on, else its verb if it decides or recognises."""
    if clause.mood in ("possible", "conditional") or clause.negated:
        return None
    if reading.sense(clause, "recognise") is not None and clause.objects:
        return clause.verb  # also "the first state to recognise Fiji"
    if clause.mood != "real":
        return None
    decides = reading.sense(clause, "decide", "vote", "demand") is not None
    houses = any(map(reading.discourse.chamber, (*clause.subjects, *clause.objects)))
    if not decides or not (houses or _is_undergone(reading, clause)):
        return None
    return next((t for t in clause.objects if is_measure(reading, t)), clause.verb)


def _is_undergone(reading: Reading, clause: Clause) -> bool:
    """ "Ana Poe is removed from office", "Mali is suspended": decided on somebody, by whomsoever."""
    return clause.passive and any(True for _ in reading.agents(clause.objects))


def _own(reading: Reading, token: Token, actors: set[str]) -> bool:
    """True for a deed of those who react: their own is what they do, not what they answer."""
    clause = reading.clauses.at(token) if is_verb(token) else None
    doers = clause.subjects if clause is not None else tuple(c for c in token.children if c.dep_ == "poss")
    return any((agent.of or agent.path) in actors and agent.kind == "state" for _, agent in reading.agents(doers))
