"""Several processes read as one does: the same findings in the same order, and no article is lost with a worker."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_badly import read

from kg import pipeline, workers
from kg.extract import MODEL, extract
from kg.types import Article, Findings, Lost

ROOT = Path(__file__).parent.parent
TEXT = "The Senate of Chile adopted a resolution on fishing by {} votes to 12 on Monday. Peru condemned it."


def article(text: str, number: int = 0) -> Article:
    digest = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    return Article(f"a{number}", f"a{number}.txt", text, digest, "2021-03-04")


def texts(*told: str) -> list[Article]:
    return [article(text, number) for number, text in enumerate(told)]


def fates(found: Iterator[Findings | Lost]) -> list[tuple[str, str]]:
    """Each article with what became of it: "read", or the code of its problem."""
    return [(f.article.id, f.problem.code if isinstance(f, Lost) else "read") for f in found]


def test_the_findings_are_those_of_one_process_in_the_same_order() -> None:
    given = texts(*(TEXT.format(20 + number) for number in range(2 * workers.CHUNK + 3)))
    assert list(workers.extract(given, MODEL, 2)) == list(extract(given))


def test_only_the_article_that_ends_its_worker_is_lost() -> None:
    given = texts(*("good" for _ in range(workers.CHUNK + 2)), "end", "good")
    found = fates(workers.extract(given, MODEL, 2, read))
    assert [one for one in found if one[1] != "read"] == [(f"a{workers.CHUNK + 2}", "crashed")]
    assert [name for name, _ in found] == [one.id for one in given]


def test_what_ends_a_worker_once_is_read_the_second_time(tmp_path: Path) -> None:
    given = texts("good", f"once {tmp_path / 'done'}", "good")
    assert {fate for _, fate in fates(workers.extract(given, MODEL, 2, read))} == {"read"}


def test_a_reader_that_fails_or_hangs_costs_its_own_article_only() -> None:
    found = fates(workers.extract(texts("good", "fail", "wait", "good"), MODEL, 1, read, patience=1.5))
    assert found == [("a0", "read"), ("a1", "failed"), ("a2", "stuck"), ("a3", "read")]


def test_a_missing_model_is_told_once() -> None:
    with pytest.raises(OSError, match="no such model"):
        list(workers.extract(texts("miss"), MODEL, 1, read))


def test_articles_are_taken_a_few_chunks_ahead_and_no_further() -> None:
    taken: list[str] = []

    def given() -> Iterator[Article]:
        for number in range(100 * workers.CHUNK):
            taken.append(str(number))
            yield article("good", number)

    found = workers.extract(given(), MODEL, 1, read)
    next(found)
    assert len(taken) <= (workers.AHEAD + 1) * workers.CHUNK
    found.close()


def test_a_lost_article_counts_as_skipped_and_is_tried_again(tmp_path: Path) -> None:
    lines = [{"id": "x", "text": "good", "date": "2021-03-04"}, {"id": "y", "text": "end", "date": "2021-03-04"}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    real = pipeline.stages()
    using = real._replace(extract=lambda given, model: workers.extract(given, MODEL, 1, read))
    for fate in ({"new": 1, "skipped": 1}, {"unchanged": 1, "skipped": 1}):
        report = pipeline.build([tmp_path / "a.jsonl"], tmp_path / "s", using=using)
        assert {name: count for name, count in report.as_dict()["counts"].items() if count} == fate
        assert [problem.code for problem in report.problems] == ["crashed"]
        assert report.articles == 1


@pytest.mark.parametrize("how", (signal.SIGINT, signal.SIGKILL))
def test_workers_end_with_the_process_that_started_them(how: signal.Signals, tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
from reading_badly import read
from test_workers import texts
from kg import workers
if __name__ == "__main__":
    list(workers.extract(texts(*["good"] * 20, "wait"), "", 2, read))
"""
    (tmp_path / "run.py").write_text(code)
    process = subprocess.Popen([sys.executable, tmp_path / "run.py"], cwd=ROOT)
    deadline = time.monotonic() + 30
    while len(children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    started = children(process.pid)
    assert started
    process.send_signal(how)
    process.wait(timeout=30)
    while any(map(alive, started)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in started if alive(pid)]


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
