"""What a page shows, gathered in a worker from one snapshot: plain values, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from pyoxigraph import QuerySolutions

from kg.store import Snapshot
from kg.vocabulary import RDF

View = Callable[[Snapshot, Mapping[str, Any]], Any]


def view(snapshot: Snapshot, name: str, arguments: Mapping[str, Any]) -> bytes:
    """The view of a name with its arguments, as JSON."""
    return msgspec.json.encode(VIEWS[name](snapshot, arguments))


def statistics(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, int]:
    """The size of the graph, by the names that VoID has for it."""
    rows = snapshot.engine.query(
        f"""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?p) AS ?properties)
        (COUNT(DISTINCT ?class) AS ?classes) {{ ?s ?p ?o BIND(IF(?p = <{RDF.type}>, ?o, ?none) AS ?class) }}"""
    )
    assert isinstance(rows, QuerySolutions)
    return {
        variable.value: int(value.value) for row in rows for variable, value in zip(rows.variables, row, strict=True)
    }


VIEWS: dict[str, View] = {"statistics": statistics}
