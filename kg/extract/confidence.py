"""How sure a fact is: the precision of its rule, counted on labelled texts (`ontology/confidence.json`).

The file is written by `make confidence`. It holds counts alone: how often each rule fired on the development sets and
how often the fact was right. The number that an extractor gives a fact is replaced, not weighed: it was a guess, and
weaker cases of the same rule (a pronoun for a name) are among those counted. A fact of a kind that nobody labelled
(a diplomatic act) keeps its guess.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg import data
from kg.types import Why

#: A rule that fired less often is taken to be as good as its kind.
ENOUGH = 5


class Counted(NamedTuple):
    """How many facts of a rule, or of a kind, were right, of how many."""

    right: int
    of: int

    @property
    def precision(self) -> float:
        """Laplace's rule of succession: one success and one failure more than were seen.

        >>> Counted(8, 8).precision, Counted(0, 0).precision
        (0.9, 0.5)
        """
        return (self.right + 1) / (self.of + 2)


def measured(why: Why, table: Mapping[str, Counted] | None = None) -> Why:
    """`why` with the measured confidence; as it is if its kind was never measured.

    `table` maps rules and kinds ("decision" of "decision.veto") to counts; default: the installed file.

    >>> from kg.types import Span
    >>> why = Why(Span(0, 1), Span(0, 1), "decision.veto")
    >>> measured(why, {"decision.veto": Counted(3, 4), "decision": Counted(89, 98)}).confidence
    0.9
    """
    counted = trusted(why.rule, load() if table is None else table)
    if counted is None:
        return why
    return replace(why, confidence=round(counted.precision, 3), measured=(counted.right, counted.of))


def trusted(rule: str, table: Mapping[str, Counted]) -> Counted | None:
    """The counts of a rule, of its kind if the rule is rare; None if neither was seen."""
    counted = table.get(rule)
    if counted is not None and counted.of >= ENOUGH:
        return counted
    return table.get(rule.partition(".")[0])


@lru_cache(maxsize=2)
def load(path: Path | None = None) -> dict[str, Counted]:
    """Counts by rule and by kind. Without the file there are none, and every fact keeps its extractor's guess."""
    path = path or data.root("ontology") / "confidence.json"
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: Counted(counts["right"], counts["of"]) for name, counts in (found["kinds"] | found["rules"]).items()}
