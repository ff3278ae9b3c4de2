"""`kg push`: the graph sent to a triple store elsewhere."""

from __future__ import annotations

import os
import sys

import click

from kg import screen
from kg.options import allow_http_option, store_option

#: As in `kg.push.WAYS`, which help must not wait for; a test compares.
PROTOCOLS = ("gsp", "update")


@click.command()
@click.argument("endpoint")
@click.option(
    "--protocol", type=click.Choice(PROTOCOLS), default="gsp", show_default=True,
    help="Graph Store Protocol, a PUT for each graph; or SPARQL Update, in chunks.",
)  # fmt: skip
@click.option(
    "--chunk", default=2000, type=click.IntRange(1), show_default=True, metavar="TRIPLES", help="With update: at once."
)
@click.option("--again", is_flag=True, help="Send every graph, also what was sent before.")
@click.option(
    "--timeout", default=60.0, type=click.FloatRange(min=0.1), show_default=True, metavar="SECONDS",
    help="A server may be silent so long.",
)  # fmt: skip
@click.option("--retries", default=5, type=click.IntRange(0, 100), show_default=True, help="Send a request again.")
@allow_http_option
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@store_option
def push(
    endpoint: str, protocol: str, chunk: int, again: bool, timeout: float, retries: int, allow_http: bool, as_json: bool,
    store: str,
) -> None:  # fmt: skip
    """Send the published graph to a triple store elsewhere: its named graphs, and only those that are not there yet.

    ENDPOINT is the address of its Graph Store Protocol, or with --protocol update that of SPARQL Update. Graphs that kg
    sent before and that are no more are dropped there; others are left alone. What was interrupted goes on with the same
    command. Name and password, or a token, come from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN.

    \b
    Example:
      kg push http://127.0.0.1:7878/store
      kg push https://db.example/update --protocol update
    """
    from pathlib import Path

    from kg import client
    from kg import push as pushing

    place = client.endpoint(endpoint, os.environ, allow_http)
    with screen.status_on_stderr() as status:
        report = pushing.push(
            Path(store), place, protocol, chunk=chunk, anew=again, patience=client.Patience(timeout, retries),
            progress=lambda at: status(f"{at.done:,} of {at.graphs:,} graphs, {at.quads:,} quads sent"),
            tell=lambda line: print(screen.printable(line), file=sys.stderr, flush=True),
        )  # fmt: skip
    print(screen.push_json(report) if as_json else screen.push_text(report))


COMMANDS = (push,)
