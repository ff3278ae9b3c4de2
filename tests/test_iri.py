"""IRIs: made from content, valid whatever the content, the same for the same."""

import re

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import iri
from kg.types import Span


@given(st.text())
def test_a_slug_is_safe_in_an_iri_and_never_empty(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", iri.slug(text))
    assert len(iri.slug(text)) <= iri.SLUG_LENGTH
    NamedNode(f"https://kg.example/issue/{iri.slug(text)}")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_names_without_ascii_letters_keep_apart(text: str) -> None:
    if re.fullmatch("x-[0-9a-f]{6}", iri.slug(text)) and not re.search("[a-zA-Z0-9]", text):
        assert iri.slug(text) != iri.slug(text + "є")


def test_a_slug_is_cut_between_words() -> None:
    assert iri.slug("withdrawal of all forces", 15) == "withdrawal-of"
    assert iri.slug("antidisestablishment", 8) == "antidise"


def test_records_of_two_articles_or_two_places_differ() -> None:
    here, there = Span(0, 10), Span(11, 20)
    paths = {
        iri.record("position", "a--opposes--b", article, span)
        for article in ("article/x", "article/y")
        for span in (here, there)
    }
    assert len(paths) == 4


def test_an_assertion_is_named_by_all_that_it_says() -> None:
    spans = (Span(0, 10),)
    one = iri.assertion("article/x", "measure/m", "votesFor", "12", spans)
    assert one == iri.assertion("article/x", "measure/m", "votesFor", "12", spans)
    assert one != iri.assertion("article/x", "measure/m", "votesFor", "13", spans)
    assert one != iri.assertion("article/x", "measure/m", "votesAgainst", "12", spans)


def test_what_is_asked_for_is_another_state_of_affairs_than_what_is() -> None:
    is_so = iri.recognition("state/a", "polity/b", "state", "")
    asked = iri.recognition("state/a", "polity/b", "state", "calls-for")
    assert (is_so, asked) == ("recognition/a--b", "recognition/a--b/calls-for")


def test_a_measure_without_body_or_date_still_has_a_place() -> None:
    assert iri.measure(None, None, "water") == "measure/unknown-body/undated/water"
