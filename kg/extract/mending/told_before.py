"""Mending what is told before who tells it: "Ghana will leave the pact, its ministry of trade announces in Accra".

With many words in front the model takes the cue for a noun, for a clause about the last noun, or for a deed joined to
what is told. The words decide: a clause, a comma, who speaks, and a cue behind which no content follows.

    first ... verb ... | , | who speaks | cue | where and when | stop
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg import lexicon
from kg.extract.mending import forms
from kg.extract.mending.places import FINITE, NOMINAL_SUBJECTS, OF_NOUN, TIMES, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_CUES = {"VBZ", "VBD", "VBP", "NNS", "VBN"}
_STOPS = {".", ";", "!", "?"}
_OPENING = {"as", "when", "while", "after", "before", "if", "although", "though", "because", "since", "once", "unless"}
_NO_SPEAKER = {
    "and",
    "but",
    "or",
    "nor",
    "which",
    "who",
    "whom",
    "whose",
    "that",
    "where",
    "when",
    "while",
    "as",
    "if",
    "what",
}
_WHEN = {
    *TIMES,
    "late",
    "early",
    "last",
    "this",
    "yesterday",
    "earlier",
    "afterwards",
    "there",
    "here",
    "again",
    "then",
}
_WHERE = {"IN", "RB"}
_RANKED = {"latest", "first", "second", "third", "last", "most", "one"}  # "the latest in a string of claims"
_OF_WHAT = {"of", "about", "against", "as", "for", "into", "over", "to"}
_SPEAKING = {"body", "executive", "member", "role", "group", "court"}
_PUBLIC = {"makes", "made"}


class _Told(NamedTuple):
    """The places of the parts: of the first word, the comma, the cue and the stop; and the verb of what is told."""

    first: int
    comma: int
    cue: Token
    stop: int
    verb: Token


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    cues = forms.telling()
    for token in doc:
        if token.tag_ not in _CUES or not (token.lower_ in cues or _is_quoted(token) or _is_public(token)):
            continue
        told = _told(token)
        if told is not None and not _is_right(told):
            _tell(told)


def _is_quoted(token: Token) -> bool:
    """ "..., X is | quoted | as saying"."""
    behind = token.doc[token.i + 1 : token.i + 3]
    return token.lower_ == "quoted" and [t.lower_ for t in behind] == ["as", "saying"]


def _is_public(token: Token) -> bool:
    """ "..., X | makes | known", "made public"."""
    return token.lower_ in _PUBLIC and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("known", "public")


def _told(cue: Token) -> _Told | None:
    """The parts of a sentence that ends with who tells it; None if `cue` ends none."""
    sentence = cue.sent
    first = next((t.i + 1 for t in reversed(cue.doc[sentence.start : cue.i]) if t.text in ";:"), sentence.start)
    comma = next((t.i for t in reversed(cue.doc[first : cue.i]) if t.text == ","), None)
    if comma is None or comma - first < 2 or not _may_speak(cue, comma):
        return None
    stop = _stop(cue, sentence.end)
    verb = _verb_before(cue, first, comma) if stop is not None else None
    return _Told(first, comma, cue, stop, verb) if stop is not None and verb is not None else None


def _may_speak(cue: Token, comma: int) -> bool:
    """True if nothing but a noun phrase, with auxiliaries, stands between the comma and the cue."""
    words = [t for t in cue.doc[comma + 1 : cue.i] if t.dep_ not in ("aux", "auxpass", "advmod")]
    opening = cue.nbor(comma + 1 - cue.i)
    if not words or opening.lower_ in _NO_SPEAKER or opening.tag_ in ("IN", "VBG", "VBN") or words[-1].tag_ == "IN":
        return False
    if any(t.is_quote or t.tag_ in FINITE or t.tag_ in ("TO", "WDT", "WP") or t.lower_ == "that" for t in words):
        return False
    if not _head(words).tag_.startswith(("NN", "PRP")) or any(t.lower_ in _RANKED for t in words[:2]):
        return False
    if cue.tag_ != "NNS":
        return cue.tag_ != "VBN" or any(c.dep_ == "auxpass" for c in cue.children)
    return _is_speaker(_head(words)) or any(c.dep_ == "ccomp" and c.i < comma for c in cue.children)


def _is_speaker(noun: Token) -> bool:
    """A name, or a noun of a body or person: "its ministry of trade | states |", and not "the first of many | claims |"."""
    known = lexicon.load().of("noun", noun.lower_)
    return noun.tag_ == "NNP" or any(s.frame in _SPEAKING for s in known)


def _head(words: list[Token]) -> Token:
    """The last noun before any preposition."""
    end = next((n for n, t in enumerate(words) if t.tag_ == "IN"), len(words))
    nouns = [t for t in words[:end] if t.tag_.startswith(("NN", "PRP"))]
    return (nouns or words)[-1]


def _stop(cue: Token, end: int) -> int | None:
    """Where the sentence or its half is over behind the cue; None if the cue tells what follows it."""
    rest = cue.doc[cue.i + (3 if _is_quoted(cue) else 2 if _is_public(cue) else 1) : end]
    for n, token in enumerate(rest):
        if token.text in _STOPS:
            return token.i
        if token.text == ",":
            return token.i if _is_over(token) else None
        if token.is_quote or token.text == ":" or token.tag_ in (*FINITE, "TO", "WDT", "VB") or token.lower_ == "that":
            return None
        if n == 0 and not (_is_adjunct(token) or _is_addressed(cue)):
            return None
    return end if rest else cue.i + 1


def _is_adjunct(token: Token) -> bool:
    """Where or when something is told; not what: "objects | to", "speaks | of"."""
    return (token.tag_ in _WHERE and token.lower_ not in _OF_WHAT) or token.lower_ in _WHEN


def _is_addressed(cue: Token) -> bool:
    return cue.lower_ in forms.addressing()


def _is_over(comma: Token) -> bool:
    """True for a comma before a participle, before another clause, or before nothing."""
    if comma.i + 1 == len(comma.doc):
        return True
    behind = comma.nbor(1)
    return behind.tag_ == "VBG" or (behind.tag_ in ("CC", "IN") and behind.lower_ != "that")


def _verb_before(cue: Token, first: int, comma: int) -> Token | None:
    """The verb of what is told: the first finite one with a subject, in no clause under another."""
    before = cue.doc[first:comma]
    if sum(t.is_quote for t in before) % 2:
        return None
    return next((t for t in before if _leads(t, first, comma)), None)


def _leads(verb: Token, first: int, comma: int) -> bool:
    parts = [c for c in verb.children if first <= c.i < comma]
    finite = any(t.tag_ in FINITE for t in (verb, *(c for c in parts if c.dep_ in ("aux", "auxpass"))))
    subject = next((c for c in parts if c.dep_ in NOMINAL_SUBJECTS and c.i < verb.i), None)
    if not finite or not verb.tag_.startswith(("V", "J", "N")) or subject is None or subject.tag_.startswith("W"):
        return False
    return not any((c.dep_ == "mark" or c.lower_ in _OPENING) and c.i < verb.i for c in parts)


def _is_right(told: _Told) -> bool:
    below = told.verb.head is told.cue and told.verb.dep_ == "ccomp"
    special = _is_quoted(told.cue) or _is_public(told.cue)
    speakers = [c.i for c in told.cue.children if c.dep_ == "nsubj"]
    return below and not special and bool(speakers) and all(i > told.comma for i in speakers)


# --- the change -----------------------------------------------------------------------------------------------------


def _tell(told: _Told) -> None:
    """The cue leads its half of the sentence, with who speaks for its subject and what is told for its complement."""
    cue, verb = told.cue, told.verb
    top = verb
    for above in verb.ancestors:
        if not told.first <= above.i < told.stop:
            break
        top = above
    if top is not cue and (cue.is_ancestor(top.head) or (top.head is not top and top.head is cue)):
        return
    if top is not cue:
        hang_where(cue, top)
    verb.hang(cue, "ccomp")
    if top is not cue and top is not verb:
        top.hang(verb)
    _give_speaker(told)
    _give_rest(told)
    if _is_quoted(cue):  # what somebody is quoted as saying is said by "saying"
        verb.hang(cue.nbor(2), "ccomp")
    elif _is_public(cue):
        cue.nbor(1).hang(cue, "acomp")


def _give_speaker(told: _Told) -> None:
    cue = told.cue
    words = [t for t in cue.doc[told.comma + 1 : cue.i] if t.dep_ not in ("aux", "auxpass", "advmod")]
    if cue.tag_ == "NNS":
        cue.tag_ = "VBZ"
    head = _head(words)
    for phrase in _phrases(words):
        _tie(phrase, cue, head)
    if not head.is_ancestor(cue):
        head.hang(cue, "nsubjpass" if cue.tag_ == "VBN" else "nsubj")


def _phrases(words: list[Token]) -> Iterator[list[Token]]:
    """The noun phrase in front, then each preposition with what it governs."""
    starts = [0, *(n for n, t in enumerate(words) if t.tag_ == "IN" and n)]
    for start, end in zip(starts, (*starts[1:], len(words)), strict=True):
        yield words[start:end]


def _tie(phrase: list[Token], cue: Token, head: Token) -> None:
    """Hang on its own noun what the model hung on the cue, which it took for the last noun of the phrase."""
    prep = phrase[0] if phrase[0].tag_ == "IN" else None
    nouns = [t for t in phrase if t.tag_.startswith("NN")]
    noun = head if prep is None else nouns[-1] if nouns else None
    if noun is None:
        return
    for t in phrase:
        if t.head is cue and t is not noun and t is not prep:
            t.hang(noun, t.dep_ if t.dep_ in OF_NOUN else "compound")
    if prep is not None and noun.head is cue:
        noun.hang(prep, "pobj")
    if prep is not None and prep.head is cue:
        prep.hang(head)


def _give_rest(told: _Told) -> None:
    """What is told keeps its own words, the cue those behind it; a clause of its own behind "and" goes with the cue."""
    cue, verb = told.cue, told.verb
    inside = range(told.first, told.comma)
    for t in cue.doc[told.first : told.comma]:
        if t is not verb and t.head.i not in inside and not t.is_ancestor(verb):
            objects = any(c.dep_ == "dobj" for c in verb.children)
            thing = t.tag_.startswith("NN") and t.i > verb.i and not objects
            t.hang(verb, "dobj" if thing else t.dep_)
    for t in cue.doc[cue.i + 1 : cue.sent.end]:
        before = told.first <= t.head.i < cue.i
        if before and (t.i < told.stop or _goes_with_cue(t)):
            t.hang(cue, t.dep_ if t.dep_ != "relcl" else "advcl")


def _goes_with_cue(token: Token) -> bool:
    """A participle of saying behind the cue ("announces on Sunday, | adding | that"), or a clause with its own subject."""
    if token.tag_ == "VBG":
        return (
            token.lower_ in forms.telling() or token.lower_ in forms.judging() or token.lower_ in forms.asking_in_ing()
        )
    return token.dep_ in ("conj", "cc") and (
        token.dep_ == "cc" or any(c.dep_ in NOMINAL_SUBJECTS for c in token.children)
    )
