"""What things are called: measures get their path and label here, agents their words inside a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg import gazetteer, iri
from kg.resolve.measures import GENERAL, STEM, Cluster, Report
from kg.resolved import Link, MeasureFact
from kg.rulings import Rulings
from kg.types import Agent, MeasureKind

MONTHS = "January February March April May June July August September October November December"
#: What a measure of a kind is called in its label, where that is not the kind's own name.
KIND_WORDS: dict[MeasureKind, str] = {"other": "measure"}
#: Words of its subject that go into a measure's IRI, and into its label where that is needed to tell two apart.
SUBJECT_WORDS = 4


#: Gives the day of a cluster, None if no report dates it.
Dated = Callable[[Cluster], str | None]
#: The reports of one measure, and the measure.
Named = tuple[Cluster, MeasureFact]


def namer(agents: Mapping[str, Agent]) -> Callable[[str], str]:
    """What gives the words for an agent's path inside a sentence: the gazetteer's, else the name as found."""
    names = {agent.path: agent.name for agent in agents.values()}
    known = gazetteer.load()

    def named(path: str) -> str:
        try:
            return known.entity(path).phrase
        except KeyError:
            return names.get(path, path.rpartition("/")[2].replace("-", " "))

    return named


def measures(
    found: Iterable[Cluster], dates: Dated, agents: Mapping[str, Agent], rulings: Rulings | None = None
) -> tuple[MeasureFact, ...]:
    """The measures behind clusters of reports, by path, each with a path and label of its own.

    `dates` dates a cluster. `rulings` speak of measures by the paths that they have without them.
    """
    named = _named(found, dates, agents)
    if rulings:
        rulings.known.update(named)
    if rulings and any(ruling.things[0] in named for ruling in (*rulings.merge, *rulings.apart)):
        named = _ruled(named, rulings, dates, agents)
    facts = [fact for _, fact in named.values()]
    labels = Counter(fact.label for fact in facts)
    labelled = sorted((_labelled(fact, labels) for fact in facts), key=lambda fact: fact.path)
    return tuple(_told_apart(labelled))


def _told_apart(facts: Sequence[MeasureFact]) -> Iterator[MeasureFact]:
    """The measures, those that still have one label numbered from the second on."""
    seen: Counter[str] = Counter()
    for fact in facts:
        seen[fact.label] += 1
        number = seen[fact.label]
        yield replace(fact, label=f"{fact.label} [{number}]") if number > 1 else fact


def _named(found: Iterable[Cluster], dates: Dated, agents: Mapping[str, Agent]) -> dict[str, Named]:
    """Path -> the cluster and the measure; of several that would have one path all but the first get a longer one."""
    drafts = sorted(((dates(c) or "", c) for c in found), key=lambda draft: (draft[0], draft[1][0][0].key))
    named: dict[str, Named] = {}
    for when, cluster in drafts:
        _name(named, cluster, _measure(cluster, when or None, agents))
    return named


def _name(named: dict[str, Named], cluster: Cluster, fact: MeasureFact) -> None:
    """Add a measure under its path, or a longer one if that is taken; among hundreds of one path the short ones collide."""
    first, path, length = fact.links[0], fact.path, 4
    while path in named:
        path = f"{fact.path}-{iri.digest(f'{first.article} {first.id}', length)}"
        length += 4
    named[path] = cluster, replace(fact, path=path)


def _labelled(fact: MeasureFact, labels: Mapping[str, int]) -> MeasureFact:
    """The measure, with words of its subject in a label that several would have."""
    about = f" ({' '.join(fact.subject[:SUBJECT_WORDS])})" if labels[fact.label] > 1 and fact.subject else ""
    return replace(fact, label=fact.label + about)


def _ruled(named: Mapping[str, Named], rulings: Rulings, dates: Dated, agents: Mapping[str, Agent]) -> dict[str, Named]:
    """The measures as the user wants them: first taken apart, then put together under the path of the first."""
    ruled = dict(named)
    for ruling in rulings.apart:
        path = ruling.things[0]
        if path in ruled and (others := [r for r in ruled[path][0][0] if r.article in ruling.articles]):
            rulings.apply(ruling)
            rest = [report for report in ruled[path][0][0] if report not in others]
            if rest:
                ruled[path] = _by_ruling(rest, f"kept apart by ruling: {ruling.because}", path, dates, agents)
                _name(ruled, *_by_ruling(others, f"kept apart by ruling: {ruling.because}", "", dates, agents))
    for ruling in rulings.merge:
        path, *more = (thing for thing in ruling.things if thing in ruled)
        if more:
            rulings.apply(ruling)
            reports = [report for thing in (path, *more) for report in ruled.pop(thing)[0][0]]
            ruled[path] = _by_ruling(reports, f"merged by ruling: {ruling.because}", path, dates, agents)
    return ruled


def _by_ruling(reports: Iterable[Report], reason: str, path: str, dates: Dated, agents: Mapping[str, Agent]) -> Named:
    """A cluster that the user made, and its measure, at a path or at the one that its reports give it."""
    found = tuple(sorted(reports, key=lambda r: r.key))
    cluster = found, tuple(Link(*report.key, reason.removesuffix(": "), 1.0) for report in found)
    fact = _measure(cluster, dates(cluster), agents)
    return cluster, replace(fact, path=path or fact.path)


def _measure(cluster: Cluster, when: str | None, agents: Mapping[str, Agent]) -> MeasureFact:
    found, links = cluster
    path = _body(found)
    body = agents[path] if path else None
    kind = _kind(found)
    subject = _subject(found)
    slug = iri.slug("-".join(subject[:SUBJECT_WORDS])) if subject else "measure"
    name = KIND_WORDS.get(kind, kind)
    title = " ".join(filter(None, (gazetteer.load().label(body) if body else "", name, _month(when))))
    adopted = any("adopted" in report.outcomes for report in found)
    label = title[0].upper() + title[1:]
    return MeasureFact(iri.measure(path, when, slug), label, kind, body, subject, links, adopted=adopted)


def _body(found: Sequence[Report]) -> str | None:
    """The body that the reports name; the chamber where others say parliament."""
    wholes = {r.whole for r in found}
    return next(iter(sorted({r.body for r in found if r.body}, key=lambda body: (body in wholes, body))), None)


def _kind(found: Sequence[Report]) -> MeasureKind:
    """The kind that most reports give; "other" only if none gives another."""
    kinds = Counter(r.kind for r in found)
    return min(kinds, key=lambda k: (k == "other", -kinds[k], k))


def _month(when: str | None) -> str:
    """ "of November 2020", as far as a date tells."""
    if when is None:
        return ""
    return f"of {MONTHS.split()[int(when[5:7]) - 1]} {when[:4]}" if len(when) >= 7 else f"of {when}"


def _subject(found: Sequence[Report]) -> tuple[str, ...]:
    """The words that tell what a measure is about: those of most reports first, one for each stem."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    place: dict[str, tuple[int, int]] = {}
    for report in found:
        for i, term in enumerate(report.subject):
            for j, word in enumerate(iri.slug(term, 200).split("-")):
                if word[:STEM] in report.terms and word[:STEM] not in GENERAL:
                    words[word[:STEM]][word] += 1
                    place[word[:STEM]] = min((i, j), place.get(word[:STEM], (i, j)))
    ranked = sorted(words, key=lambda stem: (-words[stem].total(), place[stem], stem))
    return tuple(min(words[stem], key=lambda w: (-words[stem][w], w)) for stem in ranked)
