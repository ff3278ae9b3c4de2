"""JSON-LD in the words of the ontology's context: `{"holder": "state/peru"}`, a node a line, the same bytes each time.

The engine writes JSON-LD without a context. Here each property is written by the term that the context has for it, where that
term says the value's type; any other value with its type beside it. So reading gives back the very quads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import IO, Any, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import data
from kg.errors import UsageError
from kg.vocabulary import RDF, XSD

#: IRIs that can be written relative to the base: those of kg. Colons and dots would be read as something else.
RELATIVE = re.compile(r"[a-z]+/(?!/)[^:\s]*")
LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
#: An integer that JSON's numbers carry without loss, as it is written there.
PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
Node = NamedNode | BlankNode
Value = str | int | dict[str, Any]


class Term(NamedTuple):
    """A property's name in a context; `type` is what its values are: "@id", "@vocab", a datatype's IRI, "" for untold."""

    name: str
    type: str = ""


class Words(NamedTuple):
    """How things are called in a document: properties, classes and other things of the vocabulary, prefixes, the base."""

    properties: Mapping[str, Term]
    names: Mapping[str, str]
    prefixes: Mapping[str, str]
    base: str

    def iri(self, node: Node) -> str:
        """A thing's id, relative to the base where that is safe."""
        if isinstance(node, BlankNode):
            return f"_:{node.value}"
        path = node.value.removeprefix(self.base) if self.base else node.value
        relative = path != node.value and RELATIVE.fullmatch(path) and "/." not in path and "//" not in path
        return path if relative else self.shortened(node.value)

    def word(self, iri: str) -> str:
        """A class, property or datatype by its name, else by a prefix, else in full."""
        return self.names.get(iri) or self.shortened(iri)

    def shortened(self, iri: str) -> str:
        """An IRI by a prefix, else in full."""
        for prefix, begin in self.prefixes.items():
            if iri.startswith(begin) and LOCAL_NAME.fullmatch(iri, len(begin)):
                return f"{prefix}:{iri[len(begin) :]}"
        return iri


@lru_cache(maxsize=1)
def context() -> dict[str, Any]:
    """The ontology's context, as `ontology/context.jsonld` has it."""
    text = (data.root("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def words(told: Mapping[str, Any], base: str) -> Words:
    """What a context says, the other way round."""
    plain = {name: value for name, value in told.items() if isinstance(value, str) and not name.startswith("@")}
    prefixes = {name: iri for name, iri in plain.items() if iri.endswith(("#", "/"))}

    def whole(curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return prefixes[prefix] + name if prefix in prefixes else curie

    names = {whole(iri): name for name, iri in plain.items() if name not in prefixes and not iri.startswith("@")}
    properties = {
        whole(value["@id"]): Term(name, whole(value.get("@type", "")))
        for name, value in told.items()
        if isinstance(value, dict)
    }
    return Words(properties, names, prefixes, base)


def write(items: Iterable[Quad] | Iterable[Triple], out: IO[bytes], base: str) -> None:
    """Write quads, or triples as a default graph, with the ontology's context."""
    told = {**context(), "@base": base}
    document(quads_of(items), words(told, base), told, out)


def quads_of(items: Iterable[Quad] | Iterable[Triple]) -> Iterator[Quad]:
    """Triples as quads of the default graph; quads as they are."""
    for item in items:
        yield Quad(item.subject, item.predicate, item.object) if isinstance(item, Triple) else item


def document(quads: Iterable[Quad], called: Words, told: Any, out: IO[bytes]) -> None:
    """Write a document: the context, then graph by graph a node a line. What is said of one thing has to stand together."""
    out.write(b'{"@context": ' + json.dumps(told, ensure_ascii=False).encode("utf-8") + b',\n"@graph": [\n')
    first = True
    for graph, said in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [_line(node) for node in _nodes(said, called)]
        if not isinstance(graph, DefaultGraph):
            head = json.dumps({"id": called.iri(graph)}, ensure_ascii=False)[:-1]
            nodes = [head + ', "@graph": [\n' + ",\n".join(nodes) + "\n]}"]
        for node in nodes:
            out.write((b"" if first else b",\n") + node.encode("utf-8"))
            first = False
    out.write(b"\n]}\n")


def _line(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False)


def _nodes(quads: Iterable[Quad], called: Words) -> Iterator[dict[str, Any]]:
    for subject, said in groupby(quads, key=lambda quad: quad.subject):
        if isinstance(subject, Triple):
            raise UsageError("JSON-LD cannot hold triple terms (RDF 1.2); write --format trig or nquads")
        yield node(subject, said, called)


def node(subject: Node, said: Iterable[Quad], called: Words) -> dict[str, Any]:
    """What is said of one thing; several values of a property are a list, in their order.

    >>> called = words({"holder": {"@id": "https://o.example/holder", "@type": "@id"}}, "https://kg.example/")
    >>> one, two = NamedNode("https://kg.example/position/1"), NamedNode("https://kg.example/state/peru")
    >>> node(one, [Quad(one, NamedNode("https://o.example/holder"), two)], called)
    {'id': 'position/1', 'holder': 'state/peru'}
    """
    held: dict[str, list[Value]] = {}
    for quad in said:
        key, value = pair(quad.predicate.value, quad.object, called)
        held.setdefault(key, []).append(value)
    ordered = sorted(held.items(), key=lambda entry: (entry[0] != "type", entry[0]))
    return {"id": called.iri(subject)} | {key: values[0] if len(values) == 1 else values for key, values in ordered}


def pair(predicate: str, value: Any, called: Words) -> tuple[str, Value]:
    """A property and a value as they are written."""
    if predicate == RDF.type and isinstance(value, NamedNode):
        return "type", called.word(value.value)
    term = called.properties.get(predicate, Term(called.word(predicate)))
    if isinstance(value, Literal):
        return term.name, _literal(value, term, called)
    if isinstance(value, NamedNode | BlankNode):
        return term.name, _thing(value, term, called)
    raise UsageError("JSON-LD cannot hold triple terms (RDF 1.2); write --format trig or nquads")


def _thing(value: Node, term: Term, called: Words) -> Value:
    if term.type == "@vocab" and isinstance(value, NamedNode):
        return called.word(value.value)
    return called.iri(value) if term.type == "@id" else {"id": called.iri(value)}


def _literal(value: Literal, term: Term, called: Words) -> Value:
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == term.type or (datatype == XSD.string and not term.type):
        return value.value
    if datatype == XSD.integer and not term.type and PLAIN_INTEGER.fullmatch(value.value):
        return int(value.value)
    return {"@value": value.value, "@type": called.word(datatype)}
