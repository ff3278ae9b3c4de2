"""Mending participles: taken for a past or the other way round, or hung on the wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending.places import SUBJECTS

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_TAKING_SIDES = {"siding", "voting", "joining", "standing", "dissenting", "aligning"}
_SIDES = {"with", "alongside", "against", "for", "no", "yes", "in", ","}


def wanted(verb: Token) -> None:
    """ "want the laws | repealed |": a participle, and no past."""
    if verb.tag_ != "VBD" or verb.dep_ != "ccomp" or verb.head.lower_ not in ("want", "wants", "wanted", "wanting"):
        return
    if any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ == "mark" for c in verb.children):
        verb.tag_ = "VBN"


def beside_name(token: Token) -> None:
    """What those do who are named behind "with", taken for a noun they belong to: "with the Centre | siding | with Y"."""
    if token.tag_ != "NN" or token.lower_ not in _TAKING_SIDES or token.dep_ != "pobj" or token.head.lower_ != "with":
        return
    actor, after = token.nbor(-1), token.nbor(1) if token.i + 1 < token.sent.end else token
    if actor.head.i != token.i or not actor.tag_.startswith("NN") or after.lower_ not in _SIDES:
        return
    token.tag_, token.dep_ = "VBG", "pcomp"
    for c in [c for c in token.children if c.i < actor.i]:
        c.hang(actor)
    actor.dep_ = "nsubj"


def with_agent(token: Token) -> None:
    """ "a law | dubbed | a gag by critics": what is done "by" somebody is no past."""
    if token.tag_ == "VBD" and token.dep_ == "acl" and any(c.dep_ == "agent" for c in token.children):
        token.tag_ = "VBN"


def between_commas(verb: Token) -> None:
    """A past tense between commas that hangs on the sentence's subject: "the poll, hailed in Rome, is void"."""
    noun = verb.head
    if verb.tag_ != "VBD" or verb.dep_ != "acl" or noun.dep_ not in SUBJECTS or noun.head.i < verb.i:
        return
    after_comma = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    own = any(c.dep_ in (*SUBJECTS, "dobj", "ccomp", "aux") for c in verb.children)
    if after_comma and not own and noun.head.tag_ in ("VBZ", "VBD", "VBN", "VBP"):
        verb.tag_ = "VBN"


def at_root(verb: Token) -> None:
    """A participle heads a sentence whose verb was taken for one: "Rojas, | speaking | to a club | called | it"."""
    if verb.tag_ != "VBD" or verb.dep_ != "acl" or any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children):
        return
    root = list(verb.ancestors)[-1]
    deps = {c.dep_ for c in root.children}
    if root.tag_ == "VBG" and root.i < verb.i and "nsubj" in deps and not deps & {"aux", "cop"}:
        _take_root(verb, root)


def _take_root(verb: Token, participle: Token) -> None:
    subject = next(c for c in participle.children if c.dep_ == "nsubj")
    verb.hang(verb, "ROOT")
    subject.hang(verb)
    participle.hang(subject, "acl")


# --- second participles -----------------------------------------------------------------------------------------


def joined_to_object(token: Token) -> None:
    """ "deploring the raids and begging Peru to act": a participle that goes with the one before, not with its object."""
    joined = token.tag_ == "VBG" and token.dep_ == "conj" and token.head.tag_.startswith("NN")
    if not joined or not any(c.dep_ == "dobj" and c.i > token.i for c in token.children):
        return
    above = [a for a in token.ancestors if a.tag_ == "VBG"]
    if any(a.i < token.i for a in above):
        token.hang(above[0])


def second_with_agent(token: Token) -> None:
    """A participle goes on from the one before "and": "a text submitted by Chile and | lobbied for by Peru"."""
    if token.tag_ not in ("VBD", "VBN") or token.dep_ != "conj" or token.i - token.sent.start < 4:
        return
    by, joint, before = _by(token), token.nbor(-1), token.nbor(-2)
    own = any(c.dep_ in (*SUBJECTS, "dobj", "auxpass", "aux") for c in token.children)
    if own or by is token or by.i - token.i > 2 or joint.lower_ not in ("and", "or", "but"):
        return
    above = (a for a in (before, *before.ancestors) if a.tag_ == "VBN" and a.dep_ == "acl")
    first = next((a for a in above if any(c.dep_ == "agent" for c in a.children)), None)
    if first is not None:
        token.tag_ = "VBN"
        token.hang(first, "conj")
        by.dep_ = "agent"


def _by(token: Token) -> Token:
    """The "by" of a verb that governs something; the verb itself if it has none."""
    found = (c for c in token.children if c.lower_ == "by" and any(g.dep_ == "pobj" for g in c.children))
    return next(found, token)


def second_as_past(token: Token) -> None:
    """A second participle with "by" was taken for a past: "is hailed by Peru but | dismissed | as a sham | by Chad"."""
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or first.tag_ != "VBN" or first.i > token.i:
        return
    passive = any(c.dep_ == "auxpass" for c in first.children)
    own = any(c.dep_ in (*SUBJECTS, "dobj", "ccomp", "xcomp", "aux") for c in token.children)
    doer = _doer(token) if passive and not own else None
    if doer is not None:
        token.tag_ = "VBN"
        doer.hang(token, "agent")


def _doer(token: Token) -> Token | None:
    """The "by" of a participle, or of a noun that goes with it."""
    inner = [c for p in token.children if p.dep_ == "prep" for n in p.children for c in n.children]
    found = (c for c in (*token.children, *inner) if c.lower_ == "by" and c.dep_ in ("prep", "agent"))
    return next(found, None)
