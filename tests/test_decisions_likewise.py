"""Decisions of houses that do as another has: "did so", "did the same", "followed suit", "as the Senate did"."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.test_extract_decisions import DAY, Told, told

CASES: dict[str, set[Told]] = {
    "The Grand National Assembly of Turkey ratifies the pact, three days after the National Assembly of Hungary did so by"
    " 182–6.": {
        ("Grand National Assembly of Turkey", "adopted", DAY, None),
        ("National Assembly of Hungary", "adopted", "2021-05-17", (182, 6, None)),
    },
    "The Senate of Chile passes the bill, as the Chamber of Deputies did on Monday.": {
        ("Senate of Chile", "adopted", DAY, None),
        ("Chamber of Deputies of Chile", "adopted", "2021-05-17", None),
    },
    "The Italian Senate rejects the bill, two days after the Chamber of Deputies did the same.": {
        ("Senate of Italy", "rejected", DAY, None),
        ("Chamber of Deputies of Italy", "rejected", "2021-05-18", None),
    },
    "The Knesset approves the accord. The Storting will do the same on Monday.": {
        ("Knesset", "adopted", DAY, None),
        ("Storting of Norway", "scheduled", "2021-05-24", None),
    },
    "The Cypriot House of Representatives ratifies the pact; the Greek parliament had done so in May by 153 to 146.": {
        ("House of Representatives of Cyprus", "adopted", DAY, None),
        ("Parliament of Greece", "adopted", "2021-05", (153, 146, None)),
    },
    # who does not, who acts in another way, and who is no house
    "The Polish Sejm adopts the bill. The Senate did not do so.": {("Sejm of Poland", "adopted", DAY, None)},
    "The Folketing adopts the bill. Ministers met in Oslo, and the Storting did so too.": {
        ("Folketing of Denmark", "adopted", DAY, None)
    },
    "Estonia's Riigikogu adopts the statement. Peru did the same.": {("Riigikogu of Estonia", "adopted", DAY, None)},
}


@pytest.mark.parametrize("text", CASES)
def test_a_house_that_does_as_another_did(read: Read, text: str) -> None:
    assert set(map(told, read(text, DAY).decisions)) == CASES[text]
