"""Names with several bearers: which one a text means, and which it leaves open. Sentences are invented."""

from __future__ import annotations

import pytest
from conftest import Read

from kg.facts import facts


def polities(read: Read, text: str, word: str) -> list[str | None]:
    """The polities of the mentions that are this very word."""
    mentions = facts(read(text, "2021-04-08"), spans=True)["mentions"]
    return [m["polity"] for m in mentions if m["text"].removeprefix("The ") == word]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # a state, or a part of the United States
        ("Georgia condemned the raid.", "Georgia", ["GE"]),
        ("Georgia condemned the United States.", "Georgia", ["GE"]),
        ("Georgia thanked Ohio and Japan for the vaccines.", "Georgia", ["GE"]),
        ("Georgia's governor signed the bill.", "Georgia", ["US-GA"]),
        ("Georgia's governor praised the parliament in Tbilisi.", "Georgia", ["GE"]),
        ("Voters in Ohio, Georgia and Utah turned out.", "Georgia", ["US-GA"]),
        ("Georgia, Armenia and Moldova voted.", "Georgia", ["GE"]),
        ("Georgia banned the drug, as Ohio did.", "Georgia", ["US-GA"]),
        ("The bill was signed in Atlanta. Georgia is the first to ban it.", "Georgia", ["US-GA"]),
        ("Washington condemned the raid.", "Washington", ["US"]),
        ("Texas and Washington quarrel over the border.", "Washington", ["US"]),
        ("California, Oregon and Washington have banned it.", "Washington", ["US-WA"]),
        # two states
        ("Congo recalled its envoy from Brazzaville, Angola said.", "Congo", ["CG"]),
        ("Congo recalled its envoy.", "Congo", ["CD"]),
        # a town, and a list that looks like one
        ("The mill in Lebanon, Ohio, closed.", "Lebanon", []),
        ("Lebanon, Ohio and Utah have banned it.", "Lebanon", ["LB"]),
        ("In Lebanon, Ohio senators met the premier.", "Lebanon", ["LB"]),
        # islands and treaties
        ("Sailors landed on New Guinea and South Georgia.", "Guinea", []),
        ("The Oslo accords and the Ottawa Treaty lapsed.", "Ottawa", []),
        ("The Oslo accords and the Ottawa Treaty lapsed.", "Oslo", []),
        # parties that many countries have
        ("In Lyon, France, the Greens voted against it.", "Greens", ["FR"]),
        ("The Bundestag met; the Greens voted against it.", "Greens", ["DE"]),
        ("The Senate of Australia met; the Greens voted against it.", "Greens", ["AU"]),
        ("The Greens voted against it.", "Greens", [None]),
        ("The African Union met; the Greens voted against it.", "Greens", [None]),
        ("Norway met Germany. In Vienna, Austria, the Social Democrats objected.", "Social Democrats", ["AT"]),
        ("The Liberal Party voted against it.", "Liberal Party", []),
        # and those that are one country's before others'
        ("In Oslo, Norway, Labour lawmakers voted against it.", "Labour", ["NO"]),
        ("In Oslo, Norway, Tory lawmakers voted against it.", "Tory", ["GB"]),
        ("Republican senators voted against it.", "Republican", ["US"]),
        ("Labour lawmakers voted against it.", "Labour", ["GB"]),
    ],
)
def test_who_is_meant(read: Read, text: str, word: str, expected: list[str | None]) -> None:
    assert polities(read, text, word) == expected


def test_a_name_keeps_its_meaning_through_a_text(read: Read) -> None:
    assert polities(read, "The Georgia Senate met in spring. Later Georgia sued.", "Georgia") == ["US-GA"]
    assert polities(read, "Ohio, Georgia and Utah sued. Georgia won.", "Georgia") == ["US-GA", "US-GA"]


@pytest.mark.parametrize(
    ("text", "name", "polity"),
    [
        ("Prime Minister Ana Rojas of Peru resigned.", "Ana Rojas", "PE"),
        ("Senator Ana Rojas of Chile resigned.", "Ana Rojas", "CL"),
        ("Senator Jo Park of Ohio resigned.", "Jo Park", "US"),
        ("Sen. Jo Park (R-Ohio) resigned.", "Jo Park", "US"),
        ("Senator Ana Rojas resigned.", "Ana Rojas", None),
        ("Ana Rojas of Greenpeace resigned.", "Ana Rojas", None),
    ],
)
def test_the_polity_of_a_person_from_the_words_after_the_name(
    read: Read, text: str, name: str, polity: str | None
) -> None:
    assert polities(read, text, name) == [polity]
