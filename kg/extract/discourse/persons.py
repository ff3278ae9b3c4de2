"""Persons by less than their full name: a surname, a title, a noun beside the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.discourse import called, references
from kg.extract.phrases import group_kind
from kg.extract.tree import child
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.discourse.history import History
    from kg.extract.discourse.references import Reference
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity

_REACH = 8  # sentences that a title may look back


def known(name: Agent, history: History) -> Agent:
    """Whom a surname or other end of a full name means that stood before ("Lemoyne", "Le Drian"), else the name itself."""
    person = next((p for p in history.persons() if _is_called(p, name.name)), None)
    if person is None:
        return name
    if person.polity is None and name.polity is not None:
        person = replace(person, polity=name.polity, of=name.of)
        history.tell(person)
    return person


def _is_called(person: Agent, name: str) -> bool:
    return person.name == name or person.name.endswith(f" {name}") or references.same_person(person, name)


def beside(phrase: Phrase, agent: Agent | None, history: History) -> Agent | None:
    """The person whom a noun beside the name tells more of: "Ana Poe, now a senator, who opposed the bill, said".

    `agent` is whom the noun means without the name.
    """
    unnamed = agent is None or agent.path.startswith(("group/", "role/"))
    group = phrase.noun is not None and phrase.noun.frame not in ("role", "member")
    group &= group_kind(phrase.noun) is not None or phrase.noun is None or phrase.noun.frame != "group"
    if phrase.head.dep_ != "appos" or phrase.head.tag_ != "NN" or group or not unnamed:
        return None
    told = history.at(phrase.head.head)
    return told.agent if told is not None and references.is_person(told) else None


def holder(phrase: Phrase, history: History) -> Agent | None:
    """ "the minister", "the Armenian leader": the last person of that polity so called, else the last one who may be.

    Nobody acts on himself under his own title: "the premier urged the minister" speaks of two. Where a polity is
    named with an office, one of whom none is known is meant only by his title, and never by "Chad's president".
    """
    title = phrase.form.lower()
    if phrase.polity is None and (unnamed := _unnamed(phrase, title, history)) is not None:
        return unnamed
    holders = [r for r in history.recent(phrase.head, _REACH) if _may_hold(r, phrase, history)]
    sure = [r for r in holders if phrase.polity is None or (r.agent and history.full(r.agent).of is not None)]
    introduced = child(phrase.head, "poss") is not None
    office = introduced or title.rpartition(" ")[2] in called.SINGLE
    so_called = (r for r in (sure if introduced else holders) if title in history.titles(r))
    others = (r for r in (sure if office else holders) if not called.is_another(title, history.titles(r)))
    several = phrase.noun is not None and phrase.noun.frame == "group"  # "the army" is nobody who was named
    found = next(so_called, None) or (next(others, None) if not (several or _is_anothers(phrase)) else None)
    if found is not None:
        return found.agent
    return _sole(phrase, history) if not (several or _is_anothers(phrase)) else None


def _unnamed(phrase: Phrase, title: str, history: History) -> Agent | None:
    """ "Ana Poe received the Polish foreign minister. | The minister | said": who was last called so, if by his title alone."""
    called_so = (r for r in history.recent(phrase.head) if r.agent is not None and title in history.titles(r))
    last = next((r for r in called_so if r.agent is not None and r.agent.kind == "person"), None)
    apart = last is not None and not references.same_clause(last.token, phrase.head)
    return last.agent if last is not None and apart and last.agent and last.agent.path.startswith("role/") else None


def _sole(phrase: Phrase, history: History) -> Agent | None:
    """The only one who was named without title or place before his office is told: "Ivo Poe left. The Fijian chancellor said".

    News tells the name of whom it calls by an office alone. Not where the place of the office was named for itself: its
    holder may be another ("Ivo Poe came to Fiji. The Fijian president said").
    """
    if phrase.head.tag_ not in ("NN", "NNP") or (phrase.polity is not None and _is_named(phrase.polity.path, history)):
        return None
    title = phrase.form.lower()
    bare = [r for r in history.recent(phrase.head, _REACH) if references.is_person(r) and _is_free(r, title, history)]
    apart = [r for r in bare if not references.same_clause(r.token, phrase.head)]
    paths = {r.agent.path for r in bare if r.agent is not None}
    if len(paths) != 1 or not apart or apart[0].agent is None:
        return None
    if phrase.polity is None and not any(_is_topic(r.token) for r in apart):
        return None
    return apart[0].agent if phrase.polity is None else _placed(apart[0].agent, phrase.polity, history)


def compatriot(phrase: Phrase, polity: Entity, history: History) -> Agent | None:
    """ "the Israeli", "the Pole": the last person from there, else the only one of whom it is not told where he belongs."""
    if phrase.head.lower_.endswith(_OF_MANY) or not references.is_subject(phrase.head):
        return None
    near = (r.agent for r in history.recent(phrase.head, _REACH) if references.is_person(r) and r.agent is not None)
    known = next((a for a in near if history.full(a).of == polity.path), None)
    return known or _sole(replace(phrase, polity=polity, form=""), history)


_OF_MANY = ("sh", "ch", "ese", "ss")  # "the British", "the Chinese" are many


def _is_topic(token: Token) -> bool:
    """Who acts or whose something is: "Ivo Poe's plan fails. The premier says"; not "police arrest Ivo Poe. The mayor says"."""
    return references.is_subject(token) or token.dep_ == "poss"


def _placed(person: Agent, polity: Entity, history: History) -> Agent:
    """The person, of whom it is now told where he belongs."""
    placed = replace(person, polity=polity.polity or polity.code, of=polity.path)
    history.tell(placed)
    return placed


def _is_free(reference: Reference, title: str, history: History) -> bool:
    """True for a full name with no title, or with one that goes with `title`."""
    agent = reference.agent
    if agent is None or " " not in agent.name or history.full(agent).of is not None:
        return False
    told = any(c.dep_ in ("compound", "nmod") and c.tag_ == "NN" and c.text.islower() for c in reference.token.children)
    alone = references.first_conjunct(reference.token) is reference.token
    return alone and not told and not history.titles(reference)  # "journalist Ivo Poe" is told to be none


def _is_named(path: str, history: History) -> bool:
    """True if a polity was itself spoken of, as one that acts or as a place."""
    return any(r.agent is not None and r.agent.path == path for r in history)


def _may_hold(reference: Reference, phrase: Phrase, history: History) -> bool:
    """True for a person by name, or for persons if the title is a plural, of the polity that is told with the title."""
    agent = reference.agent
    plural = phrase.head.tag_ in ("NNS", "NNPS")
    if agent is None or agent.kind != "person" or plural != (not agent.path.startswith("person/")):
        return False
    of_polity = phrase.polity is None or history.full(agent).of in (None, phrase.polity.path)
    alone = reference.token.tag_ == "PRP" or not references.is_subject(reference.token)
    told = reference.role is not None or not alone  # "Shiv Sena, Left and others" hold no office
    return of_polity and told and not references.same_clause(reference.token, phrase.head)


def _is_anothers(phrase: Phrase) -> bool:
    """ "Chad's president", "the bishop of Lima", "his counterpart": told apart from whoever was spoken of so far."""
    if child(phrase.head, "poss") is not None:
        return True
    owners = (t for p in phrase.head.children if p.lower_ == "of" for t in p.children)
    return " of " not in phrase.form and any(t.tag_ == "NNP" for t in owners)  # not "the Secretary of State"
