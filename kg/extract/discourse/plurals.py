"""What a plural stands for: "the governments of X and Y", "the leaders of X and Y, A and B", "unions such as C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.discourse import references
from kg.extract.tree import conjuncts

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.discourse.history import History
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.types import Agent

#: Plurals that are no nouns.
SOME = {"some", "others", "several", "both", "many", "most"}


def expanded(token: Token, names: Names, history: History) -> tuple[Token, ...]:
    """Those that a noun stands for, one token each; itself if it stands for nobody else."""
    return _members(token, names) or _listed(token, names, history) or (token,)


def counted(token: Token, agent: Callable[[Token], Agent | None]) -> tuple[Token, ...]:
    """As many as are told: "two members of the bloc, | Chad and Mali |", "four of its neighbours, | A, B, C and D |"."""
    number = (
        token if token.tag_ == "CD" else next((c for c in token.children if c.tag_ == "CD" and c.i < token.i), None)
    )
    if number is None or number.lower_ not in _NUMBERS or (token.tag_ not in ("NNS", "NNPS") and token is not number):
        return ()
    around = token.doc[token.i + 1 : token.sent.end]
    comma = next((t.i for t in around if t.text == ","), None)
    if comma is None or any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in token.doc[token.i : comma]):
        return ()
    found: list[Token] = []
    for t in token.doc[comma + 1 : token.sent.end]:
        if t.tag_ in ("VBZ", "VBD", "VBP", "MD", "IN", "WP", "WDT"):
            break
        if t.dep_ in ("conj", "appos") and t.tag_ in ("NNP", "NNPS") and agent(t) is not None:
            found.append(t)
    return tuple(found) if len(found) == _NUMBERS[number.lower_] else ()


_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
}


def _listed(token: Token, names: Names, history: History) -> tuple[Token, ...]:
    """Those that a plural noun is said to consist of: "the leaders of Chad and Mali, A and B", "unions such as C".

    Of states only those named are given; of others the group too where the names are but examples.
    """
    left = [t.lower_ for t in token.doc[token.left_edge.i : token.i]]
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in SOME
    if not plural or "but" in left or "except" in left:  # "all but three members, A, B and C"
        return ()
    apposed = tuple(t for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP" for t in conjuncts(c))
    apposed = apposed or _office_holders(token, names, history)
    examples = references.examples(token)
    members = tuple(t for t in (*apposed, *examples) if t.i > token.i and history.agent(t) is not None)
    states = token.lower_ in SOME or names.lexicon.sense("noun", token.lemma_, "polity") is not None
    whole = len(apposed) > 1 and not examples
    return members if states or whole or not members else (token, *members)


def _members(token: Token, names: Names) -> tuple[Token, ...]:
    """The polities of "the governments of X and Y", "the parliaments of X and Y"."""
    senses = names.lexicon.of("noun", token.lemma_) if token.tag_ == "NNS" else ()
    if not any(s.frame in ("executive", "body") for s in senses):
        return ()
    listed = [conjuncts(t) for t in _of(token)]
    return listed[0] if listed and len(listed[0]) > 1 else ()


def _office_holders(token: Token, names: Names, history: History) -> tuple[Token, ...]:
    """The persons that the parser joined to the places of their offices: "the leaders of Chad and Mali, A and B"."""
    if names.lexicon.sense("noun", token.lemma_, "role") is None:
        return ()
    listed = [(t, history.agent(t)) for place in _of(token) for t in conjuncts(place)]
    return tuple(t for t, agent in listed if agent is not None and agent.kind == "person")


def _of(token: Token) -> list[Token]:
    return [t for p in token.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
