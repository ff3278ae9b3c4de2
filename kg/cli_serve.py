"""`kg serve`: the graph over HTTP, for people and programs on this machine."""

from __future__ import annotations

import os
import sys

import click

from kg.options import size, store_option


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
def serve(
    store: str, host: str, port: int, timeout: float, rows: int, memory: int, workers: int,
    hosts: tuple[str, ...], origins: tuple[str, ...],
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

    from kg.serve import run
    from kg.serve.pool import Limits
    from kg.store import pointed

    pointed(Path(store))
    who = run.rules(host, hosts, origins, os.environ.get("KG_SERVE_TOKEN", ""))
    with run.listening(host, port) as place:
        shown = f"[{host}]" if ":" in host else host
        print(f"serving {store} at http://{shown}:{place.getsockname()[1]}/ (Ctrl-C ends)", file=sys.stderr, flush=True)
        limits = Limits(seconds=timeout, rows=rows, memory=memory)
        run.serve(Path(store), place, who, limits, workers)


COMMANDS = (serve,)
