"""The parts that every shape of a decision is put together from: body, measure, outcome and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.decisions.days import day
from kg.extract.tree import child, is_stranded
from kg.gazetteer import entity_agent
from kg.types import Agent, Decision, MeasureKind, Outcome, Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

PLACES = ("in", "by", "at", "through", "before", "to")
#: What a body of a central bank is called by: it sets rates, which is no measure.
_OF_A_BANK = {"Bank", "Reserve", "Monetary"}
_LOOSE = {"npadvmod", "dobj", "appos", "oprd"}
_BOTH = {"both", "two"}
_ABOUT = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A decision with the words it was read from: `at` tells it, `place` names the body (None: known from elsewhere).

    `aside` is True for what is told in passing: "criticised it for adopting the text", "the text adopted in May".
    `stopped_by` is how many members are told to have cast a veto.
    """

    decision: Decision
    at: Token
    place: Token | None = None
    aside: bool = False
    stopped_by: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A body and the word that names it here, if any."""

    body: Agent
    token: Token | None = None


# --- the body ---------------------------------------------------------------------------------------------------


def named(reading: Reading, tokens: Iterable[Token]) -> Place | None:
    """The first of `tokens` that names a deliberative body or stands for it by its members."""
    for token in tokens:
        body = reading.discourse.chamber(token) or _minted(reading, token)
        if body is not None and not body.known and reading.noun(token, "court") is not None:
            continue  # "the Constitutional Council"
        if body is not None and not of_a_part(reading, token) and not _OF_A_BANK.intersection(body.name.split()):
            return Place(body, token)
        if token.lemma_ == "member" and not of_a_part(reading, token):
            return inside(reading, token)
    return None


def _is_one_person(reading: Reading, token: Token) -> bool:
    agent = reading.discourse.agent(token)
    return agent is not None and agent.path.startswith("person/")


def _minted(reading: Reading, token: Token) -> Agent | None:
    """A body that only its name tells: "the Springfield City Council"."""
    agent = reading.discourse.agent(token)
    if agent is None or agent.known or agent.kind != "organisation":
        return None
    return agent if reading.noun(token, "body") is not None else None


def placed(reading: Reading, clause: Clause) -> Place | None:
    """The deliberative body that acts in a clause: its subject, else the place named for the act.

    Who acts beside a state ("Peru and the council reject the plan") takes a side and decides nothing.
    """
    if beside_a_state(reading, clause):
        return None
    return named(reading, (*clause.subjects, *after(clause, PLACES))) or _taken_over(reading, clause)


def beside_a_state(reading: Reading, clause: Clause) -> bool:
    """True if a state acts in a clause, alone or before others."""
    first = next((agent for _, agent in reading.agents(clause.subjects)), None)
    return first is not None and first.kind == "state"


def _taken_over(reading: Reading, clause: Clause) -> Place | None:
    """The subject further up of a gerund without its own: "the house ends the dispute by voting it down"."""
    above: Clause | None = clause
    while above is not None and clause.verb.tag_ == "VBG" and not any(t.tag_.startswith("NN") for t in above.subjects):
        above = reading.clauses.governor(above)
    return named(reading, above.subjects) if above is not None and above is not clause else None


def last_named(reading: Reading, verb: Token, reach: int = 4) -> Place | None:
    """The body last told of before a verb: "The bill was passed on Monday" goes on from what was said of it."""
    here = reading.discourse.sentence(verb)
    for reference in reversed(tuple(reading.discourse.mentions())):
        near = reference.token.i < verb.i and here - reading.discourse.sentence(reference.token) <= reach
        if near and reference.agent is not None and reference.agent.kind == "chamber":
            return Place(reference.agent)
    return None


def was_named(reading: Reading, place: Place, verb: Token) -> bool:
    """True if a body was spoken of before a verb: who is first named later cannot be meant by leaving the name out."""
    told = (r for r in reading.discourse.mentions() if r.token.i < verb.i)
    bodies = (r.agent if r.agent.kind == "chamber" else reading.discourse.chamber(r.token) for r in told if r.agent)
    return any(body is not None and body.path == place.body.path for body in bodies)


def voting(reading: Reading, clause: Clause) -> Place | None:
    """The body of a vote told with the clause: "is confirmed after a 71-22 vote in the Senate"."""
    votes = (t for t in clause.verb.subtree if t.lemma_ == "vote" and t.tag_ == "NN")
    return next((place for vote in votes if (place := inside(reading, vote)) is not None), None)


def inside(reading: Reading, noun: Token) -> Place | None:
    """The body within a noun phrase: "the Senate's approval", "approval by the Senate", "a parliament vote"."""
    near = [c for c in noun.children if c.dep_ in ("poss", "compound", "nmod", "amod")]
    preps = [c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in (*PLACES, "of", "from")]
    far = [t for prep in preps for t in prep.children]
    return named(reading, (*near, *far))


def assembly(reading: Reading, token: Token | None, kind: MeasureKind | None) -> Place | None:
    """An international organisation as a body: it decides by resolutions."""
    agent = reading.discourse.agent(token) if token is not None else None
    if agent is None or token is None or kind != "resolution":
        return None
    return Place(agent, token) if agent.known and agent.kind == "organisation" else None


def of_measure(reading: Reading, token: Token | None) -> Place | None:
    """The body whose measure `token` refers to."""
    ids = reading.discourse.measure(token) if token is not None else ()
    body = reading.discourse.measures[ids[0]].body if ids else None
    return Place(body) if body is not None else None


def of_a_part(reading: Reading, token: Token) -> bool:
    """True for some members only: "21 MPs", "Labour MPs", "the senators who voted against", "MP Ann Reyes"."""
    if _is_one_person(reading, token):
        return True
    phrase = reading.names.phrase(token)
    if phrase.noun is None or phrase.noun.frame not in ("member", "group", "role"):
        return False
    return any(
        c.dep_ in ("nummod", "quantmod")
        or (c.dep_ == "relcl" and c.left_edge.nbor(-1).text != ",")
        or (c.dep_ in ("amod", "compound") and _names_party(reading, c))
        or (c.tag_ == "PRP$" and _is_party(reading, c))
        for c in token.children
    )


def _is_party(reading: Reading, owner: Token) -> bool:
    """True for the "its" of "the union says its lawmakers will back the bill"."""
    agent = reading.discourse.agent(owner)
    return agent is not None and agent.kind == "party"


def _names_party(reading: Reading, token: Token) -> bool:
    """ "Labour MPs", "coalition lawmakers", "six party MPs"."""
    if token.dep_ == "compound" and (reading.noun(token, "group") is not None or child(token, "nummod") is not None):
        return True
    entity = reading.names.entity(token)
    capital = token.tag_ in ("NNP", "NNPS", "JJ") and token.text[:1].isupper() and token.lower_ != "european"
    return capital and (entity is None or entity.kind == "party")


def after(clause: Clause, preps: tuple[str, ...]) -> list[Token]:
    """The heads that any of `preps` governs in a clause."""
    return [t for p in preps for t in clause.preps.get(p, ())]


# --- measure and outcome ----------------------------------------------------------------------------------------


def is_measure(reading: Reading, token: Token | None) -> bool:
    """True if `token` refers to a measure or is a word for one."""
    return is_text(reading, token) or (token is not None and reading.noun(token, "measure") is not None)


def is_text(reading: Reading, token: Token | None) -> bool:
    """True if `token` refers to a measure, or is a word for one and for nothing else ("bill", but not "sanctions")."""
    if token is None:
        return False
    noun = reading.noun(token, "measure")
    return bool(reading.discourse.measure(token)) or (noun is not None and "weak" not in noun.only)


def thing(tokens: Iterable[Token]) -> Token | None:
    """The first token that is a word: "votes 60-40" has no object."""
    return next((t for t in tokens if any(c.isalpha() for c in t.text)), None)


def headlined(reading: Reading, clause: Clause, token: Token | None) -> Token | None:
    """The measure that a headline says was decided on: "Motion against minister defeated in Lok Sabha"."""
    if is_stranded(clause.verb) and not is_measure(reading, token):
        return next((t for t in clause.verb.ancestors if is_text(reading, t)), None)
    bare = clause.verb.tag_ == "VBN" and clause.verb.dep_ == "ROOT" and child(clause.verb, "aux", "auxpass") is None
    return next((t for t in clause.subjects if is_text(reading, t)), None) if bare and token is None else None


def granted(clause: Clause, sense: Sense) -> Token | None:
    """What "gives its confidence to the cabinet" is about, where the parser hung it on the noun."""
    preps = (p for obj in clause.objects for p in obj.children if p.dep_ == "prep" and p.lower_ in sense.target)
    return next((t for p in preps for t in p.children if t.dep_ == "pobj"), None)


def not_times(reading: Reading, tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no time expression: "votes on Friday on the bill"."""
    return (t for t in tokens if not reading.is_time(t))


def loose_object(reading: Reading, clause: Clause) -> Token | None:
    """The measure that the parser hung elsewhere after an aside: "adopts, after the second reading, a bill"."""
    near = (t for t in clause.verb.subtree if t.i > clause.verb.i and t.dep_ in _LOOSE)
    told = (t for t in near if is_text(reading, t) or (t.head.lower_ == "reading" and is_measure(reading, t)))
    return next((t for t in told if _verb_above(t).i == clause.verb.i), None)


def _verb_above(token: Token) -> Token:
    """The nearest verb above a word; "first reading" is none."""
    while token.head.i != token.i:
        token = token.head
        if token.tag_.startswith("VB") and token.lower_ != "reading":
            break
    return token


def kind_of(reading: Reading, token: Token | None, sense: Sense | None) -> MeasureKind | None:
    """The kind of measure an object is; None if it is none and the verb does not make it one."""
    if token is not None:
        ids = reading.discourse.measure(token)
        if ids:
            return reading.discourse.measures[ids[0]].kind
        noun = reading.noun(token, "measure")
        if noun is not None:
            return noun.kind  # type: ignore[return-value]
    return (sense.kind or "other") if sense is not None else None  # type: ignore[return-value]


# --- the decision -----------------------------------------------------------------------------------------------


def found(
    reading: Reading,
    clause: Clause,
    place: Place,
    outcome: Outcome,
    rule: str,
    *,
    token: Token | None = None,
    kind: MeasureKind | None = None,
    span: Span | None = None,
) -> Found:
    """A decision read from a clause; `token` heads the words for the measure."""
    ids = reading.discourse.measure(token) if token is not None else ()
    about = reading.subtree(token).of(reading.text) if token is not None else ""
    decision = Decision(
        body=_called(reading, place),
        measure=ids[0] if ids else "",
        kind=kind or kind_of(reading, token, None) or "other",
        outcome=outcome,
        why=reading.why(clause, f"decision.{rule}", span=span),
        date=day(reading, clause, outcome, rule),
        about=about[:_ABOUT],
    )
    return Found(decision, clause.verb, place.token, aside=_in_passing(clause.verb))


def _called(reading: Reading, place: Place) -> Agent:
    """The body under the name that the words here give it: "the Iraqi parliament" is the "Parliament of Iraq"."""
    body, token = place.body, place.token
    if token is None or not body.known or body.of is None:
        return body
    gazetteer = reading.names.gazetteer
    words = reading.names.phrase(token).span.of(reading.text)
    return replace(body, name=gazetteer.called(gazetteer.entity(body.path), words))


def _in_passing(verb: Token) -> bool:
    """True for a gerund or participle without a subject or auxiliary of its own."""
    finite = child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    return verb.tag_ in ("VBG", "VBN") and verb.dep_ not in ("ROOT", "conj", "ccomp") and not finite


def both_chambers(reading: Reading, place: Place) -> Iterator[Place]:
    """The two chambers of "both houses of parliament"; otherwise the place itself."""
    token = place.token
    polity = place.body.of
    doubled = token is not None and token.tag_ == "NNS" and any(c.lower_ in _BOTH for c in token.children)
    if token is None or not doubled or polity is None:
        yield place
        return
    for word in ("lower house", "upper house"):
        entity = reading.names.gazetteer.generic(polity, word)
        if entity is not None:
            named_beside = (t for t in token.subtree if t.i != token.i and _is_of(reading, t, entity.path))
            yield Place(entity_agent(entity), next(named_beside, token))


def _is_of(reading: Reading, token: Token, path: str) -> bool:
    """ "Both houses, the Senate by 50-3 and the Chamber by 90-7": the word that names a chamber by itself."""
    body = reading.discourse.chamber(token)
    return body is not None and body.path == path


def all_named(reading: Reading, clause: Clause, place: Place) -> Iterator[Place]:
    """All bodies that a clause names side by side, "the Senate and the House approve it"; else as `both_chambers`."""
    beside = [p for t in clause.subjects if (p := named(reading, (t,))) is not None] if len(clause.subjects) > 1 else []
    if len({p.body.path for p in beside}) > 1 and any(p.body.path == place.body.path for p in beside):
        yield from beside
    else:
        yield from both_chambers(reading, place)
