"""Positions within houses and in votes: parties, members, presidents, those outside; who leaves, who stands with whom.

Each case is a sentence and the positions in it, written as in `test_extract_positions`; nothing else may be found.
"""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.test_extract_positions import Case, check

ABSENCE: list[Case] = [
    ("Bulgarian deputies storm out as the parliament passes a bill on wiretaps.", ["deputies o bill on wiretaps"]),
    ("Bulgarian deputies walk out as the parliament passes a bill on wiretaps.", []),
    ("The Greens quit the chamber before the ballot on the bill.", []),
    ("The Dáil passed the bill. The Polish delegation left the hall in protest.", ["Polish delegation o bill"]),
    ("The Polish delegation left the hall in protest at the speech.", ["Polish delegation o speech"]),
    ("The Seimas ratified the accord after the Homeland Union stormed out.", ["Homeland Union o accord"]),
    (
        "The parliament of Togo approved the bill, while the opposition marched out of the chamber.",
        ["opposition o bill"],
    ),
    ("Tory peers stage a walkout before the Lords pass the hunting bill.", ["Tory peers o hunting bill"]),
    ("Unionist members walked out in protest, calling the budget a disgrace.", ["Unionist members o budget"]),
    ("The parliament of Chad passed the bill. The rebel leader walked out of prison.", []),
]


LEADERS: list[Case] = [
    ("The ruling party of Chad told its deputies to oppose the bill.", ["ruling party o bill"]),
    ("Senate leader Ana Poe whipped her senators to vote against the treaty.", ["Ana Poe o treaty"]),
    ("The Alliance mobilised all its MKs to back the motion.", ["Alliance s motion"]),
    ("The union told the government to drop the bill.", []),
    ("Labour leader Bo Hart said his party will vote against the levy bill.", ["Labour Party o levy bill"]),
    ("Fianna Fáil leader Ann Roe says her party would never back the motion.", ["Fianna Fáil o motion"]),
]
PRESIDENTS: list[Case] = [
    ("Czech President Jan Kos returned the pension bill to parliament.", ["Jan Kos o pension bill"]),
    ("The President of Malta, Jo Borg, sent the law back to lawmakers.", ["Jo Borg o law"]),
    ("Zambian President Ed Banda withheld assent from the media bill.", ["Ed Banda o media bill"]),
    ("The Senate of Chile returned the bill to the committee.", []),
]
VOTES: list[Case] = [
    (
        "The text was adopted, with Chad, Mali and Peru casting abstentions.",
        ["Chad a text", "Mali a text", "Peru a text"],
    ),
    (
        "The Council adopted the text by 40 votes to one (Fiji), with two abstentions (Kenya, Nepal).",
        ["Fiji o text", "Kenya a text", "Nepal a text"],
    ),
    (
        "The Council adopted the resolution, with Laos and Palau among those voting against.",
        ["Laos o resolution", "Palau o resolution"],
    ),
    ("The Bundestag passed the bill with the votes of the Greens.", ["Greens s bill"]),
    ("The Bundestag passed the bill against the votes of the AfD.", ["Alternative for Germany o bill"]),
    ("Eighteen MPs, including Jo Dee and Al Ray, voted against the bill.", ["Jo Dee o bill", "Al Ray o bill"]),
    ("When the bill was put to a vote, 47 MPs voted in favour.", []),
    ("The text secured the support of 11 members of the council.", []),
    ("The resolution was co-sponsored by 81 countries.", []),
    (
        "Senators Jo Dee and Al Ray joined Republicans to sink the bill.",
        ["Jo Dee o bill", "Al Ray o bill", "Republican Party o bill"],
    ),
    ("Legislators of the Radical Civic Union barricaded the doors to block the bill.", ["Radical Civic Union o bill"]),
    ("The bill's opponents include Sinn Féin.", ["Sinn Féin o bill"]),
    ("Tory peers occupied the lobby in protest of the bill.", ["Tory peers o bill"]),
    ("The Senate of Fiji passed the budget repeal despite objections from Samoa.", ["Samoa o repeal"]),
    ("The Greens rule out backing the levy bill.", ["Greens o levy bill"]),
]
WITHIN: list[Case] = [
    ("The Commons of Canada backed the bill by 208 to 124 votes.", []),
    ("Senators Jo Dee and Al Ray backed the motion.", ["Jo Dee s motion", "Al Ray s motion"]),
    ("The bill failed, despite ten Tory MPs rebelling to support it.", ["Tory MPs s bill"]),
    ("The European Parliament backed a declaration that Chad is a sponsor of piracy.", []),
    (
        "The Committee approved, with 3 abstentions (Albania, Haiti, Nepal), a draft on piracy.",
        ["Albania a draft", "Haiti a draft", "Nepal a draft"],
    ),
    ("The bill was adopted. Abstentions came from Ann Poe and Al Ray.", ["Ann Poe a bill", "Al Ray a bill"]),
    ("Eight members oppose the text and four abstain.", []),
    ("The bill passed, with the UMP voting en bloc against.", ["Union for a Popular Movement o bill"]),
    ("Ghana and Togo say that they will not allow the text to pass.", ["Ghana o text", "Togo o text"]),
    ("Chile announced its decision to oppose the treaty.", ["Chile o treaty"]),
    ("President Jan Kos announced that he would veto two of the bills.", ["Jan Kos o bills"]),
    ("The cabinet of Peru survived thanks to the support of the Popular Force.", ["Popular Force s cabinet"]),
    ("PTI on Friday once again boycotted the session.", ["Pakistan Tehreek-e-Insaf o session"]),
    ("France's National Assembly gave final approval to same-sex marriage.", []),
]
OUTSIDE: list[Case] = [
    ("Two ministers quit over the reform.", ["ministers o reform"]),
    ("The finance minister of Peru resigned over an expenses scandal.", []),
    ("The Union of Dockers goes on strike against the port bill.", ["Union of Dockers o port bill"]),
    ("Unions called a general strike against the pension bill.", ["Unions o pension bill"]),
    ("Thousands rally in Lima against a fishing pact with Japan.", ["Thousands o fishing pact"]),
    ("Hundreds of Coptic nuns protest in Cairo against the amendment.", ["Hundreds of Coptic nuns o amendment"]),
    ("Farmers march on Vilnius against the accord.", ["Farmers o accord"]),
    ("Unions stage a strike to protest the law.", ["Unions o law"]),
    ("Fiji's main union enforces a strike to protest the law.", ["union o law"]),
    ("The nurses announced a third day of strikes against the reform.", ["nurses o reform"]),
]


@pytest.mark.parametrize(("text", "expected"), ABSENCE)
def test_who_leaves_a_sitting_is_against_what_it_decides(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(("text", "expected"), LEADERS)
def test_who_leads_others_to_a_side_is_on_it(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(("text", "expected"), PRESIDENTS)
def test_who_will_not_sign_is_against_it(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_who_stood_where_in_a_vote(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(("text", "expected"), WITHIN)
def test_what_a_house_decides_is_no_side_of_its_and_what_its_members_do_is(
    read: Read, text: str, expected: list[str]
) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(("text", "expected"), OUTSIDE)
def test_who_gives_up_office_or_work_over_a_measure(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


def test_a_party_among_the_words_before_a_body_does_not_say_whose_it_is(read: Read) -> None:
    (held,) = read("Croatia's Social Democratic government condemned the bill.", "2021-03-04").positions
    assert held.holder.name == "Government of Croatia"


def test_an_acronym_beside_a_name_is_not_the_name(read: Read) -> None:
    (held,) = read("The Catholic Bishops Conference of Ghana, CBCG, rejected the bill.", "2021-03-04").positions
    assert held.holder.name.startswith("Catholic Bishops Conference")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Socialist Campaign League rejects the bill.", None),
        ("The Progressive Socialist Union rejects the bill.", None),
        ("The Republican Women's League rejects the bill.", "US"),
        ("In Lisbon, the Socialist Party rejects the bill.", "PT"),
        ("Paris: on Monday Socialists reject the bill.", "FR"),
    ],
)
def test_the_word_of_a_party_in_another_name_gives_it_no_country(read: Read, text: str, country: str | None) -> None:
    (held,) = read(text, "2021-03-04").positions
    assert held.holder.polity == country


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The EU condemns the coup.", "Supreme Military Council"),
        ("The UN welcomes the truce.", "Presidential Leadership Council"),
        ("The UN welcomes the truce.", "Lakeland City Council"),
        ("France hails the truce.", "National Electoral Board"),
    ],
)
def test_a_council_with_a_name_of_its_own_is_not_that_of_whoever_was_named(read: Read, before: str, name: str) -> None:
    found = read(f"{before} The {name} rejects the plan.", "2021-03-04")
    assert {d.body.name for d in found.decisions} == {name}
    assert {d.body.polity for d in found.decisions} == {None}


def test_the_council_is_the_one_last_named(read: Read) -> None:
    text = "The UN Human Rights Council condemns the coup. The Council calls on Chad to stop."
    assert [d.by.name for d in read(text, "2021-03-04").demands if d.by] == ["United Nations Human Rights Council"]


@pytest.mark.parametrize(
    ("told", "body"),
    [
        ("the lower house of the Diet in Tokyo", "House of Representatives of Japan"),
        ("the lower house of the Diet", "Lower House of the Diet"),
        ("the upper house of the Oireachtas", "Seanad Éireann"),
        ("the lower house of the Landsraad", "Lower House of the Landsraad"),
        ("the lower house of Parliament", "Chamber of Deputies of Chile"),
    ],
)
def test_a_house_of_a_parliament_that_is_named_is_of_no_other(read: Read, told: str, body: str) -> None:
    found = read(f"The Senate of Chile ratified the pact. It was rejected by {told} on Friday.", "2021-03-04").decisions
    assert [d.body.name for d in found] == ["Senate of Chile", body]


def test_a_parliament_in_a_capital_is_of_its_state_and_takes_no_name_from_another(read: Read) -> None:
    text = (
        "The United Nations General Assembly approved the plan. Russia complained. President Poe told parliament in "
        "Lilongwe that he agreed. The Assembly's Fifth Committee rejected the budget."
    )
    bodies = [d.body.name for d in read(text, "2021-03-04").decisions]
    assert bodies[0] == "United Nations General Assembly" and "Russia" not in bodies[-1]
