"""Verbs of several words: "take issue with", "pour cold water on", "come out in support of", "call into question".

A verb of the lexicon may be of any number of words. The words after the first stand where grammar puts them, not where
the parser happens to hang them: "against" in "speak out against" under the verb or under "out", "with" in "take issue
with" under the verb or under "issue". So a form is spelt by a verb if its words make one piece of the tree below it,
whatever lies between ("threw her considerable weight behind"). A preposition of the form governs for the whole form.

A word with a hyphen, which the tokenizer cuts in three, is one word again ("rubber-stamp", "ill-advised").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.lexicon import Lexicon

_INSIDE = {
    "dobj", "dative", "prt", "prep", "pobj", "advmod", "npadvmod", "acomp", "oprd", "attr", "amod", "compound", "nmod",
    "nsubjpass", "agent", "dep", "quantmod", "det", "neg", "xcomp", "ccomp", "pcomp", "poss",
}  # fmt: skip
_BEFORE = {"nsubjpass", "neg", "advmod"}
#: What makes a noun of an idiom a thing of its own, or denies it: "took the issue to X", "took no issue with X".
_APART = {"the", "this", "that", "these", "those", "which", "what", "no", "little", "neither", "nor", "any"}
_DETERMINERS = {"det", "predet", "preconj", "neg", "amod"}


class Idiom(NamedTuple):
    """A form that a verb spells, with the words of the form after the verb."""

    form: str
    words: tuple[Token, ...]


def spelt(verb: Token, known: Iterable[tuple[str, ...]]) -> tuple[Idiom, ...]:
    """Those of the known forms that begin with the verb's lemma that it spells, in the order given.

    A particle of the verb belongs to it: what is "voted down in the Senate" is not "voted in".
    """
    spelt = [Idiom(" ".join(words), _below(verb, words[1:])) for words in known]
    found = tuple(idiom for idiom in spelt if idiom.words)
    parted = tuple(idiom for idiom in found if any(t.dep_ == "prt" for t in idiom.words))
    return parted or found


def _below(verb: Token, words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of `words` that hang on `verb` or on one another; none if one is missing.

    A noun has an article like "the" only if the form has it ("give the nod to").
    """
    left, found, heads = list(words), [], [verb]
    for head in heads:
        for token in head.children:
            form = _form(token, left) if token.dep_ in _INSIDE else None
            if form is None or (head is verb and token.i < verb.i and token.dep_ not in _BEFORE):
                continue
            left.remove(form)
            found.append(token)
            heads.append(token)
    if left or any(_is_apart(c) and c not in found for t in found for c in t.children):
        return ()
    return tuple(sorted(found))


def _is_apart(token: Token) -> bool:
    return token.lower_ in _APART and token.dep_ in _DETERMINERS


def _form(token: Token, left: list[str]) -> str | None:
    """The one of the words still sought that `token` is, as written or by its lemma."""
    return next((form for form in (token.lower_, token.lemma_) if form in left), None)


# --- hyphens ----------------------------------------------------------------------------------------------------


def tied_before(token: Token) -> str | None:
    """The word that a hyphen ties to `token` from before: "ill" of "ill-advised"; None without a hyphen."""
    tied = token.i > 1 and token.nbor(-1).text == "-"
    return token.nbor(-2).lower_ if tied else None


def hyphened(token: Token, form: str) -> str | None:
    """`form`, which stands for `token`, with the word that a hyphen ties to it: "ill-advised"; None without a hyphen."""
    before = tied_before(token)
    return f"{before}-{form}" if before is not None else None


def lemma(verb: Token, lexicon: Lexicon) -> str:
    """The verb's lemma with its particle, and with what a hyphen ties to it if that is a verb ("co-sponsor")."""
    particle = child(verb, "prt")
    tied = hyphened(verb, verb.lemma_)
    form = tied if tied is not None and lexicon.of("verb", tied) else verb.lemma_
    return f"{form} {particle.lower_}" if particle is not None else form
