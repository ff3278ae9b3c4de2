"""Decisions: a deliberative body passes, rejects, vetoes or is about to decide on a measure.

    Clause ─a shape─> Found ─figures, days─> Decision
    noun   ─a shape─> Found ─┘

Each reader looks at one clause and knows one shape: "the Senate adopts a bill", "the Senate votes to adopt", "the bill
passes the Senate", "Russia vetoes a resolution", "a resolution is submitted", "the bill goes to the Senate", "the
government survives a no-confidence vote". Shapes around a noun ("its approval by the Senate") are in `nominal`, the
figures and the telling of one decision in several sentences in `votes`. A body that votes is read in `ballots`, what lies
ahead of one in `agenda`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract.decisions import agenda, ballots, counts, governments, likewise, nominal, resolves, vetoes, votes
from kg.extract.decisions.deciding import (
    PLACES,
    Found,
    Place,
    after,
    all_named,
    assembly,
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
    of_measure,
    placed,
    thing,
    voting,
    was_named,
)
from kg.extract.decisions.outcomes import cannot, outcome_of
from kg.extract.tree import child, is_stranded, is_verb
from kg.types import Decision, Outcome

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_PRESIDING = {"speaker", "chairman", "chairwoman", "chairperson", "chair", "president", "head", "leader"}

#: What a body agrees on besides bills and motions.
_AGREED = {"statement", "declaration", "communique", "communiqué", "position", "response", "text", "mandate"}
#: Who is chosen for a post that another had.
_NEXT_IN_POST = {"successor", "replacement"}
#: Texts that are law already.
_IN_FORCE = {"law", "act", "statute", "regulation", "decree", "ordinance", "directive"}
#: What a passive may seem to be done by: "adopted by 90 votes for, 12 against and 5 abstentions".
_FIGURES = {"vote", "abstention", "ballot", "majority", "margin"}


def find(reading: Reading) -> tuple[Decision, ...]:
    """The decisions an article reports, in text order; figures and days only where the text tells them."""
    told: list[Found] = []
    for clause in reading.clauses:
        for reader in _READERS:
            decisions = tuple(reader(reading, clause))
            if decisions:
                told.extend(decisions)
                break
    told.extend(likewise.find(reading, told))
    told.extend(nominal.find(reading, told))
    told.extend(resolves.counted(reading, told))
    told.extend(counts.find(reading, told))
    return votes.drawn(reading, [vetoes.told_by(reading, f) for f in told])


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
        if outcome == "adopted":  # "forty members back the motion, 55 oppose it"
            outcome = ballots.counted_outcome(reading, clause) or outcome
        if _is_left_undone(reading, clause):
            outcome = "other"
        if "draft" in sense.only:
            outcome = _of_agreement(reading, token, "rejected" if cannot(clause) else outcome)
        if outcome is not None:
            for each in all_named(reading, clause, place):
                yield found(reading, clause, each, outcome, "decide", token=token, kind=kind)
            return


def _of_agreement(reading: Reading, token: Token | None, outcome: Outcome | None) -> Outcome | None:
    """Who agrees on a draft has it ahead, and who fails to agree on a text has not rejected it."""
    if outcome == "adopted" and _is_draft(reading, token):
        return "scheduled"
    return "other" if outcome == "rejected" else outcome


def _deed(clause: Clause, sense: Sense) -> Token | None:
    """ "Bans smoking", "approves sending troops": what is decided on is told by a verb."""
    told = (t for t in clause.xcomp if t.tag_ == "VBG" and t.i > clause.verb.i)
    return next(told, None) if "strict" not in sense.only else None


def _is_left_undone(reading: Reading, clause: Clause) -> bool:
    """ "the house did not ratify it": no decision, unless figures tell of a vote."""
    denied = child(clause.verb, "neg") is not None and clause.mood == "real" and not clause.passive
    return denied and votes.majority(reading, reading.sentence(clause.verb)) is None


def _decider(reading: Reading, clause: Clause, token: Token | None, sense: Sense) -> Place | None:
    place = placed(reading, clause) or ballots.members(reading, clause)
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
    if "draft" in sense.only and token is not None and token.lemma_ in _AGREED:
        return named(reading, clause.subjects) is not None
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
        return _is_person(reading, token) or token.lemma_ in _NEXT_IN_POST
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
    if not places:  # "got the backing of peers"
        places = [p for t in clause.objects if (p := inside(reading, t)) is not None]
    if not places:
        place = placed(reading, clause) or of_measure(reading, token) or last_named(reading, clause.verb)
        places = [place] if place is not None else []
    for place in places:
        yield found(reading, clause, place, outcome, "carry", token=token)


def _all_after(clause: Clause) -> list[Token]:
    """Places of one verb and those that the parser hung on a figure: "31-64 in one house, 9-5 in another"."""
    deep = [t for p in clause.verb.subtree if p.dep_ == "prep" and p.lower_ in ("in", "by") for t in p.children]
    return deep if clause.verb.lemma_ != "pass" or not clause.objects else after(clause, PLACES)


_READERS: tuple[Callable[[Reading, Clause], Iterator[Found]], ...] = (
    vetoes.find,
    ballots.find,
    resolves.polls,
    governments.find,
    _decides,
    _carries,
    resolves.pronounces,
    resolves.enrols,
    resolves.legislates,
    agenda.prepares,
    agenda.forwards,
)
