"""Mending the parse where what belongs together was hung apart: second verbs and nouns after "and", names with a hyphen,
the subject of what is said and the verb before it.

In the present tense of headlines the model hangs the second verb of a sentence on the noun before it, or takes it for
a noun: "condemns the raid and calls for a truce". What betrays the mistake is the form: a finite verb goes with a
finite verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.inflection import third_person

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

_TELLING = ("speech", "demand", "naming", "accuse", "express")
_PRESENT = ("VBZ", "VBD")
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_JOINING = {"and", "but"}
_OF_NOUN = {"det", "amod", "poss", "compound", "nmod", "nummod"}
_ARTICLES = {"al", "el", "ul", "ar", "as", "ad", "at", "an", "az", "ash", "bin", "abu"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if _is_second_verb(token):
            _make_verb(token)
        if (verb := _first_verb(token)) is not None:
            token.hang(verb, "conj")
        if (noun := _first_noun(token)) is not None:
            token.hang(noun)
        if (subject := _joined_subject(token)) is not None:
            token.hang(_finite_above(subject) or token.head, "conj")
            subject.hang(token, "nsubj")
        if (participle := _root_participle(token)) is not None:
            _take_root(token, participle)
        if _is_aside_participle(token):
            token.tag_ = "VBN"
        if (thought := _thought(token)) is not None:
            token.hang(thought, "acl")
        if (first := _first_participle(token)) is not None:
            token.tag_ = "VBN"
            token.hang(first, "conj")
            _by(token).dep_ = "agent"
        if (doer := _doer(token)) is not None:
            token.tag_ = "VBN"
            doer.hang(token, "agent")
        if (subject := _parted_subject(token)) is not None:
            subject.hang(token, "nsubj")
        if (speaker := _inserted_speaker(token)) is not None:
            _insert(token, speaker)
        if (cue := _opening_participle(token)) is not None:
            _lead_on(cue, token)
        if token.text == "-" and _ties_name(token):
            _tie(token)
        elif token.text == "-" and _is_apart(token):
            token.nbor(-1).hang(token.nbor(1), "compound")
            token.hang(token.nbor(1), "punct")


def _thought(token: Token) -> Token | None:
    """The noun that a clause right behind it fills, hung on the cue: "says she has no doubt | it will go on |"."""
    if token.dep_ != "ccomp" or token.left_edge.i == token.sent.start:
        return None
    noun = token.left_edge.nbor(-1)
    told = noun.head if noun.dep_ == "dobj" and noun.tag_ == "NN" else token
    return noun if told.dep_ == "ccomp" and told.i < noun.i and told.head.i == token.head.i != token.i else None


def _first_participle(token: Token) -> Token | None:
    """The participle that one behind "and" goes on from: "a text submitted by Chile and | lobbied for by Peru"."""
    if token.tag_ not in ("VBD", "VBN") or token.dep_ != "conj" or token.i - token.sent.start < 4:
        return None
    by, joint, before = _by(token), token.nbor(-1), token.nbor(-2)
    own = any(c.dep_ in (*_SUBJECTS, "dobj", "auxpass", "aux") for c in token.children)
    if own or by is token or by.i - token.i > 2 or joint.lower_ not in ("and", "or", "but"):
        return None
    above = (a for a in (before, *before.ancestors) if a.tag_ == "VBN" and a.dep_ == "acl")
    return next((a for a in above if any(c.dep_ == "agent" for c in a.children)), None)


def _doer(token: Token) -> Token | None:
    """The "by" of a second participle taken for a past: "is hailed by Peru but | dismissed | as a sham | by Chad"."""
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or first.tag_ != "VBN" or first.i > token.i:
        return None
    passive = any(c.dep_ == "auxpass" for c in first.children)
    own = any(c.dep_ in (*_SUBJECTS, "dobj", "ccomp", "xcomp", "aux") for c in token.children)
    inner = [c for p in token.children if p.dep_ == "prep" for n in p.children for c in n.children]
    found = (c for c in (*token.children, *inner) if c.lower_ == "by" and c.dep_ in ("prep", "agent"))
    return next(found, None) if passive and not own else None


def _by(token: Token) -> Token:
    """The "by" of a verb that governs something; the verb itself if it has none."""
    found = (c for c in token.children if c.lower_ == "by" and any(g.dep_ == "pobj" for g in c.children))
    return next(found, token)


# --- second verbs -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _third_persons() -> frozenset[str]:
    """The present forms in "-s" of the verbs by which somebody speaks or asks."""
    known = lexicon.load()
    verbs = {form.split()[0] for frame in _TELLING for form in known.forms("verb", frame)}
    return frozenset(third_person(verb) for verb in verbs)


def _is_second_verb(token: Token) -> bool:
    """A bare plural joined to the object of a verb in the present, before what is said or asked: "and pledges to act"."""
    if token.tag_ != "NNS" or token.dep_ != "conj" or token.lower_ not in _third_persons():
        return False
    if not _is_joined(token) or any(c.dep_ in _OF_NOUN for c in token.children) or token.i + 2 >= len(token.doc):
        return False
    after, later = token.nbor(1), token.nbor(2)
    told = after.lower_ in ("that", "for") or after.is_quote or (after.lower_ == "to" and later.tag_ == "VB")
    return told and any(a.tag_ == "VBZ" for a in token.ancestors)


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


def _first_verb(token: Token) -> Token | None:
    """The verb of the same form that a joined verb goes with, where it hangs on a noun, a gerund or an infinitive."""
    if token.tag_ not in _PRESENT or token.dep_ != "conj" or not _is_joined(token):
        return None
    if token.head.tag_ == token.tag_ or any(c.dep_ in _SUBJECTS or c.dep_ == "auxpass" for c in token.children):
        return None
    if token.head.tag_[:2] not in ("NN", "VB", "PR") or token.head.tag_ in ("VBN", "VBD", "VBP", "VBZ"):
        return None
    above = (a for a in token.ancestors if a.tag_ == token.tag_ and a.dep_ not in ("aux", "auxpass"))
    return next(above, None)


def _joined_subject(token: Token) -> Token | None:
    """The name before a verb without subject that was joined to what comes before: "shuts it and | Peru | calls for talks"."""
    if token.tag_ not in _PRESENT or token.dep_ not in ("ccomp", "conj", "dep", "advcl", "ROOT") or token.i < 3:
        return None
    name = token.nbor(-1)
    deps = {c.dep_ for c in token.children}
    if not name.tag_.startswith("NN") or name.dep_ != "conj" or deps & {*_SUBJECTS, "auxpass", "mark"}:
        return None
    before = name.left_edge.i - 1
    if before < 1 or token.doc[before].lower_ not in _JOINING or name.sent.start != token.sent.start:
        return None
    above = _finite_above(name)
    below = any(a.i == token.i for a in name.ancestors)
    return name if above is not None and (below or above.i < name.i) else None


def _root_participle(verb: Token) -> Token | None:
    """The participle that heads a sentence whose verb was taken for one: "Rojas, | speaking | to a club | called | it"."""
    if verb.tag_ != "VBD" or verb.dep_ != "acl" or any(c.dep_ in (*_SUBJECTS, "mark") for c in verb.children):
        return None
    root = list(verb.ancestors)[-1]
    deps = {c.dep_ for c in root.children}
    return root if root.tag_ == "VBG" and root.i < verb.i and "nsubj" in deps and not deps & {"aux", "cop"} else None


def _take_root(verb: Token, participle: Token) -> None:
    subject = next(c for c in participle.children if c.dep_ == "nsubj")
    verb.hang(verb, "ROOT")
    subject.hang(verb)
    participle.hang(subject, "acl")


def _is_aside_participle(verb: Token) -> bool:
    """A past tense between commas that hangs on the sentence's subject: "the poll, hailed in Rome, is void"."""
    noun = verb.head
    if verb.tag_ != "VBD" or verb.dep_ != "acl" or noun.dep_ not in _SUBJECTS or noun.head.i < verb.i:
        return False
    after_comma = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    own = any(c.dep_ in (*_SUBJECTS, "dobj", "ccomp", "aux") for c in verb.children)
    return after_comma and not own and noun.head.tag_ in ("VBZ", "VBD", "VBN", "VBP")


def _finite_above(token: Token) -> Token | None:
    return next((a for a in token.ancestors if a.tag_ in _FINITE and a.dep_ not in ("aux", "auxpass")), None)


# --- what is said -----------------------------------------------------------------------------------------------


def _parted_subject(verb: Token) -> Token | None:
    """The noun right before a finite clause without subject, taken for the cue's object: "warned | the mine | is unsafe"."""
    cue = verb.head
    if verb.dep_ != "ccomp" or not cue.tag_.startswith("VB") or verb.i < cue.i or not _is_finite(verb):
        return None
    if any(c.dep_ in (*_SUBJECTS, "mark") for c in verb.children):
        return None
    first = verb.left_edge
    noun = next((c for c in cue.children if c.dep_ == "dobj" and c.right_edge.i == first.i - 1), None)
    return noun if noun is not None and noun.left_edge.i == cue.i + 1 and noun.tag_ != "WDT" else None


def _is_finite(verb: Token) -> bool:
    return any(t.tag_ in _FINITE for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))))


def _opening_participle(verb: Token) -> Token | None:
    """The cue that was taken for the subject of what is said: "leaves, | warning | the border stays shut"."""
    if not verb.tag_.startswith("VB") or not _is_finite(verb):
        return None
    cue = next((c for c in verb.children if c.dep_ == "csubj" and c.tag_ == "VBG" and c.i < verb.i), None)
    if cue is None or cue.i < 3 or cue.nbor(-1).text != "," or cue.lower_ not in _participles():
        return None
    noun = next((c for c in cue.children if c.dep_ == "dobj"), None)
    close = noun is not None and noun.left_edge.i == cue.i + 1 and noun.right_edge.i + 1 <= verb.i
    return cue if close and _act_before(verb, cue) is not None else None


@lru_cache(maxsize=1)
def _participles() -> frozenset[str]:
    """The forms in "-ing" of the verbs of saying."""
    verbs = {form for form in lexicon.load().forms("verb", "speech") if " " not in form}
    return frozenset(f"{verb.removesuffix('e')}ing" for verb in verbs)


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


def _inserted_speaker(cue: Token) -> Token | None:
    """Who speaks in a cue put in between, taken for its object or for joined to what is spoken of: "The dam, said Peru, is"."""
    said = cue.head
    if cue.dep_ != "parataxis" or cue.tag_ not in _PRESENT or said.i < cue.i or not _is_finite(said):
        return None
    topic = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if topic is None or topic.i > cue.i or any(c.dep_ in _SUBJECTS for c in said.children):
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


# --- second nouns -----------------------------------------------------------------------------------------------


def _first_noun(token: Token) -> Token | None:
    """What a joined noun goes with, where it hangs on the verb: "calls for an end to the war and the release of them"."""
    if token.dep_ != "conj" or token.tag_ not in ("NN", "NNS") or not token.head.tag_.startswith("VB"):
        return None
    first = token.left_edge
    if any(c.dep_ in (*_SUBJECTS, "aux", "cop") for c in token.children) or first.i == 0:
        return None
    joint = first.nbor(-1)
    if joint.lower_ not in ("and", "or") or joint.head.i != token.head.i:
        return None
    end = joint.i - (2 if joint.nbor(-1).text == "," else 1)
    near = (c for c in token.head.children if c.i > token.head.i and c.right_edge.i == end)
    before = next((c for c in near if c.dep_ in ("dobj", "prep")), None)
    if before is not None and before.dep_ == "prep":
        before = next((c for c in before.children if c.dep_ == "pobj"), None)
    return before


# --- names ------------------------------------------------------------------------------------------------------


def _ties_name(hyphen: Token) -> bool:
    """The hyphen of "Layla al-Hariri": after an article of Arabic names, before a capital, without space."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1 or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return False
    return hyphen.nbor(-1).lower_ in _ARTICLES and hyphen.nbor(1).text[:1].isupper()


def _is_apart(hyphen: Token) -> bool:
    """A hyphen within a word, whose parts were hung side by side: "de", "-" and "escalation" all under "for"."""
    if hyphen.i == 0 or hyphen.i + 1 >= len(hyphen.doc):
        return False
    before, after = hyphen.nbor(-1), hyphen.nbor(1)
    close = before.idx + len(before.text) == hyphen.idx and hyphen.idx + 1 == after.idx
    return close and before.head.i == hyphen.head.i == after.head.i != after.i and before.dep_ == after.dep_


def _tie(hyphen: Token) -> None:
    """Make the name one phrase, headed by its last word, which takes the place that any word of it has."""
    last = hyphen.nbor(1)
    parts = [*_names_before(hyphen.nbor(-1)), hyphen.nbor(-1), hyphen]
    inside = {t.i for t in (*parts, last)}
    above = next((a for a in reversed(list(last.ancestors)) if a.i in inside), None)
    outer = above or next((t for t in parts if t.head.i not in inside and t.dep_ not in ("compound", "punct")), None)
    if last.dep_ == "compound" and last.head.i == last.i + 1:
        return
    if outer is not None and (above is not None or last.dep_ in ("compound", "dep", "appos")):
        last.hang(outer.head if outer.head is not outer else last, outer.dep_)
    last.tag_ = "NNP"
    for part in parts:
        part.hang(last, "compound")
        part.tag_ = "NNP"


def _names_before(token: Token) -> Iterator[Token]:
    """The capitalised names right before a token, first name last."""
    before = (token.doc[i] for i in range(token.i - 1, token.sent.start - 1, -1))
    return takewhile(lambda t: t.tag_ == "NNP" and t.text[:1].isupper() and t.is_alpha, before)
