"""What a position is about: the words, and the measure, recognition, agent or act they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import noun_tails
from kg.extract.recognitions import finding as recognitions
from kg.extract.tree import child, conjuncts, is_verb
from kg.types import Agent, Issue, Span, Target, TargetKind

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: Frames of nouns for what is said, decided or asked; one may take a side on these, where a verb alone would not tell.
_ABSTRACT = (
    "measure", "decide", "speech", "stance", "judgement", "demand", "recognise", "statehood", "genocide", "affair",
    "undoing",
)  # fmt: skip
_ENDS = " ,;:–—-"
_NEUTER = ("it", "this", "that", "them", "which")
_STATES = ("state", "government", "chamber")
_LINKS = ("of", "for", "on", "to")


def target(reading: Reading, token: Token) -> Target:
    """What a position is about, by the head of its phrase; coordinated things are one target."""
    span = _span(reading, token)
    text = _words(reading, token, span)
    ids = measures(reading, token)
    agent = reading.discourse.agent(token)
    asked = recognition(reading, token)
    if asked is not None:
        return Target(text, "recognition", span, ids, issue(reading, asked), agent)
    return Target(text, _kind(reading, token, ids, agent), span, ids, None, agent)


def cut(reading: Reading, about: Target, end: int) -> Target:
    """A target without the words from an offset on, if some are left."""
    span = reading.trim(about.span.start, end) if about.span is not None and about.span.start < end else about.span
    text = reading.text[span.start : span.end].rstrip(_ENDS) if span is not None else about.text
    text = text.removesuffix(" with").rstrip(_ENDS)
    return replace(about, span=Span(span.start, span.start + len(text)), text=text) if span is not None else about


def _span(reading: Reading, token: Token) -> Span:
    """The phrase without what only comments on it (", which was adopted in May") or was wrongly hung on it."""
    after = (c for c in token.children if c.left_edge.i > token.i and c.left_edge.nbor(-1).text == ",")
    comment = next((c for c in after if _comments(reading, token, c)), None)
    if comment is not None:
        return _without_figures(reading, reading.between(token.left_edge, comment.left_edge.nbor(-1)))
    last = token.right_edge
    if last.dep_ == "case" and last.head.i == token.i and last.i > token.i:
        return reading.between(token.left_edge, last.nbor(-1))  # "took Ghana's part": Ghana
    if last.dep_ == "cc" and last.i > token.i:
        return reading.between(token.left_edge, last.nbor(-1))  # "voted for the text and Peru against it"
    return _without_figures(reading, reading.subtree(token))


def _without_figures(reading: Reading, span: Span) -> Span:
    """Of "the bill by 30 votes to 12" the bill: how many voted for it tells nothing of it."""
    return Span(span.start, span.start + len(noun_tails.without_figures(span.of(reading.text))))


def _words(reading: Reading, token: Token, span: Span) -> str:
    """The words for a target: its own, of a pronoun those of what it stands for."""
    meant = reading.discourse.antecedent(token) if token.tag_ == "PRP" else None
    return (_span(reading, meant) if meant is not None else span).of(reading.text)


def _comments(reading: Reading, token: Token, after: Token) -> bool:
    """True for a relative clause, and for somebody and what they do beside it: "passed the bill, the Greens abstaining"."""
    if after.dep_ in ("appos", "acl"):
        own = (after,) if after.dep_ == "appos" else tuple(c for c in after.children if c.dep_ == "nsubj")
        return reading.discourse.agent(token) is None and any(reading.discourse.agent(t) is not None for t in own)
    return after.dep_ == "relcl"


def _kind(reading: Reading, token: Token, ids: tuple[str, ...], agent: Agent | None) -> TargetKind:
    if ids or is_measure(reading, token):
        return "measure"
    if agent is not None:
        return "actor"
    return "action" if token.tag_.startswith(("VB", "NN")) else "other"


def is_measure(reading: Reading, token: Token) -> bool:
    """True for a measure of the text or a noun that names one."""
    return bool(reading.discourse.measure(token)) or reading.noun(token, "measure") is not None


def is_abstract(reading: Reading, token: Token) -> bool:
    """True for what is decided, said or asked, as against persons, places and things."""
    return is_measure(reading, token) or reading.noun(token, *_ABSTRACT) is not None or is_verb(token)


def whole(reading: Reading, token: Token) -> Token:
    """The measure meant by "which" after a comma: "passed a law on fishing, which Peru opposes" is on the law."""
    if token.tag_ == "WDT":  # "the dam, to which Egypt objects"
        verb = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        return verb.head if verb is not None and verb.head.tag_.startswith("NN") else token
    after = any(c.dep_ == "relcl" and c.left_edge.i > 0 and c.left_edge.nbor(-1).text == "," for c in token.children)
    within = token.dep_ == "pobj" or (
        token.dep_ == "dobj" and token.head.dep_ == "acl"
    )  # "a law banning fishing, which"
    if not after or not within or is_measure(reading, token):
        return token
    above = (a for a in token.ancestors if a.tag_.startswith("NN"))
    return next((a for a in above if is_measure(reading, a) and a.left_edge.i < token.i), token)


def measures(reading: Reading, token: Token) -> tuple[str, ...]:
    """Local ids of the measures that a phrase means: itself, what it is the adoption of, or what "it" takes up."""
    found = [m for t in conjuncts(token) for m in reading.discourse.measure(t)]
    if not found and reading.noun(token, "decide", "recognise") is not None:
        found = [m for t in _of(token) for m in reading.discourse.measure(t)]
    if not found and token.lower_ in _NEUTER and reading.discourse.agent(token) is None:
        found = list(last(reading, token))
    return tuple(dict.fromkeys(found))


def last(reading: Reading, token: Token, reach: int = 2) -> tuple[str, ...]:
    """The measures last spoken of before a token, within so many sentences."""
    here = reading.discourse.sentence(token)
    for earlier in reversed(reading.doc[: token.i]):
        if here - reading.discourse.sentence(earlier) >= reach:
            return ()
        ids = reading.discourse.measure(earlier)
        if ids:
            return ids
    return ()


def last_named(reading: Reading, token: Token, reach: int = 2) -> Token | None:
    """The noun of the measure last spoken of before a token; None if there is none so near.

    As what one is called ("condemned the vote as an unfriendly act") is no measure.
    """
    here = reading.discourse.sentence(token)
    for earlier in reversed(reading.doc[: token.i]):
        if here - reading.discourse.sentence(earlier) >= reach:
            return None
        if earlier.tag_ in ("NN", "NNS") and is_measure(reading, earlier) and not _describes(earlier):
            return earlier
    return None


def _describes(noun: Token) -> bool:
    """True for a noun that tells of another what it is, or how far it has come ("in its final reading")."""
    staged = noun.lemma_ == "reading" and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "on", "after")
    return noun.dep_ in ("compound", "attr") or (noun.dep_ == "pobj" and noun.head.lower_ == "as") or staged


def subject_above(pronoun: Token) -> Token | None:
    """The deed or thing that the sentence is about, where "it" stands in a clause below: "the plan failed as it was ..."."""
    verb = pronoun.head
    if pronoun.lower_ != "it" or not is_verb(verb) or verb.dep_ not in ("advcl", "relcl") or not is_verb(verb.head):
        return None
    return next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ == "NN"), None)


def judged_before(reading: Reading, pronoun: Token) -> Token | None:
    """What was taken a side on just before "it" that would stand for a state: "Peru condemned the vote. Chad welcomed it"."""
    meant = reading.discourse.agent(pronoun) if pronoun.lower_ == "it" else None
    if meant is None or meant.kind not in _STATES:
        return None
    here = reading.discourse.sentence(pronoun)
    for clause in reversed(tuple(reading.clauses)):
        near = clause.verb.i < pronoun.i and here - reading.discourse.sentence(clause.verb) <= 1
        if near and clause.verb.i != pronoun.head.i and reading.sense(clause, "stance", "decide") is not None:
            things = (t for t in clause.objects if t.i < pronoun.i and t.tag_ in ("NN", "NNS"))
            return next((t for t in things if reading.discourse.agent(t) is None), None)
    return None


def _of(noun: Token) -> Iterator[Token]:
    """The heads after "of" and the like."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in _LINKS:
            yield from (t for t in prep.children if t.dep_ in ("pobj", "pcomp"))


# --- recognition ------------------------------------------------------------------------------------------------


def recognition(reading: Reading, token: Token) -> Token | None:
    """The word of recognising in a phrase: "recognition of Y", "the recognition call", "calls for recognising Y"."""
    near = (token, *(c for c in token.children if c.dep_ in ("compound", "nmod")), *_of(token))
    return next((t for t in near if _recognises(reading, t)), None)


def _recognises(reading: Reading, token: Token) -> bool:
    if is_verb(token):
        return reading.sense(reading.clauses.at(token), "recognise") is not None
    return reading.noun(token, "recognise") is not None


def issue(reading: Reading, token: Token) -> Issue | None:
    """The question that a word of recognising raises; None if the text does not tell whose recognition it is.

    What it leaves open is taken from the recognition last spoken of: the thing ("the recognition call"), and who is to
    recognise it. "Recognition of Y" without an article points to none: it is a question of its own.
    """
    earlier = sorted(_events(reading, token), key=lambda event: (event.object != "state", event.recognizer is None))
    named = (
        [t for t in _of(token) if t.tag_.startswith(("NN", "PRP"))] if not is_verb(token) else _objects(reading, token)
    )
    thing = next(reading.agents(tuple(named)), (None, None))[1]
    bare = thing is not None and not is_verb(token) and child(token, "det", "poss") is None
    for event in [] if bare else earlier:
        if thing is None or _same(thing, event.recognized):
            own = _recognizer(reading, token)
            return Issue(event.recognized, own or event.recognizer, event.object)
    return Issue(thing, _recognizer(reading, token)) if thing is not None else None


def _events(reading: Reading, token: Token) -> Iterator[Issue]:
    """The recognitions that the text speaks of before a token, the nearest first, with who is to recognise."""
    before = [c for c in reading.clauses if c.verb.i < token.i and reading.sense(c, "recognise") and c.objects]
    for clause in reversed(before):
        recognizer = _subject(reading, clause)
        for thing, kind in recognitions.recognised(reading, clause, clause.objects[0], recognizer):
            yield Issue(thing, recognizer, kind)


def _subject(reading: Reading, clause: Clause) -> Agent | None:
    agents = (agent or _body(reading, ids) for _, agent, ids in reading.actors(clause))
    return next((recogniser(reading, agent) for agent in agents if agent is not None and agent.of), None)


def _body(reading: Reading, ids: tuple[str, ...]) -> Agent | None:
    return reading.discourse.measures[ids[0]].body if ids else None


def recogniser(reading: Reading, agent: Agent) -> Agent:
    """Who recognises when a body, an office or a person of a polity does: the polity."""
    return recognitions.state_of(reading, agent) or agent


def _recognizer(reading: Reading, token: Token) -> Agent | None:
    """ "France's recognition of Y", "recognition of Y by France"."""
    tokens = [c for c in token.children if c.dep_ == "poss"] if list(_of(token)) else []
    tokens += [t for p in token.children if p.lower_ == "by" for t in p.children]
    return next((recogniser(reading, agent) for _, agent in reading.agents(tuple(tokens))), None)


def _objects(reading: Reading, token: Token) -> list[Token]:
    return list(reading.clauses.at(token).objects)


def _same(one: Agent, other: Agent) -> bool:
    return one.path == other.path or (one.polity is not None and one.polity == other.polity)
