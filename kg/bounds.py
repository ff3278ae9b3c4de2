"""What the members of a body, its time, and the day of an article allow: checks that need more than the data's shape.

Seats and years are the data's own (`kgo:seats`, `schema:foundingDate`, `schema:dissolutionDate`) or the gazetteer's. Dates
of any precision compare as far as both go: what happened in 2031 may be before or after March 2031.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg import gazetteer
from kg.types import Problem
from kg.vocabulary import KGO, SCHEMA

COUNTS = (KGO.votesFor, KGO.votesAgainst, KGO.abstentions, KGO.votesCast)
#: Outcomes of what is still to come.
AHEAD = frozenset({KGO.Scheduled, KGO.OtherOutcome})
HAPPENED = (KGO.date, KGO.adoptionDate)
REPORT = "#graph"


class Body(NamedTuple):
    """How many seats a body has, and from when to when it was; None and "" if not known."""

    seats: int | None = None
    founded: str = ""
    dissolved: str = ""


def body(store: Store, node: Any) -> Body:
    """What the data, else the gazetteer, know of a body."""
    properties = (KGO.seats, SCHEMA.foundingDate, SCHEMA.dissolutionDate)
    seats, founded, dissolved = (next(iter(_values(store, node, name)), "") for name in properties)
    known = _in_gazetteer(_text(node))
    if known:
        seats = seats or str(known.seats or "")
        founded, dissolved = founded or known.founded, dissolved or known.dissolved
    return Body(int(seats) if seats.isdigit() else None, founded, dissolved)


def _in_gazetteer(iri: str) -> gazetteer.Entity | None:
    """The entity with this IRI, whatever the base."""
    _, found, rest = iri.partition("/body/")
    try:
        return gazetteer.load().entity(f"body/{rest}") if found else None
    except KeyError:
        return None


def before(one: str, other: str) -> bool:
    """True if a date is before another as far as both are precise.

    >>> before("2030-12-31", "2031-03"), before("2031", "2031-03"), before("2031-04-01", "2031-03")
    (True, False, False)
    """
    length = min(len(one), len(other))
    return bool(one and other) and one[:length] < other[:length]


def seats(store: Store) -> Iterator[Problem]:
    """No report gives more votes, or more of all kinds together, than the body has seats. For a person to judge."""
    for decision, bodies in _links(store, KGO.decidedBy).items():
        places = {body(store, one).seats for one in bodies} - {None}
        if len(bodies) != 1 or not places:
            continue
        most = max((_most(numbers) for numbers in _tallies(store, decision)), default=0)
        (limit,) = places
        if limit is not None and most > limit:
            message = f"{most} votes, in a body of {limit} seats"
            yield Problem(_text(decision), "votes-exceed-seats", message, "warning")


def _most(numbers: Mapping[str, int]) -> int:
    """The greatest of the counts, or for, against and abstaining together."""
    return max(max(numbers.values()), sum(numbers.get(name, 0) for name in COUNTS[:3]))


def _tallies(store: Store, decision: Any) -> Iterator[dict[str, int]]:
    """The counts of each graph, those of one article or the ones chosen; of several of a kind the smallest."""
    graphs: dict[Any, dict[str, int]] = defaultdict(dict)
    for quad in _quads(store, decision, COUNTS):
        number, told = _text(quad.object), graphs[quad.graph_name]
        if number.isdigit():
            told[quad.predicate.value] = min(told.get(quad.predicate.value, int(number)), int(number))
    yield from (told for told in graphs.values() if told)


def lifetimes(store: Store) -> Iterator[Problem]:
    """No body decides before it began or after it ended."""
    for decision, bodies in _links(store, KGO.decidedBy).items():
        things = [decision, *(quad.object for quad in _quads(store, decision, (KGO.decidedOn,)))]
        dates = sorted({date for thing in things for name in HAPPENED for date in _values(store, thing, name)})
        for one in bodies:
            known = body(store, one)
            for date in dates:
                said = f"decided {date} by {_text(one)}, which"
                if before(date, known.founded):
                    yield Problem(_text(decision), "decided-before-body", f"{said} began {known.founded}")
                if before(known.dissolved, date):
                    yield Problem(_text(decision), "decided-after-body", f"{said} ended {known.dissolved}")


def order(store: Store) -> Iterator[Problem]:
    """No article tells as done what is dated later than the article's printed day."""
    decisions: dict[Any, list[Any]] = defaultdict(list)
    for decision, measures in _links(store, KGO.decidedOn).items():
        for measure in measures:
            decisions[measure].append(decision)
    for graph in store.named_graphs():
        name = _text(graph)
        article = NamedNode(name.removesuffix(REPORT)) if name.endswith(REPORT) else None
        printed = next(iter(_values(store, article, SCHEMA.datePublished)), "") if article else ""
        for prop in HAPPENED if printed else ():
            for quad in store.quads_for_pattern(None, NamedNode(prop), None, graph):
                date, told = _text(quad.object), decisions.get(quad.subject, [quad.subject])
                if before(printed, date) and not any(_ahead(store, one, graph) for one in told):
                    message = f"dated {date}, in an article of {printed} that tells it as done ({name})"
                    yield Problem(_text(quad.subject), "told-before-done", message)


def _ahead(store: Store, decision: Any, graph: Any) -> bool:
    """True if an article tells a decision as still to come, or does not tell how it ended."""
    outcomes = {_text(q.object) for q in store.quads_for_pattern(decision, NamedNode(KGO.outcome), None, graph)}
    return bool(outcomes & AHEAD)


def _links(store: Store, name: str) -> dict[Any, list[Any]]:
    """Subject -> objects of a property, sorted."""
    found: dict[Any, set[Any]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(name), None, None):
        found[quad.subject].add(quad.object)
    return {subject: sorted(found[subject], key=str) for subject in sorted(found, key=str)}


def _values(store: Store, subject: Any, name: str) -> list[str]:
    return sorted({_text(quad.object) for quad in _quads(store, subject, (name,))})


def _quads(store: Store, subject: Any, names: Iterable[str]) -> Iterator[Quad]:
    """What named graphs say of a subject by these properties; of a literal nothing."""
    if isinstance(subject, NamedNode | BlankNode):
        for name in names:
            yield from store.quads_for_pattern(subject, NamedNode(name), None, None)


def _text(term: Any) -> str:
    return str(getattr(term, "value", term))
