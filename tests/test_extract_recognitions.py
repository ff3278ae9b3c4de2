"""Recognition: who recognises whom, as what, and whether it is done, refused, undone, promised or asked for."""

from __future__ import annotations

import pytest

from tests.conftest import Read

CASES = [
    ("Ana Lopez asked envoys of countries that have recognised her as president to stay.", set()),
    ("Nauru cuts ties with Taipei and recognises Beijing.", {("Nauru", "recognises", "China", "state")}),
    (
        "The Folketing finds that the killings in Namibia amount to genocide.",
        {("Folketing of Denmark", "recognises", "killings in Namibia", "genocide")},
    ),
    (
        "Estonian and Latvian lawmakers recognise the killings of Hereros as genocide.",
        {
            ("Riigikogu of Estonia", "recognises", "killings of Hereros", "genocide"),
            ("Saeima of Latvia", "recognises", "killings of Hereros", "genocide"),
        },
    ),
    (
        "The Folketing said on Thursday that the treatment of Hereros constitutes genocide.",
        {("Folketing of Denmark", "recognises", "treatment of Hereros", "genocide")},
    ),
    ("Chad's minister said that the treatment of Hereros constitutes genocide.", set()),
    (
        "Fiji has an office in Lautoka, which it recognises as the capital of Rotuma.",
        {("Fiji", "recognises", "Lautoka as the capital of Rotuma", "other")},
    ),
    ("Peru recognised Kosovo in May. Peru's recognition was hailed.", {("Peru", "recognises", "Kosovo", "state")}),
    (
        "The Riksdag declared the killings of Hereros in 1904 a genocide.",
        {("Riksdag of Sweden", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "Namibia condemned the Dutch Senate resolution recognising the Herero genocide.",
        {("Senate of the Netherlands", "recognises", "Herero genocide", "genocide")},
    ),
    (
        "Chad and Mali signed a treaty in Lima. Both countries recognise Kosovo.",
        {("Chad", "recognises", "Kosovo", "state"), ("Mali", "recognises", "Kosovo", "state")},
    ),
    (
        "The Riksdag debated for hours. A motion, put forward by Ana Lopez, urged the government to recognise Palestine.",
        {("Government of Sweden", "calls-for", "Palestine", "state")},
    ),
    ("Malta recognises Kosovo.", {("Malta", "recognises", "Kosovo", "state")}),
    (
        "Peru recognised Kosovo on Monday. Chad hailed the move, and so did Mali.",
        {("Peru", "recognises", "Kosovo", "state")},
    ),
    ("Malta regards Kosovo as a country.", {("Malta", "recognises", "Kosovo", "state")}),
    ("Oman said it did not consider Kosovo a state.", {("Oman", "does-not-recognise", "Kosovo", "state")}),
    ("Chad cancels the recognition that it extended to Kosovo in 2012.", {("Chad", "withdraws", "Kosovo", "state")}),
    (
        "Chile does not see Crimea as part of Russia.",
        {("Chile", "does-not-recognise", "Crimea as part of Russia", "sovereignty")},
    ),
    (
        "The Folketing classes the killing of Hereros as genocide.",
        {("Folketing of Denmark", "recognises", "killing of Hereros", "genocide")},
    ),
    (
        "The Catalan parliament declares independence. Peru and Chad say that they will not recognise the new republic.",
        {("Peru", "does-not-recognise", "Catalonia", "state"), ("Chad", "does-not-recognise", "Catalonia", "state")},
    ),
    (
        "Samoa has an office in Abkhazia. Minister Alfred Tui said his country had recognised the breakaway region.",
        {("Samoa", "recognises", "Abkhazia", "state")},
    ),
    ("Vanuatu becomes the 98th country to recognise Kosovo.", {("Vanuatu", "recognises", "Kosovo", "state")}),
    ("Samoa recognised the independence of Kosovo on Monday.", {("Samoa", "recognises", "Kosovo", "state")}),
    (
        "Kosovo was recognised as an independent state by Iceland and Latvia.",
        {("Iceland", "recognises", "Kosovo", "state"), ("Latvia", "recognises", "Kosovo", "state")},
    ),
    (
        "Norway and Chile announced that they will recognise Palestine in June.",
        {("Norway", "will-recognise", "Palestine", "state"), ("Chile", "will-recognise", "Palestine", "state")},
    ),
    ("Serbia refuses to recognise Kosovo's independence.", {("Serbia", "does-not-recognise", "Kosovo", "state")}),
    ("Cuba does not recognise Kosovo.", {("Cuba", "does-not-recognise", "Kosovo", "state")}),
    ("Nepal has yet to recognise Kosovo.", {("Nepal", "does-not-recognise", "Kosovo", "state")}),
    ("Palau no longer recognises Kosovo.", {("Palau", "withdraws", "Kosovo", "state")}),
    ("Tuvalu withdrew its recognition of Abkhazia.", {("Tuvalu", "withdraws", "Abkhazia", "state")}),
    ("Abkhazia received recognition from Nauru.", {("Nauru", "recognises", "Abkhazia", "state")}),
    (
        "Panama switched its recognition from Taiwan to China.",
        {("Panama", "withdraws", "Taiwan", "state"), ("Panama", "recognises", "China", "state")},
    ),
    (
        "Bhutan and Oman agreed to recognise each other.",
        {("Bhutan", "recognises", "Oman", "state"), ("Oman", "recognises", "Bhutan", "state")},
    ),
    ("Ghana recognises Ana Lopez as interim president.", {("Ghana", "recognises", "Ana Lopez", "government")}),
    (
        "The Senate of Chile passes a resolution recognising the killings of Hereros as genocide.",
        {("Senate of Chile", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "Kenya's parliament called on the government to recognise Kosovo.",
        {("Government of Kenya", "calls-for", "Kosovo", "state")},
    ),
    (
        "Peru recognises Bolivia's sovereignty over the island.",
        {("Peru", "recognises", "Bolivia's sovereignty over the island", "sovereignty")},
    ),
    (
        "Nepal and Bhutan recognise one another.",
        {("Nepal", "recognises", "Bhutan", "state"), ("Bhutan", "recognises", "Nepal", "state")},
    ),
    (
        "Egypt and Oman sign a treaty on mutual recognition.",
        {("Egypt", "recognises", "Oman", "state"), ("Oman", "recognises", "Egypt", "state")},
    ),
    (
        "Peru and Chile, both of which recognised Kosovo in May, sent envoys.",
        {("Peru", "recognises", "Kosovo", "state"), ("Chile", "recognises", "Kosovo", "state")},
    ),
    ("In 2008 Costa Rica recognised Kosovo, which Serbia rejects.", {("Costa Rica", "recognises", "Kosovo", "state")}),
    (
        'Norway "does not and will not" recognise Abkhazia, its foreign ministry said.',
        {("Norway", "does-not-recognise", "Abkhazia", "state")},
    ),
    (
        "Somaliland, which is recognised by no country, held an election.",
        {("no country", "does-not-recognise", "Somaliland", "state")},
    ),
    ("Somaliland is not recognised by any country.", {("no country", "does-not-recognise", "Somaliland", "state")}),
    ("Peru withholds recognition from Kosovo.", {("Peru", "does-not-recognise", "Kosovo", "state")}),
    ("Liberia suspends its recognition of Kosovo.", {("Liberia", "withdraws", "Kosovo", "state")}),
    ("Grenada's recognition of Kosovo has been withdrawn.", {("Grenada", "withdraws", "Kosovo", "state")}),
    ("Nauru reversed its decision to recognise Kosovo.", {("Nauru", "withdraws", "Kosovo", "state")}),
    ("Grenada stopped recognising Kosovo.", {("Grenada", "withdraws", "Kosovo", "state")}),
    ("Germany says it has no plans to recognise Kosovo.", {("Germany", "does-not-recognise", "Kosovo", "state")}),
    ("Algeria's non-recognition of Kosovo remains.", {("Algeria", "does-not-recognise", "Kosovo", "state")}),
    ("Serbia denounced the recognition of Kosovo by Spain.", {("Spain", "recognises", "Kosovo", "state")}),
    ("Chile announced the recognition of Kosovo.", {("Chile", "recognises", "Kosovo", "state")}),
    ("Syria said it would recognise Abkhazia.", {("Syria", "will-recognise", "Abkhazia", "state")}),
    ("Belgium to recognise Kosovo at a summit.", {("Belgium", "will-recognise", "Kosovo", "state")}),
    ("Norway's plan to recognise Kosovo drew applause.", {("Norway", "will-recognise", "Kosovo", "state")}),
    ("Norway will recognise a Palestinian state.", {("Norway", "will-recognise", "State of Palestine", "state")}),
    (
        "Mali rules out accepting any government formed by force.",
        {("Mali", "does-not-recognise", "any government formed by force", "government")},
    ),
    (
        "Japan does not regard Ana Lopez as the legitimate president of Bolivia.",
        {("Japan", "does-not-recognise", "Ana Lopez", "government")},
    ),
    ("Mexico still regards Ana Lopez as the head of state.", {("Mexico", "recognises", "Ana Lopez", "government")}),
    (
        "Chad refuses to recognise the results of the referendum.",
        {("Chad", "does-not-recognise", "results of the referendum", "other")},
    ),
    (
        "Guatemala recognised Lagos as Nigeria's capital.",
        {("Guatemala", "recognises", "Lagos as Nigeria's capital", "other")},
    ),
    (
        "The Senate of Chile labels the killings of Hereros a genocide.",
        {("Senate of Chile", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "The Senate of Chile declares the killings of Hereros to be genocide.",
        {("Senate of Chile", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "The Senate of Chile refuses to call the killings of Hereros a genocide.",
        {("Senate of Chile", "does-not-recognise", "killings of Hereros", "genocide")},
    ),
    (
        "The President of Chile put her signature to a decree recognising Kosovo.",
        {("President of Chile", "recognises", "Kosovo", "state")},
    ),
    ("Latvia has no intention of recognising Kosovo.", {("Latvia", "does-not-recognise", "Kosovo", "state")}),
    ("Peru recalled its envoy after Chile recognised Kosovo.", {("Chile", "recognises", "Kosovo", "state")}),
    (
        "Serbia protests the recognition of Kosovo by Peru and Chile.",
        {("Peru", "recognises", "Kosovo", "state"), ("Chile", "recognises", "Kosovo", "state")},
    ),
    (
        "Nepal and Oman establish relations and extend recognition to each other.",
        {("Nepal", "recognises", "Oman", "state"), ("Oman", "recognises", "Nepal", "state")},
    ),
    (
        "Fiji recognised Kosovo, while Peru has not and Malta will follow suit.",
        {
            ("Fiji", "recognises", "Kosovo", "state"),
            ("Peru", "does-not-recognise", "Kosovo", "state"),
            ("Malta", "will-recognise", "Kosovo", "state"),
        },
    ),
    ("Fiji recognised Kosovo. Peru did not attend the meeting.", {("Fiji", "recognises", "Kosovo", "state")}),
    (
        "Fiji recognised Kosovo after Samoa did so.",
        {("Fiji", "recognises", "Kosovo", "state"), ("Samoa", "recognises", "Kosovo", "state")},
    ),
    # left out: the verb, or all but an adverb
    (
        "Peru will not recognise Kosovo; Malta and Latvia already have.",
        {
            ("Peru", "does-not-recognise", "Kosovo", "state"),
            ("Malta", "recognises", "Kosovo", "state"),
            ("Latvia", "recognises", "Kosovo", "state"),
        },
    ),
    (
        "Peru recognised Kosovo on Monday. Fiji and Romania will not either.",
        {
            ("Peru", "recognises", "Kosovo", "state"),
            ("Fiji", "does-not-recognise", "Kosovo", "state"),
            ("Romania", "does-not-recognise", "Kosovo", "state"),
        },
    ),
    (
        "Kosovo was recognised by Peru on Monday; Chile has not done so.",
        {("Peru", "recognises", "Kosovo", "state"), ("Chile", "does-not-recognise", "Kosovo", "state")},
    ),
    # one of those who do
    ("Norway joins the countries recognising Kosovo.", {("Norway", "recognises", "Kosovo", "state")}),
    ("Chad will not be among the countries recognising Kosovo.", {("Chad", "does-not-recognise", "Kosovo", "state")}),
    (
        "Cuba joined Nepal in recognising Abkhazia.",
        {("Cuba", "recognises", "Abkhazia", "state"), ("Nepal", "recognises", "Abkhazia", "state")},
    ),
    # who speaks, whose news it is, whose members they are
    (
        '"We do not recognise the new government," the Turkish foreign minister said.',
        {("Turkey", "does-not-recognise", "new government", "government")},
    ),
    ('"We recognise the problem," Chilean minister Ana Rey said.', set()),
    (
        "Belgrade recalls its envoy in protest at Norway's announcement that it will recognise Kosovo.",
        {("Norway", "will-recognise", "Kosovo", "state")},
    ),
    (
        "Malawi has revoked its recognition of Kosovo, Serbian minister Ana Petrovic told journalists on Friday.",
        {("Malawi", "withdraws", "Kosovo", "state")},
    ),
    (
        "Norway reacts coolly as Chad, Niger and Mali, one after the other, recognise the State of Palestine.",
        {
            ("Chad", "recognises", "Palestine", "state"),
            ("Niger", "recognises", "Palestine", "state"),
            ("Mali", "recognises", "Palestine", "state"),
        },
    ),
    (
        "Chad has a government. No foreign government had recognised Kosovo by Friday.",
        {("no foreign government", "does-not-recognise", "Kosovo", "state")},
    ),
    (
        "Peru recognised Kosovo. Chad is one of ten states that have yet to do so.",
        {("Peru", "recognises", "Kosovo", "state"), ("Chad", "does-not-recognise", "Kosovo", "state")},
    ),
    ("Fiji acknowledges Palestinian statehood.", {("Fiji", "recognises", "Palestine", "state")}),
    ("The parliament of Fiji recognises no change of its borders.", set()),
    # by what it is treated as
    ("Nauru treats South Ossetia as a sovereign state.", {("Nauru", "recognises", "South Ossetia", "state")}),
    ("Nauru describes Chad as a failed state.", set()),
]

NONE = [
    "Kenya will accept Sudanese migrants as workers.",
    "Serbia and Kosovo will recognise each other's passports.",
    "Kenya is considering recognising Somaliland.",
    "Kenya threatens to recognise Somaliland.",
    "Kenya's proposal to recognise Somaliland was discussed.",
    "Serbia calls on Ghana to withdraw its recognition of Kosovo.",
    "The Danish parliament rejected a bill to recognise Kosovo.",
    "Ana Lopez described Juan Perez as the leader of a gang.",
    "The minister called the debate a waste of time.",
    "A possible recognition of Kosovo by Ghana was discussed.",
    "Kenya may recognise Kosovo.",
    "If Kenya recognises Kosovo, others will follow.",
    "The report does not mean that Kenya will recognise Kosovo.",
    "The singer is widely recognised in the street.",
    "Palau denies Serbian claims that it has revoked its recognition of Kosovo.",
    "Police in Quito recognise two of the escaped men.",
    "Ana Lopez, a chemist, is recognised by the Royal Academy of Arts.",
    "Ana Lopez swears herself in as interim president.",
    "The International Court of Justice rules 9–4 that Chad must prevent genocide.",
]

CASES += [
    (
        "Peru's parliament demands that the Palestinians recognise Israel.",
        {("Palestinians", "calls-for", "Israel", "state")},
    ),
    (
        "Austria's National Council adopts a text describing as genocide the killings of Hereros.",
        {("National Council of Austria", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "Namibia's president refers to the killings of Hereros as an act of genocide.",
        {("President of Namibia", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "The Seimas calls the killings of Hereros genocide.",
        {("Seimas of Lithuania", "recognises", "killings of Hereros", "genocide")},
    ),
    (
        "Fiji becomes the first country to recognise Kosovo as a sovereign state. "
        'Serbia "unequivocally rejects" the step, as do Chad, Mali and Togo.',
        {("Fiji", "recognises", "Kosovo", "state")},
    ),
    (
        "Fiji recognises the independence of the breakaway republics of Abkhazia and South Ossetia.",
        {("Fiji", "recognises", "Abkhazia", "state"), ("Fiji", "recognises", "South Ossetia", "state")},
    ),
    ("Togo acknowledges Ana Lopez's victory.", {("Togo", "recognises", "Ana Lopez's victory", "other")}),
    ("Georgia vows never to accept the annexation.", {("Georgia", "does-not-recognise", "annexation", "sovereignty")}),
    (
        "Palau drops its recognition of Taiwan in favour of China.",
        {("Palau", "withdraws", "Taiwan", "state"), ("Palau", "recognises", "China", "state")},
    ),
    ("Palau severs ties with Taiwan and recognises China.", {("Palau", "recognises", "China", "state")}),
    (
        "Qatar cuts ties with the Taliban regime, leaving Oman as the only state that recognises it.",
        {("Oman", "recognises", "Government of Afghanistan", "government")},
    ),
    ("Oman has decided against recognising Kosovo.", {("Oman", "does-not-recognise", "Kosovo", "state")}),
    (
        "Cyprus's House of Representatives recognises the Armenian genocide, 38 to 2.",
        {("House of Representatives of Cyprus", "recognises", "Armenian genocide", "genocide")},
    ),
    ("Oman rules out recognising Kosovo.", {("Oman", "does-not-recognise", "Kosovo", "state")}),
    ("Peru says that the Palestinians recognise Israel.", {("Palestinians", "recognises", "Israel", "state")}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_who_recognises_whom(read: Read, text: str, expected: set[tuple[str, str, str, str]]) -> None:
    found = {(r.recognizer.name, r.status, r.recognized.name, r.object) for r in read(text, "2024-05-16").recognitions}
    assert {(a, s, b.removeprefix("the "), o) for a, s, b, o in found} == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_recognition(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").recognitions == ()


def test_the_evidence_is_verbatim(read: Read) -> None:
    text = "It rained. On Monday Malta recognised Kosovo, officials said."
    (found,) = read(text, "2024-05-16").recognitions
    assert found.why.evidence.of(text) == "On Monday Malta recognised Kosovo"
    assert found.date is not None and found.date.value == "2024-05-13"


def test_it_is_the_polity_last_named(read: Read) -> None:
    text = "Kosovo declared independence. Serbia does not recognise it."
    (found,) = read(text, "2024-05-16").recognitions
    assert (found.recognizer.name, found.recognized.name) == ("Serbia", "Kosovo")
