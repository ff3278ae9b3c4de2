"""What the narrator adds at the end of what somebody says: "after ...", "in response to ...", "a claim that Chad denies"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.moods import tells
from kg.extract.speech.bounds import SHORTEST, around
from kg.extract.tree import child
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_SECOND_THAT = re.compile(r"\b(?:and|but) that\s")  # what is said goes on
_OUTER = {"after", "while", "amid", "following", "when"}  # what follows them is told by the narrator
RESPONSE = re.compile(r"\s(?:in (?:response|reaction|retaliation|reply) (?:to|for)|ahead of)\s")
_WHOLES = {"move", "step", "decision", "figure", "charge", "position", "view", "offer", "measure", "plan"}


def cut(reading: Reading, clause: Clause, span: Span) -> Span:
    """Without what the narrator adds at the end: participles after a comma, "after ...", "in response to ..."."""
    if around(reading, span.start) is not None:
        return span
    half = (span.start + span.end) // 2  # a reason that makes up more than half is no aside
    ends = [t.left_edge.idx for t in tokens(reading, span) if _is_added(reading, clause, t, span.end)]
    ends += [t.left_edge.idx for t in tokens(reading, span) if is_remark(reading, t, span.end)]
    ends += [at for m in RESPONSE.finditer(span.of(reading.seen)) if (at := span.start + m.start()) >= half]
    said = max((span.start + m.end() for m in _SECOND_THAT.finditer(span.of(reading.seen))), default=span.start)
    for end in sorted(ends):
        if end > said and len(reading.text[span.start : end].split()) >= SHORTEST:
            return Span(span.start, end)
    return span


def _is_added(reading: Reading, clause: Clause, token: Token, end: int) -> bool:
    if token.dep_ not in ("advcl", "conj", "prep") or around(reading, token.idx) is not None:
        return False
    edge = token.left_edge
    comma = edge.i > 0 and edge.nbor(-1).text in (",", ";", "-", "–", "—")
    if token.dep_ == "conj":
        return _goes_on(reading, clause, token)
    if token.dep_ == "prep":
        return comma and token.lower_ in _OUTER
    mark = next((c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i == edge.i), "")
    if mark == "after" and not comma and _is_past(clause.verb) and _is_past(token.head):
        return False  # "said a man was held after a shop burned": one story; "says it will sue after the vote" is two
    last = token.right_edge.idx + len(token.right_edge.text) >= end  # "cutting jobs, but that directors objected"
    return mark in ("after", "while", "whereas") or (comma and last and token.tag_ == "VBG" and edge.i == token.i)


def is_remark(reading: Reading, token: Token, end: int) -> bool:
    """What the narrator says of the whole at its end: "says it has won, | a claim disputed by Chad |", "| which X denies |".

    So too what is told of the last one named: "blames Chad, | whose army is near |".
    """
    edge, last = token.left_edge, token.right_edge
    if edge.i == 0 or edge.nbor(-1).text != "," or last.idx + len(last.text) < end:
        return False
    if token.dep_ == "relcl" and edge.lower_ in ("which", "whose") and reading.clauses.has(token):
        sense = reading.sense(reading.clauses.at(token), "speech", "stance", "naming")
        return edge.lower_ != "which" or (sense is not None and (edge.dep_ == "dobj" or edge.head is not token))
    if token.dep_ == "prep" and token.lower_ == "in":  # "will leave, | in a blow to the bloc |"
        noun = child(token, "pobj")
        return noun is not None and noun.left_edge.lower_ in ("a", "an", "what")
    told = any(c.dep_ in ("acl", "relcl") for c in token.children)
    if token.dep_ not in ("appos", "npadvmod", "conj") or edge.lower_ not in ("a", "an") or not told:
        return False
    return token.lower_ in _WHOLES or reading.noun(token, "speech") is not None


def _is_past(verb: Token) -> bool:
    """True for a simple past or its passive."""
    auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return auxiliary.tag_ == "VBD"


def _goes_on(reading: Reading, clause: Clause, token: Token) -> bool:
    """True for a verb of the speaker that the parser put under what is said: "said it failed, and called for ...".

    So for what another one says: "says it failed, and Chad vows to sue", if somebody is its subject.
    """
    if token.tag_ != clause.verb.tag_ or not tells(token, reading.lexicon):
        return False
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "mark")]
    if not subjects:
        return True
    edge, agent = token.left_edge, reading.discourse.agent(subjects[0])
    apart = edge.i > 1 and edge.nbor(-1).dep_ == "cc" and edge.nbor(-2).text == ","
    return apart and len(subjects) == 1 and subjects[0].tag_ != "PRP" and agent is not None


def tokens(reading: Reading, span: Span) -> Iterator[Token]:
    found = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    yield from found if found is not None else ()
