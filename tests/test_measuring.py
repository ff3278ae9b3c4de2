"""Measuring: what makes a pair, what is asked of pairs, rates and intervals, and the slips people make in labels."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.cli import main
from kg.errors import UsageError
from kg.evaluate import KINDS, compared, errors, evaluate, interval, paired, scores, similar
from kg.facts import facts
from kg.labels import loaded, mistakes

SHARED = Path(__file__).parents[2] / "shared" / "eval"
TEXT = "The Diet of Freedonia rejected the treaty by 30 to 12. Sylvania welcomed the vote. “No,” said Ms Teasdale."


def decision(**values: Any) -> dict[str, Any]:
    evidence = "The Diet of Freedonia rejected the treaty by 30 to 12."
    return {"body": "Senate of Chile", "polity": "CL", "outcome": "adopted", "evidence": evidence} | values


def position(**values: Any) -> dict[str, Any]:
    evidence = {"start": 55, "end": 82, "text": "Sylvania welcomed the vote."}
    return {"holder": "Sylvania", "holder_polity": None, "stance": "supports", "evidence": evidence} | values


def statement(**values: Any) -> dict[str, Any]:
    return {"speaker": "Gloria Teasdale", "content": "No", "evidence": "“No,” said Ms Teasdale."} | values


def pairs(kind: str, labelled: dict[str, Any], found: dict[str, Any]) -> bool:
    return paired(kind, [labelled], [found], TEXT) == [(0, 0)]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"body": "Chilean upper house of senators, the Senate"}, True),
        ({"body": "Chamber of Deputies of Chile"}, False),
        ({"polity": "AR"}, False),
        ({"outcome": "rejected"}, False),
        ({"evidence": "Sylvania"}, True),
    ],
)
def test_decisions_pair_by_place_body_and_outcome(change: dict[str, Any], same: bool) -> None:
    assert pairs("decisions", decision(), decision(**change)) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"stance": "opposes"}, False),
        ({"holder": "Freedonia"}, False),
        ({"evidence": "Sylvania welcomed"}, True),
        ({"evidence": "Sylvania"}, False),
        ({"evidence": "The Diet of Freedonia"}, False),
    ],
)
def test_positions_pair_by_holder_side_and_place(change: dict[str, Any], same: bool) -> None:
    assert pairs("positions", position(), position(**change)) is same


def test_a_state_its_government_and_a_ministry_are_one_actor_of_one_place_only() -> None:
    state = position(holder="Chile", holder_polity="CL", holder_kind="state")
    ministry = position(holder="Ministry of Foreign Affairs of Chile", holder_polity="CL", holder_kind="ministry")
    party = position(holder="Green Party", holder_polity="CL", holder_kind="party")
    assert pairs("positions", state, ministry)
    assert not pairs("positions", state, party)
    assert not pairs("positions", state, ministry | {"holder_polity": "AR"})
    named = {"content": "No", "by_polity": "CL", "evidence": "No"}
    assert pairs("demands", named | {"by": "Chile"}, named | {"by": "the cabinet"})
    assert not pairs("demands", named | {"by": "Chile"}, named | {"by": "the bishops"})


def test_a_statement_needs_half_of_the_content_and_not_by_quoting_everything() -> None:
    assert pairs("statements", statement(), statement(speaker="Teasdale"))
    assert not pairs("statements", statement(), statement(content=TEXT))
    assert not pairs("statements", statement(content="welcomed the vote. “No"), statement())
    assert pairs("statements", statement(speaker=None), statement(speaker=None))
    assert not pairs("statements", statement(speaker=None), statement())


def test_recognitions_pair_by_both_and_the_status() -> None:
    fact = {"recognizer": "Chile", "recognizer_polity": "CL", "recognized": "Palestine", "status": "recognises"}
    assert pairs("recognitions", fact, fact | {"recognized": "State of Palestine"})
    assert not pairs("recognitions", fact, fact | {"status": "does-not-recognise"})
    assert not pairs("recognitions", fact, fact | {"recognized": "Kosovo"})


def test_names_that_share_only_what_many_names_share_are_not_similar() -> None:
    assert not similar("House of Commons of the United Kingdom", "United States House of Representatives")
    assert not similar("", "Chile")


def test_each_fact_is_used_once_and_the_best_pair_goes_first() -> None:
    labelled = [decision(), decision(**{"for": 30, "against": 12})]
    found = [decision(**{"for": 30, "against": 12})]
    assert paired("decisions", labelled, found, TEXT) == [(1, 0)]


def test_what_is_asked_of_pairs() -> None:
    labelled = {"id": "a", "decisions": [decision(date="2001-02-03", **{"for": 30})]}
    result = compared(labelled, {"decisions": [decision(date="2001-02-04", **{"for": 30})]}, TEXT)
    assert (result.counts["decisions"], result.details["figures"], result.details["day"]) == ((1, 1, 1), (1, 1), (0, 1))
    result = compared({"id": "a", "decisions": [decision()]}, {"decisions": [decision(**{"for": 1})]}, TEXT)
    assert (result.details["no figures"], result.details["no day"]) == ((0, 1), (1, 1))
    unanimous = compared(
        {"id": "a", "decisions": [decision(unanimous=True, **{"for": 30, "against": 0})]},
        {"decisions": [decision(unanimous=True, **{"for": 30})]},
        TEXT,
    )
    assert unanimous.details["figures"] == (1, 1)


def test_what_has_no_pair_was_missed_or_is_wrong() -> None:
    result = compared({"id": "a", "positions": [position()]}, {"positions": [position(stance="opposes")]}, TEXT)
    assert [(kind, fact["stance"]) for kind, fact in result.missed] == [("positions", "supports")]
    assert [(kind, fact["stance"]) for kind, fact in result.wrong] == [("positions", "opposes")]
    told = errors([result], 1)
    assert [(e["id"], e["kind"], e["error"]) for e in told] == [("a", "positions", "missed")]
    assert len(errors([result], 9)) == 2


def some_results() -> Any:
    right = {"id": "a", "decisions": [decision()] * 3}
    wrong = {"id": "b", "decisions": [decision()] * 3}
    found = {"a": right, "b": {"decisions": [decision(outcome="rejected")]}}
    return evaluate([right, wrong], found, {"a": TEXT, "b": TEXT})


def test_rates_and_their_intervals() -> None:
    value = scores(some_results(), seed=3)
    assert (value["decisions"]["precision"], value["decisions"]["recall"]) == (3 / 4, 3 / 6)
    low, high = value["decisions"]["recall_95"]
    assert (low, high) == (0.0, 1.0)  # one of four draws takes either text twice
    assert value["macro"]["f1"] == value["decisions"]["f1"]  # the only kind with five labelled facts
    assert value["positions"]["precision"] is None
    assert value["positions"]["f1_95"] is None


def test_the_same_seed_gives_the_same_intervals() -> None:
    results = some_results()
    assert scores(results, seed=3, rounds=50) == scores(results, seed=3, rounds=50)
    assert interval([]) is None


def test_labels_come_as_a_list_as_lines_or_alone() -> None:
    one = {"id": "a"}
    assert loaded(json.dumps([one]), "x") == loaded(json.dumps(one), "x") == [one]
    assert loaded('{"id": "a"}\n\n{"id": "b"}\n', "x") == [{"id": "a"}, {"id": "b"}]
    for broken in ("no", "[]", '[{"id": "a"}, 1]', '[{"text": "a"}]', '{"id": "a"}\nno\n'):
        with pytest.raises(UsageError, match="x"):
            loaded(broken, "x")


def test_labels_without_a_text_are_an_error() -> None:
    with pytest.raises(UsageError, match='"a" is labelled'):
        evaluate([{"id": "a"}], {}, {})


def test_slips_in_labels_are_told() -> None:
    labels = {
        "id": "a",
        "decisions": [decision(outcome="passed"), {"body": "Diet"}],
        "statements": [statement(content="Never")],
        "positions": [position()],
    }
    told = [f"{slip.where} {slip.message}" for slip in mistakes([labels], {"a": TEXT}, "sheet.json")]
    assert told == [
        "sheet.json: a, decisions 1 \"outcome\" is 'passed', "
        "which is none of adopted, other, rejected, scheduled, vetoed",
        'sheet.json: a, decisions 2 "outcome" is missing',
        'sheet.json: a, decisions 2 "evidence" is missing',
        'sheet.json: a, statements 1 "content" does not stand in the text: "Never"',
    ]


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the other scorer and its sets are not at hand")
def test_the_counts_are_those_of_the_other_scorer() -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    gold = json.loads((SHARED / "seeds.gold.json").read_text(encoding="utf-8"))
    texts = json.loads((SHARED / "seeds.texts.json").read_text(encoding="utf-8"))
    found = [facts(one) for one in pipeline.extract([SHARED / "seeds.texts.json"])]
    theirs = other.score(gold, texts, found)
    ours = scores(evaluate(gold, {one["id"]: one for one in found}, {t["id"]: t["text"] for t in texts}), rounds=10)
    for kind in KINDS:
        counts = [ours[kind][key] for key in ("right", "labelled", "found")]
        assert counts == [theirs[kind][key] for key in ("right", "gold", "predicted")], kind
    for name in ("figures", "day", "polarity", "target", "addressee"):
        assert [ours[name][key] for key in ("right", "of")] == [theirs[name][key] for key in ("right", "of")], name
    assert abs(ours["macro"]["f1"] - theirs["macro_F1"]) < 0.001  # theirs is the mean of rounded ones
    assert ours["no figures"]["of"] - ours["no figures"]["right"] == theirs["false_figures"]
    assert ours["no day"]["of"] - ours["no day"]["right"] == theirs["false_day"]


def test_the_example_in_the_manual_is_labelled_as_the_manual_says() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    labels = loaded(manual.partition("```json\n")[2].partition("```")[0], "evaluation.md")
    texts = {one["id"]: one["text"] for one in labels}
    assert list(mistakes(labels, texts, "evaluation.md")) == []
    (result,) = evaluate(labels, {one["id"]: one for one in labels}, texts)
    assert (result.counts["decisions"], result.counts["positions"], result.missed) == ((1, 1, 1), (1, 1, 1), ())


def test_texts_given_for_labels_and_blank_sheets_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [{"id": "a", "text": "Peru condemned the bill."}]
    blank = [{"id": "a", "decisions": [], "positions": [], "recognitions": [], "statements": [], "demands": []}]
    (tmp_path / "texts.json").write_text(json.dumps(texts))
    (tmp_path / "blank.json").write_text(json.dumps(blank))
    assert main(["eval", str(tmp_path / "texts.json"), str(tmp_path / "texts.json")]) == 2
    assert "holds no labels" in capsys.readouterr().err
    assert main(["eval", str(tmp_path / "blank.json"), str(tmp_path / "texts.json")]) == 0
    assert "is the sheet still blank?" in capsys.readouterr().err


def test_fewer_articles_than_asked_for_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Peru condemned the bill.")
    assert main(["sample", str(tmp_path / "a.txt"), "-n", "5", "-o", str(tmp_path / "sheet.json")]) == 0
    assert "there are only 1 articles to draw from" in capsys.readouterr().err
