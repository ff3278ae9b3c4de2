"""The value that leaves emission: triples of one named graph, as lines.

    Facts ─emit─> Triples ─store─> database

Lines are N-Triples without their full stops, so that a graph's name may be put behind each: text is what the database
loads fastest. IRIs in them are valid and literals are escaped: whoever makes a line has terms that the engine made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import Quad


class Triples(NamedTuple):
    """Triples of one named graph: all of them or some. `graph` is its IRI; each line holds one triple, none comes twice."""

    graph: str
    lines: tuple[str, ...]

    def named(self) -> str:
        """The triples in their graph, as N-Quads.

        >>> Triples("g:1", ('<a:b> <c:d> "1"', '<a:b> <c:d> "2"')).named()
        '<a:b> <c:d> "1" <g:1> .\\n<a:b> <c:d> "2" <g:1> .\\n'
        """
        return self._ended(f" <{self.graph}> .\n")

    def unnamed(self) -> str:
        """The triples without their graph, as N-Triples."""
        return self._ended(" .\n")

    def _ended(self, end: str) -> str:
        return end.join((*self.lines, ""))


def of(quads: Iterable[Quad]) -> Iterator[Triples]:
    """Quads of named graphs as lines, in order; quads of one graph that come one after the other stay together."""
    for graph, same in groupby(quads, key=lambda quad: quad.graph_name):
        yield Triples(graph.value, tuple(f"{q.subject} {q.predicate} {q.object}" for q in same))


def quads(written: Iterable[Triples]) -> Iterator[Quad]:
    """The same as the engine's quads, in order."""
    from pyoxigraph import RdfFormat, parse

    for some in written:
        yield from parse(some.named(), format=RdfFormat.N_QUADS)
