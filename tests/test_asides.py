"""What the parser is spared: the figures of a vote that stand between a verb and its object."""

from __future__ import annotations

import pytest
import spacy

from kg.extract.parsing.asides import hidden

ASIDES = {
    "The Mexican Senate rejects, 58–42, a motion on water.": ", 58–42,",
    "Spain's lower house approves, by 180 votes to 165, a bill on rents.": ", by 180 votes to 165,",
    "The diet passed (by a vote of 61 to 12) the budget.": "(by a vote of 61 to 12)",
    "Peers backed by 274 votes to 210 an amendment on rivers.": "by 274 votes to 210",
    "The council votes 5-2, with one abstention, to close the pool.": "5-2, with one abstention,",
    "The Knesset voted 64 to 0 for the bill.": "64 to 0",
    "The assembly withheld its consent, 134 to 72.": ", 134 to 72",
}
PLAIN = (
    "The law was in force, from 1999 to 2003, in two states.",
    "Prices rose, by 3 to 5 percent, after the vote.",
    "Deputies voted on 12 May to close the port.",
    "The bill was approved by 74 senators.",
    "The 27-nation bloc voted for 10-year-old rules.",
    "It was confirmed in a 71-22 vote in the Senate.",
)


@pytest.mark.parametrize("text", ASIDES)
def test_figures_in_passing_are_hidden_with_the_commas_around_them(text: str) -> None:
    doc = spacy.blank("en")(text)
    out = sorted(hidden(doc, text))
    assert doc[out[0] : out[-1] + 1].text == ASIDES[text]
    assert out == list(range(out[0], out[-1] + 1))


@pytest.mark.parametrize("text", PLAIN)
def test_other_numbers_stay(text: str) -> None:
    assert hidden(spacy.blank("en")(text), text) == frozenset()
