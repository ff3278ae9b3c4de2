"""The corpus that speed is measured on, and the table of what was measured. Timings themselves are never asserted."""

from __future__ import annotations

import datetime
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg import gazetteer

ROOT = Path(__file__).resolve().parent.parent
COPIES = 4


@pytest.fixture(scope="module")
def scripts() -> Iterator[Path]:
    """The folder of scripts on the path, as when one of them is run."""
    folder = ROOT / "scripts"
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


def loaded(folder: Path, name: str) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def corpus(scripts: Path) -> ModuleType:
    return loaded(scripts, "bench_corpus")


@pytest.fixture(scope="module")
def bench(scripts: Path) -> ModuleType:
    return loaded(scripts, "bench")


@pytest.fixture(scope="module")
def originals() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def copies(corpus: ModuleType, originals: list[str]) -> list[list[str]]:
    retell = corpus.teller(originals)
    return [list(retell(number)) for number in range(COPIES)]


def day(text: str) -> datetime.date | None:
    """The day in an article's header."""
    header = re.match(r"\s*date (\S+)", text)
    return datetime.date.fromisoformat(header[1]) if header else None


# --- the corpus ---------------------------------------------------------------------------------------------------


def test_no_text_comes_twice(copies: list[list[str]], originals: list[str]) -> None:
    texts = [*originals, *(text for copy in copies for text in copy)]
    assert len(set(texts)) == len(texts) == (COPIES + 1) * len(originals)


def test_the_same_copy_is_the_same_text(corpus: ModuleType, copies: list[list[str]], originals: list[str]) -> None:
    assert list(corpus.teller(originals)(1)) == copies[1]


def test_no_name_of_the_originals_is_left(corpus: ModuleType, copies: list[list[str]], originals: list[str]) -> None:
    known = gazetteer.load()
    states = corpus.polities(originals, known)
    before = {state.name for state in states} | set(corpus.unknown_names(originals, known))
    after = {word for copy in copies for text in copy for word in re.findall(r"[\w-]+", text)}
    assert len(before) > 10
    assert not before & after
    assert not set(states) & set(corpus.polities([text for copy in copies for text in copy], known))


def test_within_a_copy_all_articles_name_the_same(
    corpus: ModuleType, copies: list[list[str]], originals: list[str]
) -> None:
    known = gazetteer.load()
    for copy in copies:
        assert len(corpus.polities(copy, known)) == len(corpus.polities(originals, known))


def test_days_move_by_whole_weeks(copies: list[list[str]], originals: list[str]) -> None:
    for copy in copies:
        moved = {(new - old).days for text, told in zip(originals, copy, strict=True)
                 if (old := day(text)) and (new := day(told))}  # fmt: skip
        assert len(moved) == 1
        assert moved.pop() % 7 == 0


def test_a_corpus_is_written_as_files(corpus: ModuleType, originals: list[str], tmp_path: Path) -> None:
    words = corpus.write(originals, 2, tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 2 * len(originals)
    assert words == sum(len(file.read_text(encoding="utf-8").split()) for file in files)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("on Dec. 28", "on Jan. 4"),
        ("by 3 May, or May 30, 1999", "by 3 May, or June 6, 1999"),
        ("since 2020", "since 2021"),
        (" date 2020-12-29 Sept. 2", " date 2021-01-05 Sept. 9"),
        ("May I?", "May I?"),
    ],
)
def test_dates_are_written_as_they_were(corpus: ModuleType, text: str, moved: str) -> None:
    assert corpus.redated(text, datetime.date(2020, 12, 29), datetime.timedelta(weeks=1)) == moved


# --- the table ----------------------------------------------------------------------------------------------------


def measured(bench: ModuleType, ours: list[float], theirs: list[float], target: float | None = 1.0) -> object:
    """A comparison as if these had been the seconds of its runs."""
    sides = (bench.Side("ours", []), bench.Side("theirs", []))
    runs = ([bench.Run(wall, wall / 2) for wall in seconds] for seconds in (ours, theirs))
    return bench.Measured(bench.Comparison("one thing", *sides, target, 1_000), *runs)


def test_a_ratio_is_one_of_medians(bench: ModuleType) -> None:
    table = bench.table([measured(bench, [1.0, 9.0, 2.0], [4.0, 4.0, 1.0])])
    title, ours, theirs, ratio = table.splitlines()[1:]
    assert title == "one thing"
    assert ours.split() == ["ours", "2.000", "1.000", "9.000", "1.000", "500"]
    assert theirs.split()[-1] == "250"
    assert ratio == "  ratio 0.50 (CPU 0.50); target at most 1.00: met"


def test_a_target_that_is_missed_says_so(bench: ModuleType) -> None:
    assert bench.table([measured(bench, [3.0], [2.0])]).endswith("ratio 1.50 (CPU 1.50); target at most 1.00: MISSED")
    assert bench.table([measured(bench, [3.0], [2.0], None)]).endswith("ratio 1.50 (CPU 1.50)")


def test_a_process_that_fails_ends_the_measuring(bench: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        bench.run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_both_sides_run_in_turn(bench: ModuleType) -> None:
    order: list[str] = []
    sides = [bench.Side(name, [sys.executable, "-c", ""], lambda name=name: order.append(name)) for name in "ab"]
    bench.measure(bench.Comparison("", *sides), 2)
    assert order == ["a", "b", "b", "a"]


def test_the_bare_question_is_what_the_engine_is_asked(bench: ModuleType) -> None:
    text = bench.bare_question(Path("queries/opponents.rq"), "https://kg.example/")
    assert "StateRecognition" in text.split("SELECT", 1)[1]
    assert "?_target" not in text.split("SELECT", 1)[1]
