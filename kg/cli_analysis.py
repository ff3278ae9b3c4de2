"""Commands for analysts: networks, pictures, differences. Each parses, calls one library function, prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import screen
from kg.options import output_option, store_option

if TYPE_CHECKING:
    from kg.network import Network

#: As in `kg.networkfiles.FORMATS`, `kg.plot.PICTURES`, `kg.diff.FORMATS`, which help must not wait for; a test compares.
NETWORK_FORMATS = ("edges", "nodes", "agreement", "matrix", "graphml", "gexf")
PICTURES = ("timeline", "network")
DIFF_FORMATS = ("text", "json", "md")

about_option = click.option("--about", default="", metavar="WORDS", help="Only what has these words in its name.")
bodies_option = click.option("--bodies", is_flag=True, help="Count persons as the body in whose office they spoke.")
sure_option = click.option(
    "--sure", default=0.0, type=click.FloatRange(0, 1), metavar="SHARE", help="Leave out reports of less confidence."
)


def _network(store: str, about: str, bodies: bool, sure: float) -> Network:
    from pathlib import Path

    from kg.network import network
    from kg.store import open_snapshot

    return network(open_snapshot(Path(store)), about=about, bodies=bodies, sure=sure)


@click.command()
@click.option(
    "--format", "format", type=click.Choice(NETWORK_FORMATS),
    help="Default: by FILE's suffix (.csv .graphml .gexf), else edges.",
)  # fmt: skip
@about_option
@bodies_option
@sure_option
@store_option
@output_option
def graph(format: str | None, about: str, bodies: bool, sure: float, store: str, output: str | None) -> None:
    """Write who supports and opposes whom and what, for spreadsheets, Gephi and networkx.

    edges and nodes are lists in CSV; agreement counts on how many things two holders take the same side, and matrix
    has the same as a table. The weight of an edge is the number of independent articles that report it.

    \b
    Example:
      kg graph -o sides.gexf
      kg graph --format matrix --bodies -o agreement.csv
    """
    from kg.networkfiles import format_of, written

    found = written(_network(store, about, bodies, sure), format or format_of(output))
    screen.put(output, lambda out: screen.fill(out, found))


COMMANDS: tuple[click.Command, ...] = (graph,)
