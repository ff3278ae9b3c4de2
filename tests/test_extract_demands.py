"""Demands: who asks whom for what, in which words."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    (
        "The Kenyan Senate urges the government to withdraw troops from Somalia.",
        [("Senate of Kenya", "Government of Kenya", "withdraw troops from Somalia")],
    ),
    ("Mexico asks the United Nations to send observers.", [("Mexico", "United Nations", "send observers")]),
    ("Amnesty International called for an inquiry.", [("Amnesty International", None, "an inquiry")]),
    (
        "South Africa's president called on the two sides to resume talks.",
        [("President of South Africa", "two sides", "resume talks")],
    ),
    (
        "The UN General Assembly passed a resolution demanding an immediate ceasefire and the release of hostages.",
        [("resolution", None, "an immediate ceasefire and the release of hostages")],
    ),
    (
        "The Security Council approved a resolution calling on Sudan to open the border and to admit observers.",
        [("resolution", "Sudan", "open the border"), ("resolution", "Sudan", "admit observers")],
    ),
    ("Nigeria asked Ghana not to close the border.", [("Nigeria", "Ghana", "not to close the border")]),
    ("Turkey demanded an apology from Sweden.", [("Turkey", "Sweden", "an apology")]),
    ("India issued a call for restraint.", [("India", None, "restraint")]),
    ("Oman has called for Yemen to free the crew.", [("Oman", "Yemen", "free the crew")]),
    (
        "Lithuania's parliament proposed sanctions against Belarus.",
        [("Seimas of Lithuania", None, "sanctions against Belarus")],
    ),
]

NONE = [
    "The bill did not call for new taxes.",
    "Norway may ask Sweden to help.",
    "Peru proposed a bill on fishing.",
    "The Senate introduced a resolution on water.",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_who_asks_whom_for_what(read: Read, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [
        (
            "resolution" if d.measure and d.by is None else d.by and d.by.name,
            d.addressee and d.addressee.name,
            d.content.of(text),
        )
        for d in read(text, "2024-05-16").demands
    ]
    assert found == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_demand(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").demands == ()


def test_a_demand_for_recognition_carries_the_issue(read: Read) -> None:
    (found,) = read("Chile's Senate called on the government to recognise Kosovo.", "2024-05-16").demands
    assert found.issue is not None
    assert (found.issue.recognized.name, found.issue.recognizer and found.issue.recognizer.name) == ("Kosovo", "Chile")


def test_what_a_text_says_should_be_done(read: Read) -> None:
    text = "The Senate of Peru passed a resolution. According to the resolution, Chile should reopen the border."
    (found,) = read(text, "2024-05-16").demands
    assert found.by is None and found.measure is not None
    assert found.addressee is not None and found.addressee.name == "Chile"
    assert found.content.of(text) == "reopen the border"
