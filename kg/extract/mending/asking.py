"""Mending the parse where a verb of asking was taken for a noun: "condemns the raid and calls on Peru to act".

Such verbs ("call", "appeal", "order", "demand") look like nouns, and with an infinitive far behind them the model often
reads them so. What betrays the mistake is that the infinitive is left without a finite verb to hang on.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.mending import forms

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

_OWN = {"det", "amod", "poss", "nummod", "compound"}
_TO_WHOM = {"on", "upon", "to", "with"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if token.tag_ == "VB" and token.dep_ == "ROOT":
            _give_governor(token)
        elif token.tag_ == "NNS" and token.dep_ == "conj" and token.lower_ in forms.asking():
            _join_to_verb(token)
        elif token.dep_ == "mark" and token.lower_ in ("on", "upon"):
            _call_upon(token)


def _infinitive_after(token: Token, above: list[Token]) -> Token | None:
    """The infinitive behind `token` that hangs on it or on a verb above."""
    later = (c for t in (token, *above) for c in t.children if c.i > token.i and c.tag_ == "VB")
    return next((c for c in later if any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)), None)


def _join_to_verb(token: Token) -> None:
    """ "condemns the raid and calls on Peru to act": "calls" goes with "condemns"; "says it has left and calls on" too."""
    verb = next((a for a in token.ancestors if a.tag_ == "VBZ" and a.dep_ not in ("aux", "auxpass")), None)
    to_whom = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if verb is None or any(c.dep_ in _OWN for c in token.children) or to_whom.lower_ not in _TO_WHOM:
        return
    above = [*takewhile(lambda a: a is not verb, token.ancestors), verb]
    asked = _infinitive_after(token, above)
    if asked is None or to_whom.head not in (token, *above):
        return
    token.tag_ = "VBZ"
    token.hang(verb)
    to_whom.hang(token, "prep")
    asked.hang(token, "xcomp")


def _call_upon(prep: Token) -> None:
    """ "Calls | upon | the people to rise", where the parser took the preposition for a conjunction."""
    asked = prep.head
    verb, actor = asked.head, next((c for c in asked.children if c.dep_ == "nsubj"), None)
    if prep.i != verb.i + 1 or actor is None or verb.lower_ not in forms.asking() | {"called", "calling"}:
        return
    prep.hang(verb, "prep")
    actor.hang(prep, "pobj")
    asked.hang(verb, "xcomp")


def _give_governor(verb: Token) -> None:
    """ "Members of parliament call on the king to go", "the law orders shops to close": no sentence is an infinitive."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if to is None or subject is None:
        return
    between = verb.doc[verb.sent.start + 1 : to.i]
    asking = next((t for t in between if t.lower_ in forms.asking() and not _is_phrase(t)), None)
    if asking is None or not (asking.i >= subject.i or asking.head.i == subject.i):
        return
    if asking.i == subject.i:
        _part(asking, verb)
        return
    asking.tag_ = "VBZ" if asking.lower_.endswith("s") else "VBP"
    before = asking.nbor(-1)
    if asking.i > subject.i:  # "members of parliament call": the verb was read as the end of the phrase before it
        if before.head.i == asking.i and before.dep_ == "compound":
            before.hang(asking.head, asking.dep_)
        actor, asked = subject, "xcomp"
    else:  # "the law orders shops": the verb was read as part of the name of whom it asks
        actor, asked = before, "ccomp"
    asking.hang(asking, "ROOT")
    verb.hang(asking, asked)
    actor.hang(asking, "nsubj")


def _part(asking: Token, verb: Token) -> None:
    """ "Ruto | orders | the army to leave", where the parser took "Ruto orders" for one name, and for who leaves."""
    actor = asking.nbor(-1)
    if actor.head.i != asking.i or actor.dep_ != "compound":
        return
    asking.tag_ = "VBZ"
    asking.hang(asking, "ROOT")
    actor.hang(asking, "nsubj")
    for c in [c for c in asking.children if c.i < actor.i and c.dep_ in _OWN]:
        c.hang(actor)
    verb.hang(asking, "xcomp")
    for named in (c for c in asking.children if c.dep_ == "appos" and c.i > asking.i):
        named.dep_ = "dobj"


def _is_phrase(token: Token) -> bool:
    """True if a word is made a noun by what stands before it: "their calls"; not if a noun of its own stands between."""
    before = token.nbor(-1)
    named = before.dep_ == "compound" and before.head is token and before.tag_.startswith("NN")
    return not named and any(c.dep_ in ("det", "poss", "amod", "nummod") for c in token.children)
