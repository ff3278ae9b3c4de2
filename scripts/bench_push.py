"""Time `kg push` of a store to Oxigraph's server against ways to load the same quads by hand, in turn, as ratios.

    python scripts/bench_push.py STORE [--rounds N]

Each way gets an empty database on disk. The yardsticks: all named graphs as N-Quads, made before, in one PUT to the running
server; and `oxigraph load`, which needs no server. Needs `oxigraph` beside the Python that runs this. Nothing is a test.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from statistics import median

from kg.store import open_snapshot

OXIGRAPH = Path(sys.executable).parent / "oxigraph"


@contextmanager
def server(where: Path) -> Iterator[str]:
    """The address of a server with an empty database in a folder."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{place.getsockname()[1]}"
    command = [str(OXIGRAPH), "serve", "--location", str(where), "--bind", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"http://{address}/store?default", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://{address}"
        finally:
            running.terminate()


def pushed(store: Path, path: str, *options: str) -> Callable[[str], None]:
    """`kg push` as a whole process, sending everything."""
    command = [sys.executable, "-m", "kg", "push", "--again", "--store", str(store), *options]
    return lambda address: done([*command, address + path])


def put(quads: Path) -> Callable[[str], None]:
    """One PUT of a file."""

    def act(address: str) -> None:
        headers = {"Content-Type": "application/n-quads", "Content-Length": str(quads.stat().st_size)}
        with quads.open("rb") as body:
            urllib.request.urlopen(urllib.request.Request(f"{address}/store", body, headers, method="PUT")).close()

    return act


def done(command: Sequence[str]) -> None:
    """Run a command and throw its output away."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def seconds(act: Callable[[], None]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        quads, database = Path(folder) / "all.nq", Path(folder) / "database"
        snapshot = open_snapshot(wish.store)
        with quads.open("w", encoding="utf-8") as out:
            count = sum(1 for quad in snapshot.sorted_quads() if out.write(f"{quad} .\n"))
        graphs = sum(1 for _ in snapshot.engine.named_graphs())
        ways = {
            "`kg push`, a PUT for each graph": pushed(wish.store, "/store"),
            "`kg push --protocol update`": pushed(wish.store, "/update", "--protocol", "update"),
            "one PUT of all as N-Quads": put(quads),
        }
        took: dict[str, list[float]] = {name: [] for name in [*ways, "`oxigraph load` of the same file"]}
        for _ in range(wish.rounds):
            for name, way in ways.items():
                rmtree(database, ignore_errors=True)
                with server(database) as address:
                    took[name].append(seconds(lambda way=way, address=address: way(address)))  # type: ignore[misc]
            rmtree(database, ignore_errors=True)
            command = [str(OXIGRAPH), "load", "--location", str(database), "--file", str(quads)]
            took["`oxigraph load` of the same file"].append(seconds(lambda command=command: done(command)))  # type: ignore[misc]
    yardstick = median(took["one PUT of all as N-Quads"])
    print(f"{count:,} quads in {graphs} graphs, medians of {wish.rounds}\n\n| way | s | ratio |\n|---|---|---|")
    for name, runs in took.items():
        print(f"| {name} | {median(runs):.2f} | {median(runs) / yardstick:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
