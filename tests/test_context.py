"""The JSON-LD context is as its script writes it, and data written with it are the triples that they say."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import data
from kg.vocabulary import KGO, RDF, RDFS, XSD

ROOT = Path(__file__).parent.parent
CONTEXT = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def test_the_file_is_as_the_script_writes_it() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_context.py"))["text"]()
    assert (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8") == made


def test_every_class_and_property_is_a_term() -> None:
    kinds = {"http://www.w3.org/2002/07/owl#" + name for name in ("Class", "ObjectProperty", "DatatypeProperty")}
    terms = {
        quad.subject.value[len(KGO) :]
        for quad in parse(path=data.root("ontology") / "kgo.ttl", format=RdfFormat.TURTLE)
        if quad.predicate.value == RDF.type and quad.object.value in kinds and quad.subject.value.startswith(KGO)
    }
    assert len(terms) > 100 and terms <= CONTEXT.keys()


def test_data_with_the_context_are_what_they_say() -> None:
    document = {
        "@context": CONTEXT,
        "id": "https://kg.example/position/1",
        "type": "Position",
        "label": "Peru opposes it",
        "holder": {"id": "https://kg.example/state/peru"},
        "target": "https://kg.example/issue/1",
        "latestDate": "2024-06-04",
        "confidence": 0.5,
        "cue": "oppose",
    }
    found = {
        (q.predicate.value, q.object)
        for q in parse(json.dumps(document).encode(), format=RdfFormat.JSON_LD, base_iri="x:/")
    }
    assert (RDF.type, NamedNode(KGO.Position)) in found
    assert (KGO.holder, NamedNode("https://kg.example/state/peru")) in found
    assert (KGO.target, NamedNode("https://kg.example/issue/1")) in found
    assert (KGO.latestDate, Literal("2024-06-04", datatype=NamedNode(XSD.date))) in found
    assert (RDFS.label, Literal("Peru opposes it")) in found
    assert (KGO.cue, Literal("oppose")) in found
