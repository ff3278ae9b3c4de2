"""Parties, unions, ministries and states by less than their name: "her party", "the bloc", "its representative"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.discourse import references
from kg.extract.phrases import group_kind
from kg.extract.tree import child
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.discourse.history import History
    from kg.extract.discourse.references import Reference
    from kg.extract.names import Names
    from kg.extract.phrases import Phrase
    from kg.lexicon import Sense

_SPEAKING = {"state", "organisation", "party", "chamber", "government", "ministry"}


def ministry(agent: Agent, history: History) -> Agent:
    """ "the Laotian ministry": the one of Laos that stood before."""
    if agent.path.rpartition("/")[2] not in ("ministry", "department"):
        return agent
    before = (r.agent for r in reversed(history) if r.agent is not None and r.agent.kind == "ministry")
    return next((a for a in before if a.of == agent.of), agent)


def own_party(phrase: Phrase, noun: Sense, names: Names, history: History) -> Agent | None:
    """ "her party", of one whose title tells it: "Labour leader Ana Poe said her party would oppose it"."""
    poss = child(phrase.head, "poss") if group_kind(noun) == "party" else None
    owner = history.agent(poss) if poss is not None else None
    title = history.role(poss) if poss is not None and owner is not None else None
    return references.party_in(title, owner, names.gazetteer) if title and owner is not None else None


def group_at_hand(phrase: Phrase, noun: Sense, history: History) -> Agent | None:
    """ "the party", "the union", "the bloc": the one last spoken of, if the text names one; of several, one called so."""
    kind = group_kind(noun)
    if kind is None or phrase.head.tag_ != "NN" or not references.is_taken_up(phrase, kind):
        return None
    recent = [r for r in history.recent(phrase.head) if r.agent is not None and _has_name(r)]
    groups = [r.agent for r in recent if r.agent is not None and r.agent.kind == kind]
    called = (a for a in groups if phrase.form in a.name.lower().split())
    return next(called, groups[0] if groups else None)


def _has_name(reference: Reference) -> bool:
    """An agent that is called by a name, also one that nobody knew: "the Liberal Party", not "a party"."""
    agent, token = reference.agent, reference.token
    return agent is not None and (not agent.path.startswith("group/") or token.tag_ in ("NNP", "NNPS"))


def spoken_for(phrase: Phrase, names: Names, history: History) -> Agent | None:
    """ "its representative condemned the raid": what the one who speaks for a state does, that does. His words are his."""
    poss = child(phrase.head, "poss")
    named = phrase.agent is not None and phrase.agent.path.startswith("person/")  # "its envoy in Lima, Ana Poe,"
    if poss is None or named or poss.lower_ not in ("its", "their") or not references.is_subject(phrase.head):
        return None
    reference = history.at(poss)
    agent = reference.agent if reference is not None else None
    lexicon, verb = names.lexicon, references.first_conjunct(phrase.head).head
    speaks = lexicon.sense("noun", phrase.head.lemma_, "mouthpiece") is not None
    speaks &= lexicon.sense("verb", verb.lemma_, "speech") is None
    return agent if speaks and agent is not None and agent.kind in _SPEAKING else None
