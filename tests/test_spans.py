"""The layers below the facts: sources and cues, linked mentions, times. Sentences are invented."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Read

from kg.facts import facts


def told(read: Read, text: str, date: str | None = "2023-05-10") -> dict[str, Any]:
    return facts(read(text, date), spans=True)


def parts(read: Read, text: str) -> list[tuple[str | None, str | None]]:
    found = told(read, text)["statements"]
    for one in found:
        for place in (one["source"], one["cue_at"]):
            assert place is None or text[place["start"] : place["end"]] == place["text"]
    return [tuple(one[key] and one[key]["text"] for key in ("source", "cue_at")) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The senator was quoted as saying that the treaty is void.", "The senator", "was quoted as saying"),
        ("Chilean Foreign Minister Ana Rojas said the border is open.", "Chilean Foreign Minister Ana Rojas", "said"),
        ("Ana Rojas, the Chilean president, said the border is open.", "Ana Rojas, the Chilean president", "said"),
        ("Peru has repeatedly said that the treaty is void.", "Peru", "has repeatedly said"),
        ("Peru and Bolivia said that the treaty is void.", "Peru and Bolivia", "said"),
        ("The ministry of health in Lima on Monday said it is void.", "The ministry of health in Lima", "said"),
        ("The senator went on to say that the treaty is void.", "The senator", "went on to say"),
        ("According to the Peruvian government, the treaty is void.", "the Peruvian government", "According to"),
        ("Peru expressed concern over the closure of the border.", "Peru", "expressed concern"),
        ("Bolivia accused Peru of closing the border.", "Bolivia", "accused"),
        ("Peru's claim that the treaty is void was rejected.", "Peru", "claim"),
    ],
)  # fmt: skip
def test_the_words_of_source_and_cue(read: Read, text: str, source: str, cue: str) -> None:
    assert (source, cue) in parts(read, text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Peru plans to close the border.", "Peru", "plans", "to close the border"),
        ("The coach hopes that the rain will stop.", "The coach", "hopes", "the rain will stop"),
        ("Critics see the case as a warning.", "Critics", "see", "a warning"),
        ("The coach urged fans to stay calm.", "The coach", "urged", "fans to stay calm"),
        ('"The road is shut," it said in a statement.', "it", "said", "The road is shut"),
        ("The port is expected to close.", None, "is expected", "The port is expected to close"),
    ],
)
def test_thoughts_are_told_with_the_spans_alone(
    read: Read, text: str, source: str | None, cue: str, content: str
) -> None:
    (found,) = told(read, text)["statements"]
    assert (parts(read, text), found["content"]["text"]) == ([(source, cue)], content)
    assert facts(read(text))["statements"] == []


def test_a_source_leaves_out_the_clause_that_holds_its_cue(read: Read) -> None:
    found = parts(read, "The senator, who said that the treaty is void, left the chamber.")
    assert found == [("The senator", "said")]


def test_a_quotation_that_goes_on_has_source_and_cue_of_the_one_before(read: Read) -> None:
    text = "“The border stays open,” Ana Rojas said. “We will never close it.”"
    assert parts(read, text) == [("Ana Rojas", "said")] * 2


def mentions(read: Read, text: str) -> dict[str, tuple[str, str | None, str]]:
    found = told(read, text)["mentions"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in found)
    return {m["text"]: (m["entity"], m["qid"], m["kind"]) for m in found}


def test_names_adjectives_and_people_of_a_state_are_linked_to_it(read: Read) -> None:
    found = mentions(read, "The Peruvian army crossed into Chile. Bolivians and the United States protested.")
    assert found["Peruvian"] == ("Peru", "Q419", "adjective")
    assert found["Chile"] == ("Chile", "Q298", "name")
    assert found["Bolivians"] == ("Bolivia", "Q750", "demonym")
    assert found["United States"] == ("United States", "Q30", "name")


def test_a_capital_is_its_government_only_where_it_acts(read: Read) -> None:
    assert mentions(read, "Lima condemned the vote.")["Lima"] == ("Peru", "Q419", "metonym")
    assert mentions(read, "Talks between Lima and Madrid failed.")["Madrid"] == ("Spain", "Q29", "metonym")
    assert "Lima" not in mentions(read, "The delegation met in Lima.")


def test_bodies_persons_pronouns_and_nouns_are_mentions(read: Read) -> None:
    found = mentions(read, "The Senate of Chile met. Senator Ana Rojas praised Peru and its government. She left.")
    assert found["Senate of Chile"][0] == "Senate of Chile"
    assert found["Ana Rojas"] == ("Ana Rojas", None, "name")
    assert found["its"] == ("Peru", "Q419", "pronoun")
    assert found["government"] == ("Government of Peru", None, "nominal")
    assert found["She"] == ("Ana Rojas", None, "pronoun")


def test_a_place_in_the_name_of_a_person_is_none_and_a_crowd_is_no_entity(read: Read) -> None:
    found = mentions(read, "Several farmers met Mr Jordan Chad Miller on a bridge.")
    assert "Q810" not in {qid for _, qid, _ in found.values()}
    assert not any("farmers" in words for words in found)


def times(read: Read, text: str, date: str | None = "2023-05-10") -> list[tuple[str, str | None, str]]:
    found = told(read, text, date)["dates"]
    assert all(text[d["start"] : d["end"]] == d["text"] for d in found)
    return [(d["text"], d["value"], d["basis"]) for d in found]


def test_every_expression_of_time_has_its_value_or_none(read: Read) -> None:
    text = "The bill passed on Tuesday and was tabled last week. It dates from March 1998 and the 1980s, until 2031."
    assert times(read, text) == [
        ("Tuesday", "2023-05-09", "relative"),
        ("last week", "2023-W18", "relative"),
        ("March 1998", "1998-03", "stated"),
        ("the 1980s", None, "stated"),
        ("2031", "2031", "stated"),
    ]


def test_a_range_is_two_days_and_a_part_of_a_day_is_its_day(read: Read) -> None:
    assert times(read, "They met on 3–5 June 2021.") == [
        ("3", "2021-06-03", "stated"),
        ("5 June 2021", "2021-06-05", "stated"),
    ]
    assert times(read, "They voted on Tuesday night.") == [("Tuesday night", "2023-05-09", "relative")]


def test_without_a_publication_day_relative_times_have_no_value(read: Read) -> None:
    assert times(read, "They voted on Tuesday.", None) == [("Tuesday", None, "relative")]


def test_without_the_wish_nothing_of_this_is_told(read: Read) -> None:
    found = facts(read("Peru said on Tuesday that the treaty is void.", "2023-05-10"))
    assert not {"dates", "mentions"} & found.keys()
    assert not {"source", "cue_at", "explain"} & found["statements"][0].keys()
