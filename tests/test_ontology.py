"""The vocabulary: complete, consistent, and the same in the files and in the code."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg import types, vocabulary
from kg.vocabulary import KGO, PREFIXES, PROV

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
EXAMPLE = ROOT / "tests" / "data" / "example.trig"

TERM_KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    SKOS.Concept,
    SKOS.ConceptScheme,
)


@cache
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "kgo.ttl")


def ours(kind: URIRef) -> set[str]:
    return {str(term) for term in ontology().subjects(RDF.type, kind) if term.startswith(KGO)}


def terms() -> set[str]:
    return set().union(*(ours(kind) for kind in TERM_KINDS))


def members(scheme: str) -> set[str]:
    return {str(term) for term in ontology().subjects(SKOS.inScheme, URIRef(KGO[scheme]))}


# --- the files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ONTOLOGY).as_posix())
def test_two_libraries_read_the_same_graph(path: Path) -> None:
    base = "https://kg.example/"
    ours = pyoxigraph.Dataset(pyoxigraph.parse(path=path, base_iri=base))
    told = Graph().parse(path, publicID=base).serialize(format="nt", encoding="utf-8")
    theirs = pyoxigraph.Dataset(pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.N_TRIPLES))
    for one in (ours, theirs):
        one.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert ours == theirs


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ONTOLOGY).as_posix())
def test_prefixes_mean_the_same_everywhere(path: Path) -> None:
    declared = dict(re.findall(r"^@prefix ([\w-]+): <([^>]+)>", path.read_text("utf-8"), re.M))
    assert {p: iri for p, iri in declared.items() if p in PREFIXES} == {
        p: PREFIXES[p] for p in declared.keys() & PREFIXES
    }


@pytest.mark.parametrize("needed", [RDFS.label, SKOS.definition, RDFS.isDefinedBy])
def test_every_term_is_described(needed: URIRef) -> None:
    assert {term for term in terms() if len(set(ontology().objects(URIRef(term), needed))) != 1} == set()


def test_every_property_has_one_domain_and_one_range() -> None:
    properties = ours(OWL.ObjectProperty) | ours(OWL.DatatypeProperty)
    counts = {
        (name, side): len(list(ontology().objects(URIRef(name), side)))
        for name in properties
        for side in (RDFS.domain, RDFS.range)
    }
    assert {key for key, count in counts.items() if count != 1} == set()


def test_a_name_is_a_class_or_a_property_or_a_concept_and_not_two_of_them() -> None:
    kinds = Counter(term for kind in TERM_KINDS for term in ours(kind))
    assert {term for term, count in kinds.items() if count > 1} == set()


def test_labels_are_not_used_twice_within_a_kind() -> None:
    for kind in TERM_KINDS:
        labels = Counter(str(ontology().value(URIRef(term), RDFS.label)) for term in ours(kind))
        assert {label for label, count in labels.items() if count > 1} == set()


def test_single_valued_marks_properties_only() -> None:
    marked = {str(term) for term in ontology().subjects(URIRef(KGO.singleValued), None)}
    assert marked and marked <= ours(OWL.ObjectProperty) | ours(OWL.DatatypeProperty)


def test_every_concept_is_in_a_scheme_and_every_act_has_a_side() -> None:
    schemes = ours(SKOS.ConceptScheme)
    for concept in ours(SKOS.Concept):
        assert {str(scheme) for scheme in ontology().objects(URIRef(concept), SKOS.inScheme)} & schemes, concept
    for act in members("ActScheme"):
        assert str(ontology().value(URIRef(act), URIRef(KGO.defaultPolarity))) in members("PolarityScheme"), act


def test_the_mapping_table_says_what_the_turtle_says() -> None:
    rows = [line for line in (ONTOLOGY / "kgo.sssom.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    curies = dict(re.findall(r"^#  (\S+): (\S+)$", (ONTOLOGY / "kgo.sssom.tsv").read_text("utf-8"), re.M))

    def expand(curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return curies[prefix] + name

    table = {tuple(map(expand, (s, p, o))) for s, _, p, o, _ in (row.split("\t") for row in rows[1:])}
    axioms = {
        (str(s), str(p), str(o))
        for p in (RDFS.subClassOf, RDFS.subPropertyOf)
        for s, o in ontology().subject_objects(p)
        if s.startswith(KGO) and isinstance(o, URIRef) and not o.startswith(KGO)
    }
    aligned = Graph().parse(ONTOLOGY / "alignments.ttl")
    matches = {tuple(map(str, triple)) for triple in aligned if triple[0].startswith(KGO)}
    assert table == axioms | matches
    assert {subject for subject, _, _ in table} <= terms()


# --- the code


TABLES = {
    "BasisScheme": (vocabulary.BASES, types.Basis),
    "OutcomeScheme": (vocabulary.OUTCOMES, types.Outcome),
    "PolarityScheme": (vocabulary.POLARITIES, types.Polarity),
    "RecognitionStateScheme": (vocabulary.RECOGNITION_STATES, types.RecognitionState),
    "RecognitionObjectScheme": (vocabulary.RECOGNITION_OBJECTS, types.RecognitionObject),
}


@pytest.mark.parametrize("scheme", TABLES)
def test_a_table_covers_its_literal_and_leads_into_its_scheme(scheme: str) -> None:
    table, literal = TABLES[scheme]
    assert list(table) == list(get_args(literal))
    assert set(table.values()) <= members(scheme)


def test_stances_are_polarities() -> None:
    assert list(vocabulary.STANCES) == list(get_args(types.Stance))
    assert set(vocabulary.STANCES.values()) <= members("PolarityScheme")


def test_classes_for_every_kind() -> None:
    assert list(vocabulary.MEASURE_CLASSES) == list(get_args(types.MeasureKind))
    assert list(vocabulary.KIND_CLASSES) == list(get_args(types.AgentKind))
    measures = {str(c) for c in ontology().transitive_subjects(RDFS.subClassOf, URIRef(KGO.Measure))}
    assert set(vocabulary.MEASURE_CLASSES.values()) == measures


@pytest.mark.parametrize(
    ("table", "scheme"),
    [
        (vocabulary.ACTS, "ActScheme"),
        (vocabulary.CONTENT_MODES, "ContentModeScheme"),
        (vocabulary.MEDIA, "MediumScheme"),
    ],
    ids=["acts", "content modes", "media"],
)
def test_a_table_holds_all_of_its_scheme(table: dict[str, str], scheme: str) -> None:
    assert set(table.values()) == members(scheme)


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "lexicon").glob("*.ttl")), ids=lambda path: path.name)
def test_the_acts_of_the_lexicon_are_acts(path: Path) -> None:
    references = Graph().parse(path).objects(None, URIRef(vocabulary.ONTOLEX.reference))
    assert {str(r).removeprefix(KGO) for r in references} - vocabulary.ACTS.keys() == set()


def used(path: Path) -> set[str]:
    """Local names of terms in code (`KGO.x`, `KGO["x"]`) and in Turtle, SPARQL or docstrings (`kgo:x`)."""
    text = re.sub(r"^\s*#.*$", "", path.read_text("utf-8"), flags=re.M)
    return set(re.findall(r"""(?:\bKGO\.|\bKGO\[["']|(?<![\w-])kgo:)([A-Za-z]\w*)""", text))


SOURCES = sorted(p for p in (*(ROOT / "kg").rglob("*.py"), *(ROOT / "queries").rglob("*.rq"), *FILES, EXAMPLE))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_term_used_is_declared(path: Path) -> None:
    # "x" and "X" stand for any term in prose.
    assert {name for name in used(path) - {"x", "X"} if KGO[name] not in terms()} == set()


def test_the_scan_finds_terms(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(
        "KGO.holder, KGO['target'], 'kgo:polarity', notkgo:x, KGO_ONTOLOGY  # kgo:act\n# kgo:comment", "utf-8"
    )
    assert used(path) == {"holder", "target", "polarity", "act"}


def test_the_vocabulary_iri_stands_in_one_place() -> None:
    holders = {
        p.name
        for p in (ROOT / "kg").rglob("*.py")
        if re.search(r'"https://w3id\.org/kgres/ontology', p.read_text("utf-8"))
    }
    assert holders == {"vocabulary.py"}


@pytest.mark.parametrize("name", ["_x", "__wrapped__"])
def test_private_names_are_no_terms(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(KGO, name)


# --- OWL 2 RL over the ontology and the example

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")


def contradictions(*extra: tuple[URIRef, URIRef, URIRef]) -> list[str]:
    """What the OWL 2 RL rules find contradictory in the ontology, the example and some more triples.

    Literals are left out: no rule that could find a contradiction among our terms reads one, and the closure
    over them takes most of the time.
    """
    owlrl = pytest.importorskip("owlrl")
    triples = (quad.triple for quad in pyoxigraph.parse(path=EXAMPLE))
    example = Graph().parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")
    graph = Graph()
    for s, p, o in (*ontology(), *example, *extra):
        if not isinstance(o, rdflib.Literal):
            graph.add((s, p, o))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return [
        str(o) for node in graph.subjects(RDF.type, ERROR) for p, o in graph.predicate_objects(node) if p != RDF.type
    ]


#: PROV-O makes these two disjoint; a dataset that is loaded beside it must not clash.
PROV_DISJOINT = (URIRef(PROV.Entity), OWL.disjointWith, URIRef(PROV.Activity))


def test_the_example_is_consistent() -> None:
    assert contradictions(PROV_DISJOINT) == []


def test_a_state_that_is_a_chamber_is_found() -> None:
    norland = URIRef("https://kg.example/state/norland")
    found = contradictions((norland, RDF.type, URIRef(KGO.Chamber)))
    assert any(str(norland) in message and "Disjoint" in message for message in found)


def test_a_statement_as_the_holder_of_a_position_is_found_by_the_range_of_holder() -> None:
    position = URIRef("https://kg.example/position/vestria--oppose--norland-senate-2031-03")
    statement = URIRef("https://kg.example/statement/ada-holm/by-2031-03-05/1")
    agents_are_no_entities = (URIRef(PROV.Agent), OWL.disjointWith, URIRef(PROV.Entity))
    assert contradictions(agents_are_no_entities) == []
    assert contradictions(agents_are_no_entities, (position, URIRef(KGO.holder), statement))
