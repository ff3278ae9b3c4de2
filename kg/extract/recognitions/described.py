"""What is recognised where a description stands for it: "it", "the breakaway province", "its secession", "the rebels"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from kg.extract.recognitions.recognisers import heads_of, leavers, partakers, state_of
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_POINTING = {"the", "this", "that", "its", "his", "her", "their"}
_WHOSE = {"of", "in", "from"}
_NEAR = 80  # words before the verb in which a polity is at hand


def pointed(reading: Reading, clause: Clause, token: Token, recognizer: Agent | None = None) -> Agent | None:
    """What "it", "the new state", "the breakaway province" means after "recognise", by what its clause tells of others."""
    if not stands_for(reading, token):
        return None
    actors = [t for subject in clause.subjects for t in (subject, *reading.discourse.expand(subject))]
    own = {a.of for t in actors if (a := reading.discourse.agent(t)) is not None}
    own |= {agent.of for agent, _ in partakers(reading, clause)}
    own |= {agent.of for _, agent in reading.agents(leavers(reading, clause))}
    return meant(reading, token, recognizer, own, min(clause.verb.i, token.i))


def stands_for(reading: Reading, token: Token) -> bool:
    """True for a pronoun or description that may stand for a polity or those who would rule one."""
    if token.lower_ in ("it", "them"):
        return True
    return _points(reading, token) or _is_of_rising(reading, token)


def meant(
    reading: Reading, token: Token, recognizer: Agent | None, own: AbstractSet[str | None] = frozenset(), at: int = -1
) -> Agent | None:
    """The polity last named before the word `at` that is neither of `own`, nor the recogniser's, nor named in the phrase.

    A polity whose statehood is disputed is more likely the one whose recognition is told of; such a one may also be
    named far before, or right behind ("Peru recognised the breakaway region, Abkhazia's president said").
    """
    if _is_of_rising(reading, token):
        return _rising(reading, token)
    others = {*own, recognizer.of if recognizer is not None else None, *_left(reading, token)}
    at = at if at >= 0 else token.i
    near = _told(reading, reading.doc[max(0, at - _NEAR) : token.i])
    polities = [p for a in near if (p := _polity_told(reading, a)) is not None and p.path not in others]
    ruling = [a for a in near if a.kind == "government" and a.of not in others] if token.tag_ == "PRP" else []
    held = _recognised_before(reading, at) if len(polities) > 1 else frozenset()
    found = min(polities, key=lambda p: (_is_undisputed(p), p.path not in held), default=next(iter(ruling), None))
    if token.tag_ == "PRP" or (found is not None and not _is_undisputed(found)):
        return found
    return next(_disputed(reading, token, others), found)


def _recognised_before(reading: Reading, at: int) -> frozenset[str]:
    """The paths of the disputed polities that verbs of recognising have for their objects before a word."""
    verbs = (c for c in reading.clauses if c.verb.i < at and reading.sense(c, "recognise") is not None)
    return frozenset(agent.path for c in verbs for _, agent in reading.agents(c.objects) if not _is_undisputed(agent))


def _disputed(reading: Reading, token: Token, others: set[str | None]) -> Iterator[Agent]:
    """The disputed polities that the text names far before a phrase, last first, or behind it in its sentence."""
    behind = reversed(_told(reading, reading.doc[token.i + 1 : token.sent.end]))
    agents = (*_told(reading, reading.doc[: token.i]), *behind)
    polities = [p for a in agents if (p := _polity_told(reading, a)) is not None and p.path not in others]
    yield from (p for p in polities if p.path.startswith("polity/"))
    yield from (p for p in polities if not _is_undisputed(p))


def _told(reading: Reading, words: Sequence[Token]) -> list[Agent]:
    """The agents that some words name, last first."""
    heads = [t for t in words if t.dep_ not in ("compound", "amod")]
    return [a for t in reversed(heads) if (a := reading.discourse.agent(t)) is not None]


def _is_undisputed(agent: Agent) -> bool:
    return agent.path.startswith("state/")


def _polity_told(reading: Reading, agent: Agent) -> Agent | None:
    """The polity that an agent is, or that a body speaks for which is no recognised state's: "the Catalan parliament"."""
    body = agent.kind in ("chamber", "government") and agent.of is not None and not agent.of.startswith("state/")
    polity = agent if agent.path == agent.of else state_of(reading, agent) if body else None
    return polity if polity is not None and polity.kind == "state" else None


def _points(reading: Reading, token: Token) -> bool:
    """ "the new state", "his country", "the former Serbian province", "Africa's youngest nation".

    A polity that the text has named; not "a state", "the Palestinian state", "Peru's province". Of a breakaway or former
    land a name in the phrase tells whose it was.
    """
    if token.tag_ != "NN" or reading.noun(token, "polity", "land") is None:
        return False
    left = _is_breakaway(reading, token)
    marks = [c for c in token.children if c.dep_ in ("det", "poss")]
    owned = any(c.dep_ == "poss" and c.lower_ not in _POINTING for c in marks)
    if owned and not left and not any(c.tag_ == "JJS" for c in token.children):
        return False
    if not owned and not any(c.lower_ in _POINTING for c in marks):
        return False
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ != "as"]
    if left:
        return not any(a.path.startswith("polity/") for a in _named_behind(reading, preps))
    return not preps and not _has_name(reading, token)


def _is_breakaway(reading: Reading, token: Token) -> bool:
    """ "The breakaway region", "the self-declared state", "the former province"."""
    beside = (t for c in token.children if c.dep_ in ("amod", "compound", "nmod") for t in (c, *c.children))
    return any(reading.lexicon.sense("adjective", form, "breakaway") is not None for t in beside for form in _forms(t))


def _forms(word: Token) -> tuple[str, ...]:
    """A word, and with it the one before its hyphen: "self-declared"."""
    joined = word.i > 1 and word.nbor(-1).text == "-"
    return (word.lower_, f"{word.nbor(-2).lower_}-{word.lower_}") if joined else (word.lower_,)


def _own_names(reading: Reading, token: Token) -> Iterator[Agent]:
    """The polities that a phrase names: "the breakaway | Georgian | region", "the former province of | Serbia |"."""
    for c in token.children:
        if c.dep_ in ("amod", "compound", "nmod", "poss"):
            agent = reading.discourse.agent(c) if c.dep_ == "poss" else None
            polity = reading.names.polity(c) if agent is None else None
            if agent is not None or polity is not None:
                yield agent or entity_agent(polity)  # type: ignore[arg-type]
    yield from _named_behind(reading, [c for c in token.children if c.lower_ in _WHOSE])


def _named_behind(reading: Reading, preps: list[Token]) -> Iterator[Agent]:
    yield from (agent for c in preps for _, agent in reading.agents(tuple(heads_of(c))))


def _left(reading: Reading, token: Token) -> set[str | None]:
    """Whose a breakaway land was: "the breakaway Georgian region"."""
    return {agent.of for agent in _own_names(reading, token)} if token.tag_ == "NN" else set()


def _has_name(reading: Reading, token: Token) -> bool:
    """ "the Palestinian state": the phrase tells itself which polity is meant."""
    beside = (c for c in token.children if c.dep_ in ("amod", "compound", "nmod"))
    return any(reading.names.polity(c) is not None for c in beside)


# --- those who would rule --------------------------------------------------------------------------------------------


def _is_of_rising(reading: Reading, token: Token) -> bool:
    """ "The rebels", "the insurgents", of whom no more is said."""
    bare = {c.dep_ for c in token.children} <= {"det", "prep"} and any(c.lower_ == "the" for c in token.children)
    own = bare and not any(c.lower_ in ("in", "of", "from") for c in token.children)
    return token.tag_ == "NNS" and own and reading.noun(token, "rising") is not None


def _rising(reading: Reading, token: Token) -> Agent | None:
    """The body named before as that of the rebels: "the rebel National Council", "the rebels' National Council"."""
    for word in reversed(reading.doc[: token.i]):
        owner = word.lemma_ == token.lemma_ and word.dep_ in ("amod", "compound", "nmod", "poss")
        if owner and word.head.tag_ in ("NNP", "NNPS"):
            return _by_name(reading, word.head)
    return None


def _by_name(reading: Reading, head: Token) -> Agent:
    """A body by the words of its name, which few know."""
    words = [t for t in head.subtree if t.i <= head.i and t.tag_ == head.tag_]
    text = reading.between(words[0], head).of(reading.text)
    agent = reading.discourse.agent(head)
    if agent is not None and text in agent.name:
        return agent
    return Agent(f"thing/{slug(text)[:60]}", text, "government")


# --- the owner of a statehood ----------------------------------------------------------------------------------------


def owner(reading: Reading, token: Token, recognizer: Agent | None) -> Agent | None:
    """Whose independence "its", "the country's" is: never the recogniser's; a disputed polity's rather than a state's."""
    if token.tag_ != "PRP$":
        return meant(reading, token, recognizer) if stands_for(reading, token) else None
    agent = reading.discourse.agent(token)
    if recognizer is None:
        return None
    if agent is not None and agent.of != recognizer.of and not _is_undisputed(agent):
        return None
    before = _told(reading, reading.doc[max(0, token.i - _NEAR) : token.i])
    others = [s for a in before if a.of not in (None, recognizer.of) and (s := state_of(reading, a)) is not None]
    disputed = next((a for a in others if a.path.startswith("polity/")), None)
    if agent is not None and agent.of != recognizer.of:
        return disputed
    return disputed or next(iter(others), None)
