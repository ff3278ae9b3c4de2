"""kg.export: lossless and flat, the same bytes each time, read by another library."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import rdflib
from exported import RDFLIB
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from tiny import BASE, built, quads

from kg import export
from kg.errors import UsageError
from kg.store import Snapshot, open_snapshot

ADOPTED = "https://w3id.org/kgres/ontology#adoptionDate"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return open_snapshot(built(tmp_path_factory.mktemp("store") / "s"))


def written(snapshot: Snapshot, format: str) -> bytes:
    out = io.BytesIO()
    export.export(snapshot, format, out)
    return out.getvalue()


def lossless() -> set[tuple[str, str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in quads()}


def by_rdflib(data: bytes, format: str) -> rdflib.Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = rdflib.Dataset()
        found.parse(data=data, format=RDFLIB[format])
        return found


def in_ntriples(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    """The quads of a dataset as pyoxigraph writes terms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        data = dataset.serialize(format="nquads", encoding="utf-8")
    return {
        (str(q.subject), str(q.predicate), str(q.object), str(q.graph_name))
        for q in parse(data, format=RdfFormat.N_QUADS)
    }


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_the_lossless_forms_are_read_by_rdflib_with_every_graph(snapshot: Snapshot, format: str) -> None:
    assert in_ntriples(by_rdflib(written(snapshot, format), format)) == lossless()


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml"])
def test_the_flat_forms_are_read_by_rdflib_with_one_value_a_property(snapshot: Snapshot, format: str) -> None:
    found = {quad[:3] for quad in in_ntriples(by_rdflib(written(snapshot, format), format))}
    expected = {quad[:3] for quad in lossless() if not (ADOPTED in quad[1] and "2001-02-02" in quad[2])}
    assert found == expected


def test_in_the_flat_form_both_reported_days_stay_in_the_assertions(snapshot: Snapshot) -> None:
    lines = written(snapshot, "ntriples").decode().splitlines()
    direct = [line.split('"')[1] for line in lines if f'<{ADOPTED}> "' in line]
    assert direct == ["2001-02-03"]
    assert sorted(line.split('"')[1] for line in lines if "#object> " in line) == ["2001-02-02", "2001-02-03"]


def q(subject: str, predicate: str, value: str, graph: str) -> Quad:
    return Quad(NamedNode(BASE + subject), NamedNode(BASE + predicate), Literal(value), NamedNode(BASE + graph))


@pytest.mark.parametrize(
    ("quad", "kept"),
    [
        (q("m", "single", "other", "article/a#graph"), False),
        (q("m", "single", "chosen", "article/a#graph"), False),
        (q("m", "many", "other", "article/a#graph"), True),
        (q("n", "single", "other", "article/a#graph"), True),
        (q("m", "single", "other", "graph/reference"), True),
        (q("m", "single", "chosen", "graph/consolidated"), True),
    ],
)
def test_a_reported_value_is_left_out_only_where_another_was_chosen(quad: Quad, kept: bool) -> None:
    chosen = [q("m", "single", "chosen", "graph/consolidated"), q("m", "many", "chosen", "graph/consolidated")]
    found = list(export.flat([quad], chosen, frozenset([BASE + "single"]), BASE))
    assert found == ([quad.triple] if kept else [])


@pytest.mark.parametrize("format", list(export.FORMATS))
def test_the_bytes_depend_on_the_data_alone(snapshot: Snapshot, tmp_path: Path, format: str) -> None:
    other = open_snapshot(built(tmp_path / "s", reversed(quads())))
    assert written(other, format) == written(snapshot, format)


def test_the_bytes_do_not_depend_on_the_run(tmp_path: Path) -> None:
    directory = built(tmp_path / "s")
    for format in ("turtle", "rdfxml"):
        command = [sys.executable, "-m", "kg", "export", "--format", format, "--store", str(directory)]
        runs = {
            subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
            for seed in ("0", "1", "2")
        }
        assert len(runs) == 1


def test_prefixes_are_written_in_full_and_iris_relative_to_the_base(snapshot: Snapshot) -> None:
    text = written(snapshot, "turtle").decode()
    assert text.startswith(f"@base <{BASE}> .\n@prefix ")
    assert "@prefix kgo: <https://w3id.org/kgres/ontology#> ." in text
    assert "<state/freedonia> a kgo:State" in text
    assert "<//" not in text


def test_nquads_are_sorted_lines(snapshot: Snapshot) -> None:
    lines = written(snapshot, "nquads").decode().splitlines()
    assert len(lines) == len(quads())
    assert lines == sorted(lines, key=lambda line: (line.rsplit(" <", 1)[1], line.rsplit(" <", 1)[0]))


@pytest.mark.parametrize("format", list(export.FORMATS))
def test_an_empty_store_is_exported(tmp_path: Path, format: str) -> None:
    data = written(open_snapshot(built(tmp_path / "s", [])), format)
    assert len(by_rdflib(data, format)) == 0


def test_the_format_follows_from_the_suffix() -> None:
    assert [export.format_of(name) for name in ("a.ttl", "a.NQ", "a.jsonld", None, "-")] == [
        "turtle",
        "nquads",
        "jsonld",
        "turtle",
        "turtle",
    ]
    with pytest.raises(UsageError, match=r"a\.pdf: which format\?"):
        export.format_of("a.pdf")
