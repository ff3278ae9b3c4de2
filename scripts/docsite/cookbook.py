"""The saved questions with what they answer over the seeds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import kg
from kg import catalogue
from kg.errors import UsageError
from kg.store import DEFAULT_BASE

#: Rows shown of an answer, and letters of a cell.
ROWS, LETTERS = 4, 240


class Recipe(NamedTuple):
    """A question: its texts, parameters (name, type, default, choices), query, columns with meanings, and first rows."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[dict[str, object], ...]
    query: str
    columns: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    total: int


def recipes(queries: Path, store: Path) -> list[Recipe]:
    """All saved questions, by name, each asked of a graph with nothing but its defaults."""
    graph, told = kg.open(store), catalogue.meanings(queries)
    return [_recipe(graph, catalogue.described(one, DEFAULT_BASE, told, None)) for one in catalogue.saved([queries])]


def _recipe(graph: kg.Graph, told: dict[str, object]) -> Recipe:
    name = str(told["name"])
    parameters: list[dict[str, object]] = told["parameters"]  # type: ignore[assignment]
    if any(parameter["required"] and parameter["default"] is None for parameter in parameters):
        raise UsageError(f"{name}: a question of the cookbook has to have an answer without parameters")
    found = [tuple(map(cell, row.values())) for row in graph.query(name).dicts()]
    columns: dict[str, str] = told["columns"]  # type: ignore[assignment]
    tags: list[str] = told["tags"]  # type: ignore[assignment]
    return Recipe(
        name, str(told["summary"]), str(told["description"]), tuple(tags), tuple(parameters),
        catalogue.body(str(told["query"])), columns, tuple(found[:ROWS]), len(found),
    )  # fmt: skip


def cell(value: object) -> str:
    """A cell as text: things of the graph without its base, long sentences with an ellipsis.

    >>> cell("https://kg.example/state/peru"), cell(None)
    ('state/peru', '')
    """
    text = "" if value is None else str(value).removeprefix(DEFAULT_BASE)
    return text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"
