"""A user's rulings on what was read: `decisions.toml`. They are applied anew at each build, whatever is read again.

    [[merge]]                                   # these are one: measures, persons, organisations
    things = ["measure/…", "measure/…"]         # IRIs as the graph has them, with or without its base; the first stays
    because = "the same text under two names"

    [[apart]]                                   # these are not one
    things = ["person/…", "person/…"]           # two agents, or
    thing = "measure/…"                         # a measure, of which these articles tell another
    articles = ["article/2020-11-26-…"]

    [[alias]]                                   # this name means that
    name = "the Bloc"
    means = "international/eu"

    [[wrong]]                                   # this is not so: a record, a reported value, a decision
    fact = "position/…"

`because` may stand with each. Measures go by the IRIs that they have without rulings on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kg.errors import UsageError, did_you_mean

#: Kind of ruling -> the keys it may have, and whether they hold one text or a list of them.
KEYS: dict[str, dict[str, type]] = {
    "merge": {"things": list, "because": str},
    "apart": {"things": list, "thing": str, "articles": list, "because": str},
    "alias": {"name": str, "means": str, "because": str},
    "wrong": {"fact": str, "because": str},
}
#: Kind of ruling -> the sets of keys of which one must be there.
NEEDED: dict[str, tuple[frozenset[str], ...]] = {
    "merge": (frozenset({"things"}),),
    "apart": (frozenset({"things"}), frozenset({"thing", "articles"})),
    "alias": (frozenset({"name", "means"}),),
    "wrong": (frozenset({"fact"}),),
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling. `things` are paths: those to merge or to keep apart, what an alias means, the fact that is wrong.

    `articles` are those that tell of another measure; `name` is the alias; `place` is where it stands, for people.
    """

    place: str
    things: tuple[str, ...]
    articles: tuple[str, ...] = ()
    name: str = ""
    because: str = ""


@dataclass(slots=True)
class Rulings:
    """All rulings, by kind. `matched` holds the places of those that found something to be applied to.

    `known` are the paths of all that rulings may speak of, `names` those of agents: who resolves fills them in.
    """

    merge: tuple[Ruling, ...] = ()
    apart: tuple[Ruling, ...] = ()
    alias: tuple[Ruling, ...] = ()
    wrong: tuple[Ruling, ...] = ()
    matched: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Ruling]:
        return iter((*self.merge, *self.apart, *self.alias, *self.wrong))

    def apply(self, ruling: Ruling) -> None:
        """Note that a ruling found what it speaks of."""
        self.matched.add(ruling.place)

    def is_wrong(self, path: str) -> bool:
        """True if the user says that what has this path is not so; notes that the ruling matched."""
        ruling = next((r for r in self.wrong if r.things[0] == path), None) if self.wrong else None
        if ruling is None:
            return False
        self.apply(ruling)
        return True

    def digest(self) -> str:
        """A hash of what the rulings say."""
        return sha256(repr((self.merge, self.apart, self.alias, self.wrong)).encode()).hexdigest()[:16]

    def unmatched(self) -> tuple[Ruling, ...]:
        """The rulings that found nothing, in the order of the file: a name was mistyped, or the article is gone."""
        return tuple(ruling for ruling in self if ruling.place not in self.matched)

    def troubles(self) -> Iterator[tuple[Ruling, str]]:
        """What did not match, wholly or in part, and why; to be asked after all rulings were applied."""
        for ruling in self:
            missing = [thing for thing in ruling.things if thing not in self.known]
            if ruling.place not in self.matched:
                yield ruling, self._reason(ruling, missing)
            elif missing and ruling in self.merge:
                yield ruling, self._absent(missing)

    def _reason(self, ruling: Ruling, missing: list[str]) -> str:
        if ruling.name and not any(named(ruling.name) == named(name) for name in self.names):
            return f'no person or body is called "{ruling.name}"{did_you_mean(ruling.name, self.names)}'
        if missing:
            return self._absent(missing)
        return "matches nothing in the graph" if not ruling.articles else "none of the articles tells of it"

    def _absent(self, missing: list[str]) -> str:
        hint = did_you_mean(missing[0], self.known)
        return f"nothing in the graph has the IRI {', '.join(missing)}{hint}"


def named(name: str) -> str:
    """What two spellings of a name share: case and a leading article do not count.

    >>> named("the Bloc") == named("bloc")
    True
    """
    return name.casefold().removeprefix("the ").strip()


def rulings(text: str, where: str, base: str) -> Rulings:
    """The rulings in a TOML text. `where` is told in errors; `base` is taken off full IRIs.

    Raises `UsageError` for a text that is no TOML or holds what is no ruling: a typing error must not pass unseen.

    >>> found = rulings('[[alias]]\\nname = "the Bloc"\\nmeans = "https://kg.example/international/eu"', "d.toml", "https://kg.example/")
    >>> found.alias[0].name, found.alias[0].things, [r.place for r in found.unmatched()]
    ('the Bloc', ('international/eu',), ['d.toml: alias 1'])
    """
    import tomllib  # most builds have no rulings

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{where}: not TOML: {error}") from error
    unknown = sorted(found.keys() - KEYS.keys())
    if unknown:
        raise UsageError(f"{where}: unknown kind of ruling {', '.join(unknown)}; known: {', '.join(KEYS)}")
    every: dict[str, tuple[Ruling, ...]] = {kind: tuple(_all(kind, found.get(kind, []), where, base)) for kind in KEYS}
    return Rulings(every["merge"], every["apart"], every["alias"], every["wrong"])


def _all(kind: str, entries: Any, where: str, base: str) -> Iterator[Ruling]:
    """The rulings of one kind, each checked."""
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise UsageError(f"{where}: {kind} must be written as [[{kind}]]")
    for number, entry in enumerate(entries, 1):
        place = f"{where}: {kind} {number}"
        _check(kind, entry, place)
        named = (entry[key] for key in ("thing", "means", "fact") if key in entry)
        things = tuple(_path(thing, base) for thing in (*named, *entry.get("things", ())))
        articles = tuple(_path(article, base) for article in entry.get("articles", ()))
        yield Ruling(place, things, articles, entry.get("name", ""), entry.get("because", ""))


def _check(kind: str, entry: Mapping[str, Any], place: str) -> None:
    for key, value in entry.items():
        wanted = KEYS[kind].get(key)
        if wanted is None:
            raise UsageError(f'{place}: unknown key "{key}"; known: {", ".join(KEYS[kind])}')
        if not isinstance(value, wanted) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            raise UsageError(f'{place}: "{key}" must be {"a list of texts" if wanted is list else "a text"}')
    if not any(keys <= entry.keys() for keys in NEEDED[kind]):
        needed = " or ".join(" and ".join(sorted(keys)) for keys in NEEDED[kind])
        raise UsageError(f"{place}: needs {needed}")
    if "articles" in entry and "measure/" not in entry.get("thing", ""):
        raise UsageError(
            f'{place}: only measures are kept apart by articles; for persons and bodies: things = ["…", "…"]'
        )
    if "things" in entry and len(entry["things"]) < 2:
        raise UsageError(f'{place}: "things" needs two or more')


def _path(iri: str, base: str) -> str:
    return iri.strip().strip("<>").removeprefix(base)
