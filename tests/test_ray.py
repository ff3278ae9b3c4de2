"""A build on a real Ray cluster of this machine: two nodes with a worker each. Left out where Ray is not installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reading_badly import read as read_badly
from reading_badly import slowly
from test_shards import lines, quads

from kg import pipeline, ray_engine, shards
from kg.shards import Cluster
from kg.store import open_snapshot

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'kg-resolutions[ray]'")
pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]

TEXT = "The Senate of Chile adopted a resolution on fishing by {} votes to 12 on Monday. Peru condemned it."
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """A cluster of two nodes that run a task each; the driver's node runs none."""
    os.environ.update(ray_engine.QUIET)
    from ray.cluster_utils import Cluster as Machines

    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT / "tests"), str(ROOT)))
    found = Machines(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    found.workers = [found.add_node(num_cpus=1) for _ in range(2)]
    yield found
    ray.shutdown()
    found.shutdown()
    del os.environ["PYTHONPATH"]


@pytest.fixture
def connected(machines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", machines.address)
    monkeypatch.setattr(shards, "FILES", 1)  # a shard a file


def when(happened: Callable[[], bool], do: Callable[[], None]) -> threading.Thread:
    def wait() -> None:
        deadline = time.monotonic() + 120
        while not happened() and time.monotonic() < deadline:
            time.sleep(0.05)
        do()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def test_the_command_prints_what_it_prints_without(connected: None, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(*({"id": str(n), "text": TEXT.format(30 + n)} for n in range(3))))
    command = [sys.executable, "-m", "kg", "build", "a.jsonl", "--json", "--store"]
    for store, more in (("a", []), ("b", ["--engine", "ray", "--shards", "parts"])):
        run = subprocess.run([*command, store, *more], cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert (run.returncode, json.loads(run.stdout)["articles"]) == (0, 3), run.stderr
        assert all("article" in line for line in run.stderr.splitlines())
    assert quads(tmp_path / "a") == quads(tmp_path / "b") == (tmp_path / "parts" / "graph-00001.nq").read_bytes()


def test_an_article_that_ends_its_worker_is_told_and_the_others_are_kept(connected: None, tmp_path: Path) -> None:
    words = ("good", "fail", "fine", "end", "well")
    (tmp_path / "a.jsonl").write_text(lines(*({"id": word, "text": word} for word in words)))
    using = pipeline.stages()._replace(extract=read_badly)
    cluster = Cluster(ray_engine.engine(), str(tmp_path / "work"))
    report = pipeline.build([tmp_path / "a.jsonl"], tmp_path / "s", using=using, cluster=cluster)
    assert [problem.code for problem in report.problems] == ["failed", "crashed"]
    assert (report.articles, report.counts.skipped) == (3, 2)


def test_a_machine_that_is_gone_in_the_middle_loses_nothing(connected: None, machines: Any, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for number in range(12):
        (tmp_path / "news" / f"{number:02}.txt").write_text(f" date 2021-03-09 \n\n{TEXT.format(20 + number)}")
    pipeline.build([tmp_path / "news"], tmp_path / "a")

    work, left = tmp_path / "work", []

    def kill() -> None:
        left.append(len(list(work.glob("*.parquet"))))
        machines.remove_node(machines.workers[0], allow_graceful=False)

    killed = when(lambda: len(list(work.glob("*.parquet"))) >= 3, kill)
    using = pipeline.stages()._replace(extract=slowly)
    cluster = Cluster(ray_engine.engine(), str(work))
    report = pipeline.build([tmp_path / "news"], tmp_path / "b", using=using, cluster=cluster)
    killed.join()
    assert left[0] < 12  # it was in the middle
    assert (report.articles, report.problems) == (12, ())
    assert quads(tmp_path / "b") == quads(tmp_path / "a")
    assert open_snapshot(tmp_path / "b").quads > 0
