"""The values that articles give to single-valued properties of shared things, as reported, one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.resolved import Value
from kg.types import DateValue, Decision, Findings, Span, Why

#: Field of a tally -> property of the vote.
FIGURES = {
    "votes_for": "votesFor",
    "votes_against": "votesAgainst",
    "abstentions": "abstentions",
    "total": "votesCast",
}
#: How sure a date is that a mention of the measure carries, not a report of the decision.
MENTIONED = 0.8


def sentence_at(findings: Findings, span: Span) -> Span:
    """The sentence in which a stretch begins; the stretch itself if none holds it."""
    i = bisect_right(findings.sentences, span.start, key=lambda s: s.start) - 1
    inside = i >= 0 and span.start < findings.sentences[i].end
    return findings.sentences[i] if inside else span


def published(article: str, findings: Findings) -> Iterator[Value]:
    """The day that relative dates in an article count from, with the sentences that force an inferred one."""
    told, printed = findings.published, findings.article.date_span
    places = told.evidence or ((printed,) if printed else ())
    if told.date is None or not places:  # a date given beside the text stands in no passage of it
        return
    yield Value(
        article,
        "referenceDate",
        told.date,
        article,
        tuple(dict.fromkeys(sentence_at(findings, place) for place in places)),
        "stated" if told.basis == "stated" else "inferred",
        " … ".join(_words(findings, place) for place in places),
        told.confidence,
        reason=told.reason,
    )


def dates(
    article: str, findings: Findings, decided: Sequence[Decision], ids: frozenset[str], subject: str
) -> Iterator[Value]:
    """Every date that one article gives for the adoption of a measure: of `decided`, the decisions of its own body.

    And the measure's own date, unless it is that of a decision that did not adopt it. What is only inferred, as from a
    headline's tense, is left out where the article says the day too.
    """
    found = [
        _dated(article, findings, decision.date, subject, "adoptionDate", decision.why)
        for decision in decided
        if decision.date and decision.outcome == "adopted"
    ]
    own = all(d.outcome == "adopted" for d in findings.decisions if d.measure in ids)
    for measure in findings.measures if own else ():
        if measure.id in ids and measure.date and measure.mentions:
            place = measure.mentions[0]
            why = Why(place, sentence_at(findings, place), "", MENTIONED)
            found.append(_dated(article, findings, measure.date, subject, "adoptionDate", why))
    yield from [value for value in found if value.basis != "inferred"] or found


def held(article: str, findings: Findings, decision: Decision, subject: str) -> Iterator[Value]:
    """The date of a decision that is not its measure's adoption: it did not adopt it, or another body did."""
    if decision.date:
        yield _dated(article, findings, decision.date, subject, "date", decision.why)


def _dated(article: str, findings: Findings, when: DateValue, subject: str, prop: str, why: Why) -> Value:
    """A relative expression whose anchor is not known is as good as inferred."""
    return Value(
        subject,
        prop,
        when.value,
        article,
        (sentence_at(findings, when.span) if when.span else why.sentence,),
        when.basis if when.anchor or when.basis != "relative" else "inferred",
        _words(findings, when.span) if when.span else "",
        why.confidence,
        when.earliest,
        when.latest,
        when.anchor,
        rule=why.rule,
        cue=why.cue,
    )


def state(article: str, findings: Findings, why: Why, subject: str, prop: str, value: str) -> Value:
    """A concept that an article gives a thing: how a decision went, whether one recognises another."""
    words = _words(findings, why.evidence)
    sure, rule, cue = why.confidence, why.rule, why.cue
    return Value(subject, prop, value, article, (why.sentence,), words=words, confidence=sure, rule=rule, cue=cue)


def figures(article: str, findings: Findings, decision: Decision, subject: str) -> Iterator[Value]:
    """The figures that one report of a vote gives, each with its own words."""
    tally = decision.tally
    if tally is None:
        return
    counts = [(field, prop, getattr(tally, field)) for field, prop in FIGURES.items()]
    if tally.unanimous:
        counts.append(("unanimous", "unanimous", "true"))
    places = dict(tally.spans)
    for field, prop, count in counts:
        if count is not None:
            place = places.get(field) or tally.span or decision.why.evidence
            sentence = sentence_at(findings, place)
            why = Why(place, sentence, decision.why.rule, decision.why.confidence, decision.why.cue)
            yield state(article, findings, why, subject, prop, str(count))


def binding(article: str, findings: Findings, ids: frozenset[str], subject: str) -> Iterator[Value]:
    """Whether an article says that a measure binds anybody."""
    for measure in findings.measures:
        if measure.id in ids and measure.binding is not None and measure.binding_span is not None:
            place = measure.binding_span
            sentence, words = sentence_at(findings, place), _words(findings, place)
            value = str(measure.binding).lower()
            yield Value(subject, "binding", value, article, (sentence,), words=words, confidence=0.9)


def _words(findings: Findings, span: Span) -> str:
    return " ".join(span.of(findings.article.text).split())
