"""Named voters however a text tells of them: who joins whom, whose veto it was, who was among so many.

Each case is a sentence and the positions in it, written as in `test_extract_positions`; nothing else may be found.
"""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.test_extract_positions import Case, check

ALLIES: list[Case] = [
    (
        "The UN General Assembly adopts the resolution on fishing rights by 165 to 3, Fiji joining Chad in opposition.",
        ["Fiji o resolution", "Chad o resolution"],
    ),
    (
        "Bolivia and Cuba join Nicaragua against, and Peru abstains, when the General Assembly adopts a resolution on "
        "seabed mining.",
        ["Bolivia o resolution", "Cuba o resolution", "Nicaragua o resolution", "Peru a resolution"],
    ),
    (
        "The General Assembly passes the resolution with Vanuatu joining Samoa in abstention.",
        ["Vanuatu a resolution", "Samoa a resolution"],
    ),
    (
        "The General Assembly passed the resolution, 120 to 6; Tonga stood with Samoa in opposition.",
        ["Tonga o resolution", "Samoa o resolution"],
    ),
    (
        "The UN General Assembly adopted the resolution on Gaza. Israel voted against; Fiji and Palau voted with Israel.",
        ["Israel o resolution", "Fiji o resolution", "Palau o resolution"],
    ),
    (
        "An Egyptian draft resolution failed in the Security Council: only Chad and Mali voted with Cairo.",
        ["Chad s draft", "Mali s draft", "Egypt s draft"],
    ),
    ("The Human Rights Council rejected the draft. Cuba and Eritrea voted with China.", []),
    ("Chad joined the African Union in 1963.", []),
    ("Peru sided with Chile in the border dispute.", ["Peru s Chile"]),
    ("Algeria, alone in rejecting the plan, asked for a new vote.", ["Algeria o plan"]),
    ("Ruth Meyer, the only member to oppose the motion, is a Green.", ["Ruth Meyer o motion"]),
]

TOGETHER: list[Case] = [
    (
        "UN members adopt a resolution on the seabed by 120 votes to 5. Nauru and Tonga, joined by Japan, vote no.",
        ["Nauru o resolution", "Tonga o resolution", "Japan o resolution"],
    ),
    (
        "An Irish motion to suspend the accord with Israel fails in the Council: only Spain and Slovenia vote with Dublin.",
        ["Spain s motion", "Slovenia s motion", "Ireland s motion"],
    ),
    ("The Irish Seanad rejects a motion of censure; the Greens voted with the government.", []),
    (
        "India breaks with habit and votes in favour as the UN Human Rights Council adopts a resolution on Nepal.",
        ["India s resolution"],
    ),
    ("Argentina tables a draft on Antarctica; Australia opposes it.", ["Australia o draft"]),
    (
        "Turkey's parliament authorises raids into Iraq, 507 in favour and 19, all from the Workers' Party, against.",
        ["Workers' Party o raids"],
    ),
]

#: Those who bring a decision about are on the side that won, with those they stand with.
SIDING: list[Case] = [
    (
        "The House of Commons rejects an amendment on fishing by 310 to 290, with 12 Labour MPs siding with the "
        "Conservatives.",
        ["Labour MPs o amendment", "Conservative Party o amendment"],
    ),
    (
        "The Seimas rejects the motion, the Greens and the Farmers siding with the coalition.",
        ["Greens o motion", "Farmers o motion", "coalition o motion"],
    ),
    (
        "The Spanish Senate rejects the amnesty law, with Vox siding with the People's Party.",
        ["Vox o amnesty law", "People's Party o amnesty law"],
    ),
    (
        "The Storting rejected a proposal to drill in the Arctic, with the Centre Party siding with Labour.",
        ["Norwegian Centre Party o proposal", "Norwegian Labour Party o proposal"],
    ),
    (
        "The Folketing passes the budget, with the Social Liberals siding with Venstre.",
        ["Danish Social Liberal Party s budget", "Venstre s budget"],
    ),
    ("The Senate passed the bill, despite two Greens siding with the Left.", []),
]

#: Several who speak for states, told by adjectives.
OFFICES: list[Case] = [
    ("The French and German foreign ministers criticised the decision.", ["France o decision", "Germany o decision"]),
    (
        "The Polish, Czech and Slovak prime ministers oppose the quota.",
        ["Poland o quota", "Czech Republic o quota", "Slovakia o quota"],
    ),
    (
        "The US and South Korean defence ministers condemned the launch.",
        ["United States o launch", "South Korea o launch"],
    ),
    ("British ministers and MPs criticised the law.", ["British ministers o law", "MPs o law"]),
]

ELSEWHERE: list[Case] = [
    (
        "The General Assembly condemned the invasion; Russia voted no.",
        ["General Assembly o invasion", "Russia o condemned the invasion"],
    ),
    (
        "The council passed the text. Mexico, whose government had been critical, abstained together with Uruguay and El "
        "Salvador.",
        ["Mexico a text", "Uruguay a text", "El Salvador a text"],
    ),
    (
        "Hungary was the only member to vote against the statement; Slovakia abstained.",
        ["Hungary o statement", "Slovakia a statement"],
    ),
    (
        "The House adopted the bill. Ten Greens, among them Ana Kis, voted in favour, as did the independent Jo Hart.",
        ["Greens s bill", "Ana Kis s bill", "Jo Hart s bill"],
    ),
    (
        "Canada's House of Commons adopted a motion on Quebec. The result cost a minister. He resigned at noon. Crowds "
        "sang. Rain fell. Fifteen Liberals voted against.",
        ["Fifteen Liberals o motion"],
    ),
]

VETOES: list[Case] = [
    (
        "A double veto by China and France sinks a draft resolution on Haiti in the UN Security Council.",
        ["China o draft", "France o draft"],
    ),
    ("The Security Council resolution on Chad was struck down by a British veto.", ["United Kingdom o resolution"]),
    ("The Security Council resolution on Gaza failed because of an American veto.", ["United States o resolution"]),
    (
        "The Security Council draft on Aleppo fell victim to vetoes by Russia and China.",
        ["Russia o draft", "China o draft"],
    ),
    ("Vetoes cast by Russia and China doomed the Security Council draft on Oman.", ["Russia o draft", "China o draft"]),
    ("Parliament overrode a veto by President Ana Lopez and enacted the bill.", []),
    ("Russia has threatened a veto of the draft.", []),
]

SINGLED_OUT: list[Case] = [
    (
        "With Belarus the only country to vote against, the General Assembly adopted a resolution on nuclear tests.",
        ["Belarus o resolution"],
    ),
    (
        "The General Assembly passes a resolution on Syria. 107 states voted in favour, with Iran the only one voting "
        "against.",
        ["Iran o resolution"],
    ),
    ("The European Council adopts the statement, with Slovakia the sole country to object.", ["Slovakia o statement"]),
    (
        "The Security Council adopted the resolution with 13 votes in favour and two abstentions, China and Pakistan "
        "among them.",
        ["China a resolution", "Pakistan a resolution"],
    ),
    (
        "The General Assembly adopted the text with 14 votes against, Fiji and Palau among them.",
        ["Fiji o text", "Palau o text"],
    ),
    ("The Assembly elected five members, Chad and Togo among them.", []),
    ("Peru was the only country to win a medal when the Assembly passed the bill.", []),
    (
        "The UN General Assembly approves the resolution 140–9. Canada and Australia are among the nine.",
        ["Canada o resolution", "Australia o resolution"],
    ),
    (
        "The UN Human Rights Council adopts the resolution by 26 votes to 12 with 9 abstentions; Nepal is among the nine.",
        ["Nepal a resolution"],
    ),
    ("Parliament passed the law. Among those voting no was former minister Jon Berg.", ["Jon Berg o law"]),
    (
        "The Sejm passed the bill. Among those who opposed it were Adam Nowak and Ewa Lis.",
        ["Adam Nowak o bill", "Ewa Lis o bill"],
    ),
    (
        "The House passed the bill. Among those who opposed it are ex-president Ana Poe, now deputy speaker, and Jo Hart.",
        ["Ana Poe o bill", "Jo Hart o bill"],
    ),
    ("Five senators voted against the bill, among them Carl Dahl.", ["Carl Dahl o bill"]),
    ("Thirty states opposed the text, Kenya and Uganda included.", ["Kenya o text", "Uganda o text"]),
    (
        "Dissenting votes came from Chile and Peru as the council approved the plan.",
        ["Chile o plan", "Peru o plan"],
    ),
    ("The only vote against the motion came from Jon Berg.", ["Jon Berg o motion"]),
]

TALLIES: list[Case] = [
    ("The bill passed by 40 votes to 12, one member abstaining.", []),
    ("A lone member voted against the bill.", []),
    ("The motion was adopted, 60 members supporting it and 5 others opposing it.", []),
    ("The Senate rejected the legalisation of gambling: 38 senators opposed it and 31 were in favour.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*ALLIES, *TOGETHER, *SIDING, *OFFICES, *ELSEWHERE, *VETOES, *SINGLED_OUT, *TALLIES]
)
def test_who_voted_how(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


def test_those_no_longer_in_office_speak_for_no_state(read: Read) -> None:
    found = read("Former US and British presidents opposed the bill.", "2024-05-16").positions
    assert all(p.holder.kind != "state" for p in found)
