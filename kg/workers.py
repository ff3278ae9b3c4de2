"""Extraction in several processes: articles in, findings out, in the same order and the same bytes as from one.

    articles ─chunks─> worker processes, each with its own model ─msgpack─> findings, in input order

Workers are spawned, not forked: a fork of a process with threads or an open database may hang or share what must not be
shared. A chunk whose worker dies, fails or takes too long is read again article by article, each by itself; only an
article that fails alone is given up, and told.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import NamedTuple

import msgspec
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from kg import extract as extraction
from kg import garbage, singly
from kg.types import Article, Findings, Lost, Problem

#: Articles that are sent to a worker at once.
CHUNK = 32
#: Chunks that are under way for each worker: one that it reads, one that waits.
AHEAD = 2
#: Seconds after which a worker counts as stuck: for a chunk, and for each of its characters. The slowest text seen took
#: 0.2 milliseconds a character.
SECONDS, SECONDS_A_CHARACTER = 60.0, 0.001

_encode = msgspec.msgpack.Encoder().encode
_articles = msgspec.msgpack.Decoder(list[Article])
_findings = msgspec.msgpack.Decoder(list[Findings])


#: Reads articles; a function of a module, for workers find it by its name.
Read = Callable[[Iterable[Article], str | None], Iterable[Findings]]


class _Task(NamedTuple):
    articles: list[Article]
    result: ProcessFuture[bytes]


def extract(
    articles: Iterable[Article], model: str, workers: int, read: Read = extraction.extract, patience: float = SECONDS
) -> Iterator[Findings | Lost]:
    """What each article says, in input order, read by that many processes.

    `articles` is consumed lazily, a few chunks ahead. An article that no worker could read is `Lost`, with a problem of
    code "crashed", "stuck" or "failed". `patience` is how many seconds a chunk may take, beside those for its length.

    Raises OSError if the language model is not installed, and `KgError` if the user's own words cannot be read.
    """
    remaining, under_way = iter(articles), deque[_Task]()
    pool = ProcessPool(max_workers=workers, context=get_context("spawn"), initializer=_begin)

    def start(chunk: list[Article]) -> _Task:
        limit = patience + SECONDS_A_CHARACTER * sum(len(article.text) for article in chunk)
        return _Task(chunk, pool.schedule(_extracted, args=(read, _encode(chunk), model), timeout=limit))

    try:
        while chunk := list(islice(remaining, CHUNK)):
            under_way.append(start(chunk))
            if len(under_way) >= workers * AHEAD:
                yield from _ended(under_way.popleft(), start)
        while under_way:
            yield from _ended(under_way.popleft(), start)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _ended(task: _Task, start: Callable[[list[Article]], _Task]) -> Iterator[Findings | Lost]:
    """The findings of a chunk; if it failed, those of each of its articles read alone."""
    try:
        found = task.result.result()
    except Exception as error:
        code, why = _reason(error)
        if code == "failed" and isinstance(error, singly.OF_ALL):
            raise
        if len(task.articles) == 1:
            yield Lost(task.articles[0], Problem(task.articles[0].origin, code, why))
        else:
            for article in task.articles:
                yield from _ended(start([article]), start)
    else:
        yield from _findings.decode(found)


def _reason(error: Exception) -> tuple[str, str]:
    """The code and the words for what a task ended with."""
    if isinstance(error, ProcessExpired):
        return "crashed", f"reading it ended the worker process (exit code {error.exitcode}), alone too"
    if isinstance(error, TimeoutError):
        return "stuck", "reading it took too long, alone too"
    return "failed", singly.why(error)


# --- in the worker ------------------------------------------------------------------------------------------------


def _begin() -> None:
    """Leave the keyboard's interrupt to the process that the user started, and end when that ends, however it does."""
    garbage.seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extracted(read: Read, encoded: bytes, model: str) -> bytes:
    return _encode(list(read(_articles.decode(encoded), model)))
