"""`/sparql` and `/data`: SPARQL's protocol and the reading half of its Graph Store Protocol.

Every answer says which limits it was under (`Kg-Limits`), and whether rows were left out (`Kg-Truncated`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError
from kg.serve import negotiation, problem, protocol
from kg.serve.guards import MAX_BODY
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.protocol import BadRequest, Forbidden, NotAcceptable

#: What an address may call a thing of which several formats exist.
FORMATS = {"rows": negotiation.ROWS, "boolean": negotiation.BOOLEAN, "triples": negotiation.TRIPLES}


def limits_told(limits: Limits) -> dict[str, Any]:
    """The limits of a request, by name."""
    return {"seconds": limits.seconds, "rows": limits.rows, "bytes": limits.size, "memory": limits.memory}


def headers(limits: Limits, head: Mapping[str, Any] | None = None) -> dict[str, str]:
    """What an answer says of its limits."""
    told = {"Kg-Limits": ", ".join(f"{name}={value:g}" if name == "seconds" else f"{name}={value}"
                                   for name, value in limits_told(limits).items())}  # fmt: skip
    if head and head.get("truncated"):
        told["Kg-Truncated"] = f"rows={limits.rows}"
    return told


def failed(error: KgError, limits: Limits) -> Response:
    """An error as a problem."""
    told = problem.members(error, limits_told(limits))
    more = {"Retry-After": "5"} if told["status"] == 503 else {"Allow": "GET, HEAD"} if told["status"] == 405 else {}
    return JSONResponse(told, told["status"], {**headers(limits), **more}, problem.MEDIA)


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises `BadRequest` for one over the limit, however it is sent."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY:
            raise BadRequest(f"the request is larger than {MAX_BODY:,} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def formats(accept: str | None, wanted: str) -> dict[str, str]:
    """The format to send of each kind of answer, by the address (`format=csv`), else by the Accept header.

    A client that takes nothing which can be sent of a kind gets "" there. Raises `BadRequest` for an unknown name.
    """
    if wanted:
        meant = negotiation.SHORT.get(wanted, (wanted,))
        named = {kind: [media for media in meant if media in offered] for kind, offered in FORMATS.items()}
        if not any(named.values()):
            raise BadRequest(f'no format "{wanted}"; there are: {", ".join(negotiation.SHORT)}')
        return {kind: found[0] if found else FORMATS[kind][0] for kind, found in named.items()}
    return {kind: negotiation.best(accept, offered) or "" for kind, offered in FORMATS.items()}


async def query(request: Request) -> Response:
    """`/sparql`."""
    from kg.serve.asking import answered

    pool: Pool = request.app.state.pool
    try:
        media = request.headers.get("content-type", "")
        asked = protocol.read(request.method, request.scope["query_string"], media, await body_of(request))
        if asked is None:
            return await described(request)
        chosen = formats(request.headers.get("accept"), asked.format)
        reply = await answered(pool, asked, chosen)
    except KgError as error:
        return failed(error, pool.limits)
    except ClientDisconnect:
        return Response(status_code=499)
    told = {**headers(pool.limits, reply.head), "Vary": "Accept"}
    return Response(reply.body, 200, told, reply.head["media"])


async def described(request: Request) -> Response:
    """The service's description, in RDF; to a browser the page on which queries are written."""
    accept = request.headers.get("accept")
    media = negotiation.best(accept, (*negotiation.TRIPLES, negotiation.HTML))
    if media == negotiation.HTML:
        return Response(
            status_code=303, headers={"Location": str(request.app.url_path_for("editor")), "Vary": "Accept"}
        )
    if media is None:
        return failed(
            NotAcceptable(f"the description can be sent as: {', '.join(negotiation.TRIPLES)}"),
            request.app.state.pool.limits,
        )
    from kg.serve import description

    told = {**headers(request.app.state.pool.limits), "Vary": "Accept"}
    federated = bool(request.app.state.pool.limits.services)
    return Response(description.service(str(request.url.replace(query="")), media, federated), 200, told, media)


async def graph(request: Request) -> Response:
    """`/data`: a graph by its name (`?graph=IRI`), or the union of all (`?default`)."""
    pool: Pool = request.app.state.pool
    try:
        if request.method not in ("GET", "HEAD"):
            raise Forbidden("this server only reads: no graph is changed")
        name = _graph(request)
        media = negotiation.best(request.headers.get("accept"), negotiation.TRIPLES)
        if media is None:
            raise NotAcceptable(f"a graph can be sent as: {', '.join(negotiation.TRIPLES)}")
        reply = await pool.ask({"do": "graph", "graph": name, "media": media, "bytes": pool.limits.size})
        if reply.head["kind"] == "evaluation":
            raise BadRequest(f"graph: {reply.head['message']}")
    except KgError as error:
        return failed(error, pool.limits)
    if reply.head["kind"] == "absent":
        told = {"type": problem.TYPES + "no-graph", "title": "No such graph", "status": 404, "detail": name}
        return JSONResponse(told, 404, headers(pool.limits), problem.MEDIA)
    return Response(reply.body, 200, {**headers(pool.limits), "Vary": "Accept"}, media)


def _graph(request: Request) -> str:
    names = request.query_params.getlist("graph")
    if ("default" in request.query_params) == bool(names) or len(names) > 1:
        raise BadRequest("name one graph: ?graph=IRI, or ?default for the union of all")
    if names and ":" not in names[0]:
        raise BadRequest(f'"{names[0]}" is no IRI in full')
    return names[0] if names else ""
