"""Recognitions of those who do as others did: "Peru did the same", "Chad will not follow", "Fiji is next"."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    (
        "Ireland recognises the State of Palestine. Belgium is to take the same step in autumn.",
        {("Ireland", "recognises", "Palestine"), ("Belgium", "will-recognise", "Palestine")},
    ),
    (
        "Malta recognised Kosovo in August. Greece has no intention of following it.",
        {("Malta", "recognises", "Kosovo"), ("Greece", "does-not-recognise", "Kosovo")},
    ),
    (
        "Dominica recognised Taiwan in 1983, and Haiti is expected to do the same.",
        {("Dominica", "recognises", "Taiwan"), ("Haiti", "will-recognise", "Taiwan")},
    ),
    (
        "Ghana withdrew its recognition of Kosovo. Togo did the same a week later.",
        {("Ghana", "withdraws", "Kosovo"), ("Togo", "withdraws", "Kosovo")},
    ),
    (
        "Spain does not recognise Kosovo. Romania takes the same position.",
        {("Spain", "does-not-recognise", "Kosovo"), ("Romania", "does-not-recognise", "Kosovo")},
    ),
    (
        "Jordan does not recognise Kosovo, but Egypt does.",
        {("Jordan", "does-not-recognise", "Kosovo"), ("Egypt", "recognises", "Kosovo")},
    ),
    (
        "Norway has recognised Palestine; New Zealand will not be next.",
        {("Norway", "recognises", "Palestine"), ("New Zealand", "does-not-recognise", "Palestine")},
    ),
    (
        "Following Chile's example, Bolivia recognised Palestine on Wednesday.",
        {("Chile", "recognises", "Palestine"), ("Bolivia", "recognises", "Palestine")},
    ),
    (
        "Turkey and Albania are on the list of states that have recognised Kosovo.",
        {("Turkey", "recognises", "Kosovo"), ("Albania", "recognises", "Kosovo")},
    ),
    (
        "Peru recognised Kosovo on Friday. Ecuador declined to do so.",
        {("Peru", "recognises", "Kosovo"), ("Ecuador", "does-not-recognise", "Kosovo")},
    ),
    (
        "Bahrain will follow Morocco in recognising Israel.",
        {("Morocco", "recognises", "Israel"), ("Bahrain", "will-recognise", "Israel")},
    ),
    (
        "Chile recognises Palestine. Malaysia's parliament debated the budget and Brunei did so too.",
        {("Chile", "recognises", "Palestine")},
    ),
    (
        "Ecuador and Bolivia, following Brazil's example, recognised Palestine.",
        {(state, "recognises", "Palestine") for state in ("Ecuador", "Bolivia", "Brazil")},
    ),
    ("Peru recognised Kosovo. In Lima, Japan's ambassador followed the debate.", {("Peru", "recognises", "Kosovo")}),
    (
        "Norway recognised Palestine. Sweden condemned the move, and Denmark did the same.",
        {("Norway", "recognises", "Palestine")},
    ),
    (
        "Norway recognised Palestine. Israel recalled its ambassador from Oslo; it did likewise in Dublin.",
        {("Norway", "recognises", "Palestine")},
    ),
    (
        "Chad recognised Kosovo. Mali will be the next country to do so.",
        {("Chad", "recognises", "Kosovo"), ("Mali", "will-recognise", "Kosovo")},
    ),
    (
        "The Dutch Senate passed a motion declaring the treatment of the Uyghurs by China to be genocide, the first"
        " legislature in Europe to do so.",
        {("Senate of the Netherlands", "recognises", "treatment of the Uyghurs by China")},
    ),
    ("Peru cuts ties with Mali after it recognised Kosovo.", {("Mali", "recognises", "Kosovo")}),
    ("Peru severed relations with Togo after the latter recognised Taiwan.", {("Togo", "recognises", "Taiwan")}),
    (
        "Fiji recognises Kosovo; Chad and Peru refuse to.",
        {("Fiji", "recognises", "Kosovo"), *((state, "does-not-recognise", "Kosovo") for state in ("Chad", "Peru"))},
    ),
    (
        "Fiji recognised Western Sahara in May; Samoa has yet to.",
        {("Fiji", "recognises", "Sahrawi Republic"), ("Samoa", "does-not-recognise", "Sahrawi Republic")},
    ),
    (
        "Bolivia recognised Abkhazia on Monday. Ecuador intends to next month.",
        {("Bolivia", "recognises", "Abkhazia"), ("Ecuador", "will-recognise", "Abkhazia")},
    ),
    (
        "Laos recognises Palestine. Vietnam promised to, but Cambodia never would.",
        {
            ("Laos", "recognises", "Palestine"),
            ("Vietnam", "will-recognise", "Palestine"),
            ("Cambodia", "does-not-recognise", "Palestine"),
        },
    ),
    (
        "Ireland recognised Palestine on Tuesday and Malta is expected to.",
        {("Ireland", "recognises", "Palestine"), ("Malta", "will-recognise", "Palestine")},
    ),
    (
        "Sweden recognised Palestine in 2014. Norway is unwilling to.",
        {("Sweden", "recognises", "Palestine"), ("Norway", "does-not-recognise", "Palestine")},
    ),
    (
        "Chad recognised Kosovo. Mali asked Peru to join the talks, and Peru refused to.",
        {("Chad", "recognises", "Kosovo")},
    ),
    (
        "Chad recognised Kosovo. Talks with Peru began, which it had refused to.",
        {("Chad", "recognises", "Kosovo")},
    ),
    ("Tonga recognised Somaliland. Fiji's minister refuses to say why.", {("Tonga", "recognises", "Somaliland")}),
    (
        "Bahrain, Oman, and Morocco formally recognised Israel on Sunday.",
        {(state, "recognises", "Israel") for state in ("Bahrain", "Oman", "Morocco")},
    ),
    (
        "Ghana, Mali, and Togo never recognised Kosovo.",
        {(state, "does-not-recognise", "Kosovo") for state in ("Ghana", "Mali", "Togo")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_does_as_others_did(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r.recognizer.name, r.status, r.recognized.name) for r in read(text).recognitions} == expected
