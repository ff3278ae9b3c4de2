"""Demands: who asks whom for what, in which words."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    (
        "The Kenyan Senate urges the government to withdraw troops from Somalia.",
        [("Senate of Kenya", "Government of Kenya", "withdraw troops from Somalia")],
    ),
    ("Mexico asks the United Nations to send observers.", [("Mexico", "United Nations", "send observers")]),
    ("Amnesty International called for an inquiry.", [("Amnesty International", None, "an inquiry")]),
    (
        "South Africa's president called on the two sides to resume talks.",
        [("President of South Africa", "two sides", "resume talks")],
    ),
    (
        "The UN General Assembly passed a resolution demanding an immediate ceasefire and the release of hostages.",
        [("resolution", None, "an immediate ceasefire and the release of hostages")],
    ),
    (
        "The Security Council approved a resolution calling on Sudan to open the border and to admit observers.",
        [("resolution", "Sudan", "open the border"), ("resolution", "Sudan", "admit observers")],
    ),
    ("Nigeria asked Ghana not to close the border.", [("Nigeria", "Ghana", "not to close the border")]),
    ("Turkey demanded an apology from Sweden.", [("Turkey", "Sweden", "an apology")]),
    ("India issued a call for restraint.", [("India", None, "restraint")]),
    ("Oman has called for Yemen to free the crew.", [("Oman", "Yemen", "free the crew")]),
    (
        "Lithuania's parliament proposed sanctions against Belarus.",
        [("Seimas of Lithuania", None, "sanctions against Belarus")],
    ),
]

#: Other ways of asking: by kind of language.
KINDS = [
    # an infinitive that the parser hangs elsewhere
    (
        "Kiribati greets the report and invites its neighbours to send engineers.",
        [("Kiribati", "its neighbours", "send engineers")],
    ),
    (
        "Nepal's prime minister, in turn, asks drivers of lorries that have served him as stores to stay in Kathmandu.",
        [("Prime Minister of Nepal", "drivers", "stay in Kathmandu")],
    ),
    (
        "The Storting adopted a resolution obliging the government to publish the accounts.",
        [("resolution", "Government of Norway", "publish the accounts")],
    ),
    # who wants somebody to act
    ("Ireland wants the EU to suspend the pact.", [("Ireland", "European Union", "suspend the pact")]),
    # a deadline
    (
        "Peru's Congress gave the interior minister ten days to explain the raid.",
        [("Congress of Peru", "interior minister", "explain the raid")],
    ),
    (
        "Botswana set Namibia a deadline of Monday to return the trucks.",
        [("Botswana", "Namibia", "return the trucks")],
    ),
    ("Gabon was given until Friday by France to pay the debt.", [("France", "Gabon", "pay the debt")]),
    ("Chad issued an ultimatum to Sudan to hand over the rebels.", [("Chad", "Sudan", "hand over the rebels")]),
    # what somebody must do, told to him
    ("Spain told Morocco that it must open the port.", [("Spain", "Morocco", "open the port")]),
    # the subjunctive
    (
        "Finland's president insisted that Russia pay the fee.",
        [("President of Finland", "Russia", "Russia pay the fee")],
    ),
    ("Laos repeated its request that China open the crossing.", [("Laos", "China", "China open the crossing")]),
    # who is to do the deed that a noun names
    ("Denmark seeks an apology from Sweden.", [("Denmark", "Sweden", "an apology")]),
    # what "for" introduces before an infinitive
    ("Malta pleaded for leave to inspect the ships.", [("Malta", None, "leave to inspect the ships")]),
    # whom a list of words does not know
    (
        "Four Bolivian trappers beg the Security Council to send a mission.",
        [("Four Bolivian trappers", "United Nations Security Council", "send a mission")],
    ),
    # nobody asks himself
    (
        "Benin's president, Ana Popa, urged his party to be patient.",
        [("Ana Popa", "party", "be patient")],
    ),
    # what a body votes to ask
    (
        "Canada's Senate voted 50 to 20 to urge the government to label the raids a crime.",
        [("Senate of Canada", "Government of Canada", "label the raids a crime")],
    ),
    (
        "MPs in the British House of Commons vote by 274 to 12 to call on the government to ban the trade.",
        [("House of Commons of the United Kingdom", "Government of the United Kingdom", "ban the trade")],
    ),
    (
        "US senators voted 60-38 to urge the president to end the war.",
        [("United States Senate", "president", "end the war")],
    ),
    (
        "Deputies in the Chamber of Deputies of Brazil voted to demand an inquiry.",
        [("Chamber of Deputies of Brazil", None, "an inquiry")],
    ),
    # what a motion says that somebody should do
    (
        "The House of Commons passed a motion that Norway should free the crew.",
        [("resolution", "Norway", "free the crew")],
    ),
    # a text called by a number with a stroke
    (
        "The UN Security Council adopts Resolution ES-10/4, deploring the raid and demanding that Chad withdraw.",
        [("resolution", "Chad", "Chad withdraw")],
    ),
    # a verb that looks like a noun
    (
        "The motion deplores the raid and calls on Peru to withdraw its troops.",
        [("resolution", "Peru", "withdraw its troops")],
    ),
    (
        "The Dutch parliament regrets the ban and appeals to Indonesia to lift it.",
        [("States General of the Netherlands", "Indonesia", "lift it")],
    ),
    (
        "The Algerian president orders Malian troops to leave the town.",
        [("President of Algeria", "Malian troops", "leave the town")],
    ),
    # a participle after another, and a relative clause after a name
    (
        "The Sejm passed a resolution deploring the raids in the north and begging Peru to act.",
        [("resolution", "Peru", "act")],
    ),
    (
        "Oman submitted a draft resolution to the Arab League which calls on Syria to leave.",
        [("resolution", "Syria", "leave")],
    ),
    # what one marches to demand
    (
        "Miners marched in Lima on Monday to demand that Chile close the pit.",
        [("Miners", "Chile", "Chile close the pit")],
    ),
    # a verb whose plural looks like a noun's, and what one is urged against
    ("Twelve Danish farmers press the minister to go.", [("Danish farmers", "minister", "go")]),
    ("The Arab League has urged Ankara against sending ships.", [("Arab League", "Turkey", "against sending ships")]),
    ("Chad reiterated its appeal for the pass to be reopened.", [("Chad", None, "the pass to be reopened")]),
    # calls that come from somebody
    ("Calls for the speaker to resign came from Brazil.", [("Brazil", "speaker", "resign")]),
    # small clauses, weeks given, requests written, limits, asides, texts that go on, what is said ought to be done
    ("The EU wants the jailed mayor freed soon.", [("European Union", "jailed mayor", "the jailed mayor freed soon")]),
    (
        "Nigeria has given the generals in Bamako a week to free the president.",
        [("Nigeria", "generals", "free the president")],
    ),
    ("Peru had written to the council to request an end to the ban.", [("Peru", None, "an end to the ban")]),
    ("Turkey's call for elections within ninety days was ignored.", [("Turkey", None, "elections within ninety days")]),
    ("Canada asks for the release of the crew, a plea that moved many.", [("Canada", None, "the release of the crew")]),
    (
        "Turkey is pushing for the Security Council to meet at once.",
        [("Turkey", "United Nations Security Council", "meet at once")],
    ),
    (
        "The UN General Assembly passed a resolution that regrets the raid and asks Sudan to open the border.",
        [("resolution", "Sudan", "open the border")],
    ),
    (
        "Amnesty International said Chad should free the students.",
        [("Amnesty International", "Chad", "free the students")],
    ),
    # the verb of asking right behind a short name, which the parser takes for one name with it
    ("Peru calls on Chad to vacate the zone.", [("Peru", "Chad", "vacate the zone")]),
    ("Kenya appeals to Oman to free the men.", [("Kenya", "Oman", "free the men")]),
    ("Kenya orders Chad to free the men.", [("Kenya", "Chad", "free the men")]),
    # what is told of the whole behind a comma is no part of what is asked
    ("Peru calls on Chad to vacate the zone, accusing it of theft.", [("Peru", "Chad", "vacate the zone")]),
    ("Peru urges Chad to vacate the zone, a step that unions oppose.", [("Peru", "Chad", "vacate the zone")]),
    ('Peru says Chad must "leave", insisting that the zone is free.', [("Peru", "Chad", '"leave"')]),
    # what completes a noun though the parser hung it on the verb
    (
        "Ana Mora rejects the date, demanding reforms to the electoral commission.",
        [("Ana Mora", None, "reforms to the electoral commission")],
    ),
    ("The court called for a new vote within sixty days.", [("court", None, "a new vote within sixty days")]),
    # who goes on to ask, who wants it done, who appeals by a noun, two who ask alike, a word with a hyphen
    ("Ana Mora continues to demand access to the archive.", [("Ana Mora", None, "access to the archive")]),
    (
        "Ana Mora wants some of the judges to be dismissed.",
        [("Ana Mora", None, "some of the judges to be dismissed")],
    ),
    ("Peru signs the law despite appeals from Nordic states to veto it.", [("Nordic states", None, "veto it")]),
    (
        "Ana Mora and Paul Kamau are calling for sanctions to be lifted.",
        [("Ana Mora", None, "sanctions to be lifted"), ("Paul Kamau", None, "sanctions to be lifted")],
    ),
    ("Norway rejects the offer and called for de-escalation.", [("Norway", None, "de-escalation")]),
    # who "we" are in a quotation, whose demands an adjective tells, what a draft would ask, whoever must act, some
    (
        '"We are calling on the king to open the port," Senator Ana Mora said.',
        [("Ana Mora", "king", "open the port")],
    ),
    ("Oman rejects Israeli demands to free the men.", [("Israel", "Oman", "free the men")]),
    (
        "A U.S. Senate resolution would press the administration to apply the ban.",
        [("resolution", "Government of the United States", "apply the ban")],
    ),
    (
        "Western diplomats said the authorities must prepare with care.",
        [("Western diplomats", "authorities", "prepare with care")],
    ),
    ("The African Union appeals to Chad's rivals for restraint.", [("African Union", "Chad's rivals", "restraint")]),
    ("Within the party, some called for younger leaders.", [("some", None, "younger leaders")]),
    # a verb that the parser takes for a noun: behind a phrase with an owner, after names, after what is said
    (
        "Malta's health ministry appeals to young doctors to come home.",
        [("Ministry of Health of Malta", "young doctors", "come home")],
    ),
    (
        "Norway, Iceland and Denmark call for an end to the hunt.",
        [(name, None, "an end to the hunt") for name in ("Norway", "Iceland", "Denmark")],
    ),
    (
        "Ghana's president says he has read the report and appeals to the miners to be patient.",
        [("President of Ghana", "miners", "be patient")],
    ),
    # two sentences in one
    (
        "Latvia shuts its crossing with Belarus and the Red Cross calls for a corridor.",
        [("Red Cross", None, "a corridor")],
    ),
    # what a text asks, what a vote asks, what is asked with figures between, and behind a topic
    (
        "The UN Security Council adopts a Kenyan text calling for a truce in Darfur.",
        [("resolution", None, "a truce in Darfur")],
    ),
    (
        "The Senate of Chile votes to deplore the raid and demand the release of the crew.",
        [("Senate of Chile", None, "the release of the crew")],
    ),
    (
        "2011 Ruritanian invasion of Baria: The General Assembly, in special session, demands that Oman withdraw its ships.",
        [("United Nations General Assembly", "Oman", "Oman withdraw its ships")],
    ),
    # until when somebody has to act
    ("The opposition gives the mayor until noon on Friday to resign.", [("opposition", "mayor", "resign")]),
    (
        "Botswana gives the miners until the end of May to leave the pit.",
        [("Botswana", "miners", "leave the pit")],
    ),
    # capitals that the parser takes for a verb
    (
        "ECOWAS ministers urge Togo to lift the ban.",
        [("ECOWAS ministers", "Togo", "lift the ban")],
    ),
    # what completes the thing, and what is told of the whole
    (
        "Farmers block the port and demand an apology over the minister's remarks.",
        [("Farmers", None, "an apology over the minister's remarks")],
    ),
    ("Peru demands that Chad lift the ban, in a blow to the league.", [("Peru", "Chad", "Chad lift the ban")]),
    # what is done because it was asked
    ("Rui Lopes dissolves the council at the request of Angola.", [("Angola", "Rui Lopes", "dissolves the council")]),
    (
        "At the request of Gabon, the Central Bank of Chad freezes the account.",
        [("Gabon", "Central Bank", "freezes the account")],
    ),
    # participles taken for a past, who signs a letter, who summons, whom one pleads with
    ("Danish farmers want the rules scrapped.", [("Danish farmers", None, "the rules scrapped")]),
    ("Twelve writers sign a letter urging China to free the poet.", [("Twelve writers", "China", "free the poet")]),
    ("Canada summons the Chadian envoy to demand an explanation.", [("Canada", None, "an explanation")]),
    (
        "The bishops' conference pleads with both sides to spare civilians.",
        [("bishops' conference", "both sides", "spare civilians")],
    ),
    # who speaks for a state
    (
        "Libya's mission to the UN requests a meeting of the Security Council.",
        [("Libya's mission", "United Nations Security Council", "a meeting of the Security Council")],
    ),
    (
        "A group of Danish monks urged the minister to resign.",
        [("group of Danish monks", "minister", "resign")],
    ),
]

NONE = [
    "The bill did not call for new taxes.",
    "Norway may ask Sweden to help.",
    "Peru proposed a bill on fishing.",
    "The Senate introduced a resolution on water.",
    "The president of Chad called the vote for Monday.",
    "Kenyans want nothing to do with the bill.",
    "Mexico wants to join the pact.",
    "Finland's president insisted that Russia pays the fee.",
    "Spain told Morocco that it should have opened the port.",
    "Portugal gave Brazil time to respond.",
    '"The port must open," the Bolivian envoy told Chile.',
    "The Senate of Peru voted against asking the minister to resign.",
    "Portugal gave Brazil a ship to sail home.",
    "Denmark seeks a majority for the bill.",
    "The plan orders nobody to leave.",
    "Italy ordered two ships.",
    "Chad said it should be free.",
    "Amnesty International did not say Chad should free the students.",
    "Turkey wants peace.",
    "Minister Ana Soto would like to see the match.",
    "Minister Ana Soto would not like to see the generals punished.",
    "Minister Ana Soto wants a seat in the cabinet.",
    "Spain warned Morocco that crowds will storm the palace should the budget be voted down.",
]


def test_some_members_are_not_their_house(read: Read) -> None:
    (found,) = read("Ten Swedish MPs voted to urge the speaker to resign.", "2024-05-16").demands
    assert found.by is not None
    assert found.by.kind != "chamber"


#: Whom the same is asked of in the same words.
TOGETHER = [
    ("Ghana calls on Togo and Benin to reopen the border.", ["Togo", "Benin"]),
    ("The African Union urged Chad, Niger and Mali to release the prisoners.", ["Chad", "Niger", "Mali"]),
    ("Kosovo and Serbia were urged by the EU to resume dialogue.", ["Kosovo", "Serbia"]),
    ("France demands that Niger and Mali free the hostages.", ["Niger", "Mali"]),
    ("Iceland appealed to Norway and the European Union to cut quotas.", ["Norway", "European Union"]),
    ("Spain told Peru to pay and Chile protested.", ["Peru"]),
]


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_one_demand_of_several(read: Read, text: str, expected: list[str]) -> None:
    (found,) = read(text, "2024-05-16").demands
    assert [a.name for a in (found.addressee, *found.others) if a is not None] == expected


#: Orders to those who serve whoever gives them ask nothing of others; nor does a rule that wants a majority.
COMMANDS = [
    "President Kagame orders the army to retreat.",
    "Hungary orders its ambassador to return from Kyiv.",
    "The Greek prime minister instructs his ministers to prepare a budget.",
    "Senegal's president ordered security forces to withdraw from the campus.",
    "The Government of Serbia instructs the Foreign Ministry to establish diplomatic relations.",
    "The motion fell three short of the majority which the Constitution asks for.",
    "The Greens campaign for a new constitution.",
    "Ana Poe warned that to delay now would put everything at risk.",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_to_ones_own_is_no_demand(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").demands == ()


#: Whom others command, and what houses and courts order.
ORDERED = [
    ("Venezuela orders US diplomats to leave the country.", "US diplomats"),
    ("Moscow orders the British ambassador to leave.", "Ambassador of the United Kingdom"),
    ("Iran is ordered by the IAEA to explain the traces.", "Iran"),
    ("The Supreme Court of Kenya ordered the police to free the editor.", "police"),
    ("Kosovo ordered Serbian officials to leave.", "Serbian officials"),
]


@pytest.mark.parametrize(("text", "expected"), ORDERED)
def test_an_order_to_others_is_a_demand(read: Read, text: str, expected: str) -> None:
    assert [d.addressee and d.addressee.name for d in read(text, "2024-05-16").demands] == [expected]


#: How the vote on it went is no part of what is asked.
VOTED_ON = [
    (
        "The General Assembly passed a resolution calling on Eritrea to withdraw its troops by 120 votes to four.",
        "withdraw its troops",
    ),
    (
        "The Bundestag approved a resolution demanding that Hungary release the journalists, 412 to 89.",
        "Hungary release the journalists",
    ),
    ("Mexico's Senate urges the president to veto the treaty by a vote of 61 to 44.", "veto the treaty"),
    ("The Security Council passes a draft calling for a truce in Yemen, with Russia abstaining.", "a truce in Yemen"),
    (
        "The Sejm backs a resolution that asks Hungary to free the mayor, with 243 votes for and 190 against.",
        "free the mayor",
    ),
    (
        "The General Assembly adopts a resolution that asks Israel to end the blockade by an overwhelming majority.",
        "end the blockade",
    ),
    ("The resolution urges Chad to cut emissions by 40 percent.", "cut emissions by 40 percent"),
    ("The opposition asks the court to annul the result by 30 June.", "annul the result by 30 June"),
    (
        "Amnesty asks Chad to settle the case, with Niger paying the costs.",
        "settle the case, with Niger paying the costs",
    ),
]


@pytest.mark.parametrize(("text", "expected"), VOTED_ON)
def test_what_is_asked_ends_before_how_the_vote_went(read: Read, text: str, expected: str) -> None:
    assert [d.content.of(text) for d in read(text, "2024-05-16").demands] == [expected]


@pytest.mark.parametrize(("text", "expected"), CASES + KINDS, ids=[text[:40] for text, _ in CASES + KINDS])
def test_who_asks_whom_for_what(read: Read, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [
        (
            "resolution" if d.measure and d.by is None else d.by and d.by.name,
            d.addressee and d.addressee.name,
            d.content.of(text),
        )
        for d in read(text, "2024-05-16").demands
    ]
    assert found == expected


THINGS_WISHED = [
    ("Kenya seeks access to the port for its ships.", "access to the port for its ships"),
    ("Dutch minister Jan Visser wants an inquiry into the crash.", "an inquiry into the crash"),
    ("Kenyan president Ana Mora would love to see the generals punished.", "the generals punished"),
    ("Kenya wants to see the ban lifted by June.", "the ban lifted by June"),
    (
        "By 60 votes to 12, the Senate of Chile declares the treaty void and demands the withdrawal of all troops.",
        "the withdrawal of all troops",
    ),
]


@pytest.mark.parametrize(("text", "expected"), THINGS_WISHED)
def test_what_is_wished_of_others(read: Read, text: str, expected: str) -> None:
    assert [d.content.of(text) for d in read(text, "2024-05-16").demands] == [expected]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_demand(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").demands == ()


def test_a_demand_for_recognition_carries_the_issue(read: Read) -> None:
    (found,) = read("Chile's Senate called on the government to recognise Kosovo.", "2024-05-16").demands
    assert found.issue is not None
    assert (found.issue.recognized.name, found.issue.recognizer and found.issue.recognizer.name) == ("Kosovo", "Chile")


def test_what_a_text_says_should_be_done(read: Read) -> None:
    text = "The Senate of Peru passed a resolution. According to the resolution, Chile should reopen the border."
    (found,) = read(text, "2024-05-16").demands
    assert found.by is None and found.measure is not None
    assert found.addressee is not None and found.addressee.name == "Chile"
    assert found.content.of(text) == "reopen the border"
