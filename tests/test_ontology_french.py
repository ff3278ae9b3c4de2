"""Every term of the ontology has its label and definition in French too, and nothing else has."""

from __future__ import annotations

import re
from collections import Counter

from pyoxigraph import Literal, RdfFormat, parse

from kg import data
from kg.vocabulary import KGO, RDFS, SKOS

TOLD = {RDFS.label, SKOS.definition}


def told(name: str, language: str) -> dict[str, dict[str, str]]:
    """Term -> property -> text in a language, of the ontology's own terms."""
    found: dict[str, dict[str, str]] = {}
    for quad in parse(path=data.root("ontology") / name, format=RdfFormat.TURTLE):
        value = quad.object
        if quad.subject.value.startswith(KGO) and isinstance(value, Literal) and value.language == language:
            assert quad.predicate.value not in found.get(quad.subject.value, {}), quad
            found.setdefault(quad.subject.value, {})[quad.predicate.value] = value.value
    return found


def test_every_term_has_both_in_both_languages() -> None:
    english = {term: texts.keys() & TOLD for term, texts in told("kgo.ttl", "en").items()}
    french = {term: texts.keys() & TOLD for term, texts in told("kgo.fr.ttl", "fr").items()}
    assert len(english) > 190 and all(keys == TOLD for keys in english.values())
    assert french == english


def test_the_french_file_says_nothing_else() -> None:
    quads = list(parse(path=data.root("ontology") / "kgo.fr.ttl", format=RdfFormat.TURTLE))
    assert {quad.predicate.value for quad in quads} == TOLD
    assert all(isinstance(quad.object, Literal) and quad.object.language == "fr" for quad in quads)


def test_no_two_terms_of_a_kind_are_called_the_same_in_french() -> None:
    labels = {term: texts[RDFS.label] for term, texts in told("kgo.fr.ttl", "fr").items()}
    kinds = Counter((label, term.rpartition("#")[2][0].isupper()) for term, label in labels.items())
    assert [pair for pair, times in kinds.items() if times > 1] == []


def test_definitions_name_only_terms_that_there_are() -> None:
    known = set(told("kgo.ttl", "en"))
    for texts in told("kgo.fr.ttl", "fr").values():
        assert {KGO + name for name in re.findall(r"kgo:(\w+)", texts[SKOS.definition])} <= known
