"""From a name to the thing that bears it: parameters that stand for things take labels as well as IRIs.

    -p target=kosovo ─names()─> things of that name ─> <…/state/kosovo>

A name is looked for as it stands, then without regard to case, accents and spacing, then among the other names, then
within labels and within other names. The first of these that finds something decides. Nothing is guessed: a parameter
for one thing with several of the name is an error that lists them. A parameter for several things may be given again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Literal

from kg.errors import BadParameter, did_you_mean
from kg.folding import folded
from kg.query import SEVERAL, Rows
from kg.questions import Parameter, Question, given, question
from kg.several import AGAIN
from kg.supervise import DEFAULTS, Limits, Place, ask

#: How many of several things are listed.
LISTED = 8
#: "state/peru", "kgo:Oppose", "https://…", "<…>": no name but an IRI.
IRI = re.compile(r"<.*>|[A-Za-z][\w+.-]*:\S+|[a-z]+/\S+")
# Records have labels too ("Decision on …"), but nobody asks for them by name; and terms are asked for by IRI.
THINGS = """FILTER NOT EXISTS { ?thing rdfs:isDefinedBy ?ontology }
  FILTER NOT EXISTS { ?thing a ?record VALUES ?record { kgo:Decision kgo:Vote kgo:RecognitionStatus } }"""
EXACT = "SELECT DISTINCT ?thing ?label ('0' AS ?other) { VALUES ?label { %s } ?thing rdfs:label ?label . %s }"
ALL = """SELECT DISTINCT ?thing ?label ?other {
  VALUES (?property ?other) { (rdfs:label '0') (skos:altLabel '1') (skos:notation '1') (skos:hiddenLabel '1') }
  ?thing ?property ?label . %s
}"""


#: What makes sense for a parameter; asked once, for the engine would try its pattern anew for every name there is.
AMONG = "SELECT DISTINCT ?value { %s }"


class Named(NamedTuple):
    """A thing and a name of it; `other` if that is not its label."""

    iri: str
    name: str
    other: bool = False


#: Gives the names that are just so (if a text is given), or all; only of things in a graph pattern, if one is given.
Names = Callable[[str | None, str], Iterable[Named]]


class Resolved(NamedTuple):
    """The values of parameters with IRIs in place of names, and what to tell of that."""

    values: dict[str, str]
    notes: tuple[str, ...] = ()


def named(text: str, names: Names, pattern: str = "") -> tuple[list[Named], bool]:
    """The things of a name, each once and sorted by label; and whether that is their name, not only within it.

    Those in the pattern, where a value makes sense, go before all others.
    """
    wanted = folded(text)
    for among in dict.fromkeys((pattern, "")):
        if found := list(names(text, among)):
            return _each(found), True
        everything = [(one, folded(one.name)) for one in names(None, among)]
        ways = (
            (True, [one for one, name in everything if not one.other and name == wanted]),
            (True, [one for one, name in everything if one.other and name == wanted]),
            (False, [one for one, name in everything if not one.other and wanted and wanted in name]),
            (False, [one for one, name in everything if one.other and wanted and wanted in name]),
        )
        for whole, found in ways:
            if found:
                return _each(found), whole
    return [], False


def _each(found: Iterable[Named]) -> list[Named]:
    return sorted({one.iri: one for one in found}.values(), key=lambda one: (one.name, one.iri))


def resolved(asked: Question, values: Mapping[str, str], names: Names) -> Resolved:
    """The values of a question with each name replaced by the IRI (or IRIs) of what bears it.

    Raises `BadParameter` for a name that nothing bears, with the nearest there is; and for one that several things
    bear, with a list, where the question wants one.
    """
    once(asked, values)
    notes: list[str] = []
    own = {parameter.variable.lstrip("_"): str(value) for parameter, value in given(asked, values)}
    new = dict(values)
    for name in values:
        parameter = next(p for p in asked.parameters if name in (p.name, p.variable.lstrip("_")))
        texts = [text.strip() for text in own.get(parameter.variable.lstrip("_"), "").split(AGAIN)]
        if parameter.type not in ("iri", SEVERAL) or texts == [""] or (len(texts) == 1 and IRI.fullmatch(texts[0])):
            continue
        meant: list[str] = []
        for text in texts:
            if IRI.fullmatch(text):
                meant.append(text.strip("<>"))
                continue
            found, whole = named(text, names, parameter.pattern)
            check(asked, parameter, text, found, names)
            if not whole or len(found) > 1:
                notes.append(f"{parameter.name}: {_list(found)}")
            meant += [one.iri for one in found]
        new[name] = " ".join(f"<{iri}>" for iri in dict.fromkeys(meant)) if parameter.type == SEVERAL else meant[0]
    return Resolved(new, tuple(notes))


def once(asked: Question, values: Mapping[str, str]) -> None:
    """Raise `BadParameter` for a parameter that was given again and takes one value."""
    for parameter in asked.parameters:
        for name in (parameter.name, parameter.variable.lstrip("_")):
            times = values.get(name, "").count(AGAIN) + 1
            if times > 1 and parameter.type != SEVERAL:
                raise BadParameter(f"{asked.where}: {parameter.name} is given {times} times and takes one value")


def check(asked: Question, parameter: Parameter, text: str, found: list[Named], names: Names) -> None:
    """Raise `BadParameter` if nothing was found, or too much."""
    if not found:
        everything = {folded(one.name): one.name for one in names(None, "")}
        hint = did_you_mean(folded(text), everything)
        near = everything.get(hint.partition('"')[2].rpartition('"')[0], "") if hint else ""
        raise BadParameter(
            f'{asked.where}: {parameter.name}: nothing in the graph is called "{text}"'
            + (f'; did you mean "{near}"?' if near else "; kg queries NAME lists what there is")
        )
    if len(found) > 1 and parameter.type != SEVERAL:
        raise BadParameter(f'{asked.where}: {parameter.name}: "{text}" could be {_list(found)}; give the IRI')


def _list(found: list[Named]) -> str:
    told = ", ".join(f"{one.name} <{one.iri}>" for one in found[:LISTED])
    return told + (f" and {len(found) - LISTED} more" if len(found) > LISTED else "")


def names_in(place: Place, limits: Limits = DEFAULTS) -> Names:
    """The names in a store, in files or at an endpoint."""

    def rows(query: str) -> Iterable[tuple[str | None, ...]]:
        found = ask(place, question(query, "names"), {}, limits)
        assert isinstance(found, Rows)
        return found.values()

    return names_by(rows)


def names_by(rows: Callable[[str], Iterable[tuple[str | None, ...]]]) -> Names:
    """The names that the answers to queries tell, each query asked once; `rows` answers one, with plain strings."""
    kept: dict[str, list[tuple[str | None, ...]]] = {}

    def asked(query: str) -> list[tuple[str | None, ...]]:
        if query not in kept:
            kept[query] = list(rows(query))
        return kept[query]

    def names(text: str | None, pattern: str) -> list[Named]:
        if text is None:
            among = {iri for (iri,) in asked(AMONG % pattern)} if pattern else None
            found = asked(ALL % THINGS)
            return [Named(str(iri), str(name), way == "1") for iri, name, way in found if among is None or iri in among]
        sense = f"FILTER EXISTS {{ {pattern.replace('?value', '?thing')} }} {THINGS}" if pattern else THINGS
        texts = " ".join(str(Literal(text, language=tag)) for tag in (None, "en"))
        return [Named(str(iri), str(name), way == "1") for iri, name, way in asked(EXACT % (texts, sense))]

    return names
