"""Recognitions: X does, does not, will, no longer recognise Y, as a state, a government, a genocide ..."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.recognitions import elliptic as recognition_ellipsis
from kg.extract.recognitions import legitimacy, namings, recogniser_groups
from kg.extract.recognitions import nouns as recognition_nouns
from kg.extract.recognitions.recognised import as_worded, named, object_kind, paired, recognised, role
from kg.extract.recognitions.recognisers import heads_of, is_nobody, is_number, joined, recognizers, state_of
from kg.extract.recognitions.status import status_of
from kg.types import Agent, Recognition, RecognitionObject, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: What societies that honour persons are called.
_LEARNED = {"Academy", "Association", "College", "Foundation", "Guild", "Institute", "Museum", "Society", "University"}
#: Those of whom only the number is told.
_MANY = Agent("group/many", "many", "other")

#: What those do or leave undone who are told beside others that have recognised: "joins Chad", "will not follow Chad".
_AFTER_OTHERS = ("recognises", "does-not-recognise", "will-recognise")

__all__ = ["find", "named", "recognised", "state_of"]


def find(reading: Reading) -> tuple[Recognition, ...]:
    """The recognitions an article reports or calls for, in text order."""
    readers = (_verbs, _received, _switched, _replaced, namings.find, legitimacy.find)
    found = [r for clause in reading.clauses for reader in readers for r in reader(reading, clause)]
    known = {_key(r) for r in found}
    nouns = ((token, r) for token in reading.doc for r in recognition_nouns.find(reading, token))
    # "Peru's recognition was hailed" tells what is not told yet, or nothing.
    found += [r for token, r in nouns if _key(r) not in known or any(c.lower_ == "of" for c in token.children)]
    found.sort(key=lambda r: (r.why.evidence, r.recognizer.path))
    of_many = [r for clause in reading.clauses for r in _of_many(reading, clause)]
    told = sorted((*found, *of_many), key=lambda r: r.why.evidence)
    found += recognition_ellipsis.find(reading, told)
    return tuple(sorted(_without_repeats(found), key=lambda r: (r.why.evidence, r.recognizer.path)))


def _verbs(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    status = _status(reading, clause)
    for recognizer, measure, does in _who(reading, clause, status) if status is not None else ():
        yield from _things(reading, clause, recognizer, measure, does)


def _status(reading: Reading, clause: Clause) -> RecognitionState | None:
    """What a clause with a verb of recognising tells of; None if it recognises nothing."""
    sense = reading.sense(clause, "recognise")
    if sense is None or not clause.objects or _honours(reading, clause):
        return None
    if "strict" in sense.only and not _plainly(reading, clause):
        return None
    if sense.status == "does-not-recognise" and _is_of_others(reading, clause):
        return None
    return _of_all(reading, clause, status_of(reading, clause, sense))


def _is_of_others(reading: Reading, clause: Clause) -> bool:
    """ "Chad rejected the recognition": one that others gave; not "withholds recognition", "refused recognition to Y"."""
    noun = next((t for t in clause.objects if reading.noun(t, "recognise") is not None), None)
    return noun is not None and [c.lower_ for c in noun.children] == ["the"]


def _things(
    reading: Reading, clause: Clause, recognizer: Agent, measure: str | None, status: RecognitionState
) -> Iterator[Recognition]:
    """What one recognises in a clause, each thing by itself."""
    for obj in (o for o in _objects(reading, clause) if status != "recognises" or not is_nobody(o)):
        if obj.i not in {t.i for t in clause.subjects if reading.discourse.agent(t) == recognizer}:
            yield from _one(reading, clause, recognizer, measure, obj, _of_thing(clause, obj, status))


def _of_many(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """What "140 countries" recognise: told of nobody, but of those too who are said to do so as well, or not to."""
    status = _status(reading, clause) if any(is_number(reading, t) for t in clause.subjects) else None
    if status is not None and not any(True for _ in _who(reading, clause, status)):
        yield from _things(reading, clause, _MANY, None, status)


_Who = tuple[Agent, str | None, RecognitionState]


def _who(reading: Reading, clause: Clause, status: RecognitionState) -> Iterator[_Who]:
    """Who recognises, with the measure that does it for them and the status for each."""
    members = [agent for token in clause.subjects for agent in recogniser_groups.members(reading, token)]
    members = members or recogniser_groups.examples(reading, clause)
    excepted = recogniser_groups.excepted(reading, clause) if status == "does-not-recognise" else []
    for agent in members:
        yield agent, None, status
    for agent, measure in recognizers(reading, clause, status) if not members else ():
        if agent not in excepted:
            yield agent, measure, status
    for agent in excepted:
        yield agent, None, "recognises"
    for agent in recogniser_groups.company(reading, clause) if status in _AFTER_OTHERS else ():
        yield agent, None, "recognises"


def _of_thing(clause: Clause, obj: Token, status: RecognitionState) -> RecognitionState:
    """The status for one of the things: "recognised Y but not Z"."""
    before = obj.doc[obj.left_edge.i - 1 : obj.i] if obj.left_edge.i > clause.verb.i + 1 else ()
    denied = any(t.lower_ == "not" for t in before)
    return "does-not-recognise" if denied and status == "recognises" else status


def _of_all(reading: Reading, clause: Clause, status: RecognitionState | None) -> RecognitionState | None:
    """The status as it holds for one of a group: "will not be among the countries recognising Y", "will join them"."""
    above = joined(reading, clause)
    if above is None or status != "recognises":
        return status
    if above.negated:
        return "does-not-recognise"
    return {"real": status, "future": "will-recognise"}.get(above.mood)  # type: ignore[return-value]


def _objects(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """The things recognised; of "each other", "each other's independence" the subjects."""
    own = [t for t in clause.objects if any(_is_mutual(c) for c in t.children)]
    if own and reading.noun(own[0], "statehood") is None:
        return ()  # "each other's passports"
    if own or any(_is_mutual(t) for t in (*clause.objects, *clause.preps.get("to", ()))):
        return tuple(t for subject in clause.subjects for t in reading.discourse.expand(subject))
    # "the massacres and deportations of Armenians" are one thing, told in one phrase.
    objects = [t for t in clause.objects if not _is_listed(clause, t) and t.tag_ != "WP"]
    objects = [t for t in objects if not any(t in paired(other)[1:] for other in objects)]
    things = [t for t in objects if reading.discourse.agent(t) is None and reading.noun(t) is None]
    named = [t for t in objects if t not in things]
    return (*named, *things[:1]) if len(things) > 1 and role(clause, things[0]) is not None else tuple(objects)


def _is_listed(clause: Clause, obj: Token) -> bool:
    """ "Three states have recognised Y: Chad, Mali and Peru": what follows a colon is no object; nor is "the fifth to"."""
    between = obj.doc[clause.verb.i : obj.left_edge.i]
    return _is_prefix(obj) or any(t.text == ":" for t in between) or (obj.dep_ == "conj" and obj.tag_ == "JJ")


def _is_prefix(obj: Token) -> bool:
    """ "Re" and the hyphen of "re-election", which the tokenizer cuts in three."""
    behind = obj.nbor(1) if obj.i + 1 < len(obj.doc) else obj
    return obj.text == "-" or (behind.text == "-" and behind.idx == obj.idx + len(obj.text))


def _is_mutual(token: Token) -> bool:
    """ "each other", "one another", by either of its words."""
    if token.lower_ == "other":
        return token.i > 0 and token.nbor(-1).lower_ == "each"
    return token.lower_ == "one" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "another"


def _received(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "Y receives recognition from X": X recognises Y; "Y loses the recognition of X": X takes it back."""
    sense = reading.sense(clause, "recognised")
    if sense is None or clause.negated or clause.mood != "real":
        return
    own = ("from", "by") if sense.status == "recognises" else ("from", "by", "of")
    sources = [t for noun in clause.objects for p in noun.children if p.lower_ in own for t in heads_of(p)]
    for token, recognizer in reading.agents((*clause.preps.get("from", ()), *clause.preps.get("by", ()), *sources)):
        for subject, agent in reading.agents(clause.subjects):
            why = reading.why(clause, "recognition.received")
            kind = object_kind(reading, agent, subject, None)
            status: RecognitionState = sense.status or "recognises"  # type: ignore[assignment]
            thing = as_worded(reading, agent, kind, subject, None)
            yield Recognition(recognizer, thing, kind, status, why, None, reading.date(clause))
        del token


def _switched(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "X switches recognition from Y to Z": Y loses it, Z gains it."""
    if reading.sense(clause, "switch") is None or clause.negated or clause.mood != "real":
        return
    ways: tuple[tuple[str, RecognitionState], ...] = (("from", "withdraws"), ("to", "recognises"))
    for recognizer, measure in recognizers(reading, clause, "recognises"):
        for prep, status in ways:
            inner = [t for noun in clause.objects for p in noun.children if p.lower_ == prep for t in heads_of(p)]
            for token, agent in reading.agents((*clause.preps.get(prep, ()), *inner)):
                why = reading.why(clause, "recognition.switched")
                kind = object_kind(reading, agent, token, None)
                yield Recognition(recognizer, agent, kind, status, why, measure, reading.date(clause))


def _replaced(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "X drops its recognition of Y in favour of Z": Z gains it."""
    sense = reading.sense(clause, "recognise")
    if sense is None or sense.status != "withdraws" or clause.negated or clause.mood != "real":
        return
    sides = (t for t in clause.verb.subtree if t.lower_ in ("favour", "favor") and t.head.lower_ == "in")
    gaining = tuple(t for side in sides for p in side.children if p.lower_ == "of" for t in heads_of(p))
    for recognizer, measure in recognizers(reading, clause, "recognises") if gaining else ():
        for _, agent in reading.agents(gaining):
            why = reading.why(clause, "recognition.switched")
            if agent.kind in ("state", "government"):
                yield Recognition(recognizer, agent, "state", "recognises", why, measure, reading.date(clause))


def _one(
    reading: Reading,
    clause: Clause,
    recognizer: Agent,
    measure: str | None,
    obj: Token,
    status: RecognitionState,
) -> Iterator[Recognition]:
    for recognized, kind in recognised(reading, clause, obj, recognizer):
        if _is_private(recognizer, kind) and recognized.kind != "state" and role(clause, obj) is None:
            continue  # "police recognised the man", "she is recognised by the academy"
        if recognized.kind == "person" and recognized.of == recognizer.of is not None and role(clause, obj) is None:
            continue  # an own minister, whom the parser took for an object
        by = recognizer if not _is_own(recognizer, recognized) else _asker_state(reading, clause)
        if by is not None and by.path != recognized.path:
            why = reading.why(clause, f"recognition.{status}")
            yield Recognition(by, recognized, kind, status, why, measure, reading.date(clause))


def _is_private(agent: Agent, kind: RecognitionObject) -> bool:
    """True for those who recognise persons and things in another way than states do: the police, an academy."""
    learned = agent.kind == "organisation" and not agent.known and bool(_LEARNED.intersection(agent.name.split()))
    return learned or (agent.kind == "people" and kind == "other")


def _is_own(recognizer: Agent, recognized: Agent) -> bool:
    """True for "the government" that was taken for the one of the very state it is to recognise."""
    return recognizer.kind == "government" and recognizer.of == recognized.path


def _asker_state(reading: Reading, clause: Clause) -> Agent | None:
    """The state of those who ask "the government" to recognise: of the chamber or of its measure."""
    governor = reading.clauses.governor(clause)
    for _, agent, measures in reading.actors(governor) if governor is not None else ():
        body = reading.discourse.measures[measures[0]].body if measures else agent
        if (state := state_of(reading, body)) is not None:
            return state
    return None


def _honours(reading: Reading, clause: Clause) -> bool:
    """ "was recognised for her work", "recognised as the best player", "recognises the need": no recognition."""
    thing = clause.objects[0]
    part = role(clause, thing)
    if part is None:
        return _is_merit(reading, thing) or (bool({"for", "with"} & clause.preps.keys()) and clause.passive)
    of = [t for p in part.children if p.lower_ == "of" for t in heads_of(p)]  # "as part of the heritage of"
    return any(_is_merit(reading, t) for t in (part, *of)) or any(
        c.tag_ in ("JJS", "RBS") for c in part.subtree if c.i < part.i
    )


def _is_merit(reading: Reading, token: Token) -> bool:
    """ "Efforts", "the importance", "a heritage site": what is honoured or seen, by the lexicon."""
    return reading.noun(token, "merit") is not None


def _plainly(reading: Reading, clause: Clause) -> bool:
    """A verb of wider meaning ("acknowledges", "accepts") recognises only some things, or "as" something; not "as refugees".

    States so recognise the outcome of an election too, where those who stood in it own up to it.
    """
    thing = clause.objects[0]
    noun = reading.noun(thing, "statehood", "genocide", "executive")
    outcome = reading.noun(thing, "result") is not None
    states = outcome and any(_is_of_states(agent) for _, agent in reading.agents(clause.subjects))
    part = role(clause, thing)
    return noun is not None or states or (part is not None and reading.noun(part, "group") is None)


def _is_of_states(agent: Agent) -> bool:
    return agent.kind in ("state", "government") or (agent.kind == "organisation" and agent.known)


def _without_repeats(found: list[Recognition]) -> Iterator[Recognition]:
    seen: set[tuple[object, ...]] = set()
    for recognition in found:
        key = (*_key(recognition), recognition.why.sentence)
        if key not in seen:
            seen.add(key)
            yield recognition


def _key(recognition: Recognition) -> tuple[str, str, str]:
    return recognition.recognizer.path, recognition.recognized.path, recognition.status
