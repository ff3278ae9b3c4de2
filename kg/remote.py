"""A question asked of a SPARQL endpoint elsewhere: the same text, the same kinds of answer.

    question ─bound─> query, with base and prefixes ─POST─> rows, triples or a truth value

The endpoint's default graph is asked, which should be the union of all graphs, as it is in a store of kg's own; how a server
is told so is in docs/pushing.md. What is in the endpoint's address stays there: `…/query?union-default-graph`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg import iri, sparql
from kg.client import Client, Endpoint, Patience, Request
from kg.errors import EndpointError, EvaluationError, QueryTimeout
from kg.query import Answer, Bound, Rows, bound, syntax_error
from kg.questions import Question, question
from kg.store import DEFAULT_BASE

if TYPE_CHECKING:
    from http.client import HTTPResponse

#: How often a question is sent again that came to nothing, within its time.
RETRIES = 2
ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
ACCEPT = {"SELECT": ROWS, "ASK": ROWS, "CONSTRUCT": TRIPLES, "DESCRIBE": TRIPLES}
ONTOLOGIES = """SELECT DISTINCT ?g WHERE {
  GRAPH ?g { ?ontology a <http://www.w3.org/2002/07/owl#Ontology> } FILTER(STRENDS(STR(?g), "/%s"))
} ORDER BY ?g"""
EMPTY = "ASK { ?s ?p ?o }"
NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"
ABSENT = """SELECT ?term WHERE {
  VALUES ?term { %s }
  FILTER NOT EXISTS { ?a ?term ?b } FILTER NOT EXISTS { ?term ?c ?d } FILTER NOT EXISTS { ?e ?f ?term }
}"""
NOT_UNION = (
    "its default graph is empty, its named graphs are not; have the server give their union as default graph"
    " (Oxigraph: add ?union-default-graph to the address; Fuseki: ?default-graph-uri=urn:x-arq:UnionGraph)"
)


class Bounds(NamedTuple):
    """What an answer may take: seconds by the clock, bytes."""

    seconds: float
    size: int


def located(place: Endpoint, bounds: Bounds) -> Endpoint:
    """The endpoint with the base IRI of the graph that it holds, seen by the graph of the ontology; else the default."""
    found = ask(place._replace(base=DEFAULT_BASE), question(ONTOLOGIES % iri.ONTOLOGY_GRAPH, "base"), {}, bounds)
    assert isinstance(found, Rows)
    named = [str(name) for (name,) in found.values()]
    return place._replace(base=named[0].removesuffix(iri.ONTOLOGY_GRAPH) if named else DEFAULT_BASE)


def ask(place: Endpoint, asked: Question, values: Mapping[str, str] | None, bounds: Bounds) -> Answer:
    """The answer of an endpoint, as `kg.query.answer` gives it; rows come while they are sent.

    Raises `QueryError`, `BadParameter`; `EndpointError`, `EvaluationError` and `QueryTimeout`, which may also come while
    rows are read. An answer that the endpoint cut off at a number of rows is an `EvaluationError` at its end.
    """
    return _Asking(place, bound(asked, values, place.base), asked, bounds).answer()


class _Asking:
    """One question on its way."""

    def __init__(self, place: Endpoint, query: Bound, asked: Question, bounds: Bounds) -> None:
        self._place, self._query, self._asked, self._bounds = place, query, asked, bounds
        self._late = False
        self._client = Client(place, Patience(bounds.seconds, RETRIES))
        self._timer = Timer(bounds.seconds, self._stop)
        self._timer.daemon = True

    def answer(self) -> Answer:
        """What the endpoint answers. The connection stays open only if rows are still to be read."""
        rows = False
        self._timer.start()
        try:
            form = next(word for token in sparql.tokens(self._query.text) if (word := token.word()) in ACCEPT)
            response = self._sent(text(self._query, self._place.base), ACCEPT[form])
            body = _Body(response, self._bounds.size)
            if ACCEPT[form] == TRIPLES:
                found = parse(cast(IO[bytes], body), format=RdfFormat.N_TRIPLES)
                triples = {quad.triple for quad in self._read(body, found)}
                self._check_whole(len(triples), cut_at(response), "triples")
                if not triples:
                    self._check_union()
                return sorted(triples, key=str)
            result = self._begun(body)
            if isinstance(result, QueryBoolean):
                if not result:
                    self._guarded(body, body.finished)
                    self._check_union()
                return bool(result)
            columns = tuple(v.value for v in result.variables)
            answered = self._rows(body, result, cut_at(response))
            first = next(answered, None)
            if first is None:
                self._check_union()
                self._check_terms()
                return Rows(columns, iter(()))
            told = self._ending(chain((first,), answered))
            next(told)  # a generator that was never begun would not close the connection when it is thrown away
            rows = True
            return Rows(columns, told)
        finally:
            if not rows:
                self._end()

    def _sent(self, query: str, accept: str) -> HTTPResponse:
        data = urlencode({"query": query}).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self._client.open(Request("POST", self._place.url, headers, io.BytesIO(data), len(data)))
        except EndpointError as error:
            if self._late:
                raise self._timeout() from error
            if error.status == 400:
                self._check_syntax()
            raise EndpointError(f"{self._asked.where}: {error}", error.status) from error

    def _check_syntax(self) -> None:
        """Raise `QueryError`, with the place, if the engine here would not take the question either."""
        try:
            Store().query(self._query.text, base_iri=self._place.base, prefixes=self._query.prefixes)
        except SyntaxError as error:
            raise syntax_error(self._asked, self._query.substituted, str(error)) from error
        except (RuntimeError, OSError, ValueError):
            return

    def _begun(self, body: _Body) -> QuerySolutions | QueryBoolean:
        source = cast(IO[bytes], body)
        found = self._guarded(body, lambda: parse_query_results(source, format=QueryResultsFormat.JSON))
        return cast("QuerySolutions | QueryBoolean", found)

    def _rows(self, body: _Body, found: QuerySolutions, most: int) -> Iterator[tuple[Any, ...]]:
        count = 0
        for solution in self._read(body, found):
            count += 1
            yield tuple(solution)
        self._check_whole(count, most, "rows")

    def _check_whole(self, count: int, most: int, what: str) -> None:
        if most and count >= most:
            raise EvaluationError(f"{self._asked.where}: {self._place.shown} gives no more than {most:,} {what}")

    def _ending(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """An empty row, to be passed over by whoever begins it, and then the rows."""
        try:
            yield ()
            yield from rows
        finally:
            self._end()

    def _read(self, body: _Body, items: Any) -> Iterator[Any]:
        """The items of an answer, then nothing but its end."""
        remaining = iter(items)
        end = object()
        while (item := self._guarded(body, lambda: next(remaining, end))) is not end:
            yield item
        self._guarded(body, body.finished)

    def _guarded(self, body: _Body, act: Callable[[], Any]) -> Any:
        from http.client import HTTPException

        try:
            return act()
        except (SyntaxError, ValueError, OSError, HTTPException, AttributeError) as error:
            if self._late:
                raise self._timeout() from error
            where = f"{self._asked.where}: {self._place.shown}"
            if body.full:
                size = self._bounds.size / 1e6
                raise EvaluationError(
                    f"{where}: the answer is larger than {size:,.3g} MB; --memory raises the limit"
                ) from error
            if body.broken or not isinstance(error, (SyntaxError, ValueError)):
                raise EndpointError(f"{where}: the connection was cut within the answer") from error
            raise EndpointError(f"{where}: its answer is no SPARQL result; is this the address for queries?") from error

    def _check_union(self) -> None:
        """Raise `EndpointError` for a question that was answered with nothing because there is nothing to ask."""
        if any(token.word() in ("GRAPH", "FROM") for token in sparql.tokens(self._query.text)):
            return
        if not self._also(EMPTY) and self._also(NAMED):
            raise EndpointError(f"{self._place.shown}: {NOT_UNION}")

    def _check_terms(self) -> None:
        """Raise `QueryError` at a term that neither the graph nor a vocabulary has."""
        if self._query.terms:
            from kg.known import complaint

            absent = self._also(ABSENT % " ".join(f"<{term}>" for term in self._query.terms))
            if wrong := complaint(absent):
                raise sparql.error(self._asked.text, self._query.terms[wrong[0]], wrong[1], self._asked.where)

    def _also(self, query: str) -> Any:
        """A truth value, or the first column as strings, of a question about the same endpoint."""
        form = sparql.tokens(query)[0].word()
        with self._sent(query, ACCEPT[form]) as response:
            body = _Body(response, self._bounds.size)
            result = self._begun(body)
            if isinstance(result, QueryBoolean):
                return bool(result)
            return [row[0].value for row in self._read(body, result)]

    def _timeout(self) -> QueryTimeout:
        seconds = self._bounds.seconds
        return QueryTimeout(
            f"{self._asked.where}: {self._place.shown}: no answer within {seconds:g} seconds; --timeout raises the limit"
        )

    def _stop(self) -> None:
        self._late = True
        self._client.stop()

    def _end(self) -> None:
        self._timer.cancel()
        self._client.close()


class _Body(io.RawIOBase):
    """The body of an answer up to a size. It knows whether that was reached, and whether the answer broke off."""

    def __init__(self, response: HTTPResponse, size: int) -> None:
        self._response, self._left = response, size
        self.full = self.broken = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        from http.client import HTTPException

        try:
            count = self._response.readinto(buffer)
        except (OSError, HTTPException) as error:
            self.broken = True
            raise OSError("cut") from error
        # At an early end the library says nothing, but knows what is missing.
        self.broken = not count and bool(self._response.length)
        self._left -= count
        self.full = self._left < 0
        if self.full or self.broken:
            raise OSError("cut off")
        return count

    def finished(self) -> None:
        """Raise `OSError` unless nothing is left."""
        self.read()


def text(query: Bound, base: str) -> str:
    """The query as it is sent: nothing of it is left to what the endpoint takes for granted."""
    prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in (query.prefixes or {}).items())
    return f"BASE <{base}>\n{prefixes}{query.text}"


def cut_at(response: HTTPResponse) -> int:
    """The number of rows at which an endpoint cuts answers off, 0 if it does not tell: Virtuoso's way, and kg's own."""
    told = response.getheader("X-SPARQL-MaxRows", "") or response.getheader("Kg-Truncated", "").removeprefix("rows=")
    return int(told) if told.isascii() and told.isdigit() else 0
