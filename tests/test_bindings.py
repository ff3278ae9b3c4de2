"""Whether a text says that a measure binds, and how a statement reached the public: both by words of the lexicon."""

from __future__ import annotations

import pytest
from conftest import Read


@pytest.mark.parametrize(
    ("text", "binds", "words"),
    [
        ("The Senate of Paraguay adopted a non-binding resolution on rivers.", False, "non-binding"),
        ("The Senate of Paraguay adopted a resolution on rivers. The resolution is not binding.", False, "binding"),
        ("The Senate of Paraguay passed the nonbinding resolution on Monday.", False, "nonbinding"),
        ("The Senate of Paraguay adopted a resolution on rivers. The resolution was purely symbolic.", False, "symbolic"),
        ("The Senate of Paraguay adopted a legally binding resolution on rivers.", True, "binding"),
        ("The Senate of Paraguay adopted a resolution, which is non-binding, on rivers.", False, "non-binding"),
        ("The Senate of Paraguay adopted a resolution on binding rules for rivers.", None, None),
        ("The Senate of Paraguay adopted a resolution on rivers.", None, None),
    ],
)  # fmt: skip
def test_what_is_said_of_a_measure_binding(read: Read, text: str, binds: bool | None, words: str | None) -> None:
    told = {(m.binding, m.binding_span.of(text) if m.binding_span else None) for m in read(text, "2031-05-08").measures}
    assert (binds, words) in told
    assert not {value for value, _ in told} - {binds, None}


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("In an interview with Radio Andes, Peru's foreign minister said that the canal was safe.", "interview"),
        ("Peru's foreign minister told reporters that the canal was safe.", "interview"),
        ("Peru's Foreign Ministry said in a statement that the canal was safe.", "press-statement"),
        ("Peru's foreign minister wrote on Twitter that the canal was safe.", "social-media"),
        ("Peru's foreign minister tweeted that the canal was safe.", "social-media"),
        ("Peru's foreign minister told the Senate of Chile that the canal was safe.", "parliamentary-debate"),
        ("Peru's foreign minister said during the debate that the canal was safe.", "parliamentary-debate"),
        ("Peru's foreign minister told the Chilean ambassador that the canal was safe.", "diplomatic-meeting"),
        ("Peru's foreign minister said that the canal was safe.", "unspecified"),
        ("Peru's foreign minister said of the interview that the canal was safe.", "unspecified"),
        ("Peru's foreign minister said that the debate in the Senate was over.", "unspecified"),
    ],
)
def test_how_a_statement_reached_the_public(read: Read, text: str, medium: str) -> None:
    (said,) = read(text, "2031-05-08").statements
    assert said.medium == medium


@pytest.mark.parametrize(
    ("verb", "act"), [("said", "Say"), ("warned", "Warn"), ("denied", "Deny"), ("reaffirmed", "Reaffirm")]
)
def test_a_statement_is_an_act_by_its_verb(read: Read, verb: str, act: str) -> None:
    (said,) = read(f"Peru {verb} that the canal was closed.", "2031-05-08").statements
    assert said.act == act


def test_a_quotation_that_goes_on_reached_the_public_as_the_first_did(read: Read) -> None:
    text = '"The canal is safe," Peru\'s foreign minister told reporters. "It will stay so."'
    assert [(s.act, s.medium) for s in read(text, "2031-05-08").statements] == [("Say", "interview")] * 2
