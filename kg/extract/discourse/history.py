"""What a text has mentioned so far: who each phrase means, in which sentence, and what is known of each person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.discourse import called, references
from kg.extract.discourse.references import Reference
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

REACH = 4  # sentences that a pronoun or short form may look back


class History:
    """The references of one text in its order, and by the index of the phrase's head token."""

    def __init__(self, doc: Doc) -> None:
        self._references: dict[int, Reference] = {}
        self._order: list[Reference] = []
        self._persons: dict[str, Agent] = {}
        self._offices: dict[str, Agent] = {}
        self._roles: dict[str, str] = {}
        self._sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._order)

    def __reversed__(self) -> Iterator[Reference]:
        return reversed(self._order)

    def note(self, reference: Reference) -> None:
        """Keep what a phrase means, and what it tells of a person."""
        self._references[reference.token.i] = reference
        self._order.append(reference)
        agent = reference.agent
        if agent is not None and references.is_person(reference):
            known = self._persons.get(agent.path)
            if known is None or known.polity is None:
                self._persons[agent.path] = agent
            if reference.office is not None:
                self._offices.setdefault(agent.path, reference.office)
            if reference.role is not None:
                self._roles.setdefault(agent.path, reference.role)

    def correct(self, token: Token, reference: Reference | None) -> None:
        """Give a phrase another meaning than it was noted with, for whoever asks for it; None for none."""
        self._references.pop(token.i, None)
        if reference is not None:
            self._references[token.i] = reference

    def at(self, token: Token) -> Reference | None:
        """What the phrase headed by `token` refers to, as it was noted; None if it refers to nothing known."""
        return self._references.get(token.i)

    def reference(self, token: Token) -> Reference | None:
        """What the phrase headed by `token` refers to, or None. Agents come back with all that the text tells of them."""
        found = self._references.get(token.i)
        if found is None or found.agent is None:
            return found
        agent = self.full(found.agent)
        return found if agent is found.agent else replace(found, agent=agent)

    def agent(self, token: Token) -> Agent | None:
        """The agent that `token` refers to, or None."""
        found = self.reference(token)
        return found.agent if found is not None else None

    def measures(self, token: Token) -> tuple[str, ...]:
        """Local ids of the measures that `token` refers to."""
        found = self._references.get(token.i)
        return found.measures if found is not None else ()

    def full(self, agent: Agent) -> Agent:
        """The same person with the polity that any mention gave."""
        return self._persons.get(agent.path, agent)

    def persons(self) -> Iterator[Agent]:
        """The persons by name, the last who was met first."""
        return reversed(self._persons.values())

    def tell(self, person: Agent) -> None:
        """Keep what one more mention tells of a person who was met before."""
        self._persons[person.path] = person

    def office(self, token: Token) -> Agent | None:
        """The body that the person at `token` speaks for, as told at this or an earlier mention; None if never told."""
        found = self._references.get(token.i)
        if found is None or found.agent is None:
            return None
        return found.office or self._offices.get(found.agent.path)

    def role(self, token: Token) -> str | None:
        """The title of the person at `token`, as told at this or an earlier mention; None if never told."""
        found = self._references.get(token.i)
        return self._role(found) if found is not None and found.agent is not None else None

    def titles(self, reference: Reference) -> frozenset[str]:
        """By what a person may be called, as first told."""
        return called.words(self._role(reference) or "")

    def _role(self, reference: Reference) -> str | None:
        agent = reference.agent
        return reference.role or (self._roles.get(agent.path) if agent is not None else None)

    def sentence(self, token: Token) -> int:
        """The number of the sentence that `token` stands in."""
        return self._sentence[token.i]

    def recent(self, token: Token, reach: int = REACH) -> Iterator[Reference]:
        """The references from the nearest backwards, no further than `reach` sentences."""
        here = self._sentence[token.i]
        for reference in reversed(self._order):
            if here - self._sentence[reference.token.i] > reach:
                return
            yield reference
