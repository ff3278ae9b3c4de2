"""Demands: someone calls on, urges, asks someone to do something. Asked by an adopted text, a demand is its provision.

Three shapes: a verb with an infinitive ("urges X to act"), a verb with a clause or noun phrase ("demands that X act",
"calls for Y"), and a noun ("X's request to Y to act"). What is asked in infinitives that each bring their own "to" are
points of their own; what shares one "to" is one demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import recognitions
from kg.extract.agents import group
from kg.extract.clauses import Clause, child
from kg.types import Agent, Demand, Issue, Span, Why

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.reading import Reading
    from kg.lexicon import Sense

    #: An asker: its word, the agent, the measures.
    Asker = tuple[Token, Agent | None, tuple[str, ...]]


def find(reading: Reading) -> tuple[Demand, ...]:
    """The demands an article reports, in text order; one for each thing asked."""
    found = [d for clause in reading.clauses for d in _verbs(reading, clause)]
    found += [d for token in reading.doc for d in _nouns(reading, token)]
    found += [d for clause in reading.clauses for d in _obligations(reading, clause)]
    return tuple(sorted(_without_repeats(found), key=lambda d: (d.content, d.why.evidence)))


# --- verbs ------------------------------------------------------------------------------------------------------


def _verbs(reading: Reading, clause: Clause) -> Iterator[Demand]:
    for sense, _ in reading.senses(clause, "demand"):
        if clause.negated or clause.mood in ("possible", "conditional", "wished"):
            return
        if sense.act == "Propose" and clause.mood != "real":
            return
        contents = list(_contents(reading, clause, sense))
        if not contents or ("weak" in sense.only and not clause.xcomp):
            continue
        found = list(_asked(reading, clause, sense, contents))
        if found:
            yield from found
            return


def _asked(reading: Reading, clause: Clause, sense: Sense, contents: list[tuple[Span, Token]]) -> Iterator[Demand]:
    addressee = _addressee(reading, clause, sense)
    for _, agent, measures in _askers(reading, clause):
        why = reading.why(clause, f"demand.{sense.form.replace(' ', '-')}")
        for content, head in contents:
            yield Demand(
                by=None if measures else agent,
                addressee=addressee,
                content=content,
                act=sense.act,
                why=why,
                measure=measures[0] if measures else None,
                issue=_issue(reading, head, addressee),
                date=reading.date(clause),
            )


def _askers(reading: Reading, clause: Clause) -> list[Asker]:
    """Who asks: the text that the clause describes ("adopted a resolution, demanding ..."), else the clause's actors."""
    text = reading.described(clause)
    if text is not None:
        return [(text, None, reading.discourse.measure(text))]
    actors = list(reading.actors(clause))
    return actors or _instrument(reading, clause)


def _instrument(reading: Reading, clause: Clause) -> list[Asker]:
    """ "With the resolution, the government is called on to act": the text asks where the passive names nobody."""
    if not clause.passive:
        return []
    tokens = [t for prep in ("with", "in", "under", "by", "through") for t in clause.preps.get(prep, ())]
    first = next((t for t in tokens if reading.discourse.measure(t)), None)
    return [(first, None, reading.discourse.measure(first))] if first is not None else []


def _addressee(reading: Reading, clause: Clause, sense: Sense) -> Agent | None:
    """Whom it is asked of: the addressee slot, else the subject of the clause that says what is to be done."""
    for token in reading.slot(clause, sense.addressee):
        if token.tag_.startswith(("NN", "PRP")):
            return reading.discourse.agent(token) or group(reading.doc, token)
    for verb in _inner(clause):
        subject = child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return reading.discourse.agent(subject)
    sources = (t for o in clause.objects for p in o.children if p.lower_ in ("from", "of") for t in p.children)
    return next((a for t in sources if t.dep_ == "pobj" and (a := reading.discourse.agent(t)) is not None), None)


def _inner(clause: Clause, slots: tuple[str, ...] = ("xcomp", "clause", "for")) -> list[Token]:
    """The verbs that say what is to be done: infinitives, clauses, and "for X to do", as far as the slots allow."""
    found: list[Token] = []
    if "xcomp" in slots:
        found += [t for t in clause.xcomp if t.tag_ == "VB"] or _purposes(clause)
    if "clause" in slots:
        found += clause.ccomp
    if "for" in slots:
        found += [c for c in clause.verb.children if c.tag_.startswith("VB") and _mark(c) == "for"]
    return [t for t in found if t.tag_.startswith("VB") or t.dep_ == "ccomp"]


def _purposes(clause: Clause) -> list[Token]:
    """ "calling on Peru to open the border", where the parser took the infinitive for a purpose."""
    later = (c for c in clause.verb.children if c.dep_ == "advcl" and c.tag_ == "VB" and c.i > clause.verb.i)
    return [c for c in later if any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)]


def _mark(verb: Token) -> str:
    mark = child(verb, "mark")
    return mark.lower_ if mark is not None else ""


def _contents(reading: Reading, clause: Clause, sense: Sense) -> Iterator[tuple[Span, Token]]:
    """What is asked, with the word that heads it."""
    inner = _inner(clause, sense.content)
    if inner:
        yield from _infinitives(reading, inner)
        return
    for slot in sense.content:
        if slot == "obj" and clause.objects and not _is_text(reading, clause.objects[0]):
            yield reading.subtree(clause.objects[0]), clause.objects[0]
            return
        prep = next(
            (c for c in clause.verb.children if c.lower_ == slot and c.dep_ == "prep" and c.i > clause.verb.i), None
        )
        head = child(prep, "pobj", "pcomp") if prep is not None else None
        if prep is not None and head is not None:
            yield reading.between(prep.nbor(1), prep.right_edge), head
            return


def _is_text(reading: Reading, token: Token) -> bool:
    """ "proposes a bill", "requests a resolution": the text is put forward, which is no demand."""
    noun = reading.noun(token, "measure")
    return noun is not None and noun.kind != "other"


def _infinitives(reading: Reading, verbs: list[Token]) -> Iterator[tuple[Span, Token]]:
    """One span for each verb that brings its own "to" (or stands first), to the next such verb or the end."""
    starts = [v for n, v in enumerate(verbs) if n == 0 or any(c.lower_ == "to" and c.dep_ == "aux" for c in v.children)]
    for verb, after in zip(starts, [*starts[1:], None], strict=True):
        yield _infinitive(reading, verb, after), verb


def _infinitive(reading: Reading, verb: Token, after: Token | None) -> Span:
    """The words of an infinitive without "to"; of a clause or passive with its subject, without its conjunction.

    "calls for X to stop the war" asks X to "stop the war"; "calls for X to be stripped of Y" asks just that.
    """
    to, passive = child(verb, "aux"), child(verb, "nsubjpass") is not None
    bare = to is not None and to.lower_ == "to" and not passive and (verb.dep_ != "ccomp" or _mark(verb) == "for")
    first = to.nbor(1) if to is not None and bare else verb.left_edge
    first = child(verb, "neg") or first if bare else first
    if first.lower_ in ("that", "for"):
        first = first.nbor(1)
    after = after or next(
        (c for c in verb.children if c.dep_ == "conj" and c.tag_.startswith("VB") and c.tag_ != verb.tag_), None
    )
    words = [t for t in verb.subtree if t.i >= first.i and (after is None or t.i < after.left_edge.i)]
    while words and (words[-1].dep_ in ("cc", "punct") and not words[-1].is_quote):
        words.pop()
    return reading.between(first, words[-1] if words else verb)


def _obligations(reading: Reading, clause: Clause) -> Iterator[Demand]:
    """ "According to the resolution, X should act": what a text says ought to be done."""
    if not any(c.dep_ == "aux" and c.lower_ in ("should", "must") for c in clause.verb.children):
        return
    said = [t for t in clause.verb.subtree if t.lower_ == "according" and t.i + 1 < len(reading.doc)]
    texts = [t for cue in said for t in cue.subtree if t.dep_ == "pobj" and reading.discourse.measure(t)]
    subject = next(iter(clause.objects if clause.passive else clause.subjects), None)
    if not texts or subject is None or clause.negated:
        return
    auxiliary = next(c for c in clause.verb.children if c.dep_ == "aux" and c.lower_ in ("should", "must"))
    why = Why(reading.sentence(clause.verb), reading.sentence(clause.verb), "demand.should", 0.6, auxiliary.lower_)
    content = reading.between(auxiliary.nbor(1), _last_word(clause.verb))
    addressee = reading.discourse.agent(subject)
    issue = _issue(reading, clause.verb, addressee)
    yield Demand(None, addressee, content, "Urge", why, reading.discourse.measure(texts[0])[0], issue)


def _last_word(verb: Token) -> Token:
    return [t for t in verb.subtree if not t.is_punct or t.is_quote][-1]


# --- nouns ------------------------------------------------------------------------------------------------------


def _nouns(reading: Reading, token: Token) -> Iterator[Demand]:
    """ "a written request from Chad to move the border", "their demands on the government for reform"."""
    sense = reading.noun(token, "demand") if token.tag_ in ("NN", "NNS") else None
    if sense is None:
        return
    head = next((c for c in _complements(token) if c.tag_ == "VB"), None)
    span = _infinitive(reading, head, None) if head is not None else _for(reading, token)
    if span is None:
        return
    addressed = [t for p in token.children if p.lower_ in ("on", "to", "upon") for t in p.children if t.dep_ == "pobj"]
    addressee = reading.discourse.agent(addressed[0]) or group(reading.doc, addressed[0]) if addressed else None
    for asker, agent, measures in _noun_askers(reading, token):
        start = min(asker.left_edge.idx, token.left_edge.idx)
        why = Why(
            Span(start, max(span.end, reading.subtree(token).end)),
            reading.sentence(token),
            "demand.noun",
            0.6,
            token.lemma_,
        )
        by, measure = (None, measures[0]) if measures else (agent, None)
        yield Demand(by, addressee, span, sense.act, why, measure, _issue(reading, head, addressee) if head else None)
        return


def _complements(token: Token) -> list[Token]:
    """Infinitives that say what is asked: of the noun, or of the verb that the parser hung them on."""
    found = [c for c in token.children if c.dep_ in ("acl", "relcl", "xcomp")]
    if token.dep_ in ("dobj", "conj") and any(c.lower_ in ("on", "to") for c in token.children):
        verb = next((a for a in token.ancestors if a.tag_.startswith("VB")), token)
        found += [c for c in verb.children if c.dep_ in ("xcomp", "advcl", "conj") and c.i > token.i]
    return found


def _for(reading: Reading, token: Token) -> Span | None:
    prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    return reading.between(prep.nbor(1), prep.right_edge) if prep is not None else None


def _noun_askers(reading: Reading, token: Token) -> Iterator[Asker]:
    """The possessor, the "from" or "by" phrase, or who makes, issues, renews the call."""
    candidates = [c for c in token.children if c.dep_ == "poss"]
    candidates += [
        t for p in token.children if p.lower_ in ("from", "by", "of") for t in p.children if t.dep_ == "pobj"
    ]
    for candidate in candidates:
        agent, measures = reading.discourse.agent(candidate), reading.discourse.measure(candidate)
        if agent is not None or measures:
            yield candidate, agent, measures
    if token.dep_ == "dobj" and token.head.tag_.startswith("VB") and reading.clauses.has(token.head):
        governor = reading.clauses.at(token.head)
        light = governor.lemma in _LIGHT and not governor.negated
        yield from (reading.actors(governor) if light else ())


#: Verbs that only say that the demand is made. A closed class of light verbs, so grammar rather than lexicon.
_LIGHT = frozenset(
    {"make", "issue", "renew", "reiterate", "repeat", "voice", "send", "contain", "include", "increase", "launch"}
    | {"submit", "file", "step up"}
)


# --- parts ------------------------------------------------------------------------------------------------------


def _issue(reading: Reading, head: Token, addressee: Agent | None) -> Issue | None:
    """The question of recognition, if recognising is what is asked."""
    for token in head.subtree:
        if token.tag_.startswith("VB") and reading.clauses.has(token):
            clause = reading.clauses.at(token)
            if reading.sense(clause, "recognise") is not None and clause.objects:
                found = next(recognitions.recognised(reading, clause, clause.objects[0], addressee), None)
                return Issue(found[0], _polity(reading, addressee), found[1]) if found is not None else None
        if reading.noun(token, "recognise") is not None and token.tag_ == "NN":
            named = recognitions.named(reading, token)
            return Issue(named[0][0], _polity(reading, addressee), named[0][1]) if named else None
    return None


def _polity(reading: Reading, addressee: Agent | None) -> Agent | None:
    """The polity that would recognise: that of whoever is asked."""
    return recognitions.state_of(reading, addressee) if addressee is not None else None


def _without_repeats(found: list[Demand]) -> Iterator[Demand]:
    seen: set[Span] = set()
    for demand in found:
        if not any(span.overlaps(demand.content) and _same(span, demand.content) for span in seen):
            seen.add(demand.content)
            yield demand


def _same(a: Span, b: Span) -> bool:
    """Two contents are one if the shorter lies wholly in the other."""
    return a.covers(b) or b.covers(a)
