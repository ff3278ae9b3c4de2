"""SPARQL 1.1 Protocol, the reading side: from the parts of an HTTP request to what is asked. Pure: no server here.

A request asks in one of three ways (section 2.1): GET with the query in the address, POST of a form, POST of the query
itself. Updates, in whichever way, are refused: `Forbidden`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.sparql import Token

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
GRAPHS = {"default-graph-uri": "default", "named-graph-uri": "named"}


class BadRequest(UsageError):
    """The request is not one of SPARQL's protocol. `status` is its HTTP status."""

    status = 400


class Forbidden(BadRequest):
    """The request would change data."""

    status = 403


class NotAllowed(BadRequest):
    """The method is none that asks."""

    status = 405


class WrongMedia(BadRequest):
    """The body is of a kind that is not read."""

    status = 415


class NotAcceptable(BadRequest):
    """There is no format that the client takes."""

    status = 406


class Ask(NamedTuple):
    """A query, and the graphs that make its dataset: None each if the request names none, as the query or the store has."""

    text: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str = ""


def read(method: str, address: bytes, media: str, body: bytes) -> Ask | None:
    """What a request asks; None if it asks nothing, which is a request for the service's description.

    `address` is the query part of the address, `media` the Content-Type, "" without one. Raises `BadRequest`.

    >>> read("GET", b"query=ASK%20%7B%7D&default-graph-uri=http://a.example/", "", b"")
    Ask(text='ASK {}', default=('http://a.example/',), named=(), format='')
    >>> read("POST", b"", "application/sparql-query; charset=utf-8", b"ASK {}").text
    'ASK {}'
    >>> read("GET", b"", "", b"") is None
    True
    """
    kind, charset = _media(media)
    parameters = _pairs(address)
    if method not in ("GET", "HEAD", "POST"):
        raise NotAllowed(f"{method} asks nothing; use GET or POST")
    if method == "POST":
        if kind not in (FORM, QUERY, UPDATE):
            raise WrongMedia(f'a POST needs Content-Type: {FORM} or {QUERY}, not "{kind or "none"}"')
        if charset not in ("", "utf-8", "utf8"):
            raise WrongMedia(f"the body must be UTF-8, not {charset}")
        if kind == UPDATE:
            raise Forbidden("this endpoint only reads: no update is carried out")
        parameters += _pairs(body) if kind == FORM else [("query", _text(body))]
    return _asked(parameters, method)


def _asked(parameters: Sequence[tuple[str, str]], method: str) -> Ask | None:
    queries = [value for name, value in parameters if name == "query"]
    updates = [value for name, value in parameters if name in ("update", "using-graph-uri", "using-named-graph-uri")]
    if updates and not queries:
        raise Forbidden("this endpoint only reads: no update is carried out")
    if len(queries) > 1 or updates:
        raise BadRequest("one request asks one query")
    if not queries:
        if method == "POST":
            raise BadRequest("no query in the request")
        return None
    graphs: dict[str, list[str]] = {"default": [], "named": []}
    for name, value in parameters:
        if name in GRAPHS:
            graphs[GRAPHS[name]].append(value)
    given = bool(graphs["default"] or graphs["named"])
    default, named = (tuple(graphs[key]) if given else None for key in ("default", "named"))
    return Ask(queries[0], default, named, next((value for name, value in parameters if name == "format"), ""))


def _media(content_type: str) -> tuple[str, str]:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    given = dict(part.partition("=")[::2] for part in parameters)
    return kind, given.get("charset", "").strip('"')


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    text = _text(encoded)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError as error:
        raise BadRequest("the request is not UTF-8") from error
    except ValueError as error:
        raise BadRequest(f"the request has too many parameters ({error})") from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the request is not UTF-8 (byte {error.start})") from error


def capped(query: str, found: Sequence[Token], cap: int) -> tuple[str, str]:
    """A SELECT held to `cap` rows, and a query that has a row if there are more; any other query as it is, and "".

    The limit goes where the grammar wants it, behind ORDER BY and before a closing VALUES; a smaller one is kept.

    >>> from kg import sparql
    >>> query = "SELECT ?s { ?s ?p ?o } OFFSET 5 VALUES ?s { 1 }"
    >>> for text in capped(query, sparql.tokens(query), 10): print(text)
    SELECT ?s { ?s ?p ?o }
    OFFSET 5 LIMIT 10
    VALUES ?s { 1 }
    SELECT ?s { ?s ?p ?o }
    OFFSET 15 LIMIT 1
    VALUES ?s { 1 }
    >>> query = "SELECT ?s { ?s ?p ?o } LIMIT 3 # a few"
    >>> capped(query, sparql.tokens(query), 10)
    ('SELECT ?s { ?s ?p ?o } LIMIT 3 # a few', '')
    """
    if not any(token.depth == 0 and token.word() == "SELECT" for token in found):
        return query, ""
    last = max((index for index, token in enumerate(found) if token.kind == "close"), default=-1)
    values = next((t for t in reversed(found) if t.depth == 0 and t.word() == "VALUES"), None)
    given: dict[str, int] = {}
    ends = [values.start] if values else []
    before = found[: found.index(values)] if values else found
    for token, number in itertools.pairwise(before):
        if token.depth == 0 and token.word() in ("LIMIT", "OFFSET") and number.kind == "number":
            given[token.word()] = int(number.text) if number.text.isdigit() else 0
            ends.append(token.start)
    limit, offset = given.get("LIMIT"), given.get("OFFSET", 0)
    if last < 0 or (limit is not None and limit <= cap):
        return query, ""
    body = query[: min(ends)].rstrip() if ends else query
    tail = f"\n{query[values.start :]}" if values else ""
    skip = f"OFFSET {offset} " if offset else ""
    return f"{body}\n{skip}LIMIT {cap}{tail}", f"{body}\nOFFSET {offset + cap} LIMIT 1{tail}"
