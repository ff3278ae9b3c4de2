"""What the tests of the ontology share: its logic as Turtle, the facts of a graph, and a reasoner to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph
from pyhermit import Reasoner
from pyhermit.profile import validate_owl2_dl_view
from pyowl_core import LoadOptions, load_snapshot
from pyowl_core.config import DocumentFormat
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg import data
from kg.vocabulary import KGO, OWL, PREFIXES, RDF, XSD

FOLDER = data.root("ontology")
HEAD = "@base <https://kg.example/> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
#: Datatypes that OWL 2 does not have.
DAYS = {XSD + name for name in ("date", "gYearMonth", "gYear")}


def view(turtle: str) -> object:
    """An ontology for the reasoner and the checker."""
    return load_snapshot(turtle.encode(), options=LoadOptions(format=DocumentFormat.TURTLE))


def rules_broken(turtle: str) -> set[str]:
    """The rules of OWL 2 DL that an ontology breaks, by the checker's names for them."""
    return {issue.rule_id for issue in validate_owl2_dl_view(view(turtle)).issues}


def is_consistent(turtle: str) -> bool:
    """Whether the reasoner finds no contradiction."""
    with Reasoner(view(turtle)) as reasoner:
        return bool(reasoner.is_consistent())


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle."""
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES).decode()


@cache
def logic() -> str:
    """The ontology without its labels, definitions and header, which mean nothing to a reasoner."""
    triples = (quad.triple for quad in pyoxigraph.parse(path=FOLDER / "kgo.ttl"))
    return HEAD + turtle(triple for triple in triples if not isinstance(triple.object, Literal))


@cache
def classes() -> frozenset[NamedNode]:
    """The classes that the ontology declares, its own and others'."""
    kinds = (quad.subject for quad in pyoxigraph.parse(path=FOLDER / "kgo.ttl") if quad.object == NamedNode(OWL.Class))
    return frozenset(kind for kind in kinds if isinstance(kind, NamedNode))


def facts(triples: Iterable[Triple]) -> Iterator[Triple]:
    """What a reasoner can take of data: neither rdf:subject and the like, which OWL reserves, nor days, which it lacks."""
    for triple in triples:
        value = triple.object
        days = isinstance(value, Literal) and value.datatype.value in DAYS
        ours = triple.predicate.value.startswith(KGO) or (triple.predicate.value == RDF.type and value in classes())
        if ours and not days:
            yield triple


def kinds_of(triples: Iterable[Triple]) -> set[Triple]:
    """Facts with one thing in place of all that have the same classes and properties, and one value for each datatype.

    If these are consistent, so are the facts: what holds of the one thing may hold of each that it stands for. The
    reasoner takes seconds in place of minutes.
    """
    given = list(triples)
    marks: dict[object, set[str]] = defaultdict(set)
    for triple in given:
        marks[triple.subject].add(f"{triple.predicate} {triple.object if triple.object in classes() else ''}")
        if isinstance(triple.object, NamedNode) and triple.object not in classes():
            marks[triple.object].add(f"^{triple.predicate}")
    names = {
        marked: NamedNode(f"https://kg.example/kind/{n}")
        for n, marked in enumerate(sorted({" ".join(sorted(m)) for m in marks.values()}))
    }
    stands = {thing: names[" ".join(sorted(marked))] for thing, marked in marks.items()}
    literals: dict[tuple[str, str, str], Literal] = {}
    found = set()
    for triple in given:
        value = triple.object
        if isinstance(value, Literal):
            value = literals.setdefault((triple.predicate.value, value.datatype.value, value.language or ""), value)
        found.add(Triple(stands[triple.subject], triple.predicate, stands.get(value, value)))
    return found
