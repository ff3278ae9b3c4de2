"""Who holds the side that a noun tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.positions.holders import Holder, acting, named_or_polity
from kg.extract.positions.side_links import carries, draws, heads, is_amid, overridden, states
from kg.extract.tree import conjuncts
from kg.types import Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_SOURCES = ("by", "from", "among", "within")


def holders(reading: Reading, token: Token, sense: Sense, clause: Clause | None) -> Iterator[Holder]:
    """Who holds it: before the noun, after "by" or "from", else whoever expresses it or acts "in" it."""
    inside = [c for c in token.children if c.dep_ == "poss"]
    inside += [t for p in token.children if p.lower_ in _SOURCES for t in heads(p)]
    including = [q for p in token.children if p.lower_ == "including" for q in p.children]
    inside += [t for q in including if q.lower_ in _SOURCES for t in heads(q)]
    near = (t for c in token.children if c.dep_ in ("amod", "compound") for t in conjuncts(c))
    inside += [t for t in near if reading.names.entity(t) is not None]
    inside += [t for p in token.children if p.lower_ in sense.target for t in _sources_within(reading, p)]
    inside += [token.head.head] if states(reading, token) else []
    if is_amid(token) or draws(reading, token, clause) or overridden(reading, token) is not None:
        inside += [t for p in token.children if p.lower_ == "of" for t in heads(p)]
        sources = (*_SOURCES, "with") if token.dep_ == "dobj" else _SOURCES  # "found favour with X"
        inside += [t for prep in sources if clause is not None for t in clause.preps.get(prep, ())]
    found = [h for t in inside for h in named_or_polity(reading, t)]
    if sense.act != "Protest" and not found:  # "its support for the government in Yemen": Yemen is where that is
        found = [h for t in _capitals(reading, token, clause) for h in named_or_polity(reading, t)]
    if not found and clause is not None and carries(reading, token, clause):
        found = list(acting(reading, clause))
    yield from found


def _sources_within(reading: Reading, prep: Token) -> list[Token]:
    """ "Opposition to the bill from the Greens": who, hung on the bill by the parser."""
    things = [c for c in prep.children if c.dep_ == "pobj"]
    found = [t for c in things for p in c.children if p.lower_ == "from" for t in heads(p)]
    return [t for t, _ in reading.agents(tuple(found))]


def _capitals(reading: Reading, token: Token, clause: Clause | None) -> list[Token]:
    """ "Earned applause in Rabat", "anger in Lima at Y": there the state; where people protest is no matter."""
    inside = [t for p in token.children if p.lower_ == "in" for t in heads(p)]
    drawn = clause is not None and draws(reading, token, clause)
    inside += clause.preps.get("in", ()) if clause is not None and drawn else ()
    return [t for t, agent in reading.agents(tuple(inside)) if agent.kind == "state"]


def speakers(
    reading: Reading, token: Token, clause: Clause | None, statements: tuple[Statement, ...]
) -> Iterator[Holder]:
    """ "A strong objection was expressed, the ministry said": who says so."""
    if clause is None or not clause.passive or clause.subjects or reading.sense(clause, "lend", "express") is None:
        return
    if token.i not in {t.i for t in clause.objects}:
        return
    for statement in statements:
        if statement.speaker is not None and statement.content.start <= token.idx < statement.content.end:
            yield Holder(token, statement.speaker, statement.on_behalf)
