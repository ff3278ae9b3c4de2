"""Assertions as RDF 1.2 has them: one IRI that reifies a triple term, instead of three triples that name its parts.

    <a> rdf:subject <s> ; rdf:predicate <p> ; rdf:object "o"    <=>    <a> rdf:reifies <<( <s> <p> "o" )>>

The IRI is the same in both, and so is everything else said of it. What names only two of the parts, as a difference does,
is no assertion and stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.vocabulary import RDF

SUBJECT, PREDICATE, OBJECT, REIFIES = (NamedNode(RDF[name]) for name in ("subject", "predicate", "object", "reifies"))
PARTS = (SUBJECT, PREDICATE, OBJECT)


def with_reifiers(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with triple terms; what is said of one thing in one graph has to stand together.

    >>> a, s, p = (NamedNode(f"https://kg.example/{name}") for name in "asp")
    >>> [quad] = with_reifiers([Quad(a, SUBJECT, s), Quad(a, PREDICATE, p), Quad(a, OBJECT, s)])
    >>> quad.predicate == REIFIES, quad.object == Triple(s, p, s)
    (True, True)
    """
    for _, group in groupby(quads, key=lambda quad: (quad.graph_name, quad.subject)):
        said = list(group)
        term = _named(said)
        if term is None:
            yield from said
            continue
        yield Quad(said[0].subject, REIFIES, term, said[0].graph_name)
        yield from (quad for quad in said if quad.predicate not in PARTS)


def _named(said: list[Quad]) -> Triple | None:
    """The triple that a thing names with one of each of the three; None if it names none."""
    found = [[quad.object for quad in said if quad.predicate == part] for part in PARTS]
    if any(len(values) != 1 for values in found):
        return None
    (subject,), (predicate,), (value,) = found
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        return None
    return Triple(subject, predicate, value)


def without_reifiers(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The way back: each triple term that is reified as three triples, for tools that know RDF 1.1 only.

    >>> a, s, p = (NamedNode(f"https://kg.example/{name}") for name in "asp")
    >>> [quad.object.value[-1] for quad in without_reifiers([Quad(a, REIFIES, Triple(s, p, s))])]
    ['s', 'p', 's']
    """
    for quad in quads:
        term = quad.object
        if quad.predicate != REIFIES or not isinstance(term, Triple):
            yield quad
            continue
        for part, value in zip(PARTS, (term.subject, term.predicate, term.object), strict=True):
            yield Quad(quad.subject, part, value, quad.graph_name)
