"""Whose veto stops a measure, told by the noun: "a double veto by Peru and Chad sinks the draft", "fell to a French veto".

The verbs of vetoing are read with the other sides; here the veto itself does something to the measure, or the measure
fails by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, covering, happens, named, named_or_polity, position, spanning
from kg.extract.positions.side_links import heads
from kg.extract.positions.targets import is_abstract
from kg.extract.positions.voters import at_issue, put
from kg.extract.tree import conjuncts, is_verb
from kg.types import Position, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_BEFORE = ("amod", "poss", "compound", "nmod")
_BY = ("by", "from", "of")
#: What leads from what happens to the veto that makes it happen.
_THROUGH = {
    "because", "owing", "due", "thanks", "by", "to", "after", "following", "under", "with", "through", "of", "amid", "on",
    "over",
}  # fmt: skip
#: What one does to a veto: then it stops nothing, or is not cast.
_UNDOING = {"override", "overturn", "overcome", "survive", "escape", "avoid", "threaten", "fear", "lift", "uphold"}


def find(reading: Reading) -> Iterator[Position]:
    """The positions of those whose veto a text tells of by the noun."""
    for token in reading.doc:
        if token.lemma_ == "veto" and token.tag_ in ("NN", "NNS") and token.dep_ not in ("compound", "dobj"):
            yield from _told(reading, token)


def _told(reading: Reading, veto: Token) -> Iterator[Position]:
    clause = _doing(reading, veto)
    if clause is None or clause.negated or clause.lemma in _UNDOING or not happens(reading, clause):
        return
    holders = [h for h in _casting(reading, veto) if h.agent.kind not in ("chamber", "organisation")]
    about = _stopped(reading, veto, clause) if holders else None
    if about is None:
        return
    for holder in holders:
        words = covering(spanning(reading, veto, holder.token), reading.clause_span(clause))
        why = Why(words, reading.sentence(veto), "position.veto", 0.7, "veto")
        yield position(reading, holder, "opposes", about, "Veto", why, reading.date(clause))


def _doing(reading: Reading, veto: Token) -> Clause | None:
    """The clause that a veto acts in, or that tells what comes of it."""
    if any(c.lower_ in ("no", "any", "possible", "potential", "threatened", "without") for c in veto.children):
        return None
    head = veto.head
    if veto.dep_ == "pobj":
        if head.lower_ not in _THROUGH:
            return None
        head = head.head
        while head.dep_ in ("prep", "pcomp") and not is_verb(head):  # "because of", "owing to", "thanks to"
            head = head.head
    return reading.clauses.at(head) if is_verb(head) else None


def _casting(reading: Reading, veto: Token) -> list[Holder]:
    """Who casts it: "a Russian veto", "the veto of Peru", "vetoes by Peru and Chad", "vetoes cast by Peru"."""
    near = [t for c in veto.children if c.dep_ in _BEFORE for t in conjuncts(c)]
    found = [h for t in near if t.i < veto.i for h in named_or_polity(reading, t)]
    casts = [c for c in veto.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    preps = [p for o in (veto, *casts) for p in o.children if p.lower_ in _BY and p.dep_ in ("prep", "agent")]
    return found + [h for p in preps for t in heads(p) for h in named(reading, t)]


def _stopped(reading: Reading, veto: Token, clause: Clause) -> Token | None:
    """The measure that it stops: what it acts on, what fails by it, else what the sentence decides or spoke of last."""
    things = clause.objects if veto in clause.subjects else (*clause.subjects, *clause.objects)
    found = next((t for t in things if t.i != veto.i and is_abstract(reading, t) and not is_verb(t)), None)
    return found or put(reading, veto) or at_issue(reading, veto)
