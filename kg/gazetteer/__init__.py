"""The polities and bodies that kg knows by name: `ontology/gazetteer/*.ttl`, and an index of all their forms.

    *.ttl ─turtle─> Entity ─forms─> Gazetteer ─find─> Hit

The files are the truth, and need no code to be widened. A form of a name (an alias, an adjective, a capital
that stands for a government) leads to *all* entities that bear it, the best guess first; to choose among
them is for the reader, who sees the context. Text side: nothing here gives out RDF.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import data
from kg.gazetteer.entities import Entity, FormKind, entity_agent
from kg.gazetteer.forms import ALIKE, CHAMBER_ORDER, by_code, deliberates, form_index, generic_index, members
from kg.gazetteer.turtle import entities, read
from kg.loading import loading
from kg.types import Agent, Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Entity", "FormKind", "Gazetteer", "Hit", "entity_agent", "load"]


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
        self._by_code = by_code(self._by_path.values())
        self._members = members(self._by_path.values())
        self._generic = generic_index(self._members)
        self._forms = form_index(self._by_path.values())
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
        bodies = (e for e in self._members.get(polity_path, ()) if deliberates(e))
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
    return Gazetteer(entities(read(files)))


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
