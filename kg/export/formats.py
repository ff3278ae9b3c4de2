"""The formats of RDF that kg writes, each with the bytes depending on the data alone: prefixes and order are fixed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import UsageError


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

#: A string, which stays, or the beginning of an IRI without its scheme. The engine writes strings on one line.
HOST_OR_STRING = re.compile(rb'("(?:[^"\\]|\\.)*")|<//')


def format_of(path: str | None) -> str:
    """The format that a file name asks for; Turtle without one. Raises `UsageError` for a suffix that asks for none."""
    if path in (None, "-"):
        return "turtle"
    suffix = Path(str(path)).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: which format? give --format, or a suffix: {' '.join(SUFFIXES)}")
    return SUFFIXES[suffix]


def write(
    items: Iterable[Quad] | Iterable[Triple],
    format: str,
    out: IO[bytes],
    base: str,
    more: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Serialize quads or triples in the order given, with kg's prefixes and `more`; with a header, held in memory."""
    from kg.vocabulary import PREFIXES

    rdf, _, relative = FORMATS[format]
    if rdf not in HEADERS:
        serialize(items, out, rdf)
        return
    prefixes = dict(sorted({**PREFIXES, **more}.items()))
    body = serialize(items, format=rdf, prefixes=prefixes, base_iri=base if relative else None)
    out.write(HEADERS[rdf](body or b"", prefixes, base))


def turtle_header(body: bytes, prefixes: Mapping[str, str], base: str) -> bytes:
    """Turtle or TriG with base and prefixes sorted and in full.

    The engine orders them differently in every run, and writes `<//host/...>` for an IRI with the base's scheme: right, but
    not what people or line-based tools expect.
    """
    end = re.match(rb"(?:@(?:base|prefix) [^\n]*\n)*", body)
    lines = [f"@base <{base}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items())]
    scheme = base.partition(":")[0].encode("ascii")
    whole = HOST_OR_STRING.sub(lambda match: match[1] or b"<" + scheme + b"://", body[end.end() if end else 0 :])
    return "\n".join(lines).encode("utf-8") + b"\n\n" + whole


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
