"""Decisions told by a count alone: figures of a vote and a body in one sentence that no rule of deciding reads.

    "The Seimas, 71-40, waves the accord through", "Deputies brand him a traitor in a text carried by 71 votes to 40"

The parser errs most on figures between commas; so this looks at the words of a sentence, not at how they hang. It needs
both sides of the count and one body only, and leaves a sentence alone that goes on from a decision told right before:
"The Seimas rejected the accord. Deputies voted 71 to 40" tells the figures of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.decisions import votes
from kg.extract.decisions.deciding import Found, Place, assembly, found, is_text, last_named, named, thing
from kg.extract.tallies import tallies
from kg.extract.tallies.votewords import ENOUGH, NOT_ENOUGH, TOO_FEW, VETO, VOTING
from kg.types import Agent, MeasureKind, Outcome, Span, Tally

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_TELLING = {"tell", "hear", "say", "learn", "inform", "report"}
_SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = {"VBD", "VBZ", "VBP"}


def find(reading: Reading, told: Sequence[Found]) -> Iterator[Found]:
    """What sentences with a count and a body decide, beside what is `told` already."""
    decided = {f.decision.why.sentence for f in told if f.decision.outcome != "scheduled"}
    for sentence in reading.sentences:
        tally = tallies.merged(tallies.find(reading.seen, sentence.start, sentence.end))
        if sentence in decided or tally is None or tally.votes_for is None:
            continue
        tally = _with_next(reading, sentence, tally)
        words = reading.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        clauses = [reading.clauses.at(t) for t in words or () if reading.clauses.has(t)]
        place = _only_body(reading, list(words or ()), clauses, tally) or _body_before(reading, sentence, told)
        if (
            place is None
            or not clauses
            or not _is_full(tally, place.body)
            or (_is_audience(reading, place) and not VOTING.search(sentence.of(reading.text)))
            or (tally.bare and _is_apart(tally, place))
            or votes.continued(reading, sentence, place.body, told) is not None
        ):
            continue
        clause, outcome = _told(reading, sentence, clauses, tally, place.body)
        if outcome is not None and clause.mood == "real":
            token = next((t for t in words or () if is_text(reading, t)), None) or thing(clause.objects)
            kind: MeasureKind | None = None if is_text(reading, token) else "other"
            yield found(reading, clause, place, outcome, "count", token=token, kind=kind, span=sentence)


def _is_apart(tally: Tally, place: Place) -> bool:
    """True if more than the one verb stands between a body and figures: "the house sat till nine, and the team lost 3-1"."""
    if place.token is None or tally.span is None:
        return False
    first, last = sorted((place.token.idx, tally.span.start))
    between = (t for t in place.token.sent if first < t.idx < last)
    return sum(t.tag_ in _FINITE and t.dep_ not in ("aux", "auxpass") for t in between) > 1


def _with_next(reading: Reading, sentence: Span, tally: Tally) -> Tally:
    """With the figures of the other sides from the next sentence: "130 members deplore it. Only Mali opposes the text"."""
    at = reading.sentences.index(sentence) + 1
    if tally.votes_against is not None or at >= len(reading.sentences):
        return tally
    behind = reading.sentences[at]
    rest = tallies.merged(tallies.find(reading.seen, behind.start, behind.end))
    if rest is None or rest.votes_for is not None:
        return tally
    return tallies.merged((tally, rest)) or tally


def _is_audience(reading: Reading, place: Place) -> bool:
    """ "Two oppose it, the assembly is told", "diplomats at the council say": there is spoken of others' sides."""
    verb = next((a for a in place.token.ancestors if reading.clauses.has(a)), None) if place.token is not None else None
    if verb is None:
        return False
    return verb.lemma_ in _TELLING and reading.sense(reading.clauses.at(verb), "decide", "vote") is None


def _is_full(tally: Tally, body: Agent) -> bool:
    """True if the figures tell what came of a vote: both sides, one side out of all, or enough in the Security Council."""
    counted = tally.votes_against is not None or tally.total is not None or tally.unanimous
    return counted or (body.path == votes.COUNCIL and (tally.abstentions is not None or _passes_council(tally)))


def _passes_council(tally: Tally) -> bool:
    return (tally.votes_for or 0) >= votes.ENOUGH


def _body_before(reading: Reading, sentence: Span, told: Sequence[Found]) -> Place | None:
    """The body spoken of right before, of which no decision is told there: "Chad is told by the council to pay. Nine agree"."""
    words = reading.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    if not words or any(named(reading, (t,)) for t in words):
        return None
    place = _organ_before(reading, sentence) or last_named(reading, words[0], 2)
    if place is None or any(agent.kind == "organisation" for _, agent in reading.agents(words)):
        return None
    at = reading.sentences.index(sentence)
    near = reading.sentences[max(0, at - 2) : at + 1]
    known = any(f.decision.why.sentence in near and votes.one_house(reading, f.decision.body, place.body) for f in told)
    return None if known else place


def _organ_before(reading: Reading, sentence: Span) -> Place | None:
    """The board or conference of an agency that acts in the sentence before: "The Board of Governors orders Iran to"."""
    at = reading.sentences.index(sentence)
    before = reading.sentences[at - 1] if at else None
    if before is None:
        return None
    actors = (t for c in reading.clauses if reading.sentence(c.verb) == before for t in c.subjects)
    organs = (p for t in actors if (p := assembly(reading, t, "resolution")) is not None)
    return next((p for p in organs if p.body.of not in (None, p.body.path)), None)


def _only_body(reading: Reading, words: list[Token], clauses: list[Clause], tally: Tally) -> Place | None:
    """The one deliberative body that a sentence names; if none, the organisation of states that acts in it.

    Of several, the one before the figures, if the others stand behind them.
    """
    places = [p for t in words if (p := named(reading, (t,))) is not None]
    if not places:
        actors = [t for c in clauses for t in c.subjects if t.dep_ in _SUBJECTS]
        return next((p for t in actors if (p := assembly(reading, t, "resolution")) is not None), None)
    at = tally.span.start if tally.span is not None and not tally.bare else 0
    before = [p for p in places if p.token is not None and p.token.idx < at]
    for near in (places, before):
        first = next((p for p in near if _is_precise(reading, p.body)), near[0] if near else None)
        if first is not None and all(votes.one_house(reading, first.body, p.body) for p in near):
            return first
    return None


def _is_precise(reading: Reading, body: Agent) -> bool:
    """True for a chamber of a legislature, which a text may also call by the whole's name."""
    return votes.whole(reading, body) is not None


def _told(
    reading: Reading, sentence: Span, clauses: list[Clause], tally: Tally, body: Agent
) -> tuple[Clause, Outcome | None]:
    """The clause that tells the outcome, and the outcome: of bare figures by a verb of deciding, else by the figures."""
    for clause in clauses if tally.bare else ():
        sense = reading.sense(clause, "decide", "carry")
        if (
            sense is not None
            and sense.outcome in ("adopted", "rejected")
            and clause.mood == "real"
            and not clause.negated
        ):
            return _finite(reading, clause), sense.outcome  # type: ignore[return-value]
    main = _main(clauses, tally)
    words = sentence.of(reading.text)
    if any(_fails(reading, c) for c in clauses) or TOO_FEW.search(words):
        return main, "rejected"
    if NOT_ENOUGH.search(words) and not ENOUGH.search(words):
        return main, None
    if body.path == votes.COUNCIL:
        return main, _in_council(tally, words)
    return main, votes.outcome_by(tally)


def _main(clauses: list[Clause], tally: Tally) -> Clause:
    """The main clause; if that is no news of the day, the one that has the figures: "It will send troops: 21 back it"."""
    main = next((c for c in clauses if c.verb.dep_ == "ROOT"), clauses[0])
    if main.mood == "real" or tally.span is None:
        return main
    at = tally.span.start
    real = [c for c in clauses if c.mood == "real" and c.verb.idx > main.verb.idx]
    return min(real, key=lambda c: abs(c.verb.idx - at), default=main)


def _in_council(tally: Tally, words: str) -> Outcome:
    """Nine of the Security Council's members carry a text, if none with a veto is against it."""
    if not _passes_council(tally):
        return "rejected"
    return "vetoed" if VETO.search(words) else "adopted"


def _fails(reading: Reading, clause: Clause) -> bool:
    """ "Fails to", "was not adopted"; not "none opposed it"."""
    if reading.sense(clause, "negator") is not None:
        return True
    return clause.negated and reading.sense(clause, "decide", "carry") is not None and not _names_none(clause)


def _names_none(clause: Clause) -> bool:
    return any(t.lower_ in ("none", "nobody", "no") for s in clause.subjects for t in (s, *s.children))


def _finite(reading: Reading, clause: Clause) -> Clause:
    """The clause that tells when it was: of "states in a report carried by 9 to 2" the one that states."""
    if clause.verb.dep_ != "acl" or reading.date(clause) is not None:
        return clause
    above = next((a for a in clause.verb.ancestors if reading.clauses.has(a)), None)
    return reading.clauses.at(above) if above is not None and above.tag_ in _FINITE else clause
