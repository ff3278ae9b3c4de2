"""The server's addresses, put together."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError
from kg.serve import endpoint, negotiation, pages
from kg.serve.guards import Guards
from kg.serve.pool import Pool
from kg.serve.rules import Rules
from kg.store import pointed

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


def app(pool: Pool, rules: Rules) -> Starlette:
    """The server that asks a pool of workers, which ends with it."""

    @asynccontextmanager
    async def lifespan(server: Starlette) -> AsyncIterator[None]:
        async with pool:
            server.state.pool = pool
            yield

    return Starlette(routes=routes(), middleware=[Middleware(Guards, rules=rules)], lifespan=lifespan)


def routes() -> list[BaseRoute]:
    """Every address."""
    return [
        Route("/sparql", endpoint.query, methods=METHODS),
        Route("/data", endpoint.graph, methods=METHODS),
        Route("/.well-known/void", void),
        Route("/", pages.made("index"), name="home"),
        Route("/timeline.csv", pages.timeline_rows),
        *(Route(f"/{name}{suffix}", pages.made(name)) for name in pages.PAGES for suffix in ("", *pages.SUFFIXES)),
        Route("/editor", editor, name="editor"),
        Route("/questions/{name}", pages.question),
        Route("/why/{path:path}", pages.why),
        Mount("/static", StaticFiles(packages=[("kg.serve", "static")])),
        # The things of the graph last: whatever path is left is the end of an IRI.
        Route("/{path:path}", pages.thing),
    ]


# What few requests need is loaded with the first of them: the first page waits for what is loaded here.


async def editor(request: Request) -> Response:
    """The page on which queries are written."""
    from kg.serve.editor import editor as page

    return await page(request)


async def void(request: Request) -> Response:
    """The description of the data."""
    from kg.serve import description

    pool: Pool = request.app.state.pool
    media = negotiation.best(request.headers.get("accept"), negotiation.TRIPLES) or negotiation.TURTLE
    try:
        reply = await pool.ask({"do": "view", "name": "statistics", "arguments": {}})
    except KgError as error:
        return endpoint.failed(error, pool.limits)
    root = str(request.base_url)
    body = description.dataset(root, pointed(pool.directory).base, json.loads(reply.body), media)
    return Response(body, 200, {"Vary": "Accept"}, media)
