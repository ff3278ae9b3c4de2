"""A tiny graph, invented, in the shape that kg builds: two articles that give one measure different days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg import store, triples
from kg.pipeline import Stages
from kg.rulings import Rulings
from kg.triples import Triples
from kg.types import Article, Document, Findings, Problem, Published

BASE = "https://kg.example/"

TRIG = """
PREFIX kgo: <https://w3id.org/kgres/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://kg.example/>
GRAPH <graph/ontology> { kgo:adoptionDate kgo:singleValued true ; rdfs:label "adoption date"@en . }
GRAPH <graph/reference> {
    <state/freedonia> a kgo:State ; rdfs:label "Freedonia"@en .
    <body/freedonia/diet> a kgo:Chamber ; rdfs:label "Diet of Freedonia"@en ; kgo:ofPolity <state/freedonia> .
}
GRAPH <graph/consolidated> { <measure/diet/2001-02> a kgo:Resolution ; kgo:adoptionDate "2001-02-03"^^xsd:date . }
GRAPH <article/2001-02-04-aaaaaaaaaaaa#graph> {
    <measure/diet/2001-02> a kgo:Resolution ; kgo:adoptionDate "2001-02-03"^^xsd:date .
    <article/2001-02-04-aaaaaaaaaaaa#a-1> a kgo:Assertion ; rdf:subject <measure/diet/2001-02> ;
        rdf:predicate kgo:adoptionDate ; rdf:object "2001-02-03"^^xsd:date .
    <position/1> kgo:holder <state/freedonia> ; kgo:date "2001-02-04"^^xsd:date .
}
GRAPH <article/2001-02-05-bbbbbbbbbbbb#graph> {
    <measure/diet/2001-02> a kgo:Resolution ; kgo:adoptionDate "2001-02-02"^^xsd:date .
    <article/2001-02-05-bbbbbbbbbbbb#a-1> a kgo:Assertion ; rdf:subject <measure/diet/2001-02> ;
        rdf:predicate kgo:adoptionDate ; rdf:object "2001-02-02"^^xsd:date .
    <article/2001-02-05-bbbbbbbbbbbb> rdfs:comment "One,\\r\\n\\"two\\" <b>&amp;\\tthree\\u202E|four" .
}
"""


def quads() -> list[Quad]:
    """The quads of the tiny graph."""
    return list(parse(TRIG.encode(), format=RdfFormat.TRIG))


def built(directory: Path, content: Iterable[Quad] | None = None, base: str = BASE) -> Path:
    """A store at `directory` that holds the tiny graph, or other quads."""
    store.prepare(directory, base)
    with store.writing(directory, "test"):
        store.publish(directory, triples.of(quads() if content is None else content), base)
    return directory


def fake_extract(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
    """One `Findings` per article, with a problem for an article that says so."""
    for article in articles:
        found = Problem(article.origin, "odd", "odd words", "warning")
        yield Findings(article, Published(article.date, "stated"), problems=(found,) if "odd" in article.text else ())


def fake_resolve(documents: Iterable[Document], rulings: Rulings) -> Any:
    """The articles themselves, with a summary as `Facts` has it."""
    articles = [document.findings.article for document in documents]
    return SimpleNamespace(articles=articles, summary={"articles": len(articles), "measures": 0})


def fake_emit(facts: Any, base: str, rulings: Rulings) -> Iterator[Triples]:
    """The text of each article in a graph of its own."""
    return _texts(facts, base, "#graph")


def fake_emit_withdrawn(facts: Any, successors: Mapping[str, str], base: str) -> Iterator[Triples]:
    """The text of each earlier version in a graph of its own."""
    return _texts(facts, base, "#withdrawn")


def _texts(facts: Any, base: str, ending: str) -> Iterator[Triples]:
    for article in sorted(facts.articles, key=lambda article: article.sha256):
        name = f"{base}article/{article.sha256[:12]}"
        yield Triples(name + ending, (f"<{name}> <{base}text> {Literal(article.text)}",))


FAKES = Stages(fake_extract, fake_resolve, fake_emit, fake_emit_withdrawn)
