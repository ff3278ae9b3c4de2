"""What a text or a speaker says that somebody ought to do: "a motion that X should act"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.demands import issues as demand_issues
from kg.extract.demands.content import OUGHT, last_word, mark
from kg.extract.demands.parties import is_people, somebody, unnamed
from kg.types import Demand, Span, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading


def told_in(reading: Reading, clause: Clause) -> Iterator[Demand]:
    """ "According to the resolution, X should act", "a motion that X should act": what a text says ought to be done."""
    modal = next((c for c in clause.verb.children if c.dep_ == "aux" and c.lower_ in OUGHT), None)
    subject = next(iter(clause.objects if clause.passive else clause.subjects), None)
    if modal is None or subject is None or clause.negated:
        return
    text = _obliging(reading, clause)
    if text is None:
        yield from _told_ought(reading, clause, modal, subject)
        return
    why = Why(reading.sentence(clause.verb), reading.sentence(clause.verb), "demand.should", 0.6, modal.lower_)
    addressee = reading.discourse.agent(subject)
    if addressee is None:
        return
    issue = demand_issues.issue(reading, clause.verb, addressee)
    content = after_modal(reading, clause.verb, modal)
    yield Demand(None, addressee, content, "Urge", why, reading.discourse.measure(text)[0], issue)


def _told_ought(reading: Reading, clause: Clause, modal: Token, subject: Token) -> Iterator[Demand]:
    """ "Amnesty said Chad should free them": who says what another one ought to do asks it of him."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" else None
    if governor is None or governor.negated or governor.mood != "real" or reading.sense(governor, "speech") is None:
        return
    addressee = reading.discourse.agent(subject)
    if addressee is None and is_people(reading, subject):
        addressee = somebody(reading, subject)
    askers = list(reading.actors(governor)) or unnamed(reading, governor)
    for _, agent, _ in askers:
        if addressee is None or agent is None or addressee.path in (agent.path, agent.of) or not subject.is_alpha:
            continue
        why = Why(reading.sentence(clause.verb), reading.sentence(clause.verb), "demand.should", 0.6, modal.lower_)
        content = after_modal(reading, clause.verb, modal)
        yield Demand(agent, addressee, content, "Urge", why, None, demand_issues.issue(reading, clause.verb, addressee))


def _obliging(reading: Reading, clause: Clause) -> Token | None:
    """The text that says what ought to be done, by the word that names it."""
    said = (t for t in clause.verb.subtree if t.lower_ == "according" and t.i + 1 < len(reading.doc))
    texts = [t for cue in said for t in cue.subtree if t.dep_ == "pobj"]
    if clause.verb.dep_ in ("acl", "relcl") and mark(clause.verb) == "that":
        texts.append(clause.verb.head)
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "ccomp" else None
    if governor is not None and reading.sense(governor, "speech") is not None:
        texts += [t for t in (reading.described(governor), *governor.subjects) if t is not None]
    return next((t for t in texts if reading.discourse.measure(t)), None)


def after_modal(reading: Reading, verb: Token, modal: Token) -> Span:
    """What ought to be done: the words behind "should"."""
    words = [t for t in verb.subtree if t.i > modal.i]
    return reading.between(modal.nbor(1), last_word(reading, verb, words))
