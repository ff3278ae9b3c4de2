"""The endpoint as a client sees it: the cases of the W3C's suites for the protocol and the service description, by name."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.serve import run
from tests import tiny
from tests.serving import Got, Server, serving

D1, D2, D3 = (f"http://data.example/data{number}" for number in (1, 2, 3))
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
RESULTS = {
    "application/sparql-results+xml", "application/sparql-results+json", "text/tab-separated-values", "text/csv",
}  # fmt: skip
GRAPHS = {"application/rdf+xml", "text/turtle", "application/n-triples", "text/n3", "application/ld+json"}
OK, BAD, READ_ONLY = range(200, 300), range(400, 500), range(403, 404)


class Case(NamedTuple):
    """A request and what is expected: a status, a Content-Type, the truth value that it answers."""

    method: str = "GET"
    parameters: tuple[tuple[str, str], ...] = ()
    media: str = ""
    body: bytes = b""
    status: range = OK
    types: set[str] | None = None
    answer: bool | None = None


def media_of(got: Got) -> str:
    return got.headers["content-type"].partition(";")[0]


def ask(text: str, *graphs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("query", text), *graphs)


def form(*parameters: tuple[str, str]) -> bytes:
    return urlencode(parameters).encode()


default1, default2 = ("default-graph-uri", D1), ("default-graph-uri", D2)
named1, named2, named3 = (("named-graph-uri", name) for name in (D1, D2, D3))
BOTH_DEFAULT = f"ASK {{ <{D1}> a ?t . <{D2}> a ?u }}"
BOTH_NAMED = f"ASK {{ GRAPH <{D1}> {{ ?a a ?t }} GRAPH <{D2}> {{ ?b a ?u }} FILTER NOT EXISTS {{ ?c a ?v }} }}"
FULL = (
    f"ASK {{ <{D3}> a ?t . GRAPH <{D1}> {{ ?a a ?u }} GRAPH <{D2}> {{ ?b a ?v }} FILTER NOT EXISTS {{ <{D1}> a ?w }} }}"
)
OVERRIDDEN = f"ASK FROM <{D1}> {{ <{D2}> a ?t FILTER NOT EXISTS {{ <{D1}> a ?u }} }}"
INSERT = "INSERT DATA { <http://e.example/s> <http://e.example/p> 1 }"

CASES = {
    "query_get": Case("GET", ask("ASK {}"), answer=True),
    "query_post_form": Case("POST", (), FORM, form(("query", "ASK {}")), answer=True),
    "query_post_direct": Case("POST", (), QUERY, b"ASK {}", answer=True),
    "query_dataset_default_graph": Case("GET", ask(f"ASK {{ <{D1}> a ?t }}", default1), answer=True),
    "query_dataset_default_graphs_get": Case("GET", ask(BOTH_DEFAULT, default1, default2), answer=True),
    "query_dataset_default_graphs_post": Case("POST", (default1, default2), QUERY, BOTH_DEFAULT.encode(), answer=True),
    "query_dataset_named_graphs_get": Case("GET", ask(BOTH_NAMED, named1, named2), answer=True),
    "query_dataset_named_graphs_post": Case("POST", (named1, named2), QUERY, BOTH_NAMED.encode(), answer=True),
    "query_dataset_full": Case("POST", (("default-graph-uri", D3), named1, named2), QUERY, FULL.encode(), answer=True),
    "query_multiple_dataset": Case("POST", (default2,), QUERY, OVERRIDDEN.encode(), answer=True),
    "query_content_type_select": Case("GET", ask("SELECT (1 AS ?value) {}"), types=RESULTS),
    "query_content_type_ask": Case("GET", ask("ASK {}"), types=RESULTS),
    "query_content_type_describe": Case("GET", ask(f"DESCRIBE <{D1}>"), types=GRAPHS),
    "query_content_type_construct": Case("GET", ask("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"), types=GRAPHS),
    "bad_query_method": Case("PUT", ask("ASK {}"), status=BAD),
    "bad_multiple_queries": Case("GET", (("query", "ASK {}"), ("query", "SELECT * {}")), status=BAD),
    "bad_query_wrong_media_type": Case("POST", (), "text/plain", b"ASK {}", BAD),
    "bad_query_missing_form_type": Case("POST", (), "", form(("query", "ASK {}")), BAD),
    "bad_query_missing_direct_type": Case("POST", (), "", b"ASK {}", BAD),
    "bad_query_non_utf8": Case("POST", (), f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), BAD),
    "bad_query_syntax": Case("GET", ask("ASK {"), status=BAD),
    "bad_update_get": Case("GET", (("update", "CLEAR ALL"),), status=BAD),
    "bad_multiple_updates": Case("POST", (), FORM, form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), BAD),
    "bad_update_wrong_media_type": Case("POST", (), "text/plain", b"CLEAR NAMED", BAD),
    "bad_update_missing_form_type": Case("POST", (), "", form(("update", "CLEAR NAMED")), BAD),
    "bad_update_non_utf8": Case("POST", (), f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), BAD),
    "bad_update_syntax": Case("POST", (), FORM, form(("update", "CLEAR XYZ")), BAD),
    "bad_update_dataset_conflict": Case(
        "POST", (), FORM, form(("using-named-graph-uri", D1), ("update", f"CLEAR GRAPH <{D1}>")),
        BAD,
    ),
    "update_post_form": Case("POST", (), FORM, form(("update", INSERT)), READ_ONLY),
    "update_post_direct": Case("POST", (), UPDATE, INSERT.encode(), READ_ONLY),
    "update_base_uri": Case("POST", (), UPDATE, b"BASE <http://e.example/> INSERT DATA { <a> <b> <c> }", READ_ONLY),
    "update_dataset_default_graph": Case("POST", (("using-graph-uri", D1),), UPDATE, INSERT.encode(), READ_ONLY),
    "update_dataset_default_graphs": Case(
        "POST", (("using-graph-uri", D1), ("using-graph-uri", D2)), UPDATE, INSERT.encode(), READ_ONLY
    ),
    "update_dataset_named_graphs": Case("POST", (("using-named-graph-uri", D1),), UPDATE, INSERT.encode(), READ_ONLY),
    "update_dataset_full": Case(
        "POST", (("using-graph-uri", D1), ("using-named-graph-uri", D2)), UPDATE, INSERT.encode(), READ_ONLY
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    kind = NamedNode("http://data.example/Kind")
    quads = [Quad(NamedNode(name), NamedNode(TYPE), kind, NamedNode(name)) for name in (D1, D2, D3)]
    store = tiny.built(tmp_path_factory.mktemp("serve") / "store", [*tiny.quads(), *quads])
    with serving(store, "--rows", "10", "--timeout", "2", "--memory", "1G") as found:
        yield found


@pytest.mark.parametrize("name", CASES)
def test_the_protocol_is_kept(server: Server, name: str) -> None:
    case = CASES[name]
    path = f"/sparql?{urlencode(case.parameters)}" if case.parameters else "/sparql"
    got = server.get(path, {"Content-Type": case.media} if case.media else {}, case.method, case.body)
    assert got.status in case.status, got.body
    if case.types:
        assert media_of(got) in case.types
    if case.answer is not None:
        assert json.loads(got.body)["boolean"] is case.answer


def test_every_case_of_the_suite_is_here() -> None:
    assert sum(name.startswith("update_") for name in CASES) == 7
    assert sum(not name.startswith("update_") for name in CASES) == 28  # the suite's 27 and one default graph alone


def test_without_a_query_the_service_describes_itself(server: Server) -> None:
    got = server.get("/sparql")
    triples = list(parse(got.body, format=RdfFormat.from_media_type(media_of(got))))
    assert got.status == 200 and media_of(got) in GRAPHS
    service = NamedNode(server.root + "sparql")
    told = {(str(q.predicate.value).rpartition("#")[2], q.object) for q in triples if q.subject == service}
    kind = NamedNode("http://www.w3.org/ns/sparql-service-description#Service")
    assert ("endpoint", service) in told and ("type", kind) in told
    assert {name for name, _ in told} >= {"supportedLanguage", "feature", "resultFormat", "defaultDataset"}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml, text/csv;q=0.5", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/html, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
    ],
)
def test_rows_come_in_the_format_that_is_liked_best(server: Server, accept: str, media: str) -> None:
    got = server.get("/sparql?query=SELECT%20(1%20AS%20%3Fn)%20%7B%7D", {"Accept": accept})
    assert (got.status, media_of(got)) == (200, media)
    assert "accept" in got.headers["vary"].lower()


@pytest.mark.parametrize("media", sorted(GRAPHS))
def test_a_graph_comes_in_every_format(server: Server, media: str) -> None:
    got = server.get(f"/data?graph={quote(D1)}", {"Accept": media})
    triples = list(parse(got.body, format=RdfFormat.from_media_type(media)))
    assert [(t.subject, t.object) for t in triples] == [(NamedNode(D1), NamedNode("http://data.example/Kind"))]
    assert server.get(f"/data?graph={quote(D1)}", {"Accept": media}, "HEAD").body == b""


def test_what_cannot_be_sent_as_wished_is_said(server: Server) -> None:
    got = server.get("/sparql?query=ASK%20%7B%7D", {"Accept": "image/png"})
    assert got.status == 406 and "text/csv" in json.loads(got.body)["detail"]


def test_the_union_is_there_and_no_graph_is_changed(server: Server) -> None:
    union = server.get("/data?default", {"Accept": "application/n-triples"})
    assert all(name.encode() in union.body for name in (D1, D2, D3))
    assert server.get("/data?graph=http://none.example/").status == 404
    assert server.get("/data").status == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert server.get("/data?default", {"Content-Type": "text/turtle"}, method, b"<a:b> <a:c> 1 .").status == 403
    assert server.get("/data?default", {"Accept": "application/n-triples"}).body == union.body


def asked(server: Server, text: str, accept: str = "application/json") -> tuple[int, dict[str, str], bytes]:
    got = server.get("/sparql", {"Content-Type": QUERY, "Accept": accept}, "POST", text.encode())
    return got.status, dict(got.headers), got.body


@pytest.mark.parametrize("accept", sorted(RESULTS))
@pytest.mark.parametrize(
    ("tail", "cut"),
    [("", True), (" LIMIT 10", False), (" LIMIT 11", True), (" OFFSET 3 LIMIT 12", True), (" LIMIT 4", False)],
)
def test_an_answer_says_that_rows_were_left_out(server: Server, accept: str, tail: str, cut: bool) -> None:
    many = " ".join(f'"{n},\\n\\t<x>"' for n in range(30))
    status, headers, body = asked(server, f"SELECT ?n {{ VALUES ?n {{ {many} }} }} ORDER BY ?n{tail}", accept)
    assert status == 200 and len(body) > 20
    assert headers["kg-limits"].startswith("seconds=2, rows=10")
    assert (headers.get("kg-truncated") == "rows=10") is cut


def test_rows_that_are_just_as_many_as_may_be_are_all(server: Server) -> None:
    _, headers, body = asked(server, "SELECT ?n { VALUES ?n { 1 2 3 4 5 6 7 8 9 10 } }")
    assert "kg-truncated" not in headers and len(json.loads(body)["results"]["bindings"]) == 10


def test_a_query_that_takes_too_long_has_a_status_of_its_own(server: Server) -> None:
    status, headers, body = asked(
        server, f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(9))} }}"
    )
    told = json.loads(body)
    assert (status, headers["content-type"]) == (504, "application/problem+json")
    assert told["type"].endswith("timeout") and told["limits"]["seconds"] == 2
    assert asked(server, "ASK {}")[0] == 200


def test_a_query_that_takes_all_memory_does_not_end_the_server(server: Server) -> None:
    doubled = "?v0"
    binds = ['BIND("aaaaaaaaaaaaaaaa" AS ?v0)']
    for n in range(1, 34):
        binds.append(f"BIND(CONCAT({doubled}, {doubled}) AS ?v{n})")
        doubled = f"?v{n}"
    status, _, body = asked(server, f"SELECT {doubled} {{ {' '.join(binds)} }}")
    assert status in (500, 504, 507) and json.loads(body)["status"] == status
    assert asked(server, "ASK {}")[0] == 200


def test_a_syntax_error_is_told_by_line_and_column(server: Server) -> None:
    told = json.loads(asked(server, "SELECT *\n{ ?s ?p }")[2])
    assert (told["status"], told["line"]) == (400, 2) and told["column"] > 0


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK { " + "(" * 300])
def test_what_may_not_be_asked_is_refused_before_the_engine(server: Server, text: str) -> None:
    status, _, body = asked(server, text)
    assert status == 400 and json.loads(body)["detail"]


def test_variables_that_look_like_parameters_are_variables(server: Server) -> None:
    assert json.loads(asked(server, "SELECT ?_thing_iri { ?_thing_iri a ?_k } LIMIT 1")[2])["results"]["bindings"]


def test_known_prefixes_need_no_declaration(server: Server) -> None:
    assert json.loads(asked(server, "ASK { ?s a kgo:Chamber }")[2])["boolean"] is True


def test_the_data_describe_themselves(server: Server) -> None:
    got = server.get("/.well-known/void")
    assert got.status == 200 and b"sparqlEndpoint" in got.body and b"triples" in got.body


def test_a_new_snapshot_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store = tiny.built(tmp_path / "store")
    with serving(store) as server:
        query = "ASK { <http://new.example/> ?p ?o }"
        assert json.loads(asked(server, query)[2])["boolean"] is False
        for number in range(4):
            new = Quad(
                NamedNode("http://new.example/"),
                NamedNode(TYPE),
                NamedNode(f"http://new.example/{number}"),
                NamedNode(D1),
            )
            tiny.built(store, [*tiny.quads(), new])
            assert json.loads(asked(server, query)[2])["boolean"] is True


#: What takes all the time, all the memory, and the whole stack, each more than one worker has.
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(9))} }}"
GREEDY = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(34))
HOSTILE = (
    ENDLESS, ENDLESS, ENDLESS, f"SELECT ?v34 {{ BIND('aaaaaaaaaaaaaaaa' AS ?v0) {GREEDY} }}",
    "ASK { " + "{" * 60 + "}" * 60 + " ?s ?p ?o }",
)  # fmt: skip


def test_normal_clients_are_answered_beside_hostile_ones(tmp_path: Path) -> None:
    query = "ASK { ?s a kgo:Chamber }"
    with serving(tiny.built(tmp_path / "store"), "--timeout", "1", "--workers", "2", "--memory", "1G") as server:
        with ThreadPoolExecutor(26) as threads:
            # Both workers are up before: one of two that are asked at once waits for the other.
            assert [one.result()[0] for one in [threads.submit(asked, server, ENDLESS) for _ in (1, 2)]] == [504, 504]
            assert asked(server, query)[0] == 200
            before = settled(server, 0)
            hostile = [threads.submit(asked, server, text) for text in HOSTILE]
            normal = [threads.submit(asked, server, query) for _ in range(20)]
            assert [one.result()[0] for one in normal] == [200] * 20
            assert [one.result()[0] for one in hostile[:3]] == [504] * 3
            assert hostile[3].result()[0] in (500, 504, 507)
        assert server.process.poll() is None
        assert json.loads(asked(server, "ASK {}")[2])["boolean"] is True
        assert settled(server, before) < 1.3 * before


def settled(server: Server, wanted: int) -> int:
    """What a server holds in memory once it is near what is wanted, or at the end of some seconds."""
    if not Path("/proc/self/task").is_dir():
        pytest.skip("memory is looked up in /proc")
    until = time.monotonic() + 5
    while True:
        time.sleep(0.5)
        found = server.memory()
        if found < 1.3 * wanted or time.monotonic() > until or not wanted:
            return found


def test_a_kept_connection_does_not_wait_for_its_second_half() -> None:
    # Sockets of asyncio send at once only if they name their protocol; else each answer takes 40 ms longer.
    with run.listening("127.0.0.1", 0) as place:
        assert place.proto == socket.IPPROTO_TCP


def test_nothing_that_is_asked_reaches_another_server(server: Server) -> None:
    with run.listening("127.0.0.1", 0) as canary:
        canary.setblocking(False)
        there = f"http://127.0.0.1:{canary.getsockname()[1]}/x"
        texts = (
            f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}", f"SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}",
            f"PREFIX x: <{there}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}", f"SELECT * {{ service<{there}>{{?s ?p ?o}} }}",
            f"SELECT * {{ BIND(<{there}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}", f"SELECT * FROM <{there}> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", f"DESCRIBE <{there}>", f"LOAD <{there}>",
            f"BASE <{there}> ASK {{ <a> ?p ?o }}",
        )  # fmt: skip
        for text in texts:
            assert asked(server, text, "*/*")[0] in (200, 400)
        for path in (
            f"/sparql?{urlencode(ask('ASK {}', ('default-graph-uri', there)))}",
            f"/data?graph={quote(there)}",
        ):
            assert server.get(path).status in (200, 404)
        with pytest.raises(BlockingIOError):
            canary.accept()
