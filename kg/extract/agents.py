"""Agents from what is known of them: an entity of the gazetteer, or a name that the text gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.phrases import clean
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token
    from kg.gazetteer import Entity


def person(name: str, polity: Entity | None = None) -> Agent:
    """A person by name; the polity is the one a title or office names."""
    code = (polity.polity or polity.code) if polity else None
    return Agent(f"person/{slug(name)}", name, "person", code, polity.path if polity else None)


def organisation(name: str, polity: Entity | None = None) -> Agent:
    """A named organisation the gazetteer does not know."""
    code = (polity.polity or polity.code) if polity else None
    return Agent(f"organisation/{slug(name)}", name, "organisation", code, polity.path if polity else None)


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
