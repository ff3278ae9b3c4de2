"""A build in shards: some files in, a shard of findings out, anywhere; then all shards into the ledger, here.

    files ─planned─> tasks ─run, on the workers─> WORK/<input>-<version>.parquet ─Shards─> pieces and findings, in order

A shard bears the hash of its input and of all that reads it, so one that is there need not be made again: a run that was
stopped goes on. Its rows keep the order of the input: what a worker found is what the ledger would have got from a
build on one machine. A shard that lacks an article, or a file that might be read another time, is made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from kg import data, filesystem, fingerprint, workers
from kg.errors import EngineFailure, UsageError
from kg.intake import Piece, pieces
from kg.read import OF_MANY, media, opened, root
from kg.types import Article, Findings, InputOptions, Lost, Problem

#: Files of a shard: on average, for files that are small, and at most. Where one ends depends on names alone, so a new
#: file changes one shard only.
FILES, MOST = 32, 128
#: Rows that are written or read at once.
ROWS = 256
#: How their files are named, also while they are written.
OURS = re.compile(r"[0-9a-f]{32}-[0-9a-f]{16}(-in-part)?\.parquet(\..*tmp)?")
#: Problems that may be gone next time.
PASSING = frozenset({"unreadable", "html-time", "html-memory"})
Read = workers.Read
COLUMNS = ("number", "place", "piece", "article", "date", "kind", "value")

_encode = msgspec.json.Encoder().encode
_decode: dict[str, Callable[[str], Any]] = {
    kind.__name__: msgspec.json.Decoder(kind).decode for kind in (Findings, Lost, Problem)
}


class Task(NamedTuple):
    """What a worker makes a shard of, and how. `work` is the folder for it; `fresh`: make it even if it is there.

    `read` reads articles, every one or those that can tell a fact (`every`). `version` is what the worker must read by
    (`kg.fingerprint.reading`), `overlay` the folder of the user's own words.
    """

    files: tuple[str, ...]
    work: str
    model: str
    every: bool
    options: InputOptions
    version: str
    overlay: str
    read: Read
    fresh: bool = False


#: Runs tasks somewhere: the paths of their shards, in order.
Engine = Callable[[Iterable[Task]], Iterator[str]]


class Cluster(NamedTuple):
    """Where a build is done: what runs its tasks, and the folder that all workers reach."""

    engine: Engine
    work: str


class Row(NamedTuple):
    """A row of a shard: an article or a problem of a piece of input, numbered in its order.

    `value` is JSON of one of `kg.types`, named by `kind`; `article` and `date` are there for other readers of the file.
    """

    number: int
    place: str
    piece: str
    article: str
    date: str
    kind: str
    value: str


class _Item(NamedTuple):
    number: int
    place: str
    piece: str
    value: Article | Findings | Lost | Problem


def planned(files: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Files, in order, by shards: a file of many articles is one by itself.

    >>> list(planned(["a.txt", "b.txt", "crawl.warc.gz", "c.txt"]))
    [('a.txt', 'b.txt'), ('crawl.warc.gz',), ('c.txt',)]
    """
    group: list[str] = []
    for file in files:
        alone = media(file) in OF_MANY
        if group and (alone or len(group) == MOST or _ends(group[-1])):
            yield tuple(group)
            group = []
        group.append(file)
        if alone:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _ends(file: str) -> bool:
    """True for a file that is the last of its shard."""
    name = file.rpartition("/")[2]
    return int(hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8], 16) % FILES == 0


# --- on a worker --------------------------------------------------------------------------------------------------


def run(task: Task, careful: bool = False) -> str:
    """Make the shard of a task unless it is there; return its path. `careful`: in a process that may end.

    Raises `UsageError` if this worker would read otherwise than the one who asks, OSError if the model is missing.
    """
    if task.overlay:
        os.environ[data.OVERLAY] = task.overlay
    if fingerprint.reading(task.model, task.every) != task.version:
        raise UsageError("a worker has another version of kg, of its words or of the language model")
    system, folder = filesystem.at(task.work)
    name = f"{_digest(task)}-{task.version}"
    path = f"{folder}/{name}.parquet"
    with filesystem.errors(task.work):
        if not task.fresh and system.exists(path):
            return path
        system.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch, "shard.parquet")
        whole = _write(_found(task, careful), written)
        if not whole:
            path = f"{folder}/{name}-in-part.parquet"
        with filesystem.errors(task.work):
            # Under its name it appears whole, or not at all.
            passing = f"{path}.{uuid.uuid4().hex}.tmp"
            system.put_file(str(written), passing)
            system.mv(passing, path)
    return path


def _digest(task: Task) -> str:
    """A hash of the input: where it is, how it is read, every byte of it."""
    found = hashlib.sha256(_encode(task.options))
    for file in task.files:
        found.update(f"\n{root(file)}\n{_content(file)}".encode())
    return found.hexdigest()[:32]


def _content(file: str) -> str:
    """A hash of a file's bytes; "" if it cannot be read, which reading it will tell."""
    try:
        with _open(file) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    except (OSError, UsageError):
        return ""


def _open(file: str) -> IO[bytes]:
    if not filesystem.is_remote(file):
        return Path(file).open("rb") if Path(file).is_file() else Path(os.devnull).open("rb")
    system, inside = filesystem.at(file)
    with filesystem.errors(file):
        return system.open(inside, "rb")  # type: ignore[no-any-return]


def _found(task: Task, careful: bool) -> Iterator[_Item]:
    """What is in the files, in order, with what each article says in its place."""
    waiting: deque[_Item] = deque()

    def articles() -> Iterator[Article]:
        for item in _items(task):
            waiting.append(item)
            if isinstance(item.value, Article):
                yield item.value

    read = partial(workers.extract, workers=1, read=task.read) if careful else task.read
    for found in read(articles(), task.model):
        while not isinstance(waiting[0].value, Article):
            yield waiting.popleft()
        yield waiting.popleft()._replace(value=found)
    yield from waiting


def _items(task: Task) -> Iterator[_Item]:
    sources = (source for file in task.files for source in opened(file, task.options.max_bytes))
    for number, piece in enumerate(pieces(sources, task.options)):
        if isinstance(piece, Problem):
            yield _Item(number, "", "", piece)
            continue
        for item in piece.items():
            if isinstance(item, Problem) or item.text.strip():
                yield _Item(number, piece.place, piece.digest, item)


def _write(items: Iterator[_Item], path: Path) -> bool:
    """Write a shard; return if it is whole, with nothing in it that may be read another time."""
    from pyarrow import Table, int64, parquet, schema, string

    columns = schema([(name, int64() if name == "number" else string()) for name in COLUMNS])
    whole = True
    with parquet.ParquetWriter(path, columns, compression="zstd") as writer:
        while rows := [_row(item) for item in islice(items, ROWS)]:
            whole = whole and not any(map(_passes, rows))
            writer.write_table(Table.from_pylist([row._asdict() for row in rows], schema=columns))
    return whole


def _row(item: _Item) -> Row:
    article = item.value.article if isinstance(item.value, Findings | Lost) else None
    id, date = (article.id, article.date or "") if article else ("", "")
    kind, value = type(item.value).__name__, _encode(item.value).decode()
    return Row(item.number, item.place, item.piece, id, date, kind, value)


def _passes(row: Row) -> bool:
    return row.kind == "Lost" or (row.kind == "Problem" and _decode["Problem"](row.value).code in PASSING)


# --- where the build was started ----------------------------------------------------------------------------------


class Shards:
    """Shards read back: `pieces` for the intake, and `extract` in place of the stage that reads articles.

    Who takes an article from the pieces must take its findings before the next.
    """

    def __init__(self, work: str, paths: Iterable[str]) -> None:
        self._work = work
        self._paths = paths
        self._found: dict[str, Findings | Lost] = {}

    def pieces(self) -> Iterator[Piece | Problem]:
        """The pieces of input of all shards, in order, parsed already."""
        for path in self._paths:
            try:
                for _, rows in groupby(_rows(self._work, path), key=attrgetter("number")):
                    yield self._piece(list(rows))
            except (ValueError, TypeError, KeyError, OSError) as error:
                words = str(error).partition("\n")[0]
                raise EngineFailure(f"{path}: a damaged shard; delete it and build again ({words})") from error

    def _piece(self, rows: list[Row]) -> Piece | Problem:
        values = [_decode[row.kind](row.value) for row in rows]
        if not rows[0].piece:
            problem: Problem = values[0]
            return problem
        self._found = {value.article.path: value for value in values if not isinstance(value, Problem)}
        items = [value if isinstance(value, Problem) else value.article for value in values]
        return Piece(rows[0].piece, rows[0].place, lambda: items, parsed=True)

    def extract(self, articles: Iterable[Article], model: str | None) -> Iterator[Findings | Lost]:
        """What was found in each article."""
        for article in articles:
            yield self._found[article.path]


def _rows(work: str, path: str) -> Iterator[Row]:
    """The rows of a shard. Raises `EngineFailure` if it is not where it should be."""
    from pyarrow import parquet

    system, _ = filesystem.at(work)
    try:
        file = system.open(path, "rb")
    except FileNotFoundError as error:
        message = f"{path}: a worker made it, and it is not here; name a folder that all machines share: --work"
        raise EngineFailure(message) from error
    with file:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=ROWS):
            for row in batch.to_pylist():
                yield Row(**row)


def forget(work: str) -> None:
    """Delete all shards of a work folder."""
    system, folder = filesystem.at(work)
    with filesystem.errors(work):
        if system.exists(folder):
            filesystem.remove(system, folder, OURS)
