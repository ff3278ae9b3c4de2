"""The profile of one thing: all facts that it is part of, both ways, in groups, the newest first.

IRI ─LINKS─> records ─> Fact: group, date, what it says, sentence, article
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.evidence import confidence, passages
from kg.lookup import Lookup, words_of
from kg.vocabulary import DCTERMS, KGO, RDF
from kg.why import claim

#: Group -> the properties by which a record leads to the thing, and the class of such records.
LINKS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "positions held": ((KGO.holder, KGO.onBehalfOf), frozenset({"Position"})),
    "positions about it": ((KGO.target,), frozenset({"Position"})),
    "decisions": ((KGO.decidedBy, KGO.decidedOn), frozenset({"Decision", "Vote"})),
    "statements made": ((KGO.speaker, KGO.onBehalfOf), frozenset({"Statement"})),
    "statements to or about it": ((KGO.addressee, KGO.about), frozenset({"Statement"})),
    "demands made": ((KGO.asker,), frozenset({"Demand"})),
    "demands on it": ((KGO.addressee, KGO.callsUpon), frozenset({"Demand", "Provision"})),
    "recognitions by it": ((KGO.recognizer,), frozenset({"RecognitionStatus"})),
    "recognitions of it": ((KGO.recognized,), frozenset({"RecognitionStatus"})),
    "diplomatic acts": ((KGO.actor,), frozenset({"DiplomaticAct"})),
    "diplomatic acts towards it": ((KGO.addressee,), frozenset({"DiplomaticAct"})),
}
RECOGNITION = "positions on its recognition"
PROVISIONS = "what it provides for"
MEASURES = "measures"
#: Of an article: what kind its records are.
TOLD = {
    "Decision": "decisions", "Vote": "decisions", "Position": "positions", "Statement": "statements",
    "Demand": "demands", "Provision": "provisions", "RecognitionStatus": "recognitions", "DiplomaticAct": "diplomatic acts",
}  # fmt: skip
#: What a thing itself is described by, each with its word.
ABOUT: dict[str, str] = {
    KGO.ofPolity: "of", KGO.chamberOf: "chamber of", KGO.seats: "seats", KGO.adoptedBy: "body",
    KGO.adoptionDate: "date", KGO.referenceDate: "published",
}  # fmt: skip
#: The kinds that say less than others which the same thing is of.
GENERAL = frozenset({"Measure", "Record", "Decision", "Polity", "Body"})


class Fact(NamedTuple):
    """A fact of a profile. `date` may be less than a day, or "by" a day; sentence and article are of its first report."""

    group: str
    date: str
    fact: str
    sentence: str
    article: str
    published: str
    confidence: str
    reports: int
    record: str


class Profile(NamedTuple):
    """A thing: its IRI, name, kinds, other names, what it is described by, and its facts by group, newest first."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]


def profile(look: Lookup, iri: str) -> Profile:
    """Everything that the graph says of a thing."""
    classes = look.classes(iri)
    kinds = [words_of(f"#{name}") for name in classes if name not in GENERAL or len(classes) == 1]
    kinds = kinds or (["person"] if iri.startswith(f"{look.base}person/") else [])
    found = dict.fromkeys(linked(look, iri))
    facts = [fact(look, group, record) for group, record in found]
    order = {group: number for number, (group, _) in enumerate(found)}
    ranks = list(dict.fromkeys([*LINKS, RECOGNITION, PROVISIONS, MEASURES, *order]))
    facts.sort(key=lambda one: (one.fact, one.record))
    facts.sort(key=lambda one: one.date.removeprefix("by "), reverse=True)
    facts.sort(key=lambda one: ranks.index(one.group))
    return Profile(iri, look.label(iri), tuple(dict.fromkeys(kinds)), tuple(described(look, iri)), tuple(facts))


def described(look: Lookup, iri: str) -> Iterator[tuple[str, str]]:
    """What is known of the thing itself, as pairs of a word and a value."""
    for name, word in ABOUT.items():
        value = look.chosen(iri, name)
        if value:
            yield word, look.label(value) if "://" in value else value
    if outlet := look.outlet(iri):
        yield "source", outlet
    if original := look.value(iri, KGO.originalReport):
        yield from [("near-copy of", look.label(original))] if original != iri else []
    articles = look.values(iri, DCTERMS.isReferencedBy)
    if articles:
        yield "articles", str(len(articles))
    organs = look.subjects(KGO.ofPolity, iri)
    for word, kind in (("bodies", "body"), ("people", "person")):
        found = [look.label(name) for name in organs if name.startswith(f"{look.base}{kind}/")]
        if found:
            yield word, ", ".join(found)


def linked(look: Lookup, iri: str) -> Iterator[tuple[str, str]]:
    """The records of a thing, with their groups."""
    for group, (properties, classes) in LINKS.items():
        for name in properties:
            for record in look.subjects(name, iri):
                if classes & set(look.classes(record)) and told_of(look, record):
                    yield group, record
    for issue in look.subjects(KGO.recognized, iri):
        yield from ((RECOGNITION, record) for record in look.subjects(KGO.target, issue))
    yield from ((PROVISIONS, record) for record in look.values(iri, KGO.hasProvision))
    yield from ((MEASURES, measure) for measure in look.subjects(KGO.adoptedBy, iri))
    for passage in look.subjects(KGO.inArticle, iri):
        for record in look.subjects(KGO.evidence, passage):
            yield from ((TOLD[kind], record) for kind in look.classes(record) if kind in TOLD)


def told_of(look: Lookup, record: str) -> bool:
    """True of what an article tells; an issue, say, is of no article."""
    return bool(look.values(record, KGO.evidence) or look.subjects(RDF.subject, record))


def when(look: Lookup, record: str) -> str:
    """When it happened: its date, that of its measure, the last day it can be, else the day of the article."""
    for name in (KGO.date, KGO.adoptionDate):
        if value := look.chosen(record, name):
            return value
    # A recognition may be given, withheld and withdrawn: its reports have the days.
    days = [day for name in look.subjects(RDF.subject, record) if (day := look.value(name, KGO.date))]
    if days:
        return max(days)
    for measure in look.values(record, KGO.decidedOn):
        if value := look.chosen(measure, KGO.adoptionDate):
            return value
    if value := look.value(record, KGO.latestDate):
        return f"by {value}"
    found = [one.published for one in passages(look, record) if one.published]
    return f"by {min(found)}" if found else ""


def fact(look: Lookup, group: str, record: str) -> Fact:
    """A record as a fact of a profile."""
    reports = [name for name in look.subjects(RDF.subject, record) if look.values(name, KGO.evidence)]
    found = passages(look, record) or [one for name in reports for one in passages(look, name)]
    first = found[0] if found else None
    return Fact(
        group,
        when(look, record),
        claim(look, record) or look.label(record),
        first.sentence if first else "",
        first.article if first else "",
        first.published if first else "",
        confidence(look, record),
        len({one.article for one in found}),
        record,
    )
