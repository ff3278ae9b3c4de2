"""What articles an answer rests on, and how many of them are independent: near-copies count as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode

from kg.query import Rows
from kg.store import Snapshot

#: What opens a graph in which something is told of these articles.
Opening = Callable[[Iterable[str]], Snapshot]


class Sources:
    """Watches the rows of an answer go by and remembers the articles that are in them."""

    def __init__(self, base: str, limit: int | None = None) -> None:
        self._prefix = f"{base}article/"
        self._limit = limit
        self.articles: set[str] = set()
        #: How many rows went by, and how many of them name an article.
        self.rows = self.sourced = 0

    def watched(self, rows: Rows) -> Rows:
        """The same rows; the articles are known as far as rows were read."""
        return Rows(rows.columns, self._noting(rows.rows))

    def _noting(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            yield self._noted(row)

    def _noted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row, its articles remembered. One row more than is shown may be read, to know that there is one."""
        if self._limit is None or self.rows < self._limit:
            named = [t.value for t in row if isinstance(t, NamedNode) and t.value.startswith(self._prefix)]
            self.articles.update(name.partition("#")[0] for name in named)
            self.rows += 1
            self.sourced += bool(named)
        return row

    def independent(self, snapshot: Snapshot) -> int:
        """How many of the articles are no near-copies of one another."""
        from kg.vocabulary import KGO  # takes its time to load, and most answers are not counted

        engine, original = snapshot.engine, NamedNode(KGO.originalReport)
        return len(
            {
                next((str(q.object) for q in engine.quads_for_pattern(NamedNode(name), original, None, None)), name)
                for name in self.articles
            }
        )

    def told(self, opening: Opening) -> str | None:
        """The count in words: "3 articles, 1 independent source"; None if no article was in the rows."""
        if not self.articles:
            return None
        articles, independent = len(self.articles), self.independent(opening(self.articles))
        plurals = ("" if articles == 1 else "s", "" if independent == 1 else "s")
        return f"{articles} article{plurals[0]}, {independent} independent source{plurals[1]}"

    def thin(self, opening: Opening) -> str | None:
        """A warning if all of several rows rest on one independent source, else None."""
        if self.rows < 2 or self.sourced < self.rows:
            return None
        # Most answers of one source are of one article, and then nothing need be opened.
        if len(self.articles) > 1 and self.independent(opening(self.articles)) > 1:
            return None
        copies = len(self.articles) - 1
        near = f" and {copies} near-cop{'y' if copies == 1 else 'ies'} of it" if copies else ""
        return f"every row rests on one independent source: {min(self.articles)}{near}"
