"""What must hold of a dataset, whoever wrote it: small checks in a list, and the ontology's SHACL shapes.

    dataset ─┬─ violations ─> Problems      our own checks: pyoxigraph alone
             └─ shacl ──────> Problems      ontology/shapes*.ttl: needs pyshacl (kg-resolutions[check])

A dataset is a store, or quads, or N-Quads as bytes. Nothing here changes it. `Problem.where` is the IRI of
the node at fault, `Problem.code` names the check.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from kg import bounds, data
from kg.errors import UsageError
from kg.types import Problem, Severity
from kg.vocabulary import KGO, NIF, PREFIXES, RDF, RDFS

Dataset: TypeAlias = Store | bytes | Iterable[Quad]

#: Where the one-value-per-property graph and the reports are found, whatever the base IRI.
CONSOLIDATED = "graph/consolidated"
REPORT = "#graph"


def check(dataset: Dataset, *, shapes: bool = True) -> list[Problem]:
    """All problems of a dataset: our own checks, then (unless `shapes` is False) the SHACL shapes.

    Raises UsageError, saying what to install, if `shapes` is wanted and pyshacl is not there.
    """
    store = load(dataset)
    return violations(store) + (shacl(store) if shapes else [])


def load(dataset: Dataset, format: RdfFormat = RdfFormat.N_QUADS) -> Store:
    """The dataset as a store: a store as it is, quads and bytes (in `format`) in memory.

    >>> len(load(b"<https://kg.example/a> <https://kg.example/b> <https://kg.example/c> ."))
    1
    """
    if isinstance(dataset, Store):
        return dataset
    store = Store()
    if isinstance(dataset, bytes):
        store.load(dataset, format)
    else:
        store.extend(dataset)
    return store


def violations(dataset: Dataset) -> list[Problem]:
    """What breaks one of the checks of `CHECKS` and `QUESTIONS`, sorted; empty if all is well.

    >>> violations(b"<https://kg.example/a> <https://w3id.org/kgres/ontology#nonsense> _:b .")[0].code
    'blank-node'
    """
    store = load(dataset)
    found = {problem for one in CHECKS for problem in one(store)}
    found |= {problem for question in QUESTIONS for problem in _ask(store, question)}
    return sorted(found, key=_order)


# --- the vocabulary, as far as the checks need it


class _Terms(NamedTuple):
    declared: frozenset[str]
    single: frozenset[str]
    records: frozenset[str]


@cache
def _terms() -> _Terms:
    """Names that kgo.ttl declares; properties it marks single-valued; kgo:Record and all classes under it."""
    subjects: dict[str, set[str]] = defaultdict(set)
    single: set[str] = set()
    below: dict[str, set[str]] = defaultdict(set)
    for quad in parse(path=data.root("ontology") / "kgo.ttl", format=RdfFormat.TURTLE):
        name, predicate, value = (getattr(term, "value", "") for term in (quad.subject, quad.predicate, quad.object))
        subjects[predicate].add(name)
        if predicate == KGO.singleValued and value == "true":
            single.add(name)
        if predicate == RDFS.subClassOf:
            below[value].add(name)
    return _Terms(frozenset(subjects[RDF.type]), frozenset(single), frozenset(_closure(KGO.Record, below)))


def _closure(top: str, below: dict[str, set[str]]) -> Iterator[str]:
    yield top
    for name in below.get(top, ()):
        yield from _closure(name, below)


# --- checks that walk the quads


def verbatim(store: Store) -> Iterator[Problem]:
    """A passage's text is what its article has at its offsets (code points, half-open)."""
    texts = {q.subject: q.object.value for q in _quads(store, NIF.isString) if isinstance(q.object, Literal)}
    for row in _select(store, _PASSAGES):
        text, begin, end = row["text"].value, int(row["begin"].value), int(row["end"].value)
        if texts.get(row["article"], "")[begin:end] != text:
            yield Problem(row["where"].value, "not-verbatim", f"the text at {begin} to {end} is not “{text}”")


def one_value(store: Store) -> Iterator[Problem]:
    """In the consolidated graph a single-valued property has one value per subject."""
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for graph in store.named_graphs():
        if str(getattr(graph, "value", "")).endswith(CONSOLIDATED):
            for quad in store.quads_for_pattern(None, None, None, graph):
                values[_value(quad.subject), quad.predicate.value].add(str(quad.object))
    for (subject, predicate), several in values.items():
        if predicate in _terms().single and len(several) > 1:
            message = f"{_short(predicate)} has {len(several)} values: {', '.join(sorted(several))}"
            yield Problem(subject, "several-values", message)


def declared(store: Store) -> Iterator[Problem]:
    """Every name of our namespace that the data uses is one that the ontology declares."""
    uses = Counter(
        term.value
        for quad in store
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(KGO)
    )
    for name in uses.keys() - _terms().declared - {str(KGO)}:
        yield Problem(name, "undeclared", f"{_short(name)} is used {uses[name]} times but not in the ontology")


def no_blank_nodes(store: Store) -> Iterator[Problem]:
    """Data has no blank nodes: with them, two builds could not be compared byte by byte."""
    for graph in (DefaultGraph(), *store.named_graphs()):
        quads = store.quads_for_pattern(None, None, None, graph)
        count = sum(isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode) for q in quads)
        if count:
            yield Problem(_value(graph), "blank-node", f"{count} statements of this graph have blank nodes")


CHECKS: tuple[Callable[[Store], Iterator[Problem]], ...] = (
    verbatim,
    one_value,
    declared,
    no_blank_nodes,
    bounds.seats,
    bounds.lifetimes,
    bounds.order,
)


# --- checks that are questions: each row of the answer is a problem


class Question(NamedTuple):
    """A check in SPARQL: `?where` is the node at fault, the other variables fill the message."""

    code: str
    severity: Severity
    message: str
    where: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "no-evidence",
        "error",
        "a record that points at no passage",
        """VALUES ?class { $records } ?where a ?class
            FILTER NOT EXISTS { ?where kgo:evidence/kgo:inArticle ?article }""",
    ),
    Question(
        "evidence-elsewhere",
        "error",
        "its evidence {passage} is not of the article whose graph tells it ({g})",
        f"""GRAPH ?g {{ ?where kgo:evidence ?passage }} FILTER(STRENDS(STR(?g), "{REPORT}"))
            FILTER(STRBEFORE(STR(?g), "#") != STRBEFORE(STR(?passage), "#"))""",
    ),
    Question(
        "passage-name",
        "error",
        "the name does not give the offsets {begin} to {end} in its article",
        """?where kgo:inArticle ?article ; nif:beginIndex ?begin ; nif:endIndex ?end
            FILTER(STR(?where) != CONCAT(STR(?article), "#char=", STR(?begin), ",", STR(?end)))""",
    ),
    Question(
        "dangling",
        "error",
        "{p} leads to {o}, of which nothing is said",
        """?where ?p ?o FILTER(STRSTARTS(STR(?p), STR(kgo:)))
            FILTER(ISIRI(?o) && !STRSTARTS(STR(?o), STR(kgo:)))
            FILTER NOT EXISTS { ?o ?q ?r }""",
    ),
    Question(
        "negative-count",
        "error",
        "{p} is {n}",
        """VALUES ?p { kgo:votesFor kgo:votesAgainst kgo:abstentions kgo:votesCast }
            ?where ?p ?n FILTER(?n < 0)""",
    ),
    Question(
        "votes-exceed-cast",
        "error",
        "{yes} for and {no} against are more than the {cast} votes cast ({g})",
        """GRAPH ?g { ?where kgo:votesCast ?cast
                OPTIONAL { ?where kgo:votesFor ?f } OPTIONAL { ?where kgo:votesAgainst ?a } }
            BIND(COALESCE(?f, 0) AS ?yes) BIND(COALESCE(?a, 0) AS ?no) FILTER(?yes + ?no > ?cast)""",
    ),
    # Some chambers do not count an abstention as a vote cast: worth a look, not an error.
    Question(
        "abstentions-exceed-cast",
        "warning",
        "{yes} for, {no} against and {abstained} abstentions are more than the {cast} votes cast ({g})",
        """GRAPH ?g { ?where kgo:votesCast ?cast ; kgo:abstentions ?abstained
                OPTIONAL { ?where kgo:votesFor ?f } OPTIONAL { ?where kgo:votesAgainst ?a } }
            BIND(COALESCE(?f, 0) AS ?yes) BIND(COALESCE(?a, 0) AS ?no)
            FILTER(?yes + ?no <= ?cast && ?yes + ?no + ?abstained > ?cast)""",
    ),
    Question(
        "unanimous-dissent",
        "warning",
        "said to be unanimous, with {no} votes against ({g})",
        "GRAPH ?g { ?where kgo:unanimous true ; kgo:votesAgainst ?no } FILTER(?no > 0)",
    ),
    Question(
        "bounds-reversed",
        "error",
        "the earliest date {from} is after the latest {to} ({g})",
        "GRAPH ?g { ?where kgo:earliestDate ?from ; kgo:latestDate ?to } FILTER(?from > ?to)",
    ),
    # The day, month or year is the beginning of any day in it, as a string.
    Question(
        "date-out-of-bounds",
        "error",
        "{p} {bound} lies outside the date given ({g})",
        """VALUES ?p { kgo:earliestDate kgo:latestDate } VALUES ?d { kgo:date kgo:adoptionDate }
            GRAPH ?g { ?where ?p ?bound ; ?d ?any
                FILTER NOT EXISTS { ?where ?d ?value FILTER(STRSTARTS(STR(?bound), STR(?value))) } }""",
    ),
)

_PASSAGES = "?where kgo:inArticle ?article ; nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end"


def _ask(store: Store, question: Question) -> Iterator[Problem]:
    for row in _select(store, question.where):
        words = {name: _short(_value(term)) for name, term in row.items()}
        yield Problem(_value(row["where"]), question.code, question.message.format(**words), question.severity)


def _select(store: Store, where: str) -> Iterator[dict[str, Any]]:
    """The rows of a pattern over the union of the graphs, as variable -> term."""
    records = " ".join(f"<{name}>" for name in sorted(_terms().records))
    query = f"SELECT DISTINCT * WHERE {{ {where.replace('$records', records)} }}"
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: solution[name] for name in names if solution[name] is not None}


def _quads(store: Store, predicate: str) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(None, NamedNode(predicate), None, None))


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.where, problem.message


def _value(term: Any) -> str:
    return str(getattr(term, "value", term))


def _short(iri: str) -> str:
    """A name of ours without its namespace's length; anything else as it is."""
    return "kgo:" + iri.removeprefix(KGO) if iri.startswith(KGO) else iri


#: Code -> what to do about it; of `shacl:...` the same for all.
ADVICE: dict[str, str] = {
    "not-verbatim": "the article's text was changed behind the graph's back: kg verify, then kg build PATH --rebuild",
    "several-values": "let kg build choose again with --rebuild; if it stays, report it: the choice is kg's",
    "undeclared": "declare the name in ontology/kgo.ttl, or mend its spelling",
    "blank-node": "give the node an IRI; only data from elsewhere has blank nodes",
    "no-evidence": "leave the record out, or give it the passage it was read from",
    "evidence-elsewhere": "each article tells of its own passages only: move the record to the graph of that article",
    "passage-name": "name the passage by its offsets: ARTICLE#char=BEGIN,END",
    "dangling": "say what the thing is, or leave out what leads to it",
    "negative-count": "read the sentence (kg why PLACE); if it was misread, mark it as wrong: kg build --decisions",
    "votes-exceed-cast": "read the sentences (kg why PLACE): the counts may be of two votes; if so, --decisions parts them",
    "abstentions-exceed-cast": "read the sentence (kg why PLACE): some chambers do not count abstentions as votes cast",
    "unanimous-dissent": "read the sentence (kg why PLACE): unanimous may be said of the parties, not of the members",
    "votes-exceed-seats": "read the sentence (kg why PLACE): another body's vote, or a joint sitting, or seats of another time",
    "decided-before-body": "read the sentence (kg why PLACE): another body or date may be meant; mend it with --decisions",
    "decided-after-body": "read the sentence (kg why PLACE): another body or date may be meant; mend it with --decisions",
    "told-before-done": "read the sentence (kg why PLACE), and the article's date: one of the two dates is wrong",
    "bounds-reversed": "report it: the bounds are worked out by kg (data from elsewhere: swap them)",
    "date-out-of-bounds": "report it: the bounds are worked out by kg (data from elsewhere: mend one of the two)",
    "shacl": "the graph was built by another version of kg (kg build PATH --rebuild), or written by hand: mend what is named",
}


def advice(code: str) -> str:
    """What to do about a problem, "" if nothing is known.

    >>> advice("shacl:MinCount") == ADVICE["shacl"]
    True
    """
    return ADVICE.get(code.partition(":")[0], "")


# --- SHACL


def shacl(dataset: Dataset) -> list[Problem]:
    """What breaks the shapes, sorted; empty if the dataset conforms.

    `shapes.ttl` is for all graphs together, `shapes-consolidated.ttl` for the consolidated graph alone.

    Raises UsageError, saying what to install, if pyshacl is not there.
    """
    store = load(dataset)
    everything = _triples(store)
    consolidated = _triples(q for q in store if _value(q.graph_name).endswith(CONSOLIDATED))
    found = {
        *_validate(everything, "shapes.ttl"),
        *_validate(consolidated, "shapes-consolidated.ttl"),
    }
    return sorted(found, key=_order)


def _triples(quads: Iterable[Quad]) -> bytes:
    """Quads of any graphs as one graph, in N-Triples."""
    return serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES) or b""


def _validate(triples: bytes, shapes: str) -> Iterator[Problem]:
    try:
        import pyshacl
        import rdflib
    except ModuleNotFoundError as error:
        message = "checking the shapes needs pyshacl: pip install 'kg-resolutions[check]'"
        raise UsageError(message) from error
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = rdflib.Graph().parse(data=triples, format="nt") + _graph("kgo.ttl")
    # The one constraint in SPARQL is left to `verbatim`: it would be parsed anew for each passage, most of the time.
    wanted = rdflib.Graph() + _graph(shapes)
    wanted.remove((None, sh.sparql, None))
    _, results, _ = pyshacl.validate(graph, shacl_graph=wanted, inference="none", inplace=True)
    # Results of nested shapes hang on the result of the outer one (sh:detail): the outer ones say it all.
    for result in results.objects(None, sh.result):
        path, component = (
            results.value(result, sh.resultPath),
            results.value(result, sh.sourceConstraintComponent),
        )
        name = str(component).rpartition("#")[2].removesuffix("ConstraintComponent")
        place = f"{_short(path)}: " if isinstance(path, rdflib.URIRef) else ""
        text = results.value(result, sh.resultMessage)
        yield Problem(str(results.value(result, sh.focusNode)), f"shacl:{name}", f"{place}{text}")


@cache
def _graph(name: str) -> Any:
    """A file of the ontology as an rdflib graph, not to be changed."""
    import rdflib

    return rdflib.Graph().parse(data.root("ontology") / name)
