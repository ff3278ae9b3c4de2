"""What a verb of saying reports, if anybody says it: "X said that ...", "X is reported to have said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.demands.content import is_subjunctive
from kg.extract.prose import quotes
from kg.extract.speech import polarity as speech_polarity
from kg.extract.speech.loose import after_colon, after_that, divided, swallowed
from kg.extract.speech.slots import SLOTS, governed
from kg.extract.tree import child, is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_ASPECT = {"go", "continue", "proceed", "begin", "start", "keep", "resume"}
_HEARD = {"report", "say", "hear", "allege", "understand", "believe", "know", "claim", "overhear", "record", "see"}


def said(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    """What a verb of saying reports, whoever says it."""
    for sense, _ in reading.senses(clause, "speech"):
        if (clause.negated and sense.act != "Deny") or not happens(clause) or _is_asked_for(reading, clause):
            continue
        if _is_charged(reading, clause) or _is_told_of(clause):
            continue
        if reading.sense(clause, "demand") is not None and any(_is_bare_wish(v) for v in clause.ccomp[:1]):
            continue
        content = _content(reading, clause, sense)
        content = _own_half(reading, clause, content) if content is not None else None
        if content is None or ("weak" in sense.only and not _is_speech(reading, clause, content)):
            continue
        if "question" not in sense.only or content.of(reading.text).rstrip('"”').endswith("?"):
            return sense, content
    return None


def _own_half(reading: Reading, clause: Clause, content: Span) -> Span:
    """What is said around a cue ends with its half of the sentence: "Chad, he adds, will go | ; the union protests"."""
    cue = clause.verb
    if not content.start < cue.idx < content.end:
        return content
    stop = next((t for t in cue.doc[cue.i : cue.sent.end] if t.text == ";" and t.idx < content.end), None)
    if stop is None or quotes.inside(reading.quotes, Span(stop.idx, stop.idx + 1)) is not None:
        return content
    return Span(content.start, stop.idx)


def _is_charged(reading: Reading, clause: Clause) -> bool:
    """ "Accuses Chad of profiting by | threatening | eviction": what another charges him with, and no words of his."""
    if clause.verb.tag_ != "VBG" or clause.verb.dep_ != "pcomp" or child(clause.verb, "nsubj") is not None:
        return False
    above = (reading.clauses.at(a) for a in clause.verb.ancestors if reading.clauses.has(a))
    return any(reading.sense(a, "accuse") is not None for a in above)


def _is_told_of(clause: Clause) -> bool:
    """ "A draft | agreed | between the two parties goes on": what stands before it was told, and tells nothing."""
    behind = clause.verb.doc[clause.verb.i + 1 : clause.verb.i + 2]
    return clause.verb.tag_ in ("VBD", "VBN") and any(t.lower_ in _BY_WHOM and t.head is clause.verb for t in behind)


_BY_WHOM = {"between", "among", "amongst"}


def _is_bare_wish(verb: Token) -> bool:
    """ "suggests that he | go |": asked, and not said; "that he should go" is both."""
    return is_subjunctive(verb) and not any(c.tag_ == "MD" for c in verb.children)


def _is_asked_for(reading: Reading, clause: Clause) -> bool:
    """ "demands that the commission explain how it fell": nobody has said it yet."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" and clause.verb.tag_ == "VB" else None
    return governor is not None and reading.sense(governor, "demand") is not None


def happens(clause: Clause) -> bool:
    """False for speech that only may come or is wished: "could say", "is expected to say"; "went on to say" happens."""
    above = clause.verb.head
    planned = clause.mood == "future" and clause.verb.tag_ == "VB" and clause.verb.dep_ == "xcomp"
    if planned or (clause.mood == "wished" and clause.verb.dep_ in ("xcomp", "advcl")):
        told = above.tag_ == "VBN" and above.lemma_ in _HEARD and _is_perfect_or_heard(clause.verb)
        return told or (above.lemma_ in _ASPECT and not any(c.tag_ == "MD" for c in above.children))
    return clause.mood not in ("possible", "conditional", "wished", "future")


def _is_perfect_or_heard(verb: Token) -> bool:
    """ "is reported | to have said |", "was heard | saying |"."""
    return verb.tag_ == "VBG" or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def _content(reading: Reading, clause: Clause, sense: Sense) -> Span | None:
    """What fills the first of the sense's slots that is filled."""
    for slot in sense.content:
        content = SLOTS.get(slot, governed)(reading, clause, slot)
        if content is not None and content.start < content.end:
            return content
    if "clause" in sense.content and (parts := divided(reading, clause)) is not None:
        return parts[0]
    told = after_colon(reading, clause)
    if told is None and "clause" in sense.content:
        told = after_that(reading, clause, near=False)
    return told or (swallowed(reading, clause) if not {"obj", "words"} & set(sense.content) else None)


def _is_speech(reading: Reading, clause: Clause, content: Span) -> bool:
    """True if a weak cue ("believe", "find") has a finite clause or quoted words for its content."""
    if _is_described(reading, clause, content):
        return True
    marked = any(c.lower_ == "that" for v in clause.ccomp for c in v.children)
    finite = marked or any(is_finite(t) for v in clause.ccomp for t in (v, *v.children))
    if finite or clause.ccomp:
        return finite or quotes.inside(reading.quotes, content) is not None
    return quotes.has_quote(reading.quotes, content)


def _is_described(reading: Reading, clause: Clause, content: Span) -> bool:
    """ "spoke of an insult", "talks of a wise step": what is put a side to is a judgement, and not only a topic."""
    governed = (p for tokens in clause.preps.values() for p in tokens if content.start <= p.idx < content.end)
    noun = next(governed, None)
    article = child(noun, "det") if noun is not None else None
    judged = article is not None and article.lower_ in ("a", "an") and not clause.ccomp
    return judged and speech_polarity.polarity(reading, content, None) != "neutral"
