"""The polities and bodies that kg knows by name: `ontology/gazetteer/*.ttl`, and an index of all their forms.

    *.ttl ─pyoxigraph─> Entity ─forms─> Gazetteer ─find─> Hit

The files are the truth and need no code to be widened. A form of a name (an alias, an adjective, a capital that
stands for a government) leads to *all* entities that bear it, the best guess first; choosing among them is the
reader's work, who sees the context. Text side: nothing here gives out RDF.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.data import root
from kg.types import Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

FormKind = Literal["name", "adjective", "demonym", "metonym"]
Properties = Mapping[str, tuple[str, ...]]

BASE = "https://kg.example/"
KGO = "https://w3id.org/kgres/ontology#"

#: Class to kind, the most telling class first: a parliament of one chamber is both Chamber and Legislature.
KINDS = {
    "State": "state",
    "FormerState": "state",
    "ContestedPolity": "contested",
    "Subdivision": "subdivision",
    "Territory": "territory",
    "InternationalBody": "international",
    "Chamber": "chamber",
    "Legislature": "legislature",
    "ExecutiveBody": "executive",
    "Body": "body",
    "Namesake": "namesake",
}
POLITIES = frozenset({"state", "contested", "subdivision", "territory"})
CHAMBER_TYPES = {"UpperChamber": "upper", "LowerChamber": "lower", "SingleChamber": "single"}
#: What a chamber is called by its place alone; the key None is a legislature of several chambers.
TYPE_WORDS: dict[str | None, tuple[str, ...]] = {
    "upper": ("upper house", "upper chamber", "upper house of parliament", "upper chamber of parliament"),
    "lower": ("lower house", "lower chamber", "lower house of parliament", "lower chamber of parliament"),
    "single": ("parliament", "national parliament", "legislature", "national legislature"),
    None: ("parliament", "national parliament", "legislature", "national legislature"),
}
FORM_ORDER: tuple[FormKind, ...] = ("name", "adjective", "demonym", "metonym")
KIND_ORDER = tuple(dict.fromkeys(KINDS.values()))
CHAMBER_ORDER = ("upper", "lower", "single", None)
#: Characters that print alike, each replaced by one character so that offsets stay.
ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-", "–": "-"}
)
#: Without its accent this capital is an everyday English word.
NOT_FORMS = frozenset({"Male", "MALE"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A polity or a body. `path` is the relative IRI ("body/france/senate"), `name` the form used in facts.

    `code` is its own code (polities, international bodies); `polity` the code of the polity it belongs to, its own for
    polities and international bodies; `of` the path of that polity. `metonyms` starts with the capital. `generic` are
    the bare words that mean it once its polity is known. `phrase` is the name as it stands inside a sentence
    ("the Netherlands"). `chamber_type` is "upper", "lower", "single" or None; `chamber_of` the path of the legislature.
    """

    path: str
    kind: str
    name: str
    label: str
    code: str | None = None
    polity: str | None = None
    of: str | None = None
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    capital: str | None = None
    chamber_type: str | None = None
    chamber_of: str | None = None
    preferred: tuple[str, ...] = ()
    phrase: str = ""

    @property
    def is_polity(self) -> bool:
        """True for states, contested polities, subdivisions and territories."""
        return self.kind in POLITIES

    def forms(self) -> Iterator[tuple[FormKind, str]]:
        """Every form that means it without any context, with what kind of form it is."""
        for kind, words in zip(FORM_ORDER, self._words(), strict=True):
            for word in words:
                yield kind, word

    def _words(self) -> tuple[tuple[str, ...], ...]:
        return ((self.name, self.label, *self.aliases), self.adjectives, self.demonyms, self.metonyms)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: where, what kind of form, and the entities it may mean, best first.

    `kind` is that of the first entity: "Washington" is a metonym of the United States before it is the name of a state.
    """

    span: Span
    kind: FormKind
    entities: tuple[Entity, ...]


class Gazetteer:
    """Look-up by form, by path, by code, and by bare word within a polity. Immutable once made."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_path = {entity.path: entity for entity in entities}
        self._by_code = {e.code: e for e in self._by_path.values() if e.code}
        self._members = _members(self._by_path.values())
        self._generic = _generic_index(self._members)
        self._forms = _form_index(self._by_path.values())
        self._patterns = list(self._forms)
        self._automaton = _automaton(self._patterns)

    def __iter__(self) -> Iterator[Entity]:
        return (e for e in self._by_path.values() if e.kind != "namesake")

    def find(self, text: str) -> tuple[Hit, ...]:
        """The forms in `text`, from left to right, never overlapping; of two at one place the longer.

        Whole words only. Case counts, except that a name in capitals is found too ("FRANCE"); acronyms must stand as
        they are ("us" is not "US"). Curly and straight apostrophes are alike. Text that carries accents as separate
        characters (NFD) is not folded. Offsets are code points of `text` as given.

        >>> [(hit.span.of("Paris and the US"), hit.kind, hit.entities[0].code) for hit in load().find("Paris and the US")]
        [('Paris', 'metonym', 'FR'), ('US', 'name', 'US')]
        """
        hits = []
        for start, end, pattern in self._matches(text.translate(ALIKE)):
            kind, entities = self._forms[self._patterns[pattern]]
            if entities[0].kind != "namesake":
                hits.append(Hit(Span(start, end), kind, entities))
        return tuple(hits)

    def lookup(self, form: str) -> tuple[Entity, ...]:
        """The entities that bear this form, best first; empty if none does.

        >>> [entity.code for entity in load().lookup("Korean")]
        ['KR', 'KP']
        """
        entities = self._forms.get(form.translate(ALIKE), ("name", ()))[1]
        return tuple(entity for entity in entities if entity.kind != "namesake")

    def entity(self, path: str) -> Entity:
        """The entity at a relative IRI.

        Raises:
            KeyError: there is none.
        """
        return self._by_path[path]

    def by_code(self, code: str) -> Entity | None:
        """The polity or international body with this code ("FR", "XK", "EU"), or None."""
        return self._by_code.get(code)

    def chambers(self, polity_path: str) -> tuple[Entity, ...]:
        """Upper chamber, lower chamber, legislature, as far as known; a parliament of one chamber stands once.

        >>> [body.name for body in load().chambers("state/france")]
        ['Senate of France', 'National Assembly of France', 'Parliament of France']
        """
        bodies = (e for e in self._members.get(polity_path, ()) if e.kind in {"chamber", "legislature"})
        return tuple(sorted(bodies, key=lambda e: (CHAMBER_ORDER.index(e.chamber_type), e.path)))

    def generic(self, polity_path: str, word: str) -> Entity | None:
        """The body that a bare word means within a polity, in any case of letters; None if no body there is called so.

        >>> load().generic("state/france", "lower house").path
        'body/france/national-assembly'
        """
        return self._generic.get((polity_path, word.translate(ALIKE).casefold()))

    def polities(self) -> Iterable[Entity]:
        """States, contested polities, subdivisions and territories, in the order of their paths."""
        return (e for e in self._by_path.values() if e.is_polity)

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Whole-word matches, leftmost and longest: (start, end, pattern)."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        whole = [(start, -end, pattern) for pattern, start, end in found if _whole(text, start, end)]
        reached = 0
        for start, minus_end, pattern in sorted(whole):
            if start >= reached:
                reached = -minus_end
                yield start, reached, pattern


@functools.lru_cache
def load(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder of Turtle files; None means the one that kg ships with.

    Raises:
        FileNotFoundError: the folder holds no Turtle file.
        SyntaxError: a file is not Turtle; the message gives the place.
    """
    folder = folder or root("ontology") / "gazetteer"
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise FileNotFoundError(f"no gazetteer (*.ttl) in {folder}")
    return Gazetteer(_entities(_read(files)))


def _read(files: Iterable[Path]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Subject -> property (local name) -> values as strings, sorted; statements on one subject may lie in several files."""
    from pyoxigraph import RdfFormat, parse

    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for quad in parse(path=file, format=RdfFormat.TURTLE, base_iri=BASE):
            subject = quad.subject.value.removeprefix(BASE)  # type: ignore[union-attr]
            values[subject][_local(quad.predicate.value)].append(quad.object.value.removeprefix(BASE))  # type: ignore[union-attr]
    return {s: {p: tuple(sorted(v)) for p, v in values[s].items()} for s in sorted(values)}


def _local(iri: str) -> str:
    """The last part of an IRI, after the last "#" or "/"."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _entities(subjects: Mapping[str, Properties]) -> Iterator[Entity]:
    for path, properties in subjects.items():
        classes = {_local(value) for value in properties.get("type", ())}
        kind = next((name for cls, name in KINDS.items() if cls in classes), None)
        if kind:
            yield _entity(path, kind, properties, subjects)


def _entity(path: str, kind: str, properties: Properties, subjects: Mapping[str, Properties]) -> Entity:
    """One entity. What it belongs to is looked up in `subjects`, for the code of its polity."""
    label = _first(properties, "label") or path
    of, code = _first(properties, "ofPolity"), _first(properties, "notation")
    owner = code or (_first(subjects[of], "notation") if of in subjects else None)
    capital = _first(properties, "capital")
    type_iri, qid = _first(properties, "chamberType"), _first(properties, "exactMatch")
    return Entity(
        path=path,
        kind=kind,
        name=_first(properties, "factsName") or label,
        label=label,
        code=code,
        polity=owner,
        of=of or (path if kind in POLITIES or kind == "international" else None),
        qid=_local(qid) if qid else None,
        aliases=_all(properties, "altLabel", "formerName"),
        adjectives=_all(properties, "adjective", "otherAdjective"),
        demonyms=_all(properties, "demonym"),
        metonyms=_all(properties, "capital", "metonym"),
        generic=_all(properties, "genericName"),
        capital=capital,
        chamber_type=CHAMBER_TYPES[_local(type_iri)] if type_iri else None,
        chamber_of=_first(properties, "chamberOf"),
        preferred=_all(properties, "preferredForm"),
        phrase=_first(properties, "inSentence") or _first(properties, "factsName") or label,
    )


def _first(properties: Properties, name: str) -> str | None:
    return next(iter(properties.get(name, ())), None)


def _all(properties: Properties, *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in properties.get(name, ())))


def _members(entities: Iterable[Entity]) -> dict[str, tuple[Entity, ...]]:
    """Path of a polity or international body -> what belongs to it, itself left out."""
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.of and entity.of != entity.path:
            members[entity.of].append(entity)
    return {path: tuple(bodies) for path, bodies in members.items()}


def _generic_index(members: Mapping[str, Iterable[Entity]]) -> dict[tuple[str, str], Entity]:
    """(polity, bare word) -> body. A body's own words go before the words of its place among the chambers."""
    index: dict[tuple[str, str], Entity] = {}
    for path, bodies in members.items():
        for body in bodies:
            for word in body.generic:
                index.setdefault((path, word.translate(ALIKE).casefold()), body)
        for body in bodies:
            for word in TYPE_WORDS[body.chamber_type] if body.kind in {"chamber", "legislature"} else ():
                index.setdefault((path, word), body)
    return index


def _form_index(entities: Iterable[Entity]) -> dict[str, tuple[FormKind, tuple[Entity, ...]]]:
    """Form -> kind of the best candidate, and all candidates, best first."""
    candidates: dict[str, dict[str, tuple[tuple[bool, int, int, str], FormKind, Entity]]] = defaultdict(dict)
    for entity in entities:
        for kind, form in entity.forms():
            rank = (
                form not in entity.preferred,
                FORM_ORDER.index(kind),
                KIND_ORDER.index(entity.kind),
                entity.path,
            )
            for spelling in _spellings(form):
                best = candidates[spelling].get(entity.path)
                if best is None or rank < best[0]:
                    candidates[spelling][entity.path] = (rank, kind, entity)
    return {form: _ranked(found.values()) for form, found in candidates.items()}


def _ranked(
    found: Iterable[tuple[tuple[bool, int, int, str], FormKind, Entity]],
) -> tuple[FormKind, tuple[Entity, ...]]:
    ranked = sorted(found, key=lambda candidate: candidate[0])
    return ranked[0][1], tuple(entity for _, _, entity in ranked)


def _spellings(form: str) -> Iterator[str]:
    """The form itself, without accents, and both in capitals unless it is an acronym or too short to be told from one."""
    form = form.translate(ALIKE)
    for spelling in dict.fromkeys((form, form if form.isascii() else _plain(form))):
        if spelling not in NOT_FORMS:
            yield spelling
        if len(spelling) > 3 and any(c.islower() for c in spelling) and spelling.upper() not in NOT_FORMS:
            yield spelling.upper()


def _plain(form: str) -> str:
    """Without accents: "Élysée" becomes "Elysee"."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _automaton(patterns: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(patterns, matchkind=MatchKind.Standard)


def _whole(text: str, start: int, end: int) -> bool:
    """True if no letter or digit touches the stretch."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
