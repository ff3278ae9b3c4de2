"""Recognition by saying who rules: "said that X was not the legitimate president of Y", "insists X remains its president"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.recognitions.recognisers import state_of
from kg.extract.tree import child
from kg.types import Agent, Recognition, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_BEING = {"be", "remain"}
_SPEAKING = ("state", "government", "ministry", "organisation")


def find(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """Whom a state, or one who speaks for it, says to be, or to be no longer, the rightful ruler of another."""
    if clause.verb.dep_ != "ccomp" or clause.lemma not in _BEING or clause.mood != "real":
        return
    governor = reading.clauses.governor(clause)
    if governor is None or governor.negated or reading.sense(governor, "speech") is None:
        return
    name = child(clause.verb, "attr")
    thing = child(clause.verb, "nsubj")
    if name is None or thing is None or not _is_rightful(reading, name):
        return
    ruler = reading.discourse.agent(thing)
    if ruler is None or ruler.kind not in ("person", "government"):
        return
    for _, speaker in reading.agents(governor.subjects):
        holder = _speaking(reading, speaker)
        if holder is not None and not {holder.of, holder.path} & {ruler.of, ruler.path}:
            denied = clause.negated or any(c.lower_ == "longer" for c in clause.verb.children)
            status: RecognitionState = "does-not-recognise" if denied else "recognises"
            why = reading.why(governor, "recognition.rightful")
            yield Recognition(holder, ruler, "government", status, why, None, reading.date(governor))


def _speaking(reading: Reading, agent: Agent) -> Agent | None:
    """The polity or organisation that speaks itself, or by one who holds an office of it."""
    if agent.kind == "person" and agent.of is not None:
        return state_of(reading, agent)
    return agent if agent.kind in _SPEAKING and agent.known else None


def _is_rightful(reading: Reading, name: Token) -> bool:
    """ "The legitimate president", "the sole representative": an office, and that it is held by right."""
    sense = reading.noun(name, "object")
    words = (c.lower_ for c in name.children if c.dep_ in ("amod", "nmod", "compound"))
    rightful = any(reading.lexicon.sense("adjective", w, "rightful") is not None for w in words)
    return sense is not None and sense.kind == "government" and rightful
