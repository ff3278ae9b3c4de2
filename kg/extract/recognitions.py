"""Recognitions: X does, does not, will, no longer recognise Y, as a state, a government, a genocide ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.agents import entity_agent
from kg.extract.clauses import child, conjuncts
from kg.iri import slug
from kg.types import Agent, Recognition, RecognitionObject, RecognitionState, Span, Why

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


_ARTICLE = re.compile(r"^(the|a|an)\s+", re.I)


def find(reading: Reading) -> tuple[Recognition, ...]:
    """The recognitions an article reports or calls for, in text order."""
    readers = (_verbs, _received, _switched, _called)
    found = [r for clause in reading.clauses for reader in readers for r in reader(reading, clause)]
    found += [r for token in reading.doc for r in _nouns(reading, token)]
    return tuple(sorted(_without_repeats(found), key=lambda r: (r.why.evidence, r.recognizer.path)))


def _verbs(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    sense = reading.sense(clause, "recognise")
    if (
        sense is None
        or not clause.objects
        or _honours(clause)
        or ("strict" in sense.only and not _plainly(reading, clause))
    ):
        return
    status = _status(reading, clause, sense)
    if status is None:
        return
    for recognizer, measure in _recognizers(reading, clause, status):
        for obj in _objects(clause):
            if obj.i not in {t.i for t in clause.subjects if reading.discourse.agent(t) == recognizer}:
                yield from _one(reading, clause, recognizer, measure, obj, status)


def _objects(clause: Clause) -> tuple[Token, ...]:
    """The things recognised; of "each other" the subjects."""
    mutual = any(t.lower_ in ("other", "another") and t.nbor(-1).lower_ in ("each", "one") for t in clause.objects)
    return clause.subjects if mutual else clause.objects


def _received(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "Y receives recognition from X": X recognises Y."""
    sense = reading.sense(clause, "recognised")
    if sense is None or clause.negated or clause.mood != "real":
        return
    sources = [t for noun in clause.objects for p in noun.children if p.lower_ in ("from", "by") for t in _heads(p)]
    for token, recognizer in reading.agents((*clause.preps.get("from", ()), *sources)):
        for subject, agent in reading.agents(clause.subjects):
            why = reading.why(clause, "recognition.received")
            kind = _object(reading, agent, subject, "")
            yield Recognition(recognizer, agent, kind, "recognises", why, None, reading.date(clause))
        del token


def _switched(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "X switches recognition from Y to Z": Y loses it, Z gains it."""
    if reading.sense(clause, "switch") is None or clause.negated or clause.mood != "real":
        return
    ways: tuple[tuple[str, RecognitionState], ...] = (("from", "withdraws"), ("to", "recognises"))
    for recognizer, measure in _recognizers(reading, clause, "recognises"):
        for prep, status in ways:
            inner = [t for noun in clause.objects for p in noun.children if p.lower_ == prep for t in _heads(p)]
            for token, agent in reading.agents((*clause.preps.get(prep, ()), *inner)):
                why = reading.why(clause, "recognition.switched")
                kind = _object(reading, agent, token, "")
                yield Recognition(recognizer, agent, kind, status, why, measure, reading.date(clause))


def _called(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """ "The parliament declares the killings a genocide": what is so called is recognised as one."""
    governor = reading.clauses.governor(clause)
    voted = governor is not None and reading.sense(governor, "vote") is not None
    real = clause.mood == "real" or (voted and clause.mood == "wished")
    if reading.sense(clause, "naming", "speech") is None or clause.negated or not real:
        return
    words = [c for c in clause.verb.children if c.dep_ in ("oprd", "attr", "xcomp", "ccomp")]
    words += clause.preps.get("as", ())
    if not clause.objects or not any(reading.noun(t, "genocide") is not None for t in words):
        return
    for recognizer, measure in _recognizers(reading, clause, "recognises"):
        for obj in clause.objects:
            if obj.i not in {t.i for t in words}:
                agent = _as_worded(reading, _agent(reading, obj), "genocide", obj, "")
                why = reading.why(clause, "recognition.called")
                yield Recognition(recognizer, agent, "genocide", "recognises", why, measure, reading.date(clause))


def _heads(prep: Token) -> list[Token]:
    return [t for c in prep.children if c.dep_ == "pobj" for t in conjuncts(c)]


def _one(
    reading: Reading,
    clause: Clause,
    recognizer: Agent,
    measure: str | None,
    obj: Token,
    status: RecognitionState,
) -> Iterator[Recognition]:
    for recognized, kind in recognised(reading, clause, obj, recognizer):
        why = reading.why(clause, f"recognition.{status}")
        yield Recognition(recognizer, recognized, kind, status, why, measure, reading.date(clause))


def _recognizers(reading: Reading, clause: Clause, status: RecognitionState) -> Iterator[tuple[Agent, str | None]]:
    """Who recognises: the subject; behind an adopted text its body, or, where it calls for recognition, the body's state."""
    for token, agent, named in reading.actors(clause):
        measures = named or _adopted_to(reading, clause)
        if measures:
            body = reading.discourse.measures[measures[0]].body
            holder = state_of(reading, body) if status == "calls-for" else body
            if holder is not None:
                yield holder, measures[0]
        elif agent is not None and not (agent.kind == "people" and token.head.dep_ == "pobj"):
            yield agent, _calling_measure(reading, clause)
    if not list(reading.actors(clause)):
        yield from _unnamed(reading, clause)


def _adopted_to(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """ "adopted a resolution to recognise Y": the resolution's, also where the parser hung the infinitive on "adopted"."""
    governor = reading.clauses.governor(clause)
    if governor is None or clause.verb.dep_ not in ("xcomp", "advcl") or not clause.open_subject:
        return ()
    adopted = reading.sense(governor, "decide") is not None
    return next((m for t in governor.objects if adopted and (m := reading.discourse.measure(t))), ())


def _unnamed(reading: Reading, clause: Clause) -> Iterator[tuple[Agent, str | None]]:
    """ "No country recognises Y"; "Y is internationally recognised"."""
    nobody = next((a for t in clause.subjects if (a := _nobody(reading, t)) is not None), None)
    if nobody is not None:
        yield nobody, None
    if not clause.subjects and clause.passive and any(c.lower_ == "internationally" for c in clause.verb.children):
        yield Agent("group/international-community", "international community", "other"), None


def _nobody(reading: Reading, token: Token) -> Agent | None:
    """ "No country", "no state": a recogniser that is nobody."""
    if not any(c.lower_ == "no" for c in token.children):
        return None
    text = f"no {reading.names.phrase(token).span.of(reading.text)}"
    return Agent(f"group/{slug(text)}", text, "other")


def state_of(reading: Reading, body: Agent | None) -> Agent | None:
    """The polity an agent belongs to, as an agent; None if the text does not tell."""
    if body is None or body.of is None:
        return None
    try:
        return entity_agent(reading.names.gazetteer.entity(body.of))
    except KeyError:
        return None


def _calling_measure(reading: Reading, clause: Clause) -> str | None:
    """The measure that calls for this recognition ("a resolution calling on the government to recognise ...")."""
    governor = reading.clauses.governor(clause)
    if governor is None:
        return None
    return next((reading.discourse.measure(t)[0] for t in governor.subjects if reading.discourse.measure(t)), None)


def _status(reading: Reading, clause: Clause, sense: Sense) -> RecognitionState | None:
    if clause.mood == "wished" and _is_called_for(reading, clause):
        return "calls-for"
    if clause.negated:
        return "does-not-recognise"
    if clause.mood == "future":
        return "will-recognise"
    if clause.mood in ("possible", "conditional", "wished"):
        return None if clause.mood != "wished" else "recognises"
    if any(c.lower_ == "longer" for c in clause.verb.children):
        return "withdraws"
    return sense.status  # type: ignore[return-value]


def _is_called_for(reading: Reading, clause: Clause) -> bool:
    governor = reading.clauses.governor(clause)
    if governor is not None:
        return reading.sense(governor, "demand") is not None or any(_asks(reading, t) for t in governor.objects)
    return clause.verb.dep_ in ("acl", "relcl") and _asks(reading, clause.verb.head)


def _asks(reading: Reading, token: Token) -> bool:
    """A resolution or bill to recognise asks for it; a decision or a move to recognise does it."""
    noun = reading.noun(token, "measure")
    return bool(reading.discourse.measure(token)) and (noun is None or noun.kind != "other")


def _honours(clause: Clause) -> bool:
    """ "was recognised for her work", "recognised with a prize": an honour, not a recognition."""
    return bool({"for", "with"} & clause.preps.keys()) and not clause.preps.get("as") and clause.passive


def _plainly(reading: Reading, clause: Clause) -> bool:
    """A verb of wider meaning ("acknowledges", "accepts") recognises only independence, a genocide, or "as" something."""
    noun = reading.noun(clause.objects[0], "statehood", "genocide")
    return noun is not None or bool(clause.preps.get("as"))


def recognised(
    reading: Reading, clause: Clause, obj: Token, recognizer: Agent | None = None
) -> Iterator[tuple[Agent, RecognitionObject]]:
    """What is recognised, and as what: by the object, the "as" phrase, and nouns such as "independence of Y"."""
    noun = reading.noun(obj, "statehood", "genocide")
    as_words = " ".join(reading.subtree(t).of(reading.text) for t in clause.preps.get("as", ()))
    if noun is not None and noun.frame == "statehood":
        kind: RecognitionObject = "sovereignty" if obj.lemma_ == "sovereignty" else "state"
        own = [t for t in _of(obj) if t.i != obj.i] or _spoken_of(reading, clause)
        owners = (_owner(reading, t, recognizer) or _agent(reading, t) for t in own)
        yield from ((state_of(reading, a) or a if a.kind == "chamber" else a, kind) for a in owners)
        return
    things = _things(reading, clause, obj)
    if not things:
        yield from named(reading, obj)
    for token in things:
        agent = _pointed(reading, clause, token, recognizer) or _agent(reading, token)
        kind = _object(reading, agent, token, as_words.lower())
        yield _as_worded(reading, agent, kind, token, as_words), kind


def _things(reading: Reading, clause: Clause, obj: Token) -> list[Token]:
    """The things behind "recognition of Y and Z", "the regions of Y and Z"; else the object itself."""
    if reading.noun(obj, "recognise") is not None:
        return [*clause.preps.get("to", ())] or [t for t in _of(obj) if t.i != obj.i and t.tag_.startswith("NN")]
    if reading.noun(obj, "polity") is not None and obj.tag_ == "NNS":
        return [t for t in _of(obj) if reading.discourse.agent(t) is not None] or [obj]
    return [obj]


def _pointed(reading: Reading, clause: Clause, token: Token, recognizer: Agent | None = None) -> Agent | None:
    """What "it" or "the new state" means after "recognise": the polity last mentioned that does not recognise here."""
    noun = reading.noun(token, "polity") if token.tag_ == "NN" and child(token, "det", "poss") is not None else None
    points = noun is not None and not any(c.dep_ in ("prep", "poss", "compound") for c in token.children)
    if token.lower_ not in ("it", "them") and not points:
        return None
    own = {a.of for t in clause.subjects if (a := reading.discourse.agent(t)) is not None}
    own |= {recognizer.of} if recognizer is not None else set()
    before = [t for t in reading.doc[max(0, clause.verb.i - 80) : token.i] if t.dep_ not in ("compound", "amod")]
    agents = (reading.discourse.agent(t) for t in reversed(before))
    polities = [a for a in agents if a is not None and a.path == a.of and a.path not in own]
    # A polity whose statehood is disputed is more likely the one whose recognition is told of.
    return min(polities, key=lambda a: a.path.startswith("state/"), default=None)


def _spoken_of(reading: Reading, clause: Clause) -> list[Token]:
    """Whose independence it is where the noun stands alone: the last polity (or its body) named before the verb."""
    before = reversed(reading.doc[clause.verb.sent.start : clause.verb.i])
    return [t for t in before if (a := reading.discourse.agent(t)) is not None and a.kind in ("state", "chamber")][:1]


def _owner(reading: Reading, token: Token, recognizer: Agent | None) -> Agent | None:
    """Whose independence "its" is: never the recogniser's."""
    agent = reading.discourse.agent(token)
    if token.tag_ != "PRP$" or agent is None or recognizer is None or agent.of != recognizer.of:
        return None
    before = (reading.discourse.agent(t) for t in reversed(reading.doc[max(0, token.i - 60) : token.i]))
    others = (state_of(reading, a) for a in before if a is not None and a.of not in (None, recognizer.of))
    return next((a for a in others if a is not None), None)


def _as_worded(reading: Reading, agent: Agent, kind: RecognitionObject, token: Token, as_words: str) -> Agent:
    """The thing recognised, named in the text's words unless it is a polity or a person."""
    if agent.kind == "person" or (agent.kind == "state" and kind in ("state", "government")):
        return agent
    text = _ARTICLE.sub("", reading.subtree(token).of(reading.text))
    if as_words and " as " not in text and kind in ("other", "sovereignty"):
        text = f"{text} as {as_words}"
    return replace(agent, name=text)


def _of(noun: Token) -> list[Token]:
    """What a noun is of: "recognition of Y and Z", "Y's independence", "Kosovo independence"; else the noun itself."""
    found = [t for p in noun.children if p.dep_ == "prep" and p.lower_ in ("of", "over", "to") for t in _heads(p)]
    owner = child(noun, "poss") or child(noun, "amod", "compound")
    return found or ([owner] if owner is not None else [noun])


def _agent(reading: Reading, token: Token) -> Agent:
    agent = reading.discourse.agent(token)
    if agent is not None:
        return agent
    text = reading.subtree(token).of(reading.text)
    return Agent(f"thing/{slug(text)[:60]}", text, "other")


def _object(reading: Reading, agent: Agent, obj: Token, as_words: str) -> RecognitionObject:
    words = {t.lower_ for t in obj.subtree} | set(as_words.split())
    if words & {"genocide", "holocaust", "massacre", "holodomor"}:
        return "genocide"
    if "sovereignty" in words or "part of" in as_words or "annexation" in words:
        return "sovereignty"
    if words & {
        "government",
        "president",
        "leader",
        "council",
        "opposition",
        "representative",
        "representatives",
        "authority",
    }:
        return "government"
    if agent.kind == "state" and agent.known and not (as_words and "capital" in as_words):
        return "state"
    if words & {"state", "country", "nation", "republic", "independent", "independence"}:
        return "state"
    return "government" if agent.kind == "person" and not as_words else "other"


def _nouns(reading: Reading, token: Token) -> Iterator[Recognition]:
    """ "the recognition of Y", "France's recognition of Y", "calling for recognition"."""
    if reading.noun(token, "recognise") is None or token.tag_ not in ("NN", "NNS"):
        return
    if token.dep_ == "dobj" and reading.sense(reading.clauses.at(token.head), "recognise") is not None:
        return  # "withdraw recognition": the verb tells it
    holder = _noun_holder(reading, token)
    for recognized, kind in named(reading, token):
        if holder is not None:
            word, agent = holder
            span = Span(min(word.left_edge.idx, token.left_edge.idx), reading.subtree(token).end)
            yield Recognition(agent, recognized, kind, "recognises", _noun_why(reading, token, span, "noun"))
            continue
        measure, body, start = _calling(reading, token)
        state = state_of(reading, body)
        if state is not None and start is not None:
            why = _noun_why(reading, token, Span(min(start.idx, token.idx), reading.subtree(token).end), "called-for")
            yield Recognition(state, recognized, kind, "calls-for", why, measure)


def _noun_holder(reading: Reading, token: Token) -> tuple[Token, Agent] | None:
    """Whose recognition it is: "France's", "French", "by France"."""
    by = [t for p in token.children if p.lower_ == "by" for t in _heads(p)]
    for word in (*(c for c in token.children if c.dep_ in ("poss", "amod", "compound")), *by):
        agent = reading.discourse.agent(word)
        polity = reading.names.polity(word) if agent is None else None
        if agent is not None or polity is not None:
            return word, agent or entity_agent(polity)  # type: ignore[arg-type]
    return None


def _noun_why(reading: Reading, token: Token, span: Span, rule: str) -> Why:
    return Why(span, reading.sentence(token), f"recognition.{rule}", 0.6, "recognition")


def named(reading: Reading, token: Token) -> list[tuple[Agent, RecognitionObject]]:
    """What the noun "recognition" is of; standing alone, what recognition was last spoken of."""
    things = [t for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for t in _heads(p)]
    if things:
        agents = [(_agent(reading, t), t) for t in things]
        return [(agent, _object(reading, agent, t, "")) for agent, t in agents]
    told = [found for clause in reading.clauses for found in _told(reading, clause) if clause.verb.i < token.i]
    return [min(reversed(told), key=lambda found: found[1] != "state")] if told else []


def _told(reading: Reading, clause: Clause) -> list[tuple[Agent, RecognitionObject]]:
    """What a verb of recognising names as its first object."""
    obj = clause.objects[0] if clause.objects and reading.sense(clause, "recognise") is not None else None
    if obj is None or reading.noun(obj, "recognise") is not None:
        return []
    return list(recognised(reading, clause, obj))[:1]


def _calling(reading: Reading, token: Token) -> tuple[str | None, Agent | None, Token | None]:
    """The measure whose text calls for the recognition at `token`, its body, and where the phrase begins."""
    for ancestor in token.ancestors:
        ids: tuple[str, ...] = ()
        if ancestor.tag_.startswith("VB"):
            clause = reading.clauses.at(ancestor)
            if reading.sense(clause, "demand") is not None or ancestor.lemma_ in ("contain", "include"):
                subject = next((t for t in clause.subjects if reading.discourse.measure(t)), None)
                ids = reading.discourse.measure(subject) if subject is not None else ()
        if ids and subject is not None:
            return ids[0], reading.discourse.measures[ids[0]].body, subject.left_edge
    return None, None, None


def _without_repeats(found: list[Recognition]) -> Iterator[Recognition]:
    seen: set[tuple[object, ...]] = set()
    for recognition in found:
        key = (
            recognition.recognizer.path,
            recognition.recognized.path,
            recognition.status,
            recognition.why.sentence,
        )
        if key not in seen:
            seen.add(key)
            yield recognition
