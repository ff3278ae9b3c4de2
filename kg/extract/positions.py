"""Positions: who supports or opposes what, in so many words.

A position needs a holder, a side and a target. The side comes from the lexicon (a verb here; named votes, nouns and
adjectives, judgements and diplomatic acts in modules of their own), turned or dropped by negation; holder and target
come from grammar. What an adopted text itself condemns or backs is a position of the body that adopted it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract import (
    absence,
    acts,
    aims,
    campaigns,
    camps,
    declared,
    ellipsis,
    feelings,
    judgements,
    occasions,
    plebiscites,
    rollcalls,
    sides,
    voters,
    whips,
)
from kg.extract.deciding import beside_a_state, of_a_part
from kg.extract.holders import Holder, acting, extent, happens, named, position
from kg.extract.targets import is_abstract, is_measure, judged_before, last_named, recognition, subject_above, whole
from kg.extract.tree import is_verb
from kg.types import Agent, Decision, Position, Recognition, Span, Stance, Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_TURNED: dict[str, Stance] = {"supports": "opposes"}
_CAMPS = ("no", "nay")
#: Acts of the mind and the tongue, as against what one may do to a thing by hand.
_TOLD = ("Praise", "Thank", "Welcome", "Support", "Endorse", "Criticize", "Condemn")
_TALLY = re.compile(r"\b\d+(?: votes?)?(?: to |[-–]| against )\d+\b|\b\d+ votes? (?:in favou?r|for)\b")
_KNOWN = ("the", "this", "these", "that", "those", "such")
_BY_VOTE = ("VoteFor", "VoteAgainst", "Abstain", "Veto")
#: Acts by which one reacts to what is plain from the text before, and the prepositions that tell no more than where.
_REACTIONS = ("Praise", "Protest", "Welcome", "Criticize")
_CHEERS = ("Praise", "Welcome")
_PLACES = {"in", "outside", "at", "after", "on", "before"}
#: Acts that figures of a tally are told by.
_COUNTED = ("Support", "Endorse", "Oppose", "Propose")
_SUBJECTS = ("nsubj", "nsubjpass")
_FAILED = ("rejected", "vetoed", "scheduled")


def find(
    reading: Reading,
    statements: tuple[Statement, ...],
    decisions: tuple[Decision, ...] = (),
    recognitions: tuple[Recognition, ...] = (),
) -> tuple[Position, ...]:
    """The positions an article reports, in text order.

    Those that speech expresses are read from `statements`; `decisions` tell which measures never came to speak for
    their body; from `recognitions` follow those that a polity's own organ declares.
    """
    found: list[Position] = []
    for clause in reading.clauses:
        for reader in _READERS:
            positions = list(reader(reading, clause))
            found += positions
            if positions:
                break
    found += sides.find(reading, statements)
    found += voters.listed(reading)
    found = rollcalls.settled([*found, *rollcalls.find(reading)])
    found += camps.find(reading)
    found += plebiscites.find(reading)
    found += feelings.find(reading)
    found += judgements.find(reading, statements)
    found += declared.find(reading, statements, recognitions)
    found += ellipsis.find(reading, found)
    told = sorted(_of_one_mind(found), key=lambda p: p.why.sentence.start)  # of a vote told twice, the first
    held = _without_failed(_without_repeats(told), decisions)
    return tuple(sorted(held, key=lambda p: (p.why.evidence, p.holder.path)))


# --- verbs ------------------------------------------------------------------------------------------------------


def _stances(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X condemns Y", also as participle of a measure ("a resolution condemning Y") and in the passive."""
    for sense, _ in reading.senses(clause, "stance"):
        away = sense.act == "Boycott"
        targets = absence.goals(reading, clause, sense) if away else aims.goals(reading, clause, sense)
        targets = targets or _clausal(reading, sense, clause) or _unnamed(reading, sense, clause)
        targets = tuple(whole(reading, _counted(reading, t)) for t in targets)
        stance = side(reading, sense, clause)
        if targets and _takes_side(reading, targets[0]):
            continue  # "rules out backing the bill": told by the inner verb
        if sense.form.startswith("side ") and any(is_verb(t) for t in clause.preps.get("in", ())):
            continue  # "sides with Peru in opposing it": so too
        if not targets or stance is None or not _strong_enough(reading, sense, clause, targets[0]):
            continue
        if stance == "supports" and targets[0].lower_ in _CAMPS:
            stance = "opposes"  # "campaigns for a No"
        why = reading.why(clause, "position.stance", span=extent(reading, clause))
        tally = reading.sense(clause, "decide") is not None
        actors = list(acting(reading, clause)) or list(named(reading, *_capitals(reading, clause)))
        actors = [_body(reading, clause, h) for h in actors]
        holders = [h for h in actors if h.agent.kind == "people" or "people" not in sense.only]
        holders = [h for h in holders if h.agent.kind == "person" or "person" not in sense.only]
        holders = [h for h in holders if not (tally or sense.act == "Reject") or not _is_court(reading, h.token)]
        tally |= sense.act in _COUNTED and is_measure(reading, targets[0])
        holders = [h for h in holders if not (tally and voters.counted(reading, h.token))]
        holders = [h for h in holders if not _is_itself(reading, h, targets[0])]
        if sense.act in _CHEERS and not _names_target(reading, sense, clause):
            holders = [h for h in holders if h.agent.kind != "people"]  # crowds that cheer need not cheer that
        goals = [_other(reading, h, targets[0]) for h in holders]
        found = [
            position(reading, h, stance, goal, sense.act, why, reading.date(clause))
            for h, goal in zip(holders, goals, strict=True)
        ]
        if found:
            yield from found
            return


def _names_target(reading: Reading, sense: Sense, clause: Clause) -> bool:
    return bool(clause.objects or clause.passive or clause.ccomp or clause.xcomp or reading.slot(clause, sense.target))


def _body(reading: Reading, clause: Clause, holder: Holder) -> Holder:
    """The house of members told only by how many they are: "MEPs back statehood by 498 votes to 88"."""
    if not holder.agent.path.startswith("group/") or not voters.plain_members(reading, holder.token):
        return holder
    above = reading.clauses.governor(clause) if clause.mood == "wished" else None
    places = above.preps.get("in", ()) if above is not None and reading.sense(above, "vote") is not None else ()
    tokens = (holder.token, *places) if places or _is_counted(reading, clause) else ()
    body = next((b for t in tokens if (b := reading.discourse.chamber(t)) is not None), None)
    return Holder(holder.token, body) if body is not None else holder


def _is_counted(reading: Reading, clause: Clause) -> bool:
    """True where the sentence gives the figures of a vote: "by 498 votes to 88", "266-0"."""
    return _TALLY.search(reading.sentence(clause.verb).of(reading.text)) is not None


def _unnamed(reading: Reading, sense: Sense, clause: Clause) -> tuple[Token, ...]:
    """What those are for or against of whom no more is told than that they applaud, or protest."""
    said = any(t.i > clause.verb.i for t in (*clause.xcomp, *clause.ccomp))  # not what stands before a semicolon
    alone = not (clause.objects or said or clause.passive or clause.preps.keys() - _PLACES)
    if sense.act not in _REACTIONS or not alone or clause.mood != "real":
        return ()
    about = occasions.answered(reading, clause)
    return (about,) if about is not None else ()


def _counted(reading: Reading, token: Token) -> Token:
    """The things of which a number is meant: the bills of "vetoed two of the bills"."""
    inner = (t for p in token.children if token.tag_ == "CD" and p.lower_ == "of" for t in p.children)
    return next((t for t in inner if is_measure(reading, t)), token)


def _takes_side(reading: Reading, doing: Token) -> bool:
    """A doing, denied, that takes a side of its own."""
    clause = reading.clauses.at(doing) if reading.clauses.has(doing) else None
    return clause is not None and clause.negated and reading.sense(clause, "stance", "recognise") is not None


def _other(reading: Reading, holder: Holder, about: Token) -> Token:
    """The target; of "it" that would stand for who acts the measure last spoken of: "after Lima walked away from it".

    Of "it" that would stand for somebody else who took a side, what that side was on.
    """
    meant = reading.discourse.agent(about) if about.tag_ == "PRP" else None
    own = meant is not None and meant.path == holder.agent.path
    if own:
        return last_named(reading, about, 3) or about
    near = (None if reading.discourse.measure(about) else subject_above(about)) or judged_before(reading, about)
    return near if near is not None and reading.discourse.agent(near) is None else about


def _is_itself(reading: Reading, holder: Holder, about: Token) -> bool:
    """A state is not told to be against its own government: there another acts, whom the parser missed."""
    agent = reading.discourse.agent(about)
    same = agent is not None and agent.kind in ("state", "government") and agent.of == holder.agent.of
    return same and holder.agent.kind in ("state", "government")


def _is_court(reading: Reading, token: Token) -> bool:
    """A court that turns something down rules on it and takes no side."""
    return reading.noun(token, "court") is not None or reading.lexicon.sense("noun", token.lower_, "court") is not None


def _capitals(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """ "Was welcomed in Tirana": a capital stands for its state where nobody else is said to do so."""
    places = clause.preps.get("in", ()) if clause.passive and not clause.subjects else ()
    states = ((t, agent) for t, agent in reading.agents(places) if agent.kind == "state")
    return tuple(t for t, agent in states if t.text not in agent.name)


def _clausal(reading: Reading, sense: Sense, clause: Clause) -> tuple[Token, ...]:
    """A doing as object: "opposes Paris acting as a go-between", "supports cutting taxes", "rejects what X calls Y".

    Of "objected that the text was lopsided", the text; what else is said so is taken whole.
    """
    if clause.passive:
        return ()
    inner = (*clause.ccomp, *clause.xcomp)
    if "denied" in sense.only and inner:  # "will not let the bill pass"
        return tuple(t for c in inner for t in c.children if c.tag_.startswith("VB") and t.dep_ in _SUBJECTS)
    finite = [any(c.dep_ == "aux" for c in t.children) for t in inner]  # "countered that it was defending itself"
    doing = tuple(
        t for t, told in zip(inner, finite, strict=True) if (t.tag_ == "VBG" and not told) or t.left_edge.tag_ == "WP"
    )[:1]
    if doing or "clause" not in sense.target:
        return doing
    said = [t for t in clause.ccomp if t.i > clause.verb.i and any(c.lower_ == "that" for c in t.children)][:1]
    about = [t for verb in said for t in verb.children if t.dep_.startswith("nsubj") and is_measure(reading, t)]
    return tuple(about[:1] or said)


def side(reading: Reading, sense: Sense, clause: Clause) -> Stance | None:
    """The side, or None where the text only says that it might be taken, was wished for, alleged, or not taken."""
    if clause.mood == "conditional" or _alleged(reading, clause):
        return None
    if "denied" in sense.only:  # "will not hear of it", "does not condone it"; the word alone tells nothing
        return sense.polarity if clause.negated else None  # type: ignore[return-value]
    if clause.mood == "possible" and not (clause.negated and _rules_out(clause)):
        return None
    if clause.negated:
        return _TURNED.get(sense.polarity or "") if not _is_denied(reading, clause) else None
    if not happens(reading, clause):
        return None
    return sense.polarity  # type: ignore[return-value]


def _is_denied(reading: Reading, clause: Clause) -> bool:
    """ "Denied that it backs the bill": who denies to be for something need not be against it."""
    governor = reading.clauses.governor(clause)
    senses = reading.senses(governor, "speech") if governor is not None else ()
    return clause.verb.dep_ == "ccomp" and any(s.act == "Deny" for s, _ in senses)


def _rules_out(clause: Clause) -> bool:
    """ "Cannot accept", "would not back" refuse; "may not" and "might not" leave open."""
    return any(c.lower_ in ("can", "ca", "could", "would", "wo") for c in clause.verb.children if c.dep_ == "aux")


def _alleged(reading: Reading, clause: Clause) -> bool:
    """What someone else is accused of, or is claimed to do: "accused X of backing Y", "criticised X for backing Y"."""
    governor = reading.clauses.governor(clause)
    if governor is None:
        return False
    if clause.verb.dep_ == "conj" and clause.open_subject:
        return _alleged(reading, governor)
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ in ("of", "for", "over"):
        done_to = clause.open_subject and governor.passive  # "was jailed for backing Y"
        return done_to or reading.sense(governor, "accuse", "stance", "judgement") is not None
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "with":
        return reading.sense(governor, "accuse") is not None  # "charging Y with backing Z"
    sense = reading.sense(governor, "speech") if clause.verb.dep_ == "ccomp" else None
    doubted = sense is not None and (sense.act in ("Accuse", "Deny") or governor.verb.lemma_ == "claim")
    return doubted and not _own(reading, governor, clause)


def _own(reading: Reading, governor: Clause, clause: Clause) -> bool:
    speakers = {a.path for _, a in reading.agents(governor.subjects)}
    return any(a.path in speakers for _, a in reading.agents(clause.subjects))


def _strong_enough(reading: Reading, sense: Sense, clause: Clause, token: Token) -> bool:
    """Does the target make it a position? A chamber that backs or rejects a measure decides instead."""
    if sense.act == "Reaffirm" and reading.noun(token, "stance") is not None:
        return False  # "reaffirmed its opposition": which side, the noun tells
    if "deed" in sense.only and reading.noun(token, "judgement") is not None:
        return False  # "rules out fraud": denies it
    if sense.form == "warn against" and clause.objects:
        return False  # "warned Peru against it": what Peru is told
    if token.tag_ == "CD" or token.lower_ in ("itself", "himself", "herself", "themselves"):
        return False
    if sense.act == "Support" and _is_provided_for(reading, clause, token):
        return False
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return False  # "backs no candidate"
    if (
        _is_decision(reading, clause, token)
        or _is_own_thing(reading, clause, token)
        or (sense.act == "Welcome" and _is_guest_of(reading, clause, token))
    ):
        return False
    flags = [flag for flag in sense.only if flag in _RESTRICTIONS]
    if "measure" in flags and sense.act in _TOLD and _certain(reading, token):
        flags.remove("measure")  # "hailed the raid", but not "hailed a taxi", nor "blocked the road"
    return all(_RESTRICTIONS[flag](reading, token) for flag in flags)


def _is_provided_for(reading: Reading, clause: Clause, token: Token) -> bool:
    """Who or what is given means: "supports 300 families", "will support small ports with loans"."""
    if is_abstract(reading, token) or reading.names.entity(token) is not None:
        return False
    counted = any(c.dep_ == "nummod" for c in token.children)
    bare = token.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in token.children)
    return not clause.passive and (counted or (bare and bool(clause.preps.get("with"))))


def _is_own_thing(reading: Reading, clause: Clause, token: Token) -> bool:
    """ "backed his car into a wall": a thing that belongs to whoever acts."""
    owner = next((c for c in token.children if c.tag_ == "PRP$"), None)
    if owner is None or clause.passive or is_abstract(reading, token) or reading.discourse.agent(token) is not None:
        return False
    meant = reading.discourse.agent(owner)
    return meant is not None and any(a.path == meant.path for _, a in reading.agents(clause.subjects))


def _is_guest_of(reading: Reading, clause: Clause, token: Token) -> bool:
    """Who is welcomed in person: "welcomed the envoy at the airport", "welcomed 400 refugees"."""
    if clause.preps.get("as") or token.tag_ == "VBG" or is_abstract(reading, token):
        return False
    agent = reading.discourse.agent(token)
    human = agent is not None and agent.kind in ("person", "people")
    return human or any(c.dep_ == "nummod" for c in token.children) or reading.noun(token, "role", "member") is not None


def _is_decision(reading: Reading, clause: Clause, token: Token) -> bool:
    """A chamber or court that adopts, backs or rejects something decides on it, unless it answers what others say."""
    decides = reading.sense(clause, "decide")
    bodies = (t for t in clause.subjects if not of_a_part(reading, t))
    if decides is None or beside_a_state(reading, clause):
        return False
    if not any(reading.discourse.chamber(t) or reading.noun(t, "court") for t in bodies):
        return False
    if decides.act in ("Support", "Endorse") and _of_others(reading, clause, token):
        return False
    said = reading.noun(token, "speech", "demand", "stance", "judgement") is not None
    return is_measure(reading, token) or (decides.act in ("Adopt", "Reject", "RejectMeasure") and not said)


def _of_others(reading: Reading, clause: Clause, token: Token) -> bool:
    """A chamber that backs somebody else's plan takes a side on it: "backs the proposal outlined by the president"."""
    own = {a.path for _, a in reading.agents(clause.subjects)}
    makers = [c for c in token.children if c.dep_ == "poss"]
    made = (reading.clauses.at(c) for c in token.children if c.dep_ == "acl")
    makers += [t for clause in made if clause.passive for t in clause.subjects if t.i != token.i]
    return any(a.path not in own and a.kind != "chamber" for _, a in reading.agents(tuple(makers)))


def _weighty(reading: Reading, token: Token) -> bool:
    return is_abstract(reading, token) or reading.discourse.agent(token) is not None


def _recognising(reading: Reading, token: Token) -> bool:
    return is_abstract(reading, token) or recognition(reading, token) is not None


def _certain(reading: Reading, token: Token) -> bool:
    """A thing, no actor, that is told to be known: "the raid", "Peru's stand", "such talk"."""
    known = any((c.dep_ == "poss" and c.tag_ != "PRP$") or c.lower_ in _KNOWN for c in token.children)
    return known and token.tag_ in ("NN", "NNS") and reading.discourse.agent(token) is None


def _no_agent(reading: Reading, token: Token) -> bool:
    return reading.discourse.agent(token) is None and token.tag_ != "PRP"


#: What the target of a verb must be, by the lexicon's `only`.
_RESTRICTIONS: dict[str, Callable[[Reading, Token], bool]] = {
    "weak": _weighty,
    "measure": _recognising,
    "text": is_measure,
    "thing": _no_agent,
    "actor": lambda reading, token: not _no_agent(reading, token),
}


# --- parties to a decision ---------------------------------------------------------------------------------------


def _decided_by(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "The coalition threw the motion out", "Tory rebels voted down the bill": the part of a house that stops a measure.

    What a party adopts may as well be its own.
    """
    sense = next((s for s, _ in reading.senses(clause, "decide") if s.outcome == "rejected"), None)
    about = next(iter(clause.objects or clause.preps.get("down", ())), None)
    if (
        sense is None
        or clause.negated
        or not happens(reading, clause)
        or about is None
        or not is_measure(reading, about)
    ):
        return
    why = reading.why(clause, "position.decided")
    for holder in acting(reading, clause):
        some = holder.agent.path.startswith("group/") and holder.agent.kind in ("person", "people")
        if (
            some or holder.agent.kind == "party" or _is_guest(reading, holder.agent, about)
        ) and not voters.plain_members(reading, holder.token):
            yield position(reading, holder, "opposes", about, sense.act, why, reading.date(clause))


def _is_guest(reading: Reading, agent: Agent, about: Token) -> bool:
    """A state among others in the body whose text it is: "Peru and Chile struck down a Security Council text"."""
    bodies = [reading.discourse.measures[m].body for m in reading.discourse.measure(about)]
    guests = any(body is not None and body.of != agent.of for body in bodies)
    return agent.kind == "state" and (guests or _of_council(reading, about))


def _of_council(reading: Reading, about: Token) -> bool:
    """A text whose sentence names a body of many states: "at the Security Council the draft was struck down by Peru"."""
    chambers = (reading.discourse.chamber(t) for t in about.sent if t.tag_.startswith("NNP"))
    return any(body is not None and body.polity == "UN" for body in chambers)


# --- refusals ---------------------------------------------------------------------------------------------------


def _refusals(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X refuses to sign the accord", "declined to ratify it": to keep from adopting a measure is to oppose it."""
    governor = clause if clause.negated and clause.mood == "future" else None  # "will not sign it"
    if governor is None:
        governor = reading.clauses.governor(clause) if clause.negated else None
        if governor is None or reading.sense(governor, "negator") is None or not happens(reading, governor):
            return
    sense = next((s for s, _ in reading.senses(clause, "decide", "sign") if s.outcome in ("adopted", None)), None)
    if sense is None or not clause.objects or not is_measure(reading, clause.objects[0]):
        return
    why = reading.why(governor, "position.refusal")
    for holder in acting(reading, clause):
        if holder.agent.kind != "chamber":
            yield position(reading, holder, "opposes", clause.objects[0], "Reject", why, reading.date(governor))


_READERS: tuple[Callable[[Reading, Clause], Iterator[Position]], ...] = (
    whips.led,
    voters.voted,
    _stances,
    campaigns.aid,
    campaigns.undoings,
    acts.positions,
    _refusals,
    _decided_by,
    campaigns.rallies,
)


# --- the whole --------------------------------------------------------------------------------------------------


def _without_failed(found: Iterator[Position], decisions: tuple[Decision, ...]) -> Iterator[Position]:
    """A text that was not adopted does not speak for its body."""
    outcomes: dict[str, set[str]] = {}
    for decision in decisions:
        outcomes.setdefault(decision.measure, set()).add(decision.outcome)
    failed = {m for m, told in outcomes.items() if told <= set(_FAILED)}
    return (p for p in found if p.measure is None or p.measure not in failed)


def _of_one_mind(found: list[Position]) -> list[Position]:
    """Without the judgement that would be another side than the one that the same sentence tells of somebody.

    "Rejects the plan, saying it paves the way for a split": the way that is paved is no praise. "Abstained, explaining
    that the text lacked balance": who has reasons not to vote for it is not against it.
    """
    told = {
        (p.holder.path, p.why.sentence, p.stance) for p in found if p.why.rule in ("position.stance", "position.vote")
    }
    return [p for p in found if not (p.why.rule == "position.judged" and _is_belied(p, told))]


def _is_belied(judged: Position, told: set[tuple[str, Span, Stance]]) -> bool:
    """True if the same sentence tells the side of the one who judges, and it is another."""
    sides = {"supports": ("opposes", "abstains"), "opposes": ("abstains",)}.get(judged.stance, ())
    return any((judged.holder.path, judged.why.sentence, side) in told for side in sides)


def _without_repeats(found: list[Position]) -> Iterator[Position]:
    """One position for a holder, side and sentence on the same target; one for the article if it is a vote."""
    seen: set[tuple[object, ...]] = set()
    for held in found:
        goal = held.target.measures or held.target.issue or held.target.span
        once = held.act in _BY_VOTE and held.target.measures
        here = (held.holder.path, held.stance, goal, held.why.sentence)
        words = (*here[:2], held.why.evidence)
        told = (*words, held.why.cue if held.why.rule == "position.stance" else "")
        keys = {here, (*here[:3], None)} if once else {here, told}
        if not keys & seen:
            seen |= {*keys, (*words, "")}  # two verbs may tell of two things, what else is read there repeats one
            yield held
