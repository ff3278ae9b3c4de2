"""Vetoes of a member in an international body; the veto of a president is no decision of a parliament."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.clauses import BY_MEANS
from kg.extract.decisions.deciding import (
    Found,
    Place,
    after,
    found,
    inside,
    is_measure,
    is_text,
    loose_object,
    named,
    of_measure,
    thing,
)

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: What one does with a veto who stops something by it.
_CASTING = {"cast", "use", "exercise", "wield", "employ", "deploy", "invoke", "issue", "apply", "impose"}
_SINGLE = {"UN"}  # whose bodies a single member can stop


def find(reading: Reading, clause: Clause) -> Iterator[Found]:
    """A state vetoes a measure of a body, or does by another word what only a veto can do: "blocks", "strikes down"."""
    by_veto = _done_by_veto(reading, clause)
    if by_veto is not None:
        yield by_veto
        return
    vetoed = any(s.outcome == "vetoed" for s, _ in reading.senses(clause, "decide"))
    token = _cast_against(reading, clause)
    vetoed |= token is not None
    token = token or thing(clause.objects) or loose_object(reading, clause)
    token = token or (_backed_by_others(reading, clause) if vetoed else None)
    place = _stopped(reading, clause, token) if vetoed else _thwarted(reading, clause, token)
    if place is None or not _is_cast(reading, clause) or clause.negated:
        return
    if _is_foreign(reading, place, clause):
        states = {agent.path for _, agent in reading.agents(clause.subjects) if agent.kind in ("state", "government")}
        yield replace(found(reading, clause, place, "vetoed", "veto", token=token), stopped_by=len(states))


def _done_by_veto(reading: Reading, clause: Clause) -> Found | None:
    """ "A veto by Peru sinks the draft", "the draft is blocked by a Chilean veto": the veto itself acts."""
    veto = next((t for t in clause.subjects if t.lemma_ == "veto"), None)
    if veto is None or clause.mood != "real" or clause.negated:
        return None
    token = next((t for t in clause.objects if is_measure(reading, t)), None)
    place = _stopped(reading, clause, token)
    if place is None or place.body.polity not in _SINGLE:
        return None
    casting = {agent.path for _, agent in reading.agents(tuple(veto.subtree)) if agent.kind in ("state", "government")}
    told = found(reading, clause, place, "vetoed", "veto", token=token)
    return replace(told, stopped_by=max(len(casting), 1))


def _cast_against(reading: Reading, clause: Clause) -> Token | None:
    """The text that somebody "casts a veto" against, "uses the veto" on."""
    veto = next((t for t in clause.objects if t.lemma_ == "veto"), None)
    if veto is None or clause.lemma.split()[0] not in _CASTING:
        return None
    against = [t for t in veto.doc[veto.i : veto.sent.end] if t.lower_ in ("against", "on", "over")]
    told = [t for p in against for t in p.children if t.dep_ == "pobj"]
    return next((t for t in told if is_measure(reading, t)), None)


def _backed_by_others(reading: Reading, clause: Clause) -> Token | None:
    """ "Peru vetoes as nine members back the text": the text is told later in the sentence."""
    behind = clause.verb.doc[clause.verb.i : clause.verb.sent.end]
    return next((t for t in behind if is_text(reading, t)), None)


def _stopped(reading: Reading, clause: Clause, token: Token | None) -> Place | None:
    """The body whose text is vetoed: its own, one named with it, else the one of the UN that the sentence names."""
    place = of_measure(reading, token) or (inside(reading, token) if token is not None else None)
    if place is not None or token is None or not is_measure(reading, token):
        return place
    named_here = (named(reading, (t,)) for t in clause.verb.sent)
    return next((p for p in named_here if p is not None and p.body.polity in _SINGLE), None)


def _is_cast(reading: Reading, clause: Clause) -> bool:
    """ "vetoed the text", "used its power to veto the text"."""
    above = reading.clauses.governor(clause) if clause.mood == "wished" and clause.verb.dep_ == "xcomp" else None
    return clause.mood == "real" or (above is not None and above.lemma in BY_MEANS and above.mood == "real")


def _thwarted(reading: Reading, clause: Clause, token: Token | None) -> Place | None:
    """The body whose text a state "blocks" or "strikes down", which there only a veto does; also one named with it."""
    if token is None or not is_measure(reading, token) or reading.sense(clause, "thwart") is None:
        return None
    place = of_measure(reading, token) or inside(reading, token) or named(reading, after(clause, ("in", "at")))
    acting = bool(clause.subjects) and named(reading, clause.subjects) is None
    return place if acting and place is not None and place.body.polity in _SINGLE else None


def told_by(reading: Reading, each: Found) -> Found:
    """What was rejected, as vetoed where its sentence says so: "fell in the Security Council as Russia cast its veto"."""
    decision = each.decision
    if decision.outcome != "rejected" or decision.body.polity not in _SINGLE:
        return each
    verb = each.at.sent
    vetoed = any(t.lemma_ == "veto" and t.tag_.startswith(("NN", "VB")) and not _is_unreal(t) for t in verb)
    return replace(each, decision=replace(decision, outcome="vetoed")) if vetoed else each


def _is_unreal(token: Token) -> bool:
    """ "Without a veto", "no veto", "could have vetoed"."""
    words = [*token.children, *([token.head] if token.dep_ == "pobj" else [])]
    return any(c.lower_ in ("no", "without", "not", "could", "would", "might") for c in words)


def _is_foreign(reading: Reading, place: Place, clause: Clause) -> bool:
    """True if a member vetoes in an international body."""
    own = {agent.polity for _, agent in reading.agents(clause.subjects) if agent.kind in ("state", "government")}
    return place.body.polity not in own and (bool(own) or not clause.subjects)
