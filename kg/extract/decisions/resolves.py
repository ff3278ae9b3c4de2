"""Decisions that no verb of deciding tells: a body declares or does something, by so many votes.

"The Bundestag declares the killings a genocide"            `pronounces`
"The assembly came down 70 to 10 in favour of independence" `counted`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.decisions import votes
from kg.extract.decisions.deciding import (
    Found,
    Place,
    all_named,
    found,
    is_measure,
    is_text,
    last_named,
    named,
    of_measure,
    placed,
    thing,
)
from kg.extract.decisions.outcomes import OPPOSITE
from kg.extract.tallies.votewords import NOT_ENOUGH
from kg.extract.tree import child
from kg.types import MeasureKind, Outcome, Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_MAIN = {"ROOT", "conj", "advcl", "ccomp"}
_FEWER, _NEEDED = {"fewer", "less"}, {"need", "require", "needed", "required", "necessary"}
_ENOUGH = {"vote", "majority", "threshold", "two-thirds", "quota"}
#: What laws change of a matter.
_OF_MATTER = {
    "use", "sale", "state", "number", "cost", "price", "level", "size", "length", "possession", "production", "import",
    "export", "teaching", "wearing", "consumption", "supply", "amount",
}  # fmt: skip
#: Matters by words that also mean those who act.
_LIKEWISE = {"powers", "system", "service", "rights", "status", "hours", "court"}
_FOUNDING = {"create", "establish", "set", "abolish"}
_PERMITTING = {"allow", "let", "bar", "oblige", "require", "empower", "forbid"}
_RUNNING_OUT = {"pass", "lapse", "expire", "go", "slip", "fall", "die", "be", "know", "stand", "speak", "continue"}
_PLEAS = ("demand", "stance", "institute")
_STATING = {"Security", "Committee"}
_RESOLVING = ("pronounce", "demand", "stance", "naming", "recognise", "speech")


def pronounces(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A body as a whole declares something to be something: that takes a resolution."""
    sense = reading.sense(clause, "pronounce") or _names_genocide(reading, clause)
    plea = reading.sense(clause, *_PLEAS)
    place = _acting(reading, clause) if sense is not None or plea is not None else None
    if place is None or clause.negated:
        return
    if not (
        (plea is not None and _speaks_by_resolution(reading, place, plea))
        or (sense is not None and _names(reading, clause, sense))
    ):
        return
    token = next((t for t in clause.objects if is_text(reading, t)), None)
    for each in all_named(reading, clause, place):
        yield found(reading, clause, each, "adopted", "pronounce", token=token, kind="resolution")


def legislates(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A house does what only a law does: "lowers the voting age", "allows abortion", "the fee is raised by the Senate"."""
    sense = reading.sense(clause, "legislate")
    if sense is None or clause.mood != "real" or clause.negated or clause.verb.dep_ not in _MAIN:
        return
    if clause.verb.tag_ == "VBG":  # "is raising funds"
        return
    token = next((t for t in clause.objects if _is_matter(reading, t)), None) or _permitted(clause)
    place = _legislating(reading, clause) if token is not None else None
    if place is not None:
        for each in all_named(reading, clause, place):
            yield found(reading, clause, each, "adopted", "legislate", token=token, kind="bill")


def _permitted(clause: Clause) -> Token | None:
    """What a house lets others do: "allows shops to open on Sundays"; not "lets the deadline pass"."""
    done = (t for t in (*clause.xcomp, *clause.ccomp) if t.tag_ == "VB" and t.lemma_ not in _RUNNING_OUT)
    return next(done, None) if clause.lemma in _PERMITTING else None


def _legislating(reading: Reading, clause: Clause) -> Place | None:
    """The house itself, or its members as a whole, that acts in a clause."""
    place = named(reading, clause.subjects)
    return place if place is not None and place.body.kind == "chamber" and place.body.known else None


def _is_matter(reading: Reading, thing: Token) -> bool:
    """Is a thing what laws are about? Also by what there is so much of: "the state of emergency", "the sale of alcohol"."""
    if _is_its_own(thing) and reading.noun(thing, "matter") is not None:
        return thing.lemma_ not in ("term", "rule", "seat")
    if thing.lemma_ in _OF_MATTER:
        return any(reading.noun(t, "matter") for p in thing.children if p.lower_ == "of" for t in p.children)
    founded = reading.noun(thing, "body", "executive", "court", "group") is not None and thing.tag_ == "NN"
    founded &= thing.head.lemma_ in _FOUNDING
    return founded or thing.lower_ in _LIKEWISE or reading.noun(thing, "matter") is not None


def enrols(reading: Reading, clause: Clause) -> Iterator[Found]:
    """ "The General Assembly admits Fiji", "Palau, admitted by acclamation in the General Assembly"."""
    if reading.sense(clause, "enrol") is None or clause.mood != "real" or clause.negated:
        return
    things = clause.objects or ((clause.verb.head,) if clause.verb.dep_ == "acl" else clause.subjects)
    state = next((t for t, agent in reading.agents(things) if agent.kind == "state"), None)
    place = placed(reading, clause) or named(reading, (t for t in clause.verb.subtree if t.dep_ == "pobj"))
    if state is not None and place is not None:
        yield found(reading, clause, place, "adopted", "enrol", token=state, kind="other")


def _names_genocide(reading: Reading, clause: Clause) -> Sense | None:
    """ "Calls the killings genocide": of other words no more than an opinion, of this one a recognition."""
    names = (*clause.preps.get("as", ()), *(c for c in clause.verb.children if c.dep_ in ("oprd", "attr")))
    told = any(reading.noun(t, "genocide") is not None for t in names)
    return reading.sense(clause, "naming") if told else None


def _speaks_by_resolution(reading: Reading, place: Place, plea: Sense) -> bool:
    """True for an assembly of states, which asks and blames by resolutions; the Security Council also by statements."""
    body, token = place.body, place.token
    itself = token is not None and reading.names.phrase(token).agent == body and reading.noun(token, "role") is None
    states = not _STATING.intersection(body.name.split()) or plea.frame == "institute"
    return itself and states and body.polity == "UN" and body.kind == "chamber"


def polls(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A measure, or one who stands for a post, gets so many votes: fewer than needed, or more than the other side."""
    sense = reading.sense(clause, "short")
    if sense is None or clause.mood != "real" or clause.negated:
        return
    outcome: Outcome | None = "rejected" if _lacks_votes(clause.verb) else _by_votes_got(reading, clause)
    if outcome is None:
        return
    token = next((t for t in clause.subjects if is_measure(reading, t)), None)
    place = placed(reading, clause) or named(reading, (t for t in clause.verb.subtree if t.dep_ == "pobj"))
    if place is None and token is not None:
        place = of_measure(reading, token) or last_named(reading, clause.verb)
    person = any(_is_person(reading, t) for t in clause.subjects)
    if place is not None and (token is not None or person):
        kind: MeasureKind | None = None if token is not None else "appointment"
        yield found(reading, clause, place, outcome, "short", token=token, kind=kind)


def _by_votes_got(reading: Reading, clause: Clause) -> Outcome | None:
    """ "The bill got 81 votes in favour and 12 against": the outcome that both figures tell."""
    got = any(t.lemma_ in ("vote", "ballot", "aye", "yea") for t in clause.objects)
    return votes.majority(reading, reading.sentence(clause.verb), at=clause.verb) if got else None


def _lacks_votes(verb: Token) -> bool:
    """ "Four votes short of the 46 needed", "short of a majority": below this verb, and no other's."""
    words = {t.lemma_ for t in verb.subtree}
    short = any(t.lower_ == "short" and any(c.lower_ == "of" for c in t.children) for t in verb.subtree)
    fewer = any(t.lower_ in _FEWER and any(c.lower_ == "than" for c in t.children) for t in verb.subtree)
    return (short and bool(words & _ENOUGH)) or (fewer and bool(words & _NEEDED))


def counted(reading: Reading, told: Sequence[Found]) -> Iterator[Found]:
    """What a body does in a main clause, where figures tell of a vote and nothing else in the sentence of a decision."""
    known = {f.decision.why.sentence for f in told if f.decision.outcome != "scheduled"}
    for clause in reading.clauses:
        here = reading.sentence(clause.verb)
        if here in known or _decides_within(reading, clause):
            continue
        place = _acting(reading, clause)
        outcome = votes.majority(reading, here, at=clause.verb) if place is not None else None
        if place is None or outcome is None or _fails(reading, clause, here):
            continue
        goes_on = reading.sense(clause, "vote") is not None or any(t.tag_ == "PRP" for t in clause.subjects)
        if goes_on and votes.continued(reading, here, place.body, told) is not None:
            continue  # "Peers voted 214 to 140", "It has the support of 71", after what they rejected
        known.add(here)
        token = thing(clause.objects)
        kind: MeasureKind | None = "resolution" if reading.sense(clause, *_RESOLVING) is not None else None
        yield found(reading, clause, place, _turned(reading, clause, outcome), "counted", token=token, kind=kind)


def _fails(reading: Reading, clause: Clause, sentence: Span) -> bool:
    """ "Fails, 48-45, to muster the three fifths needed": there the larger number may not have been enough."""
    return reading.sense(clause, "negator") is not None and NOT_ENOUGH.search(sentence.of(reading.text)) is not None


def _decides_within(reading: Reading, clause: Clause) -> bool:
    """True where a verb of deciding stands below, to which the figures may belong: "says no by rejecting the draft"."""
    below = (reading.clauses.at(t) for t in clause.verb.subtree if t.i != clause.verb.i and reading.clauses.has(t))
    return any(reading.sense(c, "decide") is not None for c in below)


def _turned(reading: Reading, clause: Clause, outcome: Outcome) -> Outcome:
    """ "Refused, by 134 votes to 72, to back the cabinet", "threw the idea out, 60-40": the majority was against."""
    inner = [reading.clauses.at(t) for t in clause.xcomp if reading.clauses.has(t)]
    refuses = reading.sense(clause, "negator") is not None and bool(clause.xcomp)
    if refuses and any(reading.sense(c, "recognise") is not None for c in inner):
        return outcome  # "refuses, by 500 votes to 60, to recognise the poll": so the house resolves
    if clause.lemma == "say" and any(c.lower_ == "no" for c in clause.verb.children):
        return "rejected"
    if any(s.outcome == "rejected" for s, _ in reading.senses(clause, "decide")) and not clause.negated:
        return "rejected"
    return OPPOSITE[outcome] if clause.negated != refuses else outcome


def _acting(reading: Reading, clause: Clause) -> Place | None:
    """The body that acts in a main clause told as real."""
    if clause.verb.dep_ not in _MAIN or clause.mood != "real":
        return None
    return named(reading, clause.subjects)


def _names(reading: Reading, clause: Clause, sense: Sense) -> bool:
    """ "Declares X a crime", "labels X as a crime"; of some verbs also "declares war", "declares that X is a crime".

    What is said of a person ("labelled him a liar") or is the body's own ("declare their assets") takes no vote.
    """
    if any(_is_person(reading, t) or _is_its_own(t) for t in clause.objects):
        return False
    plain = sense.frame == "naming" or any(reading.slot(clause, (name,)) for name in sense.target if name != "oprd")
    return plain or any(_is_called(reading, t) for t in clause.objects) or child(clause.verb, "oprd") is not None


def _is_called(reading: Reading, thing: Token) -> bool:
    """An object with what it is called, which the parser hangs on it, or one that is recognised as what it is."""
    agent = reading.discourse.agent(thing)
    if agent is not None and agent.kind == "state":  # "recognises Palestine"
        return True
    called = any(c.lower_ == "as" or (c.dep_ == "appos" and child(c, "det") is not None) for c in thing.children)
    return called or any(reading.noun(t, "genocide", "statehood") is not None for t in thing.subtree)


def _is_person(reading: Reading, token: Token) -> bool:
    agent = reading.discourse.agent(token)
    return token.tag_ == "PRP" or (agent is not None and agent.kind == "person")


def _is_its_own(token: Token) -> bool:
    owner = child(token, "poss")
    return owner is not None and owner.tag_ == "PRP$"
