"""The ontology as a reader wants it: terms with their words in both languages, arranged by the sections of kgo.ttl."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.vocabulary import KGO, OWL, RDF, RDFS, SKOS

KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    OWL.AnnotationProperty: "property",
    SKOS.ConceptScheme: "scheme",
    SKOS.Concept: "concept",
}
SECTION = re.compile(r"# --- ([^\n]+)")
PREFIX = re.compile(r"^@prefix ([\w-]+): <([^>]+)> \.", re.MULTILINE)
TERM = re.compile(r"kgo:(\w+) a ")


class Alignment(NamedTuple):
    """What a term is near to elsewhere: how (a property of SKOS, OWL or RDFS), the other's IRI and name, and why."""

    how: str
    iri: str
    name: str
    why: str


class Term(NamedTuple):
    """A term of the ontology. What is told by IRI is in `parents`, `domain`, `range`, `schemes`; `section` is of the file."""

    name: str
    kind: str
    type: str
    section: str
    label: dict[str, str]
    definition: dict[str, str]
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    schemes: tuple[str, ...]
    single: bool
    alignments: tuple[Alignment, ...]


class Ontology(NamedTuple):
    """All terms by name, in the order of the file; sets of classes that share nothing; the header by property."""

    terms: dict[str, Term]
    disjoint: tuple[tuple[str, ...], ...]
    header: dict[str, str]

    def of(self, kind: str) -> list[Term]:
        """The terms of one kind."""
        return [term for term in self.terms.values() if term.kind == kind]

    def sections(self, kind: str) -> dict[str, list[Term]]:
        """The terms of one kind by the section of the file in which they stand."""
        found: dict[str, list[Term]] = {}
        for term in self.of(kind):
            found.setdefault(term.section, []).append(term)
        return found

    def under(self, name: str) -> list[str]:
        """The names of the classes or properties directly below a term."""
        return [term.name for term in self.terms.values() if KGO + name in term.parents]

    def members(self, scheme: str) -> list[Term]:
        """The concepts of a scheme."""
        return [term for term in self.terms.values() if KGO + scheme in term.schemes]


def read(folder: Path) -> Ontology:
    """The ontology in a folder: kgo.ttl, kgo.fr.ttl, kgo.sssom.tsv."""
    store = Store()
    for file in ("kgo.ttl", "kgo.fr.ttl"):
        store.load(path=folder / file, format=RdfFormat.TURTLE)
    text = (folder / "kgo.ttl").read_text(encoding="utf-8")
    near = alignments((folder / "kgo.sssom.tsv").read_text(encoding="utf-8"))
    terms = (_term(store, name, section, near.get(name, ())) for name, section in places(text))
    ontology = NamedNode(KGO.removesuffix("#"))
    header = {q.predicate.value: _value(q.object) for q in store.quads_for_pattern(ontology, None, None)}
    return Ontology({term.name: term for term in terms if term is not None}, tuple(_disjoint(store)), header)


def places(text: str) -> Iterator[tuple[str, str]]:
    """Each term with the section in which it is declared.

    >>> list(places("# --- Classes: who acts\\n\\nkgo:Polity a owl:Class ;\\n"))
    [('Polity', 'Classes: who acts')]
    """
    section = ""
    for line in text.splitlines():
        if found := SECTION.match(line):
            section = found[1].partition(" (")[0].partition(": only")[0]
        elif found := TERM.match(line):
            yield found[1], section


def prefixes(text: str) -> dict[str, str]:
    """The prefixes that a Turtle file declares.

    >>> prefixes("@prefix a: <https://o.example/a#> .\\n")
    {'a': 'https://o.example/a#'}
    """
    return dict(PREFIX.findall(text))


def alignments(table: str) -> dict[str, tuple[Alignment, ...]]:
    """The rows of an SSSOM table by the name of the term that they are about."""
    lines = table.splitlines()
    prefixes = dict(line[3:].split(": ", 1) for line in lines if line.startswith("#  "))
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    found: dict[str, list[Alignment]] = {}
    for row in rows:
        prefix, _, local = row["object_id"].partition(":")
        near = Alignment(row["predicate_id"], prefixes[prefix] + local, row["object_id"], row["mapping_justification"])
        found.setdefault(row["subject_id"].removeprefix("kgo:"), []).append(near)
    return {name: tuple(rows) for name, rows in found.items()}


def _term(store: Store, name: str, section: str, near: tuple[Alignment, ...]) -> Term | None:
    node = NamedNode(KGO + name)

    def iris(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(_iris(store, store_objects(store, node, predicate))))

    def words(predicate: str) -> dict[str, str]:
        values = (value for value in store_objects(store, node, predicate) if isinstance(value, Literal))
        return {value.language or "": value.value for value in values}

    def texts(predicate: str) -> tuple[str, ...]:
        return tuple(
            sorted(value.value for value in store_objects(store, node, predicate) if isinstance(value, Literal))
        )

    types = iris(RDF.type)
    kind, type_ = next(((KINDS[one], one) for one in KINDS if one in types), ("", ""))
    if not kind:
        return None
    parents = iris(RDFS.subClassOf) + iris(RDFS.subPropertyOf)
    return Term(
        name, kind, type_, section, words(RDFS.label), words(SKOS.definition), texts(SKOS.scopeNote) + texts(SKOS.note),
        texts(SKOS.example), parents, iris(RDFS.domain), iris(RDFS.range), iris(SKOS.inScheme), bool(texts(KGO.singleValued)),
        near,
    )  # fmt: skip


def store_objects(store: Store, node: NamedNode | BlankNode, predicate: str) -> list[NamedNode | BlankNode | Literal]:
    """The values of a property."""
    quads = store.quads_for_pattern(node, NamedNode(predicate), None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode | BlankNode | Literal)]


def _iris(store: Store, values: Iterable[NamedNode | BlankNode | Literal]) -> Iterator[str]:
    """IRIs, and those in the unions among the values."""
    for value in values:
        if isinstance(value, NamedNode):
            yield value.value
        elif isinstance(value, BlankNode):
            for union in store_objects(store, value, OWL.unionOf):
                yield from _list(store, union)


def _list(store: Store, node: NamedNode | BlankNode | Literal) -> Iterator[str]:
    while isinstance(node, BlankNode):
        yield from _iris(store, store_objects(store, node, RDF.first))
        node = store_objects(store, node, RDF.rest)[0]


def _disjoint(store: Store) -> list[tuple[str, ...]]:
    quads = store.quads_for_pattern(None, NamedNode(OWL.members), None)
    return sorted(tuple(_list(store, quad.object)) for quad in quads if isinstance(quad.object, BlankNode))


def _value(value: object) -> str:
    return str(getattr(value, "value", value))
