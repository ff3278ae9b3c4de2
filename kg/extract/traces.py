"""How a fact came about, for people: the clause it was read from and the entry of the lexicon behind its rule.

Extractors need not know of this. `Reading` notes each sense that it hands out in a `Lookups`; the sense last handed out
for a word, by the time a fact is read from it, is the one that the rule went by. Facts whose evidence is made without
a clause (nouns, adjectives, "according to") get their trace at the end, by the words of their evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.types import Entry, Trace, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: Frames that make a fact of a kind, where its extractor looks up others too, only to leave a clause to another kind.
_FRAMES = {"position": {"stance", "judgement", "side", "vote", "voted", "diplomatic", "rally"}}

#: Rules that go by a word of judgement, and not by their cue.
_JUDGED = {"position.named", "position.judged"}


class Lookups:
    """The senses found at the words of one text, by the index of the word."""

    def __init__(self) -> None:
        self._found: defaultdict[int, list[Sense]] = defaultdict(list)

    def note(self, token: Token, sense: Sense) -> None:
        """A sense was found for the predicate or noun at `token`."""
        self._found[token.i].append(sense)

    def at(self, token: Token, rule: str) -> Entry | None:
        """The entry that a rule went by at `token`: the last one found that can make a fact of its kind, or None."""
        return _last(self._found.get(token.i, ()), rule)

    def judgement(self, token: Token) -> Entry | None:
        """The entry by which `token` was taken for a word of judgement, or None."""
        told = [sense for sense in self._found.get(token.i, ()) if sense.frame == "judgement"]
        return _entry(told[-1]) if told else None

    def forget(self) -> None:
        """Begin anew: the next extractor does not go by what another one looked up."""
        self._found.clear()


def of_clause(reading: Reading, clause: Clause, rule: str) -> Trace:
    """The trace of a fact that a rule reads from a clause."""
    return Trace(
        reading.between(clause.verb, clause.verb),
        tuple(reading.subtree(token) for token in clause.subjects),
        tuple(reading.subtree(token) for token in clause.objects),
        clause.passive,
        clause.negated,
        clause.mood,
        reading.lookups.at(clause.verb, rule),
    )


def completed(reading: Reading, why: Why) -> Why:
    """`why` with a trace and, as far as the words of the evidence tell, an entry."""
    trace = why.trace or _of_cue(reading, why) or Trace()
    entry = trace.entry or next(_entries(reading, why), None)
    if entry is not trace.entry:
        trace = replace(trace, entry=entry)
    return why if trace is why.trace else replace(why, trace=trace)


def _of_cue(reading: Reading, why: Why) -> Trace | None:
    """The clause whose verb is the cue, if the evidence holds one."""
    words = set(why.cue.split())
    verbs = (t for t in _tokens(reading, why) if t.lemma_ in words and reading.clauses.has(t))
    verb = next(verbs, None)
    return of_clause(reading, reading.clauses.at(verb), why.rule) if verb is not None else None


def _entries(reading: Reading, why: Why) -> Iterator[Entry]:
    """Entries that the rule may have gone by, those of the cue first: as looked up, else for some kinds as listed."""
    words = set(why.cue.split())
    if why.rule in _JUDGED:
        yield from (entry for t in _tokens(reading, why) if (entry := reading.lookups.judgement(t)) is not None)
    for token in sorted(_tokens(reading, why), key=lambda t: t.lemma_ not in words and t.lower_ not in words):
        is_cue = token.lemma_ in words or token.lower_ in words
        found = reading.lookups.at(token, why.rule) if is_cue else None
        listed = _last(_senses(reading, token), why.rule) if _kind(why.rule) in _FRAMES else None
        if entry := found or listed:
            yield entry


def _senses(reading: Reading, token: Token) -> list[Sense]:
    places = ((pos, form) for pos in ("verb", "noun", "adjective") for form in (token.lemma_, token.lower_))
    return [sense for pos, form in places for sense in reading.lexicon.of(pos, form)]


def _last(senses: Iterable[Sense], rule: str) -> Entry | None:
    frames = _FRAMES.get(_kind(rule))
    own = [s for s in senses if frames is None or s.frame in frames]
    return _entry(own[-1]) if own else None


def _entry(sense: Sense) -> Entry:
    return Entry(sense.form, sense.frame, sense.act, sense.entry, sense.file)


def _kind(rule: str) -> str:
    return rule.partition(".")[0]


def _tokens(reading: Reading, why: Why) -> list[Token]:
    span = reading.doc.char_span(why.evidence.start, why.evidence.end, alignment_mode="expand")
    return list(span) if span is not None else []
