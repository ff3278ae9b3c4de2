"""How a fact came about: its clause, the lexicon's entry and rule; and confidence from what was counted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Read

from kg import data, lexicon
from kg.cli import main
from kg.extract.confidence import ENOUGH, Counted, load, measured, trusted
from kg.facts import KINDS, facts
from kg.types import Span, Why

WHY = Why(Span(0, 1), Span(0, 1), "decision.veto", 0.7)


def explained(read: Read, text: str, kind: str) -> list[dict[str, Any]]:
    return [fact["explain"] for fact in facts(read(text, "2023-05-10"), explain=True)[kind]]


def test_a_clause_is_told_with_who_does_what_to_whom(read: Read) -> None:
    (found,) = explained(read, "The treaty was rejected by the Senate of Chile on Tuesday.", "decisions")
    assert found["clause"] == {
        "verb": "rejected", "subject": ["the Senate of Chile"], "object": ["The treaty"],
        "passive": True, "negated": False, "mood": "real",
    }  # fmt: skip
    assert found["lexicon"]["form"] == "reject"
    assert found["lexicon"]["frame"] == "decide"
    assert found["rule"].startswith("decision.")


def test_a_word_of_non_recognition_is_explained_among_the_recognitions_alone(read: Read) -> None:
    text = '"We do not recognise Kosovo," Foreign Minister Ana Prado of Brazil said. Peru opposed the resolution.'
    found = facts(read(text, "2023-05-10"), explain=True)
    assert [fact["status"] for fact in found["recognitions"]] == ["does-not-recognise"]
    assert [fact["explain"]["lexicon"]["form"] for fact in found["positions"]] == ["oppose"]


def test_the_entry_is_the_one_of_its_kind_where_a_verb_has_several(read: Read) -> None:
    (found,) = explained(read, "Peru rejected the resolution of the Senate of Chile.", "positions")
    assert (found["lexicon"]["form"], found["lexicon"]["frame"], found["lexicon"]["act"]) == (
        "reject",
        "stance",
        "Reject",
    )


def test_a_fact_read_from_a_noun_has_an_entry_and_no_clause(read: Read) -> None:
    text = "Peru's condemnation of the resolution of the Senate of Chile came on Tuesday."
    (found,) = explained(read, text, "positions")
    assert found["clause"] is None
    assert (found["lexicon"]["form"], found["lexicon"]["file"]) == ("condemnation", "nouns.en.ttl")


SENTENCES = (
    "The Senate of Chile adopted a resolution. Chile urged Peru to open the border. Bolivia condemned the resolution. "
    "“It is biased,” Bolivian President Ana Rojas said. Peru recognised Kosovo. Ecuador accused Peru of lying."
)


def test_every_fact_is_explained_and_every_entry_is_in_its_file(read: Read) -> None:
    found = facts(read(SENTENCES, "2023-05-10"), explain=True)
    entries = [fact["explain"]["lexicon"] for kind in KINDS for fact in found[kind]]
    assert all(found[kind] for kind in KINDS)
    assert len([entry for entry in entries if entry]) >= 5
    for entry in filter(None, entries):
        text = (data.root("ontology") / "lexicon" / entry["file"]).read_text(encoding="utf-8")
        assert re.search(rf"^lex:{re.escape(entry['entry'])} ", text, re.M), entry


def test_every_entry_of_the_lexicon_tells_where_it_stands() -> None:
    senses = [sense for forms in lexicon.load().senses.values() for form in forms.values() for sense in form]
    assert all(sense.entry and sense.file.endswith(".ttl") for sense in senses)


def test_the_command_explains_for_people_and_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SENTENCES, encoding="utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "--explain", "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "decisions: Senate of Chile: resolution adopted" in out
    assert re.search(r"rule +decision\.\S+, confidence 0\.\d\d", out)
    assert re.search(r"clause +condemned; subject: Bolivia; object: the resolution", out)
    assert re.search(r"lexicon +condemn: stance \(Condemn\), entry condemn-v of verbs\.en\.ttl", out)
    assert main(["extract", str(tmp_path / "a.txt"), "--explain", "--spans"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["statements"][0]["explain"]["rule"].startswith("statement.")
    assert found["mentions"]


# --- confidence -----------------------------------------------------------------------------------------------------


def test_confidence_is_the_smoothed_precision_of_the_rule() -> None:
    table = {"decision.veto": Counted(7, 8), "decision": Counted(10, 30)}
    assert measured(WHY, table).confidence == 0.8
    assert measured(WHY, table).measured == (7, 8)


def test_a_rare_rule_is_as_good_as_its_kind_and_an_unmeasured_kind_keeps_its_guess() -> None:
    table = {"decision.veto": Counted(1, ENOUGH - 1), "decision": Counted(20, 38)}
    assert measured(WHY, table).confidence == 0.525
    assert trusted("decision.new", table) == Counted(20, 38)
    assert measured(WHY, {}) == WHY
    assert measured(WHY, {}).measured is None


def test_the_file_holds_counts_that_add_up() -> None:
    table = load()
    kinds = {name: counts for name, counts in table.items() if "." not in name}
    assert set(kinds) == {"decision", "position", "recognition", "statement", "demand"}
    for kind, counts in kinds.items():
        rules = [c for name, c in table.items() if name.startswith(f"{kind}.")]
        assert (sum(c.right for c in rules), sum(c.of for c in rules)) == counts
        assert all(0 <= c.right <= c.of for c in rules)
    assert load(Path("nowhere.json")) == {}


def test_facts_carry_what_was_measured(read: Read) -> None:
    found = read(SENTENCES, "2023-05-10")
    table = load()
    for kind in KINDS:
        for fact in getattr(found, kind):
            counts = trusted(fact.why.rule, table)
            assert counts is not None
            assert fact.why.confidence == round(counts.precision, 3)
