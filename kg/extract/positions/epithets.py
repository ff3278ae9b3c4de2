"""Sides told by what one is called: "X, a critic of Y", "the bill's opponents include X", "the Kenya-backed resolution"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import idioms
from kg.extract.positions.holders import named, named_or_polity, position, spanning, unnamed
from kg.extract.positions.targets import is_measure, last_named
from kg.extract.tree import conjuncts, is_verb
from kg.types import Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


# --- nouns that name one by the side taken ----------------------------------------------------------------------


def by_name(reading: Reading, token: Token, sense: Sense) -> Iterator[Position]:
    """ "X is the lone no-voter", "X, a critic of Y,", "Y critic X", "opponent X"."""
    holders, near = _so_called(reading, token), list(token.children)
    preps = [p for p in near if p.dep_ == "prep" and p.lower_ in sense.target]
    goals = [t for p in preps for t in p.children if t.dep_ == "pobj"]
    goals += [c for c in near if c.dep_ == "poss" and is_measure(reading, c)]  # "the bill's opponents"
    goals += [c for c in near if c.dep_ in ("poss", "compound") and reading.discourse.agent(c) is not None]
    found = list(named(reading, *holders))
    bare = sense.act.startswith(("Vote", "Abstain")) or token.dep_ == "compound"
    about = goals[0] if goals else (last_named(reading, token, 3) if bare else None)
    if about is None or any(c.lower_ in ("former", "not") for c in near) or token.head.dep_ == "acl":
        return  # "a declaration that Chad is a sponsor of it": the text says so, not Chad
    stance: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
    for holder in found:
        if holder.token.i != about.i:
            span = spanning(reading, token, holder.token)
            why = Why(span, reading.sentence(token), "position.named", 0.6, token.lemma_)
            yield position(reading, holder, stance, about, sense.act, why)


def naming(reading: Reading, token: Token) -> Sense | None:
    """The sense of a noun that names one by the side taken; "no-voter" is three words to the parser."""
    return reading.lexicon.sense("noun", idioms.hyphened(token, token.lemma_) or token.lemma_, "side")


def _so_called(reading: Reading, token: Token) -> list[Token]:
    """Whom the noun is said of: the subject of "is", the name beside it."""
    if token.dep_ == "attr" and is_verb(token.head) and not reading.clauses.at(token.head).negated:
        return list(reading.clauses.at(token.head).subjects)
    if token.dep_ == "nsubj" and token.head.lemma_ in ("include", "be"):  # "critics of Y include X", "... is X"
        clause = reading.clauses.at(token.head)
        called = (t for c in token.head.children if c.dep_ == "attr" for t in conjuncts(c))
        return [*clause.objects, *called] if not clause.negated else []
    if token.dep_ == "appos" or (token.dep_ in ("compound", "nmod") and token.head.tag_ == "NNP"):
        return [token.head]
    return [c for c in token.children if c.dep_ == "appos"]


# --- compounds --------------------------------------------------------------------------------------------------


def joined(reading: Reading, hyphen: Token) -> Sense | None:
    """The verb after a hyphen that has a name before it: "Kenya-backed"."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1 or hyphen.nbor(1).tag_ not in ("VBN", "VBD", "JJ"):
        return None
    verb = hyphen.nbor(1)
    form = verb.lemma_ if verb.tag_ != "JJ" else verb.lower_.removesuffix("ed")
    return reading.lexicon.sense("verb", form, "stance")


def _is_put_to_vote(reading: Reading, thing: Token) -> bool:
    """A measure, or what a house decides on: "throws out the Kenya-backed blueprint"; nobody who is backed."""
    if is_measure(reading, thing):
        return True
    if reading.discourse.agent(thing) is not None or reading.noun(thing, "group", "role", "member", "executive"):
        return False
    above = thing.head if thing.dep_ in ("dobj", "nsubjpass") and is_verb(thing.head) else None
    return above is not None and reading.sense(reading.clauses.at(above), "decide") is not None


def by_compound(reading: Reading, hyphen: Token, sense: Sense) -> Iterator[Position]:
    """ "The Kenya-backed resolution": of what is no measure ("rebels") it tells an alliance, not a side."""
    before, verb = hyphen.nbor(-1), hyphen.nbor(1)
    about = verb.head if verb.dep_ == "amod" else None
    if about is None or sense.polarity is None or not _is_put_to_vote(reading, about):
        return
    why = Why(spanning(reading, about), reading.sentence(about), "position.compound", 0.6, verb.lower_)
    for holder in list(named_or_polity(reading, before)) or unnamed(reading, before):
        yield position(reading, holder, sense.polarity, about, sense.act, why)  # type: ignore[arg-type]
