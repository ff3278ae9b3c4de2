"""Sheets to label: which articles are drawn, and that a sheet can be measured as it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tiny import FAKES

from kg import pipeline
from kg.cli import main
from kg.sample import document, drawn, entry, named, text
from kg.types import Article, Span


def article(words: str, id: str = "", date: str | None = None) -> Article:
    return Article(id or words, words, words, hashlib.sha256(words.encode()).hexdigest(), date)


CORPUS = [article(f"Text {number}.") for number in range(200)]


def test_the_same_seed_draws_the_same_articles_in_any_order() -> None:
    once = drawn(CORPUS, 20)
    assert len({found.id for found in once}) == 20
    assert drawn(reversed(CORPUS), 20) == once
    assert drawn(CORPUS, 20, seed=2) != once


def test_a_smaller_draw_is_the_beginning_of_a_larger_one() -> None:
    assert drawn(CORPUS, 5) == drawn(CORPUS, 20)[:5]


def test_every_article_is_as_likely() -> None:
    counts = dict.fromkeys((found.id for found in CORPUS), 0)
    for seed in range(300):
        for found in drawn(CORPUS, 20, seed):
            counts[found.id] += 1
    assert min(counts.values()) > 10  # 30 are expected; each is binomial with a deviation of 5.2
    assert max(counts.values()) < 55


def test_a_text_that_is_there_twice_or_empty_is_not_drawn_again() -> None:
    assert [found.id for found in drawn([article("One.", "a"), article("One.", "b"), article(" ")], 9)] == ["a"]


def test_ids_are_made_one_of_a_kind() -> None:
    same = [article("One.", "news"), article("Two.", "news-2"), article("Three.", "news"), article("Four.", "news")]
    assert [found.id for found in named(same)] == ["news", "news-2", "news-3", "news-4"]


def test_labels_are_words_and_tell_nothing_of_the_tool() -> None:
    place = {"start": 0, "end": 3, "text": "One"}
    fact = {"body": "Diet", "evidence": place, "confidence": 0.9, "rule": "decision.veto"}
    sheet = entry(article("One."), {"decisions": [fact]})
    assert sheet["decisions"] == [{"body": "Diet", "evidence": "One"}]
    assert sheet["statements"] == entry(article("One."))["decisions"] == []
    assert json.loads(document([sheet])) == [sheet]


def test_a_date_in_the_text_is_not_given_twice() -> None:
    given = article("One.", date="2001-02-03")
    printed = Article("a", "a", " date 2001-02-03 One.", "0", "2001-02-03", Span(6, 16), 17)
    assert text(given)["date"] == "2001-02-03"
    assert "date" not in text(printed)


def test_a_sheet_is_not_overwritten_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "stages", lambda *options, **more: FAKES)
    (tmp_path / "a.txt").write_text("One.")
    sheet = tmp_path / "sheet.json"
    command = ["sample", str(tmp_path / "a.txt"), "-o", str(sheet)]
    assert main(command) == 0
    sheet.write_text("labels")
    assert main(command) == 2
    assert "--force overwrites it" in capsys.readouterr().err
    assert sheet.read_text() == "labels"
    assert main([*command, "--force"]) == 0
    assert json.loads(sheet.read_text())[0]["text"] == "One."


TEXTS = {
    "vote": " date 2001-02-09 The Senate of Chile adopted a resolution on Thursday by 30 votes to 12, urging Peru "
    "to act.",
    "talk": "“The border stays open,” Peruvian President Ana Quispe said in Lima. Bolivia condemned the resolution.",
}


def test_a_sheet_filled_by_the_tool_and_left_so_measures_as_all_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    sheet = tmp_path / "sheet.json"
    assert main(["sample", str(tmp_path), "-o", str(sheet)]) == 0
    capsys.readouterr()
    measure = ["eval", str(sheet), str(tmp_path / "sheet.texts.json")]
    assert main([*measure, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["texts"] == 2
    for kind in ("decisions", "positions", "statements", "demands"):
        assert found[kind]["f1"] == 1, kind
        assert found[kind]["labelled"] > 0
    labels = json.loads(sheet.read_text(encoding="utf-8"))
    labels[0]["decisions" if labels[0]["id"] == "vote" else "statements"].clear()
    sheet.write_text(json.dumps(labels), encoding="utf-8")
    assert main([*measure, "--errors", "5"]) == 0
    assert ": wrong\n" in capsys.readouterr().out


def test_words_that_do_not_stand_in_the_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Nothing was decided.")
    label = {"body": "Diet", "outcome": "adopted", "evidence": "The Diet met"}
    (tmp_path / "gold.json").write_text(json.dumps([{"id": "a", "decisions": [label]}]))
    assert main(["eval", str(tmp_path / "gold.json"), str(tmp_path / "a.txt")]) == 0
    found = capsys.readouterr()
    assert 'a, decisions 1: warning: "evidence" does not stand in the text: "The Diet met"' in found.err
    assert "decisions" in found.out
    assert main(["eval", str(tmp_path / "none.json"), str(tmp_path / "a.txt")]) == 2
