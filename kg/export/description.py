"""What an export is, in DCAT and VoID: its size by class, what it conforms to, its licences, the days it tells of, its hash.

Everything is taken from the data, also the dates: the same export has the same description.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.export.formats import FORMATS
from kg.vocabulary import DCAT, DCTERMS, KGO, KGO_VERSION, RDF, SCHEMA, VOID, XSD, Namespace
from kg.vocabulary import PREFIXES as KNOWN

SPDX = Namespace("http://spdx.org/rdf/terms#")
PREFIXES = {"spdx": str(SPDX)}
MEDIA = "https://www.iana.org/assignments/media-types/"
#: What covers the graphs that are kg's own; see LICENSE-ontology.
OWN_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OWN_GRAPHS = ("graph/ontology", "graph/reference")
RIGHTS = "The texts of the articles and the sentences quoted from them belong to their publishers."
#: As `graph/meta` has it; a test compares.
TITLE = "Parliamentary resolutions and reactions to them in news articles"
#: Profile -> what the export conforms to besides the ontology.
STANDARDS = {
    "": (),
    "rdf12": ("https://www.w3.org/TR/rdf12-concepts/",),
    "web-annotation": ("http://www.w3.org/TR/annotation-model/",),
}
#: The properties that tell the day of an article.
DAYS = (str(SCHEMA.datePublished), str(KGO.referenceDate))


class Counted(NamedTuple):
    """What an export holds; `classes` and `graphs` by IRI, `days` from the first to the last, () if none is known."""

    triples: int
    subjects: int
    objects: int
    properties: int
    classes: dict[str, int]
    graphs: dict[str, int]
    days: tuple[str, ...]


class Written(NamedTuple):
    """An export's bytes, as far as they are told: how many they are, and their SHA-256."""

    bytes: int
    sha256: str


class Measured:
    """A file that counts and hashes what is written to another.

    >>> import io
    >>> measured = Measured(io.BytesIO())
    >>> measured.write(b"ab"), measured.written().bytes
    (2, 2)
    """

    def __init__(self, out: IO[bytes]):
        self._out, self._count, self._hash = out, 0, hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Hand it on."""
        self._count += len(content)
        self._hash.update(content)
        self._out.write(content)
        return len(content)

    def flush(self) -> None:
        """Hand it on."""
        self._out.flush()

    def written(self) -> Written:
        """What was written so far."""
        return Written(self._count, self._hash.hexdigest())


def counted(items: Iterable[Quad] | Iterable[Triple]) -> Counted:
    """Count what is exported; things of several graphs count once, statements in each. Consumes `items`."""
    subjects: set[str] = set()
    objects: set[str] = set()
    properties: set[str] = set()
    members: dict[str, set[str]] = {}
    graphs: Counter[str] = Counter()
    days: set[str] = set()
    number = 0
    for item in items:
        number += 1
        subject, predicate, value = str(item.subject), item.predicate.value, item.object
        subjects.add(subject)
        objects.add(str(value))
        properties.add(predicate)
        if predicate == RDF.type and isinstance(value, NamedNode):
            members.setdefault(value.value, set()).add(subject)
        if predicate in DAYS and isinstance(value, Literal) and value.datatype.value == XSD.date:
            days.add(value.value)
        if isinstance(item, Quad) and isinstance(item.graph_name, NamedNode):
            graphs[item.graph_name.value] += 1
    classes = {name: len(held) for name, held in sorted(members.items())}
    ends = (min(days), max(days)) if days else ()
    return Counted(number, len(subjects), len(objects), len(properties), classes, dict(sorted(graphs.items())), ends)


def described(
    found: Counted, written: Written, base: str, format: str, *, profile: str = "", title: str = "", licence: str = ""
) -> list[Triple]:
    """The description, sorted. `licence` is what the user gives the facts; kg gives only its own graphs one."""
    dataset = NamedNode(f"{base}dataset")
    file = NamedNode(f"{base}dataset#{format}" + (f"-{profile}" if profile else ""))
    triples = [
        *_dataset(dataset, found, base, licence),
        *_file(dataset, file, written, format, profile, title),
        *_classes(dataset, found),
        *_graphs(dataset, found, base),
    ]
    return sorted(set(triples), key=str)


def _dataset(dataset: NamedNode, found: Counted, base: str, licence: str) -> Iterator[Triple]:
    for kind in (VOID.Dataset, DCAT.Dataset):
        yield Triple(dataset, NamedNode(RDF.type), NamedNode(kind))
    yield Triple(dataset, NamedNode(DCTERMS["title"]), Literal(TITLE, language="en"))
    yield Triple(dataset, NamedNode(DCTERMS.conformsTo), NamedNode(KGO_VERSION))
    yield Triple(dataset, NamedNode(DCTERMS.rights), Literal(RIGHTS, language="en"))
    yield Triple(dataset, NamedNode(VOID.uriSpace), Literal(base))
    if licence:
        yield Triple(dataset, NamedNode(DCTERMS.license), NamedNode(licence))
    used = {name.rpartition("#")[0] + "#" if "#" in name else name.rpartition("/")[0] + "/" for name in found.classes}
    for begin in sorted(used & set(map(str, KNOWN.values()))):
        yield Triple(dataset, NamedNode(VOID.vocabulary), NamedNode(begin))
    counts = {"triples": found.triples, "distinctSubjects": found.subjects, "distinctObjects": found.objects,
              "properties": found.properties, "classes": len(found.classes),
              "documents": found.classes.get(str(KGO.Article), 0)}  # fmt: skip
    for name, number in counts.items():
        yield Triple(dataset, NamedNode(VOID[name]), _integer(number))
    if found.days:
        first, last = found.days
        period = NamedNode(f"{dataset.value}#period")
        yield Triple(dataset, NamedNode(DCTERMS.modified), _day(last))
        yield Triple(dataset, NamedNode(DCTERMS.temporal), period)
        yield Triple(period, NamedNode(RDF.type), NamedNode(DCTERMS.PeriodOfTime))
        yield Triple(period, NamedNode(DCAT.startDate), _day(first))
        yield Triple(period, NamedNode(DCAT.endDate), _day(last))


def _file(
    dataset: NamedNode, file: NamedNode, written: Written, format: str, profile: str, title: str
) -> Iterator[Triple]:
    media, sum_ = FORMATS[format].rdf.media_type, NamedNode(f"{file.value}-sha256")
    yield Triple(dataset, NamedNode(DCAT.distribution), file)
    yield Triple(file, NamedNode(RDF.type), NamedNode(DCAT.Distribution))
    yield Triple(file, NamedNode(DCAT.mediaType), NamedNode(MEDIA + media))
    yield Triple(
        file, NamedNode(DCAT.byteSize), Literal(str(written.bytes), datatype=NamedNode(XSD.nonNegativeInteger))
    )
    yield Triple(file, NamedNode(SPDX.checksum), sum_)
    yield Triple(sum_, NamedNode(RDF.type), NamedNode(SPDX.Checksum))
    yield Triple(sum_, NamedNode(SPDX.algorithm), NamedNode(SPDX.checksumAlgorithm_sha256))
    yield Triple(sum_, NamedNode(SPDX.checksumValue), Literal(written.sha256, datatype=NamedNode(XSD.hexBinary)))
    for standard in (KGO_VERSION, *STANDARDS[profile]):
        yield Triple(file, NamedNode(DCTERMS.conformsTo), NamedNode(standard))
    if title:
        yield Triple(file, NamedNode(DCTERMS["title"]), Literal(title))


def _classes(dataset: NamedNode, found: Counted) -> Iterator[Triple]:
    for name, number in found.classes.items():
        if not name.startswith(KGO):
            continue
        part = NamedNode(f"{dataset.value}#class-{name[len(KGO) :]}")
        yield Triple(dataset, NamedNode(VOID.classPartition), part)
        yield Triple(part, NamedNode(VOID["class"]), NamedNode(name))
        yield Triple(part, NamedNode(VOID.entities), _integer(number))


def _graphs(dataset: NamedNode, found: Counted, base: str) -> Iterator[Triple]:
    for path in OWN_GRAPHS:
        if number := found.graphs.get(base + path):
            yield Triple(dataset, NamedNode(VOID.subset), NamedNode(base + path))
            yield Triple(NamedNode(base + path), NamedNode(RDF.type), NamedNode(VOID.Dataset))
            yield Triple(NamedNode(base + path), NamedNode(VOID.triples), _integer(number))
            yield Triple(NamedNode(base + path), NamedNode(DCTERMS.license), NamedNode(OWN_LICENCE))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD.integer))


def _day(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(XSD.date))
