"""What hangs on what in a parsed sentence: the few questions about the tree that every extractor asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token


def conjuncts(token: Token) -> tuple[Token, ...]:
    """`token` and all that is coordinated with it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" or _continues_list(token, child):
            found.extend(conjuncts(child))
    return tuple(found)


def _continues_list(token: Token, child: Token) -> bool:
    """A name in apposition that others are coordinated with: "Austria, the Czech Republic, Israel and Togo".

    In brackets stand the members of what is named before: "the Arctic Council (Canada, Denmark and Norway)".
    """
    names = token.tag_ == child.tag_ == "NNP" and token.dep_ != "conj"
    bracketed = any(c.text == "(" and token.i < c.i < child.i for c in token.children)
    return (
        names
        and not bracketed
        and child.dep_ == "appos"
        and any(c.dep_ == "conj" and c.tag_ == "NNP" for c in child.children)
    )


def child(token: Token, *deps: str) -> Token | None:
    """The first child under one of `deps`, or None."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_verb(token: Token) -> bool:
    """True for a verb form that heads a clause (auxiliaries do not)."""
    word = token.is_alpha or token.lower_.startswith("re-")
    return token.tag_.startswith("VB") and word and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def is_finite(token: Token) -> bool:
    """True for a verb form that tells a time, and for a modal verb."""
    return token.tag_ in ("VBZ", "VBD", "VBP", "MD")


def is_stranded(verb: Token) -> bool:
    """A past tense taken for a participle, so that no verb is left: "a motion deploring it carried 60 to 31 in"."""
    above = list(verb.ancestors) if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    return bool(above) and above[-1].tag_.startswith("NN")
