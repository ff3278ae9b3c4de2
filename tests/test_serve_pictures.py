"""Pictures stay small and whole, whatever the graph holds; what they do not show, they say."""

from __future__ import annotations

from datetime import date, timedelta

from kg.network import Edge, Network, Node
from kg.serve import sides, timeline
from kg.serve.timeline import Event


def events(number: int, actors: int) -> list[Event]:
    first = date(2024, 1, 1)
    kinds = [
        ("position", "support"),
        ("position", "oppose"),
        ("decision", "adopted"),
        ("statement", "say"),
        ("odd", ""),
    ]
    return [
        Event(f"actor {n % actors}", kinds[n % 5][1], kinds[n % 5][0], "x", first + timedelta(n % 900), bool(n % 2), n)
        for n in range(number)
    ]


def test_a_timeline_has_so_many_rows_and_every_mark_in_its_row() -> None:
    drawn = timeline.picture(events(2000, 60))
    assert drawn is not None
    assert len(drawn["rows"]) == timeline.ROWS and drawn["left"] == 60 - timeline.ROWS
    assert len(drawn["ticks"]) <= timeline.TICKS + 1
    for mark in drawn["marks"]:
        assert mark["x"] >= timeline.NAMES and 0 < mark["y"] < drawn["height"]
        assert min(abs(mark["y"] - row["y"]) for row in drawn["rows"]) <= timeline.ROW / 2
    assert {mark["shape"] for mark in drawn["marks"]} == {"up", "down", "square", "dot"}


def test_a_timeline_of_one_day_or_of_a_long_time_is_drawn() -> None:
    one = timeline.picture(events(1, 1))
    assert one is not None and len(one["marks"]) == 1
    early = Event("a", "say", "statement", "", date(1, 1, 1), True, 0)
    late = early._replace(day=date(9999, 12, 31), row=1)
    long = timeline.picture([early, late])
    assert long is not None and [mark["row"] for mark in long["marks"]] == [0, 1]
    assert timeline.picture([]) is None


def test_rows_become_events_once_and_without_a_day_not_at_all() -> None:
    columns = ["date", "kind", "who", "what", "about"]
    rows = [
        [{"label": text} for text in row]
        for row in (
            ("2024-06-04", "decision", "Senate", "adopted", "m"),
            ("2024-06-04", "decision", "Senate", "adopted", "m"),
            ("by 2024-06-05", "position", "Peru", "oppose", "m"),
            ("2024-06", "position", "Chile", "support", "m"),
            ("", "statement", "Peru", "say", ""),
        )
    ]
    found = list(timeline.events(columns, rows))
    assert [(one.who, one.exact, one.row) for one in found] == [
        ("Senate", True, 0),
        ("Peru", False, 2),
        ("Chile", False, 3),
    ]


def edges(number: int) -> list[Edge]:
    return [Edge(f"h{n}", f"t{n % 7}", "supports", 1 + n % 3, 1, "", "2024-01-01", 0.8) for n in range(number)]


def test_a_network_is_drawn_within_its_bounds() -> None:
    shown = sides._within(edges(1000), sides.LINES)
    ends = {end for edge in shown for end in (edge.source, edge.target)}
    assert len(shown) == sides.LINES and len(ends) <= sides.THINGS
    nodes = {name: Node(name, f"Name of {name}", "State") for name in ends}

    class Look:
        base = "https://kg.example/"

    drawn = sides.picture(Look(), Network(nodes, tuple(shown)), shown, [])  # type: ignore[arg-type]
    assert drawn is not None and len(drawn["lines"]) == len(shown)
    places = [(one["x"], one["y"]) for one in drawn["things"]]
    assert len(places) == len(set(places)) and all(0 < y < drawn["height"] for _, y in places)
