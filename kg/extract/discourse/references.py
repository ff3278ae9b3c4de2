"""What a phrase refers to, and the questions that decide whether a pronoun may mean it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.tree import conjuncts
from kg.gazetteer import entity_agent
from kg.types import Agent, MeasureKind, Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity, Gazetteer

#: Where the family name comes first.
_FAMILY_FIRST = {"CN", "KR", "KP", "TW", "VN", "HK", "KH", "HU", "MM"}


#: How an organisation of states is told from others.
_REACHES = {"regional", "continental", "intergovernmental", "multinational", "global", "international", "military"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a phrase refers to: an agent, or measures by local id. `role` is the title in the text, `office` the body
    that a role-holder speaks for."""

    token: Token
    span: Span
    agent: Agent | None = None
    measures: tuple[str, ...] = ()
    role: str | None = None
    office: Agent | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Draft:
    """A measure while the text is being read."""

    id: str
    kind: MeasureKind
    form: str
    body: Agent | None = None
    number: str | None = None
    heads: list[Token] = field(default_factory=list)


def examples(token: Token) -> tuple[Token, ...]:
    """Those that a plural is told to hold: "states including X", "states such as X", "states, X among them", "X included"."""
    preps = [c for c in token.children if c.dep_ == "prep"]
    named = [t for p in preps if p.lower_ == "including" or _such(p) for t in p.children if t.dep_ == "pobj"]
    named += [c for c in token.children if c.dep_ == "appos" and any(p.lower_ == "among" for p in c.children)]
    told = token.head if token.dep_ == "nsubj" and token.head.lemma_ == "include" else None
    named += (
        [c for c in told.children if c.dep_ == "dobj"] if told is not None else []
    )  # "those who oppose it include X"
    after = token.doc[token.i + 1 : token.sent.end]
    named += [
        c for t in after if t.lower_ == "included" for c in t.children if c.dep_ == "nsubj" and _right_after(token, c)
    ]
    return tuple(t for head in named for t in conjuncts(head))


def _such(prep: Token) -> bool:
    return prep.lower_ == "like" or (prep.lower_ == "as" and prep.i > 0 and prep.nbor(-1).lower_ == "such")


def _right_after(token: Token, other: Token) -> bool:
    """True if only a comma stands between a word and a phrase."""
    return other.left_edge.i == token.i + 2 and token.nbor(1).text == ","


def party_in(title: str, person: Agent, gazetteer: Gazetteer) -> Agent | None:
    """The party that a person's title names ("Labour leader"), of the person's own country if several are called so."""
    parties = [e for hit in gazetteer.find(title) for e in hit.entities if e.kind == "party"]
    own = [e for e in parties if person.of is not None and e.of == person.of]
    found = own or [e for e in parties if e.preferred] or (parties if len(parties) == 1 else [])
    return entity_agent(found[0]) if found else None


def is_taken_up(phrase: Phrase, kind: str) -> bool:
    """True for a group named by its bare noun, and for an organisation told by its size or reach.

    "The party", "the regional bloc", "the 27-member bloc", "the group of 57 countries"; not "the Peruvian party", which
    may be another.
    """
    if not phrase.definite:
        return False
    more = [c for c in phrase.head.children if c.dep_ in ("poss", "amod", "compound", "nmod", "nummod", "prep")]
    told = [c for c in more if c.i < phrase.head.i or c.dep_ == "prep"]
    return not told or (kind == "organisation" and all(map(_tells_size, told)))


def _tells_size(word: Token) -> bool:
    """ "27-member", "pan-African", "regional"; "of 57 countries"."""
    if word.dep_ == "prep":
        counted = [t for t in word.children if t.dep_ == "pobj"]
        return word.lower_ == "of" and any(c.dep_ == "nummod" for t in counted for c in t.children)
    return word.dep_ in ("amod", "compound") and (word.lower_ in _REACHES or any(c.like_num for c in word.subtree))


def tells_seats(word: Token) -> bool:
    """ "350-seat", "120-member", "full": how large a house is, or that all of it is meant."""
    sized = word.lower_ in ("seat", "member", "strong") and any(c.like_num for c in word.children)
    return sized or word.lower_ in ("full", "whole", "entire")


def span(token: Token) -> Span:
    """The words of one token."""
    return Span(token.idx, token.idx + len(token.text))


def of_polity(body: Agent | None, polity: Entity) -> bool:
    return body is None or body.of == polity.path or body.path == polity.path or body.polity == polity.code


def is_chamber(agent: Agent | None) -> bool:
    return agent is not None and agent.kind == "chamber"


def number(head: Token) -> str | None:
    """The number of "Resolution 1747"."""
    nums = [c.text for c in head.children if c.dep_ in ("nummod", "appos") and c.tag_ == "CD" and c.i > head.i]
    if nums:
        return nums[0]
    return head.text if head.tag_ == "CD" else None


def is_person(reference: Reference) -> bool:
    return (
        reference.agent is not None and reference.agent.kind == "person" and reference.agent.path.startswith("person/")
    )


def is_someone(reference: Reference) -> bool:
    """A person by name, or the holder of an office nobody names ("Fiji's president")."""
    agent = reference.agent
    return is_person(reference) or (agent is not None and agent.path.startswith("role/"))


def is_thing(reference: Reference) -> bool:
    agent = reference.agent
    return bool(reference.measures) or (agent is not None and agent.kind not in ("person", "people"))


def is_one_thing(reference: Reference) -> bool:
    """What "it" may mean: no plural, unless it is a name ("the Netherlands")."""
    return is_thing(reference) and reference.token.tag_ != "NNS"


def is_bare_member(phrase: Phrase) -> bool:
    """ "the MP", "the senator": one who was named before, where nothing more is said of him."""
    bare = phrase.head.tag_ in ("NN", "NNP") and phrase.definite and len(list(phrase.head.children)) == 1
    return bare and phrase.noun is not None and phrase.noun.frame == "member"


def is_several(reference: Reference) -> bool:
    agent = reference.agent
    return agent is not None and (
        agent.kind in ("people", "party", "organisation")
        or len(conjuncts(first_conjunct(reference.token))) > 1
        or agent.kind == "chamber"
    )


def is_many(reference: Reference) -> bool:
    """Several by its form: "ministers", "they", "Norway and Spain"; a party or chamber is so only by its sense."""
    agent, token = reference.agent, reference.token
    if agent is None:
        return False
    plural = token.tag_ == "NNS" or token.lower_ in ("they", "them", "their") or agent.kind == "people"
    named = token.tag_ == "NNPS" and agent.kind == "party"
    return plural or named or len(conjuncts(first_conjunct(token))) > 1


def is_subject(token: Token) -> bool:
    return first_conjunct(token).dep_ in ("nsubj", "nsubjpass")


def first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def is_expletive(token: Token) -> bool:
    """ "it is clear that ...", "it would be": nothing is meant."""
    verb = token.head
    if verb.lemma_ in ("be", "seem", "appear") and token.lower_ == "it":
        return any(c.dep_ in ("ccomp", "xcomp", "csubj") for c in verb.children)
    return False


def same_clause(a: Token, b: Token) -> bool:
    """True if both hang on one verb, so that a plain pronoun cannot mean the other."""
    while a.dep_ == "appos" or (a.dep_ == "conj" and a.head.tag_.startswith("NN")):
        a = a.head
    return a.head.i == b.head.i and a.i != b.i and b.dep_ in ("dobj", "pobj", "dative")


def same_person(person: Agent, other: str) -> bool:
    """ "Emmanuel Macron" and "Emmanual Macron": same surname, first names that start alike; "Zhang" for "Zhang Jun"."""
    first, _, surname = person.name.rpartition(" ")
    other_first, _, other_surname = other.rpartition(" ")
    if person.polity in _FAMILY_FIRST and person.name.startswith(f"{other} "):
        return True
    return bool(first and other_first) and surname == other_surname and first[:3] == other_first[:3]
