"""Who and what a phrase means in the run of the text: pronouns, short forms, bodies named without their country, measures.

One forward pass over the noun phrases keeps a history of what was mentioned; each phrase is resolved against what stood
before it.

    head ─names─> Phrase ─persons, short_names, bodies, polities, measure_mentions─> Reference ─> History
    pronoun ────────────────────────── pronouns ──────────────────────────────────> Reference ─> History
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.discourse import persons, plurals, references, short_names
from kg.extract.discourse.bodies import Bodies
from kg.extract.discourse.history import History
from kg.extract.discourse.measure_mentions import MeasureMentions
from kg.extract.discourse.polities import Polities
from kg.extract.discourse.pronouns import Pronouns
from kg.extract.discourse.references import Draft, Reference
from kg.extract.names import Names, roles
from kg.extract.phrases import Phrase, heads
from kg.extract.tree import conjuncts
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.clauses import Clauses
    from kg.extract.parsing.parsed import Doc, Token
    from kg.gazetteer import Entity
    from kg.lexicon import Sense


class Discourse:
    """References of one text, by the index of the phrase's head token. `home`: the state in which it was written."""

    def __init__(self, doc: Doc, names: Names, clauses: Clauses, home: Entity | None = None) -> None:
        self.doc, self.names = doc, names
        self._history = History(doc)
        self._polities = Polities(names, self._history, home)
        self._bodies = Bodies(names, self._history, self._polities)
        self._measures = MeasureMentions(names, clauses, self._history.recent, self._bodies.chamber)
        self._pronouns = Pronouns(names, self._history, self._measures, self._bodies)
        for head in heads(doc):
            self._read(head)
        self._pronouns.settle_first_persons(clauses)
        self._measures.settle()

    # --- what other modules ask ---------------------------------------------------------------------------------

    def reference(self, token: Token) -> Reference | None:
        """What the phrase headed by `token` refers to, or None. Agents come back with all that the text tells of them."""
        return self._history.reference(token)

    def agent(self, token: Token) -> Agent | None:
        """The agent that `token` refers to, or None."""
        return self._history.agent(token)

    def antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a pronoun stands for, past other pronouns; None if that is not known."""
        return self._pronouns.noun(pronoun)

    def expand(self, token: Token) -> tuple[Token, ...]:
        """What a plural stands for, one token each: "they" for "Norway and Spain", "the governments of Norway and Spain"."""
        first = self._pronouns.first(token)
        return conjuncts(first) if first is not None else plurals.expanded(token, self.names, self._history)

    @property
    def measures(self) -> dict[str, Draft]:
        """The measures of the text by local id."""
        return self._measures.drafts

    def measure(self, token: Token) -> tuple[str, ...]:
        """Local ids of the measures that `token` refers to."""
        return self._history.measures(token)

    def full(self, agent: Agent) -> Agent:
        """The same person with the polity that any mention gave."""
        return self._history.full(agent)

    def office(self, token: Token) -> Agent | None:
        """The body that the person at `token` speaks for, as told at this or an earlier mention; None if never told."""
        return self._history.office(token)

    def role(self, token: Token) -> str | None:
        """The title of the person at `token`, as told at this or an earlier mention; None if never told."""
        return self._history.role(token)

    def sentence(self, token: Token) -> int:
        """The number of the sentence that `token` stands in."""
        return self._history.sentence(token)

    def mentions(self) -> Iterator[Reference]:
        """All references to agents, in text order."""
        return (r for r in self._history if r.agent is not None)

    def chamber(self, token: Token) -> Agent | None:
        """The deliberative body that `token` refers to, or whose members it names ("305 French senators")."""
        return self._bodies.chamber(token)

    def parliament(self, agent: Agent) -> Agent | None:
        """The parliament of the polity that an agent belongs to, by its lower house; None if the polity is not known."""
        return self._bodies.parliament(agent)

    # --- the pass -----------------------------------------------------------------------------------------------

    def _read(self, head: Token) -> None:
        """Note what a phrase refers to."""
        latter = head.lower_ == "latter"
        if latter or head.tag_ in ("PRP", "PRP$") or (head.lower_ in plurals.SOME and references.is_subject(head)):
            self._pronouns.read(head)
            return
        phrase = self.names.phrase(head)
        if phrase.noun is not None and phrase.noun.frame == "measure" and phrase.agent is None:
            reference = self._measures.read(phrase)
            if reference is not None:
                self._history.note(reference)
            return
        agent = self._meant(phrase)
        agent = persons.beside(phrase, agent, self._history) or agent
        if agent is not None:
            self._history.note(Reference(head, phrase.span, agent, role=phrase.role, office=phrase.office))

    def _meant(self, phrase: Phrase) -> Agent | None:
        """Whom a phrase means, by itself or by what stood before; None for nobody known."""
        agent = phrase.agent
        spoken_for = short_names.spoken_for(phrase, self.names, self._history)
        if spoken_for is not None:
            return spoken_for
        if (people := self._people(phrase)) is not None:
            return persons.compatriot(phrase, people, self._history) or agent
        if agent is None:
            return self._in_context(phrase, phrase.noun) if phrase.noun is not None else None
        if references.is_bare_member(phrase):
            return persons.holder(phrase, self._history) or agent
        if agent.known:
            return agent
        if agent.kind == "ministry":
            return short_names.ministry(agent, self._history)
        return persons.known(agent, self._history) if agent.kind in ("person", "organisation") else agent

    def _people(self, phrase: Phrase) -> Entity | None:
        """The state of one who is called by his people alone: "the Israeli"."""
        head = phrase.head
        alone = head.tag_ in ("NNP", "NN") and head.left_edge.i == head.i - 1 and head.left_edge.lower_ == "the"
        hit = self.names.hit(head) if alone else None
        return self.names.choose(hit) if hit is not None and hit.kind in ("adjective", "demonym") else None

    def _in_context(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """Whom a phrase means that names nobody by itself."""
        if noun.frame in ("body", "executive"):
            return self._bodies.meant(phrase, noun)
        if noun.frame == "polity":
            return self._polities.meant(phrase)
        if noun.frame not in ("role", "member", "group"):
            return None
        return (
            (persons.holder(phrase, self._history) if phrase.definite else None)
            or roles.holder(self.names, phrase)
            or short_names.own_party(phrase, noun, self.names, self._history)
            or short_names.group_at_hand(phrase, noun, self._history)
        )
