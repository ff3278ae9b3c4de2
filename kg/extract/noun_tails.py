"""The end of a noun phrase whose last words the parser hung on the verb: "announces changes | to calm the markets |".

Such words belong to the noun for a reader who takes what is said or asked as a whole. Where something is told ("in a
letter", "on Monday", "at a rally") is the verb's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set

    from kg.extract.parsed import Token

#: Prepositions that complete what is said, whoever may hear it.
OF_SPEECH = frozenset({"from", "for", "of", "against", "between", "into", "without"})
#: Prepositions that complete what is asked, with those of a limit that is set.
OF_DEMAND = frozenset({"to", "for", "against", "between", "into", "towards", "within", "before", "until", "without"})
_CONDITION = {"unless", "if"}


def last_word(noun: Token, preps: Set[str], *, clauses: bool = False) -> Token:
    """The last word of the phrase of `noun`, with what follows it at once, in one of `preps`, under its verb.

    `clauses`: an infinitive of purpose and a condition go with it too ("a return to war | unless Chad signs |").
    """
    verb, last = _verb(noun), noun.right_edge
    if verb is None:
        return last
    for token in sorted((c for c in verb.children if c.i > last.i), key=lambda t: t.i):
        if token.left_edge.i != last.i + 1 or not (_leads_on(token, preps) or (clauses and _depends(token))):
            break
        last = token.right_edge
    return last


def _verb(noun: Token) -> Token | None:
    """The verb that governs `noun`, itself or by a preposition."""
    head = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    return head if noun.dep_ in ("dobj", "pobj") and head.tag_.startswith("VB") else None


def _leads_on(token: Token, preps: Set[str]) -> bool:
    return token.dep_ == "prep" and token.lower_ in preps


def _depends(token: Token) -> bool:
    """ "to calm the markets", "unless it rains"."""
    if token.dep_ not in ("advcl", "xcomp"):
        return False
    purpose = token.tag_ == "VB" and token.left_edge.lower_ == "to"
    return purpose or any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in token.children)
