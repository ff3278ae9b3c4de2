"""Markdown: the text without its marks, and what a front matter of "key: value" lines tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.inputs import Article, Problem, Source
from kg.parse import record, text

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def parse(source: Source, columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    """The one article of a Markdown file."""
    try:
        words, encoding = text.decoded(source.data)
    except UnicodeDecodeError as error:
        yield Problem(source.origin, "encoding", text.undecodable(error))
        return
    yield from text.guessed(source.origin, encoding)
    front = FRONT.match(words)
    told: dict[str, str] = {name: value.strip("\"'") for name, value in LINE.findall(front[1])} if front else {}
    own = {name: value for name, value in record.fields(told, columns).items() if name not in ("text", "id")}
    value = {**own, "text": plain(words[front.end() :] if front else words)}
    for item in record.article(source.id, source.origin, value, {}):
        yield text.sole(item, encoding)


def plain(markdown: str) -> str:
    """The words of a Markdown text, a blank line between its blocks.

    >>> plain("# Vote\\n\\nThe *Diet* met,\\n[again](https://x.example).\\n\\n- One\\n- Two")
    'Vote\\n\\nThe Diet met,\\nagain.\\n\\nOne\\n\\nTwo'
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).parse(markdown)
    blocks = (_inline(token.children or []) for token in tokens if token.type == "inline")
    return "\n\n".join(block for block in blocks if block.strip())


def _inline(tokens: list[Token]) -> str:
    """The words of a block, without pictures."""
    words = (token for token in tokens if token.type != "image")
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in words)
