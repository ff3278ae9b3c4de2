"""A word's place in the tree: the tags and labels that several steps look for, and giving one word the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

NAMES = {"NNP", "NNPS"}
FINITE = {"VBZ", "VBD", "VBP", "MD"}
NOMINAL_SUBJECTS = {"nsubj", "nsubjpass", "expl"}
SUBJECTS = {*NOMINAL_SUBJECTS, "csubj"}
CLAUSAL = {"ROOT", "advcl", "conj", "ccomp"}
MODIFIERS = {"amod", "advmod", "npadvmod", "compound", "nmod"}
OF_NOUN = {"det", "amod", "poss", "compound", "nmod", "nummod"}
#: What is no object behind a verb: "arrived Monday".
TIMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "today", "christmas", "easter",
}  # fmt: skip


def hang_where(token: Token, other: Token) -> None:
    """Give a word the place in the tree of another."""
    if token.i != other.i:
        token.hang(other.head if other.head is not other else token, other.dep_)
