"""The saved questions over the seeds: what they must answer, and what must not appear."""

from __future__ import annotations

from pathlib import Path

import pytest
import seed_findings
from pyoxigraph import Store

from kg import data, triples
from kg.emit import emit
from kg.errors import BadParameter
from kg.named import names_by, resolved
from kg.query import bound
from kg.questions import loaded
from kg.resolve import held, resolve
from kg.vocabulary import PREFIXES

BASE = "https://kg.example/"
NAMES = sorted(path.stem for path in data.root("queries").glob("*.rq"))
#: Nobody in the seeds is told to have changed sides.
WITHOUT_ROWS = {"changed-positions"}
SIDE = "by sense target through act date confidence sentence article"
COLUMNS = {
    "opponents": f"opponent {SIDE}",
    "supporters": f"supporter {SIDE}",
    "resolutions": "measure kind body date precision outcome articles sentence article",
    "votes": "measure body outcome date for against abstained cast unanimous sentence article",
    "statements": "speaker office for to medium mode polarity about date content sentence article",
    "demands": "by body addressee act content about date confidence sentence article",
    "recognitions": "recognizer recognized object state date published confidence sentence article",
    "disagreements": "about property value preferred words rationale sentence article",
    "dates": "about property date basis words counted_from confidence reason sentence article",
    "why": "about claim value basis words confidence sentence article",
    "agreement": "one other agreed disagreed targets",
    "changed-positions": "holder target before before_date after date confidence before_sentence before_article"
    " sentence article",
    "coverage": "outlet measure first last articles own",
    "differences": "about property verdict value preferred articles sources rationale",
    "diplomatic-acts": "date actor act addressee over confidence sentence article",
    "measures": "measure kind body date outcome subjects articles sources",
    "positions": "holder for side target act date confidence sentence article",
    "recognition-history": "recognized object recognizer state first last articles sources",
    "said-about": "speaker office for to about side date content confidence sentence article",
    "single-source": "kind about fact value articles confidence sentence article",
    "tallies": "measure body date outcome for against abstained cast accounted check margin share sentence article",
    "timeline": "date kind who what about confidence sentence article",
    "voting-record": "date who role measure outcome for against abstained sentence article",
}
SENATE_2020, SENATE_2022 = "French Senate resolution of November 2020", "French Senate resolution of November 2022"
ASSEMBLY_2020 = "French National Assembly resolution of December 2020"
ASSEMBLY_2022 = "French National Assembly resolution of November 2022"

Row = dict[str, str]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(triples.quads(emit(resolve(held(seed_findings.all_findings())), BASE)))
    return store


def query(name: str, base: str = BASE, **values: str) -> str:
    """The text of a saved question with its parameters filled in."""
    asked = loaded(data.root("queries") / f"{name}.rq")
    return bound(asked, values, base).text


def plain(store: Store, text: str) -> list[tuple[str, ...]]:
    rows = store.query(text, base_iri=BASE, prefixes=PREFIXES, use_default_graph_as_union=True)
    return [tuple("" if term is None else term.value for term in row) for row in rows]


def ask(store: Store, name: str, **values: str) -> list[Row]:
    """The rows of a saved question, as strings by column; names stand for things."""
    asked = loaded(data.root("queries") / f"{name}.rq")
    meant = resolved(asked, values, names_by(lambda text: plain(store, text))).values
    result = store.query(query(name, **meant), base_iri=BASE, use_default_graph_as_union=True)
    columns = [variable.value for variable in result.variables]
    return [
        {c: "" if term is None else term.value.removeprefix(BASE) for c, term in zip(columns, row, strict=True)}
        for row in result
    ]


def articles(rows: list[Row]) -> list[str]:
    return sorted(row["article"].removeprefix("article/")[:10] for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_columns_and_header(store: Store, name: str) -> None:
    asked = loaded(data.root("queries") / f"{name}.rq")
    assert asked.summary
    assert asked.description
    assert asked.tags
    result = store.query(query(name), base_iri=BASE, use_default_graph_as_union=True)
    assert [variable.value for variable in result.variables] == COLUMNS[name].split()


@pytest.mark.parametrize("name", NAMES)
def test_every_row_carries_its_sentence(store: Store, name: str) -> None:
    texts = {seed.article.sha256[:12]: seed.article.text for seed in seed_findings.all_findings()}
    rows = ask(store, name)
    assert bool(rows) == (name not in WITHOUT_ROWS)
    for row in rows if "sentence" in COLUMNS[name].split() else ():
        assert row["sentence"]
        assert row["sentence"] in texts[row["article"][-12:]]


@pytest.mark.parametrize("name", NAMES)
def test_rows_come_once_and_in_one_order(store: Store, name: str) -> None:
    rows = [tuple(row.values()) for row in ask(store, name)]
    assert len(rows) == len(set(rows))
    assert rows == [tuple(row.values()) for row in ask(store, name)]


def test_direct_opponents_of_recognition(store: Store) -> None:
    rows = [row for row in ask(store, "opponents") if row["sense"] == "direct"]
    found = sorted((row["opponent"], row["by"], row["article"].removeprefix("article/")[:10]) for row in rows)
    ministry, government = "French Foreign Ministry", "French Government"
    assert {(who(o), who(b), a) for o, b, a in found} == {
        (government, "Jean-Baptiste Lemoyne", "2020-11-27"),
        (ministry, "Jean-Baptiste Lemoyne", "2020-11-26"),
        (ministry, "Jean-Yves Le Drian", "2020-12-04"),
        (ministry, ministry, "2020-11-27"),
        (ministry, ministry, "2020-11-28"),
    }
    assert {row["target"] for row in rows} == {"Recognition of Nagorno-Karabakh Republic by France"}
    assert {row["through"] for row in rows} == {""}


#: What ministries are called depends on how much the gazetteer knows of them.
OTHER_NAMES = {
    "Ministry of Foreign Affairs of France": "French Foreign Ministry",
    "Government of France": "French Government",
    "Ministry of Foreign Affairs of Azerbaijan": "Azerbaijani Foreign Ministry",
}


def who(name: str) -> str:
    return OTHER_NAMES.get(name, name)


def test_opponents_via_resolutions(store: Store) -> None:
    rows = [row for row in ask(store, "opponents") if row["sense"] == "via resolution"]
    assert {(who(row["opponent"]), row["through"]) for row in rows} == {
        ("Azerbaijan", SENATE_2020),
        ("Azerbaijan", SENATE_2022),
        ("Azerbaijani Foreign Ministry", SENATE_2020),
    }
    [unsure] = [row for row in rows if row["through"] == SENATE_2022]
    assert unsure["confidence"] == "0.6", "the less sure of the side and of what the resolution provides"


def test_who_must_not_appear_as_an_opponent_of_recognition(store: Store) -> None:
    rows = ask(store, "opponents")
    assert not {row["opponent"] for row in rows} & {"Armenia", "French Senate", "French National Assembly"}
    assert not [row for row in rows if row["through"] == ASSEMBLY_2022]
    assert not [row for row in rows if "go-between" in row["target"]]


def test_opponents_of_something_else(store: Store) -> None:
    [row] = ask(store, "opponents", target="go-between")
    assert (row["opponent"], row["sense"], row["target"]) == ("Azerbaijan", "direct", "Paris acting as a go-between")
    assert {row["through"] for row in ask(store, "opponents", target="SANCTIONS")} == {ASSEMBLY_2022}
    assert ask(store, "opponents", target="Senate of France") == []
    for name in ("nothing of the kind", "France's "):
        with pytest.raises(BadParameter, match="nothing in the graph is called"):
            ask(store, "opponents", target=name)
    assert len(ask(store, "opponents", target="")) > len(ask(store, "opponents"))


def test_supporters(store: Store) -> None:
    rows = ask(store, "supporters")
    direct = [row for row in rows if row["sense"] == "direct"]
    assert {row["supporter"] for row in direct} == {"French Senate", "French National Assembly"}
    assert {row["through"] for row in direct} == {SENATE_2020, SENATE_2022, ASSEMBLY_2020}
    via = {(row["supporter"], row["by"], row["through"]) for row in rows if row["sense"] == "via resolution"}
    assert via == {("Armenia", "Armenia", SENATE_2020), ("Armenia", "Nikol Pashinian", SENATE_2020)}


def test_resolutions(store: Store) -> None:
    rows = ask(store, "resolutions")
    assert [(row["measure"], row["date"], row["precision"], row["articles"]) for row in rows] == [
        ("UN Security Council resolution of July 1993", "1993-07-29", "day", "1"),
        (SENATE_2020, "2020-11-25", "day", "4"),
        (ASSEMBLY_2020, "2020-12-03", "day", "1"),
        (SENATE_2022, "2022-11", "month", "1"),
        (ASSEMBLY_2022, "2022-11-30", "day", "1"),
    ]


def test_votes(store: Store) -> None:
    rows = [
        tuple(row[c] for c in ("measure", "for", "against", "abstained", "cast", "unanimous"))
        for row in ask(store, "votes")
    ]
    assert rows == [
        (SENATE_2020, "305", "", "", "306", ""),
        (SENATE_2020, "305", "1", "", "", ""),
        (ASSEMBLY_2020, "188", "3", "16", "", ""),
        (ASSEMBLY_2022, "256", "", "", "", "true"),
    ]


def test_disagreements(store: Store) -> None:
    rows = ask(store, "disagreements")
    assert [
        (row["about"], row["value"], row["preferred"], row["article"].removeprefix("article/")[:10]) for row in rows
    ] == [
        (SENATE_2020, "2020-11-25", "yes", "2020-11-26"),
        (SENATE_2020, "2020-11-25", "yes", "2020-11-28"),
        (SENATE_2020, "2020-11-23", "no", "2020-12-04"),
        ("Recognition of Nagorno-Karabakh Republic by France", "does not recognize", "yes", "2020-11-27"),
        ("Recognition of Nagorno-Karabakh Republic by France", "does not recognize", "yes", "2020-11-28"),
        ("Recognition of Nagorno-Karabakh Republic by France", "recognizes", "no", "undated-37"),
    ]
    assert "reports of different times" in rows[-1]["rationale"]
    assert "2 articles against 1 article" in rows[0]["rationale"]


def test_dates(store: Store) -> None:
    rows = ask(store, "dates")
    inferred = [row for row in rows if row["basis"] == "inferred"]
    assert {row["date"] for row in inferred} == {"2022-12-01"}
    assert len(inferred) == 4, "one row for each sentence that forces the day"
    assert all("Wednesday" in row["reason"] for row in inferred)
    [counted] = [row for row in rows if row["words"] == "Thursday"]
    assert (counted["date"], counted["basis"], counted["counted_from"]) == (
        "2020-12-03",
        "relative resolved",
        "2020-12-04",
    )


def test_statements_and_their_speakers(store: Store) -> None:
    rows = ask(store, "statements", speaker="lemoyne")
    assert {row["speaker"] for row in rows} == {"Jean-Baptiste Lemoyne"}, "the bare surname is the same person"
    assert articles(rows) == ["2020-11-26", "2020-11-26", "2020-11-27"]
    [debate] = [row for row in rows if row["medium"] == "parliamentary debate"]
    assert (who(debate["for"]), debate["to"]) == ("French Government", "French Senate")


def test_demands_of_measures_and_of_others(store: Store) -> None:
    rows = ask(store, "demands")
    assert {row["by"] for row in rows} >= {SENATE_2020, ASSEMBLY_2022, "Nikol Pashinian"}
    assert {row["addressee"] for row in rows if row["by"] == "Nikol Pashinian"} == {"Emmanuel Macron"}
    assert {row["body"] for row in ask(store, "demands", by="senate")} == {"French Senate"}


def test_recognitions(store: Store) -> None:
    rows = {(row["recognizer"], row["recognized"], row["state"]) for row in ask(store, "recognitions")}
    assert ("Armenia", "Nagorno-Karabakh Republic", "does not recognize") in rows
    assert ("France", "Nagorno-Karabakh Republic", "calls for") in rows


def test_why(store: Store) -> None:
    rows = ask(store, "why", about="senate resolution of november 2020")
    dates = [(row["value"], row["basis"], row["words"]) for row in rows if row["claim"] == "adoption date"]
    assert dates[:3] == [
        ("2020-11-23", "stated", "On Nov. 23"),
        ("2020-11-25", "relative resolved", "on Wednesday"),
        ("2020-11-25", "stated", "on November 25"),
    ]


@pytest.mark.parametrize("name", ["opponents", "supporters", "resolutions", "disagreements", "votes"])
def test_rdflib_gives_the_same_answers_from_the_flat_graph(store: Store, name: str) -> None:
    import rdflib

    flat = rdflib.Graph()
    left_out = (BASE + "graph/ontology",)
    triples = {f"{q.subject} {q.predicate} {q.object} ." for q in store if q.graph_name.value not in left_out}
    flat.parse(data="\n".join(sorted(triples)), format="nt")
    result = flat.query(query(name), base=BASE)
    rows = sorted(tuple("" if term is None else str(term).removeprefix(BASE) for term in row) for row in result)
    assert rows == sorted(tuple(row.values()) for row in ask(store, name))


def test_nothing_of_the_seeds_stands_in_a_question() -> None:
    for path in data.root("queries").glob("*.rq"):
        text = path.read_text().lower()
        assert not [
            word for word in ("karabakh", "france", "french", "azerbaijan", "armenia", "2020") if word in text
        ], path


def test_questions_are_where_they_are_looked_for() -> None:
    assert set(NAMES) == set(COLUMNS)
    assert Path(data.root("queries")).is_dir()
