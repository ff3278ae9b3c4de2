"""Answers as text: a table of writers, one per format. Each takes rows and writes them as they come.

CSV and TSV follow "SPARQL 1.1 Query Results CSV and TSV Formats", JSON and XML the formats of those names; table and
Markdown are for people: IRIs shortened, control characters made visible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TextIO

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import webtable
from kg.query import Rows, native, plain

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
BARE_NUMBERS = frozenset("http://www.w3.org/2001/XMLSchema#" + name for name in ("integer", "decimal", "double"))
#: Marks that turn or hide text, and the separators that some programs take for the end of a line.
HIDDEN = frozenset("\u2028\u2029\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NARROW = 12


class Style(NamedTuple):
    """How to write for people. `prefixes` shorten IRIs (none: they stay full), as does `base`; `width` is in cells."""

    base: str = ""
    prefixes: Mapping[str, str] = {}
    header: bool = True
    width: int | None = None
    colour: bool = False


Writer = Callable[[Rows, TextIO, Style], None]


class Count:
    """How many rows were read so far, and whether there were more than wanted."""

    def __init__(self) -> None:
        self.rows, self.more = 0, False


def limited(rows: Rows, limit: int | None) -> tuple[Rows, Count]:
    """At most `limit` of the rows, and their count, which grows as they are read."""
    count = Count()

    def some() -> Iterator[tuple[Any, ...]]:
        for row in rows.rows:
            if count.rows == limit:
                count.more = True
                return
            count.rows += 1
            yield row

    return Rows(rows.columns, some()), count


def safe(rows: Rows) -> Rows:
    """The same rows, no cell of which a spreadsheet takes for a formula: such a text gets an apostrophe in front.

    What a spreadsheet runs begins with = + - @, or with white space before one (OWASP, "CSV Injection"); full-width
    forms of the signs count as well. Numbers stay numbers.
    """
    return Rows(rows.columns, (tuple(map(inert, row)) for row in rows.rows))


def inert(term: Any) -> Any:
    """A term that a spreadsheet shows and does not run.

    >>> [inert(term).value for term in (Literal("=1+1"), Literal(" @x"), Literal(-5), Literal("1-1"))]
    ["'=1+1", "' @x", '-5', '1-1']
    """
    if not isinstance(term, Literal) or type(native(term)) in (int, float):
        return term
    if not term.value.lstrip().startswith(RUN) and not term.value.startswith(("\t", "\r", "\n")):
        return term
    text = f"'{term.value}"
    return Literal(text, language=term.language) if term.language else Literal(text, datatype=term.datatype)


RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(rows: Rows, out: TextIO, style: Style) -> None:
    """SPARQL CSV: plain values, CRLF."""
    import csv

    writer = csv.writer(out)
    if style.header:
        writer.writerow(rows.columns)
    writer.writerows(rows.values())


def write_tsv(rows: Rows, out: TextIO, style: Style) -> None:
    """SPARQL TSV: terms as in Turtle, so that nothing is lost."""
    if style.header:
        out.write("\t".join(f"?{column}" for column in rows.columns) + "\n")
    for row in rows.rows:
        out.write("\t".join(turtle(term) for term in row) + "\n")


def turtle(term: Any) -> str:
    """A term as in Turtle on one line; "" for none.

    >>> turtle(Literal(3)), turtle(Literal("a\\tb", language="en"))
    ('3', '"a\\\\tb"@en')
    """
    if term is None:
        return ""
    if isinstance(term, Literal) and term.datatype.value in BARE_NUMBERS and term.value[-1:].isdigit():
        return term.value
    return str(term).replace("\t", "\\t")


def write_json(rows: Rows, out: TextIO, style: Style) -> None:
    """SPARQL JSON."""
    import json

    out.write('{"head": {"vars": ' + json.dumps(rows.columns) + '}, "results": {"bindings": [')
    for index, row in enumerate(rows.rows):
        binding = {name: json_term(term) for name, term in zip(rows.columns, row, strict=True) if term is not None}
        out.write((",\n" if index else "\n") + json.dumps(binding, ensure_ascii=False))
    out.write("\n]}}\n")


def json_term(term: Any) -> dict[str, Any]:
    """A term as SPARQL JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def write_xml(rows: Rows, out: TextIO, style: Style) -> None:
    """SPARQL XML."""
    names = "".join(f'<variable name="{column}"/>' for column in rows.columns)
    out.write(f"{XML_HEAD}<head>{names}</head>\n<results>\n")
    for row in rows.rows:
        pairs = zip(rows.columns, row, strict=True)
        cells = (f'<binding name="{name}">{xml_term(term)}</binding>' for name, term in pairs if term is not None)
        out.write(f"<result>{''.join(cells)}</result>\n")
    out.write("</results>\n</sparql>\n")


XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def xml_term(term: Any) -> str:
    """A term as SPARQL XML has it."""
    if isinstance(term, NamedNode):
        return f"<uri>{xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{xml_text(term.value)}</bnode>"
    if not isinstance(term, Literal):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return "<triple>" + "".join(f"<{name}>{xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    mark = ""
    if term.language:
        mark = f' xml:lang="{term.language}"'
    elif term.datatype.value != XSD_STRING:
        mark = f' datatype="{xml_text(term.datatype.value)}"'
    return f"<literal{mark}>{xml_text(term.value)}</literal>"


def xml_text(text: str) -> str:
    """Text as XML 1.0 can carry it: markup and CR escaped, other control characters replaced by U+FFFD.

    >>> xml_text('a<b & "c"\\r\\x01')
    'a&lt;b &amp; &quot;c&quot;&#xD;\\ufffd'
    """
    return text.translate(XML_ESCAPES)


XML_ESCAPES: dict[int, str] = dict.fromkeys((*range(32), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}") | {
    ord("\t"): "\t",
    ord("\n"): "\n",
    ord("\r"): "&#xD;",
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}


def write_ndjson(rows: Rows, out: TextIO, style: Style) -> None:
    """One JSON object a line, by column name: numbers and truth values as such, the rest as text, null for none."""
    import json

    for row in rows.rows:
        line = dict(zip(rows.columns, map(native, row), strict=True))
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def write_html(rows: Rows, out: TextIO, style: Style) -> None:
    """A page of HTML with one table; IRIs are links, shortened for reading."""
    out.write(webtable.HEAD)
    cells = ([(term, visible(short(term, style))) for term in row] for row in rows.rows)
    out.writelines(webtable.table(rows.columns, cells, style.header))
    out.write(webtable.FOOT)


def write_markdown(rows: Rows, out: TextIO, style: Style) -> None:
    """A Markdown table (GitHub's), its text inert: no markup of an article takes effect."""
    if style.header:
        out.write(f"| {' | '.join(rows.columns)} |\n|{' --- |' * len(rows.columns)}\n")
    for row in rows.rows:
        out.write("| " + " | ".join(markdown_text(short(term, style)) for term in row) + " |\n")


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}" if mark not in "<>" else {"<": "&lt;", ">": "&gt;"}[mark])
    return visible(text.replace("\r\n", " ").replace("\n", " "))


def short(term: Any, style: Style) -> str:
    """A term for people: an IRI by its prefix or relative to the base, a literal as its text, "" for none.

    >>> short(NamedNode("https://kg.example/state/france"), Style("https://kg.example/"))
    'state/france'
    """
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return plain(term)
    if style.base and term.value.startswith(style.base):
        return term.value[len(style.base) :] or term.value
    for prefix, namespace in style.prefixes.items():
        name = term.value.removeprefix(namespace)
        if name != term.value and name and "/" not in name and "#" not in name:
            return f"{prefix}:{name}"
    return term.value


def visible(text: str) -> str:
    """Text that can do nothing to a terminal: control characters as their pictures, direction marks as numbers.

    >>> visible("a\\x1b[31mb\\u202e")
    'a␛[31mb\\\\u202e'
    """
    return "".join(picture(c) if ord(c) < 32 or 127 <= ord(c) < 160 or c in HIDDEN else c for c in text)


def picture(character: str) -> str:
    """What stands for one character that must not reach a terminal."""
    code = ord(character)
    return chr(0x2400 + code) if code < 32 else "␡" if code == 127 else f"\\u{code:04x}"


def write_table(rows: Rows, out: TextIO, style: Style) -> None:
    """A table as wide as the terminal, or, where columns would be too narrow to read, one block of lines a row."""
    cells = [tuple(visible(short(term, style)) for term in row) for row in rows.rows]
    write_cells(rows.columns, cells, out, style)


def write_cells(columns: tuple[str, ...], cells: Sequence[tuple[str, ...]], out: TextIO, style: Style) -> None:
    """Cells of plain text as a table or, if that would not be readable, as blocks."""
    from rich.cells import cell_len
    from rich.console import Console

    # Everything is said here, for rich would ask the environment itself and knows nothing of --color.
    console = Console(
        file=out, width=style.width, force_terminal=style.colour, color_system="standard" if style.colour else None,
        no_color=not style.colour, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    longest = [max(map(cell_len, column), default=0) for column in zip(columns, *cells, strict=True)]
    fits = sum(min(length, 2 * NARROW) + 2 for length in longest) <= console.width
    (_grid if fits or not cells else _blocks)(columns, cells, console, style)


def _grid(columns: tuple[str, ...], cells: Sequence[tuple[str, ...]], console: Any, style: Style) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_header=style.header, pad_edge=False, header_style="bold")
    for name, column in zip(columns, zip(*cells, strict=True) if cells else columns, strict=True):
        numeric = bool(cells) and all(cell.replace(".", "", 1).isdigit() for cell in column if cell)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _blocks(columns: tuple[str, ...], cells: Sequence[tuple[str, ...]], console: Any, style: Style) -> None:
    """A block of lines for each row: name and cell side by side, or, on a very narrow terminal, one below the other."""
    from rich.cells import cell_len
    from rich.text import Text

    stacked = style.header and max(map(cell_len, columns)) + 2 + NARROW > console.width
    for number, row in enumerate(cells, 1):
        console.print(Text(f"-- {number} --", style="dim", overflow="fold"))
        lines = [(name, cell) for name, cell in zip(columns, row, strict=True) if cell]
        if stacked:
            for name, cell in lines:
                console.print(Text(name, style="bold", overflow="fold"))
                console.print(Text(cell, overflow="fold"))
        else:
            console.print(_block(lines, style.header))


def _block(lines: Sequence[tuple[str, str]], header: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    block = Table.grid(padding=(0, 2))
    block.add_column(style="bold", no_wrap=True)
    block.add_column(overflow="fold")
    for name, cell in lines:
        block.add_row(Text(name if header else ""), Text(cell))
    return block


def write_truth(value: bool, format: str, out: TextIO) -> None:
    """The answer to ASK in a format of `FORMATS`."""
    word = "true" if value else "false"
    if format == "json":
        out.write('{"head": {}, "boolean": ' + word + "}\n")
    elif format == "ndjson":
        out.write('{"boolean": ' + word + "}\n")
    elif format == "html":
        out.write(f"{webtable.HEAD}<p>{word}</p>\n{webtable.FOOT}")
    elif format == "xml":
        out.write(f"{XML_HEAD}<head/>\n<boolean>{word}</boolean>\n</sparql>\n")
    else:
        out.write(word + "\n")


FORMATS: dict[str, Writer] = {
    "table": write_table,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "ndjson": write_ndjson,
    "xml": write_xml,
    "md": write_markdown,
    "html": write_html,
}
