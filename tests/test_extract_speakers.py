"""Who says what, read from whole sentences by the real pipeline: where the speaker stands, and by what he is called."""

from __future__ import annotations

import pytest

from tests.conftest import Read

Said = tuple[str | None, str]


def told(read: Read, text: str) -> list[Said]:
    """Speaker and content of every statement, in text order."""
    found = read(text, "2019-05-14").statements
    return [(s.speaker.name if s.speaker else None, s.content.of(text)) for s in found]


BEHIND_AN_OFFICE = [
    ("Secretary of Defense Lloyd Marsh says the strike was a warning.", "Lloyd Marsh"),
    ("Minister for Women Ada Schiappa said the law was overdue.", "Ada Schiappa"),
    ("Chancellor of the Exchequer Rose Reeve said that the budget would be balanced.", "Rose Reeve"),
    ("Speaker of the Knesset Amir Dayan said the vote would go ahead.", "Amir Dayan"),
    ("Deputy Minister of Defence Hanna Moroz said the bridge had been struck.", "Hanna Moroz"),
    ("Vice President-elect Carla Hart said the result was clear.", "Carla Hart"),
    ("Governor of California Gary Newman said the recall was a waste.", "Gary Newman"),
]


@pytest.mark.parametrize(("text", "speaker"), BEHIND_AN_OFFICE)
def test_what_an_office_is_in_charge_of_is_no_part_of_the_name(read: Read, text: str, speaker: str) -> None:
    assert [who for who, _ in told(read, text)] == [speaker]


WHO = [
    ("The arrest of Emre Yıldız, who called the charges absurd, brought crowds into the streets.", "Emre Yıldız"),
    ("It was a setback for the campaign of Marie Le Goff, who said the court was biased.", "Marie Le Goff"),
    ("The policy of Viktor Novák, who says the levy is unjust, has cost the country its funds.", "Viktor Novák"),
    ("The trial of Imran Sardar, who denies that he took bribes, opens on Monday.", "Imran Sardar"),
    ("The visit followed a call with the mayor of Lima, who warned that the truce was failing.", "mayor of Lima"),
    # one who is told by whose he is speaks himself
    ("The motion was tabled by the leader of Sinn Féin, who said the budget was cruel.", "leader of Sinn Féin"),
    (
        "The remarks followed a meeting with the widow of Ivan Petrov, who said the vote was a sham.",
        "widow of Ivan Petrov",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), WHO)
def test_of_a_thing_and_a_person_the_person_speaks(read: Read, text: str, speaker: str) -> None:
    assert [who for who, _ in told(read, text)] == [speaker]


BEFORE = [
    (
        "Norway will open an embassy in Juba, Prime Minister Erna Solberg reveals on Facebook.",
        [("Erna Solberg", "Norway will open an embassy in Juba")],
    ),
    (
        "Chile will send observers to the border, President Sebastián Piñera announced on Sunday, adding that Peru had agreed.",
        [
            ("Sebastián Piñera", "Chile will send observers to the border"),
            ("Sebastián Piñera", "Peru had agreed"),
        ],
    ),
    (
        "The vote in Caracas lacked all legitimacy, Colombian foreign minister Carlos Trujillo was quoted as saying.",
        [("Carlos Trujillo", "The vote in Caracas lacked all legitimacy")],
    ),
    (
        'The talks "serve nobody", Foreign Minister Taro Kono is quoted as saying.',
        [("Taro Kono", 'The talks "serve nobody"')],
    ),
    (
        "Jordan has recalled its ambassador from Tel Aviv, the royal court in Amman announces.",
        [("royal court", "Jordan has recalled its ambassador from Tel Aviv")],
    ),
    (
        "Ghana will reject the verdict, its ministry of justice states.",
        [("Ministry of Justice of Ghana", "Ghana will reject the verdict")],
    ),
    (
        "Estonia expels two Russian diplomats, the foreign ministry in Tallinn makes public.",
        [("Ministry of Foreign Affairs of Estonia", "Estonia expels two Russian diplomats")],
    ),
    (
        "Elections cannot be held before spring, the head of the electoral commission warns; the opposition disagrees.",
        [("head of the electoral commission", "Elections cannot be held before spring")],
    ),
    (
        "Belgium has expelled a Rwandan diplomat, and more will follow, Foreign Minister Maxime Prévot says.",
        [("Maxime Prévot", "Belgium has expelled a Rwandan diplomat, and more will follow")],
    ),
    ("As rebels advance on the capital, the army says nothing.", []),
    ("Latvia leaves the treaty, the first of several states.", []),
    (
        "Peru denies the report, the latest in a string of government claims.",
        [("Peru", "the report")],
    ),
    (
        "Kenya, which rejects the ruling, says in a statement that talks are over.",
        [("Kenya", "talks are over")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_what_is_told_before_who_tells_it(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


CALLED = [
    ("Barack Obama is expected in Havana. The American president says the embargo has failed.", "Barack Obama", "US"),
    ("Protesters greeted Viktor Orbán in Brussels. The Hungarian leader said the quota was dead.", "Viktor Orbán", "HU"),
    ("Theresa May's deal was defeated. The prime minister told MPs that she would try again.", "Theresa May", None),
    ('Dilma Rousseff was suspended by the Senate. "This is a coup," the ousted president declared.', "Dilma Rousseff", None),
    ("Benjamin Netanyahu rejects the report. The Israeli adds that it is a lie.", "Benjamin Netanyahu", "IL"),
    ("Greta Thunberg was detained near Lützerath. The Swede said that coal must stay.", "Greta Thunberg", "SE"),
    ("Robert Fico was booed by the crowd. The Slovak premier insisted that the law would stand.", "Robert Fico", "SK"),
    ("Pope Francis left Yangon. The pontiff later said their plight had moved him.", "Francis", None),
    ("The Danish premier met the Icelandic president. The president said fish were sold.", "President of Iceland", "IS"),
    ("Angela Merkel was received in Paris. The French president said Europe must act.", "President of France", "FR"),
    ("Police arrested Alexei Navalny. The mayor said the rally was illegal.", "mayor", None),
    ("Aleksandar Vučić met Albin Kurti. The Serbian president said nothing had been agreed.", "President of Serbia", "RS"),
    ("Emmanuel Macron met the Polish premier. The premier said Warsaw would not yield.", "Premier of Poland", "PL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "polity"), CALLED)
def test_whom_a_title_means(read: Read, text: str, name: str, polity: str | None) -> None:
    speakers = [s.speaker for s in read(text, "2019-05-14").statements]
    assert [(s.name, s.polity) for s in speakers if s is not None] == [(name, polity)]


NAMED = [
    (
        "Lithuania's foreign minister Gabrielius Land calls Minsk's explanation for the forced landing \"absurd\".",
        [("Gabrielius Land", "absurd")],
    ),
    ("Ukraine's president Petro Poroshenko finds the offer insulting.", [("Petro Poroshenko", "the offer insulting")]),
    (
        'French foreign minister Laurent Fabius called it necessary but "a last resort".',
        [("Laurent Fabius", 'it necessary but "a last resort"')],
    ),
    (
        "Sweden's Carl Bildt regards the annexation as a breach of every treaty.",
        [("Carl Bildt", "a breach of every treaty")],
    ),
    (
        'Canadian foreign minister Chrystia Freeland sees "no alternative to talks".',
        [("Chrystia Freeland", "no alternative to talks")],
    ),
    ("The envoy calls the arrest of Ana Poe shameful.", [("envoy", "shameful")]),
    ('Spain calls its envoy home from Oslo, voicing "deep sorrow" over it.', [("Spain", "deep sorrow")]),
    ("Algeria calls its envoy home from Rabat.", []),
    ("Rwanda calls home its ambassador.", []),
    ("Police found the man dead in his flat.", []),
    ("The court finds the decree unconstitutional.", []),
    ("The country sees a surge of violence.", []),
    ("Two sailors were reported as missing.", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_somebody_calls_a_thing(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


SEVERAL = [
    (
        "Felipe Calderón and Álvaro Uribe, the presidents of Mexico and Colombia, declare that the border will be closed.",
        [("Felipe Calderón", "MX"), ("Álvaro Uribe", "CO")],
    ),
    (
        "Linas Link, Edgars Rink and Urmas Rein, foreign ministers of Lithuania, Latvia and Estonia, warn that it is at risk.",
        [("Linas Link", "LT"), ("Edgars Rink", "LV"), ("Urmas Rein", "EE")],
    ),
    (
        "Two members of the alliance, Hungary and Turkey, say that they will not sign.",
        [("Hungary", "HU"), ("Turkey", "TR")],
    ),
    (
        "Four of Qatar's neighbours, Bahrain, Egypt, Saudi Arabia and Oman, announce that they are cutting ties.",
        [("Bahrain", "BH"), ("Egypt", "EG"), ("Saudi Arabia", "SA"), ("Oman", "OM")],
    ),
    (
        "Three Baltic states, Estonia, Latvia and Lithuania, declare in a joint letter that they will close their airspace.",
        [("Estonia", "EE"), ("Latvia", "LV"), ("Lithuania", "LT")],
    ),
    ("The Pacific nation Tuvalu says that it is sinking.", [("Tuvalu", "TV")]),
    (
        "Mali left the court, whose registrar, Herman von Hebel, argued that the withdrawal was void.",
        [("Herman von Hebel", None)],
    ),
    ("The senator belongs to Fuerza Popular, whose leader Keiko Rey says the vote was stolen.", [("Keiko Rey", None)]),
    ("The last speaker was Fiji, whose envoy, Ana Poe, insisted that seas were rising.", [("Ana Poe", None)]),
    ("According to the National Statistics Council, prices rose by a tenth.", [("National Statistics Council", None)]),
    ("Kenya accuses Chad of earning money by threatening sailors.", [("Kenya", "KE")]),
    ('The vote confirms "what all of us feared".', []),
    ("The council declares a state of emergency, all nine members agreeing.", []),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_who_several_are_and_whence(read: Read, text: str, expected: list[tuple[str, str | None]]) -> None:
    speakers = [s.speaker for s in read(text, "2019-05-14").statements]
    assert [(s.name, s.polity) for s in speakers if s is not None] == expected


def test_who_adds_is_no_result(read: Read) -> None:
    text = "The Chadian premier says the result proves that people want peace, adding that he will stay."
    assert told(read, text)[-1] == ("Premier of Chad", "he will stay")


VOICED = [
    ("US envoy Linda Thomas expressed deep concern in a phone call to Félix Roe.", [("Linda Thomas", "deep concern")]),
    ("Mexico expressed serious doubts at a meeting in Lima.", [("Mexico", "serious doubts")]),
    ("Slovak foreign minister Juraj Blanár hopes Moscow will agree.", [("Juraj Blanár", "Moscow will agree")]),
    ("The people of Lesotho hope that the drought will end.", []),
    ('"Why now?" asks Finland\'s Alexander Stubb.', [("Alexander Stubb", "Why now?")]),
    ("Kenya asked Uganda to withdraw.", []),
    ("Envoy Ivo Poe sighs that nobody listens.", [("Ivo Poe", "nobody listens")]),
    ("Nine members agree, Chad votes no.", []),
    ("Envoy Ivo Poe blames rising prices for the protests.", [("Ivo Poe", "rising prices for the protests")]),
    ("Zambia blames Malawi for the outbreak.", [("Zambia", "the outbreak")]),
    (
        'Imran Khan assails the plan to sell the airline to Qatar as "daylight robbery".',
        [("Imran Khan", "daylight robbery")],
    ),
    ('The city known as "Little Paris" rejects the plan.', []),
    ("Germany, France and Italy accept Juan Guaidó as the lawful president.", []),
]


@pytest.mark.parametrize(("text", "expected"), VOICED)
def test_what_is_voiced_hoped_asked_and_blamed(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected


TAKEN_UP = [
    ('Chile\'s Gabriel Boric condemned the raid. "It breaks every rule," he said.', [("Gabriel Boric", "CL")]),
    ('Oxfam International\'s Ana Poe deplored the verdict. "It is a sham," she told the BBC.', [("Ana Poe", None)]),
    (
        "After talks with Wang Yi, Australia's Penny Wong told reporters that trade resumed, and she added that wine was next.",
        [("Penny Wong", "AU"), ("Penny Wong", "AU")],
    ),
    ("France recalled its envoy. It said the insult was grave.", [("France", "FR")]),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_whom_a_pronoun_takes_up(read: Read, text: str, expected: list[tuple[str, str | None]]) -> None:
    speakers = [s.speaker for s in read(text, "2019-05-14").statements]
    assert [(s.name, s.polity) for s in speakers if s is not None] == expected


BY_A_NOUN = [
    (
        "Kenya's foreign ministry voices grave concern over the coup.",
        [("Ministry of Foreign Affairs of Kenya", "the coup")],
    ),
    ("The Japanese government voices deep regret at the launch.", [("Government of Japan", "the launch")]),
    ('"A disgrace" was the comment of senator Ana Roe.', [("Ana Roe", "A disgrace")]),
    ('"Deeply unfair" is the verdict of Ivo Poe, spokesman for the union.', [("Ivo Poe", "Deeply unfair")]),
    ('The response of Chad\'s premier was "never".', [("Premier of Chad", "never")]),
    ('The launch draws a statement of "deep alarm" from NATO envoy Ivo Poe.', [("Ivo Poe", "deep alarm")]),
    ('"The Long Road" is the title of the report by Ana Poe.', []),
    ("Many voices in the party demand change.", []),
    ('The bill is a statement of "intent".', []),
]


@pytest.mark.parametrize(("text", "expected"), BY_A_NOUN)
def test_what_a_noun_tells_to_be_said(read: Read, text: str, expected: list[Said]) -> None:
    assert told(read, text) == expected
