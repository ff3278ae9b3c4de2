"""RDF terms and the graph that they are written into. The only thing here that knows the base IRI is `Graph`."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg import iri
from kg.types import Span
from kg.vocabulary import KGO, NIF, RDF, XSD

Term = NamedNode | Literal

#: Length of an ISO date -> the type that says how precise it is.
DATE_TYPES = {4: NamedNode(XSD.gYear), 7: NamedNode(XSD.gYearMonth), 10: NamedNode(XSD.date)}
DECIMAL, BOOLEAN = NamedNode(XSD.decimal), NamedNode(XSD.boolean)
SENTENCE, PHRASE = "Sentence", "Phrase"


def address(url: str) -> Term | None:
    """An address on the web as an IRI; what is none, or could run something when clicked, as a string.

    >>> str(address("https://paper.example/a b")), str(address("https://paper.example/a"))
    ('"https://paper.example/a b"', '<https://paper.example/a>')
    """
    if url.lower().startswith(("http://", "https://")):
        try:
            return NamedNode(url)
        except ValueError:
            return Literal(url)
    return string(url)


@cache
def term(name: str) -> NamedNode:
    """A term of a vocabulary, by its full IRI."""
    return NamedNode(name)


def text(words: str | None) -> Literal | None:
    """English words; None if there are none."""
    return Literal(words, language="en") if words else None


def string(value: str | None) -> Literal | None:
    """A plain string; None if it is empty."""
    return Literal(value) if value else None


def day(iso: str | None) -> Literal | None:
    """A date whose type says its precision.

    >>> str(day("2020-11"))
    '"2020-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return Literal(iso, datatype=DATE_TYPES[len(iso)]) if iso else None


def confidence(value: float) -> Literal:
    """A decimal of at most two places, without trailing zeros: the one form that stores keep as it is.

    >>> confidence(0.80).value, confidence(1.0).value
    ('0.8', '1')
    """
    return Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=DECIMAL)


def boolean(value: str) -> Literal:
    """ "true" or "false"."""
    return Literal(value, datatype=BOOLEAN)


class Graph:
    """Collects the quads of one named graph. Subjects and nodes are relative paths, predicates full IRIs."""

    def __init__(self, base: str, name: str) -> None:
        self._base = base
        self._name = NamedNode(base + name)
        self.quads: set[Quad] = set()

    def node(self, path: str | None) -> NamedNode | None:
        """The thing at a path; None for None."""
        return None if path is None else NamedNode(self._base + path)

    def add(self, subject: str, predicate: str, *objects: Term | None) -> None:
        """One quad for each object that is not None."""
        at, how = NamedNode(self._base + subject), term(predicate)
        for value in objects:
            if value is not None:
                self.quads.add(Quad(at, how, value, self._name))

    def link(self, subject: str, predicate: str, *paths: str | None) -> None:
        """One quad for each path that is not None."""
        self.add(subject, predicate, *(self.node(path) for path in paths))

    def type(self, subject: str, *classes: str) -> None:
        """Says what a thing is."""
        self.add(subject, RDF.type, *(term(name) for name in classes))

    def passage(self, article: str, span: Span, words: str, kind: str = SENTENCE) -> str:
        """A stretch of an article's text, verbatim; gives its path. `words` is the whole text of the article."""
        path = iri.passage(article, span)
        self.type(path, KGO.Passage, NIF[kind])
        self.link(path, KGO.inArticle, article)
        self.add(path, NIF.beginIndex, Literal(span.start))
        self.add(path, NIF.endIndex, Literal(span.end))
        self.add(path, NIF.anchorOf, Literal(span.of(words)))
        return path
