"""Every term of the ontology is used by an example, by one that comes out of an article where that is meant to be.

One graph is built of all example articles: the seeds, those of the competency questions, those of the documentation.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat
from reasoning import facts, is_consistent, kinds_of, logic, turtle

from kg import check, data, pipeline, store
from kg.vocabulary import FOREIGN, KGO, PREFIXES, PROV, RDF

ROOT = Path(__file__).parent.parent
ONTOLOGY = data.root("ontology")
FOLDERS = {
    "seeds": ROOT / "seeds",
    "competency": ROOT / "tests" / "competency" / "articles",
    "docsite": ROOT / "scripts" / "docsite" / "articles",
}

#: Terms that no article fills, by where their example is; docs/ontology.md says why.
ELSEWHERE = {
    # Terms about terms, and the class above all records.
    "kgo.ttl": {
        "ActScheme", "BasisScheme", "ChamberTypeScheme", "ContentModeScheme", "MediumScheme", "OutcomeScheme",
        "PolarityScheme", "RecognitionObjectScheme", "RecognitionStateScheme", "VerdictScheme", "defaultPolarity",
        "singleValued", "Record",
    },
    # How texts call a thing is for reading articles, and not part of what they say.
    "gazetteer": {
        "Namesake", "adjective", "capital", "demonym", "factsName", "formerName", "genericName", "inSentence", "metonym",
        "otherAdjective", "preferredForm", "seats",
    },
    # Acts of words whose facts say it otherwise: a decision by its outcome, a recognition by its state.
    "lexicon": {"Postpone", "RejectMeasure", "Withdraw"},
    # What kg does not read yet.
    "examples.trig": {"CastVote", "Polity", "Sanction", "relatedMeasure", "relays"},
}  # fmt: skip


def terms(quads: Iterable[Quad]) -> set[str]:
    """The terms of the ontology that statements use as a property, class or value."""
    used = (term.value for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode))
    return {iri.removeprefix(KGO) for iri in used if iri.startswith(KGO) and iri != KGO}


def in_files(name: str) -> set[str]:
    """The terms that a file or folder of examples uses."""
    if name == "examples.trig":
        return terms(pyoxigraph.parse(path=ROOT / "scripts" / "docsite" / name, format=RdfFormat.TRIG))
    paths = sorted((ONTOLOGY / name).glob("*.ttl")) if (ONTOLOGY / name).is_dir() else [ONTOLOGY / name]
    return {term for path in paths for term in terms(pyoxigraph.parse(path=path, base_iri="https://kg.example/"))}


def in_ontology() -> list[Quad]:
    return [*pyoxigraph.parse(path=ONTOLOGY / "kgo.ttl")]


def declared() -> set[str]:
    """All terms that the ontology declares."""
    subjects = {
        q.subject.value for q in in_ontology() if q.predicate.value == RDF.type and isinstance(q.subject, NamedNode)
    }
    return {iri.removeprefix(KGO) for iri in subjects if iri.startswith(KGO)}


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """The graph of all example articles, one of which had another text before; without the ontology's own graph."""
    folder = tmp_path_factory.mktemp("articles")
    before = folder / "in" / "docsite" / "harbour-a.txt"
    before.parent.mkdir(parents=True)
    before.write_text(" date 2031-06-05\nArgentina denounced the resolution on harbour fees.", encoding="utf-8")
    pipeline.build([str(folder / "in")], folder / "kg")
    for name, source in FOLDERS.items():
        shutil.copytree(source, folder / "in" / name, dirs_exist_ok=True)
    report = pipeline.build([str(folder / "in")], folder / "kg")
    assert [problem.code for problem in report.problems] == ["encoding-guessed"]
    engine = store.open_snapshot(folder / "kg").engine
    graphs = (graph for graph in engine.named_graphs() if not str(graph).endswith("graph/ontology>"))
    return [quad for graph in graphs for quad in engine.quads_for_pattern(None, None, None, graph)]


def test_nothing_in_the_graph_is_undeclared(quads: list[Quad]) -> None:
    assert terms(quads) - declared() == set()
    foreign = {PREFIXES[prefix] + name for prefix, name in (curie.split(":") for curie in FOREIGN)}
    known = foreign | {str(getattr(quad.subject, "value", "")) for quad in in_ontology()}
    used = {term.value for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    others = tuple(begin for prefix, begin in PREFIXES.items() if prefix not in ("kgo", "wd"))
    assert {iri for iri in used if iri.startswith(others)} - known == set()


def test_every_term_comes_out_of_an_article_or_is_listed_with_its_reason(quads: list[Quad]) -> None:
    listed = set().union(*ELSEWHERE.values())
    assert declared() - terms(quads) == listed
    assert sum(map(len, ELSEWHERE.values())) == len(listed)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_what_is_listed_is_used_where_it_says(place: str) -> None:
    assert ELSEWHERE[place] - in_files(place) == set()


def test_what_is_not_read_yet_is_told_in_the_documentation() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    section = page.partition("## Terms that no article fills")[2].partition("\n## ")[0]
    assert {
        name for name in ELSEWHERE["examples.trig"] | ELSEWHERE["lexicon"] if f"`kgo:{name}`" not in section
    } == set()


def test_the_graph_passes_all_checks(quads: list[Quad]) -> None:
    assert [problem for problem in check.check(quads) if problem.severity == "error"] == []


def test_the_graph_is_consistent_with_the_ontology(quads: list[Quad]) -> None:
    prov = f"<{PROV.Entity}> <http://www.w3.org/2002/07/owl#disjointWith> <{PROV.Activity}> .\n"
    assert is_consistent(logic() + prov + turtle(kinds_of(facts(quad.triple for quad in quads))))
