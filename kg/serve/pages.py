"""The pages for a browser: made on the server from views, one template each; every page has its JSON, CSV and Turtle.

    address ─PAGES─> view, arguments ─worker─> HTML, or what is told ─> JSON | CSV | RDF

An address is the whole state: nothing is kept between requests. The path of a thing is the end of its IRI, so that
`https://kg.example/state/peru` has its page at `/state/peru`, and as RDF for a client that prefers that.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError, UsageError
from kg.serve import endpoint, negotiation, problem, tables
from kg.serve.pool import Pool
from kg.serve.protocol import Ask
from kg.store import pointed

if TYPE_CHECKING:
    from kg.questions import Question

#: Rows of a saved question that its page shows.
SHOWN = 200
JSON = "application/json"
SUFFIXES = {
    ".json": JSON, ".csv": negotiation.CSV, ".ttl": negotiation.TURTLE, ".nt": negotiation.N_TRIPLES,
    ".rdf": negotiation.RDF_XML,
}  # fmt: skip
#: What the engine writes of a saved question by itself: all its rows, not only those that the page shows.
ROW_SUFFIXES = (".csv", ".tsv", ".json", ".xml")
#: How a browser says what it likes: HTML first.
FORMS = (negotiation.HTML, *negotiation.TRIPLES, JSON, negotiation.CSV)


class NotThere(UsageError):
    """There is no such page."""


class Page(NamedTuple):
    """A page with an address of its own: its template, its view, and the view's arguments from those in the address."""

    template: str
    view: str
    arguments: Callable[[Request], dict[str, Any]]


def page(template: str, status: int = 200, policy: str = "", **values: Any) -> HTMLResponse:
    """A page made from a template."""
    from kg.serve.rendering import html

    body = html(template, values)
    return HTMLResponse(body, status, {"Content-Security-Policy": policy} if policy else None)


async def view(request: Request, what: str, /, **arguments: Any) -> dict[str, Any]:
    """What a view tells. Raises the errors of the pool, and `NotThere` for what is not there."""
    found: dict[str, Any] = json.loads(await viewed(request, what, arguments))
    return found


async def viewed(request: Request, what: str, arguments: Mapping[str, Any], template: str = "") -> bytes:
    """What a view tells, as JSON, or as the page of a template. Raises as `view`."""
    pool: Pool = request.app.state.pool
    path, query = split(request.url.path.lstrip("/"))[0], request.url.query
    page = {"template": template, "path": path, "query": query} if template else None
    reply = await pool.ask({"do": "view", "name": what, "arguments": arguments, "page": page})
    if reply.head["kind"] == "refused":
        raise NotThere(reply.head["message"])
    if reply.head["kind"] != "ok":
        raise KgError(reply.head.get("message", "the page could not be made"))
    return reply.body


def failed(request: Request, error: KgError, status: int = 0) -> Response:
    """An error as a page, or as a problem for a client that is no browser."""
    limits = request.app.state.pool.limits
    told = problem.members(error, endpoint.limits_told(limits))
    status = status or (404 if isinstance(error, NotThere) else told["status"])
    if negotiation.best(request.headers.get("accept"), (problem.MEDIA, negotiation.HTML)) == negotiation.HTML:
        title = "There is no such page" if isinstance(error, NotThere) else told["title"]
        return page("error.html", status, title=title, detail=told["detail"])
    return endpoint.failed(error, limits)


def split(path: str) -> tuple[str, str]:
    """A path without the suffix that names a format, and that format ("" for none).

    >>> split("state/peru.ttl"), split("state/peru")
    (('state/peru', 'text/turtle'), ('state/peru', ''))
    """
    suffix = next((end for end in SUFFIXES if path.endswith(end)), "")
    return (path.removesuffix(suffix), SUFFIXES[suffix]) if suffix else (path, "")


def liked(request: Request, media: str = "") -> str:
    """The format to send: the one that the address names, else the one that the client likes best."""
    return media or negotiation.best(request.headers.get("accept"), FORMS) or negotiation.HTML


async def sent(request: Request, media: str, template: str, what: str, /, **arguments: Any) -> Response:
    """What a view tells, in a format; HTML if no other is asked for."""
    try:
        if media in negotiation.TRIPLES:
            return await described(request, tables.iris(await view(request, what, **arguments)), media)
        if media == negotiation.CSV and what in tables.TABLES:
            body = tables.written(what, await view(request, what, **arguments))
        elif media == JSON:
            body = json.dumps(await view(request, what, **arguments), ensure_ascii=False, indent=1).encode()
        else:
            body, media = await viewed(request, what, arguments, template), negotiation.HTML
    except KgError as error:
        return failed(request, error)
    return Response(body, 200, {"Vary": "Accept"}, media)


def made(name: str) -> Callable[[Request], Awaitable[Response]]:
    """What answers at the address of a page of `PAGES`, with and without a suffix."""
    template, what, arguments = PAGES[name]

    async def answered(request: Request) -> Response:
        _, media = split(request.url.path)
        return await sent(request, liked(request, media), template, what, **arguments(request))

    return answered


def _plain(*names: str) -> Callable[[Request], dict[str, Any]]:
    return lambda request: {name: request.query_params.get(name, "")[:500] for name in names}


def _words(request: Request) -> dict[str, Any]:
    return {"words": request.query_params.get("q", "")[:200]}


def _nodes(request: Request) -> dict[str, Any]:
    return {"nodes": request.query_params.getlist("node")[:50], "bodies": request.query_params.get("bodies", "")}


def _asked(request: Request) -> dict[str, Any]:
    return {"values": given(request), "limit": SHOWN}


#: Address -> its page.
PAGES: Mapping[str, Page] = {
    "index": Page("home.html", "home", _plain()),
    "search": Page("search.html", "search", _words),
    "outlets": Page("outlets.html", "outlets", _plain()),
    "things": Page("things.html", "things", _plain("kind", "state", "year", "outlet", "page")),
    "timeline": Page("timeline.html", "timeline", _asked),
    "network": Page("network.html", "network", _nodes),
    "compare": Page("compare.html", "compare", _plain("one", "other")),
}
#: Kind of a thing -> the template of its page; the view has the kind's name.
TEMPLATES = {"article": "article.html", "measure": "measure.html", "profile": "thing.html", "why": "why.html"}


async def why(request: Request) -> Response:
    """Why the graph says something."""
    path, media = split(request.path_params["path"])
    return await sent(request, liked(request, media), "why.html", "why", iri=_iri(request, path))


def _iri(request: Request, path: str) -> str:
    return pointed(request.app.state.pool.directory).base + path


async def thing(request: Request) -> Response:
    """A thing of the graph, by its path: as a page, JSON, CSV or RDF."""
    path, named = split(request.path_params["path"])
    iri, media = _iri(request, path), liked(request, named)
    if media in negotiation.TRIPLES:
        return await described(request, [iri], media)
    try:
        name = (await view(request, "kind", iri=iri))["page"]
    except KgError as error:
        return failed(request, error)
    return await sent(request, media, TEMPLATES[name], name, iri=iri)


async def described(request: Request, iris: list[str], media: str) -> Response:
    """What the graph says of some things, in RDF."""
    from kg.serve.asking import answered
    from kg.serve.things import MANY

    pool: Pool = request.app.state.pool
    sound = [f"<{iri}>" for iri in iris[:MANY] if not set('<>"{}|^`\\ \n') & set(iri)]
    text = f"DESCRIBE {' '.join(sound)}" if sound else "CONSTRUCT {} WHERE {}"
    try:
        reply = await answered(pool, Ask(text), {"triples": media, "rows": media, "boolean": media})
    except KgError as error:
        return endpoint.failed(error, pool.limits)
    found = bool(reply.body.strip()) or len(iris) != 1
    return Response(reply.body, 200 if found else 404, {"Vary": "Accept"}, media)


async def question(request: Request) -> Response:
    """A saved question: its form with the rows below, or the rows alone (`/questions/votes.csv`)."""
    name, values = request.path_params["name"], given(request)
    suffix = next((end for end in ROW_SUFFIXES if name.endswith(end)), "")
    try:
        if suffix:
            return await rows(request, name.removesuffix(suffix), values, suffix[1:])
    except KgError as error:
        return failed(request, error)
    name, media = split(name)
    asked = {"name": name, "values": values, "limit": SHOWN}
    return await sent(request, media or negotiation.HTML, "question.html", "question", **asked)


async def timeline_rows(request: Request) -> Response:
    """The rows of the timeline as CSV, all of them."""
    try:
        return await rows(request, "timeline", given(request), "csv")
    except KgError as error:
        return failed(request, error)


def given(request: Request) -> dict[str, str]:
    """The values in the address; one that is there again goes behind the first."""
    from kg.several import together

    return together((name, value) for name, value in request.query_params.multi_items() if value.strip())


async def rows(request: Request, name: str, values: Mapping[str, str], form: str) -> Response:
    """The rows of a saved question in a format, as the engine writes them."""
    from kg.serve.asking import answered
    from kg.serve.saved import question_of

    pool: Pool = request.app.state.pool
    saved: Question = question_of(name)
    meant = await view(request, "values", name=name, values=values)
    reply = await answered(pool, Ask(saved.text), endpoint.formats(None, form), saved, meant["values"])
    told = {**endpoint.headers(pool.limits, reply.head), "Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(reply.body, 200, told, reply.head["media"])
