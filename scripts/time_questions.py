"""Time every saved question over a store, each as a whole `kg query`, and print a table: seconds and rows.

    python scripts/time_questions.py STORE [--timeout SECONDS]

A store to time them on: write articles with `bench_corpus.write`, then `kg build`. Parameters that must be given are given
by `NEEDED`. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

QUERIES = Path(__file__).parent.parent / "queries"
#: Values of parameters that a question cannot be asked without.
NEEDED = {"why": ("-p", "about=parliament"), "voting-record": ("-p", "of=parliament")}


def timed(name: str, store: Path, timeout: float) -> tuple[float, int]:
    """Seconds that a question takes, and its rows; -1 if it gave none for a fault or the time limit."""
    command = [sys.executable, "-m", "kg", "query", name, *NEEDED.get(name, ()), "--store", str(store)]
    began = time.perf_counter()
    done = subprocess.run([*command, "--format", "ndjson", "--timeout", str(timeout)], capture_output=True)
    rows = done.stdout.count(b"\n") if done.returncode == 0 else -1
    return time.perf_counter() - began, rows


def main(arguments: Sequence[str]) -> int:
    """Print the table, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--timeout", type=float, default=60.0)
    wish = parser.parse_args(arguments)
    found = [(*timed(path.stem, wish.store, wish.timeout), path.stem) for path in sorted(QUERIES.glob("*.rq"))]
    print("| question | s | rows |\n|---|---|---|")
    for seconds, rows, name in sorted(found, reverse=True):
        print(f"| `{name}` | {seconds:.1f} | {rows if rows >= 0 else 'failed'} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
