"""What `kg queries` shows of saved questions, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from kg import questions, supervise
from kg.catalogue import Answers
from kg.errors import NoStore
from kg.query import Rows
from kg.render import Style, visible, write_cells
from kg.store import pointed

Described = list[dict[str, Any]]
INDENT = "  "


def answers(store: Path) -> Answers | None:
    """What asks a store for values; None if nothing has been built there."""
    try:
        pointed(store)
    except NoStore:
        return None

    def ask(query: str) -> Iterator[tuple[str | None, ...]]:
        found = supervise.ask(store, questions.question(query, "values"))
        assert isinstance(found, Rows)
        return found.values()

    return ask


def as_json(found: Described, whole: bool, out: TextIO, style: Style) -> None:
    """One question as an object, or all as a list."""
    out.write(json.dumps(found[0] if whole else found, ensure_ascii=False, indent=2) + "\n")


def as_table(found: Described, whole: bool, out: TextIO, style: Style) -> None:
    """One question in full, or all in a table."""
    if whole:
        out.write("\n".join(visible(line) for line in lines(found[0])) + "\n\n")
        text = [line for line in found[0]["query"].split("\n") if not line.startswith("#+")]
        out.write("\n".join(visible(line) for line in text).strip() + "\n")
        return
    rows = [(one["name"], one["summary"], ", ".join(one["tags"])) for one in found]
    write_cells(("question", "what it answers", "tags"), [tuple(map(visible, row)) for row in rows], out, style)


WRITERS: dict[str, Callable[[Described, bool, TextIO, Style], None]] = {"table": as_table, "json": as_json}


def lines(one: dict[str, Any]) -> Iterator[str]:
    """A question's description, line by line, without its text."""
    yield f"{one['name']}: {one['summary']}"
    if one["description"]:
        yield one["description"]
    yield f"tags: {', '.join(one['tags']) or 'none'}; file: {one['file']}"
    yield ""
    yield "parameters" if one["parameters"] else "no parameters"
    for parameter in one["parameters"]:
        yield from (INDENT + line for line in _parameter(parameter))
    yield ""
    yield "columns"
    width = max((len(column) for column in one["columns"]), default=0)
    for column, meaning in one["columns"].items():
        yield f"{INDENT}{column:<{width}}  {meaning}".rstrip()


def _parameter(told: dict[str, Any]) -> Iterator[str]:
    """How to give it, its type, what it is without, and what there is to choose from."""
    need = "needed" if told["required"] else "optional" if told["default"] is None else f"default {told['default']}"
    yield f"-p {told['name']}=…  ({told['type']}, {need})"
    if told["choices"]:
        yield f"{INDENT}one of: {', '.join(told['choices'])}"
    for value in told["values"]:
        yield f"{INDENT}{value['label']}  ({value['times']:,})"
