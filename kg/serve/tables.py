"""What a page tells as one table, for spreadsheets: a table of functions, one for each view."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Told = Mapping[str, Any]
Row = Sequence[Any]


def written(view: str, told: Told) -> bytes:
    """What a view tells, as CSV (RFC 4180) with a line of column names."""
    columns, rows = TABLES[view]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows(told))
    return out.getvalue().encode()


def _facts(told: Told) -> Iterator[Row]:
    for group in told["groups"]:
        for one in group["facts"]:
            article = one["article"] or {}
            yield (group["name"], one["date"], one["fact"], one["sentence"], article.get("iri", ""), one["confidence"],
                   one["reports"], one["iri"])  # fmt: skip


def _sides(told: Told) -> Iterator[Row]:
    for one in told["sides"]:
        who, behalf = (", ".join(thing["label"] for thing in one[key]) for key in ("holders", "principals"))
        yield ("position", one["side"], who, behalf, one["date"], one["label"], "", *_source(one))
    for one in told["decisions"]:
        figures = ", ".join(f"{figure['count']} {figure['word']}" for figure in one["figures"])
        bodies = ", ".join(thing["label"] for thing in one["bodies"])
        yield ("decision", one["outcome"], bodies, "", one["date"], one["label"], figures, *_source(one))
    for one in told["provisions"]:
        yield ("provision", "", "", "", one["date"], one["label"], "", *_source(one))
    for one in told["differences"]:
        for value in one["values"]:
            for report in value["reports"]:
                preferred = "preferred" if value["preferred"] else "not preferred"
                yield ("difference", one["property"], "", "", "", value["value"], preferred, *_source(report))


def _source(one: Told) -> tuple[str, str, str, str]:
    return one["sentence"], (one["article"] or {}).get("iri", ""), one["confidence"], one["iri"]


def _marked(told: Told) -> Iterator[Row]:
    for part in told["parts"]:
        for fact in part.get("facts", ()):
            begin, end = part["id"].removeprefix("char=").split(",")
            yield fact["claim"], part["text"], begin, end, fact["iri"]


def _reasons(told: Told) -> Iterator[Row]:
    for one in told["reasons"]:
        for place in one["places"]:
            sentence = "".join(text for text, _ in place["pieces"])
            yield (
                one["claim"],
                one["confidence"],
                one["rule"],
                sentence,
                place["title"],
                place["published"],
                place["outlet"],
            )


def _edges(told: Told) -> Iterator[Row]:
    for one in told["edges"]:
        yield (one["source"]["label"], one["side"], one["target"]["label"], one["weight"], one["reports"], one["first"],
               one["last"], one["confidence"], one["source"]["iri"], one["target"]["iri"])  # fmt: skip


def _targets(told: Told) -> Iterator[Row]:
    for one in told["targets"]:
        sides = ("; ".join(position["label"] for position in one[key]) for key in ("one", "other"))
        yield one["label"], one["verdict"], *sides, one["iri"]


def _outlets(told: Told) -> Iterator[Row]:
    for one in told["outlets"]:
        yield one["outlet"], *(number["count"] for number in one["numbers"]), one["first"], one["last"]


#: View -> the names of its columns, and its rows. The rows of questions come from the engine.
TABLES: Mapping[str, tuple[Row, Callable[[Told], Iterable[Row]]]] = {
    "home": (("what", "count"), lambda told: ((one["words"], one["count"]) for one in told["counts"])),
    "search": (("label", "kinds", "iri"),
               lambda told: ((one["label"], ", ".join(one["kinds"]), one["iri"]) for one in told["found"])),
    "outlets": (("outlet", "articles", "own", "first", "last"), _outlets),
    "things": (("date", "label", "iri"), lambda told: ((one["day"], one["label"], one["iri"]) for one in told["things"])),
    "profile": (("group", "date", "fact", "sentence", "article", "confidence", "reports", "record"), _facts),
    "measure": (("part", "side", "who", "for", "date", "what", "note", "sentence", "article", "confidence", "record"), _sides),
    "article": (("fact", "sentence", "begin", "end", "record"), _marked),
    "why": (("fact", "confidence", "rule", "sentence", "article", "published", "outlet"), _reasons),
    "network": (("who", "side", "what", "articles", "reports", "first", "last", "confidence", "who_iri", "what_iri"), _edges),
    "compare": (("what", "verdict", "one", "other", "iri"), _targets),
}  # fmt: skip


def iris(told: Any) -> list[str]:
    """The IRIs that a view names, in order, each once: what its Turtle describes.

    >>> iris({"found": [{"iri": "https://kg.example/state/peru", "label": "Peru"}], "count": 1})
    ['https://kg.example/state/peru']
    """
    return list(dict.fromkeys(_named(told)))


def _named(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        if isinstance(told.get("iri"), str):
            yield told["iri"]
        for value in told.values():
            yield from _named(value)
    elif isinstance(told, list):
        for value in told:
            yield from _named(value)
