"""Answers in Python: read again, as a pandas frame, as CSV, as a table of a notebook; and the examples of the docs."""

from __future__ import annotations

import builtins
import csv
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest
import sides
from pyoxigraph import Literal
from test_formats_people import Seen
from test_render import rows
from tiny import FAKES

import kg
from kg import pipeline
from kg.errors import KgError, UsageError
from kg.frames import SHOWN, Table

DOCS = Path(__file__).parent.parent / "docs" / "questions.md"
WHO = """SELECT ?who ?sure ?day { ?p kgo:holder/rdfs:label ?who ; kgo:confidence ?sure OPTIONAL { ?p kgo:date ?day } }
ORDER BY ?who ?day"""
COUNTS = """SELECT ?who (COUNT(*) AS ?n) (SUM(?c) AS ?sum) (BOUND(?who) AS ?yes) ?none
{ ?p kgo:holder/rdfs:label ?who ; kgo:confidence ?c } GROUP BY ?who ?none ORDER BY ?who"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.open(sides.store(tmp_path_factory.mktemp("store") / ".kg"))


def test_rows_can_be_read_again_and_in_part(graph: kg.Graph) -> None:
    found = graph.query(WHO)
    assert next(found.dicts())["who"] == "Arcadia"
    assert len(found) == len(list(found.dicts())) == len(list(found)) == 9
    assert next(iter(found)) == {"who": "Arcadia", "sure": 0.8, "day": None}
    assert not graph.query("SELECT * { ?s <none> ?o }")


def test_a_frame_has_columns_of_one_type(graph: kg.Graph) -> None:
    frame = graph.query(COUNTS).df()
    assert list(frame.columns) == ["who", "n", "sum", "yes", "none"]
    assert frame["n"].tolist() == [3, 2, 3, 1]
    assert [pandas.api.types.is_integer_dtype(frame["n"]), pandas.api.types.is_float_dtype(frame["sum"])] == [True] * 2
    assert pandas.api.types.is_string_dtype(frame["who"]) and pandas.api.types.is_bool_dtype(frame["yes"])
    assert frame["none"].isna().all()


def test_an_empty_answer_is_a_frame_with_its_columns(graph: kg.Graph) -> None:
    assert list(graph.query("SELECT ?a ?b { ?a <none> ?b }").df().columns) == ["a", "b"]


def test_without_pandas_one_line_says_what_to_install(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return load(name, *rest)

    found = graph.query(WHO)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(KgError, match=r"pip install 'kg-resolutions\[pandas\]'"):
        found.df()


def test_csv_is_that_of_the_command(graph: kg.Graph, tmp_path: Path) -> None:
    graph.query(WHO).to_csv(tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[:2] == [["who", "sure", "day"], ["Arcadia", "0.8", ""]]
    Table(rows([Literal("=1"), None])).to_csv(tmp_path / "safe.csv", safe=True)
    assert (tmp_path / "safe.csv").read_bytes() == b"x,y\r\n'=1,\r\n"


def test_a_notebook_shows_an_escaped_table_of_the_first_rows() -> None:
    shown = Table(rows(*[[Literal(sides.HOSTILE), None]] * (SHOWN + 5)))._repr_html_()
    seen = Seen(shown)
    assert "script" not in seen.tags and sides.HOSTILE in seen.words
    assert seen.tags.count("tr") == SHOWN + 1
    assert f"The first {SHOWN} rows; there are more." in seen.words
    assert "there are more" not in Table(rows([Literal("a"), None]))._repr_html_()


def test_each_kind_of_question_has_its_method(graph: kg.Graph) -> None:
    construct = "CONSTRUCT { ?p <urn:x> 1 } { ?p kgo:polarity kgo:Abstain }"
    assert graph.ask("ASK { ?p kgo:polarity kgo:Abstain }") is True
    assert [str(triple.predicate) for triple in graph.construct(construct)] == ["<urn:x>"]
    for method, question, name in (
        (graph.query, "ASK {}", "ask"), (graph.query, construct, "construct"), (graph.ask, WHO, "query"),
        (graph.construct, "ASK {}", "ask"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=rf"by the method {name}\(\)"):
            method(question)


def test_a_question_runs_with_its_parameters(graph: kg.Graph) -> None:
    found = graph.query("opponents", target="Diet resolution")
    assert {(row["opponent"], row["sense"]) for row in found.dicts()} == {("Cagliostro", "direct")}


def test_facts_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "stages", lambda *options, **more: FAKES)
    (tmp_path / "a.txt").write_text("One.")
    (one,) = kg.facts_of([tmp_path / "a.txt"])
    assert (one["id"], one["positions"]) == ("a", [])


def test_the_examples_of_the_docs_run(graph: kg.Graph) -> None:
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    run = subprocess.run([sys.executable, "-c", blocks[0]], cwd=graph.directory.parent, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert "Cagliostro" in run.stdout
    assert (graph.directory.parent / "opponents.csv").exists()
