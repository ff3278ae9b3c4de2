"""Facts -> triples: one named graph for each article, and four that no article owns. Pure; sorted; no blank nodes.

| graph | holds |
|---|---|
| `article/…#graph` | the article's text, its records with their sentences, every value that it reports |
| `graph/reference` | what the articles share: agents and what they belong to, issues, measures, decisions, offices |
| `graph/consolidated` | one value for each single-valued property; the only direct values of dates and figures |
| `graph/meta` | provenance, the data set, merges and disagreements with their reasons |
| `graph/ontology` | the vocabulary |
| `article/…#withdrawn` | what an article said before its text was changed; no part of the union |

No triple that a question is likely to follow stands in two graphs: the union of the graphs, over which questions are
asked, does not merge equal triples. Without blank nodes, sorted N-Quads are the canonical form: the same facts give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg import iri, triples
from kg.emit import article, shared
from kg.emit.terms import Graph
from kg.resolved import ArticleFacts, Facts
from kg.rulings import Ruling, Rulings
from kg.triples import Triples
from kg.version import __version__
from kg.vocabulary import DCTERMS, KGO


def emit(facts: Facts, base: str, rulings: Rulings | None = None) -> Iterable[Triples]:
    """All triples, each once in its graph, graph by graph, but for those about what the user calls wrong.

    `base` ends in a slash and is put before every relative IRI.

    Memory holds one article's graph, or what one thing has in a shared graph, at a time.

    Raises:
        ValueError: `base` or an agent's path makes no valid IRI.
        FileNotFoundError: the ontology or the gazetteer is missing.
    """
    return _without_wrong(_all(facts, base), rulings or Rulings(), base)


def _all(facts: Facts, base: str) -> Iterator[Triples]:
    articles = []
    for told in facts.articles:
        articles.append(told.path)
        yield _article(facts, told, base).triples()
    for name, pieces in _shared(facts, articles, base):
        yield from (_written(name, piece, base).triples() for piece in pieces)
    yield from triples.of(shared.ontology(base))


def emit_withdrawn(facts: Facts, successors: Mapping[str, str], base: str) -> Iterator[Triples]:
    """The graphs of earlier versions of articles, each under a name of its own and with what replaced it.

    `successors`: article -> the article whose text stands now where its text stood.
    """
    for told in facts.articles:
        name = iri.withdrawn(told.path)
        graph = Graph(base, name)
        article.write(graph, facts.agents, told)
        graph.type(name, KGO.WithdrawnGraph)
        graph.link(told.path, DCTERMS.isReplacedBy, successors.get(told.path))
        yield graph.triples()


def _without_wrong(written: Iterable[Triples], rulings: Rulings, base: str) -> Iterable[Triples]:
    """The triples but for those about what the user calls wrong, or that lead to it."""
    wrong = {f"<{base}{ruling.things[0]}>": ruling for ruling in rulings.wrong}

    def kept(graph: str, lines: Iterable[str]) -> Triples:
        return Triples(graph, tuple(line for line in lines if not _is_struck(line, wrong, rulings)))

    return (kept(*some) for some in written) if wrong else written


def _is_struck(line: str, wrong: Mapping[str, Ruling], rulings: Rulings) -> bool:
    subject, _, value = line.split(" ", 2)
    found = [wrong[term] for term in (subject, value) if term in wrong]
    for ruling in found:
        rulings.apply(ruling)
    return bool(found)


def _article(facts: Facts, told: ArticleFacts, base: str) -> Graph:
    graph = Graph(base, iri.graph(told.path))
    article.write(graph, facts.agents, told)
    return graph


def _written(name: str, piece: shared.Piece, base: str) -> Graph:
    """What one thing has in a graph."""
    graph = Graph(base, name)
    piece(graph)
    return graph


def _shared(facts: Facts, articles: Iterable[str], base: str) -> Iterator[tuple[str, Iterator[shared.Piece]]]:
    """The graphs that no article owns, each as what is to be written into it piece by piece."""
    yield iri.CONSOLIDATED_GRAPH, shared.consolidated(facts)
    yield iri.META_GRAPH, shared.meta(facts, articles, base, __version__)
    yield iri.REFERENCE_GRAPH, shared.reference(facts)
