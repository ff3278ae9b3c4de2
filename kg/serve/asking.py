"""A query on its way to a worker: understood, bound and capped; and what is wrong with it, told. Loaded with the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg import sparql
from kg.errors import EvaluationError
from kg.query import Bound, bound, syntax_error
from kg.questions import Question
from kg.serve import protocol
from kg.serve.endpoint import FORMATS
from kg.serve.limits import Limits
from kg.serve.pool import Pool, Reply
from kg.serve.protocol import Ask, NotAcceptable
from kg.store import pointed


def form_of(found: list[sparql.Token]) -> str:
    """Which kind of answer a query has: "rows", "boolean" or "triples".

    >>> form_of(sparql.tokens("PREFIX e: <http://e.example/> ASK { e:a ?p ?o }"))
    'boolean'
    """
    word = next((token.word() for token in found if token.depth == 0 and token.word() in sparql.FORMS), "SELECT")
    return {"SELECT": "rows", "ASK": "boolean"}.get(word, "triples")


def request_of(asked: Ask, query: Bound, chosen: Mapping[str, str], limits: Limits) -> dict[str, Any]:
    """What the worker is sent. Raises `NotAcceptable` if the client takes no format of such answers."""
    found = query.found if query.text == asked.text else sparql.tokens(query.text)
    form = form_of(found)
    if not chosen[form]:
        raise NotAcceptable(f"this can be sent as: {', '.join(FORMATS[form])}")
    text, probe = protocol.capped(query.text, found, limits.rows)
    return {
        "do": "query",
        "text": text,
        "probe": probe,
        "prefixes": query.prefixes,
        "default": asked.default,
        "named": asked.named,
        "rows": limits.rows if probe else 0,
        "bytes": limits.size,
        "formats": chosen,
    }


async def answered(
    pool: Pool,
    asked: Ask,
    chosen: Mapping[str, str],
    saved: Question | None = None,
    values: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Reply:
    """The worker's reply to a query, or to a saved question with values. Raises what is wrong with it.

    `limits`: others of rows and bytes than those of the pool.
    """
    what = saved or Question(asked.text)
    query = bound(what, values, pointed(pool.directory).base, pool.limits.services)
    reply = await pool.ask(request_of(asked, query, chosen, limits or pool.limits))
    if reply.head["kind"] == "syntax":
        raise syntax_error(what, query.substituted, reply.head["message"])
    if reply.head["kind"] == "evaluation":
        raise EvaluationError(reply.head["message"])
    return reply
