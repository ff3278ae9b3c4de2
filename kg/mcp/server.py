"""The server: the SDK's protocol around tools and resources. Standard output is the protocol's alone; the log is stderr's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from kg.catalogue import name
from kg.errors import KgError, did_you_mean
from kg.mcp import answers, schema
from kg.mcp.asking import call
from kg.mcp.tools import Tool, checked, tools
from kg.questions import Question
from kg.serve.endpoint import limits_told
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.saved import saved
from kg.serve.wording import plainly
from kg.store import pointed
from kg.version import __version__

LOG = logging.getLogger("kg.mcp")
INSTRUCTIONS = (
    "A knowledge graph of news about parliamentary resolutions: who decided, opposed, supported, said or demanded what, "
    "when, and in which sentence of which article. Begin with search or an ask_ tool; names do for IRIs. Cite the sentence "
    "and the article of a claim; why tells more of it. " + answers.NOTE
)
READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
MARKDOWN, TURTLE, SPARQL = "text/markdown", "text/turtle", "application/sparql-query"


class Page(NamedTuple):
    """A resource, and what makes its text."""

    title: str
    media: str
    text: Callable[[], str]


def pages(asked: Iterable[Question]) -> dict[str, Page]:
    """The resources by address: the schema, the ontology, and the saved questions as examples of queries."""
    asked = list(asked)
    listed = "\n".join(f"- kg://questions/{name(one)}: {plainly(one.summary)}" for one in asked)
    own = {f"kg://questions/{name(one)}": Page(one.summary, SPARQL, lambda one=one: one.text) for one in asked}  # type: ignore[misc]
    return {
        "kg://schema": Page("What the graph can hold: prefixes, classes, properties", MARKDOWN, schema.markdown),
        "kg://ontology": Page("The ontology in full", TURTLE, schema.ontology),
        "kg://questions": Page("The saved questions, examples of queries", MARKDOWN, lambda: f"{listed}\n"),
        **own,
    }


def server(pool: Pool, offered: Mapping[str, Tool], shown: Mapping[str, Page], size: int) -> Server[Any]:
    """A server that answers from a pool of workers, in at most about `size` bytes an answer."""

    async def list_tools(_: Any, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[described(tool) for tool in offered.values()])

    async def call_tool(_: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = offered.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"no tool of that name{did_you_mean(params.name, offered)}")
        return await answered(pool, tool, params.arguments, size)

    async def list_resources(_: Any, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=uri, name=uri.removeprefix("kg://"), title=page.title, mime_type=page.media)
                for uri, page in shown.items()
            ]
        )

    async def read_resource(_: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        page = shown.get(str(params.uri))
        if page is None:
            raise MCPError(types.INVALID_PARAMS, f"no resource of that name{did_you_mean(str(params.uri), shown)}")
        text = types.TextResourceContents(uri=str(params.uri), mime_type=page.media, text=page.text())
        return types.ReadResourceResult(contents=[text])

    return Server(
        "kg", version=__version__, title="News about parliamentary resolutions", instructions=INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool, on_list_resources=list_resources,
        on_read_resource=read_resource,
    )  # fmt: skip


def described(tool: Tool) -> types.Tool:
    """A tool as the protocol lists it."""
    return types.Tool(
        name=tool.name, title=tool.title, description=tool.description, input_schema=tool.schema, annotations=READS
    )


async def answered(pool: Pool, tool: Tool, arguments: Mapping[str, Any] | None, size: int) -> types.CallToolResult:
    """The answer to a call; whatever goes wrong is an answer too, of one line."""
    limits = limits_told(pool.limits) | {"bytes": size}
    try:
        given = checked(tool, arguments)
        limits["rows"] = given.get("limit", limits["rows"])
        return said(answers.answer(await call(tool)(pool, tool, given), limits, size))
    except KgError as error:
        return said(answers.failure(error, limits), wrong=True)
    except Exception as error:
        LOG.exception("%s failed", tool.name)
        return said(answers.failure(KgError(f"internal error: {type(error).__name__}"), limits), wrong=True)


def said(text: str, wrong: bool = False) -> types.CallToolResult:
    """A text as an answer."""
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=wrong)


def serve(directory: Path, limits: Limits, workers: int, size: int) -> None:
    """Answer until standard input ends. Raises `NoStore`, `ForeignStore`, and `QueryError` for a broken saved question."""
    pointed(directory)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    asked = saved()
    offered, shown = tools(asked, limits.rows), pages(asked)

    async def run() -> None:
        async with Pool(directory, workers, limits) as pool, stdio_server() as (receiving, sending):
            one = server(pool, offered, shown, size)
            await one.run(receiving, sending, one.create_initialization_options())

    asyncio.run(run())
