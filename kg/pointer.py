"""The pointer of a store: the file that names the snapshot to read.

It stands apart, for a worker that opens the snapshot before all else, and does without pathlib, which takes as long to load
as the snapshot to open.
"""

from __future__ import annotations

import os

CURRENT, SNAPSHOTS = "current", "snapshots"


def words(directory: str) -> list[str]:
    """What the pointer says: format, number, quads, base IRI, hash. Raises `OSError` if there is none."""
    with open(os.path.join(directory, CURRENT), encoding="utf-8") as file:  # noqa: PTH118, PTH123 - see above
        return file.read().split()


def snapshot(directory: str) -> str:
    """The folder of the database that it names. Raises `OSError` or `ValueError` if it names none."""
    _, number, *_ = words(directory)
    return os.path.normpath(os.path.join(directory, SNAPSHOTS, str(int(number))))  # noqa: PTH118
