"""Listening: where, for whom, and until when."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.serve.app import app
from kg.serve.guards import LOOPBACK, Rules
from kg.serve.pool import Limits

#: Tokens shorter than this can be guessed.
SHORTEST = 16


def is_loopback(host: str) -> bool:
    """True for an address that only this machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def rules(host: str, names: tuple[str, ...] = (), origins: tuple[str, ...] = (), token: str = "") -> Rules:
    """Who may ask a server that listens at `host`. Raises `UsageError` for one that is open to others without a token."""
    if not is_loopback(host) and len(token) < SHORTEST:
        raise UsageError(
            f"{host} is open to other machines: set KG_SERVE_TOKEN to a secret of {SHORTEST} characters or more, "
            f"for example {secrets.token_urlsafe(16)}"
        )
    own = () if is_loopback(host) or host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)
    return Rules((*LOOPBACK, *own, *(name.lower() for name in names)), origins, token)


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
    """Answer requests at a socket until interrupted."""
    config = uvicorn.Config(
        app(directory, who, limits, workers),
        log_level="warning", server_header=False, date_header=True, timeout_keep_alive=10, limit_concurrency=200,
        h11_max_incomplete_event_size=2**17 + 2**14, timeout_graceful_shutdown=2,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[place])
