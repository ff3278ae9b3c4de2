"""Extraction in this process: an article that cannot be read costs itself alone, as it does in worker processes.

articles ─read─> findings, in input order; after a failure, what was under way one by one, then the rest
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.inputs import Article, Lost, Problem

if TYPE_CHECKING:
    from kg.types import Findings

#: What is no fault of an article: there is no such model; a user's own words cannot be read.
OF_ALL = (OSError, KgError)

Read = Callable[[Iterable[Article], str | None], Iterable["Findings"]]


def extract(articles: Iterable[Article], model: str | None, read: Read) -> Iterator[Findings | Lost]:
    """What each article says, in input order; one whose reading fails is `Lost`, with a problem of code "failed".

    Both `articles` and what `read` makes of them are taken lazily. Errors of `articles` are raised, and those that are of
    all of them: `OSError` (the language model is not installed) and `KgError` (an option is not understood).
    """
    under_way, broken = deque[Article](), list[Exception]()

    def noted() -> Iterator[Article]:
        try:
            for article in articles:
                under_way.append(article)
                yield article
        except Exception as error:
            broken.append(error)
            raise

    waiting = noted()
    while True:
        try:
            for found in read(waiting, model):
                under_way.popleft()
                yield found
        except Exception as error:
            if broken or isinstance(error, OF_ALL):
                raise
            yield from (_alone(article, model, read) for article in tuple(under_way))
            under_way.clear()
        else:
            return


def why(error: Exception) -> str:
    """What is told of an article whose reading ended with an error."""
    return f"reading it failed: {type(error).__name__}: {error}"


def _alone(article: Article, model: str | None, read: Read) -> Findings | Lost:
    try:
        return next(iter(read((article,), model)))
    except OF_ALL:
        raise
    except Exception as error:
        return Lost(article, Problem(article.origin, "failed", why(error)))
