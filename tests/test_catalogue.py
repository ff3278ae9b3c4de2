"""kg queries: the catalogue of saved questions, their values in the graph, their examples, and the page about them."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import question_graph
from pyoxigraph import RdfFormat, Store
from tiny import BASE, built

from kg import catalogue, data, questions
from kg.cli import main
from kg.errors import QueryError
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parent.parent
SAVED = catalogue.saved([data.root("queries")])


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s", question_graph.quads())


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[str, str]:
    assert main(["queries", *map(str, arguments)]) == 0
    out, err = capsys.readouterr()
    return out, err


def test_all_are_listed_with_summaries_and_tags(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "--format", "json")
    listed = json.loads(out)
    assert [one["name"] for one in listed] == sorted(path.stem for path in data.root("queries").glob("*.rq"))
    assert all(one["summary"] and one["tags"] and one["columns"] for one in listed)
    table, _ = told(capsys)
    assert "who-agrees" not in table
    assert all(one["name"] in table for one in listed)


def test_one_shows_the_values_that_the_graph_has_the_most_frequent_first(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told(capsys, "positions", "--format", "json", "--store", directory)
    parameters = {one["name"]: one for one in json.loads(out)["parameters"]}
    assert [(value["label"], value["times"]) for value in parameters["holder"]["values"]] == [
        ("Sündria", 4),
        ("Vestria", 3),
        ("Ada Holm", 2),
        ("Ministry of Foreign Affairs of Vestria", 2),
        ("Senate of Norland", 2),
    ]
    assert parameters["side"]["choices"] == ["support", "oppose", "abstain", "neutral"]
    assert (parameters["holder"]["type"], parameters["holder"]["required"]) == ("iris", False)
    shown, _ = told(capsys, "positions", "--store", directory)
    assert "-p holder=…  (iris, optional)\n    Sündria  (4)\n" in shown
    assert "SELECT DISTINCT ?holder" in shown
    assert "sentence    the sentence, word for word" in shown


def test_without_a_store_there_are_no_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = told(capsys, "positions", "--store", tmp_path / "none")
    assert "no values are shown" in err
    assert "Sündria" not in out


def test_a_question_of_ones_own_goes_before_that_of_kg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "votes.rq").write_text("#+ summary: Mine\nSELECT ?mine { ?mine a kgo:Vote }")
    monkeypatch.chdir(tmp_path)
    listed = {one["name"]: one for one in json.loads(told(capsys, "--format", "json")[0])}
    assert (listed["votes"]["summary"], list(listed["votes"]["columns"])) == ("Mine", ["mine"])
    assert "opponents" in listed


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("#+ summary: a: b\nASK {}", r"bad\.rq:1:14: broken header"),
        ("#+ summary: x\nSELECT ?s { ?s dct:title ?t }", r'bad\.rq:2:16: unknown prefix "dct"'),
        ("#+ summary: x\nSELECT ?s {\n  ?s ?p\n}", r"bad\.rq:4:1: syntax error"),
        ("SELECT ?s { ?s ?p ?__x_iris }", r"bad\.rq:1:19: \?__x_iris may be several things"),
    ],
)
def test_a_broken_one_fails_loudly_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "bad.rq").write_text(text)
    with pytest.raises(QueryError, match=place):
        [catalogue.columns(one, BASE) for one in catalogue.saved([tmp_path])]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s {\n ?s kgo:holdr ?t }", '2:5: * kgo:holdr; did you mean "kgo:holder"?'),
        ("ASK { ?s a kgo:Positon }", '1:12: * kgo:Positon; did you mean "kgo:Position"?'),
        ("ASK { ?s dcterms:titel ?t }", '1:10: * dcterms:titel; did you mean "dcterms:title"?'),
    ],
)  # fmt: skip
def test_a_term_that_nothing_has_is_told_with_its_place(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (tmp_path / "x.rq").write_text(text)
    assert main(["query", str(tmp_path / "x.rq"), "--store", str(directory)]) == 2
    expected = message.replace("*", "neither the ontology nor the graph has")
    assert capsys.readouterr().err == f"kg: {tmp_path / 'x.rq'}:{expected}\n"


def test_a_term_that_only_this_graph_lacks_is_no_mistake(directory: Path) -> None:
    assert main(["query", "ASK { ?s a kgo:Party ; skos:hiddenLabel ?l }", "--store", str(directory)]) == 0


def test_examples_run_as_they_stand_in_any_engine() -> None:
    triples = catalogue.sib(SAVED, BASE)
    store = Store()
    store.extend(question_graph.quads())
    examples = Store()
    import io

    from kg.export import write

    out = io.BytesIO()
    write(triples, "turtle", out, BASE)
    examples.load(out.getvalue(), format=RdfFormat.TURTLE)
    rows = examples.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/>
        SELECT ?example ?text ?comment (COUNT(DISTINCT ?word) AS ?words) {
          ?example a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; sh:select ?text ; schema:keywords ?word ;
                   <http://www.w3.org/2000/01/rdf-schema#comment> ?comment ; sh:prefixes/sh:declare/sh:prefix "kgo" .
        } GROUP BY ?example ?text ?comment"""
    )
    found = {row["example"].value.rpartition("/")[2]: row for row in rows}
    assert found.keys() == {catalogue.name(one) for one in SAVED}
    declared = {
        row[0].value: row[1].value
        for row in examples.query(
            "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?p ?n { ?x sh:prefix ?p ; sh:namespace ?n }"
        )
    }
    assert declared.items() <= PREFIXES.items()
    for row in found.values():
        head = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in declared.items())
        assert list(store.query(head + row["text"].value, use_default_graph_as_union=True)), row["example"]


@pytest.mark.parametrize(
    ("text", "property"),
    [
        ("ASK { ?s a kgo:State }", "http://www.w3.org/ns/shacl#ask"),
        ("CONSTRUCT WHERE { ?s a kgo:State }", "http://www.w3.org/ns/shacl#construct"),
        ("DESCRIBE <state/norland>", "https://purl.expasy.org/sparql-examples/ontology#describe"),
    ],
)
def test_each_form_has_its_property(text: str, property: str) -> None:
    triples = catalogue.sib([questions.question(f"#+ summary: x\n{text}", "queries/x.rq")], BASE)
    assert [triple.object.value for triple in triples if triple.predicate.value == property] == [text]  # type: ignore[union-attr]


def test_every_column_is_explained_and_no_other() -> None:
    told = catalogue.meanings(data.root("queries"))
    used = {(catalogue.name(one), column) for one in SAVED for column in catalogue.columns(one, BASE)}
    assert {column for name, column in used if column not in told and f"{name}.{column}" not in told} == set()
    assert {key for key in told if "." in key} <= {f"{name}.{column}" for name, column in used}
    assert {key for key in told if "." not in key} <= {column for _, column in used}


def test_the_page_is_as_the_script_writes_it() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "describe_questions.py"))["page"]
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page(text) == text
    assert text.count("| `opponents` | **") == 1


def test_the_question_that_the_page_shows_is_one() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    asked = questions.question(text.partition("```sparql\n")[2].partition("```")[0], "docs")
    assert catalogue.columns(asked, BASE) == ("by", "content")
    assert [(p.name, p.type, p.required) for p in asked.parameters] == [
        ("least", "number", False),
        ("tone", "string", False),
        ("speaker", "iris", False),
    ]


def test_listing_starts_no_language_model() -> None:
    code = (
        "import sys; from kg.cli import main; main(['queries', '--format', 'json']); assert 'spacy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
