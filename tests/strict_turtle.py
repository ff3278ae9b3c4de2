"""What a strict reader such as Apache Jena's warns of in RDF that is otherwise read: odd IRIs, tags, labels, values."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.vocabulary import XSD

#: RFC 3987 without the parts that nobody writes: a lower-case scheme, no character that has to be escaped.
IRI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[^\s<>\"{}|\\^`%\x00-\x20]|%[0-9A-F]{2})+")
HOST = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#].*)?", re.DOTALL)
#: BCP 47, as far as texts in the news need it: language, script, region.
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
#: What no text in XML, and so in RDF/XML, can hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def a_day(text: str) -> bool:
    """A day that there is."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def a_moment(text: str) -> bool:
    """A day and a time of it to the second, without a time zone."""
    try:
        return datetime.datetime.fromisoformat(text).strftime("%Y-%m-%dT%H:%M:%S") == text
    except ValueError:
        return False


def like(pattern: str) -> Callable[[str], bool]:
    """Whether a text is of a form."""
    return lambda text: re.fullmatch(pattern, text) is not None


FORMS: dict[str, Callable[[str], bool]] = {
    XSD.date: a_day,
    XSD.dateTime: a_moment,
    XSD.gYearMonth: like(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    XSD.gYear: like(r"[0-9]{4}"),
    XSD.integer: like(r"[+-]?[0-9]+"),
    XSD.nonNegativeInteger: like(r"\+?[0-9]+|-0+"),
    XSD.decimal: like(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    XSD.boolean: like("true|false|0|1"),
    XSD.hexBinary: like("(?:[0-9A-Fa-f]{2})*"),
    XSD.anyURI: like(r"[^\s<>]*"),
    XSD["string"]: lambda text: True,
}


def faults(items: Iterable[Quad] | Iterable[Triple]) -> Iterator[str]:
    """What is odd in the terms of quads or triples, each told once for each place."""
    for item in items:
        terms = [item.subject, item.predicate, item.object]
        if isinstance(item, Quad) and isinstance(item.graph_name, NamedNode | BlankNode):
            terms.append(item.graph_name)
        for term in terms:
            if isinstance(term, Triple):
                yield from faults([term])
            else:
                yield from (f"{term}: {fault}" for fault in _term(term))


def _term(term: NamedNode | BlankNode | Literal) -> Iterator[str]:
    if isinstance(term, NamedNode):
        if not IRI.fullmatch(term.value):
            yield "no absolute IRI, or one with characters that have to be escaped"
        if term.value.startswith("http") and not HOST.fullmatch(term.value):
            yield "no host, or one with capitals"
        if "/../" in term.value or "/./" in term.value:
            yield "dots in the path"
        if unicodedata.normalize("NFC", term.value) != term.value:
            yield "not in normal form C"
    elif isinstance(term, BlankNode):
        if not LABEL.fullmatch(term.value):
            yield "an odd label"
    else:
        yield from _literal(term)


def _literal(literal: Literal) -> Iterator[str]:
    if CONTROL.search(literal.value):
        yield "a control character"
    if literal.language is not None:
        if not TAG.fullmatch(literal.language):
            yield "an odd language tag"
        return
    form = FORMS.get(literal.datatype.value)
    if form is None:
        yield "a datatype that no reader need know"
    elif not form(literal.value):
        yield f"no {literal.datatype.value}"
