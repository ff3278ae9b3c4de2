"""The one ordered table of extractors, and how their results become `Findings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import acts, decisions, demands, positions, recognitions, statements
from kg.extract.measures import drawn
from kg.types import Findings, Mention

if TYPE_CHECKING:
    from kg.extract.reading import Reading


def findings(reading: Reading) -> Findings:
    """Read every kind of fact from one article."""
    decided = decisions.find(reading)
    said = statements.find(reading)
    asked = demands.find(reading)
    recognised = recognitions.find(reading)
    held = positions.find(reading, said, decided, recognised)
    return Findings(
        article=reading.article,
        published=reading.published,
        sentences=reading.sentences,
        measures=drawn(reading, decided, asked),
        decisions=decided,
        positions=held,
        recognitions=recognised,
        statements=said,
        demands=asked,
        acts=acts.find(reading),
        mentions=tuple(
            Mention(r.span, reading.discourse.full(r.agent), r.confidence)
            for r in reading.discourse.mentions()
            if r.agent is not None
        ),
    )
