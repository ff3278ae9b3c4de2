"""The day of a decision, told by its clause, by the clause above or by the news itself. Published on a Thursday."""

from __future__ import annotations

import pytest
from conftest import Read

THURSDAY = "2022-09-15"


def days(read: Read, text: str, published: str | None = THURSDAY) -> list[str | None]:
    return [d.date.value if d.date else None for d in read(text, published).decisions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an opening in the past that names no time is of the day
        ("After a long night the Senate of Chile rejected the fishing bill by 30 votes to 12.", [THURSDAY]),
        ("The fishing bill was rejected in the Senate of Chile.", [THURSDAY]),
        ("Trawlers blocked the port of Arica. The Senate of Chile rejected the fishing bill.", [THURSDAY]),
        # but not what goes back from there, nor where another time is told, nor further down
        ("The Senate of Chile had rejected the fishing bill.", [None]),
        ("Trawlers blocked the port, which the Senate of Chile closed when it adopted the bill.", [None]),
        ("In 2019 trawlers blocked the port of Arica. The Senate of Chile rejected the fishing bill.", [None]),
        ("Trawlers blocked the port of Arica.\n\nThe Senate of Chile rejected the fishing bill.", [None]),
        # counted back from the clause above
        ("Peru recalls its envoy, two days after the Senate of Chile adopted the fishing bill.", ["2022-09-13"]),
        ("Peru recalled its envoy on Tuesday, a day after the Senate of Chile adopted the bill.", ["2022-09-12"]),
        ("Peru recalled its envoy last month, a day after the Senate of Chile adopted the bill.", [None]),
        # what has just led to the news
        ("Farmers may plough again after the Senate of Chile passed the law by 30 votes to 12.", [THURSDAY]),
        ("Protests go on even though the Senate of Chile has scrapped the law.", [THURSDAY]),
        ("Farmers could plough again once the Senate of Chile passed the law in 2018.", ["2018"]),
        ("Rents fall since the Senate of Chile adopted the law.", [None]),
        ("Peru resigned from the league after the Senate of Chile had adopted the law.", [None]),
        # told on from the clause above
        ("The Senate of Chile met on Monday, adopting the fishing bill by 30 votes to 12.", ["2022-09-12"]),
    ],
)
def test_the_day_of_a_decision(read: Read, text: str, expected: list[str | None]) -> None:
    assert days(read, text) == expected


def test_no_day_without_a_day_of_the_news(read: Read) -> None:
    assert days(read, "The Senate of Chile rejected the fishing bill.", None) == [None]


def test_what_is_planned_lies_ahead(read: Read) -> None:
    assert days(read, "The Senate of Chile plans to vote on the fishing bill on Monday.") == ["2022-09-19"]
