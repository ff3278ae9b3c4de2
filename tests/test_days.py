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
        ("The minister resigns a week after the Senate of Chile rejected the bill.", [None]),
        ("Ana Lopez is sworn in as a judge, shortly after the Senate of Chile confirmed her.", [THURSDAY]),
        # counted from the day of the news, which an item in the present tense is of
        ("Peru signs the accord. Earlier in the day the Senate of Chile had approved it.", [THURSDAY]),
        ("Peru signs the accord. In Santiago, the Senate of Chile ratified it the same day.", [THURSDAY]),
        # ahead: with the word that says so, with the text, or counted to it
        ("On Tuesday the Senate of Chile is due to vote on the bill.", ["2022-09-20"]),
        ("Tomorrow the Senate of Chile is expected to approve the treaty.", ["2022-09-16"]),
        ("Peru signs the pact; next month the Senate of Chile is scheduled to debate the treaty.", ["2022-10"]),
        (
            "Labour tables a motion of no confidence in the government, to be debated on Monday by the House of Commons.",
            ["2022-09-19"],
        ),
        ("Mali closes its border, four days before the Sejm is due to vote on the law.", ["2022-09-19"]),
        ("The Sejm, which meets on Monday, is to vote on the bill.", [None]),
        ("Chile said on Monday that its Senate is to vote on the bill.", [None]),
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
