"""Why a question has no rows: what it names that is not there, and the condition without which there would be rows.

    question without rows ─┬─ the same without one of its parameters
                           ├─ the same of the other side
                           ├─ of a saved question: what its header says of that
                           └─ of another: names that the graph does not have, with the nearest; the same without one
                              condition, else its first conditions alone

Each is asked of the supervised worker, all within `SECONDS`; what is not found out by then is not told. An explanation is a
help: it never fails where the answer did not.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice, pairwise
from pathlib import Path
from shlex import quote
from typing import Any

from kg import pieces, questions, sparql
from kg.entities import nearest
from kg.errors import KgError
from kg.folding import folded
from kg.lookup import Lookup
from kg.query import Rows, bound, plain
from kg.questions import Parameter, Question
from kg.store import open_snapshot
from kg.supervise import Limits, Place, ask, base_of
from kg.vocabulary import KGO, PREFIXES

SECONDS = 1.0
#: So many of the question's variants are asked at once, as one query.
AT_ONCE = 6
ROWS_READ = 300
LONGEST_NAME = 80
TOLD = 3
#: A saved question and the one that asks for the other side.
OTHER_SIDE = {"opponents": "supporters", "supporters": "opponents"}
SWAPPED = {"kgo:Oppose": "kgo:Support", "kgo:Support": "kgo:Oppose"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
COMPARED = re.compile(r"FILTER\s*\(\s*(?:(\?\w+)\s*(?:[<>]=?|=)|[^?]*(?:[<>]=?|=)\s*(\?\w+)\s*\)$)")
DAY = re.compile(r"(by )?\d{4}(-\d\d(-\d\d)?)?")


class Asked:
    """A question without rows, where it was asked, and until when its explanation may take."""

    def __init__(self, place: Place, asked: Question, values: Mapping[str, str], memory: int) -> None:
        self.place, self.asked, self.values = place, asked, values
        self.base = base_of(place)
        self.text = bound(asked, values, self.base).text
        self._memory, self._until = memory, time.monotonic() + SECONDS

    def left(self) -> float:
        """How many seconds are left."""
        return self._until - time.monotonic()

    def rows(self, asked: Question, values: Mapping[str, str], count: int) -> list[dict[str, str]]:
        """The first rows of a question as text; none if the time is over."""
        if self.left() <= 0:
            return []
        with suppress(KgError):
            answer = ask(self.place, asked, values, Limits(self.left(), self._memory))
            if isinstance(answer, Rows):
                return [
                    {name: plain(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
                    for row in islice(answer.rows, count)
                ]
        return []


def explained(place: Place, asked: Question, values: Mapping[str, str], memory: int = 2_000_000_000) -> list[str]:
    """Lines that say why a SELECT has no rows; empty if that was not found out in time."""
    # Whatever goes wrong here, the answer was given already, and to say nothing more is right.
    with suppress(Exception):
        empty = Asked(place, asked, values, memory)
        look = Lookup(open_snapshot(place)) if isinstance(place, Path) else None
        steps = SAVED if asked.empty else WRITTEN
        told: list[str] = []
        for step in steps:
            if not told:
                told = list(step(empty, look))
        return told or [f"no condition alone keeps all rows away{unused_names(empty, look)}"]
    return []


# --- names


def full_name(name: str, declared: Mapping[str, str], base: str) -> str:
    """The IRI of a name or IRI as it stands in a query; "" for one whose prefix is not known."""
    if name.startswith("<"):
        iri = name[1:-1]
        return iri if re.match(r"[A-Za-z][\w+.-]*:", iri) else base + iri
    prefix, _, rest = name.partition(":")
    namespace = declared.get(prefix, PREFIXES.get(prefix, ""))
    return namespace + rest if namespace else ""


def declarations(found: list[sparql.Token]) -> dict[str, str]:
    """The prefixes that a query declares, with their namespaces."""
    return {
        name.text.partition(":")[0]: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.word() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def named(empty: Asked) -> dict[str, str]:
    """The names in the question as written, with their IRIs."""
    found = sparql.tokens(empty.text)
    declared = declarations(found)
    base = next((iri.text[1:-1] for word, iri in pairwise(found) if word.word() == "BASE"), empty.base)
    return {token.text: full_name(token.text, declared, base) for token in pieces.constants(found)}


def unknown_names(empty: Asked, look: Lookup | None) -> Iterator[str]:
    """Names in the question that stand nowhere in the graph."""
    for name, iri in named(empty).items() if look else ():
        if iri and look and not look.used(iri):
            near = near_names(look, iri)
            yield f"{name} stands nowhere in the graph" + (f"; nearest: {', '.join(near)}" if near else "")


def near_names(look: Lookup, iri: str) -> list[str]:
    """Names that the graph has, like one that it has not: of the ontology, or of the same kind of thing."""
    from difflib import get_close_matches

    if iri.startswith(KGO):
        known = look.terms()
        return [f"kgo:{name}" for name in get_close_matches(iri[len(KGO) :], known, n=TOLD, cutoff=0.6)]
    kind = iri[len(look.base) :].partition("/")[0] if iri.startswith(look.base) else ""
    if not kind:
        return []
    start = f"{look.base}{kind}/"
    things = sorted({name[len(start) :] for _, name in look.named() if name.startswith(start)})
    near = get_close_matches(iri[len(start) :], things, n=TOLD, cutoff=0.6)
    return [f"<{kind}/{name}>" for name in near]


def unused_names(empty: Asked, look: Lookup | None) -> str:
    """Of the names that the ontology knows, those that no article uses."""
    idle = [name for name, iri in named(empty).items() if look and iri.startswith(KGO) and not look.used_in_data(iri)]
    return f"; no article gives {', '.join(dict.fromkeys(idle))}" if idle else ""


# --- parameters


def without_parameters(empty: Asked, look: Lookup | None) -> Iterator[str]:
    """The parameters without which there are rows, each alone, else all together."""
    own = {
        p.name: p for p in empty.asked.parameters if p.name in empty.values or p.variable.lstrip("_") in empty.values
    }
    guilty = False
    for name, parameter in own.items():
        found = empty.rows(empty.asked, relaxed(empty.values, [parameter]), ROWS_READ)
        if found:
            guilty = True
            value = empty.values.get(name, empty.values.get(parameter.variable.lstrip("_"), ""))
            yield f"nothing matches -p {name}={value}{alternatives(parameter, value, found)}"
    if not guilty and len(own) > 1 and empty.rows(empty.asked, relaxed(empty.values, list(own.values())), 1):
        yield f"nothing matches {' and '.join(f'-p {name}' for name in own)} together; without them there are rows"


def relaxed(values: Mapping[str, str], parameters: list[Parameter]) -> dict[str, str]:
    """The values without those of some parameters, whose defaults are taken away too."""
    names = {name for p in parameters for name in (p.name, p.variable.lstrip("_"))}
    return {name: value for name, value in values.items() if name not in names} | {
        p.name: "" for p in parameters if not p.required
    }


def alternatives(parameter: Parameter, value: str, rows: list[dict[str, str]]) -> str:
    """What could be given instead of a value: for a number or a day the range of such columns, else the nearest names."""
    form = DAY if parameter.type == "date" else NUMBER if NUMBER.fullmatch(value) else None
    if form:
        ranges = [f"; {name} runs from {least} to {most}" for name, least, most in ranged(rows, form)]
        return "; without it there are rows" + "".join(ranges[:TOLD])
    names = {cell for row in rows for cell in row.values() if is_name(cell)}
    near = near_labels(value, names)
    return f"; nearest: {', '.join(near)}" if near else "; without it there are rows"


def is_name(cell: str) -> bool:
    """True of a cell that can be a name: no IRI, no sentence, no number or day."""
    plain_name = len(cell) <= LONGEST_NAME and "://" not in cell and not cell.endswith((".", "!", "?", "”", '"'))
    return plain_name and not NUMBER.fullmatch(cell) and not DAY.fullmatch(cell) and cell != ""


def near_labels(value: str, names: set[str]) -> list[str]:
    """The names nearest to a value, in their own spelling."""
    spelled = {folded(name): name for name in sorted(names)}
    return [f'"{spelled[name]}"' for name in nearest(folded(value), list(spelled), TOLD)]


def ranged(rows: list[dict[str, str]], form: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """The columns all whose cells have a form, with their smallest and greatest."""
    order: Callable[[str], Any] = float if form is NUMBER else lambda cell: cell.removeprefix("by ")
    for name in dict.fromkeys(name for row in rows for name in row):
        cells = [row[name] for row in rows if row.get(name)]
        if cells and all(form.fullmatch(cell) for cell in cells):
            yield name, min(cells, key=order), max(cells, key=order)


# --- the other side


def of_the_other_side(empty: Asked, look: Lookup | None) -> Iterator[str]:
    """Whether the same question has rows for the positions of the other polarity."""
    stem = Path(empty.asked.where).stem
    if stem in OTHER_SIDE:
        with suppress(KgError):
            other = questions.find(OTHER_SIDE[stem], [Path(empty.asked.where).parent])
            if found := empty.rows(other, empty.values, ROWS_READ):
                given = "".join(f" -p {quote(f'{name}={value}')}" for name, value in empty.values.items())
                more = " or more" if len(found) == ROWS_READ else ""
                rows = "1 row" if len(found) == 1 else f"{len(found)}{more} rows"
                yield f"but of the other side there are: kg query {OTHER_SIDE[stem]}{given} has {rows}"
        return
    found_tokens = [token for token in sparql.tokens(empty.text) if token.text in SWAPPED]
    if found_tokens:
        text = empty.text
        for token in reversed(found_tokens):
            text = text[: token.start] + SWAPPED[token.text] + text[token.start + len(token.text) :]
        if empty.rows(Question(text, empty.asked.where), {}, 1):
            words = ", ".join(dict.fromkeys(f"{SWAPPED[t.text]} instead of {t.text}" for t in found_tokens))
            yield f"of the other side there are rows ({words})"


# --- conditions


def without_conditions(empty: Asked, look: Lookup | None) -> Iterator[str]:
    """The conditions without any of which there are rows; if no single one is to blame, how far there are any."""
    found = pieces.pattern(empty.text)
    if found is None:
        return
    variants = [found.without(None), *(found.without(condition) for condition in found.conditions)]
    alive = survivors(empty, found.prologue, variants)
    if 0 in alive:
        yield "the pattern has matches; HAVING, LIMIT or OFFSET leaves none of them"
        return
    guilty = [found.conditions[number - 1] for number in sorted(alive)]
    for condition in guilty[:TOLD]:
        hint = bounds(empty, found, condition) or in_labels(condition.text, look)
        yield f"nothing matches {placed(empty, condition)}{hint}"
    if not guilty:
        yield from how_far(empty, found, look)


def survivors(empty: Asked, prologue: str, variants: list[str]) -> set[int]:
    """The numbers of the patterns that match anything, as far as time allows to ask."""
    alive: set[int] = set()
    for start in range(0, len(variants), AT_ONCE):
        part = variants[start : start + AT_ONCE]
        branches = " UNION ".join(
            f"{{ SELECT ({start + number} AS ?kg_variant) WHERE {variant} LIMIT 1 }}"
            for number, variant in enumerate(part)
        )
        text = f"{prologue} SELECT ?kg_variant WHERE {{ {branches} }}"
        alive |= {int(row["kg_variant"]) for row in empty.rows(Question(text, empty.asked.where), {}, len(part))}
    return alive


def bounds(empty: Asked, found: pieces.Pattern, condition: pieces.Condition) -> str:
    """Between what a variable lies that a condition compares with something."""
    compared = COMPARED.match(condition.text)
    if not compared:
        return ""
    variable = compared[1] or compared[2]
    head = f"SELECT (MIN({variable}) AS ?least) (MAX({variable}) AS ?most) WHERE"
    text = f"{found.prologue} {head} {found.without(condition)}"
    for row in empty.rows(Question(text, empty.asked.where), {}, 1):
        if {"least", "most"} <= row.keys():
            return f"; without it {variable} runs from {row['least']} to {row['most']}"
    return ""


def how_far(empty: Asked, found: pieces.Pattern, look: Lookup | None) -> Iterator[str]:
    """Up to where the question, built up piece by piece, has matches."""
    alive = survivors(empty, found.prologue, [found.first(count) for count in range(1, len(found.top))])
    last = max(alive, default=-1) + 1
    if empty.left() > 0 and 0 < last < len(found.top):
        start, end = found.top[last]
        words = " ".join(empty.text[start:end].split())
        yield f"there are matches up to {line_of(empty, start)}, none with: {shortened(words)}{in_labels(words, look)}"


def placed(empty: Asked, condition: pieces.Condition) -> str:
    """A condition with its line."""
    return f"{line_of(empty, condition.start)}: {shortened(condition.text)}"


def line_of(empty: Asked, start: int) -> str:
    """The line of the question as written."""
    origin = bound(empty.asked, empty.values, empty.base).substituted.origin(start)
    return f"line {sparql.place(empty.asked.text, origin)[0]}"


def shortened(words: str, length: int = 120) -> str:
    """Words cut if there are many."""
    return words if len(words) <= length else f"{words[: length - 2].rstrip()} …"


def in_labels(condition: str, look: Lookup | None) -> str:
    """If a condition has a name in quotation marks: how the graph spells it, or the nearest names."""
    quoted = re.search(r'"([^"]{3,80})"|\'([^\']{3,80})\'', condition)
    if not quoted or look is None:
        return ""
    wanted = quoted[1] or quoted[2]
    names = {name for name, _ in look.named()}
    same = sorted(name for name in names if folded(name) == folded(wanted))
    if wanted in same and "STR(" not in condition.upper():
        return f'; names have a language: write "{wanted}"@en, or compare STR(...)'
    near = [f'"{name}"' for name in same] or near_labels(wanted, names)
    return f"; nearest: {', '.join(near[:TOLD])}" if near else ""


def told_by_header(empty: Asked, look: Lookup | None) -> Iterator[str]:
    """What a saved question says of having no rows."""
    yield empty.asked.empty


Step = Callable[[Asked, Lookup | None], Iterator[str]]
SAVED: tuple[Step, ...] = (without_parameters, of_the_other_side, told_by_header)
WRITTEN: tuple[Step, ...] = (unknown_names, without_parameters, of_the_other_side, without_conditions)
