"""kg.sparql: what is refused before the engine sees it, and how parameters are put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg import sparql
from kg.errors import QueryError

P = NamedNode("https://kg.example/p")


def ask(query: str, **constants: object) -> list[tuple[str | None, ...]]:
    """The rows of a query over a few quads, with its parameters put in."""
    store = Store()
    for value in ("x", "y", "z"):
        store.add(Quad(NamedNode(f"https://kg.example/{value}"), P, Literal(value)))
    text = sparql.substitute(query, sparql.guard(query), {k: str(v) for k, v in constants.items()}).text
    found = store.query(text, base_iri="https://kg.example/")
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(None if term is None else term.value for term in row) for row in found)


HIDDEN_SERVICES = [
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE<http://localhost:1/>{} } }",
    "SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://localhost:1/>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://localhost:1/>{} }",
    "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a''' . SERVICE <http://localhost:1/> {} }",
    'SELECT * { ?s ?p "a\\"" . SERVICE <http://localhost:1/> {} }',
    "SELECT * { ?s ?p 'a' # '\n . SERVICE <http://localhost:1/> {} }",
    "SELECT * { \\u0053ERVICE <http://localhost:1/> {} }",
]


@pytest.mark.parametrize("query", HIDDEN_SERVICES)
def test_service_is_refused_in_every_spelling(query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE is refused|backslash"):
        sparql.guard(query)


INNOCENT = [
    "SELECT ?service { ?service a ?x }",
    "SELECT * { ?s ?p 'SERVICE <x> {}' }",
    'SELECT * { ?s ?p """it\'s "SERVICE" {""" }',
    "# SERVICE\nASK { <http://x/SERVICE> ?p ?o }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { service:a service:b service:c } }",
    "SELECT * { ?s a <http://x/service?q=1> }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "BASE <http://x/> ASK {}",
    "DESCRIBE <a>",
]


@pytest.mark.parametrize("query", INNOCENT)
def test_what_only_looks_like_it_is_let_through(query: str) -> None:
    sparql.guard(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT DATA { <a> <b> <c> }", r"1:1: INSERT changes data"),
        ("PREFIX x: <http://x/>\nDELETE WHERE { ?s ?p ?o }", r"2:1: DELETE changes data"),
        ("LOAD <http://localhost/>", "LOAD changes data"),
        ("SELEC ?s { }", r'1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, not "SELEC"'),
        ("", "no query"),
        ("# only a comment", "no query"),
        ("ASK { " + "(" * 64 + ")" * 64 + " }", "nested deeper than 64"),
        ("ASK { FILTER(1" + "+1" * 1001 + ") }", "more than 1,000"),
        ("ASK {" + "OPTIONAL { ?s ?p ?o }" * 1001 + "}", "more than 1,000"),
        ("ASK { ?s ?p '" + "é" * 33_000 + "' }", "longer than 65,536 bytes"),
    ],
)
def test_changes_and_queries_that_would_break_the_engine_are_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        sparql.guard(query, "q.rq")


def test_a_query_just_within_the_limits_is_run() -> None:
    assert len(ask("SELECT ?s { ?s ?p ?o FILTER(1" + "+1" * 990 + " > 1) }")) == 3
    assert len(ask("SELECT ?s { ?s ?p ?o FILTER(" + "(" * 60 + "true" + ")" * 60 + ") }")) == 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s <p> ?_v }",
        "SELECT ?s { ?s <p> ?w FILTER(?w = ?_v) }",
        "SELECT ?s { ?s <p> ?w FILTER(!BOUND(?_v) || ?w = ?_v) }",
        "SELECT ?s { ?s <p> ?w FILTER(COALESCE(?_v, 'none') = ?w) }",
        "SELECT ?s { ?s <p> ?w OPTIONAL { ?s <p> ?k FILTER(?k = ?_v) } FILTER(BOUND(?k)) }",
        "SELECT ?s { { ?s <p> ?w FILTER(?w = ?_v) } UNION { ?s <none> ?_v } }",
        "SELECT ?s { ?s <p> ?w { SELECT ?s { ?s <p> ?k FILTER(?k = ?_v) } } }",
        "SELECT ?s { ?s <p> ?w FILTER EXISTS { ?s <p> ?_v } }",
        "SELECT ?s { ?s <p> ?w FILTER NOT EXISTS { ?s <p> ?k FILTER(?k != ?_v) } }",
        "SELECT ?s { ?s <p> ?w BIND(?_v AS ?z) FILTER(?w = ?z) } ORDER BY ?_v",
        "SELECT ?s { ?s <p> ?w } GROUP BY ?s ?w HAVING (?w = ?_v)",
    ],
)
def test_a_parameter_means_its_value_wherever_it_stands(query: str) -> None:
    assert ask(query, _v=Literal("x")) == [("https://kg.example/x",)]


def test_a_projected_parameter_stays_a_column_and_counts_are_right() -> None:
    assert ask("SELECT ?_v (COUNT(*) AS ?n) { ?s <p> ?_v } GROUP BY ?_v", _v=Literal("x")) == [("x", "1")]
    assert ask("SELECT DISTINCT ?_v { ?s <p> ?w } ORDER BY DESC(?_v)", _v=Literal("x")) == [("x",)]


def test_an_unset_parameter_is_an_unbound_variable() -> None:
    assert len(ask("SELECT ?s { ?s <p> ?w FILTER(!BOUND(?_v) || ?w = ?_v) }")) == 3


@pytest.mark.parametrize("query", ["SELECT ?s { BIND(1 AS ?_v) }", "SELECT ?s { VALUES (?s ?_v) { (1 2) } }"])
def test_a_parameter_cannot_be_assigned_to(query: str) -> None:
    with pytest.raises(QueryError, match=r"\?_v cannot be assigned"):
        ask(query, _v=Literal("x"))


PAYLOADS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(['x" } UNION { ?s ?p ?w } #', "\\u0022 } #", "\\", "'''", '"""', "\n} #", "?_v", "x\\"]),
)


@given(PAYLOADS)
def test_a_value_cannot_change_the_query(value: str) -> None:
    query = "SELECT ?s ?_v { ?s <p> ?w FILTER(?w = ?_v || ?w = 'y') }"
    rows = ask(query, _v=Literal(value))
    subjects = {f"https://kg.example/{name}" for name in ("x", "y", "z") if name in (value, "y")}
    assert {row[0] for row in rows} == subjects
    assert {row[1] for row in rows} == {value}


@given(st.text(alphabet="ab\n", max_size=20), st.text(alphabet="ab\n", max_size=20), st.text(max_size=5))
def test_a_place_in_the_new_text_leads_back_to_the_old(before: str, after: str, constant: str) -> None:
    query = f"{before} ?_v {after}"
    new = sparql.substitute(query, sparql.tokens(query), {"_v": f'"{constant.encode("unicode_escape").decode()}"'})
    assert [new.origin(i) for i in range(len(before) + 1)] == list(range(len(before) + 1))
    tail = len(after)
    assert [new.origin(len(new.text) - i) for i in range(tail + 1)] == [len(query) - i for i in range(tail + 1)]
    assert new.origin(len(before) + 2) == len(before) + 1
