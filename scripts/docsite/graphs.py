"""Graphs that the pages draw their examples from, built while the site is: nothing shown can go stale."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.cli import main
from kg.store import DEFAULT_BASE, open_snapshot
from kg.vocabulary import KGO, PREFIXES, RDF

#: Statements shown of one thing, and letters of a text.
STATEMENTS, LETTERS = 8, 160
#: What an example shows first of a thing, and what last of all that the ontology says of it: how sure and by which rule.
FIRST = (str(RDF.type), "http://www.w3.org/2000/01/rdf-schema#label")
LAST = {KGO[name] for name in ("confidence", "rule", "cue", "earliestDate", "latestDate", "anchorDate")}


class Example(NamedTuple):
    """Where a term is used: a few of the statements on a thing, and for one without a name the statement that leads to it."""

    said: tuple[Triple, ...]
    holder: Triple | None = None


def built(articles: Path, store: Path) -> Path:
    """The graph of a folder of articles. Raises `RuntimeError` if kg does not build it."""
    with contextlib.redirect_stderr(io.StringIO()) as told, contextlib.redirect_stdout(io.StringIO()):
        code = main(["build", str(articles), "--store", str(store)])
    if code:
        raise RuntimeError(f"kg build {articles} ended with {code}: {told.getvalue()}")
    return store


def quads_of(store: Path) -> list[Quad]:
    """All quads of a graph but for those of the ontology, in their order."""
    own = NamedNode(f"{DEFAULT_BASE}graph/ontology")
    return [quad for quad in open_snapshot(store).sorted_quads() if quad.graph_name != own]


def files(paths: Iterable[Path]) -> Iterator[Quad]:
    """The statements of some Turtle and TriG files in their order; sorted, things without a name would come in any."""
    for path in paths:
        format = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
        yield from parse(path.read_bytes(), format=format, base_iri=DEFAULT_BASE)


def examples(names: Iterable[str], quads: Iterable[Quad]) -> dict[str, Example]:
    """The first use of each term as a property, class or value."""
    said: dict[NamedNode | BlankNode, list[Triple]] = {}
    uses: dict[str, Triple] = {}
    holders: dict[BlankNode, Triple] = {}
    for quad in quads:
        if isinstance(quad.subject, Triple):
            continue
        said.setdefault(quad.subject, []).append(quad.triple)
        if isinstance(quad.object, BlankNode):
            holders.setdefault(quad.object, quad.triple)
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(KGO):
                uses.setdefault(term.value[len(KGO) :], quad.triple)
    return {name: _example(uses[name], said, holders) for name in names if name in uses}


def _example(use: Triple, said: dict[NamedNode | BlankNode, list[Triple]], holders: dict[BlankNode, Triple]) -> Example:
    assert not isinstance(use.subject, Triple)
    every = said[use.subject]
    first = [triple for triple in every if triple.predicate.value in FIRST]
    rest = sorted((t for t in every if t not in first), key=_rank)
    chosen = dict.fromkeys((use, *first, *rest))
    holder = holders.get(use.subject) if isinstance(use.subject, BlankNode) else None
    return Example(tuple(chosen)[:STATEMENTS], holder)


def _rank(triple: Triple) -> int:
    """Terms of the ontology first, those of others next, what is told last at the end."""
    name = triple.predicate.value
    return 2 if name in LAST else 0 if name.startswith(KGO) else 1


def turtle(example: Example) -> str:
    """An example as Turtle with kg's prefixes; long texts end in an ellipsis."""
    lines = " ;\n".join(f"    {name(triple.predicate)} {name(triple.object)}" for triple in example.said)
    if example.holder is not None:
        return f"{name(example.holder.subject)} {name(example.holder.predicate)} [\n{lines} ] ."
    return f"{name(example.said[0].subject)}\n{lines} ."


def name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term as Turtle has it.

    >>> name(NamedNode(KGO.State)), name(NamedNode(DEFAULT_BASE + "state/peru")), name(Literal("x", language="en"))
    ('kgo:State', '<state/peru>', '"x"@en')
    """
    if isinstance(term, NamedNode):
        if term.value == RDF.type:
            return "a"
        for prefix, begin in PREFIXES.items():
            if term.value.startswith(begin) and "/" not in term.value[len(begin) :]:
                return f"{prefix}:{term.value[len(begin) :]}"
        return f"<{term.value.removeprefix(DEFAULT_BASE)}>"
    if not isinstance(term, Literal):
        return "[ … ]" if isinstance(term, BlankNode) else str(term)
    short = term.value if len(term.value) <= LETTERS else term.value[: LETTERS - 1] + "…"
    text = str(Literal(short))
    if term.language:
        return f"{text}@{term.language}"
    kind = name(term.datatype)
    return text if kind == "xsd:string" else f"{text}^^{kind}"
