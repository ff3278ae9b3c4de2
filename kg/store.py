"""The store: published snapshots of the graph in an Oxigraph database, one writer, any number of readers.

    DIR/kg.json             marker: format, version of kg, base IRI
    DIR/current             the pointer, replaced atomically: format, number, quads and base IRI of the snapshot to read
    DIR/ledger.db           what was read so far (kg.ledger); the graph can be made from it alone
    DIR/snapshots/<n>/      one Oxigraph database, never changed once it bears its number
    DIR/snapshots/<n>.sums  SHA-256 of each of its files, as `sha256sum` writes them
    DIR/kg.lock             held while writing; kg.lock.json tells by whom
    DIR/push/<endpoint>.log what was sent to an endpoint elsewhere (kg.sent)

A build writes a fresh database and publishes it by renaming, so a reader never sees half a graph, and a build that
fails or is killed leaves what was there. The engine does not merge equal triples of several graphs when it is told to
read their union (a count over it is too high; measured), so each database holds the union as its default graph too. It
is loaded as lines, portion by portion, in a thread beside the one that makes them: the engine lets Python go on. Damage
to a database may give wrong answers without an error (measured), so `kg.verify` compares hashes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from kg import iri, locks, pointer
from kg.errors import DamagedStore, DiskFull, ForeignStore, KgError, NoStore, StoreFailure, StoreInUse
from kg.pointer import CURRENT as CURRENT
from kg.pointer import SNAPSHOTS as SNAPSHOTS
from kg.triples import Triples
from kg.version import __version__

FORMAT = 2
#: Formats whose snapshots can be read: 1 had no ledger and no sums.
READABLE = (1, 2)
DEFAULT = Path(".kg")
DEFAULT_BASE = "https://kg.example/"
MARKER = "kg.json"
LOCK, HOLDER = ".lock", ".lock.json"
SUMS = ".sums"
KEEP = 2
#: Triples of named graphs loaded at once: some 100 MB while they are. Four times as many take 340 MB in all and a tenth
#: off the engine's time (measured).
PORTION = 50_000
NO_LIMIT = 1 << 62


class Current(NamedTuple):
    """What the pointer says: which snapshot is read, how many quads its named graphs hold, its base IRI.

    `sums` is the SHA-256 of the list of its files' hashes; "" in format 1.
    """

    number: int
    quads: int
    base: str
    sums: str = ""


class Snapshot(NamedTuple):
    """A published graph, open for reading. Its default graph is the union of the named ones."""

    engine: Store
    base: str
    quads: int

    def sorted_quads(self) -> Iterator[Quad]:
        """All quads of the named graphs, sorted by graph, then as N-Triples lines. Holds one graph in memory.

        What was withdrawn is left out: the same articles give the same quads, whatever they said before.
        """
        for graph in sorted(self.engine.named_graphs(), key=str):
            if str(graph).endswith(f"{iri.WITHDRAWN}>"):
                continue
            quads = self.engine.quads_for_pattern(None, None, None, graph)
            lines = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
            for quad in parse(b"\n".join(sorted(lines.split(b"\n"))), format=RdfFormat.N_TRIPLES):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)


def open_snapshot(directory: Path) -> Snapshot:
    """The current snapshot of a store.

    Raises `NoStore`, `ForeignStore` (not ours, or of another format) or `DamagedStore`.
    """
    now = pointed(directory)
    while True:
        try:
            with engine_errors(directory):
                return Snapshot(Store.read_only(str(snapshot_path(directory, now))), now.base, now.quads)
        except KgError as error:
            # Two builds may have published and cleared away since we looked; then there is a newer one.
            seen, now = now, pointed(directory)
            if now == seen:
                raise DamagedStore(f"snapshot {seen.number} of {directory} cannot be read; build again") from error


def snapshot_path(directory: Path, now: Current) -> Path:
    """The folder of the database that the pointer names."""
    return directory / SNAPSHOTS / str(now.number)


def pointed(directory: Path) -> Current:
    """The pointer to the published snapshot. Raises `NoStore` or `ForeignStore` if there is none."""
    now = current(directory)
    if now is not None:
        return now
    check_ours(directory)
    raise NoStore(f"no graph has been built in {directory} yet; run: kg build PATH --store {directory}")


def current(directory: Path) -> Current | None:
    """The pointer to the published snapshot, None if there is none. Raises `ForeignStore` for one of another format."""
    try:
        version, number, quads, base, *sums = pointer.words(str(directory))
        if int(version) not in READABLE:
            raise ForeignStore(f"{directory} is in format {version}; this kg reads formats {_known_formats()}")
        return Current(int(number), int(quads), base, *sums[:1])
    except (OSError, ValueError):
        return None


def check_ours(directory: Path) -> None:
    """Raise `NoStore` if there is no folder, `ForeignStore` if it is not ours or of another format."""
    if not directory.is_dir():
        raise NoStore(f"no store at {directory}; run: kg build PATH --store {directory}")
    try:
        marker = _json(directory / MARKER)
        version, writer = marker["format"], marker["kg"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ForeignStore(f"{directory} is not a kg store (no {MARKER} in it)") from error
    if version not in READABLE:
        known = _known_formats()
        raise ForeignStore(f"{directory} was written by kg {writer} in format {version}; this kg reads formats {known}")


def _known_formats() -> str:
    return ", ".join(map(str, READABLE))


def base_of(directory: Path) -> str | None:
    """The base IRI that a store was last built with, None if there is no store."""
    try:
        base = _json(directory / MARKER).get("base")
    except (OSError, ValueError, AttributeError):
        return None
    return base if isinstance(base, str) else None


def prepare(directory: Path, base: str) -> None:
    """Make `directory` a store if it is empty or missing; raise `ForeignStore` if it holds something else."""
    ours = {f"kg{LOCK}", f"kg{HOLDER}"}
    if directory.exists() and not directory.is_dir():
        raise ForeignStore(f"{directory} is not a folder")
    if directory.is_dir() and any(entry.name not in ours for entry in directory.iterdir()):
        check_ours(directory)
        return
    with engine_errors(directory):
        (directory / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        _write_json(directory / MARKER, {"format": FORMAT, "kg": __version__, "base": base})


@contextmanager
def writing(directory: Path, command: str) -> Iterator[None]:
    """Hold the store's lock; raise `StoreInUse`, saying who has it, without waiting."""
    with held(directory, command, "kg"):
        yield


@contextmanager
def held(directory: Path, command: str, name: str) -> Iterator[None]:
    """Hold the lock of that name in a folder; raise `StoreInUse`, saying who has it, without waiting."""
    import time

    holder = directory / f"{name}{HOLDER}"
    with engine_errors(directory):
        let_go = locks.taken(directory / f"{name}{LOCK}")
    if let_go is None:
        raise StoreInUse(f"{directory} is in use by {_holder(holder)}; try again when it is done")
    try:
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        with engine_errors(directory):
            _write_json(holder, {"command": command, "pid": os.getpid(), "since": since}, lasting=False)
        yield
    finally:
        holder.unlink(missing_ok=True)
        let_go()


def _holder(path: Path) -> str:
    try:
        who = _json(path)
        return f"{who['command']} (pid {who['pid']}, since {who['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another command"


def publish(directory: Path, written: Iterable[Triples], base: str) -> int:
    """Write the triples as a new snapshot, make it the current one, clear away old ones; return how many they are.

    To be called with the lock held. All or nothing: if `written` or the disk fails, the old snapshot stays current.
    """
    from shutil import rmtree
    from traceback import clear_frames

    snapshots = directory / SNAPSHOTS
    with engine_errors(directory):
        snapshots.mkdir(exist_ok=True)
        _sweep(directory, keep=NO_LIMIT)
        number = 1 + max((int(path.name) for path in _numbered(snapshots)), default=0)
        fresh, final = snapshots / f"{number}.tmp", snapshots / str(number)
        try:
            count = fill(fresh, written)
            sums = hashed(fresh)
            replace(snapshots / f"{number}{SUMS}", sums)
            fresh.rename(final)
            _write_json(directory / MARKER, {"format": FORMAT, "kg": __version__, "base": base})
            import hashlib  # loads OpenSSL, which reading does not need

            digest = hashlib.sha256(sums.encode()).hexdigest()
            replace(directory / CURRENT, f"{FORMAT} {number} {count} {base} {digest}\n")
        except BaseException as error:
            clear_frames(error.__traceback__)  # else they hold the database open, and it writes while it is deleted
            for left in (fresh, final):
                rmtree(left, ignore_errors=True)
            (snapshots / f"{number}{SUMS}").unlink(missing_ok=True)
            raise
        _sweep(directory, keep=KEEP)
    return count


def fill(path: Path, written: Iterable[Triples]) -> int:
    """Write a new database at `path`, with the union of all graphs as default graph; return how many quads that are.

    No graph is given a triple twice. While a thread loads one portion the next is made: memory holds two, however many
    there are. What fails there is raised here, when the next portion is ready; nothing goes on once this has returned.
    """
    from concurrent.futures import Future, ThreadPoolExecutor

    engine, count = Store(str(path)), 0
    with ThreadPoolExecutor(1) as loader:
        loading: Future[None] | None = None
        for size, named, union in _portions(written):
            count += size
            if loading is not None:
                loading.result()
            loading = loader.submit(_load, engine, named, union)
        if loading is not None:
            loading.result()
    engine.flush()
    return count


def _portions(written: Iterable[Triples]) -> Iterator[tuple[int, bytes, bytes]]:
    """How many triples, the same as N-Quads, and those of them that are in the union as N-Triples."""
    size, named, union = 0, BytesIO(), BytesIO()
    for some in written:
        size += len(some.lines)
        named.write(some.named().encode())
        if not some.graph.endswith(iri.WITHDRAWN):
            union.write(some.unnamed().encode())
        if size >= PORTION:
            yield size, named.getvalue(), union.getvalue()
            size, named, union = 0, BytesIO(), BytesIO()
    if size:
        yield size, named.getvalue(), union.getvalue()


def _load(engine: Store, named: bytes, union: bytes) -> None:
    """Named graphs and the union one after the other, for the memory; lenient, for the lines were made from terms."""
    engine.bulk_load(named, RdfFormat.N_QUADS, lenient=True)
    engine.bulk_load(union, RdfFormat.N_TRIPLES, lenient=True)


def hashed(path: Path) -> str:
    """The SHA-256 of every file of a database, a line each, sorted by name."""
    import hashlib

    lines = []
    for entry in sorted(path.iterdir()) if path.is_dir() else ():
        with entry.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {entry.name}\n")
    return "".join(lines)


def _numbered(snapshots: Path) -> list[Path]:
    return [path for path in snapshots.iterdir() if path.name.isdigit() and path.is_dir()]


def _sweep(directory: Path, keep: int) -> None:
    """Clear away what killed builds left, and all but the newest `keep` snapshots; never the current one."""
    from shutil import rmtree

    now, snapshots = current(directory), directory / SNAPSHOTS
    newest = sorted(_numbered(snapshots), key=lambda path: int(path.name), reverse=True)
    old = [path for path in newest[keep:] if now is None or int(path.name) != now.number]
    for path in (*old, *snapshots.glob("*.tmp")):
        rmtree(path, ignore_errors=True)
    for sums in snapshots.glob(f"*{SUMS}"):
        if not sums.with_suffix("").is_dir():
            sums.unlink(missing_ok=True)


def forget(directory: Path) -> None:
    """Drop all snapshots but the published one. To be called with the lock held."""
    _sweep(directory, keep=1)


@contextmanager
def engine_errors(directory: Path) -> Iterator[None]:
    """Turn what the engine and the file system raise into our errors; their words are all the engine gives."""
    try:
        yield
    except OSError as error:
        text = str(error)
        if error.errno == errno.ENOSPC or "No space left" in text:
            raise DiskFull(f"no space left for {directory}; what was there before is unchanged") from error
        if "Corruption" in text:
            raise DamagedStore(f"{directory} is damaged; build again: kg build PATH ({text})") from error
        if "While lock file" in text:
            raise StoreInUse(f"{directory} is in use by another program") from error
        raise StoreFailure(f"{directory}: {text}") from error
    except RuntimeError as error:
        if "Corruption" not in str(error):
            raise
        raise DamagedStore(f"{directory} is damaged; build again: kg build PATH ({error})") from error


def _json(path: Path) -> Any:
    import json

    return json.loads(path.read_text(encoding="utf-8"))


def _write_json(path: Path, value: dict[str, Any], lasting: bool = True) -> None:
    import json

    replace(path, json.dumps(value, indent=2) + "\n", lasting)


def replace(path: Path, text: str | bytes, lasting: bool = True) -> None:
    """Write a file whole or not at all, and on disk when this returns, unless it is not to last."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
