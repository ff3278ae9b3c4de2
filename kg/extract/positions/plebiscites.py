"""What the voters of a state are for or against, told by their share: "62 percent of the ballots cast in favour".

Read by the order of words, for the parser hangs such shares on anything: the share, "of", what is cast, the side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import voters
from kg.extract.positions.holders import Holder, position
from kg.extract.positions.targets import target
from kg.extract.tree import is_verb
from kg.types import Agent, Position, Stance, Target, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_SHARES = ("%", "percent")
_CAST = ("vote", "ballot")
#: What may stand between what is cast and the side.
_BETWEEN = {"cast", "were", "are", "is", "was", "being", "going", "went", "in", "counted"}
_SIDES: dict[str, Stance] = {"favour": "supports", "favor": "supports", "yes": "supports", "against": "opposes"}
_HALF = 50
_REACH = 6


def find(reading: Reading) -> Iterator[Position]:
    """The positions of voters that shares of the vote tell."""
    for token in reading.doc:
        side = _side(token) if token.lower_ in _SHARES and token.i > token.sent.start else None
        if side is None:
            continue
        about = _about(reading, side, token)
        if about is not None and _share(token.nbor(-1)) > _HALF:
            why = Why(reading.between(token.nbor(-1), side), reading.sentence(token), "position.share", 0.6, "vote")
            holder = Holder(token, Agent("group/voters", "voters", "people"))
            stance = _SIDES[side.lower_]
            yield position(reading, holder, stance, about, voters.ACTS[stance], why)


def _share(token: Token) -> float:
    """The number before "percent"; 0 for what is none."""
    try:
        return float(token.text.replace(",", "."))
    except ValueError:
        return 0.0


def _side(token: Token) -> Token | None:
    """The word for the side that this share of the votes took."""
    words = token.doc[token.i + 1 : min(token.i + 1 + _REACH, token.sent.end)]
    cast = next((i for i, t in enumerate(words) if t.lemma_ in _CAST), None)
    if cast is None or not words or words[0].lower_ != "of":
        return None
    for word in words[cast + 1 :]:
        if word.lower_ in _SIDES:
            return word
        if word.lower_ not in _BETWEEN:
            return None
    return None


def _about(reading: Reading, side: Token, share: Token) -> Target | None:
    """What they voted on: "in favour of the change", else what the sentence does, else the measure last spoken of."""
    after = [t for p in side.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    if after:
        return target(reading, after[0])
    done = (reading.clauses.at(v) for v in share.sent if is_verb(v) and v.i < share.i)
    things = (t for c in done for t in c.objects if t.tag_ in ("NN", "NNS") and reading.discourse.agent(t) is None)
    about = voters.put(reading, share) or next(things, None) or voters.at_issue(reading, share)
    return target(reading, about) if about is not None else None
