"""Camps: who stood on which side of a vote, told without a verb of voting: "with the Greens in favour", "Chad was against".

The word that names the side is bare (nothing follows that it would be against); what the vote was on is told elsewhere.
Those on the side stand right before the word, after "with" or a comma, or are the subject of "be".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, acting, named, position, spanning, unnamed
from kg.extract.positions.members import plain_members
from kg.extract.positions.targets import cut
from kg.extract.positions.voters import ACTS, aim
from kg.extract.tree import conjuncts, is_verb
from kg.types import Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: The words that name a side, and the word they stand after.
_BARE: dict[tuple[str, str], Stance] = {
    ("against", ""): "opposes", ("opposed", ""): "opposes", ("for", ""): "supports", ("favour", "in"): "supports",
    ("favor", "in"): "supports",
}  # fmt: skip
_FORMS = frozenset(word for word, _ in _BARE)
_FRONTS = {",", ";", ":", "-", "–", "—", "(", "with", "while"}
_BETWEEN = {"RB", "DT", "PDT", "JJ", ","}  # "the Greens alone against", "the Greens, the ally, both against"
#: What the votes of somebody were, by the word they stand after.
_WITH_VOTES: dict[str, Stance] = {"with": "supports", "by": "supports", "to": "supports", "against": "opposes"}
_STANDING = {"be", "remain", "stay", "come", "speak", "argue", "testify"}


def find(reading: Reading) -> Iterator[Position]:
    """The positions that a bare word for a side tells."""
    for word in reading.doc:
        stance = _side(word) if word.lower_ in _FORMS else _doing(reading, word) if word.tag_ == "VBG" else None
        if stance is not None:
            yield from _taken(reading, word, stance)
        if word.lower_ == "votes" and word.dep_ == "pobj":
            yield from _by_votes(reading, word)


def _side(word: Token) -> Stance | None:
    """The side that a word names by itself; None where it goes on: "against the bill"."""
    before = word.nbor(-1).lower_ if word.i else ""
    stance = _BARE.get((word.lower_, "")) or _BARE.get((word.lower_, before))
    after = word.nbor(1) if word.i + 1 < len(word.doc) else None
    goes_on = ("of", "with", "for", "to", "by")
    ends = word.lower_ in ("favour", "favor") and after is not None and after.is_alpha and after.lower_ not in goes_on
    ends |= after is None or after.is_punct or after.is_space or after.lower_ in ("and", "but", "while", "too", "as")
    return stance if ends and not any(c.dep_ in ("pobj", "pcomp") for c in word.children) else None


def _doing(reading: Reading, word: Token) -> Stance | None:
    """The side of a participle of voting that the parser gave no subject: "Peru and Chile both casting vetoes"."""
    clause = reading.clauses.at(word) if reading.clauses.has(word) else None
    sense = reading.sense(clause, "voted") if clause is not None and clause.open_subject else None
    return sense.polarity if sense is not None else None  # type: ignore[return-value]


def _by_votes(reading: Reading, votes: Token) -> Iterator[Position]:
    """ "Passed with the votes of the Greens", "against the votes of the Left", "thanks to the votes of Peru"."""
    stance = _WITH_VOTES.get(votes.head.lower_)
    givers = [t for p in votes.children if p.lower_ == "of" for g in p.children for t in conjuncts(g)]
    about = aim(reading, votes) if stance is not None and givers else None
    if stance is None or about is None:
        return
    for holder in (h for t in givers for h in (list(named(reading, t)) or unnamed(reading, t))):
        if holder.agent.kind != "chamber" and not plain_members(reading, holder.token):
            why = Why(spanning(reading, votes, holder.token), reading.sentence(votes), "position.vote", 0.7, "vote")
            yield position(reading, holder, stance, about, ACTS[stance], why)


def _taken(reading: Reading, word: Token, stance: Stance) -> Iterator[Position]:
    start = word.nbor(-1) if word.lower_ in ("favour", "favor") else word
    listed = _listed(reading, start)
    holders = listed or (list(_subjects(reading, start)) if word.lower_ in _FORMS and word.lower_ != "for" else [])
    about = aim(reading, word)
    if about is None:
        return
    if listed and about.span is not None and about.span.end > listed[0].token.idx:  # the list was hung on the measure
        about = cut(reading, about, reading.subtree(listed[0].token).start)
    for holder in holders:
        if holder.agent.kind != "chamber" and not plain_members(reading, holder.token):
            why = Why(spanning(reading, holder.token, word), reading.sentence(word), "position.vote", 0.7, word.lower_)
            yield position(reading, holder, stance, about, ACTS[stance], why)


def _listed(reading: Reading, word: Token) -> list[Holder]:
    """Those named right before the word in a phrase of their own: after "with", a comma or a dash."""
    before = word.doc[word.sent.start : word.i]
    last = next((t for t in reversed(before) if t.tag_ not in _BETWEEN and t.lower_ != "both"), None)
    if last is None or not last.tag_.startswith("NN"):
        return []
    told = max((t.i for t in before if t.lower_ in _FORMS and _side(t) is not None), default=-1)
    whole = _whole(reading, last, told)
    front = whole.left_edge.nbor(-1) if whole.left_edge.i > word.sent.start else None
    if (
        front is None
        or not (_opens(front) or _is_source(front) or front.i == told + 1)
        or any(is_verb(t) for t in word.doc[whole.i : word.i])
    ):
        return []
    return [h for t in conjuncts(whole) if t.i < word.i for h in (list(named(reading, t)) or unnamed(reading, t))]


def _whole(reading: Reading, last: Token, after: int) -> Token:
    """The first of a list by its last word; not the body or day that the parser joined it to."""
    while _is_share(reading, last):  # "62 percent of voters"
        last = last.head.head
    while last.dep_ in ("conj", "appos") and last.head.i > after and last.head.i < last.i:
        agent = reading.discourse.agent(last.head)
        other = agent is None if last.dep_ == "conj" else not last.head.tag_.startswith("NN")
        if other or reading.discourse.measure(last.head) or (agent is not None and agent.kind == "chamber"):
            break
        last = last.head
    return last


def _is_share(reading: Reading, token: Token) -> bool:
    """True for those whom a part is of: "62 percent of voters", "most of the nurses"."""
    part = token.head.head
    shared = token.dep_ == "pobj" and token.head.lower_ == "of" and part.i < token.i
    return shared and (part.tag_ == "CD" or part.lemma_ == "percent" or reading.noun(part, "quantity") is not None)


def _is_source(front: Token) -> bool:
    """ "19, all | from | the Greens, against": whose members those are who were counted."""
    return front.lower_ in ("from", "of") and front.i > 0 and front.nbor(-1).lower_ in _ALL


_ALL = {"all", "mostly", "mainly", "both", "most", "chiefly", "largely", "them"}


def _opens(front: Token) -> bool:
    """True for what a phrase of its own stands after: "with", also "with only"; a comma; a dash."""
    while front.tag_ in ("RB", "DT") and front.i > front.sent.start:
        front = front.nbor(-1)
    return front.lower_ in _FRONTS


def _subjects(reading: Reading, word: Token) -> Iterator[Holder]:
    """ "X and Y were against", "Peru remains opposed": the subject of the verb that the word is said with."""
    above = list(takewhile(lambda t: not is_verb(t), word.ancestors))
    verb = above[-1].head if above else word.head
    clause = reading.clauses.at(verb) if is_verb(verb) and verb.lemma_ in _STANDING else None
    if clause is not None and not clause.negated and clause.mood in ("real", "future"):
        yield from acting(reading, clause)
