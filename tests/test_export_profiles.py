"""`kg export --profile` and `--description`: annotations, reifiers, JSON-LD with the context; each read back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from exported import canonical, offline, read, snapshot_of, written
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import cli_export, export
from kg.cli import main
from kg.errors import UsageError
from kg.export import description, jsonld, reifiers, webannotations
from kg.store import Snapshot
from kg.vocabulary import DCAT, DCTERMS, KGO, KGO_VERSION, NIF, RDF, VOID, XSD

BASE = "https://kg.example/"
OA = webannotations.OA


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("exports"))


def test_the_command_offers_the_profiles_that_there_are() -> None:
    assert {"", *cli_export.PROFILES} == export.PROFILES.keys() == description.STANDARDS.keys()


# --- Web Annotation


def evidence(snapshot: Snapshot) -> set[tuple[str, ...]]:
    """Every record with its passage, as a question asks for it."""
    rows = snapshot.engine.query(
        """SELECT ?record ?article ?begin ?end ?exact { ?record kgo:evidence ?p .
           ?p kgo:inArticle ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?exact }""",
        prefixes={"kgo": str(KGO), "nif": str(NIF)},
    )
    return {tuple(str(value.value) for value in row) for row in rows}


@pytest.mark.parametrize("format", export.PROFILES["web-annotation"].formats)
def test_annotations_read_back_are_the_evidence(snapshot: Snapshot, format: str) -> None:
    quads = read(written(snapshot, format, "web-annotation"), format)
    found = webannotations.evidence_of(quad.triple for quad in quads)
    assert {tuple(map(str, one)) for one in found} == evidence(snapshot)
    assert len(found) > 50


def test_the_words_of_an_annotation_stand_where_it_says(snapshot: Snapshot) -> None:
    texts = {q.subject.value: q.object.value for q in snapshot.sorted_quads() if q.predicate.value == NIF.isString}
    triples = [quad.triple for quad in read(written(snapshot, "ntriples", "web-annotation"), "ntriples")]
    for one in webannotations.evidence_of(triples):
        assert texts[one.article][one.start : one.end] == one.exact


def test_the_words_around_a_quotation_are_left_out_with_the_texts(snapshot: Snapshot) -> None:
    def around(texts: bool) -> int:
        triples = read(written(snapshot, "ntriples", "web-annotation", texts=texts), "ntriples")
        return sum(quad.predicate.value in (OA["prefix"], OA["suffix"]) for quad in triples)

    assert around(True) > 50 and around(False) == 0


def test_an_annotation_has_what_the_recommendation_wants(snapshot: Snapshot) -> None:
    document = json.loads(written(snapshot, "jsonld", "web-annotation"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    nodes = {node["id"]: node for node in document["@graph"]}
    annotations = [node for node in nodes.values() if node.get("type") == "Annotation"]
    for one in annotations:
        assert one["body"] in nodes and one["motivation"] == "describing"
        target = nodes[one["target"]]
        assert target["source"] in nodes
        kinds = sorted(nodes[selector]["type"] for selector in target["selector"])
        assert kinds == ["TextPositionSelector", "TextQuoteSelector"]
    assert not any("nif:isString" in node for node in nodes.values())
    # The W3C's terms must not be given another meaning by what comes behind them.
    assert not {"schema", "oa", "as", "creator", "label", "type", "id"} & document["@context"][1].keys()


def test_annotations_are_one_graph_whatever_the_format(snapshot: Snapshot) -> None:
    forms = [
        canonical(read(written(snapshot, format, "web-annotation"), format))
        for format in export.PROFILES["web-annotation"].formats
    ]
    assert all(form == forms[0] for form in forms)


# --- RDF 1.2


@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_reifiers_read_back_are_the_assertions(snapshot: Snapshot, format: str) -> None:
    found = read(written(snapshot, format, "rdf12"), format)
    assert not any(quad.predicate == reifiers.OBJECT for quad in found)
    assert sum(isinstance(quad.object, Triple) for quad in found) > 20
    plain = read(written(snapshot, "nquads"), "nquads")
    assert canonical(list(reifiers.without_reifiers(found))) == canonical(plain)


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_the_flat_form_has_reifiers_too(snapshot: Snapshot, format: str) -> None:
    found = read(written(snapshot, format, "rdf12"), format)
    plain = read(written(snapshot, "ntriples"), "ntriples")
    assert canonical(list(reifiers.without_reifiers(found))) == canonical(plain)


def test_a_difference_names_no_triple_and_stays(snapshot: Snapshot) -> None:
    found = read(written(snapshot, "nquads", "rdf12"), "nquads")
    differences = {q.subject for q in found if q.predicate.value == RDF.type and q.object == NamedNode(KGO.Difference)}
    kept = {q.subject for q in found if q.predicate == reifiers.SUBJECT}
    assert kept and kept == differences


def test_what_names_two_objects_is_no_triple() -> None:
    a, s, p = (NamedNode(BASE + name) for name in "asp")
    said = [
        Quad(a, reifiers.SUBJECT, s),
        Quad(a, reifiers.PREDICATE, p),
        Quad(a, reifiers.OBJECT, s),
        Quad(a, reifiers.OBJECT, p),
    ]
    assert list(reifiers.with_reifiers(said)) == said


@pytest.mark.parametrize(("profile", "format"), [("rdf12", "jsonld"), ("rdf12", "rdfxml"), ("web-annotation", "trig")])
def test_a_format_that_cannot_hold_the_profile_is_told(snapshot: Snapshot, profile: str, format: str) -> None:
    with pytest.raises(UsageError, match=rf"--profile {profile} is written as .*, not as {format}"):
        written(snapshot, format, profile)


# --- JSON-LD


def test_the_lossless_jsonld_is_in_the_words_of_the_ontology(snapshot: Snapshot) -> None:
    text = written(snapshot, "jsonld").decode()
    assert '"type": "Position"' in text and '"holder": "' in text and '"polarity": "kgo:Oppose"' in text
    assert canonical(read(text.encode(), "jsonld")) == canonical(read(written(snapshot, "nquads"), "nquads"))


LITERALS = st.one_of(
    st.builds(Literal, st.text(st.characters(blacklist_categories=["Cs"]))),
    st.builds(lambda text, tag: Literal(text, language=tag), st.text('ab é"\\\n'), st.sampled_from(["en", "fr-CA"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        st.sampled_from(["1", "01", "-0", "1.50", "1e3", "true", "2031-05-06", "", "99999999999999999999"]),
        st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.double, XSD.gYear, BASE + "odd"]),
    ),
)
PROPERTIES = st.sampled_from(
    [KGO.confidence, KGO.holder, KGO.date, KGO.votesFor, KGO.cue, KGO.earliestDate, RDF.type, BASE + "x", "urn:x:y"]
)
THINGS = st.sampled_from(
    [BASE + "state/peru", BASE + "a/b:c", BASE, BASE + "article/x#char=1,2", KGO.Oppose, "urn:a", "https://o.example//x",
     BASE + "a//b", BASE + "a/../b", BASE + "a/é?q=1", KGO + "a/b"]
).map(NamedNode)  # fmt: skip


@given(st.lists(st.tuples(THINGS, PROPERTIES.map(NamedNode), st.one_of(LITERALS, THINGS)), max_size=6))
def test_jsonld_gives_back_the_very_triples(said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> None:
    import io

    quads = sorted({Quad(*triple) for triple in said}, key=str)
    out = io.BytesIO()
    jsonld.write(quads, out, BASE)
    assert set(parse(out.getvalue(), format=RdfFormat.JSON_LD)) == set(quads)


def test_triple_terms_are_refused_by_jsonld() -> None:
    import io

    a = NamedNode(BASE + "a")
    with pytest.raises(UsageError, match="cannot hold triple terms"):
        jsonld.write([Triple(a, reifiers.REIFIES, Triple(a, a, a))], io.BytesIO(), BASE)


# --- The same bytes


@pytest.mark.parametrize(
    ("profile", "format"), [(name, f) for name, made in export.PROFILES.items() for f in made.formats]
)
def test_the_bytes_are_the_same_each_time(snapshot: Snapshot, profile: str, format: str) -> None:
    assert written(snapshot, format, profile) == written(snapshot, format, profile)


def test_no_iri_lacks_its_scheme(snapshot: Snapshot) -> None:
    for format in ("turtle", "trig"):
        assert b"<//" not in written(snapshot, format)
    assert export.formats.HOST_OR_STRING.sub(lambda m: m[1] or b"<https://", b'"a <// \\" <//" <//x>') == (
        b'"a <// \\" <//" <https://x>'
    )


# --- Descriptions


@pytest.mark.parametrize(
    ("profile", "format"), [("", "trig"), ("", "turtle"), ("web-annotation", "jsonld"), ("rdf12", "nquads")]
)
def test_an_export_is_described(tmp_path: Path, snapshot: Snapshot, profile: str, format: str) -> None:
    file, about = tmp_path / "x", tmp_path / "about.ttl"
    store = tmp_path / "s"
    assert main(["build", str(Path(__file__).parent / "competency" / "articles"), "--store", str(store)]) == 0
    chosen = ["--profile", profile] if profile else []
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    command = ["export", "--store", str(store), "--format", format, "-o", str(file), "--description", str(about)]
    assert main([*command, *chosen, "--license", licence]) == 0
    told = {(q.subject.value, q.predicate.value): q.object for q in parse(about.read_bytes(), format=RdfFormat.TURTLE)}
    name = f"{BASE}dataset#{format}" + (f"-{profile}" if profile else "")
    assert told[name, DCAT.byteSize].value == str(file.stat().st_size)
    assert told[f"{name}-sha256", description.SPDX.checksumValue].value == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told[name, DCTERMS["title"]] == Literal("x")
    assert told[f"{BASE}dataset", DCTERMS.conformsTo] == NamedNode(KGO_VERSION)
    assert told[f"{BASE}dataset", DCTERMS.license] == NamedNode(licence)
    data = offline(file.read_bytes()) if format == "jsonld" else file.read_bytes()
    quads = list(parse(data, format=export.FORMATS[format].rdf))
    assert told[f"{BASE}dataset", VOID.triples].value == str(len(quads))
    positions = {q.subject for q in quads if q.predicate.value == RDF.type and q.object == NamedNode(KGO.Position)}
    assert told[f"{BASE}dataset#class-Position", VOID.entities].value == str(len(positions))
    days = {q.object.value for q in quads if q.predicate.value in description.DAYS}
    assert told[f"{BASE}dataset", DCTERMS.modified].value == max(days)
    first = about.read_bytes()
    assert main([*command, *chosen, "--license", licence]) == 0
    assert about.read_bytes() == first


def test_the_facts_have_no_licence_that_nobody_gave(snapshot: Snapshot) -> None:
    found = description.counted(snapshot.sorted_quads())
    told = description.described(found, description.Written(1, "00"), BASE, "trig")
    licences = {triple.subject.value for triple in told if triple.predicate.value == DCTERMS.license}
    assert licences == {BASE + "graph/ontology", BASE + "graph/reference"}
    titles = {quad.object for quad in snapshot.sorted_quads() if quad.subject.value == BASE + "dataset"}
    assert Literal(description.TITLE, language="en") in titles


def test_no_export_is_described_without_days() -> None:
    found = description.counted(
        [Quad(NamedNode(BASE + "a"), NamedNode(RDF.type), NamedNode(KGO.State), DefaultGraph())]
    )
    told = description.described(found, description.Written(0, ""), BASE, "turtle")
    assert not any(triple.predicate.value == DCTERMS.modified for triple in told)


def test_a_licence_that_is_no_iri_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--license", "CC BY"]) == 2
    assert "is no IRI" in capsys.readouterr().err
