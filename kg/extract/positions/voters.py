"""Named voters: who voted for or against, or abstained. A chamber's own vote is its decision and not read here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, acting, extent, happens, named, position
from kg.extract.positions.members import plain_members
from kg.extract.positions.targets import is_measure, last_named, target
from kg.extract.tree import is_verb
from kg.gazetteer import entity_agent
from kg.types import Position, Stance, Target, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

#: The act of a side taken in a vote.
ACTS: dict[Stance, str] = {"supports": "VoteFor", "opposes": "VoteAgainst", "abstains": "Abstain"}
_OPPOSITE: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports", "abstains": "abstains"}
_WORDS: dict[str, Stance] = {
    "against": "opposes", "opposed": "opposes", "no": "opposes", "nay": "opposes", "dissenting": "opposes",
    "negative": "opposes", "for": "supports", "favor": "supports", "favour": "supports", "yes": "supports",
    "aye": "supports", "support": "supports", "abstained": "abstains", "abstaining": "abstains", "abstentions": "abstains",
}  # fmt: skip
#: How many sentences on one may tell how somebody voted, where no other measure was spoken of between.
_FAR = 8
_CAST = ("cast", "register", "record", "give")
_BALLOTS = ("vote", "ballot")
_GOVERNED = ("pobj", "pcomp")


# --- clauses ----------------------------------------------------------------------------------------------------


def voted(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "Russia voted against the bill", "with Iran and Cuba abstaining", "the party voted to reject it"."""
    side = told(reading, clause) if happens(reading, clause) and not clause.negated else None
    if side is None:
        return
    stance, about = side
    aim = about if about is not None else voted_on(reading, clause) or _ballot(reading, clause)
    if aim is None:
        return
    why = reading.why(clause, "position.vote", span=extent(reading, clause))
    for holder in _voters(reading, clause):
        yield position(reading, holder, stance, aim, ACTS[stance], why, reading.date(clause))


def told(reading: Reading, clause: Clause) -> tuple[Stance, Target | None] | None:
    """The side of a vote and what it is on, if the clause itself says."""
    if (plain := next((c for c in clause.verb.children if _is_answer(c)), None)) is not None:
        about = clause.preps.get("on", ()) or clause.preps.get("to", ())
        return _oriented(reading, _WORDS[plain.lower_], about)
    for sense, _ in sorted(reading.senses(clause, "voted"), key=lambda found: _place(clause, found[0])):
        return _oriented(reading, sense.polarity, reading.slot(clause, sense.target))  # type: ignore[arg-type]
    if reading.sense(clause, "vote") is not None:
        return _voted_to(reading, clause) or voted_word(reading, clause.verb)
    if clause.verb.lemma_ in _CAST and clause.objects and clause.objects[0].lemma_ in _BALLOTS:
        return voted_word(reading, clause.objects[0]) or voted_word(reading, clause.verb)
    return None


def _is_answer(word: Token) -> bool:
    """ "Voted yes", "says no": the word alone, not that of "no more" or "no other"."""
    if word.lower_ in ("no", "nay"):
        after = word.nbor(1) if word.i + 1 < len(word.doc) else word
        alone = not after.is_alpha or after.lower_ in ("on", "to", "and", "while", "as")
        return alone and word.i > word.head.i and word.head.lemma_ in ("vote", "say")
    return word.lower_ in ("yes", "aye")


def _place(clause: Clause, sense: Sense) -> int:
    """Where the preposition of a vote stands: of "voted for the bill and the Greens against it" the first is meant."""
    return next((c.i for c in clause.verb.children if c.lower_ == sense.form.rpartition(" ")[2]), 0)


def _voted_to(reading: Reading, clause: Clause) -> tuple[Stance, Target | None] | None:
    """ "voted to reject the treaty": the side is that of the verb; "voted to repeal the ban": for what is done."""
    for inner in (reading.clauses.at(t) for t in clause.xcomp if is_verb(t)):
        for sense, _ in reading.senses(inner, "decide", "stance"):
            stance = _side_of(sense.polarity, sense.outcome)
            deed = sense.frame == "decide" and sense.outcome == "adopted" and sense.kind in ("bill", "other")
            if stance is not None and inner.objects:
                actor = sense.outcome is not None and reading.discourse.agent(inner.objects[0]) is not None
                whole = deed or actor  # "voted to expel Chad"
                return stance, target(reading, inner.verb if whole else inner.objects[0])
    return None


def _side_of(polarity: str | None, outcome: str | None) -> Stance | None:
    by_outcome: dict[str, Stance] = {"adopted": "supports", "rejected": "opposes"}
    return polarity or by_outcome.get(outcome or "")  # type: ignore[return-value]


def voted_word(reading: Reading, token: Token) -> tuple[Stance, Target | None] | None:
    """ "voted no", "voted in favour of the bill", "cast the only vote against the bill", "cast a dissenting vote"."""
    own = [c for c in token.children if c.dep_ not in ("advcl", "conj", "ccomp", "relcl", "nsubj")]
    near = [*own, *(g for c in own for g in c.children if c.dep_ in ("prep", "dobj", "nmod"))]
    near = [t for t in near if not _has_voters(t)]
    word = next((t for t in near if t.lower_ in _WORDS and (t.lower_ != "for" or _for_what(reading, token, t))), None)
    if word is None:
        return None
    about = [word, *(p for p in word.children if p.lower_ in ("of", "to"))]
    return _oriented(reading, _WORDS[word.lower_], tuple(t for p in about for t in p.children if t.dep_ in _GOVERNED))


def _has_voters(word: Token) -> bool:
    """True for how others voted: "voted against it, with 65 states | abstaining |"."""
    return is_verb(word) and any(c.dep_ == "nsubj" for c in word.children)


def _for_what(reading: Reading, vote: Token, word: Token) -> bool:
    """ "cast his ballot for it": "for" and a measure or its pronoun, of a ballot that is cast; not "a vote for a term"."""
    cast = vote.lemma_ in _CAST
    return cast and any(c.tag_ == "PRP" or is_measure(reading, c) for c in word.children if c.dep_ == "pobj")


def _oriented(reading: Reading, stance: Stance, tokens: tuple[Token, ...]) -> tuple[Stance, Target | None]:
    """The side and target of a vote; a vote for a motion to reject something is a vote against that thing."""
    if not tokens or tokens[0].lemma_ in _BALLOTS:
        return stance, None
    if tokens[0].lower_ == "it" and not reading.discourse.measure(tokens[0]):
        meant = last_named(reading, tokens[0], 3)  # not the house that it was put to
        tokens = (meant,) if meant is not None else tokens
    turned = _rejected_by(reading, tokens[0])
    if turned is not None:
        return _OPPOSITE[stance], target(reading, turned)
    return stance, target(reading, tokens[0])


def _rejected_by(reading: Reading, token: Token) -> Token | None:
    """What a motion to reject something would reject: "the motion to reject the treaty", "rejecting the treaty"."""
    inner = [token] if is_verb(token) else [c for c in token.children if c.dep_ in ("acl", "relcl") and is_verb(c)]
    for clause in (reading.clauses.at(t) for t in inner):
        sense = reading.sense(clause, "decide")
        if sense is not None and sense.outcome == "rejected" and clause.objects:
            return clause.objects[0]
    return None


def voted_on(reading: Reading, clause: Clause) -> Target | None:
    """What a vote without an object was on: what the sentence decides, else the measure last spoken of.

    Else what others just voted on: "Hungary voted against the statement; Slovakia abstained".
    """
    token = decided(reading, clause)
    if token is not None:
        return target(reading, token)
    here = reading.discourse.sentence(clause.verb)
    before = (c for c in reading.clauses if c.verb.i < clause.verb.i and here - reading.discourse.sentence(c.verb) < 2)
    others = (vote[1] for c in before if reading.sense(c, "voted", "vote") is not None and (vote := told(reading, c)))
    found = next((about for about in others if about is not None), None)
    if found is None and (far := last_named(reading, clause.verb, _FAR)) is not None and reading.discourse.measure(far):
        found = target(reading, far)
    return found


def decided(reading: Reading, clause: Clause) -> Token | None:
    """The measure that the sentence of a clause decides on, else the one last spoken of before it."""
    others = (v for v in clause.verb.sent if is_verb(v) and v.i != clause.verb.i and not _is_of_text(reading, v))
    for verb in others:
        above = reading.clauses.at(verb)
        if above.objects and reading.sense(above, "decide") is not None and not above.negated:
            thing = above.objects[0]
            whole = not is_measure(reading, thing) and (
                reading.discourse.agent(thing) is not None or reading.sense(above, "stance") is not None
            )
            return verb if whole else thing  # "voted to expel Chad", "condemned the raid; Peru voted no"
    return at_issue(reading, clause.verb)


def _is_of_text(reading: Reading, verb: Token) -> bool:
    """True for what a measure is to do; not for what a house does: "the Senate, which amends the law"."""
    return verb.dep_ == "acl" or (verb.dep_ == "relcl" and is_measure(reading, verb.head))


def at_issue(reading: Reading, token: Token) -> Token | None:
    """The measure last spoken of before a token; else what was last decided, put off or carried there: "a report".

    Else what a house does there, which is a measure by that: "the Assembly suspends Peru; Chad abstains".
    """
    measure = last_named(reading, token, 3)
    if measure is not None:
        return measure
    here = reading.discourse.sentence(token)
    near = (c for c in reading.clauses if c.verb.i < token.i and here - reading.discourse.sentence(c.verb) < 3)
    dealt = [c for c in near if c.objects and reading.sense(c, "carry", "decide", "putoff") is not None]
    things = (t for c in reversed(dealt) for t in c.objects if reading.discourse.agent(t) is None)
    return next(things, None) or next_named(reading, token) or _done_by_house(reading, token)


def _done_by_house(reading: Reading, token: Token) -> Token | None:
    """What a house does before the words at `token`, else behind them in their sentence."""
    here = reading.discourse.sentence(token)
    near = [c for c in reading.clauses if 0 <= here - reading.discourse.sentence(c.verb) < 3 and c.mood == "real"]
    deeds = [c for c in near if any(_decides(reading, c, t) for t in (*c.subjects, *_overseen(c)))]
    before = [c for c in deeds if c.verb.i < token.i]
    deed = next(iter(before[-1:] or [c for c in deeds if c.verb.sent.start == token.sent.start]), None)
    if deed is None:
        return None
    sided = reading.sense(deed, "stance") is not None  # "condemned the raid; Peru voted no": not for the raid
    things = (t for t in deed.objects if reading.discourse.agent(t) is None and (not sided or is_measure(reading, t)))
    inner = deed.verb if deed.passive else next(iter((*deed.ccomp, *deed.xcomp)), deed.verb)
    return next(things, None) or inner


def _overseen(clause: Clause) -> tuple[Token, ...]:
    """Where something is done to somebody: "is stripped of its vote | in the Assembly |"."""
    return tuple(t for p in ("in", "at") for t in clause.preps.get(p, ())) if clause.passive else ()


def aim(reading: Reading, token: Token) -> Target | None:
    """What the vote was on that the words at `token` tell a side of: what their sentence decides, or the last measure."""
    about = put(reading, token) or at_issue(reading, token)
    return target(reading, about) if about is not None else None


def next_named(reading: Reading, token: Token) -> Token | None:
    """The noun of the measure that the sentence speaks of next: "walked out, calling the bill a farce"."""
    later = (t for t in token.sent if t.i > token.i and t.tag_ in ("NN", "NNS"))
    return next((t for t in later if is_measure(reading, t)), None)


def put(reading: Reading, token: Token) -> Token | None:
    """The measure that the sentence of a token decides on."""
    verbs = (reading.clauses.at(v) for v in token.sent if is_verb(v))
    decided_on = (c.objects[0] for c in verbs if c.objects and reading.sense(c, "decide") is not None and not c.negated)
    return next((t for t in decided_on if is_measure(reading, t)), None)


def _decides(reading: Reading, clause: Clause, token: Token) -> bool:
    """True for a house, and for a league or agency that votes."""
    agent = reading.discourse.agent(token)
    votes = agent is not None and agent.kind == "organisation" and reading.sense(clause, "vote") is not None
    return votes or reading.discourse.chamber(token) is not None


def _ballot(reading: Reading, clause: Clause) -> Target | None:
    """ "abstained in the vote": the vote itself, where nothing tells what it was on."""
    tokens = [t for p in ("in", "from", "on", "during") for t in clause.preps.get(p, ()) if t.lemma_ in _BALLOTS]
    return target(reading, tokens[0]) if tokens else None


def _voters(reading: Reading, clause: Clause) -> Iterator[Holder]:
    holders = list(acting(reading, clause))
    if any(h.agent.kind == "chamber" or _is_body(h) for h in holders):
        return
    for holder in holders:
        person = holder.agent.kind == "person" and holder.token.tag_ == "NNP"
        inside = list(_in_brackets(reading, holder.token)) if not person else []  # "Jon Berg (R-OH)"
        if inside:
            yield from inside
        elif holder.measure is None and not plain_members(reading, holder.token):
            yield holder
    for token in clause.subjects:
        if reading.discourse.agent(token) is None:
            yield from _in_brackets(reading, token)


def _is_body(holder: Holder) -> bool:
    """A league of states that votes decides: "the African Union votes to expel Chad"."""
    agent = holder.agent
    return agent.kind == "organisation" and agent.known and agent.path == agent.of


# --- lists ------------------------------------------------------------------------------------------------------


def listed(reading: Reading) -> Iterator[Position]:
    """Names in brackets beside a count: "two against (Cuba and Laos)", "three (Togo, Benin and Mali) abstaining"."""
    for token in reading.doc:
        if token.text in ("(", "[") and (stance := _side_beside(token)) is not None:
            holders = list(_names(reading, token))
            measure = last_named(reading, token, 3) or put(reading, token) or next_named(reading, token)
            if not holders or measure is None:
                continue
            span = reading.between(token.nbor(-1), _closing(token))
            why = Why(span, reading.sentence(token), "position.listed", 0.7, "vote")
            for holder in holders:
                yield position(reading, holder, stance, measure, ACTS[stance], why)


def _side_beside(opening: Token) -> Stance | None:
    """The side of a bracket after a side or a count: "against (", "abstentions (", "three (...) abstaining"."""
    if opening.i == 0:
        return None
    before = opening.nbor(-1)
    if before.lower_ in _WORDS and before.lower_ != "for":
        return _WORDS[before.lower_]
    if before.tag_ != "CD" and before.lower_ not in ("members", "countries", "states", "members", "votes"):
        return None
    if opening.i > 1 and before.tag_ == "CD" and before.nbor(-1).lower_ in ("to", "against"):
        return "opposes"  # "by 40 votes to one ("
    closing = _closing(opening)
    after = closing.doc[closing.i + 1 : min(closing.i + 5, closing.sent.end)]
    same = takewhile(lambda t: t.tag_ != "CD", after)  # what follows the next count is told of that
    words = (t.lower_ for t in same if t.tag_ not in (".", ",", "-LRB-"))
    return next((_WORDS[w] for w in words if w in _WORDS and w != "for"), None)


def _closing(opening: Token) -> Token:
    """The bracket that closes one, or the sentence's last word."""
    rest = opening.doc[opening.i + 1 : opening.sent.end]
    return next((t for t in rest if t.text in (")", "]")), opening.sent[-1])


def _in_brackets(reading: Reading, token: Token) -> Iterator[Holder]:
    """The names in brackets right after a count: "three (Togo, Benin and Mali)"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if after.text in ("(", "["):
        yield from _names(reading, after)


def _names(reading: Reading, opening: Token) -> Iterator[Holder]:
    """Every agent named in a bracket, once."""
    seen: set[str] = set()
    for token in opening.doc[opening.i + 1 : _closing(opening).i]:
        for holder in name(reading, token):
            if holder.agent.path not in seen:
                seen.add(holder.agent.path)
                yield holder


def name(reading: Reading, token: Token) -> Iterator[Holder]:
    """The agent at a token; a name of the gazetteer also where the parser made it part of another phrase."""
    holders = list(named(reading, token))
    entity = reading.names.entity(token) if token.tag_ in ("NNP", "NNPS") else None
    if not holders and entity is not None and (entity.is_polity or entity.kind == "party"):
        holders = [Holder(token, entity_agent(entity))]
    yield from holders
