"""A real server in a process of its own, and a plain client for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A running server."""

    port: int
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        """Its address, with the slash."""
        return f"http://127.0.0.1:{self.port}/"

    def memory(self) -> int:
        """What it holds in memory with its workers, in bytes."""
        return sum(resident(process) for process in tree(self.process.pid))

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET", body: bytes = b"") -> Got:
        """The answer to one request."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body or None, dict(headers or {}))
            answer = link.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, told, answer.read())
        finally:
            link.close()


def tree(process: int) -> list[int]:
    """A process and those that it started, of /proc."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in tree(int(child)))]


def resident(process: int) -> int:
    """Bytes of a process that are in memory."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


@contextmanager
def serving(store: Path, *options: str, token: str = "") -> Iterator[Server]:
    """`kg serve` over a store, at a free port, until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    environment = {**os.environ, "KG_SERVE_TOKEN": token}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    reader: threading.Thread | None = None
    try:
        line = process.stderr.readline()
        found = re.search(r":(\d+)/ ", line)
        assert found, line + process.stderr.read()
        reader = threading.Thread(target=process.stderr.read, daemon=True)
        reader.start()
        yield Server(int(found[1]), process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        finally:
            process.kill()
            process.wait()
            if reader is not None:
                reader.join()
            process.stderr.close()
