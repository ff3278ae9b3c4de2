"""Who supports and opposes whom and what, as a network: nodes, weighted edges, and who agrees with whom.

    positions in the store ─> reports ─> edges (one for each holder, target and side) ─> agreement (pairs of holders)

An edge's weight is the number of independent articles that report it: near-copies count once. Pure but for `reports`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.errors import UsageError, did_you_mean
from kg.store import Snapshot
from kg.vocabulary import FOAF, KGO, RDF, RDFS

SIDES = {"supports": 1, "opposes": -1, "abstains": 0}
POLARITIES = {str(KGO.Support): "supports", str(KGO.Oppose): "opposes", str(KGO.Abstain): "abstains"}
#: Of several classes of a node the first of these is its kind; of classes not named here any goes before "Measure".
GENERAL = ("Measure", "Thing")

REPORTS = f"""PREFIX kgo: <{KGO}> SELECT DISTINCT ?position ?holder ?office ?target ?polarity ?earliest ?latest ?sure ?original
WHERE {{
  # around
  ?position a kgo:Position ; kgo:holder ?holder ; kgo:target ?target ; kgo:polarity ?polarity ; kgo:confidence ?sure ;
            kgo:evidence/kgo:inArticle ?article .
  OPTIONAL {{ ?position kgo:onBehalfOf ?office . ?holder a <{FOAF.Person}> }}
  OPTIONAL {{ ?position kgo:earliestDate ?earliest }}
  OPTIONAL {{ ?position kgo:latestDate ?latest }}
  OPTIONAL {{ ?article kgo:originalReport ?original_report }}
  BIND(COALESCE(?original_report, ?article) AS ?original)
}}"""
ENDS = f"<{KGO.holder}>|<{KGO.target}>|<{KGO.onBehalfOf}>"
AROUND = f"{{ VALUES ?node {{ %s }} ?position {ENDS} ?node }}"
HELD = f"{{ SELECT DISTINCT ?thing {{ ?position a <{KGO.Position}> ; {ENDS} ?thing }} }}"
NODES = f"""SELECT ?thing ?label ?kind {{
  # which
  OPTIONAL {{ ?thing <{RDFS.label}> ?label }} OPTIONAL {{ ?thing <{RDF.type}> ?kind }}
}}"""


class Node(NamedTuple):
    """A holder or a target. `kind` is the local name of its class: "State", "Person", "Resolution"."""

    iri: str
    label: str
    kind: str


class Report(NamedTuple):
    """One position as one article reports it. Days are ISO dates, or "" if not known; `original`: the article."""

    holder: str
    target: str
    side: str
    earliest: str
    latest: str
    confidence: float
    original: str


class Edge(NamedTuple):
    """Who takes which side on what. `weight`: independent articles; `confidence`: that of the surest report.

    `first`: the first day that any report dates it to ("" if all say only "by" some day); `last`: the last day that it
    can have been by any report.
    """

    source: str
    target: str
    side: str
    weight: int
    reports: int
    first: str
    last: str
    confidence: float


class Pair(NamedTuple):
    """Two holders, and on how many things they take the same side, and opposite ones."""

    one: str
    other: str
    agree: int
    disagree: int


class Network(NamedTuple):
    """Nodes by IRI, and edges sorted by the labels of their ends."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]

    def label(self, iri: str) -> str:
        """The label of a node."""
        return self.nodes[iri].label


def network(
    snapshot: Snapshot, *, about: str = "", bodies: bool = False, sure: float = 0.0, around: Collection[str] = ()
) -> Network:
    """The network of the positions in a snapshot.

    `about`: only edges one end of which has these words in its label. `around`: only positions that one of these IRIs
    holds, is spoken for in, or is the target of. `bodies`: a person counts as the body in whose office he or she spoke.
    `sure`: leave out reports of less confidence. Raises `UsageError` if no label has the words.
    """
    found = edges(report for report in reports(snapshot, bodies, around) if report.confidence >= sure)
    ends = {end for edge in found for end in (edge.source, edge.target)}
    nodes = {node.iri: node for node in _nodes(snapshot, ends if around else ())}
    if about:
        found = [edge for edge in found if _names(about, nodes[edge.source]) or _names(about, nodes[edge.target])]
        labels = [node.label for node in nodes.values()]
        if not any(about.casefold() in label.casefold() for label in labels):
            raise UsageError(
                f'nobody takes a side on "{about}", and nobody of that name does{did_you_mean(about, labels)}'
            )
    ends = {end for edge in found for end in (edge.source, edge.target)}
    ordered = sorted(found, key=lambda edge: (nodes[edge.source].label, nodes[edge.target].label, edge))
    return Network({iri: nodes[iri] for iri in sorted(ends)}, tuple(ordered))


def _names(words: str, node: Node) -> bool:
    return words.casefold() in node.label.casefold()


def reports(snapshot: Snapshot, bodies: bool = False, around: Collection[str] = ()) -> Iterator[Report]:
    """Every position, once for each independent article; the same one twice in an article is two.

    `around`: only those of these IRIs, see `network`.
    """
    for row in _asked(snapshot, REPORTS.replace("# around", AROUND % _terms(around) if around else "")):
        holder = row["office"] if bodies and row["office"] is not None else row["holder"]
        days = (row["earliest"].value if row["earliest"] else "", row["latest"].value if row["latest"] else "")
        side = POLARITIES.get(row["polarity"].value)
        if side:
            yield Report(
                holder.value, row["target"].value, side, *days, float(row["sure"].value), row["original"].value
            )


def _asked(snapshot: Snapshot, query: str) -> Iterator[QuerySolution]:
    found = snapshot.engine.query(query)
    assert isinstance(found, QuerySolutions)
    return found


def _terms(iris: Collection[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in sorted(iris))


def _nodes(snapshot: Snapshot, of: Collection[str] = ()) -> Iterator[Node]:
    """The things that hold a side or are the target of one; `of`: only these."""
    labels: dict[str, str] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in _asked(snapshot, NODES.replace("# which", f"VALUES ?thing {{ {_terms(of)} }}" if of else HELD)):
        name = row["thing"].value
        label = row["label"].value if row["label"] else name.removeprefix(snapshot.base)
        labels[name] = min(label, labels.get(name, label))
        if row["kind"]:
            kinds[name].add(row["kind"].value.rpartition("#")[2].rpartition("/")[2])
    return (Node(name, label, kind(kinds[name])) for name, label in labels.items())


def kind(classes: Iterable[str]) -> str:
    """The most telling of a thing's classes.

    >>> kind({"Measure", "Resolution"}), kind({"Legislature", "Chamber"}), kind(())
    ('Resolution', 'Chamber', '')
    """
    return min(classes, key=lambda name: (name in GENERAL, name), default="")


def edges(found: Iterable[Report]) -> list[Edge]:
    """One edge for each holder, target and side."""
    together: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in found:
        together[report.holder, report.target, report.side].append(report)
    return [_edge(*key, same) for key, same in sorted(together.items())]


def _edge(holder: str, target: str, side: str, same: list[Report]) -> Edge:
    return Edge(
        holder,
        target,
        side,
        weight=len({report.original for report in same}),
        reports=len(same),
        first=min((report.earliest for report in same if report.earliest), default=""),
        last=max(report.latest for report in same),
        confidence=max(report.confidence for report in same),
    )


def agreement(found: Iterable[Edge]) -> list[Pair]:
    """Who agrees with whom: pairs of holders with a side on the same thing, the most agreement first.

    Only support and opposition are compared, and a holder that is reported on both sides of a thing is left out of the
    comparison on it: which of the two holds is not for counting to say.

    >>> side = lambda who, what, side: Edge(who, what, side, 1, 1, "", "", 1.0)
    >>> agreement([side("a", "x", "supports"), side("b", "x", "supports"), side("b", "y", "supports"),
    ...            side("a", "y", "opposes"), side("c", "x", "abstains")])
    [Pair(one='a', other='b', agree=1, disagree=1)]
    """
    sides: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for edge in found:
        if SIDES[edge.side]:
            sides[edge.target][edge.source].add(SIDES[edge.side])
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for holders in sides.values():
        clear = {holder: next(iter(taken)) for holder, taken in holders.items() if len(taken) == 1}
        for one, other in combinations(sorted(clear), 2):
            counts[one, other][clear[one] != clear[other]] += 1
    pairs = (Pair(*names, *count) for names, count in counts.items())
    return sorted(pairs, key=lambda pair: (-pair.agree, pair.disagree, pair))
