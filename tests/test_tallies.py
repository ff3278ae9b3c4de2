"""Vote figures: every way of telling them that news uses, and numbers that only look like them."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tallies import numbers
from kg.extract.tallies.tallies import find, merged, oriented
from kg.types import Tally

Row = tuple[int | None, int | None, int | None, int | None, bool]


def rows(text: str) -> list[Row]:
    return [(t.votes_for, t.votes_against, t.abstentions, t.total, t.unanimous) for t in find(text)]


# Text, then (for, against, abstain) of each tally in it.
TOLD = {
    # bare pairs
    "The Senate of Arcadia votes 52-46 to confirm the judge.": [(52, 46, None)],
    "The Senate votes 52–46 to confirm the judge.": [(52, 46, None)],
    "The Senate votes 52—46 to confirm the judge.": [(52, 46, None)],
    "The Senate votes 52−46 to confirm the judge.": [(52, 46, None)],
    "The Senate votes 52 – 46 to confirm the judge.": [(52, 46, None)],
    "By a 92–5 vote, the chamber ratified the treaty.": [(92, 5, None)],
    "The assembly adopted the resolution 25-3, calling for calm.": [(25, 3, None)],
    "Lawmakers passed the bill (494 to 36) late on Monday.": [(494, 36, None)],
    "Parliament approved the budget by 187 to 2 with one abstention.": [(187, 2, 1)],
    "The Eduskunta approves the pact by a margin of 120 to nine.": [(120, 9, None)],
    "The Senate authorises the mission, 114–47.": [(114, 47, None)],
    "Lawmakers vote for a second referendum, 69 to 59.": [(69, 59, None)],
    "She is elected Speaker of the house with 220 votes against 209 for Ana Lopez.": [(220, 209, None)],
    "The house dismisses the minister with 64 of 84 votes.": [(64, None, None)],
    "The house approves the cabinet; 44 deputies backed it and 38 did not.": [(44, 38, None)],
    "The lower house endorses the emergency, opposed by 88 of its members.": [(None, 88, None)],
    "The house passed it, backed by 22 of its 38 members.": [(22, None, None)],
    "The assembly condemns the raid; Peru and Chad are among the 35 that abstain.": [(None, None, 35)],
    "The assembly votes no; 35 states, Peru and Chad among them, abstain.": [(None, None, 35)],
    "The motion is passed as 70 of the upper house's 120 members back it.": [(70, None, None)],
    "The motion was carried by 187 votes to 2.": [(187, 2, None)],
    "MPs voted by eleven votes to four to censure the minister.": [(11, 4, None)],
    "The committee voted nine to three for the amendment.": [(9, 3, None)],
    "It was passed with 188 votes against 30.": [(188, 30, None)],
    "The congress approved the law 2,952–2.": [(2952, 2, None)],
    "The council adopted the text 12-2-1.": [(12, 2, 1)],
    "The House passed the bill, 338-88 (79%).": [(338, 88, None)],
    "The Diet of Arcadia votes 71–0, as its 40-member opposition stays away, to pass a law.": [(71, 0, None)],
    "The 120-member chamber voted 61–59 for the budget.": [(61, 59, None)],
    "The 15-nation council voted 14-0 to extend the mandate.": [(14, 0, None)],
    "Senators voted 51–48 to raise the age from 62 to 64.": [(51, 48, None)],
    "The bill was approved 215–58, fining those aged 18-21.": [(215, 58, None)],
    "The bill passed its second reading 60 to 40.": [(60, 40, None)],
    "The house threw out the motion on tolls, 285–272.": [(285, 272, None)],
    "The Senate voted for it 38–29 shortly before dawn.": [(38, 29, None)],
    "The diet came down 48 to 35 in favour of a tunnel.": [(48, 35, None)],
    # sides taken clause by clause, by words of no vote, by names beside numbers
    "Arcadia's diet rewrites the code; 101 deputies approve, 40 disagree and seven sit the vote out.": [(101, 40, 7)],
    "The General Assembly blames Arcadia. 150 states are in support, Peru and Chile side with Fiji against, and Togo and"
    " Benin abstain.": [(150, 3, 2)],
    "The house passes a law on fishing. Only the five members of the Red Alliance oppose it, 150 others backing it.": [
        (150, 5, None)
    ],
    "It has the support of 140 deputies, six more than were required, while 90 deputies oppose it.": [(140, 90, None)],
    "Paraguay, which had asked for the ballot, is alone in voting against; 120 countries endorse it and 30 abstain.": [
        (120, 1, 30)
    ],
    "The diet approves it, with 130 members for and 80, most of them from the opposition, against.": [(130, 80, None)],
    "The count is 130 to 3, Norway and Iceland joining Japan in opposition and Palau, Nauru and Tonga abstaining.": [
        (130, 3, 3)
    ],
    "The assembly adopts the text by 120 votes to 12. India and Brazil abstain.": [(120, 12, None)],
    "The diet passes the bill: 230 deputies raise their hands for it, 220 against it, and five abstain.": [
        (230, 220, 5)
    ],
    "The diet approves the pipeline, 90 members having voted for it, 70 against it and eight having abstained.": [
        (90, 70, 8)
    ],
    "102 countries raise the island's status; twelve, Libya and Sudan included, vote no, and 33 abstain.": [
        (102, 12, 33)
    ],
    "She wins a second term, getting 410 votes in the parliament against 220, with 60 abstentions.": [(410, 220, 60)],
    "Twelve to nil, the Security Council orders an inquiry.": [(12, 0, None)],
    "The delegates back the budget; all but three of 2,900 raise their hands.": [(2897, None, None)],
    "The council rejects the pact, with 96 of the 113 deputies present voting against ratification.": [
        (None, 96, None)
    ],
    "With 71 of its 100 votes, the Senate removes the auditor.": [(71, None, None)],
    "61 of Arcadia's 120 members of parliament back a motion to dissolve the house.": [(61, None, None)],
    "The Security Council renews it; Algeria alone withholds its vote, and fourteen are in favour.": [(14, None, 1)],
    "Iran and Oman cast the negative votes, and 20 states sit on the fence.": [(None, None, 20)],
    "The diet passes a law on wheat. It wins the backing of 240 deputies, 14 more than needed.": [(240, None, None)],
    "99 of the 100 senators in Arcadia pass the law. Luis Alba was alone in opposing it.": [
        (99, None, None),
        (None, 1, None),
    ],
    "Because of 19 abstentions the motion misses the majority required, with 64 votes for and 50 against.": [
        (64, 50, 19)
    ],
    # several votes
    "The petition failed 7-81 in the Senate and 98-240 in the House.": [(7, 81, None), (98, 240, None)],
    "It passed 79-18 in the Senate and 250-170 in the lower house.": [(79, 18, None), (250, 170, None)],
    "The chamber passes the two bills by, in turn, 61–39 and 75–24.": [(61, 39, None), (75, 24, None)],
    "The amendment fell 40 to 61, and the bill passed 70 to 30 with two abstentions.": [
        (40, 61, None),
        (70, 30, 2),
    ],
    # worded
    "A total of 143 countries voted yes, nine no.": [(143, 9, None)],
    "Of the 200 members present, 150 voted yes, 40 no and 10 abstained.": [(150, 40, 10)],
    "Lawmakers voted 84 in favour, four against, with 12 not voting.": [(84, 4, None)],
    "Eighty lawmakers backed the measure and 60 opposed it.": [(80, 60, None)],
    "61 deputies grant it their confidence, 94 refuse and three abstain.": [(61, 94, 3)],
    "The diet approved the treaty by 153 votes, with 1 against and 2 abstentions.": [(153, 1, 2)],
    "The law passed with the backing of 154 of its 250 deputies.": [(154, None, None)],
    "The bill won the support of 61 of the 120 members of the Diet.": [(61, None, None)],
    "In the vote the bill got 218 of the 226 votes needed.": [(218, None, None)],
    "The nominee fell three votes short of the 61 needed to pass.": [(58, None, None)],
    "The bill failed, three votes short of a majority.": [],
    "81 deputies in the House of Representatives voted for the motion.": [(81, None, None)],
    "The bill was passed by 12 votes.": [],
    "They refused the bill, but 40 refuse collectors went on strike after the vote.": [],
    "The vote was 117 in favour, none against.": [(117, 0, None)],
    "The bill passed with 117 in favor, none against and three abstentions.": [(117, 0, 3)],
    "In the vote, 33 against, 12 for, the plan was thrown out.": [(12, 33, None)],
    "Nine countries voted against the draft, four in favour.": [(4, 9, None)],
    "Nine members of the Security Council voted for the draft and two against.": [(9, 2, None)],
    "121 lawmakers opposed and 97 supported the motion in the vote.": [(97, 121, None)],
    "The motion fell in a vote, with 134 deputies opposing and 99 supporting it.": [(99, 134, None)],
    'It was adopted with 188 "yes" votes against three "no" votes, while 16 deputies abstained.': [(188, 3, 16)],
    "It was adopted with 188 “yes” votes against three “no” votes, while 16 deputies abstained.": [(188, 3, 16)],
    "Twelve votes are in favour, with two (Arcadia and Ruritania) abstaining and one (Elbonia) against.": [(12, 1, 2)],
    "Only one voted against while 305 senators voted for the text.": [(305, 1, None)],
    "Some 40 walked out; 230 deputies voted yes, 12 voted no.": [(230, 12, None)],
    "The deputies voted: 71 for, 3 against, 5 abstained.": [(71, 3, 5)],
    "In the vote 58 voted for and 42 against.": [(58, 42, None)],
    "Ayes 320, Noes 12.": [(320, 12, None)],
    "The result of the vote was: yes: 33, no: 12, abstentions: 4.": [(33, 12, 4)],
    "Of those present 120 deputies voted ja and 5 voted nein.": [(120, 5, None)],
    "The measure passed with 250 votes in favour and 10 votes against.": [(250, 10, None)],
    "No votes against were cast, and 98 members voted in favour.": [(98, 0, None)],
    "Two hundred and five members voted to adopt the law.": [(205, None, None)],
    "219 lawmakers voted to reject the bill.": [(None, 219, None)],
    "Ana Roe is the lone no-voter in the chamber.": [(None, 1, None)],
    "Ana Roe was the only senator to vote against.": [(None, 1, None)],
    "She was elected speaker with 220 votes.": [(220, None, None)],
    "Arcadia vetoes a resolution that the other 14 members approved.": [(14, 1, None)],
    "Arcadia and Ruritania vetoed a text that the other 13 members backed.": [(13, 2, None)],
    # names that abstain
    "The Security Council voted 11–0 with China, Russia and two others abstaining.": [(11, 0, 4)],
    "The Security Council votes 14–0 for the plan, with Arcadia abstaining.": [(14, 0, 1)],
    "Eleven members were in favour, Arcadia and Elbonia abstained in the Security Council.": [(11, None, 2)],
    "The Security Council adopted it; Arcadia and Elbonia withheld their votes.": [(None, None, 2)],
    "Thirty members voted for; thirteen, Arcadia and Elbonia included, opted for abstention.": [(30, None, 13)],
    # a government's fall, members present
    "The cabinet is brought down in the Diet of Arcadia, 171 to 133, by a motion.": [(171, 133, None)],
    "The assembly impeached him, 17 members present voting in favour.": [(17, None, None)],
    "The UN Security Council passes it. Arcadia, the United Kingdom, and Elbonia abstained.": [(None, None, 3)],
    "The Security Council adopted it with Bosnia and Herzegovina and Gabon abstaining.": [(None, None, 2)],
    "In the General Assembly 35 countries, including Ruritania, abstained.": [(None, None, 35)],
    # parties are summed only if they make up the house
    "The House votes 219–209 to approve it, with all Tories and one Democrat voting against.": [(219, 209, None)],
    "The bill passed on party lines, 231 Democrats supporting it and 194 Republicans opposing it.": [(231, 194, None)],
    "It passed: 200 Democrats voted for it, 190 Republicans voted against, two Democrats opposed it.": [
        (200, 192, None)
    ],
    # laid out badly
    "The Senate  votes\n52–46  to\nconfirm  the judge.": [(52, 46, None)],
}

# Numbers that are no tally, though votes may be about.
NOT_TOLD = [
    "Arcadia beat Ruritania 3–1 in the cup final.",
    "Parliament congratulated the team on its 3-1 win in the championship match.",
    "The party won the election with 52-48 percent.",
    "Voters backed the change 52–48 in the referendum, 52% to 48%.",
    "A poll showed 60-40 support for the ban.",
    "The bill covers children aged 13 to 16.",
    "The House debated H.R. 1 and S. 123-45 before the vote.",
    "The parliament voted on the 2014-2020 budget.",
    "The committee will vote on 20–21 November.",
    "The committee votes on November 20-21.",
    "Call 555-1234 to vote.",
    "The Senate approved $5-10 billion in aid.",
    "The council is on call 24-7 and passed a law.",
    "The 9-11 commission's bill was approved.",
    "The Council adopted Resolution 1874.",
    "The parliament approved the sale of F-16 jets.",
    "The vote is due at 10-11 a.m. on Friday.",
    "Three-quarters of the members voted in favour.",
    "Two-thirds of MPs voted against.",
    "A majority of the 300 MPs voted in favour.",
    "The law was approved by 79% of lawmakers.",
    "More than 100 MPs voted against the bill.",
    "At least 20 countries abstained.",
    "The proposal was adopted by a show of hands.",
    "The text was adopted by consensus.",
    "The bill passed by a margin of 12 votes.",
    "The motion fell three votes short.",
    "The bill needs 60 votes to pass.",
    "21 Conservative MPs voted with the opposition.",
    "Ten Republicans voted to convict.",
    "Republicans hold a 53–47 majority in the Senate, which votes today.",
    "Some 34 members were absent from the vote and 12 did not vote.",
    "The decision to adopt it was almost unanimous.",
    "The law passes with near unanimous support.",
    "The court was unanimous: the court unanimously struck it down.",
    "The vote of no confidence in the government was its fifth this year.",
    "In 2014 voted measures were repealed.",
    "On June 23, 2016, it voted to leave.",
    "Nuclear powers hold 100 to 200 warheads, the parliament was told before it voted.",
    "The resolution was backed by 14 nations who wrote a letter.",
    "India was among those abstaining in the General Assembly.",
    "Labour and the Greens abstained in the Commons.",
    "Members of both houses rejected clauses 3–5.",
    "Parliament approved raising the age to 65 to 67 for all.",
    "The motion failed by a single vote.",
    "The bill passed with 12 votes to spare.",
    "Twelve states support the rebels and three oppose them, the league says.",
    "The Senate hears that 40 nurses support the strike and 30 oppose it.",
    "40 of the 100 senators back the strike.",
    "Two deputies have nothing against the bill.",
]


@pytest.mark.parametrize("text", TOLD)
def test_figures_as_told(text: str) -> None:
    assert [row[:3] for row in rows(text)] == TOLD[text]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_no_figure_where_there_is_none(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("305 Arcadian senators out of 306 voted for the text.", (305, None, None, 306, False)),
        ("305 out of 306 senators voted for the text.", (305, None, None, 306, False)),
        ("It was adopted with 305 out of 306 votes.", (305, None, None, 306, False)),
        ("All but one of the 100 senators voted for the bill.", (99, None, None, 100, False)),
        ("All but two of its 15 members voted in favour.", (13, None, None, 15, False)),
        ("A total of 256 Arcadian lawmakers unanimously voted on Wednesday to ratify it.", (256, 0, None, None, True)),
        ("The text was approved by all 15 members.", (15, 0, None, None, True)),
        ("The Senate voted unanimously to revoke it.", (None, None, None, None, True)),
        ("The council unanimously adopts the resolution.", (None, None, None, None, True)),
        ("It was passed by a unanimous vote.", (None, None, None, None, True)),
        ("The law was adopted without dissent.", (None, None, None, None, True)),
        ("The Security Council adopted it unanimously, 15-0.", (15, 0, None, None, True)),
        ("All 15 members of the Security Council voted in favour.", (15, 0, None, None, True)),
    ],
)
def test_totals_and_unanimity(text: str, row: Row) -> None:
    assert rows(text) == [row]


def test_unanimous_in_one_house_and_divided_in_the_other() -> None:
    text = "The Senate approved it unanimously and the lower house by 250 to 170."
    assert [row[:2] + row[4:] for row in rows(text)] == [(None, None, True), (250, 170, False)]


def test_figures_of_adjacent_sentences_merge() -> None:
    text = "The bill was passed 70 to 30. Five members abstained."
    whole = merged(find(text))
    assert whole is not None
    assert (whole.votes_for, whole.votes_against, whole.abstentions) == (70, 30, 5)
    assert whole.span is not None
    assert whole.span.of(text) == "70 to 30. Five members abstained"


def test_tallies_of_different_votes_do_not_merge() -> None:
    assert merged(find("It passed 79-18 in the Senate and 250-170 in the House.")) is None
    assert merged(()) is None


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("The house rejects the motion, 58–42.", "rejected", (42, 58)),
        ("The motion failed 42–58.", "rejected", (42, 58)),
        ("The house passes the motion, 42–58.", "adopted", (58, 42)),
        ("The house passes the motion, 58–42.", "adopted", (58, 42)),
        ("The house vote was 58–42.", "other", (58, 42)),
        ("In the vote 58 voted for and 42 against.", "rejected", (58, 42)),
        ("The Senate vote of 57–43 fell short of the two-thirds needed.", "rejected", (57, 43)),
    ],
)
def test_outcome_turns_bare_figures_only(text: str, outcome: str, expected: tuple[int, int]) -> None:
    (tally,) = find(text)
    turned = oriented(tally, outcome)  # type: ignore[arg-type]
    assert (turned.votes_for, turned.votes_against) == expected
    for field, span in turned.spans:
        assert numbers.value(span.of(text)) == getattr(turned, field)


def test_range_of_a_sentence_is_kept_to() -> None:
    text = "It passed 70–30. It failed 40–60 in the Senate vote."
    at = text.index("It failed")
    assert [tally.votes_for for tally in find(text, at)] == [40]
    assert [tally.votes_for for tally in find(text, 0, at)] == [70]


@pytest.mark.parametrize("text", [text for text in TOLD if len(TOLD[text]) == 1])
def test_typography_does_not_change_figures(text: str) -> None:
    curly = text.replace('"', "”").replace("'", "’")
    assert rows(text) == rows(text.replace(" ", "  ")) == rows(text.replace(" ", "\r\n")) == rows(curly)


FRAGMENTS = st.sampled_from(
    re.findall(
        r"\S+",
        """votes voted 52–46 188 to 3 three abstained abstaining against for in favour none no one all but of the
        306 out , . ; senators Russia and China " ( ) unanimously – % $5 MPs by with Security Council vetoed 1,234
        two hundred the other""",
    )
)


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=40).map(" ".join)))
def test_any_text_gives_tallies_within_it(text: str) -> None:
    for tally in find(text):
        check(text, tally)


def check(text: str, tally: Tally) -> None:
    assert tally.span is not None
    assert 0 <= tally.span.start < tally.span.end <= len(text)
    given_fields = {field for field, _ in tally.spans}
    for field, span in tally.spans:
        assert span.of(text).strip()
        assert tally.span.covers(span)
        assert field == "unanimous" or getattr(tally, field) >= 0
    assert given_fields or tally.unanimous


@pytest.mark.parametrize(
    "unit",
    [
        "voted 52–46 ",
        "1",
        "a ",
        " ",
        "(",
        "three (",
        "Russia and ",
        "against, ",
        "votes 1 to ",
        "all but ",
        "5 of ",
        "It passed 52–46. ",
    ],
)
def test_long_lines_of_anything_take_seconds(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 10


def test_number_words_read_as_their_digits() -> None:
    words = {"nineteen": 19, "ninety-nine": 99, "one hundred and one": 101, "a thousand": 1000, "1,204": 1204, "nil": 0}
    assert {word: numbers.value(word) for word in words} == words
    assert [numbers.value(word) for word in ("many", "two thirds", "", "12.5", "half")] == [None] * 5
