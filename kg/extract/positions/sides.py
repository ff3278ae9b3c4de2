"""Sides told by nouns and adjectives: "despite opposition from Z", "in favour of Y", "critical of Y", "a foe of Y".

A noun such as "criticism" has a side; its target is what its own preposition leads to, else what the clause is about;
its holder stands before it, after "by" or "from", or is the one who expresses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.positions import epithets, members, side_adjectives, side_holders, side_links, side_targets
from kg.extract.positions.holders import Holder, covering, position, spanning
from kg.extract.positions.targets import is_measure, last_named
from kg.extract.tree import child, is_verb
from kg.types import Position, Span, Stance, Statement, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: What a house gives by deciding, whatever it is given to.
_CONSENT = ("approval", "assent", "consent", "ratification")
_WITHIN = ("prep", "pobj", "conj", "dobj", "agent", "dative", "acomp")


def find(reading: Reading, statements: tuple[Statement, ...]) -> Iterator[Position]:
    """The positions that nouns and adjectives tell; `statements` name who holds an objection "expressed" in them."""
    for token in reading.doc:
        told = reading.noun(token, "stance") or _toned(reading, token) if token.tag_ in ("NN", "NNS") else None
        if told is not None:
            yield from _by_noun(reading, token, told, statements)
        if token.tag_.startswith("NN") and (sense := epithets.naming(reading, token)) is not None:
            yield from epithets.by_name(reading, token, sense)
        if token.text == "-" and (sense := epithets.joined(reading, token)) is not None:
            yield from epithets.by_compound(reading, token, sense)
        yield from side_adjectives.find(reading, token)


def _by_noun(reading: Reading, token: Token, sense: Sense, statements: tuple[Statement, ...]) -> Iterator[Position]:
    clause = _clause(reading, token)
    stance = _side(reading, token, sense, clause)
    if "drawn" in sense.only and not side_links.draws(reading, token, clause):
        return  # "came under fire for Y"; fire alone is no criticism
    if stance is None or (clause is not None and not _is_told(reading, token, clause)):
        return
    holders = list(side_holders.holders(reading, token, sense, clause))
    holders = holders or list(side_holders.speakers(reading, token, clause, statements))
    about = _about(reading, token, sense, clause, holders)
    if about is None:
        return
    for holder in holders:
        if _is_told_otherwise(reading, token, sense, clause, holder, about):
            continue
        evidence = _evidence(reading, token, holder, about, clause)
        why = Why(evidence, reading.sentence(token), "position.noun", 0.6, token.lemma_)
        yield position(reading, holder, stance, about, sense.act, why, reading.date(clause) if clause else None)


def _about(reading: Reading, token: Token, sense: Sense, clause: Clause | None, holders: list[Holder]) -> Token | None:
    """What the noun's side is on; None if nothing fits."""
    goals = list(side_targets.targets(reading, token, sense, clause, {h.token.i for h in holders}))
    about = next((t for t in goals if not _is_person(reading, t)), goals[0] if goals else None)
    if (
        about is None
        and clause is not None
        and _stands_alone(token, sense)
        and side_links.carries(reading, token, clause)
    ):
        about = side_targets.occasion(reading, token, clause) or last_named(reading, token)  # "Peru lodged a protest"
    if about is None or ("drawn" in sense.only and side_targets.may_be_shot_at(reading, about)):
        return None
    if not side_targets.fits(reading, sense, about):
        return None
    figures = any(t.tag_ == "CD" for p in about.children if p.lower_ == "of" for t in p.children)
    return about if not figures else None  # "a vote of 40 out of 71 members in favour"


def _is_told_otherwise(
    reading: Reading, token: Token, sense: Sense, clause: Clause | None, holder: Holder, about: Token
) -> bool:
    """True for what is a decision or a tally, and where the noun is on what its holder did."""
    if _decides(reading, holder, sense, clause) and (is_measure(reading, about) or token.lemma_ in _CONSENT):
        return True  # "the Senate gave its approval to the bill": a decision
    if is_measure(reading, about) and members.counted(reading, holder.token):
        return True  # "secured the support of 11 members": a tally
    whose = about.is_ancestor(holder.token) and holder.token.head.lower_ != "from" and not is_verb(about)
    within = holder.token.i == about.i or whose
    # "Ng's decision came under criticism": Ng criticises nothing
    return within or (about.tag_ != "PRP" and holder.agent == reading.discourse.agent(about))


def _stands_alone(token: Token, sense: Sense) -> bool:
    """ "lodged a protest", "left in protest", but not "voiced concern that prices would rise", which tells its matter."""
    manner = token.dep_ == "pobj" and token.head.lower_ in side_links.MANNER and sense.act == "Protest"
    return (manner or token.dep_ == "dobj") and child(token, "acl", "ccomp", "relcl") is None


def _decides(reading: Reading, holder: Holder, sense: Sense, clause: Clause | None) -> bool:
    """A chamber that lends its approval to something decides on it."""
    lent = clause is not None and reading.sense(clause, "lend") is not None
    return lent and holder.agent.kind == "chamber" and sense.polarity == "supports"


def _toned(reading: Reading, token: Token) -> Sense | None:
    """What one thinks of a thing, by the adjective: "a cool reception", "a dim view", "a warm welcome"."""
    sense = reading.noun(token, "toned")
    tones = (c.lower_ for c in token.children if c.dep_ == "amod") if sense is not None else ()
    tone = next((t for c in tones if (t := reading.lexicon.sense("adjective", c, "toning")) is not None), None)
    return replace(sense, polarity=tone.polarity, act=tone.act) if sense is not None and tone is not None else None


def _is_person(reading: Reading, token: Token) -> bool:
    """One to whom a side is told rather than one it is about, if there is anything else."""
    agent = reading.discourse.agent(token)
    return agent is not None and agent.kind == "person"


def _is_told(reading: Reading, token: Token, clause: Clause) -> bool:
    """False for a side that is only possible, or asked for: "seeks the king's endorsement"."""
    lent = reading.sense(clause, "lend", "express", "draw") is not None  # "faces criticism" has it
    asked = token.head.i == clause.verb.i and not lent and reading.sense(clause, "demand", "ahead", "await") is not None
    asked |= side_links.is_amid(token) and clause.verb.tag_ == "VB" and clause.mood == "wished"
    return clause.mood not in ("possible", "conditional") and not asked


def _side(reading: Reading, token: Token, sense: Sense, clause: Clause | None) -> Stance | None:
    """The noun's side; "no support" and "lack of support" tell none, "withdraws its support" the other."""
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "neg")}
    outer = token.head.head if token.head.dep_ == "prep" else None
    lacking = outer is not None and outer.lower_ in ("lack", "absence")
    if lacking or words & {"no", "little", "any", "less", "possible", "potential"}:
        return None
    withdrawn = clause is not None and token.head.i == clause.verb.i and reading.sense(clause, "withdraw") is not None
    denied = clause is not None and clause.negated and token.dep_ == "pobj" and token.head.head.i == clause.verb.i
    if withdrawn or denied:  # who drops an objection, or is "not in opposition", is not for it yet
        return "opposes" if sense.polarity == "supports" else None
    return sense.polarity  # type: ignore[return-value]


def _clause(reading: Reading, token: Token) -> Clause | None:
    """The clause that a noun stands in: of its verb, past prepositions and nouns such as "a message of"."""
    head = token.head
    while head.i != head.head.i and not is_verb(head):
        if head.dep_ not in _WITHIN and not (side_links.is_amid(token) and head.dep_ == "nsubj"):
            return None
        head = head.head
    return reading.clauses.at(head) if is_verb(head) else None


def _evidence(reading: Reading, token: Token, holder: Holder, about: Token, clause: Clause | None) -> Span:
    """The words from holder to target; where a verb lends the noun its force, the clause: "X has given its consent"."""
    same = [t for t in (holder.token, about) if t.sent.start == token.sent.start]
    words = spanning(reading, token, *same)
    told = clause is not None and (
        side_links.carries(reading, token, clause) or side_links.draws(reading, token, clause)
    )
    return covering(words, reading.clause_span(clause)) if clause is not None and told else words
