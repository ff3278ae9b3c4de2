"""The ontology as OWL 2: within the profile DL, consistent, every class satisfiable; what is planted is found.

The reasoner and the checker are pyHermiT's, which need no Java. Where Java is at hand and owlready2 is installed
(`pip install owlready2`), HermiT itself and the OWL API's checker are asked too. tests/test_ontology.py has the rules of
OWL 2 RL besides, by owlrl.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple
from reasoning import FOLDER, HEAD, classes, facts, is_consistent, kinds_of, logic, rules_broken, turtle

from kg.vocabulary import PROV

EXAMPLE = Path(__file__).parent / "data" / "example.trig"


# --- the profile: section 3 and 11 of the structural specification of OWL 2 (W3C Recommendation, 11 December 2012)


def test_the_ontology_with_its_french_and_its_alignments_is_owl_2_dl() -> None:
    files = ("kgo.ttl", "kgo.fr.ttl", "alignments.ttl")
    triples = [quad.triple for name in files for quad in pyoxigraph.parse(path=FOLDER / name)]
    header = NamedNode("https://w3id.org/kgres/alignments")  # an ontology has one
    assert rules_broken(turtle(triple for triple in triples if triple.subject != header)) == set()


SMALL = """
<o> a owl:Ontology . kgo:A a owl:Class . kgo:B a owl:Class . kgo:p a owl:ObjectProperty . kgo:q a owl:ObjectProperty .
kgo:d a owl:DatatypeProperty ; rdfs:range xsd:dateTime . kgo:n a owl:AnnotationProperty .
"""
#: What is planted, the section of the specification that forbids it, and the checker's name for that.
OUTSIDE = [
    ("5.8.1 one kind of property", "kgo:p a owl:DatatypeProperty .", "OWL2DL_PROPERTY_PUNNING"),
    ("5.8.1 one kind of property", "kgo:n a owl:ObjectProperty .", "OWL2DL_PROPERTY_PUNNING"),
    ("5.8.1 class or datatype", "kgo:A a rdfs:Datatype .", "OWL2DL_CLASS_DATATYPE_PUNNING"),
    ("5.8.2 declared", "kgo:A rdfs:subClassOf kgo:C .", "OWL2DL_MISSING_DECLARATION"),
    ("5.8.2 declared", "kgo:r rdfs:domain kgo:A .", "OWL2DL_MISSING_DECLARATION"),
    ("2.4 reserved vocabulary", "owl:Foo a owl:Class .", "OWL2DL_RESERVED_VOCABULARY"),
    ("4 and 5.2 known datatypes", "kgo:e a owl:DatatypeProperty ; rdfs:range xsd:date .", "UNSUPPORTED_DATATYPE"),
    (
        "11.2 simple properties in cardinalities",
        'kgo:p a owl:TransitiveProperty . kgo:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kgo:p ;'
        ' owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .',
        "OWL2DL_NON_SIMPLE_PROPERTY",
    ),
    ("11.2 simple properties", "kgo:p a owl:TransitiveProperty , owl:AsymmetricProperty .", "OWL2DL_NON_SIMPLE_PROPERTY"),
    ("11.2 simple properties", "kgo:p a owl:TransitiveProperty , owl:IrreflexiveProperty .", "OWL2DL_NON_SIMPLE_PROPERTY"),
    ("11.2 no cycles of chains", "kgo:p owl:propertyChainAxiom ( kgo:p kgo:q kgo:p ) .", "RIA_NON_REGULAR_RECURSION"),
    ("11.2 owl:topDataProperty", "owl:topDataProperty rdfs:subPropertyOf kgo:d .", "OWL2DL_TOP_DATA_PROPERTY_POSITION"),
]  # fmt: skip


def test_a_small_ontology_is_owl_2_dl() -> None:
    assert rules_broken(HEAD + SMALL) == set()


@pytest.mark.parametrize(("section", "planted", "rule"), OUTSIDE)
def test_what_is_outside_of_owl_2_dl_is_found(section: str, planted: str, rule: str) -> None:
    assert rule in rules_broken(HEAD + SMALL + planted), section


# --- consistency


def in_file(path: Path) -> Iterator[Triple]:
    format = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    return facts(quad.triple for quad in pyoxigraph.parse(path=path, format=format, base_iri="https://kg.example/"))


def test_something_of_every_class_can_be() -> None:
    assert len(classes()) > 50
    assert is_consistent(
        logic() + "".join(f"<some/{n}> a {cls} .\n" for n, cls in enumerate(sorted(classes(), key=str)))
    )


def test_the_example_and_the_gazetteer_are_consistent_with_the_ontology() -> None:
    prov = f"<{PROV.Entity}> owl:disjointWith <{PROV.Activity}> .\n"
    files = [EXAMPLE, *sorted((FOLDER / "gazetteer").glob("*.ttl"))]
    assert is_consistent(logic() + prov + turtle(kinds_of(triple for path in files for triple in in_file(path))))


#: Contradictions of each kind that the ontology can find.
CONTRADICTIONS = [
    "<x> a kgo:State , kgo:Chamber .",
    "<x> a kgo:Statement , kgo:Position .",
    "<x> kgo:holder <y> . <y> a kgo:Bill . kgo:Measure owl:disjointWith prov:Agent .",
    "<x> kgo:polarity kgo:Support ; a kgo:Vote .",
    "<x> a kgo:Vote ; kgo:votesFor -3 .",
    "<x> a kgo:Vote ; kgo:unanimous 5 .",
    "<x> kgo:rule 'a'@en .",
    "<x> kgo:decidedOn <y> . <y> kgo:inArticle <z> .",
    "kgo:Nonsense a owl:Class ; rdfs:subClassOf kgo:State , kgo:Chamber . <x> a kgo:Nonsense .",
]


@pytest.mark.parametrize("planted", CONTRADICTIONS)
def test_a_planted_contradiction_is_found(planted: str) -> None:
    assert not is_consistent(logic() + planted)


def test_a_contradiction_is_found_in_facts_of_which_only_the_kinds_are_looked_at() -> None:
    good = "<x> a kgo:Position ; kgo:rule 'a' . <y> a kgo:Position ; kgo:rule 'b' ; kgo:holder <z> ."
    for told, consistent in (
        (good, True),
        (good + " <y> kgo:rule 'c'@en .", False),
        (good + " <z> kgo:content 'c' .", True),
    ):
        kinds = kinds_of(
            facts(quad.triple for quad in pyoxigraph.parse((HEAD + told).encode(), format=RdfFormat.TURTLE))
        )
        assert is_consistent(logic() + turtle(kinds)) == consistent


# --- the same by the programs that others use


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of those that owlready2 brings. Skips the test where they or Java are not there."""
    found = importlib.util.find_spec("owlready2")
    program = shutil.which("java")
    if found is None or program is None or not found.submodule_search_locations:
        pytest.skip("needs Java, and owlready2 for its copies of HermiT and the OWL API: pip install owlready2")
    folder = Path(found.submodule_search_locations[0])
    jars = [
        folder / "hermit",
        folder / "hermit" / "HermiT.jar",
        folder / "pellet",
        *sorted((folder / "pellet").glob("*.jar")),
    ]
    path = ":".join(map(str, jars))
    return subprocess.run([program, "-cp", path, *arguments], capture_output=True, text=True, encoding="utf-8")


def as_rdf_xml(folder: Path, text: str) -> str:
    path = folder / "ontology.owl"
    triples = (quad.triple for quad in pyoxigraph.parse(text.encode(), format=RdfFormat.TURTLE))
    pyoxigraph.serialize(triples, path, format=RdfFormat.RDF_XML)
    return path.as_uri()


@pytest.mark.parametrize(
    ("planted", "profile"), [("", "OWL 2 DL"), (OUTSIDE[0][1].replace("kgo:p", "kgo:evidence"), "OWL 2")]
)
def test_the_owl_api_finds_the_same_profile(tmp_path: Path, planted: str, profile: str) -> None:
    whole = (FOLDER / "kgo.ttl").read_text(encoding="utf-8") + planted
    told = java("pellet.Pellet", "info", as_rdf_xml(tmp_path, whole)).stdout
    assert f"OWL Profile = {profile}\n" in told


@pytest.mark.parametrize("planted", ["", *CONTRADICTIONS])
def test_hermit_finds_the_same_contradictions(tmp_path: Path, planted: str) -> None:
    told = java("org.semanticweb.HermiT.cli.CommandLine", "-k", as_rdf_xml(tmp_path, logic() + planted))
    assert ("owl:Nothing" in told.stdout + told.stderr or "inconsistent" in told.stderr.lower()) == bool(planted), told
