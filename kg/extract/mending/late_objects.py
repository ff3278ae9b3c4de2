"""Mending objects that stand late: "rejects as a farce | the vote", "block, for the third time, | a text on Mali".

The model takes an object behind what it is called for part of the name ("dismisses as | groundless EU sanctions"), and
one behind an aside for a circumstance; of an object and its name it may make one: "calls the killing of | Hereros genocide".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.mending import forms

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_OBJECTS = {"dobj", "nsubjpass", "oprd"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
#: What is decided on, said or asked, which is no time and no measure of anything.
_MATTERS = ("measure", "speech", "stance", "demand", "undoing")


def of_judgement(prep: Token) -> None:
    """ "criticises the text as | one-sided |": a word of judgement that was taken for a clause without subject or verb."""
    word = prep.head
    if prep.dep_ == "mark" and prep.lower_ == "as" and _is_judged(word):
        prep.hang(word.head, "prep")
        word.hang(prep, "pobj")


def _is_judged(word: Token) -> bool:
    if word.dep_ != "advcl" or word.tag_ not in ("JJ", "VBN"):
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass", "cop") for c in word.children)
    return not own and word.head.lower_ in forms.judging()


def past_aside(token: Token) -> None:
    """What a verb that takes a side acts on, behind words between commas: "block, for the third time, | a text |"."""
    if token.dep_ != "npadvmod" or token.tag_ not in _NOUNS:
        return
    first, verb = token.left_edge, token.head
    if first.i <= verb.i + 2 or verb.nbor(1).text != "," or first.nbor(-1).text != "," or not _lacks_object(verb):
        return
    if any(lexicon.load().sense("noun", token.lower_, frame) is not None for frame in _MATTERS):
        token.dep_ = "dobj"


def past_name(prep: Token) -> None:
    """An object stands behind what it is called: 'rejects as "a sham" | the offer |', "as | groundless EU sanctions |"."""
    verb = prep.head
    if prep.dep_ != "prep" or prep.lower_ != "as" or not _lacks_object(verb):
        return
    if (noun := _behind_quotation(prep)) is not None:
        _free(noun, verb)
    elif (word := _called(prep)) is not None and (noun := _swallowing(prep, word)) is not None:
        noun.hang(verb, "dobj")
        word.hang(prep, "pobj")


def run_into_name(name: Token) -> None:
    """Whom the model took for a kind of what it is called: "calls the killing of | Hereros | genocide", "| Poe | shameful"."""
    if name.dep_ != "pobj" or name.head.lower_ != "of" or name.head.head.dep_ != "dobj":
        return
    before = name.nbor(-1)
    known = lexicon.load()
    judged = name.tag_ in ("NN", "JJ") and known.sense("adjective", name.lower_, "judgement") is not None
    apart = before.dep_ == "compound" and before.head.i == name.i and (judged or before.lower_.endswith("s"))
    if not apart or name.head.head.head.lower_ not in forms.judging() or name.i >= name.sent.end - 1:
        return
    named = judged or known.sense("noun", name.lower_, "genocide") is not None
    if named and name.nbor(1).lower_ not in ("as", "a"):
        verb = next(a for a in name.ancestors if a.lower_ in forms.judging())
        for c in [c for c in name.children if c.i < before.i and judged]:
            c.hang(before)
        before.hang(name.head, "pobj")
        name.hang(verb, "oprd")


def _behind_quotation(prep: Token) -> Token | None:
    """The noun right behind what something is called in quotation marks: 'rejects as "a sham" | the offer |'."""
    opening = prep.nbor(1) if prep.i + 1 < prep.sent.end else prep
    if not opening.is_quote:
        return None
    closing = next((t for t in prep.doc[opening.i + 1 : prep.sent.end] if t.is_quote), None)
    if closing is None or closing.i + 1 >= prep.sent.end:
        return None
    after = closing.nbor(1)
    nouns = [t for t in (after, *after.ancestors) if t.i > closing.i and t.tag_ in _NOUNS]
    named = next((t for t in nouns if t.dep_ not in ("compound", "poss", "amod", "nmod", "nummod")), None)
    return named if named is not None and prep.is_ancestor(named) else None


def _free(noun: Token, verb: Token) -> None:
    """Hang a noun on its verb, and what it has taken from the quotation before it where the noun stood."""
    first = max((t.i for t in noun.doc[verb.i : noun.i] if t.is_quote), default=verb.i)
    for c in [c for c in noun.children if c.i <= first]:
        c.hang(noun.head, noun.dep_ if not c.is_quote else "punct")
    noun.hang(verb, "dobj")


def _lacks_object(verb: Token) -> bool:
    """A verb that names or takes a side, in the active, without an object."""
    if not verb.tag_.startswith("VB") or any(c.dep_ in _OBJECTS or c.dep_ == "auxpass" for c in verb.children):
        return False
    return verb.tag_ != "VBN" and verb.lower_ in forms.judging()


def _called(prep: Token) -> Token | None:
    """The word of judgement right behind "as", past a quotation mark; or a noun that took the object: "as | genocide"."""
    after = next((t for t in prep.doc[prep.i + 1 : prep.i + 3] if not t.is_quote), None)
    if after is not None and after.tag_ == "NN" and any(c.dep_ == "dobj" for c in after.children):
        return after
    if after is None or not after.tag_.startswith("JJ"):
        return None
    return after if lexicon.load().sense("adjective", after.lower_, "judgement") is not None else None


def _swallowing(prep: Token, word: Token) -> Token | None:
    """The noun that took in the word: its head, or what was hung below it or beside it."""
    if word.head.tag_ in _NOUNS and word.head.head.i == prep.i and word.dep_ == "amod":
        return word.head
    below = (*word.children, *prep.children)
    return next((c for c in below if c.dep_ in ("dobj", "pobj") and c.i > word.i and c.tag_ in _NOUNS), None)
