"""`Source` to `Article`: one parser per media type, chosen from a table.

A parser takes one source and yields articles, and a `Problem` for each thing that had to be skipped or mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.inputs import Article, InputOptions, Problem, Source
from kg.parse import html, json, language, markdown, text

#: Characters of the longest article: a book is none, and parsing takes some 4 KB of memory a character.
LONGEST = 500_000

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
            yield _readable(item, options) if isinstance(item, Article) else item


def _readable(article: Article, options: InputOptions) -> Article | Problem:
    """The article, or why it cannot be read: too long for the parser, or in another language than English."""
    if len(article.text) > LONGEST:
        message = f"a text of {len(article.text):,} characters; articles are read up to {LONGEST:,}"
        return Problem(article.origin, "too-long", message)
    return article if options.language == "any" else _english(article)


def _english(article: Article) -> Article | Problem:
    """The article, or that it is in another language than English."""
    found = language.foreign(article.text[article.body :])
    if found is None:
        return article
    message = f"not English (it looks like {found}); --lang any reads it all the same"
    return Problem(article.origin, "language", message)
