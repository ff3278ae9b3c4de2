"""Who supports or opposes what, as a picture of two columns and as a table; and two that are compared.

The picture is small: it begins with the heaviest lines, or with those of the things that the address names, and each
thing in it leads to the picture in which its own lines are drawn too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.evidence import passages
from kg.lookup import Lookup
from kg.network import Edge, Network, network
from kg.plot import columns, cut
from kg.profile import when
from kg.serve.measure import SIDES
from kg.serve.things import number, path, query_of, rows_of, thing
from kg.store import Snapshot
from kg.vocabulary import KGO
from kg.why import claim

#: Of more positions than this no picture is begun with: it would take longer than an answer may.
WHOLE = 10_000
#: Lines of a picture that names nobody, and lines and things that any picture holds at most.
FIRST, LINES, THINGS = 18, 120, 150
#: Of the picture, in its own units: its width, where the two columns stand, a row.
WIDTH, LEFT, RIGHT, ROW = 960, 300, 560, 24
LETTERS = 44


def sides(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The network around some things, each a path or an IRI in `node`; the heaviest lines if there are none.

    `bodies`: a person counts as the body in whose office he or she spoke.
    """
    look, who = Lookup(snapshot), BODY if arguments.get("bodies") else SELF
    nodes = [look.full(name) for name in arguments.get("nodes", ()) if name]
    nodes = [iri for iri in dict.fromkeys(nodes) if look.exists(iri)]
    positions = number(snapshot, "positions", "  ?thing a kgo:Position .")
    wide = not nodes and positions["count"] > WHOLE
    found = Network({}, ()) if wide else network(snapshot, bodies=bool(arguments.get("bodies")), around=nodes)
    nodes = [iri for iri in nodes if iri in found.nodes]
    edges = [edge for edge in found.edges if not nodes or edge.source in nodes or edge.target in nodes]
    heaviest = sorted(edges, key=lambda edge: (-edge.weight, -edge.confidence, edge))
    shown = _within(heaviest, LINES if nodes else FIRST)
    return {
        "number_of": positions if wide else {"count": len(edges), "query": _drawn(snapshot, who, nodes)},
        "wide": wide,
        "nodes": [_node(look, found, iri, nodes) for iri in nodes],
        "bodies": bool(arguments.get("bodies")),
        "people": [{"path": path(look, str(row["thing"])), "label": row["label"]} for row in rows_of(snapshot, PEOPLE)],
        "edges": [
            {
                "source": _node(look, found, edge.source, nodes),
                "side": edge.side,
                "target": _node(look, found, edge.target, nodes),
                "weight": edge.weight,
                "reports": edge.reports,
                "first": edge.first,
                "last": edge.last,
                "confidence": edge.confidence,
                "query": query_of(
                    snapshot,
                    BETWEEN.format(position=POSITION, who=who),
                    who=edge.source,
                    target=edge.target,
                    side=POLES[edge.side],
                ),
            }
            for edge in shown
        ],
        "picture": picture(look, found, shown, nodes),
    }


POLES = {word: pole for pole, word in SIDES.items()}
#: Who counts as the holder: the person, or the body in whose office he or she spoke.
SELF = "BIND(?holder AS ?who)"
BODY = "OPTIONAL { ?position kgo:onBehalfOf ?office . ?holder a foaf:Person } BIND(COALESCE(?office, ?holder) AS ?who)"
POSITION = """?position a kgo:Position ; kgo:holder ?holder ; kgo:target ?target ; kgo:polarity ?side ;
            kgo:evidence/kgo:inArticle ?article ."""
DRAWN = """# How many: lines, that is who takes which side on what
SELECT (COUNT(*) AS ?count) WHERE {{ SELECT DISTINCT ?who ?target ?side WHERE {{
  {position}
  {who}
  FILTER(?side IN (kgo:Support, kgo:Oppose, kgo:Abstain)){around}
}} }}"""
PEOPLE = """SELECT ?thing (MIN(STR(?name)) AS ?label) WHERE {
  { SELECT DISTINCT ?thing WHERE { ?position a kgo:Position ; kgo:holder|kgo:target ?thing } }
  ?thing rdfs:label ?name
} GROUP BY ?thing ORDER BY ?label LIMIT 500"""
AROUND = "\n  FILTER(?who IN (?_nodes_iris) || ?target IN (?_nodes_iris))"
BETWEEN = """# How many: independent articles that tell of this side
SELECT (COUNT(DISTINCT ?original) AS ?count) WHERE {{
  {position}
  {who}
  FILTER(?who = ?_who_iri && ?target = ?_target_iri && ?side = ?_side_iri)
  OPTIONAL {{ ?article kgo:originalReport ?report }}
  BIND(COALESCE(?report, ?article) AS ?original)
}}"""


def _drawn(snapshot: Snapshot, who: str, nodes: Sequence[str]) -> str:
    text = DRAWN.format(position=POSITION, who=who, around=AROUND if nodes else "")
    return query_of(snapshot, text, **({"nodes": " ".join(f"<{iri}>" for iri in nodes)} if nodes else {}))


def _within(edges: Sequence[Edge], limit: int) -> list[Edge]:
    """The first lines that keep the picture within its bounds."""
    ends: set[str] = set()
    shown: list[Edge] = []
    for edge in edges:
        if len(shown) == limit or len(ends | {edge.source, edge.target}) > THINGS:
            break
        ends |= {edge.source, edge.target}
        shown.append(edge)
    return shown


def _node(look: Lookup, found: Network, iri: str, nodes: Sequence[str]) -> dict[str, Any]:
    """A thing with the list of those that are shown once it is clicked: with it, or without it if it is there."""
    there = iri in nodes
    after = [one for one in nodes if one != iri] if there else [*nodes, iri]
    return {
        "iri": iri,
        "path": path(look, iri),
        "label": found.label(iri),
        "expanded": there,
        "after": [path(look, one) for one in after],
    }


def picture(look: Lookup, found: Network, shown: Sequence[Edge], nodes: Sequence[str]) -> dict[str, Any] | None:
    """Two columns, who and what, with a line for each side; None without lines."""
    if not shown:
        return None
    left, right = columns(shown, found)
    height = max(len(left), len(right))
    at = {}
    for side, x, column in (("left", LEFT, left), ("right", RIGHT, right)):
        for place, iri in enumerate(column):
            y = ROW * ((height - 1) * place / max(len(column) - 1, 1) if len(column) > 1 else (height - 1) / 2)
            at[side, iri] = (x, round(y + ROW, 1))
    return {
        "width": WIDTH,
        "height": ROW * (height + 1),
        "things": [
            {**_node(look, found, iri, nodes), "side": side, "x": x, "y": y, "short": cut(found.label(iri), LETTERS)}
            for (side, iri), (x, y) in at.items()
        ],
        "lines": [
            {
                "from": at["left", edge.source],
                "to": at["right", edge.target],
                "middle": (LEFT + RIGHT) / 2,
                "side": edge.side,
                "width": 1 + min(edge.weight, 6) * 0.7,
                "title": f"{found.label(edge.source)} {edge.side} {found.label(edge.target)}, articles: {edge.weight}",
            }
            for edge in shown
        ],
    }


WHO = """?{0} a kgo:Position ; (kgo:holder|kgo:onBehalfOf)/kgo:ofPolity? {1} ; kgo:target ?thing ; kgo:polarity ?{0}_side .
  FILTER(?{0}_side IN (kgo:Support, kgo:Oppose))"""
ONE, OTHER = WHO.format("a", "?_one_iri"), WHO.format("b", "?_other_iri")
COMPARED = {
    "agree": f"  {ONE}\n  {OTHER}\n  FILTER(?a_side = ?b_side)",
    "disagree": f"  {ONE}\n  {OTHER}\n  FILTER(?a_side != ?b_side)",
    "one": f"  {ONE}\n  FILTER NOT EXISTS {{ {OTHER} }}",
    "other": f"  {OTHER}\n  FILTER NOT EXISTS {{ {ONE} }}",
}
TAKEN = """SELECT DISTINCT ?position ?target ?side WHERE {
  ?position a kgo:Position ; (kgo:holder|kgo:onBehalfOf)/kgo:ofPolity? ?_who_iri ; kgo:target ?target ; kgo:polarity ?side .
}"""
HOLDERS = """SELECT ?who (MIN(STR(?name)) AS ?label) WHERE {
  { SELECT DISTINCT ?holder WHERE { ?position a kgo:Position ; kgo:holder|kgo:onBehalfOf ?holder } }
  OPTIONAL { ?holder kgo:ofPolity ?polity } BIND(COALESCE(?polity, ?holder) AS ?who)
  ?who rdfs:label ?name .
} GROUP BY ?who ORDER BY ?label LIMIT 500"""


def compared(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Two states, or others that take sides, beside each other: on what both take one, and on what only one does.

    A state's bodies, and people who speak for either, count for it. Arguments: `one` and `other`, paths or IRIs.
    """
    look = Lookup(snapshot)
    names = [arguments.get("one") or "", arguments.get("other") or ""]
    chosen = [look.full(name) if name and look.used(look.full(name)) else "" for name in names]
    holders = [{"path": path(look, str(row["who"])), "label": row["label"]} for row in rows_of(snapshot, HOLDERS)]
    told: dict[str, Any] = {"holders": holders, "one": None, "other": None, "numbers": {}, "targets": []}
    told |= {key: thing(look, iri) if iri else None for key, iri in zip(("one", "other"), chosen, strict=True)} | {
        "unknown": [name for name, iri in zip(names, chosen, strict=True) if name and not iri]
    }
    if not all(chosen):
        return told
    values = dict(zip(("one", "other"), chosen, strict=True))
    told["numbers"] = {
        key: number(snapshot, f"things on which they are found to: {key}", where, **_used(where, values))
        for key, where in COMPARED.items()
    }
    told["targets"] = _targets(snapshot, look, chosen)
    return told


def _used(where: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if f"?_{name}_iri" in where}


def _targets(snapshot: Snapshot, look: Lookup, chosen: Sequence[str]) -> list[dict[str, Any]]:
    """What they take sides on, with the positions of each; what both do stands first."""
    found: dict[str, tuple[list[dict[str, Any]], ...]] = defaultdict(lambda: ([], []))
    for place, iri in enumerate(chosen):
        for row in rows_of(snapshot, TAKEN, who=iri):
            position, side = str(row["position"]), SIDES.get(str(row["side"]), "")
            passage = next(iter(passages(look, position)), None)
            found[str(row["target"])][place].append({
                "iri": position, "path": path(look, position), "side": side, "label": claim(look, position),
                "date": when(look, position), "sentence": passage.sentence if passage else "",
                "who": [thing(look, name) for name in look.values(position, KGO.holder)],
            })  # fmt: skip
    for one, other in found.values():
        one.sort(key=lambda position: position["date"].removeprefix("by "))
        other.sort(key=lambda position: position["date"].removeprefix("by "))
    rows = [
        {
            **thing(look, target),
            "one": one,
            "other": other,
            "verdict": verdict(one, other),
            "own": [iri in _polities(look, target) for iri in chosen],
        }
        for target, (one, other) in found.items()
    ]
    order = ("agree", "disagree", "both", "one", "other")
    return sorted(rows, key=lambda row: (order.index(row["verdict"]), row["label"], row["iri"]))[:500]


def _polities(look: Lookup, measure: str) -> list[str]:
    """The bodies that decided on a measure, and whose they are."""
    bodies = look.values(measure, KGO.adoptedBy)
    return [*bodies, *(polity for body in bodies for polity in look.values(body, KGO.ofPolity))]


def verdict(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> str:
    """How the sides of two on one thing go together; "both" if one of them changed it, or takes none clearly.

    >>> verdict([{"side": "supports"}], [{"side": "supports"}]), verdict([{"side": "supports"}], [])
    ('agree', 'one')
    >>> verdict([{"side": "supports"}], [{"side": "supports"}, {"side": "opposes"}])
    'both'
    """
    if not one or not other:
        return "one" if one else "other"
    found = [{position["side"] for position in positions} for positions in (one, other)]
    clear = all(len(sides) == 1 and sides <= {"supports", "opposes"} for sides in found)
    return ("agree" if found[0] == found[1] else "disagree") if clear else "both"
