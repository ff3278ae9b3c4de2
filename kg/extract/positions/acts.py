"""Diplomatic acts: an envoy is summoned, recalled or expelled, a note of protest handed over, ties broken off.

Such an act over something opposes it: `positions` gives the side it makes known, `find` the act itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import occasions
from kg.extract.positions.holders import Holder, acting, happens, named, position
from kg.extract.positions.targets import is_abstract, is_measure, last_named, target
from kg.extract.tree import conjuncts, is_verb
from kg.types import DiplomaticAct, Position

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: Prepositions that lead to what the act is about, and those that lead to a noun that leads to it.
_OVER = ("over", "about", "against", "regarding", "concerning", "at", "for")
#: What an envoy is called home for is a purpose, no reason.
_PURPOSES = {"consultation", "talk", "discussion"}
_VIA = {
    "in": ("connection", "response", "protest", "reaction", "retaliation", "relation", "aftermath", "wake", "light"),
    "as": ("response",),
}


def find(reading: Reading) -> tuple[DiplomaticAct, ...]:
    """The diplomatic acts an article reports, in text order."""
    found = []
    for clause, sense in _diplomatic(reading):
        actors = list(_actors(reading, clause))
        addressees = [agent for _, agent in reading.agents(reading.slot(clause, sense.target))]
        if actors:
            why = reading.why(clause, "act.diplomatic")
            about = next(iter(_reasons(reading, clause)), None)
            goal = target(reading, about) if about is not None else None
            addressee = addressees[0] if addressees else None
            found.append(DiplomaticAct(actors[0].agent, sense.act, why, addressee, goal, reading.date(clause)))
    return tuple(found)


def positions(reading: Reading, clause: Clause) -> Iterator[Position]:
    """The side that a diplomatic act over something makes known."""
    sense = _sense(reading, clause)
    about = next(iter(_reasons(reading, clause)), None) or _answered(reading, clause) if sense is not None else None
    if sense is None or about is None:
        return
    why = reading.why(clause, "position.diplomacy")
    for holder in _actors(reading, clause):
        yield position(reading, holder, "opposes", about, sense.act, why, reading.date(clause))


def _diplomatic(reading: Reading) -> Iterator[tuple[Clause, Sense]]:
    for clause in reading.clauses:
        sense = _sense(reading, clause)
        if sense is not None and clause.mood == "real":
            yield clause, sense


def _sense(reading: Reading, clause: Clause) -> Sense | None:
    """The sense of a verb that is a diplomatic act with this object, and happens."""
    if clause.negated or not happens(reading, clause):
        return None
    senses = (s for s, _ in reading.senses(clause, "diplomatic"))
    return next((s for s in senses if _fits(reading, clause, s)), None)


def _fits(reading: Reading, clause: Clause, sense: Sense) -> bool:
    met = clause.objects or clause.preps.get("in", ())  # "called in the envoy": a preposition to the parser
    said = [t for o in met for t in o.subtree if not t.tag_.startswith("VB")]
    kind = next((flag for flag in sense.only if flag in _OBJECTS), "envoy")
    return any(_OBJECTS[kind](reading, t) for t in said)


def _protest(reading: Reading, token: Token) -> bool:
    sense = reading.noun(token, "stance")
    return sense is not None and sense.polarity == "opposes"


#: What the object of a diplomatic verb must be, by the lexicon's `only`; an envoy unless told otherwise.
_OBJECTS: dict[str, Callable[[Reading, Token], bool]] = {
    "envoy": lambda reading, token: reading.noun(token, "envoy") is not None,
    "ties": lambda reading, token: reading.noun(token, "ties") is not None,
    "note": _protest,
}


def _actors(reading: Reading, clause: Clause) -> Iterator[Holder]:
    """Who does it; of "was summoned to the ministry" the ministry."""
    found = list(acting(reading, clause))
    return iter(found or (list(named(reading, *clause.preps.get("to", ()))) if clause.passive else []))


def _reasons(reading: Reading, clause: Clause) -> Iterator[Token]:
    """What the act is about: "over the vote", "in connection with the vote", "to protest the vote"."""
    inner = [t for o in clause.objects for t in o.subtree if t.dep_ == "prep" and not any(map(is_verb, _between(t, o)))]
    near = [c for heads in clause.preps.values() for t in heads for c in t.children if c.lower_ == "over"]
    preps = [c for c in clause.verb.children if c.dep_ == "prep"] + inner + near
    vias = [n for p in preps if p.lower_ in _VIA for n in p.children if n.lemma_ in _VIA[p.lower_]]
    preps = [p for p in preps if p.lower_ in _OVER] + [p for n in vias for p in n.children if p.dep_ == "prep"]
    over = [t for p in preps for t in p.children if t.dep_ == "pobj"]
    over += [t for a in clause.verb.children if a.dep_ in ("advcl", "xcomp") for t in _protested(reading, a)]
    over = over or list(_behind(clause))
    plain = [t for t in over if t.tag_.startswith("NN") and t.lemma_ not in _PURPOSES]
    yield from (t for t in plain if reading.discourse.agent(t) is None)
    if any(t.lower_ in ("it", "this", "that", "them") for t in over):
        yield from _taken_up(reading, clause)


def _behind(clause: Clause) -> Iterator[Token]:
    """What stands behind "over" further on, where a second act or a name parts it: "summons X and recalls Y over the vote"."""
    for token in clause.verb.doc[clause.verb.i + 1 : clause.verb.sent.end]:
        if is_verb(token) and not (token.dep_ == "conj" and token.head.i == clause.verb.i):
            return
        if token.lower_ == "over":
            yield from (t for t in token.children if t.dep_ == "pobj")


def _taken_up(reading: Reading, clause: Clause) -> Iterator[Token]:
    """What "over it" means: what was just decided or recognised, else what the sentence before is about."""
    if (deed := occasions.answered(reading, clause)) is not None:
        yield deed
        return
    here = reading.discourse.sentence(clause.verb)
    nouns = (t for t in reading.doc[: clause.verb.i] if here - reading.discourse.sentence(t) == 1)
    yield from (t for t in nouns if t.dep_ in ("nsubj", "nsubjpass", "dobj") and is_abstract(reading, t))


def _answered(reading: Reading, clause: Clause) -> Token | None:
    """What an act answers that does not tell its reason.

    What it is a consequence of ("the vote, prompting Lima to recall its envoy"), what it comes after; of one "in protest"
    or "for consultations" the measure last spoken of.
    """
    told = _prompting(reading, clause) or next(_before(reading, clause), None)
    told = told or (occasions.answered(reading, clause) if _is_of_envoy(reading, clause) else None)
    words = {t.lemma_ for prep in ("in", "for") for t in clause.preps.get(prep, ())}
    return told or (last_named(reading, clause.verb) if words & {*_VIA["in"], *_PURPOSES} else None)


def _is_of_envoy(reading: Reading, clause: Clause) -> bool:
    """An envoy called in or home: that is done over what another state has just done."""
    sense = _sense(reading, clause)
    return sense is not None and not set(sense.only) & {"ties", "note", "told"}


def _prompting(reading: Reading, clause: Clause) -> Token | None:
    """The deed or text that makes somebody act, or the verb that tells of it: "X recognised Y, prompting Z to ..."."""
    cause = reading.clauses.governor(clause) if clause.verb.dep_ == "xcomp" else None
    if cause is None or not cause.objects or reading.sense(cause, "does") is None:
        return None
    deeds = (t for t in cause.subjects if reading.discourse.agent(t) is None)
    above = reading.clauses.governor(cause) if cause.open_subject else None
    return above.verb if above is not None else next(deeds, None)


def _before(reading: Reading, clause: Clause) -> Iterator[Token]:
    """ "... after the vote", "after Bern adopted the text"."""
    if any(t.lower_ == "after" and _is_timed(t) for t in clause.verb.subtree):
        return
    yield from (t for t in clause.preps.get("after", ()) if is_abstract(reading, t))
    following = (
        c for c in clause.verb.children if c.lower_ == "following"
    )  # a participle to the parser, with an object
    yield from (t for c in following for t in c.children if t.dep_ in ("pobj", "dobj") and is_abstract(reading, t))
    for verb in (c for c in clause.verb.children if c.dep_ == "advcl"):
        if any(c.lower_ == "after" for c in verb.children):
            yield next((t for t in reading.clauses.at(verb).objects if is_measure(reading, t)), verb)


def _is_timed(after: Token) -> bool:
    """ "A week | after | the vote" tells when, and not why."""
    return after.i > 0 and after.nbor(-1).lemma_ in _TIMES


_TIMES = {"minute", "hour", "day", "week", "fortnight", "month", "year", "decade"}


def _between(token: Token, noun: Token) -> list[Token]:
    """What `token` hangs on below `noun`."""
    return [a for a in token.ancestors if noun.is_ancestor(a)]


def _protested(reading: Reading, verb: Token) -> tuple[Token, ...]:
    """ "... to protest the vote", "protesting against the vote", "to register a protest at the vote"."""
    clause = reading.clauses.at(verb) if verb.tag_.startswith("VB") and verb.dep_ != "aux" else None
    sense = reading.sense(clause, "stance") if clause is not None else None
    if clause is not None and sense is None:
        notes = [o for o in clause.objects if _protest(reading, o)]
        return tuple(t for o in notes for p in o.children if p.lower_ in _OVER for t in p.children if t.dep_ == "pobj")
    if clause is None or sense is None or sense.polarity != "opposes":
        return ()
    return tuple(t for head in reading.slot(clause, sense.target) for t in conjuncts(head)[:1])
