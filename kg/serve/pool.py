"""The workers of the server: each a process that answers one request at a time, killed at its limit, then replaced."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kg import store
from kg.child import Child
from kg.errors import DamagedStore, EvaluationError, KgError, QueryTimeout
from kg.serve.copied import Copied
from kg.serve.limits import Limits

WORKER = Path(__file__).with_name("worker.py")
ROOT = Path(__file__).resolve().parents[2]
#: A worker has so long to start, in seconds.
START = 30.0
#: The first line of a reply may have so many bytes.
LINE = 2**20


def packages() -> list[str]:
    """The folders with the libraries of this process, for one that is started without `site`, which takes long."""
    return [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]


class Busy(KgError):
    """No worker became free in time."""


class TooLarge(EvaluationError):
    """The answer is larger than the server sends."""


class Exhausted(EvaluationError):
    """The worker ended: out of memory, or too deep for the engine."""


class Reply(NamedTuple):
    """A worker's reply: what it says of the body ("kind", "media", "truncated", "message"), and the body."""

    head: Mapping[str, Any]
    body: bytes


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process | Copied) -> None:
        self._process, self._killed = process, False

    @classmethod
    async def start(cls, memory: int, snapshot: str = "", begun: Child | None = None) -> Worker:
        """A worker that is ready. Raises `Exhausted` for one that cannot start in so much memory.

        `snapshot`: the folder of the one that it will be asked about first; `begun`: the process of `kg.serve.first`.
        """
        worker = cls(await Copied.of(begun, LINE) if begun is not None else await _interpreter())
        try:
            await asyncio.wait_for(worker.ask({"memory": memory, "snapshot": snapshot}), START)
        except (EvaluationError, TimeoutError) as error:
            worker.kill()
            await worker.ended()
            raise Exhausted(f"no worker starts with {memory / 1e9:.3g} GB of memory") from error
        except BaseException:
            worker.kill()
            raise
        return worker

    async def ask(self, request: Mapping[str, Any]) -> Reply:
        """The reply to a request. Raises `Exhausted` if the process ends instead."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        with suppress(BrokenPipeError, ConnectionResetError):
            stdin.write(json.dumps(request).encode() + b"\n")
            await stdin.drain()
        try:
            head = json.loads(await stdout.readuntil(b"\n"))
            return Reply(head, await stdout.readexactly(head["size"]))
        except asyncio.IncompleteReadError as error:
            from kg.supervise import EXHAUSTED

            code = await self._process.wait()
            why = "of too much memory or too deep a query" if code in EXHAUSTED or code == 1 else f"with code {code}"
            raise Exhausted(f"the engine ended {why}") from error

    def kill(self) -> None:
        """End the process now."""
        self._killed = True
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()

    @property
    def alive(self) -> bool:
        """False once the process has ended, or is about to."""
        stdout = self._process.stdout
        return not self._killed and stdout is not None and not stdout.at_eof()


async def _interpreter() -> asyncio.subprocess.Process:
    """A worker's process that shares nothing with this one."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-S", str(WORKER), str(ROOT), *packages(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, limit=LINE,
    )  # fmt: skip


class Pool:
    """A number of workers over one store. A request takes the one that was at work last; others start when none is free."""

    def __init__(self, directory: Path, workers: int, limits: Limits, begun: Child | None = None) -> None:
        """`begun`: the process of the first worker, if there is one already."""
        self.directory, self.limits = directory, limits
        self._count, self._begun = workers, begun
        self._free: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Start the first worker, and do not wait for it; the others are started when they are needed."""
        self._first = asyncio.create_task(self._started(self._begun))
        await asyncio.sleep(0)

    async def ready(self) -> None:
        """Wait for the first worker. Raises `Exhausted` if it cannot start."""
        first = await self._first
        for place in (*[None] * (self._count - 1), first):
            self._free.put_nowait(place)

    async def __aenter__(self) -> Pool:
        if not self._all:
            await self.begin()
            await self.ready()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._all))

    async def ask(self, request: Mapping[str, Any], seconds: float | None = None) -> Reply:
        """The reply to a request about the snapshot that is published now.

        Raises `Busy`, `QueryTimeout`, `Exhausted`, `TooLarge`, and the errors of reading the store.
        """
        now = store.pointed(self.directory)
        while True:
            told = await self._asked({**request, **_place(self.directory, now)}, seconds or self.limits.seconds)
            if told.head["kind"] != "store":
                break
            # Two builds may have published and cleared away since we looked; then there is a newer one.
            seen, now = now, store.pointed(self.directory)
            if seen == now:
                raise DamagedStore(f"snapshot {now.number} of {self.directory} cannot be read; build again")
        if told.head["kind"] == "large":
            raise TooLarge(f"the answer is larger than {self.limits.size:,} bytes; ask for less, or add LIMIT")
        return told

    async def _asked(self, request: Mapping[str, Any], seconds: float) -> Reply:
        worker = await self._take()
        try:
            return await asyncio.wait_for(worker.ask({**request, "seconds": seconds}), seconds)
        except TimeoutError as error:
            worker.kill()
            raise QueryTimeout(f"no answer within {seconds:g} seconds") from error
        except BaseException:  # also a client that went away: what was begun is no use to the next one
            worker.kill()
            raise
        finally:
            self._give_back(worker)

    async def _take(self) -> Worker:
        try:
            worker = await asyncio.wait_for(self._free.get(), self.limits.wait)
        except TimeoutError as error:
            raise Busy(f"all {self._count} workers were busy for {self.limits.wait:g} seconds; try again") from error
        if worker is not None and worker.alive:
            return worker
        if worker is not None:
            self._soon(self._buried(worker))
        try:
            return await self._started()
        except BaseException:
            self._free.put_nowait(None)  # a place stays a place, whoever could not start in it
            raise

    def _give_back(self, worker: Worker) -> None:
        if worker.alive:
            self._free.put_nowait(worker)
            return
        self._soon(self._buried(worker))
        self._soon(self._replace())

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside what is being done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _buried(self, worker: Worker) -> None:
        """Leave nothing of a worker that has ended, or is about to."""
        worker.kill()
        await worker.ended()
        self._all.discard(worker)

    async def _replace(self) -> None:
        new: Worker | None = None
        try:
            new = await self._started()
        finally:
            self._free.put_nowait(new)

    async def _started(self, begun: Child | None = None) -> Worker:
        place = str(store.snapshot_path(self.directory, store.pointed(self.directory)))
        try:
            worker = await Worker.start(self.limits.memory, place, begun)
        except Exhausted:
            if begun is None:
                raise
            # With little memory it is chance whether the engine's threads find room: one more is tried, as ever after.
            worker = await Worker.start(self.limits.memory, place)
        self._all.add(worker)
        return worker


def _place(directory: Path, now: store.Current) -> dict[str, Any]:
    return {"snapshot": str(store.snapshot_path(directory, now)), "base": now.base, "quads": now.quads}
