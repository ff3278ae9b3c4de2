"""Commands for analysts: networks, pictures, differences. Each parses, calls one library function, prints."""

from __future__ import annotations

import sys
from datetime import date

import click

from kg import screen
from kg.options import output_option, store_option

#: As in `kg.networkfiles.FORMATS`, `kg.plot.PICTURES`, `kg.diff.FORMATS`, which help must not wait for; a test compares.
NETWORK_FORMATS = ("edges", "nodes", "agreement", "matrix", "graphml", "gexf")
PICTURES = ("timeline", "network")
DIFF_FORMATS = ("text", "json", "md")


def day(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A day, month or year as it is written, or nothing."""
    try:
        date.fromisoformat((value + "-01-01")[:10] if value else "2000-01-01")
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day; examples: 2020, 2020-11, 2020-11-25') from error
    return value


about_option = click.option("--about", default="", metavar="WORDS", help="Only what has these words in its name.")
bodies_option = click.option("--bodies", is_flag=True, help="Count persons as the body in whose office they spoke.")
sure_option = click.option(
    "--sure", default=0.0, type=click.FloatRange(0, 1), metavar="SHARE", help="Leave out reports of less confidence."
)


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
    from pathlib import Path

    from kg.network import network
    from kg.networkfiles import format_of, written
    from kg.store import open_snapshot

    chosen = format or format_of(output)
    found = written(network(open_snapshot(Path(store)), about=about, bodies=bodies, sure=sure), chosen)
    screen.put(output, lambda out: screen.fill(out, found))


@click.command()
@click.argument("picture", type=click.Choice(PICTURES))
@about_option
@bodies_option
@sure_option
@click.option("--limit", type=click.IntRange(1, 500), default=40, show_default=True, help="Draw the N weightiest.")
@click.option("--since", default="", callback=day, metavar="DAY", help="Timeline: from this day, month or year on.")
@store_option
@click.option("-o", "--output", required=True, metavar="FILE", help="Write to this file: .svg or .png.")
def plot(picture: str, about: str, bodies: bool, sure: float, limit: int, since: str, store: str, output: str) -> None:
    """Draw what was decided, said and done when (timeline), or who takes which side on what (network).

    Needs matplotlib: pip install 'kg-resolutions[plot]'

    \b
    Example:
      kg plot timeline -o timeline.svg
      kg plot network --bodies -o sides.png
    """
    from pathlib import Path

    from kg.plot import Wish, picture_of
    from kg.store import open_snapshot

    wish = Wish(about, bodies, sure, limit, since)
    found = picture_of(picture, open_snapshot(Path(store)), wish, Path(output).suffix.lower())
    screen.put(output, lambda out: screen.fill(out, found))


@click.command()
@click.argument("before", type=click.Path(exists=True), metavar="A")
@click.argument("after", type=click.Path(exists=True), metavar="B")
@click.option(
    "--format", "format", type=click.Choice(DIFF_FORMATS), default="text", show_default=True,
    help="For a terminal, a program, or a comment in a pull request.",
)  # fmt: skip
@output_option
def diff(before: str, after: str, format: str, output: str | None) -> None:
    """Tell which facts B has that A has not, and the other way round; exit code 1 if any, 0 if none.

    A and B are stores' folders or exports (any RDF file). Facts that only moved in their article are the same facts.

    \b
    Example:
      kg export -o before.ttl --no-text
      kg diff before.ttl .kg
      kg diff before.ttl .kg --format md -o changes.md
    """
    from pathlib import Path

    from kg.diff import compare, facts
    from kg.difftext import written

    found = compare(facts(Path(before)), facts(Path(after)))
    screen.put(output, lambda out: screen.fill(out, written(found, format).encode("utf-8", "replace")))
    if found:
        sys.exit(1)


COMMANDS: tuple[click.Command, ...] = (graph, plot, diff)
