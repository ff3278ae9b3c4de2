"""Mending what the parser gave to the noun before it: subjects, objects, verbs of relative clauses.

A noun that stands right behind another, without a comma, is not put beside it: "ahead of the vote | the party | said".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_FINITE = {"VBZ", "VBD", "VBP"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if (verb := _robbed_verb(token)) is not None:
            token.hang(verb, "nsubj")
        if (deed := _robbed_deed(token)) is not None:
            token.hang(deed, "dobj")
        if (noun := _described(token)) is not None:
            _relate(token, noun)
        if (actor := _second_actor(token)) is not None:
            _join(token, actor)
        if (office := _office(token)) is not None:
            token.hang(office, "appos")


def _robbed_verb(noun: Token) -> Token | None:
    """The verb whose subject was put beside the noun before it: "ahead of the vote | the party |, the largest, said"."""
    before = noun.left_edge.nbor(-1) if noun.left_edge.i > noun.sent.start else noun
    if noun.dep_ != "appos" or before.i != noun.head.i or before.dep_ != "pobj":
        return None
    if noun.left_edge.tag_ != "DT" and noun.tag_ != "NNP":
        return None
    verb = next((a for a in noun.ancestors if a.tag_[:2] == "VB"), None)
    if verb is None or verb.i < noun.i or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    finite = verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ in (*_FINITE, "MD") for c in verb.children)
    return verb if finite else None


def _robbed_deed(pronoun: Token) -> Token | None:
    """The infinitive whose object was read as a second subject of the verb behind: "a motion to reject | it | was lost"."""
    deed = pronoun.nbor(-1) if pronoun.i > pronoun.sent.start else pronoun
    if pronoun.lower_ not in ("it", "them") or pronoun.dep_ not in _SUBJECTS or deed.tag_ != "VB" or deed.dep_ != "acl":
        return None
    other = any(c.dep_ in _SUBJECTS and c.i == deed.head.i for c in pronoun.head.children)
    return deed if other and not any(c.dep_ == "dobj" for c in deed.children) else None


def _described(verb: Token) -> Token | None:
    """The noun that a verb of a relative clause was read as describing: "Poe, who for years | opposed | fishing, said"."""
    pronoun = next((c for c in verb.children if c.tag_ in ("WP", "WDT") and c.dep_ in _SUBJECTS), None)
    noun = verb.head
    if verb.tag_ != "VBN" or verb.dep_ != "amod" or pronoun is None or noun.i != verb.i + 1:
        return None
    return noun if noun.dep_ == "appos" and noun.head.i < pronoun.i else None


def _relate(verb: Token, noun: Token) -> None:
    """Make of a participle and its noun the verb of a relative clause, and its object."""
    verb.tag_ = "VBD"
    verb.hang(noun.head, "relcl")
    noun.hang(verb, "dobj")


def _second_actor(verb: Token) -> Token | None:
    """Who does what another participle tells, read as a second object: "supporting it and 30 Liberals | opposing | it"."""
    actor = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ != "VBG" or actor.dep_ != "conj" or not actor.tag_.startswith("NN") or actor.head.dep_ != "dobj":
        return None
    first = actor.head.head
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    joined = verb.head.i in (first.i, actor.i) and any(c.dep_ == "cc" for c in actor.head.children)
    led = first.tag_ == "VBG" and any(c.dep_ in _SUBJECTS for c in first.children)
    return actor if joined and led and not own else None


def _join(verb: Token, actor: Token) -> None:
    """Give a participle its subject, and join it to the one before."""
    first = actor.head.head
    for joint in [c for c in actor.head.children if c.dep_ == "cc"]:
        joint.hang(first)
    actor.hang(verb, "nsubj")
    verb.hang(first, "conj")


def _office(name: Token) -> Token | None:
    """The plural that names between commas tell the members of: "the premiers of Alberta and Ontario, | Ana Poe | and ..."."""
    office = name.head
    if name.dep_ != "conj" or name.tag_ != "NNP" or office.tag_ != "NNS" or name.left_edge.nbor(-1).text != ",":
        return None
    if any(c.dep_ == "cc" for c in office.children) or not any(c.dep_ == "conj" for c in name.children):
        return None
    places = [t for p in office.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    last = max(t.i for t in name.subtree if t.tag_.startswith("NN"))
    closed = last + 1 < name.sent.end and name.doc[last + 1].text == ","  # "its neighbours, Chad and Mali, agreed"
    owned = any(c.dep_ == "poss" for c in office.children)
    return office if any(c.dep_ == "conj" for t in places for c in t.children) or (closed and owned) else None
