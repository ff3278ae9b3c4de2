"""The processes behind `kg serve`: the first is a copy of it, later ones are interpreters; none is left behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.serve import views
from tests import tiny
from tests.serving import Server, serving, tree

ASK = f"/sparql?query={quote('ASK {}')}"
#: Takes longer than any test.
CROSS = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u }")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else is a process copied")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.built(tmp_path_factory.mktemp("store") / "s")


def command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def worker_of(server: Server) -> int:
    (found,) = (one for one in tree(server.process.pid)[1:] if not gone(one))
    return found


def until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come true")


def gone(process: int) -> bool:
    """True if a process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_the_first_worker_is_a_copy_and_the_next_one_an_interpreter(store: Path) -> None:
    with serving(store, "--workers", "1", "--timeout", "1") as server:
        assert server.get(ASK).status == 200
        first = worker_of(server)
        assert command(first) == command(server.process.pid)
        assert server.get(f"/sparql?query={CROSS}").status == 504
        until(lambda: gone(first))
        assert server.get(ASK).status == 200
        assert b"worker.py" in command(worker_of(server))


def test_a_worker_that_ended_while_nobody_asked_is_replaced(store: Path) -> None:
    with serving(store, "--workers", "1") as server:
        assert server.get("/").status == 200
        for _ in range(2):  # the copy, and the interpreter in its place
            first = worker_of(server)
            os.kill(first, signal.SIGKILL)
            until(lambda first=first: gone(first))  # type: ignore[misc]
            time.sleep(0.1)  # the server hears of it
            assert server.get(ASK).status == 200
            assert worker_of(server) != first


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_copy_ends_with_its_server(store: Path, sign: signal.Signals) -> None:
    with serving(store) as server:
        assert server.get(ASK).status == 200
        first = worker_of(server)
        server.process.send_signal(sign)
        until(lambda: gone(first))
        server.process.wait(20)


def test_a_copy_keeps_its_limit_of_memory(store: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    query = quote("SELECT ?v40 { BIND('xxxxxxxxxxxxxxxx' AS ?v0) " + doubled + " }")
    with serving(store, "--workers", "1", "--memory", "1G", "--timeout", "30") as server:
        assert server.get(ASK).status == 200
        first = worker_of(server)
        assert server.get(f"/sparql?query={query}").status == 500
        until(lambda: gone(first))
        assert server.get(ASK).status == 200


def test_a_copy_that_cannot_start_is_no_end_of_the_server(store: Path) -> None:
    with serving(store, "--memory", "1000") as server:
        assert server.get(ASK).status == 500


def test_every_view_is_where_the_table_says() -> None:
    assert all(callable(views.viewer(name)) for name in views.VIEWS)
