"""Servers elsewhere, for the tests: triple stores that exist, a plain one that keeps what it was told, a bad line to them."""

from __future__ import annotations

import os
import random
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

INI = """[Database]
DatabaseFile = {where}/v.db
ErrorLogFile = {where}/v.log
LockFile = {where}/v.lck
TransactionFile = {where}/v.trx
xa_persistent_file = {where}/v.pxa
[TempDatabase]
DatabaseFile = {where}/t.db
TransactionFile = {where}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
"""


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """The address of Oxigraph's server with an empty store (in memory if no option says where), or a skip."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("no oxigraph on this machine (pip install oxigraph): its server is not asked")
    address = f"http://127.0.0.1:{free_port()}"
    command = [program, "serve", "--bind", address.removeprefix("http://"), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield awake(address, running, "/store?default")
        finally:
            running.terminate()


@contextmanager
def virtuoso(where: Path) -> Iterator[str]:
    """The address of Virtuoso with an empty store, or a skip. Its administrator is dba, with that as password."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no virtuoso-t on this machine (apt install virtuoso-opensource-7-bin): Virtuoso is not asked")
    port = free_port()
    (where / "virtuoso.ini").write_text(INI.format(where=where, sql=free_port(), http=port))
    command = [program, "+foreground", "+configfile", str(where / "virtuoso.ini")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=where) as running:
        try:
            yield awake(f"http://127.0.0.1:{port}", running, "/sparql", 60)
        finally:
            running.kill()


def awake(address: str, running: subprocess.Popen[bytes], path: str, seconds: float = 10) -> str:
    """The address, when something answers there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and running.poll() is None:
        try:
            get(address + path)
            return address
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


class Asked(NamedTuple):
    """A request as a server got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Answer(NamedTuple):
    """An answer as a server gives it."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(url: str, asked: Asked) -> Answer:
    """What the server at the address answers."""
    parts = urlsplit(url)
    link = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        link.request(asked.method, asked.path, asked.body, asked.headers)
        answer = link.getresponse()
        kept = {name: value for name, value in answer.getheaders() if name.lower() in ("content-type", "location")}
        return Answer(answer.status, kept, answer.read())
    finally:
        link.close()


def get(url: str, accept: str = "*/*") -> Answer:
    """What is at an address."""
    parts = urlsplit(url)
    return send(url, Asked("GET", f"{parts.path}?{parts.query}", {"Accept": accept}, b""))


class Plain:
    """A server of our own: `answer` is called for each request, one at a time, and may do as it likes with the line.

    What it returns is sent; None: the line is cut.
    """

    def __init__(
        self, answer: Callable[[BaseHTTPRequestHandler, Asked], Answer | None], certificate: Path | None = None
    ) -> None:
        outer, lock = self, threading.Lock()
        self.asked: list[Asked] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

            def answered(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
                with lock:
                    outer.asked.append(asked)
                    found = answer(self, asked)
                if found is None:
                    self.close_connection = True
                    return
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(found.body)

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answered

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self.address = f"https://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> Plain:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


#: What a bad line does: nothing to it; cut before or after the server did it; silence for a while, then nothing, or the
#: request late; errors before or after; half an answer.
TROUBLE = ("cut", "lost", "silent", "late", "500", "done 500", "502", "503", "504", "429", "half")


def bad_line(server: str, seed: int, silence: float, share: float = 0.5, trouble: tuple[str, ...] = TROUBLE) -> Plain:
    """A proxy to a server that does something bad to a share of the requests. The same seed does the same."""
    chance = random.Random(seed)

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        act = chance.choice(trouble) if chance.random() < share else "pass"
        if act in ("silent", "late"):
            time.sleep(silence)
        if act in ("cut", "silent") or (act.isdigit()):
            return Answer(int(act), {"Retry-After": "0"}, b"not now") if act.isdigit() else None
        found = send(server, asked)
        if act in ("lost", "late"):
            return None
        if act == "half":
            handler.send_response(found.status)
            handler.send_header("Content-Length", str(len(found.body) + 9))
            handler.end_headers()
            handler.wfile.write(found.body[: len(found.body) // 2])
            return None
        return Answer(500, {}, b"it was done") if act == "done 500" else found

    return Plain(answer)


def environment(**more: str) -> dict[str, str]:
    """The environment without what is meant for endpoints, and with something more."""
    return {name: value for name, value in os.environ.items() if not name.startswith("KG_")} | more
