"""Reports from parliaments, as papers of many countries write them: whose vote, which house, whose figures, whose words."""

from __future__ import annotations

import pytest

from tests.conftest import Read

DAY = "2022-03-10"  # a Thursday
Figures = tuple[int | None, int | None, int | None]


#: Text -> body, outcome and figures of each decision, in text order.
DECIDED: dict[str, list[tuple[str, str, Figures | None]]] = {
    # a house named later is not the one meant before
    "Members left the Rajya Sabha on Tuesday. Later, the Harbour Bill was passed by a show of hands."
    " The Bill was passed in the Lok Sabha on Monday.": [
        ("Rajya Sabha of India", "adopted", None), ("Lok Sabha of India", "adopted", None)],
    # where no chamber is called House, "the House" is the one spoken of
    "The Rajya Sabha met on Tuesday. The House passed the Harbour Bill.": [("Rajya Sabha of India", "adopted", None)],
    # the dateline tells whose senate it is, a state named further on does not
    "MANILA, Philippines – The Senate adopted a resolution on the treaty with the United States.": [
        ("Senate of the Philippines", "adopted", None)],
    # a person's name is no place
    "The Senate adopted a resolution on rice. It was supported by Ana Luz Santiago and Ben Cruz.": [],
    # a particle belongs to its verb
    "The motion to end the ferry tolls was voted down in the House of Commons of Canada.": [
        ("House of Commons of Canada", "rejected", None)],
    # figures
    "Fijian MPs debated the levy bill. Some 33 MPs voted for it, while 14 rejected the text. There were no abstentions.": [
        ("Parliament of Fiji", "adopted", (33, 14, 0))],
    "The Parliament of Fiji debated a motion of no confidence. It was voted down by 27 MPs with 20 voting for it.": [
        ("Parliament of Fiji", "rejected", (20, 27, None))],
    "The Rajya Sabha passed the Harbour Bill. A proposal to delay it got 75 votes, while 117 MPs voted against.": [
        ("Rajya Sabha of India", "adopted", None), ("Rajya Sabha of India", "rejected", (75, 117, None))],
    "MEPs condemned the raid and asked the UN Human Rights Council for help. The resolution was adopted by 410 votes in favour,"
    " 60 against and 25 abstentions.": [("European Parliament", "adopted", (410, 60, 25))],
    # the dateline of some papers
    "QUETTA, Pakistan: rain fell.\n\nISLAMABAD: The National Assembly passed a bill on rice.": [
        ("National Assembly of Pakistan", "adopted", None)],
    # who lifts a decree is not told, though an assembly asked for it; what is told in passing takes no figures
    "South Korea's National Assembly met. The curfew decree was lifted at dawn.": [],
    # some members bring in what the house decides on
    "U.S. Senator Ann Bell of Ohio introduces a bill to keep the ferries public.": [
        ("United States Senate", "scheduled", None)],
    # committees keep their names
    "The US Senate Committee on Foreign Relations approved the ports bill. The Senate Judiciary Committee rejected it.": [
        ("Senate Foreign Relations Committee of the United States", "adopted", None),
        ("Senate Judiciary Committee of the United States", "rejected", None)],
    "The Indian parliament's finance committee rejected the levy bill.": [
        ("Finance Committee of India", "rejected", None)],
    # figures of another measure, and of a house that is told by its members
    "South Korea's parliament failed to pass the harbour motion. A motion on ports got 198 votes, with 102 against it.": [
        ("Parliament of South Korea", "rejected", None),
        ("National Assembly of South Korea", "adopted", (198, 102, None))],
    "The House of Commons passed the Ferries Bill. Later, an amendment on fares barely got the backing of peers.": [
        ("House of Commons of the United Kingdom", "adopted", None),
        ("House of Lords of the United Kingdom", "adopted", None)],
    "The Senate of Chile passes the Harbour Works and the Ferry Fares bills by, respectively, 30–12 and 25–17.": [
        ("Senate of Chile", "adopted", (30, 12, None)), ("Senate of Chile", "adopted", (25, 17, None))],
    # what barely passes has passed, what nearly does has not
    "The Senate of Peru almost approved the treaty.": [("Senate of Peru", "rejected", None)],
    "The Senate of Peru almost unanimously approved the treaty.": [("Senate of Peru", "adopted", None)],
    "The Senate of Peru barely approved the treaty by 30 votes to 29.": [("Senate of Peru", "adopted", (30, 29, None))],
    # vetoes, in more words than one
    "A UN Security Council draft on the lake was vetoed by Russia.": [
        ("United Nations Security Council", "vetoed", None)],
    "Russia used its power as a member of the United Nations Security Council to veto a resolution condemning the raid.": [
        ("United Nations Security Council", "vetoed", None)],
    "Russia vetoed an attempt in the UN Security Council to blame it but got no other support, with Kenya and India"
    " abstaining.": [("United Nations Security Council", "vetoed", (None, None, 2))],
}  # fmt: skip


@pytest.mark.parametrize("text", DECIDED)
def test_decided(read: Read, text: str) -> None:
    found = read(text, DAY).decisions
    told = [
        (d.body.name, d.outcome, (d.tally.votes_for, d.tally.votes_against, d.tally.abstentions) if d.tally else None)
        for d in found
    ]
    assert told == DECIDED[text]


#: Text -> holder and stance of each position, by holder.
HELD: dict[str, list[tuple[str, str]]] = {
    # the members of a party are not the house, nor is one member
    "The House of Commons of Canada debated a motion on rents. Conservative MPs backed the motion.": [
        ("Conservative MPs", "supports")],
    "The House of Commons of Canada debated a motion on rents. Independent MP Ann Reyes backed the motion.": [
        ("Ann Reyes", "supports")],
    # members that a tally counts hold no position of their own
    "Fijian MPs debated the levy bill. Some 33 MPs voted for it, while 14 rejected the text.": [],
    "Germany's parliament met. The mandate passed with a vote of 442 out of 570 lawmakers in favour.": [],
    # why a plan was rejected tells nothing of what the speaker thinks of it
    "India: the opposition leader Tara Rao claimed that the motion was rejected due to intimidation.": [],
    # a name praises nobody
    "Ghana: Kofi Mann said the budget was a sign that the Patriotic Party was leaving power.": [],
    # a member's title is no part of the name
    "MK Dov Levi, who opposed the housing law, left the Knesset.": [("Dov Levi", "opposes")],
    "The senator representing Leeds North, Ann Bell, has criticised the Mayor of York.": [("Ann Bell", "opposes")],
    # letters that the text explains are no other country's party
    "South Korea's People Power Party (PPP) left. PPP lawmakers opposed the bill.": [("PPP lawmakers", "opposes")],
    # the agency in a dateline is nobody; what a law forbids is no fault of it
    "Damascus, SANA- Syria rejected the motion.": [("Syria", "opposes")],
    'Iran: "The law strictly prohibits meddling," the minister Reza Amin said.': [],
    # who reports something does not say it
    "South Korea: The bill to look into the scandal is a farce, Yonwa reported.": [],
    # participles side by side, and the prepositions that they leave behind
    "The bill, fought for by Chad and argued against by Mali, was adopted by the Senate of Chile.": [
        ("Chad", "supports"), ("Mali", "opposes")],
    "The agency adopted a resolution submitted by Chile and lobbied for by Peru.": [("Peru", "supports")],
    # who uses a power does what it is used for
    "Russia used its power as a member of the UN Security Council to veto a resolution condemning the raid.": [
        ("Russia", "opposes")],
    # who addresses the press is meant by "they", not the press
    "After the vote in Kenya, Opposition MPs stormed out before addressing the media. They opposed the levy bill.": [
        ("Opposition MPs", "opposes")],
}  # fmt: skip


@pytest.mark.parametrize("text", HELD)
def test_held(read: Read, text: str) -> None:
    found = {(p.holder.name, p.stance) for p in read(text, DAY).positions}
    assert sorted(found) == HELD[text]


#: Text -> the speakers of its statements.
SAID: dict[str, list[str]] = {
    # an office without a name is not the last thing in a list of parties
    'Parties including Forward, DMK, Left and BSP left the Lok Sabha. "Order must be kept," said the Deputy Chairman.': [
        "Deputy Chairman"],
    # what goes on meanwhile is not what the sentence says
    "The Lok Sabha passed the Harbour Bill even as opposition members protested in the well.": [],
    "The Lok Sabha passed the Harbour Bill, as the minister Tara Rao said.": ["Tara Rao"],
    # an agency has the letters of a party elsewhere
    "The Lok Sabha will sit on Monday, PTI reported.": ["Press Trust of India"],
    "Pakistan's PTI said the vote was lawful.": ["Pakistan Tehreek-e-Insaf"],
    # a cue behind a quotation goes on from the one before it
    'Peru: Ana Rojas denied it, accusing Luis Vega of "making trouble" and saying she has no doubt.': [
        "Ana Rojas", "Ana Rojas", "Ana Rojas"],
    # names with a hyphen are one
    "South Korea: Kim Dae-won, leader of the Harbour Party, vowed to go on. \"We fell short,\" he said.": [
        "Kim Dae-won", "Kim Dae-won"],
    "The Finance Minister of Ghana, Ken Ofori-Mann on his part says the budget has been passed.": ["Ken Ofori-Mann"],
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_said(read: Read, text: str) -> None:
    assert [s.speaker.name for s in read(text, DAY).statements if s.speaker is not None] == SAID[text]


@pytest.mark.parametrize(
    ("text", "polity"),
    [
        ("Russia's U.N. Ambassador Oleg Petrov condemned the draft.", "RU"),
        ("Ukraine's UN envoy Ivan Koval condemned the move.", "UA"),
        ("The UN envoy Ivan Koval condemned the move.", "UN"),
    ],
)
def test_an_envoy_is_of_the_state_that_sent_him(read: Read, text: str, polity: str) -> None:
    (position,) = read(text, DAY).positions
    assert position.holder.polity == polity


def test_them_are_the_bills_rather_than_who_was_named_in_between(read: Read) -> None:
    text = (
        "Heads of opposition parties in Fiji, including Ali Tora, met to discuss the bills and agreed to boycott them."
    )
    assert {p.target.text for p in read(text, DAY).positions} == {"the bills"}


def test_what_one_has_no_doubt_of_is_said_too(read: Read) -> None:
    text = "Peru: Ana Rojas said she has no doubt this conduct will go on."
    (said,) = read(text, DAY).statements
    assert said.content.of(text) == "she has no doubt this conduct will go on"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Peru threatens to leave the pact should Chad refuse to sign it.",
            "to leave the pact should Chad refuse to sign it",
        ),
        (
            "Ana Rojas of Peru left, having threatened to close the port over smuggling should the line have failed.",
            "to close the port over smuggling should the line have failed",
        ),
    ],
)
def test_a_condition_without_if_belongs_to_what_is_said(read: Read, text: str, content: str) -> None:
    found = read(text, DAY)
    assert [s.content.of(text) for s in found.statements] == [content]
    assert found.demands == ()


@pytest.mark.parametrize(
    ("text", "recognizer", "status"),
    [
        (
            "The Senate of Peru met. Chad's government says that Arana will be the first region recognised as autonomous.",
            "Government of Chad",
            "will-recognise",
        ),
        (
            "The Senate of Peru met. Mali announces that Tamasheq is recognised as an official language.",
            "Mali",
            "recognises",
        ),
    ],
)
def test_a_law_is_of_who_announces_it(read: Read, text: str, recognizer: str, status: str) -> None:
    (found,) = read(text, DAY).recognitions
    assert (found.recognizer.name, found.status) == (recognizer, status)


def test_letters_that_the_text_explains_tell_no_other_country(read: Read) -> None:
    (position,) = read("South Korea's People Power Party (PPP) left. PPP lawmakers opposed the bill.", DAY).positions
    assert position.holder.polity != "PK"


def test_what_is_to_be_done_to_something_is_not_asked_of_it(read: Read) -> None:
    (demand,) = read("Tom Kirui of Kenya demanded that the recess be put off.", DAY).demands
    assert demand.addressee is None
