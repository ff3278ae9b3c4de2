"""A network as files that spreadsheets, Gephi and networkx read: a table of writers, one for each format.

GraphML follows graphml.graphdrawing.org, GEXF its draft 1.2, the newest that both Gephi and networkx read. The standard
library escapes; characters that XML cannot carry become U+FFFD. The bytes depend on the network alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree as xml

from kg.errors import UsageError
from kg.network import SIDES, Edge, Network, Node, agreement

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
#: Attribute -> its type in GraphML; the same names are the columns of the edge list.
NODE_TYPES = {"label": "string", "kind": "string", "iri": "string"}
EDGE_TYPES = {
    "label": "string",
    "sign": "int",
    "weight": "double",
    "reports": "int",
    "first": "string",
    "last": "string",
    "confidence": "double",
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | int | float


def written(network: Network, format: str) -> bytes:
    """The network in one of `FORMATS`."""
    return FORMATS[format](network)


def format_of(path: str | None) -> str:
    """The format that a file name asks for; the edge list without one. Raises `UsageError` for any other suffix."""
    if path in (None, "-"):
        return "edges"
    suffix = Path(str(path)).suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise UsageError(f"{path}: no format is known by this suffix; known: {known}; or name one: --format")
    return SUFFIXES[suffix]


def edge_list(network: Network) -> bytes:
    """CSV: an edge a line, with labels and kinds of both ends; `Source`, `Target` are what Gephi looks for."""
    head = ("Source", "Target", "Label", "Weight", "source_label", "source_kind", "target_label", "target_kind")
    rows = (
        (
            edge.source, edge.target, edge.side, edge.weight, *network.nodes[edge.source][1:],
            *network.nodes[edge.target][1:], edge.reports, edge.first, edge.last, edge.confidence,
        )
        for edge in network.edges
    )  # fmt: skip
    return _csv((*head, "reports", "first", "last", "confidence"), rows)


def node_list(network: Network) -> bytes:
    """CSV: a node a line, as Gephi imports it beside the edge list."""
    return _csv(("Id", "Label", "kind"), network.nodes.values())


def pairs(network: Network) -> bytes:
    """CSV: two holders a line, on how many things they agree and disagree."""
    rows = (
        (network.label(pair.one), network.label(pair.other), pair.agree, pair.disagree, pair.one, pair.other)
        for pair in agreement(network.edges)
    )
    return _csv(("one", "other", "agree", "disagree", "one_iri", "other_iri"), rows)


def matrix(network: Network) -> bytes:
    """CSV: holders against holders, each cell on how many things they agree; empty if there is nothing to compare.

    Holders without a pair are left out. Two of one label are told apart by their IRIs.
    """
    counts = {(pair.one, pair.other): pair.agree for pair in agreement(network.edges)}
    holders = sorted({end for ends in counts for end in ends}, key=lambda iri: (network.label(iri), iri))
    labels = [network.label(iri) for iri in holders]
    names = [
        f"{label} ({iri})" if labels.count(label) > 1 else label for label, iri in zip(labels, holders, strict=True)
    ]
    rows = (
        (name, *(counts.get((min(one, other), max(one, other)), "") for other in holders))
        for name, one in zip(names, holders, strict=True)
    )
    return _csv(("", *names), rows)


def _csv(head: Iterable[str], rows: Iterable[Iterable[Value]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def node_values(node: Node) -> dict[str, Value]:
    """What a node is written with."""
    return {"label": node.label, "kind": node.kind, "iri": node.iri}


def edge_values(edge: Edge) -> dict[str, Value]:
    """What an edge is written with; `sign` is 1 for support, -1 for opposition."""
    return {
        "label": edge.side,
        "sign": SIDES[edge.side],
        "weight": edge.weight,
        "reports": edge.reports,
        "first": edge.first,
        "last": edge.last,
        "confidence": edge.confidence,
    }


def graphml(network: Network) -> bytes:
    """GraphML: a directed graph, in which two nodes may have several edges."""
    root = xml.Element("graphml", xmlns=GRAPHML)
    for of, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        for name, type in types.items():
            marks = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": type}
            xml.SubElement(root, "key", marks)
    graph = xml.SubElement(root, "graph", id="positions", edgedefault="directed")
    for node in network.nodes.values():
        _data(xml.SubElement(graph, "node", id=clean(node.iri)), "node", node_values(node))
    for number, edge in enumerate(network.edges):
        ends = {"id": f"e{number}", "source": clean(edge.source), "target": clean(edge.target)}
        _data(xml.SubElement(graph, "edge", ends), "edge", edge_values(edge))
    return _xml(root)


def _data(parent: xml.Element, of: str, values: dict[str, Value]) -> None:
    for name, value in values.items():
        if value != "":
            xml.SubElement(parent, "data", key=f"{of}-{name}").text = clean(str(value))


def gexf(network: Network) -> bytes:
    """GEXF: the same; label and weight are of the format, the rest are attributes."""
    root = xml.Element("gexf", xmlns=GEXF, version="1.2")
    graph = xml.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    inside = {"node": ("label",), "edge": ("label", "weight")}
    for of, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        attributes = xml.SubElement(graph, "attributes", {"class": of})
        for name, type in types.items():
            if name not in inside[of]:
                kind = "integer" if type == "int" else type
                xml.SubElement(attributes, "attribute", id=f"{of}-{name}", title=name, type=kind)
    nodes, edges = xml.SubElement(graph, "nodes"), xml.SubElement(graph, "edges")
    for node in network.nodes.values():
        element = xml.SubElement(nodes, "node", id=clean(node.iri), label=clean(node.label))
        _attvalues(element, "node", node_values(node), inside["node"])
    for number, edge in enumerate(network.edges):
        marks = {"id": str(number), "source": clean(edge.source), "target": clean(edge.target)}
        element = xml.SubElement(edges, "edge", marks | {"label": edge.side, "weight": str(float(edge.weight))})
        _attvalues(element, "edge", edge_values(edge), inside["edge"])
    return _xml(root)


def _attvalues(parent: xml.Element, of: str, values: dict[str, Value], without: Iterable[str]) -> None:
    told = xml.SubElement(parent, "attvalues")
    for name, value in values.items():
        if name not in without and value != "":
            xml.SubElement(told, "attvalue", {"for": f"{of}-{name}", "value": clean(str(value))})


def clean(text: str) -> str:
    """Text with U+FFFD for what XML 1.0 cannot carry.

    >>> clean("a\\x01b")
    'a\\ufffdb'
    """
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _xml(root: xml.Element) -> bytes:
    xml.indent(root)
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


FORMATS: dict[str, Callable[[Network], bytes]] = {
    "edges": edge_list,
    "nodes": node_list,
    "agreement": pairs,
    "matrix": matrix,
    "graphml": graphml,
    "gexf": gexf,
}
SUFFIXES = {".csv": "edges", ".graphml": "graphml", ".gexf": "gexf"}
