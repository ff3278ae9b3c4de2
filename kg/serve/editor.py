"""The page on which queries are written: it shows what a query in its address gives, or where it is wrong.

Without JavaScript it is a form. With the files of `make assets` the form becomes an editor (`static/editor.js`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError
from kg.questions import Question
from kg.serve import asking, negotiation, pages, problem
from kg.serve.guards import EDITOR_POLICY
from kg.serve.pool import Pool
from kg.serve.protocol import Ask
from kg.store import pointed
from kg.vocabulary import PREFIXES

#: Rows that the page shows; the files have all of them.
SHOWN = 200
LONGEST = 65536
EXAMPLE = """SELECT ?who ?side ?what ?sentence {
  ?position kgo:holder/rdfs:label ?who ; kgo:polarity ?side ; kgo:target/rdfs:label ?what ;
            kgo:evidence/nif:anchorOf ?sentence
} LIMIT 20
"""
FORMATS = {"rows": negotiation.JSON, "boolean": negotiation.JSON, "triples": negotiation.TURTLE}


def bundled() -> bool:
    """True if the files of the editor were built (`make assets`)."""
    return files("kg.serve").joinpath("static", "vendor", "yasqe.min.js").is_file()


async def editor(request: Request) -> Response:
    """The page; the query of the address is asked, and its answer shown."""
    from kg import catalogue
    from kg.serve.saved import saved

    query = request.query_params.get("query", "")[:LONGEST]
    told = await outcome(request, query) if query.strip() else {}
    built = bundled()
    shown = {"result": None, "error": None, **told}
    return pages.page(
        "editor.html",
        policy=EDITOR_POLICY if built else "",
        base=pointed(request.app.state.pool.directory).base,
        query=query or EXAMPLE,
        bundled=built,
        prefixes={name: str(iri) for name, iri in sorted(PREFIXES.items())},
        questions=[{"name": catalogue.name(one), "summary": one.summary, "text": plain(one)} for one in saved()],
        **shown,
    )


def plain(asked: Question) -> str:
    """The text of a saved question without its header."""
    lines = asked.text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+"))


async def outcome(request: Request, query: str) -> dict[str, Any]:
    """What a query gives, for the page: {"result": ...}, or {"error": ...} with its place."""
    pool: Pool = request.app.state.pool
    try:
        reply = await asking.answered(pool, Ask(query), FORMATS)
    except KgError as error:
        return {"error": {**problem.members(error, {}), "lines": around(query, error)}}
    if reply.head["media"] == negotiation.TURTLE:
        return {"result": {"turtle": reply.body.decode("utf-8")[:200_000]}}
    found = json.loads(reply.body)
    if "boolean" in found:
        return {"result": {"boolean": found["boolean"]}}
    base = pointed(pool.directory).base
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    return {
        "result": {
            "columns": columns,
            "count": len(rows),
            "truncated": bool(reply.head.get("truncated")),
            "rows": [[cell(row.get(name), base) for name in columns] for row in rows[:SHOWN]],
        }
    }


def cell(term: Mapping[str, str] | None, base: str) -> dict[str, str]:
    """A term of the JSON results as a cell; things of this graph lead to their pages, other IRIs are shown short.

    >>> cell({"type": "uri", "value": "https://kg.example/state/peru"}, "https://kg.example/")["path"]
    'state/peru'
    >>> cell({"type": "uri", "value": "http://www.w3.org/2000/01/rdf-schema#label"}, "https://kg.example/")
    {'label': 'rdfs:label'}
    """
    if term is None:
        return {"label": ""}
    value = term["value"]
    if term["type"] == "uri" and value.startswith(base):
        path = value[len(base) :]
        return {"iri": value, "path": path, "label": path or value}
    if term["type"] == "uri":
        known = [(iri, name) for name, iri in PREFIXES.items() if value.startswith(iri)]
        iri, name = max(known, key=lambda pair: len(pair[0]), default=("", ""))
        return {"label": f"{name}:{value[len(iri) :]}" if iri else value}
    return {"label": value if term["type"] != "bnode" else f"_:{value}"}


def around(query: str, error: KgError) -> list[str]:
    """The line of a query that is wrong, and a line that points at the place; [] if no place is known.

    >>> around("SELECT * {\\n  ?s ?p }", QueryError("no", "query", 2, 9))
    ['  ?s ?p }', '        ^']
    """
    lines = query.splitlines()
    if not isinstance(error, QueryError) or not error.line or error.line > len(lines):
        return []
    line = lines[error.line - 1].replace("\t", " ")
    return [line, " " * (max(error.column or 1, 1) - 1) + "^"]
