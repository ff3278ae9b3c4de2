"""Point questions to a snapshot without SPARQL: the values of one property of one thing, and who has one.

What was withdrawn is not seen, as in questions. Everything is a plain string: an IRI in full, a literal's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.store import Snapshot
from kg.vocabulary import DCTERMS, FOAF, KGO, NIF, RDF, RDFS, SCHEMA, SKOS

#: What a thing is called, the best first.
NAMES = (RDFS.label, DCTERMS["title"], FOAF.name, SKOS.prefLabel)
TITLES = (*NAMES, SKOS.altLabel, SKOS.hiddenLabel, KGO.factsName, KGO.formerName)


class Lookup:
    """Reads the union of a snapshot's graphs."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.base = snapshot.base
        self._engine = snapshot.engine
        self._graph = DefaultGraph()

    def full(self, name: str) -> str:
        """An IRI in full: relative ones count from the store's base; one in angle brackets without them."""
        name = name.strip().removeprefix("<").removesuffix(">")
        return name if "://" in name else self.base + name

    def short(self, iri: str) -> str:
        """An IRI relative to the base, `kgo:` for the ontology's, else in full."""
        if iri.startswith(self.base):
            return iri[len(self.base) :] or iri
        return f"kgo:{iri[len(KGO) :]}" if iri.startswith(KGO) else iri

    def values(self, subject: str, *properties: str) -> list[str]:
        """All values of the properties, sorted, each once; properties in the order given."""
        return [value for name in properties for value in self._sorted(subject, name)]

    def value(self, subject: str, *properties: str) -> str:
        """The first value there is, "" without one."""
        return next(iter(self.values(subject, *properties)), "")

    def chosen(self, subject: str, name: str) -> str:
        """The value that the reports together give a single-valued property; else what an article reports."""
        graph = NamedNode(f"{self.base}graph/consolidated")
        found = self._engine.quads_for_pattern(_node(subject), NamedNode(name), None, graph)
        return next((_text(quad.object) for quad in found), "") or self.value(subject, name)

    def subjects(self, name: str, value: str) -> list[str]:
        """The IRIs of the things that have this IRI as a value of the property, sorted."""
        found = self._engine.quads_for_pattern(None, NamedNode(name), _node(value), self._graph)
        return sorted({_text(quad.subject) for quad in found})

    def exists(self, iri: str) -> bool:
        """True if anything is said of it."""
        return next(self._engine.quads_for_pattern(_node(iri), None, None, self._graph), None) is not None

    def used(self, iri: str) -> bool:
        """True if it stands anywhere: as subject, property or value."""
        node, quads = _node(iri), self._engine.quads_for_pattern
        found = (
            quads(node, None, None, self._graph),
            quads(None, node, None, self._graph),
            quads(None, None, node, self._graph),
        )
        return any(next(one, None) is not None for one in found)

    def used_in_data(self, iri: str) -> bool:
        """True if it stands outside the ontology's own graph, as a property or a value."""
        ontology = NamedNode(f"{self.base}graph/ontology")
        found = (
            self._engine.quads_for_pattern(None, _node(iri), None, None),
            self._engine.quads_for_pattern(None, None, _node(iri), None),
        )
        return any(quad.graph_name not in (ontology, self._graph) for quads in found for quad in quads)

    def terms(self) -> list[str]:
        """The names that the graph's ontology declares, without the namespace."""
        found = self._engine.quads_for_pattern(None, NamedNode(RDFS.isDefinedBy), None, self._graph)
        return sorted({_text(q.subject)[len(KGO) :] for q in found if _text(q.subject).startswith(KGO)})

    def classes(self, iri: str) -> list[str]:
        """The names of its classes in the ontology, without the namespace."""
        return [name[len(KGO) :] for name in self.values(iri, RDF.type) if name.startswith(KGO)]

    def label(self, iri: str) -> str:
        """What it is called: a label, else the words of a name in the ontology, else its IRI."""
        if name := self.value(iri, *NAMES):
            return " ".join(name.split())
        return words_of(iri) if iri.startswith(KGO) else self.short(iri)

    def outlet(self, article: str) -> str:
        """Who published an article: the outlets' names, else what its sources are called (files, addresses)."""
        outlets = [
            name
            for printed in self.values(article, KGO.publishedAs)
            for name in self.values(printed, DCTERMS["publisher"])
        ]
        return ", ".join(dict.fromkeys(outlets or self.values(article, DCTERMS["source"])))

    def published(self, article: str) -> str:
        """The day that an article counts from."""
        return self.value(article, KGO.referenceDate, SCHEMA.datePublished)

    def named(self) -> Iterator[tuple[str, str]]:
        """Every name with the thing of this graph (not of the ontology) that bears it."""
        for name in TITLES:
            for quad in self._engine.quads_for_pattern(None, NamedNode(name), None, self._graph):
                subject = _text(quad.subject)
                if subject.startswith(self.base) and isinstance(quad.object, Literal):
                    yield quad.object.value, subject

    def subjects_under(self, prefix: str) -> Iterator[str]:
        """The IRIs of evidenced things that begin so, and of the measures."""
        seen: set[str] = set()
        for name in (KGO.evidence, KGO.adoptedBy, DCTERMS["isReferencedBy"], RDF.subject):
            for quad in self._engine.quads_for_pattern(None, NamedNode(name), None, self._graph):
                subject = _text(quad.subject)
                if subject.startswith(prefix) and subject not in seen:
                    seen.add(subject)
                    yield subject

    def text(self, article: str) -> str:
        """The text of an article as it was read."""
        return self.value(article, NIF.isString)

    def _sorted(self, subject: str, name: str) -> list[str]:
        found = self._engine.quads_for_pattern(_node(subject), NamedNode(name), None, self._graph)
        return sorted({_text(quad.object) for quad in found})


def words_of(iri: str) -> str:
    """The words of a name in camel case.

    >>> words_of(KGO.DoesNotRecognize)
    'does not recognize'
    """
    name = iri.rpartition("#")[2]
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()


def _node(iri: str) -> NamedNode:
    """The node of an IRI; what is no IRI is a name that nothing bears."""
    try:
        return NamedNode(iri)
    except ValueError:
        return NamedNode("urn:kg:no-iri")


def _text(term: Any) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)
