"""Decisions told by a count alone: figures of a vote and a body in one sentence that no rule of deciding reads.

    "The Seimas, 71-40, waves the accord through", "Deputies brand him a traitor in a text carried by 71 votes to 40"

The parser errs most on figures between commas; so this looks at the words of a sentence, not at how they hang. It needs
both sides of the count and one body only, and leaves a sentence alone that goes on from a decision told right before:
"The Seimas rejected the accord. Deputies voted 71 to 40" tells the figures of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import tallies, votes
from kg.extract.deciding import Found, Place, assembly, found, is_text, named, thing
from kg.extract.votewords import NOT_ENOUGH
from kg.types import Agent, MeasureKind, Outcome, Span, Tally

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = {"VBD", "VBZ", "VBP"}


def find(reading: Reading, told: Sequence[Found]) -> Iterator[Found]:
    """What sentences with a count and a body decide, beside what is `told` already."""
    decided = {f.decision.why.sentence for f in told if f.decision.outcome != "scheduled"}
    for sentence in reading.sentences:
        tally = tallies.merged(tallies.find(reading.seen, sentence.start, sentence.end))
        if sentence in decided or tally is None or None in (tally.votes_for, tally.votes_against):
            continue
        words = reading.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        clauses = [reading.clauses.at(t) for t in words or () if reading.clauses.has(t)]
        place = _only_body(reading, list(words or ()), clauses)
        if (
            place is None
            or not clauses
            or (tally.bare and _is_apart(tally, place))
            or votes.continued(reading, sentence, place.body, told) is not None
        ):
            continue
        clause, outcome = _told(reading, sentence, clauses, bare=tally.bare)
        if outcome is not None and clause.mood == "real":
            token = next((t for t in words or () if is_text(reading, t)), None) or thing(clause.objects)
            kind: MeasureKind | None = None if is_text(reading, token) else "other"
            yield found(reading, clause, place, outcome, "count", token=token, kind=kind, span=sentence)


def _is_apart(tally: Tally, place: Place) -> bool:
    """True if more than the one verb stands between a body and figures: "the house sat till nine, and the team lost 3-1"."""
    assert place.token is not None and tally.span is not None
    first, last = sorted((place.token.idx, tally.span.start))
    between = (t for t in place.token.sent if first < t.idx < last)
    return sum(t.tag_ in _FINITE and t.dep_ not in ("aux", "auxpass") for t in between) > 1


def _only_body(reading: Reading, words: list[Token], clauses: list[Clause]) -> Place | None:
    """The one deliberative body that a sentence names; if none, the organisation of states that acts in it."""
    places = [p for t in words if (p := named(reading, (t,))) is not None]
    if not places:
        actors = [t for c in clauses for t in c.subjects if t.dep_ in _SUBJECTS]
        return next((p for t in actors if (p := assembly(reading, t, "resolution")) is not None), None)
    first = next((p for p in places if _is_precise(reading, p.body)), places[0])
    return first if all(votes.one_house(reading, first.body, p.body) for p in places) else None


def _is_precise(reading: Reading, body: Agent) -> bool:
    """True for a chamber of a legislature, which a text may also call by the whole's name."""
    return votes.whole(reading, body) is not None


def _told(reading: Reading, sentence: Span, clauses: list[Clause], bare: bool) -> tuple[Clause, Outcome | None]:
    """The clause that tells the outcome, and the outcome: of bare figures by a verb of deciding, else by the figures."""
    for clause in clauses if bare else ():
        sense = reading.sense(clause, "decide", "carry")
        if (
            sense is not None
            and sense.outcome in ("adopted", "rejected")
            and clause.mood == "real"
            and not clause.negated
        ):
            return _finite(reading, clause), sense.outcome  # type: ignore[return-value]
    main = next((c for c in clauses if c.verb.dep_ == "ROOT"), clauses[0])
    failed = any(reading.sense(c, "negator") is not None or c.negated for c in clauses)
    if failed or NOT_ENOUGH.search(sentence.of(reading.text)):
        return main, "rejected" if failed else None
    return main, votes.majority(reading, sentence)


def _finite(reading: Reading, clause: Clause) -> Clause:
    """The clause that tells when it was: of "states in a report carried by 9 to 2" the one that states."""
    if clause.verb.dep_ != "acl" or reading.date(clause) is not None:
        return clause
    above = next((a for a in clause.verb.ancestors if reading.clauses.has(a)), None)
    return reading.clauses.at(above) if above is not None and above.tag_ in _FINITE else clause
