"""A build in shards: what workers find is what a build on one machine finds, and what is done is not done again."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reading_badly import read as read_badly
from tiny import FAKES, built, fake_extract

from kg import pipeline, ray_engine, shards
from kg.cli import cli
from kg.errors import EngineFailure, UsageError
from kg.export import export
from kg.export.parts import write_parts
from kg.pipeline import Report, Stages, build
from kg.shards import Cluster, Task
from kg.store import open_snapshot
from kg.types import Article, Findings

pytest.importorskip("pyarrow", reason="shards need pyarrow")
pytest.importorskip("fsspec", reason="shards need fsspec")


def here(tasks: Iterable[Task]) -> Iterator[str]:
    """An engine that is this process."""
    return map(shards.run, tasks)


def carefully(tasks: Iterable[Task]) -> Iterator[str]:
    return (shards.run(task, careful=True) for task in tasks)


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """News of all kinds, with all that may go wrong in it."""
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    for number in range(70):
        (folder / f"{number:02}.txt").write_text(f" date 2024-05-16 \n\nThe Diet met for day {number}.")
    (folder / "copy.txt").write_text(" date 2024-05-16 \n\nThe Diet met for day 3.")
    (folder / "odd.txt").write_text("An odd thing.")
    (folder / "none.txt").write_text(" \n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "damaged.json").write_text('{"text": ')
    one = {"id": "x", "text": "The Diet rose.", "date": "2024-05-17"}
    (folder / "more" / "a.jsonl").write_text(
        lines(one, {**one, "text": "The Diet sat."}, {**one, "date": "2024-05-18"})
    )
    (folder / "more" / "b.md").write_text("# News\n\nLe conseil a voté la loi hier soir, et le ministre est parti.\n")
    table(folder / "more" / "e.parquet", [{"id": str(n), "text": f"The Diet voted {n} times."} for n in range(3)])
    with zipfile.ZipFile(folder / "more" / "c.zip", "w") as archive:
        archive.writestr("in/d.txt", "The Diet slept.")
    return folder


def quads(directory: Path) -> bytes:
    out = io.BytesIO()
    export(open_snapshot(directory), "nquads", out)
    return out.getvalue()


def told(report: Report, without: Path) -> tuple[Any, ...]:
    """What a report says of the input, wherever that is."""
    problems = {(p.where.replace(f"{without}/", "").removeprefix("memory://"), p.code) for p in report.problems}
    return report.counts, report.articles, sorted(problems)


def in_shards(news: Path | str, store: Path, work: Path | str, using: Stages = FAKES, **more: Any) -> Report:
    return build([news], store, using=using, cluster=Cluster(more.pop("engine", here), str(work)), **more)


def test_the_graph_and_the_report_are_those_of_a_build_in_one_place(news: Path, tmp_path: Path) -> None:
    alone = build([news], tmp_path / "a", using=FAKES)
    together = in_shards(news, tmp_path / "b", tmp_path / "work")
    assert len(list((tmp_path / "work").glob("*.parquet"))) > 1
    assert told(together, news) == told(alone, news)
    assert {problem.code for problem in alone.problems} >= {"odd", "json", "other-files", "empty", "language"}
    assert quads(tmp_path / "b") == quads(tmp_path / "a")


def test_later_builds_see_what_is_changed_and_gone(news: Path, tmp_path: Path) -> None:
    for change in (lambda: None, lambda: (news / "07.txt").write_text("Else."), lambda: (news / "08.txt").unlink()):
        change()
        alone = build([news], tmp_path / "a", using=FAKES)
        together = in_shards(news, tmp_path / "b", tmp_path / "work")
        assert told(together, news) == told(alone, news)
        assert quads(tmp_path / "b") == quads(tmp_path / "a")


def test_real_findings_come_back_from_a_shard_as_they_were(tmp_path: Path) -> None:
    text = "The Senate of Chile adopted a resolution on fishing by 31 votes to 12 on Monday. Peru condemned it."
    (tmp_path / "a.txt").write_text(f" date 2021-03-09 \n\n{text}")
    build([tmp_path / "a.txt"], tmp_path / "a")
    in_shards(tmp_path / "a.txt", tmp_path / "b", tmp_path / "work", pipeline.stages())
    assert quads(tmp_path / "b") == quads(tmp_path / "a")
    assert b"Peru condemned it." in quads(tmp_path / "a")


def test_input_and_shards_may_be_anywhere(news: Path, tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.put(str(news), "/news", recursive=True)
    memory.pipe_file("/news/.hidden.txt", b"Nobody's business.")
    local, away = (
        build([where], tmp_path / name, using=FAKES) for where, name in ((news, "a"), ("memory://news", "b"))
    )
    away_in_shards = in_shards("memory://news", tmp_path / "c", "memory://work")
    as_address = in_shards(f"file://{news}", tmp_path / "d", f"file://{tmp_path}/work")
    assert {r.counts.skipped for r in (local, away, away_in_shards, as_address)} == {local.counts.skipped}
    assert len({quads(tmp_path / name) for name in "abcd"}) == 1
    assert memory.glob("/work/*.parquet")
    memory.store.clear()
    assert build(["memory://news", news], tmp_path / "b", using=FAKES).counts.gone == away.counts.new


def test_an_address_that_cannot_be_reached_is_told_in_one_line(tmp_path: Path) -> None:
    for address, why in (("nowhere://x", "not known"), ("memory://nothing-here", "no such file")):
        run = CliRunner().invoke(cli, ["extract", address])
        assert run.exit_code == 2 or why in str(run.exception)
        assert "\n" not in str(run.exception)


def test_a_run_that_was_stopped_goes_on_from_finished_shards(news: Path, tmp_path: Path) -> None:
    read: list[str] = []

    def noting(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
        for found in fake_extract(articles, model):
            read.append(found.article.origin)
            yield found

    def stopping(tasks: Iterable[Task]) -> Iterator[str]:
        given = iter(tasks)
        yield shards.run(next(given))
        raise EngineFailure("the power went")

    using = FAKES._replace(extract=noting)
    with pytest.raises(EngineFailure, match="the power went"):
        in_shards(news, tmp_path / "b", tmp_path / "work", using, engine=stopping)
    first = list(read)
    in_shards(news, tmp_path / "b", tmp_path / "work", using)
    assert first
    assert len(read) == len(set(read))  # nothing is read twice
    build([news], tmp_path / "a", using=FAKES)
    assert quads(tmp_path / "b") == quads(tmp_path / "a")
    count = len(read)
    in_shards(news, tmp_path / "b", tmp_path / "work", using, rebuild=True)
    assert len(read) == 2 * count


def test_what_an_older_version_read_is_read_again_on_the_workers(news: Path, tmp_path: Path) -> None:
    there: list[str] = []

    def reading(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
        assert there, "read where the build runs"
        return fake_extract(articles, model)

    def engine(tasks: Iterable[Task]) -> Iterator[str]:
        for task in tasks:
            there.append("on a worker")
            path = shards.run(task)
            there.clear()
            yield path

    using = FAKES._replace(extract=reading)
    reports = [in_shards(news, tmp_path / "b", tmp_path / "work", using, engine=engine, every=e) for e in (False, True)]
    assert reports[1].counts.unchanged == reports[0].counts.new > 70
    assert len(list((tmp_path / "work").glob("*.parquet"))) % 2 == 0


def test_a_new_file_changes_one_shard_only() -> None:
    files = [f"/news/{number}.txt" for number in range(1000)]
    before, after = set(shards.planned(files)), set(shards.planned(["/news/-1.txt", *files]))
    assert [file for group in shards.planned(files) for file in group] == files
    assert len(after - before) <= 2
    assert max(map(len, before)) <= shards.MOST


def test_an_article_that_ends_its_reader_is_told_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(*({"id": word, "text": word} for word in ("good", "end", "fine"))))
    using = FAKES._replace(extract=read_badly)
    for fate in ((2, 0), (0, 2)):
        report = in_shards(tmp_path / "a.jsonl", tmp_path / "s", tmp_path / "work", using, engine=carefully)
        assert (report.counts.new, report.counts.unchanged) == fate
        assert [problem.code for problem in report.problems] == ["crashed"]
    assert [path.name.endswith("-in-part.parquet") for path in (tmp_path / "work").iterdir()] == [True]


def test_shards_are_forgotten_with_what_is_forgotten(news: Path, tmp_path: Path) -> None:
    in_shards(news, tmp_path / "b", tmp_path / "work")
    assert list((tmp_path / "work").iterdir())
    (tmp_path / "work" / "notes.parquet").touch()  # not ours
    in_shards(news, tmp_path / "b", tmp_path / "work", forget=True)
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["notes.parquet"]


def test_a_worker_that_would_read_otherwise_is_refused(news: Path, tmp_path: Path) -> None:
    def older(tasks: Iterable[Task]) -> Iterator[str]:
        return here(task._replace(version="0" * 16) for task in tasks)

    with pytest.raises(UsageError, match="another version of kg"):
        in_shards(news, tmp_path / "b", tmp_path / "work", engine=older)


def test_a_shard_that_is_on_another_machine_is_told(news: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineFailure, match="share: --work"):
        in_shards(
            news, tmp_path / "b", tmp_path / "work", engine=lambda tasks: (f"/gone/{task.model}" for task in tasks)
        )


@pytest.mark.parametrize("damage", (lambda data: data[:-9], lambda data: b"", lambda data: data[:200] + data[260:]))
def test_a_damaged_shard_is_told_by_its_name(damage: Callable[[bytes], bytes], news: Path, tmp_path: Path) -> None:
    in_shards(news, tmp_path / "b", tmp_path / "work")
    shard = max((tmp_path / "work").glob("*.parquet"))
    shard.write_bytes(damage(shard.read_bytes()))
    with pytest.raises(EngineFailure, match=f"{shard.name}: a damaged shard"):
        in_shards(news, tmp_path / "b", tmp_path / "work")


def test_standard_input_is_no_input_of_a_cluster(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input"):
        in_shards("-", tmp_path / "b", tmp_path / "work")


def test_without_ray_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, news: Path, tmp_path: Path) -> None:
    monkeypatch.setattr(ray_engine, "find_spec", lambda name: None)
    run = CliRunner().invoke(cli, ["build", str(news), "--store", str(tmp_path / "s"), "--engine", "ray"])
    assert isinstance(run.exception, UsageError)
    assert str(run.exception) == "--engine ray needs Ray; run: pip install 'kg-resolutions[ray]'"
    assert not (tmp_path / "s").exists()


def test_nobody_at_the_address_of_the_cluster_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineFailure, match=r"no Ray cluster answers at 127\.0\.0\.1:1 "):
        ray_engine._check_reachable("127.0.0.1:1")


def test_a_worker_that_hangs_ends(tmp_path: Path) -> None:
    code = """
from reading_badly import read
from test_workers import texts
from kg import ray_engine
ray_engine.PATIENCE = 1
print([found.article.id for found in ray_engine._watched(read, texts("good", "fine"), "")], flush=True)
list(ray_engine._watched(read, texts("wait"), ""))
"""
    here = Path(__file__).parent
    run = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True, timeout=30)
    assert (run.returncode, run.stdout, run.stderr) == (1, "['a0', 'a1']\n", "")


def test_parts_are_the_export_in_pieces_with_their_hashes(tmp_path: Path) -> None:
    snapshot = open_snapshot(built(tmp_path / "s"))
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "graph-00099.nq").write_text("of an earlier build")
    assert write_parts(snapshot, str(tmp_path / "parts"), size=5) > 2
    parts = sorted((tmp_path / "parts").glob("*.nq"))
    assert b"".join(part.read_bytes() for part in parts) == quads(tmp_path / "s")
    sums = (tmp_path / "parts" / "SHA256SUMS").read_text()
    assert sums == "".join(f"{hashlib.sha256(part.read_bytes()).hexdigest()}  {part.name}\n" for part in parts)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "parts", check=True)


# --- Parquet as input ---------------------------------------------------------------------------------------------


def table(path: Path, records: list[dict[str, Any]]) -> Path:
    from pyarrow import Table, parquet

    parquet.write_table(Table.from_pylist(records), path)
    return path


def test_parquet_is_read_as_a_table_of_other_forms_is(tmp_path: Path) -> None:
    import datetime

    day = datetime.date(2024, 5, 16)
    records = [{"id": str(number), "text": f"The Diet met {number} times.", "date": day} for number in range(300)]
    found = list(pipeline.articles([table(tmp_path / "a.parquet", [*records, {"id": "none", "text": None}])]))
    (tmp_path / "a.jsonl").write_text(lines(*({**record, "date": str(day)} for record in records)))
    assert [(a.id, a.text, a.date) for a in found] == [
        (a.id, a.text, a.date) for a in pipeline.articles([tmp_path / "a.jsonl"])
    ]


def test_parquet_that_is_damaged_or_large_is_told_with_its_place(tmp_path: Path) -> None:
    from kg.read import read
    from kg.types import Problem

    good = table(tmp_path / "a.parquet", [{"text": "short"}, {"text": "long" * 100}])
    (tmp_path / "b.parquet").write_bytes(good.read_bytes()[:-20])
    items = list(read([tmp_path], max_bytes=300))
    problems = [(item.where.rpartition("/")[2], item.code) for item in items if isinstance(item, Problem)]
    assert problems == [("a.parquet:2", "too-large"), ("b.parquet:1", "table")]
    assert len(items) == 3
