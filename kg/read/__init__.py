"""Paths to `Source`s: what is there, as bytes. Nothing is decoded here.

Only regular files are read. Hidden files are passed over. A link is followed when it is named on the command line or
leads to a file inside the folder being read. Files of a folder come sorted by the bytes of their names, so the order
depends on neither locale nor file system. Addresses (`s3://…`) are reached through `kg.filesystem`.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, NamedTuple

from kg import filesystem
from kg.errors import NoInput, UsageError
from kg.inputs import Problem, Source

TEXT, JSON, JSONL, HTML = "text/plain", "application/json", "application/x-ndjson", "text/html"
MARKDOWN, CSV, TSV = "text/markdown", "text/csv", "text/tab-separated-values"
WARC, ZIP, TAR = "application/warc", "application/zip", "application/x-tar"
PARQUET = "application/vnd.apache.parquet"
#: Ending of a file's name, in lower case, of two parts at most -> media type. Of two that fit the longer counts.
MEDIA = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".json": JSON, ".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV, ".tsv": TSV, ".warc": WARC, ".warc.gz": WARC,
    ".parquet": PARQUET, ".zip": ZIP, ".tar": TAR, ".tar.gz": TAR, ".tgz": TAR, ".tar.bz2": TAR, ".tar.xz": TAR,
}  # fmt: skip
#: Files of these hold many articles.
OF_MANY = frozenset({JSONL, CSV, TSV, PARQUET, WARC, ZIP, TAR})
OF_ROWS = frozenset({CSV, TSV, PARQUET, WARC})
MAX_BYTES = 10_000_000
STDIN = "-"
TEXT_COLUMNS = (b"text", b"body", b"content", b"article", b"maintext", b"fulltext")
#: The file that makes a folder a store: its files are no articles.
STORE_MARK = "kg.json"
#: So many bytes are asked for at once: room for as many as a file may have would be made in vain for nearly all.
SOME = 2**16


class File(NamedTuple):
    """A file to be read: its path or address, and where that leads as `root` tells, "" if that was not looked up yet."""

    path: str
    place: str = ""


def read(
    paths: Iterable[str | Path], max_bytes: int = MAX_BYTES, stdin: IO[bytes] | None = None
) -> Iterator[Source | Problem]:
    """Yield the sources of all paths, in the order given; a folder is walked, "-" is standard input.

    `max_bytes` caps a file, or one line of JSONL. What cannot be read is yielded as a `Problem` and the rest goes on.
    Raises `NoInput` at once, before anything is read, for a path that does not exist.
    """
    named = [str(path) for path in paths]
    checked(named)
    return _read(named, max_bytes, stdin)


def checked(paths: Iterable[str]) -> None:
    """Raise `NoInput` for a path that does not exist."""
    for path in paths:
        if path != STDIN and not exists(path):
            raise NoInput(f"{shown(path)}: no such file or folder")


def exists(path: str | Path) -> bool:
    """True for a path or address at which there is something, be it a link that leads nowhere."""
    return (
        filesystem.exists(str(path))
        if filesystem.is_remote(str(path))
        else os.path.lexists(filesystem.local(str(path)))
    )


def _read(paths: list[str], max_bytes: int, stdin: IO[bytes] | None) -> Iterator[Source | Problem]:
    for path in paths:
        if path == STDIN:
            yield from _sources("stdin", STDIN, None, stdin or sys.stdin.buffer, max_bytes)
        else:
            for item in _named(path):
                yield from [item] if isinstance(item, Problem) else _opened(item, max_bytes)


def files(path: str) -> Iterator[str | Problem]:
    """The files at a path or address that are read, in order; what is passed over and should be told, as problems."""
    return (item if isinstance(item, Problem) else item.path for item in _named(path))


def _named(path: str) -> Iterator[File | Problem]:
    if filesystem.is_remote(path):
        named = list(filesystem.files(path))
        other = [name for name in named if media(name) is None and name.rstrip("/") != path.rstrip("/")]
        if other:
            yield _told_other(path, [name.rpartition("/")[2] for name in other])
        yield from (File(name) for name in named if name not in set(other))
        return
    here = Path(filesystem.local(path))
    if here.is_dir():
        real = os.path.realpath(here)
        yield from _walk("" if here == Path() else str(here), real, real)
    else:
        yield File(str(here))


def _walk(folder: str, real: str, root: str) -> Iterator[File | Problem]:
    """The article files under a folder, "" for the current one.

    `real` is its real path, `root` that of the folder that was named, which links must not leave.
    """
    try:
        with os.scandir(folder or os.curdir) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Problem(shown(folder or os.curdir), "unreadable", reason(error))
        return
    if any(entry.name == STORE_MARK for entry in entries):
        return
    entries = [entry for entry in entries if not entry.name.startswith(".")]
    other = [entry.name for entry in entries if _is_other(entry)]
    if other:
        yield _told_other(folder or os.curdir, other)
    for entry in entries:
        path = entry.path if folder else entry.name
        place = os.path.join(real, entry.name)  # noqa: PTH118 - pathlib takes longer than reading the file
        if entry.is_symlink():
            yield from _linked(path, root)
        elif entry.is_dir():
            yield from _walk(path, place, root)
        elif media(entry.name) is not None:
            yield File(path, shown(place))


def _told_other(folder: str | Path, names: list[str]) -> Problem:
    told = f"{', '.join(map(shown, names[:3]))}{' …' if len(names) > 3 else ''}"
    return Problem(shown(folder), "other-files", f"{len(names)} of a kind that is not read: {told}", "warning")


def _is_other(entry: os.DirEntry[str]) -> bool:
    """True for a file that is passed over for what its name ends in."""
    return media(entry.name) is None and not entry.is_symlink() and entry.is_file()


def _linked(path: str, root: str) -> Iterator[File | Problem]:
    """The file that a link inside a folder leads to, or why it is not followed."""
    target = Path(path).resolve()
    if not target.exists():
        yield Problem(shown(path), "symlink", "the link leads nowhere")
    elif target.is_dir():
        yield Problem(shown(path), "symlink", "a link to a folder is not followed")
    elif not target.is_relative_to(root):
        yield Problem(shown(path), "symlink", "the link leads out of the folder and is not followed")
    elif media(Path(path).name) is not None:
        yield File(path)


def opened(path: str, max_bytes: int) -> Iterator[Source | Problem]:
    """The sources of one file, here or elsewhere."""
    return _opened(File(path), max_bytes)


def _opened(file: File, max_bytes: int) -> Iterator[Source | Problem]:
    if filesystem.is_remote(file.path):
        return _fetched(file.path, max_bytes)
    return _file(file.path, file.place or root(file.path), max_bytes)


def _fetched(path: str, max_bytes: int) -> Iterator[Source | Problem]:
    try:
        system, inside = filesystem.at(path)
        with filesystem.errors(path), system.open(inside, "rb") as file:
            name = inside.rpartition("/")[2]
            yield from _sources(name, shown(path), media(name) or TEXT, file, max_bytes, root(path))
    except UsageError as error:
        yield Problem(shown(path), "unreadable", str(error).removeprefix(f"{path}: "))


def _file(path: str, place: str, max_bytes: int) -> Iterator[Source | Problem]:
    name, origin = path.rpartition(os.sep)[2], shown(path)
    kind = media(name) or TEXT
    try:
        # Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb", buffering=-1 if kind in OF_MANY else 0) as file:
            if stat.S_ISREG(os.fstat(number).st_mode):
                yield from _sources(name, origin, kind, file, max_bytes, place)
            else:
                yield Problem(origin, "not-a-file", "not a regular file")
    except OSError as error:
        yield Problem(origin, "unreadable", reason(error))


def media(name: str) -> str | None:
    """The media type that a file's name tells; None for one that is not read.

    >>> media("crawl.WARC.gz"), media("a.txt"), media("a.pdf")
    ('application/warc', 'text/plain', None)
    """
    return MEDIA.get(_ending(name))


@lru_cache(maxsize=1024)  # asked several times of each file
def _ending(name: str) -> str:
    """The longest ending of a file's name that tells its type; "" if there is none."""
    lower = name.lower()
    last = lower.rfind(".")
    both, one = lower[lower.rfind(".", 0, max(last, 0)) :], lower[last:]
    return both if both in MEDIA else one if one in MEDIA else ""


def _sources(
    file_name: str, origin: str, kind: str | None, file: IO[bytes], max_bytes: int, place: str = STDIN
) -> Iterator[Source | Problem]:
    name = _stem(file_name)
    if kind in (ZIP, TAR):
        from kg.read import archives

        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        yield from archives.members(origin, place, file, kind, size, max_bytes, partial(_member, max_bytes=max_bytes))
    else:
        yield from _within(name, origin, place, kind, file, max_bytes)


def _within(
    name: str, origin: str, place: str, kind: str | None, file: IO[bytes], max_bytes: int
) -> Iterator[Source | Problem]:
    """The sources of a file that is no archive. `kind` None: by how it begins."""
    if kind == JSONL:
        yield from _lines(name, origin, place, file, max_bytes)
    elif kind in OF_ROWS:
        yield from _rows(name, origin, place, kind, file, max_bytes)
    else:
        data = _start(file, max_bytes + 1)
        kind = kind or sniffed(data)
        if len(data) > max_bytes:
            yield Problem(origin, "too-large", f"larger than {max_bytes:,} bytes; --max-file-size raises the limit")
        elif kind == CSV:
            yield from _rows(name, origin, place, kind, io.BytesIO(data), max_bytes)
        else:
            yield Source(name, origin, data, kind, place=place)


def _rows(name: str, origin: str, place: str, kind: str, file: IO[bytes], max_bytes: int) -> Iterator[Source | Problem]:
    """The sources of a file of many; what reads it is loaded when there is one."""
    from kg.read import parquet, tables, warc

    if kind == PARQUET:
        return parquet.rows(name, origin, place, file, max_bytes)
    if kind == WARC:
        return warc.records(name, origin, place, file, max_bytes)
    return tables.rows(name, origin, place, file, kind, max_bytes)


def _start(file: IO[bytes], size: int) -> bytes:
    """The first bytes of a file, so many if it has them."""
    parts = []
    while size and (part := file.read(min(size, SOME))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _member(name: str, origin: str, place: str, file: IO[bytes], max_bytes: int) -> Iterator[Source | Problem]:
    """The sources of a file in an archive; none for one that is hidden, an archive itself, or not read."""
    base = name.rpartition("/")[2]
    kind = media(base)
    if kind in (ZIP, TAR):
        yield Problem(origin, "archive-nested", "an archive within an archive is not opened")
    elif kind is not None and not base.startswith("."):
        yield from _within(_stem(base), origin, place, kind, file, max_bytes)


def _stem(name: str) -> str:
    """A file's name without the ending that tells its type."""
    ending = _ending(name)
    return shown(name[: -len(ending)] if ending else Path(name).stem)


def root(path: str | Path) -> str:
    """Where a path leads, in the one form that builds started elsewhere share."""
    named = str(path)
    return shown(
        filesystem.address(named) if filesystem.is_remote(named) else os.path.realpath(filesystem.local(named))
    )


def _lines(name: str, origin: str, place: str, file: IO[bytes], max_bytes: int) -> Iterator[Source | Problem]:
    """One source a line. A line over the cap is read past in pieces, so memory stays bounded."""
    number, oversized = 1, False
    while line := file.readline(max_bytes + 1):
        ended, here = line.endswith(b"\n"), f"{origin}:{number}"
        if len(line) > max_bytes and not ended:
            oversized = True
            continue
        if oversized:
            yield Problem(here, "too-large", f"the line is larger than {max_bytes:,} bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield Source(f"{name}:{number}", here, line, JSON, place=place)
        number, oversized = number + 1, False
    if oversized:
        yield Problem(f"{origin}:{number}", "too-large", f"the line is larger than {max_bytes:,} bytes")


def content(path: str | Path, max_bytes: int = MAX_BYTES) -> str:
    """The whole of one small text file, UTF-8. Raises `NoInput` where it cannot be read, for whatever reason."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise NoInput(f"{shown(path)}: larger than {max_bytes:,} bytes; --max-file-size raises the limit")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise NoInput(f"{shown(path)}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise NoInput(f"{shown(path)}: not UTF-8") from error


def sniffed(data: bytes) -> str:
    """The media type of input without a name: JSON if it begins like articles, HTML if like a page, else text.

    >>> sniffed(b'{"text": "One."}')
    'application/json'
    >>> sniffed(b"[Capital, Monday] The Senate voted.")
    'text/plain'
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    opened = start[:1]
    following = start[1:].lstrip()[:1]
    if (opened == b"{" and following in (b'"', b"}")) or (opened == b"[" and following in (b"{", b"]")):
        return JSON
    if _is_table(start.partition(b"\n")[0]):
        return CSV
    return HTML if start[:15].lower().startswith((b"<!doctype html", b"<html")) else TEXT


def _is_table(line: bytes) -> bool:
    """True for a first line of column names, one of which is a usual name for a text."""
    names = {
        name.strip(b' "\r').lower()
        for sign in (b",", b";", b"\t", b"|")
        for name in line.split(sign)[: 64 * (sign in line)]
    }
    return not names.isdisjoint(TEXT_COLUMNS)


def shown(path: str | Path) -> str:
    """A path as it can be printed, stored and found again: odd bytes and control characters escaped.

    >>> shown("a\\nb.txt")
    'a\\\\x0ab.txt'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(f"\\x{ord(c):02x}" if ord(c) < 32 or ord(c) == 127 else c for c in text)


def reason(error: OSError) -> str:
    """The system's own words for an error, without number and path."""
    return (error.strerror or str(error)).lower()
