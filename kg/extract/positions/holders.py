"""Who holds a position: those who act, with the office of persons and the measure through which a body speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import agents
from kg.extract.arguments import is_single
from kg.extract.phrases import group_kind
from kg.extract.positions.targets import is_measure, target
from kg.extract.tree import child, conjuncts, is_verb
from kg.gazetteer import entity_agent
from kg.iri import slug
from kg.types import Agent, AgentKind, DateValue, Position, Span, Stance, Target, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


#: Frames that tell what a noun means in one place only: "recognised as an expert", but "experts condemned it".
_OF_PLACE = ("merit", "topic")
_NO_LONGER = frozenset({"former", "ex", "past", "deposed", "ousted", "retired"})
_PARTITIVE = ("of", "among")
#: Sides that are taken by making them known, so that what is done for this takes them.
_OUTSPOKEN = ("Protest", "Condemn", "Criticize", "Praise", "Welcome", "Thank")


class Holder(NamedTuple):
    """One holder. `measure`: the local id of the text that takes the side; `office`: the body a person speaks for."""

    token: Token
    agent: Agent
    office: Agent | None = None
    measure: str | None = None


def acting(reading: Reading, clause: Clause) -> Iterator[Holder]:
    """Those who act in a clause: agents, the body whose text acts, or a group that the text names only so."""
    text = reading.described(clause)
    body = _body(reading, text) if text is not None and not _refused(reading, clause) else None
    if text is not None and body is not None and _tells(clause, text):
        yield Holder(text, body, None, reading.discourse.measure(text)[0])
        return
    actors = [a for a in reading.actors(clause) if _written(clause, a[0]) or not _refused(reading, clause)]
    found = [h for token, agent, measures in actors for h in _holder(reading, token, agent, measures)]
    if not found and clause.verb.dep_ == "acl" and clause.open_subject and not clause.passive:
        found = [h for t in clause.subjects for h in (*_bearers(reading, t), *_issuers(reading, t))]
        signed = () if found or _refused(reading, clause) else clause.subjects
        found += [h for text in signed for t in reading.issuers(text) for h in _signers(reading, t)]
    elif not found:
        found = [h for token in clause.subjects for h in (*_owning(reading, token), *_issuers(reading, token))]
    yield from found


def _owning(reading: Reading, token: Token) -> list[Holder]:
    """A group that the text names only so; of "the council, | whose ruling | endorsed it", the council."""
    owner = _whose(token)
    return list(named(reading, owner) if owner is not None else ()) or list(unnamed(reading, token))


def _issuers(reading: Reading, token: Token) -> Iterator[Holder]:
    """Who puts out what is said or written: "a letter by Peru", "a joint declaration on behalf of 20 states".

    A poll tells what others think, not those who took it.
    """
    said = reading.noun(token, "speech", "measure", "demand")
    if said is None or "finding" in said.only:
        return
    preps = [p for p in token.children if p.lower_ in ("by", "from")]
    preps += [
        q for p in token.children if p.lower_ == "on" for b in p.children if b.lower_ == "behalf" for q in b.children
    ]
    signed = (c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN")
    preps += [p for c in signed for p in c.children if p.dep_ == "agent"]
    for giver in (t for p in preps for c in p.children if c.dep_ == "pobj" for t in conjuncts(c)):
        yield from list(named(reading, giver)) or unnamed(reading, giver)


def _signers(reading: Reading, token: Token) -> Iterator[Holder]:
    """Those who put their names to a text: also "the ambassadors of 40 states", who speak for nobody elsewhere."""
    phrase = reading.names.phrase(token)
    people = phrase.noun is not None and phrase.noun.frame in ("role", "polity", "member")
    found = list(named(reading, token)) or list(unnamed(reading, token))
    if found or not people or token.tag_ != "NNS":
        yield from found
    else:
        yield _group(reading, token, "people")


def _tells(clause: Clause, text: Token) -> bool:
    """False for what others do with a text, or stand to it: "a bill criticised by X", "a bill with X opposed"."""
    if clause.passive and not clause.subjects:
        return False
    return (clause.open_subject or text in clause.subjects) and text not in clause.objects


def _body(reading: Reading, text: Token) -> Agent | None:
    """The body whose text it is, also one that is told by its members only: "senators passed a motion condemning Y"."""
    body = reading.discourse.measures[reading.discourse.measure(text)[0]].body
    if body is not None or text.dep_ != "dobj" or not is_verb(text.head):
        return body
    passed = reading.clauses.at(text.head)
    senses = reading.senses(passed, "decide", "stance") if not passed.negated else ()
    adopted = any(s.outcome == "adopted" or s.polarity == "supports" for s, _ in senses)
    bodies = (reading.discourse.chamber(t) for t in passed.subjects if adopted)
    return next((b for b in bodies if b is not None), None)


def _written(clause: Clause, token: Token) -> bool:
    """True for an actor that is a subject of the clause, also by a pronoun; False for one who put out its text."""
    return clause.verb.dep_ not in ("acl", "relcl") or any(token.i == t.i for t in clause.subjects)


def _refused(reading: Reading, clause: Clause) -> bool:
    """True if those who seem to put out the text with these words reject it: "vetoes a text criticising Y"."""
    above = list(clause.verb.ancestors)
    text = next((i for i, a in enumerate(above) if a.tag_.startswith("NN")), len(above))
    verb = next((a for a in above[text:] if is_verb(a)), None)  # past a day that the words were hung on
    senses = reading.senses(reading.clauses.at(verb), "stance", "decide") if verb is not None else ()
    return any(s.polarity == "opposes" or s.outcome in ("rejected", "vetoed") for s, _ in senses)


def _bearers(reading: Reading, token: Token) -> Iterator[Holder]:
    """Who gathers "with slogans supporting Y", "at a rally supporting Y"."""
    prep = token.head
    if token.dep_ == "pobj" and prep.lower_ in ("with", "at", "in", "for") and is_verb(prep.head):
        yield from named(reading, *reading.clauses.at(prep.head).subjects)


def unnamed(reading: Reading, token: Token) -> Iterator[Holder]:
    """Holders without a name of their own: "a majority of Swiss voters", "62% of voters", "investors"."""
    if _is_nobody(token):
        return
    inner = [t for p in token.children if p.lower_ in _PARTITIVE for t in p.children if t.dep_ == "pobj"]
    if inner and (
        token.tag_ == "CD"
        or (
            token.tag_ in ("JJS", "JJ") and all(reading.noun(t, "executive") is None for t in inner)
        )  # "most of the crowd"
        or reading.noun(token, "quantity") is not None
        or not token.is_alpha
        or token.lemma_ == "percent"
    ):
        yield from list(named(reading, *inner)) or (h for t in inner for h in unnamed(reading, t))
    elif _is_group(reading, token):
        noun = reading.lexicon.sense("noun", token.lemma_, "group")
        yield _group(reading, token, group_kind(noun) or ("people" if token.tag_ == "NNS" else "other"))


def _group(reading: Reading, token: Token, kind: AgentKind) -> Holder:
    """The holder that has no name but the words of its phrase."""
    text = reading.names.phrase(token).span.of(reading.text)
    return Holder(token, Agent(f"group/{slug(text)}", text, kind))


def _whose(token: Token) -> Token | None:
    """Of "the union, | whose leaders | reject it" the union; None of what is nobody's."""
    relative = any(c.dep_ == "poss" and c.lower_ == "whose" for c in token.children)
    above = next((a for a in token.ancestors if a.dep_ == "relcl"), None) if relative else None
    return above.head if above is not None else None


def _by_office(reading: Reading, token: Token) -> list[Holder]:
    """Of "the foreign ministers of Peru, Chad and Mali" the three, each by the polity; nobody of "the president of Peru"."""
    if token.tag_ != "NNS" or not _is_of_state(reading, token):
        return []
    places = [
        t for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj" for t in conjuncts(c)
    ]
    entities = [(t, reading.names.entity(t)) for t in places or _adjectives(reading, token)]
    polities = [Holder(t, entity_agent(e)) for t, e in entities if e is not None and e.is_polity]
    return polities if len(polities) > 1 and len(polities) == len(entities) else []


def _adjectives(reading: Reading, token: Token) -> list[Token]:
    """ "The | French | and | German | foreign ministers": each of whom is of another state."""
    before = reading.doc[token.left_edge.i : token.i]
    if any(t.lower_ in _NO_LONGER for t in before):
        return []
    polities = [t for t in before if t.text[:1].isupper() and reading.names.polity(t) is not None]
    joined = [t for t in before if t.lower_ == "and"]
    return polities if joined and polities and polities[0].i < joined[-1].i < polities[-1].i else []


def _is_of_state(reading: Reading, token: Token) -> bool:
    """An office by which one speaks for a state: "ministers", "leaders"; not "bishops"."""
    senses = reading.lexicon.of("noun", token.lemma_)
    return any((s.frame == "role" and s.office) or (s.frame == "object" and s.kind == "government") for s in senses)


def _parties(reading: Reading, token: Token) -> list[Holder]:
    """Of "the Citizens, Socialist and Popular parties" each; the words before the noun are the first parts of names."""
    if token.lower_ not in ("parties", "blocs", "groups") or token.tag_ not in ("NNS", "NNPS"):
        return []
    first = next((c for c in token.children if c.i < token.i and c.dep_ in ("amod", "nmod", "compound", "conj")), None)
    near = reading.doc[first.left_edge.i : token.i] if first is not None else ()
    parts = [t for t in near if t.text[:1].isupper()]
    joints = [t for t in near if t not in parts]
    alone = all(t.lower_ in (",", "and") for t in joints) and len(joints) == len(parts) - 1 and len(parts) > 1
    noun = {"parties": "Party", "blocs": "Bloc", "groups": "Group"}[token.lower_]
    named = [replace(agents.organisation(f"{t.text} {noun}"), kind="party") for t in parts] if alone else []
    return [Holder(t, agent) for t, agent in zip(parts, named, strict=False)]


def _owners_of(reading: Reading, token: Token) -> Token | None:
    """Of "its lawmakers" the party; its members speak for it if no more of them is told."""
    own = next((c for c in token.children if c.tag_ == "PRP$" and c.dep_ == "poss"), None)
    members = token.tag_ == "NNS" and reading.lexicon.sense("noun", token.lemma_, "member") is not None
    if own is None or not members or any(c.dep_ in ("nummod", "amod", "prep") for c in token.children):
        return None
    agent = reading.discourse.agent(own)
    return own if agent is not None and agent.kind == "party" else None


def _is_nobody(token: Token) -> bool:
    """ "No state has endorsed it": nobody is told to be for or against it."""
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)


def _is_group(reading: Reading, token: Token) -> bool:
    """ "investors", "the government", "the Toro kingdom": somebody, as far as words go; no text, time or tally."""
    common = token.tag_ in ("NN", "NNS") or (token.tag_ == "NNP" and token.is_lower)  # "the church federation decried"
    if not common or reading.discourse.measure(token) or reading.names.phrase(token).agent:
        return False
    sense = next((s for s in reading.lexicon.of("noun", token.lemma_) if s.frame not in _OF_PLACE), None)
    if sense is not None:
        several = sense.frame in ("executive", "group")
        one = sense.frame in ("executive", "group", "role", "polity", "member", "body", "mouthpiece")
        return several if token.tag_ == "NNS" else one
    return token.tag_ == "NNS" or any(c.tag_ in ("NNP", "NNPS") and c.dep_ == "compound" for c in token.children)


def named(reading: Reading, *tokens: Token) -> Iterator[Holder]:
    """The holders that some tokens refer to, one for each that a plural pronoun stands for."""
    for token in (t for first in tokens for t in reading.discourse.expand(first)):
        yield from _holder(reading, token, reading.discourse.agent(token), reading.discourse.measure(token))


def named_or_polity(reading: Reading, token: Token) -> Iterator[Holder]:
    """The agent at a token; of an adjective ("Turkish opposition", "Turkish-backed") the polity."""
    found = list(named(reading, token))
    entity = (
        reading.names.entity(token) if not found and token.dep_ in ("amod", "compound", "npadvmod", "conj") else None
    )
    if entity is not None:
        found = [Holder(token, entity_agent(entity))]
    yield from found or (unnamed(reading, token) if token.dep_ == "pobj" else ())


def _holder(reading: Reading, token: Token, agent: Agent | None, measures: tuple[str, ...]) -> Iterator[Holder]:
    if _is_nobody(token):
        return
    if several := _by_office(reading, token) or _parties(reading, token):
        yield from several
        return
    if (owner := _whose(token) or _owners_of(reading, token)) is not None:
        token, agent = owner, reading.discourse.agent(owner)
        yield from unnamed(reading, owner) if agent is None else ()
    if agent is not None and any(c.isalpha() for c in agent.name):
        yield Holder(token, agent, reading.office(token))
    elif agent is None and measures and (body := reading.discourse.measures[measures[0]].body) is not None:
        yield Holder(token, body, None, measures[0])


def position(
    reading: Reading,
    holder: Holder,
    stance: Stance,
    about: Token | Target,
    act: str,
    why: Why,
    date: DateValue | None = None,
) -> Position:
    """The position of one holder; `about` is the target, or the head of its phrase. The evidence takes in both."""
    aim = about if isinstance(about, Target) else target(reading, about)
    said = [t for t in (holder.token, _meant(reading, holder.token)) if t is not None]
    parts = (*(reading.trim(t.idx, t.idx + len(t.text)) for t in said), aim.span or why.evidence)
    why = replace(why, evidence=covering(why.evidence, *(span for span in parts if why.sentence.covers(span))))
    return Position(holder.agent, stance, aim, act, why, holder.office, holder.measure, date)


def _meant(reading: Reading, token: Token) -> Token | None:
    """Of "Ana Poe says | she | opposes it" the name, which belongs to the evidence."""
    return reading.discourse.antecedent(token) if token.tag_ == "PRP" else None


def spanning(reading: Reading, *tokens: Token) -> Span:
    """The words from the first to the last of some phrases of one sentence."""
    return covering(*(reading.subtree(t) for t in tokens))


def covering(*spans: Span) -> Span:
    """The stretch from the first to the last of some spans."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def happens(reading: Reading, clause: Clause) -> bool:
    """True for what is done or announced; not for what may be, is wished for, or stands under a condition."""
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "from":
        return False  # "prevents X from backing Y", "refrained from backing Y"
    if clause.mood == "wished":
        return _comes_true(reading, clause)
    return clause.mood in ("real", "future")


def _comes_true(reading: Reading, clause: Clause) -> bool:
    """An infinitive that tells what is done.

    "votes to condemn", "continues to back", "a resolution to condemn", "the only member to oppose it".
    """
    governor = reading.clauses.governor(clause)
    if clause.verb.dep_ == "advcl" and governor is not None and governor.subjects == clause.subjects:
        aimed = any(is_measure(reading, t) for t in clause.objects)  # "occupied the podium to block the bill"
        aimed |= _speaks_out(reading, clause) and not _is_of_house(reading, governor)
        asked = reading.sense(governor, "demand", "wish", "weigh", "prepare", "negator") is not None
        if aimed and not asked and not governor.negated and governor.mood == "real":
            return True
    if clause.verb.dep_ in ("acl", "relcl") and governor is None:
        told = (
            clause.verb.head.dep_ == "attr" or clause.verb.head.head.lemma_ == "be" or is_single(clause.verb.head)
        )  # "the only ones to oppose it were"
        meant = child(clause.verb.head, "poss") is not None  # "announced its decision to oppose the treaty"
        meant &= reading.noun(clause.verb.head, "measure", "decide", "speech", "stance") is not None
        return told or meant or any(is_measure(reading, t) for t in clause.subjects)
    if governor is None or governor.negated or not happens(reading, governor):
        return False
    if governor.verb.tag_ == "VBN" and any(reading.discourse.measure(t) for t in clause.subjects):
        return True  # "a resolution designed to counter"
    return reading.sense(governor, "does", "rally", "voted", "vote") is not None


def _is_of_house(reading: Reading, governor: Clause) -> bool:
    """ "Votes to condemn", "rejects the bill to protest against it"; not "drivers block the bridge to protest"."""
    if reading.sense(governor, "vote") is not None:
        return True
    decided = any(is_measure(reading, t) for t in governor.objects) or any(
        map(reading.discourse.chamber, governor.subjects)
    )
    return decided and reading.sense(governor, "decide") is not None


def _speaks_out(reading: Reading, clause: Clause) -> bool:
    """What one does in order to make a side known: "gathered to protest against Y", "left to show support for Y"."""
    if any(sense.act in _OUTSPOKEN for sense, _ in reading.senses(clause, "stance")):
        return True
    shown = reading.sense(clause, "lend", "express") is not None
    return shown and any(reading.noun(t, "stance") is not None for t in clause.objects)


def extent(reading: Reading, clause: Clause) -> Span | None:
    """The words of a clause after "with" ("with Togo and Benin abstaining"), all that is so joined; else None."""
    head = clause.verb.head
    while head.dep_ in ("conj", "pcomp", "pobj") and head.i != head.head.i:
        head = head.head
    return reading.subtree(head) if head.dep_ == "prep" and head.lower_ == "with" else None
