"""`Source` to `Article`: one parser per media type, chosen from a table.

A parser takes one source and yields articles, and a `Problem` for each thing that had to be skipped or mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.parse import json, text
from kg.types import Article, Problem, Source

Parser = Callable[[Source], Iterator[Article | Problem]]

PARSERS: dict[str, Parser] = {"text/plain": text.parse, "application/json": json.parse}


def parse(sources: Iterable[Source | Problem]) -> Iterator[Article | Problem]:
    """Turn sources into articles, in order; problems of the stage before pass through."""
    for source in sources:
        if isinstance(source, Problem):
            yield source
        else:
            yield from PARSERS[source.media](source)
