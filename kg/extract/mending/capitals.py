"""Mending words in capitals, or with one: acronyms and names that were taken for words of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.mending.places import FINITE, MODIFIERS, SUBJECTS, TIMES, hang_where

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.extract.parsing.parsed import Doc, Token

_NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj"}


def plural_acronym(token: Token) -> None:
    """ "MPs", "NGOs": the model goes by the capitals and takes them for one thing, or for a name."""
    word = token.text
    if word.endswith("s") and len(word) > 2 and word[:-1].isupper() and token.tag_ in ("NN", "NNP", "NNPS"):
        token.tag_ = "NNS"


# --- names ------------------------------------------------------------------------------------------------------


def full_names(doc: Doc) -> set[str]:
    """The last words of the names of several words."""
    return {token.text for token in doc if token.tag_ == "NNP" and token.text.istitle() and _ends_name(token)}


def _ends_name(token: Token) -> bool:
    """ "Moss" in "Petra Moss": the last of several words of a name."""
    return any(c.dep_ == "compound" and c.tag_ == "NNP" and c.i == token.i - 1 for c in token.children)


def known_name(token: Token, names: Container[str]) -> None:
    """A subject that ends a name elsewhere is that name here too: "Petra Moss said no. | Moss | then called it off"."""
    known = token.tag_ in ("NN", "VBG", "JJ") and token.dep_ in SUBJECTS and token.text in names
    if known and not token.children and not lexicon.load().of("noun", token.lower_):
        token.tag_ = "NNP"


def given_name(token: Token) -> None:
    """ "Suk-yeol", read as one word (`kg.extract.parsing.nlp`): no other word with a hyphen is."""
    first, _, second = token.text.partition("-")
    if first.istitle() and second.isalpha() and second.islower():
        token.tag_ = "NNP"


def as_noun(token: Token) -> None:
    """A capitalised word that stands where only a noun can is a name: "Hungary vetoes", "Pakistan summons".

    A modifier is one if its head is the verb right after it, which has no subject of its own: then it is that subject;
    so too if it begins the sentence ("SNP on Monday again boycotted the session").
    """
    if token.text[:1].isupper() and _stands_for_noun(token):
        token.tag_ = "NNP"
        token.dep_ = "nsubj" if token.dep_ in MODIFIERS else token.dep_


def _stands_for_noun(token: Token) -> bool:
    if token.tag_ in ("VB", "VBP"):  # "Belize condemned the raid"
        return token.dep_ in ("nsubj", "nsubjpass") and not token.children
    if token.tag_ not in ("JJ", "NNP"):
        return False
    head = token.head
    alone = token.i == token.sent.start and head.i > token.i and token.nbor(1).tag_ in ("IN", "RB")
    first = alone and token.tag_ == "NNP" and token.lower_ not in TIMES
    bare = head.tag_ in FINITE and (first or head.i == token.i + 1)
    bare &= not any(c.dep_ in SUBJECTS for c in head.children)
    return token.dep_ in _NOMINAL or (token.dep_ in MODIFIERS and bare)


# --- acronyms before a noun -------------------------------------------------------------------------------------


def acronym_before_noun(token: Token) -> None:
    """Capitals before a noun that were taken for a verb with that object: "ECOWAS | leaders | call for talks"."""
    if not (token.text.isupper() and len(token.text) > 2 and token.tag_ in ("VB", "VBP", "VBZ", "VBG", "VBN", "VBD")):
        return
    noun = token.nbor(1) if token.i + 1 < len(token.doc) else token
    shouted = noun.text.isupper()
    joined = noun.head is token or (noun.dep_ == "nsubj" and noun.head.head is token)
    if noun.tag_ in ("NN", "NNS") and joined and not shouted:
        _prefix(token, noun)


def _prefix(name: Token, noun: Token) -> None:
    """The noun, or what its verb tells, takes the place of the name, which becomes the first part of its phrase."""
    name.tag_ = "NNP"
    above = noun if noun.head is name else noun.head
    hang_where(above, name)
    above.dep_ = "nsubj" if above.dep_ == "csubj" else above.dep_
    for c in [c for c in name.children if c is not above]:
        c.hang(above, "acl" if c.tag_ == "VBG" else c.dep_)
    name.hang(noun, "compound")
