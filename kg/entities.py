"""Names to things: what a person means by an IRI, the beginning of one, or a label, in any case and without accents."""

from __future__ import annotations

from difflib import get_close_matches

from kg.errors import UsageError
from kg.folding import folded
from kg.lookup import Lookup

SHOWN = 12
CLASSES_LAST = frozenset({"Article", "Passage", "Mention", "Publication"})


class Ambiguous(UsageError):
    """Several things are meant by one name; the message lists them."""


def entity(look: Lookup, name: str) -> str:
    """The IRI of the thing meant: by IRI (full or relative), by one of its names, by a part that one name alone has.

    Raises `Ambiguous` with the list if several are meant, `UsageError` with the nearest names if none is.
    """
    if look.exists(look.full(name)):
        return look.full(name)
    names: dict[str, set[str]] = {}
    for label, iri in look.named():
        names.setdefault(folded(label), set()).add(iri)
    wanted = folded(name)
    exact = _ranked(look, names.get(wanted, set()))
    if exact:
        return _one(look, name, exact)
    parts = {iri for label, iris in names.items() if wanted and wanted in label for iri in iris}
    if parts:
        return _one(look, name, _ranked(look, parts))
    near = nearest(wanted, list(names))
    hint = f"; nearest: {', '.join(_called(look, names[label]) for label in near)}" if near else ""
    raise UsageError(f'nothing in the graph is called "{name}"{hint}')


def nearest(wanted: str, known: list[str], count: int = 3) -> list[str]:
    """The names like the one wanted: by spelling, else those that have a word like one of its words."""
    near = get_close_matches(wanted, known, n=count, cutoff=0.6)
    if near:
        return near
    words = {word for label in known for word in label.split() if len(word) > 3}
    like = {one for word in wanted.split() for one in get_close_matches(word, words, n=2, cutoff=0.75)}
    return sorted(label for label in known if like & set(label.split()))[:count]


def _called(look: Lookup, iris: set[str]) -> str:
    iri = min(iris)
    return f"{look.label(iri)} ({look.short(iri)})"


def _ranked(look: Lookup, iris: set[str]) -> list[str]:
    """Articles and the like only where nothing else is meant; issues, which are named in many words, last."""
    things = sorted(iri for iri in iris if "#" not in iri and not CLASSES_LAST & set(look.classes(iri)))
    return sorted(things, key=lambda iri: iri.startswith(f"{look.base}issue/")) or sorted(iris)


def _one(look: Lookup, name: str, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    lines = [f"  {look.short(iri)}  {look.label(iri)}" for iri in found[:SHOWN]]
    rest = [f"  and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    raise Ambiguous("\n".join([f'{len(found)} things are called "{name}"; give one by its IRI:', *lines, *rest]))


def record(look: Lookup, name: str) -> str:
    """The IRI of a record, measure, decision or assertion: full, relative, or a beginning that one alone has.

    Raises `Ambiguous` or `UsageError`.
    """
    full = look.full(name)
    if look.exists(full):
        return full
    found = sorted(look.subjects_under(full)) if name else []
    if len(found) == 1:
        return found[0]
    if not found:
        return entity(look, name)
    # A measure and what hangs on it begin alike: the measure is meant.
    trunk = [iri for iri in found if all(other.startswith(iri) for other in found)]
    return trunk[0] if trunk else _one(look, name, found)
