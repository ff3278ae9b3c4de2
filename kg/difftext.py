"""Differences between two graphs as text, Markdown and JSON: a table of writers. Each ends with a line break."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from kg.diff import Difference
from kg.render import markdown_text, visible

SIGNS = {"added": "+", "gone": "-", "changed": "~"}
LONG = 300


def written(found: list[Difference], format: str) -> str:
    """The differences in one of `FORMATS`."""
    return FORMATS[format](found)


def summary(found: list[Difference]) -> str:
    """How many, in one line.

    >>> summary([])
    'no fact differs'
    """
    counts = Counter(one.how for one in found)
    told = [f"{counts[how]} {how}" for how in SIGNS if counts[how]]
    return f"facts: {', '.join(told)}" if told else "no fact differs"


def as_text(found: list[Difference]) -> str:
    """Lines that begin with +, - or ~, kind by kind; below them what changed, or the sentence that tells it."""
    return "".join(f"{line}\n" for line in _text(found))


def _text(found: list[Difference]) -> Iterator[str]:
    for kind, same in groupby(found, key=lambda one: one.fact.kind):
        differences = list(same)
        yield f"{kind} ({summary(differences).removeprefix('facts: ')})"
        for one in differences:
            yield f"{SIGNS[one.how]} {line(one.fact.sentence)}"
            yield from (f"    {detail}" for detail in details(one))
        yield ""
    yield summary(found)


def details(one: Difference) -> Iterator[str]:
    """What a person needs to judge it: the changes, or the evidence."""
    for change in one.changes():
        yield from (f"- {change.property}: {line(value)}" for value in change.gone)
        yield from (f"+ {change.property}: {line(value)}" for value in change.added)
    if one.how != "changed":
        yield from (f'"{line(sentence)}"' for sentence in one.fact.values.get("evidence", ())[:1])
    yield visible(one.fact.iri)


def line(text: str) -> str:
    """Text of an article in one line that can do nothing to a terminal, cut if it is very long."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= LONG else f"{flat[: LONG - 1]}…"


def as_markdown(found: list[Difference]) -> str:
    """For a comment in a pull request: a heading and a list for each kind, all text inert."""
    lines = []
    for kind, same in groupby(found, key=lambda one: one.fact.kind):
        lines += [f"### {kind[:1].upper()}{kind[1:]}", ""]
        for one in same:
            lines.append(f"- **{one.how}** {markdown_text(line(one.fact.sentence))}")
            lines += [f"  - {markdown_text(detail)}" for detail in details(one)]
        lines.append("")
    return "\n".join([*lines, f"{summary(found)[:1].upper()}{summary(found)[1:]}.", ""])


def as_json(found: list[Difference]) -> str:
    """A list of objects: how, kind, iri (and the one before, if it moved), fact, and before and after."""

    def value(one: Difference) -> dict[str, object]:
        return {
            "how": one.how,
            "kind": one.fact.kind,
            "iri": one.fact.iri,
            "fact": one.fact.sentence,
            "before": one.before and {"iri": one.before.iri, **one.before.values},
            "after": one.after and {"iri": one.after.iri, **one.after.values},
            "changes": [change._asdict() for change in one.changes()],
        }

    return json.dumps([value(one) for one in found], ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[list[Difference]], str]] = {"text": as_text, "json": as_json, "md": as_markdown}
