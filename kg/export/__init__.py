"""A snapshot as RDF for other tools: a table of formats and one of profiles.

    snapshot ─> quads ─┬─> profile "" ──────────────┬─ lossless: as they are      ─┐
                       ├─> profile rdf12 (reifiers) ┴─ flat: onegraph ─> triples  ─┼─> formats.write | jsonld.write
                       └─> profile web-annotation: onegraph ─> annotations        ─┘      beside it: description

Lossless (TriG, N-Quads, JSON-LD) keeps every named graph. Flat (Turtle, N-Triples, RDF/XML) is one graph with one
value per property. The bytes depend on the data alone: quads are sorted, prefixes and their order are fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

from pyoxigraph import Quad, Triple

from kg.errors import UsageError
from kg.export import jsonld, reifiers, webannotations
from kg.export.formats import FORMATS, SUFFIXES, Format, format_of, write
from kg.export.onegraph import CONSOLIDATED, SINGLE_VALUED, flat, merged, one_graph, without_texts
from kg.store import Snapshot

__all__ = [
    "CONSOLIDATED", "FORMATS", "PROFILES", "SINGLE_VALUED", "SUFFIXES", "Format", "Profile", "export", "flat", "format_of",
    "merged", "selected", "write",
]  # fmt: skip

Items = Iterator[Quad] | Iterator[Triple]


class Profile(NamedTuple):
    """What is written of a graph: how it is selected, in which formats, and which prefixes it needs besides kg's."""

    select: Callable[[Snapshot, Format, bool], Items]
    formats: tuple[str, ...]
    prefixes: dict[str, str]
    jsonld: Callable[[Iterable[Quad] | Iterable[Triple], IO[bytes], str], None]


def plain(snapshot: Snapshot, format: Format, texts: bool) -> Items:
    """All quads, or one graph."""
    quads = snapshot.sorted_quads() if texts else without_texts(snapshot.sorted_quads())
    return quads if format.lossless else one_graph(snapshot, quads)


def reified(snapshot: Snapshot, format: Format, texts: bool) -> Items:
    """The same with each assertion as the reifier of its triple (RDF 1.2)."""
    quads = snapshot.sorted_quads() if texts else without_texts(snapshot.sorted_quads())
    if format.lossless:
        return reifiers.with_reifiers(quads)
    triples = (Quad(triple.subject, triple.predicate, triple.object) for triple in one_graph(snapshot, quads))
    return (quad.triple for quad in reifiers.with_reifiers(triples))


def annotated(snapshot: Snapshot, format: Format, texts: bool) -> Items:
    """Each piece of evidence as an annotation of its article."""
    return webannotations.annotated(list(one_graph(snapshot, snapshot.sorted_quads())), snapshot.base, texts=texts)


#: The default profile is the graph as it is.
PROFILES = {
    "": Profile(plain, tuple(FORMATS), {}, jsonld.write),
    "rdf12": Profile(reified, ("turtle", "trig", "nquads", "ntriples"), {}, jsonld.write),
    "web-annotation": Profile(
        annotated, ("turtle", "ntriples", "jsonld", "rdfxml"), webannotations.PREFIXES, webannotations.write
    ),
}


def selected(snapshot: Snapshot, format: str, *, texts: bool = True, profile: str = "") -> Items:
    """What an export holds, in its order. Raises `UsageError` for a format that the profile does not come in."""
    chosen = PROFILES[profile]
    if format not in chosen.formats:
        raise UsageError(f"--profile {profile} is written as {', '.join(chosen.formats)}, not as {format}")
    return chosen.select(snapshot, FORMATS[format], texts)


def export(snapshot: Snapshot, format: str, out: IO[bytes], *, texts: bool = True, profile: str = "") -> None:
    """Write the snapshot in one of `FORMATS`; without `texts`, articles have titles and sentences, but no full text.

    Raises `UsageError` for a format that the profile does not come in.
    """
    items = selected(snapshot, format, texts=texts, profile=profile)
    if format == "jsonld":
        PROFILES[profile].jsonld(items, out, snapshot.base)
    else:
        write(items, format, out, snapshot.base, PROFILES[profile].prefixes)
