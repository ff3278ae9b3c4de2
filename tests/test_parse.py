"""kg.parse: bytes to articles, with every character at its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.parse import parse
from kg.parse.text import digest
from kg.types import Article, InputOptions, Problem, Source, Span


def articles(data: bytes, media: str = "text/plain", date: str | None = None) -> list[Article | Problem]:
    return list(parse([Source("a", "a.txt", data, media, date)], InputOptions(language="any")))


def one(data: bytes, media: str = "text/plain") -> Article:
    (article,) = (item for item in articles(data, media) if isinstance(item, Article))
    return article


def codes(items: list[Article | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else "article" for item in items]


def test_the_header_gives_the_date_its_place_and_where_the_body_begins() -> None:
    text = " date 2001-02-03 The Diet met."
    article = one(text.encode())
    assert article.text == text
    assert article.date == "2001-02-03"
    assert article.date_span is not None
    assert article.date_span.of(text) == "2001-02-03"
    assert text[article.body :] == "The Diet met."


@pytest.mark.parametrize("text", ["The Diet met.", "dated 2001-02-03 The Diet", "The date 2001-02-03 is"])
def test_without_a_header_nothing_is_taken_for_one(text: str) -> None:
    article = one(text.encode())
    assert (article.date, article.date_span, article.body) == (None, None, 0)


def test_an_impossible_day_in_the_header_is_told_and_left_in_the_body() -> None:
    found = articles(b" date 2001-02-30 The Diet met.")
    assert codes(found) == ["date", "article"]
    assert isinstance(found[1], Article)
    assert (found[1].date, found[1].body) == (None, 0)


def test_a_header_alone_has_an_empty_body() -> None:
    article = one(b"date 2001-02-03")
    assert article.body == len(article.text)


def test_line_ends_stay_as_they_are_but_do_not_change_the_digest() -> None:
    article = one(b"One.\r\nTwo.\rThree.\n")
    assert article.text == "One.\r\nTwo.\rThree.\n"
    assert article.sha256 == one(b"One.\nTwo.\nThree.\n").sha256
    assert digest("e\u0301") == digest("\u00e9")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_give_the_same_article(encoding: str) -> None:
    text = " date 2001-02-03 Le Sénat a voté 🗳."
    assert one(text.encode(encoding)).text == text


@pytest.mark.parametrize("data", [b"caf\xe9\x00", b"\xff\xfe\x00", bytes(range(256))])
def test_bytes_that_are_no_text_are_a_problem_with_the_place(data: bytes) -> None:
    (problem,) = articles(data)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == ("encoding", "error")
    assert "offset" in problem.message


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_character_is_lost_or_moved(text: str) -> None:
    article = one(text.removeprefix("\ufeff").encode())
    expected = "".join(
        "\ufffd" if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" else c for c in text.removeprefix("\ufeff")
    )
    assert article.text == expected


def test_replaced_characters_are_counted_in_a_warning() -> None:
    found = articles(b"a\x00b\x1bc")
    assert codes(found) == ["characters", "article"]
    assert isinstance(found[0], Problem)
    assert found[0].severity == "warning"
    assert found[0].message.startswith("2 ")


def test_an_empty_file_is_an_article_and_a_warning() -> None:
    assert codes(articles(b" \n")) == ["empty", "article"]


def test_json_gives_articles_with_their_ids_and_dates() -> None:
    items = [
        {"id": "x", "text": "One.", "date": "2001-02-03"},
        {"text": "Two."},
        {"id": 7, "text": "Three.", "date": None},
    ]
    found = [item for item in articles(json.dumps(items).encode(), "application/json") if isinstance(item, Article)]
    assert [(item.id, item.date) for item in found] == [("x", "2001-02-03"), ("a:2", None), ("7", None)]
    assert [item.origin for item in found] == ["a.txt#1", "a.txt#2", "a.txt#3"]


def test_a_single_object_keeps_the_stem_as_id_and_the_date_goes_before_the_header() -> None:
    article = one(b'{"text": " date 2001-02-03 One.", "date": "2002-03-04T23:59:59Z"}', "application/json")
    assert (article.id, article.date, article.date_span, article.text[article.body :]) == (
        "a",
        "2002-03-04",
        None,
        "One.",
    )


def test_one_object_a_line_is_read_as_jsonl_and_a_broken_line_is_named() -> None:
    found = articles(b'{"text": "One."}\n{"text": \n{"text": "Three."}\n', "application/json")
    assert codes(found) == ["article", "json", "article"]
    assert isinstance(found[1], Problem)
    assert found[1].where == "a.txt:2"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"text": 3}', "json-shape"),
        (b'"text"', "json-shape"),
        (b'{"id": "x"}', "json-shape"),
        (b"{", "json"),
        (b"[" * 100_000, "json"),
        (b'{"text": "caf\xe9\x00"}', "encoding"),
        (b"1" * 5000, "json"),
    ],
)
def test_json_that_is_no_article_is_one_problem(data: bytes, code: str) -> None:
    assert codes(articles(data, "application/json")) == [code]


@pytest.mark.parametrize("date", ["2001-13-01", "yesterday", 20010203, True, ["2001-02-03"]])
def test_a_date_that_is_no_day_is_told_and_left_out(date: object) -> None:
    found = articles(json.dumps({"text": "One.", "date": date}).encode(), "application/json")
    assert codes(found) == ["date", "article"]
    assert isinstance(found[1], Article)
    assert found[1].date is None


def test_a_lone_surrogate_in_json_is_replaced_one_to_one() -> None:
    found = articles(b'{"id": "\\ud800", "text": "a\\ud800b"}', "application/json")
    assert codes(found) == ["characters", "article"]
    assert isinstance(found[1], Article)
    assert (found[1].id, found[1].text) == ("\ufffd", "a\ufffdb")


def test_problems_of_the_stage_before_pass_through() -> None:
    problem = Problem("x", "unreadable", "no")
    assert list(parse([problem])) == [problem]


def test_the_seeds_are_read_with_their_dates() -> None:
    from kg.read import read

    found = [item for item in parse(read([Path(__file__).parent.parent / "seeds"])) if isinstance(item, Article)]
    assert len(found) == 5
    assert sum(item.date is None for item in found) == 1
    assert all(item.date_span == Span(6, 16) for item in found if item.date)


def test_a_day_on_a_line_of_its_own_is_that_of_the_article(tmp_path: Path) -> None:
    text = tmp_path / "vote.txt"
    text.write_text("Vote in Lima\n\n4 June 2024\n\nPeru recognised Kosovo on Monday.", encoding="utf-8")
    (found,) = kg.findings([text])
    assert (found.published.date, found.published.basis) == ("2024-06-04", "stated")
    assert [span.of(found.article.text) for span in found.published.evidence] == ["4 June 2024"]
    assert [r.date.value for r in found.recognitions if r.date] == ["2024-06-03"]
