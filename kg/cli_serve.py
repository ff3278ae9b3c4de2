"""`kg serve` and `kg mcp`: the graph over HTTP, for people and programs on this machine, and for language models."""

from __future__ import annotations

import os
import sys

import click

from kg.errors import UsageError
from kg.options import size, store_option


def addresses(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of the web, in full."""
    for value in values:
        if not value.startswith(("http://", "https://")) or set(value) & set('<>"{}|^`\\ '):
            raise click.BadParameter(f'"{value}" is no address; example: https://query.example.org/sparql')
    return values


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--timeout", default=5.0, show_default=True, type=click.FloatRange(min=0.1), metavar="SECONDS",
              help="A query may take so long.")  # fmt: skip
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(1), help="Rows that an answer may have.")
@click.option("--memory", default="2G", show_default=True, callback=size, metavar="SIZE", help="Of each worker.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Queries at the same time.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Answer under this name of the machine too.")
@click.option("--cors-origin", "origins", multiple=True, metavar="ORIGIN", help="Let pages of this site ask.")
@click.option("--allow-service", "services", multiple=True, callback=addresses, metavar="URL",
              help="Let SERVICE ask this endpoint; without, it asks none.")  # fmt: skip
def serve(
    store: str, host: str, port: int, timeout: float, rows: int, memory: int, workers: int,
    hosts: tuple[str, ...], origins: tuple[str, ...], services: tuple[str, ...],
) -> None:  # fmt: skip
    """Serve the graph: a SPARQL endpoint at /sparql, and pages for a browser. It only reads.

    Other machines are let in only with a token, a secret in the environment variable KG_SERVE_TOKEN. While a build
    runs, the graph that was published last is served; the new one takes its place as soon as it is published.

    \b
    Example:
      kg serve --store my.kg --port 8080 --timeout 10
      curl 'http://127.0.0.1:8080/sparql' --data-urlencode 'query=ASK { ?s a kgo:Measure }'
    """
    from pathlib import Path

    from kg.serve import rules, run
    from kg.serve.limits import Limits
    from kg.store import pointed

    pointed(Path(store))
    who = rules.rules(host, hosts, origins, os.environ.get("KG_SERVE_TOKEN", ""))
    with run.listening(host, port) as place:
        shown = f"[{host}]" if ":" in host else host
        print(f"serving {store} at http://{shown}:{place.getsockname()[1]}/ (Ctrl-C ends)", file=sys.stderr, flush=True)
        limits = Limits(seconds=timeout, rows=rows, memory=memory, services=services)
        run.serve(Path(store), place, who, limits, workers)


@click.command()
@store_option
@click.option("--timeout", default=5.0, show_default=True, type=click.FloatRange(min=0.1), metavar="SECONDS",
              help="A call may take so long.")  # fmt: skip
@click.option("--rows", default=1000, show_default=True, type=click.IntRange(1), help="Rows that a call may ask for.")
@click.option("--size", default="60k", show_default=True, callback=size, metavar="SIZE", help="Of an answer, about.")
@click.option("--memory", default="2G", show_default=True, callback=size, metavar="SIZE", help="Of each worker.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Calls at the same time.")
def mcp(store: str, timeout: float, rows: int, size: int, memory: int, workers: int) -> None:
    """Serve the graph to language models, by the Model Context Protocol over standard input and output. It only reads.

    Saved questions are tools, and search, show, why and query (SPARQL); the schema and the questions are resources. What
    articles say stands in answers under "quoted" alone. Needs mcp: pip install 'kg-resolutions[mcp]'

    \b
    Example:
      kg mcp --store my.kg

    \b
    In the file in which a host lists its servers:
      {"mcpServers": {"kg": {"command": "kg", "args": ["mcp", "--store", "/path/to/my.kg"]}}}
    """
    from pathlib import Path

    from kg.serve.limits import Limits

    try:
        from kg.mcp import server
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "jsonschema"):
            raise
        raise UsageError("kg mcp needs the package mcp; install it with: pip install 'kg-resolutions[mcp]'") from error
    server.serve(Path(store), Limits(seconds=timeout, rows=rows, memory=memory), workers, size)


COMMANDS = (serve, mcp)
