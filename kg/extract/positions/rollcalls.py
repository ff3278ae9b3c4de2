"""Roll calls, read flat: "with Peru, Chad and Japan voting against and Mali abstaining", "abstentions from Fiji and Togo".

The parser easily loses a list of names beside a vote, so that here only the order of words counts: names, then how those
named voted; or the noun of the vote, then the names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import flat_names, singled_out, voters
from kg.extract.positions.holders import covering, position, spanning
from kg.extract.positions.singled_out import VOTED, Named
from kg.extract.positions.targets import target
from kg.types import Decision, Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: How those voted that the names after "from" or "by" belong to.
_BEFORE: dict[str, Stance] = {"abstention": "abstains", "abstentions": "abstains"}
#: The words of an answer to another vote in the sentence: "Labour voted for it and the Greens against".
_SHORT: dict[str, Stance] = {"against": "opposes"}
#: The words that one of all these begins with.
_FIRST = {words.split()[0] for words in (*VOTED, *_BEFORE, *_SHORT)}
_HOW = ("en", "bloc", "masse", "unanimously", "overwhelmingly", "solidly", "largely", "mostly", "instead")


def find(reading: Reading, decisions: tuple[Decision, ...] = ()) -> Iterator[Position]:
    """The positions of those named beside a vote."""
    for token in reading.doc:
        word, named = token.lower_, None
        if word in _FIRST:
            named = _told(token)
        elif word in singled_out.WORDS:
            named = singled_out.told(reading, token, decisions)
        if named is not None:
            yield from _positions(reading, token, named)


def _told(token: Token) -> Named | None:
    """The side told by the words that begin at `token`, and the names before or after them; None for other words."""
    stance = next((s for n in (3, 2, 1) if (s := VOTED.get(_words(token, n))) is not None), None)
    if stance is None and token.lower_ in _SHORT and _answers(token):
        stance = _SHORT[token.lower_]
    if stance is not None:
        return Named(stance, flat_names.before(token))
    if token.lower_ in _BEFORE and (first := _givers(token)) is not None:
        return Named(_BEFORE[token.lower_], flat_names.behind(first))
    return None


def _givers(token: Token) -> Token | None:
    """The word after "abstentions | from", "abstentions | came from"; None if nothing of the kind follows."""
    after = token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]
    words = [t for t in after if t.lower_ not in ("came", "coming", "come")]
    return words[1] if len(words) > 1 and words[0].lower_ in ("from", "by") else None


def _words(token: Token, count: int) -> str:
    """So many words from a token on, without those that only tell how: "voting en bloc against"."""
    words = (t.lower_ for t in token.doc[token.i : min(token.i + count + 2, token.sent.end)])
    return " ".join([w for w in words if w not in _HOW][:count])


def _answers(token: Token) -> bool:
    """ "... voted for the bill and the Greens | against it": no verb of its own, but one of voting before the names."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else "."
    names = flat_names.before(token)
    first = names[0][0] if names else token
    earlier = any(t.lemma_ == "vote" and t.tag_.startswith("VB") for t in token.doc[token.sent.start : first.i])
    return bool(names) and earlier and after in ("it", ".", ",", ";")


# --- positions --------------------------------------------------------------------------------------------------


def _positions(reading: Reading, token: Token, told: Named) -> Iterator[Position]:
    stance, names = told.stance, told.names
    against = (
        next((t for t in (token, token.nbor(1)) if t.lower_ == "against"), None)
        if token.i + 1 < len(token.doc)
        else None
    )
    own = [t for t in against.children if t.dep_ == "pobj" and t.tag_.startswith("NN")] if against is not None else []
    aim = target(reading, own[0]) if own else told.about or voters.aim(reading, token)
    if aim is None:
        return
    if not names:
        return
    first, last = min(names[0][0], token, key=lambda t: t.i), max(names[-1][-1], token, key=lambda t: t.i)
    words = covering(reading.between(first, last), spanning(reading, names[-1][-1], token))
    why = Why(words, reading.sentence(token), "position.roll-call", 0.7, "vote")
    for name in names:
        for holder in voters.name(reading, name[-1]):
            if holder.agent.kind != "chamber":
                yield position(reading, holder, stance, aim, voters.ACTS[stance], why)


def settled(found: list[Position]) -> list[Position]:
    """Without the votes, among those found, that a roll call of the same sentence on the same measure tells otherwise.

    What the grammar tells as well, with what the vote was on, is not told a second time by the order of words.
    """
    called = {_question(p): p.stance for p in found if p.why.rule == "position.roll-call"}
    votes = set(voters.ACTS.values())
    told = {_vote(p) for p in found if p.act in votes and p.why.rule != "position.roll-call"}
    once = (p for p in found if p.why.rule != "position.roll-call" or _vote(p) not in told)
    return [p for p in once if p.act not in votes or called.get(_question(p), p.stance) == p.stance]


def _vote(position: Position) -> tuple[object, ...]:
    return position.holder.path, position.why.sentence, position.stance


def _question(position: Position) -> tuple[object, ...]:
    """Who voted on what, by the sentence that tells it."""
    return position.holder.path, position.why.sentence, position.target.measures
