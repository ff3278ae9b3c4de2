"""Recognition of who rules, by saying so, recognition that is stopped short of, and by a house with its count between."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    (
        "Ukraine said that Alexander Lukashenko was not the legitimate president of Belarus.",
        {("Ukraine", "does-not-recognise", "Alexander Lukashenko")},
    ),
    (
        "Colombia insists that Juan Guaidó remains the legitimate president of Venezuela.",
        {("Colombia", "recognises", "Juan Guaidó")},
    ),
    (
        "Chile's president said that to his government Nicolás Maduro was no longer a legitimate president.",
        {("Chile", "does-not-recognise", "Nicolás Maduro")},
    ),
    (
        "Finland and Norway consider Ana Lopez the legitimate president of Fiji.",
        {("Finland", "recognises", "Ana Lopez"), ("Norway", "recognises", "Ana Lopez")},
    ),
    ("Ana Lopez, the legitimate president of Fiji, said that the vote was free.", set()),
    ("The European Union says that Edmundo González is the clear winner of the election.", set()),
    ("Kenya will not regard the junta as Niger's government.", {("Kenya", "does-not-recognise", "junta")}),
    (
        "Leaders of the African Union stopped short of recognising Somaliland.",
        {("African Union", "does-not-recognise", "Somaliland")},
    ),
    (
        "The Arab League stopped short of granting recognition to the Syrian National Council.",
        {("Arab League", "does-not-recognise", "Syrian National Council")},
    ),
    (
        "Chad stopped short of following Peru in recognising Kosovo.",
        {("Chad", "does-not-recognise", "Kosovo"), ("Peru", "recognises", "Kosovo")},
    ),
    (
        "Chile's Senate, with 30 senators in favour, none opposed and 4 abstaining, recognises Kosovo.",
        {("Senate of Chile", "recognises", "Kosovo")},
    ),
    (
        "Denmark's Folketing, 95 members voting for and 14 against, recognised Palestine.",
        {("Folketing of Denmark", "recognises", "Palestine")},
    ),
    (
        "Togo recognised Palestine, its parliament having voted for it.",
        {("Togo", "recognises", "Palestine")},
    ),
    (
        "Peru recognised Kosovo on Monday. Chad, which borders on Abkhazia, will never recognise it.",
        {("Peru", "recognises", "Kosovo"), ("Chad", "does-not-recognise", "Kosovo")},
    ),
    (
        "Austria and Denmark acknowledge Ana Lopez as interim president of Fiji.",
        {("Austria", "recognises", "Ana Lopez"), ("Denmark", "recognises", "Ana Lopez")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_is_held_to_rule(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r.recognizer.name, r.status, r.recognized.name) for r in read(text).recognitions} == expected
