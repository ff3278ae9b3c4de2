"""Judgements: what is said of a measure takes a side on it ("called the vote 'historic'", "said the law violates ...").

The words of judgement are the lexicon's: adjectives and nouns said of a measure ("biased", "a provocation"), and verbs
for its effects ("undermines", "will help"). Only measures, decisions and recognitions are judged so; of other things
only what they are expressly called.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract import idioms
from kg.extract.discourse.references import is_expletive
from kg.extract.positions.holders import Holder, acting, named, position
from kg.extract.positions.targets import is_abstract, is_measure, last_named, measures, recognition, whole
from kg.extract.tree import child, conjuncts, is_verb
from kg.types import Position, Span, Stance, Statement, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_ACTS: dict[Stance, str] = {"supports": "Praise", "opposes": "Criticize"}
_OPPOSITE: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports"}
_PREDICATE = ("oprd", "attr", "acomp", "xcomp", "ccomp")
_NONE = ("no", "not", "n't", "never", "without", "any", "little", "hardly", "nothing")
_COPULAS = ("be", "seem", "remain", "appear", "prove")
#: Frames of nouns for what is decided or agreed, or takes its course; a raid or a claim is called names for itself.
_SETTLED = ("measure", "decide", "recognise", "affair")
_NEUTER = ("it", "this", "that")
_OPENING = 25  # so far into a quotation its first verb may stand


def find(reading: Reading, statements: tuple[Statement, ...]) -> Iterator[Position]:
    """The positions that judgements make: by naming verbs, and in what is reported as said."""
    for clause in reading.clauses:
        if reading.sense(clause, "naming") is not None and not clause.negated:
            yield from _named(reading, clause)
        if clause.verb.lemma_ in _COPULAS and clause.mood in ("real", "future"):
            yield from _experienced(reading, clause)
    for statement in statements:
        asked = statement.why.rule == "statement.ask" and not statement.quote
        if statement.cue == "report" or any(s.act == "Deny" for s in reading.lexicon.of("verb", statement.cue)):
            continue  # who reports, or denies, that it is unjust does not call it so
        if statement.speaker is not None and statement.measure is None and not asked:
            yield from _said(reading, statement)


# --- "X called it 'historic'" -----------------------------------------------------------------------------------


def _named(reading: Reading, clause: Clause) -> Iterator[Position]:
    about, words = _naming(clause)
    sided = (
        clause.objects and reading.sense(clause, "stance") is not None
    )  # "rejects claims that ...": no name is given
    if about is None or sided or clause.mood in ("possible", "conditional"):
        return
    stance = judgement(reading, words)
    goal = _judged(reading, whole(reading, about))
    if stance is None or goal is None:
        return
    why = reading.why(clause, "position.named")
    for holder in acting(reading, clause):
        yield position(reading, holder, stance, goal, _ACTS[stance], why, reading.date(clause))


def _naming(clause: Clause) -> tuple[Token | None, list[Token]]:
    """What is named and the words it is called: "called the vote a farce", "described it as a farce"."""
    verb = clause.verb
    parts = [c for c in verb.children if c.dep_ in _PREDICATE and c.i > verb.i and not _tells_more(c)]
    parts += [p for p in verb.children if p.dep_ == "prep" and p.lower_ == "as"]
    parts += [p for o in clause.objects for p in o.children if p.dep_ == "prep" and p.lower_ == "as"]
    parts += [
        a for o in clause.objects for a in o.children if a.dep_ == "amod" and a.i > o.i
    ]  # 'calling it "illegal and wrong"'
    inner = next(
        (c for p in parts for c in p.children if c.dep_ == "nsubj"), None
    )  # "called it a farce": a clause to the parser
    parts += [o for o in clause.objects[1:] if o.dep_ == "dobj" and o.head.i == verb.i]  # "branded the vote an outrage"
    about = inner if inner is not None else next(iter(clause.objects or clause.preps.get("to", ())), None)
    words = [t for p in parts for t in p.subtree if inner is None or not (inner.is_ancestor(t) or t.i == inner.i)]
    return about, words


def _tells_more(word: Token) -> bool:
    """A clause of its own after a verb of naming: "declares that the law lacks support" gives the law no name."""
    return word.tag_ in ("VBZ", "VBP", "VBD") and word.lemma_ not in _COPULAS and is_verb(word)


def _judged(reading: Reading, token: Token) -> Token | None:
    """What may be judged: a measure, a recognition, an act; for "it" without a referent the measure last named."""
    if token.lower_ in _NEUTER:
        return token if reading.discourse.measure(token) else last_named(reading, token)
    if is_measure(reading, token) or recognition(reading, token) is not None:
        return token
    told = token.tag_ in ("NN", "NNS") and reading.discourse.agent(token) is None
    return token if told and reading.noun(token, *_SETTLED) is not None else None


# --- "the resolution is unacceptable to X" ------------------------------------------------------------------------


def _experienced(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "Y is unacceptable to X", "to X, Y is an insult": whose judgement it is."""
    fronted = [p for p in clause.verb.children if p.lower_ in ("for", "to") and p.i < clause.verb.i]
    about = next((t for t in clause.subjects if _weighty(reading, t) or (fronted and _is_known(reading, t))), None)
    said = [c for c in clause.verb.children if c.dep_ in ("acomp", "attr") and c.i > clause.verb.i]
    near = [p for c in said for p in c.children if p.lower_ == "to"]
    near += fronted
    minds = [t for p in near if p.dep_ == "prep" for t in p.children if t.dep_ == "pobj"]
    stance = _predicated(reading, clause) if about is not None and minds else None
    if about is None or stance is None:
        return
    why = reading.why(clause, "position.judged")
    for holder in named(reading, *(t for mind in minds for t in conjuncts(mind))):
        yield position(reading, holder, stance, about, _ACTS[stance], why, reading.date(clause))


def _is_known(reading: Reading, token: Token) -> bool:
    """A thing that is told to be known, no actor: "the exit", "this step"."""
    known = any(c.lower_ in ("the", "this", "such") for c in token.children)
    return known and token.tag_ in ("NN", "NNS") and reading.discourse.agent(token) is None


# --- "X said the resolution was biased" -------------------------------------------------------------------------


def _said(reading: Reading, statement: Statement) -> Iterator[Position]:
    """Judgements on measures in what someone says. The words before and after the content are not the speaker's."""
    for verb in _verbs_in(reading, statement.content):
        clause = reading.clauses.at(verb)
        if verb.dep_ in ("acl", "xcomp") or (clause.passive and reading.sense(clause, "decide") is not None):
            continue  # "said the plan was rejected out of fear": what is said of its rejection
        things = clause.objects if clause.passive else clause.subjects
        about = next((t for t in things if _weighty(reading, t)), None)
        if about is None:
            about = next((t for t in things if _is_deed(reading, t, clause)), None)
        taken_up = about is None and statement.quote and verb.idx - statement.content.start < _OPENING
        if taken_up:
            about = next((m for t in things if (m := _taken_up(reading, t, statement)) is not None), None)
        stance = _predicated(reading, clause) if about is not None and clause.mood != "conditional" else None
        if stance == "supports" and about is not None and (taken_up or not _weighty(reading, about)):
            continue  # "the talks were constructive" is a courtesy
        if about is None or stance is None or _of_another(reading, clause, statement.content):
            continue
        assert statement.speaker is not None
        holder = Holder(about, statement.speaker, statement.on_behalf)
        span = _joined(reading.clause_span(clause), statement.why.evidence, reading.sentence(verb))
        why = Why(span, reading.sentence(verb), "position.judged", 0.6, statement.cue)
        yield position(reading, holder, stance, about, _ACTS[stance], why, statement.date)


def _verbs_in(reading: Reading, content: Span) -> Iterator[Token]:
    span = reading.doc.char_span(content.start, content.end, alignment_mode="contract")
    return (t for t in span or () if is_verb(t))


def _weighty(reading: Reading, token: Token) -> bool:
    """A measure, its adoption, or a recognition. "It" may take up anything that was said, so it is left alone."""
    if token.lower_ == "it" or reading.noun(token, "stance") is not None:
        return False
    return is_measure(reading, token) or bool(measures(reading, token)) or recognition(reading, token) is not None


def _is_deed(reading: Reading, token: Token, clause: Clause) -> bool:
    """What others do or say, told to be known: "the elections were a farce", "Peru's statement undermines trust"."""
    judges = reading.sense(clause, "judgement") is not None and child(token, "poss") is not None
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "these", "such") for c in token.children)
    if not known or not (judges or clause.lemma in _COPULAS) or token.tag_ not in ("NN", "NNS"):
        return False
    anyone = reading.discourse.agent(token) is not None or reading.noun(token, "stance", "judgement") is not None
    return is_abstract(reading, token) and not anyone


def _taken_up(reading: Reading, token: Token, statement: Statement) -> Token | None:
    """What "it" or "this" takes up that opens a quotation: the measure just spoken of, '"It tramples on us," she said'."""
    pointing = token.lower_ in ("it", "this", "that") and token.tag_ in ("PRP", "DT")
    agent = reading.discourse.agent(token)
    speaks = agent is not None and agent.path in {a.path for a in (statement.speaker, statement.on_behalf) if a}
    if not pointing or speaks or _is_empty(token):  # "Peru said it 'noted with dismay' the vote"
        return None
    return token if reading.discourse.measure(token) else last_named(reading, token)


def _is_empty(token: Token) -> bool:
    """ "It is a shame that he left", "it is wrong to stay": "it" means what follows."""
    said = (c for c in token.head.children if c.dep_ in _PREDICATE)
    return is_expletive(token) or any(c.dep_ in ("acl", "ccomp", "xcomp", "relcl") for p in said for c in p.children)


def _of_another(reading: Reading, clause: Clause, content: Span) -> bool:
    """What the speaker says that somebody else says is not the speaker's judgement."""
    governor = reading.clauses.governor(clause)
    inside = governor is not None and content.start <= governor.verb.idx < content.end
    return inside and governor is not None and reading.sense(governor, "speech", "naming") is not None


def _predicated(reading: Reading, clause: Clause) -> Stance | None:
    """The side of what is said of a clause's subject: by its verb, else by the words after it."""
    if any(s.polarity == "turns" for s in reading.lexicon.of("verb", clause.lemma)):
        return None  # "the law forbids meddling": against what is bad
    if clause.verb.lemma_ != "be" and not clause.passive:
        for form in clause.forms():
            sense = reading.lexicon.sense("verb", form, "judgement")
            if sense is not None:
                stance: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
                return _OPPOSITE[stance] if clause.negated else stance
    after = [c for c in clause.verb.children if c.i > clause.verb.i and c.dep_ in (*_PREDICATE, "dobj", "prep")]
    words = [t for c in after for t in c.subtree] + [clause.verb] * (clause.verb.tag_ == "VBN")
    stance_or_none = judgement(reading, words)
    if clause.negated and stance_or_none == "opposes" and clause.lemma not in _COPULAS and not clause.passive:
        return None  # "will not turn a false state into a real one" praises nothing
    return _OPPOSITE[stance_or_none] if stance_or_none is not None and clause.negated else stance_or_none


def judgement(reading: Reading, words: list[Token]) -> Stance | None:
    """The side that words of judgement take; None if there is none or they go both ways.

    Good words further in are of something else: "would hollow out the space for democratic debate".
    """
    telling = [token for token in words if token.tag_[:2] in ("JJ", "NN", "VB", "RB") and not _is_of_a_name(token)]
    inside = {token.i for token in words}
    found = _agreed([(token, side) for token in telling for side in _sides(reading, token)])
    sides = {side for token, side in found if side == "opposes" or not _further_in(token, inside)}
    return sides.pop() if len(sides) == 1 else None


def _is_of_a_name(token: Token) -> bool:
    """ "Patriotic" in "the Patriotic Party" praises nobody."""
    return token.dep_ in ("compound", "amod") and token.text.istitle() and token.head.tag_ in ("NNP", "NNPS")


def _agreed(found: list[tuple[Token, Stance]]) -> list[tuple[Token, Stance]]:
    """Without the praise in what is blamed all the same: "a historic mistake", "a dangerous step"."""
    sides = {token.i: side for token, side in found}
    pairs = [(t.i, t.head.i) for t, _ in found if t.dep_ == "amod" and t.head.i in sides]
    mixed = {i for pair in pairs for i in pair if {sides[j] for j in pair} == set(_OPPOSITE)}
    return [(token, side) for token, side in found if token.i not in mixed or side == "opposes"]


def _further_in(token: Token, inside: set[int]) -> bool:
    """True below a preposition of the words given, other than "as"."""
    above = takewhile(lambda t: t.i in inside, token.ancestors)
    return any(t.dep_ == "prep" and t.lower_ != "as" for t in above)


def _sides(reading: Reading, token: Token) -> Iterator[Stance]:
    for pos, form in (
        ("noun", _with_next(token)),
        ("adjective", idioms.hyphened(token, token.lower_)),
        ("noun", idioms.hyphened(token, token.lemma_)),
        ("adjective", token.lower_),
        ("noun", token.lower_),
        ("noun", token.lemma_),
        ("noun", _joint(token)),
    ):
        sense = reading.lexicon.sense(pos, form, "judgement") if form is not None else None
        if sense is not None:
            reading.lookups.note(token, sense)
            side: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
            yield _OPPOSITE[side] if _is_denied(token) else side
            return


def _is_denied(token: Token) -> bool:
    """ "no mistake", "not fair", "neither free nor fair"."""
    joined = token.head.children if token.dep_ == "conj" else ()
    either = any(c.lower_ in ("neither", "nor") for c in (*token.children, *joined))
    return either or any(c.dep_ == "neg" or c.lower_ in _NONE for c in token.children)


def _joint(token: Token) -> str:
    """The word with the one before it: "witch hunt"."""
    return f"{token.nbor(-1).lower_} {token.lemma_}" if token.i > 0 else token.lemma_


def _with_next(token: Token) -> str:
    """The word with the one behind it: "step back"."""
    after = token.doc[token.i + 1 : token.i + 2]
    return f"{token.lower_} {after[0].lower_}" if after else token.lower_


def _joined(one: Span, cue: Span, sentence: Span) -> Span:
    """The clause with its cue, as far as they share a sentence."""
    if not sentence.covers(cue):
        return one
    return Span(min(one.start, cue.start), max(one.end, cue.end))
