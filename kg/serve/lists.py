"""Lists of things of one kind with facets: who acts, in which year, reported by which outlet.

Each number is that of a query, which is built from the same patterns as the list that it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kg.errors import UsageError, did_you_mean
from kg.lookup import Lookup
from kg.serve.things import number, query_of, rows_of, subjects, thing
from kg.store import Snapshot
from kg.why import claim

PAGE = 50
#: So many values of a facet are shown.
VALUES = 25
NOT_GIVEN = "not given"
#: A list of more things is neither sorted nor are its facets counted: both take a second for every 20,000 or so.
FACETED = 20_000


class Kind(NamedTuple):
    """A kind of thing: its plural, its class, and the property paths from it to who acts, to its days, its articles."""

    words: str
    type: str
    who: str
    days: str
    articles: str


EVIDENCE = "kgo:evidence/kgo:inArticle"
#: A measure that was rejected has the day of its decision only.
ADOPTED = "kgo:adoptionDate|(^kgo:decidedOn/kgo:date)"
KINDS: Mapping[str, Kind] = {
    "article": Kind("articles", "kgo:Article", "^kgo:inArticle/kgo:refersTo", "kgo:referenceDate", ""),
    "measure": Kind("measures", "kgo:Measure", "kgo:adoptedBy", ADOPTED, "dcterms:isReferencedBy"),
    "decision": Kind("decisions", "kgo:Decision", "kgo:decidedBy", "kgo:date|(kgo:decidedOn/kgo:adoptionDate)", EVIDENCE),
    "position": Kind("positions", "kgo:Position", "kgo:holder|kgo:onBehalfOf", "kgo:date|kgo:latestDate", EVIDENCE),
    "statement": Kind("statements", "kgo:Statement", "kgo:speaker|kgo:onBehalfOf", "kgo:date|kgo:latestDate", EVIDENCE),
    "demand": Kind("demands", "kgo:Demand", "kgo:asker", "kgo:date|kgo:latestDate", EVIDENCE),
    "recognition": Kind("recognitions", "kgo:RecognitionStatus", "kgo:recognizer", "^rdf:subject/kgo:date", EVIDENCE),
    "act": Kind("diplomatic acts", "kgo:DiplomaticAct", "kgo:actor", "kgo:date|kgo:latestDate", EVIDENCE),
    "disagreement": Kind("disagreements", "kgo:Disagreement", "rdf:subject/kgo:adoptedBy", "rdf:subject/kgo:adoptionDate",
                         f"kgo:hasAssertion/{EVIDENCE}"),
}  # fmt: skip
#: Facet -> what stands for it in a pattern with the variable ?value, and the parameter that holds it to one value.
FACETS: Mapping[str, tuple[str, str]] = {
    "state": ("  ?thing ({who})/kgo:ofPolity? {value} .", "?_state_iri"),
    "year": ("  ?thing {days} ?day . BIND(SUBSTR(STR(?day), 1, 4) AS ?year) FILTER(?year = {value})", "?_year"),
    "outlet": (
        "  {article}OPTIONAL {{ {source} kgo:publishedAs/dcterms:publisher ?name }}\n"
        '  BIND(COALESCE(STR(?name), "not given") AS ?outlet) FILTER(?outlet = {value})',
        "?_outlet",
    ),
}
POLITIES = "  VALUES ?polity {{ kgo:State kgo:ContestedPolity }} ?value a ?polity ."


NEWEST = """SELECT ?thing (MAX(STR(?on)) AS ?day) WHERE {{
{where}
  OPTIONAL {{ ?thing {days} ?on }}
}} GROUP BY ?thing ORDER BY DESC(?day) ?thing LIMIT {limit} OFFSET {offset}"""


ANY = """SELECT ?thing ("" AS ?day) WHERE {{
{where}
}} LIMIT {limit} OFFSET {offset}"""


def pattern(kind: Kind, facets: Mapping[str, str], open_facet: str = "") -> str:
    """The pattern of the things of a kind that have these values; `open_facet` leaves one open as the variable ?value.

    >>> print(pattern(KINDS["measure"], {"state": "state/peru"}))
      ?thing a kgo:Measure .
      ?thing (kgo:adoptedBy)/kgo:ofPolity? ?_state_iri .
    """
    lines = [f"  ?thing a {kind.type} ."]
    for name, (text, parameter) in FACETS.items():
        if name in facets or name == open_facet:
            lines.append(_facet(kind, name, text, "" if name == open_facet else parameter))
    return "\n".join(lines)


def _facet(kind: Kind, name: str, text: str, parameter: str) -> str:
    if not parameter and name == "state":
        text += f"\n{POLITIES}"
    elif not parameter:
        text = text.replace(f"FILTER(?{name} = {{value}})", f"BIND(?{name} AS ?value)")
    article = f"?thing {kind.articles} ?article . " if kind.articles else ""
    filled = {"who": kind.who, "days": kind.days, "article": article, "source": "?article" if article else "?thing"}
    return text.format(value=parameter or "?value", **filled)


def listed(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The things of a kind, newest first, a page of them, and the facets with the numbers of each value.

    Arguments: `kind` of `KINDS`, `state` (a path or an IRI), `year`, `outlet`, `page` from 1.
    Raises `UsageError` for a kind that is none.
    """
    name = arguments.get("kind") or "measure"
    if name not in KINDS:
        raise UsageError(f'there is no list of "{name}"{did_you_mean(name, KINDS)}; there are: {", ".join(KINDS)}')
    kind, look = KINDS[name], Lookup(snapshot)
    chosen = {facet: arguments[facet] for facet in FACETS if arguments.get(facet)}
    at = max(1, int(arguments["page"]) if str(arguments.get("page", "")).isdigit() else 1)
    total = number(snapshot, kind.words, pattern(kind, chosen), **chosen)
    wide = total["count"] > FACETED
    query = (ANY if wide else NEWEST).format(
        where=pattern(kind, chosen), days=kind.days, limit=PAGE, offset=PAGE * (at - 1)
    )
    still_open = [] if wide else [facet for facet in FACETS if facet not in chosen]
    return {
        "kind": name,
        "words": kind.words,
        "kinds": {key: one.words for key, one in KINDS.items()},
        "number_of": total,
        "wide": wide,
        "chosen": [{"facet": facet, "value": value, "label": _label(look, facet, value)} for facet, value in chosen.items()],
        "facets": {facet: list(_values(snapshot, look, kind, chosen, facet)) for facet in still_open},
        "things": list(_things(snapshot, look, query, chosen)),
        "query": query_of(snapshot, query, **chosen),
        "page": at,
        "size": PAGE,
    }  # fmt: skip


def newest(snapshot: Snapshot, name: str, limit: int) -> list[dict[str, Any]]:
    """The newest things of a kind."""
    kind = KINDS[name]
    query = NEWEST.format(where=pattern(kind, {}), days=kind.days, limit=limit, offset=0)
    return list(_things(snapshot, Lookup(snapshot), query, {}))


def _things(snapshot: Snapshot, look: Lookup, query: str, chosen: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for row in rows_of(snapshot, query, **chosen):
        yield _item(look, str(row["thing"]), row["day"] or "")


def _item(look: Lookup, iri: str, day: str) -> dict[str, Any]:
    found = thing(look, iri)
    said = claim(look, iri)
    # A record's page is the reasons for it.
    return {**found, "label": said or found["label"], "day": day, "about": subjects(look, iri)}


def _label(look: Lookup, facet: str, value: str) -> str:
    return look.label(look.full(value)) if facet == "state" else value


def _values(
    snapshot: Snapshot, look: Lookup, kind: Kind, chosen: Mapping[str, str], facet: str
) -> Iterator[dict[str, Any]]:
    """The values of a facet that is open, the most frequent first, each with its number and query."""
    text = f"""SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
{pattern(kind, chosen, facet)}
}} GROUP BY ?value ORDER BY DESC(?count) ?value LIMIT {VALUES}"""
    for row in rows_of(snapshot, text, **chosen):
        if not row["value"]:
            continue
        value = row["value"].removeprefix(snapshot.base) if facet == "state" else row["value"]
        one = {**chosen, facet: value}
        label = _label(look, facet, value)
        asked = f"# How many: {kind.words}, {facet} {' '.join(label.split())}\n{_counting(pattern(kind, one))}"
        yield {
            "value": value,
            "label": label,
            "count": int(row["count"] or 0),
            "query": query_of(snapshot, asked, **one),
        }


def _counting(where: str) -> str:
    return f"SELECT (COUNT(DISTINCT ?thing) AS ?count) WHERE {{\n{where}\n}}"
