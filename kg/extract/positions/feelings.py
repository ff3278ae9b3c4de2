"""Feelings that take a side: "reacted with fury to Y", "Y angered X", "..., to the dismay of X".

What is felt is a noun ("dismay") or tells how one reacts ("angrily"); both are the lexicon's. Who feels it reacts, or
stands beside the noun; it is about what is reacted to, else about the deed that the words "to the dismay of" comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import aims
from kg.extract.positions.holders import Holder, acting, happens, named, position, unnamed
from kg.extract.positions.targets import is_abstract, last_named
from kg.extract.tree import conjuncts, is_verb
from kg.types import Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_ABOUT = ("to", "at", "over", "about", "on")
_FROM = ("of", "from", "among", "in", "by")


def find(reading: Reading) -> Iterator[Position]:
    """The positions that feelings tell."""
    for clause in reading.clauses:
        if reading.sense(clause, "react") is not None and happens(reading, clause) and not clause.negated:
            yield from _reactions(reading, clause)
        if (sense := reading.sense(clause, "affect")) is not None and happens(reading, clause) and not clause.negated:
            yield from _affections(reading, clause, sense)
    for token in reading.doc:
        if token.dep_ == "pobj" and token.head.lower_ == "to" and (sense := reading.noun(token, "feeling")) is not None:
            yield from _comments(reading, token, sense)


def _reactions(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X reacted with fury to Y", "X met Y with dismay", "Y was received coolly by X"."""
    sense = next(_felt(reading, clause), None)
    about = next(_occasions(reading, clause), None)
    if sense is None or about is None:
        return
    why = reading.why(clause, "position.feeling")
    for holder in acting(reading, clause):
        if holder.token.i != about.i:
            yield position(reading, holder, _side(sense), about, sense.act, why, reading.date(clause))


def _felt(reading: Reading, clause: Clause) -> Iterator[Sense]:
    """With what feeling: "with fury", "in anger", "angrily"."""
    for noun in (t for prep in ("with", "in") for t in clause.preps.get(prep, ())):
        sense = reading.noun(noun, "feeling", "stance")
        if sense is not None:
            yield sense
    for adverb in (c for c in clause.verb.children if c.dep_ == "advmod"):
        sense = reading.lexicon.sense("adjective", adverb.lower_, "feeling")
        if sense is not None:
            yield sense


def _occasions(reading: Reading, clause: Clause) -> Iterator[Token]:
    """What one reacts to: "to Y", "by doing Y", "when Z did Y", else the measure last spoken of."""
    felt = [t for prep in ("with", "in") for t in clause.preps.get(prep, ())]
    yield from (t for t in clause.objects if t not in felt)
    yield from (t for prep in _ABOUT for t in clause.preps.get(prep, ()))
    yield from (t for n in felt for p in n.children if p.lower_ in _ABOUT for t in p.children if t.dep_ == "pobj")
    yield from (c for c in clause.verb.children if c.dep_ == "advcl" and c.i > clause.verb.i and is_verb(c))
    last = last_named(reading, clause.verb)
    if last is not None:
        yield last


def _affections(reading: Reading, clause: Clause, sense: Sense) -> Iterator[Position]:
    """ "Y angered X", "angered by Y, X ...": a deed or text does so; what one actor does to another is another matter."""
    deeds = [t for t in clause.subjects if t.tag_ in ("NN", "NNS", "VBG") and reading.discourse.agent(t) is None]
    why = reading.why(clause, "position.feeling")
    for about in deeds[:1]:
        for holder in _minds(reading, clause.objects or aims.goals(reading, clause, sense)):
            yield position(reading, holder, _side(sense), about, sense.act, why, reading.date(clause))


def _minds(reading: Reading, tokens: tuple[Token, ...]) -> Iterator[Holder]:
    """Who feels so: named, or a group: "angered brewers and Peru"."""
    for token in tokens:
        yield from list(named(reading, token)) or unnamed(reading, token)


def _comments(reading: Reading, token: Token, sense: Sense) -> Iterator[Position]:
    """ "Y was adopted, to the dismay of X", "to X's delight, ...", "to applause from X"."""
    verb = token.head.head
    if not is_verb(verb) or reading.sense(reading.clauses.at(verb), "react", "stance") is not None:
        return
    feeling = [t for c in token.children if c.dep_ == "poss" for t in conjuncts(c)]
    after = [p for p in token.children if p.dep_ == "prep" and p.lower_ in _FROM]
    feeling += [t for p in after for c in p.children if c.dep_ == "pobj" for t in conjuncts(c)]
    clause = reading.clauses.at(verb)
    about = next((t for t in clause.objects if is_abstract(reading, t)), verb)
    why = Why(reading.subtree(token.head), reading.sentence(token), "position.feeling", 0.6, token.lemma_)
    for holder in named(reading, *feeling):
        yield position(reading, holder, _side(sense), about, sense.act, why, reading.date(clause))


def _side(sense: Sense) -> Stance:
    return sense.polarity or "opposes"  # type: ignore[return-value]
