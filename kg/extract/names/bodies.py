"""Chambers, governments and ministries: which one a noun means in a polity, and what it is called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.names import ministries
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, AgentKind

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.gazetteer import Entity
    from kg.lexicon import Sense


def body(names: Names, polity: Entity, sense: Sense, form: str, own: str = "") -> Agent:
    """The chamber that a noun means in a polity: the gazetteer's, else one composed ("Parliament of Iraq")."""
    for word in (own, form, sense.generic or ""):
        known = names.gazetteer.generic(polity.path, word) if word else None
        if known is not None:
            return entity_agent(known)
    name = own or phrases.title(form)
    path = f"body/{polity.path.partition('/')[2]}/{slug(name)}"
    house = names.gazetteer.generic(polity.path, "parliament") if polity.kind == "international" else None
    whole = house.name if house is not None else agents.in_sentence(polity)  # a committee is of its parliament
    return Agent(path, f"{name} of {whole}", "chamber", polity.polity or polity.code, polity.path)


def executive(names: Names, polity: Entity, sense: Sense | None, own: str = "") -> Agent:
    """A government or ministry of a polity, by the office the lexicon gives for the noun."""
    office = (sense.office if sense else None) or "Government"
    bare = office in ("Ministry", "Department", "Embassy", "Presidency")
    name = own if bare and own else office
    known = (*names.gazetteer.lookup(f"{name} of {polity.name}"), names.gazetteer.generic(polity.path, name))
    for entity in known:
        if entity is not None and entity.kind == "executive":
            return entity_agent(entity)
    kind: AgentKind = "government" if office in ("Government", "Presidency") else "ministry"
    path = f"body/{polity.path.partition('/')[2]}/{slug(name)}"
    return Agent(path, f"{name} of {agents.in_sentence(polity)}", kind, polity.polity or polity.code, polity.path)


def own_name(names: Names, words: list[Token], size: int) -> str:
    """The body's own name without the polity: "Federal Senate", "Third Committee", else "" for a bare noun."""
    name = [t for t in words if names.polity(t) is None and t.tag_ in ("NNP", "NNPS", "JJ", "NN")]
    text = " ".join(t.text for t in name)
    return text if len(name) > size and name[0].text[:1].isupper() else ""


def own_ministry(names: Names, words: list[Token], size: int) -> str:
    """ "Ministry of Health" for "health ministry"; "Federal Department" as it stands; "" for a bare noun."""
    return ministries.formal(words, lambda t: names.polity(t) is not None) or own_name(names, words, size)


def own_office(names: Names, head: Token) -> str:
    """ "Ministry of Trade and Industry", as it is written; "" if no capitalised "of ..." follows."""
    if not name_tail(names, head):
        return ""
    last = child(child(head, "prep") or head, "pobj") or head
    while (joined := child(last, "conj")) is not None and joined.text[:1].isupper():
        last = joined
    return phrases.clean(names.text[head.idx : last.idx + len(last.text)])


def name_tail(names: Names, head: Token) -> str:
    """What belongs to a body's name after its noun: " of deputies" of "the Chamber of Deputies"."""
    inner = next((t for p in head.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"), None)
    named = inner is not None and inner.text[:1].isupper() and names.hit(inner) is None
    return phrases.of_tail(head) if named and head.text[:1].isupper() else ""


def ends_body_name(names: Names, head: Token) -> bool:
    """ "Deputies" in "the Chamber of Deputies" is nobody by itself."""
    body = head.head.head
    if head.dep_ != "pobj" or head.head.lower_ != "of" or not name_tail(names, body):
        return False
    return any(s.frame in ("body", "executive") for s in names.lexicon.of("noun", body.lower_))
