"""Names that stand beside a noun and tell whom it means: "the French minister, Jean Martin", "the union Unite"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.names import titles
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.phrases import Phrase

#: Who makes something, which a party may do as well as a person.
_MAKERS = {"author", "architect", "initiator", "originator", "drafter", "mover"}


def name(names: Names, phrase: Phrase) -> Phrase | None:
    """A name in apposition to a role: "the French minister, Jean Martin"; also the head of which the role is one."""
    for c in phrase.head.children:
        if c.dep_ == "appos" and c.tag_ in ("NNP", "NNPS") and not titles.is_known(names, c):
            inner = names.phrase(c)
            if inner.agent is not None and inner.agent.kind in ("person", "organisation"):
                person = agents.person(inner.agent.name, phrase.polity or inner.polity)
                return replace(phrase, agent=person, span=inner.span, definite=False)
    return _name_below(names, phrase)


def _name_below(names: Names, phrase: Phrase) -> Phrase | None:
    """A name that the parser hung on a title's place: "president of Chad Idriss Déby", "of the Senate, Ana Paz"."""
    for token, apposed in titles.named_below(phrase.head):
        words = [*phrases.left(token), token]
        name = words if apposed and not titles.is_known(names, token) else titles.person_after_place(names, words)
        proper = all(map(phrases.is_of_name, name))
        if len(name) > 1 and proper and phrase.head.tag_ in ("NN", "NNP"):
            span = Span(name[0].idx, token.idx + len(token.text))
            role = (phrase.role or "").split(name[0].text)[0].rstrip(" ,") or None
            agent = agents.person(phrases.name_text(names.text, name), phrase.polity)
            return replace(phrase, agent=agent, span=span, role=role, definite=False)
    return None


def group(names: Names, phrase: Phrase) -> Phrase | None:
    """Who a group is called beside it: "France's ally Chad", "the biggest union, the CGT", "the union Unite"."""
    beside = (c for c in phrase.head.children if c.dep_ == "appos" and c.tag_ in ("NNP", "NNPS"))
    inner = next((p for c in beside if phrase.head.tag_ in ("NN", "NNP") and (p := names.phrase(c)).agent), None)
    if inner is None or inner.agent is None:
        return None
    kind = phrases.group_kind(phrase.noun)
    agent = inner.agent
    if not agent.known and agent.kind != "party":
        if kind is None and agent.kind != "organisation":
            return None
        agent = replace(agents.organisation(agent.name, phrase.polity or inner.polity), kind=kind or agent.kind)
    return replace(phrase, agent=agent, span=inner.span, definite=False)


def author(names: Names, phrase: Phrase) -> Phrase | None:
    """What is no office may be a party's part: "its author, the Liberal Party"; not "its leader"."""
    named = group(names, phrase) if phrase.head.lemma_ in _MAKERS else None
    return named if named is not None and named.agent is not None and named.agent.kind == "party" else None
