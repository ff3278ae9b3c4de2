"""Mending objects that were robbed of their verb: by the next verb, by a time, by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.mending import forms
from kg.extract.mending.places import SUBJECTS, TIMES

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_PRONOUNS = ("it", "them")


# --- taken for a subject ----------------------------------------------------------------------------------------


def before_conjunct(pronoun: Token) -> None:
    """The object of one verb was read as the subject of the next: "Peru vetoed | it and Chad abstained"."""
    if pronoun.lower_ not in _PRONOUNS or pronoun.dep_ != "nsubj" or pronoun.i == 0:
        return
    verb = pronoun.nbor(-1)
    deps = {c.dep_ for c in verb.children}
    joined = any(c.dep_ == "conj" and c.i < pronoun.head.i for c in pronoun.children)
    own = verb.tag_ in ("VBZ", "VBD", "VBP") and "nsubj" in deps and "dobj" not in deps
    if own and joined and verb.i != pronoun.head.i:
        _give_back(pronoun, verb)


def _give_back(pronoun: Token, verb: Token) -> None:
    """Give a verb its object, and the next verb, which goes on from it, its own subject."""
    later = pronoun.head
    name = next(c for c in pronoun.children if c.dep_ == "conj")
    if not any(a.i == later.i for a in verb.ancestors):
        later.hang(verb, "conj")
    for c in [c for c in pronoun.children if c.dep_ == "cc"]:
        c.hang(verb)
    pronoun.hang(verb, "dobj")
    name.hang(later, "nsubj")


def of_infinitive(pronoun: Token) -> None:
    """The object of an infinitive was read as a second subject of the verb behind: "a motion to reject | it | was lost"."""
    if pronoun.lower_ not in _PRONOUNS or pronoun.dep_ not in SUBJECTS or pronoun.i == pronoun.sent.start:
        return
    deed = pronoun.nbor(-1)
    if deed.tag_ != "VB" or deed.dep_ != "acl":
        return
    other = any(c.dep_ in SUBJECTS and c.i == deed.head.i for c in pronoun.head.children)
    if other and not any(c.dep_ == "dobj" for c in deed.children):
        pronoun.hang(deed, "dobj")


def relative_pronoun(token: Token) -> None:
    """ "The vote, which Peru calls a farce": a relative pronoun before the verb's own subject is its object."""
    if token.tag_ != "WDT" or token.dep_ != "nsubj":
        return
    others = {c.dep_ for c in token.head.children if c.i != token.i}
    own = any(c.dep_ == "nsubj" and token.i < c.i < token.head.i for c in token.head.children)
    if own and "dobj" not in others:
        token.dep_ = "dobj"


# --- taken for something else -----------------------------------------------------------------------------------


def as_time(name: Token) -> None:
    """ "The league recognises | Fiji": a name right behind a verb that has no other object, and no time is named so."""
    if name.tag_ != "NNP" or name.dep_ != "npadvmod":
        return
    verb = name.nbor(-1) if name.i > 0 else name
    if verb.i != name.head.i or verb.tag_ not in ("VBZ", "VBD"):
        return
    deps = {c.dep_ for c in verb.children}
    if "nsubj" in deps and "dobj" not in deps and name.lower_ not in TIMES:
        name.dep_ = "dobj"


def as_its_name(token: Token) -> None:
    """What is called so, taken for a part of the name: "declares the | pact | null and void", "called the | law | unfair"."""
    void = token.lower_ == "null" and token.dep_ == "dobj" and any(c.lower_ == "void" for c in token.children)
    called = token.tag_ == "JJ" and token.dep_ == "oprd" and any(c.dep_ in ("det", "poss") for c in token.children)
    called &= not any(c.dep_ in ("dobj", "auxpass") for c in token.head.children)
    if not (void or called):
        return
    noun = token.nbor(-1)
    noun.tag_ = "NN" if noun.tag_ == "VBG" else noun.tag_  # "the ruling"
    if noun.head.i == token.i and noun.tag_.startswith("NN") and not noun.children:
        _free(noun, token)


def _free(noun: Token, name: Token) -> None:
    """Make a noun the object, with the words before it, and what it is called its predicate."""
    noun.hang(name.head, "dobj")
    name.hang(noun.head, "oprd")
    for c in [c for c in name.children if c.i < noun.i]:
        c.hang(noun)


def described(verb: Token) -> None:
    """A verb of a relative clause was read as describing its object: "Poe, who for years | opposed | fishing, said"."""
    if verb.tag_ != "VBN" or verb.dep_ != "amod":
        return
    pronoun = next((c for c in verb.children if c.tag_ in ("WP", "WDT") and c.dep_ in SUBJECTS), None)
    noun = verb.head
    if pronoun is not None and noun.i == verb.i + 1 and noun.dep_ == "appos" and noun.head.i < pronoun.i:
        _relate(verb, noun)


def _relate(verb: Token, noun: Token) -> None:
    """Make of a participle and its noun the verb of a relative clause, and its object."""
    verb.tag_ = "VBD"
    verb.hang(noun.head, "relcl")
    noun.hang(verb, "dobj")


def given_its_name(name: Token) -> None:
    """What is named was read as one to whom something is given: "Chad and Mali consider | her | the president"."""
    verb = name.head
    if name.dep_ != "dobj" or verb.lower_ not in forms.naming():
        return
    thing = next((c for c in verb.children if c.dep_ == "dative" and c.tag_ != "IN" and c.i < name.i), None)
    if thing is not None and thing.i > verb.i:
        thing.dep_ = "dobj"
        name.dep_ = "oprd"


def breakaway(word: Token) -> None:
    """An adjective that the model took for an object of its own: "recognises the | breakaway | Georgian territory"."""
    if word.tag_ != "NN" or word.dep_ not in ("dobj", "pobj", "nsubj") or word.i + 1 >= word.sent.end:
        return
    noun = next((c for c in word.head.children if c.i > word.i and c.left_edge.i == word.i + 1), None)
    if (
        noun is None
        or noun.tag_ not in ("NN", "NNS")
        or lexicon.load().sense("adjective", word.lower_, "breakaway") is None
    ):
        return
    for c in list(word.children):
        c.hang(noun)
    noun.dep_ = word.dep_
    word.tag_ = "JJ"
    word.hang(noun, "amod")
