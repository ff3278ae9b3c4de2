"""Answers as HTML: one plain table that a browser, a screen reader, a notebook and a mail programme can show.

Every text is escaped by the standard library, and an IRI is a link only if its scheme is one of the web's: nothing that
an article says becomes markup or script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

LINKED = ("http://", "https://")
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Answer</title>
<style>
body { font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; color-scheme: light dark; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; max-width: 40rem; }
</style>
</head>
<body>
<main>
"""
FOOT = "</main>\n</body>\n</html>\n"


def table(columns: Iterable[str], rows: Iterable[Iterable[tuple[Any, str]]], header: bool = True) -> Iterator[str]:
    """The lines of a table; each cell is a term (or None) and the text to show for it."""
    # A table wider than the window is scrolled by keyboard as well, so its box takes the focus and has a name.
    yield '<div role="region" aria-label="Answer" tabindex="0">\n<table>\n<caption>Answer</caption>\n'
    if header:
        names = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
        yield f"<thead><tr>{names}</tr></thead>\n"
    yield "<tbody>\n"
    for row in rows:
        yield f"<tr>{''.join(cell(term, text) for term, text in row)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def cell(term: Any, text: str) -> str:
    """One cell; its writing direction is the text's own.

    >>> cell(Literal("<b>", language="fr"), "<b>")
    '<td dir="auto" lang="fr">&lt;b&gt;</td>'
    >>> cell(NamedNode("https://kg.example/a?b=1&c=2"), "a")
    '<td><a href="https://kg.example/a?b=1&amp;c=2">a</a></td>'
    """
    if isinstance(term, NamedNode):
        inner = escape(text)
        return f'<td><a href="{escape(term.value)}">{inner}</a></td>' if linked(term.value) else f"<td>{inner}</td>"
    language = f' lang="{escape(term.language)}"' if isinstance(term, Literal) and term.language else ""
    return f'<td dir="auto"{language}>{escape(text)}</td>'


def escape(text: str) -> str:
    """Text without markup, by the standard library, whose table of all names of HTML takes a while to load."""
    import html

    return html.escape(text)


def linked(iri: str) -> bool:
    """Whether an IRI may be followed: no `javascript:`, no `data:`, no `file:`.

    >>> linked("https://kg.example/"), linked("javascript:alert(1)")
    (True, False)
    """
    return iri.lower().startswith(LINKED)
