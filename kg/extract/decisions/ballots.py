"""A body votes: to adopt, for, against, on, so many of its members for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions import votes
from kg.extract.decisions.deciding import (
    Found,
    Place,
    after,
    assembly,
    both_chambers,
    found,
    inside,
    is_measure,
    kind_of,
    named,
    not_times,
    of_a_part,
    of_measure,
    thing,
)
from kg.extract.decisions.outcomes import outcome_of
from kg.extract.tree import child
from kg.types import Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_SIDES: dict[str, Outcome] = {
    "favor": "adopted", "favour": "adopted", "approval": "adopted", "support": "adopted",
    "opposition": "rejected", "rejection": "rejected",
}  # fmt: skip
_SHORT = {"short", "far", "below", "fewer", "less", "shy"}
_REST = {"other", "remaining"}
_NEEDED = {"needed", "required", "necessary", "threshold", "majority", "quorum"}
_RESOLVING = {"decide", "resolve", "agree"}
#: How a body goes about its work, which is no measure.
_PROCEDURE = {
    "meet", "hold", "wait", "debate", "discuss", "hear", "consider", "examine", "study", "return", "sit", "gather", "convene",
    "resume", "continue", "adjourn", "take", "postpone", "delay", "defer", "review", "invite", "have", "keep", "let", "make",
    "begin", "start", "give", "put",
}  # fmt: skip
_ON = {"for", "against", "on", "over"}
_BY_PREPOSITION: tuple[tuple[tuple[str, ...], Outcome], ...] = (
    (("for",), "adopted"),
    (("against",), "rejected"),
    (("on", "over"), "scheduled"),
)


def find(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A body votes: to adopt, for, against, on."""
    inner = _voted_to(clause) if reading.sense(clause, "vote", "settle") is not None else None
    open_question = inner is None and _is_open(reading, clause)
    settled = inner is not None and _settles(reading, clause, inner)
    if reading.sense(clause, "vote") is None and not settled and not open_question:
        return
    if clause.verb.dep_ == "relcl" and clause.verb.head.lemma_ == "time":
        return
    place = named(reading, (*clause.subjects, *after(clause, ("in", "at")))) or members(reading, clause)
    place = place or assembly(reading, thing(clause.subjects), "resolution")
    if place is None:
        return
    if open_question:
        yield found(reading, clause, place, "scheduled", "vote-scheduled", kind="other")
        return
    if inner is not None:
        yield from _votes_to(reading, clause, reading.clauses.at(inner), place)
        return
    measure = _told_of(clause.verb)
    if is_measure(reading, measure) and clause.mood == "future":
        yield found(reading, clause, place, "scheduled", "vote-scheduled", token=measure)
        return
    if "down" in clause.preps or clause.lemma.endswith(" down"):
        return
    for token, told in _sides(reading, clause):
        outcome = counted_outcome(reading, clause) or outcome_of(reading, told, clause)
        if told == "scheduled" and outcome == told and clause.mood == "real":  # "votes 51-48 on the resolution"
            outcome = votes.majority(reading, reading.sentence(clause.verb)) or outcome
        if outcome is not None:
            yield found(reading, clause, place, outcome, f"vote-{told}", token=token)
        return


def members(reading: Reading, clause: Clause) -> Place | None:
    """The body of "the members of the House", or of some that a count tells to be enough: "nine members voted for"."""
    token = _several(clause)
    if token is None or clause.verb.dep_ == "relcl":
        return None
    counted = counted_outcome(reading, clause) is not None
    body = reading.discourse.chamber(token) if counted else None
    if body is not None:
        return Place(body, token)
    if counted and clause.preps:
        objects = (t for t, _ in _sides(reading, clause))
        place = next((p for t in objects if (p := of_measure(reading, t)) is not None), None)
        if place is not None:
            return place
    whole = counted or _are_too_few(clause) or not of_a_part(reading, token)
    return inside(reading, token) if whole and reading.noun(token, "group", "member") is not None else None


def _several(clause: Clause) -> Token | None:
    """Those who act; of "174 of its 342 members" the members."""
    first = next(iter(clause.subjects), None)
    if first is None or not first.like_num:
        return thing(clause.subjects)
    return next((t for p in first.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"), None)


def counted_outcome(reading: Reading, clause: Clause) -> Outcome | None:
    """The outcome that a count of both sides tells, if the subject is a number of members."""
    token = _several(clause)
    first = next(iter(clause.subjects), None)
    number = token is not None and (child(token, "nummod") is not None or (first is not None and first.like_num))
    if token is None or not number or any(c.lower_ in _REST for c in token.children):
        return None
    return votes.majority(reading, reading.sentence(clause.verb), body=reading.discourse.chamber(token))


def _are_too_few(clause: Clause) -> bool:
    """ "Only 41 senators, short of the 60 needed, voted to": some voted so, and not enough."""
    token = thing(clause.subjects)
    if token is None or child(token, "nummod") is None:
        return False
    words = {t.lower_ for t in token.doc[token.left_edge.i : clause.verb.i]}
    return bool(words & _SHORT) and bool(words & _NEEDED)


def _voted_to(clause: Clause) -> Token | None:
    """The verb of "votes to adopt", also where a figure or "with one abstention" stands between."""
    for token in clause.verb.subtree:
        infinitive = token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
        if infinitive and token.i > clause.verb.i:
            head = token.head
            return token if head.i == clause.verb.i or _is_aside(head, clause.verb) else None
    return None


def _told_of(verb: Token) -> Token | None:
    """What a relative clause of voting is told of: "a draft | on which the council is to vote"."""
    top = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" else verb
    return top.head if top.dep_ == "relcl" else None


def _is_open(reading: Reading, clause: Clause) -> bool:
    """ "Is due to decide on Friday whether the firms may drill": ahead of a body, whatever it comes to."""
    asked = any(c.lower_ == "whether" for t in clause.verb.children if t.dep_ == "ccomp" for c in t.children)
    return asked and clause.mood == "future" and reading.sense(clause, "settle") is not None


def _settles(reading: Reading, clause: Clause, inner: Token) -> bool:
    """Does a body that "decided to" do this decide by it on a measure? So it does if it is a deciding verb, or counted.

    So it does with whatever it has yet to decide on: "is to decide whether to hold a referendum".
    """
    below = reading.clauses.at(inner)
    sense = reading.sense(below, "decide", "legislate")
    plain = sense is not None and ("strict" not in sense.only or is_measure(reading, thing(below.objects)))
    plain |= clause.mood == "future" and any(c.lower_ == "whether" for c in inner.children)
    plain |= _does_as_a_whole(reading, clause, inner)
    return plain or votes.majority(reading, reading.sentence(inner)) is not None


def _does_as_a_whole(reading: Reading, clause: Clause, inner: Token) -> bool:
    """ "The council decides to send observers": the body by its own name, and more than how it goes about its work."""
    subject = thing(clause.subjects)
    body = reading.discourse.chamber(subject) if subject is not None else None
    if subject is None or body is None or not body.known or reading.noun(subject, "member", "role") is not None:
        return False
    main = clause.mood == "real" and clause.verb.dep_ in ("ROOT", "conj") and clause.lemma in _RESOLVING
    return main and bool(reading.clauses.at(inner).objects) and inner.lemma_ not in _PROCEDURE


def _is_aside(noun: Token, verb: Token) -> bool:
    """True for what stands between a vote and its purpose: "votes 5-2, with one abstention, to adopt"."""
    if noun.like_num or any(c.isdigit() for c in noun.text):
        return True
    preposition = noun.head if noun.dep_ in ("pobj", "pcomp") else None
    beside = preposition is not None and preposition.lower_ not in _ON and preposition.head.i == verb.i
    return beside or noun.lemma_ in ("abstention", "abstain", "vote")


def _votes_to(reading: Reading, clause: Clause, inner: Clause, place: Place) -> Iterator[Found]:
    sense = reading.sense(inner, "decide")
    token = thing(inner.objects)
    strict = sense is not None and "strict" in sense.only and not is_measure(reading, token)
    told: Outcome | None = sense.outcome if sense is not None and not strict else "adopted"  # type: ignore[assignment]
    denied = any(c.dep_ == "neg" for c in inner.verb.children) and reading.sense(inner, "recognise") is None
    if _are_too_few(clause) or denied:
        told = "rejected" if told == "adopted" else "adopted"
    outcome = outcome_of(reading, told, clause)
    if outcome == "scheduled" and clause.mood == "real" and votes.majority(reading, reading.sentence(clause.verb)):
        outcome = told  # "before it votes, 105 to one, to put it off"
    if outcome is not None:
        kind = kind_of(reading, token, sense) or "other"
        for each in both_chambers(reading, place):
            yield found(reading, clause, each, outcome, "vote-to", token=token or inner.verb, kind=kind)


def _sides(reading: Reading, clause: Clause) -> Iterator[tuple[Token, Outcome]]:
    """What is voted for, against or on, with the outcome that this tells of a whole body."""
    for noun in clause.preps.get("in", ()):
        side = _SIDES.get(noun.lower_)
        if side is not None:
            inner = [t for c in noun.children if c.dep_ == "prep" for t in c.children]
            yield (inner or [noun])[0], side
    for preps, side in _BY_PREPOSITION:
        token = thing(not_times(reading, after(clause, preps)))
        counted = clause.mood == "real" and votes.majority(reading, reading.sentence(clause.verb)) is not None
        if token is not None and (side != "scheduled" or clause.tense != "past" or counted):
            yield token, side
