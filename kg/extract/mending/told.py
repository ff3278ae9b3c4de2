"""Mending what is said: its subject taken for the object of the words of saying, its verb hung on the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mending import forms
from kg.extract.mending.places import FINITE, SUBJECTS

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_PRESENT = ("VBZ", "VBD")


def filling_noun(token: Token) -> None:
    """A clause fills the noun right before it, but was hung on the cue: "says she has no doubt | it will go on |"."""
    if token.dep_ != "ccomp" or token.left_edge.i == token.sent.start:
        return
    noun = token.left_edge.nbor(-1)
    told = noun.head if noun.dep_ == "dobj" and noun.tag_ == "NN" else token
    if told.dep_ == "ccomp" and told.i < noun.i and told.head.i == token.head.i != token.i:
        token.hang(noun, "acl")


def parted_subject(verb: Token) -> None:
    """The noun right before a finite clause without subject, taken for the cue's object: "warned | the mine | is unsafe"."""
    cue = verb.head
    if verb.dep_ != "ccomp" or not cue.tag_.startswith("VB") or verb.i < cue.i or not _is_finite(verb):
        return
    if any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children):
        return
    first = verb.left_edge
    noun = next((c for c in cue.children if c.dep_ == "dobj" and c.right_edge.i == first.i - 1), None)
    if noun is not None and noun.left_edge.i == cue.i + 1 and noun.tag_ != "WDT":
        noun.hang(verb, "nsubj")


def opening_participle(verb: Token) -> None:
    """The cue was taken for the subject of what is said: "leaves, | warning | the border stays shut"."""
    if not verb.tag_.startswith("VB") or not _is_finite(verb):
        return
    cue = next((c for c in verb.children if c.dep_ == "csubj" and c.tag_ == "VBG" and c.i < verb.i), None)
    if cue is None or cue.i < 3 or cue.nbor(-1).text != "," or cue.lower_ not in forms.saying():
        return
    noun = next((c for c in cue.children if c.dep_ == "dobj"), None)
    close = noun is not None and noun.left_edge.i == cue.i + 1 and noun.right_edge.i + 1 <= verb.i
    if close and _act_before(verb, cue) is not None:
        _lead_on(cue, verb)


def _act_before(verb: Token, cue: Token) -> Token | None:
    """The verb that a participle behind a comma goes with."""
    before = (t for t in (verb.head, *verb.children) if t.i < cue.i and t.tag_.startswith("VB") and _is_finite(t))
    return next(before, None)


def _lead_on(cue: Token, said: Token) -> None:
    """Hang a participle on what was done, and what is said on the participle."""
    act = _act_before(said, cue)
    subject = next(c for c in cue.children if c.dep_ == "dobj")
    if act is None:
        return
    if act.head is said:
        act.hang(said.head if said.head is not said else act, said.dep_)
        for c in [c for c in said.children if c.i < cue.i and c is not act]:
            c.hang(act)
    cue.hang(act, "advcl")
    said.hang(cue, "ccomp")
    subject.hang(said, "nsubj")


def inserted_speaker(cue: Token) -> None:
    """Who speaks in a cue put in between, taken for its object or for joined to what is spoken of: "The dam, said Peru, is"."""
    speaker = _inserted(cue) if cue.dep_ == "parataxis" and cue.tag_ in _PRESENT else None
    if speaker is not None:
        _insert(cue, speaker)


def _inserted(cue: Token) -> Token | None:
    said = cue.head
    if said.i < cue.i or not _is_finite(said):
        return None
    topic = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if topic is None or topic.i > cue.i or any(c.dep_ in SUBJECTS for c in said.children):
        return None
    if cue.nbor(-1).text == ",":  # "The dam, said Peru, is": who speaks stands behind the cue
        behind = (c for c in cue.children if c.i > cue.i and c.dep_ in ("nsubj", "dobj"))
        return next((c for c in behind if c.left_edge.i == cue.i + 1), None)
    name = cue.nbor(-1)
    joined = name.dep_ == "conj" and name.head is topic and name.left_edge.nbor(-1).text == ","
    return name if joined else None


def _insert(cue: Token, speaker: Token) -> None:
    """Give the cue its speaker, and what is spoken of to the verb that tells of it."""
    topic = next(c for c in cue.children if c.dep_ == "nsubj")
    speaker.hang(cue, "nsubj")
    topic.hang(cue.head, "nsubj")


def closing_cue(cue: Token) -> None:
    """A cue behind what is said was joined to a verb of that: "Chad should stop and let them go, the Senate | demands |"."""
    if cue.dep_ not in ("conj", "appos") or cue.tag_ not in _PRESENT or cue.lower_ not in forms.thinking():
        return
    speaker = next((c for c in cue.children if c.dep_ == "nsubj" and c.i < cue.i), None)
    if speaker is None or speaker.left_edge.i == cue.sent.start or speaker.left_edge.nbor(-1).text != ",":
        return
    said = next((a for a in cue.ancestors if a.dep_ == "ROOT"), None)
    own = any(c.dep_ in ("dobj", "ccomp", "xcomp") or c.text == ":" for c in cue.children if c.i > cue.i)
    if said is not None and said.i < cue.i and not own and said.tag_.startswith("VB") and _is_finite(said):
        cue.hang(cue, "ROOT")
        said.hang(cue, "ccomp")


def _is_finite(verb: Token) -> bool:
    return any(t.tag_ in FINITE for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))))
