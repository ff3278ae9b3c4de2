"""Groups of people: members of a body, a nation's people, parties and unions by their noun."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.names import beside, bodies
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, AgentKind

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity


def read_member(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """ "French senators": a group, unless a name stands beside the noun ("Senator Ted Cruz" is read elsewhere)."""
    named = beside.name(names, phrase)
    if named is not None:
        return named
    return replace(phrase, agent=group(names, phrase, "person"))


def read(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """People, a party or another organisation, by the name beside the noun if there is one."""
    several = phrase.head.tag_ in ("NNS", "NNPS")
    if phrases.is_rest(phrase.head):
        return phrase
    own = child(phrase.head, "poss")
    lent = own is not None and own.tag_ == "NNP"  # "Ada Poe's bloc" is not Ada Poe
    called = (
        phrase.head.tag_ == "NNP" and len(bodies.own_name(names, words, size).split()) > 1
    )  # an acronym adds nothing
    if not several and not called:
        named = beside.group(names, phrase) or (None if lent else beside.name(names, phrase))
        if named is not None:
            return named
    if lent and not several and (kind := phrases.group_kind(phrase.noun)) is not None:
        return replace(phrase, agent=group(names, phrase, kind))
    kind = phrases.group_kind(phrase.noun)
    before = {(c.dep_, c.tag_) for c in phrase.head.children}
    if kind == "party" and not several and own is None and ("compound", "NNP") in before:
        entities = (names.entity(c) for c in phrase.head.children if c.dep_ == "compound")
        party = next((e for e in entities if e is not None and e.kind == "party"), None)
        agent = entity_agent(party) if party is not None else group(names, phrase, kind)
        return replace(phrase, agent=agent)  # "the Congress party", "the Law and Justice party"
    plural = several or phrase.head.lemma_ in ("people", "opposition", "public", "media")
    if not plural and not bodies.own_name(names, phrases.name_words(words), 0):
        return phrase
    default: AgentKind = "people" if plural else "organisation"
    return replace(phrase, agent=group(names, phrase, phrases.group_kind(phrase.noun) or default))


def group(names: Names, phrase: Phrase, kind: AgentKind) -> Agent:
    """Those whom a phrase names without a name of their own: "French senators", "members of the opposition"."""
    end = phrase.span.end
    last = phrase.head.i + 1 == len(names.doc)
    prep = None if last else phrase.head.nbor(1)  # "members of X", "from X", also where it hangs on the verb
    if prep is not None and prep.dep_ == "prep" and prep.lower_ in ("of", "from"):
        told = (t.left_edge for t in prep.subtree if t.dep_ == "relcl")  # "members of the guild, | who said ..."
        end = max(end, min((t.idx for t in told), default=prep.right_edge.idx + len(prep.right_edge.text)))
    poss = child(phrase.head, "poss")
    start = min(phrase.span.start, poss.left_edge.idx) if poss is not None else phrase.span.start
    text = re.sub(r"\s+", " ", names.text[start:end]).rstrip(" ,")
    return Agent(f"group/{slug(text)}", text, kind, *agents.belonging(phrase.polity))


def people(names: Names, base: Phrase, entity: Entity) -> Agent:
    """ "Iranians" are people; "the Democrats", "231 Democrats" the party; "some Democrats", "one Democrat" are not."""
    if entity.kind == "party" and base.head.tag_ in ("NNS", "NNPS") and not phrases.few(base.head):
        return entity_agent(entity)
    told = (c.idx for c in base.head.children if c.dep_ in ("nummod", "amod") or phrases.few_word(c))
    text = names.text[min((base.span.start, *told)) : base.span.end]
    kind: AgentKind = "person" if base.head.tag_ in ("NN", "NNP") else "people"
    return Agent(f"group/{slug(text)}", text, kind, entity.polity or entity.code, entity.of or entity.path)
