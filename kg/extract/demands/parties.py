"""Who asks, and whom it is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.agents import group
from kg.extract.clauses import Clause
from kg.extract.demands.content import inner
from kg.extract.positions.members import plain_members
from kg.extract.speech import quoted as speech_quoted
from kg.extract.tree import child
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.demands.nouns import Asker
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_SOME = frozenset({"some", "many", "others", "several"})
_ACTING = frozenset({"group", "role", "member", "body", "executive", "polity", "court", "quantity", "mouthpiece"})


def askers(reading: Reading, clause: Clause) -> list[Asker]:
    """Who asks: the text that the clause describes ("adopted a resolution, demanding ..."), else the clause's actors."""
    text = reading.described(clause)
    if text is not None and (house := _in_whose_text(reading, clause, text)) is not None:
        return [(text, house, ())]
    if text is not None and not _asks_by_it(reading, clause):
        return [(text, None, reading.discourse.measure(text))]
    if (quoted := speech_quoted.speaker(reading, clause)) is not None:
        return [(quoted.token, quoted.agent, ())]
    governor = reading.clauses.governor(clause)
    if governor is not None and clause.verb.dep_ == "xcomp" and reading.sense(governor, "diplomatic") is not None:
        clause = governor  # "summons the envoy to demand an apology": no envoy demands it
    actors = list(reading.actors(clause)) or _instrument(reading, clause) or unnamed(reading, clause)
    return [_as_house(reading, clause, actor) for actor in actors]


def _as_house(reading: Reading, clause: Clause, asker: Asker) -> Asker:
    """ "MPs in the House of Commons vote to call on Peru to go": the house, whose members are all that vote."""
    token, agent, measures = asker
    governor = reading.clauses.governor(clause)
    votes = governor is not None and not measures and reading.sense(governor, "vote") is not None
    known = (agent is not None and agent.known) or child(token, "nummod") is not None  # "ten MPs" are not all
    if governor is None or not votes or known or not plain_members(reading, token):
        return asker
    places = (t for prep in ("in", "of", "from") for t in (*governor.preps.get(prep, ()), *_within(token, prep)))
    body = next((b for t in (*places, token) if (b := reading.discourse.chamber(t)) is not None), None)
    return (token, body, ()) if body is not None else asker


def _within(token: Token, prep: str) -> Iterator[Token]:
    """What a phrase of a noun names: "MPs in | the House |"."""
    return (t for p in token.children if p.lower_ == prep for t in p.children if t.dep_ == "pobj")


def _in_whose_text(reading: Reading, clause: Clause, text: Token) -> Agent | None:
    """ "The Senate passed a motion in which it asks Peru to go": the body whose text it is."""
    own = any(t.lower_ in ("it", "they") and t.i < clause.verb.i for t in clause.subjects)
    fronted = clause.verb.dep_ == "relcl" and clause.verb.left_edge.lower_ in ("in", "by", "with", "through", "where")
    measures = reading.discourse.measure(text) if own and fronted else ()
    return next((body for m in measures if (body := reading.discourse.measures[m].body) is not None), None)


def _asks_by_it(reading: Reading, clause: Clause) -> bool:
    """ "A motion in which the Senate asks Peru to go": the Senate asks; "the vote that the rules ask for": the rules."""
    own = [
        t for t in clause.subjects if t.tag_ not in ("WDT", "WP") and t.head.i == clause.verb.i and t.i < clause.verb.i
    ]
    return clause.verb.dep_ == "relcl" and any(
        reading.discourse.agent(t) is not None or (t.tag_.startswith("NN") and not reading.discourse.measure(t))
        for t in own
    )


def unnamed(reading: Reading, clause: Clause) -> list[Asker]:
    """Askers who are nobody known ("the ombudsman", "the court"): who has somebody do something can act.

    A word that the lexicon knows for something else ("the plan", "a report") is nobody.
    """
    makers = [m for t in clause.subjects for m in _signers(reading, t)]
    nouns = [t for t in (*clause.subjects, *makers) if t.lower_ in _SOME or _may_ask(reading, t)]
    return [(t, somebody(reading, t), ()) for t in nouns if inner(clause) or can_act(reading, t)]


def _signers(reading: Reading, text: Token) -> tuple[Token, ...]:
    """Those who sign or issue a document that asks: "| writers | sign a letter urging Chad to act"."""
    return reading.issuers(text) if text.dep_ == "dobj" and reading.noun(text, "speech") is not None else ()


def _may_ask(reading: Reading, token: Token) -> bool:
    return token.tag_ in ("NN", "NNS", "NNP") and not _is_known_thing(reading, token)


def can_act(reading: Reading, token: Token) -> bool:
    """A name, or a noun that the lexicon has for people, bodies or courts: such ask for things as well as for deeds."""
    return (
        token.tag_ == "NNP"
        or token.lower_ in _SOME
        or any(s.frame in _ACTING for s in reading.lexicon.of("noun", token.lemma_))
    )


def _is_known_thing(reading: Reading, token: Token) -> bool:
    frames = {s.frame for s in reading.lexicon.of("noun", token.lemma_)}
    return bool(frames - _ACTING) and "mouthpiece" not in frames


def somebody(reading: Reading, token: Token) -> Agent:
    """Anyone a phrase names without being a name, of the polity that the phrase gives."""
    polity = reading.names.phrase(token).polity
    found = group(reading.doc, token.right_edge if reading.noun(token, "quantity") is not None else token, token)
    return found if polity is None else replace(found, polity=polity.polity or polity.code, of=polity.path)


def _instrument(reading: Reading, clause: Clause) -> list[Asker]:
    """ "With the resolution, the government is called on to act": the text asks where the passive names nobody."""
    if not clause.passive:
        return []
    tokens = [t for prep in ("with", "in", "under", "by", "through") for t in clause.preps.get(prep, ())]
    first = next((t for t in tokens if reading.discourse.measure(t)), None)
    return [(first, None, reading.discourse.measure(first))] if first is not None else []


def addressee(reading: Reading, clause: Clause, sense: Sense, asker: Agent | None, asked: set[int]) -> Agent | None:
    """Whom it is asked of: the addressee slot, else the subject of what is to be done, else who does the deed named."""
    slots = (t for name in sense.addressee for t in reading.slot(clause, (name,)))
    for token in slots:
        if token.dep_ == "dobj" and token.i > max(asked):  # "asks for leave, a wish he was granted"
            continue
        if token.tag_.startswith(("NN", "PRP")) and token.i not in asked and reading.noun(token, "respite") is None:
            return _other(reading, token, asker)
    for verb in inner(clause):
        subject = child(verb, "nsubj")  # not "that the debate be put off": who would do that is left open
        known = subject is not None and reading.discourse.agent(subject) is not None
        if subject is not None and (known or not _is_known_thing(reading, subject)):
            return _other(reading, subject, asker)
    deeds = [*clause.objects, *clause.preps.get("for", ())] if not clause.passive else []
    sources = (t for o in clause.objects for p in o.children if p.lower_ in ("from", "of") for t in p.children)
    named = (a for t in sources if t.dep_ == "pobj" and (a := reading.discourse.agent(t)) is not None)
    doers = (a for t in deeds if (a := doer(reading, t)) is not None)
    return next((a for a in (*named, *doers) if asker is None or a.path != asker.path), None)


def beside(
    reading: Reading, clause: Clause, sense: Sense, first: Agent | None, asker: Agent | None
) -> tuple[Agent, ...]:
    """Those named beside the first of whom something is asked: "urges Chad, | Mali | and | Togo | to act"."""
    if first is None or not first.known:
        return ()
    places = [reading.slot(clause, (name,)) for name in sense.addressee]
    places += [reading.clauses.at(verb).subjects for verb in inner(clause) if reading.clauses.has(verb)]
    for tokens in places:
        agents = [a for t in tokens if (a := reading.discourse.agent(t)) is not None and a.known]
        if any(a.path == first.path for a in agents):
            left_out = (first.path, asker.path if asker is not None else None)
            return tuple({a.path: a for a in agents if a.path not in left_out}.values())
    return ()


def _other(reading: Reading, token: Token, asker: Agent | None) -> Agent | None:
    """The agent at `token`; nobody asks himself, so a phrase that seems to mean the asker names somebody else."""
    agent = reading.discourse.agent(token)
    if agent is not None and (asker is None or agent.path != asker.path):
        return agent
    return somebody(reading, token) if token.tag_.startswith("NN") else None


def doer(reading: Reading, noun: Token) -> Agent | None:
    """Who would do the deed that a noun names: "his resignation", "the consent of the king"."""
    if reading.noun(noun, "deed") is None:
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    owners += [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return next((a for t in owners if (a := reading.discourse.agent(t)) is not None), None)


def is_people(reading: Reading, token: Token) -> bool:
    """A common noun that the lexicon has for people or bodies: "the authorities must act"; not "a state must act"."""
    meant = token.tag_ == "NNS" or (
        token.tag_ == "NN" and token.left_edge.lower_ in ("the", "its", "their", "his", "her")
    )
    return meant and any(s.frame in _ACTING for s in reading.lexicon.of("noun", token.lemma_))
