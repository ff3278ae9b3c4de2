"""The endpoint as clients of others find it: SPARQLWrapper, rdflib, curl, and from npm sparql-http-client and Comunica.

Those from npm are asked if they are there: `make clients` installs them, at the versions of tests/clients/package-lock.json.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests import tiny
from tests.serving import Server, serving

CLIENTS = Path(__file__).parent / "clients"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
GRAPH = "http://data.example/graph"
# What is hard to send: quotes, line breaks, signs beyond the first plane, what looks like markup.
LABELS = sorted(('He said "no"\n\\ twice', "Ñandú 𝔘 ‮", "<b>&amp;</b>"))
SELECT = f"SELECT ?label {{ GRAPH <{GRAPH}> {{ ?s <{LABEL}> ?label }} }} ORDER BY ?label"
ASK = f"ASK {{ ?s <{LABEL}> ?label }}"
CONSTRUCT = f"CONSTRUCT {{ ?s <{LABEL}> ?label }} WHERE {{ GRAPH <{GRAPH}> {{ ?s <{LABEL}> ?label }} }}"
UPDATE = "INSERT DATA { <urn:a> <urn:b> 1 }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    own = [
        Quad(NamedNode(f"http://data.example/{number}"), NamedNode(LABEL), Literal(text), NamedNode(GRAPH))
        for number, text in enumerate(LABELS)
    ]
    store = tiny.built(tmp_path_factory.mktemp("clients") / "store", [*tiny.quads(), *own])
    with serving(store, "--timeout", "2", "--rows", "1000") as found:
        yield found


def wrapper(server: Server, query: str, format: str = JSON) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server.root}sparql", returnFormat=format)
    client.setQuery(query)
    return client


@pytest.mark.parametrize("way", ["get", URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks_in_each_way(server: Server, way: str) -> None:
    client = wrapper(server, SELECT)
    if way != "get":
        client.setMethod(POST)
        client.setRequestMethod(way)
    found: Any = client.queryAndConvert()
    assert [row["label"]["value"] for row in found["results"]["bindings"]] == LABELS


@pytest.mark.parametrize("format", [XML, CSV, TSV])
def test_sparqlwrapper_reads_each_format_of_rows(server: Server, format: str) -> None:
    found: Any = wrapper(server, SELECT, format).queryAndConvert()
    text = found.toxml() if format == XML else found.decode()
    assert "Ñandú 𝔘" in text and "label" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # of SPARQLWrapper's own
@pytest.mark.parametrize("format", [TURTLE, RDFXML, N3, XML, JSONLD])
def test_sparqlwrapper_reads_each_format_of_graphs(server: Server, format: str) -> None:
    found: Any = wrapper(server, CONSTRUCT, format).queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
    assert sorted(str(label) for label in graph.objects()) == LABELS


def test_sparqlwrapper_understands_what_goes_wrong(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="no counterpart"):
        wrapper(server, "SELECT * {").query()
    client = wrapper(server, UPDATE)
    client.setMethod(POST)
    with pytest.raises(HTTPError, match="403"):
        client.query()
    endless = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9))
    with pytest.raises(HTTPError, match="504"):
        wrapper(server, f"SELECT (COUNT(*) AS ?n) {{ {endless} }}").query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["json", "xml"])
def test_rdflib_asks_the_endpoint_as_a_store(server: Server, method: Any, format: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.root}sparql", method=method, returnFormat=format))
    assert [str(row[0]) for row in graph.query(SELECT)] == LABELS
    assert {str(label) for label in graph.objects(rdflib.URIRef("http://data.example/0"))} == {LABELS[0]}
    assert bool(graph.query(ASK)) and len(graph) > len(LABELS)
    if format == "xml":  # as "json" it takes no format of graphs
        assert len(list(graph.query(CONSTRUCT))) == len(LABELS)


def test_service_asks_the_endpoint_that_is_allowed_and_no_other(server: Server, tmp_path: Path) -> None:
    """Two servers, one of which asks the other."""
    there = f"{server.root}sparql"

    def asked(one: Server, query: str) -> tuple[int, dict[str, Any]]:
        got = one.get("/sparql", {"Content-Type": "application/sparql-query"}, "POST", query.encode())
        return got.status, json.loads(got.body)

    with serving(tiny.built(tmp_path / "store"), "--allow-service", there) as one:
        for silent in ("", "SILENT"):
            status, found = asked(one, f"SELECT ?label {{ SERVICE {silent} <{there}> {{ {SELECT} }} }} ORDER BY ?label")
            assert status == 200 and [row["label"]["value"] for row in found["results"]["bindings"]] == LABELS
        for other in (f"<{there}?x>", "?any", f"<{server.root}>", f"x:{server.port}"):
            status, told = asked(one, f"PREFIX x: <http://127.0.0.1:> SELECT * {{ SERVICE {other} {{ ?s ?p ?o }} }}")
            assert status == 400 and "SERVICE is refused: none but" in told["detail"]
        assert b"BasicFederatedQuery" in one.get("/sparql").body
    assert b"BasicFederatedQuery" not in server.get("/sparql").body


def curl(server: Server, path: str, *options: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    return subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "20", *options, server.root + path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_curl_asks_as_the_documentation_says(server: Server) -> None:
    rows = curl(server, "sparql", "--header", "Accept: text/csv", "--data-urlencode", f"query={SELECT}")
    assert "Ñandú 𝔘" in rows and rows.startswith("label")
    assert (
        curl(server, "sparql", "--get", "--data-urlencode", f"query={SELECT}", "--header", "Accept: text/csv") == rows
    )
    direct = (
        "--data-binary",
        SELECT,
        "--header",
        "Content-Type: application/sparql-query",
        "--header",
        "Accept: text/csv",
    )
    assert curl(server, "sparql", *direct) == rows
    graph = curl(server, f"data?graph={GRAPH}", "--header", "Accept: application/n-triples")
    assert len(list(parse(graph.encode(), format=RdfFormat.N_TRIPLES))) == len(LABELS)
    head = curl(server, f"data?graph={GRAPH}", "--head")
    assert "200 OK" in head and "kg-limits" in head.lower()
    told = json.loads(curl(server, "sparql", "--data-urlencode", f"update={UPDATE}"))
    assert told["status"] == 403


def node(script: str, *arguments: str) -> dict[str, Any]:
    """What a client from npm prints."""
    if shutil.which("node") is None:
        pytest.skip("node is not on this machine")
    if not (CLIENTS / "node_modules").is_dir():
        pytest.skip("the clients from npm are not installed: make clients")
    run = subprocess.run(["node", str(CLIENTS / script), *arguments], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_sparql_http_client_asks_in_each_way(server: Server) -> None:
    found = node("sparql_http_client.mjs", server.root, SELECT, ASK, CONSTRUCT, GRAPH)
    assert found["get"] == found["form"] == found["direct"] == LABELS
    assert found["ask"] is True and found["construct"] == len(LABELS) and found["store"] == LABELS
    assert found["update"] == 403


def test_comunica_asks_what_it_is_told_and_what_it_finds_out(server: Server) -> None:
    found = node("comunica.mjs", server.root, SELECT, ASK, CONSTRUCT)
    assert found["told"] == found["found"] == LABELS
    assert found["ask"] is True and found["construct"] == len(LABELS)
    assert "403" in found["update"]
