"""What two graphs tell differently: facts added, gone and changed, by kind, as a person reads them in a pull request.

    store or file ─> quads ─> flat triples ─> facts by IRI ─┐
                                                            ├─> pairs: of one IRI, else of one kind and core ─> differences
    store or file ─> quads ─> flat triples ─> facts by IRI ─┘

Facts are the records with a kind below; their values are compared as words (labels, sentences), so that an export
without base, texts or graphs can be compared with a store. A fact whose place in its article moved has another IRI:
if all that makes it what it is (its core) is the same, it is one fact that changed, not one gone and one added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import KgError, UsageError
from kg.export import CONSOLIDATED, SINGLE_VALUED, flat
from kg.iri import WITHDRAWN
from kg.store import open_snapshot
from kg.vocabulary import KGO, NIF, RDF, RDFS, VOID


class Kind(NamedTuple):
    """A kind of fact: its name in the plural, its class, what makes it what it is, and the sentence that tells it."""

    name: str
    cls: str
    core: tuple[str, ...]
    sentence: str


#: From the most general to the least: a subject of two classes is of the first kind.
KINDS = (
    Kind("articles", KGO.Article, ("title",), "{title}"),
    Kind("measures", KGO.Measure, ("label", "adoptionDate"), "{label}, {adoptionDate}"),
    Kind("decisions", KGO.Decision, ("label", "decidedBy", "outcome"), "{decidedBy}: {outcome}: {label}"),
    Kind("positions", KGO.Position, ("holder", "polarity", "target", "act"), "{holder}: {polarity}: {target} ({act})"),
    Kind("provisions", KGO.Provision, ("act", "content", "concerns"), "{act}: {content}"),
    Kind(
        "recognitions",
        KGO.RecognitionStatus,
        ("recognizer", "recognized", "recognitionObject", "recognitionState"),
        "{recognizer}: {recognitionState}: {recognized}",
    ),
    Kind("statements", KGO.Statement, ("speaker", "quotedText", "paraphrase"), "{speaker}: {quotedText} {paraphrase}"),
    Kind("demands", KGO.Demand, ("asker", "addressee", "content"), "{asker} to {addressee}: {content}"),
    Kind("diplomatic acts", KGO.DiplomaticAct, ("actor", "act", "addressee"), "{actor}: {act}: {addressee}"),
    Kind("differences between reports", KGO.Difference, ("subject", "predicate"), "{subject}: {predicate}"),
)
#: Where a thing is known, told in other ways, or only of use to programs.
PASSED_OVER = frozenset(
    {RDF.type, NIF.isString, NIF.beginIndex, NIF.endIndex, KGO.hasAssertion, KGO.preferredAssertion, KGO.expresses}
)
ENDINGS = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
}


class Fact(NamedTuple):
    """One fact: its IRI without the base, its kind, and its values as words by property; each list is sorted."""

    iri: str
    kind: str
    values: Mapping[str, tuple[str, ...]]

    @property
    def sentence(self) -> str:
        """The fact in one line."""
        found = {name: " / ".join(values) for name, values in self.values.items()}
        told = BY_NAME[self.kind].sentence.format_map(defaultdict(str, found))
        return " ".join(told.split()).strip(" :,") or self.iri

    @property
    def core(self) -> tuple[Any, ...]:
        """What makes it what it is, wherever it stands."""
        return (self.kind, *(self.values.get(name, ()) for name in BY_NAME[self.kind].core))


BY_NAME = {kind.name: kind for kind in KINDS}


class Change(NamedTuple):
    """A property of a fact that has other values now: those that went, and those that came."""

    property: str
    gone: tuple[str, ...]
    added: tuple[str, ...]


class Difference(NamedTuple):
    """A fact that was added (no `before`), is gone (no `after`), or changed."""

    before: Fact | None
    after: Fact | None

    @property
    def fact(self) -> Fact:
        """The fact as it is now, or was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def how(self) -> str:
        """In a word."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"

    def changes(self) -> list[Change]:
        """What is not as it was, if it changed."""
        if self.before is None or self.after is None:
            return []
        names = sorted({*self.before.values, *self.after.values})
        pairs = ((name, self.before.values.get(name, ()), self.after.values.get(name, ())) for name in names)
        return [Change(name, _minus(old, new), _minus(new, old)) for name, old, new in pairs if old != new]


def _minus(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted((Counter(some) - Counter(others)).elements()))


# --- reading ------------------------------------------------------------------------------------------------------


def facts(place: Path) -> list[Fact]:
    """The facts of a store's folder or of an RDF file, sorted. Holds the graph in memory.

    Raises `UsageError` for a place that is neither, `KgError` for a file that cannot be read, and the store's errors.
    """
    if place.is_dir():
        snapshot = open_snapshot(place)
        return told(snapshot.sorted_quads(), snapshot.base)
    form = ENDINGS.get(place.suffix.lower().removeprefix("."))
    if form is None or not place.is_file():
        raise UsageError(
            f"{place}: neither a store's folder nor an RDF file ({' '.join(f'.{name}' for name in ENDINGS)})"
        )
    try:
        found = list(parse(path=str(place), format=form, base_iri="https://kg.example/"))
    except (SyntaxError, ValueError, OSError) as error:
        raise KgError(f"{place}: cannot be read as RDF: {error}") from error
    named = [q.object.value for q in found if q.predicate.value == VOID.uriSpace]
    if not any(quad.predicate.value.startswith(KGO) for quad in found):
        raise UsageError(f"{place}: is no export of kg: nothing in it is told in its vocabulary")
    return told(found, named[0] if named else "https://kg.example/")


def told(quads: Iterable[Quad], base: str) -> list[Fact]:
    """The facts in a graph whose IRIs begin with the base: flat, as Turtle has them, whatever graphs they came in."""
    all_quads = [quad for quad in quads if not _graph(quad).endswith(WITHDRAWN)]
    single = frozenset(
        q.subject.value for q in all_quads if q.predicate.value == SINGLE_VALUED and isinstance(q.subject, NamedNode)
    )
    chosen = [quad for quad in all_quads if _graph(quad) == base + CONSOLIDATED]
    return sorted(_facts(set(flat(all_quads, chosen, single, base)), base))


def _graph(quad: Quad) -> str:
    return getattr(quad.graph_name, "value", "")


def _facts(triples: Iterable[Triple], base: str) -> Iterator[Fact]:
    kinds = {kind.cls: kind for kind in KINDS}
    of: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    about: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        if not isinstance(triple.subject, NamedNode):
            continue
        subject, predicate = triple.subject.value, triple.predicate.value
        about[subject].append(triple)
        if predicate == RDF.type and isinstance(triple.object, NamedNode) and triple.object.value in kinds:
            of[subject].add(kinds[triple.object.value].name)
        elif predicate in (RDFS.label, NIF.anchorOf) and isinstance(triple.object, Literal):
            words[subject] = min(triple.object.value, words.get(subject, triple.object.value))
    for subject, names in of.items():
        kind = next(kind for kind in KINDS if kind.name in names)
        values: dict[str, list[str]] = defaultdict(list)
        for triple in about[subject]:
            if triple.predicate.value not in PASSED_OVER:
                values[_local(triple.predicate.value)].append(_words(triple.object, words, base))
        yield Fact(
            subject.removeprefix(base), kind.name, {name: tuple(sorted(values[name])) for name in sorted(values)}
        )


def _local(iri: str) -> str:
    """The last part of a term's IRI, as people say it."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _words(term: Any, words: Mapping[str, str], base: str) -> str:
    """A value as words: a label or a sentence, a name of the vocabulary, else the IRI without the base."""
    if not isinstance(term, NamedNode):
        return str(term.value)
    if term.value in words:
        return words[term.value]
    return term.value.removeprefix(base) if term.value.startswith(base) else _local(term.value)


# --- comparing ----------------------------------------------------------------------------------------------------


def compare(before: Iterable[Fact], after: Iterable[Fact]) -> list[Difference]:
    """What is not the same, by kind, added before gone before changed, then by sentence."""
    old, new = {fact.iri: fact for fact in before}, {fact.iri: fact for fact in after}
    pairs = [(old[iri], new[iri]) for iri in old.keys() & new.keys() if old[iri].kind == new[iri].kind]
    paired = {one.iri for one, _ in pairs}
    gone = [fact for iri, fact in sorted(old.items()) if iri not in paired]
    added: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for iri, fact in sorted(new.items()):
        if iri not in paired:
            added[fact.core].append(fact)
    found = [Difference(one, other) for one, other in pairs if one.values != other.values]
    for fact in gone:
        moved = added[fact.core].pop(0) if added[fact.core] else None
        if moved is None or moved.values != fact.values:
            found.append(Difference(fact, moved))
    found += [Difference(None, fact) for same in added.values() for fact in same]
    order = {kind.name: number for number, kind in enumerate(KINDS)}
    hows = ("added", "gone", "changed")
    return sorted(found, key=lambda d: (order[d.fact.kind], hows.index(d.how), d.fact.sentence, d.fact.iri))
