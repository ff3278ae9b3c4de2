"""A snapshot as one graph with one value per property: what the flat formats and the annotations are made from.

All graphs merged, without the values of single-valued properties that single articles report where the consolidated
graph has the value chosen. What each article says stays as assertions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.store import Snapshot
from kg.vocabulary import KGO, NIF

SINGLE_VALUED = str(KGO.singleValued)
FULL_TEXT = str(NIF.isString)
CONSOLIDATED = "graph/consolidated"
ARTICLE_GRAPH = "#graph"
XSD_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


def one_graph(snapshot: Snapshot, quads: Iterable[Quad]) -> Iterator[Triple]:
    """The quads of a snapshot as one graph, sorted; holds it in memory."""
    return merged(flat(quads, consolidated(snapshot), single_valued(snapshot), snapshot.base))


def without_texts(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads but for the articles' full texts; their passages, among them every evidence sentence, stay."""
    return (quad for quad in quads if quad.predicate.value != FULL_TEXT)


def single_valued(snapshot: Snapshot) -> frozenset[str]:
    """The IRIs of the properties that the store's ontology marks as having one value at most."""
    true = Literal("true", datatype=XSD_BOOLEAN)
    marked = snapshot.engine.quads_for_pattern(None, NamedNode(SINGLE_VALUED), true, None)
    return frozenset(quad.subject.value for quad in marked if isinstance(quad.subject, NamedNode))


def consolidated(snapshot: Snapshot) -> Iterator[Quad]:
    """The quads that hold the values chosen."""
    graph = NamedNode(snapshot.base + CONSOLIDATED)
    return snapshot.engine.quads_for_pattern(None, None, None, graph)


def flat(quads: Iterable[Quad], chosen: Iterable[Quad], single: frozenset[str], base: str) -> Iterator[Triple]:
    """The triples of all graphs, but those of article graphs that rival a value chosen in the consolidated graph.

    A triple is left out if its graph is an article's, its property is in `single`, and `chosen` has a value for its
    subject and property: so nothing is left out that is not told elsewhere. A triple of several graphs comes several
    times; blank nodes and order are kept.
    """
    settled = {(q.subject, q.predicate) for q in chosen if q.predicate.value in single}
    for quad in quads:
        graph = getattr(quad.graph_name, "value", "")
        reported = graph.startswith(base) and graph.endswith(ARTICLE_GRAPH)
        if not (reported and (quad.subject, quad.predicate) in settled):
            yield quad.triple


def merged(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples sorted and each once; holds them all, as bytes."""
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    unique = sorted(set(lines.splitlines(keepends=True)))
    return (quad.triple for quad in parse(b"".join(unique), format=RdfFormat.N_TRIPLES))
