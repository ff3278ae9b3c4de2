"""What a cue's complement clause says: where it begins and ends, whatever the parser took it for.

What is said in other ways is found in `speech_loose`, `speech_beside` and `speech_phrases`; the boundaries are set right in
`speech_bounds`, and what the narrator adds is cut off in `speech_cuts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.speech.beside import broken, spoken_before
from kg.extract.speech.bounds import around, tidy, top
from kg.extract.speech.cuts import cut
from kg.extract.speech.loose import has_own_that
from kg.extract.tree import child, is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.prose.quotes import Quote
    from kg.extract.reading import Reading


def complement(reading: Reading, clause: Clause) -> Span | None:
    """What the cue's complement clause says; the whole quotation if that clause is direct speech.

    The complement is the clausal one, or for a cue put in between ("The law, she said, is void") the clause around.
    """
    verb = _reported(reading, clause)
    if verb is None:
        return None
    if (spoken := broken(reading, clause) or spoken_before(reading, clause)) is not None:
        return tidy(reading, spoken)
    words = _words(clause, verb)
    span = _before_cue(reading, clause) if verb.head == clause.verb and verb.i < clause.verb.i else None
    words = _without_adjunct(reading, clause, _behind_relative(clause, verb, words))
    span = span or cut(reading, clause, reading.between(words[0], _last(clause, words)))
    quote = around(reading, span.start)
    if quote is not None and around(reading, clause.verb.idx) is not quote:
        return _from_quote(reading, quote, span)
    return tidy(reading, span)


def _last(clause: Clause, words: list[Token]) -> Token:
    """The last word of what is said, with the clauses that another "that" adds: "said X is shut and that Y is open"."""
    added = (c for c in clause.verb.children if c.dep_ == "conj" and c.i > words[-1].i and has_own_that(c))
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
    timed = reading.is_time(words[0].right_edge)
    return rest if timed and rest and rest[0].i > words[0].right_edge.i and rest[0].text != "," else words


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
        return head if not _is_next(clause.verb, head) else None
    return _garden_path(clause)


def _under_predicate(verb: Token) -> Token:
    """The clause that "it" announces: "made | it clear | that the border stays shut"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ != "it" or verb.tag_ not in ("JJ", "VBN"):
        return verb
    below = (c for c in verb.children if c.i > verb.i and c.dep_ in _CLAUSES and has_own_that(c))
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
    if verb.i > clause.verb.i and (_is_absolute(verb) or _is_beside(clause.verb, verb)):
        return False
    return not marks & {"so", "because", "since", "after", "although", "unless"} and not (
        verb.left_edge.lower_ == "what" and verb.left_edge.i > clause.verb.i
    )


def _is_absolute(verb: Token) -> bool:
    """ "Declares the vote void, | 88 of 120 members agreeing |": what goes with it, behind a comma, and no finite clause."""
    parts = {c.dep_ for c in verb.children}
    first = verb.left_edge
    if verb.tag_ not in ("VBG", "VBN") and not (verb.tag_ == "JJ" and any(t.tag_ == "VBG" for t in verb.subtree)):
        return False
    return "nsubj" in parts and not parts & {"aux", "auxpass", "mark"} and first.i > 0 and first.nbor(-1).text == ","


def _is_next(cue: Token, verb: Token) -> bool:
    """ "Nine members agree, | Chad votes no |": the other verb has no word before the cue, and a comma stands between."""
    first = next((t for t in verb.subtree if t.is_alpha and not (t is cue or cue.is_ancestor(t))), verb)
    return first.i > cue.i and cue.i + 1 < len(cue.doc) and cue.nbor(1).text == ","


def _is_beside(cue: Token, verb: Token) -> bool:
    """ "Nine members agree, | Chad votes no |": another deed behind a comma, in no quotation marks."""
    first = verb.left_edge
    return first.i == cue.i + 2 and cue.nbor(1).text == "," and first.lower_ != "that" and is_finite(verb)


def _before_cue(reading: Reading, clause: Clause) -> Span:
    """All that stands before the cue and its subject: "As before, he will go, despite the vote, the ministry said"."""
    verb = clause.verb
    said = max((c.i for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i < verb.i), default=0)
    quoted = verb.head.head if verb.dep_ == "pcomp" else verb  # "..., she was | quoted | as saying"
    own = [t.left_edge.i for t in {*verb.children, *quoted.children} if said < t.i < verb.i and t.dep_ in _OF_CUE]
    return reading.between(verb.left_edge, reading.doc[min([verb.i, *own]) - 1])


_OF_CUE = {"nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg"}


def _garden_path(clause: Clause) -> Token | None:
    """The finite verb right after what was parsed as the cue's object: "claiming | the law | is unjust"."""
    objects = [t for t in clause.objects if t.i > clause.verb.i]
    if clause.passive or not objects:
        return None
    after = objects[0].right_edge.i + 1
    token = objects[0].doc[after] if after < objects[0].sent.end else None
    if token is None or not is_finite(token) or token.nbor(-1).dep_ == "cc":
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
