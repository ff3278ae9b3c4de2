"""Positions: who supports or opposes what, in so many words.

A position needs a holder, a side and a target. The side comes from the lexicon (a verb here; named votes, nouns and
adjectives, judgements and diplomatic acts in modules of their own), turned or dropped by negation; holder and target
come from grammar. What an adopted text itself condemns or backs is a position of the body that adopted it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions import veto_nouns
from kg.extract.positions import (
    acts,
    alliances,
    campaigns,
    camps,
    ellipsis,
    feelings,
    judgements,
    members,
    plebiscites,
    rollcalls,
    sides,
    stances,
    voters,
    whips,
)
from kg.extract.positions.holders import acting, happens, position
from kg.extract.positions.targets import is_measure
from kg.extract.recognitions import declared
from kg.types import Agent, Decision, Position, Recognition, Span, Stance, Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_BY_VOTE = ("VoteFor", "VoteAgainst", "Abstain", "Veto")
_FAILED = ("rejected", "vetoed", "scheduled")


def find(
    reading: Reading,
    statements: tuple[Statement, ...],
    decisions: tuple[Decision, ...] = (),
    recognitions: tuple[Recognition, ...] = (),
) -> tuple[Position, ...]:
    """The positions an article reports, in text order.

    Those that speech expresses are read from `statements`; `decisions` tell which measures never came to speak for
    their body; from `recognitions` follow those that a polity's own organ declares.
    """
    found: list[Position] = []
    for clause in reading.clauses:
        for reader in _READERS:
            positions = list(reader(reading, clause))
            found += positions
            if positions:
                break
    found += sides.find(reading, statements)
    found += voters.listed(reading)
    found = rollcalls.settled([*found, *rollcalls.find(reading, decisions)])
    found += camps.find(reading)
    found += veto_nouns.find(reading)
    found = alliances.settled(reading, found)
    found += plebiscites.find(reading)
    found += feelings.find(reading)
    found += judgements.find(reading, statements)
    found += declared.find(reading, statements, recognitions)
    found += ellipsis.find(reading, found)
    told = sorted(_of_one_mind(found), key=lambda p: p.why.sentence.start)  # of a vote told twice, the first
    held = _without_failed(_without_repeats(told), decisions)
    return tuple(sorted(held, key=lambda p: (p.why.evidence, p.holder.path)))


# --- parties to a decision ---------------------------------------------------------------------------------------


def _decided_by(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "The coalition threw the motion out", "Tory rebels voted down the bill": the part of a house that stops a measure.

    What a party adopts may as well be its own.
    """
    sense = next((s for s, _ in reading.senses(clause, "decide") if s.outcome == "rejected"), None)
    about = next(iter(clause.objects or clause.preps.get("down", ())), None)
    if sense is None or clause.negated or not happens(reading, clause):
        return
    if about is None or not is_measure(reading, about):
        return
    why = reading.why(clause, "position.decided")
    for holder in acting(reading, clause):
        some = holder.agent.path.startswith("group/") and holder.agent.kind in ("person", "people")
        part = some or holder.agent.kind == "party" or _is_guest(reading, holder.agent, about)
        if part and not members.plain_members(reading, holder.token):
            yield position(reading, holder, "opposes", about, sense.act, why, reading.date(clause))


def _is_guest(reading: Reading, agent: Agent, about: Token) -> bool:
    """A state among others in the body whose text it is: "Peru and Chile struck down a Security Council text"."""
    bodies = [reading.discourse.measures[m].body for m in reading.discourse.measure(about)]
    guests = any(body is not None and body.of != agent.of for body in bodies)
    return agent.kind == "state" and (guests or _of_council(reading, about))


def _of_council(reading: Reading, about: Token) -> bool:
    """A text whose sentence names a body of many states: "at the Security Council the draft was struck down by Peru"."""
    chambers = (reading.discourse.chamber(t) for t in about.sent if t.tag_.startswith("NNP"))
    return any(body is not None and body.polity == "UN" for body in chambers)


# --- refusals ---------------------------------------------------------------------------------------------------


def _refusals(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X refuses to sign the accord", "declined to ratify it": to keep from adopting a measure is to oppose it."""
    governor = clause if clause.negated and clause.mood == "future" else None  # "will not sign it"
    if governor is None:
        governor = reading.clauses.governor(clause) if clause.negated else None
        if governor is None or reading.sense(governor, "negator") is None or not happens(reading, governor):
            return
    sense = next((s for s, _ in reading.senses(clause, "decide", "sign") if s.outcome in ("adopted", None)), None)
    if sense is None or not clause.objects or not is_measure(reading, clause.objects[0]):
        return
    why = reading.why(governor, "position.refusal")
    for holder in acting(reading, clause):
        if holder.agent.kind != "chamber":
            yield position(reading, holder, "opposes", clause.objects[0], "Reject", why, reading.date(governor))


_READERS: tuple[Callable[[Reading, Clause], Iterator[Position]], ...] = (
    whips.led,
    voters.voted,
    stances.positions,
    campaigns.aid,
    campaigns.undoings,
    acts.positions,
    _refusals,
    _decided_by,
    campaigns.rallies,
)


# --- the whole --------------------------------------------------------------------------------------------------


def _without_failed(found: Iterator[Position], decisions: tuple[Decision, ...]) -> Iterator[Position]:
    """A text that was not adopted does not speak for its body."""
    outcomes: dict[str, set[str]] = {}
    for decision in decisions:
        outcomes.setdefault(decision.measure, set()).add(decision.outcome)
    failed = {m for m, told in outcomes.items() if told <= set(_FAILED)}
    return (p for p in found if p.measure is None or p.measure not in failed)


def _of_one_mind(found: list[Position]) -> list[Position]:
    """Without the judgement that would be another side than the one that the same sentence tells of somebody.

    "Rejects the plan, saying it paves the way for a split": the way that is paved is no praise. "Abstained, explaining
    that the text lacked balance": who has reasons not to vote for it is not against it.
    """
    told = {
        (p.holder.path, p.why.sentence, p.stance) for p in found if p.why.rule in ("position.stance", "position.vote")
    }
    return [p for p in found if not (p.why.rule == "position.judged" and _is_belied(p, told))]


def _is_belied(judged: Position, told: set[tuple[str, Span, Stance]]) -> bool:
    """True if the same sentence tells the side of the one who judges, and it is another."""
    sides = {"supports": ("opposes", "abstains"), "opposes": ("abstains",)}.get(judged.stance, ())
    return any((judged.holder.path, judged.why.sentence, side) in told for side in sides)


def _without_repeats(found: list[Position]) -> Iterator[Position]:
    """One position for a holder, side and sentence on the same target; one for the article if it is a vote."""
    seen: set[tuple[object, ...]] = set()
    for held in found:
        goal = held.target.measures or held.target.issue or held.target.span
        once = held.act in _BY_VOTE and held.target.measures
        here = (held.holder.path, held.stance, goal, held.why.sentence)
        words = (*here[:2], held.why.evidence)
        told = (*words, held.why.cue if held.why.rule == "position.stance" else "")
        keys = {here, (*here[:3], None)} if once else {here, told}
        if not keys & seen:
            seen |= {*keys, (*words, "")}  # two verbs may tell of two things, what else is read there repeats one
            yield held
