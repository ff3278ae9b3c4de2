"""What happened in order of time: the rows of the saved question `timeline`, and where each stands in a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from kg.lookup import Lookup
from kg.query import Rows, answer, bound
from kg.serve import saved
from kg.serve.things import cell, number
from kg.store import Snapshot

NAME = "timeline"
WHOLE = 10_000
#: So many sentences of one measure are told.
TOLD = 200
#: Of the picture, in its own units: its width, the column of names, a row, the line of days above.
WIDTH, NAMES, ROW, HEAD = 960, 250, 32, 26
#: So many actors have a row.
ROWS = 14
TICKS = 8


class Event(NamedTuple):
    """What somebody did on a day; `exact`: the day is known, not only that it was no later. `row`: in the table."""

    who: str
    what: str
    kind: str
    about: str
    day: date
    exact: bool
    row: int


def told(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The page of the timeline: the saved question with its values, and the picture of its rows.

    A graph of more than `WHOLE` positions is not asked for everything at once: that takes longer than an answer may.
    """
    form = not arguments["values"] and number(snapshot, "positions", "  ?thing a kgo:Position .")["count"] > WHOLE
    found = saved.question(snapshot, {"name": NAME, "form": form, **arguments})
    return {**found, "picture": picture(list(events(found["columns"], found["rows"])))}


def about(snapshot: Snapshot, iris: Sequence[str]) -> dict[str, Any]:
    """What is told of these things in order of time: rows, their picture, and the query."""
    asked, look = saved.question_of(NAME), Lookup(snapshot)
    values = {"about": " ".join(f"<{iri}>" for iri in iris)}
    found = answer(snapshot, asked, values)
    assert isinstance(found, Rows)
    rows = [[cell(look, term) for term in row] for row in found.rows]
    return {
        "columns": found.columns,
        "rows": rows[:TOLD],
        "count": len(rows),
        "query": bound(asked, values, snapshot.base).text,
        "picture": picture(list(events(found.columns, rows[:TOLD]))),
    }


def events(columns: Sequence[str], rows: Iterable[Sequence[Mapping[str, str]]]) -> Iterator[Event]:
    """The rows that have a day, as events; the same told in several sentences is one."""
    seen = set()
    for place, row in enumerate(rows):
        at = {name: value["label"] for name, value in zip(columns, row, strict=True)}
        when = day_of(at["date"].removeprefix("by "))
        key = (at["who"], at["what"], at["kind"], at["about"], when)
        if when and key not in seen:
            seen.add(key)
            exact = not at["date"].startswith("by ") and len(at["date"]) == 10
            yield Event(at["who"], at["what"], at["kind"], at["about"], when, exact, place)


def day_of(text: str) -> date | None:
    """The first day of a day, month or year; None for what is none.

    >>> day_of("2020-11"), day_of("2020-11-25"), day_of("")
    (datetime.date(2020, 11, 1), datetime.date(2020, 11, 25), None)
    """
    try:
        return date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None


def picture(found: Sequence[Event]) -> dict[str, Any] | None:
    """Where each event stands: a row for each of the most active, days from left to right; None without events."""
    if not found:
        return None
    actors = [who for who, _ in Counter(one.who for one in found).most_common(ROWS)]
    shown = [one for one in found if one.who in actors]
    first, last = min(one.day for one in shown), max(one.day for one in shown)
    if first == last:
        first, last = first - timedelta(1), last + timedelta(1)

    def x(day: date) -> float:
        return round(NAMES + 14 + (WIDTH - NAMES - 60) * (day - first).days / (last - first).days, 1)

    height = HEAD + ROW * len(actors) + 8
    return {
        "width": WIDTH,
        "height": height,
        "names": NAMES,
        "rows": [{"y": HEAD + ROW * place + ROW / 2, "label": who} for place, who in enumerate(actors)],
        "ticks": [{"x": x(day), "label": label} for day, label in ticks(first, last)],
        "marks": list(_marks(shown, actors, x)),
        "left": len({one.who for one in found}) - len(actors),
    }


def _marks(shown: Iterable[Event], actors: Sequence[str], x: Any) -> Iterator[dict[str, Any]]:
    """The marks; those that would hide one another stand side by side as far as the row is high."""
    taken: Counter[tuple[str, int]] = Counter()
    for one in shown:
        at = x(one.day)
        place = taken[one.who, int(at // 12)]
        taken[one.who, int(at // 12)] += 1
        told = f"{one.day.isoformat() if one.exact else f'by {one.day.isoformat()}'}: {one.who}, {one.what}"
        yield {
            "x": round(at + 11 * (place // 2), 1),
            "y": HEAD + ROW * actors.index(one.who) + ROW / 2 + (-7, 7)[place % 2] * bool(place or 0),
            "shape": SHAPES.get((one.kind, one.what)) or SHAPES.get((one.kind, ""), "dot"),
            "exact": one.exact,
            "title": f"{told}: {one.about}" if one.about else told,
            "row": one.row,
        }


#: Kind, and what was done ("" for anything) -> the shape of its mark.
SHAPES = {
    ("decision", ""): "square", ("position", "support"): "up", ("position", "oppose"): "down", ("position", ""): "ring",
    ("statement", ""): "dot", ("demand", ""): "diamond", ("diplomatic act", ""): "cross",
}  # fmt: skip


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Days to name on the axis, at most `TICKS`, by years, months or days as the span wants.

    >>> [label for _, label in ticks(date(2019, 5, 1), date(2022, 5, 1))]
    ['2020', '2021', '2022']
    >>> [label for _, label in ticks(date(2020, 11, 20), date(2020, 11, 22))]
    ['2020-11-20', '2020-11-21', '2020-11-22']
    """
    span = (last - first).days
    days = [first + timedelta(n) for n in range(span + 1)] if span < 40_000 else [first, last]
    for starts, length in ((lambda d: d.month == d.day == 1, 4), (lambda d: d.day == 1, 7), (lambda d: True, 10)):
        chosen = [day for day in days if starts(day)]
        if len(chosen) > 2:
            step = -(-len(chosen) // TICKS)
            return [(day, day.isoformat()[:length]) for day in chosen[::step]]
    return [(day, day.isoformat()) for day in (first, last)]
