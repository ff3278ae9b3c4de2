"""The competency questions of `competency/questions.toml`, asked of a graph of its articles, and of that of the seeds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli import main
from kg.vocabulary import KGO

HERE = Path(__file__).parent / "competency"
QUESTIONS: list[dict[str, Any]] = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))["question"]
PLACES = {"fixture": HERE / "articles", "seeds": HERE.parent.parent / "seeds"}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, kg.Graph]:
    folder = tmp_path_factory.mktemp("competency")
    for name, place in PLACES.items():
        assert main(["build", str(place), "--store", str(folder / name)]) == 0
    return {name: kg.open(folder / name) for name in PLACES}


def rows(graph: kg.Graph, asked: dict[str, Any]) -> set[str]:
    """The rows of a question, cells with " | " between; terms of the ontology as `kgo:Name`."""
    name, *given = asked["query"].split(" -p ")
    if "{" in asked["query"]:
        table = graph.query(asked["query"])
    else:
        values = dict(value.replace("+", " ").split("=", 1) for value in given)
        table = graph.query(name, **values)
    columns = asked.get("columns")
    found = [row if columns is None else {key: row[key] for key in columns} for row in table.dicts()]
    return {" | ".join(str(cell or "").replace(KGO, "kgo:") for cell in row.values()) for row in found}


@pytest.mark.parametrize("asked", QUESTIONS, ids=[one["words"] for one in QUESTIONS])
def test_the_question_has_its_answer(graphs: dict[str, kg.Graph], asked: dict[str, Any]) -> None:
    found = rows(graphs[asked.get("graph", "fixture")], asked)
    wanted = set(asked["rows"])
    assert wanted <= found if not asked.get("only", True) else wanted == found
    assert not found & set(asked.get("never", ()))


def test_there_are_enough_and_none_twice() -> None:
    assert len(QUESTIONS) >= 30
    assert len({one["words"] for one in QUESTIONS}) == len(QUESTIONS)
