"""What a page shows, gathered in a worker from one snapshot: plain values, as JSON.

Everything is bounded: lists are cut at `MANY`, and say how many there were. A view never decides how it looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from pyoxigraph import NamedNode, QuerySolutions

from kg import catalogue, data, questions
from kg.errors import UsageError
from kg.evidence import Passage
from kg.folding import folded
from kg.lookup import Lookup, words_of
from kg.named import AGAIN, names_by, resolved
from kg.profile import profile
from kg.query import Rows, answer, plain
from kg.store import Snapshot
from kg.vocabulary import KGO, RDF
from kg.why import AGENTS, behind, claim, why

View = Callable[[Snapshot, Mapping[str, Any]], Any]

MANY = 500
NEWEST = 12
FOUND = 60
DECIDED = (KGO.decidedBy, KGO.decidedOn)
#: The kinds of things that the first page counts, and search tells apart.
KINDS: Mapping[str, str] = {
    "Article": "articles", "Measure": "measures", "Position": "positions", "Statement": "statements", "Demand": "demands",
    "Decision": "decisions", "RecognitionStatus": "recognitions", "Disagreement": "disagreements",
}  # fmt: skip


def view(snapshot: Snapshot, name: str, arguments: Mapping[str, Any]) -> bytes:
    """The view of a name with its arguments, as JSON. Raises `UsageError` for what is not there."""
    return msgspec.json.encode(VIEWS[name](snapshot, arguments))


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


def home(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """How many things there are of each kind, the newest articles, and the saved questions."""
    look = Lookup(snapshot)
    counts = {words: len(look.subjects(RDF.type, KGO[kind])) for kind, words in KINDS.items()}
    articles = [(look.published(iri), iri) for iri in look.subjects(RDF.type, KGO.Article)]
    newest = sorted(articles, reverse=True)[:NEWEST]
    return {
        "counts": counts,
        "newest": [{"day": day, **thing(look, iri), "outlet": look.outlet(iri)} for day, iri in newest],
        "questions": [{"name": catalogue.name(one), "summary": one.summary} for one in saved()],
    }


def thing(look: Lookup, iri: str) -> dict[str, str]:
    """A thing as a link: its IRI, its path on this server ("" for what is not of this graph), its label."""
    path = iri[len(look.base) :] if iri.startswith(look.base) else ""
    return {"iri": iri, "path": path, "label": look.label(iri)}


def search(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The things in whose names some words stand, whole names first, then the shortest."""
    look, wanted = Lookup(snapshot), folded(arguments["words"])
    found: dict[str, tuple[bool, int, str]] = {}
    for name, iri in look.named() if wanted else ():
        if wanted in (plain_name := folded(name)) and iri.partition("#")[0] == iri:
            rank = (plain_name != wanted, len(name), name)
            found[iri] = min(rank, found.get(iri, rank))
    ranked = sorted(found, key=lambda iri: (*found[iri], iri))
    return {"count": len(ranked), "found": [{**thing(look, iri), "kinds": kinds(look, iri)} for iri in ranked[:FOUND]]}


def kinds(look: Lookup, iri: str) -> list[str]:
    """What a thing is, in words."""
    return [words_of(f"#{name}") for name in look.classes(iri)]


def profiled(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """All that is told of a thing, in groups, and the other values of its name in the graph."""
    look, iri = Lookup(snapshot), arguments["iri"]
    if not look.used(iri):
        raise UsageError(f"nothing in the graph is called {look.short(iri)}")
    told = profile(look, iri)
    groups: dict[str, list[dict[str, Any]]] = {}
    for fact in told.facts[:MANY]:
        place = fact.record[len(look.base) :] if fact.record.startswith(look.base) else ""
        groups.setdefault(fact.group, []).append({
            "date": fact.date, "fact": fact.fact, "sentence": fact.sentence, "confidence": fact.confidence,
            "reports": fact.reports, "record": place, "article": thing(look, fact.article) if fact.article else None,
        })  # fmt: skip
    linked = [{"word": word, "value": value} for word, value in told.about]
    return {
        **thing(look, iri),
        "kinds": told.kinds,
        "about": linked,
        "groups": groups,
        "count": len(told.facts),
        "reasoned": bool(behind(look, iri)),
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
    place = passage.iri[len(look.base) :] if passage.iri.startswith(look.base) else ""
    return {"path": place, "title": passage.title, "published": passage.published, "outlet": passage.outlet}


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
            told = [{"path": name[len(look.base) :], "claim": claim(look, name)} for name in records]
            yield (int(place[0]), int(place[1])), sorted(told, key=lambda one: one["claim"])


def saved() -> list[questions.Question]:
    """The saved questions."""
    return catalogue.saved(folders())


def folders() -> list[Path]:
    """Where saved questions lie: the user's, then those that kg ships with."""
    return [Path("queries"), data.root("queries")]


def question_of(name: str) -> questions.Question:
    """A saved question by its name, and by nothing else: no file, no text of a query."""
    for folder in folders() if Path(name).name == name else ():
        if (path := folder / f"{name}{questions.SUFFIX}").is_file():
            return questions.loaded(path)
    raise UsageError(f'there is no saved question "{name}"')


def question(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A saved question: what it asks, its form, and its first rows for the values given, as cells with links."""
    asked, look = question_of(arguments["name"]), Lookup(snapshot)
    meant = values_of(snapshot, asked, arguments["values"])
    found = answer(snapshot, asked, meant["values"])
    told: dict[str, Any] = {
        "name": arguments["name"], "summary": asked.summary, "description": asked.description, "text": asked.text,
        "notes": meant["notes"], "empty": asked.empty,
        "parameters": [
            {"name": one.name, "type": one.type, "choices": one.choices, "required": one.required,
             "value": " ".join(arguments["values"].get(one.name, "").split(AGAIN)),
             "default": look.label(str(one.default)) if one.default else ""}
            for one in asked.parameters
        ],
    }  # fmt: skip
    if not isinstance(found, Rows):
        raise UsageError(f"{arguments['name']} gives no rows; ask it at /sparql")
    rows = [[_cell(look, term) for term in row] for row in islice(found.rows, arguments["limit"] + 1)]
    return {
        **told,
        "columns": found.columns,
        "rows": rows[: arguments["limit"]],
        "more": len(rows) > arguments["limit"],
    }


def values_of(snapshot: Snapshot, asked: questions.Question, values: Mapping[str, str]) -> dict[str, Any]:
    """The values of a question with IRIs in place of names, and what was meant where it is not plain."""

    def rows(query: str) -> Iterator[tuple[str | None, ...]]:
        found = answer(snapshot, questions.question(query, "names"))
        assert isinstance(found, Rows)
        return found.values()

    given = {name: value for name, value in values.items() if value.strip()}
    meant = resolved(asked, given, names_by(rows))
    return {"values": meant.values, "notes": meant.notes}


def meant_values(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a saved question, as `values_of`."""
    return values_of(snapshot, question_of(arguments["name"]), arguments["values"])


def _cell(look: Lookup, term: Any) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return thing(look, term.value)
    return {"label": "" if term is None else plain(term)}


def outlets(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """How many articles each outlet has, the most first, and their first and last day."""
    look = Lookup(snapshot)
    days: dict[str, list[str]] = {}
    for iri in look.subjects(RDF.type, KGO.Article):
        days.setdefault(look.outlet(iri) or "unknown", []).append(look.published(iri))
    counts = Counter({name: len(found) for name, found in days.items()})
    return {
        "outlets": [
            {
                "outlet": name,
                "articles": count,
                "first": min(filter(None, days[name]), default=""),
                "last": max(days[name]),
            }
            for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MANY]
        ]
    }


def kind(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What kind of page a thing has."""
    return {"article": KGO.Article in Lookup(snapshot).values(arguments["iri"], RDF.type)}


VIEWS: dict[str, View] = {
    "statistics": statistics,
    "home": home,
    "search": search,
    "profile": profiled,
    "why": reasons,
    "article": article,
    "question": question,
    "values": meant_values,
    "outlets": outlets,
    "kind": kind,
}
