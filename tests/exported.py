"""A graph of own articles in every form that `kg export` writes, for the tests of what others read of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, Triple, parse

from kg import export
from kg.cli import main
from kg.store import Snapshot, open_snapshot

ARTICLES = Path(__file__).parent / "competency" / "articles"
ENGINE = {name: found.rdf for name, found in export.FORMATS.items()}
#: Each format by the name that rdflib has for it.
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
#: The W3C's context for annotations cannot be asked for: what it says of the terms that are used, in words of our own
#: (Web Annotation Vocabulary, Recommendation of 2017, appendix A).
ANNOTATION_TERMS: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    **{name: f"oa:{name}" for name in ("start", "end", "exact", "prefix", "suffix", "describing", "Annotation")},
    **{name: f"oa:{name}" for name in ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")},
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "http://schema.org/",
}


def snapshot_of(folder: Path, articles: Path = ARTICLES) -> Snapshot:
    """The graph of own articles, built in a folder."""
    assert main(["build", str(articles), "--store", str(folder / "s")]) == 0
    return open_snapshot(folder / "s")


def written(snapshot: Snapshot, format: str, profile: str = "", *, texts: bool = True) -> bytes:
    """An export as bytes."""
    out = io.BytesIO()
    export.export(snapshot, format, out, texts=texts, profile=profile)
    return out.getvalue()


def offline(data: bytes) -> bytes:
    """JSON-LD with the W3C's context put in."""
    document = json.loads(data)
    contexts = document["@context"]
    if isinstance(contexts, list):
        document["@context"] = [
            ANNOTATION_TERMS if one == "http://www.w3.org/ns/anno.jsonld" else one for one in contexts
        ]
    return json.dumps(document).encode()


def read(data: bytes, format: str) -> list[Quad]:
    """An export, read by the engine."""
    return list(parse(offline(data) if format == "jsonld" else data, format=ENGINE[format]))


def canonical(quads: list[Quad] | list[Triple]) -> list[str]:
    """The canonical N-Quads of a graph (RDFC-1.0), sorted."""
    found = Dataset(Quad(*item) if isinstance(item, Triple) else item for item in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in found)
