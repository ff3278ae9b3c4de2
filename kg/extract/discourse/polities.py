"""The polities at hand: whose "the Senate" is, which state "his country" means."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.discourse import references
from kg.extract.discourse.history import REACH, History
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.discourse.references import Reference
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity
    from kg.lexicon import Sense

_LOCAL = {"in", "at", "near", "across", "from", "around", "throughout"}
_OWN_NAMES = {"republic", "territory", "region", "enclave", "statelet", "entity"}


class Polities:
    """The polities that one text names, with the places where it does; `home`: the state in which it was written."""

    def __init__(self, names: Names, history: History, home: Entity | None = None) -> None:
        self._names, self._history, self._home = names, history, home
        places = ((t, p) for t in names.doc if (p := self._around(t, names.polity(t))) is not None)
        self._named = [(t, p) for t, p in places if not self._is_of_a_person(t)]

    def entity(self, path: str | None) -> Entity | None:
        """The entity of a path, as agents have it for their polity; None if there is none."""
        try:
            return self._names.gazetteer.entity(path) if path else None
        except KeyError:
            return None

    def owner(self, phrase: Phrase) -> Entity | None:
        """The polity behind "its" or "his" before the noun."""
        poss = child(phrase.head, "poss")
        reference = self._history.at(poss) if poss is not None else None
        agent = reference.agent if reference is not None else None
        return self.entity(self._history.full(agent).of) if agent is not None else None

    def meant(self, phrase: Phrase) -> Agent | None:
        """ "his country", "the country", "the self-declared republic": the possessor's polity, else the one last at hand.

        A republic, region or territory is taken up only if it was itself mentioned; "the country" may be a body's.
        """
        owner = self.owner(phrase)
        if owner is not None:
            return entity_agent(owner)
        own = child(phrase.head, "poss")
        named = own is not None and own.tag_ != "PRP$"  # "the People's Republic" takes up nothing
        if not phrase.definite or phrase.head.tag_ == "NNS" or named:
            return None
        if (subject := self._state_above(phrase.head)) is not None:
            return subject
        reach = 30 if phrase.form in _OWN_NAMES else REACH
        recent = [r.agent for r in self._history.recent(phrase.head, reach) if r.agent is not None]
        if phrase.form in _OWN_NAMES:
            return next((a for a in recent if a.path == a.of and a.kind == "state" and self._kind(a) != "state"), None)
        owners = (self.entity(self._history.full(a).of) for a in recent if a.kind != "people")
        # "his country" of one whose polity nobody told: a contested one would be told with its leader
        fit = (e for e in owners if e is not None and (own is None or e.kind == "state"))
        return next((entity_agent(e) for e in fit), None)

    def _state_above(self, head: Token) -> Agent | None:
        """The state that acts in the sentence, where "the country" acts in a clause below: "Mali leaves after ..."."""
        verb = head.head
        if head.dep_ != "nsubj" or verb.dep_ != "advcl" or not verb.head.tag_.startswith("VB"):
            return None
        subjects = (self._history.agent(c) for c in verb.head.children if c.dep_ == "nsubj" and c.i < head.i)
        return next((a for a in subjects if a is not None and a.kind == "state"), None)

    def _kind(self, agent: Agent) -> str:
        entity = self.entity(agent.of)
        return entity.kind if entity is not None else ""

    def at_hand(self, head: Token, noun: Sense, form: str) -> Entity | None:
        """The polity that a body named without one belongs to: that of the sentence, else of the text so far, else of all."""
        for polity in itertools.chain(self._deciding(head), self.near(head, noun.frame)):
            if noun.frame == "body" and self._names.gazetteer.generic(polity.path, form) is not None:
                return polity
        if noun.frame == "executive" or form in ("parliament", "legislature"):
            return next((p for p in self.near(head, noun.frame) if p.kind == "state"), None)
        return None

    def near(self, head: Token, frame: str = "body") -> Iterator[Entity]:
        """Polities by how near they are: before in the sentence, of agents so far, at home, of bodies later, then behind.

        `frame`: of which kind of body, "body" or "executive".
        """
        sentence = self._history.sentence
        here = sentence(head)
        yield from (p for t, p in reversed(self._named) if t.i < head.i and sentence(t) == here)
        before = (r for r in reversed(self._history) if r.token.i < head.i)
        yield from (e for r in before if (e := self._owner_of(r)) is not None)
        yield from (p for t, p in reversed(self._named) if t.i < head.i)
        yield from [self._home] if self._home is not None else []
        yield from (p for t, p in self._named if t.i > head.i and self._before_body(t, frame))
        yield from (p for t, p in self._named if sentence(t) == here)
        # Of those only named behind, the first: a headline's "Chamber" is of whom the text is about, or of nobody known.
        yield from (p for _, p in self._named[:1])

    def _deciding(self, head: Token) -> Iterator[Entity]:
        """The polities of the bodies named before in the text: of one parliament's chambers, the other is meant."""
        here = self._history.sentence(head)
        if any(self._history.sentence(t) == here for t, _ in self._named):
            return
        for reference in reversed(self._history):
            if reference.token.i > head.i:
                continue
            body = reference.agent if references.is_chamber(reference.agent) else None
            polity = self.entity(body.of) if body is not None else None
            if polity is not None:
                yield polity

    def _owner_of(self, reference: Reference) -> Entity | None:
        """The polity of an agent; of a province that is only the place of something the state around it."""
        agent = reference.agent
        entity = self.entity(agent.of) if agent is not None else None
        return self._around(reference.token, entity) if agent is not None and agent.path == agent.of else entity

    def _around(self, token: Token, polity: Entity | None) -> Entity | None:
        """The state around a province or federal state that is only the place of something: "a rally in Ohio"."""
        preposition = token.head if token.dep_ == "pobj" else None
        if polity is None or polity.kind != "subdivision" or preposition is None or polity.part_of is None:
            return polity
        local = preposition.lower_ in _LOCAL or preposition.head.lemma_ in ("state", "province")
        return self.entity(polity.part_of) if local else polity

    def _is_of_a_person(self, token: Token) -> bool:
        """ "Ada Santiago", "London Bell": a person's name that holds that of a place."""
        head = token.head if token.dep_ == "compound" else token
        agent = self._names.phrase(head).agent
        return agent is not None and agent.path.startswith("person/") and token.text in agent.name.split()

    def _before_body(self, token: Token, frame: str) -> bool:
        """True if a polity's name or adjective goes with a body of a kind ("French Foreign Ministry"), or with its members."""
        noun = self._names.phrase(token.head).noun if token.head.tag_.startswith("NN") else None
        return noun is not None and (noun.frame == frame or noun.frame not in ("body", "executive"))
