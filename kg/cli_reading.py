"""Commands that read articles: `kg extract`, `kg sample`, `kg eval`, `kg build`."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from kg import screen
from kg.errors import INPUTS_SKIPPED, UsageError
from kg.options import pairs, size, store_option

if TYPE_CHECKING:
    from kg.inputs import InputOptions, Problem
    from kg.shards import Cluster


def columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`what=NAME` options, of what a record can tell."""
    found = pairs(ctx, param, values)
    known = ("text", "id", "date", "title", "outlet", "url", "author", "language")
    for name in found:
        if name not in known:
            raise click.BadParameter(f'"{name}" is nothing that a column tells; known: {", ".join(known)}')
    return found


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
        from kg import data, garbage
        from kg.inputs import InputOptions

        garbage.seldom()
        if ontology_dir is not None:
            os.environ[data.OVERLAY] = ontology_dir
            data.overlay()
        command(options=InputOptions(max_file_size, columns, "any" if lang == "any" else "en"), **rest)

    for option in (size_option, column_option, language_option, overlay_option):
        gathered = option(gathered)
    return gathered


model_option = click.option("--model", metavar="NAME", help="Another installed spaCy model.")
workers_option = click.option(
    "-j", "--workers", default=1, type=click.IntRange(min=1), show_default=True, metavar="N",
    help="Read in N processes; each takes some 500 MB.",
)  # fmt: skip


#: What a build can be distributed by.
ENGINES = ("ray",)


@click.command()
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


@click.command()
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

    from kg import labelling

    if Path(output).exists() and not force:
        raise UsageError(f"{output}: is there already, and may hold labels; --force overwrites it")
    problems: list[Problem] = []
    sheet, texts = labelling.sheet(
        paths, count, seed, screen.collector(problems), blank=blank, model=model, options=options
    )
    beside = str(Path(output).with_suffix(".texts.json"))
    screen.put(beside, lambda out: screen.fill(out, texts))
    screen.put(output, lambda out: screen.fill(out, sheet))
    print(f"next: label {output}, then kg eval {output} {beside}", file=sys.stderr)
    _tell_skipped(problems)


@click.command("eval")
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
    from kg import labelling

    problems: list[Problem] = []
    results = labelling.measure(gold, texts, screen.collector(problems), model=model, options=options)
    screen.utf8(sys.stdout)
    screen.SCORES[format](measured.scores(results, seed), measured.errors(results, errors), sys.stdout)
    _tell_skipped(problems)


@click.command()
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
    "--shards", "parts", metavar="DIR", help="Write the graph to this folder too: sorted N-Quads in parts, with hashes."
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

    from kg import filesystem, pipeline

    if work and not engine:
        raise UsageError("--work is for the shards of a distributed run; add --engine ray")
    if parts:
        filesystem.at(parts)  # what is wrong with the address is told before the work
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


COMMANDS = (extract, sample, evaluate, build)
