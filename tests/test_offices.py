"""How news names a state's offices: by matter, by its own names, by the house that they sit in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.discourse import Discourse
from kg.gazetteer import load

Understand = Callable[[str], Discourse]

#: The words, with the last of the phrase in front of "|", and the path of the body or polity that is meant.
BY_MATTER = """
    Peru's interior ministry | body/peru/ministry-of-the-interior
    the Peruvian Interior Ministry | body/peru/ministry-of-the-interior
    the Ministry of the Interior of Peru | body/peru/ministry-of-the-interior
    the Foreign Ministry of Kenya | body/kenya/ministry-of-foreign-affairs
    Kosovo's foreign ministry | body/kosovo/ministry-of-foreign-affairs
    Chile's health ministry | body/chile/ministry-of-health
    the Energy Ministry of Poland | body/poland/ministry-of-energy
    the Ministry of Energy of Poland | body/poland/ministry-of-energy
    China's commerce ministry | body/china/ministry-of-commerce
    the Fijian Ministry of Trade and Industry | body/fiji/ministry-of-trade-and-industry
"""
BY_OWN_NAME = """
    Britain's foreign ministry | body/united-kingdom/foreign-office
    the British Foreign Office | body/united-kingdom/foreign-office
    the British interior ministry | body/united-kingdom/home-office
    the US state department | body/united-states/department-of-state
    America's foreign ministry | body/united-states/department-of-state
    the US defense department | body/united-states/department-of-defense
    the U.S. Commerce Department | body/united-states/department-of-commerce
    Germany's foreign ministry | body/germany/federal-foreign-office
    India's foreign ministry | body/india/ministry-of-external-affairs
    the Indian home ministry | body/india/ministry-of-home-affairs
    the Canadian foreign ministry | body/canada/global-affairs-canada
    Australia's Department of Foreign Affairs and Trade | body/australia/department-of-foreign-affairs-and-trade
    the Swiss Federal Department of Foreign Affairs | body/switzerland/federal-department-of-foreign-affairs
    the Irish foreign ministry | body/ireland/department-of-foreign-affairs
    the Mexican Foreign Secretariat | body/mexico/secretariat-of-foreign-affairs
    China's Taiwan Affairs Office | body/china/taiwan-affairs-office
    South Korea's unification ministry | body/south-korea/ministry-of-unification
"""
BY_HOUSE = """
    the Pentagon | body/united-states/department-of-defense
    the Farnesina | body/italy/ministry-of-foreign-affairs
    Itamaraty | body/brazil/ministry-of-foreign-affairs
    Wisma Putra | body/malaysia/ministry-of-foreign-affairs
    the Kremlin | state/russia
    the White House | state/united-states
    the Elysee | state/france
    Rashtrapati Bhavan | state/india
    Christiansborg | state/denmark
    the Palais Bourbon | body/france/national-assembly
    Montecitorio | body/italy/chamber-of-deputies
"""
BY_HOLDER = """
    the Armenian prime minister's office | body/armenia/government
    the Polish president's office | body/poland/government
    Ukraine's presidential office | body/ukraine/presidency
"""


def cases(*tables: str) -> list[tuple[str, str]]:
    lines = (line.split(" | ") for table in tables for line in table.strip().splitlines())
    return [(phrase.strip(), path) for phrase, path in lines]


@pytest.mark.parametrize(("phrase", "path"), cases(BY_MATTER, BY_OWN_NAME, BY_HOUSE, BY_HOLDER))
def test_who_is_meant(understand: Understand, phrase: str, path: str) -> None:
    text = f"{phrase[0].upper()}{phrase[1:]} protested."
    discourse = understand(text)
    verb = next(token for token in discourse.doc if token.text == "protested")
    (subject,) = (token for token in verb.children if token.dep_ == "nsubj")
    agent = discourse.agent(subject)
    assert agent is not None and agent.path == path


def test_the_quai_d_orsay_is_a_name() -> None:
    assert [entity.path for entity in load().lookup("Quai d'Orsay")] == ["body/france/ministry-of-foreign-affairs"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("The Ukrainian Foreign Ministry's spokesman spoke.", "body/ukraine/ministry-of-foreign-affairs"),
        ("A Foreign Office spokesman spoke.", "body/united-kingdom/foreign-office"),
        ("A Chilean health ministry spokesman spoke.", "body/chile/ministry-of-health"),
    ],
)
def test_a_spokesman_is_his_office(understand: Understand, text: str, path: str) -> None:
    discourse = understand(text)
    agent = discourse.agent(next(token for token in discourse.doc if token.text == "spokesman"))
    assert agent is not None and agent.path == path


def test_an_office_that_is_nobodys_is_no_government(understand: Understand) -> None:
    discourse = understand("The dentist's office protested.")
    agent = discourse.agent(next(token for token in discourse.doc if token.text == "office"))
    assert agent is None or agent.kind != "government"


@pytest.mark.parametrize("office", ["Ministry of Foreign Affairs", "Foreign Ministry"])
def test_every_known_foreign_ministry_answers_to_both_usual_words(office: str) -> None:
    gazetteer = load()
    known = [e for e in gazetteer if e.kind == "executive" and "Ministry of Foreign Affairs" in e.generic]
    assert len(known) > 15
    for entity in known:
        assert entity.of is not None
        assert gazetteer.generic(entity.of, office) is entity
