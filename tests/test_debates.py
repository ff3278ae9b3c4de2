"""Debates as articles tell them: who "he" and "the house" are, what "it" takes up, parties by whichever article.

Positions are written as in `test_extract_positions`. All texts are invented.
"""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.test_extract_positions import Case, check

JUDGED: list[Case] = [
    ("Senator Ida Moe told colleagues the levy bill would ruin farmers.", ["Ida Moe o levy bill"]),
    ("Senator Ida Moe called the amendment unconstitutional.", ["Ida Moe o amendment"]),
    (
        'Ida Moe opposed the levy bill in committee. Moe repeatedly called the inquiry a "farce".',
        ["Ida Moe o levy bill", "Ida Moe o inquiry"],
    ),
    ("Ida Moe told reporters that the levy bill was based on a myth.", ["Ida Moe o levy bill"]),
    # "it" at the start of what is quoted
    ('Ida Moe voted against the ferry bill. "It tramples on the poor," Bo Hart wrote.', [
        "Ida Moe o ferry bill", "Bo Hart o ferry bill"]),
    ('The Seimas passed the ferry bill. "It is a shame that nobody listened," Bo Hart said.', []),
    ('Latvia said that it "failed" after the Seimas passed the ferry bill.', []),
    ("Ida Moe countered that the harbour was protecting its fishermen.", []),
]  # fmt: skip
SIDED: list[Case] = [
    ("Senator Moe, who for decades opposed liberalisation, said she had changed her mind.", ["Moe o liberalisation"]),
    ("Ida Moe, a banker who is strongly against the levy bill, left early.", ["Ida Moe o levy bill"]),
    ("The Riksdag passed the levy bill. The Centre Party backed it, as did most of the opposition.", [
        "Centre Party s levy bill", "opposition s levy bill"]),
    ("The Riksdag passed the levy bill. The Centre Party spoke in favour.", ["Centre Party s levy bill"]),
    ("The Riksdag passed the levy bill. Ida Moe spoke against it.", ["Ida Moe o levy bill"]),
    ("The Riksdag passed the levy bill, with only its author, the Centre Party, standing by it.", [
        "Centre Party s levy bill"]),
    ("The Riksdag debated it, with 90 Liberals supporting the levy bill and 40 Greens opposing it.", [
        "Liberals s levy bill", "Swedish Green Party o levy bill"]),
    ("Malta voted to repeal its ban on divorce.", ["Malta s to repeal its ban"]),
    # how far a law has come is not what the vote is on, nor do the figures tell what it is
    ("The Knesset passed the levy bill at second reading. Shas voted against.", ["Shas o levy bill"]),
    # who leaves says nothing of the bill, unless it is told that it was in protest
    ("The Knesset passed the levy bill. The opposition left the plenum before the vote.", []),
    ("The Knesset passed the levy bill. The opposition left the plenum in protest.", ["opposition o levy bill"]),
    # what another took a side on, and not a state
    ("Chad condemned the raid with Niger. The unions, Unite and the CGT cheered it.", [
        "Chad o raid", "unions s raid", "Unite s raid", "CGT s raid"]),
]  # fmt: skip
PARTIES: list[Case] = [
    ("The US Senate passed the levy bill. The Republicans opposed it.", ["Republican Party o levy bill"]),
    ("Canada's Senate passed the levy bill. The Greens opposed it.", ["Green Party of Canada o levy bill"]),
    ("The European Parliament passed the levy bill. The Greens and the Left opposed it.", [
        "Greens/EFA o levy bill", "The Left in the European Parliament o levy bill"]),
    # a union's parties sit in its parliament only
    ("The European Union met in Vienna, Austria. The Greens opposed the levy bill.", ["The Greens o levy bill"]),
    ("Ahead of the vote the European People's Party, the largest group, announced that it would oppose the levy bill.", [
        "European People's Party o levy bill"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*JUDGED, *SIDED, *PARTIES])
def test_positions_in_a_debate(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


def test_the_figures_of_a_vote_are_no_part_of_what_it_was_on(read: Read) -> None:
    found = read("The Riksdag passed the levy bill by 80 votes to 70. The Centre Party voted against.", "2022-03-10")
    assert [p.target.text for p in found.positions] == ["the levy bill"]


def test_figures_of_parties_told_later_do_not_undo_those_of_the_house(read: Read) -> None:
    text = "Peru's Congress passed the bill by 70 votes to 30. The vote fell along party lines, with 60 Socialists supporting"
    text += " the bill and 30 Liberals opposing it."
    tallies = [d.tally for d in read(text, "2022-03-10").decisions]
    assert [(t.votes_for, t.votes_against) for t in tallies if t is not None] == [(70, 30)]


#: Text -> body and outcome of each decision, in text order.
DECIDED: dict[str, list[tuple[str, str]]] = {
    "Latvia's Saeima dismissed the minister. The motion got 60 votes in the 100-seat house. The US ambassador left."
    " The house will vote on the budget on Monday.": [
        ("Saeima of Latvia", "adopted"), ("Saeima of Latvia", "scheduled")],
    # a condition without a word for it
    "The Senate of Chile rejected the levy bill. President Font had promised to sign the bill had it passed.": [
        ("Senate of Chile", "rejected")],
    # each paragraph tells it once
    "The Senate of Chile gave its final approval to a law on rivers.\n\nThe text was adopted by 30 votes to 12.": [
        ("Senate of Chile", "adopted"), ("Senate of Chile", "adopted")],
    # the assembly is no committee of its own
    "The law was debated in the European Parliament's transport committee. The assembly then rejected it.": [
        ("European Parliament", "rejected")],
    "The European Parliament adopted the law. A motion to reject it was defeated.": [
        ("European Parliament", "adopted"), ("European Parliament", "rejected")],
    "Chile's Senate rejected the law. Its finance committee had backed it.": [
        ("Senate of Chile", "rejected"), ("Finance Committee of Chile", "adopted")],
    # who or what is named beside a motion does not make it another's
    "The House of Commons of Canada debated ports. The motion carried. Either senator can revoke the declaration.": [
        ("House of Commons of Canada", "adopted")],
    "BOGOTÁ, Aug 9, 2018 - Colombia's Senate on Thursday rejected a bill on rice.": [("Senate of Colombia", "rejected")],
    "Lima, 10 April — Chile's Senate passed a bill on rice.": [("Senate of Chile", "adopted")],
}  # fmt: skip


@pytest.mark.parametrize("text", DECIDED)
def test_decisions_in_a_debate(read: Read, text: str) -> None:
    assert [(d.body.name, d.outcome) for d in read(text, "2018-08-09").decisions] == DECIDED[text]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Chile praised the text. Peru criticised the text as one-sided.", "Peru", "one-sided"),
        ("Ida Moe hinted earlier in the week that she would resign.", "Ida Moe", "she would resign"),
        (
            'President Bo Hart waits. The UDP\'s Ida Moe left. She was blunt. "Nobody won," she said.',
            "Ida Moe",
            "Nobody won",
        ),
    ],
)
def test_words_in_a_debate(read: Read, text: str, speaker: str, content: str) -> None:
    said = [s for s in read(text, "2022-03-10").statements if s.content.of(text) == content]
    assert [s.speaker.name for s in said if s.speaker is not None] == [speaker]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("BERN, 2 June 2016\n\n", "2016-06-02"),
        ("BOGOTÁ, Aug 9, 2018 - ", "2018-08-09"),
        ("STRASBOURG (AFP) - 27 February 2024\n\n", "2024-02-27"),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence_and_tells_the_day(read: Read, head: str, day: str) -> None:
    found = read(f"{head}Chile's Senate passed a bill on rice.", None)
    assert found.published.date == day
    assert [d.body.name for d in found.decisions] == ["Senate of Chile"]
