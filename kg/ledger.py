"""The ledger: what has been read so far, so that a build reads only what is new, and can be killed at any moment.

    publication   a place where a text was found (file, line of a file), the piece of input it came in, the article
    article       one text: what was read from it, and the version of extraction that read it
    withdrawn     what an article said before its text was changed, and the path of the text that replaced it
    sketch        hashed word sequences of each article, by which near-copies are found
    state         what was published last

An SQLite database in the store's folder. One article is one transaction; `flush` brings all that was committed to the
disk. The graph is made from the ledger alone, so two builds that leave the same ledger publish the same graph.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import DamagedStore, DiskFull, StoreFailure
from kg.inputs import Publication

if TYPE_CHECKING:
    import msgspec

    from kg.types import Document, Findings

FILE = "ledger.db"
SCHEMA = """
CREATE TABLE IF NOT EXISTS article (path TEXT PRIMARY KEY, extractor TEXT NOT NULL, findings BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS publication (
    place TEXT PRIMARY KEY, piece TEXT NOT NULL, article TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS publication_piece ON publication (piece);
CREATE INDEX IF NOT EXISTS publication_article ON publication (article);
CREATE TABLE IF NOT EXISTS withdrawn (
    path TEXT NOT NULL, place TEXT NOT NULL, successor TEXT NOT NULL, findings BLOB NOT NULL, record BLOB NOT NULL,
    PRIMARY KEY (path, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketch (article TEXT PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
#: A place that is `:root` or lies under it.
UNDER = "(place = :root OR substr(place, 1, length(:root) + 1) IN (:root || '/', :root || '#'))"
#: What this run has come across; gone when the connection closes.
RUN = """
CREATE TEMP TABLE seen (place TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Found(NamedTuple):
    """An article as it was found in this run: where, in which piece of input, and what the input tells of it."""

    place: str
    piece: str
    article: str
    publication: Publication


class Withdrawn(NamedTuple):
    """What an article said before its text at a place was changed; `successor` is the path of what stands there now."""

    document: Document
    successor: str


class Ledger:
    """The ledger of one store, open for one build. Use as a context manager; every method may raise `StoreFailure`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.begun_anew = False
        with _errors(path):
            self._database = sqlite3.connect(path, isolation_level=None)
            # A commit outlives the process at once, and the machine from the next flush on.
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            # Pages: the log is copied into the database, and the disk waited for, by `flush` rather than in between.
            self._database.execute("PRAGMA wal_autocheckpoint = 4000")
            # What is deleted is overwritten: an article that is gone leaves no words behind.
            self._database.execute("PRAGMA secure_delete = ON")
            self._database.executescript(SCHEMA + RUN)

    @classmethod
    def fresh(cls, path: Path) -> Ledger:
        """The ledger at a path with everything to be read again; one that is damaged is begun anew."""
        try:
            ledger = cls(path)
            ledger.start_anew()
            return ledger
        except DamagedStore:
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            ledger = cls(path)
            ledger.begun_anew = True
            return ledger

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    # --- what is known ------------------------------------------------------------------------------------------------

    def places_of(self, pieces: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Where the articles of pieces of input were found, by piece; of those only that were read before without faults."""
        marks = ", ".join("?" * len(pieces))
        found: dict[str, tuple[str, ...]] = {}
        for piece, place in self._all(
            f"SELECT piece, place FROM publication WHERE piece IN ({marks}) ORDER BY place", *pieces
        ):
            found[piece] = (*found.get(piece, ()), place)
        return found

    def publication_at(self, place: str) -> tuple[str, Publication] | None:
        """The path of the article found at a place before, and what the input told of it; None if nothing was."""
        rows = self._all("SELECT article, record FROM publication WHERE place = ?", place)
        return (rows[0][0], _publication(rows[0][1])) if rows else None

    def has(self, article: str, extractor: str) -> bool:
        """True if an article was read by this version of extraction."""
        return bool(self._all("SELECT 1 FROM article WHERE path = ? AND extractor = ?", article, extractor))

    def was_seen(self, place: str) -> bool:
        """True if this run has come across a place already."""
        return bool(self._all("SELECT 1 FROM seen WHERE place = ?", place))

    def outdated(self, extractor: str) -> Iterator[Findings]:
        """What another version of extraction read, by path: the texts are kept, so they can be read again."""
        for (path,) in self._all("SELECT path FROM article WHERE extractor <> ? ORDER BY path", extractor):
            ((blob,),) = self._all("SELECT findings FROM article WHERE path = ?", path)
            yield _unpacked(blob)

    def count(self) -> int:
        """How many articles there are."""
        ((count,),) = self._all("SELECT count(*) FROM article")
        return int(count)

    # --- what changes -------------------------------------------------------------------------------------------------

    def see(self, places: Iterable[str]) -> None:
        """Note that this run has come across these places."""
        with _errors(self._path):
            self._database.execute("BEGIN")
            self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?)", ((place,) for place in places))
            self._database.execute("COMMIT")

    def put(self, path: str, findings: Findings, extractor: str, found: Iterable[Found], keep: bool = True) -> None:
        """Keep what was read from an article and where it was found, in one transaction. See `place` for `keep`."""
        from kg import copies

        blob = _packed(findings)
        sketch = copies.sketch(findings.article.text[findings.article.body :])
        with self.transaction():
            self._database.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (path, extractor, blob))
            self._database.execute("INSERT OR REPLACE INTO sketch VALUES (?, ?)", (path, sketch))
            for one in found:
                self._place(one, keep)

    def place(self, found: Found, keep: bool = True) -> None:
        """Note that a known article was found at a place.

        What stood there before is withdrawn, or with `keep` False forgotten, unless it still stands elsewhere.
        """
        with self.transaction():
            self._place(found, keep)

    def _place(self, found: Found, keep: bool) -> None:
        before = self._all("SELECT article, record FROM publication WHERE place = ?", found.place)
        row = (found.place, found.piece, found.article, _encoded(found.publication))
        self._database.execute("INSERT OR REPLACE INTO publication VALUES (?, ?, ?, ?)", row)
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (found.place,))
        for article, record in before:
            if article != found.article and self._is_orphan(article):
                if keep:
                    self._database.execute(
                        "INSERT OR REPLACE INTO withdrawn SELECT path, ?, ?, findings, ? FROM article WHERE path = ?",
                        (found.place, found.article, record, article),
                    )
                self._drop(article)

    def knows(self, root: str) -> bool:
        """True if something was found at a place or under it."""
        return bool(self._all(f"SELECT 1 FROM publication WHERE {UNDER} LIMIT 1", {"root": root}))

    def sweep(self, roots: Iterable[str]) -> int:
        """Drop what was found under `roots` before and not in this run; return how many publications that were."""
        gone: dict[str, str] = {}
        for root in roots:
            gone |= self._rows(
                f"SELECT place, article FROM publication WHERE {UNDER} AND place NOT IN (SELECT place FROM seen)",
                {"root": root},
            )
        with self.transaction():
            for place in gone:
                self._database.execute("DELETE FROM publication WHERE place = ?", (place,))
                self._database.execute("DELETE FROM withdrawn WHERE place = ?", (place,))
            for article in set(gone.values()):
                if self._is_orphan(article):
                    self._drop(article)
        return len(gone)

    def forget_withdrawn(self) -> None:
        """Forget every earlier version."""
        with self.transaction():
            self._database.execute("DELETE FROM withdrawn")

    def start_anew(self) -> None:
        """Take everything as not yet read: it is all read again."""
        with self.transaction():
            self._database.execute("UPDATE article SET extractor = ''")
            self._database.execute("UPDATE publication SET piece = ''")
            self._database.execute("DELETE FROM state")

    def _is_orphan(self, article: str) -> bool:
        return not self._all("SELECT 1 FROM publication WHERE article = ? LIMIT 1", article)

    def _drop(self, article: str) -> None:
        self._database.execute("DELETE FROM article WHERE path = ?", (article,))
        self._database.execute("DELETE FROM sketch WHERE article = ?", (article,))

    # --- what is published --------------------------------------------------------------------------------------------

    def state(self, key: str) -> str | None:
        """A value noted by `note`, None if there is none."""
        rows = self._all("SELECT value FROM state WHERE key = ?", key)
        return rows[0][0] if rows else None

    def note(self, key: str, value: str) -> None:
        """Note a value under a key."""
        with self.transaction():
            self._database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def digest(self) -> str:
        """A hash of all that the graph is made from: equal ledgers give equal graphs."""
        import hashlib

        found = hashlib.sha256()
        for query in (
            "SELECT path || extractor FROM article ORDER BY path",
            "SELECT article || hex(record) FROM publication ORDER BY article, record",
            "SELECT path || successor || hex(record) FROM withdrawn ORDER BY path, place",
        ):
            rows = self._rows(query)
            while lines := [f"{line}\n" for (line,) in islice(rows, 1000)]:
                found.update("".join(lines).encode())
        return found.hexdigest()

    def documents(self) -> Documents:
        """The present articles, by path."""
        from kg import copies

        likenesses = copies.likenesses(lambda: self._rows("SELECT article, hashes FROM sketch ORDER BY article"))
        return Documents(self, copies.originals(likenesses))

    def read(self) -> Iterator[tuple[str, Findings, tuple[Publication, ...]]]:
        """The present articles, by path, each with its publications, sorted."""
        for path, blob in self._rows("SELECT path, findings FROM article ORDER BY path"):
            records = self._all("SELECT record FROM publication WHERE article = ?", path)
            yield path, _unpacked(blob), tuple(sorted({_publication(record) for (record,) in records}))

    def withdrawn(self) -> Iterator[Withdrawn]:
        """What articles said before their texts were changed, by path. What is present again is not withdrawn."""
        from kg.types import Document

        rows = self._rows(
            "SELECT path, successor, findings, record FROM withdrawn"
            " WHERE path NOT IN (SELECT path FROM article) ORDER BY path, place"
        )
        for path, successor, blob, record in rows:
            yield Withdrawn(Document(_unpacked(blob), (_publication(record),), path), successor)

    # --- the database -------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the changes inside, or none."""
        with _errors(self._path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def flush(self) -> None:
        """Bring all that was committed to the disk."""
        with _errors(self._path):
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with _errors(self._path):
            return self._database.execute(query, _given(values)).fetchall()

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with _errors(self._path):
            yield from self._database.execute(query, _given(values))


class Documents:
    """The present articles of a ledger, read anew for whoever iterates: memory holds one at a time."""

    def __init__(self, ledger: Ledger, originals: Mapping[str, str]) -> None:
        self._ledger = ledger
        self._originals = originals

    def __iter__(self) -> Iterator[Document]:
        from kg.types import Document

        for path, findings, publications in self._ledger.read():
            yield Document(findings, publications, self._originals.get(path, path))


def _given(values: tuple[Any, ...]) -> Any:
    """The values of a query: one by one, or one mapping of them by name."""
    return values[0] if len(values) == 1 and isinstance(values[0], Mapping) else values


# What packs and unpacks is loaded with the first that is to be: a build in which nothing is new has none.


def _packed(findings: Findings) -> bytes:
    return zlib.compress(_encoded(findings), 1)


def _unpacked(blob: bytes) -> Findings:
    return _findings().decode(zlib.decompress(blob))


def _publication(record: bytes) -> Publication:
    return _records().decode(record)


def _encoded(value: object) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(value)


@cache
def _findings() -> msgspec.msgpack.Decoder[Findings]:
    import msgspec

    from kg.types import Findings

    return msgspec.msgpack.Decoder(Findings)


@cache
def _records() -> msgspec.msgpack.Decoder[Publication]:
    import msgspec

    return msgspec.msgpack.Decoder(Publication)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    """What the database raises, as our errors."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise DiskFull(f"no space left for {path}; what was there before is unchanged") from error
        if isinstance(error, sqlite3.OperationalError):
            raise StoreFailure(f"{path}: {text}") from error
        raise DamagedStore(f"{path} is damaged ({text}); read everything again: kg build PATH --rebuild") from error
