"""kg.query and kg.questions: finding a question, binding its parameters, saying where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from tiny import built

from kg import query, questions
from kg.errors import BadParameter, EvaluationError, QueryError, UsageError
from kg.query import Rows, answer
from kg.store import Snapshot, open_snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return open_snapshot(built(tmp_path_factory.mktemp("store") / "s"))


def rows(snapshot: Snapshot, text: str, **values: str) -> list[tuple[str | None, ...]]:
    found = answer(snapshot, questions.question(text, "q.rq"), values)
    assert isinstance(found, Rows)
    return list(found.values())


def test_queries_run_over_the_union_with_relative_iris_and_known_prefixes(snapshot: Snapshot) -> None:
    assert rows(snapshot, "SELECT ?l { <state/freedonia> a kgo:State ; rdfs:label ?l }") == [("Freedonia",)]


def test_a_count_over_the_union_counts_each_thing_once(snapshot: Snapshot) -> None:
    assert rows(snapshot, "SELECT (COUNT(?m) AS ?n) { ?m a kgo:Resolution }") == [("1",)]
    assert rows(snapshot, "SELECT (COUNT(?m) AS ?n) { GRAPH ?g { ?m a kgo:Resolution } }") == [("3",)]


def test_ask_construct_and_describe(snapshot: Snapshot) -> None:
    assert answer(snapshot, questions.question("ASK { ?s a kgo:State }")) is True
    assert answer(snapshot, questions.question("ASK { ?s a kgo:Bill }")) is False
    built = answer(snapshot, questions.question("CONSTRUCT { <a> <b> ?l } WHERE { ?s a kgo:Resolution ; a ?l }"))
    assert built == [
        Triple(
            *(NamedNode(f"https://kg.example/{n}") for n in "ab"),
            NamedNode("https://w3id.org/kgres/ontology#Resolution"),
        )
    ]
    described = answer(snapshot, questions.question("DESCRIBE <state/freedonia>"))
    assert isinstance(described, list)
    assert len(described) == 2


def test_unbound_is_none_and_dicts_have_the_column_names(snapshot: Snapshot) -> None:
    found = answer(snapshot, questions.question("SELECT ?s ?none { ?s a kgo:State OPTIONAL { ?s <none> ?none } }"))
    assert isinstance(found, Rows)
    assert list(found.dicts()) == [{"s": "https://kg.example/state/freedonia", "none": None}]


BY_TARGET = """#+ summary: What is called so
#+ defaults: {name: "Freedonia"}
SELECT ?s { ?s rdfs:label ?l FILTER(STR(?l) = ?_name) }"""


def test_a_default_is_used_a_value_goes_before_it_and_empty_takes_it_away(snapshot: Snapshot) -> None:
    assert rows(snapshot, BY_TARGET) == [("https://kg.example/state/freedonia",)]
    assert rows(snapshot, BY_TARGET, name="Diet of Freedonia") == [("https://kg.example/body/freedonia/diet",)]
    optional = "SELECT ?s { ?s rdfs:label ?l FILTER(!BOUND(?__name) || STR(?l) = ?__name) }"
    assert len(rows(snapshot, optional)) == 3
    assert len(rows(snapshot, '#+ defaults: {name: "Freedonia"}\n' + optional)) == 1
    assert len(rows(snapshot, '#+ defaults: {name: "Freedonia"}\n' + optional, name="")) == 3


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("ASK { ?s ?p ?_topic }", {}, r"q\.rq: parameter needed: -p topic="),
        ("ASK { ?s ?p ?_topic }", {"topics": "x"}, r'unknown parameter "topics"; did you mean "topic"\?'),
        ("ASK { ?s ?p ?o }", {"x": "y"}, r'unknown parameter "x"; it has: none'),
        ("ASK { ?s ?p ?_since_date }", {"since": "01.02.2003"}, r'since: "01\.02\.2003" is no date'),
        ("ASK { ?s ?p ?_since_date }", {"since": "2001-02-30"}, r'"2001-02-30" is no date'),
        ("ASK { ?s ?p ?_n_number }", {"n": "one"}, r'"one" is no number'),
        ("ASK { ?s ?p ?_n_number }", {"n": "٣"}, "is no number"),
        ("ASK { ?s ?p ?_b_boolean }", {"b": "yes"}, "expected true or false"),
        ("ASK { ?s ?p ?_x_iri }", {"x": "a b"}, r'"a b" is no iri'),
        (
            "#+ enumerate: {kind: [state, body]}\nASK { ?s ?p ?_kind }",
            {"kind": "sate"},
            r'one of state, body.*"state"\?',
        ),
    ],
)
def test_a_parameter_that_is_missing_unknown_or_ill_formed(
    snapshot: Snapshot, text: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(BadParameter, match=message):
        answer(snapshot, questions.question(text, "q.rq"), values)


@pytest.mark.parametrize(
    ("type", "value", "expected"),
    [
        ("iri", "state/freedonia", NamedNode("https://kg.example/state/freedonia")),
        ("iri", "http://x.example/y", NamedNode("http://x.example/y")),
        ("iri", "kgo:State", NamedNode("https://w3id.org/kgres/ontology#State")),
        ("date", "2001-02", Literal("2001-02", datatype=NamedNode(query.XSD + "gYearMonth"))),
        ("number", "1.5", Literal("1.5", datatype=NamedNode(query.XSD + "decimal"))),
        ("number", 3, Literal("3", datatype=NamedNode(query.XSD + "integer"))),
        ("boolean", True, Literal("true", datatype=NamedNode(query.XSD + "boolean"))),
        ("string", "3", Literal("3")),
    ],
)
def test_a_value_becomes_a_term_by_its_type(type: str, value: object, expected: object) -> None:
    parameter = questions.Parameter("x", "_x", type, required=True)
    assert query.term(parameter, value, "https://kg.example/") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s {\n  ?s a kgo:State ,\n}", r'q\.rq:3:1: syntax error near "}"'),
        ("SELECT ?s { ?s a kgo:State", r'q\.rq:1:11: "{" has no counterpart'),
        ("SELECT ?s { ?s a (kgo:State] }", r'q\.rq:1:28: "\]" has no counterpart'),
        (
            "SELECT ?s {\n ?s dct:title ?x }",
            r'q\.rq:2:5: unknown prefix "dct".*; known: .*dcterms.*; for another add: PREFIX dct:',
        ),
        ("SELECT ?s {\n SERVICE <http://x/> {} }", r"q\.rq:2:2: SERVICE is refused"),
        ("SELECT ?s { ?s ?p ?_a . ?s ?p ?_a . ?s ?p }", r'q\.rq:1:43: syntax error near "}"'),
        ("SELECT ?s { ?s ?p ?_a . LET }", r"q\.rq:1:\d+: syntax error near"),
        ("SELECT ?s ?t (COUNT(*) AS ?n) { ?s ?t ?o }", "a variable that is unbound"),
    ],
)
def test_a_broken_query_is_told_with_its_place(snapshot: Snapshot, text: str, message: str) -> None:
    values = {"a": "a long value, so that places after it move"} if "?_a" in text else {}
    with pytest.raises(QueryError, match=message):
        answer(snapshot, questions.question(text, "q.rq"), values)


def test_an_error_of_the_engine_is_ours_even_while_rows_are_read() -> None:
    def broken() -> object:
        yield 1
        raise RuntimeError("out of luck")

    with pytest.raises(EvaluationError, match=r"q\.rq: out of luck"):
        list(query.evaluated(broken(), "q.rq"))


def test_a_question_is_found_by_file_by_name_and_by_its_documented_path(tmp_path: Path) -> None:
    (tmp_path / "who.rq").write_text("#+ summary: Who?\nASK {}")
    folders = [tmp_path / "none", tmp_path]
    for name in ("who", "who.rq", "queries/who.rq", str(tmp_path / "who.rq")):
        assert questions.find(name, folders).summary == "Who?"
    assert questions.find("ASK { ?s ?p ?o }", folders).text == "ASK { ?s ?p ?o }"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("own", "shipped"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who.rq").write_text(f"#+ summary: {name}\nASK {{}}")
    assert questions.find("who", [tmp_path / "own", tmp_path / "shipped"]).summary == "own"


def test_a_question_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "opponents.rq").write_text("ASK {}")
    with pytest.raises(UsageError, match=r'oponents: no such file or saved question; did you mean "opponents"\?'):
        questions.find("oponents", [tmp_path])
    with pytest.raises(UsageError, match=r"saved questions: opponents"):
        questions.find("xyz", [tmp_path])
    with pytest.raises(UsageError, match="no such file"):
        questions.find(str(tmp_path / "elsewhere" / "opponents.rq"), [tmp_path])


def test_a_question_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"ASK { ?s ?p '\xff' }")
    with pytest.raises(QueryError, match="not UTF-8"):
        questions.find(str(tmp_path / "q.rq"), [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?a (COUNT(?b) AS ?n) { ?a kgo:holder ?b } GROUP BY ?c",
            "query:1:8: ?a is shown, but neither in GROUP BY nor",
        ),
        ("SELECT * { ?s kg:holder ?o }", 'unknown prefix "kg"; did you mean "kgo"?'),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        answer(open_snapshot(built(tmp_path / "store")), questions.question(text))
