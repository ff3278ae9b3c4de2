"""Commands that ask the graph: `kg query`, `kg why`, `kg show`, `kg queries`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

import click

from kg import screen
from kg.errors import UsageError
from kg.options import allow_http_option, endpoint_option, output_option, size, split_pairs, store_option
from kg.terminal import COLOURS

if TYPE_CHECKING:
    from kg.child import Child
    from kg.client import Endpoint
    from kg.query import Answer
    from kg.questions import Question
    from kg.sources import Sources
    from kg.store import Snapshot
    from kg.supervise import Data, Limits, Place


def parameters(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The parameters of a question; one given again holds all its values, as `kg.several.together` puts them."""
    if not values:
        return {}
    from kg.several import together

    return together(split_pairs(values))


color_option = click.option(
    "--color", "colour", type=click.Choice(COLOURS), default="auto", show_default=True,
    help="Colours: auto heeds NO_COLOR, FORCE_COLOR and TERM=dumb.",
)  # fmt: skip


@click.command()
@click.argument("question", metavar="FILE|NAME|-")
@click.option(
    "-p", "--param", "values", multiple=True, callback=parameters, metavar="NAME=VALUE", help="Set a parameter."
)
@click.option(
    "--format", "format", type=click.Choice(screen.ROW_FORMATS + screen.GRAPH_FORMATS),
    help="Default: by FILE's suffix, else table (graphs: turtle) on a terminal, else csv (graphs: ntriples).",
)  # fmt: skip
@store_option
@output_option
@click.option("--full-iris", is_flag=True, help="Do not shorten IRIs in tables.")
@click.option("--no-header", is_flag=True, help="Leave the column names out.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print at most N rows.")
@click.option(
    "--csv-safe", is_flag=True, help="Put ' before what a spreadsheet would run as a formula, for CSV from strangers."
)
@color_option
@click.option(
    "--timeout",
    default=60.0,
    type=click.FloatRange(min=0.1),
    show_default=True,
    metavar="SECONDS",
    help="Give up after this time.",
)
@click.option("--memory", default="2G", callback=size, show_default=True, metavar="SIZE", help="Give up beyond this.")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Ask these RDF files instead of the store.",
)
@click.option(
    "--graph-data",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="The same, each in a graph named by its file: address.",
)
@click.option("--no-union", is_flag=True, help="With --data: the default graph is not the union of all graphs.")
@click.option(
    "--sources", "count", is_flag=True, help="Say how many articles the answer rests on, and how many independent."
)
@click.option("--evidence", is_flag=True, help="Add to each row its sentence, article, day, outlet and confidence.")
@endpoint_option
@allow_http_option
def query(
    question: str, values: dict[str, str], format: str | None, store: str, output: str | None,
    full_iris: bool, no_header: bool, limit: int | None, timeout: float, memory: int, data: tuple[str, ...],
    graph_data: tuple[str, ...], no_union: bool, count: bool, evidence: bool, csv_safe: bool, colour: str,
    endpoint: str | None, allow_http: bool,
) -> None:  # fmt: skip
    """Ask the graph a question in SPARQL: a file, the name of a saved question, or - for standard input.

    A table on a terminal, CSV when piped. Queries run over the union of all graphs; relative IRIs are relative to
    the store's base IRI. An endpoint is asked with the name and password, or the token, in KG_ENDPOINT_USER and
    KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN.

    \b
    Example:
      kg query opponents
      kg query opponents -p target=senate --format csv > opponents.csv
      kg query opponents --sources
      kg query votes --evidence --format csv > votes.csv
      kg query 'SELECT * { ?s a kgo:Measure } LIMIT 3' --timeout 5
    """
    ready = None if endpoint or data or graph_data or evidence else _ready(store)

    from pathlib import Path

    from kg import supervise
    from kg.query import Rows, never_bound
    from kg.sources import Sources
    from kg.sparql import tokens

    asked = _question(question)
    limits = supervise.Limits(timeout, memory)
    place: Place = _elsewhere(endpoint, allow_http, limits) or _files(data, graph_data, no_union) or Path(store)
    if count and isinstance(place, supervise.Data):
        raise UsageError("--sources needs a store or an endpoint; leave --data and --graph-data out")
    base = supervise.base_of(place)
    meant = _meant(place, asked, values, limits)
    result = _evidenced(place, asked, meant, limits) if evidence else supervise.ask(place, asked, meant, limits, ready)
    sources = Sources(base, limit)
    shown = sources.watched(result) if isinstance(result, Rows) else result
    wish = screen.Wish(
        format or screen.format_by_suffix(output, result), not full_iris, not no_header, limit, colour, csv_safe
    )
    screen.put(output, lambda out: screen.write_answer(shown, out, wish, base))
    if isinstance(result, Rows):
        for variable in never_bound(tokens(asked.text)):
            print(f"{variable} stands nowhere in the pattern, so its column is empty", file=sys.stderr)
        _tell_sources(sources, place, count, limits)
        if not sources.rows and limit != 0:
            from kg.empty import explained

            for line in explained(place, asked, meant, memory):
                for name, value in values.items():
                    line = line.replace(meant[name], value) if meant[name] else line
                print(f"no rows: {screen.printable(line)}", file=sys.stderr)


def _ready(store: str) -> Child:
    """A worker that opens the store while the rest of this command is loaded and the question is read."""
    from kg import ahead, child

    worker = ahead.worker(store)
    click.get_current_context().call_on_close(lambda: child.end(worker))
    return worker


def _files(data: tuple[str, ...], graph_data: tuple[str, ...], no_union: bool) -> Data | None:
    """The files to be asked, None if there are none."""
    from pathlib import Path

    from kg.store import DEFAULT_BASE
    from kg.supervise import Data

    files = [(path, "") for path in data] + [(path, Path(path).resolve().as_uri()) for path in graph_data]
    return Data(tuple(files), DEFAULT_BASE, not no_union) if files else None


def _elsewhere(url: str | None, allow_http: bool, limits: Limits) -> Endpoint | None:
    """The endpoint to be asked, None if there is none: one of the environment gives way to a store that is named."""
    from click.core import ParameterSource

    given = click.get_current_context().get_parameter_source
    named = [name for name in ("store", "data", "graph_data") if given(name) == ParameterSource.COMMANDLINE]
    if not url or (named and given("endpoint") == ParameterSource.ENVIRONMENT):
        return None
    if named:
        raise UsageError(f"--endpoint and --{named[0].replace('_', '-')} name two places; give one")
    from kg.client import endpoint
    from kg.remote import Bounds, located

    return located(endpoint(url, os.environ, allow_http), Bounds(*limits))


def _tell_sources(sources: Sources, place: Place, asked: bool, limits: Limits) -> None:
    """Say what an answer rests on, if asked to or at a terminal; else only if that is one source.

    Of an endpoint, that would have to be asked again, only if asked to.
    """
    from pathlib import Path

    from kg.supervise import Data

    if isinstance(place, Data) or not (asked or isinstance(place, Path)):
        return

    def opening(articles: Iterable[str]) -> Snapshot:
        if isinstance(place, Path):
            from kg.store import open_snapshot

            return open_snapshot(place)
        from kg.nearby import fetched

        return fetched(place, articles, limits)

    for line in (sources.told(opening) if asked or sys.stdout.isatty() else None, sources.thin(opening)):
        if line:
            print(line, file=sys.stderr)


def _question(name: str) -> Question:
    from pathlib import Path

    from kg import questions

    if name == "-":
        return questions.question(sys.stdin.read(), "-")
    try:
        return questions.find(name, [Path("queries")])
    except UsageError:
        from kg.data import root

        return questions.find(name, [Path("queries"), root("queries")])


def _meant(place: Place, asked: Question, values: dict[str, str], limits: Limits) -> dict[str, str]:
    """The values of a question with IRIs in place of names; what was meant is told where it is not plain."""
    from kg import named

    meant = named.resolved(asked, values, named.names_in(place, limits))
    if meant.notes:
        from kg.render import visible

        print("\n".join(visible(note) for note in meant.notes), file=sys.stderr)
    return meant.values


def _evidenced(place: Place, asked: Question, values: dict[str, str], limits: Limits) -> Answer:
    """The answer with the evidence of each row beside it."""
    from pathlib import Path

    from kg import evidence, supervise
    from kg.lookup import Lookup
    from kg.store import open_snapshot

    if isinstance(place, supervise.Data):
        raise UsageError("--evidence needs a store or an endpoint; leave --data and --graph-data out")
    if asked.counts:
        note = f"each row counts many sentences; they stand behind: kg query {asked.counts} --evidence"
        print(note, file=sys.stderr)
        return supervise.ask(place, asked, values, limits)
    found = evidence.rows_behind(place, asked, values, limits)
    if not isinstance(found, evidence.Behind):
        raise UsageError("--evidence goes with SELECT: only rows have evidence beside them")
    if isinstance(place, Path):
        return evidence.with_evidence(Lookup(open_snapshot(place)), *found)
    from kg import nearby

    return nearby.with_evidence(place, found, limits)


@click.command()
@click.argument("things", nargs=-1, required=True, metavar="IRI|NAME:ROW...")
@click.option(
    "-p", "--param", "values", multiple=True, callback=parameters, metavar="NAME=VALUE", help="Of the question."
)
@click.option(
    "--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="For people or for programs.",
)  # fmt: skip
@store_option
def why(things: tuple[str, ...], values: dict[str, str], format: str, store: str) -> None:
    """Tell why the graph says so: the sentences with the words marked, their articles, the rules and how sure they are.

    IRI is that of a record, measure, decision or assertion: in full, relative, or a beginning that one alone has; a name
    does as well. NAME:ROW is a row of the answer of `kg query NAME`, counted from 1. Words are marked in colour on a
    terminal, else by [brackets].

    \b
    Example:
      kg why opponents:1
      kg why opponents:1 -p target=senate --format json
      kg why measure/france/senate/2020-11
    """
    import re
    from pathlib import Path

    from kg import entities, evidence, supervise, telling
    from kg import why as reasons
    from kg.lookup import Lookup
    from kg.store import open_snapshot

    look = Lookup(open_snapshot(Path(store)))
    told: list[reasons.Why] = []
    for thing in things:
        row = re.fullmatch(r"([^/<>]+|.+\.rq):(\d+)", thing)
        if row:
            asked, limits = _question(row[1]), supervise.DEFAULTS
            meant = _meant(Path(store), asked, values, limits)
            behind = evidence.row_behind(Path(store), asked, meant, int(row[2]), limits)
            told += reasons.of_row(look, *behind, thing)
        else:
            told.append(reasons.of_thing(look, entities.record(look, thing)))
    screen.utf8(sys.stdout)
    telling.WHY[format](told, sys.stdout, screen.style_for(sys.stdout), look)


@click.command()
@click.argument("name", metavar="ENTITY")
@click.option(
    "--format", "format", type=click.Choice(("table", "md", "json")), default="table", show_default=True,
    help="For the terminal, for a page, for programs.",
)  # fmt: skip
@store_option
@output_option
def show(name: str, format: str, store: str, output: str | None) -> None:
    """Show all that the graph tells of a state, body, person, measure, issue or article, the newest first.

    ENTITY is an IRI, or a name in any case, with or without accents; part of a name does if no other has it.

    \b
    Example:
      kg show azerbaijan
      kg show "French Senate" --format md -o senate.md
    """
    import io
    from pathlib import Path

    from kg import entities, telling
    from kg.lookup import Lookup
    from kg.profile import profile
    from kg.store import open_snapshot

    look = Lookup(open_snapshot(Path(store)))
    told = profile(look, entities.entity(look, name))

    def write(out: IO[bytes]) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="replace")
        telling.PROFILES[format](told, text, screen.style_for(text), look)
        text.detach()

    screen.put(output, write)


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--as-sib", is_flag=True, help="Write the questions as SIB-style examples, in Turtle.")
@click.option("--format", "format", type=click.Choice(("table", "json")), help="For people or for programs.")
@store_option
@output_option
def queries(name: str | None, as_sib: bool, format: str | None, store: str, output: str | None) -> None:
    """List the saved questions; of one, show its text, columns and parameters, with values that the graph has.

    Questions are files: those in the folder queries/ here, then those that come with kg. Parameters of the types iri and
    iris take names as well as IRIs.

    \b
    Example:
      kg queries
      kg queries opponents
      kg queries timeline --format json
      kg queries --as-sib -o examples.ttl
    """
    import io
    from pathlib import Path

    from kg import catalogue, describing
    from kg.data import root
    from kg.store import DEFAULT_BASE

    folders = [Path("queries"), root("queries")]
    asked = [_question(name)] if name else catalogue.saved(folders)
    if as_sib:
        from kg import export as rdf

        triples = catalogue.sib(asked, DEFAULT_BASE)
        screen.put(output, lambda out: rdf.write(triples, "turtle", out, DEFAULT_BASE))
        return
    told = catalogue.meanings(root("queries")) | catalogue.meanings(Path("queries"))
    answers = describing.answers(Path(store)) if name else None
    found = [catalogue.described(one, DEFAULT_BASE, told, answers) for one in asked]
    if name and answers is None:
        print(f"no store at {store}, so no values are shown", file=sys.stderr)
    kind = format or ("json" if str(output).endswith(".json") else "table")

    def write(out: IO[bytes]) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="replace")
        describing.WRITERS[kind](found, bool(name), text, screen.style_for(text))
        text.detach()

    screen.put(output, write)


COMMANDS = (query, why, show, queries)
