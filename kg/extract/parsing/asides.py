"""Vote figures told in passing, which the parser is spared: "rejects, by 180 votes to 165, a bill on housing".

The model was not trained on such figures and takes them for arguments of the verb, or the verb for a noun. The figures
are read from the text alone (`figures`), so nothing is lost where the words around them are parsed as if they were not
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.tallies import numbers
from kg.extract.tallies import votewords as w

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBER = rf"(?:{numbers.PATTERN})"
_VOTES = rf"(?:\s{w.MEMBER}(?:\s(?:for|in\sfavou?r))?)"
_SPELT = rf"{_NUMBER}{_VOTES}?(?:\s(?:to|against|versus)\s|-to-){_NUMBER}{_VOTES}?"
_DASHED = rf"{_NUMBER}\s?[-‐‑–—]\s?{_NUMBER}(?:[-–]{_NUMBER})?"
_ALONE = rf"(?![\w%]|[.,:]\d|[-–]\w|\s{w.UNIT})"
_PAIR = rf"(?:{_SPELT}|{_DASHED}){_ALONE}"
_MORE = rf"(?:,?\s(?:with|and)\s(?:{w.COUNT})\s(?:\w+\s)?(?:abstentions?|abstaining))?"
_VIA = r"(?:by|with|on)"
_MANNER = r"(?:a\s(?:vote|margin|count|tally|majority)\sof\s)"
# Between commas or brackets; after "votes", where the purpose follows; after "by", which then names no one who acts.
_ASIDE = re.compile(
    rf"(?:,\s|\s\()(?:{_VIA}\s)?{_MANNER}?{_PAIR}{_MORE}(?:,(?=\s)|\)|(?=[.;]\s|[.;]?$))"
    rf"|(?P<cast>\bvote[sd]?\s){_PAIR}{_MORE}(?:,(?=\sto\s)|(?=\s(?:to|for|in|against)\b))"
    rf"|\s(?P<by>by\s{_MANNER}?{_SPELT}{_ALONE})(?=[.;,]?$|[.;,]\s|\s(?:[a-z]+\s){{0,4}}[^\W\d_])",
    re.I,
)
_HINT = re.compile(r"\d|\bvot", re.I)


def hidden(doc: Doc, text: str) -> frozenset[int]:
    """The tokens of figures that the parser is not to see, by their place; `text` is what the doc was made of."""
    if not _HINT.search(text):
        return frozenset()
    return frozenset(i for start, end in _spans(text) for i in _tokens(doc, start, end))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where figures in passing stand, with the commas or brackets around them."""
    for found in _ASIDE.finditer(text):
        start = found.end("cast") if found["cast"] else found.start("by") if found["by"] else found.start()
        yield start + (text[start] == " "), found.end()


def _tokens(doc: Doc, start: int, end: int) -> range:
    """The tokens between two offsets; none where these cut through a token."""
    span = doc.char_span(start, end)
    return range(span.start, span.end) if span is not None else range(0)
