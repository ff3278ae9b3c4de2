"""What the gazetteer knows of a polity or a body, and which agent it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.types import Agent, AgentKind

FormKind = Literal["name", "adjective", "demonym", "metonym"]
#: Class to kind, the most telling class first: a parliament of one chamber is both Chamber and Legislature.
KINDS = {
    "State": "state",
    "FormerState": "state",
    "ContestedPolity": "contested",
    "Subdivision": "subdivision",
    "Territory": "territory",
    "InternationalBody": "international",
    "Chamber": "chamber",
    "Legislature": "legislature",
    "ExecutiveBody": "executive",
    "Party": "party",
    "Body": "body",
    "Namesake": "namesake",
}
POLITIES = frozenset({"state", "contested", "subdivision", "territory"})
CHAMBER_TYPES = {"UpperChamber": "upper", "LowerChamber": "lower", "SingleChamber": "single"}
FORM_ORDER: tuple[FormKind, ...] = ("name", "adjective", "demonym", "metonym")
DELIBERATIVE = re.compile(r"\b(council|assembly|parliament|committee|congress|conference)\b", re.IGNORECASE)
MINISTRY = re.compile(r"\b(Ministry|Department|Office|Embassy)\b")
#: Kind of an entity -> the kind of agent that it is.
AGENT_KINDS: dict[str, AgentKind] = {
    "state": "state", "contested": "state", "subdivision": "state", "territory": "state", "chamber": "chamber",
    "legislature": "chamber", "executive": "government", "international": "organisation", "body": "organisation",
    "party": "party",
}  # fmt: skip


class FormerName(NamedTuple):
    """A name that a polity bore, and from when to when: a day, a month or a year, "" if not known."""

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A polity or a body. `path` is the relative IRI ("body/france/senate"), `name` the form used in facts.

    `code` is its own code (polities, international bodies); `polity` that of the polity it belongs to: its own
    for a polity, that of the whole for an organ ("UN" for the Security Council). `of` is the path of the same;
    `part_of` the state around a subdivision or territory. `metonyms` of a state start with its capital.
    `generic` are the bare words that mean a body once its polity is known; `phrase` is the name as it stands in
    a sentence ("the Netherlands"); `preferred` are forms that mean it before they mean another. `chamber_type`
    is "upper", "lower", "single" or None; `chamber_of` the path of the legislature. `seats` are the most that a body
    had since 2015; `founded` and `dissolved` a year or a day, "" if not known. `own_names` are (language, name) pairs,
    told but not looked for: "Sénat" is the name of twenty bodies. `former` are names it bore, with their time as far as
    known. `classes` are those that the file gives it, by their local names. None: does not apply.
    """

    path: str
    kind: str
    name: str
    label: str
    code: str | None = None
    polity: str | None = None
    of: str | None = None
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    capital: str | None = None
    chamber_type: str | None = None
    chamber_of: str | None = None
    part_of: str | None = None
    preferred: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    phrase: str = ""
    seats: int | None = None
    founded: str = ""
    dissolved: str = ""
    own_names: tuple[tuple[str, str], ...] = ()
    former: tuple[FormerName, ...] = ()

    @property
    def is_polity(self) -> bool:
        """True for states, contested polities, subdivisions and territories."""
        return self.kind in POLITIES

    def prefers(self, form: str) -> bool:
        """True for a form that means it before it means another, with or without an article."""
        return form in self.preferred or form.removeprefix("The ") in self.preferred

    def forms(self) -> Iterator[tuple[FormKind, str]]:
        """Every form that means it without any context, with what kind of form it is."""
        for kind, words in zip(FORM_ORDER, self._words(), strict=True):
            for word in words:
                yield kind, word

    def _words(self) -> tuple[tuple[str, ...], ...]:
        return ((self.name, self.label, *self.aliases), self.adjectives, self.demonyms, self.metonyms)


def entity_agent(entity: Entity) -> Agent:
    """The agent that an entity is: of an international body one that deliberates or not, of an executive a ministry."""
    kind = AGENT_KINDS.get(entity.kind, "organisation")
    if entity.kind in ("international", "body") and DELIBERATIVE.search(entity.name):
        kind = "chamber"
    if entity.kind == "executive" and MINISTRY.search(entity.name):
        kind = "ministry"
    of = entity.path if entity.is_polity else entity.of
    return Agent(entity.path, entity.name, kind, entity.polity or entity.code, of, known=True)
