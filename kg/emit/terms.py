"""RDF terms as N-Triples write them, and the graph that they are written into. Only `Graph` knows the base IRI.

The engine makes every term, so that each is valid and escaped as the engine reads it; what travels on is its text.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode

from kg import iri
from kg.triples import Triples
from kg.types import Span
from kg.vocabulary import KGO, NIF, RDF, XSD

#: An IRI or a literal, as N-Triples write it.
Term = str

#: Length of an ISO date -> the type that says how precise it is.
DATE_TYPES = {4: NamedNode(XSD.gYear), 7: NamedNode(XSD.gYearMonth), 10: NamedNode(XSD.date)}
DECIMAL, BOOLEAN = NamedNode(XSD.decimal), NamedNode(XSD.boolean)
_INTEGER = str(NamedNode(XSD.integer))
SENTENCE, PHRASE = "Sentence", "Phrase"


def address(url: str) -> Term | None:
    """An address on the web as an IRI; what is none, or could run something when clicked, as a string.

    >>> address("https://paper.example/a b"), address("https://paper.example/a")
    ('"https://paper.example/a b"', '<https://paper.example/a>')
    """
    if url.lower().startswith(("http://", "https://")):
        try:
            return str(NamedNode(url))
        except ValueError:
            return str(Literal(url))
    return string(url)


@cache
def term(name: str) -> Term:
    """A term of a vocabulary, by its full IRI."""
    return str(NamedNode(name))


def text(words: str | None, language: str = "en") -> Term | None:
    """Words of a language, by default English; None if there are none."""
    return str(Literal(words, language=language)) if words else None


def verbatim(words: str) -> Term:
    """A plain string, even an empty one."""
    return str(Literal(words))


def string(value: str | None) -> Term | None:
    """A plain string; None if it is empty."""
    return verbatim(value) if value else None


def number(value: int) -> Term:
    """A whole number.

    >>> number(12)
    '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f'"{value}"^^{_INTEGER}'


def day(iso: str | None) -> Term | None:
    """A date whose type says its precision.

    >>> day("2020-11")
    '"2020-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return str(Literal(iso, datatype=DATE_TYPES[len(iso)])) if iso else None


def confidence(value: float) -> Term:
    """A decimal of at most two places, without trailing zeros: the one form that stores keep as it is.

    >>> confidence(0.80), confidence(1.0)
    ('"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    return str(Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=DECIMAL))


def boolean(value: str) -> Term:
    """ "true" or "false"."""
    return str(Literal(value, datatype=BOOLEAN))


#: What every passage has.
TYPE, PASSAGE, IN_ARTICLE = term(RDF.type), term(KGO.Passage), term(KGO.inArticle)
BEGIN, END, WORDS = term(NIF.beginIndex), term(NIF.endIndex), term(NIF.anchorOf)


class Graph:
    """Collects triples of one named graph. Subjects and nodes are relative paths, predicates full IRIs."""

    def __init__(self, base: str, name: str) -> None:
        self._base = base
        self._name = NamedNode(base + name).value
        self._nodes: dict[str, Term] = {}
        self._passages: set[tuple[str, str]] = set()
        self._lines: set[str] = set()

    def triples(self) -> Triples:
        """What was collected, sorted."""
        return Triples(self._name, tuple(sorted(self._lines)))

    def node(self, path: str) -> Term:
        """The thing at a path. Raises ValueError if that makes no IRI."""
        if path not in self._nodes:
            self._nodes[path] = str(NamedNode(self._base + path))
        return self._nodes[path]

    def add(self, subject: str, predicate: str, *objects: Term | None) -> None:
        """One triple for each object that is not None."""
        start = f"{self.node(subject)} {term(predicate)} "
        for value in objects:
            if value is not None:
                self._lines.add(start + value)

    def link(self, subject: str, predicate: str, *paths: str | None) -> None:
        """One triple for each path that is not None."""
        self.add(subject, predicate, *(self.node(path) for path in paths if path is not None))

    def type(self, subject: str, *classes: str) -> None:
        """Says what a thing is."""
        self.add(subject, RDF.type, *map(term, classes))

    def passage(self, article: str, span: Span, words: str, kind: str = SENTENCE) -> str:
        """A stretch of an article's text, verbatim; gives its path. `words` is the whole text of the article."""
        path = iri.passage(article, span)
        if (path, kind) not in self._passages:
            self._passages.add((path, kind))
            at = self.node(path)
            # Two fifths of a graph are passages: their lines are made without a call for each.
            self._lines.update(
                (
                    f"{at} {TYPE} {PASSAGE}",
                    f"{at} {TYPE} {term(NIF[kind])}",
                    f"{at} {IN_ARTICLE} {self.node(article)}",
                    f"{at} {BEGIN} {number(span.start)}",
                    f"{at} {END} {number(span.end)}",
                    f"{at} {WORDS} {verbatim(span.of(words))}",
                )
            )
        return path
