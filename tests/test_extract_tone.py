"""The tone of reported words, read from whole sentences by the real pipeline."""

from __future__ import annotations

import pytest

from tests.conftest import Read

TONES = [
    ("opposes", "The Greek premier promised to scrap the concession."),
    ("opposes", "Turkey said it would block the accession of Sweden."),
    ("supports", "The Danish premier promised to end the violence."),
    ("supports", "The deputy said the reform would prevent abuse."),
    ("opposes", "The mayor said Rome would not let the ship dock."),
    ("opposes", "The ambassador said Tunis would not tolerate such insults."),
    ("neutral", 'The clerk said the "second reading" would be held on Monday.'),
    ("neutral", 'The governor said the levy depended on the "index of prices".'),
    ("opposes", 'The senator called the inquiry "a circus".'),
    ("supports", "The chancellor hailed the ruling as a blow to corruption."),
    ("neutral", "The speaker said a vote of no confidence would be held next week."),
    ("opposes", "The rebels announced that they were quitting the ceasefire talks."),
    ("supports", "Nepal's premier said his cabinet would defend the constitution."),
    ("opposes", "The envoy said that the decision must be reversed at once."),
    ("opposes", "The bishops said the bill should be thrown out."),
    ("opposes", "The opposition says the law should be repealed."),
    ("opposes", "Rebels say that the president must resign."),
    ("supports", "The consul said that the killing must stop."),
    ("supports", "The envoy says the treaty should be ratified."),
    ("supports", "Chad's envoy said his country recognised Togo's unilateral independence."),
]


@pytest.mark.parametrize(("tone", "text"), TONES)
def test_tone(read: Read, tone: str, text: str) -> None:
    assert tone in {s.polarity for s in read(text, "2019-05-14").statements}
