"""Mending what was hung apart though "and" or "but" joins it: second verbs, second nouns, the subjects of second verbs.

In the present tense of headlines the model hangs the second verb of a sentence on the noun before it, or takes it for
a noun: "condemns the raid and calls for a truce". What betrays the mistake is the form: a finite verb goes with a
finite verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms
from kg.extract.mending.places import FINITE, OF_NOUN, SUBJECTS

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_PRESENT = ("VBZ", "VBD")
_JOINING = {"and", "but"}


def second_verb(token: Token) -> None:
    """A bare plural joined to the object of a verb in the present, before what is said or asked: "and pledges to act"."""
    if token.tag_ != "NNS" or token.dep_ != "conj" or token.lower_ not in forms.speaking():
        return
    if not _is_joined(token) or any(c.dep_ in OF_NOUN for c in token.children) or token.i + 2 >= len(token.doc):
        return
    after, later = token.nbor(1), token.nbor(2)
    told = after.lower_ in ("that", "for") or after.is_quote or (after.lower_ == "to" and later.tag_ == "VB")
    if told and any(a.tag_ == "VBZ" for a in token.ancestors):
        _make_verb(token)


def _is_joined(token: Token) -> bool:
    """True right behind "and" or "but", an adverb allowed between."""
    before = token.nbor(-1)
    return before.lower_ in _JOINING or (before.tag_ == "RB" and before.i > 0 and before.nbor(-1).lower_ in _JOINING)


def _make_verb(token: Token) -> None:
    """The noun becomes a verb, and what is said or asked behind it goes with it."""
    token.tag_ = "VBZ"
    after = token.nbor(1)
    if after.lower_ == "to":
        after.nbor(1).hang(token, "xcomp")
    elif after.dep_ == "prep":
        after.hang(token)


def hung_on_noun(token: Token) -> None:
    """A joined verb goes with a verb of the same form, where it hangs on a noun, a gerund or an infinitive."""
    if token.tag_ not in _PRESENT or token.dep_ != "conj" or not _is_joined(token):
        return
    if token.head.tag_ == token.tag_ or any(c.dep_ in SUBJECTS or c.dep_ == "auxpass" for c in token.children):
        return
    if token.head.tag_[:2] not in ("NN", "VB", "PR") or token.head.tag_ in ("VBN", "VBD", "VBP", "VBZ"):
        return
    above = (a for a in token.ancestors if a.tag_ == token.tag_ and a.dep_ not in ("aux", "auxpass"))
    first = next(above, None)
    if first is not None:
        token.hang(first, "conj")


def subject_of_second(token: Token) -> None:
    """The name before a verb without subject that was joined to what comes before: "shuts it and | Peru | calls for talks"."""
    if token.tag_ not in _PRESENT or token.dep_ not in ("ccomp", "conj", "dep", "advcl", "ROOT") or token.i < 3:
        return
    name = token.nbor(-1)
    deps = {c.dep_ for c in token.children}
    if not name.tag_.startswith("NN") or name.dep_ != "conj" or deps & {*SUBJECTS, "auxpass", "mark"}:
        return
    before = name.left_edge.i - 1
    if before < 1 or token.doc[before].lower_ not in _JOINING or name.sent.start != token.sent.start:
        return
    above = _finite_above(name)
    below = any(a.i == token.i for a in name.ancestors)
    if above is not None and (below or above.i < name.i):
        token.hang(above, "conj")
        name.hang(token, "nsubj")


def _finite_above(token: Token) -> Token | None:
    return next((a for a in token.ancestors if a.tag_ in FINITE and a.dep_ not in ("aux", "auxpass")), None)


def hung_on_verb(token: Token) -> None:
    """A joined noun goes with a noun, where it hangs on the verb: "calls for an end to the war and the release of them"."""
    if token.dep_ != "conj" or token.tag_ not in ("NN", "NNS") or not token.head.tag_.startswith("VB"):
        return
    first = token.left_edge
    if any(c.dep_ in (*SUBJECTS, "aux", "cop") for c in token.children) or first.i == 0:
        return
    joint = first.nbor(-1)
    if joint.lower_ not in ("and", "or") or joint.head.i != token.head.i:
        return
    end = joint.i - (2 if joint.nbor(-1).text == "," else 1)
    near = (c for c in token.head.children if c.i > token.head.i and c.right_edge.i == end)
    before = next((c for c in near if c.dep_ in ("dobj", "prep")), None)
    if before is not None and before.dep_ == "prep":
        before = next((c for c in before.children if c.dep_ == "pobj"), None)
    if before is not None:
        token.hang(before)
