"""Those whom a text names out of all who took a side: "24 states opposed, among them X", "X is among the eleven".

The side stands beside the words that single them out, in the clause that these go on from, or is that of all the votes of
which the number was so many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.extract.positions import flat_names, voters
from kg.extract.positions.targets import is_measure, target
from kg.extract.tallies import numbers
from kg.extract.tree import is_verb
from kg.types import Decision, Stance, Target

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: How those named before voted.
VOTED: dict[str, Stance] = {
    "abstaining": "abstains", "abstained": "abstains", "abstain": "abstains", "abstains": "abstains",
    "casting abstentions": "abstains", "cast abstentions": "abstains", "withholding their votes": "abstains",
    "casting vetoes": "opposes", "cast vetoes": "opposes",
    "voting against": "opposes", "voted against": "opposes", "vote against": "opposes", "votes against": "opposes",
    "voting no": "opposes", "voted no": "opposes", "vote no": "opposes", "dissenting": "opposes",
    "voting in favor": "supports", "voting in favour": "supports", "voting yes": "supports", "voted yes": "supports",
}  # fmt: skip
#: How those voted that some are named out of: "24 states opposed, among them X", "those against were X", "9 'no' votes".
_NUMBER: dict[str, Stance] = {
    **VOTED, "voted in favor": "supports", "voted in favour": "supports",
    "opposed": "opposes", "opposing": "opposes", "oppose": "opposes", "against": "opposes", "no": "opposes",
    "in favour": "supports", "in favor": "supports", "abstentions": "abstains", "abstainers": "abstains",
    "no vote": "opposes", "oppose it": "opposes", "object": "opposes", "dissent": "opposes",
    "not vote": "abstains", "abstention": "abstains", "reject it": "opposes", "in opposition": "opposes",
    "no votes": "opposes", "votes against": "opposes", "yes votes": "supports", "dissenters": "opposes",
}  # fmt: skip
_FIGURES: dict[str, Stance] = {"votes_for": "supports", "votes_against": "opposes", "abstentions": "abstains"}
_OUT_OF = ("among", "including")
_GROUP = ("them", "whom", "those")
_COPULAS = ("are", "is", "were", "was", "include", "included", ":")
_SINGLE = ("only", "sole", "lone", "single")
_COMING = ("came", "come", "comes", "coming")
#: The words that single somebody out; no other word is looked at.
WORDS = {*_OUT_OF, *_SINGLE, *_COMING, "those", "included"}
_REACH = 2
#: Words between "the only one" and what that one did: "the only state | to have | voted no".
_FILLING = ("to", "have", "that", "who", "which", "has", "had")
_GOING_ON = ("it", "as", "when", "while", "and", "but", "the")
#: How far behind "the only" the side may begin.
_ALONE = 5


class Named(NamedTuple):
    """Those singled out: their side, the words of each name, and what the side is on if the words themselves tell."""

    stance: Stance
    names: list[list[Token]]
    about: Target | None = None


def told(reading: Reading, token: Token, decisions: tuple[Decision, ...]) -> Named | None:
    """The side and the names of those that a text names out of all who took it; None for other words."""
    word, rest = token.lower_, token.doc[token.i + 1 : token.sent.end]
    if word in _SINGLE:
        return _single(reading, token)
    if word in _COMING:
        return _come_from(reading, token)
    if word == "included":
        names = flat_names.before(token)
        return _gone_on(reading, names[0][0], names) if names else None
    if word == "those" or (word == "among" and rest and rest[0].lower_ == "those"):
        return _of_those(reading, token if word == "those" else rest[0])
    if word not in _OUT_OF or not rest:
        return None
    if word == "among" and rest[0].lower_ not in _GROUP:
        return _counted_among(token) or _of_so_many(reading, token, decisions)
    return _out_of(reading, token)


def _single(reading: Reading, token: Token) -> Named | None:
    """ "Peru, the only abstainer", "with Peru the only one to vote against"."""
    if token.i + 1 >= token.sent.end or token.i == token.sent.start or token.nbor(-1).lower_ != "the":
        return None
    noun = token.nbor(1)
    sense = reading.noun(noun, "side")
    stance = sense.polarity if sense is not None else _done_alone(noun)
    given = flat_names.before(token.nbor(-1)) if stance is not None else []
    return Named(stance, given) if stance is not None and given else None  # type: ignore[arg-type]


def _done_alone(noun: Token) -> Stance | None:
    """The side behind "the only": "one | to vote against |", "state | voting no |", "party | opposed |", "| vote against |"."""
    after = noun.doc[noun.i : min(noun.i + _ALONE, noun.sent.end)]
    begins = next((t for t in after if t.lower_ not in _FILLING and t.i > noun.i), None)
    near = [t for t in (begins, noun) if t is not None]
    sides = ((t, *_side_at(t)) for t in near)
    return next((stance for t, stance, size in sides if stance is not None and _closes(t, size)), None)


def _closes(token: Token, size: int) -> bool:
    """True if nothing follows the words of a side that they would be about: not "the only vote against | the bill |"."""
    after = token.doc[token.i + size] if token.i + size < token.sent.end else None
    return after is None or not after.is_alpha or after.lower_ in _GOING_ON


def _come_from(reading: Reading, token: Token) -> Named | None:
    """ "The no votes came from X and Y", "the only vote against the bill came from Z"."""
    after = token.nbor(1) if token.i + 2 < token.sent.end else token
    if after.lower_ != "from" or not is_verb(token):
        return None
    votes = next((t for t in reading.clauses.at(token).subjects if t.lemma_ in ("vote", "ballot")), None)
    side = voters.voted_word(reading, votes) if votes is not None else None
    names = flat_names.behind(after.nbor(1))
    return Named(side[0], names, side[1]) if side is not None and names else None


def _out_of(reading: Reading, token: Token) -> Named | None:
    """ "24 states opposed it, among them X and Y", "among them X and Y, abstain", "five abstentions, X among them"."""
    after = token.nbor(1)
    first = token.nbor(2) if token.lower_ == "among" and token.i + 2 < token.sent.end else after
    names = flat_names.behind(first)
    end = names[-1][-1] if names else after
    stance = _ending(token) if names else None
    behind = names
    names = names or (flat_names.before(token) if token.lower_ == "among" else [])
    stance = stance or _beginning(end) or (_ending(names[0][0]) if names and not behind else None)
    if stance is not None and names:
        return Named(stance, names)
    return _gone_on(reading, token, behind) if behind and token.lower_ == "among" else None


def _gone_on(reading: Reading, token: Token, names: list[list[Token]]) -> Named | None:
    """The side of the clause that ends before "among them X", "X and Y included": "40 states voted for the text, ..."."""
    earlier = reversed(token.doc[token.sent.start : token.i])
    verb = next((t for t in earlier if is_verb(t) or t.dep_ in ("nsubj", "nsubjpass")), None)  # not that of others
    verb = verb if verb is not None and is_verb(verb) else None
    side = _side_in(reading, reading.clauses.at(verb)) if verb is not None else None
    stance = _ending(token) if side is None else side[0]
    return Named(stance, names, side[1] if side is not None else None) if stance is not None else None


def _side_in(reading: Reading, clause: Clause) -> tuple[Stance, Target | None] | None:
    """The side of a vote that a clause tells, also by a verb for a side on a measure: "opposed it", "backed the bill"."""
    if clause.negated or clause.mood not in ("real", "future"):
        return None
    if (side := voters.told(reading, clause)) is not None:
        return side
    for sense, _ in reading.senses(clause, "stance"):
        goals = [t for t in reading.slot(clause, sense.target) if is_measure(reading, t) or t.tag_ == "PRP"]
        if goals and sense.polarity is not None:
            return sense.polarity, target(reading, goals[0])  # type: ignore[return-value]
    return None


def _of_those(reading: Reading, token: Token) -> Named | None:
    """ "Those opposed are X and Y", "among those who abstained was X", "those who backed the bill include X"."""
    start = token.nbor(1) if token.i + 1 < token.sent.end else token
    start = start.nbor(1) if start.lower_ == "who" and start.i + 1 < token.sent.end else start
    side = _side_in(reading, reading.clauses.at(start)) if is_verb(start) else None
    stance, size = _side_at(start)
    rest = token.doc[start.i + (size or 1) : min(start.i + 8, token.sent.end)]
    copula = next((t for t in rest if t.lower_ in _COPULAS), None)
    if copula is None:
        return None
    between = token.doc[start.i + (size or 1) : copula.i]
    plain = all(t.lower_ == "it" for t in between) or (side is not None and not any(map(is_verb, between)))
    names = flat_names.behind(copula.nbor(1)) if plain and copula.i + 1 < token.sent.end else []
    if not names:
        return None
    if side is not None:
        return Named(side[0], names, side[1])
    return Named(stance, names) if stance is not None else None


def _counted_among(token: Token) -> Named | None:
    """ "X and Y are among the nine 'no' votes", "Z was counted among the abstentions"."""
    near = [t for t in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)] if not t.is_quote]
    sides = (_side_at(t)[0] for t in near[:5] if t.lower_ != "the")
    stance = next((s for s in sides if s is not None), None)
    before = token.nbor(-1) if token.i > token.sent.start + 1 else token
    before = before.nbor(-1) if before.lower_ == "counted" else before
    names = flat_names.before(before) if stance is not None and before.lower_ in _COPULAS else []
    names = names or (_said_to_be(near) if stance is not None and before.i == token.i else [])
    return Named(stance, names) if stance is not None and names else None


def _said_to_be(near: list[Token]) -> list[list[Token]]:
    """ "Among the 30 countries abstaining | were | X and Y"."""
    copula = next((t for t in near if t.lower_ in _COPULAS), None)
    return flat_names.behind(copula.nbor(1)) if copula is not None and copula.i + 1 < copula.sent.end else []


def _of_so_many(reading: Reading, token: Token, decisions: tuple[Decision, ...]) -> Named | None:
    """ "101 votes to 4 ... Israel is among the four": the side of which there were so many votes."""
    verb = token.head
    count = token.nbor(2) if token.i + 2 < token.sent.end and token.nbor(1).lower_ == "the" else token
    figure = numbers.value(count.lower_) if count.tag_ == "CD" else None
    after = count.nbor(1) if count.i + 1 < len(count.doc) else count
    if figure is None or after.tag_.startswith("NN") or verb.lemma_ != "be" or not reading.clauses.has(verb):
        return None
    here = reading.sentences.index(reading.sentence(token))
    near = [
        d for d in decisions if 0 <= here - reading.sentences.index(d.why.sentence) < _REACH and d.tally is not None
    ]
    sides = {_FIGURES[f] for d in near for f in _FIGURES if getattr(d.tally, f) == figure}
    subjects = reading.clauses.at(verb).subjects
    return Named(sides.pop(), [[t] for t in subjects]) if len(sides) == 1 and subjects else None


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
