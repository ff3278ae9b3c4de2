"""Positions: who supports or opposes what, in so many words.

A position needs a holder, a side and a target. The side comes from the lexicon (a verb, a noun such as "criticism of",
a judgement such as "biased"), turned or dropped by negation; holder and target come from grammar. What an adopted text
itself condemns or backs is a position of the body that adopted it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import child
from kg.types import Agent, Position, Stance, Statement, Target, TargetKind, Why

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_TURNED: dict[str, Stance] = {"supports": "opposes"}
_RECOGNITION = ("recognition", "recognise", "recognize", "independence", "statehood")


def find(reading: Reading, statements: tuple[Statement, ...]) -> tuple[Position, ...]:
    """The positions an article reports, in text order; those that speech expresses are read from `statements`."""
    found: list[Position] = []
    for clause in reading.clauses:
        for reader in (_votes, _stances, _diplomacy):
            positions = list(reader(reading, clause))
            found += positions
            if positions:
                break
    for token in reading.doc:
        found += _nouns(reading, token)
    found += _judgements(reading)
    return tuple(sorted(_without_repeats(found), key=lambda p: (p.why.evidence, p.holder.path)))


# --- verbs ------------------------------------------------------------------------------------------------------


def _stances(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X condemns Y", also as participle of a measure ("a resolution condemning Y") and in the passive."""
    for sense, _ in reading.senses(clause, "stance"):
        targets = reading.slot(clause, sense.target)
        stance = _stance(sense, clause)
        if not targets or stance is None or not _strong_enough(reading, sense, clause, targets):
            continue
        found = list(_held(reading, clause, stance, targets, sense.act, "stance"))
        if found:
            yield from found
            return


def _stance(sense: Sense, clause: Clause) -> Stance | None:
    """The side, or None where the text only says that it might be taken or was not."""
    if clause.mood in ("possible", "conditional") or (clause.mood == "wished" and not clause.negated):
        return None
    if clause.negated:
        return _TURNED.get(sense.polarity or "")
    return sense.polarity  # type: ignore[return-value]


def _strong_enough(reading: Reading, sense: Sense, clause: Clause, targets: tuple[Token, ...]) -> bool:
    """A chamber that backs a measure decides; weak verbs need a measure or an agent as target."""
    token = targets[0]
    measure = bool(reading.discourse.measure(token) or reading.noun(token, "measure"))
    by_chamber = any(reading.discourse.chamber(t) for t in clause.subjects)
    if measure and by_chamber and reading.sense(clause, "decide") is not None:
        return False
    if "weak" in sense.only:
        return measure or reading.discourse.agent(token) is not None
    return True


def _held(
    reading: Reading, clause: Clause, stance: Stance, targets: tuple[Token, ...], act: str, rule: str
) -> Iterator[Position]:
    for holder_token in clause.subjects:
        holder, measure = _holder(reading, holder_token)
        if holder is None:
            continue
        for token in targets:
            yield Position(
                holder=holder,
                stance=stance,
                target=target(reading, token),
                act=act,
                why=reading.why(clause, f"position.{rule}"),
                on_behalf=reading.office(holder_token),
                measure=measure,
                date=reading.date(clause),
            )


def _holder(reading: Reading, token: Token) -> tuple[Agent | None, str | None]:
    """Who holds it, and the measure through which, if the subject is an adopted text."""
    ids = reading.discourse.measure(token)
    if ids:
        return reading.discourse.measures[ids[0]].body, ids[0]
    return reading.discourse.agent(token), None


def _votes(reading: Reading, clause: Clause) -> Iterator[Position]:
    """Named voters: "Russia voted against", "with Iran and Cuba abstaining". A chamber's own vote is its decision."""
    for sense, form in reading.senses(clause, "voted"):
        if clause.negated or clause.mood in ("possible", "conditional", "wished"):
            continue
        tokens = reading.slot(clause, sense.target)
        objects = [target(reading, t) for t in tokens[:1]] or [_voted_on(reading, clause)]
        stance = _vote_stance(reading, clause, form, tokens, sense)
        for token in clause.subjects:
            holder = reading.discourse.agent(token)
            if holder is None or holder.kind == "chamber" or objects[0] is None:
                continue
            yield Position(
                holder,
                stance,
                objects[0],
                sense.act,
                reading.why(clause, "position.vote"),
                date=reading.date(clause),
            )
        return


def _vote_stance(
    reading: Reading, clause: Clause, form: str, tokens: tuple[Token, ...], sense: Sense
) -> Stance:
    """Voting for a motion to reject is opposing; the lexicon's side otherwise."""
    return sense.polarity  # type: ignore[return-value]


def _voted_on(reading: Reading, clause: Clause) -> Target | None:
    """What a vote without an object was on: the measure last spoken of."""
    for token in reversed(reading.doc[: clause.verb.i]):
        ids = reading.discourse.measure(token)
        if ids:
            return target(reading, token)
    return None


def _diplomacy(reading: Reading, clause: Clause) -> Iterator[Position]:
    """A summons or protest "over" something opposes it."""
    sense = reading.sense(clause, "diplomatic")
    if sense is None or clause.negated or not diplomatic(reading, clause, sense):
        return
    over = [
        t
        for p in ("over", "about", "against", "for", "regarding", "with", "at")
        for t in clause.preps.get(p, ())
    ]
    over += [t for p in ("in", "to") for noun in clause.preps.get(p, ()) for t in _via(noun)]
    tokens = tuple(t for t in over if t.tag_.startswith("NN") and reading.discourse.agent(t) is None)
    yield from _held(reading, clause, "opposes", tokens[:1], sense.act, "diplomacy")


def _via(noun: Token) -> list[Token]:
    """What "in connection with X", "in response to X" is about."""
    if noun.lemma_ not in ("connection", "response", "protest", "reaction", "retaliation", "relation"):
        return []
    return [t for prep in noun.children if prep.dep_ == "prep" for t in prep.children if t.dep_ == "pobj"]


def diplomatic(reading: Reading, clause: Clause, sense: Sense) -> bool:
    """True if the clause is a diplomatic act: an envoy is summoned or recalled, a note of protest handed over."""
    said = {t.lemma_ for o in clause.objects for t in o.subtree}
    if "note" in sense.only:
        return bool(said & {"protest", "démarche", "demarche", "objection"})
    if "ties" in sense.only:
        return bool(said & {"tie", "relation"})
    envoys = {
        "ambassador",
        "envoy",
        "diplomat",
        "charge",
        "d'affaires",
        "consul",
        "attaché",
        "attache",
        "chargé",
        "embassy",
    }
    return bool(said & envoys)


# --- nouns ------------------------------------------------------------------------------------------------------


def _nouns(reading: Reading, token: Token) -> Iterator[Position]:
    """ "Germany's criticism of Y", "criticism of Y by Z", "despite opposition from Z"."""
    sense = reading.noun(token, "stance") if token.tag_ in ("NN", "NNS") else None
    if sense is None:
        return
    holders = list(_noun_holders(reading, token))
    targets = [
        t
        for p in token.children
        if p.lower_ in sense.target
        for t in p.children
        if t.dep_ in ("pobj", "pcomp")
    ]
    for holder_token, holder in holders:
        for aim in targets[:1]:
            span = reading.between(holder_token.left_edge, token.right_edge)
            if holder_token.i > token.i:
                span = reading.subtree(token)
            why = Why(span, reading.sentence(token), "position.noun", 0.6, token.lemma_)
            stance: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
            yield Position(holder, stance, target(reading, aim), sense.act, why)


def _noun_holders(reading: Reading, token: Token) -> Iterator[tuple[Token, Agent]]:
    poss = child(token, "poss")
    candidates = [poss] if poss is not None else []
    for prep in token.children:
        if prep.lower_ in ("by", "from"):
            candidates += [t for t in prep.children if t.dep_ == "pobj"]
    candidates += [c for c in token.children if c.dep_ in ("amod", "compound")]
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in (
        "express",
        "voice",
        "offer",
        "reiterate",
        "declare",
        "announce",
        "pledge",
        "state",
        "show",
    ):
        candidates += list(reading.clauses.at(verb).subjects)
    for candidate in candidates:
        agent = reading.discourse.agent(candidate)
        if agent is not None:
            yield candidate, agent


# --- judgements -------------------------------------------------------------------------------------------------


def _judgements(reading: Reading) -> Iterator[Position]:
    """ "The ministry said the resolution is biased", "calling it 'historic'": the judgement takes a side on its subject."""
    for clause in reading.clauses:
        if reading.sense(clause, "naming") is not None and clause.objects:
            yield from _named(reading, clause)
        elif reading.sense(clause, "speech") is not None and clause.ccomp and not clause.negated:
            yield from _judged(reading, clause)


def _named(reading: Reading, clause: Clause) -> Iterator[Position]:
    verb = clause.verb
    words = [
        t
        for c in verb.children
        if c.dep_ in ("oprd", "attr", "xcomp", "ccomp") and c.i > verb.i
        for t in c.subtree
    ]
    words += [t for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for t in c.subtree]
    stance = judgement(reading, words)
    token = clause.objects[0]
    if (
        stance is None
        or clause.negated
        or not (reading.discourse.measure(token) or token.tag_.startswith("NN"))
    ):
        return
    yield from _held(
        reading, clause, stance, (token,), "Criticize" if stance == "opposes" else "Praise", "judgement"
    )


def _judged(reading: Reading, clause: Clause) -> Iterator[Position]:
    for verb in clause.ccomp:
        inner = reading.clauses.at(verb) if verb.tag_.startswith("VB") else None
        if inner is None or not inner.subjects:
            continue
        token = inner.subjects[0]
        about = reading.discourse.measure(token) or _is_recognition(reading.subtree(token).of(reading.text))
        stance = judgement(reading, [t for c in verb.children if c.i > verb.i for t in c.subtree])
        if about and stance is not None and not inner.negated:
            act = "Criticize" if stance == "opposes" else "Praise"
            yield from _held(reading, clause, stance, (token,), act, "judgement")


def judgement(reading: Reading, words: list[Token]) -> Stance | None:
    """The side that words of judgement take; None if there is none or they go both ways."""
    sides = set()
    for token in words:
        for pos in ("adjective", "noun"):
            sense = reading.lexicon.sense(pos, token.lower_, "judgement") or reading.lexicon.sense(
                pos, token.lemma_, "judgement"
            )
            if sense is not None:
                negated = any(
                    c.dep_ == "neg" or c.lower_ == "no" for c in (*token.children, *token.head.children)
                )
                sides.add("opposes" if negated else sense.polarity)
    return sides.pop() if len(sides) == 1 else None  # type: ignore[return-value]


# --- targets ----------------------------------------------------------------------------------------------------


def target(reading: Reading, token: Token) -> Target:
    """What a position is about, by the head of its phrase."""
    span = reading.subtree(token)
    text = span.of(reading.text)
    measures = reading.discourse.measure(token)
    agent = reading.discourse.agent(token)
    return Target(text, _kind(reading, token, text, bool(measures), agent), span, measures, None, agent)


def _kind(reading: Reading, token: Token, text: str, measure: bool, agent: Agent | None) -> TargetKind:
    if _is_recognition(" ".join(t.lower_ for t in (token, *token.children))):
        return "recognition"
    if measure or reading.noun(token, "measure") is not None:
        return "measure"
    if agent is not None:
        return "actor"
    return "action" if token.tag_.startswith(("VB", "NN")) else "other"


def _is_recognition(text: str) -> bool:
    words = text.lower().split()
    return any(word in words for word in _RECOGNITION)


def _without_repeats(found: list[Position]) -> Iterator[Position]:
    """One position for a holder, side and sentence on the same target."""
    seen: set[tuple[object, ...]] = set()
    for position in found:
        goal = position.target.measures or position.target.span
        key = (position.holder.path, position.stance, goal, position.why.sentence)
        if key not in seen:
            seen.add(key)
            yield position
