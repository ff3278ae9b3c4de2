"""What a demand asks for: the infinitives, clauses and noun phrases after the words of asking, and where each one ends.

Infinitives that each bring their own "to" are points of their own; what shares one "to" is one demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import noun_tails
from kg.extract.clauses import Clause
from kg.extract.speech.cuts import is_remark
from kg.extract.tree import child, is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

OUGHT = frozenset({"should", "must"})
_CLAUSAL = ("xcomp", "clause", "for")
_FINITE = frozenset({"VBZ", "VBD", "VBG"})
_AUXILIARY = frozenset({"aux", "auxpass", "mark"})
_CIRCUMSTANCES = frozenset({"as", "while", "whereas", "after", "hours", "days"})
#: How far an aside behind a verb may reach.
_ASIDE = 9
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SINGULAR = frozenset({"NN", "NNP"})
_TELLING = frozenset({"speech", "accuse", "stance", "naming", "express"})


def contents(reading: Reading, clause: Clause, sense: Sense) -> Iterator[tuple[Span, Token]]:
    """What is asked, with the word that heads it, up to how the vote on it went: "asks Chad to go | by 30 votes to 12"."""
    for span, head in _contents(reading, clause, sense):
        yield without_figures(reading, span), head


def without_figures(reading: Reading, span: Span) -> Span:
    """What is asked without how the vote on it went."""
    return Span(span.start, span.start + len(noun_tails.without_figures(span.of(reading.text))))


def _contents(reading: Reading, clause: Clause, sense: Sense) -> Iterator[tuple[Span, Token]]:
    verbs = inner(clause, sense.content)
    wanted = _wanted(reading, clause, inner(clause, ("xcomp",))) if "for" in sense.content else None
    if wanted is not None:
        yield wanted
        return
    if verbs:
        whole = "obj" not in sense.addressee
        yield from ((infinitive(reading, verb, after, whole=whole), verb) for verb, after in _points(verbs))
        return
    for slot in sense.content:
        if slot == "obj" and clause.objects and _is_asked(reading, clause, sense):
            thing = clause.objects[0]
            last = noun_tails.last_word(thing, noun_tails.OF_DEMAND - set(sense.addressee))
            yield reading.between(thing.left_edge, last), thing
            return
        prep = _prep(clause, slot) or _prep_of_asked(clause, slot, sense)
        head = child(prep, "pobj", "pcomp") if prep is not None else None
        if prep is not None and head is not None and head.i > prep.i:  # not "the majority | which | the rules ask for"
            first = prep if slot == "against" else prep.nbor(1)
            yield reading.between(first, _end(prep, head, clause, set(sense.addressee))), head
            return


def inner(clause: Clause, slots: tuple[str, ...] = _CLAUSAL) -> list[Token]:
    """The verbs that say what is to be done: infinitives, clauses, and "for X to do", as far as the slots allow."""
    found: list[Token] = []
    if "xcomp" in slots:
        found += [t for t in clause.xcomp if t.tag_ == "VB"] or _purposes(clause) or _strayed(clause)
    if "clause" in slots:
        found += clause.ccomp
    elif "xcomp" in slots:  # "asks X to act", where the parser took X for the subject of a clause
        found += [t for t in clause.ccomp if has_to(t)]
    if "for" in slots:
        found += [c for c in clause.verb.children if c.tag_.startswith("VB") and mark(c) == "for"]
    return [t for t in found if (t.tag_.startswith("VB") or t.dep_ == "ccomp") and not _is_judged(t)]


def _is_judged(verb: Token) -> bool:
    """ "Warned that | to wait | would be folly": an infinitive that something is said of, taken for what is asked."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ == "that"


def is_small(verb: Token) -> bool:
    """ "wants | the mayor freed": a participle with a subject and without an auxiliary."""
    deps = {c.dep_ for c in verb.children}
    return verb.tag_ == "VBN" and verb.dep_ == "ccomp" and bool(deps & {"nsubj", "nsubjpass"}) and not deps & _AUXILIARY


def has_to(verb: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_subjunctive(verb: Token) -> bool:
    """ "that X pay", "that X be freed", "that X should go": what is wanted, and not what is the case."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ == "should":
        return False  # "should the bill be voted down", read as two
    if auxiliaries and auxiliaries[0].tag_ == "MD":
        return auxiliaries[0].lower_ in OUGHT and not is_inverted(auxiliaries[0])
    first = auxiliaries[0] if auxiliaries else verb
    subject = child(verb, "nsubj", "nsubjpass")
    singular = subject is not None and (subject.tag_ in _SINGULAR or subject.lower_ in ("it", "he", "she"))
    return not has_to(verb) and (first.tag_ == "VB" or (first.tag_ == "VBP" and singular))


def is_inverted(modal: Token) -> bool:
    """ "should the bill fail": a modal before its subject makes a condition, no duty."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > modal.i for c in modal.head.children)


def mark(verb: Token) -> str:
    """The conjunction of a clause, in lower case; empty if it has none."""
    found = child(verb, "mark")
    return found.lower_ if found is not None else ""


def _purposes(clause: Clause) -> list[Token]:
    """ "calling on Peru to open the border", where the parser took the infinitive for a purpose."""
    later = (c for c in clause.verb.children if c.dep_ in ("advcl", "relcl") and c.tag_ == "VB" and c.i > clause.verb.i)
    return [c for c in later if has_to(c)]


def _strayed(clause: Clause) -> list[Token]:
    """ "asks envoys of states that back it to stay", "a text obliging X to act": hung inside the object or on the text."""
    last = max((t.i for t in (*clause.objects, *clause.verb.children) if t.i > clause.verb.i), default=clause.verb.i)
    text = clause.verb.head.children if clause.verb.dep_ == "acl" else ()
    on_text = [c for c in text if c.tag_ == "VB" and c.i > last and has_to(c)]
    spans = [c for c in clause.verb.children if c.dep_ == "npadvmod"]  # "gave them | a week | to go"
    spans += [t for p in clause.verb.children if p.lower_ == "until" for t in p.children]  # "| until noon | to go"
    spans += [t for prep in ("on", "upon") for t in clause.preps.get(prep, ())]  # "calls on | those in power | to go"
    inside = (t for o in (*clause.objects, *spans) for t in o.subtree if o.i > clause.verb.i)
    return on_text or [t for t in inside if t.tag_ == "VB" and t.dep_ in ("advcl", "acl", "relcl") and has_to(t)][:1]


def _wanted(reading: Reading, clause: Clause, verbs: list[Token]) -> tuple[Span, Token] | None:
    """ "pleads for leave to go": the noun after "for" is what is wanted, the infinitive only tells what it is for."""
    prep = _prep(clause, "for")
    noun = child(prep, "pobj") if prep is not None else None
    to = child(verbs[0], "aux") if verbs else None
    if prep is None or noun is None or to is None or to.i != prep.right_edge.i + 1:
        return None
    if reading.noun(noun, "respite") is not None:  # "pressed Rome for years to act"
        return None
    return reading.between(prep.nbor(1), verbs[0].right_edge), noun


def _prep(clause: Clause, slot: str) -> Token | None:
    after = [c for c in clause.verb.children if c.dep_ == "prep" and c.i > clause.verb.i]
    whom = (t for c in after if c.lower_ in ("to", "with") for t in c.children if t.dep_ == "pobj")
    under = (g for t in whom for g in t.children if g.dep_ == "prep")  # "appeals to the rivals | for restraint"
    return next((c for c in (*after, *under) if c.lower_ == slot), None)


def _prep_of_asked(clause: Clause, slot: str, sense: Sense) -> Token | None:
    """ "Begs donors | for tents |", "asks Peru | for help |", where the parser hung the phrase on those who are asked."""
    asked = clause.objects if slot == "for" and "obj" in sense.addressee and not clause.passive else ()
    return next((p for t in asked for p in t.children if p.dep_ == "prep" and p.lower_ == slot and p.i > t.i), None)


def _end(prep: Token, head: Token, clause: Clause, addressee: set[str]) -> Token:
    """The last word of what is asked in a phrase with `prep`."""
    last = _last_prep(prep, clause)
    if last is not prep:
        return last.right_edge
    end = _before_aside(head)
    return end if end is not head.right_edge else noun_tails.last_word(head, noun_tails.OF_DEMAND - addressee)


def _before_aside(head: Token) -> Token:
    """The last word of a phrase without what a comma and an article add to it: "his release, a plea that was ignored"."""
    last = head.right_edge
    for token in head.children:
        first = token.left_edge
        if token.dep_ == "appos" and first.i > head.i and first.nbor(-1).text == "," and first.dep_ == "det":
            return first.nbor(-2)
    return last


def _last_prep(first: Token, clause: Clause) -> Token:
    """The last of coordinated phrases: "for a truce, and for the release of all captives"."""
    again = (
        t for t in clause.verb.subtree if t.i > first.i and t.lower_ == first.lower_ and t.dep_ in ("prep", "conj")
    )
    joined = [t for t in again if t.nbor(-1).lower_ in ("and", "or") and t.head.i in (clause.verb.i, first.i)]
    return joined[-1] if joined else first


def _is_asked(reading: Reading, clause: Clause, sense: Sense) -> bool:
    """False for what is put forward ("proposes a bill") and for those put first or asked ("recommends Ms Diaz")."""
    token = clause.objects[0]
    agent = reading.discourse.agent(token)
    if sense.act == "Propose":
        noun = reading.noun(token, "measure")
        return agent is None and (noun is None or noun.kind == "other")
    return agent is None or not agent.known or "obj" not in sense.addressee


def _points(verbs: list[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Each verb that brings its own "to" (or stands first), with the next such verb, before which it ends."""
    starts = [v for n, v in enumerate(verbs) if n == 0 or has_to(v)]
    yield from zip(starts, [*starts[1:], None], strict=True)


def infinitive(reading: Reading, verb: Token, after: Token | None = None, *, whole: bool = False) -> Span:
    """The words of an infinitive without "to"; of a clause or passive with its subject, without its conjunction.

    "calls for X to stop the war" asks X to "stop the war"; "calls for X to be stripped of Y" asks just that. Of "X to
    act" as an object of its own the subject is kept if `whole`. It ends before the infinitive `after`, or before a
    finite verb that the parser took for one of its own.
    """
    passive = child(verb, "nsubjpass") is not None
    duty = _fronted_duty(verb)
    if duty is not None:
        return reading.between(duty.nbor(1), last_word(reading, verb, [t for t in verb.subtree if t.i > duty.i]))
    bare = has_to(verb) and not passive and not (whole and verb.dep_ == "ccomp" and mark(verb) != "for")
    first = _opening(verb) if bare else verb.left_edge
    if first.lower_ in ("that", "for"):
        first = first.nbor(1)
    after = after or next((c for c in verb.children if c.dep_ == "conj" and c.tag_ in _FINITE - {verb.tag_}), None)
    words = [t for t in verb.subtree if t.i >= first.i and (after is None or t.i < after.left_edge.i)]
    return reading.between(first, last_word(reading, verb, words))


def _fronted_duty(verb: Token) -> Token | None:
    """The modal of a duty told before the words of asking: "Chad | should | let them go, the Senate demands"."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in OUGHT), None)
    fronted = modal is not None and verb.dep_ == "ccomp" and verb.i < verb.head.i and not is_inverted(modal)
    return modal if fronted and child(verb, "nsubjpass") is None else None


def last_word(reading: Reading, verb: Token, words: list[Token]) -> Token:
    """The last of the words of what `verb` says is to be done, without what is told of the whole behind a comma.

    That is another speech of who asks ("to leave, | accusing it of theft"), or a name for it all ("to leave, | a step ...").
    """
    end = words[-1].idx + len(words[-1].text) if words else verb.idx
    asides = [
        t for t in words if t.i > verb.i and (_is_telling(reading, t) or _is_beside(t) or is_remark(reading, t, end))
    ]
    words = [t for t in words if not asides or t.i < asides[0].left_edge.i]
    while words and (words[-1].dep_ in ("cc", "punct") and not words[-1].is_quote):
        words.pop()
    last = words[-1] if words else verb
    return _past_aside(verb, last) or last


def _past_aside(verb: Token, last: Token) -> Token | None:
    """The end of an object behind words between commas: "to draw up, within 45 days, | a plan for the border |"."""
    particle = child(verb, "prt") or verb
    if child(verb, "dobj", "ccomp", "xcomp", "acomp", "attr") is not None or particle.i + 2 >= verb.sent.end:
        return None
    if particle.nbor(1).text != ",":
        return None
    rest = verb.doc[particle.i + 2 : min(particle.i + _ASIDE, verb.sent.end - 1)]
    comma = next((t for t in rest if t.text == ","), None)
    if comma is None or rest[0].dep_ not in ("prep", "mark") or last.i > comma.i:
        return None
    first = comma.nbor(1)
    heads = [t for t in (first, *first.ancestors) if t.left_edge.i == first.i and t.tag_ in _NOUNS and t.i > comma.i]
    return heads[-1].right_edge if heads and not heads[-1].dep_.startswith("nsubj") else None


def _is_beside(token: Token) -> bool:
    """What a comma parts from the deed: "the law, | under which three were convicted |", "talks, | as fighting goes on |"."""
    edge = token.left_edge
    if edge.i == 0 or edge.nbor(-1).text != "," or not is_finite(_tensed(token)):
        return False
    if token.dep_ == "relcl":
        return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in token.doc[edge.i : edge.i + 3])
    return token.dep_ == "advcl" and edge.lower_ in _CIRCUMSTANCES


def _tensed(verb: Token) -> Token:
    """The word that tells a verb's time: its first auxiliary, else the verb."""
    return child(verb, "aux", "auxpass") or verb


def _is_telling(reading: Reading, token: Token) -> bool:
    """A participle of saying behind a comma."""
    edge = token.left_edge
    if token.tag_ != "VBG" or token.dep_ != "advcl" or edge.i == 0 or edge.nbor(-1).text != ",":
        return False
    return any(s.frame in _TELLING for s in reading.lexicon.of("verb", token.lemma_))


def _opening(verb: Token) -> Token:
    """The first word of an infinitive after its "to", a "not" before that included."""
    to = next(c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to")
    return child(verb, "neg") or to.nbor(1)
