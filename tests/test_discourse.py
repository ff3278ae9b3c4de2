"""What pronouns, short forms and measures refer to in the run of a text, read by the real parser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.discourse import Discourse

Understand = Callable[[str], Discourse]


def who(discourse: Discourse, word: str, which: int = -1) -> str | None:
    """The name of the agent that one of the tokens with these letters refers to, by default the last of them."""
    found = discourse.agent([token for token in discourse.doc if token.text == word][which])
    return found.name if found is not None else None


def of_measures(discourse: Discourse, *words: str) -> list[set[str]]:
    """The measures that the last token with each word refers to."""
    last = {token.text: token for token in discourse.doc}
    return [set(discourse.measure(last[word])) for word in words]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        # people
        ("President Sione Tupou arrived. He left on Monday.", "He", "Sione Tupou"),
        ("Minister Wanjiru Kamau met envoy Juan Paz. She was late.", "She", "Wanjiru Kamau"),
        ("President Sione Tupou arrived. On Monday Tupou spoke again.", "Tupou", "Sione Tupou"),
        ("Tongan President Sione Tupou arrived. The president left.", "president", "Sione Tupou"),
        ("Envoy Juan Paz of Peru spoke. The Peruvian diplomat left.", "diplomat", "Juan Paz"),
        # polities and bodies
        ("Bhutan protested. It recalled its envoy.", "It", "Bhutan"),
        ("Norway and Iceland protested. They recalled their envoys.", "They", "Norway"),
        ("Bhutan protested. The country recalled its envoy.", "country", "Bhutan"),
        ("Bhutan protested. Its government resigned.", "government", "Government of Bhutan"),
        ("Bhutan's government met. The government resigned.", "government", "Government of Bhutan"),
        ("Kenya's Senate met. The Senate voted.", "Senate", "Senate of Kenya"),
        ("Kenya's National Assembly met. The Senate voted.", "Senate", "Senate of Kenya"),
        ("Kenya protested. The Senate voted.", "Senate", "Senate of Kenya"),
        ("Japan waits. The House of Councillors met.", "House", "House of Councillors of Japan"),
        ("Japan waits. The House of Representatives met.", "House", "House of Representatives of Japan"),
        ("Uruguay waits. The Chamber of Senators met.", "Chamber", "Senate of Uruguay"),
        (
            "Peru's Foreign Ministry protested. The ministry recalled its envoy.",
            "ministry",
            "Ministry of Foreign Affairs of Peru",
        ),
        (
            "Peru's Ministry of Health protested. The Peruvian ministry closed clinics.",
            "ministry",
            "Ministry of Health of Peru",
        ),
        # whose title it is, and who acts on whom
        (
            "The prime minister of Fiji, Tomasi Vula, met the foreign minister, Ana Popa. The prime minister left.",
            "minister",
            "Tomasi Vula",
        ),
        (
            "The foreign minister of Fiji, Ana Popa, met the prime minister, Tomasi Vula. The minister left.",
            "minister",
            "Ana Popa",
        ),
        ("Chad's king, Ali Sow, waits, hours after the army chief, Juan Rojo, urged him to go.", "him", "Ali Sow"),
        # a title that another office shuts out, or that is that of a lesser body, or of a member
        (
            "Envoy Ana Popa left. In Geneva, the secretary-general of the league waited. The envoy wept.",
            "envoy",
            "Ana Popa",
        ),
        (
            "President Tomasi Vula left. Senate President Ana Popa stayed. In Suva, the president wept.",
            "president",
            "Tomasi Vula",
        ),
        ("Senator Ana Popa left. The senator wept.", "senator", "Ana Popa"),
        # one thing is no plural
        ("The Congress of Chile heard farm groups. It was moved.", "It", "National Congress of Chile"),
        # several, by their form before their sense
        ("The Senate of Peru received the envoys of Norway. They left early.", "They", "envoys of Norway"),
        ("The Senate of Peru met on Monday. They left early.", "They", "Senate of Peru"),
        ("The ministers of Norway praised the deal between Chad and Mali. They left.", "They", "ministers of Norway"),
        ("The envoys of Chile were summoned. Some protested.", "Some", "envoys of Chile"),
        # the house of which somebody spoke, not one that is called so
        (
            "The Congress of Chile met. Deputies told the US envoy that the house was closed.",
            "house",
            "National Congress of Chile",
        ),
        # who speaks for a state
        ("Bhutan left early. Its representative condemned the raid.", "representative", "Bhutan"),
        ("The pact binds all EU governments.", "governments", "EU governments"),
        # the words of somebody who is quoted
        ('Chad spoke first. "We reject the plan," Fiji said.', "We", "Fiji"),
        ('Peru waits. "I oppose our exit," Tongan President Sione Tupou wrote.', "I", "Sione Tupou"),
        # an organisation told by its size or reach
        ("The African Union met. Chad thanked the 55-member bloc.", "bloc", "African Union"),
        ("The African Union met. The regional bloc left.", "bloc", "African Union"),
        ("The Arab League met. The group of 22 states left.", "group", "Arab League"),
        # a republic without recognition
        ("Abkhazia held a vote. The self-declared republic was pleased.", "republic", "Abkhazia"),
    ],
)
def test_who_is_meant(understand: Understand, text: str, word: str, name: str) -> None:
    assert who(understand(text), word) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that Bhutan will wait.", "It"),
        ("The ministry protested.", "ministry"),
        ("He left.", "He"),
        ("The chamber voted.", "chamber"),
    ],
)
def test_nobody_is_meant_without_one_to_be_meant(understand: Understand, text: str, word: str) -> None:
    assert who(understand(text), word) is None


def test_a_person_keeps_what_was_told_at_any_mention(understand: Understand) -> None:
    discourse = understand("Tongan Foreign Minister Sione Tupou arrived. Tupou spoke. He left.")
    tupou = [t for t in discourse.doc if t.text in ("Tupou", "He")]
    agents = {discourse.agent(token) for token in tupou}
    assert [(a.name, a.polity) for a in agents if a] == [("Sione Tupou", "TO")]
    assert {discourse.role(token) for token in tupou} == {"Tongan Foreign Minister"}
    assert {o.name for token in tupou if (o := discourse.office(token))} == {"Ministry of Foreign Affairs of Tonga"}


def test_two_spellings_of_a_first_name_are_one_person(understand: Understand) -> None:
    discourse = understand("President Mohammed Osei spoke. Kenya thanked Mohamed Osei.")
    assert who(discourse, "Osei", 0) == who(discourse, "Osei", 1) == "Mohammed Osei"


def test_they_stand_for_each(understand: Understand) -> None:
    discourse = understand("Norway, Iceland and Malta protested. They recalled their envoys.")
    they = next(token for token in discourse.doc if token.text == "They")
    assert [token.text for token in discourse.expand(they)] == ["Norway", "Iceland", "Malta"]
    assert [token.text for token in discourse.expand(they.head)] == [they.head.text]


# --- measures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's Senate adopted a resolution. Fiji condemned the measure.",
        "Kenya's Senate adopted a resolution. Fiji read it and condemned the text.",
        "Kenya's Senate adopted a resolution on trade. The document was condemned by Fiji.",
    ],
)
def test_a_measure_under_other_words_is_one(understand: Understand, text: str) -> None:
    discourse = understand(text)
    assert [(d.kind, d.body.name if d.body else None) for d in discourse.measures.values()] == [
        ("resolution", "Senate of Kenya")
    ]
    assert len(next(iter(discourse.measures.values())).heads) >= 2


def test_measures_of_two_bodies_are_two(understand: Understand) -> None:
    discourse = understand(
        "Kenya's Senate adopted a resolution. Peru's Congress adopted a resolution too. "
        "Fiji condemned the Kenyan resolution."
    )
    assert [d.body.name for d in discourse.measures.values() if d.body] == ["Senate of Kenya", "Congress of Peru"]
    assert [len(d.heads) for d in discourse.measures.values()] == [2, 1]


def test_numbered_resolutions_are_told_apart(understand: Understand) -> None:
    discourse = understand("The council adopted Resolution 1701. It then recalled Resolution 242.")
    assert [d.number for d in discourse.measures.values()] == ["1701", "242"]


def test_the_resolutions_of_both_chambers_are_of_no_single_one(understand: Understand) -> None:
    discourse = understand(
        "Resolution 12 was long. Resolution 14 was short. Fiji disliked the resolutions in both Chilean chambers."
    )
    assert [(d.body, len(d.heads)) for d in discourse.measures.values()] == [(None, 2), (None, 2)]


def test_it_before_a_deciding_verb_is_the_measure(understand: Understand) -> None:
    discourse = understand("Kenya's government tabled the bill. It was rejected by the Senate.")
    bill, it = of_measures(discourse, "bill", "It")
    assert bill == it != set()


def test_a_measure_gets_the_body_that_adopts_it(understand: Understand) -> None:
    discourse = understand("The bill was adopted by the lower house of the Kenyan parliament.")
    (draft,) = discourse.measures.values()
    assert draft.body is not None
    assert draft.body.name == "National Assembly of Kenya"


def test_members_stand_for_their_chamber(understand: Understand) -> None:
    discourse = understand("Japan waits. All 305 councillors voted for the bill.")
    found = discourse.chamber(next(token for token in discourse.doc if token.text == "councillors"))
    assert found is not None
    assert found.name == "House of Councillors of Japan"


def test_mentions_come_in_the_order_of_the_text(understand: Understand) -> None:
    found = list(understand("Kenya's Senate met. It voted. Fiji and President Sione Tupou protested.").mentions())
    assert [m.token.i for m in found] == sorted(m.token.i for m in found)
    assert {m.agent.name for m in found if m.agent} == {"Kenya", "Senate of Kenya", "Fiji", "Sione Tupou"}


@pytest.mark.parametrize(
    "text",
    [
        "President Sione Tupou spoke. Peru's president, by contrast, left.",
        "Lawmaker Sione Tupou spoke. The Danish foreign minister left.",
        "President Sione Tupou spoke. His Peruvian counterpart left.",
    ],
)
def test_an_office_of_another_polity_is_another_person(understand: Understand, text: str) -> None:
    discourse = understand(text)
    word = next(t.text for t in discourse.doc if t.text in ("counterpart", "president", "minister"))
    assert who(discourse, word) != "Sione Tupou"


def test_an_adjective_may_go_with_a_person_of_unknown_polity(understand: Understand) -> None:
    assert who(understand("Envoy Juan Paz spoke. The Peruvian diplomat left."), "diplomat") == "Juan Paz"
