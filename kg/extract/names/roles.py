"""Titles and offices: who holds one, in whose name its holder speaks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.names import beside, bodies, groups, modifiers
from kg.extract.phrases import Phrase
from kg.extract.tree import child, conjuncts
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.gazetteer import Entity
    from kg.lexicon import Sense


def read(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """A role noun: with a name beside it a person; a spokesperson stands for the body; else the role-holder."""
    phrase = replace(phrase, role=_text(names, phrase.head, words), office=office(names, phrase))
    named = beside.name(names, phrase) or beside.author(names, phrase)
    if named is not None:
        return named
    if phrase.noun is not None and phrase.noun.office == "spokes" and phrase.office is not None:
        return replace(phrase, agent=phrase.office)
    if phrase.head.tag_ in ("NNS", "NNPS"):
        return replace(phrase, agent=groups.group(names, phrase, "person"))
    return phrase


def holder(names: Names, phrase: Phrase) -> Agent | None:
    """A role-holder nobody names: "Fiji's president", "a Turkish official"; of a spokesperson the body spoken for."""
    if phrase.noun is None or phrase.head.tag_ not in ("NN", "NNP"):
        return None
    polity = phrase.polity if not _is_of_group(names, phrase.head) else None
    if phrase.noun.frame == "role" and polity is not None and phrase.definite and _by_name(names, phrase):
        office = " ".join(_own_words(names, phrase) or phrase.form.split())
        path = f"role/{slug(agents.in_sentence(polity))}/{slug(office)}"
        name = f"{phrases.title(office)} of {agents.in_sentence(polity)}"
        return Agent(path, name, "person", polity.polity or polity.code, polity.path)
    return groups.group(names, phrase, "person") if phrase.noun.frame == "role" else None


def _is_of_group(names: Names, head: Token) -> bool:
    """ "The leader of Hezbollah" leads no state."""
    of = next((p for p in head.children if p.lower_ == "of" and p.dep_ == "prep"), None)
    led = child(of, "pobj") if of is not None else None
    entity = names.entity(led) if led is not None else None
    return entity is not None and entity.kind == "party"


def _by_name(names: Names, phrase: Phrase) -> bool:
    """The polity is named as such, not by a city in it ("the mayor of Warsaw" is not Poland's mayor)."""
    near = [
        *phrases.left(phrase.head),
        *(t for c in phrase.head.children if c.dep_ in ("poss", "prep") for t in c.subtree),
    ]
    return not any((hit := names.hit(t)) is not None and hit.kind == "metonym" for t in near)


def _own_words(names: Names, phrase: Phrase) -> list[str]:
    """The role with what qualifies it, without the polity: "opposition leader"."""
    words = [t for t in phrases.left(phrase.head) if names.polity(t) is None and t.tag_[:2] in ("NN", "JJ")]
    return [t.lower_ for t in (*words, phrase.head)]


def office(names: Names, phrase: Phrase) -> Agent | None:
    """The body in whose name the holder of a role speaks."""
    held = phrase.noun.office if phrase.noun else None
    if held == "spokes":
        return _spoken_for(names, phrase.head)
    if phrase.polity is None or not phrase.polity.is_polity:
        return None
    within = _ministry_within(names, phrase.head)
    if within is not None:
        return bodies.executive(names, phrase.polity, within)
    if held and held.startswith(("Government", "Ministry", "Department")):
        return bodies.executive(names, phrase.polity, phrase.noun)
    return None


def _ministry_within(names: Names, head: Token) -> Sense | None:
    """The ministry of "secretary of state at the Minister for Europe and Foreign Affairs"."""
    preps = (p for p in head.children if p.dep_ == "prep" and p.lower_ in ("at", "in", "to", "of", "for"))
    text = " ".join(t.lower_ for p in preps for t in p.subtree)
    known = (names.lexicon.sense("noun", form, "executive") for form in names.lexicon.forms("noun", "executive"))
    named = (s for s in known if s is not None and s.office and s.office.startswith("Ministry of "))
    found = (s for s in named if (s.office or "").removeprefix("Ministry of ").removeprefix("the ").lower() in text)
    return min(found, key=lambda s: s.office or "", default=None)


def _spoken_for(names: Names, head: Token) -> Agent | None:
    """The body a spokesperson speaks for: before the noun ("Foreign Ministry spokesman") or after "for" or "of"."""
    left = phrases.left(head)
    if left and len(known := {names.entity(t) for t in left}) == 1 and (whole := known.pop()) is not None:
        return entity_agent(whole)  # "a White House spokesman" speaks for no house
    before = _body_before(names, head, left)
    if before is not None:
        return before
    behind = _body_behind(head)
    if behind is not None:
        return names.phrase(behind).agent
    poss = child(head, "poss")
    owner = names.phrase(poss).agent if poss is not None else None
    if owner is not None and owner.kind in ("ministry", "government", "chamber"):
        return owner
    entities = (names.entity(t) for t in (poss, *reversed(left)) if t is not None)
    return next((entity_agent(e) for e in entities if e is not None), None)


def _body_before(names: Names, head: Token, left: list[Token]) -> Agent | None:
    """The longest noun for a body that the words before a spokesperson begin with, in the polity they name."""
    for size in range(len(left), 0, -1):
        found = names.noun(left[:size])
        if found is None or found[0].frame not in ("executive", "body"):
            continue
        polity = modifiers.polity_of(names, head, [*left, head])
        if polity is None:
            continue
        sense, form, length = found
        if sense.frame == "executive":
            return bodies.executive(names, polity, sense, bodies.own_ministry(names, left[:size], length))
        return bodies.body(names, polity, sense, form, bodies.own_name(names, left[:size], length))
    return None


def _body_behind(head: Token) -> Token | None:
    """The noun after "for", "of" or "at"."""
    preps = (p for p in head.children if p.dep_ == "prep" and p.lower_ in ("for", "of", "at"))
    return next((inner for p in preps if (inner := child(p, "pobj")) is not None), None)


def _text(names: Names, head: Token, words: list[Token]) -> str:
    """The title as it is written, with whose it is and of what: "France's minister for Europe"."""
    start = words[0].idx
    poss = child(head, "poss")
    if poss is not None:
        start = min(start, poss.left_edge.idx)
    end = head.idx + len(head.text)
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "at", "to", "from", "in"):
            edge = prep.right_edge
            end = max(end, edge.idx + len(edge.text))
    return re.sub(r"^(the|a|an)\s+", "", names.text[start:end], flags=re.I)


def apposed(names: Names, head: Token) -> Phrase | None:
    """ "Jean Martin, the French minister": the role after the name."""
    for c in _beside(head):
        if names.hit(c) is None:
            words = [*phrases.left(c), c]
            found = names.noun(words)
            if found is not None and found[0].frame in ("role", "member", "group"):
                polity = _own_place(names, head, c, modifiers.polity_of(names, c, words))
                span = Span(words[0].idx, c.idx + len(c.text))
                base = Phrase(c, span, noun=found[0], form=found[1], polity=polity)
                return replace(base, role=_text(names, c, words), office=office(names, base))
    return None


def _beside(head: Token) -> Iterator[Token]:
    """What stands in apposition to a name, or to the list that it is one of."""
    yield from (c for c in head.children if c.dep_ == "appos")
    if head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children):
        listed = conjuncts(_first(head))
        yield from (c for t in listed if t is not head for c in t.children if c.dep_ == "appos" and c.tag_ == "NNS")


def _first(name: Token) -> Token:
    while name.dep_ == "conj" and name.head is not name:
        name = name.head
    return name


def _own_place(names: Names, head: Token, role: Token, polity: Entity | None) -> Entity | None:
    """The place of one of a list: of "Ana Poe and Ivo Roe, the foreign ministers of Chad and Mali" Mali for Roe."""
    of = next((p for p in role.children if p.lower_ == "of" and p.dep_ == "prep"), None)
    place = child(of, "pobj") if of is not None else None
    places = conjuncts(place) if place is not None else ()
    if role.tag_ != "NNS" or len(places) < 2:
        return polity
    listed = [t for t in conjuncts(_first(head)) if t.tag_ in ("NNP", "NNPS")]
    even = len(listed) == len(places) and head in listed
    return names.polity(places[listed.index(head)]) if even else None
