"""Noun phrases to agents, as far as the phrase itself tells: names, titles, bodies composed from a polity and a noun.

What a phrase means in the run of the text (pronouns, "the ministry", a bare surname) is `discourse`'s work.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import agents, offices, phrases
from kg.extract.bearers import Bearers, linked
from kg.extract.partial import standing_alone
from kg.extract.phrases import Phrase
from kg.extract.titles import name_after_place, named_below
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, AgentKind, Span

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token
    from kg.gazetteer import Entity, Gazetteer, Hit
    from kg.lexicon import Lexicon, Sense

_ORGANISATION = re.compile(
    r"\b(Party|Group|Union|Watch|International|Front|Movement|Council|Agency|Committee|Organi[sz]ation|Federation|League|"
    r"Church|Bank|Army|Forces?|Court|Company|Corporation|Inc|Corp|Times|News|Association|Alliance|Institute|Foundation|"
    r"Network|Commission|Authority|Office|Bureau|Service|University|Centre|Center|Society|Club|Congress|Assembly|Ministry|"
    r"Department|Board|Fund|Trust|Brigades?|Guard|Police|Coalition|Bloc|Confederation|Syndicate|Initiative|Mission|"
    r"Airlines?|Airways|Post|Press|Tribune|Herald|Journal|Post|Coalition|Liberation|Resistance|Republicans|Democrats|"
    r"Conservatives|Socialists|Greens|Liberals|Greenpeace|Amnesty|Parliament)\b"
)
_KINDS_OF_POLITY = {"state", "province", "republic", "region", "territory", "canton"}  # "in the US state of X"
_PARTS_OF_LANDS = {
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "upper", "lower", "mainland",
    "greater", "nazi", "imperial", "communist", "occupied", "metropolitan", "old", "new", "modern",
}  # fmt: skip
#: Words that a committee's name may have.
_SMALL, _LONGEST = {"and", "of", "the", "for", "on"}, 7
_POLITY_PREPS = {"of", "in", "for", "to", "from"}


class Names:
    """Reads noun phrases of one parsed text. `article` words with gazetteer hits are looked up once."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon, times: tuple[Span, ...] = ()) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins the words anew each time it is asked
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self._noun_tails = lexicon.tails("noun")
        self._times = {token.i for span in times for token in phrases.tokens(doc, span)}
        self.hits: tuple[Hit, ...] = linked(standing_alone(doc, gazetteer, lexicon), self.text)
        self._bearers = Bearers(self.hits, self.text, gazetteer)
        self._hit_at = self._index(doc)
        self._phrases: dict[int, Phrase] = {}

    def _index(self, doc: Doc) -> dict[int, Hit]:
        return {token.i: hit for hit in self.hits for token in phrases.tokens(doc, hit.span)}

    def hit(self, token: Token) -> Hit | None:
        """The gazetteer hit that covers `token`, or None."""
        return self._hit_at.get(token.i)

    def choose(self, hit: Hit) -> Entity:
        """The best entity of a hit: the one that the rest of the text speaks for, else the default."""
        return self._bearers.choose(hit)

    def entity(self, token: Token) -> Entity | None:
        """The polity or body whose name, adjective or capital covers `token`."""
        hit = self.hit(token)
        return self.choose(hit) if hit is not None else None

    def polity(self, token: Token) -> Entity | None:
        """The polity (or international body with a code) that `token` names or is the adjective of."""
        entity = self.entity(token)
        if entity is None:
            return None
        return entity if entity.is_polity or entity.code else self.owner(entity)

    def owner(self, entity: Entity) -> Entity | None:
        """The polity an entity belongs to."""
        try:
            return self.gazetteer.entity(entity.of) if entity.of else None
        except KeyError:
            return None

    # --- the phrase ---------------------------------------------------------------------------------------------

    def phrase(self, head: Token) -> Phrase:
        """The noun phrase of `head`, read once. Never None: a phrase that names nobody has no agent."""
        if head.i not in self._phrases:
            self._phrases[head.i] = self._read(head)
        return self._phrases[head.i]

    def _read(self, head: Token) -> Phrase:
        words = [*(t for t in (*phrases.stray(head), *phrases.left(head)) if t.i not in self._times), head]
        base = Phrase(head, Span(words[0].idx, head.idx + len(head.text)), definite=phrases.definite(head))
        if head.i in self._times or self._ends_body_name(head):
            return base
        return (
            self._named(base, words)
            or self._nominal(base, words)
            or self._office_of(base, words)
            or self._proper(base, words)
            or base
        )

    def _ends_body_name(self, head: Token) -> bool:
        """ "Deputies" in "the Chamber of Deputies" is nobody by itself."""
        body = head.head.head
        if head.dep_ != "pobj" or head.head.lower_ != "of" or not self._name_tail(body):
            return False
        return any(s.frame in ("body", "executive") for s in self.lexicon.of("noun", body.lower_))

    def _named(self, base: Phrase, words: list[Token]) -> Phrase | None:
        """The head is (part of) a name the gazetteer knows."""
        hit = self.hit(base.head)
        if hit is None or (hit.kind == "adjective" and base.head.tag_ not in ("NNP", "NNPS", "NNS")):
            return None
        entity = self.choose(hit)
        if self._is_titled_person(words, hit) or (entity.is_polity and self._is_branch(words, hit)):
            return None
        if self._is_anothers(words, hit, entity):
            return None
        some = entity.kind == "party" and base.head.tag_ in ("NNS", "NNPS") and phrases.few(base.head)
        if some or hit.kind == "demonym" or (hit.kind == "adjective" and base.head.tag_ in ("NNPS", "NNS")):
            return replace(
                base, agent=self._people(base, entity), polity=entity, span=phrases.join(base.span, hit.span)
            )
        if hit.kind == "adjective":
            return None
        agent = entity_agent(entity)
        return replace(base, agent=agent, polity=self.owner(entity) or entity, span=hit.span, definite=False)

    def _is_titled_person(self, words: list[Token], hit: Hit) -> bool:
        """True if a known word stands inside a person's name ("Mr Jordan", "Minister Paris Lane")."""
        inside = [t for t in words if hit.span.start <= t.idx < hit.span.end]
        before = [t for t in words if t.idx < hit.span.start]
        if not before or not inside or inside[-1].i != words[-1].i:
            return False
        title = self._role_end([*before, inside[0]])
        given = before[title:]  # "Prime Minister Malik Chad"
        if title and given:
            return all(t.tag_ == "NNP" and self.hit(t) is None for t in given)
        return title == len(before) and before[-1].tag_ in ("NNP", "NN") and before[-1].lower_ not in ("house",)

    def _is_anothers(self, words: list[Token], hit: Hit, entity: Entity) -> bool:
        """ "Pakistan's Foreign Office": a name by which one state's body is known, of another state's body."""
        owner = self.owner(entity)
        poss = child(words[-1], "poss")
        before = [t for t in (*words, *((poss,) if poss is not None else ())) if t.idx < hit.span.start]
        others = [p for t in before if (p := self.polity(t)) is not None and not self._is_of_party(t)]
        others += [p for p in (self._prep_polity(words[-1]),) if p is not None]
        if entity.is_polity or owner is None or not others or owner in others:
            return False
        found = self.noun(words)
        return found is not None and found[0].frame in ("executive", "body")

    def _is_branch(self, words: list[Token], hit: Hit) -> bool:
        """ "Greenpeace India" is no state: a polity's name that ends a longer name which nothing else explains."""
        before = [t for t in words if t.idx < hit.span.start]
        named = before and all(
            t.tag_ in ("NNP", "NNPS") and t.dep_ == "compound" and self.hit(t) is None for t in before
        )
        return bool(named) and not any(t.lower_ in _PARTS_OF_LANDS or self.noun([t]) is not None for t in before)

    def _people(self, base: Phrase, entity: Entity) -> Agent:
        """ "Iranians" are people; "the Democrats", "231 Democrats" the party; "some Democrats", "one Democrat" are not."""
        if entity.kind == "party" and base.head.tag_ in ("NNS", "NNPS") and not phrases.few(base.head):
            return entity_agent(entity)
        start = min(
            [
                base.span.start,
                *(c.idx for c in base.head.children if c.dep_ in ("nummod", "amod") or phrases.few_word(c)),
            ]
        )
        text = self.text[start : base.span.end]
        kind: AgentKind = "person" if base.head.tag_ in ("NN", "NNP") else "people"
        return Agent(f"group/{slug(text)}", text, kind, entity.polity or entity.code, entity.of or entity.path)

    # --- phrases whose head is a noun of the lexicon ------------------------------------------------------------

    def noun(self, words: list[Token]) -> tuple[Sense, str, int] | None:
        """The longest noun of the lexicon that ends the words ("foreign ministry"), with its form and length.

        A noun followed by "of ..." is tried with it first ("ministry of foreign affairs", "secretary of state").
        """
        head = words[-1]
        before = [t.lower_ for t in words[-5:-1]]
        forms = dict.fromkeys((head.lower_, head.lemma_, phrases.singular(head.lower_)))
        for suffix in dict.fromkeys((phrases.of_tail(head), "")):
            endings = [last for last in forms if last + suffix in self._noun_tails]
            for size in range(min(5, len(words)), 0, -1) if endings else ():
                for last in endings:
                    form = phrases.form_of([*before[len(before) + 1 - size :], last]) + suffix
                    senses = self.lexicon.of("noun", form)
                    usable = [s for s in senses if s.frame in _AGENT_FRAMES]
                    if usable:  # "cabinet" decides before it is decided on
                        return min(usable, key=lambda s: s.frame == "measure"), form, size
        return None

    def _nominal(self, base: Phrase, words: list[Token]) -> Phrase | None:
        found = self.noun(words)
        if found is None or (found[0].frame in ("role", "group") and self._is_surname(words, found)):
            return None
        sense, form, size = found
        tail = self._name_tail(base.head) if sense.frame == "body" else ""
        form = form if form.endswith(tail) else form + tail
        polity = self.modifier_polity(base.head, words)
        phrase = replace(base, noun=sense, form=form, polity=polity)
        return _READERS[sense.frame](self, phrase, words, size)

    def _name_tail(self, head: Token) -> str:
        """What belongs to a body's name after its noun: " of deputies" of "the Chamber of Deputies"."""
        inner = next((t for p in head.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"), None)
        named = inner is not None and inner.text[:1].isupper() and self.hit(inner) is None
        return phrases.of_tail(head) if named and head.text[:1].isupper() else ""

    def _is_surname(self, words: list[Token], found: tuple[Sense, str, int]) -> bool:
        """True for names such as "Lord King" or "Stephen Speaker": the noun ends a run of names after a title."""
        return (
            found[2] == 1
            and len(words) > 1
            and words[-1].tag_ == "NNP"
            and words[-2].tag_ == "NNP"
            and self._role_end(words[:-1]) in range(1, len(words) - 1)
        )

    def modifier_polity(self, head: Token, words: list[Token]) -> Entity | None:
        """The polity that the phrase's modifiers name: adjective, possessive, "of ..." or "in ...", in this order.

        "Russia's UN ambassador" is Russia's: where both a state and an organisation stand before, the state is meant.
        """
        poss = child(head, "poss")
        own = self.hit(head)
        near = [t for t in words if t.i != head.i and (own is None or self.hit(t) != own)]
        around = sorted((*reversed(near), *([poss] if poss else ())), key=self._is_of_party)
        if poss is not None and poss.tag_ == "PRP$":  # "its Labour-led senate" is of whoever "it" is
            around = [t for t in around if not self._is_of_party(t)]
        before = (self.polity(t) or self._inner_polity(t, head) for t in around)  # a government's party tells least
        named = [polity for polity in before if polity is not None]
        state = next((polity for polity in named if polity.kind != "international"), None)
        return state or next(iter(named), None) or self._prep_polity(head)

    def _is_of_party(self, token: Token) -> bool:
        entity = self.entity(token)
        return entity is not None and entity.kind == "party"

    def _inner_polity(self, token: Token, head: Token) -> Entity | None:
        if token.dep_ != "poss" or token.head.i != head.i:
            return None
        return self.modifier_polity(token, phrases.left(token)) if list(token.children) else None

    def _prep_polity(self, head: Token) -> Entity | None:
        for prep in head.children:
            if prep.dep_ != "prep" or prep.lower_ not in _POLITY_PREPS:
                continue
            for inner in prep.children:
                polity = self.polity(inner) if inner.dep_ == "pobj" else None
                if polity is None and inner.lemma_ in _KINDS_OF_POLITY:
                    polity = self._prep_polity(inner)
                if polity is None and inner.dep_ == "pobj":
                    polity = self.modifier_polity(inner, phrases.left(inner))
                if polity is not None:
                    return polity
        return None

    def _body(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        sense = phrase.noun
        assert sense is not None
        if phrase.polity is None:
            return replace(phrase, agent=self._foreign_body(phrase, words))
        own = self.committee(phrase) or self._own_name(words, size)
        return replace(phrase, agent=self.body(phrase.polity, sense, phrase.form, own))

    def committee(self, phrase: Phrase) -> str:
        """What a committee is called, without its state: "Senate Finance Committee"; "" for another body or a bare noun.

        The committee on foreign relations is the same by whichever order of words.
        """
        noun, head = phrase.noun, phrase.head
        if noun is None or noun.generic != "committee":
            return ""
        poss = child(head, "poss")
        before = [t for t in (*([poss] if poss is not None else ()), *phrases.left(head)) if t.tag_[:2] in ("NN", "JJ")]
        house = [t for t in before if self._names_house(t)]
        about = next((p for p in head.children if p.lower_ == "on" and p.i == head.i + 1), None)
        matter = [t for t in before if t not in house and self.hit(t) is None and not self._tells_rank(t)]
        matter = list(about.subtree)[1:] if about is not None and not matter else matter
        named = [t.text if t.lower_ in _SMALL else t.text[:1].upper() + t.text[1:] for t in matter if t.dep_ != "det"]
        if not named or len(named) > _LONGEST:
            return ""
        return " ".join((*(t.text.title() for t in house), *named, phrases.title(head.lemma_)))

    def _tells_rank(self, token: Token) -> bool:
        """ "A parliamentary committee", "a key panel", "the parliament's finance committee": no part of a name."""
        noun = self.lexicon.sense("noun", token.lower_, "body") is not None
        aside = token.tag_ == "JJ" and token.text.islower() and token.nbor(1).tag_ not in ("NN", "NNS")
        return (
            noun or aside or token.lower_ in ("key", "powerful", "influential", "parliamentary", "legislative", "own")
        )

    def _names_house(self, token: Token) -> bool:
        """ "Senate", "House", of a name of two chambers; a parliament as a whole tells nothing of its committees."""
        sense = self.lexicon.sense("noun", token.lower_, "body")
        return sense is not None and sense.generic in ("Senate", "House", "House of Representatives")

    def _foreign_body(self, phrase: Phrase, words: list[Token]) -> Agent | None:
        """A body of a polity the gazetteer does not know: "Freedonia's Senate", "the Parliament of Freedonia"."""
        head, poss = phrase.head, child(phrase.head, "poss")
        if poss is not None and poss.tag_ == "NNP" and self.hit(poss) is None:
            name = f"{phrases.title(phrase.form)} of {poss.text}"
        elif (tail := self._name_tail(head)) and phrase.form.endswith(tail) and not self._is_called(phrase.form):
            name = phrases.title(phrase.form)
        elif len(words) > 1 and head.text.islower() and words[-2].text.istitle() and words[-2].tag_ in ("NNP", "JJ"):
            name = f"{words[-2].text} {head.text}"  # "the Freedonian parliament"
        else:
            return None
        return Agent(f"body/{slug(name)}", name, "chamber")

    def _is_called(self, form: str) -> bool:
        """True if some polity has a body that is called so."""
        return any(self.gazetteer.generic(polity.path, form) for polity in self.gazetteer.polities())

    def _own_name(self, words: list[Token], size: int) -> str:
        """The body's own name without the polity: "Federal Senate", "Third Committee", else "" for a bare noun."""
        name = [t for t in words if self.polity(t) is None and t.tag_ in ("NNP", "NNPS", "JJ", "NN")]
        text = " ".join(t.text for t in name)
        return text if len(name) > size and name[0].text[:1].isupper() else ""

    def body(self, polity: Entity, sense: Sense, form: str, own: str = "") -> Agent:
        """The chamber that a noun means in a polity: the gazetteer's, else one composed ("Parliament of Iraq")."""
        for word in (own, form, sense.generic or ""):
            known = self.gazetteer.generic(polity.path, word) if word else None
            if known is not None:
                return entity_agent(known)
        name = own or phrases.title(form)
        path = f"body/{polity.path.partition('/')[2]}/{slug(name)}"
        house = self.gazetteer.generic(polity.path, "parliament") if polity.kind == "international" else None
        whole = house.name if house is not None else agents.in_sentence(polity)  # a committee is of its parliament
        return Agent(path, f"{name} of {whole}", "chamber", polity.polity or polity.code, polity.path)

    def _member(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        """ "French senators": a group, unless a name stands beside the noun ("Senator Ted Cruz" is read elsewhere)."""
        named = self._apposed_name(phrase)
        if named is not None:
            return named
        return replace(phrase, agent=self._group(phrase, "person"))

    def _executive(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        if phrase.polity is None:
            own = self._own_name(words, size)
            if own and phrase.noun is not None and phrase.noun.office == "Government":
                return replace(phrase, agent=Agent(f"body/{slug(own)}", own, "government"))
            return phrase
        if phrase.head.tag_ == "NNS" and phrase.polity.kind == "international":  # "EU governments": its members'
            return replace(phrase, agent=self._group(phrase, "people"))
        tail = self._own_office(phrase.head).removeprefix(phrase.head.text)
        own = (self._own_name(words, size) or phrase.head.text) + tail if tail else self._own_ministry(words, size)
        return replace(phrase, agent=self.executive(phrase.polity, phrase.noun, own))

    def _own_ministry(self, words: list[Token], size: int) -> str:
        """ "Ministry of Health" for "health ministry"; "Federal Department" as it stands; "" for a bare noun."""
        return offices.formal(words, self._names_polity) or self._own_name(words, size)

    def _names_polity(self, token: Token) -> bool:
        return self.polity(token) is not None

    def _office_of(self, base: Phrase, words: list[Token]) -> Phrase | None:
        """ "The prime minister's office" is the government."""
        holder = child(base.head, "poss")
        if base.head.lower_ != "office" or holder is None:
            return None
        titled = [*phrases.left(holder), holder]
        found, government = self.noun(titled), self.lexicon.sense("noun", "government", "executive")
        if found is None or government is None or (found[0].frame, found[0].office) != ("role", government.office):
            return None
        polity = self.modifier_polity(holder, titled) or self.modifier_polity(base.head, words)
        return self._executive(replace(base, noun=government, form="government", polity=polity), words, len(words))

    def _own_office(self, head: Token) -> str:
        """ "Ministry of Trade and Industry", as it is written; "" if no capitalised "of ..." follows."""
        if not self._name_tail(head):
            return ""
        last = child(child(head, "prep") or head, "pobj") or head
        while (joined := child(last, "conj")) is not None and joined.text[:1].isupper():
            last = joined
        return phrases.clean(self.text[head.idx : last.idx + len(last.text)])

    def executive(self, polity: Entity, sense: Sense | None, own: str = "") -> Agent:
        """A government or ministry of a polity, by the office the lexicon gives for the noun."""
        office = (sense.office if sense else None) or "Government"
        bare = office in ("Ministry", "Department", "Embassy", "Presidency")
        name = own if bare and own else office
        known = (*self.gazetteer.lookup(f"{name} of {polity.name}"), self.gazetteer.generic(polity.path, name))
        for entity in known:
            if entity is not None and entity.kind == "executive":
                return entity_agent(entity)
        kind: AgentKind = "government" if office in ("Government", "Presidency") else "ministry"
        path = f"body/{polity.path.partition('/')[2]}/{slug(name)}"
        return Agent(path, f"{name} of {agents.in_sentence(polity)}", kind, polity.polity or polity.code, polity.path)

    def _role(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        """A role noun: with a name beside it a person; a spokesperson stands for the body; else the role-holder."""
        role = self._role_text(phrase.head, words)
        office = self._office(phrase)
        phrase = replace(phrase, role=role, office=office)
        named = self._apposed_name(phrase) or self._apposed_author(phrase)
        if named is not None:
            return named
        if phrase.noun is not None and phrase.noun.office == "spokes" and office is not None:
            return replace(phrase, agent=office)
        if phrase.head.tag_ in ("NNS", "NNPS"):
            return replace(phrase, agent=self._group(phrase, "person"))
        return phrase

    def holder(self, phrase: Phrase) -> Agent | None:
        """A role-holder nobody names: "Fiji's president", "a Turkish official"; of a spokesperson the body spoken for."""
        if phrase.noun is None or phrase.head.tag_ not in ("NN", "NNP"):
            return None
        polity = phrase.polity if not self._is_of_group(phrase.head) else None
        if phrase.noun.frame == "role" and polity is not None and phrase.definite and self._by_name(phrase):
            office = " ".join(self._own_words(phrase) or phrase.form.split())
            path = f"role/{slug(agents.in_sentence(polity))}/{slug(office)}"
            name = f"{phrases.title(office)} of {agents.in_sentence(polity)}"
            return Agent(path, name, "person", polity.polity or polity.code, polity.path)
        return self._group(phrase, "person") if phrase.noun.frame == "role" else None

    def _is_of_group(self, head: Token) -> bool:
        """ "The leader of Hezbollah" leads no state."""
        of = next((p for p in head.children if p.lower_ == "of" and p.dep_ == "prep"), None)
        led = child(of, "pobj") if of is not None else None
        entity = self.entity(led) if led is not None else None
        return entity is not None and entity.kind == "party"

    def _by_name(self, phrase: Phrase) -> bool:
        """The polity is named as such, not by a city in it ("the mayor of Warsaw" is not Poland's mayor)."""
        near = [
            *phrases.left(phrase.head),
            *(t for c in phrase.head.children if c.dep_ in ("poss", "prep") for t in c.subtree),
        ]
        return not any((hit := self.hit(t)) is not None and hit.kind == "metonym" for t in near)

    def _own_words(self, phrase: Phrase) -> list[str]:
        """The role with what qualifies it, without the polity: "opposition leader"."""
        words = [t for t in phrases.left(phrase.head) if self.polity(t) is None and t.tag_[:2] in ("NN", "JJ")]
        return [t.lower_ for t in (*words, phrase.head)]

    def _office(self, phrase: Phrase) -> Agent | None:
        """The body in whose name the holder of a role speaks."""
        office = phrase.noun.office if phrase.noun else None
        if office == "spokes":
            return self._spoken_for(phrase.head)
        if phrase.polity is None or not phrase.polity.is_polity:
            return None
        within = self._ministry_within(phrase.head)
        if within is not None:
            return self.executive(phrase.polity, within)
        if office and office.startswith(("Government", "Ministry", "Department")):
            return self.executive(phrase.polity, phrase.noun)
        return None

    def _ministry_within(self, head: Token) -> Sense | None:
        """The ministry of "secretary of state at the Minister for Europe and Foreign Affairs"."""
        preps = (p for p in head.children if p.dep_ == "prep" and p.lower_ in ("at", "in", "to", "of", "for"))
        text = " ".join(t.lower_ for p in preps for t in p.subtree)
        known = (self.lexicon.sense("noun", form, "executive") for form in self.lexicon.forms("noun", "executive"))
        named = (s for s in known if s is not None and s.office and s.office.startswith("Ministry of "))
        found = (
            s for s in named if s.office and s.office.removeprefix("Ministry of ").removeprefix("the ").lower() in text
        )
        return min(found, key=lambda s: s.office or "", default=None)

    def _spoken_for(self, head: Token) -> Agent | None:
        """The body a spokesperson speaks for: before the noun ("Foreign Ministry spokesman") or after "for" or "of"."""
        left = phrases.left(head)
        if left and len(known := {self.entity(t) for t in left}) == 1 and (whole := known.pop()) is not None:
            return entity_agent(whole)  # "a White House spokesman" speaks for no house
        for size in range(len(left), 0, -1):
            sub = self.noun(left[:size]) if left[:size] else None
            if sub is not None and sub[0].frame in ("executive", "body"):
                polity = self.modifier_polity(head, [*left, head])
                if polity is not None:
                    if sub[0].frame == "executive":
                        return self.executive(polity, sub[0], self._own_ministry(left[:size], sub[2]))
                    return self.body(polity, sub[0], sub[1], self._own_name(left[:size], sub[2]))
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("for", "of", "at"):
                inner = child(prep, "pobj")
                if inner is not None:
                    return self.phrase(inner).agent
        poss = child(head, "poss")
        owner = self.phrase(poss).agent if poss is not None else None
        if owner is not None and owner.kind in ("ministry", "government", "chamber"):
            return owner
        for token in (poss, *reversed(left)):
            entity = self.entity(token) if token is not None else None
            if entity is not None:
                return entity_agent(entity)
        return None

    def _role_text(self, head: Token, words: list[Token]) -> str:
        start = words[0].idx
        poss = child(head, "poss")
        if poss is not None:
            start = min(start, poss.left_edge.idx)
        end = head.idx + len(head.text)
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "at", "to", "from", "in"):
                edge = prep.right_edge
                end = max(end, edge.idx + len(edge.text))
        return re.sub(r"^(the|a|an)\s+", "", self.text[start:end], flags=re.I)

    def _apposed_name(self, phrase: Phrase) -> Phrase | None:
        """A name in apposition to a role: "the French minister, Jean Martin"; also the head of which the role is one."""
        for c in phrase.head.children:
            if c.dep_ == "appos" and c.tag_ in ("NNP", "NNPS") and not self._is_known(c):
                inner = self.phrase(c)
                if inner.agent is not None and inner.agent.kind in ("person", "organisation"):
                    return replace(phrase, agent=self._person(inner, phrase), span=inner.span, definite=False)
        return self._name_below(phrase)

    def _name_below(self, phrase: Phrase) -> Phrase | None:
        """A name that the parser hung on a title's place: "president of Chad Idriss Déby", "of the Senate, Ana Paz"."""
        for token, apposed in named_below(phrase.head):
            words = [*phrases.left(token), token]
            name = words if apposed and not self._is_known(token) else self._after_place(words)
            proper = all(t.tag_ in ("NNP", "NNPS") or t.text == "-" for t in name)
            if len(name) > 1 and proper and phrase.head.tag_ in ("NN", "NNP"):
                span = Span(name[0].idx, token.idx + len(token.text))
                role = (phrase.role or "").split(name[0].text)[0].rstrip(" ,") or None
                agent = agents.person(phrases.name_text(self.text, name), phrase.polity)
                return replace(phrase, agent=agent, span=span, role=role, definite=False)
        return None

    def _after_place(self, words: list[Token]) -> list[Token]:
        """The person's name after the place of a title, if what follows the place is no organisation."""
        name = name_after_place(self, words)
        return name if name and not _ORGANISATION.search(phrases.name_text(self.text, name)) else []

    def _is_known(self, token: Token) -> bool:
        hit = self.hit(token)
        return hit is not None and hit.kind == "name"

    def _person(self, inner: Phrase, outer: Phrase) -> Agent:
        assert inner.agent is not None
        polity = outer.polity or inner.polity
        name = inner.agent.name
        return agents.person(name, polity)

    def _grouped(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        several = phrase.head.tag_ in ("NNS", "NNPS")
        if phrases.is_rest(phrase.head):
            return phrase
        own = child(phrase.head, "poss")
        lent = own is not None and own.tag_ == "NNP"  # "Ada Poe's bloc" is not Ada Poe
        called = phrase.head.tag_ == "NNP" and len(self._own_name(words, size).split()) > 1  # an acronym adds nothing
        named = (
            None if several or called else self._apposed_group(phrase) or (None if lent else self._apposed_name(phrase))
        )
        if named is not None:
            return named
        if lent and not several and (kind := phrases.group_kind(phrase.noun)) is not None:
            return replace(phrase, agent=self._group(phrase, kind))
        plural = several or phrase.head.lemma_ in (
            "people",
            "opposition",
            "public",
            "media",
        )
        if not plural and not self._own_name(phrases.name_words(words), 0):
            return phrase
        default: AgentKind = "people" if plural else "organisation"
        return replace(phrase, agent=self._group(phrase, phrases.group_kind(phrase.noun) or default))

    def _apposed_group(self, phrase: Phrase) -> Phrase | None:
        """Who a group is called beside it: "France's ally Chad", "the biggest union, the CGT", "the union Unite"."""
        beside = (c for c in phrase.head.children if c.dep_ == "appos" and c.tag_ in ("NNP", "NNPS"))
        inner = next((p for c in beside if phrase.head.tag_ in ("NN", "NNP") and (p := self.phrase(c)).agent), None)
        if inner is None or inner.agent is None:
            return None
        kind = phrases.group_kind(phrase.noun)
        if inner.agent.known or inner.agent.kind == "party":
            agent = inner.agent
        elif kind is None and inner.agent.kind == "organisation":
            agent = agents.organisation(inner.agent.name, phrase.polity or inner.polity)
        elif kind is None:
            return None
        else:
            agent = replace(agents.organisation(inner.agent.name, phrase.polity or inner.polity), kind=kind)
        return replace(phrase, agent=agent, span=inner.span, definite=False)

    def _apposed_author(self, phrase: Phrase) -> Phrase | None:
        """What is no office may be a party's part: "its author, the Liberal Party"; not "its leader"."""
        named = self._apposed_group(phrase) if phrase.head.lemma_ in _MAKERS else None
        return named if named is not None and named.agent is not None and named.agent.kind == "party" else None

    def _group(self, phrase: Phrase, kind: AgentKind) -> Agent:
        end = phrase.span.end
        last = phrase.head.i + 1 == len(self.doc)
        prep = (
            None if last else phrase.head.nbor(1)
        )  # "members of X", "members from X", also where it hangs on the verb
        if prep is not None and prep.dep_ == "prep" and prep.lower_ in ("of", "from"):
            end = max(end, prep.right_edge.idx + len(prep.right_edge.text))
        poss = child(phrase.head, "poss")
        start = min(phrase.span.start, poss.left_edge.idx) if poss is not None else phrase.span.start
        text = re.sub(r"\s+", " ", self.text[start:end]).rstrip(" ,")
        polity = phrase.polity
        code = (polity.polity or polity.code) if polity else None
        return Agent(f"group/{slug(text)}", text, kind, code, polity.path if polity else None)

    def _measure(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        return phrase

    def _polity(self, phrase: Phrase, words: list[Token], size: int) -> Phrase:
        """ "the Palestinian state", "the breakaway region of Abkhazia" are the polity; "member states" are a group."""
        if phrase.head.tag_ in ("NNS", "NNPS"):
            return replace(phrase, agent=self._group(phrase, "people"))
        named = self._prep_polity(phrase.head) if not phrases.locative(phrase.head) else None
        if named is None and phrase.form in ("state", "republic", "nation"):
            named = phrase.polity
        return replace(phrase, agent=entity_agent(named)) if named is not None else phrase

    # --- names the gazetteer does not know ----------------------------------------------------------------------

    def _proper(self, base: Phrase, words: list[Token]) -> Phrase | None:
        """A run of capitalised words that ends in the head: a person after a title, else person or organisation."""
        if base.head.tag_ not in ("NNP", "NNPS") or not phrases.has_letter(base.head):
            return None
        words = self._after_place(words) or self._after_owners(base.head, words)
        title = self._role_end(words)
        if not title and phrases.is_place(base.head):
            return None
        name = phrases.name_words(words[title:] or words)
        if not any(c.isupper() for t in name for c in t.text):
            return None  # a word that the parser took for a name: "a 'solidarity' vote"
        text = phrases.name_text(self.text, name)
        span = Span(name[0].idx, base.head.idx + len(base.head.text))
        before = words[:title]
        appositive = self._apposed_role(base.head)
        polity = (self.polity(before[-1]) or self.modifier_polity(before[-1], before)) if before else None
        owner = child(base.head, "poss") if polity is not None and polity.kind == "international" else None
        polity = (self.polity(owner) if owner is not None else None) or polity  # "Russia's UN ambassador Oleg Petrov"
        role = phrases.clean(self.text[before[0].idx : before[-1].idx + len(before[-1].text)]) if before else None
        noun = self.noun(before) if before else None
        sense = noun[0] if noun else None
        if appositive is not None:
            role, sense = role or appositive.role, sense or appositive.noun
            polity = polity or appositive.polity
        phrase = replace(base, role=role, noun=sense, polity=polity, span=span, definite=False)
        phrase = replace(phrase, office=self._office(phrase) or (appositive.office if appositive else None))
        kind = phrases.group_kind(sense)
        if kind is not None:
            return replace(phrase, role=None, agent=replace(agents.organisation(text, polity), kind=kind))
        titled = bool(before) or (appositive is not None and appositive.noun is not None)
        if titled and polity is None:
            polity = self._polity_after_name(base.head, member=sense is not None and sense.frame == "member")
            phrase = replace(phrase, polity=polity)
        if titled or (not _ORGANISATION.search(text) and self._looks_like_person(name, base)):
            surname = name[-1].text if len(name) == 1 else None
            owned = self.modifier_polity(base.head, words) if base.definite and not titled else None
            return replace(phrase, agent=agents.person(text, polity or owned), surname=surname)
        own = any(
            (e := self.entity(t)) is not None and e.kind == "party" for t in words
        )  # a party's word in another's name
        polity = polity or (None if own else self.modifier_polity(base.head, words))
        return replace(phrase, agent=agents.organisation(text, polity), surname=text if len(name) == 1 else None)

    def _polity_after_name(self, head: Token, member: bool) -> Entity | None:
        """Of "Senator Ana Rojas of Chile", "Sen. Jo Park (R-Ohio)": a member of a part of a state sits for the whole."""
        if _AMERICAN_SEAT.match(self.text, head.idx + len(head.text)):
            return self.gazetteer.by_code("US")
        prep = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == head.i + 1), None)
        place = child(prep, "pobj") if prep is not None else None
        polity = self.entity(place) if place is not None else None
        if polity is None or not polity.is_polity:
            return None
        whole = member and polity.kind == "subdivision" and polity.part_of
        return self.gazetteer.entity(whole) if whole else polity

    def _after_owners(self, head: Token, words: list[Token]) -> list[Token]:
        """With those whose group it is by name: "the Workers' Party", "the Irish Farmers' Association"."""
        owners = child(head, "poss")
        if owners is None or owners.tag_ not in ("NNPS", "NNS", "NNP") or self.hit(owners) is not None:
            return words
        several = owners.lower_.endswith("s") or owners.lower_ in ("people", "women", "men", "children")
        if not several or not owners.text.istitle() or not _ORGANISATION.search(head.text):
            return words
        return [*phrases.left(owners), *self.doc[owners.i : head.i + 1]]

    def _looks_like_person(self, name: list[Token], base: Phrase) -> bool:
        if (base.definite and not self._is_members(name, base.head)) or base.head.tag_ == "NNPS":
            return False
        if len(name) == 1:
            return not name[0].text.isupper() and child(base.head, "det") is None
        return len(name) <= 5 and not any(t.text.isupper() and len(t.text) > 2 for t in name)

    def _is_members(self, name: list[Token], head: Token) -> bool:
        """A name after that of a group is one of its members: "Labour's Ann Bell"; after a state's if told again as "Bell"."""
        owner = child(head, "poss")
        if owner is None or owner.tag_ not in ("NNP", "NNPS") or not 1 < len(name) < 5:
            return False
        entity = self.entity(owner)
        if entity is None or entity.kind == "party":
            return entity is not None or owner.text.isupper()
        alone = (t for t in self.doc if t.text == name[-1].text and t.tag_ == "NNP" and t.i > head.i)
        return any(t.i > 0 and t.nbor(-1).tag_ not in ("NNP", "NNPS") for t in alone)

    def _apposed_role(self, head: Token) -> Phrase | None:
        """ "Jean Martin, the French minister": the role after the name."""
        for c in head.children:
            if c.dep_ == "appos" and self.hit(c) is None:
                words = [*phrases.left(c), c]
                found = self.noun(words)
                if found is not None and found[0].frame in ("role", "member", "group"):
                    polity = self.modifier_polity(c, words)
                    base = Phrase(
                        c,
                        Span(words[0].idx, c.idx + len(c.text)),
                        noun=found[0],
                        form=found[1],
                        polity=polity,
                    )
                    return replace(base, role=self._role_text(c, words), office=self._office(base))
        return None

    def _is_party(self, token: Token) -> bool:
        """ "Republican Susan Collins": a word for members before a name is a title; "Christian Democratic" is none."""
        hit = self.hit(token)
        entity = self.choose(hit) if hit is not None else None
        if hit is None or entity is None or entity.kind != "party":
            return False
        return hit.span.of(self.text) in (*entity.demonyms, *entity.aliases, entity.name)

    def _role_end(self, words: list[Token]) -> int:
        """How many of `words` are the title before a name: up to the last role noun that is not the head."""
        end = 0
        for i in range(len(words) - 1):
            found = self.noun(words[: i + 1])
            titled = found is not None and (
                found[0].frame in ("role", "member")
                or (words[i].text.islower() and phrases.group_kind(found[0]) is not None)
            )
            if titled or words[i].lower_.rstrip(".") in _HONORIFICS or self._is_party(words[i]):
                end = i + 1
        return end


#: Party and home of a member of the Congress of the United States, as its reporters put them after the name.
_AMERICAN_SEAT = re.compile(r"(?:\s\(|,\s)[RDI]-[A-Z]")
#: Who makes something, which a party may do as well as a person.
_MAKERS = {"author", "architect", "initiator", "originator", "drafter", "mover"}
_HONORIFICS = {
    "mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "sen", "rep", "gen", "col", "prof", "president-elect", "prince",
    "king", "queen", "saint", "justice", "rev", "gov",
}  # fmt: skip
_AGENT_FRAMES = {"body", "member", "executive", "role", "group", "measure", "polity"}
_READERS = {
    "body": Names._body,
    "member": Names._member,
    "executive": Names._executive,
    "role": Names._role,
    "group": Names._grouped,
    "measure": Names._measure,
    "polity": Names._polity,
}
