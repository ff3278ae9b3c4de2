"""Quotations in every kind of mark, nested, long, unbalanced, and apostrophes that are none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.prose.quotes import find, has_quote, inside
from kg.types import Span


def inners(text: str) -> list[tuple[str, int]]:
    return [(quote.inner.of(text), quote.depth) for quote in find(text)]


CASES: dict[str, list[tuple[str, int]]] = {
    # kinds of marks
    'She called it "historic" and "fair."': [("historic", 0), ("fair.", 0)],
    "She called it “historic” and “fair.”": [("historic", 0), ("fair.", 0)],
    "She called it ‘historic’ and ‘fair’.": [("historic", 0), ("fair", 0)],
    "She called it 'historic' and 'fair'.": [("historic", 0), ("fair", 0)],
    "She called it «historic» and « fair ».": [("historic", 0), ("fair", 0)],
    "She called it „historic“ and „fair”.": [("historic", 0), ("fair", 0)],
    'A mixed “start" and a "mixed” end.': [("start", 0), ("mixed", 0)],
    # apostrophes are no quotation marks
    "Arcadia's deputies' vote wasn't the '90s.": [],
    "Arcadia’s deputies’ vote wasn’t rock ’n’ roll.": [],
    "He praised the ‘deputies’ courage’ again.": [("deputies’ courage", 0)],
    "He praised the 'deputies' courage' again.": [("deputies' courage", 0)],
    "It’s Arcadia’s ‘provocative’ and ‘biased’ move": [("provocative", 0), ("biased", 0)],
    # nesting
    "“He said ‘no’ to me,” she said.": [("He said ‘no’ to me,", 0), ("no", 1)],
    "\"He said 'no' to me,\" she said.": [("He said 'no' to me,", 0), ("no", 1)],
    '"He said "no" to me," she said.': [('He said "no" to me,', 0), ("no", 1)],
    "“‘Never,’ he told us,” she said.": [("‘Never,’ he told us,", 0), ("Never,", 1)],
    # punctuation and brackets next to the marks
    '("No," he said—"never.")': [("No,", 0), ("never.", 0)],
    '"[The house] urges peace," the text said.': [("[The house] urges peace,", 0)],
    # several sentences and paragraphs
    '"We won. We all did," he said.': [("We won. We all did,", 0)],
    "“We won.\n\n“We all did,” he said.": [("We won.\n\n“We all did,", 0)],
    '"We won.\n\n"We all did," he said.': [('We won.\n\n"We all did,', 0)],
    '"We\nwon," he said.': [("We\nwon,", 0)],
    # unbalanced: to the end of the paragraph, or to the next opening mark
    '"We won, he said.\n\nShe replied: "No."': [("We won, he said.", 0), ("No.", 0)],
    'He said "we won. She replied "no" at once.': [("we won. She replied", 0), ("no", 0)],
    "He said “we won. She replied “no” at once.": [("we won. She replied", 0), ("no", 0)],
    'They won" he said. She said "no".': [("no", 0)],
    'A 6" pipe and ” a stray mark': [],
    "": [],
    '""': [],
}


@pytest.mark.parametrize("text", CASES)
def test_quotations(text: str) -> None:
    assert inners(text) == CASES[text]


def test_span_takes_in_the_marks() -> None:
    text = "It is “fair”, he said."
    assert [quote.span.of(text) for quote in find(text)] == ["“fair”"]


def test_inside_gives_the_innermost() -> None:
    text = "“He said ‘no’ to me,” she said."
    quotes = find(text)
    no, me, she = (Span(text.index(word), text.index(word) + len(word)) for word in ("no", "me", "she"))
    assert inside(quotes, no) == quotes[1]
    assert inside(quotes, me) == quotes[0]
    assert inside(quotes, she) is None


def test_has_quote_wants_words_within_the_marks() -> None:
    text = 'The vote was "historic" for us.'
    quotes = find(text)
    at = text.index('"')
    assert has_quote(quotes, Span(0, len(text)))
    assert has_quote(quotes, Span(0, at + 2))
    assert not has_quote(quotes, Span(0, at + 1))
    assert not has_quote(quotes, Span(text.index(" for"), len(text)))


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„()—s"))
def test_quotes_lie_within_the_text_and_nest(text: str) -> None:
    quotes = find(text)
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.span.start, -quote.span.end))
    for quote in quotes:
        assert quote.span.covers(quote.inner)
        assert 0 <= quote.span.start < quote.inner.start < quote.inner.end <= quote.span.end <= len(text)
        assert quote.inner.of(text) == quote.inner.of(text).strip()
        around = [one for one in quotes if one is not quote and one.span.covers(quote.span)]
        assert quote.depth == len(around)
        assert all(one.span.covers(quote.span) for one in quotes if one.span.start < quote.span.start < one.span.end)


@given(st.text(alphabet="ab. \n", max_size=30), st.text(alphabet="abc", min_size=1))
def test_added_quotation_is_found(before: str, words: str) -> None:
    text = f"{before}\n\nHe said “{words}”."
    assert find(text)[-1].inner.of(text) == words


@pytest.mark.parametrize("unit", ["“", '"a ', "‘a’ ", "“a «b ", "'", "a's ", '"a"\n\n', "“a\n\n"])
def test_long_lines_of_anything_take_seconds(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 10
