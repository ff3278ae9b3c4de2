"""Statements, read from whole sentences by the real pipeline: who says what, by which word, and in what tone."""

from __future__ import annotations

import pytest

from kg.types import Statement
from tests.conftest import Read

Said = tuple[str | None, str, str]


def told(read: Read, text: str) -> list[Said]:
    """Speaker, cue and content of every statement, in text order."""
    found = read(text, "2019-05-14").statements
    return [(s.speaker.name if s.speaker else None, s.cue, s.content.of(text)) for s in found]


def only(read: Read, text: str) -> Statement:
    (statement,) = read(text, "2019-05-14").statements
    return statement


MOLDOVA = "Ministry of Foreign Affairs of Moldova"
KENYA = "Ministry of Foreign Affairs of Kenya"

INDIRECT = [
    (
        'Kenyan foreign minister Raila Mwangi said that the treaty was "a gift to smugglers".',
        [("Raila Mwangi", "say", 'the treaty was "a gift to smugglers"')],
    ),
    (
        "The Senate's decision is illegal, the Kenyan Foreign Ministry said on Tuesday.",
        [(KENYA, "say", "The Senate's decision is illegal")],
    ),
    (
        "As before, Kenya will stay in the talks, despite the vote, the Kenyan Foreign Ministry has said.",
        [(KENYA, "say", "As before, Kenya will stay in the talks, despite the vote")],
    ),
    (
        "The law, Kenyan minister Raila Mwangi said, was unconstitutional.",
        [("Raila Mwangi", "say", "The law, Kenyan minister Raila Mwangi said, was unconstitutional")],
    ),
    (
        "Raila Mwangi, the Kenyan minister, condemned the resolution and said it would not be implemented.",
        [("Raila Mwangi", "say", "it would not be implemented")],
    ),
    (
        "The Moldovan Foreign Ministry summoned the ambassador, adding that the resolution was unacceptable.",
        [(MOLDOVA, "add", "the resolution was unacceptable")],
    ),
    (
        "Chisinau was told by the Kenyan Foreign Ministry that the vote would go ahead.",
        [(KENYA, "tell", "the vote would go ahead")],
    ),
    (
        "Raila Mwangi told the BBC that Tanzania was lying.",
        [("Raila Mwangi", "tell", "Tanzania was lying")],
    ),
    (
        "North Korea claims that it has tested a bomb, drawing condemnation from Seoul.",
        [("North Korea", "claim", "it has tested a bomb")],
    ),
    (
        "French minister Paul Roux says that the attacker has been found, after police raid homes in Lyon.",
        [("Paul Roux", "say", "the attacker has been found")],
    ),
    (
        "The bill's sponsors argued the law would save lives; opponents said it would cost jobs.",
        [("bill's sponsors", "argue", "the law would save lives"), ("opponents", "say", "it would cost jobs")],
    ),
]

INDIRECT += [
    ("Raila Mwangi was quoted as saying that Chad would sign.", [("Raila Mwangi", "say", "Chad would sign")]),
    (
        "Radio Two quoted Raila Mwangi as saying the coup had been foiled.",
        [("Raila Mwangi", "say", "the coup had been foiled")],
    ),
    (
        "The government of Chad said on Sunday it regretted the decision.",
        [("Government of Chad", "say", "it regretted the decision")],
    ),
    (
        "Raila Mwangi told a briefing that Chad regarded the text as void.",
        [("Raila Mwangi", "tell", "Chad regarded the text as void")],
    ),
]

DIRECT = [
    (
        '"We will not sign this text," said Mwangi, the Kenyan foreign minister.',
        [("Mwangi", "say", "We will not sign this text")],
    ),
    (
        'Spokesman Tarek Aziz said: "We reject this resolution completely."',
        [("Tarek Aziz", "say", "We reject this resolution completely.")],
    ),
    (
        '"The vote is void. It has no legal force," Spanish minister Pilar Sanz told reporters in Madrid.',
        [("Pilar Sanz", "tell", "The vote is void. It has no legal force")],
    ),
    (
        '"The vote is void," Spanish minister Pilar Sanz told reporters. "It has no force. We will ignore it."',
        [("Pilar Sanz", "tell", "The vote is void"), ("Pilar Sanz", "tell", "It has no force. We will ignore it.")],
    ),
    (
        '"We are not at war," the minister of Chad added, "but we must be ready."',
        [("Minister of Chad", "add", '"We are not at war," the minister of Chad added, "but we must be ready."')],
    ),
    (
        "“This is a dark day,” wrote opposition leader Maria Kova.",
        [("Maria Kova", "write", "This is a dark day")],
    ),
    ('"Shame!" shouted opposition deputies.', [("opposition deputies", "shout", "Shame!")]),
    (
        'President Rojas spoke first. "We will rebuild," he told the broadcaster.',
        [("Rojas", "tell", "We will rebuild")],
    ),
    (
        'Minister Ana Sol visited the camp. "Even Bruno Diaz, a friend, fears it," she added.',
        [("Ana Sol", "add", "Even Bruno Diaz, a friend, fears it")],
    ),
]

OTHER_CUES = [
    (
        "According to the Portuguese government, the convention violates the constitution.",
        [("Government of Portugal", "according to", "the convention violates the constitution")],
    ),
    (
        "The convention violates the constitution, according to a spokesman for the Portuguese government.",
        [("Government of Portugal", "according to", "The convention violates the constitution")],
    ),
    (
        'As Kenyan minister Raila Mwangi put it, "the house is on fire".',
        [("Raila Mwangi", "put", "the house is on fire")],
    ),
    (
        "Japan rejected claims by South Korea that the islands are disputed.",
        [("South Korea", "claim", "the islands are disputed")],
    ),
    (
        "Raila Mwangi's warning that the talks would fail was ignored.",
        [("Raila Mwangi", "warning", "the talks would fail")],
    ),
    (
        "The foreign ministry of Kenya drew attention to the fact that the Senate had adopted it.",
        [(KENYA, "draw", "the Senate had adopted it")],
    ),
    # a text that asks in its own words speaks; of one who asks it is told what is demanded
    (
        'The resolution calls on Chad to "end its attacks on the camp".',
        [(None, "call", 'to "end its attacks on the camp"')],
    ),
    ('Kenya called on Chad to "end its attacks on the camp".', []),
    ('The Portuguese president, Rita Nunes, urged both sides to "step back from the brink".', []),
    ('Ola Dahl told Chad to "open the two border posts".', [("Ola Dahl", "tell", "open the two border posts")]),
    ('Foreign Minister Ola Dahl asks Chad to "open the two border posts".', []),
]

ACCUSED_AND_NAMED = [
    ("Norway accused Iceland of breaking the agreement.", [("Norway", "accuse", "breaking the agreement")]),
    (
        "Norway has accused both neighbours of backing the rebels.",
        [("Norway", "accuse", "backing the rebels")],
    ),
    (
        "Norway blamed Iceland for the collapse of the talks.",
        [("Norway", "blame", "the collapse of the talks")],
    ),
    (
        "Norway blamed the attack on Iceland's navy.",
        [("Norway", "blame", "the attack on Iceland's navy")],
    ),
    ('Norway called the vote "a shameful farce".', [("Norway", "call", 'the vote "a shameful farce"')]),
    (
        'The parliament adopted the text, with Prime Minister Ion Popa calling it "historic".',
        [("Ion Popa", "call", 'it "historic"')],
    ),
    ("Cuba described the law as a blow to free speech.", [("Cuba", "describe", "a blow to free speech")]),
    (
        "Transparency International and three more charities describe it as a purge.",
        [("Transparency International", "describe", "it as a purge")],
    ),
    ("Cuba expressed concern over the arrests.", [("Cuba", "express", "the arrests")]),
]

ACTS_OF_SPEECH = [
    ("Ghana threatened to recall its ambassador.", [("Ghana", "threaten", "to recall its ambassador")]),
    ("Ghana vowed not to recognise the new rulers.", [("Ghana", "vow", "not to recognise the new rulers")]),
    ("Canada announced the closure of its embassy.", [("Canada", "announce", "the closure of its embassy")]),
    ("Spain denied any involvement in the campaign.", [("Spain", "deny", "any involvement in the campaign")]),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT + DIRECT + OTHER_CUES + ACCUSED_AND_NAMED + ACTS_OF_SPEECH)
def test_what_is_said_and_by_whom(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


HELD = [
    ("Chile's foreign minister brands it a disgrace.", [("Foreign Minister of Chile", "brand", "a disgrace")]),
    ("Nepal deems the election unlawful.", [("Nepal", "deem", "the election unlawful")]),
    ('Kenya finds the plan "abhorrent".', [("Kenya", "find", 'the plan "abhorrent"')]),
    ('Bolivia sees in it "a first step".', [("Bolivia", "see", "a first step")]),
    ("Ghana made it clear that the border stays shut.", [("Ghana", "make", "the border stays shut")]),
    ("Oslo let it be known that it would not sign.", [("Norway", "let", "it would not sign")]),
    ("The mayor, Ana Rojas, greeted the vote as a milestone.", [("Ana Rojas", "greet", "a milestone")]),
    ("Ana Rojas, who likened the plan to a raid, left.", [("Ana Rojas", "liken", "the plan to a raid")]),
    ("Zambia holds Malawi responsible for the leak.", [("Zambia", "hold", "Malawi responsible for the leak")]),
    ("Ana Rojas puts the number of dead at 40.", [("Ana Rojas", "put", "the number of dead at 40")]),
    ("Nepal charged India with breaking the pact.", [("Nepal", "charge", "breaking the pact")]),
    ('Ana Rojas thanked Peru for "coming to its senses".', [("Ana Rojas", "thank", "coming to its senses")]),
    ('Togo spoke of a "blatant lie".', [("Togo", "speak", 'a "blatant lie"')]),
    ("Benin rules out joining the pact.", [("Benin", "rule", "joining the pact")]),
    ("Austria has owned up to a secret fund.", [("Austria", "own", "a secret fund")]),
    ('The plan is "a farce", in the words of senator Ana Rojas.', [("Ana Rojas", "word", 'The plan is "a farce"')]),
    ("In the minister's view, the plan is a farce.", [("minister", "view", "the plan is a farce")]),
    ('"We have waited," grumbled a Chilean diplomat.', [("Chilean diplomat", "grumble", "We have waited")]),
]

WHERE_IT_ENDS = [
    ('"The road is shut." Nobody in Bern complained.', []),
    ("Police said a man was held after a shop burned.", [("Police", "say", "a man was held after a shop burned")]),
    ("Peru says it will sue after the court ruled against it.", [("Peru", "say", "it will sue")]),
    (
        "The mayor said the bridge was closed, adding to delays, and that buses would run.",
        [("mayor", "say", "the bridge was closed, adding to delays, and that buses would run")],
    ),
    (
        "Thieves made off with 40 paintings from a villa, Italian police said on Monday.",
        [("Italian police", "say", "Thieves made off with 40 paintings from a villa")],
    ),
    (
        "Chad is selling its fleet, Bloomberg reported, giving no figures.",
        [("Bloomberg", "report", "Chad is selling its fleet")],
    ),
    (
        "The Commission would not say when, but noted that the law was old.",
        [("Commission", "note", "the law was old")],
    ),
    (
        'The shop burned at 4 a.m. "It was loud," recalled Amir Haddad, a baker.',
        [("Amir Haddad", "recall", "It was loud")],
    ),
    (
        "The bill is dead, according to a memo seen by reporters.",
        [("memo", "according to", "The bill is dead")],
    ),
]

#: Phrases whose last words the parser hung on the cue, bodies that find, who is behind a text, and quoted words elsewhere.
WHOLE_PHRASES = [
    (
        "Chad warns of a return to war unless Sudan pays.",
        [("Chad", "warn", "a return to war unless Sudan pays")],
    ),
    (
        "Kenya announces changes in the guard to calm the markets.",
        [("Kenya", "announce", "changes in the guard to calm the markets")],
    ),
    ("A commission finds that the vote was lawful.", [("commission", "find", "the vote was lawful")]),
    (
        "A report by the water committee says the dam is unsafe.",
        [("water committee", "say", "the dam is unsafe")],
    ),
    (
        "The dam is unsafe, says an audit made by Crown Engineers.",
        [("Crown Engineers", "say", "The dam is unsafe")],
    ),
    (
        'Peru recalls its envoys from Chad, whose army it describes as "lawless".',
        [("Peru", "describe", "lawless")],
    ),
    ("Kenya's envoy, Ana Mora, will announce the budget on Monday.", []),
    ("Chad claims responsibility for the raid.", [("Chad", "claim", "responsibility for the raid")]),
    ("Chad confirms the death of its founder.", [("Chad", "confirm", "the death of its founder")]),
    ("Chad warns against any attack on its ships.", [("Chad", "warn", "any attack on its ships")]),
    ("Peru says that Chad is to blame for the flood.", [("Peru", "say", "Chad is to blame for the flood")]),
    ("Peru is making it clear it would not let the bank close.", [("Peru", "make", "it would not let the bank close")]),
    (
        "Peru announces sanctions on Chad in retaliation for an attack on the embassy in Lima.",
        [("Peru", "announce", "sanctions on Chad in retaliation for an attack on the embassy in Lima")],
    ),
]

#: Verbs in "-s" that look like nouns: in relative clauses, and before what is voiced.
CUES_LIKE_NOUNS = [
    (
        "The court shuts the dam, which the Minority claims was never safe.",
        [("Minority", "claim", "was never safe")],
    ),
    (
        'Chad orders the envoy to leave, a step that Norway terms "deeply regrettable".',
        [("Norway", "term", "deeply regrettable")],
    ),
    (
        "Reporters Without Borders voices alarm at the jailing of a writer.",
        [("Reporters", "voice", "the jailing of a writer")],
    ),
    ("Chad expresses concern that the dam is unsafe.", [("Chad", "express", "the dam is unsafe")]),
    # what somebody is asked to say is not yet said, and what one declares and orders is done
    ("A senator demands that the commission explain how it fell.", []),
    ("Chad's president declares a state of emergency and orders the army to guard the port.", []),
]

#: Quotations without a cue of their own.
WITHOUT_A_CUE = [
    (
        'Ana Mora says it will be hard. "The history of such votes is bad. It depends on turnout."',
        [
            ("Ana Mora", "say", "it will be hard"),
            ("Ana Mora", "say", "The history of such votes is bad. It depends on turnout."),
        ],
    ),
    (
        'Ana Mora stressed that the port is shut: "Nobody goes in."',
        [("Ana Mora", "stress", "the port is shut"), ("Ana Mora", "stress", "Nobody goes in.")],
    ),
    ('Minister Ana Mora, in Lima: "The port is shut."', [("Ana Mora", "say", "The port is shut.")]),
    ('The speaker, Ana Mora, opened the session. "We are late now."', []),
]

UNKNOWN_SPEAKERS = [
    ("A survey suggests that most voters are undecided.", [("survey", "suggest", "most voters are undecided")]),
    ("One of the guards said the gate was open.", [("One of the guards", "say", "the gate was open")]),
    (
        'The gardener said that the gate was open. "I saw it," he added.',
        [("gardener", "say", "the gate was open"), ("gardener", "add", "I saw it")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), HELD + WHERE_IT_ENDS + WHOLE_PHRASES + CUES_LIKE_NOUNS + WITHOUT_A_CUE + UNKNOWN_SPEAKERS
)
def test_what_is_held_named_or_put_by_other_means(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


SILENCE = [
    "Police found him dead in a flat in Lima.",
    "Peru put the treaty to a vote.",
    "The clerk put the file at the end of the shelf.",
    "Ana Rojas thanked Peru for its help.",
    "The union took the hall as a base.",
    "Peru finds the money in the budget.",
    "Chad voted no; the embassy sighs with relief.",
    "Chad is expected to close the border.",
    "The opposition hopes that the bill will fail.",
    "The prime minister of Chad declined to comment.",
    "Chad refused to say whether it would act.",
    "Chad could say that it was deceived.",
    "Chad's minister did not say when the vote would take place.",
    "Spain denied entry to the deputies.",
    "The president of Peru declared a state of emergency on Friday.",
    "Peru called on Chad to withdraw its forces.",
    "The government of Peru is believed to be considering a veto.",
    'Peruvian voters reject a proposal known as "Plan 12".',
    "The parliament of Peru adopted a law declaring the lake a park.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_no_statement(read: Read, text: str) -> None:
    assert told(read, text) == []


def test_speech_goes_on_with_the_cue_above_what_is_said(read: Read) -> None:
    text = (
        "Kenyan minister Raila Mwangi says Chad will not keep the treaty, accusing it of theft and vowing to respond."
    )
    assert told(read, text) == [
        ("Raila Mwangi", "say", "Chad will not keep the treaty"),
        ("Raila Mwangi", "accuse", "theft"),
        ("Raila Mwangi", "vow", "to respond"),
    ]


def test_a_coordinated_verb_of_speech_is_not_part_of_what_is_said(read: Read) -> None:
    text = "Raila Mwangi noted that the House did not ratify the border, and mentioned a possible route to the court."
    assert told(read, text) == [
        ("Raila Mwangi", "note", "the House did not ratify the border"),
        ("Raila Mwangi", "mention", "a possible route to the court"),
    ]


def test_each_named_speaker_makes_the_statement(read: Read) -> None:
    text = "French president Luc Morel and German chancellor Jana Weiss met in Lille. They said sanctions would follow."
    assert [speaker for speaker, _, _ in told(read, text)] == ["Luc Morel", "Jana Weiss"]


def test_a_quoted_speaker_speaks_too_but_not_under_a_pronoun(read: Read) -> None:
    text = 'Raila Mwangi said: "Tanzania says that the dam is safe. I think that it will burst."'
    assert told(read, text) == [
        ("Raila Mwangi", "say", "Tanzania says that the dam is safe. I think that it will burst."),
        ("Tanzania", "say", "the dam is safe"),
    ]


def test_a_speaker_of_his_own_saying_is_told_once(read: Read) -> None:
    text = "Raila Mwangi said he expects that Chad will sign."
    assert told(read, text) == [("Raila Mwangi", "say", "he expects that Chad will sign")]


def test_a_document_speaks_for_who_issued_it(read: Read) -> None:
    text = 'The foreign ministry of Kenya issued a statement saying the arrests were "arbitrary".'
    assert told(read, text) == [(KENYA, "say", 'the arrests were "arbitrary"')]
    text = '"The vote is void," the foreign ministry of Kenya said. "We will ignore it," added the statement.'
    assert told(read, text)[1] == (KENYA, "add", "We will ignore it")


def test_a_measure_speaks_itself(read: Read) -> None:
    text = "The Senate of Chile adopted a resolution. The resolution states that the waters belong to Chile."
    statement = only(read, text)
    assert statement.measure == "m1"
    assert statement.content.of(text) == "the waters belong to Chile"


def test_a_speaker_nobody_knows_keeps_the_words_of_the_text(read: Read) -> None:
    statement = only(read, "The Kenyan fishermen's guild said that the harbour was closed.")
    assert statement.speaker is not None
    assert statement.speaker.name == "Kenyan fishermen's guild"
    assert not statement.speaker.known


def test_spans_of_source_and_cue(read: Read) -> None:
    text = "On Monday Kenyan foreign minister Raila Mwangi has also said that the vote was void."
    statement = only(read, text)
    assert statement.source is not None and statement.cue_span is not None
    assert statement.source.of(text) == "Kenyan foreign minister Raila Mwangi"
    assert statement.cue_span.of(text) == "has also said"
    assert statement.role == "Kenyan foreign minister"


NAMES_AFTER_TITLES = [
    ("The Prime Minister of the United Kingdom Owen Hart says the talks failed.", "Owen Hart", "GB"),
    ("EU's representative in Kosovo Pieter Blom says the talks failed.", "Pieter Blom", "EU"),
    ("The director of Chile's Red Cross, Ana Rojas, said the talks failed.", "Ana Rojas", "CL"),
    ("The president of the Senate of Chile, Ana Rojas, said the talks failed.", "Ana Rojas", "CL"),
]


@pytest.mark.parametrize(("text", "name", "polity"), NAMES_AFTER_TITLES)
def test_a_name_after_the_place_of_a_title(read: Read, text: str, name: str, polity: str) -> None:
    speaker = only(read, text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.polity) == (name, polity)


TONES = [
    ("Norway accused Iceland of theft.", "opposes"),
    ("Norway said the vote was a mistake.", "opposes"),
    ("Norway said it would not sign.", "opposes"),
    ("Norway said the treaty violates its constitution.", "opposes"),
    ("Norway threatened to leave.", "opposes"),
    ("Norway pledged to sign the treaty.", "supports"),
    ("Norway said the treaty was historic.", "supports"),
    ("Norway said that Iceland must leave the island.", "supports"),
    ("Norway said that Iceland must not leave the island.", "opposes"),
    ("Norway claimed that the wall would stem illegal fishing.", "supports"),
    ("Norway said the talks would begin on Monday.", "neutral"),
    ("Norway reported that three ships had sunk without a storm.", "neutral"),
    ("Norway announced the sale of two ships.", "neutral"),
]


@pytest.mark.parametrize(("text", "tone"), TONES)
def test_tone(read: Read, text: str, tone: str) -> None:
    assert only(read, text).polarity == tone


def test_said_and_denied_differ(read: Read) -> None:
    said, denied = only(read, "Spain said that it was at war."), only(read, "Spain denied that it was at war.")
    assert said.content.of("Spain said that it was at war.") == "it was at war"
    assert (said.polarity, denied.polarity) == ("neutral", "opposes")


def test_curly_and_straight_quotation_marks_say_the_same(read: Read) -> None:
    straight = 'Norway called it "a farce". "We will go," minister Per Lie said.'
    curly = "Norway called it “a farce”. “We will go,” minister Per Lie said."
    assert [s[:2] for s in told(read, straight)] == [s[:2] for s in told(read, curly)]
    assert [s.content for s in read(straight).statements] == [s.content for s in read(curly).statements]


NOUNS = [
    # the clause behind who speaks, and a deed that somebody named undertakes
    (
        "Amid accusations by the opposition that the count was rigged, the envoys left.",
        [("opposition", "accusation", "the count was rigged")],
    ),
    ("Ignoring a threat by Kenya to close the border, Chad signed.", [("Kenya", "threat", "to close the border")]),
    ("Following a pledge by Nepal to send tents, Chad reopened the road.", [("Nepal", "pledge", "to send tents")]),
    ("Cuba's threat to leave the talks alarmed nobody.", [("Cuba", "threat", "to leave the talks")]),
    # nobody named undertakes it, or no deed is told
    ("The envoy broke his promise to cut taxes.", []),
    ("The threat by the sea to the old dam has passed.", []),
    ("A motion by Kenya to ban coal failed.", []),
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_what_nouns_of_speech_tell(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


JUDGED = [
    (
        'Kenyan minister Raila Mwangi denounced "a reckless step".',
        [("Raila Mwangi", "denounce", "a reckless step")],
    ),
    (
        'Kenyan minister Raila Mwangi thanked "all those who stood firm".',
        [("Raila Mwangi", "thank", "all those who stood firm")],
    ),
    (
        'Kenyan minister Raila Mwangi congratulated the winner on a "stunning victory".',
        [("Raila Mwangi", "congratulate", "stunning victory")],
    ),
    ('Kenya condemned the "hysterical" motion.', [("Kenya", "condemn", "hysterical")]),
    ('Senator Ana Poe scorned the "shameful retreat" of the army.', [("Ana Poe", "scorn", "shameful retreat")]),
    # who or what is to blame, in quoted words
    ('Prime Minister Jon Hale blames "foreign mercenaries".', [("Jon Hale", "blame", "foreign mercenaries")]),
    (
        'Senate leader Mia Holt blamed a "reckless" decision by the governor.',
        [("Mia Holt", "blame", 'a "reckless" decision by the governor')],
    ),
    ("The Latvian government blames a thaw.", []),
    # things by the name they go by
    ('The Knesset backs the "deal of the decade".', []),
    ('The Kenyan government accepts the "road map" by nine votes to two.', []),
    # a charge brought by law, with what goes along behind a comma
    ("An inquiry team charged four men with murder, with the trial to begin in May.", []),
    ("Nepal charged India with bad faith, with talks to resume in May.", [("Nepal", "charge", "bad faith")]),
    # a side that is taken, and what others agreed
    ("The Holy See reiterates its opposition to the death penalty.", []),
    ("A draft agreed between the two parties goes to the Senate on Monday.", []),
    # a title in quotation marks, a quotation in a clause about it, a text, a judgement not made: nobody's words
    ('Kenya opposed the "clean rivers" law.', []),
    ('Kenya condemned the man who sang "Home at last".', []),
    ('The Senate of Chile adopted a resolution that condemns "systematic fraud".', []),
    ('Kenya did not condemn the "hysterical" motion.', []),
    # a feeling about something, and about what only a pronoun names
    ("Kenya voiced alarm at the plan.", [("Kenya", "voice", "the plan")]),
    ("Kenya voiced alarm at it.", []),
]


@pytest.mark.parametrize(("text", "expected"), JUDGED)
def test_sides_taken_in_quoted_words_are_speech(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Malta is in trouble, the European Parliament states in a report.",
            ("European Parliament", "Malta is in trouble"),
        ),
        ("The Labour Party pledges to repeal the law next year.", ("Labour Party", "to repeal the law next year")),
        (
            'Kenya calls the prize for the poet an "insult" and recalls its envoy in Oslo.',
            ("Kenya", 'the prize for the poet an "insult"'),
        ),
    ],
)
def test_verbs_that_look_like_nouns(read: Read, text: str, expected: tuple[str, str]) -> None:
    assert [(who, said) for who, _, said in told(read, text)] == [expected]


def test_plurals_that_head_a_title_say_nothing(read: Read) -> None:
    assert told(read, "The Labour Party pledges of last year.") == []


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Kenyan minister Raila Mwangi said the country would not give up.", "supports"),
        ("Kenyan minister Raila Mwangi said the country would not take part.", "opposes"),
        ("Kenyan minister Raila Mwangi said he was deeply troubled by the vote.", "opposes"),
        ("Kenyan minister Raila Mwangi said the strike had annihilated the village.", "opposes"),
        ("Kenyan minister Raila Mwangi said it was a message of peace.", "supports"),
        ('Kenyan minister Raila Mwangi said "the clock has stopped".', "opposes"),
        ("Kenyan minister Raila Mwangi said the clock has stopped.", "neutral"),
        ('Kenyan minister Raila Mwangi said the deal was "a great victory".', "supports"),
    ],
)
def test_the_tone_of_what_is_said_and_how_it_is_kept(read: Read, text: str, tone: str) -> None:
    assert only(read, text).polarity == tone


CONTENT_ELSEWHERE = [
    ('Foreign Secretary Anna Brown lambasts Norway for "looking the other way".', ["looking the other way"]),
    (
        "Peru, Chile and Bolivia announce in a joint letter that they are about to leave.",
        ["they are about to leave"] * 3,
    ),
    (
        'The African Union reaffirms that it "does not and will not" accept the annexation.',
        ['it "does not and will not" accept the annexation'],
    ),
    ("The border stays shut, Kenya's foreign ministry lets it be known.", ["The border stays shut"]),
    ("Kenya's foreign ministry lets it be known that the border stays shut.", ["the border stays shut"]),
    ("The Kenyan army denies this.", ["this"]),
    ("The president of Chile speaks of a wise step.", ["a wise step"]),
    (
        'Ambassador Li Wei told the deputies to stay out of his country\'s "domestic matters".',
        ['to stay out of his country\'s "domestic matters"'],
    ),
    ("Economy minister Rosa Paz describes the ban on imports from Peru and Chile as unjust.", ["unjust"]),
    (
        "The African Union voices alarm at the use of live fire in Lagos.",
        ["the use of live fire in Lagos"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTENT_ELSEWHERE)
def test_what_is_said_stands_where_grammar_puts_it(read: Read, text: str, expected: list[str]) -> None:
    assert [s.content.of(text) for s in read(text, "2024-05-16").statements] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chile speaks of a meeting.",
        "The president of Chile speaks of the step.",
        "The Senate of Chile ruled by 60 votes to 12 that the treaty is void.",
        "The Kenyan army crossed this.",
    ],
)
def test_topics_and_votes_are_no_statements(read: Read, text: str) -> None:
    assert read(text, "2024-05-16").statements == ()


def test_who_goes_on_is_who_spoke_first(read: Read) -> None:
    text = "The bank admits that clerks paid for the trips, but insists the board had no knowledge of it."
    found = [(s.cue, s.content.of(text)) for s in read(text, "2024-05-16").statements]
    assert found == [("admit", "clerks paid for the trips"), ("insist", "the board had no knowledge of it")]


def test_what_another_denies_is_all_that_was_said(read: Read) -> None:
    text = "The president of Chile alleges that Peru sank the ferry, which the Peruvian navy denies."
    denied = next(s for s in read(text, "2024-05-16").statements if s.cue == "deny")
    assert denied.content.of(text) == "Peru sank the ferry"
    plain = "The president of Chile visits a ferry, which the Peruvian navy denies."
    assert all("visits" not in s.content.of(plain) for s in read(plain, "2024-05-16").statements)


#: Cues that the parser takes for nouns or hangs elsewhere, and what the narrator adds at the end.
MISREAD_CUES = [
    (
        "Greece and Cyprus caution that the pipe would cost too much.",
        ["Greece", "Cyprus"],
        "the pipe would cost too much",
    ),
    (
        'Slovenia starts an inquiry, and the Hungarian embassy tweets that the charge is "absurd".',
        ["Embassy of Hungary"],
        'the charge is "absurd"',
    ),
    ("Tomović states that he will veto the bill if it passes.", ["Tomović"], "he will veto the bill if it passes"),
    (
        "Malta, Cyprus and Fiji announce their exit from the league.",
        ["Malta", "Cyprus", "Fiji"],
        "their exit from the league",
    ),
    (
        "The union leaves the talks; a federation of employers says it will wait.",
        ["federation"],
        "it will wait",
    ),
    (
        "Days after the bank cuts its rates and the minister goes, Ana Mora announces her departure as governor.",
        ["Ana Mora"],
        "her departure as governor",
    ),
    ("Finland declares for the first time that it will join the pact.", ["Finland"], "it will join the pact"),
    ("Jan Visser had hinted late last week that he would stand again.", ["Jan Visser"], "he would stand again"),
    (
        "Angola's oil minister, Rui Lopes, confirms on Facebook having met the rebels.",
        ["Rui Lopes"],
        "having met the rebels",
    ),
    ("Bolivia has acknowledged buying the rifles.", ["Bolivia"], "buying the rifles"),
    ("Rui Lopes is dismissed by parliament hours after announcing a curfew.", ["Rui Lopes"], "a curfew"),
    (
        "The Senate goes on, dismissing claims by the minister's lawyers that the hearing is unlawful.",
        ["the minister's lawyers"],
        "the hearing is unlawful",
    ),
    ("Kenyan police visit the farm after what the owner says was a theft.", ["owner"], "was a theft"),
    ("Togo condemns what Benin's president says is a land grab.", ["President of Benin"], "is a land grab"),
    ("Caritas deplores what it termed a cruel neglect of widows.", ["Caritas"], "a cruel neglect of widows"),
    ('The court hears the case, which the union terms "hopeless".', ["union"], "hopeless"),
    (
        'The case, which the Church defends and the Danish foreign ministry terms "hopeless", goes on.',
        ["Ministry of Foreign Affairs of Denmark"],
        "hopeless",
    ),
    ("Laos becomes the first member to openly call the vote a sham.", ["Laos"], "the vote a sham"),
    ('Peru threatens "stern measures" if the dam is built.', ["Peru"], '"stern measures" if the dam is built'),
    ('The ruling is welcomed by Cyprus but brushed aside as a "poor joke" by Malta.', ["Malta"], 'a "poor joke"'),
    ("Panama criticised the draft as one-sided.", ["Panama"], "one-sided"),
    ('Nepal objects to the name of the pass as "invented".', ["Nepal"], "invented"),
    ("Paul Kamau expresses readiness to meet the miners.", ["Paul Kamau"], "readiness to meet the miners"),
    ("Paul Kamau expresses shock and regret at the miners' deaths.", ["Paul Kamau"], "the miners' deaths"),
    (
        "Oxfam warns of hunger in parts of Malawi unless the rains come.",
        ["Oxfam"],
        "hunger in parts of Malawi unless the rains come",
    ),
    ("A Danish group, the Free Harbours League, says it will sue.", ["Free Harbours League"], "it will sue"),
    ("A White House spokesman calls the ruling a mistake.", ["United States"], "the ruling a mistake"),
    ("Lesotho threatens Gabon with a ban.", ["Lesotho"], "a ban"),
    ("Ireland accuses Malta of theft, whose envoy is away.", ["Ireland"], "theft"),
    ("Iceland's premier signals that she will not run again.", ["Premier of Iceland"], "she will not run again"),
    ("The Taliban vow revenge.", ["Taliban"], "revenge"),
    ("Estonia confirms the loss of a ship.", ["Estonia"], "the loss of a ship"),
    ("Togo announces the deployment of two ships to Benin.", ["Togo"], "the deployment of two ships"),
]


@pytest.mark.parametrize(("text", "speakers", "content"), MISREAD_CUES)
def test_cues_that_the_parser_misreads(read: Read, text: str, speakers: list[str], content: str) -> None:
    assert [(name, words) for name, _, words in told(read, text)] == [(name, content) for name in speakers]


def test_what_one_says_of_what_he_said_is_told_apart(read: Read) -> None:
    text = 'Ireland replies that Cork "fully backs" the plan, which it says is fair to all.'
    assert told(read, text) == [
        ("Ireland", "reply", 'Cork "fully backs" the plan'),
        ("Ireland", "say", "is fair to all"),
    ]


def test_only_the_main_clause_speaks_before_a_condition(read: Read) -> None:
    text = 'Chad says its army will "hold the line" should Sudan go on to threaten its wells.'
    assert [name for name, *_ in told(read, text)] == ["Chad"]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil voices support for the talks.",
        "Brazil voices misgivings.",
        'Mali regrets the ban "in the clearest terms".',
        "The Senate passes a resolution branding as theft the sale of the port.",
        "The Seimas agrees that Lithuania should leave the pact, 60 of its members voting in favour and 12 against.",
        "The Scottish Parliament declares a climate emergency in a vote watched by pupils: 70 members stay away.",
        "The head of the army suggests he leave.",
        "The Senate confirms the nomination of Ana Mora.",
    ],
)
def test_sides_votes_and_wishes_are_no_words(read: Read, text: str) -> None:
    assert told(read, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru bans fishing as Chad complains.", 0),
        ("Peruvian senators back the treaty as Chad protests.", 0),
        ("Peru knew of it, as Chad complains.", 1),
    ],
)
def test_what_happens_as_somebody_protests_is_not_what_he_says(read: Read, text: str, told: int) -> None:
    assert len(read(text, "2021-03-04").statements) == told
