"""kg.store: publishing whole or not at all, one writer, and what is said of a folder that is no store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad
from tiny import BASE, built, quads

from kg import store
from kg.errors import DamagedStore, DiskFull, ForeignStore, KgError, NoStore, StoreFailure, StoreInUse


def snapshots(directory: Path) -> list[str]:
    return sorted(path.name for path in (directory / "snapshots").iterdir() if path.suffix != ".sums")


def test_what_is_published_is_read_back_sorted_and_without_the_union(tmp_path: Path) -> None:
    snapshot = store.open_snapshot(built(tmp_path / "s"))
    found = list(snapshot.sorted_quads())
    assert set(found) == set(quads())
    assert snapshot.quads == len(found) == len(quads())
    assert [str(q.graph_name) for q in found] == sorted(str(q.graph_name) for q in found)
    assert snapshot.base == BASE


def test_the_bytes_do_not_depend_on_the_order_of_the_quads(tmp_path: Path) -> None:
    one = store.open_snapshot(built(tmp_path / "a"))
    other = store.open_snapshot(built(tmp_path / "b", reversed(quads())))
    assert list(one.sorted_quads()) == list(other.sorted_quads())


def test_a_triple_of_two_graphs_counts_once_in_the_union(tmp_path: Path) -> None:
    engine = store.open_snapshot(built(tmp_path / "s")).engine
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/kgres/ontology#Resolution> }"
    assert [row["n"].value for row in engine.query(query)] == ["1"]  # type: ignore[union-attr,index]


def test_two_snapshots_are_kept_and_the_newest_is_read(tmp_path: Path) -> None:
    for count in (1, 2, 3, 4):
        built(tmp_path / "s", quads()[:count])
    assert snapshots(tmp_path / "s") == ["3", "4"]
    assert store.open_snapshot(tmp_path / "s").quads == 4


def test_a_reader_keeps_its_snapshot_while_newer_ones_are_published(tmp_path: Path) -> None:
    reader = store.open_snapshot(built(tmp_path / "s"))
    for _ in range(3):
        built(tmp_path / "s", [])
    assert set(reader.sorted_quads()) == set(quads())
    assert store.open_snapshot(tmp_path / "s").quads == 0


@pytest.mark.parametrize("error", [ValueError("bad"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_build_that_fails_half_way_leaves_what_was_there(tmp_path: Path, error: BaseException) -> None:
    built(tmp_path / "s")

    def failing() -> Iterator[Quad]:
        yield from quads()[:3]
        raise error

    with pytest.raises(DiskFull if isinstance(error, OSError) else type(error)):
        built(tmp_path / "s", failing())
    assert set(store.open_snapshot(tmp_path / "s").sorted_quads()) == set(quads())
    assert snapshots(tmp_path / "s") == ["1"]
    assert not (tmp_path / "s" / "kg.lock.json").exists()


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_fails_while_a_portion_is_loaded_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Whichever portion it is: no other is begun, the error is ours, and what was there is there."""
    built(tmp_path / "s")
    load = store._load
    loads: list[int] = []  # their sizes only: who holds the database keeps it open

    def failing(*portion: Any) -> None:
        loads.append(len(portion[1]))
        if len(loads) > after:
            raise OSError(28, "No space left on device")
        load(*portion)

    monkeypatch.setattr(store, "PORTION", 1)
    monkeypatch.setattr(store, "_load", failing)
    with pytest.raises(DiskFull):
        built(tmp_path / "s")
    assert len(loads) == after + 1
    assert set(store.open_snapshot(tmp_path / "s").sorted_quads()) == set(quads())
    assert snapshots(tmp_path / "s") == ["1"]


def test_portions_are_as_good_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.open_snapshot(built(tmp_path / "whole"))
    monkeypatch.setattr(store, "PORTION", 2)
    parts = store.open_snapshot(built(tmp_path / "parts"))
    assert set(whole.engine) == set(parts.engine)
    assert parts.quads == whole.quads


@pytest.mark.parametrize("failing", ["rename", "replace"])
def test_a_failing_file_system_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    built(tmp_path / "s")

    def fail(self: Path, target: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, failing, fail)
    with pytest.raises((StoreFailure, OSError), match="Input/output error"):
        built(tmp_path / "s", [])
    monkeypatch.undo()
    assert store.open_snapshot(tmp_path / "s").quads == len(quads())
    assert snapshots(tmp_path / "s") == ["1"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    built(tmp_path / "s")
    (tmp_path / "s" / "snapshots" / "2.tmp").mkdir()
    (tmp_path / "s" / "kg.lock").touch()
    built(tmp_path / "s")
    assert snapshots(tmp_path / "s") == ["1", "2"]


def test_a_second_writer_is_told_who_has_the_store(tmp_path: Path) -> None:
    built(tmp_path / "s")
    code = (
        "import sys; from pathlib import Path; from kg import store\n"
        "with store.writing(Path(sys.argv[1]), 'kg build x'):\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "s")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreInUse, match=rf"in use by kg build x \(pid {holder.pid}, since "):
            built(tmp_path / "s")
        assert store.open_snapshot(tmp_path / "s").quads == len(quads())
        holder.communicate("")
    built(tmp_path / "s")


def test_a_folder_with_other_things_in_it_is_neither_written_nor_read(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignStore, match=r"not a kg store \(no kg.json in it\)"):
        store.prepare(tmp_path, BASE)
    with pytest.raises(ForeignStore):
        store.open_snapshot(tmp_path)
    assert os.listdir(tmp_path) == ["thesis.txt"]  # noqa: PTH208 - the name alone


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ForeignStore, match="not a folder"):
        store.prepare(tmp_path / "file", BASE)


def test_a_missing_and_an_unbuilt_store_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match=r"no store at .*nowhere; run: kg build"):
        store.open_snapshot(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    store.prepare(tmp_path / "s", BASE)
    with pytest.raises(NoStore, match="no graph has been built"):
        store.open_snapshot(tmp_path / "s")


def test_a_store_of_another_format_says_which_kg_wrote_it(tmp_path: Path) -> None:
    built(tmp_path / "s")
    (tmp_path / "s" / "kg.json").write_text(json.dumps({"format": 99, "kg": "9.0", "base": BASE}))
    with pytest.raises(ForeignStore, match=r"written by kg 9\.0 in format 99; this kg reads formats 1, 2"):
        store.prepare(tmp_path / "s", BASE)
    (tmp_path / "s" / "current").write_text("99 1 5 https://kg.example/\n")
    with pytest.raises(ForeignStore, match="format 99"):
        store.open_snapshot(tmp_path / "s")


@pytest.mark.parametrize("damage", ["gone", "manifest"])
def test_a_damaged_snapshot_is_told(tmp_path: Path, damage: str) -> None:
    database = built(tmp_path / "s") / "snapshots" / "1"
    if damage == "gone":
        database.rename(tmp_path / "elsewhere")
    else:
        (database / "CURRENT").write_text("garbage\n")
    with pytest.raises(DamagedStore, match="build again"):
        store.open_snapshot(tmp_path / "s")


def test_the_base_of_a_store_is_that_of_its_last_build(tmp_path: Path) -> None:
    assert store.base_of(tmp_path / "s") is None
    built(tmp_path / "s", [], "https://own.example/")
    assert store.base_of(tmp_path / "s") == "https://own.example/"
    assert store.open_snapshot(tmp_path / "s").base == "https://own.example/"


def test_replacing_a_file_fails_without_a_trace(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        store.replace(tmp_path / "nowhere" / "x", "text")
    with pytest.raises(KgError), store.engine_errors(tmp_path):
        raise OSError("IO error: While lock file: X: Resource temporarily unavailable")
