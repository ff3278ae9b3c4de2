"""Mending the parse where a verb of saying in "-s" was taken for a noun or a subject, by the words around it.

Two places of headlines and short items: a relative clause ("a dam | that Peru says | is unsafe"), and a verb that looks
like a plural, before what is voiced ("the union voices alarm"). And a cue in "-ing" that goes on from one outside a
quotation, not from the words in it ("accusing him of 'making trouble' and | saying ...").
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
        elif token.tag_ == "VBG" and (cue := _outside(token)) is not None:
            token.hang(cue, "conj")


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


def _outside(token: Token) -> Token | None:
    """The cue in "-ing" before a quotation that "and | saying |" behind it goes on from; None if the parse is right."""
    quoted = token.head
    if token.dep_ != "conj" or quoted.i > token.i or not _is_cue(token):
        return None
    marks = [t.i for t in token.doc[token.sent.start : token.i] if t.is_quote]
    inside = bool(marks) and len(marks) % 2 == 0 and marks[-2] < quoted.i < marks[-1]
    above = (a for a in quoted.ancestors if a.tag_ == "VBG" and a.i < marks[-2] and _is_cue(a)) if inside else ()
    return next(iter(above), None)


def _is_cue(token: Token) -> bool:
    return any(lexicon.load().sense("verb", _base(token.lower_), frame) for frame in (*_CUES, "accuse"))


def _base(form: str) -> str:
    """The verb of a form in "-ing" of one of the lexicon: "saying", "accusing"."""
    stem = form.removesuffix("ing")
    known = lexicon.load()
    return next((verb for verb in (stem, f"{stem}e") if known.of("verb", verb)), stem)


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
