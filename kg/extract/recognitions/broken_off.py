"""Recognition told by what stands before a verb left out: "Chad refuses to.", "Peru plans to", "Mali never will"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tree import child
from kg.types import RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_REACH = 3  # words from a verb to its "to": "is not yet ready to"
_BEHIND = {"and", "but", "or", "while", "until", "unless", "for", "because", "after", "so", "either", "yet"}
_MODALS: dict[str, RecognitionState | None] = {"will": "will-recognise", "'ll": "will-recognise"}
_READY = {"ready", "willing", "prepared", "due", "set", "likely", "about"}
_DENYING = {"unwilling", "reluctant", "unable"}


def is_bare_modal(token: Token) -> bool:
    """ "Cyprus will not": an auxiliary with those who act and no verb behind."""
    return token.tag_ == "MD" and child(token, "nsubj") is not None and not any(_is_below(c) for c in token.children)


def status(reading: Reading, clause: Clause) -> RecognitionState | None:
    """What a clause of which the end is left out would tell of recognising; None for any other clause."""
    verb = clause.verb
    if is_bare_modal(verb):
        return "does-not-recognise" if _is_denied(verb) else _MODALS.get(verb.lower_)
    to = _last_to(reading, verb)
    left_behind = any(c.tag_ in ("WDT", "WP") for c in verb.children)  # "talks, which Chad had refused to"
    if to is None or left_behind or clause.mood not in ("real", "future"):
        return None
    between = {t.lower_ for t in verb.doc[verb.i + 1 : to.i]}
    refuses = reading.sense(clause, "negator") is not None or bool(between & _DENYING)
    late = "yet" in between and verb.lemma_ in ("have", "be")
    if refuses or late:
        return None if clause.negated and refuses else "does-not-recognise"
    ahead = reading.sense(clause, "ahead") is not None or bool(between & _READY) or verb.lower_ == "going"
    if not ahead:
        return None
    return "does-not-recognise" if clause.negated else "will-recognise"


def _is_below(token: Token) -> bool:
    return token.dep_ in ("dobj", "attr", "acomp", "xcomp", "ccomp", "prep") or token.tag_ in ("VB", "VBN")


def _is_denied(modal: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("not", "never", "n't") for c in modal.children)


def _last_to(reading: Reading, verb: Token) -> Token | None:
    """The "to" behind a verb at which the sentence breaks off: a stop, a word that joins, or a time follows it."""
    doc = verb.doc
    to = next((t for t in doc[verb.i + 1 : verb.i + 1 + _REACH] if t.lower_ == "to"), None)
    if to is None or to.i + 1 >= len(doc):
        return to
    behind = doc[to.i + 1]
    return to if behind.is_punct or behind.lower_ in _BEHIND or reading.is_time(behind) else None
