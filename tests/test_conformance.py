"""The W3C's SPARQL 1.1 query evaluation cases, through the worker: as by the engine alone, and as the W3C says.

The suite is not part of the project: KG_SPARQL11 names its folder, KG_SPARQL11=download fetches it with pip.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "conformance.py"


@pytest.fixture(scope="module")
def conformance() -> ModuleType:
    spec = importlib.util.spec_from_file_location("conformance", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = sys.modules["conformance"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def suite(conformance: ModuleType) -> Path:
    told = os.environ.get("KG_SPARQL11", "")
    folder: Path = (
        conformance.downloaded(conformance.cache()) if told == "download" else Path(told or conformance.cache())
    )
    if not (folder / "manifest-all.ttl").is_file():
        pytest.skip("no W3C suite: set KG_SPARQL11 to its folder sparql11, or to download")
    return folder


@pytest.mark.long
def test_every_case_is_answered_as_by_the_engine_and_as_the_w3c_says(conformance: ModuleType, suite: Path) -> None:
    found = list(conformance.cases(suite))
    verdicts = [conformance.tried(case) for case in found if conformance.applicable(case)]
    assert (len(found), len(verdicts)) == (253, 180)
    assert [v.case.name for v in verdicts if not v.as_engine] == []
    assert {v.case.name for v in verdicts if not v.as_expected} == set(conformance.KNOWN)


def case(conformance: ModuleType, folder: Path, query: str, result: str) -> object:
    """A case of our own: one file of data, a query, and what it is to give."""
    (folder / "data.ttl").write_text("PREFIX : <urn:> :a :p 1, 2 . :b :p 2 .")
    (folder / "q.rq").write_text(query)
    (folder / "q.srj").write_text(result)
    return conformance.Case("urn:case", folder / "q.rq", (folder / "data.ttl",), (), folder / "q.srj")


RIGHT = """{"head": {"vars": ["n"]}, "results": {"bindings": [
    {"n": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]}}"""


@pytest.mark.parametrize(
    ("result", "right"),
    [(RIGHT, True), (RIGHT.replace('"3"', '"4"'), False), (RIGHT.replace('"n"', '"m"'), False)],
)
def test_the_comparison_can_fail(conformance: ModuleType, tmp_path: Path, result: str, right: bool) -> None:
    verdict = conformance.tried(case(conformance, tmp_path, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", result))
    assert (verdict.as_engine, verdict.as_expected) == (True, right)


def test_a_worker_that_answers_otherwise_is_seen(
    conformance: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conformance, "by_worker", lambda case: conformance.outcome(True))
    verdict = conformance.tried(case(conformance, tmp_path, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", RIGHT))
    assert (verdict.as_engine, verdict.as_expected) == (False, False)


def test_rows_are_equal_whatever_their_order_and_the_names_of_blank_nodes(conformance: ModuleType) -> None:
    from pyoxigraph import BlankNode, Literal

    from kg.query import Rows

    def rows(*lines: tuple[object, ...]) -> object:
        return conformance.outcome(Rows(("x", "y"), iter(lines)))

    a, b, c, d = (BlankNode(name) for name in "abcd")
    assert rows((a, Literal(1)), (b, a)) == rows((d, c), (c, Literal(1)))
    assert rows((a, Literal(1)), (b, a)) != rows((d, d), (c, Literal(1)))
    assert rows((a, None)) != rows((a, None), (b, None))
