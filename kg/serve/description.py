"""What the endpoint says of itself and of its data: SPARQL's service description, and VoID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.serve import negotiation
from kg.vocabulary import DCTERMS, KGO_VERSION, PREFIXES, RDF, VOID, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
#: The W3C's names of the formats that are sent.
SENT = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD", "N3",
)  # fmt: skip


def service(endpoint: str, media: str, federated: bool = False) -> bytes:
    """The description of a service at an address (section 2 of SPARQL 1.1 Service Description), in a format of RDF.

    `federated`: it asks other services too.
    """
    return written(_service(endpoint, federated), media)


def _service(endpoint: str, federated: bool) -> Iterator[Triple]:
    here = NamedNode(endpoint)
    dataset, graph = BlankNode("dataset"), BlankNode("graph")
    yield Triple(here, _rdf("type"), _sd("Service"))
    yield Triple(here, _sd("endpoint"), here)
    yield Triple(here, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(here, _sd("feature"), _sd("UnionDefaultGraph"))
    if federated:
        yield Triple(here, _sd("feature"), _sd("BasicFederatedQuery"))
    for name in SENT:
        yield Triple(here, _sd("resultFormat"), NamedNode(FORMATS + name))
    yield Triple(here, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _rdf("type"), _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, _rdf("type"), _sd("Graph"))


def dataset(root: str, base: str, counts: Mapping[str, int], media: str) -> bytes:
    """The VoID description of the graph at an address; `counts` by VoID's own names."""
    return written(_dataset(root, base, counts), media)


def _dataset(root: str, base: str, counts: Mapping[str, int]) -> Iterator[Triple]:
    here = NamedNode(f"{root}.well-known/void")
    yield Triple(here, _rdf("type"), NamedNode(VOID.Dataset))
    yield Triple(here, NamedNode(VOID.sparqlEndpoint), NamedNode(f"{root}sparql"))
    yield Triple(here, NamedNode(VOID.uriSpace), Literal(base))
    yield Triple(here, NamedNode(DCTERMS.conformsTo), NamedNode(KGO_VERSION))
    for prefix in ("kgo", "schema", "prov", "skos", "dcterms", "nif"):
        if prefix in PREFIXES:
            yield Triple(here, NamedNode(VOID.vocabulary), NamedNode(str(PREFIXES[prefix])))
    for name, number in counts.items():
        yield Triple(here, NamedNode(VOID[name]), Literal(str(number), datatype=NamedNode(XSD.integer)))


def written(triples: Iterable[Triple], media: str) -> bytes:
    """Triples in a format of RDF."""
    prefixes = {"sd": SD, "void": str(VOID), "dcterms": str(DCTERMS)} if media == negotiation.TURTLE else None
    return serialize(triples, format=RdfFormat.from_media_type(media), prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _rdf(name: str) -> NamedNode:
    return NamedNode(RDF[name])
