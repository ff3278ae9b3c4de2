"""Roll calls, read flat: "with Peru, Chad and Japan voting against and Mali abstaining", "abstentions from Fiji and Togo".

The parser easily loses a list of names beside a vote, so that here only the order of words counts: names, then how those
named voted; or the noun of the vote, then the names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import voters
from kg.extract.holders import position, spanning
from kg.extract.targets import target
from kg.types import Position, Stance, Why

if TYPE_CHECKING:
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading

#: How those named before voted.
_AFTER: dict[str, Stance] = {
    "abstaining": "abstains", "abstained": "abstains", "abstain": "abstains", "abstains": "abstains",
    "casting abstentions": "abstains", "cast abstentions": "abstains", "withholding their votes": "abstains",
    "casting vetoes": "opposes", "cast vetoes": "opposes",
    "voting against": "opposes", "voted against": "opposes", "vote against": "opposes", "votes against": "opposes",
    "voting no": "opposes", "voted no": "opposes", "dissenting": "opposes",
    "voting in favor": "supports", "voting in favour": "supports", "voting yes": "supports", "voted yes": "supports",
}  # fmt: skip
#: How those voted that the names after "from" or "by" belong to.
_BEFORE: dict[str, Stance] = {"abstention": "abstains", "abstentions": "abstains"}
#: The words of an answer to another vote in the sentence: "Labour voted for it and the Greens against".
_SHORT: dict[str, Stance] = {"against": "opposes"}
#: How those voted that some are named out of: "24 states opposed, among them X", "those against were X", "9 'no' votes".
_NUMBER: dict[str, Stance] = {
    **_AFTER, "opposed": "opposes", "opposing": "opposes", "oppose": "opposes", "against": "opposes", "no": "opposes",
    "in favour": "supports", "in favor": "supports", "abstentions": "abstains", "abstainers": "abstains",
    "no votes": "opposes", "votes against": "opposes", "yes votes": "supports", "dissenters": "opposes",
}  # fmt: skip
_OUT_OF = ("among", "including")
_GROUP = ("them", "whom", "those")
_COPULAS = ("are", "is", "were", "was", "include", "included", ":")
_SINGLE = ("only", "sole", "lone", "single")
#: The words that one of all these begins with.
_FIRST = {words.split()[0] for words in (*_AFTER, *_BEFORE, *_SHORT)}
_BETWEEN = ("all", "both", "each", "also", ",", "among", "those")
_HOW = ("en", "bloc", "masse", "unanimously", "overwhelmingly", "solidly", "largely", "mostly", "instead")
_JOINTS = (",", "and", "or", "the", "all")
_OPENING = (
    "with",
    "while",
    "whereas",
    "but",
    "and",
    "as",
    "when",
    "after",
    "only",
    "that",
    ",",
    ";",
    ":",
    "(",
    "—",
    "–",
    "-",
)


def find(reading: Reading) -> Iterator[Position]:
    """The positions of those named beside a vote."""
    for token in reading.doc:
        told = _told(token) if token.lower_ in _FIRST else _singled_out(reading, token)
        if told is not None:
            yield from _positions(reading, token, *told)


def _told(token: Token) -> tuple[Stance, list[list[Token]]] | None:
    """The side told by the words that begin at `token`, and the names before or after them; None for other words."""
    stance = next((s for n in (3, 2, 1) if (s := _AFTER.get(_words(token, n))) is not None), None)
    if stance is None and token.lower_ in _SHORT and _answers(token):
        stance = _SHORT[token.lower_]
    if stance is not None:
        return stance, _names_before(token)
    if token.lower_ in _BEFORE and (first := _givers(token)) is not None:
        return _BEFORE[token.lower_], _names_after(first)
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
    names = _names_before(token)
    first = names[0][0] if names else token
    earlier = any(t.lemma_ == "vote" and t.tag_.startswith("VB") for t in token.doc[token.sent.start : first.i])
    return bool(names) and earlier and after in ("it", ".", ",", ";")


# --- some out of a number ----------------------------------------------------------------------------------------


def _singled_out(reading: Reading, token: Token) -> tuple[Stance, list[list[Token]]] | None:
    """The side and the names of those that a text names out of all who took it; None for other words."""
    word, rest = token.lower_, token.doc[token.i + 1 : token.sent.end]
    if word in _SINGLE and rest and token.i > token.sent.start:
        sense = reading.noun(rest[0], "side")
        given = _names_before(token.nbor(-1)) if token.nbor(-1).lower_ == "the" else []
        return (sense.polarity, given) if sense is not None and given else None  # type: ignore[return-value]
    if word == "those" or (word == "among" and rest and rest[0].lower_ == "those"):
        return _of_those(token if word == "those" else rest[0])
    if word not in _OUT_OF or not rest:
        return None
    if word == "among" and rest[0].lower_ not in _GROUP:
        return _counted_among(token)
    first = token.nbor(2) if word == "among" and len(rest) > 1 else rest[0]
    names = _names_after(first)
    end = names[-1][-1] if names else rest[0]
    stance = _ending(token) if names else None
    names = names or (_names_before(token) if word == "among" else [])
    stance = stance or _beginning(end)
    return (stance, names) if stance is not None and names else None


def _of_those(token: Token) -> tuple[Stance, list[list[Token]]] | None:
    """ "Those opposed are X and Y", "among those who abstained was X"; None at the end of a sentence."""
    if token.i + 1 >= token.sent.end:
        return None
    start = token.nbor(2) if token.i + 2 < token.sent.end and token.nbor(1).lower_ == "who" else token.nbor(1)
    stance, size = _side_at(start)
    after = token.doc[start.i + size : token.sent.end]
    names = _names_after(after[1]) if stance is not None and len(after) > 1 and after[0].lower_ in _COPULAS else []
    return (stance, names) if stance is not None and names else None


def _counted_among(token: Token) -> tuple[Stance, list[list[Token]]] | None:
    """ "X and Y are among the nine 'no' votes", "Z was counted among the abstentions"."""
    near = [t for t in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)] if not t.is_quote]
    sides = (_side_at(t)[0] for t in near[:5] if t.lower_ != "the")
    stance = next((s for s in sides if s is not None), None)
    before = token.nbor(-1) if token.i > token.sent.start + 1 else token
    before = before.nbor(-1) if before.lower_ == "counted" else before
    names = _names_before(before) if stance is not None and before.lower_ in _COPULAS else []
    return (stance, names) if stance is not None and names else None


def _side_at(token: Token) -> tuple[Stance | None, int]:
    """The side told by the words from a token on, and how many words they are; quotation marks do not count."""
    words = [t.lower_ for t in token.doc[token.i : min(token.i + 5, token.sent.end)] if not t.is_quote]
    found = ((_NUMBER.get(" ".join(words[:n])), n) for n in (3, 2, 1))
    return next(((stance, n) for stance, n in found if stance is not None), (None, 0))


def _beginning(last: Token) -> Stance | None:
    """The side told right behind the names, past a comma: "among them X and Y, abstain"."""
    after = [t for t in last.doc[last.i + 1 : min(last.i + 4, last.sent.end)] if t.text != ","]
    stance, size = _side_at(after[0]) if after else (None, 0)
    end = after[0].i + size if after else last.i
    alone = end >= last.sent.end or not last.doc[end].is_alpha or stance == "abstains"
    return stance if alone else None


def _ending(token: Token) -> Stance | None:
    """The side told right before "among them", past a comma: "24 states opposed, among them X"."""
    before = token.i - (2 if token.i > 1 and token.nbor(-1).text == "," else 1)
    starts = (t for t in token.doc[max(before - 2, token.sent.start) : before + 1])
    found = ((t.i, *_side_at(t)) for t in starts)
    return next((stance for i, stance, size in found if stance is not None and i + size == before + 1), None)


# --- names ------------------------------------------------------------------------------------------------------


def _names_before(token: Token) -> list[list[Token]]:
    """The names that end right before a word, each as its words, in text order; none if they are part of a phrase."""
    start, i = token.sent.start, token.i - 1
    while i >= start and token.doc[i].lower_ in _BETWEEN:
        i -= 1
    found: list[list[Token]] = []
    while i >= start:
        name: list[Token] = []
        while i >= start and _in_name(token.doc[i]):
            name.insert(0, token.doc[i])
            i -= 1
        if not name:
            break
        found.insert(0, name)
        while i >= start and token.doc[i].lower_ in _JOINTS:
            i -= 1
    return found if _begins(token, found) else []


def _begins(token: Token, names: list[list[Token]]) -> bool:
    """True if names begin a clause or phrase of their own: not "the ambassadors of Peru and Chad abstained"."""
    if not names or names[0][0].i == token.sent.start:
        return bool(names)
    before = names[0][0].nbor(-1)
    if before.lower_ in ("the", "all") and before.i > token.sent.start:
        before = before.nbor(-1)
    return before.lower_ in (*_OPENING, "the", "all")


def _names_after(token: Token) -> list[list[Token]]:
    """The names that begin at a word."""
    found: list[list[Token]] = []
    i = token.i
    while i < token.sent.end:
        name: list[Token] = []
        while i < token.sent.end and token.doc[i].lower_ in _JOINTS:
            i += 1
        while i < token.sent.end and _in_name(token.doc[i]):
            name.append(token.doc[i])
            i += 1
        if not name:
            break
        found.append(name)
    return found


def _in_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


# --- positions --------------------------------------------------------------------------------------------------


def _positions(reading: Reading, token: Token, stance: Stance, names: list[list[Token]]) -> Iterator[Position]:
    against = (
        next((t for t in (token, token.nbor(1)) if t.lower_ == "against"), None)
        if token.i + 1 < len(token.doc)
        else None
    )
    own = [t for t in against.children if t.dep_ == "pobj" and t.tag_.startswith("NN")] if against is not None else []
    aim = target(reading, own[0]) if own else voters.aim(reading, token)
    if aim is None:
        return
    for name in names:
        why = Why(spanning(reading, name[-1], token), reading.sentence(token), "position.roll-call", 0.7, "vote")
        for holder in voters.name(reading, name[-1]):
            if holder.agent.kind != "chamber":
                yield position(reading, holder, stance, aim, voters.ACTS[stance], why)


def settled(found: list[Position]) -> list[Position]:
    """Without the votes, among those found, that a roll call of the same sentence on the same measure tells otherwise."""
    called = {_question(p): p.stance for p in found if p.why.rule == "position.roll-call"}
    votes = set(voters.ACTS.values())
    return [p for p in found if p.act not in votes or called.get(_question(p), p.stance) == p.stance]


def _question(position: Position) -> tuple[object, ...]:
    """Who voted on what, by the sentence that tells it."""
    return position.holder.path, position.why.sentence, position.target.measures
