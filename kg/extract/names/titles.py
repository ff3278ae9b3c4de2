"""Titles before names: how many words they take, and a title with its place before a name.

"The president of Chad Idriss Déby", "the EU's envoy in Kosovo Pieter Feith": the parser takes the name for the head of
the place. What follows the words that name a place or a body, under a preposition of a title, is the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import agents, phrases
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token

_TITLES = {"role", "member"}
_BODIES = {"executive", "body", "group"}
_HONORIFICS = {
    "mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "sen", "rep", "gen", "col", "prof", "president-elect", "prince",
    "king", "queen", "saint", "justice", "rev", "gov",
}  # fmt: skip


def end(names: Names, words: list[Token]) -> int:
    """How many of `words` are the title before a name: up to the last role noun that is not the head."""
    end = 0
    for i in range(len(words) - 1):
        found = names.noun(words[: i + 1])
        titled = found is not None and (
            found[0].frame in ("role", "member")
            or (words[i].text.islower() and phrases.group_kind(found[0]) is not None)
        )
        if titled or words[i].lower_.rstrip(".") in _HONORIFICS or _is_party(names, words[i]):
            end = i + 1
    return end


def past_charge(words: list[Token], end: int) -> int:
    """How many of `words` stand before the name, with what the title's office is in charge of, or that it is to come.

    "Secretary of | Defense | Lloyd Austin", "Minister for | Women | Ana Poe", "Vice President | -elect | Ana Poe".
    """
    while 0 < end < len(words) - 1 and words[end].lower_ in _TO_COME:
        end += 1
    under = words[0]  # "Speaker of the | Knesset | Ana Poe", where the article parts the phrase
    if end == 0 and len(words) > 2 and under.dep_ == "pobj" and under.head.lower_ == "of":
        return 1
    prep = words[end] if 0 < end < len(words) - 2 else None
    if prep is None or prep.lower_ not in ("of", "for"):
        return end
    governed = child(prep, "pobj")
    if governed is None or governed not in words[:-1]:
        return end
    return words.index(governed) + 1


_TO_COME = {"-", "–", "elect", "designate"}


def _is_party(names: Names, token: Token) -> bool:
    """ "Republican Susan Collins": a word for members before a name is a title; "Christian Democratic" is none."""
    hit = names.hit(token)
    entity = names.choose(hit) if hit is not None else None
    if hit is None or entity is None or entity.kind != "party":
        return False
    return hit.span.of(names.text) in (*entity.demonyms, *entity.aliases, entity.name)


def person_after_place(names: Names, words: list[Token]) -> list[Token]:
    """The person's name after the place of a title, if what follows the place is no organisation."""
    name = _name_after_place(names, words)
    return name if name and not agents.names_organisation(phrases.name_text(names.text, name)) else []


def is_known(names: Names, token: Token) -> bool:
    """True if the gazetteer knows the name that `token` is of."""
    hit = names.hit(token)
    return hit is not None and hit.kind == "name"


def _name_after_place(names: Names, words: list[Token]) -> list[Token]:
    """The words of the person's name at the end of a phrase under a title's preposition; empty if there is none."""
    head = words[-1]
    if head.dep_ != "pobj" or head.tag_ != "NNP" or not _under_title(names, head):
        return []
    ends = [i for i in range(len(words) - 2) if _ends_place(names, words, i)]
    name = words[ends[-1] + 1 :] if ends else []
    return name if all(_is_name(names, t) for t in name) else []


def named_below(head: Token) -> Iterator[tuple[Token, bool]]:
    """The nouns under the prepositions of a title's head, and names in apposition to them: `(noun, apposed)`.

    "The director of Chile's Red Cross, Ana Rojas, said": the apposition is to the title, wherever the parser put it.
    """
    for token in head.subtree:
        if token.i > head.i and token.dep_ == "pobj" and token.head.dep_ == "prep":
            yield token, False
            yield from ((c, True) for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP")


def _under_title(names: Names, token: Token) -> bool:
    while token.dep_ == "pobj" and token.head.dep_ == "prep":
        token = token.head.head
        found = names.noun([token])
        if found is not None and found[0].frame in _TITLES:
            return True
    return False


def _ends_place(names: Names, words: list[Token], i: int) -> bool:
    hit = names.hit(words[i])
    if hit is not None:
        return hit.span.end == words[i].idx + len(words[i].text)
    found = names.noun(words[: i + 1])
    return found is not None and found[0].frame in _BODIES


def _is_name(names: Names, token: Token) -> bool:
    return phrases.is_of_name(token) and names.hit(token) is None
