"""Where the words stand that name a speaker, and those of the cue, as attribution corpora mark them (Pareti 2012).

A source is the whole noun phrase, with title, apposition and, of joint speakers, all of them; without a time and
without the clause that the cue is in ("the minister, who said ..."). A cue is the verb group: auxiliaries, negation,
adverbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tree import child
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_GROUP = ("aux", "auxpass", "neg", "advmod", "prt")
_LEADS_ON = {"go", "continue", "proceed", "begin", "start"}  # "went on to say"
_CITES = {"quote", "cite", "report", "describe"}  # "was quoted as saying"


def source(reading: Reading, token: Token, cue: Span) -> Span:
    """The words that name the speaker whose name or noun is at `token`."""
    while token.dep_ == "conj" and not token.head.tag_.startswith("VB"):
        token = token.head
    last = token.right_edge
    for inner in sorted((c for c in token.children if c.i > token.i), key=lambda c: c.i):
        ends = _holds(inner, cue) or _is_time(reading, inner) or inner.tag_ == "POS" or _is_no_speaker(inner)
        if ends and inner.left_edge.i > token.i:  # else the parser hung what stands before the name on it, too
            last = inner.left_edge.nbor(-1)
            break
    return reading.between(token.left_edge, last)


def _holds(token: Token, cue: Span) -> bool:
    return any(cue.start <= t.idx < cue.end for t in token.subtree)


def _is_time(reading: Reading, token: Token) -> bool:
    """ "on Thursday" and "Thursday" go with the verb, wherever the parser hung them."""
    named = child(token, "pobj") if token.dep_ == "prep" else token
    return named is not None and reading.is_time(named)


def _is_no_speaker(token: Token) -> bool:
    """ "according to the BBC, 3 billion ...": a figure is coordinated with a source by mistake only."""
    return token.dep_ == "conj" and not token.tag_.startswith(("NN", "PRP"))


def verb_group(clause: Clause) -> Span:
    """A clause's verb with its auxiliaries, negation and adverbs on the left and its particle."""
    verb = clause.verb
    first = last = verb
    for token in reversed([c for c in verb.children if c.i < verb.i]):
        if token.dep_ not in ("aux", "auxpass", "neg", "advmod") or token.i != first.i - 1:
            break
        first = token
    for token in verb.children:
        if token.dep_ == "prt":
            last = token
    return Span(first.idx, last.idx + len(last.text))


def cue(reading: Reading, found: Span) -> Span:
    """The verb group around a cue: "has not yet said", "went on to say", "said again", "expressed concern"."""
    span = reading.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not span.root.tag_.startswith("VB"):
        return found
    first = _first(span.root)
    if (leading := _leading(span.root)) is not None:
        first = _first(leading)
    last = _felt(reading, span.root) or span[-1]
    while last.i + 1 < len(reading.doc) and _goes_with(last.nbor(1), span.root):
        last = last.nbor(1)
    return Span(min(first.idx, found.start), last.idx + len(last.text))


def _felt(reading: Reading, verb: Token) -> Token | None:
    """The noun of a feeling put into words, close behind its verb."""
    noun = child(verb, "dobj") if reading.lexicon.sense("verb", verb.lemma_, "express") else None
    return noun if noun is not None and noun.left_edge.i == verb.i + 1 else None


def _first(verb: Token) -> Token:
    """The first word of a verb's group, as far as nothing else stands in it."""
    first = verb
    while first.i > 0 and _goes_with(first.nbor(-1), verb):
        first = first.nbor(-1)
    return first


def _goes_with(word: Token, verb: Token) -> bool:
    """True for a word of the verb's group; an adverb with words of its own ("shortly after the vote") is a phrase."""
    return word.head.i == verb.i and word.dep_ in _GROUP and not list(word.children)


def _leading(verb: Token) -> Token | None:
    """The verb that leads to a cue: "went on" of "went on to say", "quoted" of "was quoted as saying"."""
    head = verb.head
    if verb.dep_ in ("xcomp", "advcl") and head.lemma_ in _LEADS_ON:
        return head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_ in _CITES:
        return head.head
    return None
