"""What this store has sent to one endpoint: a log, a line an event, so that what was interrupted goes on where it was.

    begun GRAPH           from now on the graph there may be ours, in part, and in whatever version
    sent GRAPH DIGEST     it is there, and has this content
    dropped GRAPH         it is there no more
    whole SUMS            all of the snapshot whose files have these sums is there

The last line of a graph counts. A line without an end was being written when the machine stopped, and is no line.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO

from kg import store

FOLDER, SUFFIX = "push", ".log"
HEAD = "kg-push-1"
#: Of a graph that was begun and not finished.
UNKNOWN = ""


def path_of(directory: Path, url: str) -> Path:
    """The log of an endpoint, by the hash of its address: that may bear what is nobody's business."""
    import hashlib

    return directory / FOLDER / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}{SUFFIX}"


class Sent:
    """The log of one endpoint, open for writing. `graphs`: the digest of each graph that we sent and did not drop."""

    def __init__(self, path: Path, shown: str) -> None:
        self.graphs: dict[str, str] = {}
        #: The sums of the snapshot that is there as a whole; "" if none is.
        self.whole = ""
        count = self._read(path)
        if count > 2 * len(self.graphs) + 100 or not count:
            self._rewrite(path, shown)
        self._file: IO[str] = path.open("a", encoding="utf-8")

    def __enter__(self) -> Sent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def begun(self, graph: str) -> None:
        """From now on the graph there is in an unknown state."""
        self._tell("begun", graph)

    def sent(self, graph: str, digest: str) -> None:
        """The graph is there with this content."""
        self._tell("sent", graph, digest)

    def dropped(self, graph: str) -> None:
        """The graph is there no more."""
        self._tell("dropped", graph)

    def complete(self, sums: str) -> None:
        """All of a snapshot is there."""
        self._tell("whole", sums)

    def _tell(self, *event: str) -> None:
        self._file.write("\t".join(event) + "\n")
        self._file.flush()
        self._heed(*event)

    def _heed(self, event: str, subject: str, digest: str = UNKNOWN) -> None:
        self.whole = subject if event == "whole" else ""
        if event == "dropped":
            self.graphs.pop(subject, None)
        elif event != "whole":
            self.graphs[subject] = digest

    def _read(self, path: Path) -> int:
        """Heed what the log says; how many lines it has. A broken last line is taken away."""
        if not path.exists():
            return 0
        count = length = 0
        with path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    os.truncate(path, length)
                    break
                length += len(line)
                count += 1
                event = line.decode("utf-8").rstrip("\n").split("\t")
                if event[0] != HEAD:
                    self._heed(*event)
        return count

    def _rewrite(self, path: Path, shown: str) -> None:
        """The log anew, as short as it can be."""
        events = [(HEAD, shown), *(("sent", graph, digest) for graph, digest in self.graphs.items())]
        events += [("whole", self.whole)] if self.whole else []
        store.replace(path, "".join("\t".join(event) + "\n" for event in events))
