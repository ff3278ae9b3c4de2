"""The graph as sorted N-Quads in files of bounded size, with their hashes: what other stores load in parallel.

DIR/graph-00001.nq, DIR/graph-00002.nq ...   one after the other they are `kg export --format nquads`, byte for byte
DIR/SHA256SUMS                               as `sha256sum -c` reads them; written last
"""

from __future__ import annotations

import hashlib
import re
from itertools import count, islice

from pyoxigraph import RdfFormat, serialize

from kg import filesystem
from kg.store import Snapshot

#: Quads of a file: some 150 MB.
QUADS = 1_000_000
SUMS = "SHA256SUMS"
OURS = re.compile(r"graph-\d{5,}\.nq|SHA256SUMS")


def write_parts(snapshot: Snapshot, directory: str, size: int = QUADS) -> int:
    """Write a snapshot in files of `size` quads into a folder on any file system; return how many files.

    What was written there before is replaced. Raises `UsageError` if the folder cannot be written.
    """
    system, folder = filesystem.at(directory)
    quads, sums = snapshot.sorted_quads(), []
    with filesystem.errors(directory):
        system.makedirs(folder, exist_ok=True)
        filesystem.remove(system, folder, OURS)
        for number in count(1):
            portion = list(islice(quads, size))
            if not portion:
                break
            lines = serialize(portion, format=RdfFormat.N_QUADS) or b""
            name = f"graph-{number:05}.nq"
            system.pipe_file(f"{folder}/{name}", lines)
            sums.append(f"{hashlib.sha256(lines).hexdigest()}  {name}\n")
        system.pipe_file(f"{folder}/{SUMS}", "".join(sums).encode())
    return len(sums)
