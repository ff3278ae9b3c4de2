"""Is every byte of the published graph as it was published? Hashes tell; the engine does not notice all damage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DamagedStore, NoStore
from kg.store import SNAPSHOTS, SUMS, check_ours, current, engine_errors, hashed, snapshot_path
from kg.types import Problem


def verify(directory: Path) -> Iterator[Problem]:
    """What is wrong with the published snapshot, file by file; nothing if every byte is as it was published.

    Raises `NoStore`, `ForeignStore`, and `DamagedStore` if it cannot be told what was published.
    """
    check_ours(directory)
    now = current(directory)
    if now is None:
        raise NoStore(f"no graph has been built in {directory} yet; run: kg build PATH --store {directory}")
    if not now.sums:
        raise DamagedStore(f"{directory} was published without hashes (format 1); build again, then verify")
    path, listed = snapshot_path(directory, now), directory / SNAPSHOTS / f"{now.number}{SUMS}"
    with engine_errors(directory):
        data = listed.read_bytes() if listed.is_file() else b""
        if hashlib.sha256(data).hexdigest() != now.sums:
            yield Problem(str(listed), "sums", "the list of hashes is missing or was changed")
            return
        was, found = _by_name(data.decode()), _by_name(hashed(path))
    for name in sorted(was.keys() | found.keys()):
        if name not in found:
            yield Problem(str(path / name), "missing", "the file is gone")
        elif name not in was:
            yield Problem(str(path / name), "unknown", "the file was not published", "warning")
        elif was[name] != found[name]:
            yield Problem(str(path / name), "changed", "the file is not as it was published")


def _by_name(sums: str) -> dict[str, str]:
    """File name -> hash."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in sums.splitlines())}
