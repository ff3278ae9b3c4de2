"""Answers for people and spreadsheets: HTML that holds no markup of articles, lines of JSON, safe CSV, colours, widths."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len
from test_render import XSD, rows, written
from tiny import built

from kg import render, screen
from kg.cli import main
from kg.render import Style

HOSTILE = '<script>alert(1)</script>" onmouseover="x'


class Seen(HTMLParser):
    """The tags and the text of a page, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s")


def test_html_is_a_table_with_headers_and_no_markup_of_the_data() -> None:
    page = written("html", rows([NamedNode("https://kg.example/a?b=1&c=2"), Literal(HOSTILE)], [None, Literal("ok")]))
    seen = Seen(page)
    assert seen.tags.count("tr") == 3 and seen.tags.count("td") == 4
    assert "script" not in seen.tags and HOSTILE in seen.words
    assert [value for name, value in seen.attributes if name == "scope"] == ["col", "col"]
    assert ("href", "https://kg.example/a?b=1&c=2") in seen.attributes
    assert ("lang", "en") in seen.attributes
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


@given(text=st.text(st.characters(exclude_categories=["Cs"])), name=st.text(min_size=1))
def test_no_text_adds_a_tag_or_an_attribute(text: str, name: str) -> None:
    plain = Seen(written("html", rows([Literal("a"), Literal("b")])))
    odd = Seen(written("html", rows([Literal(text), Literal("b")], columns=(name, "y"))))
    assert (odd.tags, odd.attributes) == (plain.tags, plain.attributes)


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web_are_links(iri: str) -> None:
    assert "a" not in Seen(written("html", rows([NamedNode(iri), None]))).tags


def test_ndjson_has_an_object_a_line_with_numbers_as_numbers() -> None:
    lines = written(
        "ndjson",
        rows(
            [Literal(3), Literal("0.5", datatype=NamedNode(XSD + "decimal"))],
            [Literal("NaN", datatype=NamedNode(XSD + "double")), Literal("a\nb", language="fr")],
            [None, Literal("007")],
        ),
    ).splitlines()
    assert [json.loads(line, parse_constant=pytest.fail) for line in lines] == [
        {"x": 3, "y": 0.5},
        {"x": "NaN", "y": "a\nb"},
        {"x": None, "y": "007"},
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 555", "'+1 555"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_prefixed(text: str, shown: str) -> None:
    found = written("csv", render.safe(rows([Literal(text), Literal(-5)])), Style(header=False))
    assert list(csv.reader(io.StringIO(found, newline=""))) == [[shown, "-5"]]


def test_csv_is_as_the_standard_has_it_unless_asked(directory: Path, tmp_path: Path) -> None:
    query = 'SELECT ("=1" AS ?x) {}'
    for options, expected in (([], "=1"), (["--csv-safe"], "'=1")):
        assert main(["query", query, "--store", str(directory), "-o", str(tmp_path / "x.csv"), *options]) == 0
        assert (tmp_path / "x.csv").read_bytes() == f"x\r\n{expected}\r\n".encode()


@pytest.mark.parametrize("suffix", screen.ROW_SUFFIXES)
def test_every_suffix_asks_for_its_format(directory: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"x{suffix}"
    assert main(["query", "SELECT (1 AS ?x) {}", "--store", str(directory), "-o", str(file)]) == 0
    out = io.StringIO(newline="")
    render.FORMATS[screen.ROW_SUFFIXES[suffix]](rows([Literal(1)], columns=("x",)), out, Style(width=120))
    assert file.read_bytes() == out.getvalue().encode()


@pytest.mark.parametrize("format", screen.ROW_FORMATS)
def test_a_truth_value_has_every_format(directory: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    assert main(["query", "ASK {}", "--store", str(directory), "--format", format]) == 0
    assert "true" in capsys.readouterr().out


def test_every_format_is_offered() -> None:
    assert set(screen.ROW_FORMATS) == set(render.FORMATS) >= set(screen.ROW_SUFFIXES.values())


@pytest.mark.parametrize(
    ("options", "environment", "escapes"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "", "NO_COLOR": ""}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_come_only_when_wanted(
    directory: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    options: list[str], environment: dict[str, str], escapes: bool,
) -> None:  # fmt: skip
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    query = 'SELECT ("a\\u001B[31mb" AS ?x) {}'
    assert main(["query", query, "--store", str(directory), "--format", "table", *options]) == 0
    out = capsys.readouterr().out
    assert ("\x1b" in out) is escapes
    assert "a␛[31mb" in out


@pytest.mark.parametrize("width", [10, 20, 40, 80])
@pytest.mark.parametrize("long", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, long: bool) -> None:
    words: list[Any] = [Literal("a sentence that goes on and on " * (9 if long else 1)), Literal("評" * 30)]
    text = written("table", rows(words, words, columns=("a_long_column_name", "y")), Style(width=width))
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.count("評") == 60


@pytest.mark.parametrize(
    "mark", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\u200b", "\ufeff"]
)
def test_marks_that_act_on_a_terminal_or_hide_text_are_made_visible(mark: str) -> None:
    for format in ("table", "md", "html"):
        text = written(format, rows([Literal(f"a{mark}b"), None]), Style(width=80))
        assert mark not in text and "a" + render.picture(mark) + "b" in text
