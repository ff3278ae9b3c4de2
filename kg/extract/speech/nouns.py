"""Speech without a verb of saying: "according to X", "as X put it", "X's claim that ...", "the warning by X that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.extract.speech import spans as speech_spans
from kg.extract.speech import verdicts as speech_verdicts
from kg.extract.speech.phrases import phrase, rest
from kg.extract.speech.polarity import polarity
from kg.extract.speech.sources import Source, source, speakers, unknown
from kg.extract.tree import child
from kg.types import Span, Statement, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_PREPS = ("over", "about", "at", "for", "of", "with", "regarding", "on", "in", "to")
_LIGHT = {"make", "issue", "repeat", "express", "voice", "offer", "give", "have", "renew", "level", "trade", "exchange"}


def find(reading: Reading) -> Iterator[Statement]:
    """Statements whose cue is no verb of saying in the text's own clause."""
    for token in reading.doc:
        if token.lower_ == "according" and token.i + 2 < len(reading.doc) and _next(token).lower_ == "to":
            yield from _according(reading, token)
        elif token.tag_ in ("NN", "NNS"):
            yield from _noun(reading, token)
            yield from _viewpoint(reading, token)
    for clause in reading.clauses:
        if reading.sense(clause, "speech") is not None:
            yield from _as_said(reading, clause)
    yield from _verdicts(reading)


# --- "according to X" -----------------------------------------------------------------------------------------------


def _next(token: Token) -> Token:
    """The word after `token`, past white space."""
    words = (t for t in token.doc[token.i + 1 :] if not t.is_space)
    return next(words, token)


def _according(reading: Reading, cue: Token) -> Iterator[Statement]:
    to = _next(cue)
    for named in _governed(reading, to):
        sentence = reading.sentence(cue)
        span = reading.between(cue, _last_of_name(reading, named))
        why = Why(sentence, sentence, "statement.according", 0.8, "according to")
        content = rest(reading, span, sentence)
        words = Span(cue.idx, to.idx + len(to.text))
        for speaker in list(source(reading, named, minted=True)) or unknown(reading, named):
            yield statement(reading, speaker, content, words, "according to", why, None)
        return


def _governed(reading: Reading, to: Token) -> Iterator[Token]:
    """The head of the phrase after "to"; if the parser ran past a comma, the last noun before it."""
    head = next((t for t in (*to.children, *to.head.children) if t.dep_ == "pobj" and t.i > to.i), None)
    if head is None:
        return
    commas = [t.i for t in reading.doc[to.i + 1 : head.i] if t.text == ","]
    if commas:
        before = [t for t in reading.doc[to.i + 1 : commas[0]] if t.tag_.startswith(("NN", "PRP"))]
        yield from before[-1:]
    yield head


def _last_of_name(reading: Reading, named: Token) -> Token:
    """The last word of the source, with its prepositions and the role after a name, but not what is said."""
    last = named
    for token in named.children:
        if token.i < named.i or token.is_punct:
            continue
        shown = token.dep_ == "acl" and token.tag_ == "VBN" and token.i == last.i + 1  # "a memo seen by reporters"
        role = token.dep_ == "appos" and reading.noun(token, "role", "member", "group") is not None
        if not (role or shown or (token.dep_ == "prep" and token.i == last.i + 1)):
            break
        last = token.right_edge
    return last


def _viewpoint(reading: Reading, token: Token) -> Iterator[Statement]:
    """ "in the words of X", "in X's view": the sentence without the phrase is what is said."""
    into = token.head
    if into.lower_ != "in" or token.dep_ != "pobj" or reading.noun(token, "viewpoint") is None:
        return
    of = next((c for c in token.children if c.lower_ == "of"), None)
    named = child(of, "pobj") if of is not None else child(token, "poss")
    if named is None:
        return
    sentence = reading.sentence(token)
    last = named.right_edge if of is not None else token
    content = rest(reading, reading.between(into, last), sentence)
    why = Why(sentence, sentence, "statement.according", 0.8, token.lemma_)
    cue = reading.between(into, of if of is not None else token)
    for speaker in source(reading, named, minted=True):
        yield statement(reading, speaker, content, cue, token.lemma_, why, None)


# --- "as X put it" --------------------------------------------------------------------------------------------------


def _as_said(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """A clause of saying that "as" makes a comment on its sentence; "signs it as Chad vows to act" tells two things."""
    verb = clause.verb
    told = clause.ccomp or clause.xcomp or (not clause.passive and any(t.lower_ != "it" for t in clause.objects))
    mark = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "mark"), None)
    if verb.dep_ != "advcl" or told or mark is None or _goes_on(reading, clause, mark):
        return
    sentence = reading.sentence(verb)
    content = rest(reading, reading.subtree(verb), sentence)
    why = reading.why(clause, "statement.as", 0.7)
    for speaker in speakers(reading, clause):
        words = Span(verb.idx, verb.idx + len(verb.text))
        yield statement(reading, speaker, content, words, verb.lemma_, why, None)


def _goes_on(reading: Reading, clause: Clause, mark: Token) -> bool:
    """ "passes it | as unions protest |", "even as they say so": what happens meanwhile."""
    if mark.i == mark.sent.start or not mark.nbor(-1).is_alpha:
        return False
    sense = reading.sense(clause, "speech")
    against = sense is not None and sense.polarity == "opposes"
    return against or mark.nbor(-1).lower_ == "even" or any(c.dep_ == "prep" for c in clause.verb.children)


# --- nouns ----------------------------------------------------------------------------------------------------------


def _noun(reading: Reading, token: Token) -> Iterator[Statement]:
    """ "claims by X that ...", "X's remark that ...", "the sides traded accusations of ..."."""
    sense = reading.noun(token, "speech")
    said = _said(reading, token, sense) if sense is not None else None
    if sense is None or said is None:
        return
    span = reading.between(token.left_edge, said.right_edge)
    why = Why(span, reading.sentence(token), "statement.noun", 0.6, token.lemma_)
    cue = Span(token.idx, token.idx + len(token.text))
    for named in _speakers(reading, token):
        for speaker in source(reading, named, minted=True):
            told = statement(reading, speaker, phrase(reading, said), cue, token.lemma_, why, sense.polarity)
            yield replace(told, act=sense.act or told.act)


def _said(reading: Reading, token: Token, sense: Sense) -> Token | None:
    """The clause with "that", or the "of" phrase of an accusation; the parser may hang either on the verb above."""
    for head in (token, token.head):
        free = head.i == token.i or reading.lexicon.sense("verb", head.lemma_, "speech") is None
        for c in head.children:
            if free and c.i > token.i and c.dep_ in ("acl", "ccomp", "relcl") and _has_that(c):
                return c
    if (below := _below_speaker(token)) is not None or (below := _undertaken(token, sense)) is not None:
        return below
    governed = (t for p in token.children if p.lower_ in sense.content for t in p.children)
    return next((t for t in governed if t.dep_ in ("pobj", "pcomp")), None)


def _below_speaker(token: Token) -> Token | None:
    """ "Accusations by the opposition | that the count was rigged |", where the parser hung the clause on who speaks."""
    named = (t for p in token.children if p.lower_ in ("by", "from") for t in p.children if t.dep_ == "pobj")
    return next((c for t in named for c in t.children if c.dep_ in ("acl", "relcl") and _has_that(c)), None)


def _undertaken(token: Token, sense: Sense) -> Token | None:
    """The deed that somebody named undertakes: "a threat by Chad | to leave |", "Chad's pledge | to send troops |"."""
    owner = child(token, "poss")
    named = owner is not None and owner.tag_ in ("NNP", "NNS", "NN")
    if "xcomp" not in sense.content or not (named or any(c.lower_ in ("by", "from") for c in token.children)):
        return None
    deeds = (c for c in token.children if c.i > token.i and c.tag_ == "VB" and c.dep_ in ("acl", "relcl", "xcomp"))
    return next((c for c in deeds if any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)), None)


def _has_that(verb: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)


def _verdicts(reading: Reading) -> Iterator[Statement]:
    """'"A disgrace" was the comment of X'."""
    for noun, named, content in speech_verdicts.find(reading):
        sentence = reading.sentence(noun)
        why = Why(sentence, sentence, "statement.verdict", 0.7, noun.lemma_)
        cue = Span(noun.idx, noun.idx + len(noun.text))
        for speaker in source(reading, named, minted=True):
            yield statement(reading, speaker, content, cue, noun.lemma_, why, None)


def _speakers(reading: Reading, token: Token) -> Iterator[Token]:
    """Whose words a noun tells of: a possessor, the "by" or "from" phrase, or the subject of a light verb."""
    poss = child(token, "poss")
    if poss is not None:
        yield poss
    verb = token.head
    for prep in (
        *token.children,
        *(c for c in verb.children if c.i == token.i + 1),
    ):  # "rejects claims | by Peru | that"
        if prep.lower_ in ("by", "from"):
            yield from (t for t in prep.children if t.dep_ == "pobj")
    if token.dep_ == "dobj" and verb.lemma_ in _LIGHT and reading.clauses.has(verb):
        yield from reading.clauses.at(verb).subjects


def about(reading: Reading, token: Token) -> Span | None:
    """What a feeling put into words is about: a quoted description ("as 'an affront'"), a clause, a phrase."""
    sense = reading.noun(token, "speech", "stance")
    said = _said(reading, token, sense) if sense is not None else None
    preps = [c for c in token.children if c.dep_ == "prep"] + [c for c in token.head.children if c.dep_ == "prep"]
    preps = [p for p in preps if not _is_where_told(reading, p)]
    governed = [(p.lower_, t) for p in preps if p.i > token.i for t in p.children if t.dep_ in ("pobj", "pcomp")]
    for prep, tail in governed:
        inner = [g for c in tail.children if c.lower_ == "as" for g in c.children]
        for named in (*inner, *((tail,) if prep == "as" else ())):
            if quotes.has_quote(reading.quotes, reading.subtree(named)):
                return phrase(reading, named)
    if said is not None:
        return phrase(reading, said)
    return next((phrase(reading, tail) for prep, tail in governed if prep in _PREPS), None)


def _is_where_told(reading: Reading, prep: Token) -> bool:
    """ "Voices concern | in a telephone call | to X", "in a statement": where, and not about what."""
    inner = child(prep, "pobj") if prep.lower_ in ("in", "at", "on", "during") else None
    if inner is None:
        return False
    timed = reading.is_time(inner) or reading.noun(inner, "medium", "note") is not None
    spoken = prep.lower_ == "in" and reading.noun(inner, "speech") is not None
    return timed or spoken or inner.lower_ in _CALLS


_CALLS = {
    "call",
    "conversation",
    "meeting",
    "phone",
    "tweet",
    "post",
    "message",
    "speech",
    "interview",
    "talk",
    "talks",
}


# --- parts ----------------------------------------------------------------------------------------------------------


def statement(
    reading: Reading, speaker: Source, content: Span, cue: Span | None, word: str, why: Why, side: str | None
) -> Statement:
    """A statement by one speaker; `word` is the cue's lemma, `side` its tone by itself, from the lexicon."""
    measure = reading.discourse.measures[speaker.measure].body if speaker.measure else None
    return Statement(
        speaker=speaker.agent or measure,
        content=content,
        cue=word,
        quote=quotes.has_quote(reading.quotes, Span(max(content.start - 1, 0), content.end + 1)),
        polarity=polarity(reading, content, side),
        why=why,
        source=speech_spans.source(reading, speaker.token, cue) if cue is not None else None,
        cue_span=speech_spans.cue(reading, cue) if cue is not None else None,
        role=reading.discourse.role(speaker.token),
        on_behalf=reading.office(speaker.token),
        measure=speaker.measure,
    )


def told_as(last: Statement, said: Statement) -> Statement:
    """`said` as `last`, whose words it goes on with: of the same speaker, with its source, cue, act and medium."""
    same = {name: getattr(last, name) for name in ("role", "on_behalf", "source", "cue_span", "act", "medium")}
    return replace(said, **same)
