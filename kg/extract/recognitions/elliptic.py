"""Recognition told without its verb: "X recognised Y, but Z has not", "and Z did so in June", "Z followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import repeats
from kg.extract.recognitions import broken_off
from kg.extract.recognitions.recogniser_groups import examples
from kg.extract.recognitions.recognisers import is_number, partakers
from kg.extract.recognitions.status import status_of
from kg.extract.tree import child, is_finite
from kg.types import Agent, Recognition, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_AUXILIARIES = {"do", "have"}
_NEAR = 20  # words that a list after "with" may take
_LIKEWISE = {"so", "likewise", "too", "already", "since"}
_CONTRARY = {"but", "while", "whereas", "though"}
_CONDITIONS = {"if", "unless", "until", "once", "before", "as"}
_KIN = {"neighbour", "neighbor", "ally", "partner", "example", "lead", "footstep"}
#: Acts of others that end what "did the same" may repeat.
_OTHER_ACTS = ("decide", "demand", "stance", "diplomatic", "vote", "voted", "weigh")
#: What those do who do as others do, by what those do and by what a clause alone would tell of them.
_REPEATED: dict[tuple[str, str], RecognitionState] = {
    ("recognises", "recognises"): "recognises",
    ("recognises", "will-recognise"): "will-recognise",
    ("recognises", "does-not-recognise"): "does-not-recognise",
    ("recognises", "withdraws"): "withdraws",
    ("recognises", "calls-for"): "calls-for",
    ("will-recognise", "recognises"): "will-recognise",
    ("will-recognise", "will-recognise"): "will-recognise",
    ("will-recognise", "does-not-recognise"): "does-not-recognise",
    ("does-not-recognise", "recognises"): "does-not-recognise",
    ("does-not-recognise", "will-recognise"): "does-not-recognise",
    ("withdraws", "recognises"): "withdraws",
}


def find(reading: Reading, told: Sequence[Recognition]) -> Iterator[Recognition]:
    """What those do who do as was `told` of others in the same sentence or the one before."""
    adverbs = (reading.clauses.at(t) for t in reading.doc if _is_verbless(t)) if told else ()
    for clause in (*(reading.clauses if told else ()), *adverbs):
        own = _alone(reading, clause)
        last = _last(reading, clause, told) if own is not None else None
        if own is None or last is None or _is_of_the_same(clause, last) or not _is_of_it(reading, clause, last):
            continue
        status = last.status if _is_alike(clause) else _repeated(clause, last, own)
        for agent in _agents(reading, clause) if status is not None else ():
            if status is not None and agent.of not in (last.recognizer.of, last.recognized.path):
                why = reading.why(clause, "recognition.likewise")
                yield replace(last, recognizer=agent, status=status, why=why, measure=None, date=reading.date(clause))


def _repeated(clause: Clause, last: Recognition, own: RecognitionState) -> RecognitionState | None:
    """What is done by those who do as `last` tells of another.

    Of one who does not recognise, an auxiliary tells the contrary: "Peru does not recognise Y, but Chad already does".
    """
    contrary = last.status == "does-not-recognise" and own == "recognises" and _is_contrary(clause)
    if own == "recognises" and clause.lemma in ("be", "come"):
        own = "will-recognise"  # "Peru is next"
    if contrary or (last.status in ("does-not-recognise", "withdraws") and own == "does-not-recognise"):
        return own if contrary or last.status == "does-not-recognise" else None
    return _REPEATED.get((last.status, own))


def _is_contrary(clause: Clause) -> bool:
    """A bare auxiliary of those who are set against others: "but Chad does"; not "so does Chad", "Chad does so"."""
    so = any(c.lower_ in ("so", "likewise", "too", "same") for c in clause.verb.children)
    return clause.verb.lemma_ in _AUXILIARIES and not so


def _alone(reading: Reading, clause: Clause) -> RecognitionState | None:
    """What a clause that repeats the one before would tell if that one told of a recognition; None for any other clause."""
    if _is_alike(clause):
        return "recognises"
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in clause.verb.children):
        return None
    recognise = reading.lexicon.sense("verb", "recognise", "recognise")
    if recognise is not None and (repeats.is_repeat(reading, clause) or _follows(reading, clause)):
        found = status_of(reading, clause, recognise)
        return found if not clause.passive or found == "recognises" else None
    return broken_off.status(reading, clause) or _elliptic(clause)


def _agents(reading: Reading, clause: Clause) -> Iterator[Agent]:
    """Those who do so: one who is told to be of them, "Chad is among the states that have not", else the subjects."""
    above = reading.clauses.governor(clause) if clause.verb.dep_ == "xcomp" else None  # "have yet to do so"
    partaking = partakers(reading, above or clause)
    yield from (*(agent for agent, _ in partaking), *examples(reading, clause))
    beside = _beside(clause.verb)
    yield from (agent for _, agent in reading.agents(beside))
    if not partaking and not beside:
        doers = clause.subjects or (clause.objects if clause.passive else ())  # "is expected to"
        tokens = tuple(t for subject in doers for t in reading.discourse.expand(subject))
        yield from (agent for token, agent in reading.agents(tokens) if not is_number(reading, token))


def _elliptic(clause: Clause) -> RecognitionState | None:
    """The status that a bare auxiliary tells of: "Cyprus will not", "Chad has already"; None for any other clause."""
    below = any(t.i > clause.verb.i for t in (*clause.objects, *clause.xcomp, *clause.ccomp))
    bare = clause.verb.lemma_ in _AUXILIARIES or _is_stranded(clause.verb)
    if clause.passive or below or not bare:
        return None
    if clause.negated:
        return "does-not-recognise" if clause.mood in ("real", "future", "wished") else None
    contrasted = any(c.lower_ in _CONTRARY for c in (*clause.verb.children, *clause.verb.head.children))
    if not contrasted and not any(c.dep_ == "advmod" and c.lower_ in _LIKEWISE for c in clause.verb.children):
        return None
    return {"future": "will-recognise", "real": "recognises"}.get(clause.mood)  # type: ignore[return-value]


def _is_alike(clause: Clause) -> bool:
    """ "X refuses to recognise Y, as do Peru and Togo": whatever it is, they do it too."""
    after = clause.verb.lemma_ in _AUXILIARIES and any(t.i > clause.verb.i for t in clause.subjects)
    return after and any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.verb.children)


def _follows(reading: Reading, clause: Clause) -> bool:
    """ "X recognises Y, followed by Peru", "Peru soon followed", "Peru will follow X": states that come after another."""
    if clause.lemma != "follow":
        return False
    agents = [agent for _, agent in reading.agents(clause.subjects)]
    if not agents or not all(agent.kind in ("state", "government", "person") for agent in agents):
        return False
    if any(t.dep_ == "pcomp" and reading.clauses.has(t) for t in clause.preps.get("in", ())):
        return False  # "follows Peru in recognising Y" is told by the other verb
    if clause.verb.dep_ in ("acl", "advcl") and clause.verb.tag_ == "VBN":
        return clause.passive
    return not clause.passive and (not clause.objects or all(_is_one_before(reading, t) for t in clause.objects))


def _is_one_before(reading: Reading, token: Token) -> bool:
    """Whom one follows: "it", "its neighbour", a state."""
    agent = reading.discourse.agent(token)
    return token.tag_ == "PRP" or token.lemma_ in _KIN or (agent is not None and agent.kind == "state")


def _is_of_the_same(clause: Clause, last: Recognition) -> bool:
    """ "Recognises Y, | the first house in Europe | to do so": said of those who have just done it, in the same sentence."""
    verb = clause.verb
    ranked = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and verb.head.tag_ == "NN"
    return ranked and verb.sent.start_char <= last.why.evidence.start < verb.idx


def _is_of_it(reading: Reading, clause: Clause, last: Recognition) -> bool:
    """True unless it is another that is followed: "Peru followed Chad" after what Mali did."""
    if clause.lemma != "follow" or clause.passive:
        return True
    followed = [a for t, a in reading.agents(clause.objects) if t.tag_.startswith("NNP")]
    return not followed or any(a.of == last.recognizer.of for a in followed)


def _beside(verb: Token) -> tuple[Token, ...]:
    """The words of "with Peru and Togo following suit" that may tell who does."""
    before = verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i] if verb.tag_ == "VBG" else ()
    start = next((t.i for t in reversed(before) if t.lower_ == "with"), None)
    return verb.doc[start + 1 : verb.i] if start is not None else ()


def _is_stranded(token: Token) -> bool:
    """ "Cyprus will not either": the adverb that the parser made the head of a clause without a verb."""
    return token.tag_ == "RB" and child(token, "aux") is not None and child(token, "nsubj") is not None


def _is_verbless(token: Token) -> bool:
    return _is_stranded(token) or broken_off.is_bare_modal(token)


def _last(reading: Reading, clause: Clause, told: Sequence[Recognition]) -> Recognition | None:
    """The recognition told last before the clause, in its sentence or the one before; else the one it comes before."""
    own = clause.verb.sent
    begin = own[0].nbor(-1).sent.start_char if own.start > 0 else own.start_char
    near = [r for r in told if begin <= r.why.evidence.start < own.end_char]
    before = [r for r in near if r.why.evidence.start < clause.verb.idx]
    if before and _answers_another(reading, clause, before[-1]):
        return None
    return before[-1] if before else next(iter(near), None)


def _answers_another(reading: Reading, clause: Clause, last: Recognition) -> bool:
    """ "Peru hailed the move, and Chad did the same": what Chad does is what the clause before tells, which is not that."""
    above = _governors(clause.verb)  # "Chad | declined | to do so"
    between = (c for c in reading.clauses if c.verb.i < clause.verb.i and c.verb.idx >= last.why.evidence.end)
    return any(c.verb not in above and _is_another_act(reading, c) for c in between)


def _governors(verb: Token) -> set[Token]:
    """The verbs that a verb stands below as what is done, said or meant."""
    above: set[Token] = set()
    while verb.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep") and verb.head.i != verb.i:
        verb = verb.head
        above.add(verb)
    return above


def _is_another_act(reading: Reading, clause: Clause) -> bool:
    """A main clause that tells an act which is no recognition."""
    main = clause.verb.dep_ in ("ROOT", "ccomp") or (clause.verb.dep_ == "conj" and clause.subjects)
    if not main or not is_finite(clause.verb):
        return False
    return reading.sense(clause, "recognise") is None and reading.sense(clause, *_OTHER_ACTS) is not None
