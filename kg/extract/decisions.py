"""Decisions: a deliberative body passes, rejects, vetoes or is about to decide on a measure.

    Clause ─a shape─> Found ─figures, days─> Decision
    noun   ─a shape─> Found ─┘

Each reader looks at one clause and knows one shape: "the Senate adopts a bill", "the Senate votes to adopt", "the bill
passes the Senate", "Russia vetoes a resolution", "a resolution is submitted", "the bill goes to the Senate", "the
government survives a no-confidence vote". Shapes around a noun ("its approval by the Senate") are in `nominal`, the
figures and the telling of one decision in several sentences in `votes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract import counts, governments, nominal, resolves, vetoes, votes
from kg.extract.deciding import (
    PLACES,
    Found,
    Place,
    after,
    all_named,
    assembly,
    both_chambers,
    found,
    granted,
    headlined,
    inside,
    is_measure,
    is_text,
    kind_of,
    last_named,
    loose_object,
    named,
    not_times,
    of_a_part,
    of_measure,
    outcome_of,
    placed,
    thing,
    voting,
    was_named,
)
from kg.extract.tree import child, is_stranded, is_verb
from kg.types import Decision, Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_PRESIDING = {"speaker", "chairman", "chairwoman", "chairperson", "chair", "president", "head", "leader"}
_SIDES: dict[str, Outcome] = {
    "favor": "adopted", "favour": "adopted", "approval": "adopted", "support": "adopted",
    "opposition": "rejected", "rejection": "rejected",
}  # fmt: skip

_SHORT = {"short", "far", "below", "fewer", "less", "shy"}
#: Texts that are law already.
_IN_FORCE = {"law", "act", "statute", "regulation", "decree", "ordinance", "directive"}
_REST = {"other", "remaining"}
_NEEDED = {"needed", "required", "necessary", "threshold", "majority", "quorum"}
_ON = {"for", "against", "on", "over"}
#: What a passive may seem to be done by: "adopted by 90 votes for, 12 against and 5 abstentions".
_FIGURES = {"vote", "abstention", "ballot", "majority", "margin"}
_BY_PREPOSITION: tuple[tuple[tuple[str, ...], Outcome], ...] = (
    (("for",), "adopted"),
    (("against",), "rejected"),
    (("on", "over"), "scheduled"),
)


def find(reading: Reading) -> tuple[Decision, ...]:
    """The decisions an article reports, in text order; figures and days only where the text tells them."""
    told: list[Found] = []
    for clause in reading.clauses:
        for reader in _READERS:
            decisions = tuple(reader(reading, clause))
            if decisions:
                told.extend(decisions)
                break
    told.extend(nominal.find(reading, told))
    told.extend(resolves.counted(reading, told))
    told.extend(counts.find(reading, told))
    return votes.drawn(reading, [vetoes.told_by(reading, f) for f in told])


# --- shapes of deciding -----------------------------------------------------------------------------------------


def _decides(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A body as subject (or place) of a deciding verb with a measure as object."""
    for sense, _ in reading.senses(clause, "decide"):
        token = thing(reading.slot(clause, sense.target or ("obj",))) or loose_object(reading, clause)
        token = headlined(reading, clause, token) or token or granted(clause, sense) or _deed(clause, sense)
        kind = kind_of(reading, token, sense)
        place = _decider(reading, clause, token, sense)
        if place is None or kind is None or not _allowed(reading, sense, clause, token):
            continue
        outcome = outcome_of(reading, sense.outcome, clause)
        if _is_left_undone(reading, clause):
            outcome = "other"
        if outcome == "adopted" and "draft" in sense.only and _is_draft(reading, token):
            outcome = "scheduled"
        if outcome is not None:
            for each in all_named(reading, clause, place):
                yield found(reading, clause, each, outcome, "decide", token=token, kind=kind)
            return


def _deed(clause: Clause, sense: Sense) -> Token | None:
    """ "Bans smoking", "approves sending troops": what is decided on is told by a verb."""
    told = (t for t in clause.xcomp if t.tag_ == "VBG" and t.i > clause.verb.i)
    return next(told, None) if "strict" not in sense.only else None


def _is_left_undone(reading: Reading, clause: Clause) -> bool:
    """ "the house did not ratify it": no decision, unless figures tell of a vote."""
    denied = child(clause.verb, "neg") is not None and clause.mood == "real" and not clause.passive
    return denied and votes.majority(reading, reading.sentence(clause.verb)) is None


def _decider(reading: Reading, clause: Clause, token: Token | None, sense: Sense) -> Place | None:
    place = placed(reading, clause) or _members(reading, clause)
    if place is None and clause.passive and _is_person(reading, token):
        place = _presided(reading, clause)
    if place is None and clause.passive and all(t.lemma_ in _FIGURES for t in clause.subjects):
        known = clause.mood == "real" and not (sense.kind == "other" and "strict" not in sense.only)  # "it was lifted"
        place = voting(reading, clause) or (_told_before(reading, clause, token) if known else None)
    if place is None:
        place = assembly(reading, thing(clause.subjects), kind_of(reading, token, None))
    return place


def _told_before(reading: Reading, clause: Clause, token: Token | None) -> Place | None:
    """The body of a measure already told of, else the body last named before: "the bill was passed on Monday"."""
    if after(clause, ("from",)):  # "cleared from above"
        return None
    if clause.verb.dep_ == "acl":
        return of_measure(reading, token) or _above(reading, clause)
    own = of_measure(reading, token) or _of_inner(reading, token)
    if own is not None and was_named(reading, own, clause.verb):
        return own
    return (last_named(reading, clause.verb, 8 if own else 4) if is_text(reading, token) else None) or own


def _of_inner(reading: Reading, token: Token | None) -> Place | None:
    """The body of the measure that a motion is about: "a motion to reject the law was defeated"."""
    inner = [c for c in token.children if c.dep_ == "acl" and is_verb(c)] if token is not None else []
    things = (t for verb in inner for t in verb.children if t.dep_ == "dobj")
    return next((place for t in things if (place := of_measure(reading, t)) is not None), None)


def _above(reading: Reading, clause: Clause) -> Place | None:
    """The body that acts in the clause around: "the assembly condemns it in a resolution passed by 100 votes to 11"."""
    verb = next((t for t in clause.verb.ancestors if t.tag_.startswith("VB") and is_verb(t)), None)
    return named(reading, reading.clauses.at(verb).subjects) if verb is not None else None


def _is_draft(reading: Reading, token: Token | None) -> bool:
    return token is not None and "draft" in reading.subtree(token).of(reading.text).lower().split()


def _presided(reading: Reading, clause: Clause) -> Place | None:
    """The body that elects or removes its own speaker: "is elected speaker of the National Assembly"."""
    post = child(clause.verb, "oprd", "attr") or thing(after(clause, ("as",)))
    return inside(reading, post) if post is not None and post.lemma_ in _PRESIDING else None


def _allowed(reading: Reading, sense: Sense, clause: Clause, token: Token | None) -> bool:
    """Does the object make this a decision? "strict" verbs need a measure (or, of a post, a person) as object."""
    if "law" in sense.only and is_text(reading, token) and token is not None and token.lemma_ not in _IN_FORCE:
        return False  # who scraps a bill makes no law
    if "vote" in sense.only and "vote" not in clause.verb.sent.text.lower():
        return False
    if clause.verb.dep_ == "relcl" and clause.verb.head.lemma_ == "time":  # "the first time parliament voted for it"
        return False
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "against":  # "voted against lifting the sanctions"
        return False
    if is_measure(reading, token):
        return True
    if _is_gerund(clause.verb):  # "goes ahead, dismissing fears that": no decision of its own
        return False
    if token is None:
        return clause.passive and named(reading, clause.subjects) is not None
    if "person" in sense.only:  # who is sworn in "before the senate" is so by somebody else
        acts = "body" not in sense.only or named(reading, clause.subjects) is not None
        return acts and (_is_person(reading, token) or _is_cabinet(reading, token))
    if clause.verb.dep_ == "acl" and clause.passive:
        return False
    if sense.kind == "appointment":
        return _is_person(reading, token)
    if clause.passive and _presided(reading, clause) is not None:
        return True
    actors = (*clause.subjects, *(after(clause, ("in", "by")) if clause.passive else ()))
    return "strict" not in sense.only and named(reading, actors) is not None


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" and child(verb, "aux") is None


def _is_person(reading: Reading, token: Token | None) -> bool:
    if token is None:
        return False
    agent = reading.discourse.agent(token)
    return (agent is not None and agent.kind == "person") or reading.noun(token, "role") is not None


def _is_cabinet(reading: Reading, token: Token) -> bool:
    """A government, which a parliament dismisses as it does a minister."""
    agent = reading.discourse.agent(token)
    return agent is not None and agent.kind == "government"


def _carries(reading: Reading, clause: Clause) -> Iterator[Found]:
    """The measure is the subject: "the bill passes the Senate", "the motion failed in the House"."""
    sense = reading.sense(clause, "carry")
    stranded = is_stranded(clause.verb)
    subjects = [a for a in clause.verb.ancestors if a.i < clause.verb.i] if stranded else clause.subjects
    token = next((t for t in subjects if is_measure(reading, t)), None)
    if sense is None or token is None or (clause.passive and not stranded):
        return
    outcome = outcome_of(reading, sense.outcome, clause)
    if outcome is None or (stranded and votes.majority(reading, reading.sentence(clause.verb)) is None):
        return
    places = [p for t in (*clause.objects, *_all_after(clause)) if (p := named(reading, (t,))) is not None]
    places = places or [
        p for t in clause.objects if (p := inside(reading, t)) is not None
    ]  # "got the backing of peers"
    if not places:
        place = placed(reading, clause) or of_measure(reading, token) or last_named(reading, clause.verb)
        places = [place] if place is not None else []
    for place in places:
        yield found(reading, clause, place, outcome, "carry", token=token)


def _all_after(clause: Clause) -> list[Token]:
    """Places of one verb and those that the parser hung on a figure: "31-64 in one house, 9-5 in another"."""
    deep = [t for p in clause.verb.subtree if p.dep_ == "prep" and p.lower_ in ("in", "by") for t in p.children]
    return deep if clause.verb.lemma_ != "pass" or not clause.objects else after(clause, PLACES)


# --- shapes of voting -------------------------------------------------------------------------------------------


def _votes(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A body votes: to adopt, for, against, on."""
    inner = _voted_to(clause) if reading.sense(clause, "vote", "settle") is not None else None
    if reading.sense(clause, "vote") is None and not (inner is not None and _settles(reading, clause, inner)):
        return
    if clause.verb.dep_ == "relcl" and clause.verb.head.lemma_ == "time":
        return
    place = named(reading, (*clause.subjects, *after(clause, ("in", "at")))) or _members(reading, clause)
    place = place or assembly(reading, thing(clause.subjects), "resolution")
    if place is None:
        return
    if inner is not None:
        yield from _votes_to(reading, clause, reading.clauses.at(inner), place)
        return
    if "down" in clause.preps or clause.lemma.endswith(" down"):
        return
    for token, told in _sides(reading, clause):
        outcome = _counted_outcome(reading, clause) or outcome_of(reading, told, clause)
        if told == "scheduled" and outcome == told and clause.mood == "real":  # "votes 51-48 on the resolution"
            outcome = votes.majority(reading, reading.sentence(clause.verb)) or outcome
        if outcome is not None:
            yield found(reading, clause, place, outcome, f"vote-{told}", token=token)
        return


def _members(reading: Reading, clause: Clause) -> Place | None:
    """The body of "the members of the House", or of some that a count tells to be enough: "nine members voted for"."""
    token = _several(clause)
    if token is None or clause.verb.dep_ == "relcl":
        return None
    counted = _counted_outcome(reading, clause) is not None
    body = reading.discourse.chamber(token) if counted else None
    if body is not None:
        return Place(body, token)
    if counted and clause.preps:
        objects = (t for t, _ in _sides(reading, clause))
        place = next((p for t in objects if (p := of_measure(reading, t)) is not None), None)
        if place is not None:
            return place
    whole = counted or _are_too_few(clause) or not of_a_part(reading, token)
    return inside(reading, token) if whole and reading.noun(token, "group", "member") is not None else None


def _several(clause: Clause) -> Token | None:
    """Those who act; of "174 of its 342 members" the members."""
    first = next(iter(clause.subjects), None)
    if first is None or not first.like_num:
        return thing(clause.subjects)
    return next((t for p in first.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"), None)


def _counted_outcome(reading: Reading, clause: Clause) -> Outcome | None:
    """The outcome that a count of both sides tells, if the subject is a number of members."""
    token = _several(clause)
    if token is None or child(token, "nummod") is None or any(c.lower_ in _REST for c in token.children):
        return None
    return votes.majority(reading, reading.sentence(clause.verb))


def _are_too_few(clause: Clause) -> bool:
    """ "Only 41 senators, short of the 60 needed, voted to": some voted so, and not enough."""
    token = thing(clause.subjects)
    if token is None or child(token, "nummod") is None:
        return False
    words = {t.lower_ for t in token.doc[token.left_edge.i : clause.verb.i]}
    return bool(words & _SHORT) and bool(words & _NEEDED)


def _voted_to(clause: Clause) -> Token | None:
    """The verb of "votes to adopt", also where a figure or "with one abstention" stands between."""
    for token in clause.verb.subtree:
        if (
            token.i > clause.verb.i
            and token.tag_ == "VB"
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
        ):
            head = token.head
            return token if head.i == clause.verb.i or _is_aside(head, clause.verb) else None
    return None


def _settles(reading: Reading, clause: Clause, inner: Token) -> bool:
    """Does a body that "decided to" do this decide by it on a measure? So it does if it is a deciding verb, or counted.

    So it does with whatever it has yet to decide on: "is to decide whether to hold a referendum".
    """
    below = reading.clauses.at(inner)
    sense = reading.sense(below, "decide")
    plain = sense is not None and ("strict" not in sense.only or is_measure(reading, thing(below.objects)))
    plain |= clause.mood == "future" and any(c.lower_ == "whether" for c in inner.children)
    return plain or votes.majority(reading, reading.sentence(inner)) is not None


def _is_aside(noun: Token, verb: Token) -> bool:
    """True for what stands between a vote and its purpose: "votes 5-2, with one abstention, to adopt"."""
    if noun.like_num or any(c.isdigit() for c in noun.text):
        return True
    preposition = noun.head if noun.dep_ in ("pobj", "pcomp") else None
    beside = preposition is not None and preposition.lower_ not in _ON and preposition.head.i == verb.i
    return beside or noun.lemma_ in ("abstention", "abstain", "vote")


def _votes_to(reading: Reading, clause: Clause, inner: Clause, place: Place) -> Iterator[Found]:
    sense = reading.sense(inner, "decide")
    token = thing(inner.objects)
    strict = sense is not None and "strict" in sense.only and not is_measure(reading, token)
    told = sense.outcome if sense is not None and not strict else "adopted"
    if _are_too_few(clause) or any(c.dep_ == "neg" for c in inner.verb.children):
        told = "rejected" if told == "adopted" else "adopted"
    outcome = outcome_of(reading, told, clause)
    if outcome is not None:
        kind = kind_of(reading, token, sense) or "other"
        for each in both_chambers(reading, place):
            yield found(reading, clause, each, outcome, "vote-to", token=token or inner.verb, kind=kind)


def _sides(reading: Reading, clause: Clause) -> Iterator[tuple[Token, Outcome]]:
    """What is voted for, against or on, with the outcome that this tells of a whole body."""
    for noun in clause.preps.get("in", ()):
        side = _SIDES.get(noun.lower_)
        if side is not None:
            inner = [t for c in noun.children if c.dep_ == "prep" for t in c.children]
            yield (inner or [noun])[0], side
    for preps, side in _BY_PREPOSITION:
        token = thing(not_times(reading, after(clause, preps)))
        counted = clause.mood == "real" and votes.majority(reading, reading.sentence(clause.verb)) is not None
        if token is not None and (side != "scheduled" or clause.tense != "past" or counted):
            yield token, side


# --- shapes of what lies ahead ----------------------------------------------------------------------------------


def _prepares(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A measure is introduced, drafted, submitted or debated: the decision lies ahead."""
    sense = reading.sense(clause, "prepare")
    token = next((t for t in clause.objects if is_text(reading, t)), None)
    if sense is None or token is None or clause.negated or clause.mood in ("possible", "conditional"):
        return
    if _is_background(clause) or reading.described(clause) is not None:
        return  # "adopted a resolution, proposing sanctions" tells what the resolution says
    place = (
        of_measure(reading, token)
        or named(reading, (*after(clause, PLACES), *clause.subjects, *_groups(clause.subjects)))
        or _of_members(reading, clause.subjects)
        or inside(reading, token)
        or _own_parliament(reading, clause, token)
    )
    if place is not None and (clause.mood != "wished" or "weak" not in sense.only):
        yield found(reading, clause, place, "scheduled", "prepare", token=token)


def _of_members(reading: Reading, tokens: tuple[Token, ...]) -> Place | None:
    """The house in which some of its members, or one, bring something in: "Senator Ann Bell introduces a bill"."""
    bodies = ((reading.discourse.chamber(t), t) for t in tokens)
    return next((Place(body, t) for body, t in bodies if body is not None), None)


def _own_parliament(reading: Reading, clause: Clause, token: Token) -> Place | None:
    """The parliament that a no-confidence motion is brought before, if the text tells of which polity."""
    noun = reading.names.phrase(token).noun
    hostile = noun is not None and noun.kind == "motion" and nominal.is_hostile(token, noun)
    return nominal.parliament_of(reading, clause) if hostile else None


def _is_background(clause: Clause) -> bool:
    """ "the text introduced by the senators", "who sponsored the bill": said of a measure already known."""
    past = clause.tense == "past"
    return past and (clause.verb.dep_ in ("acl", "relcl") or (clause.passive and bool(clause.subjects)))


def _groups(subjects: tuple[Token, ...]) -> Iterator[Token]:
    """The members of "a group of senators"."""
    for subject in subjects:
        for prep in subject.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "in", "from"):
                yield from prep.children


def _forwards(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A measure goes, or is sent, to a body: "the bill heads to the House", "sending it to the Senate"."""
    sense = reading.sense(clause, "forward")
    place = named(reading, after(clause, ("to", "before", "into")))
    if sense is None or place is None or clause.negated:
        return
    moved = clause.objects or clause.subjects
    token = next((t for t in moved if is_measure(reading, t)), None)
    if token is not None:
        yield found(reading, clause, place, "scheduled", "forward", token=token)


_Reader = Callable[["Reading", "Clause"], Iterator[Found]]
_READERS: tuple[_Reader, ...] = (
    vetoes.find, _votes, resolves.polls, governments.find, _decides, _carries, resolves.pronounces, _prepares, _forwards,
)  # fmt: skip
