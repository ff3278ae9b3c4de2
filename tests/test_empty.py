"""Why a question has no rows, on a small graph of states that do not exist."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tiny import BASE, built

from kg import empty, pieces
from kg.cli import main
from kg.emit.shared import ontology

EXAMPLE = (Path(__file__).parent / "data" / "example.trig").read_bytes()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = [*parse(EXAMPLE, format=RdfFormat.TRIG), *ontology(BASE)]
    return built(tmp_path_factory.mktemp("store") / "s", quads)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine under load must not change what is told."""
    monkeypatch.setattr(empty, "SECONDS", 30.0)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["query", *arguments, "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1, "these questions have no rows"
    return [line.removeprefix("no rows: ") for line in err.splitlines()]


# --- the conditions of a query


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("SELECT * { ?s ?p ?o }", ["?s ?p ?o"]),
        ("SELECT * { ?s a <b> ; <c> 1, 2 ; . ?x ?y ?z }", ["?s a <b>", "?s <c> 1, 2", "?x ?y ?z"]),
        ("SELECT * WHERE { ?s ?p ?o FILTER(?o > 3) OPTIONAL { ?s <q> ?r } BIND(1 AS ?n) }", ["?s ?p ?o", "FILTER(?o > 3)"]),
        ("SELECT * { { ?s <a> 1 } UNION { ?s <b> 2 } UNION { ?s <c> 3 } }", ["?s <a> 1", "?s <b> 2", "?s <c> 3"]),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } MINUS { ?s a <x> } }", ["?s ?p ?o", "MINUS { ?s a <x> }"]),
        ("SELECT * { VALUES (?a ?b) { (1 2) } FILTER NOT EXISTS { ?a ?b ?c } }",
         ["VALUES (?a ?b) { (1 2) }", "FILTER NOT EXISTS { ?a ?b ?c }"]),
        ("SELECT * { ?s <a>/<b> ?o . FILTER CONTAINS(?o, \"}\") }", ["?s <a>/<b> ?o", "FILTER CONTAINS(?o, \"}\")"]),
        ("SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", ["{ SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }"]),
    ],
)  # fmt: skip
def test_the_conditions_of_a_query(text: str, conditions: list[str]) -> None:
    found = pieces.pattern(text)
    assert found is not None
    assert [condition.text for condition in found.conditions] == conditions


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "queries").glob("*.rq")), ids=lambda path: path.stem
)
def test_a_saved_question_without_any_one_condition_is_still_sparql(store: Path, path: Path) -> None:
    from kg import supervise
    from kg.query import Rows
    from kg.questions import Question

    found = pieces.pattern(path.read_text(encoding="utf-8"))
    if found is None or not found.text.count("SELECT"):
        pytest.skip("no SELECT")
    assert found.conditions
    for text in [found.without(one) for one in found.conditions] + [found.first(n + 1) for n in range(len(found.top))]:
        branch = f"{found.prologue} SELECT ?kg {{ {{ SELECT (1 AS ?kg) WHERE {text} LIMIT 1 }} }}"
        answer = supervise.ask(store, Question(branch), {})
        assert isinstance(answer, Rows)
        list(answer.rows)


# --- what is told


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT ?p { ?p kgo:holder <state/vestira> }",
         "<state/vestira> stands nowhere in the graph; nearest: <state/vestria>"),
        ('SELECT ?p { ?p a kgo:State ; rdfs:label "Norland" }',
         'nothing matches line 1: ?p rdfs:label "Norland"; names have a language: write "Norland"@en, or compare STR(...)'),
        ("SELECT ?p { ?p a kgo:Position ; kgo:confidence ?c\nFILTER(?c > 0.95) }",
         "nothing matches line 2: FILTER(?c > 0.95); without it ?c runs from 0.9 to 0.9"),
        ("SELECT ?p { ?p kgo:holder <state/vestria> ; kgo:polarity kgo:Support }",
         "of the other side there are rows (kgo:Oppose instead of kgo:Support)"),
        ("SELECT (COUNT(?p) AS ?n) { ?p a kgo:Position } GROUP BY ?x HAVING (COUNT(?p) > 9)",
         "the pattern has matches; HAVING, LIMIT or OFFSET leaves none of them"),
        ("SELECT ?s { ?s a kgo:State . ?s rdfs:label ?l FILTER(1 = 2) FILTER(2 = 3) }",
         "there are matches up to line 1, none with: FILTER(1 = 2)"),
        ('SELECT ?s { ?s a kgo:State .\n?s rdfs:label "Nordland"@en .\nFILTER(1 = 2) }',
         'there are matches up to line 2, none with: ?s rdfs:label "Nordland"@en; nearest: "Norland", "West Norland"'),
    ],
)  # fmt: skip
def test_the_reason_is_told(store: Path, capsys: pytest.CaptureFixture[str], query: str, line: str) -> None:
    assert told(capsys, query, "--store", str(store)) == [line]


def test_a_parameter_that_matches_nothing_is_told_by_the_name_given(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = told(capsys, "statements", "-p", "speaker=Norland", "--store", str(store))
    assert line == "nothing matches -p speaker=Norland; without it there are rows"


def test_a_number_that_matches_nothing_names_the_range(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "sure.rq"
    asked.write_text(
        "SELECT ?c { ?p a kgo:Position ; kgo:confidence ?c FILTER(?c >= COALESCE(?__least_number, 0)) }", "utf-8"
    )
    assert told(capsys, str(asked), "-p", "least=0.95", "--store", str(store)) == [
        "nothing matches -p least=0.95; without it there are rows; c runs from 0.9 to 0.9"
    ]


def test_a_day_that_matches_nothing_names_the_range(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "since.rq"
    asked.write_text(
        "SELECT ?day ?votes { ?a kgo:referenceDate ?d BIND(STR(?d) AS ?day) BIND(3 AS ?votes)"
        " FILTER(?day >= STR(COALESCE(?__since_date, '')))}",
        "utf-8",
    )
    assert told(capsys, str(asked), "-p", "since=2032", "--store", str(store)) == [
        "nothing matches -p since=2032; without it there are rows; day runs from 2031-03-05 to 2031-03-07"
    ]


def test_the_other_side_of_a_saved_question_is_named(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (meant, line) = told(capsys, "supporters", "-p", "target=Resolution of the Senate", "--store", str(store))
    assert meant.startswith("target: Resolution of the Senate of Norland, March 2031 <")
    # Vestria condemned and recalled: two acts, so two rows.
    assert line == "but of the other side there are: kg query opponents -p 'target=Resolution of the Senate' has 2 rows"


def test_files_instead_of_a_store_are_explained_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "some.ttl").write_text("<https://e.example/a> <https://e.example/b> 3 .", "utf-8")
    query = "SELECT ?s { ?s ?p ?n FILTER(?n > 5) }"
    assert told(capsys, query, "--data", str(tmp_path / "some.ttl")) == [
        "nothing matches line 1: FILTER(?n > 5); without it ?n runs from 3 to 3"
    ]


def test_nothing_is_told_of_rows_asked_away_or_there(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT ?s { ?s a kgo:State }", "--limit", "0", "--store", str(store)]) == 0
    assert "no rows" not in capsys.readouterr().err
    assert main(["query", "SELECT ?s { ?s a kgo:State }", "--store", str(store)]) == 0
    assert capsys.readouterr().err == ""


def test_an_explanation_stops_when_its_time_is_over(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(empty, "SECONDS", 0.5)
    many = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6))
    query = f"SELECT (COUNT(*) AS ?n) {{ {many} FILTER(?a0 = ?a5 && ?c1 = ?c2 && ?a0 = 7) }} GROUP BY ?zz HAVING(false)"
    from kg import questions

    begun = time.monotonic()
    empty.explained(store, questions.question(query), {})
    assert time.monotonic() - begun < 5


def test_an_explanation_never_fails(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import questions

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(pieces, "pattern", broken)
    assert empty.explained(store, questions.question("SELECT ?s { ?s a kgo:State FILTER(false) }"), {}) == []


# --- thin answers


def test_that_all_rows_rest_on_one_source_is_said(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT ?p ?a { ?p a kgo:Position ; kgo:evidence/kgo:inArticle ?a }"
    assert main(["query", query, "--format", "csv", "--store", str(store)]) == 0
    article = "https://kg.example/article/2031-03-05-563b42d42b4e"
    assert capsys.readouterr().err == f"every row rests on one independent source: {article}\n"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?p ?a { ?p a kgo:Vote ; kgo:evidence/kgo:inArticle ?a }",
        "SELECT ?p ?a { ?p a kgo:DiplomaticAct ; kgo:evidence/kgo:inArticle ?a }",
        "SELECT ?p { ?p a kgo:State }",
    ],
    ids=["two sources", "one row", "no articles"],
)
def test_it_is_not_said_where_it_is_not_so(store: Path, capsys: pytest.CaptureFixture[str], query: str) -> None:
    assert main(["query", query, "--format", "csv", "--store", str(store)]) == 0
    assert capsys.readouterr().err == ""
