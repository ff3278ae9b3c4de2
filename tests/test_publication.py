"""The publication day of articles that bear none: where the words force it, and where they do not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times.dates import find, infer_publication
from kg.types import Published

SEEDS = Path(__file__).parent.parent / "seeds"

CHAMBER = (
    "Peru's foreign ministry on Tuesday recalled its envoy over a motion that the Chilean parliament had passed "
    "a day earlier.\n"
    "The motion on fishing grounds was passed by the Chilean parliament on March 6, the ministry said.\n"
    "Chilean lawmakers voted on Monday for the motion by a wide margin.\n"
)


def published(text: str, latest: str | None = None) -> Published:
    return infer_publication(text, find(text), latest)


def test_two_tellings_of_one_event_and_a_year_that_is_past() -> None:
    text = CHAMBER + "The two countries have argued since 2022, and the court of 2022 settled nothing."
    found = published(text)
    assert (found.date, found.basis) == ("2023-03-07", "inferred")
    assert {span.of(text) for span in found.evidence} >= {"Tuesday", "a day earlier", "March 6", "Monday", "2022"}
    assert "“March 6”" in found.reason and "Tuesday 2023-03-07" in found.reason
    assert 0.5 < found.confidence < 1


def test_the_clock_excludes_a_day_that_has_not_come() -> None:
    text = CHAMBER + "The two countries have argued since 2022, and the court of 2022 settled nothing."
    assert published(text, latest="2023-03-07").date == "2023-03-07"
    assert published(text, latest="2023-03-06").date is None


def test_no_year_is_told() -> None:
    assert published(CHAMBER) == Published(None, "none", (), "the text does not tell", 0.0)


def test_a_single_year_may_be_history() -> None:
    assert published(CHAMBER + "A treaty was signed in 2022.").date is None


def test_the_year_must_agree_with_the_weekday() -> None:
    assert published(CHAMBER + "They argued in 2003, and the court of 2003 settled nothing.").date is None


def test_a_full_date_of_the_same_event() -> None:
    text = (
        "Kenya's National Assembly approved the budget bill on Wednesday after a long debate.\n"
        "The finance minister welcomed the budget on Thursday.\n"
        "The assembly approved the budget bill on 16 June 2021 with few changes, the clerk wrote."
    )
    found = published(text)
    assert (found.date, found.basis) == ("2021-06-17", "inferred")


def test_yesterday_tells_the_day_without_a_weekday() -> None:
    text = (
        "Finland's parliament yesterday ratified the defence pact with Norway. "
        "Critics doubt it. Parliament in Finland ratified the defence pact on 1 March 2023, records show."
    )
    assert published(text).date == "2023-03-02"


def test_a_weekday_said_with_the_date() -> None:
    text = (
        "Deputies in Ghana passed the media law on Friday, July 24. The president promised in 2020 to sign it; "
        "his 2020 programme says so."
    )
    assert published(text).date == "2020-07-24"


def test_no_weekday_tells_one_year_from_another() -> None:
    text = (
        "Finland's parliament yesterday ratified the defence pact with Norway. It did in 2020 and in the 2020 plan. "
        "Today Norway's king signed the defence pact. Parliament in Finland ratified the defence pact on March 1. "
        "The king in Norway signed the defence pact on March 2."
    )
    assert published(text).date is None
    assert published(text + " Finland's parliament ratified the defence pact on Tuesday.").date == "2022-03-02"


def test_two_chambers_vote_on_two_days() -> None:
    text = (
        "The Polish Senate passed the media bill on Thursday after the debate.\n"
        "The media bill was passed by the Polish lower house on Aug. 11, 2021, the clerk said."
    )
    assert published(text).date is None


def test_days_that_can_be_read_in_two_ways() -> None:
    text = (
        "Lawmakers in Malta rejected the harbour plan on Friday, the speaker wrote. The mayor spoke on Tuesday. "
        "Malta's lawmakers rejected the harbour plan on 4 October 2019, the gazette says."
    )
    # 4 October 2019 is the Friday; the Tuesday is the 1st or the 8th.
    assert published(text).date is None


def test_a_story_without_any_day() -> None:
    assert published("The council met. It decided nothing, and nobody was surprised.").date is None


def test_future_dates_tell_nothing() -> None:
    assert published("Parliament will vote on Wednesday, Nov. 30, on the plan for 2022 and 2022 alone.").date is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Sunday, January 6, 2019\n\nThe house met.", "2019-01-06"),
        ("A new speaker\nPublished: 3 May 2018\nThe house met on Monday.", "2018-05-03"),
        ("NAIROBI, Kenya, Feb. 2, 2017 (Wire) — The house met.", "2017-02-02"),
    ],
)
def test_a_printed_date_is_stated(head: str, day: str) -> None:
    found = published(head)
    assert (found.date, found.basis) == (day, "stated")
    assert len(found.evidence) == 1


def test_a_full_date_in_running_text_is_not_printed() -> None:
    assert published("On July 29, 1993, the council met.\nIt was raining.").date is None


def test_seed_without_a_header() -> None:
    text = (SEEDS / "004_f2303176f947fbc8.txt").read_text(encoding="utf-8")
    found = published(text)
    assert (found.date, found.basis) == ("2022-12-01", "inferred")
    told = [span.of(text) for span in found.evidence]
    assert told == ["Thursday", "a day earlier", "Nov. 30", "Wednesday", "2020"]


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("00[0-3]_*.txt")))
def test_no_wrong_day_for_the_seeds_without_their_headers(name: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    body = text[len(" date 2020-12-04 ") :]
    assert published(body).date in (None, text[6:16])


@given(st.text(max_size=200), st.one_of(st.none(), st.dates().map(str)))
def test_never_raises(text: str, latest: str | None) -> None:
    found = published(text, latest)
    assert (found.date is None) == (found.basis == "none")


def test_a_long_list_of_days_takes_no_long_time() -> None:
    text = "They met on Monday. The assembly passed the bill on March 6, and in 2020. " * 8000
    began = time.process_time()
    published(text)
    assert time.process_time() - began < 15
