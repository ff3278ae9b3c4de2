"""What a committee is called, from the words around its noun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.tree import child
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase

#: Words that a committee's name may have.
_SMALL, _LONGEST = {"and", "of", "the", "for", "on"}, 7


def name(names: Names, phrase: Phrase) -> str:
    """What a committee is called, without its state: "Senate Finance Committee"; "" for another body or a bare noun.

    The committee on foreign relations is the same by whichever order of words.
    """
    noun, head = phrase.noun, phrase.head
    if noun is None or noun.generic != "committee":
        return ""
    poss = child(head, "poss")
    before = [t for t in (*([poss] if poss is not None else ()), *phrases.left(head)) if t.tag_[:2] in ("NN", "JJ")]
    house = [t for t in before if _names_house(names, t)]
    about = next((p for p in head.children if p.lower_ == "on" and p.i == head.i + 1), None)
    matter = [t for t in before if t not in house and names.hit(t) is None and not _tells_rank(names, t)]
    matter = list(about.subtree)[1:] if about is not None and not matter else matter
    named = [t.text if t.lower_ in _SMALL else t.text[:1].upper() + t.text[1:] for t in matter if t.dep_ != "det"]
    if not named or len(named) > _LONGEST:
        return ""
    return " ".join((*(t.text.title() for t in house), *named, phrases.title(head.lemma_)))


def within(names: Names, phrase: Phrase, committee: Agent, own: str) -> Agent:
    """A committee under the name of its chamber: of "the Budget Committee of the Senate of Chile" it is "of the Senate"."""
    of = (t for p in phrase.head.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj")
    houses = (names.phrase(t).agent for t in of)
    house = next((a for a in houses if a is not None and a.kind == "chamber" and a.known), None)
    if house is None or committee.known or house.of == house.path:
        return committee
    return replace(committee, name=f"{own} of the {house.name}", path=f"{committee.path}-{slug(house.name)}")


def _tells_rank(names: Names, token: Token) -> bool:
    """ "A parliamentary committee", "a key panel", "the parliament's finance committee": no part of a name."""
    noun = names.lexicon.sense("noun", token.lower_, "body") is not None
    aside = token.tag_ == "JJ" and token.text.islower() and token.nbor(1).tag_ not in ("NN", "NNS")
    return noun or aside or token.lower_ in ("key", "powerful", "influential", "parliamentary", "legislative", "own")


def _names_house(names: Names, token: Token) -> bool:
    """ "Senate", "House", of a name of two chambers; a parliament as a whole tells nothing of its committees."""
    sense = names.lexicon.sense("noun", token.lower_, "body")
    return sense is not None and sense.generic in ("Senate", "House", "House of Representatives")
