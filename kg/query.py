"""Ask a snapshot a question: bind its parameters, refuse what must be refused, run it, say where it is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg import sparql
from kg.errors import BadParameter, EvaluationError, QueryError, did_you_mean
from kg.questions import Parameter, Question, given
from kg.store import Snapshot

Term = NamedNode | Literal
XSD = "http://www.w3.org/2001/XMLSchema#"
DATES = {10: "date", 7: "gYearMonth", 4: "gYear"}
#: The type of parameters that stand for one thing or several: "<a> <b>".
SEVERAL = "iris"
NOT_OFFERED = ("SERVICE", "LATERAL")
UNBOUND = "contains a variable that is unbound"
ENGINE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Rows(NamedTuple):
    """The answer to SELECT: column names, and rows of RDF terms (None: unbound), which can be read once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def values(self) -> Iterator[tuple[str | None, ...]]:
        """The rows as plain strings: IRIs in full, literals without type and language."""
        return (tuple(None if term is None else plain(term) for term in row) for row in self.rows)

    def dicts(self) -> Iterator[dict[str, str | None]]:
        """The rows as plain strings by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values())


Answer = Rows | list[Triple] | bool


def native(term: Any) -> str | int | float | bool | None:
    """A term as the nearest value of Python and JSON: whole and other finite numbers, truth values, else its text.

    >>> native(Literal(3)), native(Literal("0.5", datatype=NamedNode(XSD + "decimal"))), native(Literal(True))
    (3, 0.5, True)
    >>> native(Literal("2020", datatype=NamedNode(XSD + "gYear"))), native(None)
    ('2020', None)
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = NATIVE.get(term.datatype.value)
        # An ill-formed or endless number ("NaN", "INF") has no place in JSON; its text is told instead.
        if kind and (found := kind(term.value)) is not None:
            return found
    return plain(term)


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,300}", text) else None


def _finite(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _truth(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


NATIVE: dict[str, Callable[[str], int | float | bool | None]] = {
    XSD + "integer": _whole,
    XSD + "decimal": _finite,
    XSD + "double": _finite,
    XSD + "float": _finite,
    XSD + "boolean": _truth,
}


def plain(term: Any) -> str:
    """The text of a term, as SPARQL's CSV format has it.

    >>> plain(Literal("Sénat", language="fr")), plain(NamedNode("https://kg.example/a"))
    ('Sénat', 'https://kg.example/a')
    """
    value = getattr(term, "value", None)
    return value if isinstance(value, str) and not str(term).startswith("_:") else str(term)


class Bound(NamedTuple):
    """A question ready for the engine: its parameters put in, and the prefixes that it uses without declaring them.

    `terms`: the IRIs that it names by prefix, each with the first token that does. `found`: the tokens of the question as
    it was asked, which are those of `text` unless parameters were put in.
    """

    substituted: sparql.Substituted
    prefixes: dict[str, str] | None
    terms: dict[str, sparql.Token]
    found: list[sparql.Token]

    @property
    def text(self) -> str:
        """The query."""
        return self.substituted.text


def bound(asked: Question, values: Mapping[str, str] | None, base: str, services: Collection[str] = ()) -> Bound:
    """A question with its parameters' values in it. Raises `QueryError` for one that is refused, and `BadParameter`.

    `services`: the addresses that SERVICE may name.
    """
    found = sparql.guard(asked.text, asked.where, services)
    constants = {p.variable: constant(p, value, base) for p, value in given(asked, values or {})}
    check_lists(asked, found)
    prefixes = known_prefixes(asked, found)
    named = sparql.named(found, prefixes or {})
    terms = {name: token for name, token in named.items() if not name.startswith(XSD)}
    return Bound(sparql.substitute(asked.text, found, constants, asked.where), prefixes, terms, found)


def constant(parameter: Parameter, value: Any, base: str) -> str:
    """What stands for a parameter in the query: a term, or several with commas between (see `SEVERAL`)."""
    if parameter.type != SEVERAL:
        return str(term(parameter, value, base))
    several = re.findall(r"<([^<>]*)>", str(value)) or [str(value)]
    return ", ".join(str(term(parameter, one, base)) for one in several)


def check_lists(asked: Question, found: list[sparql.Token]) -> None:
    """Raise `QueryError` where a parameter for several things stands where only one can."""
    several = {f"?{p.variable}" for p in asked.parameters if p.type == SEVERAL}
    for index, token in enumerate(found):
        if token.kind == "variable" and token.text.replace("$", "?") in several:
            before = [earlier.text.upper() for earlier in found[max(0, index - 2) : index]]
            if before not in (["IN", "("], ["BOUND", "("]):
                message = (
                    f"{token.text} may be several things: it stands only in IN ({token.text}) and BOUND({token.text})"
                )
                raise sparql.error(asked.text, token, message, asked.where)


def answer(snapshot: Snapshot, asked: Question, values: Mapping[str, str] | None = None) -> Answer:
    """Run a question over the union of all graphs: rows for SELECT, triples (sorted) for CONSTRUCT and DESCRIBE, a
    truth value for ASK. In this process and without limits: `kg.supervise.ask` is for questions that users write.

    Relative IRIs in it are relative to the store's base IRI; prefixes that kg knows need no declaration. Raises
    `QueryError`, `BadParameter`, and `EvaluationError`, which may also come while rows are read.
    """
    query = bound(asked, values, snapshot.base)
    try:
        result = snapshot.engine.query(query.text, base_iri=snapshot.base, prefixes=query.prefixes)
    except SyntaxError as error:
        raise syntax_error(asked, query.substituted, str(error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise EvaluationError(f"{asked.where}: {error}") from error
    if isinstance(result, QuerySolutions):
        return Rows(tuple(v.value for v in result.variables), rows(result, asked.where))
    if isinstance(result, QueryTriples):
        return sorted(set(evaluated(result, asked.where)), key=str)
    assert isinstance(result, QueryBoolean)
    return bool(result)


def rows(solutions: QuerySolutions, where: str) -> Iterator[tuple[Any, ...]]:
    """The solutions as tuples in the order of the columns."""
    for solution in evaluated(solutions, where):
        yield tuple(solution)


def evaluated(items: Any, where: str) -> Iterator[Any]:
    """The engine's items one by one, its errors as ours."""
    try:
        yield from items
    except (RuntimeError, OSError, ValueError) as error:
        raise EvaluationError(f"{where}: {error}") from error


def term(parameter: Parameter, value: Any, base: str) -> Term:
    """The RDF term of a parameter's value, by the parameter's type. Raises `BadParameter` if it does not fit."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return TYPES[parameter.type](text, base)
    except ValueError as error:
        raise BadParameter(f'{parameter.name}: "{text}" is no {parameter.type} ({error})') from error


def iri(text: str, base: str) -> Term:
    """An IRI in full, with a prefix that kg knows ("kgo:Oppose"), or relative to the store's base."""
    scheme, colon, rest = text.partition(":")
    if not colon or "/" in scheme:
        return NamedNode(base + text)
    from kg.vocabulary import PREFIXES

    return NamedNode(PREFIXES[scheme] + rest if scheme in PREFIXES else text)


def day(text: str, base: str) -> Term:
    """A day, month or year; the datatype is its precision."""
    kind = DATES.get(len(text))
    if kind is None:
        raise ValueError("expected YYYY-MM-DD, YYYY-MM or YYYY")
    date.fromisoformat((text + "-01-01")[:10])
    return Literal(text, datatype=NamedNode(XSD + kind))


def number(text: str, base: str) -> Term:
    """A whole number or a decimal."""
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
        raise ValueError("expected digits")
    return Literal(text, datatype=NamedNode(XSD + ("decimal" if "." in text else "integer")))


def boolean(text: str, base: str) -> Term:
    """True or false."""
    if text not in ("true", "false"):
        raise ValueError("expected true or false")
    return Literal(text, datatype=NamedNode(XSD + "boolean"))


def string(text: str, base: str) -> Term:
    """A plain string."""
    return Literal(text)


TYPES = {
    "iri": iri,
    SEVERAL: iri,
    "date": day,
    "number": number,
    "integer": number,
    "decimal": number,
    "boolean": boolean,
    "string": string,
    "literal": string,
}


def known_prefixes(asked: Question, found: list[sparql.Token]) -> dict[str, str] | None:
    """The prefixes that the query uses without declaring them. Raises `QueryError` for one that kg does not know."""
    declared, used = sparql.prefixes(found)
    missing = {prefix: token for prefix, token in used.items() if prefix not in declared}
    if not missing:
        return None
    from kg.vocabulary import PREFIXES

    for prefix, token in missing.items():
        if prefix not in PREFIXES:
            known = f"{did_you_mean(prefix, PREFIXES)}; known: {', '.join(sorted(PREFIXES))}"
            message = f'unknown prefix "{prefix}"{known}; for another add: PREFIX {prefix}: <...>'
            raise sparql.error(asked.text, token, message, asked.where)
    return {prefix: str(PREFIXES[prefix]) for prefix in missing}


def syntax_error(asked: Question, query: sparql.Substituted, message: str) -> QueryError:
    """The engine's complaint, at its place in the query as the user wrote it.

    The engine gives the place where it had read furthest, which is behind the token that it could not take; and of a
    bracket that is never closed it says only that the query ended.
    """
    found = sparql.tokens(asked.text)
    if bracket := sparql.unbalanced(found):
        return sparql.error(asked.text, bracket, f'"{bracket.text}" has no counterpart', asked.where)
    if (loose := ungrouped(found)) is not None and UNBOUND in message:
        return sparql.error(
            asked.text, loose, f"{loose.text} is shown, but neither in GROUP BY nor counted", asked.where
        )
    match = ENGINE.match(message)
    if not match:
        return QueryError(message, asked.where)
    position = query.origin(sparql.offset(query.text, int(match[1]), int(match[2])))
    before = [token for token in found if token.start < position]
    wrong = before[-1] if before else found[0]
    hint = expected(match[3])
    return sparql.error(asked.text, wrong, f'syntax error near "{wrong.text[:40]}"{hint}', asked.where)


def shown(found: list[sparql.Token]) -> list[sparql.Token]:
    """The variables that the outermost SELECT shows as they are: none of `*`, nor those inside brackets.

    >>> [token.text for token in shown(sparql.tokens("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }"))]
    ['?a']
    """
    start = next((i for i, t in enumerate(found) if not t.depth and t.word() == "SELECT"), len(found))
    end = next((i for i, t in enumerate(found) if i > start and t.text == "{" and not t.depth), len(found))
    return [t for t in found[start:end] if t.kind == "variable" and not t.depth]


def ungrouped(found: list[sparql.Token]) -> sparql.Token | None:
    """The first variable that is shown but not grouped by, in a query with GROUP BY; None without one."""
    start = next((i for i, t in enumerate(found) if not t.depth and t.word() == "GROUP"), None)
    if start is None:
        return None
    by = {t.text[1:] for t in found[start:] if t.kind == "variable"}
    return next((t for t in shown(found) if t.text[1:] not in by), None)


def never_bound(found: list[sparql.Token]) -> list[str]:
    """The variables that a SELECT shows and that stand nowhere else: their columns will be empty.

    >>> never_bound(sparql.tokens("SELECT ?a ?b { ?a ?p ?c } ORDER BY ?b"))
    ['?b']
    """
    last = max((i for i, t in enumerate(found) if t.text == "}" and not t.depth), default=-1)
    inside = {t.text[1:] for t in found[: last + 1] if t.kind == "variable" and t.depth}
    return [token.text for token in shown(found) if token.text[1:] not in inside]


def expected(message: str) -> str:
    """What the engine says was expected, as far as a person can use it: sentences, else short tokens.

    >>> expected('expected one of GRAPH, The SELECT contains a variable that is unbound, [_]')
    ': The SELECT contains a variable that is unbound'
    >>> expected('expected one of ",", ".", ";", SERVICE, [_]')
    ' (expected "," or "." or ";")'
    """
    options = re.split(
        r", (?![\"'])|, (?=\")", message.removeprefix("expected ").removeprefix("one of ").replace("\n", " ")
    )
    sentences = [option for option in options if " " in option and not option.startswith(("[", "'"))]
    if sentences:
        return f": {sentences[0]}"
    words = [option for option in options if re.fullmatch(r'"\S+"|[A-Z]+', option) and option not in NOT_OFFERED]
    return f" (expected {' or '.join(words)})" if words else ""
