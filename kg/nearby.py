"""The part of a graph elsewhere that tells of some things, fetched into memory: a step, a question.

rows with the records behind them ─> passages ─> articles ─> where these were printed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from kg import evidence
from kg.client import Endpoint
from kg.lookup import Lookup
from kg.query import Rows
from kg.questions import question
from kg.store import Snapshot
from kg.supervise import Limits, ask
from kg.vocabulary import KGO

#: So many rows are told at once, and so many things asked for in one question.
ROWS, THINGS = 200, 200
#: What leads from a thing to the next that tells of it.
FOLLOWED = frozenset((KGO.evidence, KGO.inArticle, KGO.publishedAs))
# All but the articles' texts; and of decisions, which have no confidence of their own, that of their reports.
ABOUT = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o FILTER(?p != nif:isString) }"
REPORTS = """CONSTRUCT { ?report rdf:subject ?s ; kgo:confidence ?sure } WHERE {
  VALUES ?s { %s } ?report rdf:subject ?s ; kgo:confidence ?sure
}"""


def with_evidence(place: Endpoint, found: evidence.Behind, limits: Limits) -> Rows:
    """The rows of an endpoint with their evidence beside them, as `kg.evidence.with_evidence` gives it of a store."""

    def told() -> Iterator[tuple[Any, ...]]:
        while part := list(islice(found.rows, ROWS)):
            terms = (term.value for row in part for term in row.terms if isinstance(term, NamedNode))
            look = Lookup(fetched(place, [*terms, *(name for row in part for name in row.behind)], limits))
            yield from evidence.with_evidence(look, found.columns, iter(part)).rows

    return Rows((*found.columns, *evidence.added(found.columns)), told())


def fetched(place: Endpoint, things: Iterable[str], limits: Limits) -> Snapshot:
    """What the graph there tells of the things, and of what they rest on."""
    engine, seen = Store(), set[str]()
    wanted = list(dict.fromkeys(things))
    while wanted:
        seen.update(wanted)
        following: list[str] = []
        for pattern in (ABOUT, REPORTS):
            for quad in constructed(place, pattern, wanted, limits):
                engine.add(quad)
                if quad.predicate.value in FOLLOWED and isinstance(quad.object, NamedNode):
                    following.append(quad.object.value)
        wanted = [name for name in dict.fromkeys(following) if name not in seen]
    return Snapshot(engine, place.base, len(engine))


def constructed(place: Endpoint, pattern: str, things: list[str], limits: Limits) -> Iterator[Quad]:
    """The triples that the pattern gives of the things."""
    for start in range(0, len(things), THINGS):
        names = []
        for name in things[start : start + THINGS]:
            with suppress(ValueError):  # what comes from elsewhere need be no IRI, and no query is made of it then
                names.append(str(NamedNode(name)))
        found = ask(place, question(pattern % " ".join(names), "evidence"), {}, limits)
        assert isinstance(found, list)
        yield from (Quad(*triple) for triple in found)
