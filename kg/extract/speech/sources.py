"""Who speaks: the subject of a cue, the issuer behind a document ("the statement said"), or the name as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.discourse import plurals
from kg.extract.speech.bounds import around
from kg.extract.speech.loose import divided
from kg.extract.tree import child
from kg.iri import slug
from kg.types import Agent

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_ISSUED_BY = {"by", "from", "of"}
_JOINT = 2  # "they" for more than two speak with one voice: the group is told as one speaker
_RESTS = {"other", "others", "many", "more", "several"}  # "Amnesty and other groups": the others are not named


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker: an agent, or a measure by its local id if a text speaks. `token` heads the words that name it."""

    token: Token
    agent: Agent | None = None
    measure: str | None = None


def speakers(reading: Reading, clause: Clause, minted: bool = False) -> Iterator[Source]:
    """Those who say what the cue `clause` reports, in text order.

    `minted`: a noun that refers to nobody known counts, under its own words. Words inside a quotation never name the
    speaker of a cue outside it.
    """
    told: set[int] = set()  # those whom a plural stands for, which may stand beside it as subjects
    for token in _named(reading, _subjects(reading, clause)):
        if token.i in told:
            continue
        meant = plurals.counted(token, reading.discourse.agent) or reading.discourse.expand(token)
        told.update(t.i for t in meant)
        if len(meant) > _JOINT and token.tag_.startswith("PRP"):
            yield Source(token, _as_it_stands(reading, meant[0], meant[-1]))
            continue
        for one in meant:
            yield from source(reading, one, minted)


def _subjects(reading: Reading, clause: Clause) -> Iterable[Token]:
    """The cue's subjects; after a quotation the noun behind the cue, which may be parsed as its object."""
    if (parts := divided(reading, clause)) is not None:
        return [parts[1]]
    subjects = [_who(reading, clause, t) for t in clause.subjects]
    outside = [t for t in subjects if _same_speech(reading, t, clause.verb)]
    outside = [t for t in outside if not any(t.right_edge.i + 1 == o.left_edge.i and o.head == t.head for o in outside)]
    if outside or clause.passive or clause.verb.tag_ == "VBG":  # "after announcing the end": nobody is told behind it
        return outside
    verb = clause.verb
    return [t for t in clause.objects if t.left_edge.i == verb.i + 1 and _same_speech(reading, t, verb)]


def _who(reading: Reading, clause: Clause, token: Token) -> Token:
    """The person of whom it is told, and no thing of his: "the arrest of Ana Poe, | who | called the charges absurd"."""
    verb = clause.verb
    while verb.dep_ == "conj":
        verb = verb.head
    who = next((c for c in verb.children if c.lower_ == "who"), None) if verb.dep_ == "relcl" else None
    if who is None or token.tag_ not in ("NN", "NNS") or not token.i < who.i:
        return token
    if can_speak(reading, token) or reading.discourse.agent(token) is not None:
        return token
    between = reversed(reading.doc[token.i + 1 : who.i])
    return next((t for t in between if _is_somebody(reading, t)), token)


def _is_somebody(reading: Reading, token: Token) -> bool:
    if not token.tag_.startswith("NN") or token.dep_ in ("compound", "nmod", "poss"):
        return False
    agent = reading.discourse.agent(token)
    if token.tag_ != "NNP" or agent is None:
        return can_speak(reading, token)
    return agent.path.startswith("person/") and " " in agent.name  # not "the dean of | Porto |"


def _same_speech(reading: Reading, token: Token, verb: Token) -> bool:
    quote = around(reading, token.idx)
    return quote is None or quote == around(reading, verb.idx)


def _named(reading: Reading, tokens: Iterable[Token]) -> Iterator[Token]:
    """Without "and other groups", and inside a quotation without pronouns: "I", "he" there are told by the quoted."""
    for i, token in enumerate(tokens):
        if i and any(t.lower_ in _RESTS for t in reading.doc[token.left_edge.i : token.i + 1]):
            continue
        if token.tag_ == "PRP" and around(reading, token.idx) is not None:
            continue
        yield token


def source(reading: Reading, token: Token, minted: bool = False) -> Iterator[Source]:
    """The speaker that one noun phrase names; none if it names nobody."""
    agent, measures = reading.discourse.agent(token), reading.discourse.measure(token)
    apposed = next((c for c in token.children if c.dep_ == "appos" and reading.discourse.agent(c) is not None), None)
    if agent is not None:
        yield Source(token, agent)
    elif apposed is not None and not measures:
        yield Source(token, reading.discourse.agent(apposed))
    elif minted and not measures and (name := _proper_apposition(token)) is not None:
        yield Source(token, _as_it_stands(reading, name, name.right_edge))
    elif measures and reading.discourse.measures[measures[0]].body is not None:
        yield Source(token, None, measures[0])
    elif (issuer := _issuer(reading, token)) is not None:
        yield Source(issuer, reading.discourse.agent(issuer) or _as_it_stands(reading, issuer))
    elif measures:
        yield Source(token, None, measures[0])
    elif minted and _is_noun(token) and not _is_document(reading, token) and not _is_thing(reading, token):
        yield Source(token, _as_it_stands(reading, token, None if token.tag_[0] == "N" else token.right_edge))


def _proper_apposition(token: Token) -> Token | None:
    """The name that stands beside a common noun between commas: "a group, the | Free Rivers League |, says"."""
    if token.tag_ not in ("NN", "NNS"):
        return None
    beside = (c for c in token.children if c.dep_ == "appos" and c.i > token.i and c.left_edge.nbor(-1).text == ",")
    return next((c for c in beside if c.text[:1].isupper() and c.tag_.startswith("NN")), None)


def _is_noun(token: Token) -> bool:
    """A noun, or a word of number that stands for one: "one of the guards", "many in the party"."""
    counted = token.tag_ in ("CD", "JJ", "DT") and any(c.dep_ == "prep" for c in token.children)
    return token.tag_ in ("NN", "NNS", "NNP", "NNPS") or (counted and not token.text[:1].isdigit())


def _is_thing(reading: Reading, token: Token) -> bool:
    """What happened or came out, which says nothing: "the outcome confirms it", "the vote shows how deep it runs"."""
    frames = {s.frame for s in reading.lexicon.of("noun", token.lemma_)} if token.tag_ in ("NN", "NNS") else set()
    return bool(frames & _THINGS) and not frames & (_SPEAKING | {"polity", "side", "mouthpiece", "speech"})


_THINGS = {"result", "decide", "affair", "topic", "event", "undoing", "statehood", "deed", "ties", "remedy", "decision"}


def can_speak(reading: Reading, token: Token) -> bool:
    """A common noun that the lexicon has for people, a body or a court: "a commission finds that ..."."""
    return any(s.frame in _SPEAKING for s in reading.lexicon.of("noun", token.lemma_))


_SPEAKING = {"body", "executive", "member", "role", "group", "court"}


def texts(reading: Reading, clause: Clause) -> Iterator[Source]:
    """The subjects of a cue that are texts nobody is known to be behind: "a survey suggests", "court documents allege"."""
    for token in _subjects(reading, clause):
        yield from unknown(reading, token)


def unknown(reading: Reading, token: Token) -> Iterator[Source]:
    """A text that nobody is known to be behind, under its own words."""
    if token.tag_ in ("NN", "NNS") and _is_document(reading, token) and not reading.discourse.measure(token):
        yield Source(token, _as_it_stands(reading, token))


def document(reading: Reading, clause: Clause) -> Token | None:
    """The subject of a cue that is a definite document ("the statement said"), which points back to who spoke last."""
    for token in _subjects(reading, clause):
        det = child(token, "det")
        if det is not None and det.lower_ in ("the", "this", "that") and reading.noun(token, "speech") is not None:
            return token
    return None


def _is_document(reading: Reading, token: Token) -> bool:
    return reading.noun(token, "speech") is not None or reading.noun(token, "measure") is not None


def _issuer(reading: Reading, token: Token) -> Token | None:
    """Who is behind a document: "the ministry's statement", "a letter by X", "X issued a statement saying"."""
    if not _is_document(reading, token):
        return None
    owners, makers = list(_owners(reading, token)), list(_makers(reading, token))
    named = (t for t in (*owners, *makers) if reading.discourse.agent(t) is not None)
    written = (t for t in owners if t.dep_ == "pobj" and t.head.lower_ in ("by", "from"))
    unknown = (t for t in (*written, *makers) if t.tag_.startswith("NN") and not reading.discourse.measure(t))
    return next(named, None) or next(unknown, None)


def _owners(reading: Reading, token: Token) -> Iterator[Token]:
    poss = child(token, "poss")
    if poss is not None:  # of "the council, whose ruling endorsed it" the council
        verb = token.head
        yield verb.head if poss.lower_ == "whose" and verb.dep_ == "relcl" else poss
    done = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" and _is_making(reading, c)]
    for prep in (*token.children, *(g for c in done for g in c.children)):  # "a report by X", "a report issued by X"
        if prep.lower_ in _ISSUED_BY and prep.dep_ in ("prep", "agent"):
            yield from (t for t in prep.children if t.dep_ == "pobj")
    yield from (t for t in token.children if t.dep_ in ("amod", "compound", "nmod"))


def _is_making(reading: Reading, participle: Token) -> bool:
    """True for how a text comes about: "made by X", "issued by X"; "seen by X" tells of a reader."""
    senses = reading.lexicon.of("verb", participle.lemma_)
    return participle.lemma_ in _WRITING or any(s.frame in _MAKING for s in senses)


_WRITING = {"make", "write", "sign", "draw", "compile", "author", "carry", "conduct", "commission"}
_MAKING = {"issue", "prepare", "forward"}


def _makers(reading: Reading, token: Token) -> Iterator[Token]:
    """The subject of the verb whose object, or whose "in a statement", the document is."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("in", "with", "through", "via"):
        head = head.head
    elif token.dep_ != "dobj":
        return
    if reading.clauses.has(head) and _puts_out(reading, clause := reading.clauses.at(head)):
        yield from clause.subjects


def _puts_out(reading: Reading, clause: Clause) -> bool:
    """True for verbs of issuing and saying: who adopts or backs a document is not who speaks in it."""
    return reading.sense(clause, "issue", "speech", "prepare", "forward") is not None


def _as_it_stands(reading: Reading, token: Token, last: Token | None = None) -> Agent:
    """An agent under its own words (up to `last`); "his office" is told as the office of the person."""
    span = reading.between(token.left_edge, last or token)
    name = re.sub(r"^(the|a|an)\s+", "", re.sub(r"\s+", " ", span.of(reading.text)), flags=re.I)
    owner, polity = _owner(reading, token), reading.names.phrase(token).polity
    if owner is not None:
        name = f"{token.text} of {owner.name}"
        return Agent(f"group/{slug(name)}", name, "other", owner.polity, owner.of)
    code = (polity.polity or polity.code) if polity is not None else None
    return Agent(f"group/{slug(name)}", name, "other", code, polity.path if polity is not None else None)


def _owner(reading: Reading, token: Token) -> Agent | None:
    poss = child(token, "poss")
    return reading.discourse.agent(poss) if poss is not None and poss.tag_ == "PRP$" else None
