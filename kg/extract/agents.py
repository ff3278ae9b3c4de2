"""Agents from what is known of them: an entity of the gazetteer, or a name that the text gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.phrases import clean
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.gazetteer import Entity


_ORGANISATION = re.compile(
    r"\b(Party|Group|Union|Watch|International|Front|Movement|Council|Agency|Committee|Organi[sz]ation|Federation|League|"
    r"Church|Bank|Army|Forces?|Court|Company|Corporation|Inc|Corp|Times|News|Association|Alliance|Institute|Foundation|"
    r"Network|Commission|Authority|Office|Bureau|Service|University|Centre|Center|Society|Club|Congress|Assembly|Ministry|"
    r"Department|Board|Fund|Trust|Brigades?|Guard|Police|Coalition|Bloc|Confederation|Syndicate|Initiative|Mission|"
    r"Airlines?|Airways|Post|Press|Tribune|Herald|Journal|Post|Coalition|Liberation|Resistance|Republicans|Democrats|"
    r"Conservatives|Socialists|Greens|Liberals|Greenpeace|Amnesty|Parliament)\b"
)


def person(name: str, polity: Entity | None = None) -> Agent:
    """A person by name; the polity is the one a title or office names."""
    return Agent(f"person/{slug(name)}", name, "person", *belonging(polity))


def organisation(name: str, polity: Entity | None = None) -> Agent:
    """A named organisation the gazetteer does not know."""
    return Agent(f"organisation/{slug(name)}", name, "organisation", *belonging(polity))


def names_organisation(name: str) -> bool:
    """True if a word of the name tells that it is no person's: "Party", "Council", "Times"."""
    return _ORGANISATION.search(name) is not None


def belonging(polity: Entity | None) -> tuple[str | None, str | None]:
    """The code and the path of the polity that an agent belongs to."""
    return (polity.polity or polity.code, polity.path) if polity is not None else (None, None)


def group(doc: Doc, last: Token, head: Token | None = None) -> Agent:
    """Anyone a phrase names without being a name: "the soldiers"; up to `last`, with another `head` ("a group of monks")."""
    text = re.sub(
        r"^(the|a|an|all|its|their|his|her)\s+",
        "",
        clean(doc[(head or last).left_edge.i : last.i + 1].text),
        flags=re.I,
    )
    return Agent(f"group/{slug(text)}", text, "people")


def in_sentence(polity: Entity) -> str:
    """The name of a polity inside a sentence: "the Netherlands"."""
    return polity.phrase or polity.name
