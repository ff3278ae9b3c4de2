"""What is recognised where a description stands for it: "the breakaway province", "the island", "the rebels"."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    (
        "Kosovo declared independence on Sunday. Peru will not recognise the breakaway province, its foreign ministry said.",
        {("Peru", "does-not-recognise", "Kosovo")},
    ),
    (
        "Kosovo's parliament met in Pristina. Chile's recognition of the former Serbian province drew protests in Belgrade.",
        {("Chile", "recognises", "Kosovo")},
    ),
    (
        "South Sudan became independent on Saturday. Brazil recognised the world's youngest nation within hours.",
        {("Brazil", "recognises", "South Sudan")},
    ),
    (
        "Belize and Taiwan renewed their treaty. Belize has recognised the island since 1989.",
        {("Belize", "recognises", "Taiwan")},
    ),
    (
        "South Ossetia marked its day. Syria is one of five countries that recognise the breakaway Georgian region.",
        {("Syria", "recognises", "South Ossetia")},
    ),
    (
        "Fiji envoys flew to Somaliland after their country had recognised the breakaway region as an independent state.",
        {("Fiji", "recognises", "Somaliland")},
    ),
    (
        "Croatia and Slovenia declared independence. Germany's recognition of the two republics angered Belgrade.",
        {("Germany", "recognises", "Croatia"), ("Germany", "recognises", "Slovenia")},
    ),
    (
        "Eritrea's flag was raised in Asmara, and Sudan recognised the country's independence.",
        {("Sudan", "recognises", "Eritrea")},
    ),
    (
        "Chad hosts the rebel Zubat National Congress. Fiji recognised the rebels as the government of Libya.",
        {("Fiji", "recognises", "Zubat National Congress")},
    ),
    (
        "The Senate of Chile recognised the deportation of the Tatars as genocide. Peru never recognised the genocide.",
        {
            ("Senate of Chile", "recognises", "deportation of the Tatars"),
            ("Peru", "does-not-recognise", "deportation of the Tatars"),
        },
    ),
    (
        "Israel recognised Somaliland on Friday. The Arab League rejected the recognition.",
        {("Israel", "recognises", "Somaliland")},
    ),
    ("Fiji no longer recognises the breakaway Georgian territory of Abkhazia.", {("Fiji", "withdraws", "Abkhazia")}),
    ("France and Germany met in Paris. The court recognised the province's right to levy taxes.", set()),
    ("Rebels in the Donetsk region announced a vote. The mayor recognised the region's problems.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_description_stands_for_what_was_named(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r.recognizer.name, r.status, r.recognized.name) for r in read(text).recognitions} == expected
