"""Bodies named without their country: "the Senate", "the ministry", "this house", "305 senators"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.discourse import references
from kg.extract.names import bodies, committees
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, AgentKind

if TYPE_CHECKING:
    from kg.extract.discourse.history import History
    from kg.extract.discourse.polities import Polities
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity
    from kg.lexicon import Sense

_BODIES = {"international", "chamber", "legislature"}
_HOUSES = {"house", "chamber", "assembly", "legislature"}
#: So many capitalised words are no mere kind of body with one more.
_FULL_NAME = 3
#: Nouns that mean a body only with "the" or a capital.
_COMMON = {"house", "council", "board", "panel", "department", "executive"}
#: What bodies of many kinds are called, each with a name of its own.
_ANY = {"council", "board", "panel"}
#: What a council is called that decides as a parliament does.
_DELIBERATING = {
    "legislative", "regional", "provincial", "city", "municipal", "county", "town", "district", "village", "general",
    "cantonal", "borough", "federal", "national",
}  # fmt: skip
#: Offices that a polity has several of, so that one is meant only if it was told before.
_SEVERAL = {"Ministry", "Department", "Embassy", "Presidency"}
_STATES = {"state", "contested", "subdivision"}
#: Sentences back to where a body may have been named.
_REACH = 30


class Bodies:
    """Which chamber or ministry a phrase of one text means, by those named before and by the polities at hand."""

    def __init__(self, names: Names, history: History, polities: Polities) -> None:
        self._names, self._history, self._polities = names, history, polities

    # --- in the run of the text ---------------------------------------------------------------------------------

    def meant(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "the Senate", "the ministry", "its government": the body last so called, else that of a polity at hand."""
        owner = self._polities.owner(phrase)
        if owner is not None:
            return self._make(owner, noun, phrase.form, committees.name(self._names, phrase))
        if noun.frame == "executive" and phrase.head.tag_ == "NNS":
            return None  # "seven European governments": several, so not the one last spoken of
        own = self._own_chamber(phrase.head) if noun.frame == "body" else None
        if own is not None:
            return own
        placed = (self._within(phrase, noun) or self._located(phrase, noun)) if noun.frame == "body" else None
        if placed is not None:
            return placed
        phrase = self._in_full(phrase)
        if self._is_another(phrase):
            return self._by_own_name(phrase)
        if phrase.form in _COMMON and not (phrase.head.text[:1].isupper() or phrase.definite):
            return None
        here = self._acting_polity(phrase.head) if noun.office == "Government" else None
        if here is not None:
            return self._make(here, noun, phrase.form)
        last = self._last_house(phrase) or self._last_called(phrase, noun)
        return last if last is not None and self._bears(last, phrase) else self._unknown(phrase, noun)

    def _within(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "The lower house of the Diet": of whoever has the diet, whatever was named before; None if no name follows."""
        of = next((c for c in phrase.head.children if c.lower_ == "of" and c.i == phrase.head.i + 1), None)
        inner = child(of, "pobj") if of is not None else None
        if inner is None or not inner.text[:1].isupper() or inner.tag_ not in ("NNP", "NN"):
            return None
        if inner.lower_ in phrase.form.split():  # "the House of Councillors"
            return None
        body = self.chamber(inner)
        owner = self._polities.entity(body.of) if body is not None else None
        if owner is not None:
            return self._make(owner, noun, phrase.form)
        known = self._names.lexicon.of("noun", inner.lower_)
        if self._names.hit(inner) is not None or any(sense.frame != "body" for sense in known):
            return None  # "the Senate of the Republic"
        name = f"{phrases.title(phrase.form)} of the {inner.text}"
        return Agent(f"body/{slug(name)}", name, "chamber")

    def _located(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "Told parliament in Lilongwe": of the state whose capital stands right behind, wherever the parser hung it."""
        behind = phrase.head.doc[phrase.head.i + 1 : min(phrase.head.i + 3, phrase.head.sent.end)]
        if len(behind) < 2 or behind[0].lower_ != "in":
            return None
        polity = self._names.polity(behind[1])
        return self._make(polity, noun, phrase.form) if polity is not None and polity.kind in _STATES else None

    def _bears(self, body: Agent, phrase: Phrase) -> bool:
        """False for a body of another name: "the National Electoral Council" is no Permanent Council."""
        words = [w for w in phrase.span.of(self._names.text).split() if w[:1].isupper()]
        return len(words) < _FULL_NAME or {w.lower() for w in words} <= set(body.name.lower().split())

    def _unknown(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """ "The Springfield City Council", where no polity at hand has one: a body that its name alone tells."""
        own = self._own_words(phrase.head) if noun.frame == "body" else []
        return self._by_own_name(phrase) if len(own) > len(phrase.form.split()) - 1 else None

    def _own_chamber(self, head: Token) -> Agent | None:
        """ "this parliament": a member's word for the own chamber."""
        det = child(head, "det")
        if det is None or det.lower_ != "this":
            return None
        return next((r.agent for r in self._history.recent(head, _REACH) if references.is_chamber(r.agent)), None)

    def _in_full(self, phrase: Phrase) -> Phrase:
        """With all its words as its form where a polity at hand has a body called so: "the National Council"."""
        words = phrase.span.of(self._names.text).lower()
        if len(words) <= len(phrase.form) or not phrase.head.text[:1].isupper():
            return phrase
        known = any(self._names.gazetteer.generic(p.path, words) for p in self._polities.near(phrase.head))
        return replace(phrase, form=words) if known else phrase

    def _is_another(self, phrase: Phrase) -> bool:
        """ "The Supreme Military Council": by its own name not the council of whoever was last spoken of."""
        return phrase.form in _ANY and bool(self._own_words(phrase.head))

    def _own_words(self, head: Token) -> list[Token]:
        """The words of a body's name before its noun, which has a capital, if they are nobody's name themselves."""
        if not head.text[:1].isupper():
            return []
        words = [t for t in head.children if t.dep_ in ("amod", "compound", "nmod") and t.i < head.i]
        named = all(t.text[:1].isupper() and self._names.polity(t) is None for t in words)
        return words if named else []

    def _by_own_name(self, phrase: Phrase) -> Agent:
        own = self._own_words(phrase.head)
        name = self._names.text[own[0].left_edge.idx : phrase.head.idx + len(phrase.head.text)]
        other = phrase.form in _ANY and own[-1].lower_ not in _DELIBERATING
        kind: AgentKind = "organisation" if other else "chamber"
        return Agent(f"body/{slug(name)}", " ".join(name.split()), kind)

    def _acting_polity(self, head: Token) -> Entity | None:
        """The polity whose chamber or members the sentence names before: "Peru's Senate urges the government" is Peru's."""
        before = reversed(head.doc[head.sent.start : head.i])
        found = (self.chamber(t) for t in before if t.dep_ in ("nsubj", "nsubjpass", "pobj", "poss"))
        body = next((b for b in found if b is not None), None)
        owner = self._polities.entity(body.of) if body is not None else None
        return owner if owner is not None and owner.kind in _STATES else None

    def _last_house(self, phrase: Phrase) -> Agent | None:
        """The chamber last spoken of, for "the chamber" without a capital, and for "the House" if none is called so."""
        plain = phrase.head.text in _HOUSES
        last = self._last_chamber(phrase.head) if plain or phrase.form == "house" else None
        return last if last is not None and (plain or self._is_no_house(last)) else None

    def _is_no_house(self, chamber: Agent) -> bool:
        """True where no chamber is called House: "the House" is then the one spoken of, "Rajya Sabha" or "Lok Sabha"."""
        lower = self._names.gazetteer.generic(chamber.of, "house") if chamber.of else None
        return lower is None or "House" not in lower.name

    def _last_chamber(self, head: Token) -> Agent | None:
        """ "this house", "the 350-seat chamber" without a capital: the chamber last spoken of, whatever its name."""
        det = child(head, "det")
        told = [c for c in head.children if c.dep_ in ("amod", "compound", "poss", "nummod")]
        if det is None or det.lower_ not in ("the", "this", "that") or not all(map(references.tells_seats, told)):
            return None
        agents = (r.agent for r in self._history.recent(head, _REACH) if references.is_chamber(r.agent))
        return next((house for house in agents if house is not None and "Committee" not in house.name), None)

    def _last_called(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """The body that was last called by the form of a phrase, else one made of a polity at hand."""
        committee = committees.name(self._names, phrase)
        form = committee.lower() or phrase.form
        agents = (r.agent for r in self._history.recent(phrase.head, _REACH))
        last = next((a for a in agents if a is not None and self._is_called(a, noun, form)), None)
        if last is not None or noun.office in _SEVERAL:
            return last
        polity = self._polities.at_hand(phrase.head, noun, "legislature" if committee else phrase.form)
        return self._make(polity, noun, phrase.form, committee) if polity is not None else None

    def _is_called(self, agent: Agent, noun: Sense, form: str) -> bool:
        if noun.frame == "executive":
            return agent.kind in ("government", "ministry") and form.split()[-1] in agent.name.lower()
        if agent.kind != "chamber":
            return False
        called = self._names.gazetteer.generic(agent.of, form) if agent.of else None
        if called is not None and called.path != agent.path:  # "the Council": the Human Rights Council just named
            return form in _ANY and agent.name.partition(" of ")[0].lower().endswith(f" {form}")
        if called is not None:
            return True
        return form in agent.name.lower() or form == "chamber"

    def _make(self, polity: Entity, noun: Sense, form: str, own: str = "") -> Agent:
        if noun.frame == "executive":
            return bodies.executive(self._names, polity, noun)
        return bodies.body(self._names, polity, noun, form, own)

    # --- chambers -----------------------------------------------------------------------------------------------

    def parliament(self, agent: Agent) -> Agent | None:
        """The parliament of the polity that an agent belongs to, by its lower house; None if the polity is not known."""
        polity = self._polities.entity(agent.of)
        noun = self._names.lexicon.sense("noun", "parliament", "body")
        if polity is None or noun is None or polity.kind not in _STATES:
            return None
        return bodies.body(self._names, polity, noun, "parliament")

    def chamber(self, token: Token) -> Agent | None:
        """The deliberative body that `token` refers to, or whose members it names ("305 French senators")."""
        known = self._history.at(token)
        if known is not None and known.agent is not None and known.agent.kind == "chamber":
            return known.agent
        if not token.tag_.startswith(("NN", "JJ")):
            return None
        entity = self._names.entity(token)
        if entity is not None and entity.kind in _BODIES:
            named = entity_agent(entity)
            if entity.kind != "international" or named.kind == "chamber":
                return named
        if self._names.lexicon.sense("noun", token.lemma_, "quantity") is not None:  # "a total of 256 lawmakers"
            counted = (t for p in token.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj")
            return next((c for t in counted if (c := self.chamber(t)) is not None), None)
        phrase = self._names.phrase(token)
        if phrase.noun is not None and phrase.noun.frame in ("body", "member") and not self._is_another(phrase):
            return phrase.agent if references.is_chamber(phrase.agent) else self._members_body(phrase, phrase.noun)
        return None

    def _members_body(self, phrase: Phrase, noun: Sense) -> Agent | None:
        """The body of "305 senators", by the noun that the lexicon gives for it."""
        if not noun.generic:
            return None
        own = [e for e in self._names.gazetteer.lookup(noun.generic) if e.kind in _BODIES]
        if noun.frame == "member" and len(own) == 1:  # "MEPs" and "MKs" name their body by themselves
            return entity_agent(own[0])
        polity = phrase.polity or self._union(phrase)
        if polity is None and noun.frame == "body" and (told := self.meant(phrase, noun)) is not None:
            return told
        polity = polity or self._polities.at_hand(phrase.head, replace(noun, frame="body"), noun.generic.lower())
        if noun.frame == "body":
            return self._make(polity, noun, phrase.form) if polity is not None else None
        polities: Iterable[Entity] = self._polities.near(phrase.head) if polity is None else [polity]
        chambers = (c for p in polities for c in self._names.gazetteer.chambers(p.path))
        called = next((c for c in chambers if f" of {noun.form}s " in c.name.lower()), None)
        if called is not None:  # "councillors": House of Councillors
            return entity_agent(called)
        return bodies.body(self._names, polity, noun, noun.generic.lower()) if polity is not None else None

    def _union(self, phrase: Phrase) -> Entity | None:
        """ "European lawmakers" sit in the parliament of the union, unless a state is told."""
        continental = any(c.lower_ == "european" for c in phrase.head.children)
        return self._names.gazetteer.by_code("EU") if continental else None
