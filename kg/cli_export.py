"""`kg export`: the graph as RDF, in a profile if wanted, with a description of the file."""

from __future__ import annotations

import re
from typing import IO, cast

import click

from kg import screen
from kg.options import output_option, store_option

#: As in `kg.export.PROFILES`, which help must not wait for; a test compares.
PROFILES = ("rdf12", "web-annotation")


def address(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """An absolute IRI, or nothing."""
    if value and not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value):
        raise click.BadParameter(f'"{value}" is no IRI; example: https://creativecommons.org/publicdomain/zero/1.0/')
    return value


@click.command()
@output_option
@click.option(
    "--format", "format", type=click.Choice(screen.GRAPH_FORMATS), help="Default: by FILE's suffix, else turtle."
)
@click.option(
    "--profile", type=click.Choice(PROFILES),
    help="Assertions as reifiers of RDF 1.2; evidence as W3C Web Annotations.",
)  # fmt: skip
@click.option("--no-text", is_flag=True, help="Leave the articles' full texts out, keep the sentences behind facts.")
@click.option(
    "--description", metavar="FILE.ttl", help="Write what the export is to this file: DCAT and VoID, in Turtle."
)
@click.option(
    "--license", "licence", default="", callback=address, metavar="IRI", help="With --description: of the facts."
)
@store_option
def export(
    output: str | None,
    format: str | None,
    profile: str | None,
    no_text: bool,
    description: str | None,
    licence: str,
    store: str,
) -> None:
    """Write the graph as RDF.

    trig, nquads and jsonld are lossless: a named graph for each article. turtle, ntriples and rdfxml are flat: one
    graph, one value for each property, and what every article reports beside it.

    \b
    Example:
      kg export -o graph.ttl
      kg export --format nquads | sha256sum
      kg export --no-text -o shared.ttl --description shared.void.ttl
      kg export --profile web-annotation -o annotations.jsonld
      kg export --profile rdf12 -o reified.trig
    """
    from pathlib import Path

    from kg import export as rdf
    from kg.export import description as about
    from kg.store import open_snapshot

    chosen = format or rdf.format_of(output)
    snapshot = open_snapshot(Path(store))
    measured: list[about.Written] = []

    def write(out: IO[bytes]) -> None:
        counting = about.Measured(out)
        rdf.export(snapshot, chosen, cast(IO[bytes], counting), texts=not no_text, profile=profile or "")
        measured.append(counting.written())

    screen.put(output, write)
    if description is not None:
        title = "" if output in (None, "-") else Path(str(output)).name
        found = about.counted(rdf.selected(snapshot, chosen, texts=not no_text, profile=profile or ""))
        told = about.described(
            found, measured[0], snapshot.base, chosen, profile=profile or "", title=title, licence=licence
        )
        screen.put(description, lambda out: rdf.write(told, "turtle", out, snapshot.base, about.PREFIXES))


COMMANDS = (export,)
