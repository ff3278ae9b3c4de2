"""Idioms that take a side: "took umbrage at Y", "took X to task over Y", "took X's part", "leapt to X's defence".

The lexicon holds such a verb together with its noun ("take umbrage", "take to task"). What the idiom is about then
stands where the noun's grammar puts it: after a preposition of noun or verb, as possessor, or as the other object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.tree import conjuncts

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_TOWARDS = ("to", "on", "at", "by", "round", "around")


def goals(reading: Reading, clause: Clause, sense: Sense) -> tuple[Token, ...]:
    """What a clause with this sense of its verb is about, by the sense's slots; "poss" is the idiom noun's possessor."""
    noun = _noun(clause, sense)
    if noun is None and "noun" in sense.only:
        return ()  # "turned back boats" is not "turned its back on"
    if noun is None:
        return reading.slot(clause, tuple(slot for slot in sense.target if slot != "clause"))
    filled = (tuple(t for t in _filled(clause, noun, slot) if t.i != noun.i) for slot in sense.target)
    return next((tokens for tokens in filled if tokens), ())


def _noun(clause: Clause, sense: Sense) -> Token | None:
    """The noun that makes the verb an idiom: the last word of the form, as object or after its preposition."""
    last = sense.form.rpartition(" ")[2]
    if last == sense.form:
        return None
    inner = (t for heads in clause.preps.values() for t in heads)
    return next((t for t in (*clause.objects, *inner) if t.lemma_ == last), None)


def _filled(clause: Clause, noun: Token, slot: str) -> tuple[Token, ...]:
    if slot == "poss":
        return owners(noun)
    own = _after(noun, slot)
    return own or {"obj": clause.objects, "dative": clause.dative}.get(slot) or clause.preps.get(slot, ())


def _after(noun: Token, prep: str) -> tuple[Token, ...]:
    """The heads that a preposition of the noun leads to."""
    heads = (t for p in noun.children if p.lower_ == prep for t in p.children if t.dep_ in ("pobj", "pcomp"))
    return tuple(t for head in heads for t in conjuncts(head))


def owners(noun: Token) -> tuple[Token, ...]:
    """Whose something is: "X's defence", "the defence of X"."""
    return tuple(t for c in noun.children if c.dep_ == "poss" for t in conjuncts(c)) or _after(noun, "of")


def aided(reading: Reading, clause: Clause) -> Iterator[Token]:
    """To whose aid one hastens: "rallied to X's side", "came to the rescue of X"."""
    if reading.sense(clause, "hasten") is None:
        return
    for prep in _TOWARDS:
        for noun in clause.preps.get(prep, ()):
            if reading.noun(noun, "aid") is not None:
                yield from owners(noun)
