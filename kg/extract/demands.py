"""Demands: someone calls on, urges, asks someone to do something. Asked by an adopted text, a demand is its provision.

Three shapes: a verb with an infinitive ("urges X to act"), a verb with a clause or noun phrase ("demands that X act",
"calls for Y"), and a noun ("X's request to Y to act"; `demand_nouns`). A sense's restrictions say what more it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import demand_nouns, recognitions, speech_quoted
from kg.extract.agents import group
from kg.extract.clauses import Clause
from kg.extract.demand_content import (
    OUGHT,
    contents,
    has_to,
    inner,
    is_inverted,
    is_small,
    is_subjunctive,
    last_word,
    mark,
)
from kg.extract.tree import child
from kg.types import Agent, Demand, Issue, Span, Why

if TYPE_CHECKING:
    from kg.extract.demand_nouns import Asker
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_DECIDING = ("decide", "vote", "voted", "carry")
_EACH = 2  # "they", if more than two are meant, ask with one voice, which is told as that of the first
_UNREAL = frozenset({"possible", "conditional", "wished"})
_NOBODY = frozenset({"nothing", "something", "anything", "everything"})
_SOME = frozenset({"some", "many", "others", "several"})
_WRITING = frozenset({"write", "telephone", "cable"})  # "wrote to the council to request a meeting"
_ACTING = frozenset({"group", "role", "member", "body", "executive", "polity", "court", "quantity", "mouthpiece"})


def find(reading: Reading) -> tuple[Demand, ...]:
    """The demands an article reports, in text order; one for each thing asked."""
    found = [d for clause in reading.clauses for d in _verbs(reading, clause)]
    found += [d for token in reading.doc for d in _nouns(reading, token)]
    found += [d for clause in reading.clauses for d in _obligations(reading, clause)]
    return tuple(sorted(_without_repeats(found), key=lambda d: (d.content, d.why.evidence)))


# --- verbs ------------------------------------------------------------------------------------------------------


def _verbs(reading: Reading, clause: Clause) -> Iterator[Demand]:
    for sense, _ in reading.senses(clause, "demand"):
        if clause.negated or not _is_made(reading, clause, sense):
            return
        if not all(_NEEDS[need](reading, clause) for need in sense.only) or _is_of_object(clause, sense):
            continue
        found = list(_asked(reading, clause, sense, _contents(reading, clause, sense)))
        if found:
            yield from found
            return


def _is_made(reading: Reading, clause: Clause, sense: Sense) -> bool:
    """False for what may be asked some day; what a body votes to ask, or what one marches to demand, is asked."""
    if sense.act == "Propose" and clause.mood != "real":
        return False
    if _stood_in_it(reading, clause):
        return True
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ in ("against", "without", "from"):
        return False
    if clause.mood not in _UNREAL or "wished" in sense.only:
        return True
    first = _first(clause.verb)
    governor = reading.clauses.governor(reading.clauses.at(first))
    if clause.mood != "wished" or governor is None or not _is_real(governor):
        return False
    decides = first.dep_ == "xcomp" and reading.sense(governor, *_DECIDING, "does") is not None
    summons = reading.sense(governor, "diplomatic") is not None  # "summons the envoy to demand an apology"
    purpose = first.dep_ in ("advcl", "xcomp") and first.tag_ == "VB" and (summons or not governor.objects)
    purpose &= first.dep_ == "advcl" or summons
    purpose |= first.dep_ == "xcomp" and governor.lemma in _WRITING
    return decides or (purpose and governor.tense != "future")


def _first(verb: Token) -> Token:
    """The first of coordinated infinitives: "votes to | deplore | the raid and demand a truce"."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VB" and verb.tag_ in ("VB", "VBP"):
        verb = verb.head
    return verb


def _stood_in_it(reading: Reading, clause: Clause) -> bool:
    """ "The text would call for a truce", "would have called": what it asks stands in it, whether it passes or not."""
    before = {c.lower_ for c in clause.verb.children if c.dep_ == "aux"}
    if "would" not in before or clause.mood != "possible":
        return False
    return any(reading.discourse.measure(t) for t in (*clause.subjects, clause.verb.head))


def _is_real(clause: Clause) -> bool:
    return clause.mood == "real" and not clause.negated


def _is_of_object(clause: Clause, sense: Sense) -> bool:
    """ "called the vote for Monday", "was called for talks": what stands after "for" is no content of the verb alone."""
    return sense.content == ("for",) and not sense.addressee and bool(clause.objects or child(clause.verb, "oprd"))


def _contents(reading: Reading, clause: Clause, sense: Sense) -> list[tuple[Span, Token]]:
    if "obligation" in sense.only:
        return [(_after_modal(reading, verb, modal), verb) for verb, modal in _obliged(clause)]
    return list(contents(reading, clause, sense))


# --- what a sense may need besides its word ---------------------------------------------------------------------


def _is_addressed(reading: Reading, clause: Clause) -> bool:
    """ "wants X to act", "wants X freed", "seeks help from X", "seeks X's consent": the text says who is to act."""
    deeds = (v for v in inner(clause) if v.tag_ == "VB" or is_small(v) or has_to(v))
    acting = any(child(v, "nsubj", "nsubjpass") is not None for v in deeds)
    source = any(reading.discourse.agent(t) is not None for t in clause.preps.get("from", ()))
    someone = any(t.lower_ not in _NOBODY for t in clause.objects)
    if acting or source or (someone and any(has_to(v) for v in inner(clause))):
        return True
    return not clause.passive and any(_doer(reading, t) is not None for t in clause.objects)


def _is_remedy(reading: Reading, clause: Clause) -> bool:
    """ "wants an inquiry", "seeks access to the camp": a thing that only others can give or do."""
    return not clause.passive and any(reading.noun(t, "remedy") is not None for t in clause.objects)


def _is_wished(reading: Reading, clause: Clause) -> bool:
    """ "would like to see X freed": whoever sees wishes that it be done."""
    wish = clause.verb.head
    wishing = (
        clause.verb.dep_ == "xcomp"
        and child(wish, "neg") is None
        and reading.lexicon.sense("verb", wish.lemma_, "wish") is not None
    )
    return wishing and any(v.tag_ in ("VB", "VBN") and v.i > clause.verb.i for v in clause.ccomp)


def _sets_time(reading: Reading, clause: Clause) -> bool:
    """ "gave X a week to act", "was given until Friday to act": time is given, and said for what."""
    timed = any(
        (reading.noun(c, "respite") is not None and c.i > clause.verb.i) or (c.dep_ == "prep" and c.lower_ == "until")
        for c in clause.verb.children
    )
    return timed and bool(inner(clause, ("xcomp",)))


def _obliged(clause: Clause) -> Iterator[tuple[Token, Token]]:
    """The clauses of what somebody is told that say what he must do, each with its modal verb: "told X that it must"."""
    for verb in clause.ccomp:
        subject = child(verb, "nsubj", "nsubjpass")
        modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in OUGHT and not is_inverted(c)), None)
        perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
        if modal is not None and not perfect and subject is not None and verb.i > clause.verb.i:
            yield verb, modal


#: The restrictions of a sense: what has to hold of the clause.
_NEEDS: Mapping[str, Callable[[Reading, Clause], bool]] = {
    "weak": lambda _, clause: any(has_to(v) for v in inner(clause)),
    "subjunctive": lambda _, clause: any(is_subjunctive(v) for v in clause.ccomp),
    "obligation": lambda _, clause: any(_obliged(clause)),
    "addressed": _is_addressed,
    "deadline": _sets_time,
    "remedy": _is_remedy,
    "wished": _is_wished,
}


# --- who asks whom ----------------------------------------------------------------------------------------------


def _asked(reading: Reading, clause: Clause, sense: Sense, found: list[tuple[Span, Token]]) -> Iterator[Demand]:
    if not found:
        return
    askers = _askers(reading, clause)
    for _, agent, measures in askers if len(askers) <= _EACH or not _is_pronoun(clause) else askers[:1]:
        why = reading.why(clause, f"demand.{sense.form.replace(' ', '-')}")
        addressee = _addressee(reading, clause, sense, agent, {head.i for _, head in found})
        for content, head in found:
            yield Demand(
                by=None if measures else agent,
                addressee=addressee,
                content=content,
                act=sense.act,
                why=why,
                measure=measures[0] if measures else None,
                issue=_issue(reading, head, addressee),
                date=reading.date(clause),
            )


def _is_pronoun(clause: Clause) -> bool:
    return any(t.tag_ == "PRP" for t in clause.subjects)


def _askers(reading: Reading, clause: Clause) -> list[Asker]:
    """Who asks: the text that the clause describes ("adopted a resolution, demanding ..."), else the clause's actors."""
    text = reading.described(clause)
    if text is not None:
        return [(text, None, reading.discourse.measure(text))]
    if (quoted := speech_quoted.speaker(reading, clause)) is not None:
        return [(quoted.token, quoted.agent, ())]
    governor = reading.clauses.governor(clause)
    if governor is not None and clause.verb.dep_ == "xcomp" and reading.sense(governor, "diplomatic") is not None:
        clause = governor  # "summons the envoy to demand an apology": no envoy demands it
    actors = list(reading.actors(clause))
    return actors or _instrument(reading, clause) or _unnamed(reading, clause)


def _unnamed(reading: Reading, clause: Clause) -> list[Asker]:
    """Askers who are nobody known ("the ombudsman", "the court"): who has somebody do something can act.

    A word that the lexicon knows for something else ("the plan", "a report") is nobody.
    """
    makers = [m for t in clause.subjects for m in _signers(reading, t)]
    nouns = [t for t in (*clause.subjects, *makers) if t.lower_ in _SOME or _may_ask(reading, t)]
    return [(t, _somebody(reading, t), ()) for t in nouns if inner(clause) or _can_act(reading, t)]


def _signers(reading: Reading, text: Token) -> tuple[Token, ...]:
    """Those who sign or issue a document that asks: "| writers | sign a letter urging Chad to act"."""
    return reading.issuers(text) if text.dep_ == "dobj" and reading.noun(text, "speech") is not None else ()


def _may_ask(reading: Reading, token: Token) -> bool:
    return token.tag_ in ("NN", "NNS", "NNP") and not _is_known_thing(reading, token)


def _can_act(reading: Reading, token: Token) -> bool:
    """A name, or a noun that the lexicon has for people, bodies or courts: such ask for things as well as for deeds."""
    return (
        token.tag_ == "NNP"
        or token.lower_ in _SOME
        or any(s.frame in _ACTING for s in reading.lexicon.of("noun", token.lemma_))
    )


def _is_known_thing(reading: Reading, token: Token) -> bool:
    frames = {s.frame for s in reading.lexicon.of("noun", token.lemma_)}
    return bool(frames - _ACTING) and "mouthpiece" not in frames


def _somebody(reading: Reading, token: Token) -> Agent:
    """Anyone a phrase names without being a name, of the polity that the phrase gives."""
    polity = reading.names.phrase(token).polity
    found = group(reading.doc, token.right_edge if reading.noun(token, "quantity") is not None else token, token)
    return found if polity is None else replace(found, polity=polity.polity or polity.code, of=polity.path)


def _instrument(reading: Reading, clause: Clause) -> list[Asker]:
    """ "With the resolution, the government is called on to act": the text asks where the passive names nobody."""
    if not clause.passive:
        return []
    tokens = [t for prep in ("with", "in", "under", "by", "through") for t in clause.preps.get(prep, ())]
    first = next((t for t in tokens if reading.discourse.measure(t)), None)
    return [(first, None, reading.discourse.measure(first))] if first is not None else []


def _addressee(reading: Reading, clause: Clause, sense: Sense, asker: Agent | None, asked: set[int]) -> Agent | None:
    """Whom it is asked of: the addressee slot, else the subject of what is to be done, else who does the deed named."""
    slots = (t for name in sense.addressee for t in reading.slot(clause, (name,)))
    for token in slots:
        if token.dep_ == "dobj" and token.i > max(asked):  # "asks for leave, a wish he was granted"
            continue
        if token.tag_.startswith(("NN", "PRP")) and token.i not in asked and reading.noun(token, "respite") is None:
            return _other(reading, token, asker)
    for verb in inner(clause):
        subject = child(verb, "nsubj")  # not "that the debate be put off": who would do that is left open
        known = subject is not None and reading.discourse.agent(subject) is not None
        if subject is not None and (known or not _is_known_thing(reading, subject)):
            return _other(reading, subject, asker)
    deeds = [*clause.objects, *clause.preps.get("for", ())] if not clause.passive else []
    sources = (t for o in clause.objects for p in o.children if p.lower_ in ("from", "of") for t in p.children)
    named = (a for t in sources if t.dep_ == "pobj" and (a := reading.discourse.agent(t)) is not None)
    doers = (a for t in deeds if (a := _doer(reading, t)) is not None)
    return next((a for a in (*named, *doers) if asker is None or a.path != asker.path), None)


def _other(reading: Reading, token: Token, asker: Agent | None) -> Agent | None:
    """The agent at `token`; nobody asks himself, so a phrase that seems to mean the asker names somebody else."""
    agent = reading.discourse.agent(token)
    if agent is not None and (asker is None or agent.path != asker.path):
        return agent
    return _somebody(reading, token) if token.tag_.startswith("NN") else None


def _doer(reading: Reading, noun: Token) -> Agent | None:
    """Who would do the deed that a noun names: "his resignation", "the consent of the king"."""
    if reading.noun(noun, "deed") is None:
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    owners += [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return next((a for t in owners if (a := reading.discourse.agent(t)) is not None), None)


def _obligations(reading: Reading, clause: Clause) -> Iterator[Demand]:
    """ "According to the resolution, X should act", "a motion that X should act": what a text says ought to be done."""
    modal = next((c for c in clause.verb.children if c.dep_ == "aux" and c.lower_ in OUGHT), None)
    subject = next(iter(clause.objects if clause.passive else clause.subjects), None)
    if modal is None or subject is None or clause.negated:
        return
    text = _obliging(reading, clause)
    if text is None:
        yield from _told_ought(reading, clause, modal, subject)
        return
    why = Why(reading.sentence(clause.verb), reading.sentence(clause.verb), "demand.should", 0.6, modal.lower_)
    addressee = reading.discourse.agent(subject)
    if addressee is None:
        return
    issue = _issue(reading, clause.verb, addressee)
    content = _after_modal(reading, clause.verb, modal)
    yield Demand(None, addressee, content, "Urge", why, reading.discourse.measure(text)[0], issue)


def _told_ought(reading: Reading, clause: Clause, modal: Token, subject: Token) -> Iterator[Demand]:
    """ "Amnesty said Chad should free them": who says what another one ought to do asks it of him."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" else None
    if governor is None or governor.negated or governor.mood != "real" or reading.sense(governor, "speech") is None:
        return
    addressee = reading.discourse.agent(subject) or (
        _somebody(reading, subject) if _is_people(reading, subject) else None
    )
    askers = list(reading.actors(governor)) or _unnamed(reading, governor)
    for _, agent, _ in askers:
        if addressee is None or agent is None or addressee.path in (agent.path, agent.of) or not subject.is_alpha:
            continue
        why = Why(reading.sentence(clause.verb), reading.sentence(clause.verb), "demand.should", 0.6, modal.lower_)
        content = _after_modal(reading, clause.verb, modal)
        yield Demand(agent, addressee, content, "Urge", why, None, _issue(reading, clause.verb, addressee))


def _is_people(reading: Reading, token: Token) -> bool:
    """A common noun that the lexicon has for people or bodies: "the authorities must act"; not "a state must act"."""
    meant = token.tag_ == "NNS" or (
        token.tag_ == "NN" and token.left_edge.lower_ in ("the", "its", "their", "his", "her")
    )
    return meant and any(s.frame in _ACTING for s in reading.lexicon.of("noun", token.lemma_))


def _obliging(reading: Reading, clause: Clause) -> Token | None:
    """The text that says what ought to be done, by the word that names it."""
    said = (t for t in clause.verb.subtree if t.lower_ == "according" and t.i + 1 < len(reading.doc))
    texts = [t for cue in said for t in cue.subtree if t.dep_ == "pobj"]
    if clause.verb.dep_ in ("acl", "relcl") and mark(clause.verb) == "that":
        texts.append(clause.verb.head)
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" else None
    if governor is not None and reading.sense(governor, "speech") is not None:
        texts += [t for t in (reading.described(governor), *governor.subjects) if t is not None]
    return next((t for t in texts if reading.discourse.measure(t)), None)


def _after_modal(reading: Reading, verb: Token, modal: Token) -> Span:
    words = [t for t in verb.subtree if t.i > modal.i]
    return reading.between(modal.nbor(1), last_word(reading, verb, words))


# --- nouns ------------------------------------------------------------------------------------------------------


def _nouns(reading: Reading, token: Token) -> Iterator[Demand]:
    for sense, (_, agent, measures), addressee, content, head, why in demand_nouns.told(reading, token):
        issue = _issue(reading, head, addressee) if head is not None else None
        by, measure = (None, measures[0]) if measures else (agent, None)
        yield Demand(by, addressee, content, sense.act, why, measure, issue)


# --- parts ------------------------------------------------------------------------------------------------------


def _issue(reading: Reading, head: Token, addressee: Agent | None) -> Issue | None:
    """The question of recognition, if recognising is what is asked."""
    for token in head.subtree:
        if token.tag_.startswith("VB") and reading.clauses.has(token):
            clause = reading.clauses.at(token)
            if reading.sense(clause, "recognise") is not None and clause.objects:
                found = next(recognitions.recognised(reading, clause, clause.objects[0], addressee), None)
                return Issue(found[0], _polity(reading, addressee), found[1]) if found is not None else None
        if reading.noun(token, "recognise") is not None and token.tag_ == "NN":
            named = recognitions.named(reading, token)
            return Issue(named[0][0], _polity(reading, addressee), named[0][1]) if named else None
    return None


def _polity(reading: Reading, addressee: Agent | None) -> Agent | None:
    """The polity that would recognise: that of whoever is asked."""
    return recognitions.state_of(reading, addressee) if addressee is not None else None


def _without_repeats(found: list[Demand]) -> Iterator[Demand]:
    """Each thing asked once by each asker; two who ask it in one clause ask it each."""
    seen: list[Demand] = []
    for demand in found:
        if not any(_same(other.content, demand.content) and not _is_joint(other, demand) for other in seen):
            seen.append(demand)
            yield demand


def _is_joint(a: Demand, b: Demand) -> bool:
    return a.why == b.why and a.by is not None and b.by is not None and a.by.path != b.by.path


def _same(a: Span, b: Span) -> bool:
    """Two contents are one if the shorter lies wholly in the other."""
    return a.covers(b) or b.covers(a)
