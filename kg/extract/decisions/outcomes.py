"""The outcome of a decision as a clause tells it: turned by negation, still ahead, only wished for by others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.decisions.deciding import named
from kg.extract.tree import child
from kg.types import Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

OPPOSITE: dict[str, Outcome] = {"adopted": "rejected", "rejected": "adopted"}
_OBLIGED = {"must", "shall"}
_UNTIL = {"if", "once", "unless", "until", "before"}
_LEFT_TO_DO, _MAY = {"have", "need", "remain"}, {"may", "could", "might"}
_UNREAL = {"would", "could", "might", "should"}


def outcome_of(reading: Reading, told: str | None, clause: Clause) -> Outcome | None:
    """The outcome as told: turned by negation, ahead in the future, None when it is only possible or wished for."""
    if (
        clause.mood == "future"
        or is_due(reading, clause)
        or _is_outstanding(clause)
        or _is_pencilled_in(reading, clause)
    ):
        return "scheduled" if not _is_asked_for(reading, clause, told) else None
    if _is_subjunctive(clause.verb):
        return None
    refused = _refused(reading, clause)
    if refused is not None:
        return OPPOSITE.get(told or "") if refused.mood == "real" else None
    if clause.mood != "real":
        return None
    return OPPOSITE.get(told or "") if clause.negated else told  # type: ignore[return-value]


def _is_outstanding(clause: Clause) -> bool:
    """ "The bill has still to pass the Senate", "the pact needs to be ratified by the diet": that is left to do."""
    above = clause.verb.head
    if clause.verb.dep_ != "xcomp" or above.lemma_ not in _LEFT_TO_DO or above.tag_ not in ("VBZ", "VBP"):
        return False
    denied = any(c.dep_ in ("neg", "aux") for c in above.children)  # "does not need to", "has had to"
    return not denied and any(c.tag_ == "TO" for c in clause.verb.children)


def _is_pencilled_in(reading: Reading, clause: Clause) -> bool:
    """ "The house may vote on it next week": with a time, what may be is on the agenda."""
    if clause.mood != "possible" or clause.negated or reading.sense(clause, "vote") is None:
        return False
    may = any(c.lower_ in _MAY for c in clause.verb.children if c.dep_ == "aux")
    own, told = reading.own_day(), reading.date(clause, "future") if may else None
    return told is not None and (own is None or told.latest >= own.value)


def _is_subjunctive(verb: Token) -> bool:
    """ "Demands that the house reject it": a singular that does something in the plural only ought to do it."""
    if verb.tag_ not in ("VB", "VBP") or child(verb, "aux") is not None or child(verb, "mark") is None:
        return False
    subject = child(verb, "nsubj")
    one = subject is not None and subject.tag_ in ("NN", "NNP") and child(subject, "conj") is None
    return one and any(c.lower_ == "that" for c in verb.children)


def cannot(clause: Clause) -> bool:
    """ "The council cannot agree on a text": what is not possible has not come about."""
    able = any(c.lower_ in ("can", "could") for c in clause.verb.children if c.dep_ == "aux")
    return able and clause.negated and clause.mood == "possible" and clause.verb.dep_ in ("ROOT", "conj")


def _is_asked_for(reading: Reading, clause: Clause, told: str | None) -> bool:
    """ "Bishops ask senators to block the bill", "Peru wants the council to act": a wish of others, and nothing due.

    The government of a state that asks its own parliament to adopt something puts it to the vote.
    """
    governor = reading.clauses.governor(clause)
    if governor is None or clause.verb.dep_ not in ("xcomp", "ccomp") or clause.verb.head.i != governor.verb.i:
        return False
    if reading.sense(governor, "petition", "demand", "wish") is None or "will" in {
        c.lower_ for c in clause.verb.children
    }:
        return False
    own = {t.i for t in governor.subjects}
    if governor.passive or any(t.i in own for t in clause.subjects):
        return False
    asker = next((agent for _, agent in reading.agents(governor.subjects)), None)
    body = named(reading, clause.subjects)
    rules = asker is not None and asker.kind in ("government", "ministry", "person", "state")
    at_home = rules and asker is not None and body is not None and asker.polity == body.body.polity
    return not (at_home and told == "adopted" and reading.sense(governor, "petition") is not None)


def _refused(reading: Reading, clause: Clause) -> Clause | None:
    """The clause above that turns the outcome: "fails to adopt", "declined to pass"."""
    governor = reading.clauses.governor(clause) if clause.mood == "wished" and clause.negated else None
    return governor if governor is not None and reading.sense(governor, "negator") is not None else None


def is_due(reading: Reading, clause: Clause) -> bool:
    """True if a decision is waited for: "if ratified by", "must be approved by", "asks X to ratify"."""
    words = {c.lower_ for c in clause.verb.children if c.dep_ in ("aux", "mark", "advmod")}
    if words & _OBLIGED:
        return not clause.negated and not _in_past(clause)
    if words & _UNTIL:
        return not _in_past(clause) and not _is_unreal(reading, clause)
    if clause.mood != "wished":
        return False
    governor = clause.verb.head
    return bool(governor.i != clause.verb.i and reading.lexicon.sense("verb", governor.lemma_, "petition"))


def _in_past(clause: Clause) -> bool:
    """A finite past verb; a bare participle ("if ratified") is of no time, "must be approved" of the present."""
    first = child(clause.verb, "aux", "auxpass", "nsubj", "nsubjpass")
    return clause.tense == "past" and first is not None and not any(c.tag_ == "MD" for c in clause.verb.children)


def _is_unreal(reading: Reading, clause: Clause) -> bool:
    governor = reading.clauses.governor(clause)
    return governor is not None and any(c.lower_ in _UNREAL for c in governor.verb.children if c.dep_ == "aux")
