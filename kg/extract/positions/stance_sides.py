"""Which side a verb tells, turned or dropped by negation, mood and whoever else claims it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.positions.holders import happens
from kg.types import Stance

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_TURNED: dict[str, Stance] = {"supports": "opposes"}


def side(reading: Reading, sense: Sense, clause: Clause) -> Stance | None:
    """The side, or None where the text only says that it might be taken, was wished for, alleged, or not taken."""
    if clause.mood == "conditional" or _alleged(reading, clause):
        return None
    if "denied" in sense.only:  # "will not hear of it", "does not condone it"; the word alone tells nothing
        return sense.polarity if clause.negated else None  # type: ignore[return-value]
    if clause.mood == "possible" and not (clause.negated and _rules_out(clause)):
        return None
    if clause.negated:
        return _TURNED.get(sense.polarity or "") if not _is_denied(reading, clause) else None
    if not happens(reading, clause):
        return None
    return sense.polarity  # type: ignore[return-value]


def _is_denied(reading: Reading, clause: Clause) -> bool:
    """ "Denied that it backs the bill": who denies to be for something need not be against it."""
    governor = reading.clauses.governor(clause)
    senses = reading.senses(governor, "speech") if governor is not None else ()
    return clause.verb.dep_ == "ccomp" and any(s.act == "Deny" for s, _ in senses)


def _rules_out(clause: Clause) -> bool:
    """ "Cannot accept", "would not back" refuse; "may not" and "might not" leave open."""
    return any(c.lower_ in ("can", "ca", "could", "would", "wo") for c in clause.verb.children if c.dep_ == "aux")


def _alleged(reading: Reading, clause: Clause) -> bool:
    """What someone else is accused of, or is claimed to do: "accused X of backing Y", "criticised X for backing Y"."""
    governor = reading.clauses.governor(clause)
    if governor is None:
        return False
    if clause.verb.dep_ == "conj" and clause.open_subject:
        return _alleged(reading, governor)
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ in ("of", "for", "over"):
        done_to = clause.open_subject and governor.passive  # "was jailed for backing Y"
        return done_to or reading.sense(governor, "accuse", "stance", "judgement") is not None
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "with":
        return reading.sense(governor, "accuse") is not None  # "charging Y with backing Z"
    sense = reading.sense(governor, "speech") if clause.verb.dep_ == "ccomp" else None
    doubted = sense is not None and (sense.act in ("Accuse", "Deny") or governor.verb.lemma_ == "claim")
    return doubted and not _own(reading, governor, clause)


def _own(reading: Reading, governor: Clause, clause: Clause) -> bool:
    speakers = {a.path for _, a in reading.agents(governor.subjects)}
    return any(a.path in speakers for _, a in reading.agents(clause.subjects))
