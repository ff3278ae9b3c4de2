"""Questions that hurt: each ends with one clear line within its limits, and the caller lives on."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tiny import BASE, built

from kg import questions, supervise
from kg.cli import main
from kg.errors import DamagedStore, EvaluationError, NoStore, QueryError, QueryTimeout
from kg.query import Rows
from kg.supervise import Data, Limits, ask

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u }"
NESTED = {
    "parentheses": "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "groups": "SELECT * " + "{" * 3000 + "}" * 3000,
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 800 + "1" + "]" * 800 + " }",
    "subselects": "SELECT * { " + "{ SELECT * { " * 1300 + "} }" * 1300 + " }",
    "sums": "SELECT (" + "+".join(["1"] * 8000) + " AS ?x) {}",
    "negations": "SELECT * { FILTER(" + "!" * 10_000 + "true) }",
    "paths": "SELECT * { ?s " + "|".join(["<p>"] * 12_000) + " ?o }",
    "unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 5000) + " }",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s")


def asked(text: str) -> questions.Question:
    return questions.question(text, "q.rq")


def rows(directory: Path, text: str, limits: Limits = supervise.DEFAULTS) -> list[tuple[object, ...]]:
    found = ask(directory, asked(text), {}, limits)
    assert isinstance(found, Rows)
    return list(found.rows)


def lives(directory: Path) -> bool:
    return ask(directory, asked("ASK { ?s a kgo:State }")) is True


def test_rows_triples_and_truth_come_as_from_the_engine(directory: Path) -> None:
    found = ask(
        directory, asked("SELECT ?label ?none { <state/freedonia> rdfs:label ?label OPTIONAL { ?s <none> ?none } }")
    )
    assert isinstance(found, Rows)
    assert (found.columns, list(found.dicts())) == (
        ("label", "none"), [{"label": "Freedonia", "none": None}],
    )  # fmt: skip
    triples = ask(directory, asked("CONSTRUCT { <a> <b> ?l } { ?s a kgo:State ; rdfs:label ?l }"))
    assert [str(triple) for triple in triples] == [f'<{BASE}a> <{BASE}b> "Freedonia"@en']  # type: ignore[union-attr]
    assert ask(directory, asked("ASK { ?s a kgo:Bill }")) is False


@pytest.mark.parametrize("query", NESTED.values(), ids=NESTED)
def test_what_is_nested_or_endless_is_refused_before_the_engine_sees_it(directory: Path, query: str) -> None:
    with pytest.raises(QueryError):
        rows(directory, query)
    assert lives(directory)


def test_a_question_past_its_time_is_killed_in_time(directory: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"q\.rq: no answer within 1 seconds; --timeout raises the limit"):
        rows(directory, CROSS, Limits(seconds=1))
    assert time.monotonic() - begun < 5
    assert lives(directory)


def test_a_question_that_takes_all_memory_is_one_line(directory: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    query = f'SELECT ?v40 {{ BIND("xxxxxxxxxxxxxxxx" AS ?v0) {doubled} }}'
    with pytest.raises(EvaluationError, match=r"takes more than 0\.5 GB of memory, or the engine gave up"):
        rows(directory, query, Limits(memory=500_000_000))
    assert lives(directory)


def test_what_a_user_sees(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", CROSS, "--store", str(directory), "--timeout", "0.5"]) == 124
    assert capsys.readouterr() == ("", "kg: query: no answer within 0.5 seconds; --timeout raises the limit\n")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <%s> { ?a ?b ?c } } }",
        "PREFIX SERVICE: <%s> SELECT * { service SERVICE: { ?s ?p ?o } }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
    ],
)
def test_no_question_reaches_another_server(directory: Path, query: str) -> None:
    asked_for: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked_for.append(self.path)
            self.send_error(404)

        do_POST = do_GET

    with http.server.HTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            rows(directory, query % f"http://127.0.0.1:{server.server_port}/")
        except QueryError as error:
            assert "SERVICE" in str(error)
        server.shutdown()
    assert asked_for == []


def test_files_are_asked_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a> <b> 1 .")
    (tmp_path / "g.trig").write_text("<g> { <a> <b> 2 }")
    files = (str(tmp_path / "a.ttl"), ""), (str(tmp_path / "g.trig"), "")
    query = asked("SELECT ?o { <a> <b> ?o } ORDER BY ?o")
    for union, expected in ((True, ["1", "2"]), (False, ["1"])):
        found = ask(Data(files, BASE, union), query)
        assert isinstance(found, Rows)
        assert [row["o"] for row in found.dicts()] == expected


def test_a_missing_and_a_damaged_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        ask(tmp_path / "none", asked("ASK {}"))
    (built(tmp_path / "s") / "snapshots" / "1" / "CURRENT").write_text("garbage\n")
    with pytest.raises(DamagedStore, match="build again"):
        ask(tmp_path / "s", asked("ASK {}"))


def test_rows_left_unread_leave_no_process_behind(directory: Path) -> None:
    code = (
        "import sys, kg; found = kg.open(sys.argv[1]).query('SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }');"
        "print(next(iter(found.rows)) is not None); del found"
    )
    run = subprocess.run([sys.executable, "-c", code, str(directory)], capture_output=True, text=True, timeout=60)
    assert (run.stdout, run.returncode) == ("True\n", 0), run.stderr


def test_rows_that_nobody_begins_to_read_end_their_worker_at_once(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    found = ask(directory, asked("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"))
    assert started[0].poll() is None
    del found
    assert started[0].poll() is not None
    assert started[0].stdout is not None and started[0].stdout.closed
