"""Files on any file system that fsspec knows (`s3://`, `gs://`, `memory://` ...), which is loaded when one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg.errors import UsageError

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_remote(path: str) -> bool:
    """True for an address of another file system than this machine's own.

    >>> is_remote("s3://bucket/news"), is_remote("file:///news"), is_remote("news/a.txt")
    (True, False, False)
    """
    return SCHEME.match(path) is not None and not path.lower().startswith("file://")


def local(path: str) -> str:
    """A path as the machine's own, also if it is written as an address.

    >>> local("file:///news/a%20b.txt")
    '/news/a b.txt'
    """
    if not path.lower().startswith("file://"):
        return path
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(path).path)


def at(path: str) -> tuple[Any, str]:
    """The file system of a path and the path in it. Raises `UsageError` if what reaches it is not installed."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(f"{path}: needs fsspec; run: pip install 'kg-resolutions[remote]'") from error
    with errors(path):
        system, inside = url_to_fs(path)
        return system, str(inside).rstrip("/")


def address(path: str) -> str:
    """The one form of an address that its file system gives the same file or folder by whatever way."""
    system, inside = at(path)
    return str(system.unstrip_protocol(inside))


def exists(path: str) -> bool:
    """True if there is a file or a folder. Raises `UsageError` if that cannot be told."""
    system, inside = at(path)
    with errors(path):
        return bool(system.exists(inside))


def files(path: str) -> Iterator[str]:
    """The address of a file, or of all files under a folder in the order in which a folder is walked; no hidden ones."""
    system, inside = at(path)
    with errors(path):
        if system.isfile(inside):
            yield str(system.unstrip_protocol(inside))
            return
        found = (str(name) for name in system.find(inside))
        below = [name for name in found if not any(part.startswith(".") for part in _parts(name[len(inside) :]))]
        for name in sorted(below, key=lambda name: [part.encode() for part in _parts(name)]):
            yield str(system.unstrip_protocol(name))


def remove(system: Any, folder: str, names: re.Pattern[str]) -> None:
    """Delete the files of these names in a folder, and nothing else in it."""
    for path in system.ls(folder, detail=False):
        if names.fullmatch(str(path).rpartition("/")[2]):
            system.rm_file(path)


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part]


@contextmanager
def errors(path: str) -> Iterator[None]:
    """What file systems raise, each its own, as one line."""
    try:
        yield
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(f"{path}: {_line(error)}") from error


def _line(error: Exception) -> str:
    """The first line of an error's words; those of the system without number and path."""
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words).splitlines()[0].lower() if isinstance(error, OSError) else str(words).splitlines()[0]
