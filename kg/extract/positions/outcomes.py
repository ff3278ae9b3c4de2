"""Those who bring about what a house decides by standing with others: "the House defeats the bill, ten Greens siding with Y".

Whom they stand with is then on the side that won, for what was adopted and against what was turned down. Not so where
the text sets the one against the other: "passed it although three Greens sided with the opposition".
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.positions.targets import is_measure, target
from kg.extract.tree import is_verb
from kg.types import Stance, Target

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_WON: dict[str, Stance] = {"adopted": "supports", "rejected": "opposes"}
#: Words that set what some did against what was decided.
_AGAINST = frozenset({"although", "though", "despite", "but", "whereas", "even", "notwithstanding", "while"})
_BEHIND = frozenset({"as", "after", "when", "because", "since", "once"})


def carried(reading: Reading, clause: Clause) -> tuple[Stance, Target] | None:
    """The side that won where some stood with others, and what it was on; None where the clause tells of no such thing."""
    if clause.lemma != "side" or not _tells_how(clause):
        return None
    for verb in (t for t in clause.verb.ancestors if is_verb(t)):
        above = reading.clauses.at(verb)
        sense = reading.sense(above, "decide")
        if sense is None or above.negated or above.mood != "real":
            continue
        goals = [t for t in (*above.objects, *above.preps.get("down", ())) if is_measure(reading, t)]
        stance = _WON.get(sense.outcome or "")
        decided = above.passive or any(reading.discourse.chamber(t) is not None for t in above.subjects)
        if stance is not None and goals and (decided or _has_house(reading, verb)):
            return stance, target(reading, goals[0])
    return None


def _tells_how(clause: Clause) -> bool:
    """True for a participle ("ten Greens siding with") or a clause of time or cause that nothing sets against the rest."""
    marks = {c.lower_ for c in clause.verb.children if c.dep_ in ("mark", "advmod")}
    if clause.verb.tag_ != "VBG" and not marks & _BEHIND:
        return False
    start = clause.verb.left_edge
    before = takewhile(
        lambda t: t.text not in (";", ":"), reversed(start.doc[max(start.sent.start, start.i - 2) : start.i])
    )
    return not (marks | {start.lower_} | {t.lower_ for t in before}) & _AGAINST


def _has_house(reading: Reading, verb: Token) -> bool:
    """ "MPs reject the bill": members decide as their house."""
    members = (t for t in verb.children if t.dep_ == "nsubj")
    return any(reading.noun(t, "member", "body") is not None for t in members)
