"""General news with its attributions marked by hand, and how many of them `kg extract --spans` finds.

Scored as attribution corpora are (Pareti 2015): a pair of source and content is right if the sources overlap and the
contents share most of their words. What breaks a content in two is left out of it on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import Read

from kg.facts import facts
from kg.types import Span

TEXTS = Path(__file__).parent / "data" / "attribution.txt"
_SHARED = 0.5  # of the characters of either content


@dataclass(frozen=True)
class Attribution:
    """Where a source, a cue and what is attributed stand; `source` is None if the text does not name it."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]


def marked(path: Path = TEXTS) -> Iterator[tuple[str, list[Attribution]]]:
    """Each paragraph with its attributions."""
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        text, *lines = block.strip().splitlines()
        yield text, [_attribution(text, *line.split(" | ")) for line in lines]


def _attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    parts = content.split(" ... ")
    at = text.index(parts[0])
    said = tuple(Span(start, start + len(part)) for part in parts for start in [text.index(part, at)])
    told = _nearest(text, cue, said[0])
    return Attribution(None if source == "-" else _nearest(text, source, told), told, said)


def _nearest(text: str, words: str, to: Span) -> Span:
    """Where the words stand that are nearest to a place."""
    found = [n for n in range(len(text)) if text.startswith(words, n)]
    start = min(found, key=lambda n: min(abs(n + len(words) - to.start), abs(n - to.end)))
    return Span(start, start + len(words))


def same(one: Attribution, other: Attribution) -> bool:
    """True if two attributions are of the same words to the same source."""
    if (one.source is None) != (other.source is None):
        return False
    if one.source is not None and other.source is not None and not one.source.overlaps(other.source):
        return False
    mine, theirs = _said(one, other), _said(other, one)
    return len(mine & theirs) >= _SHARED * max(len(mine), len(theirs))


def _said(one: Attribution, other: Attribution) -> set[int]:
    """The characters of a content without what either takes for source or cue."""
    said = {n for span in one.content for n in range(span.start, span.end)}
    around = [s for a in (one, other) for s in (a.source, a.cue) if s is not None and len(a.content) > 1]
    return said - {n for span in around for n in range(span.start, span.end)}


def pairs(gold: list[Attribution], found: list[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Those that agree, one to one, in text order."""
    left, agreed = list(found), []
    for one in gold:
        other = next((f for f in left if same(one, f)), None)
        if other is not None:
            left.remove(other)
            agreed.append((one, other))
    return agreed


def found(read: Read, text: str) -> list[Attribution]:
    """The attributions that extraction tells of a text."""
    return [
        Attribution(_span(one["source"]), _span(one["cue_at"]) or Span(0, 0), (_span(one["content"]) or Span(0, 0),))
        for one in facts(read(text), spans=True)["statements"]
    ]


def _span(told: dict[str, Any] | None) -> Span | None:
    return Span(told["start"], told["end"]) if told is not None else None


def test_attributions_of_general_news(read: Read) -> None:
    """Precision and recall of source and content together, over twelve paragraphs."""
    told = [(gold, found(read, text)) for text, gold in marked()]
    right = sum(len(pairs(gold, mine)) for gold, mine in told)
    precision, recall = right / sum(len(mine) for _, mine in told), right / sum(len(gold) for gold, _ in told)
    assert len(told) == 12
    assert precision >= 0.85
    assert recall >= 0.80


def test_a_pair_is_right_only_with_its_source_and_most_of_its_content() -> None:
    one = Attribution(Span(0, 4), Span(5, 9), (Span(10, 30),))
    assert same(one, Attribution(Span(2, 4), Span(5, 9), (Span(10, 22),)))
    assert not same(one, Attribution(Span(31, 40), Span(5, 9), (Span(10, 30),)))
    assert not same(one, Attribution(None, Span(5, 9), (Span(10, 30),)))
    assert not same(one, Attribution(Span(0, 4), Span(5, 9), (Span(10, 18),)))
    assert not same(one, Attribution(Span(0, 4), Span(5, 9), (Span(10, 90),)))


def test_what_the_cue_breaks_is_left_out_on_both_sides() -> None:
    broken = Attribution(Span(11, 14), Span(15, 19), (Span(0, 10), Span(20, 30)))
    assert same(broken, Attribution(Span(11, 14), Span(15, 19), (Span(0, 30),)))
