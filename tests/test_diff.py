"""Two graphs compared: what was added, is gone, changed or only moved; stores and exports; exit codes like git's."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
import sides

from kg import cli_analysis, diff, difftext
from kg.cli import main
from kg.diff import compare, facts, told

BASE = "https://kg.example/"
A, B = sides.POSITIONS[0], sides.POSITIONS[2]


def of(*positions: str, base: str = BASE) -> list[diff.Fact]:
    text = sides.HEAD + sides.SHARED + "".join(positions)
    return told(sides.quads(text.replace(BASE, base)), base)


def short(found: list[diff.Difference]) -> list[tuple[str, str, str]]:
    return [(one.how, one.fact.kind, one.fact.iri) for one in found]


def test_the_same_facts_do_not_differ_whatever_the_base() -> None:
    assert compare(of(A, B), of(B, A)) == []
    assert compare(of(A, B), of(A, B, base="https://elsewhere.example/x/")) == []


def test_a_fact_is_told_as_a_person_says_it() -> None:
    (fact,) = [fact for fact in of(A) if fact.kind == "positions"]
    assert fact.sentence == "Arcadia: Support: Diet resolution (Say)"
    assert fact.values["evidence"] == ("Sentence 1.",)


def test_added_gone_and_changed() -> None:
    assert short(compare(of(A), of(A, B))) == [("added", "positions", "position/3")]
    assert short(compare(of(A, B), of(A))) == [("gone", "positions", "position/3")]
    changed = compare(of(A), of(A.replace("confidence 0.8", "confidence 0.7")))
    assert short(changed) == [("changed", "positions", "position/1")]
    assert changed[0].changes() == [diff.Change("confidence", ("0.8",), ("0.7",))]


def test_what_only_moved_in_its_article_is_the_same_fact() -> None:
    moved = A.replace("position/1>", "position/x>").replace("char=1,", "char=7,")
    assert compare(of(A), of(moved)) == []
    told_otherwise = compare(of(A), of(moved.replace("Sentence 1", "Another")))
    assert short(told_otherwise) == [("changed", "positions", "position/x")]
    assert told_otherwise[0].changes() == [diff.Change("evidence", ("Sentence 1.",), ("Another.",))]


def test_another_side_is_another_fact_unless_it_bears_the_same_iri() -> None:
    other = A.replace("position/1>", "position/x>").replace("kgo:Support", "kgo:Oppose")
    assert [one.how for one in compare(of(A), of(other))] == ["added", "gone"]
    assert [one.how for one in compare(of(A), of(A.replace("kgo:Support", "kgo:Oppose")))] == ["changed"]


def test_two_equal_reports_are_two_facts() -> None:
    twice = A + A.replace("position/1>", "position/x>").replace("char=1,", "char=7,")
    assert [one.how for one in compare(of(twice), of(A))] == ["gone"]
    assert [one.how for one in compare(of(A), of(twice))] == ["added"]


def test_a_value_chosen_otherwise_is_a_change() -> None:
    other = told(sides.quads(sides.TRIG.replace('"2001-02-03"', '"2001-02-04"')), BASE)
    (found,) = compare(told(sides.quads(), BASE), other)
    assert (found.fact.kind, found.changes()) == (
        "measures", [diff.Change("adoptionDate", ("2001-02-03",), ("2001-02-04",))],
    )  # fmt: skip


@pytest.mark.parametrize("suffix", diff.ENDINGS)
@pytest.mark.parametrize("more", [[], ["--no-text"]])
def test_an_export_is_the_same_as_its_store(tmp_path: Path, suffix: str, more: list[str]) -> None:
    store, file = sides.store(tmp_path / "s"), tmp_path / f"x.{suffix}"
    assert main(["export", "--store", str(store), "-o", str(file), *more]) == 0
    assert main(["diff", str(file), str(store)]) == 0
    assert facts(file) == facts(store)


def test_exit_codes_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = sides.store(tmp_path / "1", sides.HEAD + sides.SHARED + A)
    other = sides.store(tmp_path / "2", sides.HEAD + sides.SHARED + A.replace("0.8", "0.7") + B)
    assert main(["diff", str(one), str(one)]) == 0
    assert capsys.readouterr().out == "no fact differs\n"
    assert main(["diff", str(one), str(other)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "positions (1 added, 1 changed)",
        "+ Borduria: Support: Diet resolution (Say)",
        '    "Sentence 3."',
        "    position/3",
        "~ Arcadia: Support: Diet resolution (Say)",
        "    - confidence: 0.8",
        "    + confidence: 0.7",
        "    position/1",
        "",
        "facts: 1 added, 1 changed",
    ]
    assert main(["diff", str(one), str(other), "--format", "json"]) == 1
    added, changed = json.loads(capsys.readouterr().out)
    assert (added["how"], added["before"], added["after"]["holder"]) == ("added", None, ["Borduria"])
    assert changed["changes"] == [{"property": "confidence", "gone": ["0.8"], "added": ["0.7"]}]


def test_text_of_articles_is_inert() -> None:
    odd = A.replace("Sentence 1.", r"<b>*x*</b> \u001B[31m \u202E").replace("position/1>", "position/x>")
    found = compare(of(), of(odd))
    for format in difftext.FORMATS:
        text = difftext.written(found, format)
        assert "\x1b" not in text
    assert "<b>" not in difftext.as_markdown(found) and r"\*x\*" in difftext.as_markdown(found)
    assert "\u202e" not in difftext.as_text(found)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.txt", "hello", "neither a store's folder nor an RDF file"),
        ("x.ttl", "<a> <b> ", "cannot be read as RDF"),
        ("x.ttl", "<urn:a> <urn:b> 1 .", "is no export of kg"),
        ("x.ttl", "", "is no export of kg"),
    ],
)
def test_what_is_no_graph_of_kg_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content)
    assert main(["diff", str(tmp_path / name), str(sides.store(tmp_path / "s"))]) in (1, 2)
    told = capsys.readouterr().err
    assert message in told and told.count("\n") == 1


def test_an_export_without_texts_keeps_the_sentences(tmp_path: Path) -> None:
    text = "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> BASE <https://kg.example/> "
    whole = "Sentence 1. And what nobody is to pass on."
    added = text + f'GRAPH <article/1#graph> {{ <article/1> nif:isString "{whole}" }} '
    store = sides.store(tmp_path / "s", added + sides.TRIG)
    for suffix in diff.ENDINGS:
        for more, kept in (([], True), (["--no-text"], False)):
            assert main(["export", "--store", str(store), "-o", str(tmp_path / f"x.{suffix}"), *more]) == 0
            found = (tmp_path / f"x.{suffix}").read_text(encoding="utf-8")
            assert ("what nobody is to pass on" in found) is kept
            assert "Sentence 1." in found


def test_one_more_article_changes_few_lines_of_turtle(tmp_path: Path) -> None:
    """Stable order, stable names, no blank nodes: what is new is added in its place, and the rest stays."""
    lines = []
    for name, positions in (("1", sides.POSITIONS[:-1]), ("2", sides.POSITIONS)):
        store = sides.store(tmp_path / name, sides.HEAD + sides.SHARED + "".join(positions))
        assert main(["export", "--store", str(store), "-o", str(tmp_path / "x.ttl")]) == 0
        lines.append((tmp_path / "x.ttl").read_text(encoding="utf-8").splitlines())
    before, after = lines
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert [line for line in changed if line[0] == "-"] == []
    assert len(changed) == 11  # nine of the position, two of its sentence
    assert not [line for line in after if "_:" in line or line.lstrip().startswith("[")]


def test_the_help_offers_what_there_is() -> None:
    assert tuple(difftext.FORMATS) == cli_analysis.DIFF_FORMATS
