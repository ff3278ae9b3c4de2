"""What the side that a noun tells is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import voters
from kg.extract.positions.side_links import MANNER, MESSAGES, carries, draws, facing, is_amid, overridden
from kg.extract.positions.targets import is_abstract, recognition
from kg.extract.tree import child, is_verb

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def targets(reading: Reading, token: Token, sense: Sense, clause: Clause | None, holders: set[int]) -> Iterator[Token]:
    """What it is about: after the noun's preposition, else what is done despite it, or what draws it."""
    outer = token.head.head if token.dep_ == "pobj" and token.head.head.lemma_ in MESSAGES else token
    preps = [
        p for noun in (token, outer) for p in noun.children if p.dep_ in ("prep", "dative") and p.lower_ in sense.target
    ]
    if token.head.lower_ in MANNER and sense.act == "Protest" and child(token, "det") is None:
        preps += [p for p in token.children if p.lower_ == "of"]  # "in protest of the vote"
        preps += [] if preps else _right_behind(token, sense)
    own = {token.i, *holders}
    if clause is not None and token.head.i == clause.verb.i and reading.sense(clause, "withdraw") is not None:
        yield from clause.preps.get("from", ())  # "pulled their support from the cabinet"
    goals = [t for p in preps for t in p.children if t.dep_ in ("pobj", "pcomp") and t.i not in own]
    yield from (t for t in goals if t.head.lower_ != "at" or reading.discourse.chamber(t) is None)  # a place to veto in
    if clause is None:
        return
    if not goals and (carries(reading, token, clause) or draws(reading, token, clause)):
        yield from (t for p in sense.target for t in clause.preps.get(p, ()) if t.i not in own)
    if reading.sense(clause, "lend", "express") is not None and not is_amid(token):
        others = (*clause.dative, *(t for t in clause.objects if t.i != token.i))
        yield from (t for t in others if t in clause.dative or reading.discourse.agent(t) is not None)
    if draws(reading, token, clause) and not clause.negated:
        yield from _dealt_with(reading, clause)
        yield from (clause.objects if clause.passive else clause.subjects)
    above = overridden(reading, token)
    if above is not None:
        yield from (t for t in reading.clauses.at(above).objects if is_abstract(reading, t))
        yield above
    outside = (facing(token) or token.head).head
    if outside.dep_ == "dobj" and is_verb(outside.head) and reading.noun(outside, "stance") is None:
        outside = outside.head  # "legalised divorce | over the objections of X |", hung on the thing
    if is_amid(token) and (is_verb(outside) or outside.dep_ == "nsubj"):
        # "gave its consent to the bill over ..."
        done = (*clause.objects, *clause.preps.get("to", ()), *clause.subjects)
        decides = any(map(reading.discourse.chamber, clause.subjects))  # "bans rifles with the support of X"
        dealt = {t.i for t in clause.objects if decides and reading.discourse.agent(t) is None}
        if reading.sense(clause, "withstand") is not None:  # "the cabinet survives thanks to the support of X"
            dealt |= {t.i for t in clause.subjects}
        yield from (t for t in done if (t.i in dealt or is_abstract(reading, t)) and reading.noun(t, "stance") is None)
        yield outside
    elif is_amid(token) and (measure := voters.put(reading, token)) is not None:
        yield measure  # "adopts a text deploring the raid over the objections of Chad": hung on the raid


def _right_behind(token: Token, sense: Sense) -> list[Token]:
    """The preposition of "in protest | at | the raid", hung on the words before: "with immediate effect in protest"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return [after] if after.dep_ == "prep" and after.lower_ in sense.target and after.head.i < token.i else []


def _dealt_with(reading: Reading, clause: Clause) -> Iterator[Token]:
    """What is done that "draws criticism": "the house passed the bill, drawing criticism from X" is on the bill."""
    above = reading.clauses.governor(clause) if clause.open_subject and clause.verb.dep_ == "advcl" else None
    if above is not None and not clause.passive:
        yield from (t for t in above.objects if is_abstract(reading, t))


def occasion(reading: Reading, token: Token, clause: Clause) -> Token | None:
    """The deed told beside it: "voiced anger after ships sailed by", "the raid angered Lima; Quito left in protest"."""
    if token.dep_ == "dobj":
        after = (c for c in clause.verb.children if c.dep_ == "advcl" and any(m.lower_ == "after" for m in c.children))
        return next(after, None) if reading.sense(clause, "express") is not None else None
    above = clause.verb.head if clause.verb.dep_ in ("advcl", "conj") and is_verb(clause.verb.head) else None
    deeds = (c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")) if above is not None else ()
    return next((c for c in deeds if c.tag_ == "NN" and reading.discourse.agent(c) is None), None)


def fits(reading: Reading, sense: Sense, about: Token) -> bool:
    """What one feels is a side only on what can be for or against: "angry over the bill", not "angry over the rain".

    A strike against somebody may be one with bombs.
    """
    if "thing" in sense.only and (reading.discourse.agent(about) is not None or _is_somebody(reading, about)):
        return False
    return "measure" not in sense.only or is_abstract(reading, about) or recognition(reading, about) is not None


def _is_somebody(reading: Reading, token: Token) -> bool:
    """A name, or a word for people: "rebels"."""
    return token.tag_ in ("NNP", "NNPS") or reading.noun(token, "group", "member", "role", "polity") is not None


def may_be_shot_at(reading: Reading, token: Token) -> bool:
    """ "Came under fire": a place or a force may be meant in earnest, a measure or a person hardly."""
    agent = reading.discourse.agent(token)
    return agent.kind != "person" if agent is not None else not is_abstract(reading, token)
