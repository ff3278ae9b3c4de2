"""Listening: where, and until when."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

from kg import store
from kg.errors import UsageError
from kg.loading import loading
from kg.serve import first
from kg.serve.limits import Limits
from kg.serve.rules import Rules

if TYPE_CHECKING:
    from kg.serve.pool import Pool


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises `UsageError` if the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named asyncio sends what it has at once; else an answer waits 40 ms for its second half.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)  # from here on requests wait until the workers are there
    except (OSError, OverflowError) as error:
        found.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot listen at {host}:{port}: {reason.lower()}; take another with --port") from error
    return found


def serve(directory: Path, place: socket.socket, who: Rules, limits: Limits, workers: int) -> None:
    """Answer requests at a socket until interrupted. Raises the errors of opening the store."""
    snapshot = store.snapshot_path(directory, store.pointed(directory))
    begun = first.worker(str(snapshot), limits.memory)
    with loading():
        import asyncio

        from kg.serve.pool import Pool

    asyncio.run(_serve(Pool(directory, workers, limits, begun), place, who))


async def _serve(pool: Pool, place: socket.socket, who: Rules) -> None:
    await pool.begin()
    # The first worker gets ready while the rest of the server is loaded.
    with loading():
        import uvicorn

        from kg.serve.app import app

    config = uvicorn.Config(
        app(pool, who),
        loop="asyncio", http="h11", ws="none", log_level="warning", server_header=False, date_header=True,
        timeout_keep_alive=10, timeout_graceful_shutdown=2, limit_concurrency=200,
        h11_max_incomplete_event_size=2**17 + 2**14,
    )  # fmt: skip
    await pool.ready()
    await uvicorn.Server(config).serve(sockets=[place])
