"""What articles an answer rests on, and how many of them are independent: near-copies count as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kg.query import Rows
from kg.store import Snapshot, open_snapshot


class Sources:
    """Watches the rows of an answer go by and remembers the articles that are in them."""

    def __init__(self, base: str, limit: int | None = None) -> None:
        self._prefix = f"{base}article/"
        self._limit = limit
        self.articles: set[str] = set()

    def watched(self, rows: Rows) -> Rows:
        """The same rows; the articles are known as far as rows were read."""
        return Rows(rows.columns, self._noting(rows.rows))

    def _noting(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(rows):
            # One row more than is shown may be read, to know that there is one.
            for term in row if self._limit is None or number < self._limit else ():
                if isinstance(term, NamedNode) and term.value.startswith(self._prefix):
                    self.articles.add(term.value.partition("#")[0])
            yield row

    def independent(self, snapshot: Snapshot) -> int:
        """How many of the articles are no near-copies of one another."""
        from kg.vocabulary import KGO

        engine, original = snapshot.engine, NamedNode(KGO.originalReport)
        return len(
            {
                next((str(q.object) for q in engine.quads_for_pattern(NamedNode(name), original, None, None)), name)
                for name in self.articles
            }
        )

    def told(self, directory: Path) -> str | None:
        """The count in words: "3 articles, 1 independent source"; None if no article was in the rows."""
        if not self.articles:
            return None
        articles, independent = len(self.articles), self.independent(open_snapshot(directory))
        plurals = ("" if articles == 1 else "s", "" if independent == 1 else "s")
        return f"{articles} article{plurals[0]}, {independent} independent source{plurals[1]}"
