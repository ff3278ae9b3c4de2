"""What programs are told, gathered in a worker from one snapshot: rows, profiles and reasons, each with its passages.

Things are named as people name them; every passage comes with its article, its words and where they stand in the text.
Lists are cut at the `limit` that is asked for, and say how many there were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from kg import entities, telling
from kg import why as reasons
from kg.errors import UsageError
from kg.evidence import Row, behind, confidence, under, widened
from kg.lookup import Lookup
from kg.profile import profile
from kg.query import Rows, answer, native
from kg.questions import Question
from kg.serve.details import search
from kg.serve.saved import question_of, values_of
from kg.store import Snapshot

#: Of so many passages a row shows the first; `passages` counts them.
SHOWN = 5
#: Columns that say what the passages of a row say better.
SAID = ("sentence", "article")


def told(snapshot: Snapshot, name: str, arguments: Mapping[str, Any]) -> bytes:
    """What is told under a name, as JSON. Raises `UsageError` for what is not there."""
    return json.dumps(TOLD[name](snapshot, arguments), ensure_ascii=False).encode()


def rows(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a saved question, each with the records and the passages that it rests on."""
    asked, look = question_of(arguments["name"]), Lookup(snapshot)
    meant = values_of(snapshot, asked, arguments["values"])
    columns, found = _found(snapshot, asked, meant["values"])
    shown = [_row(look, columns, number, row) for number, row in enumerate(islice(found, arguments["limit"]), 1)]
    return {
        "meant": list(meant["notes"]),
        "columns": [name for name in columns if name not in SAID],
        "rows": shown,
        "count": len(shown) + sum(1 for _ in found),
    }


def _found(snapshot: Snapshot, asked: Question, values: Mapping[str, str]) -> tuple[tuple[str, ...], Any]:
    wider = widened(asked)
    found = answer(snapshot, wider or asked, values)
    if not isinstance(found, Rows):
        raise UsageError(f"{asked.where} gives no rows")
    columns, rows = behind(asked, wider, found)
    return columns, iter(rows)


def _row(look: Lookup, columns: tuple[str, ...], number: int, row: Row) -> dict[str, Any]:
    records, passages = under(look, row)
    named = zip(columns, row.terms, strict=True)
    cells = {name: value for name, term in named if (value := native(term)) not in (None, "")}
    sure = [value for record in records if (value := confidence(look, record))]
    if passages:
        cells = {name: value for name, value in cells.items() if name not in SAID}
    if sure and "confidence" not in cells:
        cells["confidence"] = float(min(sure, key=float))
    return {
        "row": number,
        "cells": cells,
        "records": [look.short(iri) for iri in records],
        "evidence": [one._asdict() for one in passages[:SHOWN]],
        "passages": len(passages),
    }


def found(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The things in whose names some words stand."""
    known = search(snapshot, arguments)
    things = [{"iri": one["iri"], "label": one["label"], "kinds": one["kinds"]} for one in known["found"]]
    return {"found": things[: arguments["limit"]], "count": known["count"]}


def shown(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """All that is told of a thing, by its name or IRI: facts both ways, grouped, the newest first."""
    look = Lookup(snapshot)
    known = profile(look, entities.entity(look, arguments["thing"]))
    facts = [{"group": one.group, **telling.fact_data(one)} for one in known.facts]
    return {**telling.profile_data(known), "facts": facts[: arguments["limit"]], "count": len(facts)}


def reasoned(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Why the graph says something: of a record, measure or decision, or of a row of a saved question."""
    look = Lookup(snapshot)
    if arguments.get("question"):
        known = _of_row(snapshot, look, arguments)
    else:
        known = [reasons.of_thing(look, entities.record(look, arguments["thing"]))]
    data = [telling.why_data(one) for one in known]
    found = [{"of": one["iri"], **reason} for one in data for reason in one["reasons"]]
    things = [{key: one[key] for key in ("iri", "label", "notes")} for one in data]
    return {"things": things, "reasons": found[: arguments["limit"]], "count": len(found)}


def _of_row(snapshot: Snapshot, look: Lookup, arguments: Mapping[str, Any]) -> list[reasons.Why]:
    asked, number = question_of(arguments["question"]), arguments["row"]
    columns, found = _found(snapshot, asked, values_of(snapshot, asked, arguments["values"])["values"])
    row = next(islice(found, number - 1, None), None)
    if row is None:
        raise UsageError(f"the answer of {arguments['question']} has no row {number}")
    return reasons.of_row(look, columns, row, f"{arguments['question']}:{number}")


TOLD: Mapping[str, Callable[[Snapshot, Mapping[str, Any]], dict[str, Any]]] = {
    "rows": rows,
    "found": found,
    "shown": shown,
    "reasoned": reasoned,
}
