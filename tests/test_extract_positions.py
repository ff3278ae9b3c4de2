"""Positions: who supports or opposes what, told by verbs, votes, nouns, adjectives, judgements and diplomatic acts.

Each case is a sentence and the positions in it: holder, the first letter of the side (s, o, a for abstains), and words
of the target. Names are compared by their words; nothing else may be found.
"""

from __future__ import annotations

import pytest

from kg.types import Findings, Position
from tests.conftest import Read

Case = tuple[str, list[str]]

VOTES: list[Case] = [
    (
        "The General Assembly adopted the resolution by 120 votes to 4, with Belarus, Eritrea and Mali voting against.",
        ["Belarus o resolution", "Eritrea o resolution", "Mali o resolution"],
    ),
    (
        "The UN Security Council adopted a resolution on Haiti. China and India abstained.",
        ["China a resolution", "India a resolution"],
    ),
    (
        "Nauru, Palau and Tuvalu voted against the resolution.",
        ["Nauru o resolution", "Palau o resolution", "Tuvalu o resolution"],
    ),
    ("The Security Council adopted the resolution 14–0, with Pakistan abstaining.", ["Pakistan a resolution"]),
    ("With Turkey abstaining, the Council of Europe adopted the convention.", ["Turkey a convention"]),
    (
        "The Council adopted the text with two against (Cuba and Nicaragua) and two abstentions (Kenya and Malaysia).",
        ["Cuba o text", "Nicaragua o text", "Kenya a text", "Malaysia a text"],
    ),
    (
        "The Security Council rejected the draft resolution, with two members (Algeria and Guyana) voting against and "
        "three (Ghana, Japan and Malta) abstaining.",
        ["Algeria o draft", "Guyana o draft", "Ghana a draft", "Japan a draft", "Malta a draft"],
    ),
    ("The Dáil passed the bill. Jon Berg was the sole dissenter.", ["Jon Berg o bill"]),
    (
        "The Senate of Australia approved the motion. Senator Mary Holt was the only senator to oppose it.",
        ["Mary Holt o motion"],
    ),
    ("Senator Jo Hale cast the only vote against the bill.", ["Jo Hale o bill"]),
    ("The resolution was adopted. Fiji and Samoa voted no.", ["Fiji o resolution", "Samoa o resolution"]),
    ("Peru and the European Parliament reject the plan.", ["Peru o plan", "European Parliament o plan"]),
    ("Germany and Italy abstained in the vote.", ["Germany a vote", "Italy a vote"]),
    ("Bolivia votes against the motion while Ecuador votes in favor.", ["Bolivia o motion", "Ecuador s motion"]),
    ("Hungary voted in favour of a motion to reject the treaty.", ["Hungary o treaty"]),
    ("Norway will vote for the resolution, the foreign minister said.", ["Norway s resolution"]),
    (
        "Republican Senators Bo Hart and Lee Finn joined Democrats in voting against the nomination.",
        ["Bo Hart o nomination", "Lee Finn o nomination", "Democrats o nomination"],
    ),
    ("The Knesset approved the law 61–0, with opposition lawmakers boycotting the session.", ["opposition o session"]),
    ("The main opposition boycotts the vote on the budget.", ["opposition o vote"]),
    ("The draft resolution was vetoed by Russia and China.", ["Russia o draft", "China o draft"]),
    ("President Andrzej Kowal vetoed the bill on Monday.", ["Andrzej Kowal o bill"]),
    ("U.S. President George Hill threatens to veto the legislation.", ["George Hill o legislation"]),
    ("A majority of Swiss voters reject the initiative.", ["Swiss voters o initiative"]),
    ("305 French senators voted for the resolution.", []),
    ("Nine council members voted against the text, with two abstaining.", []),
    ("Lawmakers voted 120–30 for the bill.", []),
    ("No Republicans voted for the bill.", []),
    ("Mali did not take part in the vote.", []),
]

VERBS: list[Case] = [
    ("Kenya condemns the coup in Sudan.", ["Kenya o coup"]),
    ("The attack was condemned by Iran and Syria.", ["Iran o attack", "Syria o attack"]),
    (
        "The resolution has been welcomed by Ukraine and denounced by Russia.",
        ["Ukraine s resolution", "Russia o resolution"],
    ),
    (
        "The decision has been criticised by Amnesty International and by the Council of Europe.",
        ["Amnesty International o decision", "Council of Europe o decision"],
    ),
    (
        "South Korea, Brazil, and Japan condemned the attack on the embassy.",
        ["South Korea o attack", "Brazil o attack", "Japan o attack"],
    ),
    (
        "Turkey, the European Union, and India welcome the agreement.",
        ["Turkey s agreement", "European Union s agreement", "India s agreement"],
    ),
    (
        "The bill is supported by President Obi but opposed by labour unions.",
        ["Obi s bill", "labour unions o bill"],
    ),
    ("Opposition leader Maria Luz criticised the government for raising taxes.", ["Maria Luz o government"]),
    ("Iraq opposed a resolution against Syria.", ["Iraq o resolution against Syria"]),
    ("Japan refused to support the resolution.", ["Japan o resolution"]),
    ("Slovakia refuses to ratify the treaty.", ["Slovakia o treaty"]),
    ("Estonia pledged to support the proposal.", ["Estonia s proposal"]),
    ("Ghana continues to support the peace plan.", ["Ghana s peace plan"]),
    ("Germany says it does not support the invasion.", ["Germany o invasion"]),
    ("The Greens came out in favour of the treaty.", ["Greens s treaty"]),
    ("The Greens came out against the treaty.", ["Greens o treaty"]),
    ("Former president Luis Vega endorsed Rosa Diaz for president.", ["Luis Vega s Rosa Diaz"]),
    ("China warns against the sale of weapons to Taiwan.", ["China o sale"]),
    ("Hundreds of farmers gathered in Delhi to protest the bill.", ["Hundreds of farmers o bill"]),
    ("Tens of thousands of people demonstrated in Prague against the government.", ["Tens of thousands o government"]),
    (
        "Thousands of people rally in Minsk in support of President Viktor Orlov.",
        ["Thousands of people s Viktor Orlov"],
    ),
    ("Hungary vetoes a European Union statement criticising Israel.", ["Hungary o statement"]),
    ("Turkey strongly opposes Greece acting as a go-between.", ["Turkey o acting"]),
    ("Chile did not condemn the coup.", []),
    ("Spain stopped short of condemning the raid.", []),
    ("Iran accused Israel of supporting the rebels.", []),
    ("Mexico was criticised for backing the junta.", []),
    ("If Japan supports the motion, it will pass.", []),
    ("Ireland may oppose the treaty.", []),
    ("The law prevents the council from opposing the plan.", []),
    ("The Prime Minister dismissed Finance Minister Ana Roy.", []),
    ("The Senate of Italy approved the budget.", []),
    ("The Senate of Italy rejected the budget 120–90.", []),
]

TEXTS: list[Case] = [
    ("The Bundestag passed a resolution condemning the crackdown in Iran.", ["Bundestag o crackdown"]),
    ("The European Parliament votes to condemn Hungary over the law.", ["European Parliament o Hungary"]),
    ("The Knesset approved a motion to denounce the ruling.", ["Knesset o ruling"]),
    ("The US Senate passed a resolution to condemn and undo tariffs on Peru.", ["Senate o tariffs"]),
    ("The Italian Senate passes a motion in support of Ukraine.", ["Senate s Ukraine"]),
    ("The Arab League issues a statement condemning the strike.", ["Arab League o strike"]),
    (
        "Russia vetoes a UN Security Council resolution condemning the shelling.",
        ["Russia o resolution"],
    ),
    ("The parliament of Chad passes a land bill, criticised by the Toro kingdom.", ["Toro kingdom o land bill"]),
]

NOUNS: list[Case] = [
    ("The Sejm adopts the law despite opposition from the European Commission.", ["European Commission o law"]),
    ("The parliament of Georgia approved the bill amid protests by students.", ["students o bill"]),
    ("The Senate of Chile passed the bill over the objections of the White House.", ["United States o bill"]),
    (
        "Despite opposition from Pakistan, Cuba and Peru, the Senate adopts the plan.",
        ["Pakistan o plan", "Cuba o plan", "Peru o plan"],
    ),
    ("The law drew criticism from the United Nations.", ["United Nations o law"]),
    ("The bill was met with opposition from trade unions.", ["trade unions o bill"]),
    ("Kenya expressed its support for the resolution.", ["Kenya s resolution"]),
    ("Malta pledged support for the mission.", ["Malta s mission"]),
    ("Egypt's criticism of the dam continues.", ["Egypt o dam"]),
    ("The bill won the support of the Greens.", ["Greens s bill"]),
    ("The Liberals withdraw their support for the bill.", ["Liberal o bill"]),
    ("Opposition MPs walked out in protest at the bill.", ["Opposition MPs o bill"]),
    ("Senator Paul Ray, a vocal critic of the treaty, resigned.", ["Paul Ray o treaty"]),
    ("Switzerland is opposed to the sanctions.", ["Switzerland o sanctions"]),
    ("Austria is against the plan.", ["Austria o plan"]),
    ("Both parties are in favour of the change.", ["parties s change"]),
    ("Poland remains sceptical of the proposal.", ["Poland o proposal"]),
    ("Peru has been supportive of the mission.", ["Peru s mission"]),
    ("Nobody expressed support for the plan.", []),
    ("There was no opposition from Japan to the plan.", []),
    ("The prime minister seeks the king's support for the plan.", []),
]

DIPLOMACY: list[Case] = [
    ("India summoned the Chinese ambassador over the resolution.", ["India o resolution"]),
    ("Pakistan summons the Afghan chargé d'affaires to protest the attack.", ["Pakistan o attack"]),
    ("Serbia recalled its ambassador from Berlin in protest at the vote.", ["Serbia o vote"]),
    (
        'Serbia condemned the motion as an "outrageous act" and recalled its ambassador. Malta welcomed it.',
        ["Serbia o motion", "Malta s motion"],
    ),
    ("Serbia condemned the vote. Malta welcomed it.", ["Serbia o vote", "Malta s vote"]),
    ("Algeria lodged a protest with Spain over the decision.", ["Algeria o decision"]),
    (
        "The Foreign Ministry of Niger presented a note of protest to the envoy in connection with the resolution.",
        ["Niger o resolution"],
    ),
    ("The French ambassador was summoned to the Foreign Ministry of Mali over the vote.", ["Mali o vote"]),
    ("Iran summons the British ambassador.", []),
]

JUDGEMENTS: list[Case] = [
    (
        "The Polish parliament adopted the resolution. The Russian foreign ministry said the resolution was biased.",
        ["Russia o resolution"],
    ),
    ("The Knesset passed the law. Opposition leader Dan Katz called it a disgrace.", ["Dan Katz o law"]),
    ('Foreign Minister Ali Reza described the resolution as "illegal and provocative".', ["Ali Reza o resolution"]),
    ("Prime Minister Nils Aho hailed the treaty as historic.", ["Nils Aho s treaty"]),
    (
        'The Senate of Togo adopted a resolution. "The resolution breaches all law," the Chinese embassy said.',
        ["China o resolution"],
    ),
    ("President Ida Berg said the treaty will not help anyone.", ["Ida Berg o treaty"]),
    ("Minister Ola Vik said the treaty is not harmful.", ["Ola Vik s treaty"]),
    ("Angola considers the decision a provocation.", ["Angola o decision"]),
    ("The president said the resolution was adopted on Monday.", []),
]

GROUPS = {
    "votes": VOTES,
    "verbs": VERBS,
    "texts": TEXTS,
    "nouns": NOUNS,
    "diplomacy": DIPLOMACY,
    "judgements": JUDGEMENTS,
}
CASES = [
    pytest.param(text, held, id=f"{group}: {text[:50]}") for group, cases in GROUPS.items() for text, held in cases
]


def tells(position: Position, expected: str) -> bool:
    """True if a position is the one that "holder s target" describes."""
    before, side, goal = next(p for s in "soa" if (p := expected.partition(f" {s} "))[1])
    named = before.lower() in position.holder.name.lower()
    return named and position.stance[0] == side.strip() and goal.lower() in position.target.text.lower()


def sides(found: Findings) -> list[str]:
    return [f"{p.holder.name} {p.stance[0]} {p.target.text} ({p.why.rule})" for p in found.positions]


def check(read: Read, text: str, expected: list[str]) -> None:
    """The positions of a text are those expected, each once, and no others."""
    found = read(text, "2021-03-04")
    left = list(found.positions)
    for one in expected:
        match = next((p for p in left if tells(p, one)), None)
        assert match is not None, f"no {one!r} among {sides(found)}"
        left.remove(match)
    assert not left, sides(found)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_is_for_or_against_what(read: Read, text: str, expected: list[str]) -> None:
    check(read, text, expected)


# --- what a position refers to ----------------------------------------------------------------------------------


def test_a_body_is_of_one_mind_with_its_text_and_the_text_is_named(read: Read) -> None:
    found = read("The Bundestag passed a resolution condemning the crackdown in Iran.", "2021-03-04")
    (held,) = found.positions
    assert held.measure == found.decisions[0].measure
    assert (held.holder.kind, held.act) == ("chamber", "Condemn")


def test_a_person_speaks_for_an_office(read: Read) -> None:
    (held,) = read("Ghanaian Foreign Minister Kofi Mensah rejected the resolution.", "2021-03-04").positions
    assert held.holder.name == "Kofi Mensah"
    assert held.on_behalf is not None
    assert held.on_behalf.name == "Ministry of Foreign Affairs of Ghana"


def test_the_measure_meant_by_its_adoption(read: Read) -> None:
    text = "The Seimas adopted a resolution on Tibet. The adoption of the resolution was condemned by China."
    found = read(text, "2021-03-04")
    (held,) = found.positions
    assert held.target.measures == (found.decisions[0].measure,)


RECOGNITION = (
    "The Spanish Congress adopted a resolution calling on the government to recognise Palestine as a state. "
    "Spanish Foreign Minister Luis Cano rejected the recognition call."
)


def test_a_bare_recognition_is_the_one_last_spoken_of(read: Read) -> None:
    held = next(p for p in read(RECOGNITION, "2021-03-04").positions if p.holder.name == "Luis Cano")
    issue = held.target.issue
    assert held.target.kind == "recognition"
    assert issue is not None
    assert issue.recognizer is not None
    assert (issue.recognized.polity, issue.recognizer.polity) == ("PS", "ES")


def test_whose_recognition_of_whom(read: Read) -> None:
    (held,) = read("Serbia condemned Norway's recognition of Kosovo.", "2021-03-04").positions
    issue = held.target.issue
    assert issue is not None
    assert issue.recognizer is not None
    assert (issue.recognized.polity, issue.recognizer.polity) == ("XK", "NO")


# --- declared non-recognition -----------------------------------------------------------------------------------


def declared(found: Findings) -> list[tuple[str, str | None]]:
    held = [p for p in found.positions if p.act == "DeclineToRecognize"]
    assert all(p.stance == "opposes" for p in held)
    return [(p.holder.name, p.target.issue.recognized.polity if p.target.issue else None) for p in held]


def test_an_organ_that_says_its_polity_does_not_recognise(read: Read) -> None:
    found = read("Chile does not recognise Kosovo, the Chilean foreign ministry said.", "2021-03-04")
    assert declared(found) == [("Ministry of Foreign Affairs of Chile", "XK")]


def test_the_government_whose_position_is_recalled(read: Read) -> None:
    text = (
        "A Chilean foreign ministry spokesman said: “In the debate, the minister recalled the Chilean government's "
        "position: Chile does not recognise Kosovo.”"
    )
    assert {name for name, _ in declared(read(text, "2021-03-04"))} == {
        "Ministry of Foreign Affairs of Chile",
        "Government of Chile",
    }


@pytest.mark.parametrize(
    "text",
    ["Chile does not recognise Kosovo.", "Serbia's foreign ministry said that Chile does not recognise Kosovo."],
    ids=["a narrator", "another state"],
)
def test_what_others_report_is_no_declaration(read: Read, text: str) -> None:
    assert declared(read(text, "2021-03-04")) == []


# --- diplomatic acts --------------------------------------------------------------------------------------------


def test_an_act_has_its_addressee_and_its_reason(read: Read) -> None:
    (act,) = read("India summoned the Chinese ambassador over the resolution.", "2021-03-04").acts
    assert (act.actor.name, act.act) == ("India", "Summon")
    assert act.target is not None
    assert act.target.kind == "measure"


# --- evidence ---------------------------------------------------------------------------------------------------


def test_evidence_takes_in_holder_and_target(read: Read) -> None:
    text = "The Council approved the mission 14–0, with Pakistan abstaining, on Monday."
    (held,) = read(text, "2021-03-04").positions
    words = held.why.evidence.of(text)
    assert "Pakistan" in words
    assert "mission" in words
    assert held.why.sentence.covers(held.why.evidence)


def test_recognition_in_general_is_nobodys_in_particular(read: Read) -> None:
    told = "Russia refuses to recognise Kosovo. "
    for sentence, by in (
        ("Spain opposes recognition of Kosovo.", None),
        ("Spain opposes the recognition of Kosovo.", "Russia"),
        ("Spain opposes recognition of Kosovo by Peru.", "Peru"),
    ):
        (position,) = (p for p in read(told + sentence, "2024-05-16").positions if p.holder.name == "Spain")
        issue = position.target.issue
        assert issue is not None
        assert (issue.recognizer.name if issue.recognizer else None) == by


@pytest.mark.parametrize("verb", ["rejected", "voted down"])
def test_a_chamber_that_turns_something_down_decides_and_takes_no_side_besides(read: Read, verb: str) -> None:
    found = read(f"The Senate of Chile {verb} the ceasefire.", "2031-05-08")
    assert [d.outcome for d in found.decisions] == ["rejected"] and found.positions == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru blocked a joint Chilean statement that criticised the vote.", ["Peru o a joint"]),
        ("Peru joined Chile and its partners in condemning the coup.", ["Peru o the coup", "Chile o the coup"]),
        ("The Nordic Council (Norway, Sweden and Finland) condemned the coup.", ["Nordic Council o the coup"]),
        (
            "The poll, hailed in Lima as a triumph, was criticised by Chad.",
            ["Peru s The poll", "Chad o The poll"],
        ),
        ("The dam, to which Egypt objects, opened on Monday.", ["Egypt o The dam"]),
        ("The plan failed as it was opposed by Peru.", ["Peru o The plan"]),
        ("Peru voiced anger after Chilean ships sailed past a reef.", ["Peru o after Chilean ships"]),
        ("Peru said the elections were neither free nor fair.", ["Peru o the elections"]),
        ("The plan draws the ire of Quito and of Lima.", ["Ecuador o The plan", "Peru o The plan"]),
        ("Several, including Peru, welcomed the ruling.", ["Peru s the ruling"]),
        ("Peru recognised Kosovo, prompting Serbia to sever ties with Lima.", ["Serbia o Peru recognised"]),
        ("Peru recalled its envoy, furious at the vote.", ["Peru o the vote"]),
        ("Peru recalled its ambassador following the vote.", ["Peru o the vote"]),
        ('Peruvian officials called the move "grave".', ["officials o the move"]),
        ("Peru faced condemnation from an array of regional powers.", ["powers o Peru"]),
        ("Peru vetoed a text on May 4, 2012 that condemns the coup.", ["Peru o a text"]),
        ("Peru rejects the plan, saying that the text paves the way for a split.", ["Peru o the plan"]),
        ("Chad criticised the raid, rejecting troops offered by Peru.", ["Chad o the raid", "Chad o troops"]),
    ],
)
def test_states_that_take_sides_in_other_words(read: Read, text: str, expected: list[str]) -> None:
    found = read(text, "2021-03-04")
    assert all(any(tells(p, case) for p in found.positions) for case in expected), sides(found)
    assert len(found.positions) == len(expected), sides(found)


def test_thanks_for_what_is_certain_are_a_side(read: Read) -> None:
    (found,) = read("Peru thanked Chile for the ceasefire.", "2031-05-08").positions
    assert (found.stance, found.act) == ("supports", "Thank")


@pytest.mark.parametrize(
    ("name", "stance", "entry"),
    [
        ("a step back to the days of war", "opposes", "step back"),
        ("a step backwards", "opposes", "step backwards"),
        ("a milestone", "supports", "milestone"),
        ("a setback", "opposes", "setback"),
    ],
)
def test_steps_may_lead_back_and_the_word_of_judgement_is_told(read: Read, name: str, stance: str, entry: str) -> None:
    (held,) = read(f"Ana Poe called the law {name}.", "2021-03-04").positions
    assert held.stance == stance and held.why.trace is not None and held.why.trace.entry is not None
    assert held.why.trace.entry.form == entry
