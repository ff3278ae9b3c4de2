"""Demands told by nouns: "a written request from Chad to move the border", "their demands on the government for reform"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.agents import group
from kg.extract.demands import parties as demand_parties
from kg.extract.demands.content import has_to, infinitive, is_subjunctive, mark, without_figures
from kg.extract.tree import child
from kg.gazetteer import entity_agent
from kg.types import Agent, Span, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

    #: An asker: its word, the agent, the measures.
    Asker = tuple[Token, Agent | None, tuple[str, ...]]
    #: What a noun tells: its sense, who asks, of whom, what, the word that heads that, and where all this stands.
    Told = tuple[Sense, Asker, Agent | None, Span, Token | None, Why]

#: Verbs that only say that the demand is made. A closed class of light verbs, so grammar rather than lexicon.
_LIGHT = frozenset(
    {"make", "issue", "renew", "reiterate", "repeat", "voice", "send", "contain", "include", "increase", "launch"}
    | {"submit", "file", "step up", "echo", "join", "lead", "head", "reaffirm", "restate", "deliver", "address"}
    | {"direct", "extend", "put", "present", "lodge", "intensify", "serve", "sign", "put forward", "put out"}
)


def told(reading: Reading, token: Token) -> Iterator[Told]:
    """The demand that a noun tells, if it does and the text says who asks."""
    sense = reading.noun(token, "demand") if token.tag_ in ("NN", "NNS") else None
    if sense is None:
        return
    head = next(iter(_complements(token)), None)
    span = infinitive(reading, head) if head is not None else _for(reading, token)
    if span is None:
        if (done := _granted(reading, token)) is not None:
            yield from _done(reading, token, sense, done)
        return
    asker = next(_askers(reading, token), None)
    if asker is None:
        return
    start, end = min(asker[0].left_edge.idx, token.left_edge.idx), max(span.end, reading.subtree(token).end)
    why = Why(Span(start, end), reading.sentence(token), "demand.noun", 0.6, token.lemma_)
    yield sense, asker, _addressee(reading, token, head), without_figures(reading, span), head, why


def _granted(reading: Reading, token: Token) -> Token | None:
    """The verb of what somebody does who was asked to: "at the request of Chad, Togo | closes | its port"."""
    prep = token.head
    verb = prep.head if token.dep_ == "pobj" and prep.lower_ in _UPON and prep.dep_ == "prep" else token
    if verb is token or not reading.clauses.has(verb):
        return None
    clause = reading.clauses.at(verb)
    return verb if clause.mood == "real" and not clause.passive and not clause.negated and clause.subjects else None


_UPON = {"at", "per", "upon"}


def _done(reading: Reading, token: Token, sense: Sense, verb: Token) -> Iterator[Told]:
    """What was asked and done, of whoever did it."""
    asker = next(_askers(reading, token), None)
    if asker is None:
        return
    last = token.head.left_edge.nbor(-1) if token.i > verb.i else verb.right_edge
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    doer = next((a for t in reading.clauses.at(verb).subjects if (a := reading.discourse.agent(t)) is not None), None)
    why = Why(reading.sentence(token), reading.sentence(token), "demand.noun", 0.6, token.lemma_)
    yield sense, asker, doer, reading.between(verb, last), verb, why


def _addressee(reading: Reading, token: Token, head: Token | None) -> Agent | None:
    """Whom the noun's own phrase names ("on", "to"), else who is to do what is asked."""
    addressed = [t for p in token.children if p.lower_ in ("on", "to", "upon") for t in p.children if t.dep_ == "pobj"]
    if addressed:
        return reading.discourse.agent(addressed[0]) or group(reading.doc, addressed[0])
    subject = child(head, "nsubj", "nsubjpass") if head is not None else None
    told = reading.discourse.agent(subject) if subject is not None else None
    return told or _answering(reading, token)


def _answering(reading: Reading, token: Token) -> Agent | None:
    """Who answers a demand, of whom it then was made: "| Chad | rejects a Fijian demand for an apology"."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in ("dobj", "pobj", "nsubjpass") or not reading.clauses.has(verb):
        return None
    clause = reading.clauses.at(verb)
    if reading.sense(clause, "answer") is None:
        return None
    agents = (agent for _, agent in reading.agents(clause.subjects))
    people = (demand_parties.somebody(reading, t) for t in clause.subjects if demand_parties.is_people(reading, t))
    return next(agents, None) or next(people, None)


def _complements(token: Token) -> list[Token]:
    """What is asked, by its verb: an infinitive or a clause, of the noun or of the verb that the parser hung it on."""
    own = [c for c in token.children if c.dep_ in ("acl", "relcl", "xcomp", "ccomp", "advcl")]
    found = [c for c in own if c.tag_ == "VB" or has_to(c) or (mark(c) == "that" and is_subjunctive(c))]
    if token.dep_ in ("dobj", "conj") and any(c.lower_ in ("on", "to", "for") for c in token.children):
        verb = next((a for a in token.ancestors if a.tag_.startswith("VB")), token)
        found += [c for c in verb.children if c.dep_ in ("xcomp", "advcl", "conj") and c.i > token.i and c.tag_ == "VB"]
    return found


def _for(reading: Reading, token: Token) -> Span | None:
    """What a noun asks "for", with the phrase of time or manner right behind it: "calls for a vote | within a month"."""
    prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    if prep is None or not prep.children:
        return None
    last = prep.right_edge
    after = next((c for c in token.children if c.dep_ == "prep" and c.left_edge.i == last.i + 1), None)
    return reading.between(prep.nbor(1), after.right_edge if after is not None and after.lower_ in _LIMITS else last)


_LIMITS = {"within", "before", "by", "until", "without", "over", "about", "into", "regarding", "concerning"}


def _askers(reading: Reading, token: Token) -> Iterator[Asker]:
    """The possessor, the "from" or "by" phrase, or who makes, issues, renews the call, or from whom it comes."""
    candidates = [c for c in token.children if c.dep_ == "poss"]
    if candidates and candidates[0].tag_ == "PRP$":  # "the doctors' union renews its demand": its own, whoever that is
        yield from _makers(reading, token)
    for word in (c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound", "nmod")):
        polity = reading.names.polity(word)  # "Israeli demands", "a US call"
        if polity is not None:
            yield word, entity_agent(polity), ()
    sources = [p for p in token.children if p.lower_ in ("from", "by", "of")]
    if token.dep_ == "nsubj" and token.head.lemma_ == "come":
        sources += [p for p in token.head.children if p.lower_ == "from"]
    candidates += [t for p in sources for t in p.children if t.dep_ == "pobj"]
    for candidate in candidates:
        agent, measures = reading.discourse.agent(candidate), reading.discourse.measure(candidate)
        if agent is None and not measures and candidate.tag_ == "NNS" and candidate.dep_ == "pobj":
            agent = group(reading.doc, candidate)  # "appeals from farmers to cut the price"
        if agent is not None or measures:
            yield candidate, agent, measures
    yield from _makers(reading, token)


def _makers(reading: Reading, token: Token) -> Iterator[Asker]:
    """Who makes, issues or renews a demand."""
    if token.dep_ == "dobj" and token.head.tag_.startswith("VB") and reading.clauses.has(token.head):
        governor = reading.clauses.at(token.head)
        light = governor.lemma in _LIGHT and not governor.negated
        yield from (list(reading.actors(governor)) or demand_parties.unnamed(reading, governor) if light else ())
