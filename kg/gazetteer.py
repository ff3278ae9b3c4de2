"""The polities and bodies that kg knows by name: `ontology/gazetteer/*.ttl`, and an index of all their forms.

    *.ttl ─pyoxigraph─> Entity ─forms─> Gazetteer ─find─> Hit

The files are the truth, and need no code to be widened. A form of a name (an alias, an adjective, a capital
that stands for a government) leads to *all* entities that bear it, the best guess first; to choose among
them is for the reader, who sees the context. Text side: nothing here gives out RDF.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg import data
from kg.errors import UsageError
from kg.loading import loading
from kg.types import Agent, AgentKind, Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

FormKind = Literal["name", "adjective", "demonym", "metonym"]
Properties = Mapping[str, list[str]]

BASE = "https://kg.example/"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
#: How labels are filed that are not simply the label.
OWN_NAME, DATED_NAME = "label@", "skosxl:altLabel"

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
    "Party": "party",
    "Body": "body",
    "Namesake": "namesake",
}
POLITIES = frozenset({"state", "contested", "subdivision", "territory"})
#: Whose capital stands for its government; "Sacramento" is a city first.
CAPITAL_SPEAKS = frozenset({"state", "contested"})
#: Whose names are looked for in capitals too, as in a dateline or a headline.
IN_CAPITALS = POLITIES | {"international", "namesake"}
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
NOT_FORMS = frozenset({"Male"})


DELIBERATIVE = re.compile(r"\b(council|assembly|parliament|committee|congress|conference)\b", re.IGNORECASE)
MINISTRY = re.compile(r"\b(Ministry|Department|Office|Embassy)\b")
#: Kind of an entity -> the kind of agent that it is.
AGENT_KINDS: dict[str, AgentKind] = {
    "state": "state", "contested": "state", "subdivision": "state", "territory": "state", "chamber": "chamber",
    "legislature": "chamber", "executive": "government", "international": "organisation", "body": "organisation",
    "party": "party",
}  # fmt: skip


class FormerName(NamedTuple):
    """A name that a polity bore, and from when to when: a day, a month or a year, "" if not known."""

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A polity or a body. `path` is the relative IRI ("body/france/senate"), `name` the form used in facts.

    `code` is its own code (polities, international bodies); `polity` that of the polity it belongs to: its own
    for a polity, that of the whole for an organ ("UN" for the Security Council). `of` is the path of the same;
    `part_of` the state around a subdivision or territory. `metonyms` of a state start with its capital.
    `generic` are the bare words that mean a body once its polity is known; `phrase` is the name as it stands in
    a sentence ("the Netherlands"); `preferred` are forms that mean it before they mean another. `chamber_type`
    is "upper", "lower", "single" or None; `chamber_of` the path of the legislature. `seats` are the most that a body
    had since 2015; `founded` and `dissolved` a year or a day, "" if not known. `own_names` are (language, name) pairs,
    told but not looked for: "Sénat" is the name of twenty bodies. `former` are names it bore, with their time as far as
    known. `classes` are those that the file gives it, by their local names. None: does not apply.
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
    part_of: str | None = None
    preferred: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    phrase: str = ""
    seats: int | None = None
    founded: str = ""
    dissolved: str = ""
    own_names: tuple[tuple[str, str], ...] = ()
    former: tuple[FormerName, ...] = ()

    @property
    def is_polity(self) -> bool:
        """True for states, contested polities, subdivisions and territories."""
        return self.kind in POLITIES

    def prefers(self, form: str) -> bool:
        """True for a form that means it before it means another, with or without an article."""
        return form in self.preferred or form.removeprefix("The ") in self.preferred

    def forms(self) -> Iterator[tuple[FormKind, str]]:
        """Every form that means it without any context, with what kind of form it is."""
        for kind, words in zip(FORM_ORDER, self._words(), strict=True):
            for word in words:
                yield kind, word

    def _words(self) -> tuple[tuple[str, ...], ...]:
        return ((self.name, self.label, *self.aliases), self.adjectives, self.demonyms, self.metonyms)


def entity_agent(entity: Entity) -> Agent:
    """The agent that an entity is: of an international body one that deliberates or not, of an executive a ministry."""
    kind = AGENT_KINDS.get(entity.kind, "organisation")
    if entity.kind in ("international", "body") and DELIBERATIVE.search(entity.name):
        kind = "chamber"
    if entity.kind == "executive" and MINISTRY.search(entity.name):
        kind = "ministry"
    of = entity.path if entity.is_polity else entity.of
    return Agent(entity.path, entity.name, kind, entity.polity or entity.code, of, known=True)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: where, what kind of form, and the entities it may mean, best first.

    `kind` is that of the first entity: "Washington" is a metonym of the United States before it is a
    state's name.
    """

    span: Span
    kind: FormKind
    entities: tuple[Entity, ...]


class Gazetteer:
    """Look-up by form, by path, by code, and by bare word within a polity. Immutable once made."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_path = {entity.path: entity for entity in entities}
        self._by_code = _by_code(self._by_path.values())
        self._members = _members(self._by_path.values())
        self._generic = _generic_index(self._members)
        self._forms = _form_index(self._by_path.values())
        self._patterns = list(self._forms)
        self._automaton = _automaton(self._patterns)

    def __iter__(self) -> Iterator[Entity]:
        return (e for e in self._by_path.values() if e.kind != "namesake")

    def find(self, text: str) -> tuple[Hit, ...]:
        """The forms in `text`, from left to right, never overlapping; of two at one place the longer.

        Whole words only. Case counts, except that a name in capitals is found too ("FRANCE"); acronyms must
        stand as they are ("us" is not "US"). Curly and straight apostrophes are alike, and accents may be
        left out; text with accents as characters of their own (NFD) is not folded. Phrases that only
        contain a name ("Tour de France") give nothing. Offsets are code points of `text` as given.

        >>> text = "Paris told the US"
        >>> [(hit.span.of(text), hit.kind, hit.entities[0].code) for hit in load().find(text)]
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
        """The polity with this code ("FR", "XK"), else the international body ("EU"), else None."""
        return self._by_code.get(code)

    def chambers(self, polity_path: str) -> tuple[Entity, ...]:
        """Upper chamber, lower chamber, legislature, as far as known; one chamber alone stands once.

        >>> [body.name for body in load().chambers("state/france")]
        ['Senate of France', 'National Assembly of France', 'Parliament of France']
        """
        bodies = (e for e in self._members.get(polity_path, ()) if _deliberates(e))
        return tuple(sorted(bodies, key=lambda e: (CHAMBER_ORDER.index(e.chamber_type), e.path)))

    def generic(self, polity_path: str, word: str) -> Entity | None:
        """The body that a bare word means within a polity, whatever its case; None if no body is called so.

        >>> load().generic("state/france", "lower house").path
        'body/france/national-assembly'
        """
        return self._generic.get((polity_path, word.translate(ALIKE).casefold()))

    def called(self, body: Entity, words: str) -> str:
        """The name for facts of a body that a text calls by these words: "parliament" keeps to that word.

        >>> gazetteer = load()
        >>> body = gazetteer.generic("state/iraq", "parliament")
        >>> gazetteer.called(body, "Iraqi parliament"), gazetteer.called(body, "Council of Representatives")
        ('Parliament of Iraq', 'Council of Representatives of Iraq')
        """
        if "parliament" not in words.casefold() or "parliament" in body.name.casefold() or not body.of:
            return body.name
        return f"Parliament of {self._by_path[body.of].phrase}"

    def label(self, agent: Agent) -> str:
        """What an agent is called on its own: its label here, "Fijian Foreign Ministry", else its name as found.

        >>> load().label(Agent("body/fiji/government", "Government of Fiji", "government", "FJ", "state/fiji"))
        'Fijian Government'
        """
        if agent.path in self._by_path:
            return self._by_path[agent.path].label
        polity = self._by_path.get(agent.of or "")
        if agent.kind not in ("government", "ministry") or polity is None or not polity.adjectives:
            return agent.name
        office = agent.name.removesuffix(f" of {polity.phrase or polity.name}")
        return f"{polity.adjectives[0]} {_short(office)}" if office != agent.name else agent.name

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
@loading()
def load(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder of Turtle files; None means the one that kg ships with, and what the user laid over it.

    Raises:
        FileNotFoundError: the folder holds no Turtle file.
        UsageError: a file is not Turtle; the message gives the place.
    """
    files = sorted(folder.glob("*.ttl")) if folder else data.words("gazetteer")
    if not files:
        raise FileNotFoundError(f"no gazetteer (*.ttl) in {folder or data.root('ontology')}")
    return Gazetteer(_entities(_read(files)))


def _read(files: Iterable[Path]) -> dict[str, dict[str, list[str]]]:
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


def _entities(subjects: Mapping[str, Properties]) -> Iterator[Entity]:
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


def _deliberates(entity: Entity) -> bool:
    """True for chambers, legislatures and parliaments of several states."""
    return entity.chamber_type is not None or entity.kind == "legislature"


def _by_code(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Code -> entity. A state goes before an international body of the same letters ("AU")."""
    coded = [entity for entity in entities if entity.code]
    return {str(e.code): e for e in sorted(coded, key=lambda e: KIND_ORDER.index(e.kind), reverse=True)}


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
            for word in TYPE_WORDS[body.chamber_type] if _deliberates(body) else ():
                index.setdefault((path, word), body)
    return index


def _form_index(entities: Iterable[Entity]) -> dict[str, tuple[FormKind, tuple[Entity, ...]]]:
    """Form -> kind of the best candidate, and all candidates, best first."""
    candidates: dict[str, list[tuple[FormKind, Entity]]] = defaultdict(list)
    for entity in entities:
        for kind, form in entity.forms():
            for spelling in _spellings(form, capitals=entity.kind in IN_CAPITALS):
                candidates[spelling].append((kind, entity))
    for form in [f for f in candidates if f.startswith("The ") and f.endswith("s")]:
        _share(candidates, form, form.removeprefix("The "))
    return {form: _ranked(form, found) for form, found in candidates.items()}


def _share(candidates: dict[str, list[tuple[FormKind, Entity]]], form: str, bare: str) -> None:
    """Parties called "The Greens" are meant by "Greens", and the other way about: how a sentence begins tells nothing."""
    both = [*candidates[form], *candidates.get(bare, ())]
    if all(entity.kind == "party" for _, entity in both):  # not where a people is called so: "The Finns"
        candidates[form], candidates[bare] = both, both


def _ranked(form: str, found: list[tuple[FormKind, Entity]]) -> tuple[FormKind, tuple[Entity, ...]]:
    """Preferred forms first, then by kind of form, then by kind of entity."""
    kind, first = found[0]
    if all(entity is first for _, entity in found):  # its forms come by kind
        return kind, (first,)
    found = sorted(found, key=lambda candidate: _rank(form, *candidate))
    return found[0][0], tuple({entity.path: entity for _, entity in found}.values())


def _rank(form: str, kind: FormKind, entity: Entity) -> tuple[bool, int, int, str]:
    return (
        not (entity.prefers(form) or entity.prefers(form.title())),
        FORM_ORDER.index(kind),
        KIND_ORDER.index(entity.kind),
        entity.path,
    )


def _spellings(form: str, capitals: bool) -> Iterable[str]:
    """The form itself and without accents; if wanted both in capitals, unless they could be an acronym."""
    spellings = (form,) if form.isascii() else _folded(form)
    if capitals and len(form) > 3 and not form.isupper():
        return {*spellings, *(spelling.upper() for spelling in spellings)}
    return spellings


def _folded(form: str) -> tuple[str, ...]:
    form = form.translate(ALIKE)
    return tuple({form, _plain(form)} - NOT_FORMS)


def _plain(form: str) -> str:
    """Without accents: "Élysée" becomes "Elysee"."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _automaton(patterns: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(patterns, matchkind=MatchKind.Standard)


def _short(office: str) -> str:
    """The usual order of words.

    >>> _short("Ministry of Foreign Affairs"), _short("Ministry of the Interior"), _short("Government")
    ('Foreign Ministry', 'Interior Ministry', 'Government')
    """
    matter = office.removeprefix("Ministry of ").removeprefix("the ")
    return office if matter == office else f"{matter.removesuffix(' Affairs')} Ministry"


def _whole(text: str, start: int, end: int) -> bool:
    """True if no letter or digit touches the stretch."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
