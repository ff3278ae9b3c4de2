"""Builds one after another: only what is new is read, and the graph is always that of the present articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph
from tiny import FAKES, fake_extract

from kg import fingerprint, pipeline
from kg.errors import DamagedStore, NoInput, NothingReadable
from kg.intake import TOGETHER
from kg.pipeline import Report
from kg.store import open_snapshot
from kg.types import Article, Findings


class Reader:
    """Extraction that remembers what it was given to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def extract(self, articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
        for found in fake_extract(articles, model):
            self.read.append(found.article.text)
            yield found


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in "abc":
        write(tmp_path / "in", name, f"The {name} Diet met.")
    return tmp_path / "in"


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text)


def build(reader: Reader, store: Path, *paths: Path, **options: bool) -> Report:
    return pipeline.build(paths, store, using=FAKES._replace(extract=reader.extract), **options)


def texts(store: Path) -> list[str]:
    """What the union of the published graphs holds."""
    union = open_snapshot(store).engine.quads_for_pattern(None, None, None, DefaultGraph())
    return sorted(quad.object.value for quad in union)  # type: ignore[union-attr]


def published(store: Path) -> bytes:
    return "\n".join(str(quad) for quad in open_snapshot(store).sorted_quads()).encode()


def counts(report: Report) -> dict[str, int]:
    """What became of the places, without those that nothing became of."""
    told = report.as_dict()["counts"]
    return {fate: count for fate, count in told.items() if count}


def test_nothing_is_read_again_and_nothing_published_where_nothing_changed(
    reader: Reader, folder: Path, tmp_path: Path
) -> None:
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 3}
    before = open_snapshot(tmp_path / "s").engine
    again = build(reader, tmp_path / "s", folder)
    assert (counts(again), again.facts, again.quads) == ({"unchanged": 3}, {}, 3)
    assert len(reader.read) == 3
    assert [p.name for p in (tmp_path / "s" / "snapshots").iterdir() if p.is_dir()] == ["1"]
    del before


def test_a_changed_a_new_and_a_deleted_file(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    write(folder, "a", "The a Diet met again.")
    write(folder, "d", "The d Diet met.")
    (folder / "b.txt").unlink()
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 1, "changed": 1, "unchanged": 1, "gone": 1}
    assert reader.read[3:] == ["The a Diet met again.", "The d Diet met."]
    fresh = build(Reader(), tmp_path / "fresh", folder)
    assert fresh.quads == 3
    assert published(tmp_path / "s") == published(tmp_path / "fresh")


def test_one_folder_after_another_is_both_at_once(reader: Reader, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "x", "The x Diet met.")
    build(reader, tmp_path / "s", folder)
    assert counts(build(reader, tmp_path / "s", other)) == {"new": 1}
    build(Reader(), tmp_path / "both", other, folder)
    assert published(tmp_path / "s") == published(tmp_path / "both")


def test_what_was_said_before_is_withdrawn_and_no_part_of_the_union(
    reader: Reader, folder: Path, tmp_path: Path
) -> None:
    build(reader, tmp_path / "s", folder)
    write(folder, "a", "New words.")
    build(reader, tmp_path / "s", folder)
    engine = open_snapshot(tmp_path / "s").engine
    withdrawn = [graph for graph in engine.named_graphs() if str(graph).endswith("#withdrawn>")]
    assert [q.object.value for g in withdrawn for q in engine.quads_for_pattern(None, None, None, g)] == [
        "The a Diet met."
    ]
    assert texts(tmp_path / "s") == ["New words.", "The b Diet met.", "The c Diet met."]
    build(reader, tmp_path / "s", folder, forget=True)
    assert not [g for g in open_snapshot(tmp_path / "s").engine.named_graphs() if str(g).endswith("#withdrawn>")]


def test_a_text_that_comes_back_is_withdrawn_no_more(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    for words in ("New words.", "The a Diet met."):
        write(folder, "a", words)
        build(reader, tmp_path / "s", folder)
    graphs = {str(g) for g in open_snapshot(tmp_path / "s").engine.named_graphs()}
    assert sum(name.endswith("#withdrawn>") for name in graphs) == 1
    assert texts(tmp_path / "s") == ["The a Diet met.", "The b Diet met.", "The c Diet met."]


def test_a_text_that_stands_elsewhere_stays_when_one_place_goes(reader: Reader, folder: Path, tmp_path: Path) -> None:
    write(folder, "copy", "The a Diet met.")
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 4}
    assert len(reader.read) == 3
    (folder / "a.txt").unlink()
    assert counts(build(reader, tmp_path / "s", folder)) == {"unchanged": 3, "gone": 1}
    assert texts(tmp_path / "s") == ["The a Diet met.", "The b Diet met.", "The c Diet met."]


def test_a_folder_that_is_gone_takes_its_articles_with_it(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    report = build(reader, tmp_path / "s", folder)
    assert (counts(report), report.articles) == ({"gone": 3}, 0)
    with pytest.raises(NoInput, match="no such file"):
        build(reader, tmp_path / "s", tmp_path / "never")


def test_a_file_that_cannot_be_read_any_more_says_nothing_any_more(
    reader: Reader, folder: Path, tmp_path: Path
) -> None:
    build(reader, tmp_path / "s", folder)
    (folder / "a.txt").write_bytes(b"caf\xe9\x00")
    assert counts(build(reader, tmp_path / "s", folder)) == {"unchanged": 2, "gone": 1, "skipped": 1}
    assert texts(tmp_path / "s") == ["The b Diet met.", "The c Diet met."]
    for name in "bc":
        (folder / f"{name}.txt").write_bytes(b"\xff\x00")
    with pytest.raises(NothingReadable):
        build(reader, tmp_path / "s", folder)
    assert texts(tmp_path / "s") == ["The b Diet met.", "The c Diet met."]


def test_lines_that_move_are_not_read_again(reader: Reader, tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": f"{name} met."}) for name in "abc"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    build(reader, tmp_path / "s", tmp_path / "a.jsonl")
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps({"text": "first."}), *reversed(lines[1:])]))
    assert counts(build(reader, tmp_path / "s", tmp_path / "a.jsonl")) == {"new": 1, "unchanged": 2, "gone": 1}
    assert reader.read == ["a met.", "b met.", "c met.", "first."]


def test_two_articles_of_one_id_are_both_kept(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"id": "x", "text": "One."}, {"id": "x", "text": "Two."}]))
    build(reader, tmp_path / "s", tmp_path / "a.json")
    assert texts(tmp_path / "s") == ["One.", "Two."]
    assert counts(build(reader, tmp_path / "s", tmp_path / "a.json")) == {"unchanged": 2}


def test_a_new_line_with_the_id_of_a_known_one_behind_it_takes_nothing_from_it(reader: Reader, tmp_path: Path) -> None:
    def built(*lines: tuple[str, str]) -> Report:
        told = [json.dumps({"id": name, "text": text}) for name, text in lines]
        (tmp_path / "a.jsonl").write_text("\n".join(told))
        return build(reader, tmp_path / "s", tmp_path / "a.jsonl")

    built(("a", "First."), ("b", "Second."))
    assert counts(built(("b", "Third."), ("b", "Second."))) == {"new": 1, "changed": 1, "gone": 1}
    assert texts(tmp_path / "s") == ["Second.", "Third."]
    assert counts(built(("b", "Third."), ("b", "Second."))) == {"unchanged": 2}


def test_one_new_among_many_known_is_read_alone(reader: Reader, folder: Path, tmp_path: Path) -> None:
    for number in range(3 * TOGETHER):
        write(folder, f"m{number:04}", f"Number {number} met.")
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 3 * TOGETHER + 3}
    reader.read.clear()
    write(folder, f"m{TOGETHER:04}x", "Another met.")
    (folder / "m0001.txt").unlink()
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 1, "unchanged": 3 * TOGETHER + 2, "gone": 1}
    assert reader.read == ["Another met."]


def test_another_version_of_extraction_reads_all_again_from_the_kept_texts(
    reader: Reader, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(reader, tmp_path / "s", folder)
    write(folder.parent, "other", "The other Diet met.")
    monkeypatch.setattr(fingerprint, "extraction", lambda *_: "newer")
    assert counts(build(reader, tmp_path / "s", folder.parent / "other.txt")) == {"new": 1}
    assert sorted(reader.read[3:]) == [
        "The a Diet met.", "The b Diet met.", "The c Diet met.", "The other Diet met.",
    ]  # fmt: skip


def test_rebuild_reads_all_again(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    before = published(tmp_path / "s")
    assert counts(build(reader, tmp_path / "s", folder, rebuild=True)) == {"unchanged": 3}
    assert len(reader.read) == 6
    assert published(tmp_path / "s") == before


def test_a_build_that_stops_goes_on_where_it_was(reader: Reader, folder: Path, tmp_path: Path) -> None:
    def stopping(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
        for count, found in enumerate(fake_extract(articles, model)):
            if count == 2:
                raise KeyboardInterrupt
            yield found

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([folder], tmp_path / "s", using=FAKES._replace(extract=stopping))
    assert counts(build(reader, tmp_path / "s", folder)) == {"new": 1, "unchanged": 2}
    assert len(reader.read) == 1


def test_a_published_graph_that_the_ledger_does_not_know_of_is_published_anew(
    reader: Reader, folder: Path, tmp_path: Path
) -> None:
    build(reader, tmp_path / "s", folder)
    (tmp_path / "s" / "current").unlink()
    build(reader, tmp_path / "s", folder)
    assert texts(tmp_path / "s") == ["The a Diet met.", "The b Diet met.", "The c Diet met."]
    assert len(reader.read) == 3


def test_a_damaged_ledger_is_told_with_what_to_do(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    (tmp_path / "s" / "ledger.db").write_bytes(b"no database" * 1000)
    with pytest.raises(DamagedStore, match="--rebuild"):
        build(reader, tmp_path / "s", folder)
    build(reader, tmp_path / "s", folder, rebuild=True)
    assert texts(tmp_path / "s") == ["The a Diet met.", "The b Diet met.", "The c Diet met."]


def test_the_ledger_is_a_plain_database(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    with sqlite3.connect(tmp_path / "s" / "ledger.db") as database:
        assert database.execute("SELECT count(*) FROM article").fetchall() == [(3,)]


def test_what_comes_by_standard_input_adds_up(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys
    from types import SimpleNamespace

    for words in ("One met.", "Two met."):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(words.encode())))
        assert counts(pipeline.build(["-"], tmp_path / "s", using=FAKES)) == {"new": 1}
    assert texts(tmp_path / "s") == ["One met.", "Two met."]


def test_forgetting_leaves_no_words_behind(reader: Reader, folder: Path, tmp_path: Path) -> None:
    write(folder, "a", "Xylophonic words.")
    build(reader, tmp_path / "s", folder)
    write(folder, "a", "Other words.")
    build(reader, tmp_path / "s", folder, forget=True)
    files = [path for path in (tmp_path / "s").rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"Xylophonic" in path.read_bytes()]


def test_a_ledger_that_had_to_be_begun_anew_is_told(reader: Reader, folder: Path, tmp_path: Path) -> None:
    build(reader, tmp_path / "s", folder)
    (tmp_path / "s" / "ledger.db").write_bytes(b"no database" * 1000)
    report = build(reader, tmp_path / "s", folder, rebuild=True)
    assert [problem.code for problem in report.problems] == ["ledger"]


STORY = (
    "The Senate of Chile adopted the fishing bill on Monday by 30 votes to 12 after a long debate. "
    "Peru condemned the vote and said that its fleet would go on working in the strait as before. "
)


def test_near_copies_are_linked_to_the_first_and_counted_once(tmp_path: Path) -> None:
    from kg.query import Rows, answer
    from kg.questions import question
    from kg.sources import Sources

    told = {
        "agency": {"date": "2021-03-05", "outlet": "Agency", "text": STORY + "The bill goes to the president."},
        "paper": {"date": "2021-03-06", "outlet": "Paper", "text": STORY + "(Agency)"},
        "own": {
            "date": "2021-03-06",
            "text": "Peru condemned the Senate of Chile. Its minister called the bill a theft.",
        },
    }
    for name, value in told.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    pipeline.build([tmp_path], tmp_path / "s")
    snapshot = open_snapshot(tmp_path / "s")
    asked = question("SELECT ?article ?first { ?article a kgo:Article ; kgo:originalReport ?first }", "-")
    sources = Sources(snapshot.base)
    found = answer(snapshot, asked)
    assert isinstance(found, Rows)
    rows = list(sources.watched(found).dicts())
    firsts = {str(row["article"])[27:37]: str(row["first"])[27:37] for row in rows if row["article"] != row["first"]}
    assert firsts == {"2021-03-06": "2021-03-05"}
    assert sources.told(lambda articles: open_snapshot(tmp_path / "s")) == "3 articles, 2 independent sources"
