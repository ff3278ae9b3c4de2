"""Statements: reported speech and writing, direct or indirect, with its source, cue and content.

The three parts are those of the attribution corpora (Pareti 2012). Each reader knows one shape of cue: a verb of saying
("X said that ...", '"...," said X'), an accusation, a name given to something ("X called it 'historic'"), a feeling put
into words ("X expressed concern over ..."), a demand in the speaker's own words. What is said without a verb is read in
`speech_nouns`. A sentence that is wholly a quotation goes on with the last quoted speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import (
    media,
    quotes,
    speech_continued,
    speech_naming,
    speech_nouns,
    speech_polarity,
    speech_sources,
    tallies,
)
from kg.extract.demand_content import is_subjunctive
from kg.extract.speech_bounds import around, tidy
from kg.extract.speech_content import after_colon, after_that, complement, divided, phrase, quotation, swallowed
from kg.extract.speech_sources import Source, document, speakers, texts
from kg.extract.speech_spans import verb_group
from kg.extract.tree import child
from kg.types import Agent, Span, Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_Said = tuple["Sense", Span]


def find(reading: Reading) -> tuple[Statement, ...]:
    """The statements an article reports, in text order."""
    found: list[Statement] = []
    for clause in reading.clauses:
        for rule, reader in _SHAPES.items():
            said = reader(reading, clause)
            if said is not None:
                found += _statements(reading, clause, *said, rule, found)
                break
    found += speech_nouns.find(reading)
    found = sorted(_distinct(reading, found), key=_place)
    found += speech_continued.find(reading, found)
    return tuple(sorted(found, key=_place))


def _place(statement: Statement) -> tuple[Span, Span]:
    return statement.content, statement.why.evidence


# --- shapes: what a clause reports, and under which sense of its verb ----------------------------------------------


def said(reading: Reading, clause: Clause) -> _Said | None:
    """What a verb of saying reports, whoever says it."""
    return _says(reading, clause)


def _says(reading: Reading, clause: Clause) -> _Said | None:
    for sense, _ in reading.senses(clause, "speech"):
        if (clause.negated and sense.act != "Deny") or not _happens(clause) or _is_asked_for(reading, clause):
            continue
        if reading.sense(clause, "demand") is not None and any(_is_bare_wish(v) for v in clause.ccomp[:1]):
            continue
        content = _content(reading, clause, sense)
        if content is not None and not ("weak" in sense.only and not _is_speech(reading, clause, content)):
            return sense, content
    return None


def _is_bare_wish(verb: Token) -> bool:
    """ "suggests that he | go |": asked, and not said; "that he should go" is both."""
    return is_subjunctive(verb) and not any(c.tag_ == "MD" for c in verb.children)


def _is_asked_for(reading: Reading, clause: Clause) -> bool:
    """ "demands that the commission explain how it fell": nobody has said it yet."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" and clause.verb.tag_ == "VB" else None
    return governor is not None and reading.sense(governor, "demand") is not None


def _content(reading: Reading, clause: Clause, sense: Sense) -> Span | None:
    """What fills the first of the sense's slots that is filled."""
    for slot in sense.content:
        content = _SLOTS.get(slot, _prepositional)(reading, clause, slot)
        if content is not None and content.start < content.end:
            return content
    if "clause" in sense.content and (parts := divided(reading, clause)) is not None:
        return parts[0]
    told = after_colon(reading, clause) or (
        after_that(reading, clause, near=False) if "clause" in sense.content else None
    )
    return told or (swallowed(reading, clause) if not {"obj", "words"} & set(sense.content) else None)


def _happens(clause: Clause) -> bool:
    """False for speech that only may come or is wished: "could say", "is expected to say"; "went on to say" happens."""
    above = clause.verb.head
    planned = clause.mood == "future" and clause.verb.tag_ == "VB" and clause.verb.dep_ == "xcomp"
    if planned or (clause.mood == "wished" and clause.verb.dep_ in ("xcomp", "advcl")):
        told = above.tag_ == "VBN" and above.lemma_ in _HEARD and _is_perfect_or_heard(clause.verb)
        return told or (above.lemma_ in _ASPECT and not any(c.tag_ == "MD" for c in above.children))
    return clause.mood not in ("possible", "conditional", "wished", "future")


def _is_perfect_or_heard(verb: Token) -> bool:
    """ "is reported | to have said |", "was heard | saying |"."""
    return verb.tag_ == "VBG" or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


_ASPECT = {"go", "continue", "proceed", "begin", "start", "keep", "resume"}
_HEARD = {"report", "say", "hear", "allege", "understand", "believe", "know", "claim", "overhear", "record", "see"}


def _clausal(reading: Reading, clause: Clause, slot: str) -> Span | None:
    return complement(reading, clause) or after_that(reading, clause, near=True)


def _quoted(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """Direct speech; not the first words of a thing said: "threatened | 'total war' if it is hit"."""
    words = quotation(reading, clause)
    thing = next((t for t in clause.objects if words is not None and words.start <= t.idx < words.end), None)
    if words is None or thing is None or thing.left_edge.i <= clause.verb.i:
        return words
    whole = phrase(reading, thing)
    return whole if whole.end > words.end + 1 and whole.start <= words.start else words


def _infinitive(reading: Reading, clause: Clause, slot: str) -> Span | None:
    done = clause.xcomp or (() if clause.objects else tuple(_gerunds(clause)))
    return phrase(reading, done[0]) if done else None


def _gerunds(clause: Clause) -> Iterator[Token]:
    """A deed that is told, behind where it is told: "confirmed on Sunday | having met him"; no comma stands before it."""
    for c in clause.verb.children:
        perfect = any(g.lower_ == "having" for g in c.children if g.dep_ == "aux")
        if c.dep_ == "advcl" and c.i > clause.verb.i and perfect and c.left_edge.nbor(-1).text != ",":
            yield c


def _object(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """A thing said: no person or body, nothing granted to someone; "its" and "which" alone say nothing."""
    token = clause.objects[0] if clause.objects else None
    if token is not None and token.lower_ in ("it", "this", "that") and _is_denial(reading, clause):
        return phrase(reading, token)
    if token is None or not token.tag_.startswith("NN") or clause.dative or _is_voted_on(reading, clause):
        return None
    if (told := _told_before(reading, clause)) is not None:
        return told
    return None if _is_no_content(reading, token) else phrase(reading, token)


def _is_voted_on(reading: Reading, clause: Clause) -> bool:
    """ "The Senate confirms the nomination": a chamber decides, and tells nothing."""
    if reading.sense(clause, "decide") is None:
        return False
    return any(reading.discourse.chamber(t) is not None or reading.noun(t, "body") for t in clause.subjects)


def _is_denial(reading: Reading, clause: Clause) -> bool:
    """ "The army denies this": whatever was said before is untrue."""
    sense = reading.sense(clause, "speech")
    return sense is not None and sense.act == "Deny" and not clause.negated


def _told_before(reading: Reading, clause: Clause) -> Span | None:
    """What somebody says and another denies: "A alleges | that B has fled |, which C denies"."""
    which = next((c for c in clause.verb.children if c.lower_ == "which" and c.dep_ == "dobj"), None)
    if which is None or clause.verb.dep_ != "relcl" or which.nbor(-1).text != "," or not _is_denial(reading, clause):
        return None
    above = [a for a in clause.verb.ancestors if a.dep_ == "ccomp" and reading.clauses.has(a.head)]
    told = next((a for a in above if reading.sense(reading.clauses.at(a.head), "speech") is not None), None)
    told = told or _charged(reading, clause.verb)
    return tidy(reading, reading.between(told.left_edge, which.nbor(-2))) if told is not None else None


def _charged(reading: Reading, verb: Token) -> Token | None:
    """What somebody is accused of, if `verb` is told of it: "accuses Chad of | arming rebels |, which it denies"."""
    deeds = (a for a in verb.ancestors if a.dep_ == "pcomp" and a.head.dep_ == "prep")
    heads = ((d, h) for d in deeds for h in (d.head.head, d.head.head.head) if reading.clauses.has(h))
    return next((d for d, h in heads if reading.sense(reading.clauses.at(h), "accuse") is not None), None)


def _is_no_content(reading: Reading, token: Token) -> bool:
    named = reading.discourse.agent(token) is not None and token.text[:1].isupper()
    return named or reading.noun(token, "grant", "role", "member") is not None


def _own_words(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """An object that is quoted, for verbs that take things as well as words: "declared 'a new era'"."""
    content = _object(reading, clause, slot)
    if content is None or not quotes.has_quote(reading.quotes, content):
        return None
    told = clause.objects[0]
    return content if _quote_in(reading, told) or any(_quote_in(reading, t) for t in _of(told)) else None


def _of(noun: Token) -> Iterator[Token]:
    """What a noun is of: "the end of an 'era'"."""
    return (t for p in noun.children if p.dep_ == "prep" for t in p.children if t.dep_ == "pobj")


def _prepositional(reading: Reading, clause: Clause, slot: str) -> Span | None:
    """What a preposition governs: "commit to leaving", "draw attention to the fact that ..."."""
    for token in clause.preps.get(slot, ()):
        told = next((c for c in token.children if c.dep_ in ("acl", "ccomp") and c.left_edge.lower_ == "that"), None)
        return phrase(reading, told or token)
    return None


_SLOTS: dict[str, Callable[[Reading, Clause, str], Span | None]] = {
    "clause": _clausal,
    "quote": _quoted,
    "xcomp": _infinitive,
    "obj": _object,
    "words": _own_words,
}


def _is_speech(reading: Reading, clause: Clause, content: Span) -> bool:
    """True if a weak cue ("believe", "find") has a finite clause or quoted words for its content."""
    if _is_described(reading, clause, content):
        return True
    finite = any(c.lower_ == "that" for v in clause.ccomp for c in v.children) or any(
        t.tag_ in ("VBZ", "VBD", "VBP", "MD") for v in clause.ccomp for t in (v, *v.children)
    )
    if finite or clause.ccomp:
        return finite or quotes.inside(reading.quotes, content) is not None
    return quotes.has_quote(reading.quotes, content)


def _is_described(reading: Reading, clause: Clause, content: Span) -> bool:
    """ "spoke of an insult", "talks of a wise step": what is put a side to is a judgement, and not only a topic."""
    governed = (p for tokens in clause.preps.values() for p in tokens if content.start <= p.idx < content.end)
    noun = next(governed, None)
    article = child(noun, "det") if noun is not None else None
    judged = article is not None and article.lower_ in ("a", "an") and not clause.ccomp
    return judged and speech_polarity.polarity(reading, content, None) != "neutral"


def _accuses(reading: Reading, clause: Clause) -> _Said | None:
    sense = reading.sense(clause, "accuse")
    if sense is None or clause.negated or _is_at_fault(clause):
        return None
    charge = _charge(clause, set(sense.content))
    if charge is None:
        return None
    if charge.head.lower_ == "on" and clause.objects:  # "blamed the attack on the rebels": both are what is said
        last = charge.head.right_edge
        return sense, tidy(reading, reading.between(clause.objects[0].left_edge, last))
    return sense, phrase(reading, charge)


def _is_at_fault(clause: Clause) -> bool:
    """ "Chad is to blame for it": its subject accuses nobody."""
    verb = clause.verb
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(c.lower_ == "to" for c in verb.children)


def _charge(clause: Clause, slots: set[str]) -> Token | None:
    """What someone is accused of; the preposition may be parsed under the accused ("the two countries of backing")."""
    heads = (clause.verb, *clause.objects, *(clause.subjects if clause.passive else ()))
    preps = [p for h in heads for p in h.children if p.dep_ == "prep" and p.lower_ in slots and p.i > clause.verb.i]
    governed = [t for p in preps for t in p.children if t.dep_ in ("pobj", "pcomp")]
    return max(governed, key=lambda t: (t.dep_ == "pcomp", t.head.head.i == clause.verb.i, t.i), default=None)


def _names_it(reading: Reading, clause: Clause) -> _Said | None:
    return speech_naming.find(reading, clause) if _happens(clause) else None


def _expresses(reading: Reading, clause: Clause) -> _Said | None:
    """ "expressed concern over the arrests": the noun gives the side, what it is about is the content."""
    sense = reading.sense(clause, "express")
    token = clause.objects[0] if clause.objects else None
    felt = reading.noun(token, "stance", "speech") if sense is not None and token is not None else None
    if sense is None or token is None or felt is None or clause.negated:
        return None
    if _is_quoted(reading, token):
        return felt, phrase(reading, token)
    told = (speech_nouns.about(reading, t) for t in (token, *(c for c in token.children if c.dep_ == "conj")))
    content = next((c for c in told if c is not None), None) or _wholly(reading, token)
    if content is None or _is_side(reading, felt, content) or content.of(reading.text).lower() in _POINTING:
        return None
    return felt, content


def _wholly(reading: Reading, token: Token) -> Span | None:
    """A feeling with the clause or deed that tells it: "expressed | hopes the strike will end |", "| readiness to act |"."""
    clauses = (
        t for t in token.subtree if t.tag_ in ("VBZ", "VBD", "VBP", "MD") or (t.tag_ == "TO" and t.dep_ == "aux")
    )
    return phrase(reading, token) if any(clauses) else None


def _is_side(reading: Reading, felt: Sense, content: Span) -> bool:
    """A side that is taken and no feeling: "voices support for the bill" is a position, and tells no words."""
    return felt.act in _SIDES and not quotes.has_quote(reading.quotes, content)


_SIDES = {"Support", "Endorse", "Oppose", "Object", "Protest", "Reject", "Condemn", "Denounce"}


def _is_quoted(reading: Reading, token: Token) -> bool:
    return around(reading, token.idx) is not None


_POINTING = {"it", "this", "that", "them", "him", "her"}


def _judges(reading: Reading, clause: Clause) -> _Said | None:
    """A side taken in quoted words: 'denounced "a reckless step"', 'congratulated her on a "historic win"'."""
    sense = reading.sense(clause, "stance")
    if sense is None or clause.negated or not _happens(clause):
        return None
    if around(reading, clause.verb.idx) is not None or reading.sense(clause, "demand") is not None:
        return None
    targets = [*clause.objects, *(t for name in sense.target for t in clause.preps.get(name, ()))]
    found = (_quote_in(reading, t) for t in (*targets, *_charges(clause)) if t.i > clause.verb.i)
    quote = next((q for q in found if q is not None), None)
    return (sense, tidy(reading, quote)) if quote is not None else None


def _charges(clause: Clause) -> Iterator[Token]:
    """What somebody is judged for having done: "slams Peru for 'dragging its feet'"."""
    preps = (p for p in clause.verb.children if p.dep_ == "prep" and p.lower_ in ("for", "over"))
    yield from (t for p in preps for t in p.children if t.dep_ == "pcomp")


def _quote_in(reading: Reading, target: Token) -> Span | None:
    """The quotation that a noun stands in, or that describes it; not one in a clause about it."""
    near = (target, *(c for c in target.children if c.dep_ == "amod" and c.tag_[:2] in ("JJ", "VB")))
    found = (around(reading, t.idx) for t in near)
    return next((q.inner for q in found if q is not None), None)


def _asks(reading: Reading, clause: Clause) -> _Said | None:
    """A demand is speech as well if what is to be done is quoted: "called on Chad to 'end its attacks'"."""
    sense = reading.sense(clause, "demand")
    tokens = reading.slot(clause, sense.content) if sense is not None and not clause.negated else ()
    if sense is None or not tokens:
        return None
    telling = reading.sense(clause, "speech") is not None  # "told them to stay out of 'domestic matters'"
    aside = {t.i for c in tokens[0].subtree if c.dep_ == "relcl" and c.i != tokens[0].i for t in c.subtree}
    own = (t for t in tokens[0].subtree if t.i not in aside)  # not in "pushed for the text, which 'deplores' it"
    verbal = (t for t in own if telling or t.tag_.startswith("VB"))
    said = any(around(reading, t.idx) is not None for t in verbal)
    return (sense, phrase(reading, tokens[0])) if said and _happens(clause) else None


_SHAPES: dict[str, Callable[[Reading, Clause], _Said | None]] = {
    "say": _says,
    "accuse": _accuses,
    "name": _names_it,
    "express": _expresses,
    "ask": _asks,
    "judge": _judges,
}
_CONFIDENCE = {"say": 0.8, "accuse": 0.8, "name": 0.7, "express": 0.6, "ask": 0.6, "judge": 0.6}


# --- one statement for each speaker ---------------------------------------------------------------------------------


def _statements(
    reading: Reading, clause: Clause, sense: Sense, content: Span, rule: str, before: list[Statement]
) -> Iterator[Statement]:
    why = reading.why(clause, f"statement.{rule}", _CONFIDENCE[rule])
    sources = list(speakers(reading, clause, minted=_is_plain(reading, clause, sense, rule)))
    if not sources:
        sources = list(_referring(reading, clause, _last_speaker(reading, before)))
    for source in sources:
        if _is_voted(reading, clause, source):
            continue
        if source.measure is None or not (rule == "judge" or _is_enacted(reading, clause, sense, content)):
            side = "none" if "fact" in sense.only else sense.polarity
            words = verb_group(clause)
            said = speech_nouns.statement(reading, source, content, words, clause.verb.lemma_, why, side)
            yield replace(said, act=sense.act or said.act, medium=media.medium(reading, clause))


def _is_plain(reading: Reading, clause: Clause, sense: Sense, rule: str) -> bool:
    """True if the cue alone tells that its subject speaks, whoever that is: "the gardener said", "fans called it"."""
    if rule == "say":
        return "weak" not in sense.only or any(speech_sources.can_speak(reading, t) for t in clause.subjects)
    inside = bool(clause.subjects) and all(clause.verb.is_ancestor(t) for t in clause.subjects)
    own = clause.verb.dep_ not in ("relcl", "acl") or inside  # "which the union calls a farce"
    return rule in ("name", "accuse", "express") and "weak" not in sense.only and own


def _referring(reading: Reading, clause: Clause, last: Agent | None) -> Iterator[Source]:
    """A pronoun or a definite document ("the statement said") that points back to who spoke last; else the document."""
    text = document(reading, clause)
    pronoun = next((t for t in clause.subjects if t.lower_ in _PERSONS and around(reading, t.idx) is None), None)
    token = text or pronoun
    if (
        any(c.lower_ == "what" for c in clause.verb.children)
        and (above := reading.clauses.governor(clause)) is not None
    ):
        yield from speakers(reading, above, minted=True)  # "the league deplores what it calls a farce"
    elif token is not None and last is not None:
        yield Source(token, last)
    else:
        yield from texts(reading, clause)


_PERSONS = {"he", "she", "they"}


def _last_speaker(reading: Reading, before: list[Statement]) -> Agent | None:
    """The last one whose words the text itself reports; speakers within a quotation are passed over."""
    told = (s.speaker for s in reversed(before) if around(reading, _cue(s).start) is None)
    return next((speaker for speaker in told if speaker is not None), None)


def _is_enacted(reading: Reading, clause: Clause, sense: Sense, content: Span) -> bool:
    """True for what a measure does by its words, which is its content and no speech: "a law declaring ..."."""
    named = sense.frame == "naming" and clause.verb.dep_ == "acl" and not quotes.has_quote(reading.quotes, content)
    return named or ("act" in sense.only and clause.verb.dep_ in ("acl", "relcl"))


def _is_voted(reading: Reading, clause: Clause, source: Source) -> bool:
    """True for what a chamber finds by a vote: "the Senate ruled by 60 votes to 12 that the treaty is void"."""
    if source.agent is None or source.agent.kind != "chamber" or reading.sense(clause, *_DECIDING) is None:
        return False
    if not any(child(verb, "mark") is not None for verb in clause.ccomp):
        return False
    sentence = reading.sentence(clause.verb)
    return bool(tallies.find(reading.text, sentence.start, sentence.end))


_DECIDING = ("decide", "pronounce", "finding")


# --- all together ---------------------------------------------------------------------------------------------------


def _distinct(reading: Reading, found: list[Statement]) -> Iterator[Statement]:
    """Each once; without what a speaker says of his own saying within what he says ("he said he expects ...")."""
    seen: set[tuple[str | None, Span]] = set()
    for statement in found:
        key = (_path(statement), statement.content)
        within = any(
            o is not statement and _path(o) == _path(statement) and o.content.covers(_cue(statement)) for o in found
        )
        if key not in seen and not within:
            seen.add(key)
            yield statement


def _cue(statement: Statement) -> Span:
    return statement.cue_span or statement.why.evidence


def _path(statement: Statement) -> str | None:
    return statement.speaker.path if statement.speaker else statement.measure
