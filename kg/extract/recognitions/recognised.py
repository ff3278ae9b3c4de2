"""What is recognised, and as what: a state, a government, a genocide, sovereignty over something, anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import noun_tails
from kg.extract.recognitions import described, recogniser_groups
from kg.extract.recognitions.recognisers import heads_of, state_of
from kg.extract.tree import child, conjuncts, is_verb
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, RecognitionObject

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


_ARTICLE = re.compile(r"^(the|a|an)\s+", re.I)
#: What a thing is recognised as, the most telling first: "the killings by the government" are no government.
_KINDS: tuple[RecognitionObject, ...] = ("genocide", "sovereignty", "government")


def recognised(
    reading: Reading, clause: Clause, obj: Token, recognizer: Agent | None = None
) -> Iterator[tuple[Agent, RecognitionObject]]:
    """What is recognised, and as what: by the object, the "as" phrase, and nouns such as "independence of Y"."""
    noun = reading.noun(obj, "statehood")
    if noun is not None:
        yield from _statehood(reading, clause, obj, recognizer)
        return
    things = _things(reading, clause, obj)
    if not things:
        yield from named(reading, obj) or _last_spoken_of(reading, obj, recognizer)
    for agent in (a for t in things for a in _listed(reading, t)):
        yield agent, "state"
    for token in (t for t in things if not _listed(reading, t)):
        if (before := _genocide_told(reading, token)) is not None:
            yield before
            continue
        agent = described.pointed(reading, clause, token, recognizer) or agent_of(reading, token)
        part = role(clause, token) or (_noun_role(obj, token) if obj.i < token.i else None)
        kind = object_kind(reading, agent, token, part)
        yield as_worded(reading, agent, kind, token, part), kind


def _genocide_told(reading: Reading, token: Token) -> tuple[Agent, RecognitionObject] | None:
    """What "the genocide" is, of which no more is said: what was last told to be recognised as one."""
    marks = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "compound", "nmod", "poss", "prep")}
    if token.tag_ != "NN" or marks - {"in", "on"} != {"the"} or reading.noun(token, "genocide") is None:
        return None
    clauses = (c for c in reading.clauses if c.verb.i < token.sent.start)
    told = [found for c in clauses for found in _named_by_verb(reading, c) if found[1] == "genocide"]
    return told[-1] if told else None


def _listed(reading: Reading, noun: Token) -> list[Agent]:
    """ "The two republics": those named before, side by side."""
    return recogniser_groups.members(reading, noun) if reading.noun(noun, "polity", "land") is not None else []


def _statehood(
    reading: Reading, clause: Clause, obj: Token, recognizer: Agent | None
) -> Iterator[tuple[Agent, RecognitionObject]]:
    """Of "the independence of Y" Y, as a state; of "sovereignty over Z" the whole phrase."""
    own = [t for noun in paired(obj) for t in _of(noun) if t.i != noun.i] or _spoken_of(reading, clause, recognizer)
    own = [t for each in own for t in _several(reading, each)]
    owners = [described.owner(reading, t, recognizer) or agent_of(reading, t) for t in own]
    if _told(reading, paired(obj)) == {"sovereignty"}:
        about = owners[0] if owners else agent_of(reading, obj)
        yield replace(about, name=_plain(reading.subtree(obj).of(reading.text))), "sovereignty"
        return
    yield from ((state_of(reading, a) or a if a.kind == "chamber" else a, "state") for a in owners)


def paired(noun: Token) -> tuple[Token, ...]:
    """A noun and the one that "and" joins right behind it: "the independence and sovereignty of Y" are one thing."""
    joined = (t for t in conjuncts(noun)[1:] if t.i == noun.i + 2 and t.tag_ == noun.tag_ == "NN")
    return (noun, *joined)


def _things(reading: Reading, clause: Clause, obj: Token) -> list[Token]:
    """The things behind "recognition of Y and Z", "the regions of Y and Z"; else the object itself."""
    if reading.noun(obj, "recognise") is not None:
        own = [t for p in obj.children if p.dep_ == "prep" and p.lower_ == "of" for t in heads_of(p)]
        own = own or [t for t in clause.dative if t.tag_.startswith("NN")]
        given = [t for prep in ("to", "from") for t in clause.preps.get(prep, ())]
        given = given or [
            t for p in obj.children if p.dep_ == "prep" and p.lower_ in ("to", "from") for t in heads_of(p)
        ]
        given = given or [t for c in obj.children if c.dep_ == "relcl" for t in _given(c)]
        return [t for t in own or given or _of(obj) if t.i != obj.i and t.tag_.startswith("NN")]
    return _several(reading, obj)


def _several(reading: Reading, noun: Token) -> list[Token]:
    """The polities behind "the republics of Y and Z"; else the noun itself."""
    if reading.noun(noun, "polity") is None or noun.tag_ not in ("NNS", "NNPS"):
        return [noun]
    told = [t for t in _of(noun) if (a := reading.discourse.agent(t)) is not None and a.kind != "people"]
    return told or [noun]


def _last_spoken_of(reading: Reading, obj: Token, recognizer: Agent | None) -> list[tuple[Agent, RecognitionObject]]:
    """Whose recognition is meant where no other is told: the polity named before in its sentence.

    "X severed ties with Y and withdrew its recognition": Y's.
    """
    before = (reading.discourse.agent(t) for t in reversed(obj.doc[obj.sent.start : obj.i]))
    polities = (a for a in before if a is not None and a.kind == "state" and a.path == a.of)
    own = recognizer.of if recognizer is not None else None
    return [(a, "state") for a in polities if a.of != own][:1]


def _given(verb: Token) -> list[Token]:
    """To whom "it had accorded", "extended to" somebody the recognition spoken of."""
    inner = [t for p in verb.children if p.dep_ in ("prep", "dative") and p.lower_ == "to" for t in heads_of(p)]
    return inner or [c for c in verb.children if c.dep_ in ("dative", "dobj") and c.i > verb.i]


def _has_name(reading: Reading, token: Token) -> bool:
    """ "the Palestinian state": the phrase tells itself which polity is meant."""
    beside = (c for c in token.children if c.dep_ in ("amod", "compound", "nmod"))
    return any(reading.names.polity(c) is not None for c in beside)


def _spoken_of(reading: Reading, clause: Clause, recognizer: Agent | None) -> list[Token]:
    """Whose independence it is where the noun stands alone: the last other polity (or its body) named before the verb."""
    before = [(t, reading.discourse.agent(t)) for t in reversed(reading.doc[clause.verb.sent.start : clause.verb.i])]
    own = recognizer.of if recognizer is not None else None
    return [t for t, a in before if a is not None and a.kind in ("state", "chamber") and a.of != own][:1]


# --- names -----------------------------------------------------------------------------------------------------------


def as_worded(reading: Reading, agent: Agent, kind: RecognitionObject, token: Token, part: Token | None) -> Agent:
    """The thing recognised, named in the text's words unless it is a polity or a person."""
    if agent.kind in ("person", "state") and kind in ("state", "government"):
        return replace(agent, name=f"State of {agent.name}") if _to_come(reading, token) else agent
    if agent.kind == "government" and described.stands_for(reading, token):
        return agent
    text = _words(reading, token, part)
    if part is not None and kind in ("other", "sovereignty"):
        text = f"{text} as {reading.subtree(part).of(reading.text)}"
    return replace(agent, name=text)


def _words(reading: Reading, token: Token, part: Token | None) -> str:
    """The words of a thing, without what it is recognised as."""
    words = list(token.subtree)
    cut = part.head if part is not None and part.head.lower_ == "as" else part
    last = next((t for t in words if (cut is not None and t.i == cut.left_edge.i) or _adds(token, t)), None)
    first = token.left_edge
    if first.i > 1 and first.nbor(-1).text == "-" and first.nbor(-2).head == token.head:  # "X's re-election"
        first = first.nbor(-2).left_edge
    span = reading.between(first, token.right_edge if last is None else last.nbor(-1))
    return _plain(span.of(reading.text))


def _adds(thing: Token, word: Token) -> bool:
    """True where a clause begins that only adds to a thing: "the port, which it recognises as", "the council, formed in"."""
    clauses = (c for c in thing.children if c.dep_ in ("relcl", "acl"))
    return word.i > thing.i and any(c.left_edge.i == word.i + 1 and word.text == "," for c in clauses)


def _plain(text: str) -> str:
    return noun_tails.without_figures(_ARTICLE.sub("", text))


def _to_come(reading: Reading, token: Token) -> bool:
    """True for "a Palestinian state": the state that there is to be is meant, not what now bears the name."""
    indefinite = any(c.lower_ in ("a", "an", "any") for c in token.children)
    return indefinite and token.lemma_ == "state" and _has_name(reading, token)


def agent_of(reading: Reading, token: Token) -> Agent:
    """The agent that a token refers to, or the thing that its phrase names."""
    agent = reading.discourse.agent(token)
    if agent is not None:
        return agent
    polity = reading.names.polity(token) if token.dep_ in ("amod", "compound") else None
    if polity is not None:  # "Palestinian statehood"
        return entity_agent(polity)
    return by_words(reading, token)


def by_words(reading: Reading, token: Token) -> Agent:
    """The thing that a phrase names, by its words."""
    text = _plain(reading.subtree(token).of(reading.text))
    return Agent(f"thing/{slug(text)[:60]}", text, "other")


# --- as what ---------------------------------------------------------------------------------------------------------


def role(clause: Clause, obj: Token) -> Token | None:
    """What something is recognised as: the head of the "as" phrase of the thing itself, else of the verb."""
    inner = (t for t in obj.subtree if t.i > obj.i and not any(_parts(a, obj) for a in t.ancestors))
    ases = (t for t in (*inner, *clause.verb.children) if t.lower_ == "as" and t.dep_ in ("prep", "mark", "advmod"))
    return next((part for t in ases if (part := _complement(t)) is not None), None)


def _parts(above: Token, obj: Token) -> bool:
    """True for a verb, or a thing named beside it, between a word and the object that it stands below."""
    return above.i > obj.i and (is_verb(above) or (above.dep_ == "conj" and above.head.i == obj.i))


def _complement(prep: Token) -> Token | None:
    """What stands after "as": "an independent state", "independent", "being part of Y"."""
    part = child(prep, "pobj", "pcomp", "amod", "acomp")
    if part is not None and part.lemma_ == "be":
        return child(part, "attr", "acomp")
    return part


def object_kind(reading: Reading, agent: Agent, obj: Token, part: Token | None) -> RecognitionObject:
    """As what something is recognised; `part` heads the "as" phrase."""
    told = _told(reading, [part, *part.children], after_as=True) if part is not None else set()
    own = _told(reading, _telling(obj))
    first = next((kind for kind in _KINDS if kind in told), None) or ("state" if "state" in told else None)
    if first is not None or "genocide" in own:
        return first or "genocide"
    if part is not None and part.tag_ in ("NN", "NNS"):
        return "other"
    if kind := next((kind for kind in _KINDS if kind in own), None):
        return kind
    if (agent.kind == "state" and agent.known) or "state" in own:
        return "state"
    return "government" if agent.kind in ("person", "government") else "other"


def _telling(obj: Token) -> Iterator[Token]:
    """The words of a phrase that tell what it is: its head with what stands beside it and what it is "of"."""
    yield obj
    for c in obj.children:
        if c.dep_ in ("amod", "compound", "nmod", "appos"):
            yield c
        elif c.dep_ == "prep" and c.lower_ == "of":
            yield from heads_of(c)


def _told(reading: Reading, tokens: Iterable[Token], after_as: bool = False) -> set[RecognitionObject]:
    """The kinds of object that some words name; a word that does so after "as" alone counts only there."""
    found: set[RecognitionObject] = set()
    for token in tokens:
        sense = reading.noun(token, "object") or reading.lexicon.sense("adjective", token.lower_, "object")
        if sense is not None and (after_as or "as" not in sense.only):
            found.add(sense.kind)  # type: ignore[arg-type]
    return found


# --- the noun --------------------------------------------------------------------------------------------------------


def named(reading: Reading, token: Token, holder: Agent | None = None) -> list[tuple[Agent, RecognitionObject]]:
    """What the noun "recognition" is of, `holder`'s if it is told; standing alone, what recognition was last spoken of."""
    things = [t for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for t in heads_of(p)]
    if things and (listed := [(a, "state") for t in things for a in _listed(reading, t)]):
        return listed  # type: ignore[return-value]
    if things:
        read = [(_meant(reading, t, holder) or agent_of(reading, t), t, _noun_role(token, t)) for t in things]
        kinds = [object_kind(reading, agent, t, part) for agent, t, part in read]
        return [(as_worded(reading, a, kind, t, part), kind) for (a, t, part), kind in zip(read, kinds, strict=True)]
    told = [found for clause in reading.clauses for found in _named_by_verb(reading, clause) if clause.verb.i < token.i]
    return [min(reversed(told), key=lambda found: found[1] != "state")] if told else []


def _meant(reading: Reading, token: Token, holder: Agent | None) -> Agent | None:
    """The polity that "recognition of the island" means."""
    return described.meant(reading, token, holder) if described.stands_for(reading, token) else None


def _noun_role(noun: Token, thing: Token) -> Token | None:
    """What "the recognition of Y as Z" is as."""
    ases = (t for t in (*noun.children, *thing.subtree) if t.lower_ == "as" and t.i > thing.i)
    return next((part for t in ases if (part := _complement(t)) is not None), None)


def _named_by_verb(reading: Reading, clause: Clause) -> list[tuple[Agent, RecognitionObject]]:
    """What a verb of recognising names as its first object."""
    obj = clause.objects[0] if clause.objects and reading.sense(clause, "recognise") is not None else None
    if obj is None or reading.noun(obj, "recognise") is not None:
        return []
    return list(recognised(reading, clause, obj))[:1]


def _of(noun: Token) -> list[Token]:
    """What a noun is of: "recognition of Y and Z", "Y's independence", "Kosovo independence"; else the noun itself."""
    found = [t for p in noun.children if p.dep_ == "prep" and p.lower_ in ("of", "over", "to") for t in heads_of(p)]
    owner = child(noun, "poss") or child(noun, "amod", "compound")
    return found or ([owner] if owner is not None else [noun])
