"""The one ordered table of extractors, and how their results become `Findings`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.extract import layers, traces
from kg.extract.confidence import measured
from kg.extract.decisions import finding as decisions
from kg.extract.demands import finding as demands
from kg.extract.measures import drawn
from kg.extract.positions import acts
from kg.extract.positions import finding as positions
from kg.extract.recognitions import finding as recognitions
from kg.extract.speech import statements
from kg.extract.speech import thoughts as speech_thoughts
from kg.types import Decision, Demand, DiplomaticAct, Findings, Mention, Position, Recognition, Statement

if TYPE_CHECKING:
    from kg.extract.reading import Reading

Fact = TypeVar("Fact", Decision, Demand, DiplomaticAct, Position, Recognition, Statement)


def findings(reading: Reading, looked_at: bool = True) -> Findings:
    """Read every kind of fact from one article; and, if they are to be looked at, the layers below the facts."""
    decided = _final(reading, decisions.find(reading))
    said = _final(reading, statements.find(reading))
    asked = _final(reading, demands.find(reading))
    recognised = _final(reading, recognitions.find(reading))
    held = _final(reading, positions.find(reading, said, decided, recognised))
    return Findings(
        article=reading.article,
        published=reading.published,
        sentences=reading.sentences,
        measures=drawn(reading, decided, asked),
        decisions=decided,
        positions=held,
        recognitions=recognised,
        statements=said,
        thoughts=_final(reading, speech_thoughts.find(reading, said)),
        demands=asked,
        acts=_final(reading, acts.find(reading)),
        mentions=tuple(
            Mention(r.span, reading.discourse.full(r.agent), r.confidence)
            for r in reading.discourse.mentions()
            if r.agent is not None
        ),
        entities=layers.entities(reading) if looked_at else (),
        times=layers.times(reading) if looked_at else (),
    )


def _final(reading: Reading, found: Iterable[Fact]) -> tuple[Fact, ...]:
    """What one extractor found, with its trace and the measured confidence; the next one begins with no look-ups."""
    final = tuple(replace(fact, why=measured(traces.completed(reading, fact.why))) for fact in found)
    reading.lookups.forget()
    return final
