"""What a verb of taking sides must be told of to make it a position.

Not everything that is backed or rejected is: a car is backed into a wall, a guest is welcomed, a chamber that rejects a
measure decides on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract.decisions.deciding import beside_a_state, of_a_part
from kg.extract.positions.targets import is_abstract, is_measure, recognition
from kg.extract.tree import is_verb

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: Acts of the mind and the tongue, as against what one may do to a thing by hand.
_TOLD = ("Praise", "Thank", "Welcome", "Support", "Endorse", "Criticize", "Condemn")
#: What takes the place of a target and is none.
_NOTHING = {"itself", "himself", "herself", "themselves", "nothing", "nobody", "none", "nowhere"}
_KNOWN = ("the", "this", "these", "that", "those", "such")


def makes_position(reading: Reading, sense: Sense, clause: Clause, token: Token) -> bool:
    """Does the target make it a position? A chamber that backs or rejects a measure decides instead."""
    if sense.act == "Reaffirm" and reading.noun(token, "stance") is not None:
        return False  # "reaffirmed its opposition": which side, the noun tells
    if "deed" in sense.only and reading.noun(token, "judgement") is not None:
        return False  # "rules out fraud": denies it
    if sense.form == "warn against" and clause.objects:
        return False  # "warned Peru against it": what Peru is told
    if token.tag_ == "CD" or token.lower_ in _NOTHING:
        return False
    if sense.act == "Thank" and is_verb(token) and not any(_is_named(reading, t) for t in clause.objects):
        return False  # "thanked reporters for coming"
    if sense.act == "Support" and _is_provided_for(reading, clause, token):
        return False
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return False  # "backs no candidate"
    if (
        _is_decision(reading, clause, token)
        or _is_own_thing(reading, clause, token)
        or (sense.act == "Welcome" and _is_guest_of(reading, clause, token))
    ):
        return False
    flags = [flag for flag in sense.only if flag in _RESTRICTIONS]
    if "measure" in flags and sense.act in _TOLD and _certain(reading, token):
        flags.remove("measure")  # "hailed the raid", but not "hailed a taxi", nor "blocked the road"
    return all(_RESTRICTIONS[flag](reading, token) for flag in flags)


def _is_provided_for(reading: Reading, clause: Clause, token: Token) -> bool:
    """Who or what is given means: "supports 300 families", "will support small ports with loans"."""
    if is_abstract(reading, token) or reading.names.entity(token) is not None:
        return False
    counted = any(c.dep_ == "nummod" for c in token.children)
    bare = token.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in token.children)
    return not clause.passive and (counted or (bare and bool(clause.preps.get("with"))))


def _is_own_thing(reading: Reading, clause: Clause, token: Token) -> bool:
    """ "backed his car into a wall": a thing that belongs to whoever acts."""
    owner = next((c for c in token.children if c.tag_ == "PRP$"), None)
    if owner is None or clause.passive or is_abstract(reading, token) or reading.discourse.agent(token) is not None:
        return False
    meant = reading.discourse.agent(owner)
    return meant is not None and any(a.path == meant.path for _, a in reading.agents(clause.subjects))


def _is_guest_of(reading: Reading, clause: Clause, token: Token) -> bool:
    """Who is welcomed in person: "welcomed the envoy at the airport", "welcomed 400 refugees"."""
    if clause.preps.get("as") or token.tag_ == "VBG" or is_abstract(reading, token):
        return False
    agent = reading.discourse.agent(token)
    human = agent is not None and agent.kind in ("person", "people")
    return human or any(c.dep_ == "nummod" for c in token.children) or reading.noun(token, "role", "member") is not None


def _is_decision(reading: Reading, clause: Clause, token: Token) -> bool:
    """A chamber or court that adopts, backs or rejects something decides on it, unless it answers what others say."""
    decides = reading.sense(clause, "decide")
    bodies = (t for t in clause.subjects if not of_a_part(reading, t))
    if decides is None or beside_a_state(reading, clause):
        return False
    if not any(reading.discourse.chamber(t) or reading.noun(t, "court") for t in bodies):
        return False
    if decides.act in ("Support", "Endorse") and _of_others(reading, clause, token):
        return False
    said = reading.noun(token, "speech", "demand", "stance", "judgement") is not None
    return is_measure(reading, token) or (decides.act in ("Adopt", "Reject", "RejectMeasure") and not said)


def _of_others(reading: Reading, clause: Clause, token: Token) -> bool:
    """A chamber that backs somebody else's plan takes a side on it: "backs the proposal outlined by the president"."""
    own = {a.path for _, a in reading.agents(clause.subjects)}
    makers = [c for c in token.children if c.dep_ == "poss"]
    made = (reading.clauses.at(c) for c in token.children if c.dep_ == "acl")
    makers += [t for clause in made if clause.passive for t in clause.subjects if t.i != token.i]
    return any(a.path not in own and a.kind != "chamber" for _, a in reading.agents(tuple(makers)))


def _weighty(reading: Reading, token: Token) -> bool:
    return is_abstract(reading, token) or reading.discourse.agent(token) is not None


def _recognising(reading: Reading, token: Token) -> bool:
    return is_abstract(reading, token) or recognition(reading, token) is not None


def _certain(reading: Reading, token: Token) -> bool:
    """A thing, no actor, that is told to be known: "the raid", "Peru's stand", "such talk"."""
    known = any((c.dep_ == "poss" and c.tag_ != "PRP$") or c.lower_ in _KNOWN for c in token.children)
    return known and token.tag_ in ("NN", "NNS") and reading.discourse.agent(token) is None


def _is_named(reading: Reading, token: Token) -> bool:
    """Somebody with a name of their own, also by a pronoun; not "the voters"."""
    agent = reading.discourse.agent(token)
    return agent is not None and not agent.path.startswith("group/")


def _no_agent(reading: Reading, token: Token) -> bool:
    return reading.discourse.agent(token) is None and token.tag_ != "PRP"


#: What the target of a verb must be, by the lexicon's `only`.
_RESTRICTIONS: dict[str, Callable[[Reading, Token], bool]] = {
    "weak": _weighty,
    "measure": _recognising,
    "text": is_measure,
    "thing": _no_agent,
    "actor": lambda reading, token: not _no_agent(reading, token),
    "named": _is_named,
}
