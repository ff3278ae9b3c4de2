"""Time expressions: which words are one, and what they mean on a given day."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times.dates import Tense, bounds, find, iso_value, lean, resolve, timex
from kg.extract.times.timeexpressions import TimeExpression

THURSDAY = "2023-06-15"


def words_of(text: str) -> list[str]:
    return [e.span.of(text) for e in find(text)]


def only(text: str) -> TimeExpression:
    (expression,) = find(text)
    return expression


def value(text: str, anchor: str | None = THURSDAY, tense: Tense = "past", before: str | None = None) -> str | None:
    resolved = resolve(only(text), anchor, tense, before)
    return resolved.value if resolved else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The treaty of July 4, 1993 stands", ["July 4, 1993"]),
        ("It was signed on 4 July 1993.", ["4 July 1993"]),
        ("on the 9th of March, the chamber", ["the 9th of March"]),
        ("On Tuesday, Nov. 30, senators met", ["Tuesday, Nov. 30"]),
        ("Wed 4 Dec 2019", ["Wed 4 Dec 2019"]),
        ("since 2019-02-28T10:00", ["2019-02-28"]),
        ("since 2019-02-28, she", ["2019-02-28"]),
        ("between 3 and 5 May the house", ["3 and 5 May"]),
        ("from 1–3 June 2021 in Quito", ["1–3 June 2021"]),
        ("killed 3 and 5 May be wounded", ["5 May"]),
        ("Nov. 30-Dec. 2", ["Nov. 30", "Dec. 2"]),
        ("in late November and early 2021", ["late November", "early 2021"]),
        ("a Spring of hope, then the spring of 2011", ["the spring of 2011"]),
        ("wars of the early 1990s", ["the early 1990s"]),
        ("a month earlier, and three weeks ago", ["a month earlier", "three weeks ago"]),
        ("the day before the vote", []),
        ("the day before, she had left", ["the day before"]),
        ("a year earlier than planned", []),
        ("Early yesterday morning", ["Early yesterday morning"]),
        ("late on Thursday", ["Thursday"]),
        ("Monday to Wednesday", ["Monday", "Wednesday"]),
        ("Sunday's vote", ["Sunday"]),
        ("every Monday", []),
        ("the Sunday Times of Bloody Sunday", []),
        ("on\nNovember\n25", ["November\n25"]),
        ("in November\n\n25 people came", ["November"]),
        ("November\xa025", ["November\xa025"]),
        ("reported by USA Today", []),
        ("last-minute, year-long, a two-year term", []),
    ],
)
def test_extent(text: str, found: list[str]) -> None:
    assert words_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theresa May said they may march in May", ["May"]),
        ("a letter from May, as Mrs May left", []),
        ("a break from May, as lawmakers left", ["May"]),
        ("MPS MAY VOTE", []),
        ("The march on the palace; the March on Rome", []),
        ("the March protests of last March", ["March", "last March"]),
        ("April Lindqvist spoke in April", ["April"]),
        ("between June and August", ["June", "August"]),
        ("In September, Bolivia voted", ["September"]),
    ],
)
def test_months_are_told_from_names_and_verbs(text: str, found: list[str]) -> None:
    assert words_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("until 2020", ["2020"]),
        ("under the 2020 deal", ["2020"]),
        ("Resolution 2334 (2016)", ["2016"]),
        ("in 2014, 2015 and 2016", ["2014", "2015", "2016"]),
        ("Bill 2019 and Resolution 1747", []),
        ("a total of 2020 votes", []),
        ("by 1,995 to 2,020", []),
        ("in 2010 soldiers' homes", []),
        ("he cost them $2000", []),
        ("the revolution of 1848 and in 1848", ["1848"]),
    ],
)
def test_years_are_told_from_other_figures(text: str, found: list[str]) -> None:
    assert words_of(text) == found


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on Thursday", "past", "2023-06-15"),
        ("on Friday", "past", "2023-06-09"),
        ("on Friday", "future", "2023-06-16"),
        ("on Thursday", "future", "2023-06-15"),
        ("on Friday", "present", "2023-06-16"),
        ("on Friday", None, None),
        ("on Thursday", None, "2023-06-15"),
        ("last Thursday", "past", "2023-06-08"),
        ("next Thursday", "future", "2023-06-22"),
        ("next Monday", "past", "2023-06-19"),
        ("this Tuesday", "past", "2023-06-13"),
        ("Thursday last week", "past", "2023-06-08"),
        ("Thursday night", "past", "2023-06-15"),
        ("yesterday", "past", "2023-06-14"),
        ("tomorrow", "future", "2023-06-16"),
        ("the day before yesterday", "past", "2023-06-13"),
        ("tonight", "future", "2023-06-15"),
        ("this morning", "past", "2023-06-15"),
        ("last night", "past", "2023-06-14"),
        ("two days ago", "past", "2023-06-13"),
        ("six months ago", "past", "2022-12"),
        ("30 years ago", "past", "1993"),
        ("about two years ago", "past", None),
        ("last month", "past", "2023-05"),
        ("next year", "future", "2024"),
        ("earlier this year", "past", "2023"),
        ("earlier in the month", "past", "2023-06"),
        ("last week", "past", None),
        ("November last year", "past", "2022-11"),
    ],
)
def test_relative(text: str, tense: Tense, expected: str | None) -> None:
    assert value(text, tense=tense) == expected


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on May 3", "past", "2023-05-03"),
        ("on June 16", "past", "2023-06-16"),  # the slack of a day for time zones
        ("on May 3", "future", "2024-05-03"),
        ("on Dec. 7", "past", "2022-12-07"),
        ("on June 20", "past", None),  # nearly a year ago, or next week told in the past tense
        ("on June 20", "present", "2023-06-20"),
        ("on Wednesday, March 8", "past", "2023-03-08"),
        ("on Feb. 29", "past", None),
        ("in November", "past", "2022-11"),
        ("in June", "past", "2023-06"),
        ("in July", "past", None),
        ("in July", "future", "2023-07"),
        ("last June", "past", "2022-06"),
        ("next March", "future", "2024-03"),
        ("this past March", "past", "2023-03"),
        ("this September", "future", "2023-09"),
    ],
)
def test_without_a_year(text: str, tense: Tense, expected: str | None) -> None:
    assert value(text, tense=tense) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/11/2020", "2020-11-25"),
        ("11/25/2020", "2020-11-25"),
        ("25.11.2020", "2020-11-25"),
        ("29th of July, 1993", "1993-07-29"),
        ("SEPT. 5, 2001", "2001-09-05"),
        ("November, 2020", "2020-11"),
        ("the end of 2018", "2018"),
        ("mid-2018", "2018"),
        ("the summer of 2018", "2018"),
        ("the 1990s", None),
        ("yesterday", None),
        ("on Monday", None),
        ("on March 3", None),
    ],
)
def test_without_an_anchor(text: str, expected: str | None) -> None:
    assert value(text, None) == expected


@pytest.mark.parametrize("text", ["5/4/2020", "on 31 April", "February 30, 2020", "2021-02-29"])
def test_what_no_calendar_settles_is_no_expression(text: str) -> None:
    assert not [e for e in find(text) if e.kind in ("day", "month-day")]


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("a day earlier", None, "2023-06-14"),
        ("a day earlier", "2023-06-12", "2023-06-11"),
        ("the following day, it", None, None),
        ("the following day, it", "2023-06-12", "2023-06-13"),
        ("two days later", "2023-06", None),
        ("that year", "1999-04-01", "1999"),
        ("the same month", "1999-04-01", "1999-04"),
        ("a year later", "1999", "2000"),
    ],
)
def test_counted_from_where_the_story_stands(text: str, before: str | None, expected: str | None) -> None:
    assert value(text, before=before) == expected


def test_how_a_date_is_known() -> None:
    told = resolve(only("on May 3"), THURSDAY)
    counted = resolve(only("a day earlier"), THURSDAY, before="2023-06-12")
    full = resolve(only("on May 3, 2001"), THURSDAY)
    assert told is not None and (told.basis, told.anchor) == ("stated", THURSDAY)
    assert counted is not None and (counted.basis, counted.anchor) == ("relative", "2023-06-12")
    assert full is not None and (full.basis, full.anchor) == ("stated", None)


@pytest.mark.parametrize(
    ("text", "tense", "before", "expected"),
    [
        ("in June", "past", None, ("2023-06-01", "2023-06-15")),
        ("later this month", "future", None, ("2023-06-15", "2023-06-30")),
        ("earlier in June", "past", None, ("2023-06-01", "2023-06-14")),
        ("earlier in May", "past", "2023-05-30", ("2023-05-01", "2023-05-29")),
        ("between 3 and 5 May", "past", None, ("2023-05-03", "2023-05-05")),
        ("in 2020", "past", None, ("2020-01-01", "2020-12-31")),
    ],
)
def test_bounds_follow_the_tense(text: str, tense: Tense, before: str | None, expected: tuple[str, str]) -> None:
    resolved = resolve(only(text), THURSDAY, tense, before)
    assert resolved is not None
    assert (resolved.earliest, resolved.latest) == expected


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Deputies approved the pact on Friday.", "past"),
        ("Deputies will debate the pact on Friday.", "future"),
        ("On Friday deputies will debate the pact.", "future"),
        ("Talks are set to take place on Dec. 7 in Oslo.", "future"),
        ("The bill, expected to fail, was passed on Friday.", "past"),
        ("She has until Friday to answer.", "future"),
        ("The premier said it would lapse. On Friday the court ruled otherwise and resigned.", "past"),
        ("Vote on Friday", "present"),
    ],
)
def test_tense_of_the_words_around(sentence: str, tense: Tense) -> None:
    assert lean(sentence, find(sentence)[0]) == tense


def test_calendar_values_of_a_text() -> None:
    text = (
        "Oslo met Ankara's envoy on Wednesday, a day after talks began. The accord of 2–4 May 2021 lapsed last week."
        "\n\nIt will be renewed on June 20, officials said late Thursday night. In the 1990s, it did not exist."
    )
    assert [(span.of(text), iso, basis) for span, iso, basis in timex(text, THURSDAY)] == [
        ("Wednesday", "2023-06-14", "relative"),
        ("2", "2021-05-02", "stated"),
        ("4 May 2021", "2021-05-04", "stated"),
        ("last week", "2023-W23", "relative"),
        ("June 20", "2023-06-20", "stated"),
    ]
    assert ("late Thursday night", THURSDAY) in {(s.of(text), v) for s, v, _ in timex(text, THURSDAY, parts=True)}


def test_a_story_told_out_of_time_keeps_its_own_clock() -> None:
    text = "The envoys met on Monday. A day earlier, shots had been fired; the following day, they left."
    assert [v for _, v, _ in timex(text, THURSDAY)] == ["2023-06-12", "2023-06-11", "2023-06-12"]


def test_weeks_are_values_but_not_of_dates() -> None:
    week = only("three weeks ago")
    assert iso_value(week, THURSDAY) == "2023-W21"
    assert resolve(week, THURSDAY) is None


@pytest.mark.parametrize("junk", ["", "20", "2020-13", "2020-02-30", "next", "2020-W54"])
def test_bounds_of_no_date(junk: str) -> None:
    with pytest.raises(ValueError):
        bounds(junk)


@pytest.mark.parametrize(
    "text",
    ["1234567890" * 100_000, "2" * 1_000_000, " " * 1_000_000, "a " * 500_000, "Monday, " * 10_000, "May " * 30_000],
)
def test_time_grows_with_the_text_alone(text: str) -> None:
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 10


WORDS = (
    "May March 2020 1999 31 3 Nov. 30 Monday last next a day earlier ago week two the of 1990s – , . yesterday in on to"
    " Theresa November between and 5 late mid- year following 12/31/1999 9999 month years later not"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))
DAYS = st.dates().map(date.isoformat)
ANCHORS = st.one_of(st.none(), DAYS)
TENSES = st.sampled_from(["past", "present", "future", None])


@given(TEXTS)
def test_extents_lie_in_the_text_in_order_and_apart(text: str) -> None:
    ends = 0
    for e in find(text):
        assert ends <= e.span.start < e.span.end <= len(text)
        assert e.span.of(text) == e.span.of(text).strip()
        ends = e.span.end


@given(st.text(max_size=20), TEXTS, st.text(max_size=20))
def test_a_stretch_is_searched_in_the_text_s_own_offsets(before: str, text: str, after: str) -> None:
    whole = f"{before}\n\n{text}\n\n{after}"
    start = len(before) + 2
    for e in find(whole, start, start + len(text)):
        assert start <= e.span.start < e.span.end <= start + len(text)


@given(TEXTS, ANCHORS, TENSES, st.one_of(ANCHORS, st.sampled_from(["2020-11", "1999", "2020-W01", "junk"])))
def test_resolving_never_raises_and_bounds_hold_the_value(
    text: str, anchor: str | None, tense: Tense, before: str | None
) -> None:
    for e in find(text):
        resolved = resolve(e, anchor, tense, before)
        iso_value(e, anchor, tense, before)
        if resolved is not None:
            earliest, latest = bounds(resolved.value)
            assert earliest <= resolved.earliest <= resolved.latest <= latest


@given(TEXTS, ANCHORS)
def test_calendar_values_are_dates_in_order(text: str, anchor: str | None) -> None:
    dates = timex(text, anchor)
    assert [span for span, _, _ in dates] == sorted(span for span, _, _ in dates)
    for _, iso, _ in dates:
        assert bounds(iso)


@given(st.dates(), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_past_weekday_is_within_the_week_before(anchor: date, weekday: str) -> None:
    resolved = value(f"on {weekday}", anchor.isoformat())
    if resolved is not None:
        day = date.fromisoformat(resolved)
        assert 0 <= (anchor - day).days < 7
        assert f"{day:%A}" == weekday


def test_a_short_weekday_needs_on_and_its_full_stop() -> None:
    text = "They met on Wed. and on Thurs., sat. Sun shone."
    assert [(e.span.of(text), iso_value(e, "2017-12-27")) for e in find(text)] == [
        ("Wed.", "2017-12-27"),
        ("Thurs.", "2017-12-21"),
    ]
