"""Recognition: who recognises whom, as what, and whether it is done, refused, undone, promised or asked for."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    ("Malta recognises Kosovo.", {("Malta", "recognises", "Kosovo", "state")}),
    ("Vanuatu becomes the 98th country to recognise Kosovo.", {("Vanuatu", "recognises", "Kosovo", "state")}),
    ("Samoa recognised the independence of Kosovo on Monday.", {("Samoa", "recognises", "Kosovo", "state")}),
    (
        "Kosovo was recognised as an independent state by Iceland and Latvia.",
        {("Iceland", "recognises", "Kosovo", "state"), ("Latvia", "recognises", "Kosovo", "state")},
    ),
    (
        "Norway and Chile announced that they will recognise Palestine in June.",
        {("Norway", "will-recognise", "Palestine", "state"), ("Chile", "will-recognise", "Palestine", "state")},
    ),
    ("Serbia refuses to recognise Kosovo's independence.", {("Serbia", "does-not-recognise", "Kosovo", "state")}),
    ("Cuba does not recognise Kosovo.", {("Cuba", "does-not-recognise", "Kosovo", "state")}),
    ("Nepal has yet to recognise Kosovo.", {("Nepal", "does-not-recognise", "Kosovo", "state")}),
    ("Palau no longer recognises Kosovo.", {("Palau", "withdraws", "Kosovo", "state")}),
    ("Tuvalu withdrew its recognition of Abkhazia.", {("Tuvalu", "withdraws", "Abkhazia", "state")}),
    ("Abkhazia received recognition from Nauru.", {("Nauru", "recognises", "Abkhazia", "state")}),
    (
        "Panama switched its recognition from Taiwan to China.",
        {("Panama", "withdraws", "Taiwan", "state"), ("Panama", "recognises", "China", "state")},
    ),
    (
        "Bhutan and Oman agreed to recognise each other.",
        {("Bhutan", "recognises", "Oman", "state"), ("Oman", "recognises", "Bhutan", "state")},
    ),
    ("Ghana recognises Ana Lopez as interim president.", {("Ghana", "recognises", "Ana Lopez", "government")}),
    (
        "The Senate of Chile passes a resolution recognising the killings of Hereros as genocide.",
        {("Senate of Chile", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "Kenya's parliament called on the government to recognise Kosovo.",
        {("Government of Kenya", "calls-for", "Kosovo", "state")},
    ),
    (
        "Peru recognises Bolivia's sovereignty over the island.",
        {("Peru", "recognises", "island", "sovereignty")},
    ),
]

NONE = [
    "Kenya may recognise Kosovo.",
    "If Kenya recognises Kosovo, others will follow.",
    "The report does not mean that Kenya will recognise Kosovo.",
    "The singer is widely recognised in the street.",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_who_recognises_whom(read: Read, text: str, expected: set[tuple[str, str, str, str]]) -> None:
    found = {(r.recognizer.name, r.status, r.recognized.name, r.object) for r in read(text, "2024-05-16").recognitions}
    assert {(a, s, b.removeprefix("the "), o) for a, s, b, o in found} == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_recognition(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").recognitions == ()


def test_the_evidence_is_verbatim(read: Read) -> None:
    text = "It rained. On Monday Malta recognised Kosovo, officials said."
    (found,) = read(text, "2024-05-16").recognitions
    assert found.why.evidence.of(text) == "On Monday Malta recognised Kosovo"
    assert found.date is not None and found.date.value == "2024-05-13"


def test_it_is_the_polity_last_named(read: Read) -> None:
    text = "Kosovo declared independence. Serbia does not recognise it."
    (found,) = read(text, "2024-05-16").recognitions
    assert (found.recognizer.name, found.recognized.name) == ("Serbia", "Kosovo")
