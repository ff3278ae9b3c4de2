"""One record of a data set, a JSON object or a table's row, as an article: which field is what.

A field is found by the name that the user gives where a record has it, else by the names that data sets have for it,
whatever their case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.inputs import Article, Problem, Publication
from kg.parse import text
from kg.parse.days import day

#: What a record may tell -> the names that fields for it have, the likelier ones first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article text", "main text", "maintext", "full text", "fulltext", "article"),
    "id": ("id", "uid", "guid", "article id", "doc id"),
    "date": ("date", "published", "date published", "publication date", "published at", "pub date", "publish date",
             "published date", "pubdate", "datepublished"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "source", "site", "sitename", "site name"),
    "url": ("url", "link", "canonical url"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip


def article(id: str, origin: str, value: Any, columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    """The article of a record, preceded by what is wrong with it; only a problem for what is no record with a text.

    `id` is used if the record has none; `columns` maps what is told to the field that the user names for it.
    """
    if not isinstance(value, dict):
        yield Problem(origin, "json-shape", 'expected an object with "text"')
        return
    found = fields(value, columns)
    words = found.get("text")
    if not isinstance(words, str):
        yield Problem(origin, "json-shape", _missing(value, columns))
        return
    own, key = found.get("id"), None
    if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip():
        id = key = kept(str(own))
    when = found.get("date")
    published = day(when) if isinstance(when, str) else None
    if when not in (None, "") and published is None:
        yield Problem(origin, "date", f'"date" {json.dumps(when)[:40]} is no day that is sure; ignored', "warning")
    told = {name: kept(_words(found.get(name))) for name in ("title", "outlet", "url", "author", "language")}
    publication = Publication(id, **told) if any(told.values()) else None
    yield from text.article(id, origin, words, published, key, publication)


def fields(value: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """What a record tells, by what it is.

    >>> fields({"Headline": "One", "body": "Two"}, {})
    {'text': 'Two', 'title': 'One'}
    >>> fields({"body": "Two", "lead": "One"}, {"text": "lead"})
    {'text': 'One'}
    """
    by_name = {_plain(name): content for name, content in reversed(list(value.items()))}
    found: dict[str, Any] = {}
    for what, names in NAMES.items():
        wanted = (_plain(columns[what]), *names) if what in columns else names
        name = next((name for name in wanted if by_name.get(name) is not None), None)
        if name is not None:
            found[what] = by_name[name]
    return found


def kept(words: str) -> str:
    """Words with characters that no format can carry replaced."""
    return text.UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().lower()


def _words(value: Any) -> str:
    """A text, or the texts of a list, on one line; nothing for what is neither."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _missing(value: Mapping[str, Any], columns: Mapping[str, str]) -> str:
    wanted = columns.get("text", "text")
    found = ", ".join(map(str, list(value)[:8])) or "nothing"
    return f'expected an object with "{wanted}"; found: {found}; another field: --column text=NAME'
