"""Where what is said begins and ends: complements of a cue, direct speech beside it, phrases, the rest of a sentence.

The boundaries are set right in `speech_bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract import noun_tails
from kg.extract.speech_bounds import around, tidy, top
from kg.extract.tree import child
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.quotes import Quote
    from kg.extract.reading import Reading

_SECOND_THAT = re.compile(r"\b(?:and|but) that\s")  # what is said goes on
_WORD = re.compile(r"\w")
_OUTER = {"after", "while", "amid", "following", "when"}  # what follows them is told by the narrator
_RESPONSE = re.compile(r"\s(?:in (?:response|reaction|retaliation|reply) (?:to|for)|ahead of)\s")
_SHORTEST = 3  # words of a quotation that alone makes a statement, and words that a cut leaves


# --- clauses ----------------------------------------------------------------------------------------------------


def complement(reading: Reading, clause: Clause) -> Span | None:
    """What the cue's complement clause says; the whole quotation if that clause is direct speech.

    The complement is the clausal one, or for a cue put in between ("The law, she said, is void") the clause around.
    """
    verb = _reported(reading, clause)
    if verb is None:
        return None
    if (broken := _broken(reading, clause) or _spoken_before(reading, clause)) is not None:
        return tidy(reading, broken)
    words = _words(clause, verb)
    span = _before_cue(reading, clause) if verb.head == clause.verb and verb.i < clause.verb.i else None
    words = _without_adjunct(reading, clause, _behind_relative(clause, verb, words))
    span = span or _cut(reading, clause, reading.between(words[0], _last(clause, words)))
    quote = around(reading, span.start)
    if quote is not None and around(reading, clause.verb.idx) is not quote:
        return _from_quote(reading, quote, span)
    return tidy(reading, span)


def divided(reading: Reading, clause: Clause) -> tuple[Span, Token] | None:
    """What is said and who says it, where the parser took both for subjects: "Thieves made off with it, police said"."""
    before = [c for c in clause.verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < clause.verb.i]
    if len(before) != 2 or before[1].left_edge.i == 0 or before[1].left_edge.nbor(-1).text != ",":
        return None
    said = reading.between(before[0].left_edge, before[1].left_edge.nbor(-2))
    told = any(t.tag_.startswith("VB") for t in before[0].subtree) and len(said.of(reading.text).split()) > _SHORTEST
    return (tidy(reading, said), before[1]) if told else None


def _has_own_that(verb: Token) -> bool:
    """True if "that" opens the clause of a verb without being its subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.left_edge.lower_ == "that" and subject is not None and subject.i != verb.left_edge.i


def _last(clause: Clause, words: list[Token]) -> Token:
    """The last word of what is said, with the clauses that another "that" adds: "said X is shut and that Y is open"."""
    added = (c for c in clause.verb.children if c.dep_ == "conj" and c.i > words[-1].i and _has_own_that(c))
    return max((c.right_edge for c in added), key=lambda t: t.i, default=words[-1])


def _behind_relative(clause: Clause, verb: Token, words: list[Token]) -> list[Token]:
    """What is said without the pronoun before the cue: "a law | that | critics say | would hurt the poor |"."""
    before = [t for t in words if t.i < clause.verb.i]
    relative = clause.verb.dep_ == "relcl" or any(t.lower_ == "what" for t in before)
    relative &= verb.i > clause.verb.i and bool(before)
    return [t for t in words if t.i > clause.verb.i] if relative and len(before) == 1 else words


def _without_adjunct(reading: Reading, clause: Clause, words: list[Token]) -> list[Token]:
    """What is said without the cue's own time in front, where the parser put it there: "said | on Sunday | it left"."""
    if words[0].i != clause.verb.i + 1 or words[0].dep_ not in ("prep", "npadvmod", "advmod"):
        return words
    adjunct = {t.i for t in words[0].subtree}
    rest = [t for t in words if t.i not in adjunct]
    timed = any(e.span.start <= words[0].right_edge.idx < e.span.end for e in reading.expressions)
    return rest if timed and rest and rest[0].i > words[0].right_edge.i and rest[0].text != "," else words


def after_that(reading: Reading, clause: Clause, near: bool) -> Span | None:
    """What "that" opens right behind a cue, or (not `near`) behind where it is told, however the parser hung it.

    "announced in a letter | that they will leave", "says for the first time | that it has won": of a cue that has no other
    content it is no relative clause.
    """
    at = clause.verb.i + 1
    for adjunct in () if near else sorted(c for c in clause.verb.children if c.i >= at and c.dep_ in _ADJUNCTS):
        if adjunct.left_edge.i == at and _is_of_telling(reading, adjunct):
            that = next((t.i for t in adjunct.subtree if t.lower_ == "that" and t.i > adjunct.i), None)
            at = that or adjunct.right_edge.i + 1
    doc = reading.doc
    if at + 2 >= len(doc) or doc[at].lower_ != "that" or doc[at].sent != clause.verb.sent or _is_finite(doc[at + 1]):
        return None
    rest = doc[at + 1 : clause.verb.sent.end]
    if not any(_is_finite(t) for t in rest):
        return None
    stop = next((t.i for t in rest if t.text == ";"), clause.verb.sent.end)
    return tidy(reading, _cut(reading, clause, reading.between(doc[at + 1], doc[stop - 1])))


_ADJUNCTS = {"prep", "advmod", "npadvmod"}
_WHERE_TOLD = {"in", "on", "at", "by", "to", "via", "through", "during"}


def _is_of_telling(reading: Reading, adjunct: Token) -> bool:
    """Where, when or how often something is said: "in a letter", "late on Monday", "for the first time"."""
    if adjunct.dep_ != "prep" or adjunct.lower_ in _WHERE_TOLD:
        return True
    timed = child(adjunct, "pobj")
    return timed is not None and (timed.lower_ == "time" or is_time(reading, timed))


def is_time(reading: Reading, token: Token) -> bool:
    """True for a word of a time expression."""
    return any(e.span.start <= token.idx < e.span.end for e in reading.expressions)


def swallowed(reading: Reading, clause: Clause) -> Span | None:
    """A clause that the parser took for the object of a verb that has none: "said a law permitting it was wrong"."""
    objects = [t for t in clause.objects if t.i > clause.verb.i]
    if clause.passive or clause.ccomp or not objects:
        return None
    told = next((c for c in objects[0].subtree if c.dep_ in ("acl", "relcl", "ccomp") and _has_own_that(c)), None)
    if told is not None:  # "told a briefing that ..."
        return tidy(reading, _cut(reading, clause, reading.subtree(told)))
    last = clause.verb.right_edge
    joined = {
        t.i for c in clause.verb.children if c.dep_ == "conj" for t in c.subtree
    }  # "declares a curfew and orders ..."
    if not any(_is_finite(t) and t.i not in joined for t in clause.verb.doc[objects[0].i : last.i + 1]):
        return None
    return tidy(reading, _cut(reading, clause, reading.between(objects[0].left_edge, last)))


def after_colon(reading: Reading, clause: Clause) -> Span | None:
    """What follows "X recalled the position: Y stays", where the parser hung the cue under the clause that is told."""
    verb, told = clause.verb, clause.verb.head
    colon = next((c for c in told.children if c.text == ":" and verb.i < c.i < told.i), None)
    things = [t for t in clause.objects if reading.noun(t, *_TOLD_IN) is None]
    if verb.dep_ != "ccomp" or colon is None or things:
        return None
    return tidy(reading, reading.between(colon.nbor(1), told.right_edge))


_TOLD_IN = ("speech", "medium", "stance", "affair")  # what a colon may lead on from: "repeated its position: ..."


def _reported(reading: Reading, clause: Clause) -> Token | None:
    stops = [c.i for c in clause.verb.children if c.text == ";" and c.i < clause.verb.i]
    said = [_under_predicate(c) for c in clause.ccomp if _may_be_said(clause, c) and c.i > max(stops, default=-1)]
    said = [v for v in said if not _is_formula(v) and not (_is_apart(clause, v) and _tells_own(reading, clause))]
    if clause.ccomp and (said or not (_is_formula(clause.ccomp[0]) or _tells_own(reading, clause))):
        return next((c for c in said if c.i > clause.verb.i), said[0] if said else None)
    if not _tells_own(reading, clause) and (fronted := _fronted(clause)) is not None:
        return fronted
    head = clause.verb.head
    if clause.verb.dep_ == "parataxis" and head.i != clause.verb.i and not clause.objects:
        return head
    return _garden_path(clause)


def _under_predicate(verb: Token) -> Token:
    """The clause that "it" announces: "made | it clear | that the border stays shut"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ != "it" or verb.tag_ not in ("JJ", "VBN"):
        return verb
    below = (c for c in verb.children if c.i > verb.i and c.dep_ in _CLAUSES and _has_own_that(c))
    beside = (c for c in verb.head.children if c.i > verb.i and c.dep_ == "ccomp")  # "made | it clear | it would leave"
    return next(below, None) or next(beside, verb)


def _is_formula(verb: Token) -> bool:
    """ "The port stays shut, the ministry | let it be known |": no more than part of the cue."""
    return verb.lower_ == "known" and [c.lower_ for c in verb.children if not c.is_punct] == ["it", "be"]


_CLAUSES = {"ccomp", "advcl", "acl", "relcl", "xcomp"}


def _is_apart(clause: Clause, verb: Token) -> bool:
    """Before the cue, or behind a colon."""
    cue = clause.verb
    return verb.i < cue.i or any(t.text == ":" for t in cue.doc[cue.i : verb.left_edge.i])


def _tells_own(reading: Reading, clause: Clause) -> bool:
    """True for a cue between its subject and the thing that it tells: what stands before is no part of what is said."""
    things = any({"obj", "words"} & set(s.content) for s, _ in reading.senses(clause, "speech"))
    between = not clause.open_subject and any(t.i > clause.verb.i for t in clause.objects)
    return things and between and not clause.passive


def _fronted(clause: Clause) -> Token | None:
    """What is said before the cue, where the parser took it for an adverbial clause without a conjunction."""
    stops = [c.i for c in clause.verb.children if c.text == ";" and c.i < clause.verb.i]
    before = (c for c in clause.verb.children if c.dep_ == "advcl" and max(stops, default=-1) < c.i < clause.verb.i)
    found = ((c, {g.dep_ for g in c.children}) for c in before)
    return next((c for c, deps in found if deps & {"nsubj", "nsubjpass"} and "mark" not in deps), None)


def _may_be_said(clause: Clause, verb: Token) -> bool:
    """False for a clause of purpose or cause and for a free relative ("countered what he called a coup").

    A cue within one tells what follows: "condemns what Chad says | is a coup |".
    """
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return not marks & {"so", "because", "since", "after", "although", "unless"} and not (
        verb.left_edge.lower_ == "what" and verb.left_edge.i > clause.verb.i
    )


def _before_cue(reading: Reading, clause: Clause) -> Span:
    """All that stands before the cue and its subject: "As before, he will go, despite the vote, the ministry said"."""
    verb = clause.verb
    said = max((c.i for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i < verb.i), default=0)
    own = [t.left_edge.i for t in verb.children if said < t.i < verb.i and t.dep_ in _OF_CUE]
    return reading.between(verb.left_edge, reading.doc[min([verb.i, *own]) - 1])


_OF_CUE = {"nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg"}


def _garden_path(clause: Clause) -> Token | None:
    """The finite verb right after what was parsed as the cue's object: "claiming | the law | is unjust"."""
    objects = [t for t in clause.objects if t.i > clause.verb.i]
    if clause.passive or not objects:
        return None
    after = objects[0].right_edge.i + 1
    token = objects[0].doc[after] if after < objects[0].sent.end else None
    if token is None or token.tag_ not in ("VBZ", "VBP", "VBD", "MD") or token.nbor(-1).dep_ == "cc":
        return None
    return token.head if token.dep_ in ("aux", "auxpass") else token


def _words(clause: Clause, verb: Token) -> list[Token]:
    """The words of what is said: those of its verb without those of a cue put in between."""
    said = list(verb.subtree)
    if verb.is_ancestor(clause.verb):
        cue = {t.i for t in clause.verb.subtree}
        said = [t for t in said if t.i not in cue]
    elif not clause.ccomp:  # a garden path: the cue's object is the subject of what is said
        said = [*(t for o in clause.objects[:1] for t in o.subtree), *said]
    said = sorted((t for t in said if not t.is_space), key=lambda t: t.i)
    while said and said[-1].text in _END and said[-1].i > clause.verb.i > said[0].i:
        said.pop()  # "X is ill, Y said, citing a friend": the full stop behind the cue ends the sentence, not what is said
    return said or [verb]


_END = {".", ",", ";"}


def _from_quote(reading: Reading, quote: Quote, span: Span) -> Span:
    """The whole quotation; with the next one if the cue breaks the sentence ('"The vote," she said, "is void."')."""
    end = quote.inner.end
    for other in top(reading):
        if quote.inner.end < other.inner.start < span.end:
            end = other.inner.end
    return tidy(reading, Span(quote.inner.start, end))


def _cut(reading: Reading, clause: Clause, span: Span) -> Span:
    """Without what the narrator adds at the end: participles after a comma, "after ...", "in response to ..."."""
    if around(reading, span.start) is not None:
        return span
    half = (span.start + span.end) // 2  # a reason that makes up more than half is no aside
    ends = [t.left_edge.idx for t in _tokens(reading, span) if _is_added(reading, clause, t, span.end)]
    ends += [t.left_edge.idx for t in _tokens(reading, span) if is_remark(reading, t, span.end)]
    ends += [at for m in _RESPONSE.finditer(span.of(reading.seen)) if (at := span.start + m.start()) >= half]
    said = max((span.start + m.end() for m in _SECOND_THAT.finditer(span.of(reading.seen))), default=span.start)
    for end in sorted(ends):
        if end > said and len(reading.text[span.start : end].split()) >= _SHORTEST:
            return Span(span.start, end)
    return span


def _is_added(reading: Reading, clause: Clause, token: Token, end: int) -> bool:
    if token.dep_ not in ("advcl", "conj", "prep") or around(reading, token.idx) is not None:
        return False
    edge = token.left_edge
    comma = edge.i > 0 and edge.nbor(-1).text in (",", ";", "-", "–", "—")
    if token.dep_ == "conj":
        return _goes_on(reading, clause, token)
    if token.dep_ == "prep":
        return comma and token.lower_ in _OUTER
    mark = next((c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i == edge.i), "")
    if mark == "after" and not comma and _is_past(clause.verb) and _is_past(token.head):
        return False  # "said a man was held after a shop burned": one story; "says it will sue after the vote" is two
    last = token.right_edge.idx + len(token.right_edge.text) >= end  # "cutting jobs, but that directors objected"
    return mark in ("after", "while", "whereas") or (comma and last and token.tag_ == "VBG" and edge.i == token.i)


def is_remark(reading: Reading, token: Token, end: int) -> bool:
    """What the narrator says of the whole at its end: "says it has won, | a claim disputed by Chad |", "| which X denies |".

    So too what is told of the last one named: "blames Chad, | whose army is near |".
    """
    edge, last = token.left_edge, token.right_edge
    if edge.i == 0 or edge.nbor(-1).text != "," or last.idx + len(last.text) < end:
        return False
    if token.dep_ == "relcl" and edge.lower_ in ("which", "whose") and reading.clauses.has(token):
        sense = reading.sense(reading.clauses.at(token), "speech", "stance", "naming")
        return edge.lower_ != "which" or (sense is not None and (edge.dep_ == "dobj" or edge.head is not token))
    if token.dep_ == "prep" and token.lower_ == "in":  # "will leave, | in a blow to the bloc |"
        noun = child(token, "pobj")
        return noun is not None and noun.left_edge.lower_ in ("a", "an", "what")
    told = any(c.dep_ in ("acl", "relcl") for c in token.children)
    if token.dep_ not in ("appos", "npadvmod", "conj") or edge.lower_ not in ("a", "an") or not told:
        return False
    return token.lower_ in _WHOLES or reading.noun(token, "speech") is not None


_WHOLES = {"move", "step", "decision", "figure", "charge", "position", "view", "offer", "measure", "plan"}


def _is_past(verb: Token) -> bool:
    """True for a simple past or its passive."""
    auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return auxiliary.tag_ == "VBD"


def _goes_on(reading: Reading, clause: Clause, token: Token) -> bool:
    """True for a verb of the speaker that the parser put under what is said: "said it failed, and called for ...".

    So for what another one says: "says it failed, and Chad vows to sue", if somebody is its subject.
    """
    if token.tag_ != clause.verb.tag_ or not _tells(reading, token):
        return False
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "mark")]
    if not subjects:
        return True
    edge, agent = token.left_edge, reading.discourse.agent(subjects[0])
    apart = edge.i > 1 and edge.nbor(-1).dep_ == "cc" and edge.nbor(-2).text == ","
    return apart and len(subjects) == 1 and subjects[0].tag_ != "PRP" and agent is not None


def _tells(reading: Reading, verb: Token) -> bool:
    return any(s.frame in _TELLING for s in reading.lexicon.of("verb", verb.lemma_))


_TELLING = {"speech", "stance", "demand", "naming", "accuse", "express"}


def _tokens(reading: Reading, span: Span) -> Iterator[Token]:
    found = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    yield from found if found is not None else ()


# --- quotations and phrases -------------------------------------------------------------------------------------


def quotation(reading: Reading, clause: Clause) -> Span | None:
    """The direct speech beside a cue: after it and a colon or comma, before it and its subject, or right after it."""
    near = [q for q in top(reading) if not q.span.start <= clause.verb.idx < q.span.end]
    before = [q for q in near if q.span.end <= clause.verb.idx][-1:]
    after = [q for q in near if q.span.start > clause.verb.idx][:1]
    found = [
        *(q for q in after if _introduced(reading, clause, q)),
        *(q for q in before if _follows(reading, clause, q)),
        *(q for q in after if _long(reading, q) and _between(clause, q) is not None and not _is_manner(clause, q)),
    ]
    return tidy(reading, found[0].inner) if found else None


def _is_manner(clause: Clause, quote: Quote) -> bool:
    """ "condemned the raid 'in the strongest terms'": how, and not what."""
    first = next((t for t in clause.verb.sent if t.idx >= quote.inner.start), clause.verb)
    return first.tag_ == "IN" and any(clause.verb.i < t.i < first.i for t in clause.objects)


def _broken(reading: Reading, clause: Clause) -> Span | None:
    """Quoted words that the cue breaks in two: '"We are not at war," she added, "but we must be ready."'"""
    cue, quoted = clause.verb.idx, list(top(reading))
    before = next((q for q in reversed(quoted) if q.span.end <= cue and _follows(reading, clause, q)), None)
    if before is None or reading.text[before.inner.end - 1] != ",":
        return None
    after = next((q for q in quoted if q.span.start > cue and _introduced(reading, clause, q)), None)
    return Span(before.inner.start, after.inner.end) if after is not None else None


def _spoken_before(reading: Reading, clause: Clause) -> Span | None:
    """A whole quoted sentence right before the cue, wherever the parser begins and ends the cue's sentence."""
    before = next((q for q in top(reading) if q.span.end <= clause.verb.idx and _follows(reading, clause, q)), None)
    if before is None:
        return None
    first = reading.text[: before.span.start].rstrip()[-1:] in ("", ".", "!", "?")
    return before.inner if first and reading.text[before.inner.end - 1] == "," else None


def _introduced(reading: Reading, clause: Clause, quote: Quote) -> bool:
    """True if a colon or comma or nothing at all leads from the cue to the quotation."""
    between = _between(clause, quote)
    return between is not None and (not between or between[-1].text in (":", ","))


def _between(clause: Clause, quote: Quote) -> list[Token] | None:
    """The words from the cue to a quotation later in its sentence; None if a finite verb is among them."""
    verb = clause.verb
    words = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.idx < quote.span.start and not t.is_space]
    apart = quote.span.start >= verb.sent.end_char or any(_is_finite(t) for t in words)
    return None if apart else words


_STOPS = {".", ";"}  # behind a quotation: its sentence is over
_PARAGRAPH = re.compile(r"\n\s*\n")


def _follows(reading: Reading, clause: Clause, quote: Quote) -> bool:
    """True if nothing but the cue's subject and adverbs stands between the quotation and the cue."""
    verb = clause.verb
    if reading.text[quote.span.end : quote.span.end + 1] in _STOPS or _is_over(reading, quote):
        return False
    spoken = reading.text[quote.inner.end - 1] in ",.!?…" or reading.text[quote.span.end : quote.span.end + 1] == ","
    if not (spoken or _long(reading, quote)) or _PARAGRAPH.search(reading.text, quote.span.end, verb.idx):
        return False
    own = {t.i for t in verb.subtree} | {t.i for s in clause.subjects for t in s.subtree}
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "X was quoted as saying"
        own |= {t.i for t in (verb.head, verb.head.head, *verb.head.head.children)}
    back = takewhile(lambda t: t.idx >= quote.span.end, (verb.doc[i] for i in range(verb.i - 1, -1, -1)))
    return all(t.i in own for t in back if _WORD.match(t.text))


def _is_over(reading: Reading, quote: Quote) -> bool:
    """True for words that end with a full stop: a cue behind them is none of theirs."""
    return reading.text[quote.inner.end - 1] == "." and reading.text[quote.span.end : quote.span.end + 1] != ","


def _long(reading: Reading, quote: Quote) -> bool:
    return len(quote.inner.of(reading.text).split()) >= _SHORTEST


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBZ", "VBD", "VBP", "MD")


def phrase(reading: Reading, token: Token) -> Span:
    """A noun phrase or an infinitive that is said, without what the narrator adds; after a colon, what follows it."""
    span = reading.between(token.left_edge, noun_tails.last_word(token, noun_tails.OF_SPEECH, clauses=True))
    after = reading.seen[span.end : token.sent.end_char]
    if after.lstrip().startswith(":") and reading.noun(token, *_TOLD_IN) is not None:
        return tidy(reading, Span(span.end, token.sent.end_char))
    remarks = [t.left_edge.idx for t in _tokens(reading, span) if t.i > token.i and is_remark(reading, t, span.end)]
    span = Span(span.start, min(remarks, default=span.end))
    response = _RESPONSE.search(span.of(reading.seen))
    whole = token.tag_.startswith("NN") and response is not None and 2 * response.start() < span.end - span.start
    aside = (
        response is not None and not whole
    )  # of "sanctions in retaliation for a raid on ..." the reason is the point
    return tidy(reading, Span(span.start, span.start + response.start()) if response and aside else span)


def rest(reading: Reading, cue: Span, sentence: Span) -> Span:
    """The sentence without a phrase like "according to X": what follows it or precedes it; all if it stands within.

    A colon or semicolon bounds the part that is meant.
    """
    before, after = _bounded(reading, Span(sentence.start, cue.start)), Span(cue.end, sentence.end)
    stop = min((after.start + m.start() for m in re.finditer(r"; ", after.of(reading.text))), default=after.end)
    after = Span(after.start, stop)
    if not _WORD.search(before.of(reading.text)):
        return tidy(reading, after)
    if not _WORD.search(after.of(reading.text)):
        return tidy(reading, before)
    if len(before.of(reading.text).split()) < _SHORTEST - 1:
        return tidy(reading, after)
    return tidy(reading, Span(before.start, after.end))


def _bounded(reading: Reading, span: Span) -> Span:
    cut = max((m.end() for m in re.finditer(r"[:;] ", span.of(reading.text))), default=0)
    return Span(span.start + cut, span.end)
