"""Who is who across articles: one agent for every path that occurs.

What the gazetteer knows is told apart by its path alone. Persons are known by their names only: spellings that differ
as transliterations do are one person, and a bare surname is the one person of that surname and polity in the corpus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from kg import gazetteer
from kg.iri import slug
from kg.rulings import Rulings, named
from kg.types import Agent, Findings, Issue, Target

#: Kinds of findings and their fields that hold an agent.
HOLDERS: dict[str, tuple[str, ...]] = {
    "measures": ("body",),
    "decisions": ("body",),
    "positions": ("holder", "on_behalf"),
    "recognitions": ("recognizer", "recognized"),
    "statements": ("speaker", "on_behalf", "addressee"),
    "demands": ("by", "addressee"),
    "acts": ("actor", "addressee"),
    "mentions": ("agent",),
}
#: Letters that transliterations put one for the other.
SAME_SOUND = str.maketrans("yjw", "iiv")
#: A name's part must be this long to be spelt in two ways.
LONG = 6


class Sightings:
    """Counts what agents the articles name, one article after another, and tells then who is who."""

    def __init__(self) -> None:
        self._forms: dict[str, Counter[Agent]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()

    def add(self, findings: Findings) -> None:
        """Count the agents that one article names."""
        seen = Counter(agents_of(findings))
        for agent, count in seen.items():
            self._forms[agent.path][agent] += count
        self._articles.update({agent.path for agent in seen})

    def agents(self, rulings: Rulings | None = None) -> dict[str, Agent]:
        """Every path that occurs -> the one agent it stands for, `rulings` heeded. The articles' order does not matter."""
        rulings = rulings or Rulings()
        agents = {path: _best(found) for path, found in self._forms.items()}
        weight = {path: (self._articles[path], found.total()) for path, found in self._forms.items()}
        same = _same_persons({p: a for p, a in agents.items() if a.kind == "person"}, _apart(agents, rulings))
        rulings.known.update(agents)
        rulings.names.update(agent.name for agent in agents.values())
        unified = {path: _merged([agents[p] for p in same.get(path, [path])], weight) for path in sorted(agents)}
        ruled = dict(_ruled(unified, rulings))
        return {path: ruled.get(agent.path, agent) for path, agent in unified.items()}


def agents_of(findings: Findings) -> Iterator[Agent]:
    """Every agent that one article's findings name, as often as they do."""
    for kind, fields in HOLDERS.items():
        for item in getattr(findings, kind):
            yield from (agent for field in fields if (agent := getattr(item, field)) is not None)
            yield from _in_target(getattr(item, "target", None))
            yield from _in_issue(getattr(item, "issue", None))
            yield from _in_issue(item.about if kind == "statements" else None)


def _in_target(target: Target | None) -> Iterator[Agent]:
    if target is not None:
        yield from (target.agent,) if target.agent else ()
        yield from _in_issue(target.issue)


def _in_issue(issue: Issue | None) -> Iterator[Agent]:
    if issue is not None:
        yield issue.recognized
        yield from (issue.recognizer,) if issue.recognizer else ()


def _best(found: Mapping[Agent, int]) -> Agent:
    return min(found, key=lambda a: (not a.known, a.polity is None, -found[a], a.name, a.kind, str(a.polity)))


def _apart(agents: Mapping[str, Agent], rulings: Rulings) -> frozenset[frozenset[str]]:
    """The pairs of agents that the user keeps apart."""
    pairs: set[frozenset[str]] = set()
    for ruling in rulings.apart:
        if not ruling.articles and all(path in agents for path in ruling.things):
            rulings.apply(ruling)
            pairs.update(frozenset(pair) for pair in combinations(ruling.things, 2))
    return frozenset(pairs)


def _ruled(agents: Mapping[str, Agent], rulings: Rulings) -> Iterator[tuple[str, Agent]]:
    """Path -> the agent that the user says it stands for: by name, or as one of several that are one."""
    for ruling in rulings.alias:
        meant = _meant(ruling.things[0], agents)
        found = [path for path, agent in agents.items() if named(agent.name) == named(ruling.name)]
        if meant is not None and found:
            rulings.apply(ruling)
            yield from ((path, meant) for path in found)
    for ruling in rulings.merge:
        others = [path for path in ruling.things[1:] if path in agents]
        meant = _meant(ruling.things[0], agents) if others else None
        if meant is not None:
            rulings.apply(ruling)
            yield from ((path, meant) for path in others)


def _meant(path: str, agents: Mapping[str, Agent]) -> Agent | None:
    """The agent of a path: one that occurs, or one that the gazetteer knows."""
    if path in agents:
        return agents[path]
    try:
        return gazetteer.entity_agent(gazetteer.load().entity(path))
    except KeyError:
        return None


class _Person(NamedTuple):
    """A person while it is compared with others: the parts of its name, worked out once."""

    path: str
    polity: str | None
    parts: tuple[str, ...]


def _same_persons(agents: Mapping[str, Agent], apart: frozenset[frozenset[str]]) -> dict[str, list[str]]:
    """Path -> the paths of all that are the same person, itself among them; only those with more than one.

    `agents` are persons, `apart` pairs that must not come together, not even by way of a third.
    """
    persons = [_Person(path, agent.polity, _parts(agent)) for path, agent in agents.items()]
    group = {path: {path} for path in agents}
    for one, other in _variants(persons):
        _join(group, one, other, apart)
    endings = _Spellings(person for person in persons if len(person.parts) > 1)
    for person in persons:
        bearers = [full.path for full in endings.near(person) if _bears(full, person)]
        if len({min(group[p]) for p in bearers}) == 1:
            _join(group, person.path, bearers[0], apart)
    return {path: sorted(paths) for path, paths in group.items() if len(paths) > 1}


def _join(group: dict[str, set[str]], one: str, other: str, apart: frozenset[frozenset[str]]) -> None:
    union = group[one] | group[other]
    if any(pair <= union for pair in apart):
        return
    for path in union:
        group[path] = union


def _variants(persons: Iterable[_Person]) -> Iterator[tuple[str, str]]:
    """Pairs whose full names differ as two spellings do. Only names with the same initials are compared."""
    blocks: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for person in sorted(persons):
        blocks[tuple(part[0] for part in person.parts)].append(person)
    for block in blocks.values():
        spellings = _Spellings(block)
        for one in block:
            later = (other for other in spellings.near(one) if other.path > one.path)
            yield from ((one.path, other.path) for other in later if _alike(one, other))


class _Spellings:
    """Persons by what any two spellings of a last name share, so that few need be compared however many there are."""

    def __init__(self, persons: Iterable[_Person]) -> None:
        self._found: dict[str, list[_Person]] = defaultdict(list)
        for person in persons:
            for key in kept_alike(person.parts[-1]):
                self._found[key].append(person)

    def near(self, person: _Person) -> list[_Person]:
        """Those whose last names may be spellings of this one's, by path."""
        return sorted({other for key in kept_alike(person.parts[-1]) for other in self._found.get(key, ())})


def _alike(one: _Person, other: _Person) -> bool:
    return _same_polity(one, other) and all(spelt_alike(a, b) for a, b in zip(one.parts, other.parts, strict=True))


def _bears(full: _Person, bare: _Person) -> bool:
    """True if the shorter name may stand for the longer: it is its ending, and the polities do not differ."""
    ending = full.parts[-len(bare.parts) :]
    alike = len(full.parts) > len(bare.parts) and all(
        spelt_alike(a, b) for a, b in zip(ending, bare.parts, strict=True)
    )
    return alike and _same_polity(bare, full)


def _same_polity(one: _Person, other: _Person) -> bool:
    return one.polity is None or other.polity is None or one.polity == other.polity


def _parts(person: Agent) -> tuple[str, ...]:
    return tuple(slug(person.name, 200).split("-"))


def spelt_alike(one: str, other: str) -> bool:
    """True if two parts of names may be one part in two spellings: one letter differs, not the first, in a long part.

    A last letter counts only where it is one of those that transliterations change or double ("o" and "a" tell a man
    from a woman).

    >>> spelt_alike("pashinian", "pashinyan"), spelt_alike("zelensky", "zelenskyy"), spelt_alike("kim", "jim")
    (True, True, False)
    >>> spelt_alike("fabricio", "fabricia")
    False
    """
    one, other = one.translate(SAME_SOUND), other.translate(SAME_SOUND)
    if one == other:
        return True
    if min(len(one), len(other)) < LONG or one[0] != other[0]:
        return False
    head = _common(one, other)
    rest, other_rest = one[head:], other[head:]
    if abs(len(one) - len(other)) == 1:
        longer, shorter = sorted((rest, other_rest), key=len, reverse=True)
        return longer[1:] == shorter and (bool(shorter) or longer[0] == one[head - 1])
    return len(one) == len(other) and bool(rest[1:]) and rest[1:] == other_rest[1:]


def kept_alike(part: str) -> tuple[str, ...]:
    """Keys of which two parts that are `spelt_alike` share one: where a letter differs, beginning or end stays.

    >>> kept_alike("pashinyan"), kept_alike("kim")
    (('pas-', '-ian'), ('kim',))
    """
    plain = part.translate(SAME_SOUND)
    return (plain,) if len(plain) < LONG else (f"{plain[:3]}-", f"-{plain[-3:]}")


def _common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _merged(same: list[Agent], weight: Mapping[str, tuple[int, int]]) -> Agent:
    """The agent of a group, under the name with most parts, then in most articles, then found most often.

    A polity that only another of the names has is taken over.
    """
    best = min(same, key=lambda a: (-len(_parts(a)), *(-count for count in weight[a.path]), a.path))
    polity, of = next(((a.polity, a.of) for a in [best, *same] if a.polity), (best.polity, best.of))
    return replace(best, polity=polity, of=of or best.of)
