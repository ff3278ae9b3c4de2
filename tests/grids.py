"""A construction grid: ways to tell a fact as templates with slots, each with what it must yield.

A file of `tests/grid/` holds, in TOML, the fillers of its slots and its constructions:

    [slots]
    A = ["Peru", "the Czech Republic"]        # a sentence is made for each turn: the first of all slots, the second ...

    [[construction]]
    name = "passive"
    tells = ["{A} recognises {P} as state"]   # all that may be found; empty: nothing may be
    texts = ["{P} is recognised by {A}."]
    [[construction.known]]                    # of the texts above, those that are not read rightly yet
    why = "..."
    texts = ["..."]

How a fact is written in `tells` is up to the kind of fact (see `test_grid`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "grid"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the grid. `fails` tells why it is not read rightly yet, None if it is."""

    construction: str
    template: str
    text: str
    tells: frozenset[str]
    fails: str | None = None


def kinds() -> list[str]:
    """The kinds of fact that have a grid."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def lines(kind: str) -> Iterator[Line]:
    """The sentences of the grid for one kind of fact ("positions"), in the order of the file."""
    grid = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    turns = [dict(zip(grid["slots"], fillers, strict=True)) for fillers in zip(*grid["slots"].values(), strict=True)]
    for construction in grid["construction"]:
        known = {text: each["why"] for each in construction.get("known", ()) for text in each["texts"]}
        for template in (*construction["texts"], *known):
            for turn in turns:
                tells = frozenset(told.format(**turn) for told in construction["tells"])
                yield Line(construction["name"], template, _sentence(template, turn), tells, known.get(template))


def _sentence(template: str, turn: dict[str, str]) -> str:
    text = template.format(**turn)
    return text[0].upper() + text[1:]
