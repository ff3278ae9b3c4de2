"""The end of a noun phrase whose last words the parser hung on the verb: "announces changes | to calm the markets |".

Such words belong to the noun for a reader who takes what is said or asked as a whole. Where something is told ("in a
letter", "on Monday", "at a rally") is the verb's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.tallies import numbers

if TYPE_CHECKING:
    from collections.abc import Set

    from kg.extract.parsing.parsed import Token

#: Prepositions that complete what is said, whoever may hear it.
OF_SPEECH = frozenset({"from", "for", "of", "against", "between", "into", "without", "over", "among", "across"})
#: Prepositions that complete what is asked, with those of a limit that is set.
OF_DEMAND = frozenset(
    {"to", "for", "against", "between", "into", "towards", "within", "before", "until", "without", "over", "regarding"}
)
_MONTHS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "days", "weeks", "months", "years", "hours", "future", "morning", "afternoon", "evening", "past",
}  # fmt: skip
_CONDITION = {"unless", "if"}
_N, _SIDE = (
    numbers.PATTERN,
    r"(?:in favou?r|for|against|opposed|abstentions?|abstaining|dissenting|voting|yes|no|ayes?)\b",
)
_SIZE = r"(?:large|overwhelming|vast|huge|big|broad|wide|comfortable|clear|narrow|slim|bare|crushing|thin)"
_NAMES = r"(?:[A-Z][\w.]+(?:,? (?:and |the |of )*(?=[A-Z])|(?= )))+ "
_STANDING = r"(?:abstaining|dissenting|opposed|voting (?:no|yes|against|for))"
#: How a vote went, told behind what was voted on. "Cut by 40 percent", "by two thirds" is no vote.
_VOTE = (
    rf",? (?:by|in|on|with) (?:an? )?(?:\w+ )?(?:vote |margin |count |tally |majority )(?:of )?{_N}\b",
    rf",? (?:by|with) {_N} (?:of \w+ )?(?:(?:votes?|members|states|countries|deputies|senators|lawmakers) )?{_SIDE}",
    rf",? (?:by|on|with) {_N} (?:votes?\b|(?:to|against) {_N}\b)",
    r",? (?:by|on|in|with) (?:an? )?(?:\w+ )?\d+ ?[-–—] ?\d+\b",
    rf",? by an? (?:{_SIZE} majority|(?:unanimous|voice|roll-call) vote)\b",
    r",? (?:by acclamation|by consensus|on a show of hands|by a show of hands|by voice vote|without a vote)$",
    rf",? with (?:only |just )?{_NAMES}(?:(?:alone )?{_STANDING}|(?:being )?the (?:only|sole|lone))\b",
    rf", \d+ ?(?:votes )?(?:to|[-–—]) ?(?:\d+|{_N})(?=$|,| with\b)",
    r" \d+[-–—]\d+$",
)
_FIGURES = re.compile("|".join(_VOTE))


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


def without_figures(words: str) -> str:
    """What was voted on, without the figures that the parser hung on it.

    >>> without_figures("the bill by 30 votes to 12"), without_figures("Kosovo, 68 to 32")
    ('the bill', 'Kosovo')
    >>> without_figures("free them by 21 votes to five"), without_figures("cut emissions by 40 percent")
    ('free them', 'cut emissions by 40 percent')
    """
    figures = _FIGURES.search(words)
    return words[: figures.start()] if figures is not None and figures.start() else words


def _verb(noun: Token) -> Token | None:
    """The verb that governs `noun`, itself or by a preposition."""
    head = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    return head if noun.dep_ in ("dobj", "pobj", "xcomp") and head.tag_.startswith("VB") else None


def _leads_on(token: Token, preps: Set[str]) -> bool:
    return token.dep_ == "prep" and (token.lower_ in preps or _is_place(token))


def _is_place(prep: Token) -> bool:
    """ "a truce | in Gaza |", "famine | in parts of Chad |"; not "in a letter", "in May", "in 2011"."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if prep.lower_ != "in" or noun is None or noun.like_num or noun.lower_ in _MONTHS:
        return False
    return noun.left_edge.lower_ in ("the", "both", "all") or noun.tag_ in ("NNP", "NNPS", "NNS")


def _depends(token: Token) -> bool:
    """ "to calm the markets", "unless it rains"."""
    if token.dep_ not in ("advcl", "xcomp"):
        return False
    purpose = token.tag_ == "VB" and token.left_edge.lower_ == "to"
    return purpose or any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in token.children)
