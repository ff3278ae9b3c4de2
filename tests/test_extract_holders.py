"""Who holds a position, where no verb names the side or its holder plainly: camps of a vote, ellipsis, idioms.

Each case is a text and all the positions in it: holder, first letter of the side (s, o, a for abstains), words of the target.
"""

from __future__ import annotations

import pytest

from kg.types import Findings
from tests.conftest import Read

Case = tuple[str, list[str]]

CAMPS: list[Case] = [
    (
        "The parliament of Chile rejected the motion. Belarus and Eritrea were among the handful against.",
        ["Belarus o motion", "Eritrea o motion"],
    ),
    (
        "The resolution was adopted by 20 votes to 3, Kenya and Laos against.",
        ["Kenya o resolution", "Laos o resolution"],
    ),
    (
        "The Senate of Chile passed the bill 20-3, the Communists and Senator Ana Rojas against.",
        ["Communist Party o bill", "Ana Rojas o bill"],
    ),
    ("The motion was carried, with only the Liberals opposed.", ["Liberals o motion"]),
    ("The motion passed with Fidesz in favour and Jobbik against.", ["Fidesz s motion", "Jobbik o motion"]),
    (
        "The Dutch parliament rejected the motion, with the far-right PVV the only party in favour.",
        ["Freedom s motion"],
    ),
    ("The draft resolution fell, Mali and Chad both casting vetoes.", ["Mali o draft", "Chad o draft"]),
    (
        "Kenya and Laos cast the only votes against the resolution, and Peru abstained.",
        ["Kenya o resolution", "Laos o resolution", "Peru a resolution"],
    ),
    ("The Senate of Chile passed the bill with 20 senators for and 3 against.", []),
    ("The Senate of Chile passed the bill. Waiting lists grew, with patients against the wall.", []),
    ("The Senate of Chile passed the bill. Peru was not in favour.", []),
]
ELLIPSIS: list[Case] = [
    ("Kenya condemned the raid, as did Peru and Laos.", ["Kenya o raid", "Peru o raid", "Laos o raid"]),
    ("Kenya condemned the raid. So too did Peru.", ["Kenya o raid", "Peru o raid"]),
    ("Kenya was opposed to the plan; so too was Peru.", ["Kenya o plan", "Peru o plan"]),
    ("Kenya backed the plan, and so have the Maldives.", ["Kenya s plan", "Maldives s plan"]),
    ("Kenya backed the plan. Peru followed suit on Monday.", ["Kenya s plan", "Peru s plan"]),
    ("Kenya backed the plan. Peru and Laos did the same.", ["Kenya s plan", "Peru s plan", "Laos s plan"]),
    ("Kenya voted against the text. Peru voted the same way.", ["Kenya o text", "Peru o text"]),
    ("Kenya refused to sign the treaty. Peru did so on Monday.", ["Kenya o treaty"]),
    ("Kenya backed the plan and wants Peru to do likewise.", ["Kenya s plan"]),
    ("Kenya condemned the raid. Its president flew home, as did the minister.", ["Kenya o raid"]),
    ("Kenya condemned the raid. It rained for a week. So did it in Peru.", ["Kenya o raid"]),
]
IDIOMS: list[Case] = [
    ("Three Labour MPs broke ranks to oppose the bill.", ["Labour MPs o bill"]),
    ("Mary Holt crossed the floor to vote for the motion.", ["Mary Holt s motion"]),
    ("Kenya and Peru joined forces to defend the treaty.", ["Kenya s treaty", "Peru s treaty"]),
    ("Mary Holt asked the party to oppose the bill.", []),
]
#: With the polity that the text tells.
PARTIES: list[Case] = [
    ("The German Bundestag passed the budget. The Greens voted against.", ["Greens/DE o budget"]),
    ("Spain's People's Party opposes the treaty.", ["People's Party/ES o treaty"]),
    ("Conservative lawmaker Tom Hale opposed the motion.", ["Tom Hale/GB o motion"]),
    ("Fidesz backed the law of Ukraine.", ["Fidesz/HU s law"]),
    ("Thirty Tories voted against the bill.", ["Thirty Tories/GB o bill"]),
    ("The Irish Farmers' Association opposes the treaty.", ["Irish Farmers' Association/IE o treaty"]),
]
GROUPS: list[Case] = [
    ("France's ally Chad backed the proposal.", ["Chad s proposal"]),
    ("Peru's biggest trade union, the CGTP, condemned the law.", ["CGTP o law"]),
    ("The trade union federation Fesacu welcomed the vote.", ["Fesacu s vote"]),
    ("The European Union held talks. The bloc condemned the coup.", ["European Union o coup"]),
    ("The Labour Party met on Friday. The party rejected the treaty.", ["Labour Party o treaty"]),
    ("Kenya held talks. The bloc condemned the coup.", ["bloc o coup"]),
    (
        "Several deputies from the ruling coalition denounced the reform.",
        ["deputies from the ruling coalition o reform"],
    ),
    ("The teachers' federation criticised the bill.", ["federation o bill"]),
    ("The church federation decried the move.", ["church federation o move"]),
    ("Egypt held talks. Seven African governments hailed the treaty.", ["African governments s treaty"]),
]
ROLES: list[Case] = [
    ("Laura Boyd left on Monday. Armenia's president hailed the vote.", ["President of Armenia s vote"]),
    ("Laura Boyd left on Monday. The cardinal of Lima condemned the vote.", ["cardinal of Lima o vote"]),
    ("Laura Boyd left on Monday. The president condemned the vote.", ["Laura Boyd o vote"]),
    (
        "Laura Boyd, the Secretary of State, left. The Secretary of State condemned the vote.",
        ["Laura Boyd o vote"],
    ),
]
VOTES: list[Case] = [
    ("Parliament passed the bill; the Greens withheld their votes.", ["Greens a bill"]),
    ("The Senate adopted the text, but Fiji sat it out.", ["Fiji a text"]),
    ("Fiji sat out the war.", []),
    ("Peru and Chile struck down a UN Security Council resolution.", ["Peru o resolution", "Chile o resolution"]),
    ("Peru struck down a law.", []),
    ("The Senate passed the bill. The Greens had been in favour all summer.", ["Greens s bill"]),
    ("The Senate passed the bill. The Greens had been in favour of talks.", ["Greens s talks"]),
    ("The Shas party opposes the draft law.", ["Shas o draft law"]),
    ("The Congress party and the Trinamool voted against the bill.", ["Congress party o bill", "Trinamool o bill"]),
    ("The Liberal Party met on Monday. The party rejects the treaty.", ["Liberal Party o treaty"]),
    ("Truck drivers blocked the border crossing to protest against the embargo.", ["Truck drivers o embargo"]),
    ("Greenpeace, whose report criticised the dam, was banned.", ["Greenpeace o dam"]),
    ("Oman and Qatar voted with Denmark.", ["Oman s Denmark", "Qatar s Denmark"]),
    ("The Senate of Chile votes 64-0, with Peru watching, to keep the law.", []),
    ("A motion of censure fell as both Peru and Chile cast their vetoes.", ["Peru o motion", "Chile o motion"]),
]
LISTS: list[Case] = [
    ("Ten states, among them Peru and Chile, condemned the law.", ["Peru o law", "Chile o law"]),
    ("A statement by 27 states, Peru and Chile included, condemned the law.", ["Peru o law", "Chile o law"]),
    ("A declaration on behalf of 53 countries, Mali among them, applauded the law.", ["Mali s law"]),
    ("Several countries, such as Kenya and Peru, opposed the text.", ["Kenya o text", "Peru o text"]),
    ("Unions, notably the CGTP, condemned the law.", ["Unions o law", "CGTP o law"]),
    (
        "The foreign ministers of Chad and Mali, Ada Poe and Bo Hart, condemned the law.",
        ["Ada Poe o law", "Bo Hart o law"],
    ),
    ("A letter by Peru and Chile condemns the coup.", ["Peru o coup", "Chile o coup"]),
    ("Unia and three more unions condemned the law.", ["Unia o law"]),
    ("The poll by Ipsos condemns nobody.", []),
    ("Kenya and Peru are dismayed at the ruling.", ["Kenya o ruling", "Peru o ruling"]),
]
PARTS: list[Case] = [
    ("The governing coalition threw the motion out.", ["governing coalition o motion"]),
    ("Tory rebels voted down the bill.", ["Tory rebels o bill"]),
    ("Two members of the governing coalition voted against the bill.", ["members of the governing coalition o bill"]),
    ("Two members of the assembly voted against the bill.", []),
    ("The bill was backed by 34 lawmakers from the ruling party.", ["lawmakers from the ruling party s bill"]),
    ("The bill was backed by 34 lawmakers.", []),
    ("The text was approved by 120 countries.", []),
    ("The party adopted a new constitution at its congress.", []),
    ("Chile's parliament passed the law, with 62 percent of deputies in favour.", []),
    ("Chile kept the law, with 62 percent of voters in favour.", ["voters s law"]),
    ("The vote of the assembly was put off. Ali Karim's bloc stayed away in protest.", ["Ali Karim's bloc o vote"]),
    ("The bill failed. Former president Ana Silva cast her ballot for it.", ["Ana Silva s bill"]),
    ("Maria Lopez cast her vote for the mayor at a school.", []),
    ("Prime Minister Anna Berg's own party rejected the motion.", ["Anna Berg's own party o motion"]),
    ("The EU abstained; its representative criticised the Cuban government.", ["European Union o government"]),
]
PRONOUNS: list[Case] = [
    ("Chile's parliament adopted the pension bill. The unions denounced it.", ["unions o the pension bill"]),
]


def seen(found: Findings) -> list[str]:
    return [f"{p.holder.name} {p.stance[0]} {p.target.text}" for p in found.positions]


@pytest.mark.parametrize(
    ("text", "expected"), CAMPS + ELLIPSIS + IDIOMS + GROUPS + LISTS + PARTS + PRONOUNS + ROLES + VOTES
)
def test_who_takes_the_side(read: Read, text: str, expected: list[str]) -> None:
    held = seen(read(text, "2021-03-04"))
    left = list(held)
    for case in expected:
        words = set(case.split())
        match = next((one for one in left if words <= set(one.split())), None)
        assert match is not None, f"{case!r} not in {held}"
        left.remove(match)
    assert left == []


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_whose_party_it_is(read: Read, text: str, expected: list[str]) -> None:
    held = read(text, "2021-03-04").positions
    assert len(held) == len(expected)
    for one, case in zip(held, expected, strict=True):
        name, _, rest = case.partition("/")
        polity, side, *goal = rest.split()
        assert set(name.split()) & set(one.holder.name.split()) == set(name.split())
        assert (one.holder.polity, one.stance[0]) == (polity, side)
        assert set(goal) <= set(one.target.text.split())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The union Unia condemned the law.", "organisation"),
        ("The main opposition party condemned the law.", "party"),
        ("Patient groups condemned the law.", "organisation"),
        ("Students condemned the law.", "people"),
    ],
)
def test_the_kind_of_a_group(read: Read, text: str, kind: str) -> None:
    (held,) = read(text, "2021-03-04").positions
    assert held.holder.kind == kind


@pytest.mark.parametrize(
    ("text", "polity"),
    [
        ("The pro-Russian opposition in Moldova condemned the law.", "MD"),
        ("The pro-Serbian opposition condemned the law.", None),
        ("Anti-American protesters condemned the law.", None),
        ("US-backed rebels condemned the law.", None),
        ("Turkish-armed militias condemned the law.", None),
        ("Russian separatists condemned the law.", "RU"),
        ("The Turkish opposition condemned the law.", "TR"),
    ],
)
def test_those_for_or_against_a_state_or_helped_by_it_are_not_its_own(
    read: Read, text: str, polity: str | None
) -> None:
    (held,) = read(text, "2021-03-04").positions
    assert held.holder.polity == polity
