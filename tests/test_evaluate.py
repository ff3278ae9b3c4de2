"""Scoring: sets found and split, figures compared, results kept; what is held out stays unread."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
TEXT = "The Senate of Chile adopted a motion on Monday."
#: A scorer that calls facts alike when they are equal, and counts them.
SCORER = """
KINDS = ("decisions", "positions", "recognitions", "statements", "demands")
def pairs(kind, gold, pred, text):
    return [(i, pred.index(g)) for i, g in enumerate(gold) if g in pred]
def score(gold, texts, pred):
    return {"asked": [g["id"] for g in gold], "given": [p["id"] for p in pred]}
"""


def script(name: str) -> ModuleType:
    """A script of the project as a module."""
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


evaluate = script("evaluate")


def entry(id: str, **facts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id, **{kind: facts.get(kind, []) for kind in evaluate.KINDS}}


def scores(f1: float, days: tuple[int, int] = (1, 2), false_days: int = 0) -> dict[str, Any]:
    """Scores as a scorer gives them, the same for all kinds."""
    kind = {"P": 0.5, "R": 0.25, "F1": f1}
    share = {"right": days[0], "of": days[1], "accuracy": days[0] / days[1] if days[1] else None}
    return {
        **dict.fromkeys(evaluate.KINDS, kind),
        **dict.fromkeys(evaluate.SHARES, share),
        "macro_F1": f1,
        "false_figures": 0,
        "false_day": false_days,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one set of two texts, of which the second is held out, and a scorer."""
    sets = tmp_path / "sets"
    sets.mkdir()
    ids = ("one-7", "two-c")
    (sets / "items-own.texts.json").write_text(json.dumps([{"id": id, "text": TEXT} for id in ids]))
    (sets / "items-own.gold.json").write_text(json.dumps([entry(id, decisions=[{"body": "Diet"}]) for id in ids]))
    (sets / "score.py").write_text(SCORER)
    return sets


def refusal(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a run that is refused."""
    assert evaluate.main([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_a_folder_that_is_not_there_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refusal(tmp_path / "none", "--results", tmp_path, capsys=capsys)
    assert "NAME.gold.json" in line
    assert "make eval SHARED=DIR" in line


def test_what_cannot_be_scored_is_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ("--results", tmp_path / "kept")
    assert "there are: items-own" in refusal(folder, "--set", "items", *kept, capsys=capsys)
    assert "nothing" not in refusal(folder, "--against", "before", *kept, capsys=capsys)
    (folder / "items-own.texts.json").write_text(json.dumps([{"id": "one-7", "text": TEXT}]))
    assert "no text for the gold of two-c" in refusal(folder, *kept, capsys=capsys)
    (folder / "score.py").unlink()
    (folder / "items-own.gold.json").write_text("[]")
    assert "no scorer there" in refusal(folder, *kept, capsys=capsys)


def test_errors_of_what_is_held_out_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not shown" in refusal(folder, "--errors", "decisions", "--part", "held", capsys=capsys)


def test_errors_are_those_of_the_tuning_part(folder: Path) -> None:
    (own,) = evaluate.labelled_sets(folder)
    found = [entry("one-7", decisions=[{"body": "Senate", "evidence": {"start": 4, "end": 8, "text": "Diet"}}])]
    lines = list(evaluate.errors(own, found, evaluate.scorer(folder), "decisions"))
    assert lines == [
        f"== items-own one-7: {TEXT}",
        '   missed   {"body": "Diet"}',
        '   wrong    {"body": "Senate", "evidence": "Diet"}',
    ]


def test_a_fact_found_with_another_value_is_an_error(folder: Path) -> None:
    score = evaluate.scorer(folder)
    score.pairs = lambda kind, gold, read, text: [(0, 0)]
    gold = entry("x", decisions=[{"for": 9, "against": 0, "date": "2001-02-03"}])
    read = entry("x", decisions=[{"for": 8, "against": None, "date": "2001-02-03"}])
    assert [line.split(",")[0] for line in evaluate._errors_in(gold, read, TEXT, score, "decisions")] == [
        "   for      9"
    ]


def test_a_split_set_is_scored_in_its_parts(folder: Path) -> None:
    (own,) = evaluate.labelled_sets(folder)
    found = [entry("one-7"), entry("two-c")]
    columns = list(evaluate.columns(own, found, evaluate.scorer(folder)))
    assert [(title, scores["asked"], scores["given"]) for title, scores in columns] == [
        ("items-own tune", ["one-7"], ["one-7"]),
        ("items-own held", ["two-c"], ["two-c"]),
    ]
    (held,) = evaluate.columns(own, found, evaluate.scorer(folder), "held")
    assert held.title == "items-own held"


def test_changes_stand_beside_the_figures_and_drops_below() -> None:
    now, before = evaluate.Column("own", scores(0.75, false_days=2)), {"own": scores(0.5, days=(2, 2), false_days=1)}
    lines = evaluate.table([now], before).splitlines()
    rows = {line[:15].strip(): line[15:].split() for line in lines[2:]}
    assert rows["decisions"] == [".500", ".250", ".750", "+.250"]
    assert rows["days right"] == ["1/2", "-.500"]
    assert rows["false days"] == ["2", "+1"]
    assert rows["false figures"] == ["0", "="]
    assert set(evaluate.drops([now], before)) == {
        "own: false days 1 -> 2",
        *(f"own: {label} 1 -> 0.5" for label in evaluate.SHARES.values()),
    }


def test_without_earlier_results_nothing_is_compared() -> None:
    column = evaluate.Column("own", scores(0.75, days=(0, 0)))
    assert "+" not in evaluate.table([column], {})
    assert list(evaluate.drops([column], {})) == []


def test_many_sets_are_broken_into_several_tables() -> None:
    text = evaluate.table([evaluate.Column(f"set{n}", scores(0.5)) for n in range(5)], {})
    assert max(map(len, text.splitlines())) <= 110
    assert text.count("macro F1") == 2


def test_results_are_kept_set_by_set(tmp_path: Path) -> None:
    first, second = evaluate.Column("one", {"macro_F1": 0.1}), evaluate.Column("two", {"macro_F1": 0.2})
    evaluate.keep(tmp_path, [first, second], "before")
    evaluate.keep(tmp_path, [evaluate.Column("one", {"macro_F1": 0.3})], None)
    assert evaluate.kept(tmp_path)["scores"] == {"one": {"macro_F1": 0.3}, "two": {"macro_F1": 0.2}}
    assert evaluate.kept(tmp_path, "before")["scores"] == dict([first, second])


def test_a_whole_run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept"
    assert evaluate.main([str(folder), "--json", "--results", str(kept)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["items-own tune"]["asked"] == shown["items-own tune"]["given"] == ["one-7"]
    facts = [json.loads(line) for line in (kept / "items-own.jsonl").read_text().splitlines()]
    assert [fact["id"] for fact in facts] == ["one-7", "two-c"]
    assert facts[0]["decisions"][0]["outcome"] == "adopted"
    assert json.loads((kept / "last.json").read_text())["scores"] == shown
