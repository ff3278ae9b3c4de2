"""What else a build is compared with: general news, two workers, nothing to do, the engine's own writing and dumping."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import bench
import bench_corpus
import bench_general

#: Nothing changed: what it costs to hash the files and open the store, which must be done to know it.
HASHING = """
import hashlib, sys
from pathlib import Path
import click, pyoxigraph
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    hashlib.sha256(path.read_bytes()).hexdigest()
pyoxigraph.Store.read_only(sys.argv[2])
"""
#: The same statements written by the engine alone: those of the named graphs, and those of the union.
BARE_WRITING = """
import sys
from pyoxigraph import Quad, Store, parse
quads = list(parse(path=sys.argv[1]))
store = Store(sys.argv[2])
store.bulk_extend([*quads, *(Quad(q.subject, q.predicate, q.object) for q in quads)])
store.flush()
"""
#: Both begin with quads at hand; to make lines of them, which a build has already, counts as writing.
WRITING = """
import sys
from pathlib import Path
from pyoxigraph import parse
from kg import store, triples
quads = list(parse(path=sys.argv[1]))
store.fill(Path(sys.argv[2]), triples.of(quads))
"""
BARE_DUMPING = """
import sys
from pyoxigraph import RdfFormat, Store
Store.read_only(sys.argv[1]).dump(sys.argv[2], RdfFormat.N_QUADS)
"""
ENOUGH = 1000


def comparisons(seeds: Sequence[str], scratch: Path, articles: int = ENOUGH) -> Iterator[bench.Comparison]:
    """Each to be measured when it comes: a later one uses the store that an earlier one built."""
    general, many, store = scratch / "general", scratch / "many", scratch / "many.kg"
    general.mkdir()
    many.mkdir()
    words = bench_general.write(seeds, articles, general)
    yield bench.Comparison(
        f"build, general news, {articles} articles, {words:,} words, one in {bench_general.OF} of politics",
        _building("kg build", general, scratch / "general.kg"),
        bench.Side("nlp.pipe, full pipeline", bench.python(bench.PLAIN_PIPELINE, general)),
        0.08,
        words,
    )
    yield bench.Comparison(
        "what reading and matching alone cost of it",
        bench.Side("read, hash, match words and names", bench.python(FLOOR, general)),
        bench.Side("nlp.pipe, full pipeline", bench.python(bench.PLAIN_PIPELINE, general)),
        None,
        words,
    )
    words = bench_corpus.write(seeds, articles // len(seeds), many)
    yield bench.Comparison(
        f"build -j 2, {articles} articles, {words:,} words",
        _building("kg build -j 2", many, scratch / "two.kg", "-j", "2"),
        _building("kg build", many, store),
        0.75,
        words,
    )
    yield from _stored(many, store, scratch)


#: Nothing of kg but its gate.
FLOOR = """
import hashlib, sys
from pathlib import Path
from kg.extract import gate
from kg.types import Article
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    text = path.read_text(encoding="utf-8")
    gate.may_tell(Article(path.stem, str(path), text, hashlib.sha256(text.encode()).hexdigest()))
"""


def _building(name: str, articles: Path, store: Path, *options: str) -> bench.Side:
    command = [bench.KG, "build", str(articles), "--store", str(store), *options]
    return bench.Side(name, command, lambda: bench.removed(store))


def _stored(articles: Path, store: Path, scratch: Path) -> Iterator[bench.Comparison]:
    """What is done with a store that is there."""
    from kg import store as stores

    snapshot = stores.snapshot_path(store, stores.pointed(store))
    yield bench.Comparison(
        "build again, nothing changed",
        bench.Side("kg build", [bench.KG, "build", str(articles), "--store", str(store)]),
        bench.Side("hash the files, open the store", bench.python(HASHING, articles, snapshot)),
        1.5,
    )
    quads, dumped, fresh = scratch / "all.nq", scratch / "dump.nq", scratch / "fresh"
    yield bench.Comparison(
        f"export as N-Quads, {stores.pointed(store).quads:,} quads",
        bench.Side("kg export", [bench.KG, "export", "--store", str(store), "-o", str(quads)]),
        bench.Side("Store.dump", bench.python(BARE_DUMPING, snapshot, dumped)),
        1.2,
    )
    yield bench.Comparison(
        "write the quads of a first build",
        bench.Side("kg.store.fill", bench.python(WRITING, quads, fresh), lambda: bench.removed(fresh)),
        bench.Side("Store.bulk_extend", bench.python(BARE_WRITING, quads, fresh), lambda: bench.removed(fresh)),
        1.15,
    )


if __name__ == "__main__":
    sys.exit(bench.main([*sys.argv[1:], "--builds"]))
