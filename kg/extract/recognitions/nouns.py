"""Recognition told by the noun: "France's recognition of Y", "the non-recognition of Y by X", "mutual recognition"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from kg.extract.recognitions.recognised import named
from kg.extract.recognitions.recognisers import heads_of, is_denied, noun_holder, state_of
from kg.extract.tree import conjuncts
from kg.types import Agent, Recognition, RecognitionState, Span, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_SUPPOSED = ("would", "could", "might", "may", "should")


def find(reading: Reading, token: Token) -> Iterator[Recognition]:
    """ "the recognition of Y", "France's recognition of Y", "calling for recognition", "agree on mutual recognition"."""
    if reading.noun(token, "recognise") is None or token.tag_ not in ("NN", "NNS", "NNP"):
        return
    if any(c.lower_ == "mutual" for c in token.children):
        yield from _mutual(reading, token)
        return
    if _is_told_by_verb(reading, token):
        return
    status, holder = _status(reading, token), noun_holder(reading, token)
    for recognized, kind in named(reading, token, holder[1] if holder else None) if status is not None else ():
        if holder is not None:
            word, agent = holder
            span = Span(min(word.left_edge.idx, token.left_edge.idx), reading.subtree(token).end)
            for one in _holders(reading, word, agent):
                yield Recognition(one, recognized, kind, status, _why(reading, token, span, "noun"))  # type: ignore[arg-type]
            continue
        measure, body, start = _calling(reading, token)
        state = state_of(reading, body)
        if state is not None and start is not None:
            why = _why(reading, token, Span(min(start.idx, token.idx), reading.subtree(token).end), "called-for")
            yield Recognition(state, recognized, kind, "calls-for", why, measure)


def _is_told_by_verb(reading: Reading, token: Token) -> bool:
    """ "withdraw recognition", "recognition was withdrawn": the verb tells of it."""
    if token.dep_ not in ("dobj", "nsubjpass", "conj") or not reading.clauses.has(token.head):
        return False
    clause = reading.clauses.at(token.head)
    return token in clause.objects and reading.sense(clause, "recognise") is not None


def _status(reading: Reading, token: Token) -> RecognitionState | None:
    """ "non-recognition", "planned recognition"; None for what is only thought of ("a possible recognition")."""
    if is_denied(token):
        return "does-not-recognise"
    marks = [c.lower_ for c in token.children if c.dep_ in ("amod", "det")]
    if "no" in marks or any(reading.lexicon.sense("adjective", m, "weigh") is not None for m in marks):
        return None
    above = reading.clauses.at(token.head) if token.dep_ == "nsubj" and reading.clauses.has(token.head) else None
    if above is not None and any(c.dep_ == "aux" and c.lower_ in _SUPPOSED for c in above.verb.children):
        return None  # "would be a mistake"
    if token.dep_ == "pobj" and reading.noun(token.head.head, "undoing") is not None:
        return "withdraws"  # "the withdrawal of its recognition of Y"
    ahead = any(reading.lexicon.sense("adjective", m, "ahead") is not None for m in marks)
    return "will-recognise" if ahead else "recognises"


def _holders(reading: Reading, word: Token, agent: Agent) -> Iterator[Agent]:
    """The one whose recognition it is; those that "their" stands for or that are named with it."""
    tokens = tuple(reading.discourse.expand(word)) if word.tag_ == "PRP$" else ()
    found = [a for _, a in reading.agents(tokens)]
    yield from found or [agent]
    yield from (a for _, a in reading.agents(conjuncts(word)[1:] if word.tag_ == "NNP" else ()))


def _mutual(reading: Reading, token: Token) -> Iterator[Recognition]:
    """Each of those who agree on, establish or sign a mutual recognition recognises the others."""
    verb = next((a for a in token.ancestors if reading.clauses.has(a)), None)
    between = [t for p in token.children if p.lower_ in ("between", "of", "by") for t in heads_of(p)]
    clause = reading.clauses.at(verb) if verb is not None else None
    if clause is not None and not between and not clause.negated and clause.mood == "real":
        between = [t for subject in clause.subjects for t in reading.discourse.expand(subject)]
    agents = {a.path: a for _, a in reading.agents(tuple(between)) if a.kind in ("state", "government")}
    for one, other in permutations(agents.values(), 2):
        why = _why(reading, token, reading.sentence(token), "mutual")
        yield Recognition(one, other, "state", "recognises", why)


def _why(reading: Reading, token: Token, span: Span, rule: str) -> Why:
    return Why(span, reading.sentence(token), f"recognition.{rule}", 0.6, "recognition")


def _calling(reading: Reading, token: Token) -> tuple[str | None, Agent | None, Token | None]:
    """The measure whose text calls for the recognition at `token`, its body, and where the phrase begins."""
    for ancestor in token.ancestors:
        ids: tuple[str, ...] = ()
        if ancestor.tag_.startswith("VB"):
            clause = reading.clauses.at(ancestor)
            if reading.sense(clause, "demand") is not None or ancestor.lemma_ in ("contain", "include"):
                subject = next((t for t in clause.subjects if reading.discourse.measure(t)), None)
                ids = reading.discourse.measure(subject) if subject is not None else ()
        if ids and subject is not None:
            return ids[0], reading.discourse.measures[ids[0]].body, subject.left_edge
    return None, None, None
