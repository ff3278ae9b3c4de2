"""Mending subjects that were robbed of their verb: by the noun before them, by an object or an auxiliary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending.places import FINITE, SUBJECTS, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_LOOSE = {"dep", "ccomp", "advcl", "parataxis", "ROOT"}
_ASIDE = {"appos", "npadvmod", "dep", "nmod"}
_FULL = FINITE - {"MD"}
_JOINING = {"after", "before", "since", "until"}


def called_out(token: Token) -> None:
    """A name read as a call: "| Nauru | and Tonga vote no", "Fiji and | Mali |, joined by Chad, vote no"."""
    verb = token.head
    if (
        token.dep_ not in ("intj", "advmod")
        or not token.tag_.startswith("NNP")
        or not verb.tag_.startswith("VB")
        or token.i > verb.i
    ):
        return
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is None:
        token.dep_ = "nsubj"
    elif own.tag_.startswith("NNP") and all(t.lower_ in ("and", ",") for t in token.doc[token.i + 1 : own.left_edge.i]):
        token.dep_ = "nsubj"
        own.hang(token, "conj")


def between_commas(verb: Token) -> None:
    """The name between commas before a finite verb without subject: "after the head of the army, Juan Rojo, urged it"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.dep_ not in _LOOSE or verb.i < 3 or verb.nbor(-1).text != ",":
        return
    name = verb.nbor(-2)
    deps = {c.dep_ for c in verb.children}
    if name.tag_ != "NNP" or name.dep_ not in _ASIDE or deps & (SUBJECTS | {"auxpass"}):
        return
    first = name.left_edge
    if first.i > verb.sent.start and first.nbor(-1).text == ",":
        hang_where(verb, name if _is_below(verb, name) else verb)
        name.hang(verb, "nsubj")


def _is_below(token: Token, name: Token) -> bool:
    """True if `token` hangs below the name that is to hang on it."""
    return any(a.i == name.i for a in token.ancestors)


def of_auxiliary(token: Token) -> None:
    """ "Peru | is opposed to": a subject goes with the verb, not with its auxiliary."""
    if token.dep_ in SUBJECTS and token.head.dep_ == "auxpass":
        token.hang(token.head.head, "nsubjpass")


def beside_noun(noun: Token) -> None:
    """The verb's subject was put beside the noun before it: "ahead of the vote | the party |, the largest, said"."""
    first = noun.left_edge
    if noun.dep_ != "appos" or first.i == noun.sent.start or (first.tag_ != "DT" and noun.tag_ != "NNP"):
        return
    before = first.nbor(-1)
    if before.i != noun.head.i or before.dep_ != "pobj":
        return
    verb = next((a for a in noun.ancestors if a.tag_[:2] == "VB"), None)
    if verb is None or verb.i < noun.i or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    if verb.tag_ in _FULL or any(c.dep_ == "aux" and c.tag_ in FINITE for c in verb.children):
        noun.hang(verb, "nsubj")


def second_actor(verb: Token) -> None:
    """Who does what another participle tells, read as a second object: "supporting it and 30 Liberals | opposing | it"."""
    if verb.tag_ != "VBG" or verb.i == verb.sent.start:
        return
    actor = verb.nbor(-1)
    if actor.dep_ != "conj" or not actor.tag_.startswith("NN") or actor.head.dep_ != "dobj":
        return
    first = actor.head.head
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    joined = verb.head.i in (first.i, actor.i) and any(c.dep_ == "cc" for c in actor.head.children)
    led = first.tag_ == "VBG" and any(c.dep_ in SUBJECTS for c in first.children)
    if joined and led and not own:
        _join(verb, actor)


def _join(verb: Token, actor: Token) -> None:
    """Give a participle its subject, and join it to the one before."""
    first = actor.head.head
    for joint in [c for c in actor.head.children if c.dep_ == "cc"]:
        joint.hang(first)
    actor.hang(verb, "nsubj")
    verb.hang(first, "conj")


def behind_opening(token: Token) -> None:
    """The subject behind an opening participle, taken for a name of its place: "Meeting in Lima, | the Council | calls"."""
    verb = token.head
    if not token.lower_.endswith("ing") or token.dep_ not in ("nsubj", "csubj") or token.i != token.sent.start:
        return
    if verb.tag_ not in FINITE or token.i > verb.i:
        return
    beside = (t for t in token.subtree if t.dep_ == "appos" and t.left_edge.nbor(-1).text == ",")
    actor = next((t for t in beside if t.right_edge.i + 1 == verb.i), None)
    if actor is not None and actor.head.dep_ == "pobj":
        token.tag_ = "VBG"
        token.dep_ = "advcl"
        actor.hang(verb, "nsubj")


def named_twice(name: Token) -> None:
    """A name between commas behind the noun that it names: "its envoy to the talks, | Carl Berg |, urged"."""
    if name.dep_ != "nsubj" or name.tag_ != "NNP" or name.i + 1 >= name.sent.end or name.nbor(1).text != ",":
        return
    first = name.left_edge
    if first.i <= name.sent.start + 1 or first.nbor(-1).text != ",":
        return
    before = (c for c in name.head.children if c.dep_ == "nsubj" and c.i < name.i)
    noun = next((c for c in before if c.tag_ == "NN" and c.right_edge.i == first.i - 2), None)
    if noun is not None:
        name.hang(noun, "appos")


def of_whose(verb: Token) -> None:
    """Who acts in a clause with "whose" that was joined to the one before: "the court, whose clerk, Ana Poe, | argued |"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 4:
        return
    if any(c.dep_ in SUBJECTS for c in verb.children):
        _part_whose(verb)
        return
    before = verb.nbor(-1) if verb.nbor(-1).text != "," else verb.nbor(-2)
    chain = [before, *before.ancestors]
    noun = next((t for t in chain if any(c.lower_ == "whose" for c in t.children)), None)
    if (
        noun is None
        or noun.dep_ not in _ASIDE
        or noun.head.i > noun.i
        or verb.i <= noun.right_edge.i
        or noun.is_ancestor(verb)
    ):
        return
    verb.hang(noun.head, "relcl")
    noun.hang(verb, "nsubj")


def behind_common_noun(name: Token) -> None:
    """A name hung on the verb behind the noun that tells what it is: "the West African | bloc ECOWAS | announces"."""
    verb = name.head
    if (
        name.tag_ != "NNP"
        or name.dep_ not in ("compound", "nmod", "npadvmod")
        or verb.i != name.i + 1
        or verb.tag_ not in _FULL
    ):
        return
    noun = name.nbor(-1) if name.i else name
    if noun.dep_ == "nsubj" and noun.head is verb and noun.tag_ == "NN":
        name.hang(verb, "nsubj")
        for c in noun.children:
            c.hang(name)
        noun.hang(name, "compound")


def apposed_plural(noun: Token) -> None:
    """Who a list are, taken for one more: "Ana Poe and Ivo Roe, | foreign ministers | of Chad and Mali, say"."""
    if noun.tag_ != "NNS" or noun.dep_ != "conj" or noun.left_edge.i == noun.sent.start:
        return
    joints = [c.i for c in noun.head.children if c.dep_ == "cc" and c.i < noun.i]
    closed = any(c.dep_ == "conj" and joints and joints[0] < c.i < noun.i for c in noun.head.children)
    if closed and noun.left_edge.nbor(-1).text == ",":
        noun.dep_ = "appos"


def _part_whose(verb: Token) -> None:
    """The same where whose it is was taken for the subject: "the last was | Chad, whose envoy, Ana Poe, argued | that"."""
    owner = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    first = next((c for c in verb.children if c.dep_ == "ccomp" and owner is not None and c.i < owner.i), None)
    noun = next((c for c in owner.children if c.dep_ == "appos"), None) if owner is not None else None
    if owner is None or first is None or noun is None or not any(c.lower_ == "whose" for c in noun.children):
        return
    hang_where(first, verb)
    owner.hang(first, "attr")
    verb.hang(owner, "relcl")
    noun.hang(verb, "nsubj")


def behind_conjunction(verb: Token) -> None:
    """ "Signs the pact, days after | the Senate of Chile | did so": what stands before the verb is no object of "after"."""
    if verb.tag_ not in FINITE or verb.dep_ != "advcl" or any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children):
        return
    joining = next((c for c in verb.head.children if c.dep_ == "prep" and c.lower_ in _JOINING and c.i < verb.i), None)
    if joining is None or joining.right_edge.i + 1 != verb.left_edge.i:
        return
    actor = next((c for c in joining.children if c.dep_ == "pobj"), None)
    if actor is not None:
        actor.hang(verb, "nsubj")
        joining.hang(verb, "mark")
