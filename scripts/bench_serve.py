"""Measure how fast `kg serve` answers, as ratios to what anyone could put up by hand, on the same machine in the same minutes.

    python scripts/bench_serve.py [--quads N] [--requests N] [--rounds N] [--store DIR]

    a question about one thing,     against  a bare Starlette endpoint that hands each query to one process like ours
    over HTTP, in a store of N quads   and   the `oxigraph` server, on the same files
    the first page, from the start  against  a bare Starlette server with one page
    of the process (the seeds)

All servers run at once; they are asked in turn, a batch each, the order changing, over a connection that is kept. Of each
request the time by the clock; of each batch the CPU time of the server with its workers, which a busy machine disturbs less.
The first page is asked for until it is there, by processes started in turn. Nothing here is a test: timings are not asserted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import quote

import bench
import bench_questions

from kg import questions, store
from kg.query import bound

#: A server that does nothing but hand the query to a worker and send what it answers.
BARE_ENDPOINT = """
import contextlib, socket, sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from kg.serve.pool import Worker

JSON = "application/sparql-results+json"
FORMATS = dict.fromkeys(("rows", "boolean", "triples"), JSON)
snapshot, base, port = sys.argv[1:]

@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.worker = await Worker.start(2_000_000_000)
    yield
    app.state.worker.kill()

async def sparql(request):
    asked = {"do": "query", "snapshot": snapshot, "text": request.query_params["query"], "base": base, "prefixes": None,
             "default": None, "named": None, "rows": 0, "bytes": 2**26, "formats": FORMATS, "seconds": 60}
    reply = await request.app.state.worker.ask(asked)
    return Response(reply.body, media_type=JSON)

app = Starlette(routes=[Route("/sparql", sparql)], lifespan=lifespan)
uvicorn.run(app, port=int(port), log_level="warning")
"""
#: A server with one page.
BARE_PAGE = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

async def home(request):
    return HTMLResponse("<!doctype html><title>A page</title>")

uvicorn.run(Starlette(routes=[Route("/", home)]), port=int(sys.argv[1]), log_level="warning")
"""
PACKAGES = ("starlette", "uvicorn", "pyoxigraph", "oxigraph")
ANYTHING = f"/sparql?query={quote('ASK {}')}"
TICKS = os.sysconf("SC_CLK_TCK")


class Batch(NamedTuple):
    """Some requests in a row: seconds by the clock of each, seconds of CPU of all by the server with its children."""

    walls: list[float]
    cpu: float


class Side(NamedTuple):
    """A running server."""

    name: str
    process: int
    port: int


# --- servers ------------------------------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[int]:
    """The process of a server that answers, until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        answered(port, path, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def answered(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Ask for a page until it is there."""
    while process.poll() is None:
        link = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            link.request("GET", path, headers={"Accept": "text/html, */*;q=0.5"})
            if link.getresponse().read():
                return
        except (ConnectionError, OSError):
            time.sleep(0.001)
        finally:
            link.close()
    raise SystemExit(f"bench: {process.args!r} ended")


def cpu(process: int) -> float:
    """Seconds of CPU that a process and its children have taken."""
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return (int(stat[11]) + int(stat[12])) / TICKS + sum(cpu(int(child)) for child in children)


# --- point questions ----------------------------------------------------------------------------------------------


def asking(folder: Path, requests: int, rounds: int) -> dict[str, list[Batch]]:
    """The batches of each server over a store, by its name."""
    now = store.pointed(folder)
    snapshot = str(store.snapshot_path(folder, now))
    ports = [free_port() for _ in range(3)]
    commands = {
        "kg serve": [bench.KG, "serve", "--store", str(folder), "--port", str(ports[0])],
        "bare Starlette, same worker": bench.python(BARE_ENDPOINT, snapshot, now.base, str(ports[1])),
        "oxigraph": [oxigraph(), "serve-read-only", "--location", snapshot, "--bind", f"127.0.0.1:{ports[2]}"],
    }
    with ExitStack() as stack:
        sides = []
        for (name, command), port in zip(commands.items(), ports, strict=True):
            process = stack.enter_context(running(command, port, ANYTHING))
            sides.append(Side(name, process, port))
        return in_turn(sides, paths(now.base), requests, rounds)


def oxigraph() -> str:
    """The server's program, which comes with the package."""
    return str(Path(sysconfig.get_path("scripts")) / "oxigraph")


def paths(base: str) -> Callable[[int], str]:
    """The address that asks about the thing of a number."""
    asked = questions.question(bench_questions.POINT)

    def path(number: int) -> str:
        about = f"issue/{number * 31 % bench_questions.TARGETS}"
        return f"/sparql?query={quote(bound(asked, {'target': about}, base).text)}"

    return path


def in_turn(sides: Sequence[Side], path: Callable[[int], str], requests: int, rounds: int) -> dict[str, list[Batch]]:
    """Every side is asked the same, a batch each in turn, the order changing; the first round warms up and is left out."""
    found: dict[str, list[Batch]] = {side.name: [] for side in sides}
    numbers = count()
    for round in range(rounds + 1):
        batch = [path(next(numbers)) for _ in range(requests)]
        bodies = []
        for side in sides[round % len(sides) :] + sides[: round % len(sides)]:
            measured, rows = asked_all(side, batch)
            bodies.append(rows)
            if round:
                found[side.name].append(measured)
        if any(rows != bodies[0] for rows in bodies):
            raise SystemExit("bench: the servers do not answer the same")
    return found


def asked_all(side: Side, batch: Sequence[str]) -> tuple[Batch, list[int]]:
    """A batch over one connection, and the number of rows of each answer."""
    link = HTTPConnection("127.0.0.1", side.port, timeout=60)
    asked(link, ANYTHING)
    before, walls, rows = cpu(side.process), [], []
    for path in batch:
        begun = time.perf_counter()
        body = asked(link, path)
        walls.append(time.perf_counter() - begun)
        rows.append(body.count(b'"by"') - 1)
    link.close()
    return Batch(walls, cpu(side.process) - before), rows


def asked(link: HTTPConnection, path: str) -> bytes:
    """The answer to a question. Raises `SystemExit` for any but a good one."""
    link.request("GET", path, headers={"Accept": "application/sparql-results+json"})
    answer = link.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"bench: {answer.status} {body[:200]!r}")
    return body


def point_table(found: dict[str, list[Batch]]) -> Iterator[str]:
    """What the batches took, as Markdown; ratios are kg's to the other's."""
    yield "| server | p50 ms | p95 ms | CPU ms a request | kg / this: p50 | p95 | CPU |"
    yield "|---|---|---|---|---|---|---|"
    ours = figures(found["kg serve"])
    for name, batches in found.items():
        theirs = figures(batches)
        ratios = [f"**{a / b:.2f}**" if name != "kg serve" else "" for a, b in zip(ours, theirs, strict=True)]
        yield "| " + " | ".join([name, *(f"{1000 * figure:.2f}" for figure in theirs), *ratios]) + " |"


def figures(batches: Sequence[Batch]) -> tuple[float, float, float]:
    """Of batches the median of each's median, of each's 95th percentile, and of each's CPU time a request."""
    return (
        median(median(batch.walls) for batch in batches),
        median(quantiles(batch.walls, n=20)[-1] for batch in batches),
        median(batch.cpu / len(batch.walls) for batch in batches),
    )


# --- the first page -----------------------------------------------------------------------------------------------


def first_page(command: Sequence[str], port: int) -> bench.Run:
    """What a server takes from its start to its first page, its children's CPU included."""
    begun = time.perf_counter()
    with running(command, port, "/") as process:
        return bench.Run(time.perf_counter() - begun, cpu(process))


def starting(scratch: Path, rounds: int) -> tuple[list[bench.Run], list[bench.Run]]:
    """The starts of ours over the seeds' store and of theirs, in turn."""
    seeds = scratch / "seeds"
    bench.run([bench.KG, "build", "seeds", "--store", str(seeds)])
    ours, theirs = [], []
    for _ in range(rounds):
        port = free_port()
        ours.append(first_page([bench.KG, "serve", "--store", str(seeds), "--port", str(port)], port))
        port = free_port()
        theirs.append(first_page(bench.python(BARE_PAGE, str(port)), port))
    return ours, theirs


def start_table(ours: Sequence[bench.Run], theirs: Sequence[bench.Run]) -> Iterator[str]:
    """The same as Markdown."""
    yield "| first page | s, median | s, least | CPU s, with workers |"
    yield "|---|---|---|---|"
    sides = [
        (bench.middle(runs, "wall"), min(run.wall for run in runs), bench.middle(runs, "cpu"))
        for runs in (ours, theirs)
    ]
    for name, figures in zip(("kg serve, seeds", "bare Starlette"), sides, strict=True):
        yield f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"
    yield "| ratio | " + " | ".join(f"**{one / other:.2f}**" for one, other in zip(*sides, strict=True)) + " |"


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000, help="size of the made store (default 1,000,000)")
    parser.add_argument("--requests", type=int, default=200, help="in a batch (default 200)")
    parser.add_argument("--rounds", type=int, default=9, help="batches of each server, starts of each (default 9)")
    parser.add_argument("--store", type=Path, help="make the store here, and use it if it is there")
    wish = parser.parse_args(arguments)
    scratch = Path(tempfile.mkdtemp(prefix="kg-bench-serve-"))
    try:
        print("\n".join([*bench.machine(PACKAGES), ""]), flush=True)
        folder = wish.store or scratch / "many"
        if not folder.exists():
            bench_questions.made(folder, wish.quads)
        quads = store.pointed(folder).quads
        found = asking(folder, wish.requests, wish.rounds)
        print(
            "\n".join([f"{quads:,} quads, {wish.requests} requests a batch", "", *point_table(found), ""]), flush=True
        )
        print("\n".join(start_table(*starting(scratch, wish.rounds))))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
