"""A question run in a worker process, with a limit of time and of memory: whatever it does, the caller lives on.

    question ─bound─> request ─> worker (kg.worker) ─> rows, triples or a truth value

Why a process: the engine cannot be stopped (no time limit, no signal is heeded while it works), a deep query overflows
its stack, and some queries take all memory there is. A worker that is past its time is killed. It is a copy of this
process where that is safe (`kg.child`), and may have been got ready before the question was there (`kg.ahead`).
"""

from __future__ import annotations

import signal
import threading
from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg import ahead, child, sparql, store
from kg.errors import DamagedStore, EvaluationError, QueryTimeout
from kg.query import Answer, Bound, Rows, bound, syntax_error
from kg.questions import Question

if TYPE_CHECKING:
    from kg.client import Endpoint

#: Ends of a process that are the system's answer to too much memory or too deep a stack.
EXHAUSTED = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS} if hasattr(signal, "SIGBUS") else {-signal.SIGABRT}


class Limits(NamedTuple):
    """What a question may take: seconds by the clock, bytes of address space."""

    seconds: float = 60.0
    memory: int = 2_000_000_000


DEFAULTS = Limits()


class Data(NamedTuple):
    """Files to ask instead of a store: each with the graph it is loaded into, "" for the default graph.

    `union`: the default graph of the question is the union of all.
    """

    files: tuple[tuple[str, str], ...]
    base: str
    union: bool = True


#: Where a question can be asked: a store's folder, files, a SPARQL endpoint elsewhere.
Place: TypeAlias = "Path | Data | Endpoint"


def base_of(place: Place) -> str:
    """The base IRI of a place. Raises the errors of opening a store."""
    return store.pointed(place).base if isinstance(place, Path) else place.base


def ask(
    place: Place,
    asked: Question,
    values: Mapping[str, str] | None = None,
    limits: Limits = DEFAULTS,
    ready: child.Child | None = None,
) -> Answer:
    """The answer of a store, of files or of an endpoint, as `kg.query.answer` gives it; rows come while it is at work.

    `ready`: a worker of `kg.ahead` to answer, if it is no endpoint that is asked; it is used up.

    Raises what that raises, the errors of opening the store, `QueryTimeout`, also while rows are read, and of an
    endpoint what `kg.remote.ask` raises.
    """
    if isinstance(place, Data):
        return _Run(_request(place), bound(asked, values, place.base), asked, limits, ready).answer()
    if not isinstance(place, Path):
        from kg import remote

        return remote.ask(place, asked, values, remote.Bounds(*limits))
    now = store.pointed(place)
    while True:
        try:
            return _Run(_snapshot(place, now), bound(asked, values, now.base), asked, limits, ready).answer()
        except _Unreadable as error:
            ready = None
            # Two builds may have published and cleared away since we looked; then there is a newer one.
            seen, now = now, store.pointed(place)
            if now == seen:
                raise DamagedStore(
                    f"snapshot {seen.number} of {place} cannot be read; build again ({error})"
                ) from error


class _Unreadable(Exception):
    """The worker could not open what it was to ask."""


def _request(data: Data) -> dict[str, Any]:
    return {"snapshot": "", "data": data.files, "base": data.base, "union": data.union}


def _snapshot(directory: Path, now: store.Current) -> dict[str, Any]:
    return {"snapshot": str(store.snapshot_path(directory, now)), "data": (), "base": now.base, "union": False}


class _Run:
    """One worker at work on one question."""

    def __init__(
        self, request: Mapping[str, Any], query: Bound, asked: Question, limits: Limits, ready: child.Child | None
    ) -> None:
        self._query, self._asked, self._limits = query, asked, limits
        self._late = False
        terms = list(query.terms) if request["snapshot"] else []
        wish = {**request, "terms": terms, "text": query.text, "prefixes": query.prefixes, "memory": limits.memory}
        self._process = ready or ahead.worker()
        self._out = self._process.out
        self._timer = threading.Timer(limits.seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
        self._process.give(wish)

    def answer(self) -> Answer:
        """What the worker answers. Nothing of it is left running, unless rows are still to be read."""
        rows = False
        try:
            line = self._out.readline()
            told = literal_eval(line.decode()) if line.endswith(b"\n") else {"kind": "nothing"}
            self._check(told.get("absent", ()))
            if told["kind"] == "rows":
                solutions = self._solutions()
                found = self._rows(solutions)
                next(found)  # a generator that was never begun would not end its worker when it is thrown away
                rows = True
                return Rows(tuple(v.value for v in solutions.variables), found)
            if told["kind"] == "triples":
                return self._triples()
            return self._told(told)
        finally:
            if not rows:
                self._end()

    def _check(self, absent: Sequence[str]) -> None:
        """Raise `QueryError` at a term that neither the graph nor a vocabulary has."""
        if absent:
            from kg.known import complaint

            if wrong := complaint(absent):
                raise sparql.error(self._asked.text, self._query.terms[wrong[0]], wrong[1], self._asked.where)

    def _told(self, told: Mapping[str, Any]) -> bool:
        if told["kind"] == "boolean":
            return bool(told["value"])
        if told["kind"] == "syntax":
            raise syntax_error(self._asked, self._query.substituted, told["message"])
        if told["kind"] == "store":
            raise _Unreadable(told["message"])
        if told["kind"] == "evaluation":
            raise EvaluationError(f"{self._asked.where}: {told['message']}")
        raise self._failure()

    def _solutions(self) -> QuerySolutions:
        try:
            found = parse_query_results(self._out, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, OSError) as error:
            raise self._failure() from error
        assert isinstance(found, QuerySolutions)
        return found

    def _rows(self, solutions: QuerySolutions) -> Iterator[tuple[Any, ...]]:
        """An empty row, to be passed over by whoever begins it, and then the rows."""
        try:
            yield ()
            for solution in solutions:
                yield tuple(solution)
        except (SyntaxError, ValueError, OSError) as error:
            raise self._failure() from error
        finally:
            self._end()

    def _triples(self) -> Answer:
        data = self._out.read()
        if self._process.wait() != 0:
            raise self._failure()
        return sorted({quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)}, key=str)

    def _failure(self) -> EvaluationError:
        """Why the worker ended without an answer, or within one."""
        code = self._process.wait()
        where, limits = self._asked.where, self._limits
        if self._late:
            return QueryTimeout(f"{where}: no answer within {limits.seconds:g} seconds; --timeout raises the limit")
        if code in EXHAUSTED or code == 1:
            size = limits.memory / 1e9
            return EvaluationError(
                f"{where}: the answer takes more than {size:.3g} GB of memory, or the engine gave up"
            )
        return EvaluationError(f"{where}: the engine ended without an answer (code {code})")

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def _end(self) -> None:
        self._timer.cancel()
        self._timer.join()  # a process with a second thread could not be copied for the next question
        child.end(self._process)
