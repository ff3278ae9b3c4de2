"""Hints and mending: positions that are read only if the parser takes verbs and their arguments for what they are."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.parsing import hints
from tests.conftest import Read
from tests.test_extract_positions import Case, check

PRESENT: list[Case] = [
    (
        "Oslo, Lima and Quito line up behind Suva in the row over the pact.",
        ["Norway s Suva", "Peru s Suva", "Ecuador s Suva"],
    ),
    ("Peru and Chile back the ceasefire plan.", ["Peru s plan", "Chile s plan"]),
    ("Peru, Chad and Chile back Ana Lopez over the plan.", ["Peru s Lopez", "Chad s Lopez", "Chile s Lopez"]),
    ("Oslo, Lima and Quito condemn Juan Diaz over the arrests.", ["Norway o Diaz", "Peru o Diaz", "Ecuador o Diaz"]),
    ("Peru and Chad praise Fiji's stance.", ["Peru s stance", "Chad s stance"]),
    ("Norway and Iceland blast the whaling ban.", ["Norway o ban", "Iceland o ban"]),
    ("Fiji slams the whaling ban.", ["Fiji o ban"]),
    ("The trek from the Oslo and Lima back roads took long.", []),
]
ARGUMENTS: list[Case] = [
    ("The Senate of Chile passed the bill, which Lima calls a farce.", ["Peru o bill"]),
    ("Fiji is standing by the accord.", ["Fiji s accord"]),
    ("The report was standing by the door.", []),
    ("The bill passed. Deputies of the opposition Fidesz voted no.", ["Fidesz o bill"]),
    ("Samoa was furious at the outcome.", ["Samoa o outcome"]),
    ("Samoa was furious at the time.", []),
]
AMONG: list[Case] = [
    (
        "The Security Council rejected the draft. Fiji and Samoa were among those who voted against.",
        ["Fiji o draft", "Samoa o draft"],
    ),
    (
        "The General Assembly adopted the text. Fiji and Samoa were among the nine states that abstained.",
        ["Fiji a text", "Samoa a text"],
    ),
    ("The General Assembly adopted the text. Fiji was the only state that voted against.", ["Fiji o text"]),
    ("The General Assembly adopted the text. There were nine states among those that abstained.", []),
]
REST: list[Case] = [
    ("Fiji had signed the pact, but Suva walked away from it.", ["Fiji o pact"]),
    ("For Samoa the exit is unacceptable.", ["Samoa o exit"]),
    ("For Samoa the exit is on the left.", []),
    (
        "The draft was struck down by Fiji and Samoa at the U.N. Security Council.",
        ["Fiji o draft", "Samoa o draft"],
    ),
    ("The Senate of Chile gave its approval to the bill.", []),
    ("The law has riled brewers and Samoa.", ["brewers o law", "Samoa o law"]),
    ("The draft ran into a Samoan veto at the Security Council.", ["Samoa o draft"]),
    ("The bill was adopted. Opposition deputies left the hall before the vote.", []),
    ("The bill was adopted. Fiji sat on the fence.", ["Fiji a bill"]),
]
CASES = [(text, held) for cases in (PRESENT, ARGUMENTS, AMONG, REST) for text, held in cases]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_positions(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


def test_what_takes_over_a_side_has_both_clauses_for_evidence(read: Read) -> None:
    text = "Fiji welcomed the accord, and so did Samoa."
    held = next(p for p in read(text, "2021-03-04").positions if p.holder.name == "Samoa")
    assert held.why.evidence.of(text) == text


def norms(*words: str) -> list[str]:
    """The norms of words after the hints of a model that knows "backed" and "slams" alone."""
    doc = Doc(spacy.blank("en").vocab, words=list(words))
    for token in doc[1:-1]:
        hints.mark(token, hints.for_words({"backed", "slams"}))
    return [token.norm_ for token in doc]


def test_a_form_that_may_be_a_noun_is_given_as_a_verb_with_an_object_after_names() -> None:
    assert norms("Peru", "and", "Fiji", "back", "the", "deal")[3] == "give"
    assert norms("Peru", "and", "Fiji", "press", "the", "junta")[3] == "told"
    assert norms("the", "Greens", "back", "the", "deal")[2] == "backed"
    assert norms("they", "came", "right", "back", "the", "day")[3] == "back"


def test_only_forms_that_the_model_never_saw_are_given_as_another_verb() -> None:
    assert norms("Peru", "disowns", "the", "deal")[1] == "rejected"
    assert norms("Peru", "slams", "the", "deal")[1] == "slams"
    assert norms("the", "disowns", "deal")[1] == "disowns"
