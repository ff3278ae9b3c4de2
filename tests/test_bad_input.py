"""Bad input of every kind: one clear line, the documented exit code, nothing lost and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import FAKES, built, quads

from kg import pipeline
from kg.cli import main
from kg.store import open_snapshot


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages without a language model."""
    monkeypatch.setattr(pipeline, "stages", lambda *options, **more: FAKES)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return built(tmp_path / "store")


def unchanged(directory: Path) -> bool:
    return set(open_snapshot(directory).sorted_quads()) == set(quads()) and sorted(
        path.name for path in directory.rglob("*") if path.parent == directory / "snapshots"
    ) == ["1", "1.sums"]


def line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error."""
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.count("\n") == 1, found.err
    return found.err.rstrip("\n")


NOTHING = {
    "a missing path": ({}, "nowhere.txt", 2, "nowhere.txt: no such file or folder"),
    "an empty folder": ({}, ".", 2, "no articles found (text, Markdown, HTML, JSON, CSV, WARC, zip and tar are read)"),
    "a folder without articles": ({".b.txt": b"x"}, ".", 2, "no articles found"),
}


@pytest.mark.parametrize(("files", "path", "code", "message"), NOTHING.values(), ids=NOTHING)
def test_nothing_to_read_leaves_the_store_alone(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str],
    files: dict[str, bytes], path: str, code: int, message: str,
) -> None:  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    for command in (["build", "--store", str(directory)], ["extract"]):
        assert main([*command, str(folder / path)]) == code
        assert message in line(capsys)
    assert unchanged(directory)


SKIPPED = {
    "invalid UTF-8": (
        "bad.txt",
        b"caf\xe9 au lait\x00",
        "bad.txt: not UTF-8 (byte 0xe9 at offset 3); save it as UTF-8 [encoding]",
    ),
    "too large": (
        "bad.txt",
        b"x" * 1001,
        "bad.txt: larger than 1,000 bytes; --max-file-size raises the limit [too-large]",
    ),
    "not JSON": ("bad.json", b'{"text": ', "bad.json: not JSON: expecting value at 1:10 [json]"),
    "no text in JSON": (
        "bad.json",
        b'{"title": "x"}',
        'bad.json: expected an object with "text"; found: title; another field: --column text=NAME [json-shape]',
    ),
    "a broken line": ("bad.jsonl", b'{"text": ', "bad.jsonl:1: not JSON: expecting value at 1:10 [json]"),
}


@pytest.mark.parametrize(("name", "data", "message"), SKIPPED.values(), ids=SKIPPED)
def test_a_bad_file_is_named_and_skipped_and_the_rest_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, message: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("The Diet met.")
    assert main(["build", str(folder), "--store", str(tmp_path / "s"), "--max-file-size", "1k"]) == 3
    found = capsys.readouterr()
    assert found.err == f"{folder}/{message}\n"
    assert found.out.startswith("1 new, 1 skipped\n1 article, ")
    assert "1  problems (told above)" in found.out
    assert open_snapshot(tmp_path / "s").quads == 1
    assert main(["extract", str(folder), "--max-file-size", "1k"]) == 3
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(("name", "data", "message"), SKIPPED.values(), ids=SKIPPED)
def test_if_all_is_skipped_the_store_stays(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert main(["build", str(path), "--store", str(directory), "--max-file-size", "1k"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith(message)
    assert second == f"kg: {path}: every input was skipped; the store is unchanged"
    assert unchanged(directory)


def test_an_empty_file_is_told_and_is_no_failure(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text("The Diet met.")
    assert main(["build", str(tmp_path / "empty.txt"), str(tmp_path / "good.txt"), "--store", str(tmp_path / "s")]) == 0
    found = capsys.readouterr()
    assert found.err == f"{tmp_path}/empty.txt: warning: no text [empty]\n"
    assert found.out.startswith("1 new\n1 article, ")
    assert main(["build", str(tmp_path / "empty.txt"), "--store", str(directory)]) == 2
    assert "no text in it; the store is unchanged" in capsys.readouterr().err
    assert unchanged(directory)


def test_a_folder_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mine.txt").write_text("The Diet met.")
    for command in (["build", str(tmp_path / "in")], ["query", "ASK {}"], ["export"], ["check"]):
        assert main([*command, "--store", str(tmp_path / "in")]) == 2
        assert line(capsys) == f"kg: {tmp_path}/in is not a kg store (no kg.json in it)"
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["mine.txt"]


def test_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["query", "ASK {}"], ["export"], ["check"]):
        assert main([*command, "--store", str(tmp_path / "none")]) == 2
        assert line(capsys) == f"kg: no store at {tmp_path}/none; run: kg build PATH --store {tmp_path}/none"
    assert not (tmp_path / "none").exists()


QUERIES = {
    "a broken query": ("SELECT ?s {\n  ?s ?p\n}", [], 'q.rq:3:1: syntax error near "}"'),
    "an unclosed bracket": ("SELECT ?s {\n  ?s ?p ?o\n", [], 'q.rq:1:11: "{" has no counterpart'),
    "an unknown prefix": ("SELECT ?s {\n  ?s dct:title ?o }", [], 'q.rq:2:6: unknown prefix "dct"'),
    "an update": ("DELETE WHERE { ?s ?p ?o }", [], "q.rq:1:1: DELETE changes data; kg query only reads"),
    "federation": ("ASK { SERVICE <http://localhost/> {} }", [], "q.rq:1:7: SERVICE is refused"),
    "no query": ("# nothing\n", [], "q.rq: no query: expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "not text": (b"ASK { ?s ?p '\xff' }", [], "q.rq: not UTF-8"),
    "an unknown parameter": ("ASK { ?s ?p ?_x }", ["-p", "y=1"], 'q.rq: unknown parameter "y"'),
    "a missing parameter": ("ASK { ?s ?p ?_x }", [], "q.rq: parameter needed: -p x=..."),
    "a bad parameter": ("ASK { ?s ?p ?_x_date }", ["-p", "x=soon"], 'x: "soon" is no date'),
    "too deep": ("ASK " + "{" * 3000 + "}" * 3000, [], "nested deeper than 64 levels"),
    "too long": ("ASK { ?s ?p '" + "x" * 70_000 + "' }", [], "q.rq: the query is longer than 65,536 bytes"),
}


@pytest.mark.parametrize(("text", "options", "message"), QUERIES.values(), ids=QUERIES)
def test_a_bad_question(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str],
    text: str | bytes, options: list[str], message: str,
) -> None:  # fmt: skip
    path = tmp_path / "q.rq"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["query", str(path), "--store", str(directory), *options]) == 2
    assert message in line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "ASK {}", "--format", "yaml"],
        ["export", "--format", "csv"],
        ["extract", "x", "--format", "xml"],
        ["query", "ASK {}", "-p", "novalue"],
        ["query", "ASK {}", "--limit", "-1"],
        ["query"],
        ["query", "ASK {}", "--no-such-option"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Error: " in capsys.readouterr().err


def test_a_suffix_that_names_no_format(directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "-o", str(tmp_path / "x.pdf"), "--store", str(directory)]) == 2
    assert "x.pdf: which format?" in line(capsys)
    assert not (tmp_path / "x.pdf").exists()
