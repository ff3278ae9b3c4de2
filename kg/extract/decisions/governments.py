"""Votes that a government survives, loses or faces: a motion against it is rejected, adopted or lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions import nominal
from kg.extract.decisions.deciding import Found, after, found, inside, named, thing
from kg.extract.decisions.outcomes import OPPOSITE, outcome_of
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def find(reading: Reading, clause: Clause) -> Iterator[Found]:
    """ "The cabinet survives a vote of confidence", "is toppled in a no-confidence vote", "faces a confidence vote"."""
    sense = _sense(reading, clause) if named(reading, clause.subjects) is None else None
    token = _vote(reading, clause) if sense is not None else None
    if sense is None or token is None:
        return
    noun = reading.names.phrase(token).noun
    hostile = (noun is not None and nominal.is_hostile(token, noun)) or _is_ouster(reading, token)
    place = nominal.parliament_of(reading, clause)
    told = OPPOSITE.get(sense.outcome or "", sense.outcome) if hostile else sense.outcome
    outcome = outcome_of(reading, told, clause)
    if place is not None and outcome is not None:
        yield found(reading, clause, place, outcome, "withstand", token=token, kind="motion")


def _sense(reading: Reading, clause: Clause) -> Sense | None:
    """How the verb tells of a government's fate: "defeats a motion" of its own, "was defeated in a vote" as undergone."""
    senses = (s for s, _ in reading.senses(clause, "withstand"))
    return next((s for s in senses if ("passive" in s.only) == clause.passive), None)


def _vote(reading: Reading, clause: Clause) -> Token | None:
    """The word for the vote of confidence, or for another vote in a body that is named with it."""
    within = after(clause, ("in", "by", "after", "at", "with", "to"))
    if clause.passive:
        return next((t for t in (*clause.subjects, *within, *_manner(clause)) if _is_confidence(reading, t)), None)
    token = thing(clause.objects) or thing(within)
    if token is None:
        return next((t for t in _occasion(clause) if _is_confidence(reading, t)), None)
    if _is_confidence(reading, token) or _is_ouster(reading, token):
        return token
    if token.lemma_ == "confidence" and inside(reading, token) is not None:  # "lost the confidence of the Sejm"
        return token if not _is_quoted(reading, token) else None
    return token if token.lemma_ == "vote" and inside(reading, token) is not None else None


def _is_quoted(reading: Reading, token: Token) -> bool:
    """What somebody is quoted with is an opinion: "she has lost the confidence of this house"."""
    return any(quote.inner.start <= token.idx < quote.inner.end for quote in reading.quotes)


def _occasion(clause: Clause) -> Iterator[Token]:
    """The words of the clause after which it happened: "the cabinet fell after deputies passed a no-confidence motion"."""
    for c in clause.verb.children:
        mark = child(c, "mark") if c.dep_ == "advcl" else None
        if mark is not None and mark.lower_ in ("after", "when", "as", "once"):
            yield from c.subtree


def _manner(clause: Clause) -> Iterator[Token]:
    """How it was done, which is no one who did it: "was ousted by a no-confidence vote"."""
    return (t for by in clause.verb.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj")


def _is_ouster(reading: Reading, token: Token) -> bool:
    """ "An attempt to remove her", "a motion to impeach him"."""
    verbs = (c.lemma_ for c in token.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB")
    senses = (sense for verb in verbs for sense in reading.lexicon.of("verb", verb))
    return any(s.form == "impeach" or (s.frame == "withstand" and "passive" in s.only) for s in senses)


def _is_confidence(reading: Reading, token: Token) -> bool:
    noun = reading.names.phrase(token).noun
    return noun is not None and bool({"confidence", "hostile"} & set(noun.only))
