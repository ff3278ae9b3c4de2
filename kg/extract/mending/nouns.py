"""Mending verbs that were taken for nouns: "House votes 50-48", "Labour pledges to go", "joins Peru in voting against"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.inflection import third_person
from kg.extract.mending import forms
from kg.extract.mending.places import CLAUSAL, FINITE, OF_NOUN, SUBJECTS, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_SUBORDINATE = {"ccomp", "advcl", "relcl", "acl", "pcomp"}


# --- with a subject or object -----------------------------------------------------------------------------------


def with_argument(token: Token) -> None:
    """A noun with a subject or object of its own is a verb: "House votes 50-48", "the opposition boycotts the vote"."""
    if token.tag_ not in ("NN", "NNS", "FW") or not _has_argument(token):
        return
    token.tag_ = "VBZ" if token.tag_ in ("NNS", "FW") else "VBP"
    _give_subject(token)
    if token.dep_ == "appos":
        _lead(token, token.head)


def _has_argument(token: Token) -> bool:
    deps = {c.dep_ for c in token.children}
    if token.tag_ == "FW":
        return token.lower_ in forms.acting() and "dobj" in deps  # "boycotts", rare in the present
    if token.tag_ == "NNS":
        return bool(deps & {"nsubj", "nsubjpass", "dobj", "prt"})  # "the lower house signs off on it"
    if token.dep_ == "appos" and token.head.tag_ == "NNP":
        return _follows_names(token)
    bare = token.dep_ in CLAUSAL and not deps & {"det", "amod", "poss", "cop"}
    return bare and bool(deps & {"nsubj", "nsubjpass"})


def _follows_names(token: Token) -> bool:
    """ "Chile, Peru and Togo | call | for a truce": the verb of several names, read as another name of the first."""
    own = token.i == 0 or any(c.i < token.i for c in token.children)
    last = token if own else token.nbor(-1)
    joined = last.dep_ == "conj" and any(a.i == token.head.i for a in last.ancestors)
    return joined and not own and third_person(token.lower_) in forms.siding()


def _give_subject(verb: Token) -> None:
    """The noun right before a verb taken for a noun was read as part of its name; it is the subject, with its number."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    before = before.head if before.dep_ == "nummod" and before.head.i == before.i - 1 else before
    if (
        before.head.i == verb.i
        and before.dep_ in ("compound", "nmod")
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    ):
        before.dep_ = "nsubj"


def _lead(verb: Token, name: Token) -> None:
    """A verb taken for an apposition to the first of several names takes their place; they act."""
    hang_where(verb, name)
    name.hang(verb, "nsubj")
    for c in [c for c in name.children if c.i > verb.i and c.dep_ != "conj"]:
        c.hang(verb)


def past_apposition(token: Token) -> None:
    """The verb behind what a name is said to be, read as one thing more: "Ana Poe, Peru's president, | thanks | Chad"."""
    name = token.head
    if token.tag_ != "NNS" or token.dep_ != "appos" or not name.tag_.startswith("NNP") or name.i > token.i - 3:
        return
    after = token.nbor(1) if token.i + 1 < token.sent.end else token
    aside = any(c.dep_ == "appos" and c.i < token.i for c in name.children) and token.nbor(-1).text == ","
    if not aside or after.tag_ not in _OPENING or token.lower_ not in forms.acting():
        return
    if any(t.tag_ in FINITE for t in token.sent):
        return
    token.tag_ = "VBZ"
    _lead(token, name)
    thing = next(
        (c for c in token.children if c.dep_ in ("appos", "npadvmod", "nmod") and c.left_edge.i == after.i), None
    )
    if thing is not None:
        thing.dep_ = "dobj"


#: What a vote goes on with.
_VOTING = {"in", "for", "against", "no", "yes", "to", "down"}
_OPENING = ("NNP", "NNPS", "DT", "PRP", "PRP$")


# --- at the head of a sentence without a verb -------------------------------------------------------------------


def before_object(token: Token) -> None:
    """A verb of the lexicon and what it acts on, both read as nouns: "The ministry | summons | the envoy"."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i < 1:
        return
    before = token.nbor(-1)
    if before.head.i != token.i or before.dep_ != "compound":
        return
    if token.lower_ not in forms.acting() or any(t.tag_ in FINITE for t in token.sent):
        return
    behind = (c for c in token.children if c.dep_ == "appos" and c.left_edge.i == token.i + 1)
    thing = next((c for c in behind if c.left_edge.tag_ in ("DT", "PRP$", "NNP")), None)
    if thing is not None:
        _make_verb(token)
        thing.dep_ = "dobj"


def between_nouns(token: Token) -> None:
    """The verb between who acts and whom, all read as one name: "Chad's president | thanks | Mali for it"."""
    thing = token.head
    if (
        token.tag_ != "NNS"
        or token.dep_ != "compound"
        or token.lower_ not in forms.acting()
        or token.i == token.sent.start
    ):
        return
    actor = token.nbor(-1)
    apposed = thing.tag_.startswith("NNP") and thing.dep_ == "appos" and thing.head is actor and actor.dep_ == "ROOT"
    if not apposed or actor.tag_ not in ("NN", "NNP") or any(t.tag_ in FINITE for t in token.sent):
        return
    token.tag_ = "VBZ"
    hang_where(token, actor)
    actor.hang(token, "nsubj")
    for c in [c for c in actor.children if c.i > token.i]:
        c.hang(token)
    thing.hang(token, "dobj")


def joined_to_noun(token: Token) -> None:
    """A second verb joined to the noun before "and": "sends ships to the strait and | summons | the envoy"."""
    if token.tag_ != "NNS" or token.dep_ != "conj" or token.i + 2 >= token.sent.end:
        return
    if token.lower_ != "votes" and token.lower_ not in forms.acting():
        return
    above = next((a for a in token.ancestors if a.tag_ in ("VBZ", "VBD", "VBP")), None)
    thing = token.nbor(1)
    if above is not None and above.tag_ == "VBZ" and token.lower_ == "votes" and thing.lower_ in _VOTING:
        for c in [c for c in token.head.children if c.i > token.i]:
            c.hang(token)
        token.tag_ = "VBZ"  # "breaks with habit and | votes | in favour"
        token.hang(above, "conj")
        return
    if above is None or token.nbor(-1).dep_ != "cc" or thing.tag_ not in _OPENING:
        return
    while thing.head.i > token.i and thing.head is not thing:
        thing = thing.head
    if thing.head in (above, token, token.head) and thing.dep_ in ("dobj", "appos", "conj", "npadvmod", "nmod"):
        token.tag_ = "VBZ" if above.tag_ == "VBZ" else "VBP"
        token.hang(above, "conj")
        thing.hang(token, "dobj")


def before_told(token: Token) -> None:
    """The plural that heads a sentence without a finite verb, if a verb of the lexicon sounds like it: "Labour pledges".

    A noun has to stand right before it, and what is said, promised or asked beside it.
    """
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i < 1 or token.nbor(-1).head.i != token.i:
        return
    if token.nbor(-1).dep_ != "compound" or token.i + 2 >= token.sent.end:
        return
    if token.lower_ not in forms.siding() and token.lower_ not in forms.asking():
        return
    if _tells(token) and _is_verbless(token):
        _make_verb(token)


def _tells(token: Token) -> bool:
    """True before what is said, promised or asked."""
    after, later = token.nbor(1), token.nbor(2)
    told = after.lower_ == "that" or after.is_quote or (after.lower_ == "to" and later.tag_ == "VB")
    asked = f"{token.lower_.removesuffix('s')} {after.lower_}"  # "calls on Chad to go", "appeals for calm"
    return told or asked in forms.asking_with() or any(c.dep_ == "ccomp" for c in token.children)


def _is_verbless(token: Token) -> bool:
    """True if all finite verbs of a sentence are of clauses below its head."""
    own = (t for t in token.sent if t.tag_ in FINITE)
    return all(any(a.dep_ in _SUBORDINATE and a.head.i == token.i for a in (t, *t.ancestors)) for t in own)


def _make_verb(token: Token) -> None:
    """A noun becomes the verb of its sentence; the noun before it, with all that stands before, its subject."""
    subject = token.nbor(-1)
    token.tag_ = "VBZ"
    for c in list(token.children):
        if c.i < subject.i and c.dep_ in OF_NOUN:
            c.hang(subject)
        elif c.dep_ in ("acl", "relcl") and c.tag_ == "VB":
            c.dep_ = "xcomp"
    subject.dep_ = "nsubj"


# --- behind "in" ------------------------------------------------------------------------------------------------


def voting(token: Token) -> None:
    """ "Joins Peru in | voting | against it": a noun to the model."""
    if token.lower_ != "voting" or token.tag_ != "NN":
        return
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    in_it = token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.i == token.i - 1
    if in_it and after in ("for", "against", "no", "yes", "down"):
        token.tag_, token.dep_ = "VBG", "pcomp"
