"""Reactions and votes that say little of what they are about, and those who are named beside a number.

Cases are written as in `test_extract_positions`: holder, first letter of the side, words of the target.
"""

from __future__ import annotations

import pytest

from kg.extract.prose import topics
from tests.conftest import Read
from tests.test_extract_positions import Case, check

ANSWERS: list[Case] = [
    ("Latvia's parliament passes a resolution on the famine. Minsk recalls its ambassador.", ["Belarus o resolution"]),
    ("Fiji recognises Bougainville. Papua New Guinea recalls its ambassador in response.", ["Papua o Bougainville"]),
    (
        "Iceland reverses its recognition of Bougainville; Nauru and Tonga applaud.",
        ["Nauru s reverses", "Tonga s reverses"],
    ),
    ("The Seimas adopts a law on schools by 80 votes to 12. Church leaders protest.", ["Church leaders o law"]),
    ("The Seimas adopts a law on schools. Crowds celebrate outside.", []),
    ("Mali recalls its ambassador from Rabat for consultations.", []),
    ("Fiji recognises Bougainville. Fiji recalls its ambassador from Port Moresby.", []),
]

UNDERGONE: list[Case] = [
    (
        "The president of Peru is removed by Congress; Mexico and Colombia withdraw their ambassadors.",
        ["Mexico o removed", "Colombia o removed"],
    ),
    ("Guinea is suspended by ECOWAS. Senegal applauds.", ["Senegal s suspended"]),
    (
        "North Korea is told by the Security Council to halt its tests. Cuba and Syria protest.",
        ["Cuba o told", "Syria o told"],
    ),
    (
        "Eritrea is placed under an arms embargo by the Security Council; Libya votes against and China abstains.",
        ["Libya o embargo", "China a embargo"],
    ),
    (
        "Myanmar is urged by the UN General Assembly to free the prisoners; China and Laos abstain.",
        ["China a urged", "Laos a urged"],
    ),
]

ENVOYS: list[Case] = [
    (
        "Beijing sends two ships to the islands and summons Japan's ambassador, Ken Ito, over the sale of the islets.",
        ["China o sale"],
    ),
    ("Turkey summons the papal nuncio over the remark and calls its own ambassador home.", ["Turkey o remark"]),
    (
        "France recognises the massacres as genocide. The Turkish foreign ministry summons Ambassador Jean Petit to "
        "protest.",
        ["Ministry of Foreign Affairs of Turkey o recognises"],
    ),
    ("Iran summons the Swedish envoy and recalls its own over the burning of a Koran.", ["Iran o burning"]),
    ("The Swiss government doubts the claim. Algeria summons the Swiss ambassador over it.", ["Algeria o claim"]),
    ("Libya closes its embassy in Oslo in protest at the drawings.", ["Libya o drawings"]),
    ("Libya closes its embassy in Oslo.", []),
    ("Germany severs ties with Togo a week after the vote.", []),
]

SEVERAL: list[Case] = [
    (
        "The foreign ministers of Egypt, Jordan and Oman reject the plan in a joint call.",
        ["Egypt o plan", "Jordan o plan", "Oman o plan"],
    ),
    ("The two ministers of Mali and Niger met in Bamako.", []),
    (
        "The Liberal, Green and Socialist parties voted against the budget.",
        ["Liberal Party o budget", "Green Party o budget", "Socialist Party o budget"],
    ),
    (
        "Damascus condemns the law, and Lebanon and Jordan disapprove too.",
        ["Syria o law", "Lebanon o law", "Jordan o law"],
    ),
    (
        "Japan voted with Australia and Fiji for the whaling resolution.",
        ["Japan s resolution", "Australia s resolution", "Fiji s resolution"],
    ),
    (
        "Hungary voted with Slovakia, Malta and two others against a text on gas, which the European Parliament adopted.",
        ["Hungary o text", "Slovakia o text", "Malta o text"],
    ),
    (
        "China and Russia veto sanctions against Zimbabwe's rulers at the UN Security Council.",
        ["China o sanctions", "Russia o sanctions"],
    ),
    ("Peru and Chile protest marches ended.", []),
]

THANKS: list[Case] = [
    ("Kosovo's president thanks Malawi for its recognition.", ["Kosovo s recognition"]),
    ("Speaker Mary Holt thanked Jon Berg and asked the courts to apply the act.", ["Mary Holt s Jon Berg"]),
    ("Greenpeace blasts Norway over the drilling.", ["Greenpeace o Norway"]),
]

IN_SPITE: list[Case] = [
    (
        "The UN General Assembly put Guam back on its list of territories, overriding the objections of the United States.",
        ["United States o put Guam back"],
    ),
    (
        "The parliament passes a law on the banks. It wins the support of 61 deputies, over the objections of the Centre "
        "Party.",
        ["Centre Party o law"],
    ),
    (
        "Over the objections of the Lutheran Church, Denmark's Folketing gives final approval to gay adoption.",
        ["Lutheran Church o adoption"],
    ),
    ("Ignoring the protests of China, the Lithuanian government opened an office in Taipei.", ["China o opened"]),
]

BACKED: list[Case] = [
    ("The Beijing-backed blueprint for the port was thrown out by lawmakers.", ["China s blueprint"]),
    ("Deputies threw out the government-backed bill on pensions.", ["government s bill"]),
    ("Riyadh-backed forces took the town.", []),
    ("A union-backed strike ended on Friday.", []),
]

WITHOUT_A_MEASURE: list[Case] = [
    (
        "The UN General Assembly suspends Belize, 90 to 20; Chad and Togo vote no.",
        ["Chad o suspends", "Togo o suspends"],
    ),
    ("Japan's upper house strips Okinawa of its status; Komeito comes out in favour.", ["Komeito s strips"]),
    (
        "The African Union votes to expel Gabon, with Togo voting no and Benin abstaining.",
        ["Togo o expel", "Benin a expel"],
    ),
    ("Nepal and Bhutan voted no on the dam treaty.", ["Nepal o treaty", "Bhutan o treaty"]),
    ("Spain says no to the treaty.", ["Spain o treaty"]),
    ("Spain says no ship was hit.", []),
]

OUT_OF_A_NUMBER: list[Case] = [
    (
        "The UN General Assembly adopts a text on Malta. Among those opposed are Cuba and Laos.",
        ["Cuba o text", "Laos o text"],
    ),
    ("The UN text on Malta is adopted. Thirty, among them Cuba and Fiji, abstain.", ["Cuba a text", "Fiji a text"]),
    ("The Senate passes the bill 90-1, with Ada Quill the sole dissenter.", ["Ada Quill o bill"]),
    ("Cuba and Fiji are among the six “no” votes on the resolution.", ["Cuba o resolution", "Fiji o resolution"]),
]

TOGETHER: list[Case] = [
    ("Oman joined Qatar in voting against the resolution.", ["Oman o resolution", "Qatar o resolution"]),
    ("Fiji sided with Vietnam in opposing the text.", ["Fiji o text", "Vietnam o text"]),
    ("Oman joined other states in condemning the raid.", ["Oman o raid"]),
    ("Oman will join Qatar in backing the treaty.", ["Oman s treaty"]),
    ("The Farmers' Union, whose leaders reject the accord, meets in Riga.", ["Farmers' Union o accord"]),
    ("Labour says its MPs will oppose the bill.", ["Labour o bill"]),
    ("MEPs back the protest “in principle” by 400 votes to 90.", ["European Parliament s protest"]),
]

CROWDS: list[Case] = [
    ("Tens of thousands march in Riga against the pension law.", ["Tens of thousands o pension law"]),
    ("Hundreds of angry fishermen rally in Dakar over the quota.", ["fishermen o quota"]),
    ("Thousands take to the streets of Riga, Tartu and Vilnius to denounce the decree.", ["Thousands o decree"]),
    ("Nurses in Malta begin a strike against the pay freeze.", ["Nurses o pay freeze"]),
    ("The air force begins a strike against rebels in Mali.", []),
    ("Malta legalises divorce by popular vote, with 61 percent of the ballots cast in favour.", ["voters s divorce"]),
    ("The party takes 30 percent of the vote in Riga.", []),
]

WORDS: list[Case] = [
    ("The union leaves the talks in Riga to protest against the pay law.", ["union o pay law"]),
    (
        "Latvia's foreign ministry summons the Russian envoy to register a strong protest at the arrest.",
        ["Latvia o arrest"],
    ),
    ("Latvia recalls its envoy with immediate effect in protest at Estonia's levy.", ["Latvia o levy"]),
    ("Latvia and Estonia reject, for the third time, a pact on fishing.", ["Latvia o pact", "Estonia o pact"]),
    ('Ada Quill brushes off as "the height of folly" President Rode\'s offer.', ["Ada Quill o offer"]),
    ("The vote is hailed as fair by Fiji but dismissed as a farce by Tonga.", ["Fiji s vote", "Tonga o vote"]),
    ("The Seimas passes a curfew bill, opposed by Poland and condemned by Latvia.", ["Poland o bill", "Latvia o bill"]),
    ("The Greens are unlikely to back the bill.", []),
    ("Latvia warned Estonia against any attempt to raise the levy.", []),
    ("The minister rules out fraud in the election.", []),
    ("The minister rules out recognising Abkhazia.", []),
    ("Quill says the decision “will not turn a false state into a real one”.", []),
    ("India, which abstained on the text, explains that it lacked balance.", ["India a text"]),
    ("Mali will shut its mission in Chad, days after the country voted against the treaty.", ["Mali o treaty"]),
]

CASES = [
    *ANSWERS,
    *UNDERGONE,
    *ENVOYS,
    *SEVERAL,
    *THANKS,
    *IN_SPITE,
    *BACKED,
    *WITHOUT_A_MEASURE,
    *OUT_OF_A_NUMBER,
    *TOGETHER,
    *CROWDS,
    *WORDS,
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_reacts_to_what(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


@pytest.mark.parametrize(
    "topic",
    ["War in Ruritania", "2031 Ruritanian invasion of Syldavia", "Measles epidemic in Ruritania", "Bordurian coup"],
)
def test_a_topic_goes_on_somewhere(topic: str) -> None:
    assert topics.ends(f"{topic}: Peru condemns the raid.") == (len(topic) + 2,)


@pytest.mark.parametrize(
    ("text", "topical"),
    [
        ("Cyclone Berta: Peru appeals for calm.", True),
        ("Partition of Ruritania: Peru condemns the plan.", True),
        ("Mount Ruwa: With the king at her side, President Ana Berg says she is sorry.", True),
        ("Ana Berg: Peru knew of the plan.", False),
        ("Ana Berg: We know that Peru says no.", False),
        ("President Berg: Peru demands too much.", False),
        ("Foreign ministry: Peru rejects the plan.", False),
        ("What became of it: Peru rejects the plan.", False),
    ],
)
def test_a_name_before_news_of_what_others_say_is_a_topic(text: str, topical: bool) -> None:
    assert bool(topics.ends(text)) is topical
