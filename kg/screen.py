"""What the command line puts on the screen or into a file: facts, reports, answers, problems, progress.

Standard output gets data, as UTF-8 whatever the locale says; standard error gets the rest. Here nothing is decided
but how it looks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TextIO

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.inputs import Problem
    from kg.pipeline import Report
    from kg.push import Report as Pushed
    from kg.query import Answer, Rows
    from kg.render import Style

ROW_FORMATS = ("table", "csv", "tsv", "json", "ndjson", "xml", "md", "html")
GRAPH_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
FACT_FORMATS = ("jsonl", "json", "table")
SCORE_FORMATS = ("table", "json")
# What a question gives, the formats for it, the one for a terminal and the one for a pipe.
ROWS = ("rows", ROW_FORMATS, "table", "csv")
GRAPH = ("a graph", GRAPH_FORMATS, "turtle", "ntriples")
ROW_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
}
INDENT = "  "
#: Seconds between two lines of progress where there is no terminal.
TICK = 10.0


class Wish(NamedTuple):
    """How the user wants an answer; `format` None: what suits the output; `safe`: no cell is a spreadsheet's formula."""

    format: str | None = None
    shorten: bool = True
    header: bool = True
    limit: int | None = None
    colour: str = "auto"
    safe: bool = False


def format_by_suffix(path: str | None, result: Answer) -> str | None:
    """The format that a file name asks for, None if there is no name. Raises `UsageError` for a suffix of no format."""
    from pathlib import Path

    if path in (None, "-"):
        return None
    suffixes = ROW_SUFFIXES
    if isinstance(result, list):
        from kg.export import SUFFIXES as suffixes
    suffix = Path(str(path)).suffix.lower()
    if suffix not in suffixes:
        raise UsageError(
            f"{path}: no format is known by this suffix; known: {' '.join(suffixes)}; or name one: --format"
        )
    return suffixes[suffix]


def utf8(out: TextIO) -> None:
    """Data is UTF-8 whatever the locale says."""
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace")


def fact_writers(explain: bool = False) -> dict[str, Callable[[Iterator[Any], TextIO], None]]:
    """The writers of facts by format; `explain`: for people, each fact with how it came about."""
    import json

    def jsonl(found: Iterator[Any], out: TextIO) -> None:
        for one in found:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
            out.flush()

    def whole(found: Iterator[Any], out: TextIO) -> None:
        out.write(json.dumps(list(found), ensure_ascii=False, indent=2) + "\n")

    return {"jsonl": jsonl, "json": whole, "table": _explanations if explain else _fact_table}


def _fact_table(found: Iterator[Any], out: TextIO) -> None:
    from kg.facts import SUMMARIES, summary
    from kg.render import visible, write_cells

    for one in found:
        date = one["published"]["date"] or "unknown date"
        out.write(f"{visible(one['id'])}  {date} ({one['published']['basis']})\n")
        cells = [
            (kind, visible(summary(fact, kind)), visible(fact["evidence"]["text"]))
            for kind in SUMMARIES
            for fact in one[kind]
        ]
        if cells:
            write_cells(("kind", "fact", "evidence"), cells, out, style_for(out))
        else:
            out.write("  no facts\n\n")


def _explanations(found: Iterator[Any], out: TextIO) -> None:
    from kg.facts import SUMMARIES, summary
    from kg.render import visible

    for one in found:
        out.write(f"{visible(one['id'])}\n")
        for kind in SUMMARIES:
            for fact in one[kind]:
                lines = [f"{kind}: {summary(fact, kind)}", *(f"{INDENT}{line}" for line in why(fact))]
                out.write("\n" + "\n".join(INDENT + visible(line) for line in lines) + "\n")
        out.write("\n")


def why(fact: dict[str, Any]) -> Iterator[str]:
    """How a fact came about, line by line."""
    told = fact["explain"]
    clause, entry, measured = told["clause"], told["lexicon"], told["measured"]
    counted = f", right in {measured['right']} of {measured['of']} measured" if measured else ", never measured"
    yield f"rule      {told['rule']}, confidence {told['confidence']:.2f}{counted}"
    if clause:
        marks = [name for name in ("passive", "negated") if clause[name]]
        marks += [clause["mood"]] if clause["mood"] != "real" else []
        parts = [
            f"{name}: {' | '.join(short(words) for words in clause[name])}"
            for name in ("subject", "object")
            if clause[name]
        ]
        verb = f"{clause['verb']} ({', '.join(marks)})" if marks else clause["verb"]
        yield "clause    " + "; ".join([verb, *parts])
    if entry:
        act = f" ({entry['act']})" if entry["act"] else ""
        yield f"lexicon   {entry['form']}: {entry['frame']}{act}, entry {entry['entry']} of {entry['file']}"
    yield f"evidence  {short(fact['evidence']['text'], 200)}"


def short(words: str, length: int = 60) -> str:
    """Words in one line, cut if there are many.

    >>> short("the  Senate\\nof Chile", 12)
    'the Senate …'
    """
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()} …"


def _score_table(scores: dict[str, Any], errors: list[dict[str, Any]], out: TextIO) -> None:
    from kg.evaluate import DETAILS, KINDS
    from kg.render import write_cells

    def rate(name: str, key: str) -> str:
        value, ends = scores[name][key], scores[name][f"{key}_95"]
        return f"{value:.2f} ({ends[0]:.2f}–{ends[1]:.2f})" if value is not None else "–"

    counts = ("labelled", "found", "right")
    rows = [
        (
            kind,
            *(str(scores[kind][key]) for key in counts),
            *(rate(kind, key) for key in ("precision", "recall", "f1")),
        )
        for kind in KINDS
    ]
    rows.append(("mean of the kinds", "", "", "", "", "", rate("macro", "f1")))
    write_cells(("kind", *counts, "precision", "recall", "F1"), rows, out, style_for(out))
    details = [
        (words, str(scores[name]["right"]), str(scores[name]["of"]), rate(name, "share"))
        for name, words in DETAILS.items()
        if scores[name]["of"]
    ]
    if details:
        write_cells(("of the facts that are right", "right", "of", "share"), details, out, style_for(out))
    out.write(f"{scores['texts']} texts; in brackets 95 % intervals\n")
    for error in errors:
        out.write("\n" + "\n".join(_error(error)) + "\n")


def _error(error: dict[str, Any]) -> Iterator[str]:
    from kg.render import visible

    yield visible(f"{error['id']}, {error['kind']}: {error['error']}")
    for key, value in error["fact"].items():
        words = value["text"] if isinstance(value, dict) else value
        if words not in (None, "", False):
            yield visible(f"{INDENT}{key}: {short(str(words), 200)}")


def _score_json(scores: dict[str, Any], errors: list[dict[str, Any]], out: TextIO) -> None:
    import json

    rounded = json.loads(json.dumps(scores), parse_float=lambda digits: round(float(digits), 4))
    out.write(json.dumps(rounded | ({"errors": errors} if errors else {}), ensure_ascii=False, indent=2) + "\n")


SCORES: dict[str, Callable[[dict[str, Any], list[dict[str, Any]], TextIO], None]] = {
    "table": _score_table,
    "json": _score_json,
}


def counted(count: int, noun: str) -> str:
    """A count with its noun.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def report_text(report: Report) -> str:
    """A build's report for people."""
    from dataclasses import asdict

    counts = ", ".join(f"{count:,} {fate}" for fate, count in asdict(report.counts).items() if count or fate == "new")
    graph = f"{counted(report.articles, 'article')}, {report.quads:,} quads in {report.store}, {report.seconds:.1f} s"
    facts = [f"{INDENT}{count:>7,}  {kind}" for kind, count in report.facts.items()]
    told = f"{INDENT}{len(report.problems):>7,}  problems" + (" (told above)" if report.problems else "")
    following = "next: kg query opponents" + ("" if str(report.store) == ".kg" else f" --store {report.store}")
    return "\n".join([counts, graph, *(facts or [f"{INDENT}the graph is as it was"]), told, following])


def report_json(report: Report) -> str:
    """A build's report for programs."""
    import json

    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def push_text(report: Pushed) -> str:
    """A push's report in a line."""
    again = f"; {counted(report.again, 'request')} sent again" if report.again else ""
    return (
        f"{counted(report.sent, 'graph')} sent ({counted(report.quads, 'quad')}), {report.dropped:,} dropped,"
        f" {report.unchanged:,} as they were: {report.endpoint}{again}; {report.seconds:.1f} s"
    )


def push_json(report: Pushed) -> str:
    """A push's report for programs."""
    import json

    return json.dumps(report._asdict() | {"seconds": round(report.seconds, 3)}, ensure_ascii=False, indent=2)


@contextmanager
def status_on_stderr() -> Iterator[Callable[[str], None]]:
    """A function to call with how far it is: shown in place on a terminal, else told now and then."""
    import time

    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True, highlight=False, markup=False).status("") as status:
            yield status.update
        return
    last = [time.monotonic()]

    def tell(words: str) -> None:
        if time.monotonic() - last[0] >= TICK:
            last[0] = time.monotonic()
            print(words, file=sys.stderr, flush=True)

    yield tell


@contextmanager
def progress_on_stderr() -> Iterator[tuple[Callable[[int], None], Callable[[Problem], None]]]:
    """Two functions: one to call with the number of articles read, one with each problem."""
    if not sys.stderr.isatty():
        yield ticker(), collector([])
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    with console.status("reading") as status:
        yield (
            lambda done: status.update(f"reading article {done:,}"),
            lambda problem: console.print(line_of(problem), soft_wrap=True),
        )


def ticker(seconds: float = TICK) -> Callable[[int], None]:
    """A function to call with the number of articles read: it tells now and then."""
    import time

    last = [time.monotonic()]

    def progress(done: int) -> None:
        if time.monotonic() - last[0] >= seconds:
            last[0] = time.monotonic()
            print(f"{counted(done, 'article')} read", file=sys.stderr, flush=True)

    return progress


def collector(problems: list[Problem]) -> Callable[[Problem], None]:
    """A function that tells a problem on standard error and keeps it."""

    def tell(problem: Problem) -> None:
        problems.append(problem)
        print(line_of(problem), file=sys.stderr)

    return tell


def line_of(problem: Problem) -> str:
    """A problem in one line: where, what, and its stable code."""
    from kg.read import shown

    mark = "" if problem.severity == "error" else f"{problem.severity}: "
    return shown(f"{problem.where}: {mark}{problem.message} [{problem.code}]")


def printable(message: str) -> str:
    r"""A message whose lines can do nothing to a terminal.

    >>> printable("two\nlines\x1b[2J")
    'two\nlines\\x1b[2J'
    """
    return "\n".join("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line) for line in message.split("\n"))


def put(path: str | None, write: Callable[[IO[bytes]], None]) -> None:
    """Let `write` fill standard output, or a file, which is written whole or not at all."""
    if path in (None, "-"):
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    import io
    from pathlib import Path

    from kg.store import replace

    filled = io.BytesIO()
    write(filled)
    try:
        replace(Path(str(path)), filled.getvalue())
    except OSError as error:
        raise KgError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def fill(out: IO[bytes], content: bytes) -> None:
    """Write bytes that are all there."""
    out.write(content)


def write_answer(result: Answer, out: IO[bytes], wish: Wish, base: str) -> None:
    """Write rows, triples or a truth value as wished, or as suits a terminal or a pipe."""
    import io

    kind, formats, at_terminal, in_pipe = GRAPH if isinstance(result, list) else ROWS
    format = wish.format or (at_terminal if out.isatty() else in_pipe)
    if format not in formats:
        raise UsageError(f"this question gives {kind}; {format} is none of {', '.join(formats)}")
    if isinstance(result, list):
        from kg.export import write

        write(result, format, out, base)
        return
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="replace")
    try:
        if isinstance(result, bool):
            from kg.render import write_truth

            write_truth(result, format, text)
        else:
            write_rows(result, format, text, wish, base)
    finally:
        text.detach()


def write_rows(result: Rows, format: str, out: TextIO, wish: Wish, base: str) -> None:
    """Write rows; on a terminal, and where rows were left out, say how many on standard error."""
    from kg import render

    style = render.Style(header=wish.header)
    if format in ("table", "md", "html"):
        style = style_for(out, base if wish.shorten else "", wish.shorten, wish.header, wish.colour)
    rows, count = render.limited(render.safe(result) if wish.safe else result, wish.limit)
    render.FORMATS[format](rows, out, style)
    out.flush()
    if count.more:
        print(f"{count.rows} rows, and there are more; --limit raises it", file=sys.stderr)
    elif out.isatty():
        print(f"{count.rows} rows", file=sys.stderr)


def style_for(out: TextIO, base: str = "", shorten: bool = False, header: bool = True, colour: str = "auto") -> Style:
    """How to write for people on `out`; `colour` is one of `kg.terminal.COLOURS`."""
    from kg import terminal
    from kg.render import Style

    prefixes: dict[str, str] = {}
    if shorten:
        from kg.vocabulary import PREFIXES as prefixes
    wide = terminal.width(out.isatty(), os.environ)
    return Style(base, prefixes, header, wide, terminal.coloured(colour, out.isatty(), os.environ))
