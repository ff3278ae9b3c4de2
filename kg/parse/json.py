"""JSON: one object `{"id", "text", "date"}`, a list of them, or one a line.

`text` is needed; `id` (a string or a number) defaults to the file's stem, numbered from 1 within a list; `date` is a
day, or a time whose day is taken as written. Other keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.parse import text
from kg.types import Article, Problem, Source


def parse(source: Source) -> Iterator[Article | Problem]:
    """The articles of a JSON document or of one line of JSONL; input with one object a line is read as JSONL."""
    try:
        document = text.decode(source.data)
    except UnicodeDecodeError as error:
        yield Problem(source.origin, "encoding", text.undecodable(error))
        return
    value = loaded(document)
    if not isinstance(value, Problem):
        yield from _articles(source, value)
    elif "\n" in document.strip():
        yield from _lines(source, document, value)
    else:
        yield Problem(source.origin, value.code, value.message)


def loaded(document: str) -> Any:
    """The value of a JSON text, or a `Problem` without a place."""
    try:
        return json.loads(document)
    except json.JSONDecodeError as error:
        return Problem("", "json", f"not JSON: {error.msg.lower()} at {error.lineno}:{error.colno}")
    except (ValueError, RecursionError):
        return Problem("", "json", "not JSON that can be read: nested too deep, or a number too long")


def _lines(source: Source, document: str, whole: Problem) -> Iterator[Article | Problem]:
    """One object a line, or the problem with the whole if already the first line is none."""
    lines = [(n, line) for n, line in enumerate(document.split("\n"), 1) if line.strip()]
    if not isinstance(loaded(lines[0][1]), dict):
        yield Problem(source.origin, whole.code, whole.message)
        return
    for number, line in lines:
        place = f"{source.origin}:{number}"
        value = loaded(line)
        if isinstance(value, Problem):
            yield Problem(place, value.code, value.message)
        else:
            yield from _article(f"{source.id}:{number}", place, value)


def _articles(source: Source, value: Any) -> Iterator[Article | Problem]:
    if not isinstance(value, list):
        yield from _article(source.id, source.origin, value)
        return
    for number, item in enumerate(value, 1):
        yield from _article(f"{source.id}:{number}", f"{source.origin}#{number}", item)


def _article(id: str, origin: str, value: Any) -> Iterator[Article | Problem]:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        yield Problem(origin, "json-shape", 'expected an object with "text"')
        return
    own, date, key = value.get("id"), value.get("date"), None
    if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip():
        id = key = text.UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", str(own))
    day = date[:10] if isinstance(date, str) else None
    if date not in (None, "") and not (day and text.is_day(day)):
        yield Problem(origin, "date", f'"date" {json.dumps(date)[:40]} is no day YYYY-MM-DD; ignored', "warning")
        day = None
    yield from text.article(id, origin, value["text"], day or None, key)
