"""The pages for a browser: made on the server from views, one template each; every page has its JSON, things their RDF.

An address is the whole state: nothing is kept between requests. The path of a thing is the end of its IRI, so that
`https://kg.example/state/peru` has its page at `/state/peru`, and as RDF for a client that prefers that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError, UsageError
from kg.named import together
from kg.questions import Question
from kg.serve import endpoint, negotiation, problem
from kg.serve.guards import EDITOR_POLICY
from kg.serve.pool import Pool
from kg.serve.protocol import Ask
from kg.store import pointed
from kg.version import __version__

#: Rows of a saved question that its page shows.
SHOWN = 200
SUFFIXES = {".json": "json", ".ttl": negotiation.TURTLE, ".nt": negotiation.N_TRIPLES, ".rdf": negotiation.RDF_XML}
ROW_SUFFIXES = (".csv", ".tsv", ".json", ".xml")
#: How a browser says what it likes: HTML first.
FORMS = (negotiation.HTML, *negotiation.TRIPLES, "application/json")


class NotThere(UsageError):
    """There is no such page."""


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; all that they print is escaped, and an unknown name is an error."""
    found = Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["version"] = __version__
    return found


def page(template: str, status: int = 200, policy: str = "", **values: Any) -> HTMLResponse:
    """A page made from a template."""
    body = templates().get_template(template).render(values)
    return HTMLResponse(body, status, {"Content-Security-Policy": policy} if policy else None)


async def view(request: Request, what: str, /, **arguments: Any) -> dict[str, Any]:
    """What a view tells. Raises the errors of the pool, and `NotThere` for what is not there."""
    pool: Pool = request.app.state.pool
    reply = await pool.ask({"do": "view", "name": what, "arguments": arguments})
    if reply.head["kind"] == "refused":
        raise NotThere(reply.head["message"])
    if reply.head["kind"] != "ok":
        raise KgError(reply.head.get("message", "the page could not be made"))
    found: dict[str, Any] = json.loads(reply.body)
    return found


def failed(request: Request, error: KgError, status: int = 0) -> Response:
    """An error as a page, or as a problem for a client that is no browser."""
    limits = request.app.state.pool.limits
    told = problem.members(error, endpoint.limits_told(limits))
    status = status or (404 if isinstance(error, NotThere) else told["status"])
    if negotiation.best(request.headers.get("accept"), (problem.MEDIA, negotiation.HTML)) == negotiation.HTML:
        return page("error.html", status, title=told["title"], detail=told["detail"])
    return endpoint.failed(error, limits)


async def shown(request: Request, template: str, what: str, /, **arguments: Any) -> Response:
    """The page of a view, or its JSON if the address or the client asks for that."""
    try:
        told = await view(request, what, **arguments)
    except KgError as error:
        return failed(request, error)
    if request.query_params.get("format") == "json":
        return Response(json.dumps(told, ensure_ascii=False, indent=1), media_type="application/json")
    return page(template, **told)


async def home(request: Request) -> Response:
    """The first page."""
    return await shown(request, "home.html", "home")


async def search(request: Request) -> Response:
    """Things by words in their names."""
    words = request.query_params.get("q", "")[:200]
    try:
        told = await view(request, "search", words=words)
    except KgError as error:
        return failed(request, error)
    return page("search.html", words=words, **told)


async def outlets(request: Request) -> Response:
    """Articles by outlet."""
    return await shown(request, "outlets.html", "outlets")


async def why(request: Request) -> Response:
    """Why the graph says something."""
    return await shown(request, "why.html", "why", iri=_iri(request, request.path_params["path"]))


def _iri(request: Request, path: str) -> str:
    return pointed(request.app.state.pool.directory).base + path


async def thing(request: Request) -> Response:
    """A thing of the graph, by its path: as a page, JSON or RDF."""
    path = request.path_params["path"]
    suffix = next((end for end in SUFFIXES if path.endswith(end)), "")
    iri = _iri(request, path.removesuffix(suffix) if suffix else path)
    media = SUFFIXES[suffix] if suffix else negotiation.best(request.headers.get("accept"), FORMS)
    if media in negotiation.TRIPLES:
        return await _described(request, iri, str(media))
    try:
        kind = await view(request, "kind", iri=iri)
        name, template = ("article", "article.html") if kind["article"] else ("profile", "thing.html")
        told = await view(request, name, iri=iri)
    except KgError as error:
        return failed(request, error)
    if media in ("json", "application/json"):
        return Response(json.dumps(told, ensure_ascii=False, indent=1), 200, {"Vary": "Accept"}, "application/json")
    answer = page(template, **told)
    answer.headers["Vary"] = "Accept"
    return answer


async def _described(request: Request, iri: str, media: str) -> Response:
    pool: Pool = request.app.state.pool
    try:
        text = f"DESCRIBE <{iri}>" if not set('<>"{}|^`\\ \n') & set(iri) else ""
        reply = await endpoint.answered(pool, Ask(text), {"triples": media, "rows": media, "boolean": media})
    except KgError as error:
        return endpoint.failed(error, pool.limits)
    return Response(reply.body, 200 if reply.body.strip() else 404, {"Vary": "Accept"}, media)


async def question(request: Request) -> Response:
    """A saved question: its form with the rows below, or the rows alone (`/questions/votes.csv`)."""
    name = request.path_params["name"]
    suffix = next((end for end in ROW_SUFFIXES if name.endswith(end)), "")
    name = name.removesuffix(suffix) if suffix else name
    values = given(request)
    try:
        if suffix:
            return await _rows(request, name, values, suffix[1:])
        told = await view(request, "question", name=name, values=values, limit=SHOWN)
    except KgError as error:
        return failed(request, error)
    return page("question.html", asked=str(request.url.query), **told)


def given(request: Request) -> dict[str, str]:
    """The values in the address; one that is there again goes behind the first."""
    return together((name, value) for name, value in request.query_params.multi_items() if value.strip())


async def _rows(request: Request, name: str, values: Mapping[str, str], form: str) -> Response:
    from kg.serve.views import question_of

    pool: Pool = request.app.state.pool
    saved: Question = question_of(name)
    meant = await view(request, "values", name=name, values=values)
    reply = await endpoint.answered(pool, Ask(saved.text), endpoint.formats(None, form), saved, meant["values"])
    told = {**endpoint.headers(pool.limits, reply.head), "Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(reply.body, 200, told, reply.head["media"])


async def editor(request: Request) -> Response:
    """The page on which queries are written: without JavaScript a form, which asks `/sparql` for the rows."""
    return page("editor.html", policy=EDITOR_POLICY, query=request.query_params.get("query", EXAMPLE)[:65536])


EXAMPLE = """SELECT ?who ?side ?what ?sentence {
  ?position kgo:holder/rdfs:label ?who ; kgo:polarity ?side ; kgo:target/rdfs:label ?what ;
            kgo:evidence/nif:anchorOf ?sentence
} LIMIT 20
"""
