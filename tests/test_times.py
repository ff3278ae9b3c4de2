"""Sentences as newsrooms write them, each with all its times and their values. Published on Thursday, 12 March 2015."""

from __future__ import annotations

import pytest

from kg.extract.times.dates import find, timex
from kg.extract.times.timeexpressions import TimeExpression

THURSDAY = "2015-03-12"
Told = list[tuple[str, str | None]]


def told(text: str) -> Told:
    """Every expression with its value, None if it has none, in text order."""
    found = find(text)
    valued = [(span, iso) for span, iso, _ in timex(text, THURSDAY, parts=True)]
    rest = [(e.span, None) for e in found if not any(e.span.overlaps(span) for span, _ in valued)]
    return [(span.of(text), iso) for span, iso in sorted([*valued, *rest])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days in figures
        ("The lease of 11/25/2014 lapsed.", [("11/25/2014", "2014-11-25")]),
        ("The lease of 25/11/14 lapsed.", [("25/11/14", "2014-11-25")]),
        ("The lease of 30/10/88 lapsed.", [("30/10/88", "1988-10-30")]),
        ("The lease of 25-11-2014 lapsed.", [("25-11-2014", "2014-11-25")]),
        ("The lease of 2014/11/25 lapsed.", [("2014/11/25", "2014-11-25")]),
        ("The lease of 25-Nov-2014 lapsed.", [("25-Nov-2014", "2014-11-25")]),
        ("The lease of 5/4/14 lapsed, 3/4 of it unpaid.", []),
        # days with months
        ("SUVA, Feb 3 (Wire) - Ships left on Jan. 31.", [("Feb 3", "2015-02-03"), ("Jan. 31", "2015-01-31")]),
        ("March 2: the strike began.", [("March 2", "2015-03-02")]),
        ("The mine closed on Oct. 3 last year.", [("Oct. 3 last year", "2014-10-03")]),
        ("The mine will reopen on 4 April this year.", [("4 April this year", "2015-04-04")]),
        ("Miners marched on New Year's Eve.", [("New Year's Eve", "2014-12-31")]),
        ("The ferry sank on Christmas Day 2009.", [("Christmas Day 2009", "2009-12-25")]),
        # a year said once for several
        ("It lasted from 29 May to 2 June 2011.", [("29 May", "2011-05-29"), ("2 June 2011", "2011-06-02")]),
        ("It lasted from Nov. 30 until Jan. 4, 2011.", [("Nov. 30", "2010-11-30"), ("Jan. 4, 2011", "2011-01-04")]),
        ("In July and August 2012 it rained.", [("July", "2012-07"), ("August 2012", "2012-08")]),
        ("She was chosen on July 6, 2010, and left on Sept. 9.", [("July 6, 2010", "2010-07-06"), ("Sept. 9", "2010-09-09")]),
        ("He was jailed in October 2008 and freed in May.", [("October 2008", "2008-10"), ("May", "2009-05")]),
        ("He was jailed in October 2008. He was freed in February.", [("October 2008", "2008-10"), ("February", "2015-02")]),
        # months and years
        ("Exports fell in the year to March.", [("March", "2015-03")]),
        ("Oil peaked in mid-December and at end-January.", [("mid-December", "2014-12"), ("end-January", "2015-01")]),
        ("The June 2013 vote was annulled.", [("June 2013", "2013-06")]),
        ("For fiscal 2016, spending will rise.", [("fiscal 2016", "2016")]),
        ("Spending in the fiscal year 2013 was low.", [("the fiscal year 2013", "2013")]),
        ("Rice fell 3 percent compared with 2013.", [("2013", "2013")]),
        ("2012 was a year of drought.", [("2012", "2012")]),
        ("The 2012 and 2013 harvests failed.", [("2012", "2012"), ("2013", "2013")]),
        ("The tomb dates from 1500 B.C. at the least.", []),
        # counted from the day of the news
        ("A ruling is due by the end of the year.", [("the end of the year", "2015")]),
        ("A ruling is due by the end of next month.", [("the end of next month", "2015-04")]),
        ("A ruling is due at year-end.", [("year-end", "2015")]),
        ("The current year will be dry.", [("The current year", "2015")]),
        ("He arrived early on Monday and flew home late Tuesday.", [("Monday", "2015-03-09"), ("late Tuesday", "2015-03-10")]),
        ("The king ran away on Saturday.", [("Saturday", "2015-03-07")]),
        ("The queen withdrew her consent on Feb. 20.", [("Feb. 20", "2015-02-20")]),
        ("Twenty-five years ago the port was built.", [("Twenty-five years ago", "1990")]),
        ("Sixteen years ago the port was built.", [("Sixteen years ago", "1999")]),
        ("It was built 10-15 years ago, or two or three years ago.", []),
        # counted from where the story stands
        ("It fell on May 2, 1999. That same day he died.", [("May 2, 1999", "1999-05-02"), ("That same day", "1999-05-02")]),
        ("The fort fell in 1999. In May of that year the duke had fled.", [("1999", "1999"), ("May of that year", "1999-05")]),
        ("In May of that year the duke had fled.", [("May of that year", None)]),
        ("It fell in 1999. On May 2 the next year he left.", [("1999", "1999"), ("May 2 the next year", "2000-05-02")]),
        ("May 2, 1999, was hot. The next Friday he left.", [("May 2, 1999", "1999-05-02"), ("The next Friday", "1999-05-07")]),
        ("It fell in May 1999; by the following June it stood.", [("May 1999", "1999-05"), ("the following June", "1999-06")]),
        ("The following Monday he left.", [("The following Monday", None)]),
        # plans
        ("The strike, which began in January, resumes Monday.", [("January", "2015-01"), ("Monday", "2015-03-16")]),
        ("The sale, due on March 5, was put off.", [("March 5", "2015-03-05")]),
        ("It will close two months from now, a week from Friday.", [("two months from now", "2015-05")]),
        ("By Saturday they had to answer.", [("Saturday", "2015-03-14")]),
        ("It expects 2016 sales of $1999 and 2016 people.", [("2016", "2016")]),
        # what no ISO day, week, month or year writes, nor any part of it
        ("Profit fell in the third quarter of 2014.", [("the third quarter of 2014", None)]),
        ("Second-quarter profit fell.", [("Second-quarter", None)]),
        ("Sales in Q3 2014 fell.", [("Q3 2014", None)]),
        ("It grew in the first half of 2014.", [("the first half of 2014", None)]),
        ("Sales over the weekend and last weekend fell.", [("the weekend", None), ("last weekend", None)]),
        ("In the last week, the past three months, they rose.", [("the last week", None), ("the past three months", None)]),
        ("It was her last year in office.", []),
        ("In the 19th century and the 2013-14 season.", [("the 19th century", None), ("2013-14", None)]),
        ("A few weeks ago and nearly two decades ago it shut.", [("A few weeks ago", None), ("nearly two decades ago", None)]),
        ("In the late '80s it rained.", [("the late '80s", None)]),
        ("It snowed in the winter of 2012.", [("the winter of 2012", None)]),
        # no times at all
        ("They may march on the capital a second time, the Sun said.", []),
        ("The March on Blue River began with a half-hearted second half.", []),
    ],
)  # fmt: skip
def test_times_of_a_sentence(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("joined", ["from May 30 to June 2, 1998", "on May 30 or June 2, 1998", "May 30-June 2, 1998"])
def test_a_shared_year_makes_full_dates(joined: str) -> None:
    first, last = find(joined)
    assert (first.kind, first.year, last.kind, last.year) == ("day", 1998, "day", 1998)


def test_a_year_is_not_shared_across_words() -> None:
    first: TimeExpression = find("on May 30, after the accord of June 2, 1998")[0]
    assert (first.kind, first.year) == ("month-day", None)
