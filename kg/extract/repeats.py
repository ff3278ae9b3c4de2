"""Deeds told by pointing to those of others: "does the same", "did so", "follows suit", "takes the same step"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading

_SAME = {"same", "similar", "identical", "that"}
_STEPS = {"step", "move", "decision", "course", "path", "position", "line", "action", "stance"}
_RANKED = {"next", "second", "third", "last"}


def is_repeat(reading: Reading, clause: Clause) -> bool:
    """ "Follows suit", "does the same", "does so", "takes the same step", "is next"."""
    if clause.passive:
        return False
    if reading.sense(clause, "likewise") is not None or does_so(clause):
        return True
    if clause.lemma in ("be", "come"):
        return any(c.lower_ in _RANKED and c.dep_ in ("acomp", "advmod", "attr") for c in clause.verb.children)
    steps = (t for t in clause.objects if t.lemma_ in _STEPS)
    return any(c.lower_ in _SAME for t in steps for c in t.children)


def does_so(clause: Clause) -> bool:
    """ "Do so", "do likewise"."""
    after = clause.verb.doc[clause.verb.i + 1 : clause.verb.i + 2]
    return clause.verb.lemma_ == "do" and any(t.lower_ in ("so", "likewise") for t in after)
