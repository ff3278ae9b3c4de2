"""Saved questions as pages: what one asks, its form, its rows with links, and the query that gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg import catalogue, questions
from kg.errors import UsageError
from kg.lookup import Lookup
from kg.named import names_by, resolved
from kg.query import Rows, answer, bound
from kg.serve.things import cell
from kg.several import AGAIN
from kg.store import Snapshot

#: Values that a field of a form offers.
OFFERED = 60


def saved() -> list[questions.Question]:
    """The saved questions."""
    return catalogue.saved(catalogue.folders())


def question_of(name: str) -> questions.Question:
    """A saved question by its name, and by nothing else: no file, no text of a query."""
    for folder in catalogue.folders() if Path(name).name == name else ():
        if (path := folder / f"{name}{questions.SUFFIX}").is_file():
            return questions.loaded(path)
    raise UsageError(f'there is no saved question "{name}"')


def question(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A saved question: what it asks, its form, and its first rows for the values given, as cells with links.

    `form`: the form alone, nothing is asked.
    """
    asked, look = question_of(arguments["name"]), Lookup(snapshot)
    meant = values_of(snapshot, asked, arguments["values"])
    found = answer(snapshot, asked, meant["values"])
    if not isinstance(found, Rows):
        raise UsageError(f"{arguments['name']} gives no rows; ask it at /sparql")
    form = bool(arguments.get("form"))
    rows = [[cell(look, term) for term in row] for row in islice(found.rows, 0 if form else arguments["limit"] + 1)]
    return {
        "name": arguments["name"],
        "form": form,
        "summary": asked.summary,
        "description": asked.description,
        "text": bound(asked, meant["values"], snapshot.base).text,
        "notes": meant["notes"],
        "empty": asked.empty,
        "parameters": [_field(snapshot, look, one, arguments["values"]) for one in asked.parameters],
        "columns": found.columns,
        "rows": rows[: arguments["limit"]],
        "more": len(rows) > arguments["limit"],
    }


def _field(
    snapshot: Snapshot, look: Lookup, parameter: questions.Parameter, values: Mapping[str, str]
) -> dict[str, Any]:
    """A field of the form, with the names that the graph has for it."""
    offered = catalogue.values(parameter, _answers(snapshot), OFFERED)
    return {
        "name": parameter.name,
        "type": parameter.type,
        "choices": parameter.choices,
        "required": parameter.required,
        "value": " ".join(values.get(parameter.name, "").split(AGAIN)),
        "default": look.label(str(parameter.default)) if parameter.default else "",
        "offered": list(dict.fromkeys(value.label for value in offered)),
    }


def _answers(snapshot: Snapshot) -> catalogue.Answers:
    def rows(query: str) -> Iterator[tuple[str | None, ...]]:
        found = answer(snapshot, questions.question(query, "names"))
        assert isinstance(found, Rows)
        return found.values()

    return rows


def values_of(snapshot: Snapshot, asked: questions.Question, values: Mapping[str, str]) -> dict[str, Any]:
    """The values of a question with IRIs in place of names, and what was meant where it is not plain."""
    given = {name: value for name, value in values.items() if value.strip()}
    meant = resolved(asked, given, names_by(_answers(snapshot)))
    return {"values": meant.values, "notes": meant.notes}


def meant_values(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a saved question, as `values_of`."""
    return values_of(snapshot, question_of(arguments["name"]), arguments["values"])
