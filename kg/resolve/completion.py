"""One article's findings made whole: every decision is on a measure, every target of recognition has its issue.

Extraction leaves open what it cannot tell from the sentence; what the rest of the article tells is filled in here.
"""

from __future__ import annotations

from dataclasses import replace

from kg import iri
from kg.types import Decision, Findings, Issue, Measure, Position, Why

#: Words of what a decision is about that are content.
CONTENT_LENGTH = 4


def completed(findings: Findings) -> Findings:
    """The findings with no decision without its measure and, where the article leaves no doubt, no open issue."""
    measures = {measure.id: measure for measure in findings.measures}
    decisions = []
    for i, decision in enumerate(findings.decisions):
        if decision.measure not in measures:
            measure = _only(decision, findings) or _minted(decision, f"decision-{i + 1}")
            measures[measure.id] = measure
            decision = replace(decision, measure=measure.id)
        decisions.append(decision)
    issue = _only_issue(findings)
    return replace(
        findings,
        measures=tuple(measures.values()),
        decisions=tuple(decisions),
        positions=tuple(_settled(position, issue, findings) for position in findings.positions),
        demands=tuple(replace(d, issue=_exact(d.issue, d.why, findings)) for d in findings.demands),
    )


def _only(decision: Decision, findings: Findings) -> Measure | None:
    """The one measure of this body that the article knows, if their dates do not differ."""
    own = [m for m in findings.measures if m.body and m.body.path == decision.body.path]
    if len(own) != 1 or (own[0].kind != decision.kind and "other" not in (own[0].kind, decision.kind)):
        return None
    dates = (own[0].date, decision.date)
    apart = dates[0] and dates[1] and (dates[0].latest < dates[1].earliest or dates[1].latest < dates[0].earliest)
    return None if apart else own[0]


def _minted(decision: Decision, id_: str) -> Measure:
    """A measure of which the article says no more than that this was decided on it."""
    about = iri.slug(decision.about, 200) if decision.about else ""
    words = tuple(word for word in about.split("-") if len(word) >= CONTENT_LENGTH)
    return Measure(id_, decision.kind, decision.body, decision.date, words, (), decision.about)


def _only_issue(findings: Findings) -> Issue | None:
    """The recognition of a state that the article is about, if there is only one; by whom, if that is only one too."""
    told = [
        *(Issue(r.recognized, r.recognizer, r.object) for r in findings.recognitions),
        *(d.issue for d in findings.demands if d.issue),
        *(p.target.issue for p in findings.positions if p.target.issue),
    ]
    states = [i for i in told if i.object == "state" and i.recognized.kind == "state"]
    recognized = {i.recognized.path: i.recognized for i in states}
    asked = {i.recognizer.of: i.recognizer for i in states if i.recognizer and i.recognizer.of}
    if len(recognized) != 1:
        return None
    return Issue(next(iter(recognized.values())), next(iter(asked.values())) if len(asked) == 1 else None)


def _settled(position: Position, only: Issue | None, findings: Findings) -> Position:
    """The position, its target of recognition told as exactly as the article allows."""
    target = position.target
    if target.kind != "recognition" or target.measures:
        return position
    return replace(position, target=replace(target, issue=_exact(target.issue or only, position.why, findings)))


def _exact(issue: Issue | None, why: Why, findings: Findings) -> Issue | None:
    """The issue with the recogniser that the same sentence names for it, if it names one and only one."""
    if issue is None or issue.recognizer:
        return issue
    named = {
        r.recognizer.of or r.recognizer.path: r.recognizer
        for r in findings.recognitions
        if r.why.sentence == why.sentence and (r.recognized.path, r.object) == (issue.recognized.path, issue.object)
    }
    return replace(issue, recognizer=next(iter(named.values()))) if len(named) == 1 else issue
