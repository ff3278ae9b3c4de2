"""The layer below the facts: every word that is linked to an entity, every expression of time.

    kg extract --spans

Facts are not read from here. The layers are for looking at, and for measuring linking and dates by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.times import dates
from kg.gazetteer import entity_agent
from kg.types import Agent, Mention, MentionKind, Span, TimeMention

if TYPE_CHECKING:
    from kg.extract.discourse.references import Reference
    from kg.extract.reading import Reading
    from kg.gazetteer import Hit

#: A capital after these is the town: "in Paris", "left for Moscow".
_PLACE = {
    "in",
    "at",
    "near",
    "from",
    "to",
    "around",
    "outside",
    "through",
    "via",
    "into",
    "across",
    "throughout",
    "inside",
}
_PRONOUNS = {"PRP", "PRP$"}
#: Whose names may hold the name of a polity without meaning it: "Jordan Bell", "Bank of America".
_OWN_NAME = ("person/", "organisation/")


def entities(reading: Reading) -> tuple[Mention, ...]:
    """Every linked mention, in text order: names exactly, without article, and whatever refers to an agent.

    One word may be in two mentions, one within the other: "French" in "the French Foreign Ministry". A place name
    within the name of a person or of an organisation is none, nor is a capital that is only a place.
    """
    hits = [hit for hit in reading.names.hits if not _is_place(reading, hit)]
    places = {hit.span for hit in reading.names.hits} - {hit.span for hit in hits}
    named = [_named(reading, hit) for hit in hits]
    referring = [_referring(reading, r) for r in reading.discourse.mentions() if _is_link(r) and r.span not in places]
    own = [m.span for m in referring if m.kind == "name" and m.agent.path.startswith(_OWN_NAME)]
    free = (m for m in named if not any(s.covers(m.span) for s in own))
    return tuple(sorted(_distinct([*free, *referring]), key=lambda m: m.span))


def _is_link(reference: Reference) -> bool:
    """Whom nobody knows by name is no entity: "several senators", "them"."""
    return reference.agent is not None and not reference.agent.path.startswith("group/")


def _distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """One mention for each place, the first."""
    seen: set[Span] = set()
    for mention in mentions:
        if mention.span not in seen:
            seen.add(mention.span)
            yield mention


def _named(reading: Reading, hit: Hit) -> Mention:
    """A form that the gazetteer knows, with the entity chosen for it."""
    entity = reading.names.choose(hit)
    return Mention(hit.span, entity_agent(entity), 1.0 if len(hit.entities) == 1 else 0.7, hit.kind, entity.qid)


def _is_place(reading: Reading, hit: Hit) -> bool:
    """True for a capital that is not its government: after a preposition of place, or without a grammatical role."""
    span = reading.doc.char_span(hit.span.start, hit.span.end, alignment_mode="expand")
    if hit.kind != "metonym" or span is None:
        return False
    root = span.root
    while root.dep_ == "conj":
        root = root.head
    return root.dep_ in ("ROOT", "dep", "npadvmod", "appos") or (root.dep_ == "pobj" and root.head.lower_ in _PLACE)


def _referring(reading: Reading, reference: Reference) -> Mention:
    """A phrase that refers to an agent: a name, a pronoun, or a noun ("the ministry")."""
    assert reference.agent is not None
    agent = reading.discourse.full(reference.agent)
    return Mention(
        reference.span,
        agent,
        reference.confidence,
        _kind(reading, reference, agent),
        _qid(reading, agent.path),
    )


def _kind(reading: Reading, reference: Reference, agent: Agent) -> MentionKind:
    if reference.token.tag_ in _PRONOUNS:
        return "pronoun"
    hit = reading.names.hit(reference.token)
    if hit is not None and hit.span.covers(reference.span):
        return hit.kind
    last = reference.span.of(reading.text).split()[-1]
    return "name" if last[:1].isupper() and last in agent.name.split() else "nominal"


def _qid(reading: Reading, path: str) -> str | None:
    try:
        return reading.names.gazetteer.entity(path).qid
    except KeyError:
        return None


def times(reading: Reading) -> tuple[TimeMention, ...]:
    """Every expression of time outside the header, in text order; of a range both days.

    An expression that has no calendar value ("last spring") or whose value the text does not settle is there without.
    """
    text = " " * reading.article.body + reading.text[reading.article.body :]
    found = dates.find(text)
    valued = [TimeMention(*told) for told in dates.timex(text, reading.published.date, parts=True, found=found)]
    rest = (e for e in found if not any(m.span.overlaps(e.span) for m in valued))
    return tuple(sorted([*valued, *(TimeMention(e.span, None, dates.basis(e)) for e in rest)], key=lambda m: m.span))
