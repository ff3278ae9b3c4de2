"""Sides that a verb of the lexicon tells: "X condemns Y", "a resolution condemning Y", "Y was condemned"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions import absence, aims, members, occasions, side_links, stance_sides, stance_targets
from kg.extract.positions.holders import Holder, acting, extent, named, position
from kg.extract.positions.targets import is_abstract, is_measure, judged_before, last_named, subject_above, whole
from kg.extract.tree import is_verb
from kg.types import Position

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_CAMPS = ("no", "nay")
_TALLY = re.compile(r"\b\d+(?: votes?)?(?: to |[-–]| against )\d+\b|\b\d+ votes? (?:in favou?r|for)\b")
#: Acts by which one reacts to what is plain from the text before, and the prepositions that tell no more than where.
_REACTIONS = ("Praise", "Protest", "Welcome", "Criticize")
_CHEERS = ("Praise", "Welcome")
_PLACES = {"in", "outside", "at", "after", "on", "before"}
#: Acts that figures of a tally are told by.
_COUNTED = ("Support", "Endorse", "Oppose", "Propose")
_LIKEWISE = ("too", "also", "likewise", "as", "similarly", "well")
_SUBJECTS = ("nsubj", "nsubjpass")


def positions(reading: Reading, clause: Clause) -> Iterator[Position]:
    """ "X condemns Y", also as participle of a measure ("a resolution condemning Y") and in the passive."""
    for sense, _ in reading.senses(clause, "stance"):
        about = _target(reading, sense, clause)
        stance = stance_sides.side(reading, sense, clause)
        if about is None or stance is None or not stance_targets.makes_position(reading, sense, clause, about):
            continue
        if stance == "supports" and about.lower_ in _CAMPS:
            stance = "opposes"  # "campaigns for a No"
        why = reading.why(clause, "position.stance", span=extent(reading, clause))
        holders = _holders(reading, sense, clause, about)
        goals = [_other(reading, h, about, holders) for h in holders]
        for holder, goal in zip(holders, goals, strict=True):
            yield position(reading, holder, stance, goal, sense.act, why, reading.date(clause))
        if holders:
            return


def _target(reading: Reading, sense: Sense, clause: Clause) -> Token | None:
    """What a side is taken on; None if nothing is, or if an inner verb tells it."""
    goals = absence.goals if sense.act == "Boycott" else aims.goals
    found = goals(reading, clause, sense) or _clausal(reading, sense, clause) or _unnamed(reading, sense, clause)
    if not found:
        return None
    about = whole(reading, _counted(reading, found[0]))
    if _takes_side(reading, about) or side_links.overridden(reading, about) is not None:
        return None  # "rules out backing the bill", "did so, brushing aside the protests"
    inner = sense.form.startswith("side ") and any(is_verb(t) for t in clause.preps.get("in", ()))
    return about if not inner else None  # "sides with Peru in opposing it"


def _holders(reading: Reading, sense: Sense, clause: Clause, about: Token) -> list[Holder]:
    """Who takes the side: those who act and may do so, without those whose votes are counted elsewhere."""
    found = list(acting(reading, clause)) or list(named(reading, *_capitals(reading, clause)))
    found = [_body(reading, clause, h) for h in found]
    kinds = {kind for kind in ("people", "person") if kind in sense.only}
    found = [h for h in found if all(h.agent.kind == kind for kind in kinds)]
    decides = reading.sense(clause, "decide") is not None
    if decides or sense.act == "Reject":
        found = [h for h in found if not _is_court(reading, h.token)]
    if decides and is_measure(reading, about):  # "lawmakers turned down the bill": the house did
        found = [h for h in found if h.agent.kind == "chamber" or not _is_whole_house(reading, h.token)]
    if decides or (sense.act in _COUNTED and (is_abstract(reading, about) or about.tag_ == "PRP")):
        found = [h for h in found if not members.counted(reading, h.token)]
    found = [h for h in found if not _is_itself(reading, h, about)]
    if sense.act in _CHEERS and not _names_target(reading, sense, clause):
        found = [h for h in found if h.agent.kind != "people"]  # crowds that cheer need not cheer that
    return found


def _is_whole_house(reading: Reading, token: Token) -> bool:
    """Members of whom no more is told: "lawmakers"; not "leaders of the league", nor "Tory peers"."""
    noun = reading.names.phrase(token).noun
    return noun is not None and noun.frame == "member" and members.plain_members(reading, token)


def _names_target(reading: Reading, sense: Sense, clause: Clause) -> bool:
    return bool(clause.objects or clause.passive or clause.ccomp or clause.xcomp or reading.slot(clause, sense.target))


def _body(reading: Reading, clause: Clause, holder: Holder) -> Holder:
    """The house of members told only by how many they are: "MEPs back statehood by 498 votes to 88"."""
    if not holder.agent.path.startswith("group/") or not members.plain_members(reading, holder.token):
        return holder
    above = reading.clauses.governor(clause) if clause.mood == "wished" else None
    places = above.preps.get("in", ()) if above is not None and reading.sense(above, "vote") is not None else ()
    tokens = (holder.token, *places) if places or _is_counted(reading, clause) else ()
    body = next((b for t in tokens if (b := reading.discourse.chamber(t)) is not None), None)
    return Holder(holder.token, body) if body is not None else holder


def _is_counted(reading: Reading, clause: Clause) -> bool:
    """True where the sentence gives the figures of a vote: "by 498 votes to 88", "266-0"."""
    return _TALLY.search(reading.sentence(clause.verb).of(reading.text)) is not None


def _unnamed(reading: Reading, sense: Sense, clause: Clause) -> tuple[Token, ...]:
    """What those are for or against of whom no more is told than that they applaud, or protest."""
    said = any(t.i > clause.verb.i for t in (*clause.xcomp, *clause.ccomp))  # not what stands before a semicolon
    alone = not (clause.objects or said or clause.passive or clause.preps.keys() - _PLACES)
    if alone and clause.mood == "real" and any(c.lower_ in _LIKEWISE for c in clause.verb.children):
        return _spoken_against(reading, clause)
    if sense.act not in _REACTIONS or not alone or clause.mood != "real":
        return ()
    about = occasions.answered(reading, clause)
    return (about,) if about is not None else ()


def _spoken_against(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """What those before took a side on who do the same: "Peru condemns the law, and Chad and Mali disapprove too"."""
    before = (
        c for c in reversed(tuple(reading.clauses)) if c.verb.i < clause.verb.i and c.verb.sent == clause.verb.sent
    )
    sided = next((c for c in before if c.objects and reading.sense(c, "stance") is not None), None)
    return sided.objects[:1] if sided is not None else ()


def _counted(reading: Reading, token: Token) -> Token:
    """The things of which a number is meant: the bills of "vetoed two of the bills"."""
    inner = (t for p in token.children if token.tag_ == "CD" and p.lower_ == "of" for t in p.children)
    return next((t for t in inner if is_measure(reading, t)), token)


def _takes_side(reading: Reading, doing: Token) -> bool:
    """A doing, denied, that takes a side of its own."""
    clause = reading.clauses.at(doing) if reading.clauses.has(doing) else None
    return clause is not None and clause.negated and reading.sense(clause, "stance", "recognise") is not None


def _other(reading: Reading, holder: Holder, about: Token, holders: list[Holder]) -> Token:
    """The target; of "it" that would stand for who acts the measure last spoken of: "after Lima walked away from it".

    Of "it" that would stand for somebody else who took a side, what that side was on.
    """
    meant = reading.discourse.agent(about) if about.tag_ == "PRP" else None
    if meant is not None and any(meant.path == h.agent.path for h in holders):
        verb = next((a for a in about.ancestors if is_verb(a)), None)
        before = _spoken_against(reading, reading.clauses.at(verb)) if verb is not None else ()
        return last_named(reading, about, 3) or next(iter(before), about)
    if (text := _text_of(reading, about)) is not None:
        return text
    near = (None if reading.discourse.measure(about) else subject_above(about)) or judged_before(reading, about)
    return near if near is not None and reading.discourse.agent(near) is None else about


def _text_of(reading: Reading, pronoun: Token) -> Token | None:
    """The text that is told to be on what "it" was taken for: "tables a draft on Antarctica; Peru opposes it"."""
    meant = reading.discourse.antecedent(pronoun) if pronoun.lower_ == "it" else None
    noun = meant.head.head if meant is not None and meant.dep_ == "pobj" else None
    return noun if noun is not None and noun.tag_.startswith("NN") and is_measure(reading, noun) else None


def _is_itself(reading: Reading, holder: Holder, about: Token) -> bool:
    """A state is not told to be against its own government: there another acts, whom the parser missed."""
    agent = reading.discourse.agent(about)
    if agent is None or about.tag_ == "PRP":  # "Peru joins Chad in opposing it": no one of them is "it"
        return False
    same = agent.kind in ("state", "government") and agent.of == holder.agent.of
    return same and holder.agent.kind in ("state", "government")


def _is_court(reading: Reading, token: Token) -> bool:
    """A court that turns something down rules on it and takes no side."""
    return reading.noun(token, "court") is not None or reading.lexicon.sense("noun", token.lower_, "court") is not None


def _capitals(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """ "Was welcomed in Tirana": a capital stands for its state where nobody else is said to do so."""
    places = clause.preps.get("in", ()) if clause.passive and not clause.subjects else ()
    states = ((t, agent) for t, agent in reading.agents(places) if agent.kind == "state")
    return tuple(t for t, agent in states if t.text not in agent.name)


def _clausal(reading: Reading, sense: Sense, clause: Clause) -> tuple[Token, ...]:
    """A doing as object: "opposes Paris acting as a go-between", "supports cutting taxes", "rejects what X calls Y".

    Of "objected that the text was lopsided", the text; what else is said so is taken whole.
    """
    if clause.passive:
        return ()
    inner = (*clause.ccomp, *clause.xcomp)
    if "denied" in sense.only and inner:  # "will not let the bill pass"
        return tuple(t for c in inner for t in c.children if c.tag_.startswith("VB") and t.dep_ in _SUBJECTS)
    finite = [any(c.dep_ == "aux" for c in t.children) for t in inner]  # "countered that it was defending itself"
    doing = tuple(
        t for t, told in zip(inner, finite, strict=True) if (t.tag_ == "VBG" and not told) or t.left_edge.tag_ == "WP"
    )[:1]
    if doing or "clause" not in sense.target:
        return doing
    said = [t for t in clause.ccomp if t.i > clause.verb.i and any(c.lower_ == "that" for c in t.children)][:1]
    about = [t for verb in said for t in verb.children if t.dep_.startswith("nsubj") and is_measure(reading, t)]
    return tuple(about[:1] or (said if sense.act == "Condemn" else ()))  # who objects that it rains is not against rain
