"""Zip and tar archives as streams: each member a source. Names of members are labels, never paths to write to.

Caps keep a small archive from filling the memory: a member's size as of any file, a total, a number of members, and
how far the archive may swell. Archives within archives are not opened.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple

from kg.inputs import Problem, Source

TOTAL = 2_000_000_000
MEMBERS = 200_000
#: How many times its compressed size an archive may be, once it is larger than `ALWAYS`.
RATIO, ALWAYS = 200, 50_000_000

#: What the libraries raise on damaged or unknown archives.
DAMAGES = (
    zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError,
)  # fmt: skip

#: Opens a member: name, origin, place, media type, bytes -> its sources.
Opener = Callable[[str, str, str, IO[bytes]], Iterator[Source | Problem]]


class Member(NamedTuple):
    """A file in an archive: its name there, its size as told, and what opens it."""

    name: str
    size: int
    open: Callable[[], IO[bytes] | None]


def members(
    origin: str, place: str, file: IO[bytes], media: str, size: int, max_bytes: int, opened: Opener
) -> Iterator[Source | Problem]:
    """The sources of all members that `opened` knows how to read, in the order of the archive. `size`: of the archive."""
    total = 0
    try:
        for number, member in enumerate(LISTS[media](file), 1):
            if number > MEMBERS:
                yield Problem(origin, "archive-members", f"more than {MEMBERS:,} files; the rest is left out")
                return
            here = f"{origin}!/{_label(member.name)}"
            if member.size > max_bytes:
                yield Problem(here, "too-large", f"larger than {max_bytes:,} bytes; --max-file-size raises the limit")
                continue
            content = member.open()
            data = content.read(max_bytes + 1) if content is not None else b""
            total += len(data)
            if total > TOTAL or (total > ALWAYS and total > RATIO * size):
                yield Problem(origin, "archive-size", f"swells to over {total:,} bytes; the rest is left out")
                return
            yield from opened(member.name, here, f"{place}!/{_label(member.name)}", io.BytesIO(data))
    except DAMAGES as error:
        yield Problem(origin, "archive", f"damaged or unreadable archive ({error}); what came before it is read")


def _zip(file: IO[bytes]) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for found in archive.infolist():
            if not found.is_dir():
                yield Member(found.filename, found.file_size, lambda found=found: archive.open(found))  # type: ignore[misc]


def _tar(file: IO[bytes]) -> Iterator[Member]:
    plain: Any = Unpacked(file)
    with tarfile.open(fileobj=plain, mode="r|") as archive:
        for found in archive:
            if found.isreg():
                yield Member(found.name, found.size, lambda found=found: archive.extractfile(found))  # type: ignore[misc]
    while plain.read(1 << 20):
        pass
    if plain.cut:
        raise EOFError("it breaks off")


class Unpacked:
    """A file without the compression that its first bytes tell of, to be read from front to end.

    Data that breaks off ends early like any other: `cut` then says so.
    """

    def __init__(self, file: IO[bytes]) -> None:
        start = file.read(max(map(len, COMPRESSIONS)))
        file.seek(0)
        opened = next((opened for magic, opened in COMPRESSIONS.items() if start.startswith(magic)), None)
        self._read = file.read if opened is None else opened(file).read1
        self.cut = False

    def read(self, size: int = -1) -> bytes:
        """Some of the next bytes, at most `size`; none at the end. One step at a time: what precedes a cut is not lost."""
        try:
            return self._read(size)
        except DAMAGES:
            self.cut = True
            return b""


#: How compressed data begins -> what reads it.
COMPRESSIONS: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}


#: Media type -> what lists its members.
LISTS: dict[str, Callable[[IO[bytes]], Iterator[Member]]] = {"application/zip": _zip, "application/x-tar": _tar}


def _label(name: str) -> str:
    """A member's name as it can be printed: control characters escaped."""
    return "".join(f"\\x{ord(c):02x}" if ord(c) < 32 or ord(c) == 127 else c for c in name)
