"""The records of one article, one function for each kind. Each writes into its page and returns nothing."""

from __future__ import annotations

import re

from kg import iri
from kg.emit.page import Page
from kg.emit.terms import term, text
from kg.resolved import PositionFact, ProvisionFact
from kg.types import Demand, DiplomaticAct, Recognition, Span, Statement
from kg.vocabulary import (
    CONTENT_MODES,
    KGO,
    MEDIA,
    POLARITIES,
    RECOGNITION_STATES,
    STANCES,
)

MARKS = '“”„"«»'
QUOTED = re.compile(rf"[{MARKS}]([^{MARKS}]+)[{MARKS}]")


def position_path(page: Page, found: PositionFact) -> str:
    """Holder, side and target, and the place in the article: each report is a record of its own."""
    name = f"{iri.tail(found.holder.path)}--{found.stance}--{iri.slug(iri.tail(found.target))}"
    return iri.record("position", name, page.path, found.why.sentence, found.why.evidence)


def position(page: Page, found: PositionFact, path: str) -> None:
    """A side on one target, as one sentence reports it."""
    page.record(path, found.why, KGO.Position)
    page.graph.link(path, KGO.holder, page.agent(found.holder))
    page.graph.link(path, KGO.onBehalfOf, page.agent(found.on_behalf))
    page.graph.add(path, KGO.polarity, term(STANCES[found.stance]))
    page.graph.link(path, KGO.target, found.target)
    page.graph.add(path, KGO.targetText, text(" ".join(found.text.split())))
    page.act(path, found.act)
    page.dated(path, found.date)
    if found.decision:
        page.graph.link(iri.decision(found.decision), KGO.expresses, path)


def provision(page: Page, found: ProvisionFact) -> None:
    """What a measure asks or stands for."""
    about = iri.tail(found.concerns) if found.concerns else page.words(found.content or found.why.evidence)
    spans = [span for span in (found.why.sentence, found.content or found.why.evidence) if span]
    path = iri.record(f"{found.measure}/provision", iri.slug(about, 40), page.path, *spans)
    page.record(path, found.why, KGO.Provision)
    page.graph.link(found.measure, KGO.hasProvision, path)
    page.graph.add(path, KGO.polarity, term(POLARITIES[found.polarity]))
    page.graph.link(path, KGO.concerns, found.concerns)
    for asked in (found.addressee, *found.others):
        page.graph.link(path, KGO.callsUpon, page.agent(asked))
    page.act(path, found.act)
    if found.content:
        page.graph.add(path, KGO.content, text(page.words(found.content)))


def recognition(page: Page, found: Recognition, path: str) -> None:
    """Whether one recognises another, as this article tells it; that is also one of its reported values."""
    page.evidence(path, found.why)
    page.graph.add(path, KGO.recognitionState, term(RECOGNITION_STATES[found.status]))


def office(found: Statement, speaker: str | None) -> str | None:
    """The path of the office in which a person spoke, under the title that the article gives; None without a title."""
    person = found.speaker is not None and found.speaker.kind == "person"
    return iri.role(speaker, found.role) if person and speaker and found.role else None


def statement(page: Page, found: Statement, about: str | None) -> None:
    """Words that a speaker is reported to have said or put out, and the positions that the same sentence gives them."""
    measure = page.measure(found.measure)
    speaker = page.agent(found.speaker)
    name = f"{iri.tail(speaker or measure or 'measure')}/{page.when(found.date)}"
    path = iri.record("statement", name, page.path, found.content, found.why.sentence)
    page.record(path, found.why, KGO.Statement)
    page.graph.link(path, KGO.speaker, speaker)
    page.graph.link(path, KGO.onBehalfOf, page.agent(found.on_behalf))
    page.graph.link(path, KGO.addressee, page.agent(found.addressee))
    page.graph.link(path, KGO.about, measure, about)
    page.graph.add(path, KGO.polarity, term(POLARITIES[found.polarity]))
    medium = "measure-text" if measure else found.medium
    page.graph.add(path, KGO.medium, term(MEDIA.get(medium, KGO.UnspecifiedMedium)))
    page.act(path, found.act)
    page.dated(path, found.date)
    page.graph.link(path, KGO.inCapacity, office(found, speaker))
    _content(page, path, found)
    _expresses(page, path, speaker, found.why.sentence)


def demand(page: Page, found: Demand) -> None:
    """What somebody asks. A measure's demand is a provision instead, and what nobody asks is none."""
    asker = page.agent(found.by)
    if found.measure or asker is None:
        return
    path = iri.record("demand", iri.tail(asker), page.path, found.content, found.why.sentence)
    page.record(path, found.why, KGO.Demand)
    page.graph.link(path, KGO.asker, asker)
    for asked in (found.addressee, *found.others):
        page.graph.link(path, KGO.addressee, page.agent(asked))
    page.graph.add(path, KGO.content, text(page.words(found.content)))
    page.act(path, found.act)
    page.dated(path, found.date)
    _expresses(page, path, asker, found.why.sentence)


def diplomatic_act(page: Page, found: DiplomaticAct) -> None:
    """A formal act between states, and the positions that its sentence gives the actor."""
    actor = page.agent(found.actor)
    assert actor is not None
    name = f"{iri.tail(actor)}--{iri.slug(found.act)}/{page.when(found.date)}"
    path = iri.record("act", name, page.path, found.why.sentence, found.why.evidence)
    page.record(path, found.why, KGO.DiplomaticAct)
    page.graph.link(path, KGO.actor, actor)
    page.graph.link(path, KGO.addressee, page.agent(found.addressee))
    page.act(path, found.act)
    page.dated(path, found.date)
    _expresses(page, path, actor, found.why.sentence)


def _content(page: Page, path: str, found: Statement) -> None:
    """Quoted words without their marks, the whole as a paraphrase unless all of it is quoted."""
    words = page.words(found.content)
    before = page.text[max(0, found.content.start - 1) : found.content.start]
    inner = [piece.strip() for piece in QUOTED.findall(words)]
    mode = "indirect"
    if found.quote:
        whole = not inner and (before in MARKS or words[:1] in MARKS)
        mode = "direct" if whole or inner == [words.strip(MARKS + " ")] else "mixed"
    page.graph.add(path, KGO.contentMode, term(CONTENT_MODES[mode]))
    if mode == "direct":
        page.graph.add(path, KGO.quotedText, text(words.strip(MARKS + " ")))
    else:
        page.graph.add(path, KGO.quotedText, *(text(piece) for piece in inner if found.quote))
        page.graph.add(path, KGO.paraphrase, text(words))


def _expresses(page: Page, path: str, holder: str | None, sentence: Span) -> None:
    """The positions of this holder that rest on the same sentence."""
    for position, fact in page.positions.items():
        if fact.why.sentence == sentence and page.agent(fact.holder) == holder:
            page.graph.link(path, KGO.expresses, position)
