"""What the graph can hold, as a page of Markdown: the prefixes, and the classes and properties of the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg import data
from kg.vocabulary import KGO, OWL, PREFIXES, RDF, RDFS, SKOS

HEAD = """# The graph

One named graph for each article says who reports what; the default graph is the union of all. Records (positions,
statements, demands, decisions ...) point by kgo:evidence to passages, whose words are nif:anchorOf and whose article is
kgo:inArticle. Things have an rdfs:label. What a term means:
"""
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


def ontology() -> str:
    """The ontology's file, in Turtle."""
    return (data.root("ontology") / "kgo.ttl").read_text(encoding="utf-8")


def markdown() -> str:
    """The page."""
    store = Store()
    store.load(ontology().encode(), format=RdfFormat.TURTLE)
    prefixes = [f"- `{prefix}:` <{space}>" for prefix, space in sorted(PREFIXES.items())]
    parts = [HEAD, "## Prefixes", *prefixes, "", "## Classes", *_terms(store, OWL.Class), "", "## Properties"]
    return "\n".join([*parts, *(line for kind in PROPERTIES for line in _terms(store, kind))]) + "\n"


def _terms(store: Store, kind: str) -> Iterator[str]:
    found = store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(kind), None)
    names = sorted(
        q.subject.value for q in found if isinstance(q.subject, NamedNode) and q.subject.value.startswith(KGO)
    )
    for name in names:
        ways = _names(store, name, RDFS.domain), _names(store, name, RDFS.range)
        typed = f" ({ways[0] or 'any'} → {ways[1] or 'any'})" if kind in PROPERTIES else ""
        above = _names(store, name, RDFS.subClassOf)
        kinds = f" is a {above}" if above else ""
        yield f"- `{_short(name)}`{typed}{kinds}: {_text(store, name)}".rstrip(": ")


def _names(store: Store, name: str, how: str) -> str:
    """The values of a property that are named, or the members of a union that is one."""
    found = [q.object for q in store.quads_for_pattern(NamedNode(name), NamedNode(how), None, None)]
    unions = [one for one in found if isinstance(one, BlankNode)]
    members = [member for one in unions for member in _members(store, _one(store, one, OWL.unionOf))]
    return " or ".join(sorted(_short(one.value) for one in [*found, *members] if isinstance(one, NamedNode)))


def _members(store: Store, node: Any) -> Iterator[Any]:
    """The members of an RDF list."""
    while isinstance(node, BlankNode):
        yield _one(store, node, RDF["first"])
        node = _one(store, node, RDF["rest"])


def _one(store: Store, node: Any, how: str) -> Any:
    return next((q.object for q in store.quads_for_pattern(node, NamedNode(how), None, None)), None)


def _short(iri: str) -> str:
    prefix = next((prefix for prefix, space in PREFIXES.items() if iri.startswith(space)), "")
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else f"<{iri}>"


def _text(store: Store, name: str) -> str:
    found = store.quads_for_pattern(NamedNode(name), NamedNode(SKOS.definition), None, None)
    texts = [q.object.value for q in found if isinstance(q.object, Literal) and q.object.language in (None, "en")]
    return " ".join(texts[0].split()) if texts else ""
