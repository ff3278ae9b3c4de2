"""Which terms of vocabularies exist: those in the file of the ontology, and those of others that kg writes.

A question that names a term that is nowhere, neither there nor in the graph, would only ever answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from kg import data
from kg.errors import did_you_mean
from kg.vocabulary import FOREIGN, PREFIXES

#: Namespaces whose names are no fixed list: things of Wikidata, datatypes and functions.
OPEN = frozenset(("wd", "xsd"))


@cache
def terms() -> frozenset[str]:
    """The IRIs of all terms."""
    declared = parse(path=data.root("ontology") / "kgo.ttl", format=RdfFormat.TURTLE)
    nodes = {node.value for quad in declared for node in quad.triple if isinstance(node, NamedNode)}
    return frozenset(nodes) | {PREFIXES[prefix] + name for prefix, _, name in (f.partition(":") for f in FOREIGN)}


def complaint(missing: Iterable[str]) -> tuple[str, str] | None:
    """Of IRIs that the graph does not have, the first that no vocabulary has either, and what to tell; None if all have.

    What is of no vocabulary that kg knows is left alone: it may be a thing of the graph.

    >>> complaint(["https://kg.example/x", PREFIXES["foaf"] + "nmae"])[1]
    'neither the ontology nor the graph has foaf:nmae; did you mean "foaf:name"?'
    """
    for name in missing:
        prefix = next((p for p, space in PREFIXES.items() if name.startswith(space) and p not in OPEN), None)
        if prefix and name not in terms():
            space = PREFIXES[prefix]
            short = f"{prefix}:{name.removeprefix(space)}"
            among = [f"{prefix}:{term.removeprefix(space)}" for term in terms() if term.startswith(space)]
            return name, f"neither the ontology nor the graph has {short}{did_you_mean(short, among)}"
    return None
