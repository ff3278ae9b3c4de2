"""A worker that gets ready for a question before there is one: it loads the engine and opens the store meanwhile.

    worker() ─> Child ─┬─ opens what is published in the store
                       └─ waits for the request, which `kg.supervise` gives it

Opening a store takes longer than the answer of most questions, and reading and understanding the question as long as that.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import IO

from kg import child

WORKER = __file__.removesuffix("ahead.py") + "worker.py"


def worker(directory: str = "") -> child.Child:
    """A process that answers one request as `kg.worker` does; a copy of this one opens the store in a folder at once."""
    if child.copyable():
        return child.Copy(partial(_answer, directory))
    return child.Started([WORKER, _engine()])


def _answer(directory: str, tasks: IO[bytes], out: IO[bytes]) -> int:
    from kg.worker import Opened, answered

    opened = Opened()
    if directory:
        with suppress(Exception):  # whatever is wrong with the store is found again, and told, by whoever asks
            from kg.pointer import snapshot

            opened.store(snapshot(directory))
    return answered(tasks, out, opened)


def _engine() -> str:
    """The folder of the engine's package, which a new interpreter that starts without `site` does not know."""
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("pyoxigraph")
    assert found is not None and found.origin is not None
    return str(Path(found.origin).parent.parent)
