"""What is said in clauses that the parser did not hang on the cue: behind "that", behind a colon, in an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.speech.bounds import SHORTEST, tidy
from kg.extract.speech.cuts import cut
from kg.extract.speech.phrases import TOLD_IN
from kg.extract.tree import child, is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_ADJUNCTS = {"prep", "advmod", "npadvmod"}
_WHERE_TOLD = {"in", "on", "at", "by", "to", "via", "through", "during"}


def divided(reading: Reading, clause: Clause) -> tuple[Span, Token] | None:
    """What is said and who says it, where the parser took both for subjects: "Thieves made off with it, police said"."""
    before = [c for c in clause.verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < clause.verb.i]
    if len(before) != 2 or before[1].left_edge.i == 0 or before[1].left_edge.nbor(-1).text != ",":
        return None
    said = reading.between(before[0].left_edge, before[1].left_edge.nbor(-2))
    told = any(t.tag_.startswith("VB") for t in before[0].subtree) and len(said.of(reading.text).split()) > SHORTEST
    return (tidy(reading, said), before[1]) if told else None


def after_that(reading: Reading, clause: Clause, near: bool) -> Span | None:
    """What "that" opens right behind a cue, or (not `near`) behind where it is told, however the parser hung it.

    "announced in a letter | that they will leave", "says for the first time | that it has won": of a cue that has no other
    content it is no relative clause.
    """
    at = clause.verb.i + 1
    for adjunct in () if near else sorted(c for c in clause.verb.children if c.i >= at and c.dep_ in _ADJUNCTS):
        if adjunct.left_edge.i == at and _is_of_telling(reading, adjunct):
            that = next((t.i for t in adjunct.subtree if t.lower_ == "that" and t.i > adjunct.i), None)
            at = that or adjunct.right_edge.i + 1
    doc = reading.doc
    if at + 2 >= len(doc) or doc[at].lower_ != "that" or doc[at].sent != clause.verb.sent or is_finite(doc[at + 1]):
        return None
    rest = doc[at + 1 : clause.verb.sent.end]
    if not any(is_finite(t) for t in rest):
        return None
    stop = next((t.i for t in rest if t.text == ";"), clause.verb.sent.end)
    return tidy(reading, cut(reading, clause, reading.between(doc[at + 1], doc[stop - 1])))


def _is_of_telling(reading: Reading, adjunct: Token) -> bool:
    """Where, when or how often something is said: "in a letter", "late on Monday", "for the first time"."""
    if adjunct.dep_ != "prep" or adjunct.lower_ in _WHERE_TOLD:
        return True
    timed = child(adjunct, "pobj")
    return timed is not None and (timed.lower_ == "time" or reading.is_time(timed))


def swallowed(reading: Reading, clause: Clause) -> Span | None:
    """A clause that the parser took for the object of a verb that has none: "said a law permitting it was wrong"."""
    objects = [t for t in clause.objects if t.i > clause.verb.i]
    if clause.passive or clause.ccomp or not objects:
        return None
    told = next((c for c in objects[0].subtree if c.dep_ in ("acl", "relcl", "ccomp") and has_own_that(c)), None)
    if told is not None:  # "told a briefing that ..."
        return tidy(reading, cut(reading, clause, reading.subtree(told)))
    last = clause.verb.right_edge
    joined = {
        t.i for c in clause.verb.children if c.dep_ == "conj" for t in c.subtree
    }  # "declares a curfew and orders ..."
    if not any(is_finite(t) and t.i not in joined for t in clause.verb.doc[objects[0].i : last.i + 1]):
        return None
    return tidy(reading, cut(reading, clause, reading.between(objects[0].left_edge, last)))


def after_colon(reading: Reading, clause: Clause) -> Span | None:
    """What follows "X recalled the position: Y stays", where the parser hung the cue under the clause that is told."""
    verb, told = clause.verb, clause.verb.head
    colon = next((c for c in told.children if c.text == ":" and verb.i < c.i < told.i), None)
    things = [t for t in clause.objects if reading.noun(t, *TOLD_IN) is None]
    if verb.dep_ != "ccomp" or colon is None or things:
        return None
    return tidy(reading, reading.between(colon.nbor(1), told.right_edge))


def has_own_that(verb: Token) -> bool:
    """True if "that" opens the clause of a verb without being its subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.left_edge.lower_ == "that" and subject is not None and subject.i != verb.left_edge.i
