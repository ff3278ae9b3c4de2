"""Commands that look for what is wrong: `kg check`, `kg verify`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg import screen
from kg.options import store_option

if TYPE_CHECKING:
    pass


@click.command()
@store_option
@click.option(
    "--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="For people or for programs.",
)  # fmt: skip
@click.option("--no-shapes", is_flag=True, help="Leave the ontology's SHACL shapes out (they need pyshacl).")
def check(store: str, format: str, no_shapes: bool) -> None:
    """Check the graph in the store: what it says against its sentences, arithmetic, dates, bodies, and the shapes.

    Every finding has a severity (error or warning), a place (what `kg why` and `kg show` take), and what to do. Ends with 1 if
    there is an error; a warning is for you to judge.

    \b
    Example:
      kg check --no-shapes
      kg check --no-shapes --format json > findings.json
    """
    from pathlib import Path

    from kg import check as checks
    from kg import telling
    from kg.store import open_snapshot

    found = checks.check(open_snapshot(Path(store)).sorted_quads(), shapes=not no_shapes)
    screen.utf8(sys.stdout)
    telling.FINDINGS[format](found, sys.stdout, checks.advice)
    errors = sum(problem.severity == "error" for problem in found)
    print(f"{screen.counted(errors, 'error')}, {screen.counted(len(found) - errors, 'warning')}", file=sys.stderr)
    if errors:
        sys.exit(1)


@click.command()
@store_option
def verify(store: str) -> None:
    """Tell whether every byte of the published graph is as it was published.

    Damage to a database can give wrong answers without an error; this finds it. Mend it with: kg build PATH --rebuild

    \b
    Example:
      kg verify --store my.kg
    """
    from pathlib import Path

    from kg.verify import verify as verified

    found = list(verified(Path(store)))
    for problem in found:
        print(screen.line_of(problem))
    print(screen.counted(len(found), "problem") if found else "every byte is as it was published", file=sys.stderr)
    if any(problem.severity == "error" for problem in found):
        sys.exit(5)


COMMANDS = (check, verify)
