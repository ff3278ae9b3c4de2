"""The command line: what goes where, exit codes, and the order of the stages with fakes in the place of the model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from tiny import FAKES, built

import kg
from kg import pipeline
from kg.cli import main
from kg.commands import COMMANDS, loaded
from kg.errors import NoStore
from kg.screen import ticker


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return built(tmp_path / "store")


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages without a language model."""
    monkeypatch.setattr(pipeline, "stages", lambda *options, **more: FAKES)


STATES = "SELECT ?s ?l { ?s a kgo:State ; rdfs:label ?l }"


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert kg.__version__ == project["project"]["version"]


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"
    assert run("-h") == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in ("build", "extract", "query", "export", "check"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    command = loaded(name)
    assert command is not None and command.help
    assert "Example:" in command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_begins_each_help(name: str) -> None:
    command = loaded(name)
    assert command is not None
    assert command.get_short_help_str(limit=1000) == COMMANDS[name].summary


def test_every_command_of_a_module_is_listed() -> None:
    modules = {entry.module for entry in COMMANDS.values()}
    defined = [command.name for module in modules for command in import_module(module).COMMANDS]
    assert sorted(defined) == list(COMMANDS)


def test_a_wrong_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("qurey") == 2
    assert 'no command "qurey"; did you mean "query"?' in capsys.readouterr().err


def test_rows_go_to_stdout_as_csv_when_piped(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", STATES, "--store", directory) == 0
    found = capsys.readouterr()
    assert found.out == "s,l\r\nhttps://kg.example/state/freedonia,Freedonia\r\n"
    assert found.err == ""


def test_the_options_of_query(directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = ("--store", directory)
    assert run("query", STATES, *here, "--no-header", "--format", "tsv") == 0
    assert capsys.readouterr().out == '<https://kg.example/state/freedonia>\t"Freedonia"@en\n'
    assert run("query", STATES, *here, "--format", "table") == 0
    assert "state/freedonia" in (out := capsys.readouterr().out)
    assert "https" not in out
    assert run("query", STATES, *here, "--format", "table", "--full-iris") == 0
    assert "https://kg.example/state/freedonia" in capsys.readouterr().out
    assert run("query", "SELECT ?s { ?s ?p ?o }", *here, "--limit", "2") == 0
    found = capsys.readouterr()
    assert found.out.count("\n") == 3
    assert found.err == "2 rows, and there are more; --limit raises it\n"
    assert run("query", "SELECT ?s { ?s rdfs:label ?l FILTER(STR(?l) = ?_l) }", *here, "-p", "l=Freedonia") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["https://kg.example/state/freedonia"]


def test_graphs_and_truth_values(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "DESCRIBE <state/freedonia>", "--store", directory) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines == sorted(lines)
    assert run("query", "DESCRIBE <state/freedonia>", "--store", directory, "--format", "turtle") == 0
    assert "<state/freedonia> a kgo:State" in capsys.readouterr().out
    assert run("query", "ASK { ?s a kgo:Bill }", "--store", directory) == 0
    assert capsys.readouterr().out == "false\n"


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [("ASK {}", "turtle", "this question gives rows"), ("DESCRIBE <a>", "csv", "this question gives a graph")],
)
def test_a_format_that_does_not_fit_the_answer(
    directory: Path, query: str, format: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("query", query, "--store", directory, "--format", format) == 2
    assert message in capsys.readouterr().err


def test_output_goes_to_a_file_in_the_format_of_its_suffix(directory: Path, tmp_path: Path) -> None:
    assert run("query", STATES, "--store", directory, "-o", tmp_path / "x.json") == 0
    assert json.loads((tmp_path / "x.json").read_bytes())["results"]["bindings"]
    assert run("export", "--store", directory, "-o", tmp_path / "x.nq") == 0
    assert (tmp_path / "x.nq").read_bytes().endswith(b" .\n")


def test_a_suffix_of_no_format_is_told(directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", STATES, "--store", directory, "-o", tmp_path / "x.xlsx") == 2
    assert "no format is known by this suffix; known: .csv" in capsys.readouterr().err
    assert run("query", STATES, "--store", directory, "-o", tmp_path / "x.xlsx", "--format", "csv") == 0


def test_a_file_that_cannot_be_written_keeps_its_content(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("old")
    assert run("query", "SELECT ?s { ?s ?p }", "--store", directory, "-o", tmp_path / "x.csv") == 2
    assert (tmp_path / "x.csv").read_text() == "old"
    assert run("query", STATES, "--store", directory, "-o", tmp_path / "nowhere" / "x.csv") == 1
    assert capsys.readouterr().err.endswith("x.csv: no such file or directory\n")


def test_a_question_comes_from_a_file_a_name_or_standard_input(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "states.rq").write_text(STATES)
    for name in ("states", "states.rq", "queries/states.rq", tmp_path / "queries" / "states.rq"):
        assert run("query", name, "--store", directory) == 0
        assert "Freedonia" in capsys.readouterr().out
    piped = [sys.executable, "-m", "kg", "query", "-", "--store", str(directory)]
    assert b"Freedonia" in subprocess.run(piped, input=STATES.encode(), capture_output=True, check=True).stdout


def test_a_build_reports_and_leaves_a_store_that_answers(
    fakes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(" date 2001-02-03 The Diet met.")
    (tmp_path / "in" / "b.txt").write_text("Nothing odd here.")
    where = ("--store", tmp_path / "s", "--base-iri", "https://own.example/")
    assert run("build", tmp_path / "in", *where) == 0
    found = capsys.readouterr()
    assert found.out.startswith("2 new\n2 articles, 2 quads in ")
    assert found.out.endswith(f"next: kg query opponents --store {tmp_path}/s\n")
    assert "b.txt: warning: odd words [odd]" in found.err
    assert run("query", "SELECT ?t { ?a <text> ?t }", "--store", tmp_path / "s") == 0
    assert "The Diet met." in capsys.readouterr().out
    assert run("build", tmp_path / "in", "--store", tmp_path / "s", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["articles"], report["quads"], report["base"]) == (2, 2, "https://own.example/")
    assert report["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "gone": 0, "skipped": 0}


def test_two_builds_give_the_same_bytes_whatever_the_order(fakes: None, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name)
    for number, names in enumerate(("ab", "ba")):
        assert run("build", *(tmp_path / f"{n}.txt" for n in names), "--store", tmp_path / str(number)) == 0
        assert run("export", "--store", tmp_path / str(number), "-o", tmp_path / f"{number}.nq") == 0
    assert (tmp_path / "0.nq").read_bytes() == (tmp_path / "1.nq").read_bytes()


def test_the_same_text_twice_is_one_article(fakes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The Diet met.")
    assert run("build", tmp_path, "--store", tmp_path / ".kg", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["articles"], report["counts"]["new"], report["problems"]) == (1, 2, [])


def test_extract_prints_one_object_a_text_in_input_order(
    fakes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.jsonl").write_text(
        '{"id": "y", "text": "One."}\n{"id": "x", "text": "Two.", "date": "2001-02-03"}\n'
    )
    (tmp_path / "a.txt").write_text("Three.")
    assert run("extract", tmp_path / "b.jsonl", tmp_path / "a.txt") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["y", "x", "a"]
    assert lines[1]["published"]["date"] == "2001-02-03"
    assert all(lines[0][kind] == [] for kind in ("decisions", "positions", "recognitions", "statements", "demands"))
    assert run("extract", tmp_path / "a.txt", "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert run("extract", tmp_path / "a.txt", "--format", "table") == 0
    assert "no facts" in capsys.readouterr().out


def test_a_model_that_is_not_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(articles: Any, model: str | None) -> Any:
        raise OSError(f"Can't find model {model!r}")
        yield

    monkeypatch.setattr(pipeline, "stages", lambda *options, **more: FAKES._replace(extract=missing))
    (tmp_path / "a.txt").write_text("One.")
    assert run("extract", tmp_path, "--model", "none") == 2
    assert capsys.readouterr().err == "kg: the language model cannot be loaded: Can't find model 'none'\n"


def test_an_error_of_ours_is_one_line_and_debug_shows_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "--store", tmp_path / "none") == 2
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(NoStore):
        run("export", "--store", tmp_path / "none", "--debug")
    monkeypatch.setattr(pipeline, "extract", lambda *args, **kwargs: 1 / 0)
    assert run("extract", tmp_path) == 1
    assert "internal error: ZeroDivisionError" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        run("--debug", "extract", tmp_path)


@pytest.mark.parametrize("size", ["0", "-1", "ten", "1.5M", ""])
def test_a_size_that_is_none(size: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", tmp_path, "--max-file-size", size) == 2
    assert "is no size" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["state", "ftp://x/", "https://x.example", "https://x y/", "https://x/?a=/"])
def test_a_base_iri_that_is_none(base: str, fakes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One.")
    assert run("build", tmp_path / "a.txt", "--store", tmp_path / "s", "--base-iri", base) == 2
    assert base in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


def test_check_prints_what_it_finds(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg import check
    from kg.types import Problem

    for severity, code in (("warning", 0), ("error", 1)):
        problem = Problem("https://kg.example/a", "offsets", "not verbatim", severity)  # type: ignore[arg-type]
        monkeypatch.setattr(check, "check", lambda quads, shapes, found=problem: [found] if list(quads) else [])
        assert run("check", "--store", directory) == code
        assert capsys.readouterr().out == f"{severity}  https://kg.example/a  not verbatim [offsets]\n"


def test_a_pipe_that_is_closed_early_ends_it_silently(directory: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "kg", "query", query, "--store", str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_stops_the_engine(directory: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }"
    command = [sys.executable, "-m", "kg", "query", query, "--store", str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        # A shell reports a death by this signal as 130 too; on a slow machine the engine has not begun yet.
        assert process.wait(10) in (-signal.SIGINT, 130)


def ended(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What becomes of a process that ends with `main()`."""
    code = f"import atexit, sys; from kg.cli import main; {code}; main(); print('goes on')"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_process_ends_with_its_command() -> None:
    found = ended("atexit.register(print, 'at the end')", "--version")
    assert (found.stdout, found.stderr, found.returncode) == (f"kg {kg.__version__}\nat the end\n", "", 0)
    found = ended("pass", "query", "ASK {}", "--store", "nowhere")
    assert (found.stdout, found.returncode) == ("", 2)
    assert found.stderr == "kg: no store at nowhere; run: kg build PATH --store nowhere\n"


def test_a_process_that_somebody_watches_or_that_has_threads_ends_as_any_other() -> None:
    assert ended("sys.setprofile(lambda *_: None)", "--version").stdout.endswith("goes on\n")
    waiting = "import threading; threading.Timer(0.3, print, ['after it']).start()"
    assert ended(waiting, "--version").stdout.endswith("goes on\nafter it\n")


def test_progress_without_a_terminal_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seldom, always = ticker(1000), ticker(0)
    for done in (1, 2):
        seldom(done)
    assert capsys.readouterr().err == ""
    always(1200)
    assert capsys.readouterr().err == "1,200 articles read\n"


def test_the_library_does_what_the_commands_do(directory: Path, fakes: None, tmp_path: Path) -> None:
    graph = kg.open(directory)
    found = graph.query("SELECT ?l { ?s rdfs:label ?l FILTER(STR(?l) = ?_l) }", l="Freedonia")
    assert list(found.dicts()) == [{"l": "Freedonia"}]
    assert graph.ask("ASK { ?s a kgo:State }") is True
    (tmp_path / "a.txt").write_text("One.")
    assert kg.build([tmp_path / "a.txt"], tmp_path / "s").articles == 1
    assert [one.article.id for one in kg.findings([tmp_path / "a.txt"])] == ["a"]
    assert sorted(kg.__all__) == ["Graph", "__version__", "build", "facts_of", "findings", "open"]
    inside = {module.stem for module in Path(kg.__file__).parent.iterdir()}
    assert not inside & set(kg.__all__), "importing a module of that name would take the function's place"


def test_a_column_that_nothing_fills_is_told(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "SELECT ?s ?typo { ?s a kgo:State }", "--store", directory) == 0
    assert "?typo stands nowhere in the pattern" in capsys.readouterr().err


def test_of_a_column_given_again_the_last_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "No.", "lead": "Chad recognised Kosovo on Monday."}\n')
    arguments = ("extract", tmp_path / "a.jsonl", "--column", "text=text", "--column", "text=lead", "--lang", "any")
    assert run(*arguments) == 0
    assert "Chad" in capsys.readouterr().out
