"""The answer to a question, for Python and notebooks: rows that can be read again, as a frame, a file, a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.query import Rows, native, plain

if TYPE_CHECKING:
    import pandas

MISSING = (
    "df() gives a pandas DataFrame, and pandas is not installed; install it with: pip install 'kg-resolutions[pandas]'"
)
#: How many rows a notebook shows.
SHOWN = 50


class Table:
    """The rows of an answer. They come from the engine as they are read, and are kept, so they can be read again.

    Iterating gives dictionaries by column name, in which numbers and truth values are such and no value is None.
    """

    def __init__(self, rows: Rows, base: str = "") -> None:
        self.columns = rows.columns
        self._base = base
        self._come: list[tuple[Any, ...]] = []
        self._rest = rows.rows

    @property
    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as RDF terms of pyoxigraph; None where nothing is bound."""
        number = 0
        while True:
            if number == len(self._come):
                row = next(self._rest, None)
                if row is None:
                    return
                self._come.append(row)
            yield self._come[number]
            number += 1

    def values(self) -> Iterator[tuple[str | None, ...]]:
        """The rows as plain strings: IRIs in full, literals without type and language."""
        return (tuple(None if term is None else plain(term) for term in row) for row in self.rows)

    def dicts(self) -> Iterator[dict[str, str | None]]:
        """The rows as plain strings by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values())

    def __iter__(self) -> Iterator[dict[str, str | int | float | bool | None]]:
        for row in self.rows:
            yield dict(zip(self.columns, map(native, row), strict=True))

    def __len__(self) -> int:
        """How many rows there are; reads them all."""
        return sum(1 for _ in self.rows)

    def __bool__(self) -> bool:
        """Whether there is a row; reads no more than one."""
        return next(self.rows, None) is not None

    def df(self) -> pandas.DataFrame:
        """A pandas DataFrame, each column of one type if its values are. Raises `KgError` if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise KgError(MISSING) from error
        rows = [tuple(map(native, row)) for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.columns), dtype=object).convert_dtypes()

    def to_csv(self, path: str | Path, *, safe: bool = False) -> None:
        """Write SPARQL CSV, whole or not at all; `safe`: no cell is one that a spreadsheet runs as a formula."""
        import io

        from kg import render, store

        rows = Rows(self.columns, self.rows)
        out = io.StringIO(newline="")
        render.write_csv(render.safe(rows) if safe else rows, out, render.Style())
        store.replace(Path(path), out.getvalue().encode("utf-8", "replace"))

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows as a table, escaped, and how many more there are."""
        from kg import render, webtable
        from kg.vocabulary import PREFIXES

        style = render.Style(self._base, PREFIXES)
        first = list(islice(self.rows, SHOWN + 1))
        cells = ([(term, render.visible(render.short(term, style))) for term in row] for row in first[:SHOWN])
        more = f"<p>The first {SHOWN} rows; there are more.</p>\n" if len(first) > SHOWN else ""
        return "".join(webtable.table(self.columns, cells)) + more

    def __repr__(self) -> str:
        return f"<Table of {', '.join(self.columns)}>"
