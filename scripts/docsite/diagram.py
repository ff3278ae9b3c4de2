"""Diagrams of the ontology's modules as SVG: a box a class, a row a property, the same bytes each time.

Columns go by how far a class is below the uppermost; lines on the left are of subclasses, curves on the right of properties
that lead to a class of the same module. The text twin of each picture is the reference below it.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import networkx as nx

from docsite.terms import Ontology, Term, prefixes
from kg import data
from kg.vocabulary import KGO, OWL

WIDTH, ROW, HEAD, PAD, GAP_X, GAP_Y = 264, 17, 24, 7, 74, 16
#: As the ontology declares them, eli and eli-dl among them, which no graph of kg needs.
PREFIXES = prefixes((data.root("ontology") / "kgo.ttl").read_text(encoding="utf-8"))
#: Letters that fit into a row, and columns of concepts.
LETTERS, COLUMNS = 39, 4


class Row(NamedTuple):
    """A line in a box: its words, the term it leads to, and the name of the class that a curve goes to ("" for none)."""

    text: str
    term: str
    to: str = ""


class Box(NamedTuple):
    """A box with its place."""

    name: str
    rows: tuple[Row, ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        """How tall it is."""
        return tall(self.rows)


def tall(rows: tuple[Row, ...]) -> int:
    """The height of a box with these rows."""
    return HEAD + (len(rows) * ROW + PAD if rows else 0)


def short(iri: str) -> str:
    """An IRI by its prefix; terms of the ontology without one.

    >>> short(KGO.State), short("http://www.w3.org/ns/prov#Agent")
    ('State', 'prov:Agent')
    """
    if iri.startswith(KGO):
        return iri[len(KGO) :]
    known = ((f"{prefix}:", begin) for prefix, begin in PREFIXES.items() if iri.startswith(begin))
    return next((name + iri[len(begin) :] for name, begin in known), iri.rpartition("#")[2].rpartition("/")[2])


def own(iri: str) -> str:
    """The name of a term of the ontology, "" for another's: some of theirs are called as ours are."""
    return iri[len(KGO) :] if iri.startswith(KGO) else ""


def classes(ontology: Ontology, shown: list[Term]) -> str:
    """The diagram of some classes."""
    names = [term.name for term in shown]
    below = nx.DiGraph()
    below.add_nodes_from(names)
    below.add_edges_from((own(up), term.name) for term in shown for up in term.parents if own(up) in names)
    rows = {name: _rows(ontology, name, names) for name in names}
    boxes = _placed(below, names, rows)
    lines = [_subclass(boxes[up], boxes[down]) for up, down in below.edges]
    curves = [
        _curve(box, index, boxes[row.to]) for box in boxes.values() for index, row in enumerate(box.rows) if row.to
    ]
    module = shown[0].section.removeprefix("Classes: ") if shown else ""
    kinds = "".join(f" {down} is a kind of {up}." for up, down in below.edges)
    told = f"Classes with their properties: {', '.join(names)}.{kinds}"
    return _svg(list(boxes.values()), [*lines, *curves], f"Diagram of classes: {module}", told)


def _rows(ontology: Ontology, name: str, shown: list[str]) -> tuple[Row, ...]:
    found = []
    for term in ontology.of("property"):
        if KGO + name in term.domain:
            to = " | ".join(short(iri) for iri in term.range) or "any"
            near = next((own(iri) for iri in term.range if own(iri) in shown and own(iri) != name), "")
            found.append(Row(f"{term.name} : {to}", term.name, near if term.type == OWL.ObjectProperty else ""))
    return tuple(found)


def _placed(below: nx.DiGraph, names: list[str], rows: dict[str, tuple[Row, ...]]) -> dict[str, Box]:
    """Each class to the right of what it is below, and beneath what came before it in the same column."""
    boxes: dict[str, Box] = {}
    for depth, generation in enumerate(nx.topological_generations(below)):
        under = {
            name: min((list(boxes).index(up) for up in below.predecessors(name)), default=-1) for name in generation
        }
        y = PAD
        for name in sorted(generation, key=lambda name: (under[name], names.index(name))):
            above = [boxes[up].y for up in below.predecessors(name)]
            y = max(y, min(above, default=y)) if depth else y
            boxes[name] = Box(name, rows[name], PAD + depth * (WIDTH + GAP_X), y)
            y += boxes[name].height + GAP_Y
    return boxes


def concepts(ontology: Ontology) -> str:
    """The diagram of the schemes, each with its concepts."""
    ends = [PAD] * COLUMNS
    boxes = []
    schemes = sorted(ontology.of("scheme"), key=lambda term: (-len(ontology.members(term.name)), term.name))
    for scheme in schemes:
        rows = tuple(Row(term.name, term.name) for term in ontology.members(scheme.name))
        column = ends.index(min(ends))
        boxes.append(Box(scheme.name, rows, PAD + column * (WIDTH + PAD * 2), ends[column]))
        ends[column] += tall(rows) + GAP_Y
    return _svg(boxes, [], "Diagram of the concept schemes", "Each box is a scheme, each row one of its concepts.")


def _subclass(up: Box, down: Box) -> str:
    x, y = up.x + WIDTH, up.y + HEAD // 2
    to = down.y + HEAD // 2
    middle = down.x - GAP_X // 2
    tip = f"M{x} {y} l10 -6 v12 z"
    return f'<path class="tip" d="{tip}"/><path class="up" d="M{x + 10} {y} H{middle} V{to} H{down.x}"/>'


def _curve(box: Box, index: int, to: Box) -> str:
    x, y = box.x + WIDTH, box.y + HEAD + index * ROW + ROW // 2 + 2
    if to.x > box.x:
        end, far = to.x, to.x - 20
    else:
        end, far = to.x + WIDTH, to.x + WIDTH + 46
    middle = max(x, end) + 40 if to.x <= box.x else x + 30
    at = to.y + HEAD // 2 + 5
    # The arrow's id is that of the box it comes from: ids are unique on a page, and so are names of classes.
    return f'<path class="to" marker-end="url(#arrow-{box.name})" d="M{x} {y} C{middle} {y} {far} {at} {end} {at}"/>'


def _svg(boxes: list[Box], lines: list[str], title: str, told: str) -> str:
    """The picture with its title, and in words what the lines between the boxes tell."""
    width = max(box.x for box in boxes) + WIDTH + 52
    height = max(box.y + box.height for box in boxes) + PAD
    drawn = "".join(_box(box) for box in boxes)
    arrows = "".join(_arrow(box.name) for box in boxes if any(row.to for row in box.rows))
    name = f"diagram-{boxes[0].name}"
    words = f'<title id="{name}">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="group" aria-labelledby="{name}" aria-describedby="{name}-told">{words}'
        f"<defs>{arrows}</defs>{''.join(lines)}{drawn}</svg>"
    )


def _arrow(name: str) -> str:
    size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    return f'<marker id="arrow-{name}" {size}><path d="M0 0 L8 4 L0 8 z"/></marker>'


def _box(box: Box) -> str:
    head = f'<rect class="box" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="4"/>'
    head += f'<a href="#{box.name}"><text class="name" x="{box.x + 9}" y="{box.y + 17}">{escape(box.name)}</text></a>'
    lines = []
    for index, row in enumerate(box.rows):
        text = row.text if len(row.text) <= LETTERS else row.text[: LETTERS - 1] + "…"
        whole = f' aria-label="{escape(row.text)}"' if text != row.text else ""
        y = box.y + HEAD + index * ROW + 12
        lines.append(
            f'<a href="#{row.term}"{whole}><text class="row" x="{box.x + 9}" y="{y}">{escape(text)}</text></a>'
        )
    return head + "".join(lines)
