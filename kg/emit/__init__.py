"""Facts -> quads: one named graph for each article, and four that no article owns. Pure; sorted; no blank nodes.

| graph | holds |
|---|---|
| `article/…#graph` | the article's text, its records with their sentences, every value that it reports |
| `graph/reference` | what the articles share: agents and what they belong to, issues, measures, decisions, offices |
| `graph/consolidated` | one value for each single-valued property; the only direct values of dates and figures |
| `graph/meta` | provenance, the data set, merges and disagreements with their reasons |
| `graph/ontology` | the vocabulary |

No triple that a question is likely to follow stands in two graphs: the union of the graphs, over which questions are
asked, does not merge equal triples. Without blank nodes, sorted N-Quads are the canonical form: the same facts give
the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Quad

from kg import iri
from kg.emit import article, shared
from kg.emit.terms import Graph
from kg.types import Facts, Value
from kg.version import __version__


def emit(facts: Facts, base: str) -> Iterator[Quad]:
    """All quads in the order of their N-Quads lines. `base` ends in a slash and is put before every relative IRI.

    Raises:
        ValueError: `base` or an agent's path makes no valid IRI.
        FileNotFoundError: the ontology or the gazetteer is missing.
    """
    quads = set(shared.ontology(base))
    for graph in _graphs(facts, base):
        quads |= graph.quads
    yield from sorted(quads, key=str)


def _graphs(facts: Facts, base: str) -> Iterator[Graph]:
    reference = Graph(base, iri.REFERENCE_GRAPH)
    shared.reference(reference, facts)
    yield reference
    consolidated = Graph(base, iri.CONSOLIDATED_GRAPH)
    shared.consolidated(consolidated, facts)
    yield consolidated
    meta = Graph(base, iri.META_GRAPH)
    shared.meta(meta, facts, base, __version__)
    yield meta
    yield from _article_graphs(facts, base)


def _article_graphs(facts: Facts, base: str) -> Iterator[Graph]:
    values: dict[str, list[Value]] = defaultdict(list)
    for value in facts.values:
        values[value.article].append(value)
    for told in facts.articles:
        graph = Graph(base, iri.graph(told.path))
        article.write(graph, facts, told, values[told.path])
        yield graph
