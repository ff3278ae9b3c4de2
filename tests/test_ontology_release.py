"""What a release of the ontology needs besides its terms, and that the tests which docs/ontology.md names are there."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg import data
from kg.vocabulary import KGO, KGO_ONTOLOGY, KGO_VERSION, OWL, RDF, RDFS

ROOT = Path(__file__).parent.parent
DCTERMS = "http://purl.org/dc/terms/"
VANN = "http://purl.org/vocab/vann/"
HEADER = {
    *(DCTERMS + name for name in ("title", "description", "creator", "publisher", "created", "issued", "modified", "license")),
    *(DCTERMS + name for name in ("bibliographicCitation", "source")),
    VANN + "preferredNamespacePrefix", VANN + "preferredNamespaceUri",
    "http://purl.org/ontology/bibo/status", OWL.versionIRI, OWL.versionInfo,
}  # fmt: skip


def store() -> Store:
    found = Store()
    found.load(path=data.root("ontology") / "kgo.ttl", format=RdfFormat.TURTLE)
    return found


def test_the_header_is_complete() -> None:
    quads = list(store().quads_for_pattern(NamedNode(KGO_ONTOLOGY), None, None))
    told = {quad.predicate.value: quad.object.value for quad in quads}
    assert told.keys() >= HEADER
    assert told[OWL.versionIRI] == KGO_VERSION == f"{KGO_ONTOLOGY}/{told[OWL.versionInfo]}"
    assert told[VANN + "preferredNamespaceUri"] == KGO
    assert told[DCTERMS + "license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Creative Commons" in (ROOT / "LICENSE-ontology").read_text(encoding="utf-8")


def kinds() -> dict[str, set[str]]:
    """Every subject with its classes."""
    found: dict[str, set[str]] = {}
    for quad in store().quads_for_pattern(None, NamedNode(RDF.type), None):
        found.setdefault(quad.subject.value if isinstance(quad.subject, NamedNode) else "", set()).add(
            quad.object.value
        )
    return found


def test_names_are_written_as_is_usual() -> None:
    properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for iri, of in kinds().items():
        name = iri.removeprefix(KGO)
        if name != iri:
            wanted = r"[a-z][A-Za-z]*" if of & properties else r"[A-Z][A-Za-z]*"
            assert re.fullmatch(wanted, name), iri


def test_no_class_is_above_itself() -> None:
    above = (
        "SELECT ?c { VALUES ?up { rdfs:subClassOf rdfs:subPropertyOf } ?c (rdfs:subClassOf|rdfs:subPropertyOf)+ ?c }"
    )
    found = store().query(above, prefixes={"rdfs": str(RDFS)})
    assert [str(row[0]) for row in found] == []


def test_foreign_terms_are_declared() -> None:
    declared = kinds()
    engine = store()
    for name in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        for quad in engine.quads_for_pattern(None, NamedNode(name), None):
            value = quad.object
            if isinstance(value, NamedNode) and not value.value.startswith(
                ("http://www.w3.org/2001/XMLSchema#", str(RDFS), str(OWL), str(RDF))
            ):
                assert value.value in declared, (quad.subject, value)
    assert not list(engine.quads_for_pattern(None, NamedNode(OWL.imports), None))


def test_the_checklist_names_tests_that_there_are() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 28))
    without = {number for number, _, held in rows if not re.search(r"`test_\w+\.py::\w+`", held)}
    assert without == {"5", "26"}  # both wait for the first release, and say so
    for number, _, held in rows:
        for file, name in re.findall(r"`(test_\w+\.py)::(\w+)`", held):
            assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), (number, file, name)
