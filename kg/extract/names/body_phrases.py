"""Phrases whose noun is a chamber, a government or a ministry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.names import bodies, committees, groups, modifiers
from kg.extract.tree import child
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase


def read_body(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """A chamber, council or committee, if its polity is told."""
    sense = phrase.noun
    assert sense is not None
    if phrase.polity is None:
        return replace(phrase, agent=_foreign_body(names, phrase, words))
    committee = committees.name(names, phrase)
    own = committee or bodies.own_name(names, words, size)
    agent = bodies.body(names, phrase.polity, sense, phrase.form, own)
    return replace(phrase, agent=committees.within(names, phrase, agent, committee) if committee else agent)


def read_executive(names: Names, phrase: Phrase, words: list[Token], size: int) -> Phrase:
    """A government or ministry, if its polity is told."""
    if phrase.polity is None:
        own = bodies.own_name(names, words, size)
        if own and phrase.noun is not None and phrase.noun.office == "Government":
            return replace(phrase, agent=Agent(f"body/{slug(own)}", own, "government"))
        return phrase
    if phrase.head.tag_ == "NNS" and phrase.polity.kind == "international":  # "EU governments": its members'
        return replace(phrase, agent=groups.group(names, phrase, "people"))
    tail = bodies.own_office(names, phrase.head).removeprefix(phrase.head.text)
    if tail:
        own = (bodies.own_name(names, words, size) or phrase.head.text) + tail
    else:
        own = bodies.own_ministry(names, words, size)
    return replace(phrase, agent=bodies.executive(names, phrase.polity, phrase.noun, own))


def read_office(names: Names, base: Phrase, words: list[Token]) -> Phrase | None:
    """ "The prime minister's office" is the government."""
    holder = child(base.head, "poss")
    if base.head.lower_ != "office" or holder is None:
        return None
    titled = [*phrases.left(holder), holder]
    found, government = names.noun(titled), names.lexicon.sense("noun", "government", "executive")
    if found is None or government is None or (found[0].frame, found[0].office) != ("role", government.office):
        return None
    polity = modifiers.polity_of(names, holder, titled) or modifiers.polity_of(names, base.head, words)
    return read_executive(names, replace(base, noun=government, form="government", polity=polity), words, len(words))


def _foreign_body(names: Names, phrase: Phrase, words: list[Token]) -> Agent | None:
    """A body of a polity the gazetteer does not know: "Freedonia's Senate", "the Parliament of Freedonia"."""
    head, poss = phrase.head, child(phrase.head, "poss")
    if poss is not None and names.lexicon.sense("noun", poss.lower_, "body") is not None:
        return None  # "the Assembly's Fifth Committee" is of whoever the assembly is of
    if poss is not None and poss.tag_ == "NNP" and names.hit(poss) is None:
        name = f"{phrases.title(phrase.form)} of {poss.text}"
    elif (tail := bodies.name_tail(names, head)) and phrase.form.endswith(tail) and not _is_called(names, phrase.form):
        name = phrases.title(phrase.form)
    elif len(words) > 1 and head.text.islower() and words[-2].text.istitle() and words[-2].tag_ in ("NNP", "JJ"):
        name = f"{words[-2].text} {head.text}"  # "the Freedonian parliament"
    else:
        return None
    return Agent(f"body/{slug(name)}", name, "chamber")


def _is_called(names: Names, form: str) -> bool:
    """True if some polity has a body that is called so."""
    return any(names.gazetteer.generic(polity.path, form) for polity in names.gazetteer.polities())
