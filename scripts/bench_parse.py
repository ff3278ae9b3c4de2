"""Measure what `kg.extract.parsing.inference` saves: the parser's layers by it and by `nlp.pipe`, in turn, over the same texts.

    python scripts/bench_parse.py FOLDER [--rounds N]

FOLDER holds texts (`*.txt`), cut into words before the clock starts. Printed are seconds of CPU per million words, the
least of the rounds: on a busy machine that tells most.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.extract.parsing import inference, nlp

Texts = list[Any]


def by_layers(docs: Texts) -> None:
    """As a build does."""
    for at in range(0, len(docs), nlp.BATCH):
        inference.annotate(nlp.load(), docs[at : at + nlp.BATCH])


def by_pipe(docs: Texts) -> None:
    """As spaCy does, by batches of the size that suits it best."""
    for _ in nlp.load().pipe(docs, batch_size=32):
        pass


def seconds(run: Callable[[Texts], None], texts: Sequence[str]) -> float:
    """The CPU seconds that one way takes."""
    docs = [nlp.load().make_doc(text) for text in texts]
    begun = time.process_time()
    run(docs)
    return time.process_time() - begun


def main(arguments: Sequence[str]) -> int:
    """Measure both in turn and print the least of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    wish = parser.parse_args(arguments)
    texts = [path.read_text(encoding="utf-8") for path in sorted(wish.folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    taken: dict[str, list[float]] = {by_layers.__name__: [], by_pipe.__name__: []}
    for _ in range(wish.rounds):
        for run in (by_layers, by_pipe):
            taken[run.__name__].append(seconds(run, texts) / words * 1e6)
    print(f"{len(texts)} texts, {words:,} words; CPU seconds per million words, least of {wish.rounds}")
    for name, rounds in taken.items():
        print(f"  {name:12}{min(rounds):8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
