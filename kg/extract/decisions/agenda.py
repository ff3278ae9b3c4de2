"""What lies ahead of a body: a measure is introduced, drafted, submitted or debated, or goes to another house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions import nominal
from kg.extract.decisions.deciding import (
    PLACES,
    Found,
    Place,
    after,
    found,
    inside,
    is_measure,
    is_text,
    named,
    of_measure,
)

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def prepares(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A measure is introduced, drafted, submitted or debated: the decision lies ahead."""
    sense = reading.sense(clause, "prepare")
    token = next((t for t in clause.objects if is_text(reading, t)), None)
    if sense is None or token is None or clause.negated or clause.mood in ("possible", "conditional"):
        return
    if _is_background(clause) or reading.described(clause) is not None:
        return  # "adopted a resolution, proposing sanctions" tells what the resolution says
    place = (
        of_measure(reading, token)
        or named(reading, (*after(clause, PLACES), *clause.subjects, *_groups(clause.subjects)))
        or _of_members(reading, clause.subjects)
        or inside(reading, token)
        or _own_parliament(reading, clause, token)
    )
    if place is not None and (clause.mood != "wished" or "weak" not in sense.only):
        yield found(reading, clause, place, "scheduled", "prepare", token=token)


def _of_members(reading: Reading, tokens: tuple[Token, ...]) -> Place | None:
    """The house in which some of its members, or one, bring something in: "Senator Ann Bell introduces a bill"."""
    bodies = ((reading.discourse.chamber(t), t) for t in tokens)
    return next((Place(body, t) for body, t in bodies if body is not None), None)


def _own_parliament(reading: Reading, clause: Clause, token: Token) -> Place | None:
    """The parliament that a no-confidence motion is brought before, if the text tells of which polity."""
    noun = reading.names.phrase(token).noun
    hostile = noun is not None and noun.kind == "motion" and nominal.is_hostile(token, noun)
    return nominal.parliament_of(reading, clause) if hostile else None


def _is_background(clause: Clause) -> bool:
    """ "the text introduced by the senators", "who sponsored the bill": said of a measure already known."""
    past = clause.tense == "past"
    return past and (clause.verb.dep_ in ("acl", "relcl") or (clause.passive and bool(clause.subjects)))


def _groups(subjects: tuple[Token, ...]) -> Iterator[Token]:
    """The members of "a group of senators"."""
    for subject in subjects:
        for prep in subject.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "in", "from"):
                yield from prep.children


def forwards(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A measure goes, or is sent, to a body: "the bill heads to the House", "sending it to the Senate"."""
    sense = reading.sense(clause, "forward")
    place = named(reading, after(clause, ("to", "before", "into")))
    if sense is None or place is None or clause.negated:
        return
    moved = clause.objects or clause.subjects
    token = next((t for t in moved if is_measure(reading, t)), None)
    if token is not None:
        yield found(reading, clause, place, "scheduled", "forward", token=token)
