"""A snapshot as RDF for other tools: a table of formats, each either lossless or flat.

Lossless (TriG, N-Quads, JSON-LD) keeps every named graph. Flat (Turtle, N-Triples, RDF/XML) is one graph with one
value per property: all graphs merged, without the values of single-valued properties that single articles report
where the consolidated graph has the value chosen. What each article says stays in the flat form as assertions.

The bytes depend on the data alone: quads are sorted, prefixes and their order are fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import UsageError
from kg.store import Snapshot
from kg.vocabulary import KGO, NIF

SINGLE_VALUED = str(KGO.singleValued)
FULL_TEXT = str(NIF.isString)
CONSOLIDATED = "graph/consolidated"
ARTICLE_GRAPH = "#graph"
XSD_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


class Format(NamedTuple):
    """An RDF format: the engine's, whether it keeps named graphs, and whether IRIs are written relative to the base."""

    rdf: RdfFormat
    lossless: bool
    relative: bool = False


FORMATS = {
    "turtle": Format(RdfFormat.TURTLE, lossless=False, relative=True),
    "trig": Format(RdfFormat.TRIG, lossless=True, relative=True),
    "nquads": Format(RdfFormat.N_QUADS, lossless=True),
    "ntriples": Format(RdfFormat.N_TRIPLES, lossless=False),
    "jsonld": Format(RdfFormat.JSON_LD, lossless=True),
    "rdfxml": Format(RdfFormat.RDF_XML, lossless=False),
}
SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
}


def format_of(path: str | None) -> str:
    """The format that a file name asks for; Turtle without one. Raises `UsageError` for a suffix that asks for none."""
    if path in (None, "-"):
        return "turtle"
    suffix = Path(str(path)).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: which format? give --format, or a suffix: {' '.join(SUFFIXES)}")
    return SUFFIXES[suffix]


def export(snapshot: Snapshot, format: str, out: IO[bytes], *, texts: bool = True) -> None:
    """Write the snapshot in one of `FORMATS`; without `texts`, articles have titles and sentences, but no full text."""
    chosen = FORMATS[format]
    quads = snapshot.sorted_quads() if texts else without_texts(snapshot.sorted_quads())
    if chosen.lossless:
        write(quads, format, out, snapshot.base)
    else:
        lines = merged(flat(quads, consolidated(snapshot), single_valued(snapshot), snapshot.base))
        write(lines, format, out, snapshot.base)


def without_texts(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads but for the articles' full texts; their passages, among them every evidence sentence, stay."""
    return (quad for quad in quads if quad.predicate.value != FULL_TEXT)


def single_valued(snapshot: Snapshot) -> frozenset[str]:
    """The IRIs of the properties that the store's ontology marks as having one value at most."""
    true = Literal("true", datatype=XSD_BOOLEAN)
    marked = snapshot.engine.quads_for_pattern(None, NamedNode(SINGLE_VALUED), true, None)
    return frozenset(quad.subject.value for quad in marked if isinstance(quad.subject, NamedNode))


def consolidated(snapshot: Snapshot) -> Iterator[Quad]:
    """The quads that hold the values chosen."""
    graph = NamedNode(snapshot.base + CONSOLIDATED)
    return snapshot.engine.quads_for_pattern(None, None, None, graph)


def flat(quads: Iterable[Quad], chosen: Iterable[Quad], single: frozenset[str], base: str) -> Iterator[Triple]:
    """The triples of all graphs, but those of article graphs that rival a value chosen in the consolidated graph.

    A triple is left out if its graph is an article's, its property is in `single`, and `chosen` has a value for its
    subject and property: so nothing is left out that is not told elsewhere. A triple of several graphs comes several
    times; blank nodes and order are kept.
    """
    settled = {(q.subject, q.predicate) for q in chosen if q.predicate.value in single}
    for quad in quads:
        graph = getattr(quad.graph_name, "value", "")
        reported = graph.startswith(base) and graph.endswith(ARTICLE_GRAPH)
        if not (reported and (quad.subject, quad.predicate) in settled):
            yield quad.triple


def merged(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples sorted and each once; holds them all, as bytes."""
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    unique = sorted(set(lines.splitlines(keepends=True)))
    return (quad.triple for quad in parse(b"".join(unique), format=RdfFormat.N_TRIPLES))


def write(items: Iterable[Quad] | Iterable[Triple], format: str, out: IO[bytes], base: str) -> None:
    """Serialize quads or triples in the order given, with kg's prefixes; those with a header are held in memory."""
    from kg.vocabulary import PREFIXES

    rdf, _, relative = FORMATS[format]
    if rdf not in HEADERS:
        serialize(items, out, rdf)
        return
    prefixes = {prefix: str(PREFIXES[prefix]) for prefix in sorted(PREFIXES)}
    body = serialize(items, format=rdf, prefixes=prefixes, base_iri=base if relative else None)
    out.write(HEADERS[rdf](body or b"", prefixes, base))


def turtle_header(body: bytes, prefixes: Mapping[str, str], base: str) -> bytes:
    """Turtle or TriG with base and prefixes sorted and in full.

    The engine orders them differently in every run, and writes `<//host/...>` for a namespace with the base's scheme.
    """
    end = re.match(rb"(?:@(?:base|prefix) [^\n]*\n)*", body)
    lines = [f"@base <{base}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items())]
    return "\n".join(lines).encode("utf-8") + b"\n\n" + body[end.end() if end else 0 :]


def xml_header(body: bytes, prefixes: Mapping[str, str], base: str) -> bytes:
    """RDF/XML with its namespaces sorted, and CR as a character reference, else read as a line feed (XML 1.0, 2.11)."""

    def ordered(match: re.Match[bytes]) -> bytes:
        return b"<rdf:RDF " + b" ".join(sorted(match[1].split())) + b">"

    return re.sub(rb"<rdf:RDF ([^>]*)>", ordered, body.replace(b"\r", b"&#xD;"), count=1)


HEADERS: dict[RdfFormat, Callable[[bytes, Mapping[str, str], str], bytes]] = {
    RdfFormat.TURTLE: turtle_header,
    RdfFormat.TRIG: turtle_header,
    RdfFormat.RDF_XML: xml_header,
}
