"""A small graph of positions, invented: who takes which side on what, as four articles report it (one is a copy)."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse
from tiny import built

HOSTILE = '<script>alert("$x^2$")</script> & co'


def position(number: int, holder: str, polarity: str, target: str, article: str, more: str = "") -> str:
    """One position in the graph of its article, with a sentence; `more`: other properties."""
    return f"""GRAPH <article/{article}#graph> {{
    <position/{number}> a kgo:Position ; kgo:holder <{holder}> ; kgo:polarity kgo:{polarity} ; kgo:target <{target}> ;
        kgo:act kgo:Say ; kgo:evidence <article/{article}#char={number},9> ; kgo:confidence 0.8 {more} .
    <article/{article}#char={number},9> kgo:inArticle <article/{article}> ; nif:anchorOf "Sentence {number}."@en .
}}
"""


HEAD = """
PREFIX kgo: <https://w3id.org/kgres/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX void: <http://rdfs.org/ns/void#>
BASE <https://kg.example/>
"""
SHARED = """
GRAPH <graph/meta> { <dataset> void:uriSpace "https://kg.example/" . }
GRAPH <graph/reference> {
    <state/a> a kgo:State ; rdfs:label "Arcadia"@en . <state/b> a kgo:State ; rdfs:label "Borduria"@en .
    <state/c> a kgo:State ; rdfs:label "Cagliostro"@en . <body/diet> a kgo:Chamber ; rdfs:label "Diet"@en .
    <person/p> a foaf:Person ; rdfs:label "Pia Pell"@en .
    <measure/m> a kgo:Measure, kgo:Resolution ; rdfs:label "Diet resolution"@en ; kgo:adoptedBy <body/diet> .
    <issue/i> a kgo:Issue ; rdfs:label "HOSTILE"@en .
}
GRAPH <graph/consolidated> { <measure/m> kgo:adoptionDate "2001-02-03"^^xsd:date . }
GRAPH <article/1#graph> { <article/1> a kgo:Article ; kgo:originalReport <article/1> . }
GRAPH <article/2#graph> { <article/2> a kgo:Article ; kgo:originalReport <article/1> . }
GRAPH <article/3#graph> { <article/3> a kgo:Article ; kgo:originalReport <article/3> . }
""".replace("HOSTILE", HOSTILE.replace('"', '\\"'))
BY = ' ; kgo:latestDate "2001-02-09"^^xsd:date'
ON = ' ; kgo:date "{0}"^^xsd:date ; kgo:earliestDate "{0}"^^xsd:date ; kgo:latestDate "{0}"^^xsd:date'
POSITIONS = [
    position(1, "state/a", "Support", "measure/m", "1", ON.format("2001-02-05")),
    position(2, "state/a", "Support", "measure/m", "2", BY),
    position(3, "state/b", "Support", "measure/m", "3", BY),
    position(4, "state/c", "Oppose", "measure/m", "3", ON.format("2001-02-06")),
    position(5, "state/a", "Oppose", "issue/i", "3", BY),
    position(6, "state/c", "Oppose", "issue/i", "3", BY),
    position(7, "state/c", "Support", "issue/i", "3", BY),
    position(8, "state/b", "Abstain", "issue/i", "3", BY),
    position(9, "person/p", "Oppose", "state/a", "3", BY + " ; kgo:onBehalfOf <body/diet>"),
]
TRIG = HEAD + SHARED + "".join(POSITIONS)


def quads(text: str = TRIG) -> list[Quad]:
    """The quads of the graph."""
    return list(parse(text.encode(), format=RdfFormat.TRIG))


def store(directory: Path, text: str = TRIG) -> Path:
    """A store that holds it."""
    return built(directory, quads(text))
