"""Evidence as the W3C's Web Annotations: the article is annotated, at offsets and by its words, with what was read there.

    <position/1> kgo:evidence <article/x#char=4,10>

becomes an `oa:Annotation` with the record as its body and, as its target, the article with a TextPositionSelector (half-open,
in code points) and a TextQuoteSelector. What the graph says of the records and the articles stands beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iri
from kg.export import jsonld
from kg.vocabulary import KGO, NIF, RDF, XSD, Namespace
from kg.vocabulary import PREFIXES as KNOWN

OA = Namespace("http://www.w3.org/ns/oa#")
ACTIVITY = Namespace("http://www.w3.org/ns/activitystreams#")
PREFIXES = {"oa": str(OA), "as": str(ACTIVITY)}
#: The context that the Recommendation (section 3.1) wants named in every annotation.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: The terms of that context which are used here; `creator`, `label` and the like of kg's own go by prefixes.
TERMS = {
    OA.hasBody: jsonld.Term("body", "@id"),
    OA.hasTarget: jsonld.Term("target", "@id"),
    OA.hasSource: jsonld.Term("source", "@id"),
    OA.hasSelector: jsonld.Term("selector", "@id"),
    OA.motivatedBy: jsonld.Term("motivation", "@vocab"),
    ACTIVITY.generator: jsonld.Term("generator", "@id"),
    OA.start: jsonld.Term("start"),
    OA["end"]: jsonld.Term("end"),
    OA.exact: jsonld.Term("exact"),
    OA["prefix"]: jsonld.Term("prefix"),
    OA["suffix"]: jsonld.Term("suffix"),
}
NAMES = ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "describing")
#: Prefixes that the context has already, some for other namespaces than kg (`schema`), and so are left to it.
TAKEN = ("oa", "dc", "dcterms", "dctypes", "foaf", "rdf", "rdfs", "skos", "xsd", "iana", "owl", "as", "schema")
#: Characters before and after the quoted words, by which they are found again if the text was changed.
AROUND = 32
TYPE = NamedNode(RDF.type)


class Evidence(NamedTuple):
    """A record, and where it was read: offsets are half-open, in code points of the article's text."""

    record: str
    article: str
    start: int
    end: int
    exact: str


class Place(NamedTuple):
    """A passage's article, its offsets and its words."""

    article: str
    start: int
    end: int
    exact: str


def annotated(triples: list[Triple], base: str, *, texts: bool = True) -> Iterator[Triple]:
    """The annotations of one graph, sorted, then what it says of their records and articles.

    Without `texts`, the words around a quotation are left out.
    """
    held = _by_subject(triples)
    pairs = [
        (triple.subject, triple.object.value)
        for triple in triples
        if triple.predicate.value == KGO.evidence and isinstance(triple.object, NamedNode)
    ]
    shown: set[str] = set()
    for record, passage in pairs:
        if not isinstance(record, NamedNode) or (place := _place(held[passage])) is None:
            continue
        shown |= {record.value, place.article}
        text = _one(held[place.article], NIF.isString) if texts else None
        yield from annotation(record, passage, place, text, base)
    for triple in triples:
        if (
            isinstance(triple.subject, NamedNode)
            and triple.subject.value in shown
            and triple.predicate.value != NIF.isString
        ):
            yield triple


def _by_subject(triples: Iterable[Triple]) -> dict[str, list[Triple]]:
    held: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            held[triple.subject.value].append(triple)
    return held


def _one(said: Iterable[Triple], predicate: str) -> str | None:
    return next((str(triple.object.value) for triple in said if triple.predicate.value == predicate), None)  # type: ignore[union-attr]


def _place(said: list[Triple]) -> Place | None:
    article, start, end, exact = (
        _one(said, name) for name in (KGO.inArticle, NIF.beginIndex, NIF.endIndex, NIF.anchorOf)
    )
    if article is None or start is None or end is None or exact is None:
        return None
    return Place(article, int(start), int(end), exact)


def annotation(record: NamedNode, passage: str, place: Place, text: str | None, base: str) -> Iterator[Triple]:
    """One annotation, its target and its two selectors, each with an IRI made of the record's and the passage's."""
    name = f"{base}annotation/{iri.digest(f'{record.value} {passage}', 12)}"
    target, position, quote = f"{name}#target", f"{name}#position", f"{name}#quote"
    yield _link(name, RDF.type, OA.Annotation)
    yield _link(name, ACTIVITY.generator, f"{base}agent/kg")
    yield _link(name, OA.hasBody, record.value)
    yield _link(name, OA.hasTarget, target)
    yield _link(name, OA.motivatedBy, OA.describing)
    yield _link(position, RDF.type, OA.TextPositionSelector)
    yield _number(position, OA.end, place.end)
    yield _number(position, OA.start, place.start)
    yield _link(quote, RDF.type, OA.TextQuoteSelector)
    yield _words(quote, OA.exact, place.exact)
    for predicate, words in around(text, place):
        yield _words(quote, predicate, words)
    yield _link(target, RDF.type, OA.SpecificResource)
    yield _link(target, OA.hasSelector, position)
    yield _link(target, OA.hasSelector, quote)
    yield _link(target, OA.hasSource, place.article)


def around(text: str | None, place: Place) -> list[tuple[str, str]]:
    """The words before and after a passage; none if there is no text, or none there.

    >>> [words for _, words in around("Peru objects. Chile agrees.", Place("a", 14, 27, "Chile agrees."))]
    ['Peru objects. ']
    """
    if text is None:
        return []
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    return [(predicate, words) for predicate, words in ((OA["prefix"], before), (OA["suffix"], after)) if words]


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _words(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value))


def _number(subject: str, predicate: str, value: int) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(str(value), datatype=NamedNode(XSD.integer)))


def evidence_of(triples: Iterable[Triple]) -> frozenset[Evidence]:
    """The way back: what annotations say was read where. Raises `KeyError` for one without target, source or selectors."""
    held = _by_subject(triples)
    return frozenset(_read(said, held) for said in held.values() if _one(said, RDF.type) == OA.Annotation)


def _read(said: list[Triple], held: dict[str, list[Triple]]) -> Evidence:
    target = held[_needed(said, OA.hasTarget)]
    kinds = {
        _one(held[triple.object.value], RDF.type): held[triple.object.value]
        for triple in target
        if triple.predicate.value == OA.hasSelector and isinstance(triple.object, NamedNode)
    }
    position, quote = kinds[OA.TextPositionSelector], kinds[OA.TextQuoteSelector]
    return Evidence(
        _needed(said, OA.hasBody),
        _needed(target, OA.hasSource),
        int(_needed(position, OA.start)),
        int(_needed(position, OA.end)),
        _needed(quote, OA.exact),
    )


def _needed(said: list[Triple], predicate: str) -> str:
    found = _one(said, predicate)
    if found is None:
        raise KeyError(predicate)
    return found


def write(items: Iterable[Quad] | Iterable[Triple], out: IO[bytes], base: str) -> None:
    """Write annotations as JSON-LD in the words of the W3C's context, and kg's own by prefixes."""
    prefixes = {name: str(begin) for name, begin in KNOWN.items() if name not in TAKEN}
    told: list[Any] = [CONTEXT, {"@base": base, **prefixes}]
    called = jsonld.Words(TERMS, {OA[name]: name for name in NAMES}, prefixes, base)
    jsonld.document(jsonld.quads_of(items), called, told, out)
