"""The command line: parse, call one library function, print.

Data goes to standard output; progress, warnings and counts to standard error. What a command needs is imported inside
it, so that `kg --help` and `kg query` stay quick. Exit codes are those of `kg.errors`.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Any

import click

from kg import cli_analysis, cli_export, cli_push, cli_serve, screen
from kg.errors import BROKEN_PIPE, INPUTS_SKIPPED, INTERRUPTED, KgError, UsageError, did_you_mean
from kg.options import allow_http_option, endpoint_option, output_option, size, store_option
from kg.terminal import COLOURS
from kg.version import __version__

if TYPE_CHECKING:
    from kg.client import Endpoint
    from kg.query import Answer
    from kg.questions import Question
    from kg.shards import Cluster
    from kg.sources import Sources
    from kg.store import Snapshot
    from kg.supervise import Data, Limits, Place
    from kg.types import InputOptions, Problem


class PipeClosed(Exception):
    """Nobody reads what we write any more. Not an OSError, for of that click would make an exit code of its own."""


class Commands(click.Group):
    """A group that names the nearest command when there is none of the name given."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f'no command "{args[0]}"{hint}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error


def columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`what=NAME` options, of what a record can tell."""
    found = pairs(ctx, param, values)
    known = ("text", "id", "date", "title", "outlet", "url", "author", "language")
    for name in found:
        if name not in known:
            raise click.BadParameter(f'"{name}" is nothing that a column tells; known: {", ".join(known)}')
    return found


def pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`name=value` options as a mapping; of one given again the last counts."""
    return dict(split_pairs(values))


def parameters(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The parameters of a question; one given again holds all its values, as `kg.named.together` puts them."""
    if not values:
        return {}
    from kg.named import together

    return together(split_pairs(values))


def split_pairs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Names and values of `name=value` options, in their order."""
    split = [value.partition("=") for value in values]
    for name, sign, _ in split:
        if not sign or not name:
            raise click.BadParameter(f'"{name}" has no value; write name=value')
    return [(name, value) for name, _, value in split]


column_option = click.option(
    "--column", "columns", multiple=True, callback=columns, metavar="WHAT=NAME",
    help="Which field of JSON, column of CSV, holds the text, id, date, title, outlet, url, author, language.",
)  # fmt: skip
language_option = click.option(
    "--lang", type=click.Choice(("en", "any")), default="en", show_default=True,
    help="Skip articles that are not English, or read any.",
)  # fmt: skip
size_option = click.option(
    "--max-file-size", default="10M", callback=size, metavar="SIZE", show_default=True,
    help="Skip files (or lines of JSONL) larger than this.",
)  # fmt: skip

overlay_option = click.option(
    "--ontology-dir", metavar="DIR", envvar="KG_ONTOLOGY_DIR",
    help="Your own lexicon/*.ttl and gazetteer/*.ttl, read behind those of kg.",
)  # fmt: skip


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that reads articles; the command gets them as one `options`."""

    @functools.wraps(command)
    def gathered(max_file_size: int, columns: dict[str, str], lang: str, ontology_dir: str | None, **rest: Any) -> None:
        from kg import data
        from kg.types import InputOptions

        if ontology_dir is not None:
            os.environ[data.OVERLAY] = ontology_dir
            data.overlay()
        command(options=InputOptions(max_file_size, columns, "any" if lang == "any" else "en"), **rest)

    for option in (size_option, column_option, language_option, overlay_option):
        gathered = option(gathered)
    return gathered


color_option = click.option(
    "--color", "colour", type=click.Choice(COLOURS), default="auto", show_default=True,
    help="Colours: auto heeds NO_COLOR, FORCE_COLOR and TERM=dumb.",
)  # fmt: skip
model_option = click.option("--model", metavar="NAME", help="Another installed spaCy model.")
workers_option = click.option(
    "-j", "--workers", default=1, type=click.IntRange(min=1), show_default=True, metavar="N",
    help="Read in N processes; each takes some 500 MB.",
)  # fmt: skip


#: What a build can be distributed by.
ENGINES = ("ray",)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Reads news about parliamentary resolutions and the reactions they draw; answers in SPARQL, with the
    sentence behind every claim.

    \b
    Example:
      kg build articles/
      kg query opponents

    Exit codes: 0 done; 1 failed; 2 wrong usage or no store; 3 done, but inputs were skipped; 4 store in use;
    5 disk full or damaged store; 124 time limit; 130 interrupted.
    """


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format",
    type=click.Choice(screen.FACT_FORMATS),
    help="Default: table on a terminal, else jsonl.",
)
@click.option("--spans", is_flag=True, help="Tell also where sources, cues, times and linked mentions stand.")
@click.option(
    "--explain", is_flag=True, help="Tell also the clause, the lexicon's entry and the rule behind each fact."
)
@workers_option
@model_option
@input_options
def extract(
    paths: tuple[str, ...], format: str | None, spans: bool, explain: bool, workers: int, model: str | None,
    options: InputOptions,
) -> None:  # fmt: skip
    """Print what each text says, in the facts format. No store is needed.

    PATH is a text file, a JSON or JSONL file of {"id", "text", "date"}, a folder, or - for standard input.

    \b
    Example:
      kg extract article.txt
      kg extract article.txt --explain --format table
      cat articles.jsonl | kg extract - > facts.jsonl
    """
    from kg import pipeline
    from kg.facts import facts

    problems: list[Problem] = []
    screen.utf8(sys.stdout)
    found = pipeline.extract(paths, screen.collector(problems), model=model, options=options, workers=workers)
    format = format or ("table" if sys.stdout.isatty() and not spans else "jsonl")
    screen.fact_writers(explain)[format]((facts(one, spans, explain) for one in found), sys.stdout)
    _tell_skipped(problems)


def _tell_skipped(problems: list[Problem]) -> None:
    """End with the exit code for skipped inputs if there are any."""
    if any(problem.severity == "error" for problem in problems):
        sys.exit(INPUTS_SKIPPED)


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-n", "--count", default=20, type=click.IntRange(min=1), show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True, help="Another seed draws other articles.")
@click.option("--blank", is_flag=True, help="Leave the facts to be labelled empty, not filled with those found.")
@click.option("-o", "--output", required=True, metavar="SHEET.json", help="Write the sheet here.")
@click.option("--force", is_flag=True, help="Overwrite a sheet that is there.")
@model_option
@input_options
def sample(
    paths: tuple[str, ...], count: int, seed: int, blank: bool, output: str, force: bool,
    model: str | None, options: InputOptions,
) -> None:  # fmt: skip
    """Draw articles to label by hand, to measure with `kg eval` how right kg is on them.

    Writes SHEET.json, with the facts found in each article, to be mended and added to, and SHEET.texts.json.

    \b
    Example:
      kg sample articles/ -n 20 -o sheet.json
      kg sample articles/ -n 20 --blank -o blank.json
    """
    from pathlib import Path

    from kg import pipeline

    if Path(output).exists() and not force:
        raise UsageError(f"{output}: is there already, and may hold labels; --force overwrites it")
    problems: list[Problem] = []
    sheet, texts = pipeline.sheet(
        paths, count, seed, screen.collector(problems), blank=blank, model=model, options=options
    )
    beside = str(Path(output).with_suffix(".texts.json"))
    screen.put(beside, lambda out: screen.fill(out, texts))
    screen.put(output, lambda out: screen.fill(out, sheet))
    print(f"next: label {output}, then kg eval {output} {beside}", file=sys.stderr)
    _tell_skipped(problems)


@cli.command("eval")
@click.argument("gold")
@click.argument("texts", nargs=-1, required=True, metavar="TEXTS...")
@click.option(
    "--format", "format", type=click.Choice(screen.SCORE_FORMATS), default="table", show_default=True,
    help="For people or for programs.",
)  # fmt: skip
@click.option("--errors", default=0, type=click.IntRange(min=0), metavar="N", help="Show N facts missed or wrong.")
@click.option("--seed", default=1, show_default=True, help="Of the random draws behind the intervals.")
@model_option
@input_options
def evaluate(
    gold: str, texts: tuple[str, ...], format: str, errors: int, seed: int, model: str | None, options: InputOptions,
) -> None:  # fmt: skip
    """Measure precision and recall on TEXTS, for which GOLD holds the right facts, with 95 % intervals.

    GOLD is in the facts format (docs/evaluation.md), as `kg sample` writes it; TEXTS are read as by `kg extract`.

    \b
    Example:
      kg eval sheet.json sheet.texts.json
      kg eval sheet.json sheet.texts.json --errors 10
      kg eval sheet.json sheet.texts.json --format json > scores.json
    """
    from kg import evaluate as measured
    from kg import pipeline

    problems: list[Problem] = []
    results = pipeline.measure(gold, texts, screen.collector(problems), model=model, options=options)
    screen.utf8(sys.stdout)
    screen.SCORES[format](measured.scores(results, seed), measured.errors(results, errors), sys.stdout)
    _tell_skipped(problems)


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@store_option
@click.option("--base-iri", metavar="IRI", help="What the graph's own IRIs begin with.  [default: the store's]")
@click.option("--rebuild", is_flag=True, help="Read everything again, not only what is new or changed.")
@click.option("--forget", is_flag=True, help="Keep nothing of what articles said before their texts were changed.")
@click.option(
    "--decisions", metavar="FILE.toml", help="Your rulings: what is one, what is not, what a name means, what is wrong."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--report", metavar="FILE.json", help="Write the report, with every skipped input, to this file.")
@click.option("--every", is_flag=True, help="Parse also the articles whose words can tell no fact of politics.")
@workers_option
@click.option(
    "--engine", type=click.Choice(ENGINES), help="Read on a cluster; RAY_ADDRESS names it (docs/building.md)."
)
@click.option(
    "--work", metavar="DIR", help="With --engine: for its shards, seen by all machines.  [default: STORE/work]"
)
@click.option(
    "--shards",
    "parts",
    metavar="DIR",
    help="Write the graph to this folder too: sorted N-Quads in parts, with hashes.",
)
@model_option
@input_options
def build(
    paths: tuple[str, ...], store: str, base_iri: str | None, rebuild: bool, forget: bool, decisions: str | None,
    as_json: bool, report: str | None, every: bool, workers: int, engine: str | None, work: str | None,
    parts: str | None, model: str | None, options: InputOptions,
) -> None:  # fmt: skip
    """Bring the graph in the store up to date with the articles in PATH (default: seeds/).

    Only what is new or changed is read. What was found under PATH before and is gone goes out of the graph; articles
    from elsewhere stay. The new graph replaces the old one in one step; if anything fails, the old one stays, and the
    next build goes on where this one stopped.

    \b
    Example:
      kg build articles/ --store my.kg
      kg build articles/ --store my.kg --report report.json
    """
    from pathlib import Path

    from kg import pipeline

    if work and not engine:
        raise UsageError("--work is for the shards of a distributed run; add --engine ray")
    if not paths and not Path("seeds").is_dir():
        raise UsageError("no PATH given, and there is no folder seeds/ here; say what to read: kg build articles/")
    with screen.progress_on_stderr() as (progress, tell):
        done = pipeline.build(
            paths or ("seeds",), Path(store), base=base_iri, model=model, options=options, rebuild=rebuild,
            forget=forget, decisions=decisions, workers=workers, every=every, progress=progress, tell=tell,
            command=f"kg build, store {store}", cluster=_cluster(engine, workers, work or str(Path(store, "work"))),
        )  # fmt: skip
    if parts:
        from kg.export.parts import write_parts
        from kg.store import open_snapshot

        write_parts(open_snapshot(Path(store)), parts)
    if report:
        screen.put(report, lambda out: screen.fill(out, screen.report_json(done).encode()))
    print(screen.report_json(done) if as_json else screen.report_text(done))
    if done.skipped:
        sys.exit(INPUTS_SKIPPED)


def _cluster(engine: str | None, workers: int, work: str) -> Cluster | None:
    """Where a build is done; None: here."""
    if engine is None:
        return None
    from kg import ray_engine
    from kg.shards import Cluster

    return Cluster(ray_engine.engine(workers), work)


@cli.command()
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
    result = _evidenced(place, asked, meant, limits) if evidence else supervise.ask(place, asked, meant, limits)
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


@cli.command()
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


@cli.command()
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


@cli.command()
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


@cli.command()
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


@cli.command()
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


for command in (*cli_analysis.COMMANDS, *cli_export.COMMANDS, *cli_push.COMMANDS, *cli_serve.COMMANDS):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code. Every error that a user can cause is one line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        return _run([argument for argument in given if argument != "--debug"])
    except (PipeClosed, BrokenPipeError):
        # Python flushes standard output once more at exit, so it must lead somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except KgError as error:
        if debug:
            raise
        print(f"kg: {screen.printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except Exception as error:
        if debug:
            raise
        print(f"kg: internal error: {type(error).__name__}: {error} (--debug shows where)", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    try:
        cli.main(arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as error:
        return int(error.code or 0)
    finally:
        sys.stdout.flush()
    return 0
