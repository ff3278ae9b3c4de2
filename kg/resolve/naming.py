"""What things are called: measures get their path and label here, agents their words inside a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg import gazetteer, iri
from kg.resolve.measures import GENERAL, STEM, Cluster, Report
from kg.types import Agent, MeasureFact, MeasureKind

MONTHS = "January February March April May June July August September October November December"
#: What a measure of a kind is called in its label, where that is not the kind's own name.
KIND_WORDS: dict[MeasureKind, str] = {"other": "measure"}
#: Words of its subject that go into a measure's IRI, and into its label where that is needed to tell two apart.
SUBJECT_WORDS = 4


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
    found: Iterable[Cluster], dates: Callable[[Cluster], str | None], agents: Mapping[str, Agent]
) -> Iterator[MeasureFact]:
    """The measures behind clusters of reports, each with a path and label of its own. `dates` dates a cluster."""
    drafts = sorted(((dates(c) or "", c) for c in found), key=lambda draft: (draft[0], draft[1][0][0].key))
    facts = [_measure(cluster, when or None, agents) for when, cluster in drafts]
    labels = Counter(fact.label for fact in facts)
    taken: set[str] = set()
    for fact in facts:
        first = fact.links[0]
        path = fact.path if fact.path not in taken else f"{fact.path}-{iri.digest(f'{first.article} {first.id}', 4)}"
        taken.add(path)
        about = f" ({' '.join(fact.subject[:SUBJECT_WORDS])})" if labels[fact.label] > 1 and fact.subject else ""
        yield replace(fact, path=path, label=fact.label + about)


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
