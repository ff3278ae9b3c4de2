"""Names that the gazetteer does not know: of a person, with a title or without, else of an organisation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.names import modifiers, roles, titles
from kg.extract.tree import child
from kg.types import Agent, Span

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity


def read(names: Names, base: Phrase, words: list[Token]) -> Phrase | None:
    """A run of capitalised words that ends in the head: a person after a title, else person or organisation."""
    if base.head.tag_ not in ("NNP", "NNPS") or not phrases.has_letter(base.head):
        return None
    words = titles.person_after_place(names, words) or _after_owners(names, base.head, words)
    title = titles.end(names, words)
    if not title and phrases.is_place(base.head):
        return None
    name = phrases.name_words(words[titles.past_charge(words, title) :] or words)
    if not any(c.isupper() for t in name for c in t.text):
        return None  # a word that the parser took for a name: "a 'solidarity' vote"
    span = Span(name[0].idx, base.head.idx + len(base.head.text))
    phrase = _titled(names, replace(base, span=span, definite=False), words[:title])
    text = phrases.name_text(names.text, name)
    kind = phrases.group_kind(phrase.noun)
    if kind is not None:
        return replace(phrase, role=None, agent=replace(agents.organisation(text, phrase.polity), kind=kind))
    if title or phrase.noun is not None:
        member = phrase.noun is not None and phrase.noun.frame == "member"
        polity = phrase.polity or modifiers.after_name(names, base.head, member)
        return replace(phrase, polity=polity, agent=agents.person(text, polity))
    return replace(phrase, agent=_untitled(names, base, words, name))


def _titled(names: Names, phrase: Phrase, before: list[Token]) -> Phrase:
    """With the title before the name, and what the role after it tells besides ("Jean Martin, the French minister")."""
    role = phrases.clean(names.text[before[0].idx : before[-1].idx + len(before[-1].text)]) if before else None
    found = names.noun(before) if before else None
    sense, polity = found[0] if found else None, _polity_before(names, phrase.head, before)
    told = roles.apposed(names, phrase.head)
    if told is not None:
        role, sense, polity = role or told.role, sense or told.noun, polity or told.polity
    phrase = replace(phrase, role=role, noun=sense, polity=polity)
    return replace(phrase, office=roles.office(names, phrase) or (told.office if told else None))


def _polity_before(names: Names, head: Token, title: list[Token]) -> Entity | None:
    """The polity of a title; of "Russia's UN ambassador Oleg Petrov" Russia."""
    if not title:
        return None
    polity = names.polity(title[-1]) or modifiers.polity_of(names, title[-1], title)
    owner = child(head, "poss") if polity is not None and polity.kind == "international" else None
    return (names.polity(owner) if owner is not None else None) or polity


def _untitled(names: Names, base: Phrase, words: list[Token], name: list[Token]) -> Agent:
    """Whom a name without a title names, by its own words: a person or an organisation."""
    text = phrases.name_text(names.text, name)
    if not agents.names_organisation(text) and _looks_like_person(names, name, base):
        return agents.person(text, modifiers.polity_of(names, base.head, words) if base.definite else None)
    partly = any(modifiers.is_of_party(names, t) for t in words)  # a party's word in another's name
    return agents.organisation(text, None if partly else modifiers.polity_of(names, base.head, words))


def _after_owners(names: Names, head: Token, words: list[Token]) -> list[Token]:
    """With those whose group it is by name: "the Workers' Party", "the Irish Farmers' Association"."""
    owners = child(head, "poss")
    if owners is None or owners.tag_ not in ("NNPS", "NNS", "NNP") or names.hit(owners) is not None:
        return words
    several = owners.lower_.endswith("s") or owners.lower_ in ("people", "women", "men", "children")
    if not several or not owners.text.istitle() or not agents.names_organisation(head.text):
        return words
    return [*phrases.left(owners), *names.doc[owners.i : head.i + 1]]


def _looks_like_person(names: Names, name: list[Token], base: Phrase) -> bool:
    if (base.definite and not _is_members(names, name, base.head)) or base.head.tag_ == "NNPS":
        return False
    if len(name) == 1:
        return not name[0].text.isupper() and child(base.head, "det") is None
    return len(name) <= 5 and not any(t.text.isupper() and len(t.text) > 2 for t in name)


def _is_members(names: Names, name: list[Token], head: Token) -> bool:
    """A name after that of a group is one of its members: "Labour's Ann Bell"; after a state's if told again ("Bell", "he")."""
    owner = child(head, "poss")
    if owner is None or owner.tag_ not in ("NNP", "NNPS") or not 1 < len(name) < 5:
        return False
    entity = names.entity(owner)
    if entity is not None and entity.kind == "party":
        return True
    if _is_taken_up(head):
        return True
    if entity is None:
        return owner.text.isupper()
    alone = (t for t in names.doc if t.text == name[-1].text and t.tag_ == "NNP" and t.i > head.i)
    return any(t.i > 0 and t.nbor(-1).tag_ not in ("NNP", "NNPS") for t in alone)


def _is_taken_up(head: Token) -> bool:
    """True if "he" or "she" follows in the sentence or the next: "Chile's Ana Poe condemned the raid. | She | said"."""
    sentence = head.sent
    end = sentence.end
    behind = head.doc[head.i + 1 : head.doc.sentence(end).end if end < len(head.doc) else end]
    return head.dep_ in ("nsubj", "nsubjpass", "dobj") and any(t.lower_ in ("he", "she") for t in behind)
