"""Decisions: who decided what, how, when and by which figures; sentences of our own, in the words that news uses."""

from __future__ import annotations

import pytest

from kg.types import Decision
from tests.conftest import Read

DAY = "2021-05-20"  # a Thursday
Told = tuple[str, str, str | None, tuple[int | None, int | None, int | None] | None]


def told(decision: Decision) -> Told:
    """Body, outcome, day, and the figures for, against and abstaining."""
    tally = decision.tally
    figures = (tally.votes_for, tally.votes_against, tally.abstentions) if tally is not None else None
    return decision.body.name, decision.outcome, decision.date.value if decision.date else None, figures


ONE: dict[str, Told] = {
    "The Senate of Chile blocks a bill on tolls: the final count falls short of a majority.": (
        "Senate of Chile", "rejected", DAY, None),
    "Holyrood backs the Ferries Bill by 81 to 40.": ("Scottish Parliament", "adopted", DAY, (81, 40, None)),
    "The Senate of Canada enacts, 51 to 29, a law on fishing.": ("Senate of Canada", "adopted", DAY, (51, 29, None)),
    "Ghana's parliament triggers the removal of the minister by 160 votes to 90.": (
        "Parliament of Ghana", "adopted", DAY, (160, 90, None)),
    "The Folketing votes without debate to ban the drug.": ("Folketing of Denmark", "adopted", DAY, None),
    "Chad cuts ties over the French Senate's approval of a bill on tolls.": ("Senate of France", "adopted", DAY, None),
    "The Folketing passes in final reading a law under which tolls are raised.": (
        "Folketing of Denmark", "adopted", DAY, None),
    "No-confidence motion against government defeated in Lok Sabha by voice vote.": (
        "Lok Sabha of India", "rejected", DAY, None),
    "Bill on data protection passed by Rajya Sabha.": ("Rajya Sabha of India", "adopted", DAY, None),
    "Motion to dismiss minister rejected in Bundestag.": ("Bundestag of Germany", "rejected", DAY, None),
    "The no confidence motion in the Danish Folketing was rejected.": ("Folketing of Denmark", "rejected", DAY, None),
    "The Verkhovna Rada passes a vote of no confidence in the cabinet.": (
        "Verkhovna Rada of Ukraine", "adopted", DAY, None),
    "Chad's National Assembly gives its confidence to the cabinet of Ana Lopez.": (
        "National Assembly of Chad", "adopted", DAY, None),
    "The Folketing declines to restore the minister's salary, by 60 votes to 42.": (
        "Folketing of Denmark", "rejected", DAY, (42, 60, None)),
    "The Zhogorku Kenesh is due to decide on Friday whether to hold a census.": (
        "Supreme Council of Kyrgyzstan", "scheduled", "2021-05-21", None),
    # by count alone, the body named with it or right before
    "The right to clean air enters the constitution. In the Chilean Senate 38 members vote yes, five no, two abstain.": (
        "Senate of Chile", "adopted", DAY, (38, 5, 2)),
    "Forty-one of Latvia's 100 MPs back a motion to dismiss the speaker, with 55 against.": (
        "Saeima of Latvia", "rejected", DAY, (41, 55, None)),
    "102 countries raise Fiji's status in the UN General Assembly; twelve, Libya included, vote no, and 33 abstain.": (
        "United Nations General Assembly", "adopted", DAY, (102, 12, 33)),
    "Ruritania is put under an embargo: twelve members of the UN Security Council support Resolution 3001, Chad opposes"
    " it and Togo abstains.": ("United Nations Security Council", "adopted", DAY, (12, 1, 1)),
    "The UN Security Council asks Kenya to lead a mission to Haiti. All fifteen members vote for the text.": (
        "United Nations Security Council", "adopted", DAY, (15, 0, None)),
    "A Brazilian draft on Gaza fails in the UN Security Council: four members support it, two are against, nine abstain.": (
        "United Nations Security Council", "rejected", DAY, (4, 2, 9)),
    "Ana Petrova wins a new term, getting 410 votes in the European Parliament against 220, with 60 abstentions.": (
        "European Parliament", "adopted", DAY, (410, 220, 60)),
    "The Sejm approves the treaty by 444:0.": ("Sejm of Poland", "adopted", DAY, (444, 0, None)),
    "The Folketing rejected the bill by 70:38.": ("Folketing of Denmark", "rejected", DAY, (38, 70, None)),
    "The ballot began at 10:30 and the Folketing adopted the bill.": ("Folketing of Denmark", "adopted", DAY, None),
    "The Folketing passes the Fishing Act 62-41.": ("Folketing of Denmark", "adopted", DAY, (62, 41, None)),
    "The UN Security Council votes to refer suspects to the court. It is carried 11-0; Fiji abstains, as do Chad, Mali and"
    " Peru.": ("United Nations Security Council", "adopted", DAY, (11, 0, 4)),
    "The UN Security Council adopts the resolution. France, which voted in favour, calls it weak.": (
        "United Nations Security Council", "adopted", DAY, None),
    # what is left to do, or may be done at a time that is told; who comes next in a post
    "The bill has still to pass the Senate of France.": ("Senate of France", "scheduled", None, None),
    "The law needs to be ratified by the parliament of Chad.": ("Parliament of Chad", "scheduled", None, None),
    "The amendment remains to be adopted by the Rajya Sabha.": ("Rajya Sabha of India", "scheduled", None, None),
    "The Knesset still has to approve the deal with Peru.": ("Knesset", "scheduled", None, None),
    "The Dutch Senate could vote on the bill as early as Monday.": (
        "Senate of the Netherlands", "scheduled", "2021-05-24", None),
    "The Riksdag is to pick a successor on Tuesday.": ("Riksdag of Sweden", "scheduled", "2021-05-25", None),
    "The Sejm invests Ana Lopez as prime minister by 240 votes to 200.": ("Sejm of Poland", "adopted", DAY, (240, 200, None)),
    # a committee of one of two houses
    "The Judiciary Committee of the US Senate approves the bill by 12 to 9.": (
        "Judiciary Committee of the United States Senate", "adopted", DAY, (12, 9, None)),
    "The Budget Committee of the Senate of Chile rejects the bill.": (
        "Budget Committee of the Senate of Chile", "rejected", DAY, None),
    # what is gone on to, managed, left open, put off; what a count makes of an idea
    "The Senate of Chile goes on to adopt a motion praising the firemen.": ("Senate of Chile", "adopted", DAY, None),
    "Moldova's parliament fails to choose a president for the third time.": (
        "Parliament of Moldova", "rejected", DAY, None),
    "Norway's Storting is due to decide whether the oil firms may drill in the north.": (
        "Storting of Norway", "scheduled", None, None),
    "Peru objects to a draft on which the UN Security Council is to vote on Friday.": (
        "United Nations Security Council", "scheduled", "2021-05-21", None),
    "Guards empty the gallery before the Senate of Chile votes, 40 to 3, to scrap the fee.": (
        "Senate of Chile", "adopted", DAY, (40, 3, None)),
    "The European Parliament refuses, by 500 votes to 60, to recognise the poll in Chad.": (
        "European Parliament", "adopted", DAY, (500, 60, None)),
    "Taiwan's Legislative Yuan throws out the blueprint for an airport, 60 votes to 40.": (
        "Legislative Yuan of Taiwan", "rejected", DAY, (40, 60, None)),
    "130 members of the UN General Assembly deplore the raid on Chad. Only Mali, Togo and Benin join Niger in opposing"
    " the text; 30 abstain.": ("United Nations General Assembly", "adopted", DAY, (130, 4, 30)),
    "Nine members of the UN Security Council vote for, and one against, a text on Haiti; five abstain.": (
        "United Nations Security Council", "adopted", DAY, (9, 1, 5)),
    "Fiji's seat is upgraded. In the UN General Assembly 120 delegations are for, 10 against; Peru's envoy calls the"
    " council a club of cowards.": ("United Nations General Assembly", "adopted", DAY, (120, 10, None)),
    "The IAEA Board of Governors orders Iran to open its sites. Twenty governors are in favour, Russia and China"
    " against.": ("Board of Governors of the International Atomic Energy Agency", "adopted", DAY, (20, 2, None)),
    "180 members of Ghana's 275-seat parliament vote to remove the auditor.": (
        "Parliament of Ghana", "adopted", DAY, (180, None, None)),
    # what only a law does
    "The Knesset lowers the voting age to 17.": ("Knesset", "adopted", DAY, None),
    "Uganda's parliament restores the death penalty for treason.": ("Parliament of Uganda", "adopted", DAY, None),
    "The Folketing restricts the sale of alcohol to minors.": ("Folketing of Denmark", "adopted", DAY, None),
    "Kenya's National Assembly ends the state of emergency.": ("National Assembly of Kenya", "adopted", DAY, None),
    "The Polish Sejm agreed to raise the wage of teachers.": ("Sejm of Poland", "adopted", DAY, None),
    "The Bundestag allows shops to open on Sundays.": ("Bundestag of Germany", "adopted", DAY, None),
    "An old quarrel ends as the Bundestag trims the powers of the president. Four hundred deputies agree to the change,"
    " ninety disagree.": ("Bundestag of Germany", "adopted", DAY, (400, 90, None)),
    "MPs in Copenhagen say no to a referendum on the euro, 95 votes to 14.": (
        "Folketing of Denmark", "rejected", DAY, (14, 95, None)),
    "The UN Human Rights Council will send investigators to Chad: 21 members back the draft, 15 are against.": (
        "United Nations Human Rights Council", "adopted", DAY, (21, 15, None)),
    "Five of the fifteen members of the Security Council back the Syrian text, nine abstain and Malaysia opposes it.": (
        "United Nations Security Council", "rejected", DAY, (5, 1, 9)),
    "Zimbabwe's senators approve a change of the constitution. It was passed with 65 votes against ten.": (
        "Senate of Zimbabwe", "adopted", DAY, (65, 10, None)),
    "The Parliament of New Zealand gave the euthanasia bill its third reading, 69 to 51.": (
        "Parliament of New Zealand", "adopted", DAY, (69, 51, None)),
    # a veto that acts, roll calls turned round
    "A double veto by Russia and China kills a French draft on Mali in the UN Security Council.": (
        "United Nations Security Council", "vetoed", DAY, None),
    "The UN Security Council's draft on Yemen is blocked by a Russian veto.": (
        "United Nations Security Council", "vetoed", DAY, None),
    "An American veto stops a resolution on Gaza in the UN Security Council, where fourteen members back it.": (
        "United Nations Security Council", "vetoed", DAY, (14, 1, None)),
    "The UN Security Council extends the mission. Abstaining are Peru, Chad and Mali; twelve members are in favour.": (
        "United Nations Security Council", "adopted", DAY, (12, None, 3)),
    "Not one voice is raised against it as Norway's Storting adopts the law: 150 members approve and four abstain.": (
        "Storting of Norway", "adopted", DAY, (150, 0, 4)),
    # how a measure fares, also where the verb looks like a plural
    "The tobacco bill sails through the Senate of Chile.": ("Senate of Chile", "adopted", DAY, None),
    "A motion against the mayor founders in the Folketing.": ("Folketing of Denmark", "rejected", DAY, None),
    "An attempt to lift the ban collapses in Norway's Storting, 60 votes to 109.": (
        "Storting of Norway", "rejected", DAY, (60, 109, None)),
    "A Syrian draft gets nowhere in the UN Security Council.": ("United Nations Security Council", "rejected", DAY, None),
    "Ana Lopez fails to win the confidence of the Polish Sejm.": ("Sejm of Poland", "rejected", DAY, None),
    # members admitted, deeds decided on, texts not agreed on
    "Tuvalu is admitted to the United Nations by the General Assembly.": (
        "United Nations General Assembly", "adopted", DAY, None),
    "The UN General Assembly admits Nauru by acclamation.": ("United Nations General Assembly", "adopted", DAY, None),
    "The UN Security Council decides to dispatch 300 monitors to Aleppo.": (
        "United Nations Security Council", "adopted", DAY, None),
    "The UN Security Council cannot agree on a statement about Ethiopia.": (
        "United Nations Security Council", "other", DAY, None),
    # a body and a verb of deciding
    "The Canadian Senate gives final approval to a bill on cannabis.": ("Senate of Canada", "adopted", DAY, None),
    "The lower house of the Dutch parliament adopted a motion on famine on Tuesday.": (
        "House of Representatives of the Netherlands", "adopted", "2021-05-18", None),
    "Lawmakers in Moldova approve a government led by Ana Popescu.": ("Parliament of Moldova", "adopted", DAY, None),
    "Members of the Bundesrat unanimously backed the bill on Monday.": (
        "Bundesrat of Germany", "adopted", "2021-05-17", (None, None, None)),
    "Estonia's parliament adopts, after the second reading, a bill on rents.": (
        "Parliament of Estonia", "adopted", DAY, None),
    "Peruvian President Maria Rojas is removed from office by Congress in a 101-6 vote.": (
        "Congress of Peru", "adopted", DAY, (101, 6, None)),
    "The UN General Assembly adopts, by 141 votes for to 5 against with 35 abstentions, a resolution on mines.": (
        "United Nations General Assembly", "adopted", DAY, (141, 5, 35)),
    "MEPs approve a resolution urging the release of prisoners.": ("European Parliament", "adopted", DAY, None),
    # voting to do something, whatever stands between
    "British MPs vote 412 to 202 to delay the withdrawal.": (
        "Parliament of the United Kingdom", "adopted", DAY, (412, 202, None)),
    "Norway's Storting votes 90–79, with two abstentions, to allow the deployment.": (
        "Storting of Norway", "adopted", DAY, (90, 79, 2)),
    "The Iowa Senate votes 17–32 to reject a bill on casinos.": ("Senate of Iowa", "rejected", DAY, (17, 32, None)),
    "The European Parliament votes in Strasbourg to ban old engines.": ("European Parliament", "adopted", DAY, None),
    "The Cuban National Assembly votes unanimously for a new constitution.": (
        "National Assembly of People's Power of Cuba", "adopted", DAY, (None, None, None)),
    "The Australian Senate votes down the climate bill for the second time.": (
        "Senate of Australia", "rejected", DAY, None),
    "Thailand's Parliament votes against Somchai's bid to become prime minister.": (
        "Parliament of Thailand", "rejected", DAY, None),
    "128 countries vote in favour of a UN General Assembly resolution on whales, while nine vote against.": (
        "United Nations General Assembly", "adopted", DAY, (128, 9, None)),
    "Spain's lower house rejects Pedro Garcia's bid to be prime minister.": (
        "Congress of Deputies of Spain", "rejected", DAY, None),
    "The UN General Assembly condemns the annexation in a resolution passed by 100 votes to 11.": (
        "United Nations General Assembly", "adopted", DAY, (100, 11, None)),
    "The US Senate passes the Harbour Act of 2002.": ("United States Senate", "adopted", DAY, None),
    # figures between the verb and its object
    "The Mexican Senate rejects, 58–42, a motion to debate the water law.": (
        "Senate of Mexico", "rejected", DAY, (42, 58, None)),
    "Spain's lower house approves, by 180 votes to 165, a bill on rents.": (
        "Congress of Deputies of Spain", "adopted", DAY, (180, 165, None)),
    # news told in the past or the perfect is of its own day, unless it was over by then
    "Lithuania's Seimas has adopted a law on dual citizenship.": ("Seimas of Lithuania", "adopted", DAY, None),
    "After a night-long sitting the Chilean Senate threw out the bill.": ("Senate of Chile", "rejected", DAY, None),
    "The Kenyan parliament had passed the finance bill.": ("Parliament of Kenya", "adopted", None, None),
    "The Finnish parliament approved the law in 2019.": ("Parliament of Finland", "adopted", "2019", None),
    # no verb of deciding, but a body declares, or figures tell of its vote
    "The Polish Sejm declares Belarus a sponsor of terrorism.": ("Sejm of Poland", "adopted", DAY, None),
    "The Latvian Saeima acknowledges the massacres of the Assyrians as genocide.": (
        "Saeima of Latvia", "adopted", DAY, None),
    "The Slovak parliament decided by 79 votes to 58 to lift the immunity of a former minister.": (
        "Parliament of Slovakia", "adopted", DAY, (79, 58, None)),
    "The Dutch Senate refused, by 44 votes to 31, to back the asylum law.": (
        "Senate of the Netherlands", "rejected", DAY, (31, 44, None)),
    "The Slovenian National Assembly came down 48 to 35 in favour of a tunnel.": (
        "National Assembly of Slovenia", "adopted", DAY, (48, 35, None)),
    "Serbia's parliament votes 130 to 90 on a resolution on mining.": (
        "Parliament of Serbia", "adopted", DAY, (130, 90, None)),
    # vetoes overridden, governments toppled
    "Chile's Congress overrode the president's veto of the water bill.": (
        "National Congress of Chile", "adopted", DAY, None),
    "Bulgaria's coalition cabinet was toppled in a no-confidence vote by 130 lawmakers.": (
        "National Assembly of Bulgaria", "adopted", DAY, None),
    "The Swedish prime minister was voted out by the Riksdag.": ("Riksdag of Sweden", "adopted", DAY, None),
    # turned round
    "The U.N. Security Council fails to adopt a draft resolution on Yemen.": (
        "United Nations Security Council", "rejected", DAY, None),
    "The Czech Chamber of Deputies did not ratify the treaty.": (
        "Chamber of Deputies of the Czech Republic", "other", None, None),
    # the measure as subject
    "A bill to lower the voting age fails in the Swiss Council of States.": (
        "Council of States of Switzerland", "rejected", DAY, None),
    "The bill passed with 218 votes in favour and 209 against in the U.S. House.": (
        "United States House of Representatives", "adopted", DAY, (218, 209, None)),
    # posts
    "The Haitian Senate confirms the new prime minister.": ("Senate of Haiti", "adopted", DAY, None),
    "Nancy Smith is elected Speaker of the United States House of Representatives.": (
        "United States House of Representatives", "adopted", DAY, None),
    "Dana Jones is confirmed for the post after a 71–22 vote in the U.S. Senate.": (
        "United States Senate", "adopted", DAY, (71, 22, None)),
    "Ama Doe is voted out as Speaker of the Parliament of Ghana in a 138–129 vote.": (
        "Parliament of Ghana", "adopted", DAY, (138, 129, None)),
    # confidence: a motion against a government that survives is rejected
    "The Israeli government survives three no-confidence motions in the Knesset.": ("Knesset", "rejected", DAY, None),
    "Slovak Prime Minister Jan Novak loses a confidence vote in parliament.": (
        "Parliament of Slovakia", "rejected", DAY, None),
    "The Greek government wins a vote of confidence in parliament, 155 to 145.": (
        "Parliament of Greece", "adopted", DAY, (155, 145, None)),
    "The British government loses a vote in the House of Commons by 432 votes to 202.": (
        "House of Commons of the United Kingdom", "rejected", DAY, (202, 432, None)),
    # vetoes
    "China vetoes a UN Security Council resolution on Mali; the other 14 members voted in favour.": (
        "United Nations Security Council", "vetoed", DAY, (14, 1, None)),
    # ahead
    "The Scottish Parliament will vote on the gender bill on Friday.": (
        "Scottish Parliament", "scheduled", "2021-05-21", None),
    "The Bundestag is to debate a motion on arms deliveries on Friday.": (
        "Bundestag of Germany", "scheduled", "2021-05-21", None),
    "A bill on whaling must still be approved by the Japanese House of Councillors.": (
        "House of Councillors of Japan", "scheduled", None, None),
    "If ratified by the UN General Assembly, the text will take effect in March.": (
        "United Nations General Assembly", "scheduled", None, None),
    "France circulates a draft resolution at the UN Security Council.": (
        "United Nations Security Council", "scheduled", None, None),
    "The Spanish government sends the amnesty bill to parliament.": ("Parliament of Spain", "scheduled", None, None),
    "A handful of US senators will introduce a motion on whales.": ("United States Senate", "scheduled", None, None),
    # told by a noun
    "The Senate's rejection of the Italian budget came after a debate.": ("Senate of Italy", "rejected", None, None),
    "The Senate of Brazil postponed a vote on the pension reform.": ("Federal Senate of Brazil", "other", DAY, None),
    "Libyan lawmakers put off the election of a prime minister for want of a quorum.": (
        "House of Representatives of Libya", "other", DAY, None),
    "The Lebanese parliament fails to hold its vote for a president.": ("Parliament of Lebanon", "other", DAY, None),
    "The Dutch lower house signs off on the budget.": (
        "House of Representatives of the Netherlands", "adopted", DAY, None),
    "Ghana's parliament waved through the mining bill.": ("Parliament of Ghana", "adopted", DAY, None),
    # too few votes; a government that falls after a vote
    "Nominee Piet Janssen fell six votes short of a majority in the Bundestag.": (
        "Bundestag of Germany", "rejected", DAY, None),
    "A motion of censure won only 131 votes in the Senate of Chile, well short of a majority.": (
        "Senate of Chile", "rejected", DAY, None),
    "The Dutch government fell on Monday after 81 deputies in the House of Representatives "
    "voted in favour of a no-confidence motion.": (
        "House of Representatives of the Netherlands", "adopted", "2021-05-17", (81, None, None)),
    # vetoes told beside a rejection
    "A text on Sudan fell in the UN Security Council when Russia cast its veto.": (
        "United Nations Security Council", "vetoed", DAY, None),
    "The UN Security Council rejects a resolution on Gaza without a veto.": (
        "United Nations Security Council", "rejected", DAY, None),
    # a participle or a past tense that the parser took for one
    "Peru's fishing law, voted through the Congress 71-40 on Tuesday, drew protests from Chile.": (
        "Congress of Peru", "adopted", "2021-05-18", (71, 40, None)),
    "A motion deploring the coup carried 60 to 31 in the Senate of Argentina.": (
        "Senate of Argentina", "adopted", DAY, (60, 31, None)),
    "Rosa Paz, sworn in by the Congress of Honduras on Monday, promised reforms.": (
        "National Congress of Honduras", "adopted", "2021-05-17", None),
    # what is decided on is named by another noun
    "Ratification of the fisheries treaty cleared Norway's Storting with 88 deputies for and 81 against.": (
        "Storting of Norway", "adopted", DAY, (88, 81, None)),
    "The bid to lower the voting age failed in Malta's parliament on Monday.": (
        "Parliament of Malta", "rejected", "2021-05-17", None),
    "Malawi is no republic, the European Parliament says in a report adopted by 400 votes to 100.": (
        "European Parliament", "adopted", DAY, (400, 100, None)),
    # light verbs
    "The Croatian parliament opened the way for the sale of the ferries.": (
        "Parliament of Croatia", "adopted", DAY, None),
    "The Federation Council granted the president's request to send troops to Mali.": (
        "Federation Council of Russia", "adopted", DAY, None),
    "The bill obtained 90 votes in favour and 10 against in the Romanian Senate.": (
        "Senate of Romania", "adopted", DAY, (90, 10, None)),
    # organs of the United Nations speak by resolutions; who stops one of theirs vetoes it
    "The UN General Assembly, acting by consensus, asked Chad to free all detainees.": (
        "United Nations General Assembly", "adopted", DAY, None),
    "The UN Human Rights Council set up a commission of inquiry into abuses in Chad.": (
        "United Nations Human Rights Council", "adopted", DAY, None),
    "France and China struck down a Security Council draft on mines.": (
        "United Nations Security Council", "vetoed", DAY, None),
    # a vote that is awaited
    "A vote on the motion is expected on Thursday in the Swedish Riksdag.": (
        "Riksdag of Sweden", "scheduled", "2021-05-20", None),
}  # fmt: skip

NONE = (
    "The bill does not need to be approved by the Senate of Canada.",
    "The Knesset may vote against the budget.",
    "The Folketing invests 300 million crowns in ports.",
    "Three states back Ruritania's claim to the strait and two oppose it, the UN General Assembly is told.",
    "Chad and Mali are against the treaty, Togo and Benin for it, diplomats at the Security Council say.",
    "The council of ministers of Togo raises the fee for visas.",
    "The Knesset ends its session.",
    "The Senate of Chile raises concerns about the floods.",
    "The Bundestag raises the issue of abortion with the pope.",
    "The Senate of Chile lets the deadline pass.",
    "The House of Commons is raising funds for its roof.",
    "The Folketing might cut taxes next year.",
    "Of the 100 people who wrote to the Folketing, 70 are against and 30 for.",
    "Reporters manage to enter the Bundestag.",
    "Sixty of the 100 senators in Chile own land.",
    "The Speaker refuses to recognise the member for Kingston in the Parliament of Jamaica.",
    "The African Union asks the UN Security Council to impose sanctions on the junta.",
    "Bishops ask senators to block the divorce bill in the Philippines.",
    "Peru wants the UN Security Council to adopt a stronger text.",
    "Greenpeace demands that the Storting reject the oil law.",
    "Deputies filed out of the Polish Sejm before the ballot.",
    "The Senate of Chile admits mistakes in the audit.",
    "The Knesset decides to meet on Sunday.",
    "Four members of the Security Council condemn the raid.",
    "Some 60 MPs of the British parliament support the petition, while 20 oppose it.",
    "The Folketing has a law on tolls. Six party MPs plan to vote against it.",
    "Norway's Storting decided whether to hold a census.",
    "The government of Spain approves a bill on housing.",
    "The Supreme Court of India upholds the law.",
    "Voters in Ireland approve the abortion amendment by 66 to 34 percent.",
    "President Adam Nowak of Poland vetoes a media bill.",
    "Nine Labour MPs voted against the bill.",
    "U.S. President John Miller urges the Senate to confirm his nominee.",
    "The Security Council meets in an emergency session on Myanmar.",
    "Opponents fear that the Kenyan parliament might pass the bill.",
    "The Greens would resign if the Austrian parliament rejected the law.",
    "It is the first time that the UK Parliament has voted for a strike.",
    "The Dutch parliament debated for 14 hours, and the squad lost 3-1 to Belgium.",
    "Water levels in the Spanish parliament's cellar fell short of the record.",
    "Lithuanian lawmakers declare their assets every April.",
    "Members of the Spanish Senate labelled the minister a liar.",
    "The Ukrainian parliament acknowledges that the talks failed.",
    "The Danish parliament decided to move into a new building.",
    "Prime Minister Ana Kovács of Hungary was toppled by a coup.",
    # no decision of the body named with it
    "The chief justice swore in the new president before the Senate of Kenya.",
    "The UN Security Council condemned the attack in Kabul.",
    "A spokesman for the UN General Assembly urged Chad to withdraw.",
    "The UN General Assembly did not demand that Chad withdraw.",
    "Syria rejected the UN Security Council resolution on mines.",
    "Norway's government stopped a train to the Danish parliament.",
    "The Danish parliament set up a stall at the fair.",
    "The Maltese parliament got 300 letters in favour and 12 against.",
    "A vote was held on Thursday in the Riksdag of Sweden.",
)


@pytest.mark.parametrize("sentence", ONE)
def test_one_decision(read: Read, sentence: str) -> None:
    assert [told(d) for d in read(sentence, DAY).decisions] == [ONE[sentence]]


@pytest.mark.parametrize("sentence", NONE)
def test_no_decision(read: Read, sentence: str) -> None:
    assert read(sentence, DAY).decisions == ()


def test_one_house_each_with_its_own_figures(read: Read) -> None:
    found = read("The amendment failed 31-64 in the US Senate and 150-270 in the US House.", DAY).decisions
    assert [told(d) for d in found] == [
        ("United States Senate", "rejected", DAY, (31, 64, None)),
        ("United States House of Representatives", "rejected", DAY, (150, 270, None)),
    ]


def test_some_who_are_too_few_decide_nothing(read: Read) -> None:
    text = "Only 41 members of the Congress of Peru, short of the 66 required, voted to dismiss the minister."
    assert [told(d)[:2] for d in read(text, DAY).decisions] == [("Congress of Peru", "rejected")]


def test_a_time_of_what_was_to_be_done_is_not_that_of_the_decision(read: Read) -> None:
    text = "The Danish parliament rejected by 90 votes to 20 a plan to move the games to 2024."
    assert [told(d)[2] for d in read(text, DAY).decisions] == [DAY]


def test_bodies_named_side_by_side_decide_each(read: Read) -> None:
    found = read(
        "Ukraine's Verkhovna Rada and the European Parliament ratify the association agreement.", DAY
    ).decisions
    assert {d.body.name for d in found} == {"Verkhovna Rada of Ukraine", "European Parliament"}


def test_bodies_that_pronounce_decide_each(read: Read) -> None:
    found = read("Iceland's Althing and the Danish Folketing have both classified the raid as genocide.", DAY).decisions
    assert {d.body.name for d in found} == {"Althing of Iceland", "Folketing of Denmark"}


def test_both_houses_decide(read: Read) -> None:
    found = read("Both houses of the US Congress pass a stopgap spending bill.", DAY).decisions
    assert {d.body.name for d in found} == {"United States House of Representatives", "United States Senate"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Both houses of the Italian parliament, the Senate by 150:10 and the Chamber of Deputies by 300:20, pass a law.",
            {"Senate of Italy": (150, 10, None), "Chamber of Deputies of Italy": (300, 20, None)},
        ),
        (
            "Both houses of the Polish parliament, the Senate by 90-2 and the Sejm by 300-20, ratify the treaty with Chad.",
            {"Senate of Poland": (90, 2, None), "Sejm of Poland": (300, 20, None)},
        ),
        (
            "Both chambers of the French parliament, the Senate (310 to 20) and the National Assembly (450 to 61), back the"
            " amendment.",
            {"Senate of France": (310, 20, None), "National Assembly of France": (450, 61, None)},
        ),
    ],
)
def test_both_houses_each_with_its_own_figures(read: Read, text: str, figures: dict[str, tuple[int, ...]]) -> None:
    assert {name: count for name, _, _, count in map(told, read(text).decisions)} == figures


def test_the_other_house_is_next(read: Read) -> None:
    text = (
        "Romania's Chamber of Deputies votes 170–95 to adopt a bill on forests. Farmers object. It moves to the Senate."
    )
    assert [told(d) for d in read(text, DAY).decisions] == [
        ("Chamber of Deputies of Romania", "adopted", DAY, (170, 95, None)),
        ("Senate of Romania", "scheduled", None, None),
    ]


def test_what_lay_ahead_and_was_decided_is_told_once(read: Read) -> None:
    text = "A bill on tolls was introduced in the Danish Folketing in May. The Folketing passed it by 90 votes to 12."
    assert [d.outcome for d in read(text, DAY).decisions] == ["adopted"]


def test_figures_of_the_next_sentence(read: Read) -> None:
    text = "Norway's Storting passes a law on fishing. The law was adopted 88–14."
    assert [told(d) for d in read(text, DAY).decisions] == [("Storting of Norway", "adopted", DAY, (88, 14, None))]


def test_a_day_told_with_one_telling_holds_for_the_other(read: Read) -> None:
    text = (
        "Lithuania's Seimas adopted a resolution on Tuesday on the border.\n\n"
        "The resolution was adopted in the Seimas with 80 votes in favour and 11 against."
    )
    found = read(text, DAY).decisions
    assert [d.date.value for d in found if d.date] == ["2021-05-18", "2021-05-18"]
    assert len({d.measure for d in found}) == 1


def test_said_in_passing_adds_nothing(read: Read) -> None:
    text = "Latvia's Saeima adopted a resolution on Monday.\n\nRiga was praised for adopting the resolution."
    assert len(read(text, DAY).decisions) == 1


def test_the_body_last_told_of_goes_on(read: Read) -> None:
    text = "The Irish Dáil met late into the night. The bill was rejected by 70 votes to 60."
    assert [told(d)[:2] for d in read(text, DAY).decisions] == [("Dáil Éireann", "rejected")]


COUNTED: dict[str, Told] = {
    "TDs in Dáil Éireann throw out, by 83 to 51, a motion on tolls.": ("Dáil Éireann", "rejected", DAY, (51, 83, None)),
    'MEPs in Strasbourg brand Laos a "penal colony" in a report carried by 402 votes to 133.': (
        "European Parliament", "adopted", DAY, (402, 133, None)),
    "The Organization of American States suspends Peru by 31 votes to none.": (
        "Organization of American States", "adopted", DAY, (31, 0, None)),
    "The Senate of Chile fails, 24–20, to muster the three fifths needed to change the constitution.": (
        "Senate of Chile", "rejected", DAY, (24, 20, None)),
    "Nine UN Security Council members voted against lifting the sanctions on Laos, four in favour.": (
        "United Nations Security Council", "rejected", DAY, (4, 9, None)),
    "The toll accord with Serbia went through in Kosovo's Assembly, 80 saying yes and 11 no.": (
        "Assembly of Kosovo", "adopted", DAY, (80, 11, None)),
}  # fmt: skip


@pytest.mark.parametrize("sentence", COUNTED)
def test_a_count_tells_a_decision(read: Read, sentence: str) -> None:
    assert [told(d) for d in read(sentence, DAY).decisions] == [COUNTED[sentence]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The House of Lords rejected the Harbour Bill on Monday. Peers voted 214 to 140.",
            ("House of Lords of the United Kingdom", "rejected", "2021-05-17", (140, 214, None)),
        ),
        (
            "The Irish parliament passed the Harbour Bill on Tuesday. The Dáil voted 78 to 60 in favour.",
            ("Dáil Éireann", "adopted", "2021-05-18", (78, 60, None)),
        ),
        (
            "Lawmakers in Poland passed a law on tolls on Tuesday. The Sejm approved it by 250 votes to 190.",
            ("Sejm of Poland", "adopted", "2021-05-18", (250, 190, None)),
        ),
    ],
)
def test_the_next_sentence_tells_the_figures_of_the_same_vote(read: Read, text: str, expected: Told) -> None:
    assert [told(d) for d in read(text, DAY).decisions] == [expected]


def test_the_other_house_of_a_parliament_votes_for_itself(read: Read) -> None:
    text = "The Senate of Chile rejected the budget on Monday. The Chamber of Deputies voted 80 to 40."
    assert [told(d)[::3] for d in read(text, DAY).decisions] == [
        ("Senate of Chile", None),
        ("Chamber of Deputies of Chile", (80, 40, None)),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Folketing passed a law banning the tolls on 4 March 2021.", "2021-03-04"),
        ("The Folketing passed a law requiring a census on 9 June 2024.", None),  # lies ahead
        ("The Folketing passed a motion condemning the raid on 4 March 2021.", None),  # the raid's
    ],
)
def test_the_day_at_the_end_of_what_is_decided(read: Read, text: str, day: str | None) -> None:
    assert [told(d)[2] for d in read(text, DAY).decisions] == [day]


#: What bodies do in words that the parser has to be helped with, or that only tell of a decision with a body.
HELPED: dict[str, Told] = {
    "Uruguay's Senate legalises divorce by consent.": ("Senate of Uruguay", "adopted", DAY, None),
    "Kenyan lawmakers authorise patrols in Somalia for a year, 150 to 62, after a raid.": (
        "Parliament of Kenya", "adopted", DAY, (150, 62, None)),
    "Bolivia's Senate criminalises fishing up to the tenth mile.": ("Senate of Bolivia", "adopted", DAY, None),
    "Ecuador's National Assembly bans bullfighting.": ("National Assembly of Ecuador", "adopted", DAY, None),
    "Some 131 deputies in the Czech Chamber of Deputies back the bill on tolls, 40 oppose it.": (
        "Parliament of the Czech Republic", "adopted", DAY, (131, 40, None)),
    "Sixty-one members of the Folketing vote for the bill and 20 against.": (
        "Folketing of Denmark", "adopted", DAY, (61, 20, None)),
    "As 120 of the Togolese National Assembly's 200 members back the motion, Ana Rojas is unseated.": (
        "National Assembly of Togo", "adopted", DAY, (120, None, None)),
    "The famine is declared a genocide by the Czech Senate.": ("Senate of the Czech Republic", "adopted", DAY, None),
    "Canada's Senate calls the killings of Hereros genocide.": ("Senate of Canada", "adopted", DAY, None),
    "The African Union votes to suspend Togo over the coup.": ("African Union", "adopted", DAY, None),
    "China casts its veto in the Security Council against a draft on Laos.": (
        "United Nations Security Council", "vetoed", DAY, None),
    "Russia exercises its veto on a draft resolution before the UN Security Council on Laos.": (
        "United Nations Security Council", "vetoed", DAY, None),
    "The opposition in Malta lodges a no-confidence motion against the cabinet.": (
        "Parliament of Malta", "scheduled", None, None),
    "The Irish cabinet resigns ahead of a no-confidence vote in the Dáil.": ("Dáil Éireann", "scheduled", None, None),
    "Peru's Congress strips Ana Rojas of her immunity.": ("Congress of Peru", "adopted", DAY, None),
    "Nepal's parliament dismisses the government of Ana Rojas.": ("Federal Parliament of Nepal", "adopted", DAY, None),
    "The Bundestag expresses confidence in the cabinet, 360 to 301.": (
        "Bundestag of Germany", "adopted", DAY, (360, 301, None)),
    "The Storting gives the army permission to leave Mali.": ("Storting of Norway", "adopted", DAY, None),
    "Ana Rojas of Fiji survives an attempt to unseat her in parliament.": (
        "Parliament of Fiji", "rejected", DAY, None),
    "Estonia's parliament fails for the third time to elect a president.": (
        "Parliament of Estonia", "rejected", DAY, None),
    "Ana Rojas is re-elected President of Estonia by parliament with 71 votes.": (
        "Parliament of Estonia", "adopted", DAY, (71, None, None)),
    "Mali welcomes the unanimous adoption by the UN Security Council of Resolution 2500.": (
        "United Nations Security Council", "adopted", DAY, (None, None, None)),
    "Mali hails the adoption of Resolution 2500 by the UN Security Council.": (
        "United Nations Security Council", "adopted", DAY, None),
    "The passage of the bill by the Kenyan parliament draws criticism from Uganda.": (
        "Parliament of Kenya", "adopted", DAY, None),
    "Kansas legalises betting after its Republican-controlled State Senate passes the bill.": (
        "Senate of Kansas", "adopted", DAY, None),
    "The Republican-controlled Iowa Senate passes the bill.": ("Senate of Iowa", "adopted", DAY, None),
    "European lawmakers back a ban on whaling by 339 votes to 249.": (
        "European Parliament", "adopted", DAY, (339, 249, None)),
    "One hundred and ten states vote in the UN General Assembly to deplore the raid, nine against.": (
        "United Nations General Assembly", "adopted", DAY, (110, 9, None)),
    "The motion wins 41 votes in Ukraine's Verkhovna Rada, far fewer than the 226 required.": (
        "Verkhovna Rada of Ukraine", "rejected", DAY, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HELPED.items(), ids=[text[:40] for text in HELPED])
def test_in_words_that_need_help(read: Read, text: str, expected: Told) -> None:
    assert [told(decision) for decision in read(text, DAY).decisions] == [expected]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Russia and China veto a UN Security Council draft on Laos; the thirteen other members vote for it.", (13, 2)),
        ("Russia vetoes a UN Security Council draft on Laos backed by the council's twelve other members.", (12, 1)),
        ("Russia and China block a UN Security Council draft on Laos; all thirteen other members back it.", (13, 2)),
    ],
)
def test_who_is_left_when_others_vetoed(read: Read, text: str, figures: tuple[int, int]) -> None:
    (decision,) = read(text, DAY).decisions
    assert decision.outcome == "vetoed" and decision.tally is not None
    assert (decision.tally.votes_for, decision.tally.votes_against) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Peru's president would have signed the bill had it passed the Senate.",
        "The motion against the minister is scrapped in the Sejm.",
        "The Bank of Chile's monetary committee votes 4-1 to keep rates.",
        "Gabon's Constitutional Council rejects the law on tolls.",
        "Peru and the European Parliament reject the plan.",
    ],
)
def test_what_was_not_decided(read: Read, text: str) -> None:
    assert read(text, DAY).decisions == ()


def test_a_measure_is_not_about_its_month(read: Read) -> None:
    found = read("The Folketing passed a law banning the tolls on 4 March 2021.", DAY)
    assert [m.subject for m in found.measures] == [("toll",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Senate of Chile puts off until Friday its vote on the harbour bill.", ("scheduled", "2021-05-21")),
        ("The Senate of Chile puts off its vote on the harbour bill.", ("other", DAY)),
    ],
)
def test_a_vote_put_off(read: Read, text: str, expected: tuple[str, str]) -> None:
    assert [told(d)[1:3] for d in read(text, DAY).decisions] == [expected]


def test_who_vetoed_voted_against(read: Read) -> None:
    text = (
        "Russia vetoes a UN Security Council resolution on Laos. Twelve members raised their hands for it, "
        "and Kenya and Ghana sat on the fence."
    )
    assert [told(d)[1::2] for d in read(text, DAY).decisions] == [("vetoed", (12, 1, 2))]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark's parliament, the Folketing, voted down a bill to tax sugar on Monday, by 97 votes to 61.",
        "The Folketing voted down a bill to recognise Kosovo, by 97 votes to 61.",
        "The Folketing turned down a bill to tax sugar by 97 votes to 61.",
    ],
)
def test_what_is_voted_down_is_rejected(read: Read, text: str) -> None:
    (decision,) = read(text, "2024-05-16").decisions
    assert decision.outcome == "rejected"
    assert decision.tally is not None and (decision.tally.votes_for, decision.tally.votes_against) == (61, 97)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The US Senate passed S. 123 by 60 votes to 40 on Monday.", "bill"),
        (
            "The U.S. House on Monday turned down H. Con. Res. 12, which would have ended a ban on whaling.",
            "resolution",
        ),
        ("The US House of Representatives passed H.R. 7. Chad condemned H.R. 7.", "bill"),
        ("The Texas Senate adopted SCR 5 on Monday.", "resolution"),
    ],
)
def test_a_measure_told_by_its_number(read: Read, text: str, kind: str) -> None:
    found = read(text, DAY)
    kinds = {measure.id: measure.kind for measure in found.measures}
    assert [kinds[decision.measure] for decision in found.decisions] == [kind]
    assert {p.target.kind for p in found.positions} <= {"measure"}
    assert len(found.sentences) == text.count(". Chad") + 1


def test_lawmakers_are_of_the_parliament_told_of_before_and_not_of_one_told_of_later(read: Read) -> None:
    text = (
        "Ghana's parliament voted 141 to 122 to censure the minister. Nigeria declined to comment. Last year lawmakers "
        "threw out a similar motion.\n\nIn Togo, the National Assembly debates a bill."
    )
    bodies = [d.body.name for d in read(text, "2025-10-14").decisions]
    assert bodies == ["Parliament of Ghana", "Parliament of Ghana", "National Assembly of Togo"]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ('"The minister has lost the confidence of this house," Ivo Roe told Ghana\'s parliament.', []),
        ("The government of Poland lost the confidence of the Sejm.", ["rejected"]),
    ],
)
def test_confidence_that_one_is_quoted_to_have_lost_was_not_voted_on(
    read: Read, text: str, outcomes: list[str]
) -> None:
    assert [d.outcome for d in read(text, "2025-10-14").decisions] == outcomes
