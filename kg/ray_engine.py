"""Tasks on a Ray cluster: the one that RAY_ADDRESS names, else one of this machine, which ends with the build.

    tasks ─> workers of the cluster, each with its own model ─> paths of shards, in the order of the tasks

Ray runs again what was lost with a machine or a process. If a task ends its worker twice, or fails, an article may be
the reason: it is then run carefully, its articles read in a process beside the worker (`kg.workers`), so that only what
fails alone is given up, and told.
"""

from __future__ import annotations

import faulthandler
import os
import secrets
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg import shards
from kg.errors import EngineFailure, KgError, UsageError
from kg.shards import Engine, Task
from kg.types import Article, Findings

#: How often Ray runs a task again whose worker or machine is gone: at first, and if it is run carefully.
AGAIN, CAREFULLY_AGAIN = 1, 5
#: Seconds after which a worker without another article found counts as stuck, and is ended.
PATIENCE = 600.0
#: Tasks that are handed to the cluster ahead of the one whose shard is taken.
AHEAD = 10_000
#: No reports to its makers, no word on standard output, which is for data.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS_SKIP_REGEX": "(?s).*"}


def engine(workers: int | None = None) -> Engine:
    """What runs tasks on the cluster, or without one in that many processes here (None: as many as there are cores).

    Raises `UsageError` if Ray is not installed, and when it is run `EngineFailure` if the cluster cannot be reached.
    """
    if any(find_spec(name) is None for name in ("ray", "pyarrow", "fsspec")):
        raise UsageError("--engine ray needs Ray; run: pip install 'kg-resolutions[ray]'")
    return partial(_run, workers)


def _run(workers: int | None, tasks: Iterable[Task]) -> Iterator[str]:
    from collections import deque

    with _cluster(workers) as ray:
        quick = ray.remote(max_retries=AGAIN)(_quick)
        careful = ray.remote(max_retries=CAREFULLY_AGAIN)(_careful)
        waiting: deque[tuple[Task, Any]] = deque()
        for task in tasks:
            waiting.append((task, quick.remote(task)))
            if len(waiting) > AHEAD:
                yield _shard(ray, careful, *waiting.popleft())
        while waiting:
            yield _shard(ray, careful, *waiting.popleft())


def _shard(ray: Any, careful: Any, task: Task, made: Any) -> str:
    """The path of a shard; made carefully if it could not be made otherwise."""
    try:
        return str(ray.get(made))
    except ray.exceptions.RayError as error:
        if isinstance(getattr(error, "cause", None), KgError | OSError):
            raise _told(error) from error
    try:
        return str(ray.get(careful.remote(task)))
    except ray.exceptions.RayError as error:
        raise _told(error) from error


def _told(error: Exception) -> KgError:
    """What the engine or a worker raised, in one line."""
    cause = getattr(error, "cause", None) or error
    words = (str(cause).strip() or type(cause).__name__).splitlines()[0]
    if isinstance(cause, KgError):
        return type(cause)(words)
    if isinstance(cause, OSError) and cause.errno is None:  # spaCy's way to say that there is no such model
        return UsageError(f"the language model cannot be loaded on a worker: {words}")
    return EngineFailure(f"Ray: {words}; shards that are made are kept")


@contextmanager
def _cluster(workers: int | None) -> Iterator[Any]:
    """Ray, connected. A connection that was there stays as it was."""
    os.environ.update(QUIET)
    address = os.environ.get("RAY_ADDRESS", "")
    if not address:
        # Ray listens on all of a machine's addresses: nobody else is to be let in.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    import ray

    if ray.is_initialized():
        yield ray
        return
    _check_reachable(address)
    try:
        where: dict[str, Any] = {"address": address} if address else {"address": "local", "num_cpus": workers}
        ray.init(**where, include_dashboard=None if address else False, log_to_driver=False, logging_level="ERROR")
    except Exception as error:
        raise _told(error) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _check_reachable(address: str) -> None:
    """Raise `EngineFailure` if nobody listens at an address: Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        try:
            socket.create_connection((host, int(port)), timeout=10).close()
        except OSError as error:
            raise EngineFailure(
                f"no Ray cluster answers at {address} (RAY_ADDRESS): {error.strerror or error}"
            ) from error


# --- on a worker --------------------------------------------------------------------------------------------------


def _quick(task: Task) -> str:
    """Make a shard in the worker's own process, which ends if it hangs."""
    return shards.run(task._replace(read=partial(_watched, task.read)))


def _careful(task: Task) -> str:
    return shards.run(task, careful=True)


def _watched(read: shards.Read, articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
    """What is read; but if nothing comes for too long, the process ends, as it would if an article ended it."""
    with Path(os.devnull).open("w") as nowhere:
        try:
            faulthandler.dump_traceback_later(PATIENCE, exit=True, file=nowhere)
            for found in read(articles, model):
                yield found
                faulthandler.dump_traceback_later(PATIENCE, exit=True, file=nowhere)
        finally:
            faulthandler.cancel_dump_traceback_later()
