"""The header of a saved question: `#+ key: value` lines, as grlc and BASIL read them; what is broken is told with its place.

The lines are YAML, of which this reads what headers need: plain and quoted text (which may run on in indented lines),
lists and mappings in flow style, lists of "- " lines. What YAML would take for something else is refused, not guessed,
so that grlc reads every header that kg reads, and reads the same; a test compares the two. (A YAML library would do it
too, and take as long to load as the rest of a question together.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kg import sparql
from kg.errors import QueryError, did_you_mean

#: grlc's keys, and `values`, of ours: where in the graph the values of a parameter are.
KEYS = (
    "summary",
    "description",
    "tags",
    "defaults",
    "enumerate",
    "values",
    "empty",
    "counts",
    "pagination",
    "method",
    "endpoint",
)
LINE = re.compile(r"^#\+[ \t]?(?P<content>[^\r\n]*)", re.MULTILINE)
KEY = re.compile(r"(?P<key>[\w-]+):(?=\s|$)[ \t]*")
TOKEN = re.compile(
    r"""[ \t]*(?P<text>
        "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | [{}\[\],] | :(?=[ \t]|$)
        | (?:[^\s{}\[\],:"'\#] | :(?=\S)) (?:[^{}\[\],:] | :(?=\S))*)""",
    re.VERBOSE,
)
#: What a plain text cannot begin with or hold, for YAML reads it otherwise.
NOT_PLAIN = re.compile(r"""^[\[\]{}&*!|>%@`"',#?-](?=\s|$)|^[\[\]{}&*!|>%@`"',#]|:(?=\s|$)|\s\#""")
ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


class Entry(NamedTuple):
    """The value of a key and where the key stands in the file (an offset)."""

    value: Any
    start: int


class _Piece(NamedTuple):
    """Text of a value and the offset at which it stands in the file."""

    text: str
    start: int


class _Broken(Exception):
    """A value that cannot be read: what is wrong, and the offset in the file."""

    def __init__(self, message: str, at: int):
        super().__init__(message)
        self.at = at


def header(text: str, where: str = "query") -> dict[str, Entry]:
    """What the `#+` lines of a query file say, by key. Raises `QueryError` with the place of what is broken.

    >>> {key: entry.value for key, entry in header("#+ summary: Who?\\n#+ tags: [a, b]\\nASK {}").items()}
    {'summary': 'Who?', 'tags': ['a', 'b']}
    """
    try:
        return {key: Entry(_value(pieces), start) for key, start, pieces in _keys(text)}
    except _Broken as broken:
        line, column = sparql.place(text, broken.at)
        raise QueryError(f"broken header: {broken}", where, line, column) from None


def _keys(text: str) -> Iterator[tuple[str, int, list[_Piece]]]:
    """Each key, its offset, and the pieces of its value: the rest of its line, and the lines indented below it."""
    seen: set[str] = set()
    current: tuple[str, int, list[_Piece]] | None = None
    for match in LINE.finditer(text):
        content, start = match["content"].rstrip(), match.start("content")
        indent = len(content) - len(content.lstrip())
        found = KEY.match(content)
        if found:
            if current:
                yield current
            current = found["key"], start, [_Piece(content[found.end() :], start + found.end())]
            _check_key(current[0], seen, start)
        elif current and (indent or content.startswith("- ") or not content):
            current[2].append(_Piece(content.strip(), start + indent))
        else:
            raise _Broken('expected "key: value", or the value above going on, indented', start)
    if current:
        yield current


def _check_key(key: str, seen: set[str], start: int) -> None:
    if key in seen:
        raise _Broken(f'"{key}" stands there twice', start)
    if key not in KEYS:
        raise _Broken(f'no key "{key}"{did_you_mean(key, KEYS) or "; known: " + ", ".join(KEYS)}', start)
    seen.add(key)


def _value(pieces: list[_Piece]) -> Any:
    """A list of "- " lines, a value in flow style, or text, which may run over lines."""
    first, more = pieces[0], [piece for piece in pieces[1:] if piece.text]
    if not first.text and more and all(piece.text.startswith("- ") for piece in more):
        return [_item(_Piece(piece.text[2:].strip(), piece.start + 2)) for piece in more]
    if first.text in ("|", ">", "|-", ">-"):
        return " ".join(piece.text for piece in more)
    lines = [piece for piece in (first, *more) if piece.text]
    if not lines:
        raise _Broken("there is no value", first.start)
    if lines[0].text[0] in "{[\"'":
        return _flow(lines)
    return _plain(lines)


def _item(piece: _Piece) -> Any:
    """One item of a list: `name: value` is a mapping."""
    found = KEY.match(piece.text)
    if found:
        return {found["key"]: _value([_Piece(piece.text[found.end() :], piece.start + found.end())])}
    return _value([piece])


def _plain(lines: list[_Piece]) -> Any:
    for number, line in enumerate(lines):
        wrong = NOT_PLAIN.search(line.text) if not number else re.search(r":(?=\s|$)|\s\#", line.text)
        if wrong:
            raise _Broken(
                f'"{wrong[0].strip()}" means something else here; put the text into quotes', line.start + wrong.start()
            )
    return scalar(" ".join(line.text for line in lines))


def _flow(lines: list[_Piece]) -> Any:
    """A value in flow style, or in quotes."""
    tokens = [token for line in lines for token in _tokens(line)]
    end = lines[-1].start + len(lines[-1].text)
    value, rest = _node([*tokens, _Piece("", end)])
    if rest[0].text:
        raise _Broken(f'"{rest[0].text}" is too much', rest[0].start)
    return value


def _tokens(line: _Piece) -> Iterator[_Piece]:
    position = 0
    while position < len(line.text.rstrip()):
        match = TOKEN.match(line.text, position)
        if not match:
            raise _Broken("this is never closed, or needs quotes", line.start + position)
        yield _Piece(match["text"].rstrip(), line.start + match.start("text"))
        position = match.end()


def _node(tokens: list[_Piece]) -> tuple[Any, list[_Piece]]:
    """The value that the tokens begin with, and the tokens behind it."""
    opening, rest = tokens[0], tokens[1:]
    if opening.text not in ("{", "["):
        if opening.text in ("", "}", "]", ",", ":"):
            raise _Broken(f"expected a value{_found(opening)}", opening.start)
        return scalar(opening.text), rest
    closing = "}" if opening.text == "{" else "]"
    keys: list[Any] = []
    values: list[Any] = []
    while rest[0].text != closing:
        value, rest = _node(rest)
        if closing == "}":
            keys.append(value)
            if rest[0].text != ":":
                raise _Broken(f'expected ":"{_found(rest[0])}', rest[0].start)
            value, rest = _node(rest[1:])
        values.append(value)
        if rest[0].text not in (",", closing):
            raise _Broken(f'expected "," or "{closing}"{_found(rest[0])}', rest[0].start)
        rest = rest[1:] if rest[0].text == "," else rest
    return (dict(zip(keys, values, strict=True)) if closing == "}" else values), rest[1:]


def _found(token: _Piece) -> str:
    return f', found "{token.text}"' if token.text else ", found the end"


def scalar(text: str) -> Any:
    """A number, a truth value, or text without its quotation marks.

    >>> scalar("50"), scalar("true"), scalar('"50"'), scalar("Who?")
    (50, True, '50', 'Who?')
    """
    if re.fullmatch(r"-?(0|[1-9]\d*)", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    if text in ("true", "false"):
        return text == "true"
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", lambda match: ESCAPED.get(match[1], match[1]), text[1:-1])
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text
