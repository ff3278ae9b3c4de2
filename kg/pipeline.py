"""The order of the stages: the only module that knows it, with `kg.labelling` and the command line.

    kg build:    paths ─read─> sources ─intake─> new articles ─extract─> findings ─> ledger
                 ledger ─> documents ─resolve─> facts ─emit─> triples ─> store
    kg extract:  paths ─read─> sources ─parse─> articles ─extract─> findings ─facts─> dictionaries

A build reads what is new into the ledger, article by article; killed, it goes on from there. Then the graph of all that
the ledger holds replaces the old one in one step or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kg import data, filesystem, fingerprint, singly, store
from kg.errors import NoInput, NothingReadable, StoreFailure, UsageError
from kg.extract import MODEL
from kg.inputs import Article, InputOptions, Lost, Problem
from kg.intake import Counts, Intake
from kg.ledger import FILE as LEDGER
from kg.ledger import Ledger
from kg.read import STDIN, checked, content, exists, files, read, root, shown
from kg.rulings import Rulings, rulings

# What is loaded here every build loads, also one that finds nothing to do; the rest is loaded by what needs it.
if TYPE_CHECKING:
    from kg.resolved import Facts
    from kg.shards import Cluster, Shards
    from kg.triples import Triples
    from kg.types import Document, Findings


class Stages(NamedTuple):
    """The stages that turn articles into triples."""

    extract: Callable[[Iterable[Article], str | None], Iterable[Findings | Lost]]
    resolve: Callable[[Iterable[Document], Rulings], Facts]
    emit: Callable[[Facts, str, Rulings], Iterable[Triples]]
    emit_withdrawn: Callable[[Facts, Mapping[str, str], str], Iterable[Triples]]


class Report(NamedTuple):
    """What a build did. `counts` tells of places where articles were found, `articles` how many texts there are now.

    `facts` counts by kind and is empty if the graph was left as it was; `seconds` is wall-clock time.
    """

    store: str
    base: str
    articles: int
    counts: Counts
    facts: dict[str, int]
    quads: int
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def skipped(self) -> int:
        """How many inputs were left out."""
        return self.counts.skipped

    def as_dict(self) -> dict[str, Any]:
        """The report, ready for JSON."""
        problems = [
            {"where": p.where, "code": p.code, "message": p.message, "severity": p.severity} for p in self.problems
        ]
        told = {**self._asdict(), "counts": asdict(self.counts), "problems": problems}
        return {**told, "seconds": round(self.seconds, 2)}


#: Seconds after which what was read is brought to the disk: what a machine that stops may lose, however fast articles come.
FLUSH_SECONDS = 5.0

DEFAULTS = InputOptions()

Progress = Callable[[int], None]
Tell = Callable[[Problem], None]


def stages(workers: int = 1, every: bool = True, layers: bool = True) -> Stages:
    """The real stages. What is heavy in them is loaded when they run: a build may find nothing to do.

    Extraction runs in as many processes as `workers`; `every` and `layers` are those of `kg.extract.extract`.
    """

    def read(articles: Iterable[Article], model: str | None) -> Iterable[Findings | Lost]:
        from kg import extract as reader

        reading = partial(reader.extract, every=every, layers=layers)
        if workers == 1:
            return singly.extract(articles, model, reading)
        from kg import workers as processes

        return processes.extract(articles, model or MODEL, workers, reading)

    return Stages(read, _resolve, _emit, _emit_withdrawn)


def _resolve(documents: Iterable[Document], given: Rulings) -> Facts:
    from kg.resolve import resolve

    return resolve(documents, given)


def _emit(facts: Facts, base: str, given: Rulings) -> Iterable[Triples]:
    from kg.emit import emit

    return emit(facts, base, given)


def _emit_withdrawn(facts: Facts, successors: Mapping[str, str], base: str) -> Iterable[Triples]:
    from kg.emit import emit_withdrawn

    return emit_withdrawn(facts, successors, base)


def extract(
    paths: Iterable[str | Path],
    tell: Tell = lambda problem: None,
    *,
    model: str | None = None,
    options: InputOptions = DEFAULTS,
    workers: int = 1,
    using: Stages | None = None,
) -> Iterator[Findings]:
    """What each text says, in input order, read by that many processes. Problems go to `tell` as they come.

    Raises `NoInput` at once for a path that does not exist, and at the end if there was nothing to read.
    """
    given = articles(paths, tell, options)

    def run() -> Iterator[Findings]:
        first = next(given, None)
        if first is not None:
            yield from findings(_chain(first, given), tell, model=model, using=using or stages(workers))

    return run()


def articles(
    paths: Iterable[str | Path], tell: Tell = lambda problem: None, options: InputOptions = DEFAULTS
) -> Iterator[Article]:
    """The articles under the paths, in input order. Problems and `NoInput` as of `extract`."""
    from kg.parse import parse

    named = list(paths)
    sources = read(named, options.max_bytes)

    def run() -> Iterator[Article]:
        problems: list[Problem] = []

        def note(problem: Problem) -> None:
            problems.append(problem)
            tell(problem)

        count = 0
        for count, article in enumerate(_articles(parse(sources, options), note), 1):  # noqa: B007
            yield article
        if count == 0 and not problems:
            raise _nothing(named, problems)

    return run()


def findings(
    given: Iterable[Article],
    tell: Tell = lambda problem: None,
    *,
    model: str | None = None,
    using: Stages | None = None,
) -> Iterator[Findings]:
    """What each article says, in order. Raises `UsageError` if the language model cannot be loaded."""
    return _noted((using or stages()).extract(given, model), tell)


def _articles(items: Iterable[Article | Problem], tell: Tell) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Problem):
            tell(item)
        else:
            yield item


def build(
    paths: Sequence[str | Path],
    directory: Path = store.DEFAULT,
    *,
    base: str | None = None,
    model: str | None = None,
    options: InputOptions = DEFAULTS,
    rebuild: bool = False,
    forget: bool = False,
    decisions: str | Path | None = None,
    workers: int = 1,
    every: bool = False,
    progress: Progress = lambda done: None,
    tell: Tell = lambda problem: None,
    command: str = "kg build",
    using: Stages | None = None,
    cluster: Cluster | None = None,
) -> Report:
    """Bring the graph in the store at `directory` up to date with the articles under the paths, and publish it.

    Only what is new or changed is read; what was under the paths before and is there no more goes out of the graph;
    what came from elsewhere stays. `rebuild` reads everything again. What a text said before it was changed is kept as
    withdrawn, unless `forget`, which also drops what was kept so far. `decisions` is a file of the user's rulings
    (`kg.rulings`); those that match nothing are told as problems. `workers` is how many processes read; with a
    `cluster` its workers read, and the graph is made here. They parse the articles whose words can tell a fact, or
    `every` one. `base` is the base IRI of what is minted: by default that of the store, else `store.DEFAULT_BASE`.
    `progress` is called with the number of articles read so far; every problem goes to `tell` as it comes and into the
    report.

    Raises `NoInput` if there is nothing to read, `NothingReadable` if all of it was skipped, and the store's errors; the
    published graph then is as it was.
    """
    begun = time.monotonic()
    base = checked_base(base or store.base_of(directory) or store.DEFAULT_BASE)
    problems: list[Problem] = []

    def note(problem: Problem) -> None:
        problems.append(problem)
        tell(problem)

    given = rulings(content(decisions), shown(decisions), base) if decisions else Rulings()
    store.prepare(directory, base)
    opened = Ledger.fresh if rebuild else Ledger
    with store.writing(directory, command), opened(directory / LEDGER) as ledger, _telling_what_is_safe(ledger):
        if forget:
            ledger.forget_withdrawn()
        if ledger.begun_anew:
            note(
                Problem(
                    str(directory / LEDGER), "ledger", "was damaged; only what is under PATH is in the graph", "warning"
                )
            )
        run, name = using or stages(workers, every, layers=False), model or MODEL
        extractor = fingerprint.extraction(name, every)
        intake = Intake(ledger, extractor, options, note, keep=not forget)
        there = _there(paths, ledger)
        if cluster is None:
            _keep(ledger, intake, run, intake.articles(read(there, options.max_bytes)), name, note, progress)
        else:
            read_by = (using or stages(1, every, layers=False)).extract
            found = _in_shards(there, cluster, read_by, name, every, options, rebuild, intake.skip)
            by_lookup = run._replace(extract=found.extract)
            _keep(ledger, intake, by_lookup, intake.taken(found.pieces()), name, note, progress)
        _check_anything(paths, intake.counts, problems, ledger)
        intake.counts.gone = ledger.sweep(root(path) for path in paths if str(path) != STDIN)
        _keep(ledger, intake, run, (old.article for old in ledger.outdated(extractor)), name, note, progress)
        facts, quads = _publish(ledger, directory, base, run, given)
        if forget:
            store.forget(directory)
            if cluster is not None:
                from kg import shards

                shards.forget(cluster.work)
        articles = ledger.count()
        for ruling, why in given.troubles() if facts else ():
            note(Problem(ruling.place, "ruling", why, "warning"))
    seconds = time.monotonic() - begun
    return Report(shown(directory), base, articles, intake.counts, facts, quads, tuple(problems), seconds)


@contextmanager
def _telling_what_is_safe(ledger: Ledger) -> Iterator[None]:
    """Say with every failure of the store what need not be read again."""
    try:
        yield
    except StoreFailure as error:
        try:
            safe = f"; {ledger.count():,} articles are read and safe: the next build goes on from there"
        except StoreFailure:
            safe = ""
        raise type(error)(f"{error}{safe}") from error


def _there(paths: Sequence[str | Path], ledger: Ledger) -> list[str]:
    """The paths that are there, or that nobody knows; one that is not, but that the ledger knows, holds nothing now."""
    return [str(path) for path in paths if str(path) == STDIN or exists(path) or not ledger.knows(root(path))]


def _in_shards(
    paths: list[str],
    cluster: Cluster,
    read_by: Callable[..., Iterable[Findings | Lost]],
    model: str,
    every: bool,
    options: InputOptions,
    fresh: bool,
    note: Tell,
) -> Shards:
    """What the workers of a cluster find under the paths. Raises `UsageError` for standard input."""
    from kg import shards

    if STDIN in paths:
        raise UsageError("standard input cannot be read on a cluster; name files, folders or addresses")
    checked(paths)
    own = data.overlay()
    task = shards.Task(
        (),
        _absolute(cluster.work),
        model,
        every,
        options,
        fingerprint.reading(model, every),
        str(own.resolve()) if own else "",
        cast("shards.Read", read_by),
        fresh,
    )
    tasks = (task._replace(files=group) for group in shards.planned(_files(paths, note)))
    return shards.Shards(task.work, cluster.engine(tasks))


def _files(paths: Iterable[str], note: Tell) -> Iterator[str]:
    for item in (item for path in paths for item in files(path)):
        if isinstance(item, Problem):
            note(item)
        else:
            yield _absolute(item)


def _absolute(path: str) -> str:
    """A path that means the same to a process in another folder; links stay."""
    return path if filesystem.is_remote(path) else str(Path(filesystem.local(path)).absolute())


def _keep(
    ledger: Ledger,
    intake: Intake,
    run: Stages,
    articles: Iterator[Article],
    model: str,
    note: Tell,
    progress: Progress,
) -> None:
    """Read the articles and keep what they say in the ledger, each in a transaction of its own; flush now and then."""
    first = next(articles, None)
    if first is None:
        return
    flushed = time.monotonic()
    for done, found in enumerate(_noted(run.extract(_chain(first, articles), model), note, intake.lose), 1):
        path = found.article.path
        ledger.put(path, found, intake.extractor, intake.waiting.pop(path, ()), intake.keep)
        progress(done)
        if time.monotonic() - flushed > FLUSH_SECONDS:
            ledger.flush()
            flushed = time.monotonic()
    ledger.flush()


def _check_anything(paths: Sequence[str | Path], counts: Counts, problems: Sequence[Problem], ledger: Ledger) -> None:
    """Raise if nothing was found and nothing was there before either, or if every input was skipped."""
    if counts.new + counts.changed + counts.unchanged:
        return
    if counts.skipped or not any(ledger.knows(root(path)) for path in paths):
        raise _nothing(paths, list(problems))


def _publish(ledger: Ledger, directory: Path, base: str, run: Stages, given: Rulings) -> tuple[dict[str, int], int]:
    """Publish the graph of the ledger unless it is published already: counts by kind ({}: it was), and quads."""
    now = store.current(directory)
    state = f"{ledger.digest()} {fingerprint.graph()} {given.digest()} {base}"
    if now is not None and ledger.state("published") == f"{now.number} {state}":
        return {}, now.quads
    facts = run.resolve(ledger.documents(), given)
    earlier = list(ledger.withdrawn())
    withdrawn = run.resolve(tuple(one.document for one in earlier), Rulings())
    successors = {one.document.original: one.successor for one in earlier}
    written = chain(run.emit(facts, base, given), run.emit_withdrawn(withdrawn, successors, base))
    count = store.publish(directory, written, base)
    published = store.current(directory)
    assert published is not None
    ledger.note("published", f"{published.number} {state}")
    summary = dict(facts.summary)
    summary.pop("articles", None)
    return summary, count


def _noted(
    findings: Iterable[Findings | Lost], note: Tell, lose: Callable[[Lost], None] | None = None
) -> Iterator[Findings]:
    """The findings, their problems told. Raises `UsageError` if the language model cannot be loaded.

    What could not be read goes to `lose`, by default only its problem to `note`.
    """
    try:
        for found in findings:
            if not isinstance(found, Lost):
                for problem in found.problems:
                    note(problem)
                yield found
            elif lose is None:
                note(found.problem)
            else:
                lose(found)
    except OSError as error:
        raise UsageError(f"the language model cannot be loaded: {str(error).splitlines()[0]}") from error


def _chain(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest


def _nothing(paths: Sequence[str | Path], problems: list[Problem]) -> NoInput | NothingReadable:
    """Why there is no article at all."""
    named = ", ".join(shown(path) for path in paths)
    if any(problem.severity == "error" for problem in problems):
        return NothingReadable(f"{named}: every input was skipped; the store is unchanged")
    if any(problem.code == "empty" for problem in problems):
        return NoInput(f"{named}: no text in it; the store is unchanged")
    return NoInput(f"{named}: no articles found (text, Markdown, HTML, JSON, CSV, WARC, zip and tar are read)")


def checked_base(base: str) -> str:
    """A base IRI that relative IRIs can be resolved against. Raises `UsageError` for another."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(base)
    except ValueError as error:
        raise UsageError(f"{base}: not an absolute IRI ({error})") from error
    if not base.startswith(("http://", "https://")) or not base.endswith("/") or "?" in base:
        raise UsageError(f"{base}: the base IRI must begin with http:// or https:// and end with /")
    return base
