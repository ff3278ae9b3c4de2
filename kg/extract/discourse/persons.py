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
    from kg.extract.phrases import Phrase

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
    holders = [r for r in history.recent(phrase.head, _REACH) if _may_hold(r, phrase, history)]
    title = phrase.form.lower()
    sure = [r for r in holders if phrase.polity is None or (r.agent and history.full(r.agent).of is not None)]
    introduced = child(phrase.head, "poss") is not None
    office = introduced or title.rpartition(" ")[2] in called.SINGLE
    so_called = (r for r in (sure if introduced else holders) if title in history.titles(r))
    others = (r for r in (sure if office else holders) if not called.is_another(title, history.titles(r)))
    several = phrase.noun is not None and phrase.noun.frame == "group"  # "the army" is nobody who was named
    found = next(so_called, None) or (next(others, None) if not (several or _is_anothers(phrase)) else None)
    return found.agent if found is not None else None


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
