"""From a call to an answer: which worker's task a tool is, and what of its reply is told."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.errors import BadParameter, UsageError
from kg.mcp.answers import Told
from kg.mcp.tools import Tool, values
from kg.query import native
from kg.serve import asking, negotiation
from kg.serve.pool import Pool
from kg.serve.protocol import Ask
from kg.serve.saved import question_of
from kg.serve.wording import plainly

Arguments = Mapping[str, Any]

#: In which format a worker sends each kind of answer.
SENT = {"rows": negotiation.JSON, "boolean": negotiation.JSON, "triples": negotiation.N_TRIPLES}


async def told(pool: Pool, what: str, **arguments: Any) -> dict[str, Any]:
    """What a worker tells under a name of `kg.serve.evidenced`. Raises `UsageError` for what is not there."""
    reply = await pool.ask({"do": "told", "name": what, "arguments": arguments})
    if reply.head["kind"] != "ok":
        raise UsageError(reply.head.get("message", "no answer"))
    found: dict[str, Any] = json.loads(reply.body)
    return found


async def question(pool: Pool, tool: Tool, arguments: Arguments) -> Told:
    """The rows of a saved question with the evidence of each."""
    asked = question_of(tool.question)
    given = dict(arguments)
    most = given.pop("limit") if all(one.name != "limit" for one in asked.parameters) else pool.limits.rows
    found = await told(pool, "rows", name=tool.question, values=values(given), limit=most)
    whole = found.pop("count")
    notes = [f"no rows: {plainly(asked.empty)}"] if not whole and asked.empty else []
    if asked.counts and whole:
        notes.append(f"each row counts many sentences; the question {asked.counts} lists them")
    return Told(found, "rows", whole, notes)


async def search(pool: Pool, tool: Tool, arguments: Arguments) -> Told:
    """Things by their names."""
    found = await told(pool, "found", **arguments)
    whole = found.pop("count")
    return Told(found, "found", whole)


async def show(pool: Pool, tool: Tool, arguments: Arguments) -> Told:
    """The profile of a thing."""
    found = await told(pool, "shown", **arguments)
    whole = found.pop("count")
    return Told(found, "facts", whole)


async def why(pool: Pool, tool: Tool, arguments: Arguments) -> Told:
    """The sentences behind a record, or behind a row of a question."""
    given = {"thing": "", "question": "", "parameters": {}, "row": 1, **arguments}
    if bool(given["thing"]) == bool(given["question"]):
        raise BadParameter("why: give a thing, or else a question and a row of its answer")
    given["values"] = values(given.pop("parameters"))
    found = await told(pool, "reasoned", **given)
    whole = found.pop("count")
    return Told(found, "reasons", whole)


async def query(pool: Pool, tool: Tool, arguments: Arguments) -> Told:
    """The answer to any query: rows, triples as lines of N-Triples, or a truth value."""
    limits = pool.limits._replace(rows=arguments["limit"])
    reply = await asking.answered(pool, Ask(arguments["query"]), SENT, limits=limits)
    if reply.head["media"] == negotiation.N_TRIPLES:
        lines = [f"{quad.triple} ." for quad in parse(reply.body, format=RdfFormat.N_TRIPLES)]
        return Told({"triples": lines[: limits.rows]}, "triples", len(lines))
    found = parse_query_results(reply.body, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Told({"answer": bool(found)})
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows = [
        {name: native(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in found
    ]  # fmt: skip
    return Told({"columns": columns, "rows": rows}, "rows", None if reply.head.get("truncated") else len(rows))


Call = Callable[[Pool, Tool, Arguments], Awaitable[Told]]
CALLS: Mapping[str, Call] = {"search": search, "show": show, "why": why, "query": query}


def call(tool: Tool) -> Call:
    """What answers the calls of a tool."""
    return question if tool.question else CALLS[tool.name]
