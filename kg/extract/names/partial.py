"""Words of a party that are but a part of another's name: "Socialist" of "the Socialist Campaign Group".

The gazetteer finds the known name inside of the unknown one, and would give the whole a country and a party that it
has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.prose.spacing import narrowed
from kg.extract.times.timewords import MONTHS, WEEKDAYS
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.gazetteer import Gazetteer, Hit
    from kg.lexicon import Lexicon

_GROUP = re.compile(
    r"(Group|Union|Front|Movement|Council|Committee|Federation|League|Association|Alliance|Bloc|Coalition|Campaign|Forum|"
    r"Youth|Network|Confederation|Congress|Initiative|Platform|International|Society)"
)
#: What stands before a party's name without being of it.
_BEFORE = frozenset(("role", "member", "body", "executive", "group", "polity"))
_TIMES = frozenset((*MONTHS, *WEEKDAYS))


def standing_alone(doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Hit, ...]:
    """The known names in a text, without those of parties that a longer name begins or ends with.

    A form that is one country's before others' ("Republican") tells the country of the longer name all the same.
    """
    hits = tuple(_hits(gazetteer, doc.text))
    known = {token.i for hit in hits for token in phrases.tokens(doc, hit.span)}
    return tuple(hit for hit in hits if not _is_party(hit, doc.text) or not _is_part(hit, doc, lexicon, known))


def _hits(gazetteer: Gazetteer, text: str) -> Iterator[Hit]:
    """The known names in a text; one may be wrapped over two lines."""
    narrow, places = narrowed(text)
    for hit in gazetteer.find(narrow):
        span = Span(places[hit.span.start], places[hit.span.end - 1] + 1) if places else hit.span
        yield replace(hit, span=span)


def _is_party(hit: Hit, text: str) -> bool:
    """A party, by a form that no country has before others."""
    said = hit.span.of(text)
    return hit.entities[0].kind == "party" and not any(e.prefers(said) for e in hit.entities)


def _is_part(hit: Hit, doc: Doc, lexicon: Lexicon, known: set[int]) -> bool:
    inside = list(phrases.tokens(doc, hit.span))
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    before = first.nbor(-1) if first.i > first.sent.start else None
    after = last.nbor(1) if last.i + 1 < len(doc) else None
    ends = before is not None and before.i not in known and _names(before, lexicon)
    begins = after is not None and after.i not in known and _GROUP.fullmatch(after.text) is not None
    return ends or begins or (after is not None and _goes_on(after, doc, known))


def _names(token: Token, lexicon: Lexicon) -> bool:
    """A capitalised word that belongs to what follows: "Progressive", but not "Senator", "Monday" or "However"."""
    if token.text[:1].islower() or not token.text.istitle() or token.i == token.sent.start:
        return False
    titled = any(s.frame in _BEFORE for s in lexicon.of("noun", token.lower_))
    return token.tag_ in ("NNP", "JJ") and not titled and token.text not in _TIMES


def _goes_on(after: Token, doc: Doc, known: set[int]) -> bool:
    """ "Socialist | Campaign Group": one more name word and then that of a group."""
    name = after.tag_ == "NNP" and after.i not in known and after.i + 1 < len(doc)
    return name and _GROUP.fullmatch(after.nbor(1).text) is not None
