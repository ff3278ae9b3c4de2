"""JSON: one object `{"id", "text", "date"}`, a list of them, or one a line.

A text is needed; which field holds it and which others are read tells `kg.parse.record`. `id` (a string or a number)
defaults to the file's stem, numbered from 1 within a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.inputs import Article, Problem, Source
from kg.parse import record, text

Columns = Mapping[str, str]


def parse(source: Source, columns: Columns) -> Iterator[Article | Problem]:
    """The articles of a JSON document or of one line of JSONL; input with one object a line is read as JSONL."""
    try:
        document, encoding = text.decoded(source.data)
    except UnicodeDecodeError as error:
        yield Problem(source.origin, "encoding", text.undecodable(error))
        return
    yield from text.guessed(source.origin, encoding)
    value = loaded(document)
    if not isinstance(value, Problem):
        yield from _articles(source, value, columns)
    elif "\n" in document.strip():
        yield from _lines(source, document, value, columns)
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


def _lines(source: Source, document: str, whole: Problem, columns: Columns) -> Iterator[Article | Problem]:
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
            yield from record.article(f"{source.id}:{number}", place, value, columns)


def _articles(source: Source, value: Any, columns: Columns) -> Iterator[Article | Problem]:
    if not isinstance(value, list):
        yield from record.article(source.id, source.origin, value, columns)
        return
    for number, item in enumerate(value, 1):
        yield from record.article(f"{source.id}:{number}", f"{source.origin}#{number}", item, columns)
