"""What a request may take."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What one request may take: seconds of work, rows and bytes of its answer, bytes of a worker's memory.

    `wait`: seconds that it may wait for a free worker. `services`: the addresses that SERVICE may name.
    """

    seconds: float = 5.0
    rows: int = 10_000
    size: int = 64 * 2**20
    memory: int = 2_000_000_000
    wait: float = 30.0
    services: tuple[str, ...] = ()
