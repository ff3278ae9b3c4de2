"""A reader for the tests of worker processes that does with an article what its text says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.types import Article, Findings, Published


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _wait() -> None:
    time.sleep(60)


def _fail() -> None:
    raise ValueError("no verb in it")


def _miss() -> None:
    raise OSError("no such model")


BAD = {"end": _end, "wait": _wait, "fail": _fail, "miss": _miss}


def read(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
    """The articles without facts; "once PATH" ends the worker unless there is a file, which it makes."""
    for article in articles:
        word, _, path = article.text.partition(" ")
        if word in BAD:
            BAD[word]()
        if word == "once" and not Path(path).exists():
            Path(path).touch()
            _end()
        yield Findings(article, Published(None, "none", (), ""))


def slowly(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
    """The real reader, half a second late with each article."""
    from kg.extract import extract

    for found in extract(articles, model):
        time.sleep(0.5)
        yield found
