"""Sides taken beside others: "Fiji joining Chad in opposition", "Peru joins Cuba against", "Togo voted with Mali".

Who joins somebody in opposition, or votes with somebody, is on that one's side of what the vote is on, not for or against
whom they stand with. Where the text does not tell on which side that one is, nothing is known of those who join either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import outcomes
from kg.extract.positions.holders import Holder, acting, happens, named, position, unnamed
from kg.extract.positions.members import plain_members
from kg.extract.positions.targets import cut, is_measure, target
from kg.extract.positions.voters import ACTS, aim, at_issue, put, told
from kg.extract.tree import conjuncts
from kg.types import Position, Stance, Target

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: Verbs of going together, and where those stand whom one goes with.
_TOGETHER = {
    "join": ("obj", "with"), "side": ("with", "alongside"), "stand": ("with", "alongside"),
    "vote": ("with", "alongside"), "abstain": ("with", "alongside"),
    "align": ("with", "alongside"), "unite": ("with",), "line up": ("with", "behind"),
}  # fmt: skip
#: Those that tell no more than how one votes: what a vote is on cannot be they.
_BALLOTS = ("vote", "side")
#: What one joins others in.
_IN: dict[str, Stance] = {
    "opposition": "opposes", "dissent": "opposes", "rejection": "opposes", "support": "supports", "favour": "supports",
    "favor": "supports", "approval": "supports", "abstention": "abstains",
}  # fmt: skip
_VOTING = ("vote", "abstain")
_ALONG = ("together", "along")
_REACH = 2
_ALONE = frozenset({"only", "sole", "lone", "single"})
#: What others than a government may well put to a house, also against it.
_OF_OTHERS = ("motion", "amendment", "resolution")
_AUTHORS = ("poss", "amod", "compound", "nmod")


def settled(reading: Reading, found: list[Position]) -> list[Position]:
    """The positions found, with those of allies in place of a side on the one they stand with."""
    kept = list(found)
    for clause in reading.clauses:
        if clause.lemma == "join" and clause.passive:
            kept += _joined_by(reading, clause)
        if clause.lemma not in _TOGETHER or clause.negated or not happens(reading, clause):
            continue
        partners = _partners(reading, clause)
        if not partners:
            continue
        own = list(_together(reading, clause, partners, found))
        if own or _is_of_vote(reading, clause):
            kept = [p for p in kept if not _is_on_partner(reading, p, clause, partners)] + own
    return kept


def _joined_by(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "Nauru and Tonga, joined by Japan, vote no": Japan too."""
    verb = next((a for a in clause.verb.ancestors if reading.clauses.has(a)), None)
    above = reading.clauses.at(verb) if verb is not None and clause.verb.dep_ in ("acl", "advcl") else None
    vote = told(reading, above) if above is not None and happens(reading, above) and not above.negated else None
    about = vote[1] or aim(reading, clause.verb) if vote is not None else None
    if above is None or vote is None or about is None:
        return
    why = reading.why(above, "position.ally")
    for holder in named(reading, *clause.subjects):
        yield position(reading, holder, vote[0], about, ACTS[vote[0]], why, reading.date(above))


def _partners(reading: Reading, clause: Clause) -> list[Holder]:
    """Whom one joins or votes with."""
    tokens = reading.slot(clause, _TOGETHER[clause.lemma])
    near = [t for c in clause.verb.children for t in (c, *(c.children if c.lower_ in _ALONG else ()))]
    behind = (t for t in near if t.lower_ in ("with", "alongside") and t.dep_ in ("prep", "pcomp"))
    tokens = tokens or tuple(t for p in behind for g in p.children if g.dep_ == "pobj" for t in conjuncts(g))
    beside = [t for t in tokens if not _stands_alone(t)]
    return [h for t in beside for h in (list(named(reading, t)) or unnamed(reading, t))]


def _stands_alone(token: Token) -> bool:
    """True for one who is told to be the only one to do another thing: "40 states abstain, with | Chad | the only no"."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)] if t.lower_ != "being"]
    return after[:1] == ["the"] and bool(_ALONE & set(after[1:2]))


def _together(reading: Reading, clause: Clause, partners: list[Holder], found: list[Position]) -> Iterator[Position]:
    side = _joined_in(clause)
    about = aim(reading, clause.verb) if side is not None else None
    against = next(_hung_on_partner(clause), None) if side is None else None
    if against is not None:
        side, about = "opposes", target(reading, against)
    others = [h for h in partners if h.agent.kind != "chamber" and not plain_members(reading, h.token)]
    if side is None and (carried := outcomes.carried(reading, clause)) is not None:
        side, about = carried
    elif side is None and clause.lemma in _BALLOTS and told(reading, clause) is None and not _goes_on(clause):
        side, about = _side_of(reading, clause, partners, found)
        others = others if about is not None and _is_theirs(reading, about, partners) else []
    elif side is None and clause.lemma in _VOTING and (vote := told(reading, clause)) is not None:
        side, about = vote[0], vote[1] or aim(reading, clause.verb)  # "voted with Peru against it": both did
    if side is None or about is None:
        return
    why = reading.why(clause, "position.ally")
    joining = [h for h in acting(reading, clause) if h.agent.kind != "chamber"]
    first = min((reading.subtree(h.token).start for h in joining), default=None)
    if first is not None and about.span is not None and about.span.start < first < about.span.end:
        about = cut(reading, about, first)  # they were hung on what is voted on
    for holder in (*joining, *others):
        yield position(reading, holder, side, about, ACTS[side], why, reading.date(clause))


def _hung_on_partner(clause: Clause) -> Iterator[Token]:
    """What is voted against, hung on the last of those one votes with: "voted with Peru and two others | against it |"."""
    if clause.lemma == "vote":
        preps = (p for t in clause.preps.get("with", ()) for p in t.children if p.lower_ == "against")
        yield from (t for p in preps for t in p.children if t.dep_ == "pobj")


def _joined_in(clause: Clause) -> Stance | None:
    """ "... in opposition", "... against" with nothing behind it."""
    nouns = (t for t in clause.preps.get("in", ()) if not any(c.lower_ in ("to", "of", "for") for c in t.children))
    side = next((_IN[t.lemma_] for t in nouns if t.lemma_ in _IN), None)
    bare = any(c.lower_ == "against" and not list(c.children) for c in clause.verb.children)
    return side or ("opposes" if bare and clause.lemma == "join" else None)


def _goes_on(clause: Clause) -> bool:
    """ "Sided with Chad in opposing it", "voted with Chad to reject it": an inner verb tells the side."""
    return bool(clause.xcomp) or any(t.tag_ == "VBG" for t in clause.preps.get("in", ()))


def _is_of_vote(reading: Reading, clause: Clause) -> bool:
    """True where somebody votes with another on a measure that the text speaks of."""
    return clause.lemma == "vote" and at_issue(reading, clause.verb) is not None


def _side_of(
    reading: Reading, clause: Clause, partners: list[Holder], found: list[Position]
) -> tuple[Stance | None, Target | None]:
    """On which side those are whom others vote with: as the text tells of them, or for the measure that is theirs."""
    here = reading.discourse.sentence(clause.verb)
    paths = {h.agent.path for h in partners}
    for held in found:
        if held.act in ACTS.values() and held.holder.path in paths and not _tells_same(held, clause):
            sentences = [i for i, s in enumerate(reading.sentences) if s == held.why.sentence]
            if sentences and abs(sentences[0] - here) < _REACH:
                return held.stance, held.target
    texts = (t for t in reversed(reading.doc[: clause.verb.i]) if here - reading.discourse.sentence(t) < _REACH)
    theirs = next((t for t in texts if t.tag_ == "NN" and _is_author(reading, t, partners)), None)
    if theirs is not None:
        return "supports", target(reading, theirs)
    measure = put(reading, clause.verb) or at_issue(reading, clause.verb)
    ruling = any(h.agent.kind == "government" or reading.noun(h.token, "executive") for h in partners)
    sense = reading.noun(measure, "measure") if measure is not None and ruling else None
    if measure is not None and ruling and (sense is None or sense.kind not in _OF_OTHERS):
        return "supports", target(reading, measure)
    return None, None


def _tells_same(held: Position, clause: Clause) -> bool:
    return held.why.evidence.start <= clause.verb.idx < held.why.evidence.end and held.why.rule == "position.ally"


def _is_author(reading: Reading, measure: Token | None, partners: list[Holder]) -> bool:
    """True for "a Russian draft", "Moscow's text" of Russia."""
    near = [c for c in measure.children if c.dep_ in _AUTHORS] if measure is not None else []
    entities = (reading.names.entity(t) for t in near)
    own = {e.path for e in entities if e is not None} | {a.path for _, a in reading.agents(tuple(near))}
    text = measure is not None and is_measure(reading, measure)
    return text and any(h.agent.path in own or h.agent.of in own for h in partners)


def _is_theirs(reading: Reading, about: Target, partners: list[Holder]) -> bool:
    """True if what the vote is on is a text of those one votes with, so that they voted for it."""
    texts = (
        t
        for t in reading.doc
        if t.tag_ == "NN" and about.span is not None and about.span.start <= t.idx < about.span.end
    )
    return any(_is_author(reading, t, partners) for t in texts)


def _is_on_partner(reading: Reading, held: Position, clause: Clause, partners: list[Holder]) -> bool:
    """A side on the very one that is joined, read from the same words."""
    agent = held.target.agent
    same = agent is not None and any(h.agent.path == agent.path for h in partners)
    words = held.target.text in {reading.subtree(h.token).of(reading.text) for h in partners}
    return (same or words) and held.why.sentence == reading.sentence(clause.verb)
