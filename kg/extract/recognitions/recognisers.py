"""Who recognises: the subject, the body behind an adopted text, the state that a text calls on, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import idioms
from kg.extract.decisions.deciding import of_a_part
from kg.extract.tree import child, conjuncts
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


_RULING = ("state", "government", "chamber", "ministry")
#: Of how many nobody says: "many countries do not recognise Y".
_UNCOUNTED = {"many", "most", "several", "some", "few", "other", "numerous", "various", "countless", "more"}
_DOZENS = {"dozen", "score", "hundred"}
_BELONGING = {"be", "join", "become", "remain"}


def recognizers(reading: Reading, clause: Clause, status: RecognitionState) -> Iterator[tuple[Agent, str | None]]:
    """Who recognises: the subject; behind an adopted text its body, or, where it calls for recognition, the body's state."""
    if owners := _owners(reading, clause) or _quoted(reading, clause) or partakers(reading, clause):
        yield from owners
        return
    actors = [each for each in reading.actors(clause) if not is_nobody(each[0]) and not is_number(reading, each[0])]
    for token, agent, named in actors:
        measures = named or _adopted_to(reading, clause) or _due_by(reading, clause, status)
        if measures:
            body = reading.discourse.measures[measures[0]].body
            holder = state_of(reading, body) if status == "calls-for" else body
            if holder is not None:
                yield holder, measures[0]
        elif agent is not None and not (agent.kind == "people" and token.head.dep_ == "pobj"):
            yield _as_body(reading, token, agent), _calling_measure(reading, clause)
    if not actors and (house := _parted(reading, clause)) is not None:
        yield house, None
    elif not actors:
        yield from _unnamed(reading, clause)


def _parted(reading: Reading, clause: Clause) -> Agent | None:
    """The house that a count between commas parts from its verb: "the Senate, with 30 for and 4 opposed, recognises Y"."""
    verb = clause.verb
    if clause.subjects or verb.tag_ not in ("VBZ", "VBD") or verb.i == verb.sent.start or verb.nbor(-1).text != ",":
        return None
    before = verb.doc[verb.sent.start : verb.i - 1]
    houses = (reading.discourse.chamber(t) for t in before if t.nbor(1).text == ",")
    return next((house for house in houses if house is not None), None) if any(t.like_num for t in before) else None


def _owners(reading: Reading, clause: Clause) -> list[tuple[Agent, str | None]]:
    """Whose recognition a verb has for its object: X's in "Z reaffirms X's recognition of Y", "X's ... was withdrawn"."""
    nouns = (t for t in clause.objects if reading.noun(t, "recognise") is not None)
    owners = (holder for t in nouns if (holder := noun_holder(reading, t)) is not None)
    return [(agent, None) for word, agent in owners if word.tag_ != "PRP$" or not clause.subjects]


def _quoted(reading: Reading, clause: Clause) -> list[tuple[Agent, str | None]]:
    """Who says "I" or "we": the speaker, or of "we" the polity that an official speaks for."""
    first = next((t for t in clause.subjects if t.lower_ in ("i", "we")), None)
    governor = reading.clauses.governor(clause) if first is not None and clause.verb.dep_ == "ccomp" else None
    if first is None or governor is None or reading.sense(governor, "speech") is None:
        return []
    if not clause.negated and not any(_is_of_states(reading, t) for t in clause.objects):
        return []  # "We recognise the problem"
    speakers = [agent for _, agent in reading.agents(governor.subjects)]
    if first.lower_ == "we":
        speakers = [state_of(reading, agent) or agent for agent in speakers]
    return [(agent, None) for agent in speakers]


def _is_of_states(reading: Reading, token: Token) -> bool:
    agent = reading.discourse.agent(token)
    return reading.noun(token, "statehood", "genocide", "executive") is not None or (
        agent is not None and agent.kind in ("state", "government")
    )


def partakers(reading: Reading, clause: Clause) -> list[tuple[Agent, str | None]]:
    """Who is told to be one of those that recognise: "is among the countries recognising Y", "joins those that do"."""
    above = joined(reading, clause)
    if above is not None:
        return [(agent, None) for _, agent in reading.agents(above.subjects)]
    return [(agent, None) for _, agent in reading.agents(_remaining(reading, clause))]


def _remaining(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """Who is told to be alone in it: "leaving Chad and Mali as the only states that recognise Y", "joining Chad as"."""
    above = _leaving(reading, clause)
    return (*above.objects, *(above.subjects if above.lemma in _BELONGING else ())) if above is not None else ()


def leavers(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """Who leaves others alone in it: Peru in "Peru cuts its ties, leaving Chad as the only state that recognises Y"."""
    above = _leaving(reading, clause)
    return above.subjects if above is not None and above.lemma not in _BELONGING else ()


def _leaving(reading: Reading, clause: Clause) -> Clause | None:
    """The clause that tells who is "the only state that recognises Y"."""
    role = clause.verb.head.head
    is_role = role.lower_ == "as" and role.dep_ == "prep" and reading.noun(clause.verb.head, "polity") is not None
    if not is_role or clause.verb.dep_ not in ("acl", "relcl") or not reading.clauses.has(role.head):
        return None
    return reading.clauses.at(role.head)


def joined(reading: Reading, clause: Clause) -> Clause | None:
    """The clause that tells who belongs to those of whom a relative clause or participle says that they recognise."""
    group = clause.verb.head
    if (
        clause.verb.dep_ not in ("acl", "relcl")
        or group.tag_ != "NNS"
        or reading.noun(group, "polity", "group") is None
    ):
        return None
    head = group
    while head.dep_ == "pobj" and head.head.lower_ in ("of", "among", "amongst", "on"):
        head = head.head.head
    verb = head.head if head.dep_ in ("attr", "dobj") else head
    above = reading.clauses.at(verb) if reading.clauses.has(verb) else None
    return above if above is not None and above.lemma in _BELONGING else None


def _as_body(reading: Reading, token: Token, agent: Agent) -> Agent:
    """Of "Canadian MPs" as a whole the house that they sit in, of "leaders of the African Union" the Union."""
    whole = agent.path.startswith("group/") and not of_a_part(reading, token)
    if not whole:
        return agent
    union = state_of(reading, agent) if token.tag_ == "NNS" and reading.noun(token, "role") is not None else None
    if union is not None and union.kind == "organisation":
        return union
    return reading.discourse.chamber(token) or agent


def noun_holder(reading: Reading, token: Token) -> tuple[Token, Agent] | None:
    """Whose recognition it is: "France's", "French", "by France"; the word that tells it first."""
    own = [c for t in (token, *_prefix(token)) for c in t.children]
    last = token.right_edge.i
    beside = (c for c in token.head.children if c.i == last + 1 and c.dep_ in ("prep", "agent"))
    inner = (c for p in own if p.lower_ == "of" for t in heads_of(p) for c in t.children)  # "of a state by X"
    by = [t for p in (*own, *beside, *inner) if p.lower_ == "by" for t in heads_of(p)]
    for word in (*(c for c in own if c.dep_ in ("poss", "amod", "compound")), *by):
        agent = reading.discourse.agent(word)
        polity = reading.names.polity(word) if agent is None else None
        if agent is not None or polity is not None:
            return word, agent or entity_agent(polity)  # type: ignore[arg-type]
    return None


def _prefix(token: Token) -> tuple[Token, ...]:
    """ "non" and the hyphen of "non-recognition", which the tokenizer cuts in three."""
    return (token.nbor(-1), token.nbor(-2)) if is_denied(token) else ()


def is_denied(token: Token) -> bool:
    """True for the noun in "non-recognition"."""
    return idioms.tied_before(token) == "non"


def heads_of(prep: Token) -> list[Token]:
    """The heads that a preposition governs."""
    return [t for c in prep.children if c.dep_ == "pobj" for t in conjuncts(c)]


def _adopted_to(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """ "adopted a resolution to recognise Y": the resolution's, also where the parser hung the infinitive on "adopted"."""
    governor = reading.clauses.governor(clause)
    if governor is None or clause.verb.dep_ not in ("xcomp", "advcl") or not clause.open_subject:
        return ()
    adopted = reading.sense(governor, "decide") is not None
    return next((m for t in governor.objects if adopted and (m := reading.discourse.measure(t))), ())


def _due_by(reading: Reading, clause: Clause, status: RecognitionState) -> tuple[str, ...]:
    """ "a motion that the government should recognise Y": the motion's."""
    head = clause.verb.head
    is_content = status == "calls-for" and clause.verb.dep_ in ("acl", "relcl", "ccomp") and clause.mood != "wished"
    return reading.discourse.measure(head) if is_content else ()


def _unnamed(reading: Reading, clause: Clause) -> Iterator[tuple[Agent, str | None]]:
    """ "No country recognises Y"; "Y is not recognised by any state"; "Y is internationally recognised"."""
    nobody = next((a for t in clause.subjects if (a := _nobody(reading, t, clause.negated)) is not None), None)
    if nobody is not None:
        yield nobody, None
    if not clause.subjects and clause.passive and (governing := _governing(reading, clause)) is not None:
        yield governing, None
    elif not clause.subjects and clause.passive and any(c.lower_ == "internationally" for c in clause.verb.children):
        yield Agent("group/international-community", "international community", "other"), None


def _governing(reading: Reading, clause: Clause) -> Agent | None:
    """Whose law it is that something "is now recognised as an official language".

    It is of who says or decides so, however far above; of nobody where another clause stands between; else of the state
    that acts in the sentence before.
    """
    named = any(p.lower_ == "as" for t in (clause.verb, *clause.objects) for p in t.children)
    if not named or any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in clause.verb.children):
        return None
    above = [reading.clauses.at(a) for a in clause.verb.ancestors if reading.clauses.has(a)]
    told = next((c for c in above if reading.sense(c, "speech", "decide") is not None), None)
    if above:
        return next((a for _, a in reading.agents(told.subjects) if a.kind in _RULING), None) if told else None
    here = reading.discourse.sentence(clause.verb)
    before = [c for c in reading.clauses if reading.discourse.sentence(c.verb) == here - 1 and c.verb.dep_ == "ROOT"]
    return next((a for c in before for _, a in reading.agents(c.subjects) if a.kind in _RULING), None)


def _nobody(reading: Reading, token: Token, negated: bool) -> Agent | None:
    """ "No country", "no state", under a negated verb "any country": a recogniser that is nobody."""
    none = {"no", "any"} if negated else {"no"}
    if not any(c.lower_ in none for c in token.children):
        return None
    text = f"no {reading.names.phrase(token).span.of(reading.text).removeprefix('any ')}"
    return Agent(f"group/{slug(text)}", text, "other")


def is_number(reading: Reading, token: Token) -> bool:
    """ "99 countries", "the number of countries that do", "countries that do": how many do or which are meant, not who."""
    if _counts(reading, token):
        return True
    several = reading.noun(token, "polity", "executive") is not None or token.lemma_ == "member"
    if token.tag_ != "NNS" or not several:
        return False
    if any(c.lower_ in _UNCOUNTED for c in token.children):
        return True
    return child(token, "nummod", "relcl", "acl") is not None or (
        token.dep_ == "pobj" and token.head.head.lemma_ == "number"
    )


def _counts(reading: Reading, token: Token) -> bool:
    """ "Dozens of countries", "a handful of states"; "diplomats of countries that do", of which nobody says which."""
    quantity = token.lemma_ in _DOZENS or reading.noun(token, "quantity") is not None
    of = [t for p in token.children if p.lower_ == "of" for t in heads_of(p)]
    states = [t for t in of if t.tag_ == "NNS" and reading.noun(t, "polity", "executive") is not None]
    return any(quantity or child(t, "amod", "compound", "poss", "det") is None for t in states)


def is_nobody(token: Token) -> bool:
    """True for "no country": the verb is denied of it, also where a passive puts it after "by"."""
    return any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)


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
