"""The first worker: a copy of the process that will be the server, made before that loads what a server needs.

    kg serve ─┬─ asyncio, starlette, uvicorn, addresses ─> server ─┐
              └─ engine, templates, snapshot ─> worker ────────────┴─> the first page

A worker that begins as an interpreter of its own has to load again what is loaded here already, and could begin only when
asyncio is there to start it. Later ones are interpreters: a server has threads, and is not copied.
"""

from __future__ import annotations

from functools import partial
from typing import IO

from kg import child
from kg.loading import loading


def worker(snapshot: str, memory: int) -> child.Child | None:
    """A worker in so much memory, about to be asked about a snapshot; None where a process is not copied safely."""
    return child.Copy(partial(_work, snapshot, memory)) if child.copyable() else None


def _work(snapshot: str, memory: int, tasks: IO[bytes], out: IO[bytes]) -> int:
    from kg.worker import Opened, limit_memory

    limit_memory(memory)
    with loading():
        from kg.serve import worker

        opened = Opened()
        worker.prepare(opened, snapshot)
    worker.work(opened, tasks, out)
    return 0
