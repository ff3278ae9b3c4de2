"""Noun phrases to agents, as far as the phrase itself tells: read by the real parser, in sentences of every region."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.discourse import Discourse
from kg.types import Agent

Understand = Callable[[str], Discourse]


def agent(discourse: Discourse, word: str) -> Agent | None:
    """The agent that the first token with these letters refers to."""
    return discourse.agent(next(token for token in discourse.doc if token.text == word))


def told(found: Agent | None) -> tuple[str, str, str | None] | None:
    """An agent's name, kind and polity."""
    return (found.name, found.kind, found.polity) if found is not None else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # polities: by name, by capital, with an article
        ("Bhutan waited.", "Bhutan", ("Bhutan", "state", "BT")),
        ("Kampala protested on Monday.", "Kampala", ("Uganda", "state", "UG")),
        ("The Netherlands abstained.", "Netherlands", ("Netherlands", "state", "NL")),
        ("Kosovo welcomed the vote.", "Kosovo", ("Kosovo", "state", "XK")),
        # chambers: adjective, possessive, "of", own name
        ("The Kenyan Senate met.", "Senate", ("Senate of Kenya", "chamber", "KE")),
        ("Kenya's Senate met.", "Senate", ("Senate of Kenya", "chamber", "KE")),
        ("The Senate of Kenya met.", "Senate", ("Senate of Kenya", "chamber", "KE")),
        ("Morocco's upper house met.", "house", ("House of Councillors of Morocco", "chamber", "MA")),
        ("The Uruguayan Chamber of Senators met.", "Chamber", ("Senate of Uruguay", "chamber", "UY")),
        ("The Knesset met.", "Knesset", ("Knesset", "chamber", "IL")),
        ("Poland's Sejm met.", "Sejm", ("Sejm of Poland", "chamber", "PL")),
        ("The UN Security Council met.", "Council", ("United Nations Security Council", "chamber", "UN")),
        ("The European Parliament met.", "Parliament", ("European Parliament", "chamber", "EU")),
        # governments and ministries
        ("Fiji's government resigned.", "government", ("Government of Fiji", "government", "FJ")),
        (
            "Peru's Foreign Ministry protested.",
            "Ministry",
            ("Ministry of Foreign Affairs of Peru", "ministry", "PE"),
        ),
        (
            "The Ministry of Health of Peru protested.",
            "Ministry",
            ("Ministry of Health of Peru", "ministry", "PE"),
        ),
        (
            "Nepal's Ministry of Trade and Industry protested.",
            "Ministry",
            ("Ministry of Trade and Industry of Nepal", "ministry", "NP"),
        ),
        # people with a title, an office, a body named before them
        ("President Sione Tupou spoke.", "Tupou", ("Sione Tupou", "person", None)),
        ("Tongan Prime Minister Sione Tupou spoke.", "Tupou", ("Sione Tupou", "person", "TO")),
        ("Sione Tupou, the Tongan foreign minister, spoke.", "Tupou", ("Sione Tupou", "person", "TO")),
        ("The Tongan foreign minister, Sione Tupou, spoke.", "minister", ("Sione Tupou", "person", "TO")),
        ("Prime Minister Malik Chad spoke.", "Chad", ("Malik Chad", "person", None)),
        ("George Washington spoke.", "Washington", ("George Washington", "person", None)),
        # a spokesperson is the body
        (
            "A Fijian Foreign Ministry spokeswoman spoke.",
            "spokeswoman",
            ("Ministry of Foreign Affairs of Fiji", "ministry", "FJ"),
        ),
        # groups
        ("Kenyan senators walked out.", "senators", ("Kenyan senators", "person", "KE")),
        ("Norwegians voted.", "Norwegians", ("Norwegians", "people", "NO")),
    ],
)
def test_what_a_phrase_names(
    understand: Understand, text: str, word: str, expected: tuple[str, str, str | None]
) -> None:
    assert told(agent(understand(text), word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Zorblatia condemned the vote.", "Zorblatia", "Zorblatia"),
        ("The Parliament of Zorblatia adopted the bill.", "Parliament", "Parliament of Zorblatia"),
        ("Zorblatia's Senate adopted the bill.", "Senate", "Senate of Zorblatia"),
        ("The Zorblatian parliament adopted the bill.", "parliament", "Zorblatian parliament"),
        ("President Ilse Vantongeren spoke.", "Vantongeren", "Ilse Vantongeren"),
        ("Nguyen Thi Mai Huong spoke.", "Huong", "Nguyen Thi Mai Huong"),
        ("Abu Bakr al-Tamimi spoke.", "Tamimi", "Abu Bakr al-Tamimi"),
        ("President Park Geun-hye spoke.", "Geun-hye", "Park Geun-hye"),
        ("The Blue River Party condemned the vote.", "Party", "Blue River Party"),
    ],
)
def test_unknown_names_stay_as_they_are(understand: Understand, text: str, word: str, name: str) -> None:
    found = agent(understand(text), word)
    assert found is not None
    assert (found.name, found.known, found.polity) == (name, False, None)


def test_an_unknown_body_is_not_forced_on_a_country_nearby(understand: Understand) -> None:
    discourse = understand("Zorblatia's Senate adopted a resolution, and Kenya condemned it.")
    assert told(agent(discourse, "Senate")) == ("Senate of Zorblatia", "chamber", None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Talks in Valdivia failed.", "Valdivia"),  # a place is nobody
        ("It fell to Valdivia (52), Osorno (8).", "8)"),
        ("The Chamber of Deputies met in Rwanda.", "Deputies"),  # part of a body's name
        ("The vote came on Monday.", "Monday"),
        ('Peru calls Chile a "gravedigger".', "gravedigger"),  # no name, whatever the parser takes it for
    ],
)
def test_what_names_nobody(understand: Understand, text: str, word: str) -> None:
    discourse = understand(text)
    tokens = [token for token in discourse.doc if token.text.startswith(word[:1]) and word.startswith(token.text)]
    assert tokens
    assert not any(discourse.agent(token) for token in tokens)


@pytest.mark.parametrize(
    ("text", "word"),
    [("The Berlin Wall fell.", "Wall"), ("Bank of America apologised.", "America"), ("Mr Jordan spoke.", "Jordan")],
)
def test_namesakes_are_no_polities(understand: Understand, text: str, word: str) -> None:
    found = agent(understand(text), word)
    assert found is None or found.polity is None


@pytest.mark.parametrize(
    ("text", "word", "polity"),
    [
        ("Georgia condemned the shelling near Tbilisi.", "Georgia", "GE"),
        ("The Georgia Senate passed a bill in Atlanta.", "Senate", "US-GA"),
        ("Washington condemned the coup.", "Washington", "US"),
        ("Kinshasa protested, and Congo recalled its envoy.", "Congo", "CD"),
        ("Brazzaville protested, and Congo recalled its envoy.", "Congo", "CG"),
        ("Pyongyang protested, and Korea recalled its envoy.", "Korea", "KP"),
        ("Seoul protested, and Korea recalled its envoy.", "Korea", "KR"),
        ("Ireland recalled its envoy.", "Ireland", "IE"),
        ("Northern Ireland rejected the plan.", "Ireland", "GB-NIR"),
        ("The Republic of Ireland rejected the plan.", "Ireland", "IE"),
        ("South Korea rejected the plan.", "Korea", "KR"),
    ],
)
def test_names_of_several_places_are_resolved_by_context(
    understand: Understand, text: str, word: str, polity: str
) -> None:
    found = agent(understand(text), word)
    assert found is not None
    assert found.polity == polity


@pytest.mark.parametrize(
    ("text", "word", "role", "office"),
    [
        (
            "Tongan Foreign Minister Sione Tupou spoke.", "Tupou", "Tongan Foreign Minister",
            "Ministry of Foreign Affairs of Tonga",
        ),
        ("Sione Tupou, the prime minister of Tonga, spoke.", "Tupou", "prime minister of Tonga", "Government of Tonga"),
        ("Kenyan senator Wanjiru Kamau spoke.", "Kamau", "Kenyan senator", None),
    ],
)  # fmt: skip
def test_roles_and_offices(understand: Understand, text: str, word: str, role: str, office: str | None) -> None:
    discourse = understand(text)
    token = next(t for t in discourse.doc if t.text == word)
    spoken_for = discourse.office(token)
    assert discourse.role(token) == role
    assert (spoken_for.name if spoken_for else None) == office
