"""Speech under other verbs than those of saying: accusations, feelings put into words, quoted judgements and demands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.extract.speech import nouns as speech_nouns
from kg.extract.speech.bounds import around, tidy
from kg.extract.speech.phrases import phrase
from kg.extract.speech.polarity import takes_side
from kg.extract.speech.says import happens
from kg.extract.speech.slots import SIDES, quote_in
from kg.extract.tree import is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_POINTING = {"it", "this", "that", "them", "him", "her"}


def accuses(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    """ "accused Chad of arming rebels": the deed that somebody is accused of."""
    sense = reading.sense(clause, "accuse")
    if sense is None or clause.negated or _is_at_fault(clause):
        return None
    charge = _charge(clause, set(sense.content))
    if charge is None:
        return _blamed(reading, clause, sense)
    if (
        charge.head.lower_ == "with"
        and charge.dep_ == "pobj"
        and not any(_may_blame(reading, t) for t in clause.subjects)
    ):
        return None
    if clause.objects and (charge.head.lower_ == "on" or (charge.head.lower_ == "for" and _is_cause(reading, clause))):
        last = charge.head.right_edge  # "blamed the attack on the rebels": both are what is said
        return sense, tidy(reading, reading.between(clause.objects[0].left_edge, last))
    return sense, phrase(reading, charge)


def _may_blame(reading: Reading, token: Token) -> bool:
    """ "Nepal charged India with bad faith"; not "the inquiry charged four men with murder", which is done by law."""
    return reading.discourse.agent(token) is not None and reading.noun(token, "court", "body") is None


def _blamed(reading: Reading, clause: Clause, sense: Sense) -> tuple[Sense, Span] | None:
    """'Blames "foreign agents"', 'blamed a "reckless" order by the mayor': whom or what, in quoted words and without more."""
    thing = clause.objects[0] if "obj" in sense.content and clause.objects and not clause.passive else None
    if thing is None or thing.i < clause.verb.i or not happens(clause) or quote_in(reading, thing) is None:
        return None
    return sense, phrase(reading, thing)


def _is_cause(reading: Reading, clause: Clause) -> bool:
    """ "Blames the expansion for the war": a thing is told to be the cause, and nobody is accused of a deed."""
    blamed = clause.objects[0] if clause.objects and not clause.passive else None
    return blamed is not None and blamed.tag_ in ("NN", "NNS") and not _may_act(reading, blamed)


def _may_act(reading: Reading, token: Token) -> bool:
    return (
        reading.discourse.agent(token) is not None or reading.noun(token, "role", "group", "member", "body") is not None
    )


def _is_at_fault(clause: Clause) -> bool:
    """ "Chad is to blame for it": its subject accuses nobody."""
    verb = clause.verb
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(c.lower_ == "to" for c in verb.children)


def _charge(clause: Clause, slots: set[str]) -> Token | None:
    """What someone is accused of; the preposition may be parsed under the accused ("the two countries of backing")."""
    heads = (clause.verb, *clause.objects, *(clause.subjects if clause.passive else ()))
    preps = [p for h in heads for p in h.children if p.dep_ == "prep" and p.lower_ in slots and p.i > clause.verb.i]
    near = [p for p in preps if p.nbor(-1).text != ","]  # not "charged him with theft, | with the trial due in May |"
    governed = [t for p in near for t in p.children if t.dep_ in ("pobj", "pcomp")]
    return max(governed, key=lambda t: (t.dep_ == "pcomp", t.head.head.i == clause.verb.i, t.i), default=None)


def expresses(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    """ "expressed concern over the arrests": the noun gives the side, what it is about is the content."""
    sense = reading.sense(clause, "express")
    token = clause.objects[0] if clause.objects else None
    felt = reading.noun(token, "stance", "speech") if sense is not None and token is not None else None
    if sense is None or token is None or felt is None or clause.negated:
        return None
    if _is_quoted(reading, token):
        return felt, phrase(reading, token)
    told = (speech_nouns.about(reading, t) for t in (token, *(c for c in token.children if c.dep_ == "conj")))
    content = next((c for c in told if c is not None), None) or _wholly(reading, token) or _felt(reading, token)
    if content is None or _is_side(reading, felt, content) or content.of(reading.text).lower() in _POINTING:
        return None
    return felt, content


def _felt(reading: Reading, token: Token) -> Span | None:
    """A feeling that is told with a word for how great it is and of which no more is told: "voices | grave concern |"."""
    if not any(c.dep_ == "amod" for c in token.children):
        return None
    return reading.between(token.left_edge, token)


def _wholly(reading: Reading, token: Token) -> Span | None:
    """A feeling with the clause or deed that tells it: "expressed | hopes the strike will end |", "| readiness to act |"."""
    clauses = (t for t in token.subtree if is_finite(t) or (t.tag_ == "TO" and t.dep_ == "aux"))
    return phrase(reading, token) if any(clauses) else None


def _is_side(reading: Reading, felt: Sense, content: Span) -> bool:
    """A side that is taken and no feeling: "voices support for the bill" is a position, and tells no words."""
    return felt.act in SIDES and not quotes.has_quote(reading.quotes, content)


def _is_quoted(reading: Reading, token: Token) -> bool:
    return around(reading, token.idx) is not None


def judges(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    """A side taken in quoted words: 'denounced "a reckless step"', 'congratulated her on a "historic win"'."""
    sense = reading.sense(clause, "stance")
    if sense is None or clause.negated or not happens(clause):
        return None
    if around(reading, clause.verb.idx) is not None or reading.sense(clause, "demand") is not None:
        return None
    targets = [*clause.objects, *(t for name in sense.target for t in clause.preps.get(name, ()))]
    found = (quote_in(reading, t) for t in (*targets, *_charges(clause)) if t.i > clause.verb.i)
    quote = next((q for q in found if q is not None), None)
    return (sense, tidy(reading, quote)) if quote is not None and not _is_term(reading, quote) else None


def _is_term(reading: Reading, quote: Span) -> bool:
    """'Accepts the "road map"', 'backs the "deal of the century"': a thing by its name, with no word for or against it."""
    words = [t for t in reading.doc.char_span(quote.start, quote.end, "expand") or () if t.is_alpha]
    first = words[0].i if words else 0
    article = next((t for t in reversed(reading.doc[max(first - 2, 0) : first]) if not t.is_quote), None)
    return article is not None and article.lower_ == "the" and not takes_side(reading, quote)


def _charges(clause: Clause) -> Iterator[Token]:
    """What somebody is judged for having done: "slams Peru for 'dragging its feet'"."""
    preps = (p for p in clause.verb.children if p.dep_ == "prep" and p.lower_ in ("for", "over"))
    yield from (t for p in preps for t in p.children if t.dep_ == "pcomp")


def asks(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    """What a text asks in its very words is its speech as well: 'the motion calls on Chad to "end its attacks"'.

    Of one who asks, whatever words are quoted, it is told what he demands; "told them to 'shut up'" is both.
    """
    sense = reading.sense(clause, "demand")
    tokens = reading.slot(clause, sense.content) if sense is not None and not clause.negated else ()
    if sense is None or not tokens:
        return None
    told = (s for s, _ in reading.senses(clause, "speech"))
    telling = any("question" not in s.only for s in told)  # "told them to stay out of 'domestic matters'"
    if not telling and not any(_is_text(reading, t) for t in clause.subjects):
        return None
    aside = {t.i for c in tokens[0].subtree if c.dep_ == "relcl" and c.i != tokens[0].i for t in c.subtree}
    own = (t for t in tokens[0].subtree if t.i not in aside)  # not in "pushed for the text, which 'deplores' it"
    verbal = (t for t in own if telling or t.tag_.startswith("VB"))
    said = any(around(reading, t.idx) is not None for t in verbal)
    return (sense, phrase(reading, tokens[0])) if said and happens(clause) else None


def _is_text(reading: Reading, token: Token) -> bool:
    return bool(reading.discourse.measure(token)) or reading.noun(token, "speech", "measure") is not None
