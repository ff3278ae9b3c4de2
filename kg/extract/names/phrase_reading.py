"""What a noun phrase says by itself, by the first of the ways to read it that explains it.

A name that the gazetteer knows, a noun of the lexicon, "the prime minister's office", a name that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.names import bodies, body_phrases, groups, modifiers, proper_names, roles, titles
from kg.extract.phrases import Phrase
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.gazetteer import Entity, Hit
    from kg.lexicon import Sense

_PARTS_OF_LANDS = {
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "upper", "lower", "mainland",
    "greater", "nazi", "imperial", "communist", "occupied", "metropolitan", "old", "new", "modern",
}  # fmt: skip


def read(names: Names, head: Token) -> Phrase:
    """The phrase of a head, by the first of the ways to read one that explains it."""
    words = [*(t for t in (*phrases.stray(head), *phrases.left(head)) if t.i not in names.times), head]
    base = Phrase(head, Span(words[0].idx, head.idx + len(head.text)), definite=phrases.definite(head))
    if head.i in names.times or bodies.ends_body_name(names, head):
        return base
    return (
        _named(names, base, words)
        or _nominal(names, base, words)
        or body_phrases.read_office(names, base, words)
        or proper_names.read(names, base, words)
        or base
    )


def _named(names: Names, base: Phrase, words: list[Token]) -> Phrase | None:
    """The head is (part of) a name the gazetteer knows."""
    hit = names.hit(base.head)
    if hit is None or (hit.kind == "adjective" and base.head.tag_ not in ("NNP", "NNPS", "NNS")):
        return None
    entity = names.choose(hit)
    if _is_titled_person(names, words, hit) or (entity.is_polity and _is_branch(names, words, hit)):
        return None
    if _is_anothers(names, words, hit, entity):
        return None
    several = base.head.tag_ in ("NNS", "NNPS")
    some = entity.kind == "party" and several and phrases.few(base.head)
    if some or hit.kind == "demonym" or (hit.kind == "adjective" and several):
        people = groups.people(names, base, entity)
        return replace(base, agent=people, polity=entity, span=phrases.join(base.span, hit.span))
    if hit.kind == "adjective":
        return None
    agent = entity_agent(entity)
    return replace(base, agent=agent, polity=names.owner(entity) or entity, span=hit.span, definite=False)


def _is_titled_person(names: Names, words: list[Token], hit: Hit) -> bool:
    """True if a known word stands inside a person's name ("Mr Jordan", "Minister Paris Lane")."""
    inside = [t for t in words if hit.span.start <= t.idx < hit.span.end]
    before = [t for t in words if t.idx < hit.span.start]
    if not before or not inside or inside[-1].i != words[-1].i:
        return False
    title = titles.end(names, [*before, inside[0]])
    given = before[title:]  # "Prime Minister Malik Chad"
    if title and given:
        return all(t.tag_ == "NNP" and names.hit(t) is None for t in given)
    return title == len(before) and before[-1].tag_ in ("NNP", "NN") and before[-1].lower_ not in ("house",)


def _is_anothers(names: Names, words: list[Token], hit: Hit, entity: Entity) -> bool:
    """ "Pakistan's Foreign Office": a name by which one state's body is known, of another state's body."""
    owner = names.owner(entity)
    poss = child(words[-1], "poss")
    before = [t for t in (*words, *((poss,) if poss is not None else ())) if t.idx < hit.span.start]
    others = [p for t in before if (p := names.polity(t)) is not None and not modifiers.is_of_party(names, t)]
    others += [p for p in (modifiers.prep_polity(names, words[-1]),) if p is not None]
    if entity.is_polity or owner is None or not others or owner in others:
        return False
    found = names.noun(words)
    return found is not None and found[0].frame in ("executive", "body")


def _is_branch(names: Names, words: list[Token], hit: Hit) -> bool:
    """ "Greenpeace India" is no state: a polity's name that ends a longer name which nothing else explains."""
    before = [t for t in words if t.idx < hit.span.start]
    named = before and all(t.tag_ in ("NNP", "NNPS") and t.dep_ == "compound" and names.hit(t) is None for t in before)
    return bool(named) and not any(t.lower_ in _PARTS_OF_LANDS or names.noun([t]) is not None for t in before)


def _nominal(names: Names, base: Phrase, words: list[Token]) -> Phrase | None:
    found = names.noun(words)
    if found is None or (found[0].frame in ("role", "group") and _is_surname(names, words, found)):
        return None
    sense, form, size = found
    tail = bodies.name_tail(names, base.head) if sense.frame == "body" else ""
    form = form if form.endswith(tail) else form + tail
    polity = modifiers.polity_of(names, base.head, words)
    phrase = replace(base, noun=sense, form=form, polity=polity)
    return _READERS[sense.frame](names, phrase, words, size)


def _is_surname(names: Names, words: list[Token], found: tuple[Sense, str, int]) -> bool:
    """True for names such as "Lord King" or "Stephen Speaker": the noun ends a run of names after a title."""
    return (
        found[2] == 1
        and len(words) > 1
        and words[-1].tag_ == "NNP"
        and words[-2].tag_ == "NNP"
        and titles.end(names, words[:-1]) in range(1, len(words) - 1)
    )


def _measure(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    return phrase


def _polity(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """ "the Palestinian state", "the breakaway region of Abkhazia" are the polity; "member states" are a group."""
    if phrase.head.tag_ in ("NNS", "NNPS"):
        return replace(phrase, agent=groups.group(names, phrase, "people"))
    named = modifiers.prep_polity(names, phrase.head) if not phrases.locative(phrase.head) else None
    if named is None and phrase.form in ("state", "republic", "nation"):
        named = phrase.polity
    return replace(phrase, agent=entity_agent(named)) if named is not None else phrase


#: How a phrase is read by the frame of its noun, from its words and how many of them are the noun's.
_READERS: dict[str, Callable[[Names, Phrase, list[Token], int], Phrase]] = {
    "body": body_phrases.read_body,
    "member": groups.read_member,
    "executive": body_phrases.read_executive,
    "role": roles.read,
    "group": groups.read,
    "measure": _measure,
    "polity": _polity,
}
