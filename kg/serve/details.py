"""Views of what the graph says in one place: of a thing, an article, a reason, an outlet; and what a search finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import QuerySolutions

from kg.errors import UsageError
from kg.evidence import Passage
from kg.folding import folded
from kg.lookup import Lookup
from kg.profile import LINKS, MEASURES, PROVISIONS, RECOGNITION, profile
from kg.serve import lists
from kg.serve.things import MANY, kinds, number, path, query_of, rows_of, subjects, thing
from kg.store import Snapshot
from kg.vocabulary import KGO, RDF
from kg.why import AGENTS, behind, claim, why

FOUND = 60
DECIDED = (KGO.decidedBy, KGO.decidedOn)


def statistics(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, int]:
    """The size of the graph, by the names that VoID has for it."""
    rows = snapshot.engine.query(
        f"""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?p) AS ?properties)
        (COUNT(DISTINCT ?class) AS ?classes) {{ ?s ?p ?o BIND(IF(?p = <{RDF.type}>, ?o, ?none) AS ?class) }}"""
    )
    assert isinstance(rows, QuerySolutions)
    return {
        variable.value: int(value.value) for row in rows for variable, value in zip(rows.variables, row, strict=True)
    }


def search(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The things in whose names all the words stand: whole names first, then the words as they were given, the shortest."""
    look, wanted = Lookup(snapshot), folded(arguments["words"])
    words = re.findall(r"\w+", wanted)
    found: dict[str, tuple[bool, bool, int, str]] = {}
    for name, iri in look.named() if words else ():
        plain = folded(name)
        if all(word in plain for word in words) and iri.partition("#")[0] == iri:
            rank = (plain != wanted, wanted not in plain, len(name), name)
            found[iri] = min(rank, found.get(iri, rank))
    ranked = sorted(found, key=lambda iri: (*found[iri], iri))
    shown = [
        {**thing(look, iri), "kinds": kinds(look, iri), "about": subjects(look, iri), "day": look.published(iri)}
        for iri in ranked[:FOUND]
    ]
    return {"words": arguments["words"], "count": len(ranked), "found": shown}


def profiled(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """All that is told of a thing, in groups, each with its number. Raises `UsageError` for what is not there."""
    look, iri = Lookup(snapshot), arguments["iri"]
    if not look.used(iri):
        raise UsageError(f"nothing in the graph is called {look.short(iri)}")
    told = profile(look, iri)
    groups: dict[str, list[dict[str, Any]]] = {}
    for fact in told.facts[:MANY]:
        groups.setdefault(fact.group, []).append({
            "date": fact.date, "fact": fact.fact, "sentence": fact.sentence, "confidence": fact.confidence,
            "reports": fact.reports, "iri": fact.record, "record": path(look, fact.record),
            "article": thing(look, fact.article) if fact.article else None,
        })  # fmt: skip
    organs, positions = look.subjects(KGO.ofPolity, iri), lists.KINDS["position"]
    together = (
        number(snapshot, positions.words, lists.pattern(positions, {"state": iri}), state=iri) if organs else None
    )
    return {
        **thing(look, iri),
        "kinds": told.kinds,
        "about": [{"word": word, "value": value} for word, value in told.about if word not in LINKED],
        "of": [thing(look, name) for name in look.values(iri, KGO.ofPolity, KGO.chamberOf)],
        "organs": [thing(look, name) for name in organs[:MANY]],
        "together": together,
        "groups": [
            {"name": name, **number(snapshot, name, PATTERNS[name], thing=iri), "facts": facts}
            for name, facts in groups.items()
        ],
        "count": len(told.facts),
        "reasoned": bool(behind(look, iri)),
        "takes_sides": bool(together and together["count"]) or any(name.startswith("positions") for name in groups),
    }


#: What `described` tells in words and the page as links.
LINKED = ("bodies", "people", "of", "chamber of")


def _links(properties: tuple[str, ...], classes: frozenset[str]) -> str:
    """The pattern of the records that lead to a thing by some properties."""
    types = ", ".join(f"kgo:{name}" for name in sorted(classes))
    paths = "|".join(f"kgo:{name.removeprefix(KGO)}" for name in properties)
    told = "EXISTS { ?thing kgo:evidence ?passage } || EXISTS { ?report rdf:subject ?thing }"
    return f"  ?thing {paths} ?_thing_iri ; a ?class .\n  FILTER(?class IN ({types}))\n  FILTER({told})"


#: Group of a profile -> the pattern that counts its facts.
PATTERNS: Mapping[str, str] = {
    **{group: _links(*link) for group, link in LINKS.items()},
    RECOGNITION: "  ?issue kgo:recognized ?_thing_iri . ?thing kgo:target ?issue .",
    PROVISIONS: "  ?_thing_iri kgo:hasProvision ?thing .",
    MEASURES: "  ?thing kgo:adoptedBy ?_thing_iri .",
}


def reasons(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Why the graph says something: the reports with their sentences, and where the words stand in them."""
    look, iri = Lookup(snapshot), arguments["iri"]
    told = why(look, iri)
    if not told.reasons:
        raise UsageError(f"{look.short(iri)} rests on no sentence by itself")
    found = [
        {
            "kind": one.kind, "claim": one.claim, "rule": one.rule, "cue": one.cue, "basis": one.basis,
            "confidence": one.confidence, "rationale": one.rationale,
            "things": [thing(look, name) for name in named_in(look, one.record)],
            "places": [{"pieces": pieces(p.passage.sentence, p.marks), **source(look, p.passage)} for p in one.places],
        }
        for one in told.reasons[:MANY]
    ]  # fmt: skip
    return {**thing(look, iri), "label": told.label, "notes": told.notes, "reasons": found}


def named_in(look: Lookup, record: str) -> list[str]:
    """The things of the graph that a record names: who, what, towards whom."""
    whole = look.value(record, RDF.subject)
    values = look.values(record, *AGENTS, *DECIDED)
    values += [*look.values(whole, *AGENTS, *DECIDED), whole] if whole else []
    return [iri for iri in dict.fromkeys(values) if iri.startswith(look.base) and "#" not in iri]


def source(look: Lookup, passage: Passage) -> dict[str, Any]:
    """Where a passage stands."""
    return {
        "path": path(look, passage.iri),
        "title": passage.title,
        "published": passage.published,
        "outlet": passage.outlet,
    }


def pieces(text: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A text cut at its marks: each piece, and whether it is marked.

    >>> pieces("They said no", ((5, 9),))
    [('They ', False), ('said', True), (' no', False)]
    """
    found, at = [], 0
    for start, end in marks:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def article(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """An article: its text cut at the sentences that something rests on, and what rests on each."""
    look, iri = Lookup(snapshot), arguments["iri"]
    text = look.text(iri)
    if not look.exists(iri):
        raise UsageError(f"there is no article {look.short(iri)}")
    facts = dict(sorted(_facts(look, iri)))
    parts: list[dict[str, Any]] = []
    at = 0
    for (begin, end), told in facts.items():
        if begin >= at:
            parts += [{"text": text[at:begin]}] if begin > at else []
            parts.append({"text": text[begin:end], "id": f"char={begin},{end}", "facts": told})
            at = end
    parts += [{"text": text[at:]}] if at < len(text) else []
    known = {"published": look.published(iri), "outlet": look.outlet(iri)}
    return {**thing(look, iri), **known, "parts": parts, "without": "" if text else "the text is not in this graph"}


def _facts(look: Lookup, iri: str) -> Iterator[tuple[tuple[int, int], list[dict[str, str]]]]:
    for passage in look.subjects(KGO.inArticle, iri):
        place = passage.rpartition("#char=")[2].split(",")
        records = [name for name in look.subjects(KGO.evidence, passage) if claim(look, name)]
        if records and len(place) == 2 and all(part.isdigit() for part in place):
            told = [{"iri": name, "path": path(look, name), "claim": claim(look, name)} for name in records]
            yield (int(place[0]), int(place[1])), sorted(told, key=lambda one: one["claim"])


def outlets(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """How many articles each outlet has and how many are its own, the most first, and their first and last day."""
    rows = rows_of(snapshot, f"{OUTLETS}\nGROUP BY ?outlet ORDER BY DESC(?articles) ?outlet LIMIT {MANY}")
    return {
        "outlets": [_outlet(snapshot, row) for row in rows],
        "query": query_of(snapshot, OUTLETS + " GROUP BY ?outlet"),
    }


def _outlet(snapshot: Snapshot, row: Mapping[str, str | None]) -> dict[str, Any]:
    name = str(row["outlet"])
    return {
        "outlet": name,
        "first": row["first"] or "",
        "last": row["last"] or "",
        "numbers": [
            {
                "words": words,
                "count": int(row[words] or 0),
                "query": query_of(snapshot, COUNTED.format(words=words, more=more), outlet=name),
            }
            for words, more in (("articles", ""), ("own", "\n  FILTER(?original = ?article)"))
        ],
    }


PUBLISHED = """  ?article a kgo:Article ; kgo:originalReport ?original .
  OPTIONAL { ?article kgo:publishedAs/dcterms:publisher ?name }
  BIND(COALESCE(STR(?name), "not given") AS ?outlet)"""
OUTLETS = f"""SELECT ?outlet (COUNT(DISTINCT ?article) AS ?articles) (COUNT(DISTINCT ?sole) AS ?own)
       (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) WHERE {{
{PUBLISHED}
  BIND(IF(?original = ?article, ?article, ?none) AS ?sole)
  OPTIONAL {{ ?article kgo:referenceDate ?day }}
}}"""
COUNTED = (
    """# How many: {words}, of one outlet
SELECT (COUNT(DISTINCT ?article) AS ?count) WHERE {{
"""
    + PUBLISHED.replace("{", "{{").replace("}", "}}")
    + """{more}
  FILTER(?outlet = ?_outlet)
}}"""
)


def kind(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Which kind of page a thing has: "article", "measure", "why" (a record is its reasons), or "profile"."""
    look, iri = Lookup(snapshot), arguments["iri"]
    classes = look.values(iri, RDF.type)
    named = [name for name, type_ in (("article", KGO.Article), ("measure", KGO.Measure)) if type_ in classes]
    return {"page": named[0] if named else "why" if claim(look, iri) and behind(look, iri) else "profile"}
