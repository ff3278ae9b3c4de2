"""Evidence beside answers, reasons behind records, and profiles, on a small graph of states that do not exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tiny import built

from kg import entities, evidence, questions, sparql, why
from kg.cli import main
from kg.errors import UsageError
from kg.lookup import Lookup
from kg.profile import profile
from kg.store import open_snapshot

EXAMPLE = (Path(__file__).parent / "data" / "example.trig").read_bytes()
FIRST, SECOND = "article/2031-03-05-563b42d42b4e", "article/2031-03-07-a0485b1fe896"
MEASURE = "measure/norland/senate/2031-03/recognition-of-ostra"
POSITION = "position/vestria--oppose--norland-senate-2031-03"
SENTENCE = "Vestria condemned the resolution and recalled its ambassador."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s", parse(EXAMPLE, format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def look(store: Path) -> Lookup:
    return Lookup(open_snapshot(store))


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


# --- evidence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT ?x { ?r kgo:polarity ?x ; kgo:evidence ?p }", ["r", "p"]),
        ("SELECT ?x { { ?r a kgo:Vote } UNION { ?q kgo:evidence ?p . } OPTIONAL { ?r kgo:evidence ?z } }",
         ["q", "p", "r", "z"]),
        ("SELECT ?x { { SELECT ?x { ?r kgo:evidence ?p } } ?x kgo:evidence ?q }", ["x", "q"]),
        ("SELECT ?x { <position/1> kgo:evidence ?p FILTER(?x) }", ["p"]),
        ("SELECT ?x { ?x a kgo:Vote }", []),
    ],
)  # fmt: skip
def test_the_variables_of_evidence_are_found(text: str, names: list[str]) -> None:
    assert evidence.evidence_variables(sparql.tokens(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?r kgo:evidence ?p }",
        "SELECT (COUNT(?r) AS ?n) { ?r kgo:evidence ?p }",
        "SELECT ?x { ?r kgo:polarity ?x ; kgo:evidence ?p } GROUP BY ?x",
        "SELECT DISTINCT ?x { ?r kgo:polarity ?x ; kgo:evidence ?p } LIMIT 3",
        "ASK { ?r kgo:evidence ?p }",
    ],
)
def test_what_would_be_another_question_is_not_widened(text: str) -> None:
    assert evidence.widened(questions.question(text)) is None


def test_a_row_is_told_once_with_all_that_is_behind_it(store: Path) -> None:
    text = "SELECT DISTINCT ?who { ?p a kgo:Position ; kgo:holder/rdfs:label ?who ; kgo:evidence ?e } ORDER BY ?who"
    found = evidence.rows_behind(store, questions.question(text), {}, evidence.Limits())
    assert isinstance(found, evidence.Behind)
    columns, rows = found
    assert columns == ("who",)
    assert [(row.terms[0].value, [name.rpartition("/")[2] for name in row.behind]) for row in rows] == [
        ("Senate of Norland", ["norland-senate--support--recognition-of-ostra-by-norland",
                               "2031-03-05-563b42d42b4e#char=17,132"]),
        ("Vestria", ["vestria--oppose--norland-senate-2031-03", "2031-03-05-563b42d42b4e#char=267,328"]),
    ]  # fmt: skip


def test_evidence_stands_beside_a_record(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT ?p { ?p a kgo:Position ; kgo:polarity kgo:Oppose }"
    code, out, err = asked(capsys, "query", query, "--evidence", "--format", "csv", "--store", str(store))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "p,sentence,article,published,outlet,confidence,passages",
        f"https://kg.example/{POSITION},{SENTENCE},https://kg.example/{FIRST},2031-03-05,,0.9,1",
    ]


def test_a_record_of_two_articles_counts_them_and_shows_the_earlier(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT ?d { ?d a kgo:Vote }"
    _, out, _ = asked(capsys, "query", query, "--evidence", "--format", "csv", "--store", str(store))
    row = out.splitlines()[1]
    assert row.endswith(f",https://kg.example/{FIRST},2031-03-05,,,3"), (
        "the reports of this tally say nothing of how sure they are"
    )
    assert "adopted a resolution on Tuesday" in row
    assert "77 senators" not in row


def test_columns_of_the_answer_stay_and_a_row_of_no_record_has_no_evidence(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT ?s ?confidence { ?s a kgo:State ; rdfs:label ?confidence } ORDER BY ?s"
    _, out, _ = asked(capsys, "query", query, "--evidence", "--format", "csv", "--store", str(store))
    head, first, _ = out.splitlines()
    assert head == "s,confidence,sentence,article,published,outlet,passages"
    assert first == "https://kg.example/state/norland,Norland,,,,,"


@pytest.mark.parametrize("query", ["ASK { ?s a kgo:State }", "DESCRIBE <state/norland>"])
def test_evidence_goes_with_rows_only(store: Path, capsys: pytest.CaptureFixture[str], query: str) -> None:
    code, out, err = asked(capsys, "query", query, "--evidence", "--store", str(store))
    assert (code, out) == (2, "")
    assert "SELECT" in err


# --- why


def reasons(look: Lookup, name: str) -> list[tuple[str, list[str]]]:
    told = why.why(look, entities.record(look, name))
    return [
        (reason.claim, [place.passage.sentence[a:b] for place in reason.places for a, b in place.marks])
        for reason in told.reasons
    ]


def test_the_words_that_a_position_rests_on_are_marked(look: Lookup) -> None:
    (told,) = reasons(look, POSITION)
    assert told == (
        "Vestria opposes Resolution of the Senate of Norland, March 2031 (condemn, recall)",
        ["the resolution"],
    )


def test_a_measure_is_told_by_its_reports_and_provisions_and_the_tally_of_its_decision(look: Lookup) -> None:
    told = dict(reasons(look, MEASURE))
    name = "Resolution of the Senate of Norland, March 2031"
    assert told[f"{name}: adoption date = 2031-03-04"] == ["on Tuesday"]
    assert told[f"{name}: adoption date = 2031-03-03"] == ["On March 3"]
    assert told[f"{name} provides for: to recognise the Republic of Ostra (calls upon Government of Norland)"] == [
        "to recognise the Republic of Ostra"
    ]
    assert any("votes for = 61" in claim and marks == ["61 votes"] for claim, marks in told.items())
    assert not any("opposes" in claim for claim in told), "a side on a measure is no reason for it"


def test_reports_that_differ_and_merges_are_noted(look: Lookup) -> None:
    told = why.why(look, look.full(MEASURE))
    assert [note.partition(":")[0] for note in told.notes] == ["merged", "reports differ on the adoption date"]


def test_a_beginning_that_one_record_alone_has_is_enough(look: Lookup) -> None:
    assert entities.record(look, "position/vestria") == look.full(POSITION)
    with pytest.raises(entities.Ambiguous, match="2 things"):
        entities.record(look, "position/")
    assert entities.record(look, "measure/norland") == look.full(MEASURE), "what hangs on it begins alike"


@pytest.mark.parametrize(
    ("sentence", "cue", "marked"),
    [
        ("It voted, voting again, votes aside", "vote", ["voted", "voting", "votes"]),
        ("It said so and will say more", "say", ["said", "say"]),
        ("They called on him", "call on", ["called on"]),
        ("The invoice", "voice", []),
        ("It barred them", "bar", ["barred"]),
        ("Anything", "", []),
    ],
)
def test_a_cue_is_found_in_its_forms(sentence: str, cue: str, marked: list[str]) -> None:
    assert [sentence[a:b] for a, b in why.cue_spans(sentence, cue)] == marked


def test_why_marks_by_brackets_when_piped(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = asked(capsys, "why", POSITION, "--store", str(store))
    assert code == 0
    assert "Vestria condemned [the resolution] and recalled its ambassador." in out
    assert "confidence 0.9" in out
    assert f"2031-03-05, {FIRST}#char=267,328" in out
    assert "\x1b" not in out


def test_why_takes_a_row_of_an_answer(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("-p", "target=resolution", "--format", "json", "--store", str(store))
    code, out, err = asked(capsys, "why", "opponents:1", *arguments)
    assert code == 0
    assert err.startswith("target: Resolution of the Senate of Norland, March 2031 <")
    (told,) = json.loads(out)
    assert told["iri"] == f"https://kg.example/{POSITION}"
    (found,) = told["reasons"][0]["evidence"]
    assert found["sentence"] == SENTENCE
    assert [SENTENCE[a:b] for a, b in found["marks"]] == ["the resolution"]


@pytest.mark.parametrize(
    ("thing", "told"),
    [
        ("opponents:99", "has no row 99"),
        ("opponnts:1", 'did you mean "opponents"'),
        ("statement/nobody", 'nothing in the graph is called "statement/nobody"'),
        ("state/norland", "nothing that rests on a sentence"),
    ],
)
def test_what_why_cannot_tell_is_one_line(
    store: Path, capsys: pytest.CaptureFixture[str], thing: str, told: str
) -> None:
    code, out, err = asked(capsys, "why", thing, "--store", str(store))
    assert (code, out) == (2, "")
    assert told in err


# --- show


def test_a_name_is_found_in_any_case_and_without_accents(look: Lookup) -> None:
    assert entities.entity(look, "  VESTRIA ") == look.full("state/vestria")
    assert entities.entity(look, "véstria") == look.full("state/vestria")
    assert entities.entity(look, "west norland") == look.full("state/vestria")
    assert entities.entity(look, "ada") == look.full("person/ada-holm")
    with pytest.raises(entities.Ambiguous, match="body/norland/senate"):
        entities.entity(look, "of norland")
    with pytest.raises(UsageError, match="Vestria \\(state/vestria\\)"):
        entities.entity(look, "Vestra")


def test_the_profile_of_a_state(look: Lookup) -> None:
    told = profile(look, look.full("state/vestria"))
    assert dict(told.about) == {"bodies": "Ministry of Foreign Affairs of Vestria"}
    assert (told.label, told.kinds) == ("Vestria", ("state",))
    assert [(fact.group, fact.date, fact.sentence) for fact in told.facts] == [
        ("positions held", "by 2031-03-05", SENTENCE),
        ("diplomatic acts", "2031-03", SENTENCE),
    ]


def test_the_profile_of_a_measure_and_of_what_is_to_be_recognised(look: Lookup) -> None:
    groups = {fact.group: fact.fact for fact in profile(look, look.full(MEASURE)).facts}
    assert groups["decisions"].endswith("adopted (61 for, 12 against, 4 abstaining)")
    assert "Vestria opposes" in groups["positions about it"]
    assert set(groups) == {"decisions", "positions about it", "what it provides for"}
    assert {fact.group for fact in profile(look, look.full("polity/ostra")).facts} == {
        "recognitions of it",
        "positions on its recognition",
    }


def test_that_nobody_recognises_is_said_with_one_negation(tmp_path: Path) -> None:
    nobody = EXAMPLE.replace(b'rdfs:label "Norland"@en', b'rdfs:label "no state"@en')
    look = Lookup(open_snapshot(built(tmp_path / "s", parse(nobody, format=RdfFormat.TRIG))))
    assert why.claim(look, look.full("recognition/norland/ostra/1")) == "no state recognizes Republic of Ostra"


def test_the_profile_of_an_article_holds_what_it_tells_and_nothing_else(look: Lookup) -> None:
    told = profile(look, look.full(SECOND))
    assert {fact.group for fact in told.facts} == {"decisions", "demands"}
    assert not any("Vestria" in fact.fact for fact in told.facts)


@pytest.mark.parametrize("format", ["table", "md"])
def test_a_profile_shows_no_control_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    evil = EXAMPLE.replace(b'rdfs:label "Vestria"', b'rdfs:label "Ves\\u001B[2Jtria | <b>"')
    store = built(tmp_path / "s", parse(evil, format=RdfFormat.TRIG))
    code, out, _ = asked(capsys, "show", "state/vestria", "--format", format, "--store", str(store))
    assert code == 0
    assert "\x1b" not in out
    assert "<b>" not in out or format == "table"


def test_a_profile_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = asked(capsys, "show", "vestria", "--format", "json", "--store", str(store))
    told = json.loads(out)
    (held,) = told["facts"]["positions held"]
    assert held["confidence"] == 0.9
    assert held["record"] == f"https://kg.example/{POSITION}"
