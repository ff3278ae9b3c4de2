"""Each check and each shape: one dataset that passes and one that does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg import check
from kg.errors import UsageError
from kg.types import Problem
from kg.vocabulary import PREFIXES

EXAMPLE = (Path(__file__).parent / "data" / "example.trig").read_text("utf-8")
HEAD = "\n".join(f"@prefix {p}: <{iri}> ." for p, iri in PREFIXES.items()) + "\n@base <https://kg.example/> .\n"


def dataset(trig: str) -> Store:
    return check.load(trig.encode(), RdfFormat.TRIG)


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems}


#: An article of two sentences, and its graph. The second has a sign beyond the basic plane before it.
ARTICLE = """
    <a> a kgo:Article ; nif:isString "It passed. 🗳 Baria protested." .
    <a#char=0,10> a kgo:Passage ; kgo:inArticle <a> ;
        nif:beginIndex 0 ; nif:endIndex 10 ; nif:anchorOf "It passed." .
    <a#char=13,29> a kgo:Passage ; kgo:inArticle <a> ;
        nif:beginIndex 13 ; nif:endIndex 29 ; nif:anchorOf "Baria protested." .
    <m> a kgo:Bill ; rdfs:label "Bill" . <h> a kgo:State ; rdfs:label "Baria" .
    <b> a kgo:Chamber ; rdfs:label "Diet" ; kgo:seats 100 .
"""
VOTE = """<v> a kgo:Vote ; kgo:decidedOn <m> ; kgo:decidedBy <b> ; kgo:outcome kgo:Adopted ;
    kgo:evidence <a#char=0,10>"""
POSITION = """<p> a kgo:Position ; kgo:holder <h> ; kgo:polarity kgo:Oppose ; kgo:target <m> ;
    kgo:evidence <a#char=13,29>"""


def report(*statements: str) -> str:
    return HEAD + "<a#graph> {" + ARTICLE + "".join(f"{s} .\n" for s in statements) + "}"


# --- our own checks

GOOD = {
    "vote": report(VOTE + " ; kgo:votesFor 60 ; kgo:votesAgainst 30 ; kgo:abstentions 5 ; kgo:votesCast 95"),
    "position": report(POSITION),
    "month within its bounds": report(
        VOTE + ' ; kgo:date "2031-02"^^xsd:gYearMonth ; kgo:earliestDate "2031-02-03"^^xsd:date ;'
        ' kgo:latestDate "2031-02-28"^^xsd:date'
    ),
    "last day alone": report(POSITION + ' ; kgo:latestDate "2031-02-28"^^xsd:date'),
    "two reports of one figure": report(VOTE + " ; kgo:votesFor 60 , 61"),
    "as many votes as seats": report(VOTE + " ; kgo:votesFor 60 ; kgo:votesAgainst 30 ; kgo:abstentions 10"),
    "a tally of two articles": report(VOTE + " ; kgo:votesFor 60")
    + "<c#graph> { <v> kgo:votesAgainst 45 . <c> a kgo:Article ; nif:isString '' . }",
    "decided in the year a body began": report(
        VOTE, '<m> kgo:adoptionDate "2031"^^xsd:gYear', '<b> schema:foundingDate "2031-06-01"^^xsd:date'
    ),
    "a day of the month of the article": report(
        POSITION + ' ; kgo:date "2031-03"^^xsd:gYearMonth', '<a> schema:datePublished "2031-03-01"^^xsd:date'
    ),
    "still to come": report(
        VOTE.replace("kgo:Adopted", "kgo:Scheduled"),
        '<m> kgo:adoptionDate "2031-03-09"^^xsd:date',
        '<a> schema:datePublished "2031-03-01"^^xsd:date',
    ),
    "a body of unknown size": report(VOTE.replace("<b>", "<h>") + " ; kgo:votesFor 600"),
}

BAD = {
    "no-evidence": report("<p> a kgo:Position"),
    "not-verbatim": report(POSITION).replace('"Baria protested."', '"Baria rejoiced!!"'),
    "evidence-elsewhere": report() + "<other#graph> {" + POSITION + " }",
    "passage-name": report().replace("<a#char=0,10>", "<a#char=0,100>"),
    "dangling": report(POSITION.replace("<h>", "<nobody>")),
    "undeclared": report(POSITION + " ; kgo:mood kgo:Angry"),
    "blank-node": report(POSITION, "[] rdfs:label 'no name'"),
    "negative-count": report(VOTE + " ; kgo:votesAgainst -1"),
    "votes-exceed-cast": report(VOTE + " ; kgo:votesFor 60 ; kgo:votesAgainst 30 ; kgo:votesCast 89"),
    "abstentions-exceed-cast": report(VOTE + " ; kgo:votesFor 60 ; kgo:abstentions 30 ; kgo:votesCast 89"),
    "unanimous-dissent": report(VOTE + " ; kgo:unanimous true ; kgo:votesAgainst 2"),
    "votes-exceed-seats": report(VOTE + " ; kgo:votesFor 101"),
    "decided-before-body": report(
        VOTE, '<m> kgo:adoptionDate "2030-12-31"^^xsd:date', '<b> schema:foundingDate "2031"^^xsd:gYear'
    ),
    "decided-after-body": report(
        VOTE, '<m> kgo:adoptionDate "2031-03"^^xsd:gYearMonth', '<b> schema:dissolutionDate "2031-02-28"^^xsd:date'
    ),
    "told-before-done": report(
        POSITION + ' ; kgo:date "2031-03-02"^^xsd:date', '<a> schema:datePublished "2031-03-01"^^xsd:date'
    ),
    "bounds-reversed": report(
        POSITION + ' ; kgo:earliestDate "2031-02-03"^^xsd:date ; kgo:latestDate "2031-02-02"^^xsd:date'
    ),
    "date-out-of-bounds": report(
        VOTE + ' ; kgo:date "2031-02"^^xsd:gYearMonth ; kgo:latestDate "2031-03-01"^^xsd:date'
    ),
    "several-values": report(VOTE) + "<graph/consolidated> { <v> kgo:votesFor 60 , 61 }",
}


def test_the_example_has_no_problem() -> None:
    assert check.check(dataset(EXAMPLE)) == []


@pytest.mark.parametrize("name", GOOD)
def test_a_good_dataset_has_no_problem(name: str) -> None:
    assert check.violations(dataset(GOOD[name])) == []


@pytest.mark.parametrize("code", BAD)
def test_a_fault_is_found_and_nothing_else(code: str) -> None:
    assert codes(check.violations(dataset(BAD[code]))) == {code}


def test_every_check_has_a_failing_case() -> None:
    of_functions = {"not-verbatim", "several-values", "undeclared", "blank-node"}
    of_functions |= {"votes-exceed-seats", "decided-before-body", "decided-after-body", "told-before-done"}
    # One function finds both what was before a body's time and what was after it.
    assert len(check.CHECKS) == len(of_functions) - 1
    assert {question.code for question in check.QUESTIONS} | of_functions == BAD.keys()


def test_every_check_says_what_to_do() -> None:
    assert {code for code in BAD if not check.advice(code)} == set()
    assert BAD.keys() | {"shacl"} == check.ADVICE.keys()


def test_votes_of_all_kinds_together_are_held_against_the_seats_of_the_data_or_the_gazetteer() -> None:
    together = VOTE + " ; kgo:votesFor 60 ; kgo:votesAgainst 30 ; kgo:abstentions 11"
    (problem,) = check.violations(dataset(report(together)))
    assert (problem.code, problem.message, problem.severity) == (
        "votes-exceed-seats", "101 votes, in a body of 100 seats", "warning",
    )  # fmt: skip
    known = VOTE.replace("<b>", "<body/un/security-council>") + " ; kgo:votesFor "
    council = "<body/un/security-council> a kgo:InternationalBody"
    assert check.violations(dataset(report(known + "15", council))) == []
    (problem,) = check.violations(dataset(report(known + "16", council)))
    assert problem.message == "16 votes, in a body of 15 seats"
    assert (
        check.violations(dataset(report(known + "16", council, '<m> kgo:adoptionDate "2014-12"^^xsd:gYearMonth'))) == []
    )
    (problem,) = check.violations(dataset(report(known + "16", council, '<m> kgo:adoptionDate "2015"^^xsd:gYear')))
    assert problem.code == "votes-exceed-seats"


def test_a_decision_before_a_body_that_the_gazetteer_knows() -> None:
    council = "<body/un/human-rights-council> a kgo:InternationalBody"
    vote = VOTE.replace("<b>", "<body/un/human-rights-council>")
    assert check.violations(dataset(report(vote, council, '<m> kgo:adoptionDate "2006-06-30"^^xsd:date'))) == []
    (problem,) = check.violations(dataset(report(vote, council, '<m> kgo:adoptionDate "1999-04-01"^^xsd:date')))
    assert (problem.code, problem.severity) == ("decided-before-body", "error")
    assert "which began 2006" in problem.message


def test_a_problem_says_where_and_what() -> None:
    (problem,) = check.violations(dataset(BAD["votes-exceed-cast"]))
    assert problem == Problem(
        "https://kg.example/v",
        "votes-exceed-cast",
        "60 for and 30 against are more than the 89 votes cast (https://kg.example/a#graph)",
    )


def test_repeated_reports_are_single_only_in_the_consolidated_graph() -> None:
    both = report(VOTE + " ; kgo:votesFor 60 , 61") + "<graph/consolidated> { <v> kgo:votesFor 60 }"
    assert check.violations(dataset(both)) == []


def test_a_dataset_may_be_quads_or_bytes() -> None:
    quad = Quad(*(NamedNode(f"https://kg.example/{name}") for name in "spog"))
    assert check.violations([quad]) == check.violations(f"{quad} .".encode()) == []


# --- the shapes, as `check` tells what they find (tests/test_shapes.py goes through all of them)

SHAPES_BAD = {
    "confidence above one": ("MaxInclusive", "kgo:confidence", report(POSITION + " ; kgo:confidence 1.1")),
    "provision of no measure": ("MinCount", "belong", report("<r> a kgo:Provision ; kgo:evidence <a#char=0,10>")),
    "position on nothing": ("Or", "", report(POSITION.replace("kgo:target <m> ;", ""))),
    "two consolidated outcomes": (
        "MaxCount",
        "kgo:outcome",
        report(VOTE) + "<graph/consolidated> { <v> kgo:outcome kgo:Adopted , kgo:Rejected }",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_dataset_conforms(name: str) -> None:
    assert check.shacl(dataset(GOOD[name])) == []


@pytest.mark.parametrize("name", SHAPES_BAD)
def test_a_shape_finds_its_fault(name: str) -> None:
    component, words, trig = SHAPES_BAD[name]
    (found,) = check.shacl(dataset(trig))
    assert found.code == f"shacl:{component}" and words in found.message


def test_what_the_shapes_ask_of_passages_in_sparql_is_found_without_them() -> None:
    moved = dataset(report().replace('"It passed."', '"It failed."'))
    assert check.shacl(moved) == []
    assert codes(check.check(moved)) == {"not-verbatim"}


def test_without_pyshacl_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match=r"pip install 'kg-resolutions\[check\]'"):
        check.shacl(dataset(EXAMPLE))
    assert check.check(dataset(EXAMPLE), shapes=False) == []
