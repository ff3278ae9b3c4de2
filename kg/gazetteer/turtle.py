"""Entities from Turtle files; nothing here gives out RDF."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.gazetteer.entities import CHAMBER_TYPES, KINDS, POLITIES, Entity, FormerName

Properties = Mapping[str, list[str]]
BASE = "https://kg.example/"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
#: How labels are filed that are not simply the label.
OWN_NAME, DATED_NAME = "label@", "skosxl:altLabel"
#: Whose capital stands for its government; "Sacramento" is a city first.
CAPITAL_SPEAKS = frozenset({"state", "contested"})


def read(files: Iterable[Path]) -> dict[str, dict[str, list[str]]]:
    """Subject -> property (local name) -> values; several files may speak of one subject."""
    from pyoxigraph import RdfFormat, parse

    subjects: dict[str, dict[str, list[str]]] = {}
    for file in files:
        try:
            for subject, predicate, value, _ in parse(path=file, format=RdfFormat.TURTLE, base_iri=BASE):
                properties = subjects.setdefault(subject.value, {})
                name = _local(predicate.value)
                if name == "label" and value.language not in (None, "en"):
                    name = OWN_NAME + value.language
                properties.setdefault(name, []).append(value.value)
        except (SyntaxError, OSError) as error:
            raise UsageError(f"{file}: {error.args[0]}") from error
    return {subject.removeprefix(BASE): subjects[subject] for subject in sorted(subjects)}


@functools.cache
def _local(iri: str) -> str:
    """The last part of an IRI, after the last "#" or "/"; of SKOS-XL with its prefix, for SKOS has the same words."""
    return iri.replace(SKOSXL, "skosxl:") if iri.startswith(SKOSXL) else iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def entities(subjects: Mapping[str, Properties]) -> Iterator[Entity]:
    for path, properties in subjects.items():
        if classes := _classes(properties):
            yield _entity(path, classes, properties, subjects)


def _classes(properties: Properties) -> tuple[str, ...]:
    """The local names of a thing's classes as far as they have a kind, the most telling first."""
    given = {_local(value) for value in properties.get("type", ())}
    return tuple(cls for cls in KINDS if cls in given)


def _entity(path: str, classes: tuple[str, ...], properties: Properties, subjects: Mapping[str, Properties]) -> Entity:
    """One entity. What it belongs to is looked up in `subjects`, for the code of its polity."""
    kind, own_names = KINDS[classes[0]], _own_names(properties)
    label = _text(properties, "label") or next((name for _, name in own_names), path)
    name = _text(properties, "factsName") or label
    code, of = _text(properties, "notation"), _path(properties, "ofPolity")
    type_iri, qid = _text(properties, "chamberType"), _text(properties, "exactMatch")
    return Entity(
        path=path,
        kind=kind,
        name=name,
        label=label,
        code=code,
        polity=code or (_text(subjects.get(of, {}), "notation") if of else None),
        of=of or (path if kind in POLITIES or kind == "international" else None),
        qid=_local(qid) if qid else None,
        aliases=_all(properties, "altLabel", "formerName"),
        adjectives=_all(properties, "adjective", "otherAdjective"),
        demonyms=_all(properties, "demonym"),
        metonyms=_all(properties, *(("capital", "metonym") if kind in CAPITAL_SPEAKS else ("metonym",))),
        generic=_all(properties, "genericName"),
        capital=_text(properties, "capital"),
        chamber_type=CHAMBER_TYPES[_local(type_iri)] if type_iri else None,
        chamber_of=_path(properties, "chamberOf"),
        part_of=_path(properties, "partOf"),
        preferred=_all(properties, "preferredForm"),
        classes=classes,
        seats=int(seats) if (seats := _text(properties, "seats")) else None,
        founded=_text(properties, "foundingDate") or "",
        dissolved=_text(properties, "dissolutionDate") or "",
        phrase=_text(properties, "inSentence") or name,
        own_names=own_names,
        former=tuple(sorted(_former(subjects[iri.removeprefix(BASE)]) for iri in properties.get(DATED_NAME, ()))),
    )


def _own_names(properties: Properties) -> tuple[tuple[str, str], ...]:
    """(language, name) for each label in a language other than English, in order."""
    keys = sorted(key for key in properties if key.startswith(OWN_NAME))
    return tuple((key.removeprefix(OWN_NAME), name) for key in keys for name in sorted(properties[key]))


def _former(label: Properties) -> FormerName:
    """A label of its own, as SKOS-XL has it, with the dates of schema.org."""
    name, since, until = (_text(label, key) or "" for key in ("skosxl:literalForm", "validFrom", "validThrough"))
    return FormerName(name, since, until)


def _text(properties: Properties, name: str) -> str | None:
    """The value of a property that has one value at most; of several the first in order of letters."""
    return min(properties[name]) if name in properties else None


def _path(properties: Properties, name: str) -> str | None:
    """The same for a property whose value is another entity: its relative IRI."""
    iri = _text(properties, name)
    return iri.removeprefix(BASE) if iri else None


def _all(properties: Properties, *names: str) -> tuple[str, ...]:
    """The values of some properties, property by property, each in order of letters."""
    found: list[str] = []
    for name in names:
        if name in properties:
            found += sorted(properties[name])
    return tuple(dict.fromkeys(found))
