"""Write `ontology/context.jsonld`, the JSON-LD 1.1 context of the ontology, from `ontology/kgo.ttl`.

    python scripts/make_context.py

Every class and property gets its local name as a term; a property of things is of type `@id`, one whose range is a datatype of
that type. With the context, `{"holder": "state/peru"}` says what `kgo:holder` does. Nothing but this script writes the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.vocabulary import DCTERMS, FOAF, KGO, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

ONTOLOGY = Path(__file__).parent.parent / "ontology"
PREFIXES = {"kgo": KGO, "dcterms": DCTERMS, "foaf": FOAF, "nif": NIF, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
            "schema": SCHEMA, "skos": SKOS, "xsd": XSD}  # fmt: skip
#: Terms of other vocabularies that a graph of kg is full of.
OTHERS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "label": {"@id": "rdfs:label", "@language": None},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object"},
    "anchorOf": {"@id": "nif:anchorOf"},
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
}
#: Properties whose values are days, as the shapes have them; the ontology allows their precision to vary with others.
DAYS = ("earliestDate", "latestDate", "referenceDate", "anchorDate")


def context() -> dict[str, Any]:
    """The context as a document of JSON-LD."""
    kinds: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for quad in parse(path=ONTOLOGY / "kgo.ttl", format=RdfFormat.TURTLE):
        subject, value = quad.subject.value, getattr(quad.object, "value", "")
        if quad.predicate.value == RDF.type:
            kinds.setdefault(subject, set()).add(value)
        elif quad.predicate.value == RDFS.range:
            ranges[subject] = value
    terms = {iri[len(KGO) :]: term(iri, of, ranges.get(iri, "")) for iri, of in kinds.items() if iri.startswith(KGO)}
    known = {name: made for name, made in terms.items() if made is not None}
    prefixes = {name: str(iri) for name, iri in PREFIXES.items()}
    return {"@context": {"@version": 1.1, **prefixes, **OTHERS, **dict(sorted(known.items()))}}


def term(iri: str, kinds: set[str], range_: str) -> Any:
    """What a term of the ontology stands for; None for one that is neither class nor property (a concept)."""
    name = f"kgo:{iri[len(KGO) :]}"
    if OWL.Class in kinds:
        return name
    if OWL.ObjectProperty in kinds:
        return {"@id": name, "@type": "@id"}
    if iri[len(KGO) :] in DAYS:
        return {"@id": name, "@type": "xsd:date"}
    if OWL.DatatypeProperty in kinds:
        typed = range_.startswith(XSD) and range_ != XSD.string
        return {"@id": name, "@type": f"xsd:{range_[len(XSD) :]}"} if typed else {"@id": name}
    return None


def text() -> str:
    """The file's text."""
    return json.dumps(context(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (ONTOLOGY / "context.jsonld").write_text(text(), encoding="utf-8")
