"""A store of many quads to ask point questions of: positions as kg writes them, made by counting, no text read.

    python scripts/bench_questions.py DIR [--quads N]

Makes the store in DIR. `bench.py` measures `kg query` on it against a bare process. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import KGO, NIF, RDF, RDFS, XSD

BASE = "https://kg.example/"
#: Things that sides are taken on: so many positions share one.
STATES, TARGETS = 200, 5_000
#: A saved question about one thing, with its prefixes declared as in those that kg ships with.
POINT = """#+ summary: Who takes which side on one thing, by which day, and in which words
PREFIX kgo: <https://w3id.org/kgres/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?by ?how ?day ?sentence {
  ?position kgo:target ?_target_iri ; kgo:holder/rdfs:label ?by ; kgo:polarity ?how ; kgo:latestDate ?day ;
            kgo:evidence/nif:anchorOf ?sentence
} ORDER BY ?by ?day ?sentence
"""
ABOUT = "issue/17"


def quads() -> Iterator[Quad]:
    """Labels of all states and targets, then positions without end, 16 quads each with its article."""
    reference = _node("graph/reference")
    for kind, count, cls in (("state", STATES, KGO.State), ("issue", TARGETS, KGO.Issue)):
        for number in range(count):
            thing = _node(f"{kind}/{number}")
            yield Quad(thing, NamedNode(RDF.type), NamedNode(cls), reference)
            yield Quad(thing, NamedNode(RDFS.label), Literal(f"{kind} {number}", language="en"), reference)
    number = 0
    while True:
        yield from _position(number)
        number += 1


def _position(number: int) -> Iterator[Quad]:
    article, position = _node(f"article/{number // 4}"), _node(f"position/{number}")
    passage, graph = _node(f"article/{number // 4}#char={number},9"), _node(f"article/{number // 4}#graph")
    day = Literal(f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}", datatype=NamedNode(XSD.date))
    values = (
        (position, RDF.type, NamedNode(KGO.Position)),
        (position, KGO.holder, _node(f"state/{number * 7 % STATES}")),
        (position, KGO.target, _node(f"issue/{number % TARGETS}")),
        (position, KGO.polarity, NamedNode(KGO.Oppose if number % 3 else KGO.Support)),
        (position, KGO.act, NamedNode(KGO.Say)),
        (position, KGO.confidence, Literal(0.5 + number % 50 / 100)),
        (position, KGO.rule, Literal("position.stance")),
        (position, KGO.cue, Literal("say")),
        (position, KGO.targetText, Literal(f"the thing {number % 97}", language="en")),
        (position, KGO.latestDate, day),
        (position, KGO.evidence, passage),
        (passage, RDF.type, NamedNode(KGO.Passage)),
        (passage, KGO.inArticle, article),
        (passage, NIF.anchorOf, Literal(f"Sentence {number} of an invented article about a thing.", language="en")),
        (passage, NIF.beginIndex, Literal(number)),
        (passage, NIF.endIndex, Literal(number + 9)),
    )
    for subject, predicate, value in values:
        yield Quad(subject, NamedNode(predicate), value, graph)


def _node(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def made(directory: Path, count: int) -> Path:
    """A store with so many quads, published as a build publishes."""
    from kg import store, triples

    store.prepare(directory, BASE)
    with store.writing(directory, "bench"):
        store.publish(directory, triples.of(islice(quads(), count)), BASE)
    return directory


def main(arguments: Sequence[str]) -> int:
    """Make a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--quads", type=int, default=100_000, help="how many (default 100,000)")
    wish = parser.parse_args(arguments)
    made(wish.directory, wish.quads)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
