"""What the members of a body, its time, and the day of an article allow: checks that need more than the data's shape.

Seats and years are the data's own (`kgo:seats`, `schema:foundingDate`, `schema:dissolutionDate`) or the gazetteer's, whose
sources for seats go back to 2015: older decisions are not held against them. Dates of any precision compare as far as both
go: what happened in 2031 may be before or after March 2031.
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
#: The gazetteer's seats are the most that a body had from this year on.
SEATS_SINCE = "2015"


class Body(NamedTuple):
    """How many seats a body has, and from when to when it was; None and "" if not known.

    The seats hold for decisions not before `seats_since`, "" for all.
    """

    seats: int | None = None
    founded: str = ""
    dissolved: str = ""
    seats_since: str = ""


def body(store: Store, node: Any) -> Body:
    """What the data, else the gazetteer, know of a body."""
    properties = (KGO.seats, SCHEMA.foundingDate, SCHEMA.dissolutionDate)
    seats, founded, dissolved = (next(iter(_values(store, node, name)), "") for name in properties)
    known, since = _in_gazetteer(_text(node)), ""
    if known:
        since = "" if seats else SEATS_SINCE
        seats = seats or str(known.seats or "")
        founded, dissolved = founded or known.founded, dissolved or known.dissolved
    return Body(int(seats) if seats.isdigit() else None, founded, dissolved, since)


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
        if len(bodies) != 1:
            continue
        known = body(store, bodies[0])
        if known.seats is None or any(before(date, known.seats_since) for date in _dates(store, decision)):
            continue
        most = max((_most(numbers) for numbers in _tallies(store, decision)), default=0)
        if most > known.seats:
            message = f"{most} votes, in a body of {known.seats} seats"
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
        for one in bodies:
            known = body(store, one)
            for date in _dates(store, decision):
                said = f"decided {date} by {_text(one)}, which"
                if before(date, known.founded):
                    yield Problem(_text(decision), "decided-before-body", f"{said} began {known.founded}")
                if before(known.dissolved, date):
                    yield Problem(_text(decision), "decided-after-body", f"{said} ended {known.dissolved}")


def _dates(store: Store, decision: Any) -> list[str]:
    """When it was decided, as the decision and what it is about tell; several if reports differ."""
    things = [decision, *(quad.object for quad in _quads(store, decision, (KGO.decidedOn,)))]
    return sorted({date for thing in things for name in HAPPENED for date in _values(store, thing, name)})


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
