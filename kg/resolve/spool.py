"""Values set aside by key and taken up again group by group, in bounded memory: a sort on disk.

SQLite's own temporary database does it: it stays in memory while it is small and goes to a file, which vanishes with
the process, when it is not.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from itertools import groupby
from typing import Generic, TypeVar

import msgspec

Kept = TypeVar("Kept")
SEPARATOR = "\x1f"  # in no IRI and in no name of a property


class Spool(Generic[Kept]):
    """Keeps frozen values of one type under keys of strings; gives them back grouped, keys sorted, as often as asked.

    >>> spool = Spool(int)
    >>> for word, number in (("b", 1), ("a", 2), ("b", 3)):
    ...     spool.add((word,), number)
    >>> list(spool.groups())
    [[2], [1, 3]]
    """

    def __init__(self, kept: type[Kept]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kept)
        self._database = sqlite3.connect("", isolation_level=None)
        weakref.finalize(self, self._database.close)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE kept (key TEXT NOT NULL, value BLOB NOT NULL)")

    def add(self, key: tuple[str, ...], value: Kept) -> None:
        """Set one value aside; equal keys keep their values in the order in which they came."""
        row = (SEPARATOR.join(key), self._encoder.encode(value))
        self._database.execute("INSERT INTO kept VALUES (?, ?)", row)

    def groups(self) -> Iterator[list[Kept]]:
        """The values of each key."""
        self._database.execute("CREATE INDEX IF NOT EXISTS by_key ON kept (key)")
        rows = self._database.execute("SELECT key, value FROM kept ORDER BY key, rowid")
        for _, same in groupby(rows, key=lambda row: row[0]):
            yield [self._decoder.decode(value) for _, value in same]
