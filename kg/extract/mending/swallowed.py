"""Mending verbs that were swallowed by the noun behind them: "The Czech Republic | recognises | Fiji"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.inflection import third_person
from kg.extract.mending import forms
from kg.extract.mending.places import CLAUSAL, FINITE, MODIFIERS, NAMES, OF_NOUN, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token


def bare_verb(token: Token) -> None:
    """ "The Taliban | vow | revenge": a verb read as part of the noun behind it, in a sentence that has no verb."""
    noun = token.head
    if token.tag_ != "NN" or token.dep_ != "compound" or noun.dep_ != "ROOT" or noun.i != token.i + 1 or token.i == 0:
        return
    before = token.nbor(-1)
    named = before.tag_ in NAMES and before.head is noun and third_person(token.lower_) in forms.siding()
    if named and not any(t.tag_ in FINITE for t in token.sent):
        token.tag_ = "VBP"
        before.hang(token, "nsubj")
        _take_over(token, noun)


def finite_verb(token: Token) -> None:
    """ "The Czech Republic | recognises | Fiji": a finite verb read as part of the noun behind it, and no verb is left."""
    noun = token.head
    if token.tag_ not in ("VBZ", "VBD") or token.dep_ not in MODIFIERS or noun.i < token.i or noun.dep_ != "ROOT":
        return
    before = token.nbor(-1) if token.i > 0 else token
    if noun.tag_.startswith("NN") and before.tag_ in NAMES and before.head.i in (noun.i, token.i):
        before.hang(token, "nsubj")
        _take_over(token, noun)


def false_auxiliary(token: Token) -> None:
    """ "The union | voices alarm": a verb of the lexicon that was read as the auxiliary of the noun behind it."""
    noun = token.head
    if token.dep_ != "aux" or token.tag_ not in ("VBZ", "VBP") or noun.tag_ not in ("NN", "NNS") or noun.i < token.i:
        return
    if token.lower_ in forms.siding() and noun.dep_ in CLAUSAL:
        _take_over(token, noun)


def verb_with_subject(token: Token) -> None:
    """ "The bank | forecasts | growth": a verb with a subject of its own, read as part of the noun that heads the sentence."""
    noun = token.head
    inside = token.dep_ in ("compound", "amod", "nmod") and noun.dep_ == "ROOT" and noun.tag_.startswith("NN")
    if inside and token.tag_ in ("VBZ", "VBD") and any(c.dep_ == "nsubj" for c in token.children):
        _take_over(token, noun)


def _take_over(verb: Token, noun: Token) -> None:
    """A verb takes the place of the noun that was read as its head, which becomes its object."""
    first = min((c.i for c in noun.children if c.dep_ in OF_NOUN and c.i > verb.i), default=noun.i)
    listed = any(c.dep_ == "conj" and c.tag_.startswith("NN") for c in noun.children)
    outer = ("punct", "advcl") if listed else ("conj", "cc", "punct", "advcl")
    for c in list(noun.children):
        if (c.i < first and c.i != verb.i) or c.dep_ in outer:
            c.hang(verb)
    hang_where(verb, noun)
    noun.hang(verb, "dobj")
