"""Decisions told by a noun: "its approval by the Senate", "the bill's passage", "a vote in parliament".

What the noun hangs on tells whether the decision was taken ("after its approval"), lies ahead ("needs approval",
"ahead of the vote") or was put off ("called off a vote").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions.deciding import Found, Place, found, inside, is_measure, named
from kg.extract.decisions.outcomes import outcome_of
from kg.extract.tree import child
from kg.types import MeasureKind, Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: What others do over what somebody has done: "a protest over the Senate's approval of the bill".
_OVER = {"over"}
#: What one says of what has been done.
_ANSWERS = {"Welcome", "Praise", "Condemn", "Criticize", "Celebrate", "Regret", "Denounce", "Protest", "Applaud"}
_DONE = {"after", "following", "since", "upon", "despite"}
_AHEAD = {"before", "pending", "until", "ahead", "awaiting"}
_HELD = {
    "hold",
    "take",
    "schedule",
    "set",
    "expect",
    "plan",
    "call",
    "face",
    "be",
    "come",
    "begin",
    "propose",
    "put",
    "due",
}
_VOTES = {"vote", "ballot", "motion", "confidence", "censure"}
_BALLOTS = {"vote", "ballot", "election", "debate", "reading"}  # which a body can put off
_AWAITED = {"schedule", "face", "expect", "plan", "await", "slate"}
#: What one does before a vote that is then held without one.
_LEAVING = {"leave", "quit", "walk", "file", "storm", "exit", "desert", "vacate", "tell", "say", "speak"}
_DUE = {"due", "scheduled", "slated"}
_OWN_RANKS = {"party", "leadership", "caucus"}


def is_hostile(token: Token, sense: Sense) -> bool:
    """True for a motion against a government ("no-confidence motions"), not for one that it asks for itself."""
    return "hostile" in sense.only or any(t.lower_ in ("no", "non") for t in token.doc[token.left_edge.i : token.i])


def find(reading: Reading, told: Iterable[Found]) -> Iterator[Found]:
    """Decisions told by nouns, left out where a verb of the same sentence tells of the same body."""
    known = {(f.decision.why.sentence, f.decision.body.path) for f in told}
    for token in reading.doc:
        if not token.tag_.startswith("NN"):
            continue
        for reader in (_decided, _voted):
            for each in reader(reading, token):
                key = (each.decision.why.sentence, each.decision.body.path)
                if key not in known:
                    known.add(key)
                    yield each


def _decided(reading: Reading, noun: Token) -> Iterator[Found]:
    """ "the Senate's approval of the bill", "the pact's passage in the Senate"."""
    sense = reading.noun(noun, "decide")
    clause = _clause_of(reading, noun) if sense is not None else None
    if sense is None or sense.outcome == "vote" or clause is None:
        return
    place = inside(reading, noun) or named(reading, _doers_behind(noun))
    outcome = _outcome(reading, noun, clause, sense.outcome)
    if place is not None and outcome is not None:
        token = next((t for t in (*_things(noun), *clause.subjects) if is_measure(reading, t)), None)
        if token is not None or _points_back(noun):
            yield found(reading, clause, place, outcome, "noun", token=token, span=reading.subtree(noun))


def _voted(reading: Reading, noun: Token) -> Iterator[Found]:
    """ "a vote of no confidence will be held", "a vote in the Senate on the bill is due": ahead, or called off."""
    phrase = reading.names.phrase(noun).noun
    confidence = phrase is not None and ("hostile" in phrase.only or "confidence" in phrase.only)
    clause = _clause_of(reading, noun) if noun.lemma_ in _BALLOTS or confidence else None
    if clause is None:
        return
    outcome = _held(reading, noun, clause)
    own = named(reading, clause.subjects) if outcome == "other" or _is_put_off(reading, clause) else None
    place = own or inside(reading, noun) or _near(reading, clause)
    if place is None and confidence:
        place = parliament_of(reading, clause)
    if place is not None and outcome is not None:
        kind: MeasureKind | None = "motion" if confidence else None
        yield found(reading, clause, place, outcome, "noun-vote", token=noun if confidence else None, kind=kind)


def _held(reading: Reading, noun: Token, clause: Clause) -> Outcome | None:
    """Is a vote ahead or called off in the clause it stands in?"""
    if noun in (*clause.objects, *clause.subjects) and _is_put_off(reading, clause):
        return "scheduled" if _has_new_day(reading, clause) else "other"
    if noun.lemma_ not in _VOTES:
        return None
    if any(c.lower_ in _DUE for c in noun.children) or (_is_near(noun) and clause.verb.lemma_ not in _LEAVING):
        return "scheduled"
    if clause.lemma not in _HELD and clause.verb.lemma_ not in _HELD:
        return None
    if noun not in (*clause.objects, *clause.subjects) and noun.dep_ != "pobj":
        return None
    ahead = clause.mood == "future" or (clause.mood == "wished" and noun.dep_ == "pobj") or clause.lemma in _AWAITED
    return "scheduled" if ahead else None


def _is_near(noun: Token) -> bool:
    """ "Resigns before a confidence vote", "ahead of the confidence vote"."""
    preposition = noun.head if noun.dep_ == "pobj" else noun
    words = {preposition.lower_, preposition.head.lower_ if preposition.lower_ == "of" else ""}
    return bool(words & _AHEAD)


def _has_new_day(reading: Reading, clause: Clause) -> bool:
    """ "Puts off until Thursday", "is moved to 3 May": the vote is still to come, and the text tells when."""
    until = [t for prep in ("until", "till", "to") for t in clause.preps.get(prep, ())]
    return any(map(reading.is_time, until))


def _is_put_off(reading: Reading, clause: Clause) -> bool:
    """ "Called off a vote", "failed to hold a vote"."""
    if reading.sense(clause, "putoff") is not None:
        return clause.mood == "real" and not clause.negated
    governor = reading.clauses.governor(clause) if clause.negated and clause.lemma == "hold" else None
    return governor is not None and governor.mood == "real" and reading.sense(governor, "negator") is not None


def _outcome(reading: Reading, noun: Token, clause: Clause, told: str | None) -> Outcome | None:
    """Taken, if it is told as past or hangs on "after"; ahead, if it is waited for."""
    preposition = noun.head.lower_ if noun.dep_ in ("pobj", "pcomp") else ""
    if preposition in _DONE or (preposition in _OVER and child(noun, "poss") is not None):
        return told  # type: ignore[return-value]
    if preposition in _AHEAD or reading.sense(clause, "await") is not None or _is_open(clause):
        return "scheduled" if told == "adopted" else None
    if _is_answered(reading, noun, clause):
        return told  # type: ignore[return-value]
    if clause.mood == "future":
        return "scheduled"
    return outcome_of(reading, told, clause) if clause.tense == "past" and not preposition else None


def _is_answered(reading: Reading, noun: Token, clause: Clause) -> bool:
    """ "Hails the Senate's approval", "condemns the passage of", "is hailed": a side that is taken on what has been done.

    One may oppose, support or warn against what is still to come.
    """
    if clause.mood != "real" or clause.negated:
        return False
    if noun in clause.subjects and not clause.passive:  # "the passage draws criticism", "angers Chad"
        return reading.sense(clause, "draw", "affect") is not None
    sense = reading.sense(clause, "stance")
    over = (t for prep in ("against", "over", "at") for t in clause.preps.get(prep, ()))
    protested = sense is not None and sense.act == "Protest" and noun in over
    return protested or (sense is not None and sense.act in _ANSWERS and noun in clause.objects)


def _is_open(clause: Clause) -> bool:
    """ "is uncertain", "is less certain", "remains unlikely"."""
    return clause.lemma in ("be", "remain", "seem", "look") and any(c.dep_ == "acomp" for c in clause.verb.children)


# --- places -----------------------------------------------------------------------------------------------------


def parliament_of(reading: Reading, clause: Clause) -> Place | None:
    """The body that votes on a government: one named in the sentence, else the parliament of the polity concerned."""
    if any(t.lemma_ in _OWN_RANKS for t in clause.verb.subtree):
        return None
    near = _near(reading, clause)
    if near is not None:
        return near
    for token in clause.verb.sent:
        agent = reading.discourse.agent(token)
        if agent is not None and agent.of is not None:
            body = reading.discourse.parliament(agent)
            return Place(body) if body is not None else None
    return None


def _near(reading: Reading, clause: Clause) -> Place | None:
    return named(reading, (t for t in clause.verb.sent if t.tag_.startswith("NN")))


def _doers_behind(noun: Token) -> Iterator[Token]:
    """Who did it, where the parser hung that elsewhere: "hails the adoption of the text | by the Senate"."""
    behind = noun.right_edge.i + 1
    above = (c for c in noun.head.children if c.i == behind)
    below = (c for thing in _things(noun) for c in thing.children)
    preps = (c for c in (*above, *below) if c.lower_ == "by")
    yield from (t for prep in preps for t in prep.children if t.dep_ == "pobj")


def _things(noun: Token) -> Iterator[Token]:
    """What the noun is about: "approval of the bill", "the bill's passage", "adoption by the Senate of the bill"."""
    doers = [t for p in noun.children if p.lower_ == "by" for t in p.children if t.dep_ == "pobj"]
    for c in (*noun.children, *(c for doer in doers for c in doer.children if c.lower_ == "of")):
        if c.dep_ in ("poss", "compound"):
            yield c
        if c.dep_ == "prep" and c.lower_ in ("of", "for"):
            yield from c.children


def _points_back(noun: Token) -> bool:
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.children)


def _clause_of(reading: Reading, noun: Token) -> Clause | None:
    """The clause that a noun stands in, past prepositions and other nouns."""
    token = noun
    while token.head.i != token.i:
        token = token.head
        if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod"):
            return reading.clauses.at(token)
    return None
