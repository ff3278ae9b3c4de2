"""Who and what a phrase means in the run of the text: pronouns, short forms, bodies named without their country, measures.

One forward pass over the noun phrases keeps a history of what was mentioned; each phrase is resolved against what stood
before it. The preferences are the classic ones of centering (Grosz, Joshi, Weinstein 1995): a subject goes on with the
last subject, other pronouns take the nearest candidate that agrees.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import called, firstperson, quotes, references
from kg.extract.clauses import Clauses
from kg.extract.measure_mentions import MeasureMentions
from kg.extract.names import Names, bodies, committees, roles
from kg.extract.phrases import Phrase, group_kind, heads
from kg.extract.references import Draft, Reference
from kg.extract.tree import child, conjuncts
from kg.gazetteer import entity_agent
from kg.types import Agent, Span

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token
    from kg.gazetteer import Entity
    from kg.lexicon import Sense

_PERSONAL = {"he", "she", "him", "his", "her", "hers", "himself", "herself", "i", "me", "my"}
_NEUTER = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "theirs", "we", "our", "us"}
_SOME = {"some", "others", "several", "both", "many", "most"}
_LOCAL = {"in", "at", "near", "across", "from", "around", "throughout"}
_REACH = 4  # sentences that a pronoun or short form may look back
_SPEAKING = {"state", "organisation", "party", "chamber", "government", "ministry"}
_BODIES = {"international", "chamber", "legislature"}
_HOUSES = {"house", "chamber", "assembly", "legislature"}
_OWN_NAMES = {"republic", "territory", "region", "enclave", "statelet", "entity"}


class Discourse:
    """References of one text, by the index of the phrase's head token. `home`: the state in which it was written."""

    def __init__(self, doc: Doc, names: Names, clauses: Clauses, home: Entity | None = None) -> None:
        self.doc, self.names, self.clauses, self._home = doc, names, clauses, home
        self._drafted = MeasureMentions(names, clauses, self._recent, self._chamber)
        self._references: dict[int, Reference] = {}
        self._history: list[Reference] = []
        self._persons: dict[str, Agent] = {}
        self._antecedents: dict[int, Token] = {}
        self._meant: dict[int, Token] = {}
        self._offices: dict[str, Agent] = {}
        self._roles: dict[str, str] = {}
        self._sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        places = ((t, p) for t in doc if (p := self._around(t, names.polity(t))) is not None)
        self._named = [(t, p) for t, p in places if not self._is_of_a_person(t)]
        self._quoted = [q.span for q in quotes.find(names.text) if q.depth == 0]
        for head in heads(doc):
            self._read(head)
        self._settle_first_persons()
        self._drafted.settle()

    # --- what other modules ask ---------------------------------------------------------------------------------

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

    def antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a pronoun stands for, past other pronouns; None if that is not known."""
        return self._meant.get(pronoun.i)

    def expand(self, token: Token) -> tuple[Token, ...]:
        """What a plural stands for, one token each: "they" for "Norway and Spain", "the governments of Norway and Spain"."""
        antecedent = self._antecedents.get(token.i)
        if antecedent is not None:
            return conjuncts(antecedent)
        return self._members(token) or self._listed(token) or (token,)

    def _listed(self, token: Token) -> tuple[Token, ...]:
        """Those that a plural noun is said to consist of: "the leaders of Chad and Mali, A and B", "unions such as C".

        Of states only those named are given; of others the group too where the names are but examples.
        """
        left = [t.lower_ for t in token.doc[token.left_edge.i : token.i]]
        plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in _SOME
        if not plural or "but" in left or "except" in left:  # "all but three members, A, B and C"
            return ()
        apposed = tuple(t for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP" for t in conjuncts(c))
        apposed = apposed or self._office_holders(token)
        examples = references.examples(token)
        members = tuple(t for t in (*apposed, *examples) if t.i > token.i and self.agent(t) is not None)
        states = token.lower_ in _SOME or self.names.lexicon.sense("noun", token.lemma_, "polity") is not None
        whole = len(apposed) > 1 and not examples
        return members if states or whole or not members else (token, *members)

    def _members(self, token: Token) -> tuple[Token, ...]:
        """The polities of "the governments of X and Y", "the parliaments of X and Y"."""
        if token.tag_ != "NNS" or not any(
            s.frame in ("executive", "body") for s in self.names.lexicon.of("noun", token.lemma_)
        ):
            return ()
        listed = [conjuncts(t) for p in token.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
        return listed[0] if listed and len(listed[0]) > 1 else ()

    def _office_holders(self, token: Token) -> tuple[Token, ...]:
        """The persons that the parser joined to the places of their offices: "the leaders of Chad and Mali, A and B"."""
        if self.names.lexicon.sense("noun", token.lemma_, "role") is None:
            return ()
        places = [t for p in token.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
        listed = [(t, self.agent(t)) for place in places for t in conjuncts(place)]
        return tuple(t for t, agent in listed if agent is not None and agent.kind == "person")

    @property
    def measures(self) -> dict[str, Draft]:
        """The measures of the text by local id."""
        return self._drafted.drafts

    def measure(self, token: Token) -> tuple[str, ...]:
        """Local ids of the measures that `token` refers to."""
        found = self._references.get(token.i)
        return found.measures if found is not None else ()

    def full(self, agent: Agent) -> Agent:
        """The same person with the polity that any mention gave."""
        return self._persons.get(agent.path, agent)

    def office(self, token: Token) -> Agent | None:
        """The body that the person at `token` speaks for, as told at this or an earlier mention; None if never told."""
        found = self._references.get(token.i)
        if found is None or found.agent is None:
            return None
        return found.office or self._offices.get(found.agent.path)

    def role(self, token: Token) -> str | None:
        """The title of the person at `token`, as told at this or an earlier mention; None if never told."""
        found = self._references.get(token.i)
        if found is None or found.agent is None:
            return None
        return found.role or self._roles.get(found.agent.path)

    def sentence(self, token: Token) -> int:
        """The number of the sentence that `token` stands in."""
        return self._sentence[token.i]

    def mentions(self) -> Iterator[Reference]:
        """All references to agents, in text order."""
        return (r for r in self._history if r.agent is not None)

    # --- the pass -----------------------------------------------------------------------------------------------

    def _read(self, head: Token) -> None:
        if head.tag_ in ("PRP", "PRP$") or (head.lower_ in _SOME and references.is_subject(head)):
            self._pronoun(head)
            return
        phrase = self.names.phrase(head)
        if phrase.noun is not None and phrase.noun.frame == "measure" and phrase.agent is None:
            reference = self._drafted.read(phrase)
            if reference is not None:
                self._note(reference)
            return
        spoken_for = self._spoken_for(phrase)
        if spoken_for is not None:
            phrase = replace(phrase, agent=spoken_for)
        elif phrase.agent is not None and references.is_bare_member(phrase):
            phrase = replace(phrase, agent=self._role_holder(phrase) or phrase.agent)
        elif phrase.agent is None:
            phrase = self._in_context(phrase)
        elif phrase.agent.kind in ("person", "organisation", "ministry") and not phrase.agent.known:
            phrase = self._known_name(phrase)
        if (person := self._beside(phrase)) is not None:
            phrase = replace(phrase, agent=person)
        if phrase.agent is not None:
            self._note(Reference(head, phrase.span, phrase.agent, role=phrase.role, office=phrase.office))

    def _beside(self, phrase: Phrase) -> Agent | None:
        """The person whom a noun beside the name tells more of: "Ana Poe, now a senator, who opposed the bill, said"."""
        unnamed = phrase.agent is None or phrase.agent.path.startswith(("group/", "role/"))
        group = phrase.noun is not None and phrase.noun.frame not in ("role", "member")
        group &= group_kind(phrase.noun) is not None or phrase.noun is None or phrase.noun.frame != "group"
        if phrase.head.dep_ != "appos" or phrase.head.tag_ != "NN" or group or not unnamed:
            return None
        known = self._references.get(phrase.head.head.i)
        return known.agent if known is not None and references.is_person(known) else None

    def _note(self, reference: Reference) -> None:
        self._references[reference.token.i] = reference
        self._history.append(reference)
        agent = reference.agent
        if agent is not None and references.is_person(reference):
            known = self._persons.get(agent.path)
            if known is None or known.polity is None:
                self._persons[agent.path] = agent
            if reference.office is not None:
                self._offices.setdefault(agent.path, reference.office)
            if reference.role is not None:
                self._roles.setdefault(agent.path, reference.role)

    def _recent(self, token: Token, reach: int = _REACH) -> Iterator[Reference]:
        """The history from the nearest backwards, no further than `reach` sentences."""
        here = self._sentence[token.i]
        for reference in reversed(self._history):
            if here - self._sentence[reference.token.i] > reach:
                return
            yield reference

    # --- names and short forms ----------------------------------------------------------------------------------

    def _known_name(self, phrase: Phrase) -> Phrase:
        """A surname or other end of a full name that stood before ("Lemoyne", "Le Drian")."""
        assert phrase.agent is not None
        if phrase.agent.kind == "ministry":
            return self._known_ministry(phrase)
        name = phrase.agent.name
        for path, person in reversed(self._persons.items()):
            if person.name == name or person.name.endswith(f" {name}") or references.same_person(person, name):
                known = self._persons[path]
                if known.polity is None and phrase.agent.polity is not None:
                    known = self._persons[path] = replace(known, polity=phrase.agent.polity, of=phrase.agent.of)
                return replace(phrase, agent=known)
        return phrase

    def _known_ministry(self, phrase: Phrase) -> Phrase:
        """ "the Laotian ministry": the one of Laos that stood before."""
        agent = phrase.agent
        if agent is None or agent.path.rpartition("/")[2] not in ("ministry", "department"):
            return phrase
        before = (r.agent for r in reversed(self._history) if r.agent is not None and r.agent.kind == "ministry")
        return replace(phrase, agent=next((a for a in before if a.of == agent.of), agent))

    def _in_context(self, phrase: Phrase) -> Phrase:
        noun = phrase.noun
        if noun is None:
            return phrase
        if noun.frame in ("body", "executive"):
            agent = self._contextual_body(phrase, noun)
            return replace(phrase, agent=agent) if agent is not None else phrase
        if noun.frame == "polity":
            agent = self._polity_noun(phrase)
        elif noun.frame in ("role", "member", "group"):
            agent = (self._role_holder(phrase) if phrase.definite else None) or roles.holder(self.names, phrase)
            agent = agent or self._own_party(phrase, noun) or self._group_at_hand(phrase, noun)
        else:
            agent = None
        return replace(phrase, agent=agent) if agent is not None else phrase

    def _own_party(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "her party", of one whose title tells it: "Labour leader Ana Poe said her party would oppose it"."""
        poss = child(phrase.head, "poss") if group_kind(noun) == "party" else None
        owner = self.agent(poss) if poss is not None else None
        title = self.role(poss) if poss is not None and owner is not None else None
        return references.party_in(title, owner, self.names.gazetteer) if title and owner is not None else None

    def _group_at_hand(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "the party", "the union", "the bloc": the one last spoken of, if the text names one; of several, one called so."""
        kind = group_kind(noun)
        if kind is None or phrase.head.tag_ != "NN" or not references.is_taken_up(phrase, kind):
            return None
        recent = [r.agent for r in self._recent(phrase.head) if r.agent is not None]
        groups = [a for a in recent if a.kind == kind and not a.path.startswith("group/")]
        called = (a for a in groups if phrase.form in a.name.lower().split())
        return next(called, groups[0] if groups else None)

    def _polity_noun(self, phrase: Phrase) -> Agent | None:
        """ "his country", "the country", "the self-declared republic": the possessor's polity, else the one last at hand.

        A republic, region or territory is taken up only if it was itself mentioned; "the country" may be a body's.
        """
        owner = self._owner(phrase)
        if owner is not None:
            return entity_agent(owner)
        own = child(phrase.head, "poss")
        named = own is not None and own.tag_ != "PRP$"  # "the People's Republic" takes up nothing
        if not phrase.definite or phrase.head.tag_ == "NNS" or named:
            return None
        if (subject := self._state_above(phrase.head)) is not None:
            return subject
        reach = 30 if phrase.form in _OWN_NAMES else _REACH
        recent = [r.agent for r in self._recent(phrase.head, reach) if r.agent is not None]
        if phrase.form in _OWN_NAMES:
            contested = (a for a in recent if a.path == a.of and a.kind == "state" and self._kind(a) != "state")
            return next(contested, None)
        owners = (self._entity(self.full(a).of) for a in recent if a.kind != "people")
        # "his country" of one whose polity nobody told: a contested one would be told with its leader
        fit = (e for e in owners if e is not None and (own is None or e.kind == "state"))
        return next((entity_agent(e) for e in fit), None)

    def _state_above(self, head: Token) -> Agent | None:
        """The state that acts in the sentence, where "the country" acts in a clause below: "Mali leaves after ..."."""
        verb = head.head
        if head.dep_ != "nsubj" or verb.dep_ != "advcl" or not verb.head.tag_.startswith("VB"):
            return None
        subjects = (self.agent(c) for c in verb.head.children if c.dep_ == "nsubj" and c.i < head.i)
        return next((a for a in subjects if a is not None and a.kind == "state"), None)

    def _kind(self, agent: Agent) -> str:
        entity = self._entity(agent.of)
        return entity.kind if entity is not None else ""

    def _contextual_body(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "the Senate", "the ministry", "its government": the body last so called, else that of a polity at hand."""
        owner = self._owner(phrase)
        if owner is not None:
            return self._make(owner, noun, phrase.form, committees.name(self.names, phrase))
        if noun.frame == "executive" and phrase.head.tag_ == "NNS":
            return None  # "seven European governments": several, so not the one last spoken of
        det = child(phrase.head, "det")
        if det is not None and det.lower_ == "this" and noun.frame == "body":  # a member's word for the own chamber
            own = next((r.agent for r in self._recent(phrase.head, 30) if references.is_chamber(r.agent)), None)
            if own is not None:
                return own
        phrase = self._in_full(phrase)
        if phrase.form in ("house", "council", "board", "panel", "department", "executive") and not (
            phrase.head.text[:1].isupper() or phrase.definite
        ):
            return None
        here = self._acting_polity(phrase.head) if noun.office == "Government" else None
        if here is not None:
            return self._make(here, noun, phrase.form)
        if phrase.head.text in _HOUSES and (last := self._last_chamber(phrase.head)) is not None:
            return last
        if phrase.form == "house" and (last := self._last_chamber(phrase.head)) is not None and self._is_no_house(last):
            return last
        committee = committees.name(self.names, phrase)
        for reference in self._recent(phrase.head, 30):
            agent = reference.agent
            if agent is not None and self._is_called(agent, noun, committee.lower() or phrase.form):
                return agent
        if noun.office in ("Ministry", "Department", "Embassy", "Presidency"):
            return None
        polity = self._polity_at_hand(phrase.head, noun, "legislature" if committee else phrase.form)
        return self._make(polity, noun, phrase.form, committee) if polity is not None else None

    def _is_no_house(self, chamber: Agent) -> bool:
        """True where no chamber is called House: "the House" is then the one spoken of, "Rajya Sabha" or "Lok Sabha"."""
        lower = self.names.gazetteer.generic(chamber.of, "house") if chamber.of else None
        return lower is None or "House" not in lower.name

    def _last_chamber(self, head: Token) -> Agent | None:
        """ "this house", "the 350-seat chamber" without a capital: the chamber last spoken of, whatever its name."""
        det = child(head, "det")
        told = [c for c in head.children if c.dep_ in ("amod", "compound", "poss", "nummod")]
        if det is None or det.lower_ not in ("the", "this", "that") or not all(map(references.tells_seats, told)):
            return None
        houses = (r.agent for r in self._recent(head, 30) if references.is_chamber(r.agent) and r.agent is not None)
        return next((house for house in houses if "Committee" not in house.name), None)

    def _acting_polity(self, head: Token) -> Entity | None:
        """The polity whose chamber or members the sentence names before: "Peru's Senate urges the government" is Peru's."""
        before = reversed(head.doc[head.sent.start : head.i])
        bodies = (self._chamber(t) for t in before if t.dep_ in ("nsubj", "nsubjpass", "pobj", "poss"))
        body = next((b for b in bodies if b is not None), None)
        owner = self._entity(body.of) if body is not None else None
        return owner if owner is not None and owner.kind in ("state", "contested", "subdivision") else None

    def _in_full(self, phrase: Phrase) -> Phrase:
        """With all its words as its form where a polity at hand has a body called so: "the National Council"."""
        words = phrase.span.of(self.names.text).lower()
        if len(words) <= len(phrase.form) or not phrase.head.text[:1].isupper():
            return phrase
        known = any(self.names.gazetteer.generic(p.path, words) for p in self._polities_near(phrase.head))
        return replace(phrase, form=words) if known else phrase

    def _owner(self, phrase: Phrase) -> Entity | None:
        """The polity behind "its" or "his" before the noun."""
        poss = child(phrase.head, "poss")
        if poss is None:
            return None
        reference = self._references.get(poss.i)
        agent = reference.agent if reference is not None else None
        return self._entity(self.full(agent).of) if agent is not None else None

    def _entity(self, path: str | None) -> Entity | None:
        try:
            return self.names.gazetteer.entity(path) if path else None
        except KeyError:
            return None

    def _is_called(self, agent: Agent, noun: Sense, form: str) -> bool:
        if noun.frame == "executive":
            return agent.kind in ("government", "ministry") and form.split()[-1] in agent.name.lower()
        if agent.kind != "chamber":
            return False
        polity = agent.of
        called = self.names.gazetteer.generic(polity, form) if polity else None
        if called is not None:
            return called.path == agent.path
        return form in agent.name.lower() or (form in ("chamber",) and agent.kind == "chamber")

    def _make(self, polity: Entity, noun: Sense, form: str, own: str = "") -> Agent:
        if noun.frame == "executive":
            return bodies.executive(self.names, polity, noun)
        return bodies.body(self.names, polity, noun, form, own)

    def _polity_at_hand(self, head: Token, noun: Sense, form: str) -> Entity | None:
        """The polity that a body named without one belongs to: that of the sentence, else of the text so far, else of all."""
        for polity in itertools.chain(self._deciding(head), self._polities_near(head, noun.frame)):
            if noun.frame == "body" and self.names.gazetteer.generic(polity.path, form) is not None:
                return polity
        if noun.frame == "executive" or form in ("parliament", "legislature"):
            return next((p for p in self._polities_near(head, noun.frame) if p.kind == "state"), None)
        return None

    def _deciding(self, head: Token) -> Iterator[Entity]:
        """The polities of the bodies named before in the text: of one parliament's chambers, the other is meant."""
        if any(self._sentence[t.i] == self._sentence[head.i] for t, _ in self._named):
            return
        for reference in reversed(self._history):
            polity = (
                self._entity(reference.agent.of) if references.is_chamber(reference.agent) and reference.agent else None
            )
            if polity is not None:
                yield polity

    def _around(self, token: Token, polity: Entity | None) -> Entity | None:
        """The state around a province or federal state that is only the place of something: "a rally in Ohio"."""
        preposition = token.head if token.dep_ == "pobj" else None
        if polity is None or polity.kind != "subdivision" or preposition is None or polity.part_of is None:
            return polity
        local = preposition.lower_ in _LOCAL or preposition.head.lemma_ in ("state", "province")
        return self._entity(polity.part_of) if local else polity

    def _owner_of(self, reference: Reference) -> Entity | None:
        """The polity of an agent; of a province that is only the place of something the state around it."""
        agent = reference.agent
        entity = self._entity(agent.of) if agent is not None else None
        return self._around(reference.token, entity) if agent is not None and agent.path == agent.of else entity

    def _polities_near(self, head: Token, frame: str = "body") -> Iterator[Entity]:
        """Polities by how near they are: before in the sentence, of agents so far, at home, of bodies later, then behind.

        `frame`: of which kind of body, "body" or "executive".
        """
        here = self._sentence[head.i]
        yield from (p for t, p in reversed(self._named) if t.i < head.i and self._sentence[t.i] == here)
        yield from (e for r in reversed(self._history) if (e := self._owner_of(r)) is not None)
        yield from (p for t, p in reversed(self._named) if t.i < head.i)
        yield from [self._home] if self._home is not None else []
        yield from (p for t, p in self._named if t.i > head.i and self._before_body(t, frame))
        yield from (p for t, p in self._named if self._sentence[t.i] == here)
        # Of those only named behind, the first: a headline's "Chamber" is of whom the text is about, or of nobody known.
        yield from (p for _, p in self._named[:1])

    def _is_of_a_person(self, token: Token) -> bool:
        """ "Ada Santiago", "London Bell": a person's name that holds that of a place."""
        head = token.head if token.dep_ == "compound" else token
        agent = self.names.phrase(head).agent
        return agent is not None and agent.path.startswith("person/") and token.text in agent.name.split()

    def _before_body(self, token: Token, frame: str) -> bool:
        """True if a polity's name or adjective goes with a body of a kind ("French Foreign Ministry"), or with its members."""
        noun = self.names.phrase(token.head).noun if token.head.tag_.startswith("NN") else None
        return noun is not None and (noun.frame == frame or noun.frame not in ("body", "executive"))

    def _role_holder(self, phrase: Phrase) -> Agent | None:
        """ "the minister", "the Armenian leader": the last person of that polity so called, else the last one who may be.

        Nobody acts on himself under his own title: "the premier urged the minister" speaks of two. Where a polity is
        named with an office, one of whom none is known is meant only by his title, and never by "Chad's president".
        """
        plural = phrase.head.tag_ in ("NNS", "NNPS")
        holders: list[Reference] = []
        for reference in self._recent(phrase.head, 8):
            agent = reference.agent
            if agent is None or agent.kind != "person" or plural != (not agent.path.startswith("person/")):
                continue
            full = self.full(agent)
            of_polity = phrase.polity is None or full.of in (None, phrase.polity.path)
            alone = reference.token.tag_ == "PRP" or not references.is_subject(reference.token)
            told = reference.role is not None or not alone  # "Shiv Sena, Left and others" hold no office
            if of_polity and told and not references.same_clause(reference.token, phrase.head):
                holders.append(reference)
        title = phrase.form.lower()
        sure = [r for r in holders if phrase.polity is None or (r.agent and self.full(r.agent).of is not None)]
        introduced = child(phrase.head, "poss") is not None
        office = introduced or title.rpartition(" ")[2] in called.SINGLE
        so_called = (r for r in (sure if introduced else holders) if title in self._title(r))
        others = (r for r in (sure if office else holders) if not called.is_another(title, self._title(r)))
        several = phrase.noun is not None and phrase.noun.frame == "group"  # "the army" is nobody who was named
        found = next(so_called, None) or (next(others, None) if not (several or _is_anothers(phrase)) else None)
        return found.agent if found is not None else None

    def _title(self, reference: Reference) -> frozenset[str]:
        """By what a person may be called, as first told."""
        agent = reference.agent
        return called.words(reference.role or (self._roles.get(agent.path) if agent is not None else None) or "")

    def _spoken_for(self, phrase: Phrase) -> Agent | None:
        """ "its representative condemned the raid": what the one who speaks for a state does, that does. His words are his."""
        poss = child(phrase.head, "poss")
        if poss is None or poss.lower_ not in ("its", "their") or not references.is_subject(phrase.head):
            return None
        reference = self._references.get(poss.i)
        agent = reference.agent if reference is not None else None
        lexicon, verb = self.names.lexicon, references.first_conjunct(phrase.head).head
        speaks = lexicon.sense("noun", phrase.head.lemma_, "mouthpiece") is not None
        speaks &= lexicon.sense("verb", verb.lemma_, "speech") is None
        return agent if speaks and agent is not None and agent.kind in _SPEAKING else None

    # --- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> None:
        word = token.lower_
        found = self._teller(token)
        if found is not None:
            pass
        elif word in _PERSONAL:
            found = self._antecedent(token, references.is_someone, 4)
        elif word in _NEUTER:
            found = self._neuter(token)
        elif word == "them" and self._is_judged(token) and (texts := self._texts(token)) is not None:
            found = texts
        elif word in _PLURAL:
            found = self._antecedent(token, references.is_many, 1) or self._antecedent(token, references.is_several, 2)
        elif word in _SOME and not any(c.dep_ in ("prep", "nummod", "appos") for c in token.children):
            found = self._antecedent(token, references.is_many, 1)
        else:
            return
        if found is not None:
            self._meant[token.i] = self._meant.get(found.token.i, found.token)
            if word in _PLURAL:
                first = references.first_conjunct(found.token)
                self._antecedents[token.i] = self._antecedents.get(first.i, first)
            self._note(replace(found, token=token, span=references.span(token), confidence=0.7))

    def _teller(self, token: Token) -> Reference | None:
        """Who "it" or "they" are in "Fiji's announcement that it will leave": those whose news or promise it is."""
        verb, noun = token.head, token.head.head
        content = token.dep_ == "nsubj" and verb.dep_ in ("acl", "ccomp") and noun.tag_ == "NN" and noun.i < token.i
        owner = child(noun, "poss") if content and child(verb, "mark") is not None else None
        return self._references.get(owner.i) if owner is not None else None

    def _settle_first_persons(self) -> None:
        """Give "we" and "I" in quotations to whom they are quoted from, who is often named only behind."""
        for token, subjects in firstperson.tellers(self.doc, self._quoted, self.clauses):
            told = self._references.get(subjects[0].i)
            for known in (self._references, self._meant, self._antecedents):
                known.pop(token.i, None)
            if told is not None:
                self._references[token.i] = replace(told, token=token, span=references.span(token), confidence=0.7)
                self._meant[token.i] = self._meant.get(told.token.i, told.token)
                self._antecedents[token.i] = subjects[0]

    def _neuter(self, token: Token) -> Reference | None:
        if token.dep_ in ("nsubj", "nsubjpass") and references.is_expletive(token):
            return None
        if self._is_decided(token):
            measure = next((r for r in self._recent(token, 3) if r.measures), None)
            if measure is not None:
                return measure
        if token.dep_ in ("dobj", "pobj"):
            judged = self._is_judged(token)
            near = self._recent(token, 1 + judged)
            others = (r for r in near if r.measures and not r.token.is_ancestor(token))  # not "a motion to reject | it"
            measure = next((r for r in others if not references.same_clause(r.token, token)), None)
            here = measure is not None and self._sentence[measure.token.i] == self._sentence[token.i]
            if measure is not None and (here or judged):
                return measure
        return self._antecedent(token, references.is_one_thing, 2)

    def _texts(self, token: Token) -> Reference | None:
        """The measures in the plural that its sentence or the one before names: "the bills ... agreed to boycott them"."""
        near = (r for r in self._recent(token, 1) if r.measures and r.token.tag_ in ("NNS", "NNPS"))
        return next((r for r in near if not references.same_clause(r.token, token)), None)

    def _is_judged(self, token: Token) -> bool:
        """True for what sides are taken on: after a decision, "Peru opposed it", "spoke against it" is on what was decided."""
        senses = self.names.lexicon.of("verb", token.head.lemma_)
        if token.dep_ == "pobj":
            sided = token.head.lower_ == "of" and token.head.head.lower_ in ("favour", "favor", "support", "defence")
            return token.head.lower_ == "against" or sided
        return token.dep_ == "dobj" and any(sense.frame == "stance" for sense in senses)

    def _is_decided(self, token: Token) -> bool:
        """True if the verb makes a measure of its pronoun: "it goes to the Senate", "it was rejected"."""
        clause = self._drafted.clause_of(token) if token.dep_ in ("nsubj", "nsubjpass") else None
        if clause is None:
            return False
        sent_on = any(self._chamber(t) is not None for t in clause.preps.get("to", ()))
        frames = ("decide",) if clause.passive else ("carry", "forward") if sent_on else ("carry",)
        return any(s.frame in frames for f in clause.forms() for s in self.names.lexicon.of("verb", f))

    def _antecedent(self, token: Token, fits: object, reach: int) -> Reference | None:
        """Subjects first (those of this sentence, then of the last ones), then whatever is nearest."""
        assert callable(fits)
        candidates = [r for r in self._recent(token, reach) if fits(r) and not references.same_clause(r.token, token)]
        if self._quote(token) is None:
            candidates = [r for r in candidates if self._quote(r.token) is None]
        here = self._sentence[token.i]
        nearest = max((self._sentence[r.token.i] for r in candidates), default=None)
        if nearest is None:
            return None
        near = [r for r in candidates if self._sentence[r.token.i] == nearest]
        subjects = [r for r in near if references.is_subject(r.token)]
        if token.dep_ in ("nsubj", "nsubjpass", "poss") or nearest < here:
            return (subjects or near)[-1 if nearest < here else 0]
        return near[0]

    def _quote(self, token: Token) -> Span | None:
        """The quotation that `token` stands in. Outside it, nobody who is named only in it is spoken of by a pronoun."""
        return next((span for span in self._quoted if span.start <= token.idx < span.end), None)

    # --- measures -----------------------------------------------------------------------------------------------

    def chamber(self, token: Token) -> Agent | None:
        """The deliberative body that `token` refers to, or whose members it names ("305 French senators")."""
        return self._chamber(token)

    def parliament(self, agent: Agent) -> Agent | None:
        """The parliament of the polity that an agent belongs to, by its lower house; None if the polity is not known."""
        polity = self._entity(agent.of)
        noun = self.names.lexicon.sense("noun", "parliament", "body")
        if polity is None or noun is None or polity.kind not in ("state", "contested", "subdivision"):
            return None
        return bodies.body(self.names, polity, noun, "parliament")

    def _chamber(self, token: Token) -> Agent | None:
        known = self._references.get(token.i)
        if known is not None and known.agent is not None and known.agent.kind == "chamber":
            return known.agent
        if not token.tag_.startswith(("NN", "JJ")):
            return None
        entity = self.names.entity(token)
        if entity is not None and entity.kind in ("chamber", "legislature"):
            return entity_agent(entity)
        if entity is not None and entity.kind == "international" and entity_agent(entity).kind == "chamber":
            return entity_agent(entity)
        if self.names.lexicon.sense("noun", token.lemma_, "quantity") is not None:  # "a total of 256 lawmakers"
            counted = (t for p in token.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj")
            return next((c for t in counted if (c := self._chamber(t)) is not None), None)
        phrase = self.names.phrase(token)
        if phrase.noun is not None and phrase.noun.frame in ("body", "member"):
            return phrase.agent if references.is_chamber(phrase.agent) else self._members_body(phrase)
        return None

    def _members_body(self, phrase: Phrase) -> Agent | None:
        noun = phrase.noun
        assert noun is not None
        if not noun.generic:
            return None
        own = [e for e in self.names.gazetteer.lookup(noun.generic) if e.kind in _BODIES]
        if noun.frame == "member" and len(own) == 1:  # "MEPs" and "MKs" name their body by themselves
            return entity_agent(own[0])
        polity = phrase.polity or self._union(phrase)
        polity = polity or self._polity_at_hand(phrase.head, replace(noun, frame="body"), noun.generic.lower())
        if noun.frame == "body":
            return self._contextual_body(phrase, noun) if polity is None else self._make(polity, noun, phrase.form)
        polities: Iterable[Entity] = self._polities_near(phrase.head) if polity is None else [polity]
        chambers = (c for p in polities for c in self.names.gazetteer.chambers(p.path))
        called = next((c for c in chambers if f" of {noun.form}s " in c.name.lower()), None)
        if called is not None:  # "councillors": House of Councillors
            return entity_agent(called)
        return bodies.body(self.names, polity, noun, noun.generic.lower()) if polity is not None else None

    def _union(self, phrase: Phrase) -> Entity | None:
        """ "European lawmakers" sit in the parliament of the union, unless a state is told."""
        continental = any(c.lower_ == "european" for c in phrase.head.children)
        return self.names.gazetteer.by_code("EU") if continental and phrase.noun is not None else None


def _is_anothers(phrase: Phrase) -> bool:
    """ "Chad's president", "the bishop of Lima", "his counterpart": told apart from whoever was spoken of so far."""
    if child(phrase.head, "poss") is not None:
        return True
    owners = (t for p in phrase.head.children if p.lower_ == "of" for t in p.children)
    return " of " not in phrase.form and any(t.tag_ == "NNP" for t in owners)  # not "the Secretary of State"
