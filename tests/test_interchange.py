"""Exports in other tools: whatever reads them, the graph is the same in canonical form (RDFC-1.0).

Two libraries from Python are always asked. N3.js, Oxigraph's server and Apache Jena are asked if they are on the machine:

    npm install --no-save n3                       # in this folder, or NODE_PATH
    pip install oxigraph                           # comes with the development tools
    PATH=$PATH:.../apache-jena/bin                 # for `riot`

What Jena would warn of is looked for without it too (`strict_turtle`).
"""

from __future__ import annotations

import shutil
import subprocess
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from elsewhere import oxigraph
from exported import ARTICLES, ENGINE, RDFLIB, canonical, offline, read, snapshot_of, written
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from strict_turtle import faults

from kg import export
from kg.store import Snapshot

ROOT = Path(__file__).parent.parent
EVERY = [(profile, format) for profile, made in export.PROFILES.items() for format in made.formats]
RDF_1_1 = [(profile, format) for profile, format in EVERY if profile != "rdf12"]
N3 = {"turtle": "Turtle", "trig": "TriG", "nquads": "N-Quads", "ntriples": "N-Triples"}
LINES = {True: "nquads", False: "ntriples"}
#: What was worked out once, by the graph's size: there are two.
EXPECTED: dict[tuple[int, str, str], list[str]] = {}


@pytest.fixture(scope="module", params=["own", "seeds"])
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    articles = {"own": ARTICLES, "seeds": ROOT / "seeds"}[request.param]
    return snapshot_of(tmp_path_factory.mktemp("exports"), articles)


def expected(snapshot: Snapshot, profile: str, format: str) -> list[str]:
    """The canonical form of what is exported, from N-Quads or N-Triples, the forms with nothing to get wrong."""
    plain = LINES[export.FORMATS[format].lossless and profile != "web-annotation"]
    key = (snapshot.quads, profile, plain)
    if key not in EXPECTED:
        EXPECTED[key] = canonical(read(written(snapshot, plain, profile), plain))
    return EXPECTED[key]


@pytest.mark.parametrize(("profile", "format"), EVERY)
def test_oxigraph_reads_the_same_graph(snapshot: Snapshot, profile: str, format: str) -> None:
    assert canonical(read(written(snapshot, format, profile), format)) == expected(snapshot, profile, format)


@pytest.mark.parametrize(("profile", "format"), RDF_1_1)
def test_rdflib_reads_the_same_graph(snapshot: Snapshot, profile: str, format: str) -> None:
    data = written(snapshot, format, profile)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = rdflib.Dataset()
        found.parse(data=offline(data) if format == "jsonld" else data, format=RDFLIB[format])
        lines = found.serialize(format="nquads", encoding="utf-8")
    assert canonical(list(parse(lines, format=RdfFormat.N_QUADS))) == expected(snapshot, profile, format)


@pytest.fixture(scope="module")
def node() -> str:
    """Node.js with N3.js, or a skip that says which is missing."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("no Node.js on this machine: N3.js is not asked")
    if subprocess.run([found, "-e", 'require.resolve("n3")'], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("Node.js has no package n3 (npm install --no-save n3): N3.js is not asked")
    return found


@pytest.mark.parametrize(("profile", "format"), [(profile, format) for profile, format in EVERY if format in N3])
def test_n3_js_reads_the_same_graph(node: str, snapshot: Snapshot, profile: str, format: str) -> None:
    command = [node, str(Path(__file__).parent / "n3_read.cjs"), N3[format]]
    run = subprocess.run(command, input=written(snapshot, format, profile), capture_output=True, cwd=ROOT, timeout=60)
    assert run.returncode == 0, run.stderr.decode()
    assert canonical(list(parse(run.stdout, format=RdfFormat.N_QUADS))) == expected(snapshot, profile, format)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Oxigraph's server with an empty store, or a skip if there is none."""
    with oxigraph("--location", str(tmp_path_factory.mktemp("server"))) as address:
        yield address


def asked(address: str, method: str, media: str, data: bytes | None = None) -> bytes:
    """The answer of the Graph Store Protocol over all graphs."""
    headers = {"Content-Type": media} if data is not None else {"Accept": media}
    request = urllib.request.Request(address, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.parametrize(("profile", "format"), EVERY)
def test_oxigraphs_server_gives_back_the_same_graph(server: str, snapshot: Snapshot, profile: str, format: str) -> None:
    lossless = export.FORMATS[format].lossless
    place = f"{server}/store" + ("" if lossless else "?default")
    data = written(snapshot, format, profile)
    asked(place, "PUT", ENGINE[format].media_type, offline(data) if format == "jsonld" else data)
    back = asked(f"{server}/store", "GET", "application/n-quads")
    assert canonical(list(parse(back, format=RdfFormat.N_QUADS))) == expected(snapshot, profile, format)
    asked(f"{server}/update", "POST", "application/sparql-update", b"CLEAR ALL")


@pytest.fixture(scope="module")
def riot() -> str:
    """Jena's command for reading RDF, or a skip."""
    found = shutil.which("riot")
    if found is None:
        pytest.skip("no riot of Apache Jena on this machine: only what it would warn of is looked for")
    return found


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples", "rdfxml"])
def test_jena_reads_the_same_graph_without_a_warning(
    riot: str, snapshot: Snapshot, tmp_path: Path, format: str
) -> None:
    file = tmp_path / "x"
    file.write_bytes(written(snapshot, format))
    command = [riot, "--strict", "--output=nquads", f"--syntax={format}", str(file)]
    run = subprocess.run(command, capture_output=True, timeout=120)
    assert run.returncode == 0 and b"WARN" not in run.stderr, run.stderr.decode()
    assert canonical(list(parse(run.stdout, format=RdfFormat.N_QUADS))) == expected(snapshot, "", format)


@pytest.mark.parametrize(("profile", "format"), EVERY)
def test_a_strict_reader_has_nothing_to_warn_of(snapshot: Snapshot, profile: str, format: str) -> None:
    data = written(snapshot, format, profile)
    assert data.decode("utf-8").isprintable() or not data.startswith(b"\xef\xbb\xbf")
    assert list(faults(read(data, format))) == []


@pytest.mark.parametrize("folder", ["ontology", "ontology/lexicon", "ontology/gazetteer"])
def test_the_ontology_has_nothing_to_warn_of(folder: str) -> None:
    for file in sorted((ROOT / folder).glob("*.ttl")):
        quads = parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri="https://kg.example/")
        assert list(faults(quads)) == [], file.name


S, P = NamedNode("https://kg.example/s"), NamedNode("https://kg.example/p")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Literal("2031-02-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")), "no http"),
        (Literal("1e3", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), "no http"),
        (Literal("x", datatype=NamedNode("https://kg.example/kind")), "datatype"),
        (Literal("x", language="english"), "language tag"),
        (Literal("a\x00b"), "control"),
        (NamedNode("https://kg.example/%c3"), "escaped"),
        (NamedNode("HTTP://kg.example/"), "no absolute"),
        (NamedNode("https://KG.example/"), "capitals"),
        (NamedNode("https://kg.example/a/../b"), "dots"),
        (NamedNode("https://kg.example/e\u0301"), "normal form"),
    ],
)
def test_what_is_odd_is_found(value: NamedNode | Literal, told: str) -> None:
    [fault] = faults([Quad(S, P, value)])
    assert told in fault
