"""Agents from what is known of them: an entity of the gazetteer, or a name that the text gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.phrases import clean
from kg.iri import slug
from kg.types import Agent, AgentKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.gazetteer import Entity

_KINDS: dict[str, AgentKind] = {
    "state": "state", "contested": "state", "subdivision": "state", "territory": "state", "chamber": "chamber",
    "legislature": "chamber", "executive": "government", "international": "organisation", "body": "organisation",
    "party": "party",
}  # fmt: skip


_DELIBERATIVE = re.compile(r"\b(council|assembly|parliament|committee|congress|conference)\b", re.I)


def entity_agent(entity: Entity) -> Agent:
    """The agent that a gazetteer entity is."""
    kind = _KINDS.get(entity.kind, "organisation")
    if entity.kind in ("international", "body") and _DELIBERATIVE.search(entity.name):
        kind = "chamber"
    if entity.kind == "executive" and _is_ministry(entity.name):
        kind = "ministry"
    of = entity.path if entity.is_polity else entity.of
    return Agent(entity.path, entity.name, kind, entity.polity or entity.code, of, known=True)


def _is_ministry(name: str) -> bool:
    return bool(re.search(r"\b(Ministry|Department|Office|Embassy)\b", name))


def person(name: str, polity: Entity | None = None) -> Agent:
    """A person by name; the polity is the one a title or office names."""
    code = (polity.polity or polity.code) if polity else None
    return Agent(f"person/{slug(name)}", name, "person", code, polity.path if polity else None)


def organisation(name: str, polity: Entity | None = None) -> Agent:
    """A named organisation the gazetteer does not know."""
    code = (polity.polity or polity.code) if polity else None
    return Agent(f"organisation/{slug(name)}", name, "organisation", code, polity.path if polity else None)


def group(doc: Doc, head: Token) -> Agent:
    """Anyone a phrase names without being a name: "the soldiers"."""
    text = re.sub(
        r"^(the|a|an|all|its|their|his|her)\s+", "", clean(doc[head.left_edge.i : head.i + 1].text), flags=re.I
    )
    return Agent(f"group/{slug(text)}", text, "people")


def in_sentence(polity: Entity) -> str:
    """The name of a polity inside a sentence: "the Netherlands"."""
    return polity.phrase or polity.name
