"""Articles as strangers write them, end to end: each case was once a crash or a false row."""

from __future__ import annotations

import json
from pathlib import Path

import kg
from kg import check, pipeline, store


def built(folder: Path, *texts: str, date: str | None = "2024-11-21") -> Path:
    lines = [json.dumps({"id": f"t{n}", "text": text, "date": date}) for n, text in enumerate(texts)]
    source = folder / "articles.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    report = pipeline.build([str(source)], folder / "store")
    assert not report.problems
    return folder / "store"


def rows(folder: Path, question: str, **parameters: object) -> list[dict[str, str | None]]:
    found = kg.open(folder).query(question, **parameters)
    assert not isinstance(found, bool | list)
    return list(found.dicts())


def test_a_party_of_the_gazetteer_can_hold_a_position(tmp_path: Path) -> None:
    folder = built(tmp_path, "The Orange Democratic Movement welcomed the resolution of the Kenyan Senate.")
    assert [row["supporter"] for row in rows(folder, "supporters", target="resolution")] == [
        "Orange Democratic Movement"
    ]


def test_a_date_given_beside_the_text_needs_no_passage(tmp_path: Path) -> None:
    folder = built(tmp_path, "Germany condemned the resolution of the Danish parliament.")
    assert check.check(list(store.open_snapshot(folder).sorted_quads())) == []
    (row,) = rows(folder, "dates")
    assert (row["date"], row["basis"], row["sentence"]) == ("2024-11-21", "given", None)


def test_the_polity_of_a_minted_agent_is_described(tmp_path: Path) -> None:
    folder = built(
        tmp_path, "Ruritanian senators and the Fijian opposition condemned the resolution of the Danish parliament."
    )
    assert check.check(list(store.open_snapshot(folder).sorted_quads())) == []


def test_the_branch_of_an_organisation_is_no_state(tmp_path: Path) -> None:
    folder = built(tmp_path, "Greenpeace India opposed the resolution of the Danish parliament.")
    assert [row["opponent"] for row in rows(folder, "opponents", target="resolution")] == ["Greenpeace India"]


def test_a_headline_without_a_full_stop_takes_nothing_from_the_next_line(tmp_path: Path) -> None:
    text = "Russia vetoes UN resolution on Sudan\n\nRussia on Monday vetoed a UN Security Council resolution on Sudan."
    found = rows(built(tmp_path, text), "opponents", target="resolution")
    assert {row["opponent"] for row in found} == {"Russia"}
    assert "Russia on Monday vetoed a UN Security Council resolution on Sudan." in {row["sentence"] for row in found}


def test_it_is_the_motion_that_one_backs(tmp_path: Path) -> None:
    text = "Slovakia's parliament rejected a motion on Tuesday. The Christian Democratic Movement backed it."
    (row,) = rows(built(tmp_path, text), "supporters", target="motion")
    assert row["supporter"] == "Christian Democratic Movement"
