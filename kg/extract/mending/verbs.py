"""Mending verbs that were given to the wrong clause or verb: infinitives with "that", second verbs, verbs past a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending.places import FINITE, SUBJECTS

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token


def finite_clause(verb: Token) -> None:
    """ "signals | that she will run |": what has "that" and a subject is no infinitive."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB":
        return
    own = any(c.dep_ == "nsubj" for c in verb.children)
    if own and any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children):
        verb.dep_ = "ccomp"


def joined_to_predicate(token: Token) -> None:
    """ "declares the raids unlawful and demands a truce": a verb goes with a verb, not with what that one declares."""
    predicate = token.head
    if token.tag_ not in FINITE or token.dep_ != "conj" or predicate.dep_ not in ("ccomp", "oprd", "acomp"):
        return
    if predicate.tag_[:2] not in ("JJ", "NN") or predicate.head.tag_ != token.tag_:
        return
    deps = {c.dep_ for c in predicate.children}
    if not deps & {"aux", "cop", "mark"} and not any(c.dep_ in SUBJECTS for c in token.children):
        token.hang(predicate.head)


def past_its_time(token: Token) -> None:
    """An infinitive goes with the verb before a time, and not with that: "fails for the third time | to elect a speaker"."""
    time = token.head
    if token.tag_ != "VB" or token.dep_ not in ("acl", "relcl") or time.lower_ != "time" or time.dep_ != "pobj":
        return
    verb = time.head.head
    if time.head.lower_ == "for" and verb.tag_.startswith("VB"):
        token.hang(verb, "xcomp")


def garden_path(verb: Token) -> None:
    """A verb was taken for a participle of a plural which another verb, in the singular, cannot go with.

    "admits that managers | paid | for it, but insists": who insists is whoever admits, and managers paid.
    """
    above = verb.head
    if verb.tag_ != "VBZ" or verb.dep_ != "ccomp" or above.tag_ != "VBZ" or above.i > verb.i:
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.tag_ not in ("NNS", "NNPS") or subject.head.i != verb.i:
        return
    joined = any(c.dep_ == "cc" and c.lower_ in ("and", "but") and c.i > subject.i for c in subject.children)
    after = next((c for c in subject.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == subject.i + 1), None)
    if after is not None and joined and verb.nbor(-1).dep_ == "cc":
        _lead_back(verb, after)


def _lead_back(verb: Token, told: Token) -> None:
    """Give the clause to the verb that was taken for a participle, and the other verb to the one above."""
    subject, above = told.head, verb.head
    told.hang(above, "ccomp")
    told.tag_ = "VBD"
    for c in [c for c in verb.children if c.i < told.i and c.dep_ in ("mark", "nsubj", "advmod")]:
        c.hang(told)
    for c in [c for c in subject.children if c.i > told.i]:
        c.hang(above)
    verb.hang(above, "conj")
