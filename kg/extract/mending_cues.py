"""Mending the parse where a verb of saying in "-s" was taken for a noun or a subject, by the words around it.

Two places of headlines and short items: a relative clause ("a dam | that Peru says | is unsafe"), and a verb that looks
like a plural, before what is voiced ("the union voices alarm").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.inflection import third_person

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

_CUES = ("speech", "naming", "express")
_RELATIVE = {"which", "that", "who", "whom"}
_OF_NOUN = {"det", "amod", "poss", "compound", "nmod", "nummod"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if token.tag_ == "NNS" and (verb := _told_in_relative(token)) is not None:
            _put_between(token, verb)
        elif token.tag_ in ("VBZ", "NNS") and _is_false_subject(token):
            _take_object(token, token.head)


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    """The present forms in "-s" of the verbs that tell of speech."""
    known = lexicon.load()
    verbs = {form for frame in _CUES for form in known.forms("verb", frame) if " " not in form}
    return frozenset(third_person(verb) for verb in verbs)


def _told_in_relative(token: Token) -> Token | None:
    """The predicate of the relative clause whose subject "the minority | claims |" was taken for."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "relcl" or verb.i < token.i or token.i < 2:
        return None
    subject = token.nbor(-1)
    if token.lower_ not in _forms() or subject.head.i != token.i or subject.dep_ != "compound":
        return None
    pronoun = token.left_edge.nbor(-1) if token.left_edge.i else token
    return verb if pronoun.lower_ in _RELATIVE and token.right_edge.i == token.i else None


def _put_between(cue: Token, verb: Token) -> None:
    """The cue takes the predicate's place, which becomes what is said; the relative pronoun is then its subject."""
    subject, pronoun = cue.nbor(-1), cue.left_edge.nbor(-1)
    for c in [c for c in cue.children if c.dep_ in _OF_NOUN and c.i != subject.i]:
        c.hang(subject)
    cue.tag_ = "VBZ"
    cue.hang(verb.head, "relcl")
    subject.hang(cue, "nsubj")
    if verb.tag_.startswith("JJ"):  # "a step that Peru terms | regrettable |"
        pronoun.hang(cue, "dobj")
        verb.hang(cue, "oprd")
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    pronoun.hang(verb, "nsubjpass" if passive else "nsubj")
    verb.hang(cue, "ccomp")


def _is_false_subject(token: Token) -> bool:
    """ "The union | voices | alarm at it": a verb with a subject of its own was taken for that of the noun behind it."""
    noun = token.head
    bare = token.dep_ == "nsubj" and noun.i == token.i + 1 and noun.tag_ in ("VBP", "VB", "NN")
    before = token.nbor(-1) if token.i else token
    named = token.tag_ == "NNS" and before.tag_ == "NNP" and before.dep_ == "compound" and before.head.i == token.i
    return bare and token.lower_ in _forms() and (named or any(c.dep_ == "nsubj" for c in token.children))


def _take_object(verb: Token, noun: Token) -> None:
    verb.hang(noun.head if noun.head is not noun else verb, noun.dep_)
    for c in [c for c in noun.children if c.is_punct]:
        c.hang(verb)
    if verb.tag_ == "NNS":
        subject = verb.nbor(-1)
        for c in [c for c in verb.children if c.dep_ in _OF_NOUN and c.i < subject.i]:
            c.hang(subject)
        subject.dep_, verb.tag_ = "nsubj", "VBZ"
    noun.tag_ = "NN"
    noun.hang(verb, "dobj")
