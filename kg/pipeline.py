"""The order of the stages: the only module that knows it, with the command line.

    kg build:    paths ─read─> sources ─parse─> articles ─extract─> findings ─resolve─> facts ─emit─> quads ─> store
    kg extract:  paths ─read─> sources ─parse─> articles ─extract─> findings ─facts─> dictionaries
    kg sample:   paths ─read─> sources ─parse─> articles ─sample─> some of them ─extract─> findings ─facts─> sheet
    kg eval:     as kg extract, and dictionaries ─evaluate─> rates

A build is whole: all articles are read, and the new graph replaces the old one in one step or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import labels, sample, store
from kg.errors import NoInput, NothingReadable, UsageError
from kg.evaluate import Result, evaluate
from kg.facts import facts
from kg.parse import parse
from kg.read import MAX_BYTES, MEDIA, content, read, shown
from kg.types import Article, Facts, Findings, Problem

if TYPE_CHECKING:
    from pyoxigraph import Quad


class Stages(NamedTuple):
    """The stages that turn articles into quads."""

    extract: Callable[[Iterable[Article], str | None], Iterable[Findings]]
    resolve: Callable[[Iterable[Findings]], Facts]
    emit: Callable[[Facts, str], Iterable[Quad]]


class Report(NamedTuple):
    """What a build did. `facts` counts by kind; `seconds` is wall-clock time."""

    store: str
    base: str
    articles: int
    facts: dict[str, int]
    quads: int
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def skipped(self) -> int:
        """How many inputs were left out."""
        return sum(problem.severity == "error" for problem in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """The report, ready for JSON."""
        problems = [
            {"where": p.where, "code": p.code, "message": p.message, "severity": p.severity} for p in self.problems
        ]
        return {**self._asdict(), "seconds": round(self.seconds, 2), "problems": problems}


Progress = Callable[[int], None]
Tell = Callable[[Problem], None]


def stages() -> Stages:
    """The real stages; this loads the language model's library."""
    from kg.emit import emit
    from kg.extract import extract
    from kg.resolve import resolve

    return Stages(extract, resolve, emit)


def extract(
    paths: Iterable[str | Path],
    tell: Tell = lambda problem: None,
    *,
    model: str | None = None,
    max_bytes: int = MAX_BYTES,
    using: Stages | None = None,
) -> Iterator[Findings]:
    """What each text says, in input order. Problems go to `tell` as they come.

    Raises `NoInput` at once for a path that does not exist, and at the end if there was nothing to read.
    """
    given = articles(paths, tell, max_bytes)

    def run() -> Iterator[Findings]:
        first = next(given, None)
        if first is not None:
            yield from findings(_chain(first, given), tell, model=model, using=using)

    return run()


def articles(
    paths: Iterable[str | Path], tell: Tell = lambda problem: None, max_bytes: int = MAX_BYTES
) -> Iterator[Article]:
    """The articles under the paths, in input order. Problems and `NoInput` as of `extract`."""
    named = list(paths)
    sources = read(named, max_bytes)

    def run() -> Iterator[Article]:
        problems: list[Problem] = []

        def note(problem: Problem) -> None:
            problems.append(problem)
            tell(problem)

        count = 0
        for count, article in enumerate(_articles(parse(sources), note), 1):  # noqa: B007
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


def sheet(
    paths: Iterable[str | Path],
    size: int,
    seed: int = 1,
    tell: Tell = lambda problem: None,
    *,
    blank: bool = False,
    model: str | None = None,
    max_bytes: int = MAX_BYTES,
    using: Stages | None = None,
) -> tuple[bytes, bytes]:
    """A sheet of articles to label, and their texts, as two JSON files. Problems and errors as of `extract`."""
    chosen = sample.drawn(articles(paths, tell, max_bytes), size, seed)
    found = map(facts, () if blank else findings(chosen, tell, model=model, using=using))
    entries = [sample.entry(article, next(found, None)) for article in chosen]
    return sample.document(entries), sample.document(map(sample.text, chosen))


def measure(
    gold: str | Path,
    paths: Iterable[str | Path],
    tell: Tell = lambda problem: None,
    *,
    model: str | None = None,
    max_bytes: int = MAX_BYTES,
    using: Stages | None = None,
) -> list[Result]:
    """The labels of a file compared with what is read from their texts, one result a text; slips go to `tell`.

    Raises `UsageError` for a file that holds no labels, and for labels without a text.
    """
    right = labels.loaded(content(gold, max_bytes), shown(gold))
    ids = {str(one["id"]) for one in right}
    wanted = [article for article in articles(paths, tell, max_bytes) if article.id in ids]
    words = {article.id: article.text for article in wanted}
    for problem in labels.mistakes(right, words, shown(gold)):
        tell(problem)
    found = {one.article.id: facts(one) for one in findings(wanted, tell, model=model, using=using)}
    return evaluate(right, found, words)


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
    max_bytes: int = MAX_BYTES,
    progress: Progress = lambda done: None,
    tell: Tell = lambda problem: None,
    command: str = "kg build",
    using: Stages | None = None,
) -> Report:
    """Build the graph of all articles under the paths and publish it in the store at `directory`.

    `base` is the base IRI of what is minted: by default that of the store, else `store.DEFAULT_BASE`. `progress` is
    called with the number of articles read so far; every problem goes to `tell` as it comes and into the report.
    Raises `NoInput` if there is nothing to read, `NothingReadable` if all of it was skipped, and the store's errors;
    the store then is as it was.
    """
    begun = time.monotonic()
    base = checked_base(base or store.base_of(directory) or store.DEFAULT_BASE)
    problems: list[Problem] = []

    def note(problem: Problem) -> None:
        problems.append(problem)
        tell(problem)

    sources = read(paths, max_bytes)
    store.prepare(directory, base)
    with store.writing(directory, command):
        articles = _usable(_articles(parse(sources), note), progress, note)
        first = next(articles, None)
        if first is None:
            raise _nothing(paths, problems)
        run = using or stages()
        found = _noted(run.extract(_chain(first, articles), model), note)
        known = run.resolve(found)
        quads = store.publish(directory, run.emit(known, base), base)
    summary = dict(known.summary)
    done = summary.pop("articles", 0)
    return Report(shown(directory), base, done, summary, quads, tuple(problems), time.monotonic() - begun)


def _usable(articles: Iterable[Article], progress: Progress, note: Tell) -> Iterator[Article]:
    """Articles with text in them; one that is given twice is passed on once."""
    seen: dict[tuple[str, str | None], str] = {}
    for count, article in enumerate(articles, 1):
        progress(count)
        first = seen.setdefault((article.sha256, article.date), article.origin)
        if not article.text.strip():
            continue
        if first != article.origin:
            note(Problem(article.origin, "duplicate", f"same text and date as {first}; used once", "warning"))
            continue
        yield article


def _noted(findings: Iterable[Findings], note: Tell) -> Iterator[Findings]:
    """The findings, their problems told. Raises `UsageError` if the language model cannot be loaded."""
    try:
        for found in findings:
            for problem in found.problems:
                note(problem)
            yield found
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
    if problems:
        return NoInput(f"{named}: no text in it; the store is unchanged")
    return NoInput(f"{named}: no articles found (files named {' '.join('*' + suffix for suffix in MEDIA)})")


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
