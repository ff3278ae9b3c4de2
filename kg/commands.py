"""The commands of `kg`: where each is, and how its help begins. `kg --help` loads nothing else; a test compares."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """The module that has a command among its `COMMANDS`, and the first sentence of the command's help."""

    module: str
    summary: str


COMMANDS = {
    "build": Entry(
        "kg.cli_reading", "Bring the graph in the store up to date with the articles in PATH (default: seeds/)."
    ),
    "check": Entry(
        "kg.cli_checking",
        "Check the graph in the store: what it says against its sentences, arithmetic, dates, bodies, and the shapes.",
    ),
    "diff": Entry(
        "kg.cli_analysis",
        "Tell which facts B has that A has not, and the other way round; exit code 1 if any, 0 if none.",
    ),
    "eval": Entry(
        "kg.cli_reading",
        "Measure precision and recall on TEXTS, for which GOLD holds the right facts, with 95 % intervals.",
    ),
    "export": Entry("kg.cli_export", "Write the graph as RDF."),
    "extract": Entry("kg.cli_reading", "Print what each text says, in the facts format."),
    "graph": Entry(
        "kg.cli_analysis", "Write who supports and opposes whom and what, for spreadsheets, Gephi and networkx."
    ),
    "mcp": Entry(
        "kg.cli_serve",
        "Serve the graph to language models, by the Model Context Protocol over standard input and output.",
    ),
    "plot": Entry(
        "kg.cli_analysis",
        "Draw what was decided, said and done when (timeline), or who takes which side on what (network).",
    ),
    "push": Entry(
        "kg.cli_push",
        "Send the published graph to a triple store elsewhere: its named graphs, and only those that are not there yet.",
    ),
    "queries": Entry(
        "kg.cli_asking",
        "List the saved questions; of one, show its text, columns and parameters, with values that the graph has.",
    ),
    "query": Entry(
        "kg.cli_asking",
        "Ask the graph a question in SPARQL: a file, the name of a saved question, or - for standard input.",
    ),
    "sample": Entry(
        "kg.cli_reading", "Draw articles to label by hand, to measure with `kg eval` how right kg is on them."
    ),
    "serve": Entry("kg.cli_serve", "Serve the graph: a SPARQL endpoint at /sparql, and pages for a browser."),
    "show": Entry(
        "kg.cli_asking",
        "Show all that the graph tells of a state, body, person, measure, issue or article, the newest first.",
    ),
    "verify": Entry("kg.cli_checking", "Tell whether every byte of the published graph is as it was published."),
    "why": Entry(
        "kg.cli_asking",
        "Tell why the graph says so: the sentences with the words marked, their articles, the rules and how sure they are.",
    ),
}


def loaded(name: str) -> click.Command | None:
    """A command by its name, its module imported; None if there is none of that name."""
    if name not in COMMANDS:
        return None
    found: tuple[click.Command, ...] = import_module(COMMANDS[name].module).COMMANDS
    return next(command for command in found if command.name == name)


def summaries(width: int) -> list[tuple[str, str]]:
    """Names and summaries for a list, these cut to a width as click cuts the help of a command."""
    return [
        (name, click.Command(name, help=entry.summary).get_short_help_str(width)) for name, entry in COMMANDS.items()
    ]
