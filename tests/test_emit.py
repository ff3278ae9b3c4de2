"""From facts to quads: deterministic, verbatim, with evidence everywhere, within the vocabulary."""

from __future__ import annotations

import itertools
import random

import pytest
import seed_findings
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, parse

from kg import data, triples
from kg.check import check
from kg.emit import emit
from kg.emit.terms import Graph, text, verbatim
from kg.resolve import held, resolve
from kg.resolved import Facts
from kg.vocabulary import KGO, NIF, RDF, RDFS, SKOS

BASE = "https://kg.example/"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return resolve(held(seed_findings.all_findings()))


@pytest.fixture(scope="module")
def quads(facts: Facts) -> list[Quad]:
    return list(triples.quads(emit(facts, BASE)))


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def lines(quads: list[Quad]) -> str:
    return "\n".join(str(quad) for quad in quads)


def test_two_emits_give_the_same_bytes_whatever_the_order_of_articles(quads: list[Quad]) -> None:
    shuffled = seed_findings.all_findings()
    for seed in range(4):
        random.Random(seed).shuffle(shuffled)
        assert lines(list(triples.quads(emit(resolve(held(shuffled)), BASE)))) == lines(quads)


def test_quads_come_once_and_graph_by_graph(quads: list[Quad]) -> None:
    assert len(quads) == len({str(q) for q in quads})
    names = [name for name, _ in itertools.groupby(quad.graph_name.value for quad in quads)]
    assert len(names) == len(set(names)) == 5 + 4


def test_there_are_no_blank_nodes(quads: list[Quad]) -> None:
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)


def test_a_dump_of_the_store_gives_the_same_literals_back(quads: list[Quad], store: Store) -> None:
    assert {str(quad) for quad in store} == {str(quad) for quad in quads}


def test_one_graph_an_article_and_four_shared(store: Store) -> None:
    names = sorted(graph.value.removeprefix(BASE) for graph in store.named_graphs())
    articles = [name for name in names if name.startswith("article/") and name.endswith("#graph")]
    assert len(articles) == 5
    assert set(names) - set(articles) == {f"graph/{n}" for n in ("consolidated", "meta", "ontology", "reference")}
    assert "article/undated-37dc8f9d1c53#graph" in articles


def test_passages_are_verbatim(store: Store) -> None:
    def value(subject: NamedNode, name: str) -> str:
        return next(store.quads_for_pattern(subject, NamedNode(name), None)).object.value

    passages = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(KGO.inArticle), None)}
    assert len(passages) > 40
    for passage in passages:
        article = next(store.quads_for_pattern(passage, NamedNode(KGO.inArticle), None)).object
        begin, end = int(value(passage, NIF.beginIndex)), int(value(passage, NIF.endIndex))
        assert value(article, NIF.isString)[begin:end] == value(passage, NIF.anchorOf)
        assert passage.value == f"{article.value}#char={begin},{end}"


def test_every_record_has_evidence_in_its_own_graph(store: Store) -> None:
    for kind in ("Assertion", "Position", "Provision", "Statement", "Demand", "DiplomaticAct"):
        told = [
            q
            for q in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KGO[kind]))
            if q.graph_name.value.endswith("#graph")
        ]
        assert told, kind
        for quad in told:
            assert list(store.quads_for_pattern(quad.subject, NamedNode(KGO.evidence), None, quad.graph_name))


def test_what_articles_share_has_the_evidence_of_each(store: Store) -> None:
    path = "measure/france/senate/2020-11/recognition-nagorno-karabakh-republic/decision"
    for shared in (path, "recognition/france--nagorno-karabakh-republic"):
        evidence = list(store.quads_for_pattern(NamedNode(BASE + shared), NamedNode(KGO.evidence), None))
        assert len({quad.graph_name for quad in evidence}) == 3


def test_direct_values_stand_in_the_consolidated_graph_alone(store: Store) -> None:
    for name in ("adoptionDate", "votesFor", "votesAgainst", "votesCast", "abstentions", "unanimous", "binding"):
        graphs = {quad.graph_name.value for quad in store.quads_for_pattern(None, NamedNode(KGO[name]), None)}
        assert graphs == {BASE + "graph/consolidated"}, name


def test_both_rival_dates_are_kept_as_assertions(store: Store) -> None:
    measure = NamedNode(BASE + "measure/france/senate/2020-11/recognition-nagorno-karabakh-republic")
    about = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(RDF.subject), measure)}
    values = {q.object.value for a in about for q in store.quads_for_pattern(a, NamedNode(RDF.object), None)}
    assert {"2020-11-23", "2020-11-25", "false"} <= values
    [chosen] = store.quads_for_pattern(measure, NamedNode(KGO.adoptionDate), None)
    assert chosen.object == Literal("2020-11-25", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def test_shapes_and_checks_hold(quads: list[Quad]) -> None:
    assert check(quads) == []


def test_every_term_of_our_vocabulary_is_declared(quads: list[Quad]) -> None:
    declared = {q.subject for q in parse(path=data.root("ontology") / "kgo.ttl") if isinstance(q.subject, NamedNode)}
    used = {
        t
        for q in quads
        for t in (q.subject, q.predicate, q.object)
        if isinstance(t, NamedNode) and t.value.startswith(KGO)
    }
    assert used - declared - {NamedNode(KGO)} == set()


def test_everything_that_is_pointed_at_is_described(store: Store) -> None:
    """Agents, issues and measures have a type and a label."""
    for name in (
        "holder",
        "target",
        "speaker",
        "asker",
        "recognizer",
        "recognized",
        "decidedOn",
        "decidedBy",
        "concerns",
    ):
        things = {quad.object for quad in store.quads_for_pattern(None, NamedNode(KGO[name]), None)}
        assert things, name
        for thing in things:
            for needed in (RDF.type, RDFS.label):
                assert list(store.quads_for_pattern(thing, NamedNode(needed), None)), (thing, needed)


def test_a_body_is_found_by_its_name_in_its_own_language_too(store: Store) -> None:
    senate = NamedNode(BASE + "body/france/senate")
    names = {quad.object for quad in store.quads_for_pattern(senate, NamedNode(SKOS.altLabel), None, None)}
    assert Literal("Sénat", language="fr") in names
    (label,) = {quad.object for quad in store.quads_for_pattern(senate, NamedNode(RDFS.label), None, None)}
    assert label == Literal("French Senate", language="en")


def test_an_undated_article_has_a_reference_date_and_no_printed_one(store: Store) -> None:
    article = NamedNode(BASE + "article/undated-37dc8f9d1c53")
    assert not list(store.quads_for_pattern(article, NamedNode("https://schema.org/datePublished"), None))
    days = {quad.object.value for quad in store.quads_for_pattern(article, NamedNode(KGO.referenceDate), None)}
    assert days == {"2022-12-01"}


def test_another_base_changes_nothing_else(facts: Facts, quads: list[Quad]) -> None:
    other = list(triples.quads(emit(facts, "https://example.org/kg/")))
    assert len(other) == len(quads)
    assert {str(q).replace("https://example.org/kg/", BASE) for q in other} == {str(q) for q in quads}


def test_no_article_no_facts_still_a_graph() -> None:
    names = {some.graph for some in emit(resolve(()), BASE)}
    assert BASE + "graph/ontology" in names


def test_what_makes_no_iri_is_an_error_where_it_is_minted(facts: Facts) -> None:
    """The database takes lines as they are: nothing checks them later."""
    for base in ("no iri/", "https://kg.example/a b/"):
        with pytest.raises(ValueError, match="IRI"):
            list(emit(facts, base))


@pytest.mark.parametrize(
    "words", ['say "no"\\', "one\r\ntwo\tthree", "\u2028 \x85 \x7f \x0b", "Sénat \U0001f600", "<a> . "]
)
def test_any_words_come_back_from_a_line(words: str) -> None:
    graph = Graph(BASE, "g")
    graph.add("a", RDFS.label, text(words), verbatim(words))
    found = {quad.object for quad in triples.quads([graph.triples()])}
    assert found == {Literal(words), Literal(words, language="en")}
