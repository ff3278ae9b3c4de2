"""Positions within houses and in votes: parties, members, presidents, those outside; who leaves, who stands with whom.

Each case is a sentence and the positions in it, written as in `test_extract_positions`; nothing else may be found.
"""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.test_extract_positions import Case, sides, tells

ABSENCE: list[Case] = [
    ("Bulgarian deputies walk out as the parliament passes a bill on wiretaps.", ["deputies o bill on wiretaps"]),
    ("The Seimas ratified the accord after the Homeland Union stormed out.", ["Homeland Union o accord"]),
    (
        "The parliament of Togo approved the bill, while the opposition marched out of the chamber.",
        ["opposition o bill"],
    ),
    ("Tory peers stage a walkout before the Lords pass the hunting bill.", ["Tory peers o hunting bill"]),
    ("Unionist members walked out in protest, calling the budget a disgrace.", ["Unionist members o budget"]),
    ("The parliament of Chad passed the bill. The rebel leader walked out of prison.", []),
]


@pytest.mark.parametrize(("text", "expected"), ABSENCE)
def test_who_leaves_a_sitting_is_against_what_it_decides(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


def check(read: Read, text: str, expected: list[str]) -> None:
    found = read(text, "2021-03-04")
    left = list(found.positions)
    for one in expected:
        match = next((p for p in left if tells(p, one)), None)
        assert match is not None, f"no {one!r} among {sides(found)}"
        left.remove(match)
    assert not left, sides(found)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Socialist Campaign League rejects the bill.", None),
        ("The Progressive Socialist Union rejects the bill.", None),
        ("The Republican Women's League rejects the bill.", "US"),
        ("In Lisbon, the Socialist Party rejects the bill.", "PT"),
        ("Paris: on Monday Socialists reject the bill.", "FR"),
    ],
)
def test_the_word_of_a_party_in_another_name_gives_it_no_country(read: Read, text: str, country: str | None) -> None:
    (held,) = read(text, "2021-03-04").positions
    assert held.holder.polity == country
