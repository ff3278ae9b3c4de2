"""Content negotiation (RFC 9110, section 12.5.1): which of the formats at hand an Accept header likes best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
JSON_LD = "application/ld+json"
N3 = "text/n3"
HTML = "text/html"

#: What can be sent of each kind of answer, the best first. Names that others send for a format follow in `ALIASES`.
ROWS = (JSON, XML, CSV, TSV)
BOOLEAN = (JSON, XML, CSV, TSV)
TRIPLES = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, N3)
ALIASES: Mapping[str, str] = {
    "application/json": JSON, "application/xml": XML, "text/xml": XML, "application/x-turtle": TURTLE,
    "text/plain": N_TRIPLES,
}  # fmt: skip
#: In the address: `format=csv`; of "xml", say, which is meant depends on whether the answer is rows or a graph.
SHORT: Mapping[str, tuple[str, ...]] = {
    "json": (JSON, JSON_LD), "xml": (XML, RDF_XML), "csv": (CSV,), "tsv": (TSV,), "ttl": (TURTLE,), "turtle": (TURTLE,),
    "nt": (N_TRIPLES,), "ntriples": (N_TRIPLES,), "rdf": (RDF_XML,), "rdf+xml": (RDF_XML,), "jsonld": (JSON_LD,),
    "json-ld": (JSON_LD,), "n3": (N3,),
}  # fmt: skip


class Range(NamedTuple):
    """One range of an Accept header: type and subtype ("*" for any) and how much it is liked, from 0 to 1."""

    type: str
    subtype: str
    quality: float

    def covers(self, media: str) -> int:
        """How closely the range names a media type: 3 by its name, 2 by its type, 1 as anything, 0 not."""
        kind, _, name = media.partition("/")
        if (self.type, self.subtype) == (kind, name):
            return 3
        return 2 if (self.type, self.subtype) == (kind, "*") else 1 if self.type == "*" else 0


def ranges(accept: str) -> list[Range]:
    """The ranges of an Accept header; what is ill-formed is passed over.

    >>> ranges("text/csv;q=0.5, */*;q=0.1, nonsense")
    [Range(type='text', subtype='csv', quality=0.5), Range(type='*', subtype='*', quality=0.1)]
    """
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, name = media.partition("/")
        if slash and kind and name:
            found.append(Range(kind, name, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=256)
def best(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """The offered format that a client likes best; of equals the first offered; None if it takes none of them.

    Without an Accept header the first.

    >>> best("text/html, application/json;q=0.9, */*;q=0.1", ROWS)
    'application/sparql-results+json'
    >>> best("text/csv;q=0.2, application/sparql-results+xml", ROWS)
    'application/sparql-results+xml'
    >>> best("text/*;q=0.5, text/csv;q=0", ROWS), best("image/png", ROWS), best(None, TRIPLES)
    ('text/tab-separated-values', None, 'text/turtle')
    """
    if accept is None or not accept.strip():
        return offered[0]
    wanted = ranges(accept)
    liked = [(_liking(wanted, media), -place, media) for place, media in enumerate(offered)]
    quality, _, media = max(liked)
    return media if quality > 0 else None


def _liking(wanted: Sequence[Range], media: str) -> float:
    covering = [(one.covers(media) or 3 * _is_alias(one, media), one.quality) for one in wanted]
    closest = max((how for how, _ in covering), default=0)
    return max((quality for how, quality in covering if how and how == closest), default=0.0)


def _is_alias(one: Range, media: str) -> bool:
    return ALIASES.get(f"{one.type}/{one.subtype}") == media
