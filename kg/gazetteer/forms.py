"""Indexes of entities: by code, by what belongs to a polity, by every form of a name, the best guess first."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.gazetteer.entities import FORM_ORDER, KINDS, POLITIES, Entity, FormKind

#: Whose names are looked for in capitals too, as in a dateline or a headline.
IN_CAPITALS = POLITIES | {"international", "namesake"}
#: What a chamber is called by its place alone; the key None is a legislature of several chambers.
TYPE_WORDS: dict[str | None, tuple[str, ...]] = {
    "upper": ("upper house", "upper chamber", "upper house of parliament", "upper chamber of parliament"),
    "lower": ("lower house", "lower chamber", "lower house of parliament", "lower chamber of parliament"),
    "single": ("parliament", "national parliament", "legislature", "national legislature"),
    None: ("parliament", "national parliament", "legislature", "national legislature"),
}
KIND_ORDER = tuple(dict.fromkeys(KINDS.values()))
CHAMBER_ORDER = ("upper", "lower", "single", None)
#: Characters that print alike, each replaced by one character so that offsets stay.
ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-", "–": "-"}
)
#: Without its accent this capital is an everyday English word.
NOT_FORMS = frozenset({"Male"})


def deliberates(entity: Entity) -> bool:
    """True for chambers, legislatures and parliaments of several states."""
    return entity.chamber_type is not None or entity.kind == "legislature"


def by_code(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Code -> entity. A state goes before an international body of the same letters ("AU")."""
    coded = [entity for entity in entities if entity.code]
    return {str(e.code): e for e in sorted(coded, key=lambda e: KIND_ORDER.index(e.kind), reverse=True)}


def members(entities: Iterable[Entity]) -> dict[str, tuple[Entity, ...]]:
    """Path of a polity or international body -> what belongs to it, itself left out."""
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.of and entity.of != entity.path:
            members[entity.of].append(entity)
    return {path: tuple(bodies) for path, bodies in members.items()}


def generic_index(members: Mapping[str, Iterable[Entity]]) -> dict[tuple[str, str], Entity]:
    """(polity, bare word) -> body. A body's own words go before the words of its place among the chambers."""
    index: dict[tuple[str, str], Entity] = {}
    for path, bodies in members.items():
        for body in bodies:
            for word in body.generic:
                index.setdefault((path, word.translate(ALIKE).casefold()), body)
        for body in bodies:
            for word in TYPE_WORDS[body.chamber_type] if deliberates(body) else ():
                index.setdefault((path, word), body)
    return index


def form_index(entities: Iterable[Entity]) -> dict[str, tuple[FormKind, tuple[Entity, ...]]]:
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
