"""Which of several bearers of one name is meant, and which names the text leaves open.

    hits ─linked─> hits ─Bearers.choose─> Entity

"Georgia" is a state in the Caucasus and one of the United States, "Congo" two states, "the Greens" a party in many
countries. What else the text names settles it; a party's common name that nothing settles is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.gazetteer import Entity, Gazetteer, Hit
    from kg.types import Span


#: Whose parties sit in its parliament only: a text on the union alone means those of its members.
_UNION = "body/eu"


def linked(hits: Sequence[Hit], text: str) -> tuple[Hit, ...]:
    """The hits that mean what they name, in order.

    Left out are towns called like a state ("Lebanon, Ohio"), common names of parties ("the Greens") in a text that
    names no country where a known party is called so, and letters that the text explains as another name's.
    """
    attested, explained = _attested(hits), _explained(hits, text)
    return tuple(
        hit
        for at, hit in enumerate(hits)
        if not _is_town(hits, at, text) and not _is_open(hit, text, attested) and hit.span.of(text) not in explained
    )


class Bearers:
    """Chooses among the entities of a hit by the other hits of the text."""

    def __init__(self, hits: Sequence[Hit], text: str, gazetteer: Gazetteer) -> None:
        self._hits = hits
        self._text = text
        self._gazetteer = gazetteer
        self._attested = _attested(hits)
        self._chosen = {hit.span: self._best(at) for at, hit in enumerate(hits) if len(hit.entities) > 1}
        self._chosen |= dict(self._repeated())

    def choose(self, hit: Hit) -> Entity:
        """The one entity, else that which the context speaks for, else the first."""
        return self._chosen.get(hit.span, hit.entities[0])

    def _best(self, at: int) -> Entity:
        hit = self._hits[at]
        part = next((e for e in hit.entities if e.kind == "subdivision"), None)
        if part is not None and self._is_part(at, part):
            return part
        near = [e for e in hit.entities if e.kind != "subdivision" and _place(e) in self._attested]
        if len(near) > 1 and near[0].kind == "party":
            return min(near, key=lambda e: self._distance(hit, e))
        return near[0] if near else hit.entities[0]

    def _distance(self, hit: Hit, entity: Entity) -> int:
        """How many characters off the text last or next names the place of an entity."""
        named = (h for h in self._hits if len(h.entities) == 1 and _place(h.entities[0]) == _place(entity))
        return min(abs(h.span.start - hit.span.start) for h in named)

    def _repeated(self) -> Iterator[tuple[Span, Entity]]:
        """A name that once means the part of a state means it throughout, unless the text names the other too."""
        names = [hit for hit in self._hits if hit.span in self._chosen and hit.kind != "metonym"]
        parts = {hit.entities: e for hit in names if (e := self._chosen[hit.span]).kind == "subdivision"}
        for hit in names:
            if hit.entities in parts and not any(_place(e) in self._attested for e in hit.entities):
                yield hit.span, parts[hit.entities]

    def _is_part(self, at: int, part: Entity) -> bool:
        """True if the part of a state is meant: it stands in a row with others, or its own words go with it.

        A capital that is its government ("Washington") may stand beside one part ("Texas and Washington"): of two
        or more it is a third.
        """
        hit = self._hits[at]
        row = sum(1 for _ in self._row(at, part, -1)) + sum(1 for _ in self._row(at, part, 1))
        if row >= (2 if hit.kind == "metonym" else 1):
            return True
        if hit.kind != "name" or any(_place(e) in self._attested for e in hit.entities if e is not part):
            return False
        if _place(part) in self._attested:
            return True
        capital = part.capital is not None and re.search(rf"\b{re.escape(part.capital)}\b", self._text)
        return bool(capital) or self._has_own_words(hit, part) or self._is_at_home(part)

    def _row(self, at: int, part: Entity, step: int) -> Iterator[Hit]:
        """The hits that a list joins to this one and that are parts of the same state."""
        here = at + step
        while 0 <= here < len(self._hits) and _is_joined(self._hits, min(here, here - step), self._text):
            if not any(e.kind == "subdivision" and e.part_of == part.part_of for e in self._hits[here].entities):
                return
            yield self._hits[here]
            here += step

    def _has_own_words(self, hit: Hit, part: Entity) -> bool:
        """ "Georgia's governor", "the Georgia House": what a part has and the state of its name has not."""
        after = BODY_AFTER.match(self._text, hit.span.end)
        if after is None:
            return False
        word = after[1].lower()
        others = [e for e in hit.entities if e is not part]
        body = self._gazetteer.generic(part.path, word) and not any(
            self._gazetteer.generic(e.path, word) for e in others
        )
        return word in OF_PARTS or bool(body)

    def _is_at_home(self, part: Entity) -> bool:
        """The text names other parts of the same state and no other state."""
        sure = [hit.entities[0] for hit in self._hits if len(hit.entities) == 1]
        return any(e.kind == "subdivision" and e.part_of == part.part_of for e in sure) and all(
            e.kind == "subdivision" or _place(e) == part.part_of for e in sure
        )


def _attested(hits: Sequence[Hit]) -> frozenset[str]:
    """The paths of the polities that the text names without doubt, by themselves or by a body of theirs."""
    sure = [(hit.entities[0], hit.kind) for hit in hits if len(hit.entities) == 1]
    common = ("adjective", "demonym")  # "a Spanish Socialist" names no party of France
    places = {_place(e) for e, form in sure if not (e.kind == "party" and (e.preferred or form in common))}
    named = {e.of for e, _ in sure if e.of != e.path and e.kind != "party"}
    return frozenset(place for place in places if place != _UNION or place in named)


def _explained(hits: Sequence[Hit], text: str) -> frozenset[str]:
    """Letters in brackets behind a name that they stand for, none of the gazetteer's: "the People Power Party (PPP)"."""
    known = {(hit.span.end, entity.path) for hit in hits for entity in hit.entities}
    found = ((hit, LETTERS.search(text, max(0, hit.span.start - 80), hit.span.start)) for hit in hits)
    return frozenset(
        hit.span.of(text)
        for hit, name in found
        if name is not None
        and text[hit.span.end : hit.span.end + 1] == ")"
        and _initials(name[1], hit.span.of(text))
        and not any((name.end(1), entity.path) in known for entity in hit.entities)
    )


def _initials(name: str, letters: str) -> bool:
    """True if a name's words begin with the letters: "People Power Party", "PPP"."""
    words = re.findall(r"[^\W\d_]+", name)[-len(letters) :]
    return "".join(word[0] for word in words) == letters


def _place(entity: Entity) -> str:
    """The path of the polity that it is or belongs to: codes do not do, as a body and a state may share one ("AU")."""
    return entity.of or entity.path


def _is_open(hit: Hit, text: str, attested: frozenset[str]) -> bool:
    """A common name of parties, in a text that names none of their countries.

    One that is a country's before others' ("Labour") is so only where the text names other states.
    """
    said = hit.span.of(text)
    if any(e.kind != "party" or _place(e) in attested for e in hit.entities):
        return False
    if any(e.prefers(said) for e in hit.entities):
        return any(place.startswith("state/") for place in attested)
    return len(hit.entities) > 1


def _is_town(hits: Sequence[Hit], at: int, text: str) -> bool:
    """ "Lebanon, Ohio," is a town: a state's name with a part of another one after it, and no list goes on."""
    if at + 1 >= len(hits) or len(hits[at].entities) > 1:
        return False
    one, after = hits[at], hits[at + 1]
    place, part = one.entities[0], after.entities[0]
    return (
        place.kind in ("state", "contested")
        and part.kind == "subdivision"
        and part.part_of != place.path
        and after.kind == "name"
        and text[one.span.end : after.span.start] == ", "
        and CLOSED.match(text, after.span.end) is not None
        and not _is_joined(hits, at + 1, text)
        and not _is_joined(hits, at - 1, text)
    )


def _is_joined(hits: Sequence[Hit], at: int, text: str) -> bool:
    """True if a list joins the hit at this place to the next."""
    if not 0 <= at < len(hits) - 1:
        return False
    return LIST.fullmatch(text, hits[at].span.end, hits[at + 1].span.start) is not None


#: A name, with the bracket that opens behind it.
LETTERS = re.compile(r"((?:[A-Z][\w'’-]* ){1,6}[A-Z][\w'’-]*) \($")
LIST = re.compile(r",\s|,?\s(?:and|or|as well as)\s")
CLOSED = re.compile(r"[,.;:)]|\s*$")
BODY_AFTER = re.compile(r"(?:['’]s)?\s(?:state\s|Republican\s|Democratic\s)?(\w+\.?)")
#: Whom a part of a state has at its head, and no state.
OF_PARTS = frozenset({"governor", "gov.", "statehouse"})
