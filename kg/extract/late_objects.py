"""Mending objects that stand late: "rejects as a farce | the vote", "block, for the third time, | a text on Mali".

The model takes an object behind what it is called for part of the name ("dismisses as | groundless EU sanctions"), and
one behind an aside for a circumstance; of an object and its name it may make one: "calls the killing of | Hereros genocide".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.inflection import conjugated

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

_OBJECTS = {"dobj", "nsubjpass", "oprd"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_PARTICLES = {"off", "out", "down", "aside", "away"}
#: What is decided on, said or asked, which is no time and no measure of anything.
_MATTERS = ("measure", "speech", "stance", "demand", "undoing")


def mend(doc: Doc) -> None:
    """Hang each such object on its verb."""
    for token in doc:
        if token.dep_ == "mark" and token.lower_ == "as" and _is_judged(token.head):
            _govern(token, token.head)
        if token.dep_ == "npadvmod" and token.tag_ in _NOUNS and _is_past_aside(token):
            token.dep_ = "dobj"
        if token.dep_ == "prep" and token.lower_ == "as" and _lacks_object(token.head):
            if (noun := _behind_quotation(token)) is not None:
                _free(noun, token.head)
                continue
            word = _called(token)
            noun = _swallowing(token, word) if word is not None else None
            if word is not None and noun is not None:
                noun.hang(token.head, "dobj")
                word.hang(token, "pobj")
        if (people := _run_into(token)) is not None:
            verb = next(a for a in token.ancestors if a.lower_ in _naming_verbs())
            people.hang(token.head, "pobj")
            token.hang(verb, "oprd")


def _is_judged(word: Token) -> bool:
    """ "criticises the text as | one-sided |": a word of judgement that was taken for a clause without subject or verb."""
    if word.dep_ != "advcl" or word.tag_[:2] not in ("JJ", "VB") or word.tag_ == "VBG":
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass", "cop") for c in word.children)
    return not own and word.head.lower_ in _naming_verbs() and word.tag_ in ("JJ", "VBN")


def _govern(prep: Token, word: Token) -> None:
    """ "as" governs the judgement, and goes with the verb."""
    prep.hang(word.head, "prep")
    word.hang(prep, "pobj")


def _is_past_aside(token: Token) -> bool:
    """What a verb that takes a side acts on, behind words between commas: "block, for the third time, | a text |"."""
    first, verb = token.left_edge, token.head
    if first.i <= verb.i + 2 or verb.nbor(1).text != "," or first.nbor(-1).text != "," or not _lacks_object(verb):
        return False
    return any(lexicon.load().sense("noun", token.lower_, frame) is not None for frame in _MATTERS)


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
    return verb.tag_ != "VBN" and verb.lower_ in _naming_verbs()


@lru_cache(maxsize=1)
def _naming_verbs() -> frozenset[str]:
    """All forms of the verbs that call something by a name, with or without taking a side."""
    known = lexicon.load()
    verbs = known.forms("verb", "naming") | known.forms("verb", "stance") | known.forms("verb", "recognise")
    heads = {verb.split()[0] for verb in verbs if " " not in verb or verb.split()[1] in _PARTICLES}
    return frozenset(form for verb in heads for form in conjugated(verb))


def _called(prep: Token) -> Token | None:
    """The word of judgement right behind "as", past a quotation mark; or a noun that took the object: "as | genocide"."""
    after = next((t for t in prep.doc[prep.i + 1 : prep.i + 3] if not t.is_quote), None)
    if after is not None and after.tag_ == "NN" and any(c.dep_ == "dobj" for c in after.children):
        return after
    if after is None or not after.tag_.startswith("JJ"):
        return None
    return after if lexicon.load().sense("adjective", after.lower_, "judgement") is not None else None


def _run_into(name: Token) -> Token | None:
    """Those who suffered what the model took for a kind of it: "calls the killing of | Hereros | genocide"."""
    if name.dep_ != "pobj" or name.head.lower_ != "of" or name.head.head.dep_ != "dobj":
        return None
    before = name.nbor(-1)
    apart = before.dep_ == "compound" and before.head.i == name.i and before.lower_.endswith("s")
    told = name.head.head.head.lower_ in _naming_verbs() and name.i < name.sent.end - 1
    named = apart and told and lexicon.load().sense("noun", name.lower_, "genocide") is not None
    return before if named and name.nbor(1).lower_ not in ("as", "a") else None


def _swallowing(prep: Token, word: Token) -> Token | None:
    """The noun that took in the word: its head, or what was hung below it or beside it."""
    if word.head.tag_ in _NOUNS and word.head.head.i == prep.i and word.dep_ == "amod":
        return word.head
    below = (*word.children, *prep.children)
    return next((c for c in below if c.dep_ in ("dobj", "pobj") and c.i > word.i and c.tag_ in _NOUNS), None)
