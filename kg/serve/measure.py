"""The page of a measure: what was decided and how, what it provides for, who takes which side, what happened then, and
where the sources differ. Every number has the query that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import UsageError
from kg.evidence import confidence, passages
from kg.lookup import Lookup, words_of
from kg.profile import described, when
from kg.serve import lists, timeline
from kg.serve.things import MANY, number, path, query_of, subjects, thing
from kg.store import Snapshot
from kg.vocabulary import DCTERMS, KGO, RDF
from kg.why import claim, notes

SIDES = {KGO.Support: "supports", KGO.Oppose: "opposes", KGO.Abstain: "abstains", KGO.Neutral: "neutral"}
FIGURES = {"votesFor": "for", "votesAgainst": "against", "abstentions": "abstaining", "votesCast": "cast"}
SIDE = "?thing a kgo:Position ; kgo:target ?_measure_iri ; kgo:polarity {polarity} ."
FIGURE = "# The number of those {word}\nSELECT ?value {{ ?_decision_iri kgo:{figure} ?value }}"
REPORTED = "?_measure_iri dcterms:isReferencedBy ?thing ."


def measured(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """All that is told of a measure. Raises `UsageError` if there is none of this IRI."""
    look, iri = Lookup(snapshot), arguments["iri"]
    if KGO.Measure not in look.values(iri, RDF.type):
        raise UsageError(f"there is no measure {look.short(iri)}")
    decisions = look.subjects(KGO.decidedOn, iri)
    sides = list(_sides(look, iri))
    numbers = {
        word: number(snapshot, f"positions: {word}", SIDE.format(polarity=f"kgo:{pole.removeprefix(KGO)}"), measure=iri)
        for pole, word in SIDES.items()
        if any(one["side"] == word for one in sides)
    }
    about: dict[str, list[dict[str, str]]] = {}
    for word, values in _about(look, iri):
        about.setdefault(word, []).extend(values)
    return {
        **thing(look, iri),
        "kinds": [words_of(f"#{name}") for name in look.classes(iri) if name != "Measure"] or ["measure"],
        "about": about,
        "articles": number(snapshot, "articles that report it", REPORTED, measure=iri),
        "sources": number(
            snapshot, "independent sources", f"{REPORTED.replace('?thing', '?article')} ?article kgo:originalReport ?thing .",
            measure=iri,
        ),
        "notes": list(notes(look, iri)),
        "decisions": [_decision(snapshot, look, name) for name in decisions],
        "provisions": [_provision(look, iri, name) for name in look.values(iri, KGO.hasProvision)[:MANY]],
        "numbers": numbers,
        "sides": sides[:MANY],
        "timeline": timeline.about(snapshot, [iri, *decisions]),
        "differences": list(_differences(look, [iri, *decisions])),
        "coverage": list(_coverage(snapshot, look, iri)),
    }  # fmt: skip


def _about(look: Lookup, iri: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What is known of the measure itself; the bodies as links."""
    bodies = look.values(iri, KGO.adoptedBy)
    if bodies:
        yield "body", [thing(look, name) for name in bodies]
    terms = subjects(look, iri)
    if terms:
        yield "about", [{"label": terms, "path": ""}]
    for word, value in described(look, iri):
        if word not in ("body", "articles"):
            yield word, [{"label": value, "path": ""}]


def _decision(snapshot: Snapshot, look: Lookup, iri: str) -> dict[str, Any]:
    """A decision with its figures as all reports together give them."""
    figures = [
        {
            "word": word,
            "count": int(value),
            "query": query_of(snapshot, FIGURE.format(word=word, figure=name), decision=iri),
        }
        for name, word in FIGURES.items()
        if (value := look.chosen(iri, KGO[name])).isdigit()
    ]
    return {
        **_record(look, iri),
        **_told_best(look, iri),
        "disputed": any("Difference" in look.classes(name) for name in look.subjects(RDF.subject, iri)),
        "outcome": words_of(look.chosen(iri, KGO.outcome)),
        "bodies": [thing(look, name) for name in look.values(iri, KGO.decidedBy)],
        "unanimous": look.chosen(iri, KGO.unanimous) == "true",
        "figures": figures,
    }


def _told_best(look: Lookup, iri: str) -> dict[str, Any]:
    """A sentence that gives the figures as they are told above it, where one does."""
    chosen = look.chosen(iri, KGO.votesFor)
    for report in look.subjects(RDF.subject, iri):
        if look.value(report, RDF.predicate) == KGO.votesFor and look.value(report, RDF.object) == chosen:
            for one in passages(look, report):
                return {"sentence": one.sentence, "article": thing(look, one.article)}
    return {}


def _provision(look: Lookup, measure: str, iri: str) -> dict[str, Any]:
    """A provision; its claim names the measure, which this page need not."""
    found = _record(look, iri)
    return {**found, "label": found["label"].removeprefix(f"{look.label(measure)} provides ").strip()}


def _record(look: Lookup, iri: str) -> dict[str, Any]:
    """A record with its first sentence."""
    found = passages(look, iri)
    reports = [one for name in look.subjects(RDF.subject, iri) for one in passages(look, name)]
    first = next(iter([*found, *reports]), None)
    return {
        "iri": iri,
        "path": path(look, iri),
        "label": claim(look, iri) or look.label(iri),
        "date": when(look, iri),
        "confidence": confidence(look, iri),
        "sentence": first.sentence if first else "",
        "article": thing(look, first.article) if first else None,
    }


def _sides(look: Lookup, iri: str) -> Iterator[dict[str, Any]]:
    """Who takes which side on it: supporters first, then opponents, the earliest first."""
    found = []
    for record in look.subjects(KGO.target, iri):
        if "Position" in look.classes(record):
            found.append({
                **_record(look, record),
                "side": SIDES.get(look.value(record, KGO.polarity), ""),
                "act": words_of(look.value(record, KGO.act)),
                "holders": [thing(look, name) for name in look.values(record, KGO.holder)],
                "principals": [thing(look, name) for name in look.values(record, KGO.onBehalfOf)],
            })  # fmt: skip
    order = list(SIDES.values())
    yield from sorted(
        (one for one in found if one["side"]),
        key=lambda one: (order.index(one["side"]), one["date"].removeprefix("by "), one["label"]),
    )


def _differences(look: Lookup, iris: list[str]) -> Iterator[dict[str, Any]]:
    """Where reports of the measure and of its decisions differ: each value with its sentences, and the verdict."""
    for record in (name for iri in iris for name in look.subjects(RDF.subject, iri)):
        if "Difference" not in look.classes(record):
            continue
        best = look.value(look.value(record, KGO.preferredAssertion), RDF.object)
        values: dict[str, list[dict[str, Any]]] = {}
        for report in look.values(record, KGO.hasAssertion):
            values.setdefault(look.value(report, RDF.object), []).append(_record(look, report))
        yield {
            "iri": record,
            "path": path(look, record),
            "property": words_of(look.value(record, RDF.predicate)),
            "verdict": words_of(look.value(record, KGO.verdict)),
            "rationale": look.value(record, KGO.rationale),
            "values": [
                {
                    "value": look.label(value) if "://" in value else value,
                    "preferred": value == best,
                    "reports": reports,
                }
                for value, reports in sorted(values.items(), key=lambda pair: (pair[0] != best, pair[0]))
            ],
        }


def _coverage(snapshot: Snapshot, look: Lookup, iri: str) -> Iterator[dict[str, Any]]:
    """Which outlet reports it: its articles of each, the first first."""
    articles: dict[str, list[str]] = {}
    for article in look.values(iri, DCTERMS.isReferencedBy):
        articles.setdefault(outlet(look, article), []).append(article)
    for name, found in sorted(articles.items()):
        text = (
            f"{REPORTED}\n  OPTIONAL {{ ?thing kgo:publishedAs/dcterms:publisher ?name }}\n"
            f'  FILTER(COALESCE(STR(?name), "{lists.NOT_GIVEN}") = ?_outlet)'
        )
        yield {
            "outlet": name,
            "number": number(snapshot, "articles of the outlet", text, measure=iri, outlet=name),
            "articles": [{**thing(look, one), "day": look.published(one)} for one in sorted(found, key=look.published)],
        }


def outlet(look: Lookup, article: str) -> str:
    """Who published an article, by the name in its input; a file's name is none."""
    printed = look.values(article, KGO.publishedAs)
    return next((name for one in printed for name in look.values(one, DCTERMS["publisher"])), lists.NOT_GIVEN)
