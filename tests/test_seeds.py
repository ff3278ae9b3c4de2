"""The five seed articles, end to end: what the saved questions must answer, and what they must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import data, export, pipeline, store

ROOT = data.root("queries").parent
SEEDS = ROOT / "seeds"
SENATE_2020 = "French Senate resolution of November 2020"
SENATE_2022 = "French Senate resolution of November 2022"
ASSEMBLY_2020 = "French National Assembly resolution of December 2020"
ASSEMBLY_2022 = "French National Assembly resolution of November 2022"
FRENCH, AZERI = "French Foreign Ministry", "Azerbaijani Foreign Ministry"

Ask = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "store"
    report = pipeline.build([str(SEEDS)], folder)
    assert not report.problems
    return folder


@pytest.fixture(scope="module")
def ask(built: Path) -> Ask:
    graph = kg.open(built)

    def rows(question: str, **parameters: object) -> list[dict[str, str]]:
        found = graph.query(question, **parameters)
        assert not isinstance(found, bool | list)
        return [{name: "" if value is None else str(value) for name, value in row.items()} for row in found.dicts()]

    return rows


def test_who_opposed_recognition_directly(ask: Ask) -> None:
    direct = {(row["opponent"], row["by"]) for row in ask("opponents") if row["sense"] == "direct"}
    assert direct == {
        (FRENCH, FRENCH),
        (FRENCH, "Jean-Yves Le Drian"),
        (FRENCH, "Jean-Baptiste Lemoyne"),
        ("French Government", "French Government"),
        ("French Government", "Jean-Baptiste Lemoyne"),
    }


def test_the_ministry_opposes_in_its_own_words_twice(ask: Ask) -> None:
    own = [row for row in ask("opponents") if row["by"] == FRENCH]
    assert len({row["article"] for row in own}) == 2
    assert {row["act"] for row in own} == {"decline to recognize"}


def test_who_opposed_recognition_via_a_resolution(ask: Ask) -> None:
    via = {(row["opponent"], row["through"]) for row in ask("opponents") if row["sense"] == "via resolution"}
    assert via == {("Azerbaijan", SENATE_2020), ("Azerbaijan", SENATE_2022), (AZERI, SENATE_2020)}


def test_who_must_not_appear_as_an_opponent(ask: Ask) -> None:
    rows = ask("opponents")
    assert not {row["opponent"] for row in rows} & {"Armenia", "French Senate", "French National Assembly", "France"}
    assert not [row for row in rows if row["through"] in (ASSEMBLY_2020, ASSEMBLY_2022)]
    assert not [row for row in rows if "mediat" in row["target"].lower()]


def test_who_supported_recognition(ask: Ask) -> None:
    found = {(row["supporter"], row["sense"]) for row in ask("supporters")}
    assert found == {
        ("French Senate", "direct"),
        ("French National Assembly", "direct"),
        ("Armenia", "via resolution"),
        ("Nikol Pashinian", "via resolution"),
    }


def test_another_target_can_be_asked_for(ask: Ask) -> None:
    found = {row["opponent"] for row in ask("opponents", target="National Assembly resolution of November 2022")}
    assert found == {"Azerbaijan", AZERI}


def test_the_five_resolutions(ask: Ask) -> None:
    found = [(row["measure"], row["date"], row["articles"]) for row in ask("resolutions")]
    assert found == [
        ("UN Security Council resolution of July 1993", "1993-07-29", "1"),
        (SENATE_2020, "2020-11-25", "4"),
        (ASSEMBLY_2020, "2020-12-03", "1"),
        (SENATE_2022, "2022-11", "1"),
        (ASSEMBLY_2022, "2022-11-30", "1"),
    ]


def test_the_votes(ask: Ask) -> None:
    figures = ("for", "against", "abstained", "cast", "unanimous")
    found = {(row["measure"], *(row[name] for name in figures)) for row in ask("votes")}
    assert found == {
        (SENATE_2020, "305", "", "", "306", ""),
        (SENATE_2020, "305", "1", "", "", ""),
        (ASSEMBLY_2020, "188", "3", "16", "", ""),
        (ASSEMBLY_2022, "256", "0", "", "", "true"),
    }


def test_the_disagreements(ask: Ask) -> None:
    found = {(row["about"], row["property"], row["value"]) for row in ask("disagreements")}
    recognition = "Recognition of Nagorno-Karabakh Republic by France"
    assert found == {
        (SENATE_2020, "adoption date", "2020-11-23"),
        (SENATE_2020, "adoption date", "2020-11-25"),
        (recognition, "recognition state", "recognizes"),
        (recognition, "recognition state", "does not recognize"),
    }


def test_the_undated_article_has_a_day_and_says_why(ask: Ask) -> None:
    inferred = [row for row in ask("dates") if row["basis"] == "inferred" and row["property"] == "published"]
    assert {row["date"] for row in inferred} == {"2022-12-01"}
    assert all(row["reason"] and row["sentence"] for row in inferred)


@pytest.mark.parametrize(
    "question", ["opponents", "supporters", "votes", "statements", "demands", "recognitions", "disagreements", "dates"]
)
def test_every_claim_carries_a_sentence_of_its_article(ask: Ask, question: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")]
    rows = ask(question)
    assert rows
    for row in rows:
        assert row["article"], row
        assert any(row["sentence"] in text for text in texts), row["sentence"]


def test_two_builds_give_the_same_bytes_whatever_the_order(built: Path, tmp_path: Path) -> None:
    files = sorted(str(path) for path in SEEDS.glob("*.txt"))
    pipeline.build(list(reversed(files)), tmp_path / "again")

    def nquads(folder: Path) -> bytes:
        target = folder.parent / "out.nq"
        with target.open("wb") as out:
            export.export(store.open_snapshot(folder), "nquads", out)
        return target.read_bytes()

    assert nquads(built) == nquads(tmp_path / "again")


def test_the_graph_passes_its_own_checks(built: Path) -> None:
    from kg import check

    snapshot = store.open_snapshot(built)
    assert check.check(list(snapshot.sorted_quads())) == []
