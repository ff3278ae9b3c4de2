"""What a verb of asking may need besides its word, by the restrictions of its sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.demands.content import OUGHT, has_to, inner, is_inverted, is_small, is_subjunctive
from kg.extract.demands.parties import can_act, doer
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.types import Agent

_COMMANDING = frozenset({"person", "state", "government", "ministry"})
_NOBODY = frozenset({"nothing", "something", "anything", "everything"})


def _is_addressed(reading: Reading, clause: Clause) -> bool:
    """ "wants X to act", "wants X freed", "seeks help from X", "seeks X's consent": the text says who is to act."""
    deeds = (v for v in inner(clause) if v.tag_ == "VB" or is_small(v) or has_to(v))
    acting = any(child(v, "nsubj", "nsubjpass") is not None for v in deeds)
    source = any(reading.discourse.agent(t) is not None for t in clause.preps.get("from", ()))
    someone = any(t.lower_ not in _NOBODY for t in clause.objects)
    if acting or source or (someone and any(has_to(v) or v.dep_ == "xcomp" for v in inner(clause))):
        return True
    return not clause.passive and any(doer(reading, t) is not None for t in clause.objects)


def _is_remedy(reading: Reading, clause: Clause) -> bool:
    """ "wants an inquiry", "seeks access to the camp": a thing that only others can give or do."""
    return not clause.passive and any(reading.noun(t, "remedy") is not None for t in clause.objects)


def _is_wished(reading: Reading, clause: Clause) -> bool:
    """ "would like to see X freed": whoever sees wishes that it be done."""
    wish = clause.verb.head
    wishing = (
        clause.verb.dep_ == "xcomp"
        and child(wish, "neg") is None
        and reading.lexicon.sense("verb", wish.lemma_, "wish") is not None
    )
    return wishing and any(v.tag_ in ("VB", "VBN") and v.i > clause.verb.i for v in clause.ccomp)


def _sets_time(reading: Reading, clause: Clause) -> bool:
    """ "gave X a week to act", "was given until Friday to act": time is given, and said for what."""
    timed = any(
        (reading.noun(c, "respite") is not None and c.i > clause.verb.i) or (c.dep_ == "prep" and c.lower_ == "until")
        for c in clause.verb.children
    )
    return timed and bool(inner(clause, ("xcomp",)))


def obliged(clause: Clause) -> Iterator[tuple[Token, Token]]:
    """The clauses of what somebody is told that say what he must do, each with its modal verb: "told X that it must"."""
    for verb in clause.ccomp:
        subject = child(verb, "nsubj", "nsubjpass")
        modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in OUGHT and not is_inverted(c)), None)
        perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
        if modal is not None and not perfect and subject is not None and verb.i > clause.verb.i:
            yield verb, modal


def _is_of_somebody(reading: Reading, clause: Clause) -> bool:
    """ "Requires Chad to act", "requires the junta to go"; not "requires a review to begin"."""
    told = any(has_to(v) for v in inner(clause))
    return told and any(reading.discourse.agent(t) is not None or can_act(reading, t) for t in clause.objects)


def _is_outward(reading: Reading, clause: Clause) -> bool:
    """False for orders to those who serve who gives them: "Rome orders its envoy home", "the king orders police to act".

    A house, a court or a text commands nobody: "parliament instructs the ministry" asks it.
    """
    askers = [agent for _, agent, _ in reading.actors(clause)]
    if not any(agent is not None and agent.kind in _COMMANDING for agent in askers):
        return True
    told = [*clause.objects, *(s for v in inner(clause) if (s := child(v, "nsubj")) is not None)]
    return not any(_serves(reading, t, askers) for t in told)


def _serves(reading: Reading, token: Token, askers: list[Agent | None]) -> bool:
    """ "Its envoy", "his ministers", "the army", "the foreign ministry" of the same state; not "US diplomats"."""
    owner = child(token, "poss")
    if owner is not None:
        return owner.tag_ == "PRP$"
    agent = reading.discourse.agent(token)
    if agent is not None and agent.known:
        return agent.kind == "ministry" and any(a is not None and a.of == agent.of for a in askers)
    foreign = any(reading.names.polity(c) is not None for c in token.children)
    return reading.noun(token, "ranks") is not None and not foreign


#: The restrictions of a sense: what has to hold of the clause.
NEEDS: Mapping[str, Callable[[Reading, Clause], bool]] = {
    "weak": lambda _, clause: any(has_to(v) for v in inner(clause)),
    "subjunctive": lambda _, clause: any(is_subjunctive(v) for v in clause.ccomp),
    "obligation": lambda _, clause: any(obliged(clause)),
    "addressed": _is_addressed,
    "deadline": _sets_time,
    "remedy": _is_remedy,
    "somebody": _is_of_somebody,
    "wished": _is_wished,
    "outward": _is_outward,
}
