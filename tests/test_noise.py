"""Furniture goes, facts stay, offsets hold; and lines that start afresh are told from wrapped ones."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.prose.noise import blank, breaks

PROSE = "The Senate passes the bill, 52–46."

GONE = [
    " (Reuters)",
    " (BBC) (Arcadia Star)",
    "(Reuters)(BBC)",
    " (Reuters/DPA via Herald Online Arcadia)",
    " (AP via The Arcadia Times)",
    " (Ha'aretz)",
    " (Yahoo! News)",
    " (RFE/RL)",
    " (allAfrica.com)",
    " (France 24)",
    " (BBC) (Link dead as of 11:05, 2 March 2009 (UTC))",
    " (Office of the Clerk, House of Deputies of Arcadia)",
    "\nRead more: Ten things to know about the vote",
    "\nRead more about the vote in our live blog.",
    "\nSubscribe to our newsletter for more stories.",
    "\nSubscribe",
    "\nAdvertisement",
    "\nADVERTISEMENT",
    "\n— Advertisement —",
    "\nStory continues below advertisement",
    "\nPhoto: Jane Roe/Agency",
    "\nFile photo: deputies at a session in May",
    "\n(Photo by Jane Roe/Getty Images)",
    "\nBy Jane Roe",
    "\nBy JANE ROE and JOHN DOE",
    "\nBy Jane Roe, Staff Writer",
    "\nReporting by Jane Roe; editing by John Doe",
    " (Reporting by Jane Roe; Editing by John Doe)",
    "\n© 2020 The Arcadia Times. All rights reserved.",
    "\nFriday, January 4, 2019",
    "\nhttps://example.org/a?b=(c",
    "\nUpdated: 4 December 2020, 12:30 GMT",
    " Photo: AFP",
    "[1]",
]

KEPT = [
    " (Nine members abstained.)",
    " (52–46)",
    " (Adopted 12–3)",
    " (the vote was close)",
    "\nBy Wednesday the vote was over.",
    "\nBy 187 votes to two the house agreed.",
    "\nRead by millions, the text was adopted.",
    "\nSubscribers voted against it.",
    "\nThe photo: a lie, said the minister.",
    "\nAdvertisement bans were adopted by the Senate.",
    "\nUpdated on Monday, the list names 12 deputies.",
    "\nNATO — The alliance rejected it.",
    "\nReactions abroad",
    "\nWatch the house vote, he said.",
]


@pytest.mark.parametrize("extra", GONE)
def test_furniture_goes(extra: str) -> None:
    assert blank(PROSE + extra).rstrip() == PROSE


@pytest.mark.parametrize("extra", KEPT)
def test_what_may_carry_a_fact_stays(extra: str) -> None:
    assert blank(PROSE + extra) == PROSE + extra


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("PARIS (Reuters) — The Senate voted.", "The Senate voted."),
        ("PARIS, Nov 25 (Reuters) - The Senate voted.", "The Senate voted."),
        ("UNITED NATIONS (AP) — Members voted.", "Members voted."),
        ("UNITED NATIONS, June 27 -- Members voted.", "Members voted."),
        ("PRAGUE, June 23. /TASS/. Members voted.", "Members voted."),
        ("Yerevan (AFP) – Deputies voted.", "Deputies voted."),
        ("STEPANAKERT — “We won,” he said.", "“We won,” he said."),
        ("See https://example.org/x, it says.", "See                      , it says."),
        ("The Trade Authority (TPA) (Reuters)", "The Trade Authority (TPA)"),
        ("Deputies approve the Trade Promotion Act (TPA)", "Deputies approve the Trade Promotion Act (TPA)"),
    ],
)
def test_within_a_line(text: str, left: str) -> None:
    assert blank(text).strip() == left


def test_header_goes() -> None:
    text = " date 2020-12-04 The Senate voted."
    assert blank(text, 17) == " " * 17 + "The Senate voted."


def test_brackets_within_a_paragraph_stay() -> None:
    text = "The Council (Security Council) voted. (See below) It adopted the text."
    assert blank(text) == text


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One paragraph.", ["One"]),
        ("One.\n\nTwo.", ["One", "Two"]),
        ("One.\r\n\r\nTwo.", ["One", "Two"]),
        ("One.\n \t\nTwo.", ["One", "Two"]),
        ("Vote in Arcadia\nThe Senate passed the bill today.", ["Vote", "The"]),
        ("The Senate passed the\nbill today, after a\nlong debate.", ["The"]),
        ("The Senate of Arcadia passed\nThursday's bill in the end,\nDeputies said today.", ["The"]),
        ("Reactions:\n- Arcadia welcomed it\n- Ruritania condemned it", ["Reactions", "- Arcadia", "- Ruritania"]),
        ("  Indented.\n\n\n  Also.", ["Indented", "Also"]),
        ("A" * 300 + ".\n" + "B" * 250 + ".", ["A", "B"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_where_sentences_must_start(text: str, starts: list[str]) -> None:
    found = breaks(text)
    assert len(found) == len(starts)
    assert all(text.startswith(words, at) for at, words in zip(found, starts, strict=True))


LINES = st.lists(st.sampled_from([PROSE, "", "Reactions", *(extra.strip() for extra in GONE + KEPT)])).map("\n".join)


@given(st.one_of(st.text(), LINES), st.integers(0, 20))
def test_every_offset_holds(text: str, body: int) -> None:
    out = blank(text, body)
    assert len(out) == len(text)
    assert all(now == old or (now == " " and not old.isspace()) for now, old in zip(out, text, strict=True))
    assert blank(out, body) == out or out.strip()


@given(st.one_of(st.text(), LINES))
def test_breaks_stand_at_words_and_rise(text: str) -> None:
    found = breaks(text)
    assert list(found) == sorted(set(found))
    assert all(not text[at].isspace() for at in found)
    assert bool(found) == bool(text.strip())


@pytest.mark.parametrize("unit", ["(BBC) ", "(", "a\n", "A (\n", " ", "\n", "By Jane ", "www.", "Photo: ", "A, "])
def test_long_lines_of_anything_take_seconds(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    blank(text)
    breaks(text)
    assert time.process_time() - started < 10
