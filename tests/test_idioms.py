"""Words of several parts: verbs with their nouns, particles and prepositions, and words with hyphens.

Each sentence comes with the positions in it, as in `test_extract_positions`: holder, s or o, words of the target.
"""

from __future__ import annotations

import pytest

from kg import lexicon
from tests.conftest import Read
from tests.test_clauses import clauses
from tests.test_extract_positions import sides, tells

TAKE_ISSUE = """
Laos   NNP nsubj 2
took   VBD ROOT  0 take
great  JJ  amod  4
issue  NN  dobj  2
with   IN  prep  {with_head}
it     PRP pobj  5
"""
SPEAK_OUT = """
Laos    NNP nsubj  2
spoke   VBD ROOT   0 speak
out     {out} 2
against IN  prep   {against_head}
it      PRP pobj   4
"""


@pytest.mark.parametrize("head", [2, 4])
def test_the_preposition_of_an_idiom_is_the_verbs_wherever_it_hangs(head: int) -> None:
    clause = clauses(TAKE_ISSUE.format(with_head=head))["take"]
    assert "take issue with" in clause.forms()
    assert [t.text for t in clause.preps["with"]] == ["it"]


@pytest.mark.parametrize(("out", "head"), [("RP prt", 2), ("RB advmod", 2), ("IN prep", 3)])
def test_a_particle_is_one_under_any_label(out: str, head: int) -> None:
    (clause,) = clauses(SPEAK_OUT.format(out=out, against_head=head)).values()
    assert "speak out against" in clause.forms()
    assert [t.text for t in clause.preps["against"]] == ["it"]


def test_a_denied_noun_makes_no_idiom() -> None:
    table = TAKE_ISSUE.format(with_head=4).replace("great  JJ  amod", "no     DT  det ")
    assert "take issue with" not in clauses(table)["take"].forms()


def test_longer_idioms_come_first_and_none_twice() -> None:
    forms = list(clauses(SPEAK_OUT.format(out="RP prt", against_head=2))["speak out"].forms())
    assert forms[0] == "speak out against"
    assert len(forms) == len(set(forms))


def test_the_slot_of_the_preposition_a_form_ends_in_is_first() -> None:
    sense = lexicon.load().sense("verb", "stand by", "stance")
    assert sense is not None and sense.target[0] == "by" and "with" in sense.target


SENTENCES = [
    ("Bhutan took issue with the plan.", ["Bhutan o plan"]),
    ("Mali found fault with the Senate's plan.", ["Mali o plan"]),
    ("Fiji took no issue with the plan.", []),
    ("Peru took the issue to Chile with care.", []),
    ("Nepal threw its considerable weight behind the plan.", ["Nepal s plan"]),
    ("Chad sounded the alarm over the vote.", ["Chad o vote"]),
    ("Fiji came to the defence of the treaty.", ["Fiji s treaty"]),
    ("Nepal dismissed the report out of hand.", ["Nepal o report"]),
    ("Oman distanced itself from the resolution.", ["Oman o resolution"]),
    ("Norway poured cold water on the proposal.", ["Norway o proposal"]),
    ("Norway cried foul over the ruling.", ["Norway o ruling"]),
    ("Peru stood shoulder to shoulder with Chile.", ["Peru s Chile"]),
    ("Samoa is up in arms over the levy.", ["Samoa o levy"]),
    ("Ghana called the ruling into question.", ["Ghana o ruling"]),
    ("Mexico turned its back on the accord.", ["Mexico o accord"]),
    ("Iran took a swipe at Norway.", ["Iran o Norway"]),
    ("Ireland lent its voice to the appeal.", ["Ireland s appeal"]),
    ("Malta put the plan on hold.", []),
    ("Kenya is behind the attack.", []),
    ("The storm lashed Jamaica.", []),
    ("Togo recalled its ambassador from Benin for consultations.", []),
    ("Togo recalled its ambassador from Benin over the ruling.", ["Togo o ruling"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sides_told_by_several_words(read: Read, text: str, expected: list[str]) -> None:
    found = read(text, "2021-03-04")
    assert len(found.positions) == len(expected), sides(found)
    assert all(any(tells(p, one) for p in found.positions) for one in expected), sides(found)


ASKED = [
    ("Mali put pressure on Niger to open the border.", "Mali Niger open the border"),
    ("Zambia leaned on Malawi to sign the treaty.", "Zambia Malawi sign the treaty"),
    ("Samoa put Niger on the list to be seen.", None),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_demands_told_by_several_words(read: Read, text: str, expected: str | None) -> None:
    told = [
        " ".join((d.by.name if d.by else "-", d.addressee.name if d.addressee else "-", d.content.of(text)))
        for d in read(text, "2021-03-04").demands
    ]
    assert told == ([expected] if expected else [])


DECIDED = [
    ("The Senate of Chile kicked the bill into the long grass.", ["other"]),
    ("The Senate of Chile gave the green light to the bill.", ["adopted"]),
    ("The bill got the green light from the Senate of Chile.", ["adopted"]),
    ("The Senate of Chile shot down the bill.", ["rejected"]),
    ("The gardener in Chile kicked the ball into the long grass.", []),
]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_decisions_told_by_several_words(read: Read, text: str, expected: list[str]) -> None:
    assert [d.outcome for d in read(text, "2021-03-04").decisions] == expected
