"""How a noun that tells a side is tied to its clause: expressed, drawn, done in its manner, done in spite of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.positions.holders import happens
from kg.extract.positions.targets import is_abstract
from kg.extract.tree import child, conjuncts, is_verb

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_AMID = ("despite", "amid", "amidst", "over", "under", "with", "without", "after", "following", "notwithstanding")
_FACES = ("face", "spite", "teeth")
MANNER = ("in",)
MESSAGES = (
    "message", "statement", "word", "sign", "gesture", "show", "letter", "expression", "declaration", "note", "storm",
    "wave", "chorus", "barrage", "secret", "torrent", "flurry", "deluge", "hail", "howl", "outpouring", "wall", "host",
    "string", "flood", "litany", "volley", "salvo", "tide", "surge", "groundswell", "round", "raft", "series", "shower",
    "cry", "display", "demonstration", "sense", "feeling", "pledge", "promise", "assurance", "degree", "measure",
    "day", "week", "month",
)  # fmt: skip
#: What one is who takes the side of the noun after it: "full of praise".
_FULL = (
    "full", "effusive", "lavish", "generous", "unstinting", "unanimous", "united", "loud", "vocal", "firm", "emphatic",
)  # fmt: skip


def carries(reading: Reading, token: Token, clause: Clause) -> bool:
    """ "expressed support", "pledged its support", "rallied in support", "was a sign of support"."""
    if not happens(reading, clause) or (clause.negated and token.dep_ != "pobj"):
        return False
    if token.dep_ == "pobj" and _partakes(reading, token, clause):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in MANNER and child(token, "det") is None:
        return _is_manner(reading, token, clause) and reading.sense(clause, "vote") is None
    if token.dep_ == "pobj" and token.head.head.dep_ == "acomp" and token.head.head.lower_ in _FULL:
        return token.head.head.head.i == clause.verb.i  # "was full of praise"
    told_of = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in MESSAGES
    outer = token.head.head if told_of else token
    lent = outer.head.i == clause.verb.i and outer.dep_ != "dative"  # "gave the rally its blessing": no rally is held
    return lent and reading.sense(clause, "lend", "express") is not None


def _is_manner(reading: Reading, token: Token, clause: Clause) -> bool:
    """True for "in protest" told of what is done, also where the parser hung it on the thing: "halts trade in protest"."""
    outer, sense = token.head.head, reading.noun(token, "stance")
    if outer.i == clause.verb.i or sense is None or sense.act != "Protest":
        return outer.i == clause.verb.i
    thing = outer.dep_ in ("dobj", "pobj") and not is_abstract(reading, outer) and not reading.noun(outer, "stance")
    return thing and clause.verb in (outer.head, outer.head.head)


def _partakes(reading: Reading, token: Token, clause: Clause) -> bool:
    """ "took part in a march against Y", "attended a rally in support of Y"."""
    noun = token.head.head
    if token.head.lower_ == "in" and noun.i == clause.verb.i:
        takes = clause.lemma == "take" and any(t.lower_ == "part" for t in clause.objects)
        part = takes or clause.lemma == "participate"
        return part and reading.noun(token, "stance") is not None
    crowd = reading.noun(noun, "stance") if token.head.lower_ in MANNER and noun.dep_ == "dobj" else None
    return crowd is not None and noun.head.i == clause.verb.i


def draws(reading: Reading, token: Token, clause: Clause | None) -> bool:
    """ "drew criticism from X", "was met with criticism from X", "came under criticism by X"."""
    if clause is None or token.dep_ in ("nsubj", "nsubjpass"):
        return False
    return clause.verb.is_ancestor(token) and reading.sense(clause, "draw") is not None


def is_amid(token: Token) -> bool:
    """ "Despite opposition", "amid protests", "in the face of opposition"."""
    if token.dep_ != "pobj":
        return False
    thanks = token.head.lower_ == "to" and token.head.i > 0 and token.head.nbor(-1).lower_ == "thanks"
    return thanks or token.head.lower_ in _AMID or facing(token) is not None


def overridden(reading: Reading, token: Token) -> Token | None:
    """The verb of what is done all the same: "put it on the list, overriding | the objections of X |"."""
    verb = token.head
    if reading.noun(token, "stance") is None:
        return None
    aside = token.dep_ == "dobj" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_verb(verb.head)
    return verb.head if aside and reading.sense(reading.clauses.at(verb), "brush") is not None else None


def facing(token: Token) -> Token | None:
    """The "in" of "in the face of", "in spite of"."""
    noun = token.head.head if token.head.lower_ == "of" else token
    return noun.head if noun.lower_ in _FACES and noun.head.lower_ == "in" else None


def states(reading: Reading, token: Token) -> bool:
    """ "a motion in support of Y": the text takes the side."""
    in_manner = token.dep_ == "pobj" and token.head.lower_ in MANNER
    return in_manner and bool(reading.discourse.measure(token.head.head))


def heads(prep: Token) -> list[Token]:
    """What a preposition governs, and its repetition: "of Quito and of Lima"."""
    again = [c for c in prep.children if c.dep_ == "conj" and c.lower_ == prep.lower_]
    return [t for c in prep.children if c.dep_ == "pobj" for t in conjuncts(c)] + [t for p in again for t in heads(p)]
