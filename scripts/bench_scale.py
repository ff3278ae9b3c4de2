"""How a build grows with its corpus: memory, and time an article, tenth by tenth.

    python scripts/bench_scale.py [--items N] [--store DIR]

Generates N short items (`bench_items`), builds them in a process of its own, and prints for each tenth of the articles
the seconds it took and the memory held at its end; then what publishing the graph took. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

TENTHS = 10


def main(arguments: Sequence[str]) -> int:
    """Measure in a child process and print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=2000, help="how many items (default 2,000)")
    parser.add_argument("--store", type=Path, help="keep the store here")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args(arguments)
    if wish.child:
        print(json.dumps(curve(wish.child, wish.items, wish.store)))
        return 0
    import bench_items

    with tempfile.TemporaryDirectory(prefix="kg-scale-") as scratch:
        file, store = Path(scratch) / "items.jsonl", wish.store or Path(scratch) / "store"
        words = bench_items.write(wish.items, file)
        command = [sys.executable, __file__, "--items", str(wish.items), "--store", str(store), "--child", str(file)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    print(f"{wish.items:,} items, {words:,} words, {told['quads']:,} quads")
    for number, (seconds, memory) in enumerate(told["tenths"], 1):
        print(
            f"  tenth {number:2}  {seconds:8.2f} s  {seconds / wish.items * TENTHS * 1000:7.2f} ms an item  {memory:6.0f} MB"
        )
    first, last = told["tenths"][0], told["tenths"][-1]
    print(f"  last tenth to first: time {last[0] / first[0]:.2f}, memory {last[1] / first[1]:.2f}")
    print(f"  resolve, emit, publish {told['publish']:.1f} s; peak memory {told['peak']:.0f} MB")
    return 0


def curve(file: Path, count: int, store: Path) -> dict[str, object]:
    """Build, and note time and memory whenever another tenth of the articles is read."""
    from kg import pipeline
    from kg.extract.parsing import nlp

    nlp.load(), nlp.lemmatizer()
    tenths: list[tuple[float, float]] = []
    last = time.perf_counter()

    def progress(done: int) -> None:
        nonlocal last
        if done % (count // TENTHS) == 0:
            now = time.perf_counter()
            tenths.append((now - last, resident()))
            last = now

    report = pipeline.build([file], store, progress=progress)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"tenths": tenths, "publish": time.perf_counter() - last, "peak": peak, "quads": report.quads}


def resident() -> float:
    """The memory that this process holds now, in MB (Linux; elsewhere its peak so far)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
