"""kg.render: each format against its specification, and text that must not act on a terminal or a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg import render
from kg.query import Rows
from kg.render import Style

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS: list[Any] = [
    NamedNode("https://kg.example/a?b=1&c=2"),
    BlankNode("b0"),
    Literal('say "a, b"\r\nand\tc'),
    Literal("Sénat", language="fr"),
    Literal("2001-02-03", datatype=NamedNode(XSD + "date")),
    Literal(3),
    Literal("1.", datatype=NamedNode(XSD + "decimal")),
    Literal(""),
    None,
]


def rows(*lines: Iterable[Any], columns: tuple[str, ...] = ("x", "y")) -> Rows:
    return Rows(columns, iter([tuple(line) for line in lines]))


def written(format: str, answer: Rows, style: Style | None = None) -> str:
    out = io.StringIO(newline="")
    render.FORMATS[format](answer, out, style or Style())
    return out.getvalue()


def test_csv_has_plain_values_and_crlf() -> None:
    text = written("csv", rows([TERMS[0], TERMS[2]], [None, TERMS[3]]))
    assert text == 'x,y\r\nhttps://kg.example/a?b=1&c=2,"say ""a, b""\r\nand\tc"\r\n,Sénat\r\n'


def test_the_header_can_be_left_out() -> None:
    for format in ("csv", "tsv"):
        assert "x" not in written(format, rows([Literal(1), Literal(2)]), Style(header=False))


def test_tsv_keeps_terms_and_stays_one_line_a_row() -> None:
    text = written("tsv", rows([TERMS[0], TERMS[2]], [TERMS[5], TERMS[6]], [None, TERMS[3]]))
    assert text.split("\n") == [
        "?x\t?y",
        '<https://kg.example/a?b=1&c=2>\t"say \\"a, b\\"\\r\\nand\\tc"',
        f'3\t"1."^^<{XSD}decimal>',
        '\t"Sénat"@fr',
        "",
    ]


@pytest.mark.parametrize(
    ("format", "of_engine"),
    [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)],
)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff")))
def test_what_is_written_is_read_back_by_the_engine(format: str, of_engine: QueryResultsFormat, text: str) -> None:
    lines = [(term, Literal(text)) for term in TERMS if format != "tsv" or not isinstance(term, BlankNode)]
    found = parse_query_results(written(format, rows(*lines)).encode(), of_engine)
    assert isinstance(found, QuerySolutions)
    assert [tuple(solution) for solution in found] == lines


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_xml_is_read_back_by_the_standard_library(text: str) -> None:
    text += "\r\n\t \r"
    cells = ElementTree.fromstring(
        written("xml", rows([NamedNode("https://kg.example/?a=1&b=2"), Literal(text, language="fr")]))
    )
    assert [cell[0].text for cell in cells.iter("{http://www.w3.org/2005/sparql-results#}binding")] == [
        "https://kg.example/?a=1&b=2",
        text,
    ]
    assert [cell.attrib["name"] for cell in cells.iter("{http://www.w3.org/2005/sparql-results#}binding")] == ["x", "y"]


def test_triple_terms_are_written_by_the_rules_of_their_formats() -> None:
    quoted = Triple(NamedNode("http://x.example/s"), NamedNode("http://x.example/p"), Literal("o"))
    one = json.loads(written("json", rows([quoted, None])))["results"]["bindings"][0]["x"]
    assert one["value"]["object"] == {"type": "literal", "value": "o"}
    found = ElementTree.fromstring(written("xml", rows([quoted, None])))
    assert found.find(".//{*}triple/{*}object/{*}literal") is not None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2, max_size=2))
def test_csv_is_read_back_by_the_standard_library(values: list[str]) -> None:
    text = written("csv", rows([Literal(value) for value in values]), Style(header=False))
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [values]


@pytest.mark.parametrize(("value", "word"), [(True, "true"), (False, "false")])
def test_a_truth_value_in_each_format(value: bool, word: str) -> None:
    found = {}
    for format in render.FORMATS:
        out = io.StringIO()
        render.write_truth(value, format, out)
        found[format] = out.getvalue()
    assert found["table"] == found["csv"] == found["tsv"] == found["md"] == f"{word}\n"
    assert json.loads(found["json"]) == {"head": {}, "boolean": value}
    assert bool(parse_query_results(found["xml"].encode(), QueryResultsFormat.XML)) is value


EVIL = "\x1b[31mred\x07 \u202egnp.exe\x9b <script>alert(1)</script> | [x](javascript:y) =cmd()"


def test_text_cannot_act_on_a_terminal() -> None:
    for width in (200, 20):
        text = written("table", rows([Literal(EVIL), Literal("b")]), Style(width=width))
        assert not set(text) & {"\x1b", "\x07", "\u202e", "\x9b"}
        assert "␛[31mred" in text.replace("\n", "")


def test_text_cannot_act_on_a_page() -> None:
    text = written("md", rows([Literal(EVIL + "\n| next"), Literal("b")]))
    assert len(text.splitlines()) == 3
    assert "<script>" not in text
    assert text.splitlines()[2].replace("\\|", "").count("|") == 3
    assert "\\[x\\](javascript" in text


def test_a_table_fits_the_width_and_loses_nothing() -> None:
    sentence = "The Diet of Freedonia adopted the motion by thirty votes to two late on Tuesday."
    for width in (40, 60, 200):
        text = written("table", rows([Literal(sentence), Literal(12)]), Style(width=width))
        assert max(map(len, text.splitlines())) <= width
        assert set(sentence.split()) <= set(text.split())


def test_columns_that_would_be_too_narrow_become_blocks() -> None:
    columns = tuple(f"column{number}" for number in range(9))
    text = written(
        "table", rows([Literal("a few words of text, again and again")] * 9, columns=columns), Style(width=80)
    )
    assert text.splitlines()[0] == "-- 1 --"
    assert text.splitlines()[1].split() == ["column0", "a", "few", "words", "of", "text,", "again", "and", "again"]
    assert max(map(len, text.splitlines())) <= 80


def test_numbers_stand_right_and_an_empty_table_has_its_header() -> None:
    text = written("table", rows([Literal(7), Literal("b")], [Literal(100), Literal("b")]), Style(width=60))
    assert "   7  " in text
    assert "x" in written("table", rows(), Style(width=60)).split()


def test_iris_are_shortened_for_people_only() -> None:
    style = Style("https://kg.example/", {"kgo": "https://w3id.org/kgres/ontology#"}, width=100)
    line = [NamedNode("https://kg.example/state/freedonia"), NamedNode("https://w3id.org/kgres/ontology#State")]
    for format in ("table", "md"):
        assert "https:" not in written(format, rows(line), style)
    assert written("csv", rows(line), style).count("https://") == 2
    assert (
        render.short(NamedNode("https://w3id.org/kgres/ontology#a/b"), style) == "https://w3id.org/kgres/ontology#a/b"
    )
    assert render.short(NamedNode("https://kg.example/"), style) == "https://kg.example/"


def test_a_limit_cuts_and_says_so_only_if_there_was_more() -> None:
    for limit, kept, more in ((0, 0, True), (1, 1, True), (2, 2, False), (3, 2, False), (None, 2, False)):
        found, count = render.limited(rows([1, 1], [2, 2]), limit)
        assert len(list(found.rows)) == count.rows == kept
        assert count.more is more
