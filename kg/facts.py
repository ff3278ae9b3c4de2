"""`Findings` as the facts format: plain dictionaries, one per text, ready for JSON.

Every fact carries `evidence` with half-open code-point offsets into the text as given. A key is always there; None
means that the text does not tell. Diplomatic acts have no kind of their own in the format: the position that such an
act makes known is among the positions. A polity's own word that it does not recognise is among the recognitions alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.types import (
    Agent,
    Decision,
    Demand,
    Entry,
    Findings,
    Measure,
    Mention,
    Position,
    Published,
    Recognition,
    Span,
    Statement,
    Trace,
    Why,
)

Fact = dict[str, Any]
KINDS = ("decisions", "positions", "recognitions", "statements", "demands")


def facts(findings: Findings, spans: bool = False, explain: bool = False) -> Fact:
    """What one text says, in the facts format.

    `spans`: the layer below. Statements tell where source and cue stand, and beliefs and plans are among them, by the
    rule "statement.thought"; there are `dates` and `mentions`.
    `explain`: every fact has `explain`, the clause, the entry of the lexicon and the rule that it came from.
    """
    findings = replace(findings, positions=tuple(p for p in findings.positions if p.act != "DeclineToRecognize"))
    if spans:
        findings = replace(findings, statements=attributed(findings))
    found = plain(findings)
    if spans:
        found |= layers(findings)
        for fact, said in zip(found["statements"], findings.statements, strict=True):
            fact |= attribution(said, findings.article.text)
    if explain:
        for kind in KINDS:
            for fact, told in zip(found[kind], getattr(findings, kind), strict=True):
                fact["explain"] = explanation(told.why, findings.article.text)
    return found


def attributed(findings: Findings) -> tuple[Statement, ...]:
    """What is said and what is thought, in text order."""
    both = (*findings.statements, *findings.thoughts)
    return tuple(sorted(both, key=lambda s: (s.content, s.why.evidence)))


def plain(findings: Findings) -> Fact:
    """What one text says, and no more."""
    text = findings.article.text
    measures = {measure.id: measure for measure in findings.measures}
    return {
        "id": findings.article.id,
        "published": published(findings.published, text),
        "decisions": [decision(found, text) for found in findings.decisions],
        "positions": [position(found, text) for found in findings.positions],
        "recognitions": [recognition(found, text) for found in findings.recognitions],
        "statements": [statement(found, text, measures) for found in findings.statements],
        "demands": [demand(found, text, measures) for found in findings.demands],
    }


def passage(span: Span, text: str) -> Fact:
    """The words at a place.

    >>> passage(Span(4, 10), "The Senate voted")
    {'start': 4, 'end': 10, 'text': 'Senate'}
    """
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def published(found: Published, text: str) -> Fact:
    """When the text was published: `evidence` is the first passage that tells, `reasons` all, of an inferred date."""
    passages = [passage(span, text) for span in found.evidence]
    value: Fact = {"date": found.date, "basis": found.basis, "evidence": passages[0] if passages else None}
    if found.basis == "inferred":
        value |= {"reason": found.reason, "reasons": passages, "confidence": found.confidence}
    return value


def decision(found: Decision, text: str) -> Fact:
    """A body's decision; the figures are those of its tally."""
    tally = found.tally
    return {
        **agent("body", found.body),
        "measure": found.kind,
        "outcome": found.outcome,
        "date": found.date.value if found.date and len(found.date.value) > len("2020") else None,
        "for": tally.votes_for if tally else None,
        "against": tally.votes_against if tally else None,
        "abstain": tally.abstentions if tally else None,
        "total": tally.total if tally else None,
        "unanimous": (tally.unanimous if tally else False) or None,
        "about": found.about or None,
        **why(found.why, text),
    }


def position(found: Position, text: str) -> Fact:
    """A holder's side on a target."""
    return {
        **agent("holder", found.holder, kind=True),
        "stance": found.stance,
        "target": found.target.text,
        "target_kind": found.target.kind,
        **why(found.why, text),
    }


def recognition(found: Recognition, text: str) -> Fact:
    """Whether one recognises another."""
    return {
        **agent("recognizer", found.recognizer, kind=True),
        "recognized": found.recognized.name,
        "object": found.object,
        "status": found.status,
        **why(found.why, text),
    }


def statement(found: Statement, text: str, measures: dict[str, Measure]) -> Fact:
    """Reported words. A measure that speaks is given by its kind, with its body's polity."""
    return {
        **voice("speaker", None if found.measure else found.speaker, found.measure, measures),
        "speaker_role": found.role,
        "cue": found.cue,
        "content": passage(found.content, text),
        "quote": found.quote,
        "polarity": found.polarity,
        **why(found.why, text),
    }


def demand(found: Demand, text: str, measures: dict[str, Measure]) -> Fact:
    """Who asks whom for what. A measure that asks is given by its kind, with its body's polity."""
    return {
        **voice("by", found.by, found.measure, measures),
        "addressee": _several([found.addressee.name, *(a.name for a in found.others)]) if found.addressee else None,
        "content": passage(found.content, text),
        **why(found.why, text),
    }


def _several(names: list[str]) -> str:
    """All names in one: "Chad, Mali and Togo"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


_RESOLVING = ("motion", "other")  # what speaks as a resolution does


def voice(key: str, found: Agent | None, measure: str | None, measures: dict[str, Measure]) -> Fact:
    """Who speaks or asks: an agent, or without one the measure itself, by its kind; texts of no force are resolutions."""
    if found is not None or measure is None:
        return agent(key, found, kind=True)
    known, body = measures.get(measure), body_of(measure, measures)
    return {
        key: known.kind if known and known.kind not in _RESOLVING else "resolution",
        f"{key}_polity": body.polity if body else None,
        f"{key}_kind": "other",
    }


def body_of(measure: str | None, measures: dict[str, Measure]) -> Agent | None:
    """The body that decided on a measure, by its local id."""
    known = measures.get(measure) if measure else None
    return known.body if known else None


def agent(key: str, found: Agent | None, kind: bool = False) -> Fact:
    """Name and polity of an agent under a key, with its kind if wanted."""
    value: Fact = {key: found.name if found else None, f"{key}_polity": found.polity if found else None}
    if key == "body":
        value = {"body": value["body"], "polity": value["body_polity"]}
    return value | ({f"{key}_kind": found.kind if found else None} if kind else {})


def why(found: Why, text: str) -> Fact:
    """Where a fact stands, how sure it is, and the rule that found it."""
    return {
        "evidence": passage(found.evidence, text),
        "confidence": round(found.confidence, 3),
        "rule": found.rule,
    }


# --- the layer below ------------------------------------------------------------------------------------------------


def layers(findings: Findings) -> Fact:
    """Every expression of time and every linked mention."""
    text = findings.article.text
    return {
        "dates": [passage(m.span, text) | {"value": m.value, "basis": m.basis} for m in findings.times],
        "mentions": [mention(m, text) for m in findings.entities],
    }


def mention(found: Mention, text: str) -> Fact:
    """The words, what they mean by name, path, polity and Wikidata id, what kind of words they are, how sure it is."""
    agent = found.agent
    return {
        **passage(found.span, text),
        "entity": agent.name,
        "path": agent.path,
        "polity": agent.polity,
        "qid": found.qid,
        "kind": found.kind,
        "confidence": round(found.confidence, 3),
    }


def attribution(found: Statement, text: str) -> Fact:
    """The words that name the speaker, and those of the cue; None where there are none."""
    return {
        "source": passage(found.source, text) if found.source else None,
        "cue_at": passage(found.cue_span, text) if found.cue_span else None,
    }


# --- how it came about ----------------------------------------------------------------------------------------------


def explanation(found: Why, text: str) -> Fact:
    """The clause, the entry of the lexicon and the rule that a fact came from.

    `clause` is None for a fact read from a noun or a phrase, `lexicon` for a rule that needs no entry. `measured` is
    how often the rule (or its kind, if it is rare) was right on the development sets; None: never measured.
    """
    trace = found.trace or Trace()
    right, of = found.measured or (None, None)
    return {
        "rule": found.rule,
        "cue": found.cue,
        "clause": clause(trace, text) if trace.verb else None,
        "lexicon": entry(trace.entry) if trace.entry else None,
        "confidence": round(found.confidence, 3),
        "measured": {"right": right, "of": of} if of else None,
    }


def clause(trace: Trace, text: str) -> Fact:
    """Who does what to whom, as the parser has it."""
    assert trace.verb is not None
    return {
        "verb": trace.verb.of(text),
        "subject": [span.of(text) for span in trace.subjects],
        "object": [span.of(text) for span in trace.objects],
        "passive": trace.passive,
        "negated": trace.negated,
        "mood": trace.mood,
    }


def entry(found: Entry) -> Fact:
    """An entry of the lexicon: what was met, how it is read, where it stands."""
    return {
        "form": found.form,
        "frame": found.frame,
        "act": found.act,
        "entry": found.name,
        "file": found.file,
    }


def summary(fact: Fact, kind: str) -> str:
    """One fact in a line, for people."""
    return SUMMARIES[kind](fact)


def _tally(fact: Fact) -> str:
    words = {"for": "for", "against": "against", "abstain": "abstained", "total": "voting"}
    figures = [f"{fact[key]} {word}" for key, word in words.items() if fact.get(key) is not None]
    return f" ({', '.join([*figures, *(['unanimous'] if fact['unanimous'] else [])])})" if figures else ""


SUMMARIES: dict[str, Callable[[Fact], str]] = {
    "decisions": lambda f: (
        f"{f['body']}: {f['measure']} {f['outcome']}{' ' + f['date'] if f['date'] else ''}{_tally(f)}"
    ),
    "positions": lambda f: f"{f['holder']} {f['stance']} {f['target']}",
    "recognitions": lambda f: f"{f['recognizer']} {f['status']} {f['recognized']} ({f['object']})",
    "statements": lambda f: f"{f['speaker'] or '?'} ({f['cue']}): {f['content']['text']}",
    "demands": lambda f: f"{f['by'] or '?'} asks {f['addressee'] or '?'}: {f['content']['text']}",
}
