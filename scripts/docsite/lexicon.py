"""The words of the lexicon as a table: forms, part of speech, and in which frames they stand for which act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import QuerySolution, QuerySolutions, RdfFormat, Store

PREFIXES = {
    "ontolex": "http://www.w3.org/ns/ontolex#",
    "lexinfo": "http://www.lexinfo.net/ontology/3.0/lexinfo#",
    "frame": "https://w3id.org/kgres/frame#",
}
ENTRIES = """SELECT ?entry ?pos ?form (GROUP_CONCAT(DISTINCT ?other; separator=", ") AS ?others) {
  ?entry ontolex:canonicalForm/ontolex:writtenRep ?form .
  OPTIONAL { ?entry lexinfo:partOfSpeech ?pos } OPTIONAL { ?entry ontolex:otherForm/ontolex:writtenRep ?other }
} GROUP BY ?entry ?pos ?form ORDER BY ?form ?entry"""
SENSES = """SELECT ?entry ?type ?act ?polarity { ?entry ontolex:sense ?sense . ?sense frame:type ?type .
  OPTIONAL { ?sense ontolex:reference ?act } OPTIONAL { ?sense frame:polarity ?polarity } }"""


class Entry(NamedTuple):
    """A word: its name in the lexicon, forms, part of speech, and its senses as (frame, act, polarity)."""

    name: str
    form: str
    others: str
    pos: str
    senses: tuple[tuple[str, str, str], ...]


def local(value: object) -> str:
    """The last part of an IRI, or a text; "" for nothing."""
    return str(getattr(value, "value", None) or "").rpartition("#")[2]


def _rows(store: Store, query: str) -> Iterator[QuerySolution]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    return found


def entries(files: Iterable[Path]) -> list[Entry]:
    """The entries of some files of the lexicon, by form."""
    store = Store()
    for file in sorted(files):
        store.load(path=file, format=RdfFormat.TURTLE)
    senses: dict[str, set[tuple[str, str, str]]] = {}
    for row in _rows(store, SENSES):
        entry, *told = (local(value) for value in row)
        senses.setdefault(entry, set()).add((told[0], told[1], told[2]))
    found = []
    for row in _rows(store, ENTRIES):
        name, pos, form, others = (local(value) for value in row)
        forms = ", ".join(sorted(filter(None, others.split(", "))))
        found.append(Entry(name, form, forms, pos, tuple(sorted(senses.get(name, ())))))
    return found
