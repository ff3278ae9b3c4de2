"""Recognisers told of as several: "their countries", "16 states: Chad, Mali ...", "no country apart from Peru"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.recognitions.recognisers import heads_of, is_number, state_of
from kg.extract.recognitions.status import TOGETHER
from kg.extract.tallies import numbers
from kg.extract.tree import child, conjuncts
from kg.gazetteer import entity_agent
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_BETWEEN = {",", "and", "the", "as", "well", "plus", "&", "both"}
_APART = {"apart", "aside", "besides", "except", "excluding", "other", "but", "save", "bar"}
_ADDED = {"besides", "alongside", "addition", "apart", "aside"}
_BEFORE = ("following", "joining", "after")
_LEADS = {"example", "lead", "footstep", "suit", "step", "precedent"}
_REACH = 60  # words that "the two countries" may look back


def members(reading: Reading, token: Token) -> list[Agent]:
    """Those that a plural noun stands for: "their countries", "the two countries", "Chadian and Malian lawmakers".

    What is listed after a colon, "16 states: Chad, Mali", is meant by the noun as well.
    """
    if token.tag_ != "NNS" or reading.noun(token, "polity", "land", "executive", "member", "body") is None:
        return []
    if several := _of_several(reading, token):
        return several
    owner = child(token, "poss")
    if owner is not None and owner.lower_ == "their":
        return _states_of(reading, owner)
    return list(_listed_after(reading, token)) or _pair_spoken_of(reading, token)


def excepted(reading: Reading, clause: Clause) -> list[Agent]:
    """Those of whom the contrary holds: "no country apart from Peru", "no other state but Peru"."""
    compared = tuple(t for t in clause.subjects if t.left_edge.i > 1 and t.left_edge.nbor(-1).lower_ == "than")
    return [*_beside(reading, clause, _APART), *(agent for _, agent in reading.agents(compared))]


def examples(reading: Reading, clause: Clause) -> list[Agent]:
    """Those named behind for a group that acts: "dozens of countries recognised Y, including Chad and Mali"."""
    if not any(is_number(reading, t) for t in clause.subjects):
        return []
    preps = (t for t in clause.verb.subtree if t.lower_ == "including" and t.i > clause.verb.i)
    agents = (agent for p in preps for _, agent in reading.agents(tuple(heads_of(p))))
    return [agent for agent in agents if agent.kind == "state"]


def company(reading: Reading, clause: Clause) -> Iterator[Agent]:
    """Those whom somebody joins or follows in recognising, comes after or is named in addition to: they have done so."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "pcomp" else None
    if governor is not None and governor.lemma in TOGETHER and governor.mood in ("real", "future"):
        yield from (agent for _, agent in reading.agents(governor.objects) if agent.known)
    verbs = {clause.verb, *(a for a in clause.verb.ancestors if a.lemma_ in ("become", "be"))}
    ranked = {c for verb in verbs for c in verb.children if c.dep_ == "attr"}
    yield from (a for word in sorted({*verbs, *ranked, *clause.subjects[:1]}) for a in _forerunners(reading, word))
    yield from _beside(reading, clause, _ADDED)


def _forerunners(reading: Reading, word: Token) -> Iterator[Agent]:
    """ "Peru recognised Y, following Chad and Togo", "the third state, after Chad and Togo, to recognise Y".

    "Following Chad's example, Peru recognised Y": whose lead another follows has done it too.
    """
    for c in word.children:
        if c.lower_ not in _BEFORE:
            continue
        heads = tuple(t for h in c.children if h.dep_ in ("pobj", "dobj") for t in conjuncts(h))
        leads = tuple(
            t for h in heads if h.lemma_ in _LEADS for p in h.children if p.dep_ == "poss" for t in conjuncts(p)
        )
        behind = c.i > 0 and c.nbor(-1).text == ","
        agents = [
            agent for _, agent in reading.agents(leads or heads if behind or leads else ()) if agent.kind == "state"
        ]
        yield from agents if len(agents) == len(leads or heads) else ()


def _of_several(reading: Reading, token: Token) -> list[Agent]:
    """ "The French and German governments", "Estonian and Latvian lawmakers": one of each, of lawmakers the parliament."""
    first = next((c for c in token.children if c.dep_ == "amod" and reading.names.polity(c) is not None), None)
    polities = [reading.names.polity(t) for t in (conjuncts(first) if first is not None else ())]
    states = [entity_agent(polity) for polity in polities if polity is not None]
    if len(states) < 2:
        return []
    if reading.noun(token, "executive") is not None:
        return states
    return [house for state in states if (house := reading.discourse.parliament(state)) is not None]


def _beside(reading: Reading, clause: Clause, words: set[str]) -> Iterator[Agent]:
    """The states that a word of setting apart or adding puts beside the subject, or before the whole clause."""
    heads = (*clause.subjects, clause.verb)
    marks = (t for head in heads for t in head.subtree if t.lower_ in words and t.i < clause.verb.i)
    for mark in dict.fromkeys(marks):
        governors = (mark, *(c for c in mark.children if c.dep_ == "prep"))
        tokens = tuple(t for governor in governors for t in heads_of(governor))
        yield from (agent for _, agent in reading.agents(tokens) if agent.kind == "state")


def _states_of(reading: Reading, owner: Token) -> list[Agent]:
    """The states of those that "their" stands for: "the ministers of Chad and Mali", "A of Chad and B of Mali"."""
    people = reading.discourse.expand(owner)
    places = [t for p in people if p.tag_ == "NNS" for of in p.children if of.lower_ == "of" for t in heads_of(of)]
    agents = (agent for _, agent in reading.agents(tuple(places) or people))
    states = (state_of(reading, reading.discourse.full(agent)) for agent in agents)
    return list({state.path: state for state in states if state is not None}.values())


def _listed_after(reading: Reading, token: Token) -> Iterator[Agent]:
    """The states that a sentence ends with after a colon; the parser may take them for the next sentence."""
    rest = reading.doc[token.i : token.sent.end + 1]
    colon = next((t for t in rest if t.text == ":"), None)
    if colon is None:
        return
    for word in reading.doc[colon.i + 1 : colon.i + 1 + 4 * _REACH]:
        agent = reading.discourse.agent(word)
        if agent is not None and agent.kind == "state":
            yield agent
        elif word.lower_ not in _BETWEEN and word.dep_ not in ("compound", "amod"):
            return


def _pair_spoken_of(reading: Reading, token: Token) -> list[Agent]:
    """ "Both countries", "the three states": the states last named side by side, if they are as many."""
    told = [c.lower_ for c in token.children]
    counted = next((n for c in token.children if (n := numbers.value(c.lower_)) is not None), None)
    many = 2 if "both" in told else counted if {"the", "these", "those", "all"} & set(told) else None
    if many is None:
        return []
    for word in reversed(reading.doc[max(0, token.i - _REACH) : token.i]):
        if word.dep_ != "conj" and len(side := conjuncts(word)) == many:
            agents = [agent for _, agent in reading.agents(side) if agent.kind == "state"]
            if len(agents) == many:
                return agents
    return []
