"""Sheets to label: some articles of a corpus, drawn so that the same seed gives the same ones.

    articles ─drawn─> some ─entry─> sheet (to be labelled), texts (what the labels are of)

The draw goes by the text of the articles alone, not by their order or names: who adds articles to the corpus later, or
moves them, mostly gets the same ones again. The sheet is in order of the draw, so that its first half is a sample too.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from kg.inputs import Article

KINDS = ("decisions", "positions", "recognitions", "statements", "demands")
#: What the tool says of its own facts, and a label does not.
NOT_LABELLED = {"confidence", "rule", "explain"}


def drawn(articles: Iterable[Article], size: int, seed: int = 1) -> list[Article]:
    """`size` articles, or all if there are fewer; those with the same text count once. Consumes `articles`.

    Of the corpus no more than the articles drawn are kept.
    """
    best: list[tuple[int, str, Article]] = []
    held: set[str] = set()
    for article in articles:
        if article.sha256 in held or not article.text.strip():
            continue
        held.add(article.sha256)
        heapq.heappush(best, (-_rank(article, seed), article.sha256, article))
        if len(best) > size:
            held.discard(heapq.heappop(best)[1])
    return named([article for _, _, article in sorted(best, key=lambda item: -item[0])])


def _rank(article: Article, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {article.sha256}".encode()).digest())


def named(articles: Sequence[Article]) -> list[Article]:
    """The articles, those whose id an earlier one bears numbered ("news", "news-2")."""
    taken: set[str] = set()
    found = []
    for article in articles:
        names = (f"{article.id}-{number}" if number > 1 else article.id for number in count(1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        found.append(replace(article, id=name))
    return found


def entry(article: Article, facts: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What is to be labelled of one text: its words to read, and the facts found, or none.

    Passages are given by their words alone, which are easier to mend by hand than offsets.
    """
    found = facts or {}
    return {"id": article.id, "text": article.text} | {kind: [label(f) for f in found.get(kind, ())] for kind in KINDS}


def label(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as a label.

    >>> label({"by": "Chile", "content": {"start": 3, "end": 9, "text": "a vote"}, "confidence": 0.9})
    {'by': 'Chile', 'content': 'a vote'}
    """
    kept = {key: value for key, value in fact.items() if key not in NOT_LABELLED}
    return {key: value["text"] if isinstance(value, dict) else value for key, value in kept.items()}


def text(article: Article) -> dict[str, Any]:
    """The article as input; a date that is printed in its text is left there."""
    given = article.date if article.date_span is None else None
    return {"id": article.id, "text": article.text} | ({"date": given} if given else {})


def document(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """A file of entries, to be read and edited by people."""
    return (json.dumps(list(entries), ensure_ascii=False, indent=2) + "\n").encode()
