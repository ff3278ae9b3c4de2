"""`Source` to `Article`: one parser per media type, chosen from a table.

A parser takes one source and yields articles, and a `Problem` for each thing that had to be skipped or mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.parse import html, json, language, markdown, text
from kg.types import Article, InputOptions, Problem, Source

Parser = Callable[[Source, Mapping[str, str]], Iterator[Article | Problem]]

PARSERS: dict[str, Parser] = {
    "text/plain": text.parse,
    "text/markdown": markdown.parse,
    "text/html": html.parse,
    "application/json": json.parse,
}


def parse(sources: Iterable[Source | Problem], options: InputOptions | None = None) -> Iterator[Article | Problem]:
    """Turn sources into articles, in order; problems of the stage before pass through.

    An article that is not English becomes a problem with code "language", unless `options.language` is "any".
    """
    options = options or InputOptions()
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        for item in PARSERS[source.media](source, options.columns):
            yield _foreign(item) if isinstance(item, Article) and options.language != "any" else item


def _foreign(article: Article) -> Article | Problem:
    """The article, or that it is in another language than English."""
    found = language.foreign(article.text[article.body :])
    if found is None:
        return article
    message = f"not English (it looks like {found}); --lang any reads it all the same"
    return Problem(article.origin, "language", message)
