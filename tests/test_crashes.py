"""Builds that are killed, fail to write or meet a full disk: nothing is lost, nothing half-written, the old graph stays."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pyoxigraph import DefaultGraph, Store
from tiny import FAKES, fake_extract

from kg import ledger, pipeline, store
from kg.errors import KgError, StoreFailure
from kg.store import open_snapshot
from kg.verify import verify

ROOT = Path(__file__).parent.parent
CHAMBERS = ("Senate of Chile", "House of Commons", "Knesset", "Senate of France", "Bundestag", "Riksdag")
STATES = ("Peru", "Kenya", "Norway", "Egypt", "Japan", "Turkey", "Cuba")


def items(count: int) -> str:
    """Short articles about votes, as JSON lines; no two alike."""
    lines = []
    for number in range(count):
        draw = random.Random(number)
        text = (
            f"The {draw.choice(CHAMBERS)} adopted bill {number} on fishing by {200 + number} votes to {number}. "
            f"{draw.choice(STATES)} condemned the vote, and {draw.choice(STATES)} welcomed it."
        )
        day = f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}"
        lines.append(json.dumps({"id": f"n{number}", "text": text, "date": day}))
    return "\n".join(lines) + "\n"


def kg(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **environment}
    )


def done(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, told = process.communicate(timeout=300)
    return process.returncode, told


def exported(directory: Path) -> list[str]:
    return [str(quad) for quad in open_snapshot(directory).sorted_quads()]


# --- kill ---------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_thirty_kills_and_the_next_run_ends_in_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(items(200))
    begun = time.monotonic()
    assert done(kg("build", tmp_path / "a.jsonl", "--store", tmp_path / "whole"))[0] == 0
    seconds = time.monotonic() - begun
    expected = exported(tmp_path / "whole")
    draw, killed, number = random.Random(1), 0, 0
    while killed < 30:
        number += 1
        directory, before = tmp_path / f"s{number}", 0
        for _ in range(6):  # then a new store, so that the early phases are hit too
            process = kg("build", tmp_path / "a.jsonl", "--store", directory)
            time.sleep(draw.uniform(0.05, seconds))
            process.send_signal(signal.SIGKILL)
            killed += done(process)[0] == -signal.SIGKILL
            if (directory / ledger.FILE).is_file():
                now = kept(directory)
                assert now >= before, "what was committed is there"
                before = now
            if store.current(directory):
                assert exported(directory) == expected, "what is published is whole"
        assert done(kg("build", tmp_path / "a.jsonl", "--store", directory))[0] == 0
        assert exported(directory) == expected
        assert not list(verify(directory))


def kept(directory: Path) -> int:
    with sqlite3.connect(directory / ledger.FILE) as database:
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0]
        return int(database.execute("SELECT count(*) FROM article").fetchone()[0]) if tables else 0


# --- failing writes -----------------------------------------------------------------------------------------------


class Failing:
    """Makes the n-th write of a build fail: of the ledger, of the database, of the file system."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self.left = number
        put, note, replace, rename = ledger.Ledger.put, ledger.Ledger.note, store.replace, Path.rename
        monkeypatch.setattr(ledger.Ledger, "put", self.before(put, sqlite3.OperationalError("disk I/O error")))
        monkeypatch.setattr(ledger.Ledger, "note", self.before(note, sqlite3.OperationalError("disk I/O error")))
        monkeypatch.setattr(store, "replace", self.before(replace, OSError(5, "Input/output error")))
        monkeypatch.setattr(Path, "rename", self.before(rename, OSError(28, "No space left on device")))
        monkeypatch.setattr(store, "Store", self.database)

    def before(self, function: Any, error: Exception) -> Any:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.count(error)
            return function(*arguments, **options)

        return counted

    def count(self, error: Exception) -> None:
        self.left -= 1
        if self.left == 0:
            raise error

    def database(self, *arguments: Any) -> Store:
        self.count(OSError(28, "No space left on device"))
        return Store(*arguments)


def test_the_nth_write_fails_for_every_n(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"The {name} Diet met.")
    pipeline.build([tmp_path / "a.txt"], tmp_path / "s", using=FAKES)
    old = exported(tmp_path / "s")
    pipeline.build([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], tmp_path / "whole", using=FAKES)
    expected = exported(tmp_path / "whole")
    for number in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number)
            try:
                pipeline.build([tmp_path / "b.txt", tmp_path / "c.txt"], tmp_path / "s", using=FAKES)
            except (KgError, OSError, sqlite3.Error):
                assert failing.left == 0
        if failing.left > 0:
            break
        assert exported(tmp_path / "s") in (old, expected)
    assert 5 < number < 99
    assert exported(tmp_path / "s") == expected


def test_a_full_disk_is_one_line_and_says_what_is_safe(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(items(3))
    assert done(kg("build", tmp_path / "a.jsonl", "--store", tmp_path / "s"))[0] == 0
    old = exported(tmp_path / "s")
    (tmp_path / "a.jsonl").write_text(items(9))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000));"
        "from kg.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "build", str(tmp_path / "a.jsonl"), "--store", str(tmp_path / "s")]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == limits
    assert (run.returncode, run.stdout) == (5, "")
    assert run.stderr.count("\n") == 1, run.stderr
    assert "safe" in run.stderr
    assert exported(tmp_path / "s") == old
    assert done(kg("build", tmp_path / "a.jsonl", "--store", tmp_path / "s"))[0] == 0
    assert len(exported(tmp_path / "s")) > len(old)


# --- any sequence of changes ---------------------------------------------------------------------------------------


class Builds(RuleBasedStateMachine):
    """Files come, change and go; builds succeed or stop half-way; the graph is what a plain dictionary says."""

    @initialize(folder=st.integers(0, 2**60))
    def start(self, folder: int) -> None:
        import tempfile

        self.root = Path(tempfile.mkdtemp(prefix="kg-builds-"))
        (self.root / "in").mkdir()
        self.files: dict[str, str] = {}
        self.published: list[str] | None = None

    @rule(name=st.sampled_from("abcd"), words=st.sampled_from(("One.", "Two.", "Three.", "Four.")))
    def write(self, name: str, words: str) -> None:
        self.files[name] = words
        (self.root / "in" / f"{name}.txt").write_text(words)

    @rule(name=st.sampled_from("abcd"))
    def delete(self, name: str) -> None:
        if self.files.pop(name, None):
            (self.root / "in" / f"{name}.txt").unlink()

    @rule()
    def build(self) -> None:
        try:
            pipeline.build([self.root / "in"], self.root / "s", using=FAKES)
        except KgError:
            assert not self.files and not self.published, "only an empty folder is no input; what is published stays"
            return
        self.published = sorted(set(self.files.values()))

    @rule(after=st.integers(0, 3))
    def stop(self, after: int) -> None:
        def stopping(articles: Any, model: str | None) -> Iterator[Any]:
            for count, found in enumerate(fake_extract(articles, model)):
                if count == after:
                    raise KeyboardInterrupt
                yield found

        try:
            pipeline.build([self.root / "in"], self.root / "s", using=FAKES._replace(extract=stopping))
        except KeyboardInterrupt:
            return
        except KgError:
            assert not self.files and not self.published, "only an empty folder is no input; what is published stays"
            return
        self.published = sorted(set(self.files.values()))

    @invariant()
    def the_graph_is_that_of_the_last_build(self) -> None:
        if getattr(self, "published", None) is not None:
            union = open_snapshot(self.root / "s").engine.quads_for_pattern(None, None, None, DefaultGraph())
            assert sorted(quad.object.value for quad in union) == self.published  # type: ignore[union-attr]

    def teardown(self) -> None:
        import shutil

        shutil.rmtree(getattr(self, "root", "none"), ignore_errors=True)


TestBuilds = Builds.TestCase
TestBuilds.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


# --- damage, old stores ---------------------------------------------------------------------------------------------


def test_a_flipped_byte_in_any_file_of_the_snapshot_is_found(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"The {name} Diet met.")
    pipeline.build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "s", using=FAKES)
    assert not list(verify(tmp_path / "s"))
    files = [path for path in (tmp_path / "s" / "snapshots").rglob("*") if path.is_file() and path.stat().st_size]
    assert len(files) > 5
    for path in files:
        data = path.read_bytes()
        for place in {0, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert [p.severity for p in verify(tmp_path / "s")] == ["error"], path.name
        path.unlink()
        assert list(verify(tmp_path / "s")), path.name
        path.write_bytes(data)
    assert not list(verify(tmp_path / "s"))


def test_a_store_of_the_first_format_is_read_and_built_anew(tmp_path: Path) -> None:
    with tarfile.open(Path(__file__).parent / "data" / "store-format-1.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    assert len(exported(tmp_path / "store")) > 10
    with pytest.raises(StoreFailure, match="format 1"):
        list(verify(tmp_path / "store"))
    (tmp_path / "a.txt").write_text("The Diet met.")
    pipeline.build([tmp_path / "a.txt"], tmp_path / "store", using=FAKES)
    assert len(exported(tmp_path / "store")) == 1
    assert not list(verify(tmp_path / "store"))


# --- the same bytes -------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_neither_order_nor_hash_seed_nor_locale_nor_time_zone_matter(tmp_path: Path) -> None:
    lines = items(12).splitlines(keepends=True)
    worlds: list[tuple[list[str], dict[str, str]]] = [
        (lines, {"PYTHONHASHSEED": "1", "LC_ALL": "C"}),
        (lines[::-1], {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"}),
        (lines[6:] + lines[:6], {"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "TZ": "America/Adak"}),
    ]
    found = []
    for number, (order, environment) in enumerate(worlds):
        (tmp_path / f"{number}.jsonl").write_text("".join(order))
        directory = tmp_path / f"s{number}"
        assert done(kg("build", tmp_path / f"{number}.jsonl", "--store", directory, **environment))[0] == 0
        found.append(exported(directory))
    assert found[0] == found[1] == found[2]


@pytest.mark.long
@pytest.mark.skipif(
    subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0, reason="no unshare"
)
def test_a_build_without_any_network_is_the_same(tmp_path: Path) -> None:
    page = "<html><head><title>T</title></head><body><article><p>{}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page.format("The Senate of Chile adopted the bill, it said in a statement. " * 4))
    command = [
        "unshare",
        "-rn",
        sys.executable,
        "-m",
        "kg",
        "build",
        str(tmp_path / "a.html"),
        "--store",
        str(tmp_path / "s"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    assert "Senate of Chile adopted" in "".join(exported(tmp_path / "s"))
