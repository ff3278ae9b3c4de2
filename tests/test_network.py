"""Who supports and opposes whom and what: edges, agreement, and the files, read back by networkx and the csv module."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest
import sides
from sides import HOSTILE

from kg import cli_analysis, networkfiles
from kg.cli import main
from kg.errors import UsageError
from kg.network import Edge, Network, Node, network
from kg.store import open_snapshot

BASE = "https://kg.example/"
READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sides.store(tmp_path_factory.mktemp("store") / "s")


@pytest.fixture(scope="module")
def found(directory: Path) -> Network:
    return network(open_snapshot(directory))


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def short(net: Network) -> list[tuple[str, str, str, int]]:
    return [
        (edge.source.removeprefix(BASE), edge.side, edge.target.removeprefix(BASE), edge.weight) for edge in net.edges
    ]


def test_an_edge_is_one_side_and_copies_of_an_article_count_once(found: Network) -> None:
    assert short(found) == [
        ("state/a", "opposes", "issue/i", 1),
        ("state/a", "supports", "measure/m", 1),
        ("state/b", "abstains", "issue/i", 1),
        ("state/b", "supports", "measure/m", 1),
        ("state/c", "opposes", "issue/i", 1),
        ("state/c", "supports", "issue/i", 1),
        ("state/c", "opposes", "measure/m", 1),
        ("person/p", "opposes", "state/a", 1),
    ]
    supported = found.edges[1]
    assert (supported.reports, supported.first, supported.last, supported.confidence) == (
        2, "2001-02-05", "2001-02-09", 0.8,
    )  # fmt: skip
    assert found.nodes[BASE + "measure/m"] == Node(BASE + "measure/m", "Diet resolution", "Resolution")


def test_a_person_counts_as_the_body_if_asked(directory: Path) -> None:
    assert ("body/diet", "opposes", "state/a", 1) in short(network(open_snapshot(directory), bodies=True))


def test_words_choose_edges_by_either_end(directory: Path) -> None:
    snapshot = open_snapshot(directory)
    assert short(network(snapshot, about="arcad")) == [
        ("state/a", "opposes", "issue/i", 1),
        ("state/a", "supports", "measure/m", 1),
        ("person/p", "opposes", "state/a", 1),
    ]
    assert network(snapshot, sure=0.9) == Network({}, ())
    with pytest.raises(UsageError, match='did you mean "Arcadia"'):
        network(snapshot, about="Arkadia")


def test_who_agrees_with_whom_and_who_is_on_both_sides_is_not_counted(found: Network) -> None:
    rows = table(networkfiles.pairs(found))
    assert [row[:4] for row in rows[1:]] == [
        ["Arcadia", "Borduria", "1", "0"],
        ["Arcadia", "Cagliostro", "0", "1"],
        ["Borduria", "Cagliostro", "0", "1"],
    ]
    assert table(networkfiles.matrix(found)) == [
        ["", "Arcadia", "Borduria", "Cagliostro"],
        ["Arcadia", "", "1", "0"],
        ["Borduria", "1", "", "0"],
        ["Cagliostro", "0", "0", ""],
    ]


def test_in_the_matrix_nothing_to_compare_is_not_no_agreement() -> None:
    def edge(who: str, what: str) -> Edge:
        return Edge(who, what, "supports", 1, 1, "", "", 1.0)

    names = {iri: Node(iri, "Same", "State") for iri in "abcd"}
    net = Network(names, (edge("a", "x"), edge("b", "x"), edge("c", "y"), edge("d", "y")))
    assert table(networkfiles.matrix(net))[1] == ["Same (a)", "", "1", "", ""]


@pytest.mark.parametrize("format", READERS)
def test_networkx_reads_nodes_and_edges_with_all_that_they_have(found: Network, format: str) -> None:
    graph = READERS[format](io.BytesIO(networkfiles.written(found, format)))
    assert graph.is_directed() and graph.is_multigraph()
    assert {node: (data["label"], data["kind"]) for node, data in graph.nodes(data=True)} == {
        node.iri: (node.label, node.kind) for node in found.nodes.values()
    }
    assert graph.nodes[BASE + "issue/i"]["label"] == HOSTILE
    read = sorted(
        (
            one,
            other,
            data["label"],
            data["sign"],
            data["weight"],
            data["confidence"],
            data.get("first", ""),
            data["last"],
        )
        for one, other, data in graph.edges(data=True)
    )
    assert read == sorted(
        (e.source, e.target, e.side, networkfiles.SIDES[e.side], float(e.weight), e.confidence, e.first, e.last)
        for e in found.edges
    )


@pytest.mark.parametrize("format", READERS)
def test_text_that_xml_cannot_carry_is_replaced(format: str) -> None:
    net = Network({"a": Node("a", "x\x01\ud800\ufffey\x85", "State")}, (Edge("a", "a", "supports", 1, 1, "", "", 1.0),))
    graph = READERS[format](io.BytesIO(networkfiles.written(net, format)))
    assert graph.nodes["a"]["label"] == "x\ufffd\ufffd\ufffdy\x85"


@pytest.mark.parametrize("format", networkfiles.FORMATS)
def test_an_empty_network_is_a_valid_file(format: str) -> None:
    data = networkfiles.written(Network({}, ()), format)
    if format in READERS:
        assert len(READERS[format](io.BytesIO(data))) == 0
    else:
        assert len(table(data)) == 1


def test_the_edge_list_is_what_gephi_imports(found: Network) -> None:
    head, *rows = table(networkfiles.edge_list(found))
    assert head[:4] == ["Source", "Target", "Label", "Weight"]
    assert dict(zip(head, rows[1], strict=True)) == {
        "Source": BASE + "state/a", "Target": BASE + "measure/m", "Label": "supports", "Weight": "1",
        "source_label": "Arcadia", "source_kind": "State", "target_label": "Diet resolution",
        "target_kind": "Resolution", "reports": "2", "first": "2001-02-05", "last": "2001-02-09", "confidence": "0.8",
    }  # fmt: skip


def test_the_command_writes_by_suffix_and_the_same_bytes_each_time(directory: Path, tmp_path: Path) -> None:
    for suffix in networkfiles.SUFFIXES:
        names = [tmp_path / f"{number}{suffix}" for number in (1, 2)]
        for name in names:
            assert main(["graph", "--store", str(directory), "-o", str(name)]) == 0
        assert names[0].read_bytes() == names[1].read_bytes() != b""


def test_a_suffix_of_no_format_is_one_line(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "--store", str(directory), "-o", "x.docx"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_help_offers_what_there_is() -> None:
    assert tuple(networkfiles.FORMATS) == cli_analysis.NETWORK_FORMATS
