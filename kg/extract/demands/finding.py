"""Demands: someone calls on, urges, asks someone to do something. Asked by an adopted text, a demand is its provision.

Three shapes: a verb with an infinitive ("urges X to act"), a verb with a clause or noun phrase ("demands that X act",
"calls for Y"), and a noun ("X's request to Y to act"; `demand_nouns`). A sense's restrictions say what more it needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.demands import ellipsis as demand_ellipsis
from kg.extract.demands import issues as demand_issues
from kg.extract.demands import nouns as demand_nouns
from kg.extract.demands import obligations
from kg.extract.demands import parties as demand_parties
from kg.extract.demands.content import contents
from kg.extract.demands.needs import NEEDS, obliged
from kg.extract.tree import child
from kg.types import Demand, Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_DECIDING = ("decide", "vote", "voted", "carry")
_EACH = 2  # "they", if more than two are meant, ask with one voice, which is told as that of the first
_UNREAL = frozenset({"possible", "conditional", "wished"})
_WRITING = frozenset({"write", "telephone", "cable"})  # "wrote to the council to request a meeting"


def find(reading: Reading) -> tuple[Demand, ...]:
    """The demands an article reports, in text order; one for each thing asked."""
    found = [d for clause in reading.clauses for d in _verbs(reading, clause)]
    found += [d for token in reading.doc for d in _nouns(reading, token)]
    found += [d for clause in reading.clauses for d in obligations.told_in(reading, clause)]
    found = list(_without_repeats(found))
    found += demand_ellipsis.find(reading, found)
    return tuple(sorted(found, key=lambda d: (d.content, d.why.evidence)))


def _verbs(reading: Reading, clause: Clause) -> Iterator[Demand]:
    for sense, _ in reading.senses(clause, "demand"):
        if clause.negated or not _is_made(reading, clause, sense):
            return
        if not all(NEEDS[need](reading, clause) for need in sense.only) or _is_of_object(clause, sense):
            continue
        found = list(_asked(reading, clause, sense, _contents(reading, clause, sense)))
        if found:
            yield from found
            return


def _is_made(reading: Reading, clause: Clause, sense: Sense) -> bool:
    """False for what may be asked some day; what a body votes to ask, or what one marches to demand, is asked."""
    if sense.act == "Propose" and (clause.mood != "real" or (clause.passive and clause.verb.dep_ == "acl")):
        return False  # "a moratorium on mining proposed by Palau" tells whose the thing is
    if _stood_in_it(reading, clause):
        return True
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ in ("against", "without", "from"):
        return False
    if clause.mood not in _UNREAL or "wished" in sense.only:
        return True
    first = _first(clause.verb)
    governor = reading.clauses.governor(reading.clauses.at(first))
    if clause.mood != "wished" or governor is None or not _is_real(governor):
        return False
    decides = first.dep_ == "xcomp" and reading.sense(governor, *_DECIDING, "does") is not None
    summons = reading.sense(governor, "diplomatic") is not None  # "summons the envoy to demand an apology"
    purpose = first.dep_ in ("advcl", "xcomp") and first.tag_ == "VB" and (summons or not governor.objects)
    purpose &= first.dep_ == "advcl" or summons
    purpose |= first.dep_ == "xcomp" and governor.lemma in _WRITING
    return decides or (purpose and governor.tense != "future")


def _first(verb: Token) -> Token:
    """The first of coordinated infinitives: "votes to | deplore | the raid and demand a truce"."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VB" and verb.tag_ in ("VB", "VBP"):
        verb = verb.head
    return verb


def _stood_in_it(reading: Reading, clause: Clause) -> bool:
    """ "The text would call for a truce", "would have called": what it asks stands in it, whether it passes or not."""
    before = {c.lower_ for c in clause.verb.children if c.dep_ == "aux"}
    if "would" not in before or clause.mood != "possible":
        return False
    return any(reading.discourse.measure(t) for t in (*clause.subjects, clause.verb.head))


def _is_real(clause: Clause) -> bool:
    return clause.mood == "real" and not clause.negated


def _is_of_object(clause: Clause, sense: Sense) -> bool:
    """ "called the vote for Monday", "was called for talks": what stands after "for" is no content of the verb alone."""
    return sense.content == ("for",) and not sense.addressee and bool(clause.objects or child(clause.verb, "oprd"))


def _contents(reading: Reading, clause: Clause, sense: Sense) -> list[tuple[Span, Token]]:
    if "obligation" in sense.only:
        return [(obligations.after_modal(reading, verb, modal), verb) for verb, modal in obliged(clause)]
    return list(contents(reading, clause, sense))


def _asked(reading: Reading, clause: Clause, sense: Sense, found: list[tuple[Span, Token]]) -> Iterator[Demand]:
    if not found:
        return
    askers = demand_parties.askers(reading, clause)
    for _, agent, measures in askers if len(askers) <= _EACH or not _is_pronoun(clause) else askers[:1]:
        why = reading.why(clause, f"demand.{sense.form.replace(' ', '-')}")
        addressee = demand_parties.addressee(reading, clause, sense, agent, {head.i for _, head in found})
        for content, head in found:
            yield Demand(
                by=None if measures else agent,
                addressee=addressee,
                content=content,
                act=sense.act,
                why=why,
                measure=measures[0] if measures else None,
                issue=demand_issues.issue(reading, head, addressee),
                date=reading.date(clause),
                others=demand_parties.beside(reading, clause, sense, addressee, agent),
            )


def _is_pronoun(clause: Clause) -> bool:
    return any(t.tag_ == "PRP" for t in clause.subjects)


def _nouns(reading: Reading, token: Token) -> Iterator[Demand]:
    for sense, (_, agent, measures), addressee, content, head, why in demand_nouns.told(reading, token):
        issue = demand_issues.issue(reading, head, addressee) if head is not None else None
        by, measure = (None, measures[0]) if measures else (agent, None)
        yield Demand(by, addressee, content, sense.act, why, measure, issue)


def _without_repeats(found: list[Demand]) -> Iterator[Demand]:
    """Each thing asked once by each asker; two who ask it in one clause ask it each."""
    seen: list[Demand] = []
    for demand in found:
        if not any(_same(other.content, demand.content) and not _is_joint(other, demand) for other in seen):
            seen.append(demand)
            yield demand


def _is_joint(a: Demand, b: Demand) -> bool:
    return a.why == b.why and a.by is not None and b.by is not None and a.by.path != b.by.path


def _same(a: Span, b: Span) -> bool:
    """Two contents are one if the shorter lies wholly in the other."""
    return a.covers(b) or b.covers(a)
