"""What may stand in for what is said: a clause, direct speech, a deed, a thing, words, what a preposition governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.extract.speech.beside import quotation
from kg.extract.speech.bounds import around, tidy
from kg.extract.speech.content import complement
from kg.extract.speech.loose import after_that
from kg.extract.speech.phrases import phrase
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def _clausal(reading: Reading, clause: Clause, slot: str) -> Span | None:
    return complement(reading, clause) or after_that(reading, clause, near=True)


def _quoted(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """Direct speech; not the first words of a thing said: "threatened | 'total war' if it is hit"."""
    words = quotation(reading, clause)
    thing = next((t for t in clause.objects if words is not None and words.start <= t.idx < words.end), None)
    if words is None or thing is None or thing.left_edge.i <= clause.verb.i:
        return words
    whole = phrase(reading, thing)
    return whole if whole.end > words.end + 1 and whole.start <= words.start else words


def _infinitive(reading: Reading, clause: Clause, slot: str) -> Span | None:
    done = clause.xcomp or (() if clause.objects else tuple(_gerunds(clause)))
    return phrase(reading, done[0]) if done else None


def _gerunds(clause: Clause) -> Iterator[Token]:
    """A deed that is told, behind where it is told: "confirmed on Sunday | having met him"; no comma stands before it."""
    for c in clause.verb.children:
        perfect = any(g.lower_ == "having" for g in c.children if g.dep_ == "aux")
        if c.dep_ == "advcl" and c.i > clause.verb.i and perfect and c.left_edge.nbor(-1).text != ",":
            yield c


def _object(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """A thing said: no person or body, nothing granted to someone; "its" and "which" alone say nothing."""
    token = clause.objects[0] if clause.objects else None
    if token is not None and token.lower_ in ("it", "this", "that") and _is_denial(reading, clause):
        return phrase(reading, token)
    if token is None or not token.tag_.startswith("NN") or clause.dative or _is_voted_on(reading, clause):
        return None
    if (told := _told_before(reading, clause)) is not None:
        return told
    said = None if _is_no_content(reading, token) else phrase(reading, token)
    return None if said is not None and _is_side(reading, token, said) else said


def _is_side(reading: Reading, token: Token, said: Span) -> bool:
    """ "Reiterates its opposition to the ban": a side that is taken, in no words that are told."""
    own = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in token.children)
    felt = reading.noun(token, "stance") if own else None
    return felt is not None and felt.act in SIDES and not quotes.has_quote(reading.quotes, said)


#: Acts that take a side for or against a thing.
SIDES = frozenset({"Support", "Endorse", "Oppose", "Object", "Protest", "Reject", "Condemn", "Denounce"})


def _is_voted_on(reading: Reading, clause: Clause) -> bool:
    """ "The Senate confirms the nomination": a chamber decides, and tells nothing."""
    if reading.sense(clause, "decide") is None:
        return False
    return any(reading.discourse.chamber(t) is not None or reading.noun(t, "body") for t in clause.subjects)


def _is_denial(reading: Reading, clause: Clause) -> bool:
    """ "The army denies this": whatever was said before is untrue."""
    sense = reading.sense(clause, "speech")
    return sense is not None and sense.act == "Deny" and not clause.negated


def _told_before(reading: Reading, clause: Clause) -> Span | None:
    """What somebody says and another denies: "A alleges | that B has fled |, which C denies"."""
    which = next((c for c in clause.verb.children if c.lower_ == "which" and c.dep_ == "dobj"), None)
    if which is None or clause.verb.dep_ != "relcl" or which.nbor(-1).text != "," or not _is_denial(reading, clause):
        return None
    above = [a for a in clause.verb.ancestors if a.dep_ == "ccomp" and reading.clauses.has(a.head)]
    told = next((a for a in above if reading.sense(reading.clauses.at(a.head), "speech") is not None), None)
    told = told or _charged(reading, clause.verb)
    return tidy(reading, reading.between(told.left_edge, which.nbor(-2))) if told is not None else None


def _charged(reading: Reading, verb: Token) -> Token | None:
    """What somebody is accused of, if `verb` is told of it: "accuses Chad of | arming rebels |, which it denies"."""
    deeds = (a for a in verb.ancestors if a.dep_ == "pcomp" and a.head.dep_ == "prep")
    heads = ((d, h) for d in deeds for h in (d.head.head, d.head.head.head) if reading.clauses.has(h))
    return next((d for d, h in heads if reading.sense(reading.clauses.at(h), "accuse") is not None), None)


def _is_no_content(reading: Reading, token: Token) -> bool:
    named = reading.discourse.agent(token) is not None and token.text[:1].isupper()
    return named or reading.noun(token, "grant", "role", "member") is not None


def _own_words(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """An object that is quoted, for verbs that take things as well as words: "declared 'a new era'"."""
    content = _object(reading, clause, slot)
    if content is None or not quotes.has_quote(reading.quotes, content):
        return None
    told = clause.objects[0]
    return content if quote_in(reading, told) or any(quote_in(reading, t) for t in _of(told)) else None


def _of(noun: Token) -> Iterator[Token]:
    """What a noun is of: "the end of an 'era'"."""
    return (t for p in noun.children if p.dep_ == "prep" for t in p.children if t.dep_ == "pobj")


def governed(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """What a preposition governs: "commit to leaving", "draw attention to the fact that ..."."""
    for token in clause.preps.get(slot, ()):
        told = next((c for c in token.children if c.dep_ in ("acl", "ccomp") and c.left_edge.lower_ == "that"), None)
        return phrase(reading, told or token)
    return None


SLOTS: dict[str, Callable[[Reading, Clause, str], Span | None]] = {
    "clause": _clausal,
    "quote": _quoted,
    "xcomp": _infinitive,
    "obj": _object,
    "words": _own_words,
}


def quote_in(reading: Reading, target: Token) -> Span | None:
    """The quotation that a noun stands in, or that describes it; not one in a clause about it."""
    near = (target, *(c for c in target.children if c.dep_ == "amod" and c.tag_[:2] in ("JJ", "VB")))
    found = (around(reading, t.idx) for t in near)
    return next((q.inner for q in found if q is not None), None)
