"""One question to the engine, in a process that can be killed: the engine itself stops for nobody.

Called by `kg.ahead` in a copy of its process, or run by it as a script, with the request on standard input, a dictionary as
Python writes it. Answers with a line of the same kind that says what follows ("rows", "triples", "boolean"), or what is
wrong ("syntax", "evaluation", "store"), and then with the result: rows in SPARQL's JSON format, triples as N-Triples. It
imports nothing of kg, so that it starts quickly.
"""

from __future__ import annotations

import sys

# Started without `site`, which takes longer than the engine to load; so the folder of the engine comes as an argument.
if __name__ == "__main__":
    sys.path += sys.argv[1:]

import os
from ast import literal_eval
from typing import IO, Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)


class Opened:
    """The database that was opened last."""

    def __init__(self) -> None:
        self._path, self._store = "", Store()

    def store(self, path: str) -> Store:
        """The published database in a folder. Raises what the engine does if there is none that it can read."""
        if path != self._path:
            self._store, self._path = Store.read_only(path), path
        return self._store


def answered(tasks: IO[bytes], out: IO[bytes], opened: Opened) -> int:
    """Answer the one request, within its limit of memory. The exit code of the process."""
    told = tasks.read()
    if not told:
        return 0  # whoever was to ask has gone, or has nothing to ask
    asked = literal_eval(told.decode())
    limit_memory(asked["memory"])
    try:
        engine = opened.store(asked["snapshot"]) if asked["snapshot"] else loaded(asked)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        tell({"kind": "store", "message": str(error)}, out)
        return 0
    try:
        options = {"base_iri": asked["base"], "prefixes": asked["prefixes"]}
        result = engine.query(asked["text"], use_default_graph_as_union=asked["union"], **options)
        write(result, absent(engine, asked["terms"]), out)
    except SyntaxError as error:
        tell({"kind": "syntax", "message": str(error)}, out)
    except (RuntimeError, OSError, ValueError) as error:
        # Rows may be on their way already; then the parent finds them cut off, and this line in place of the rest.
        tell({"kind": "evaluation", "message": str(error)}, out)
        return 1
    return 0


def loaded(asked: dict[str, Any]) -> Store:
    """A database in memory with the files given."""
    engine = Store()
    for path, graph in asked["data"]:
        ending = path.rpartition(".")[2].lower()
        form = RdfFormat.from_extension(ending) or RdfFormat.TURTLE
        name = NamedNode(graph) if graph else None
        engine.load(path=path, format=form, base_iri=graph or asked["base"], to_graph=name)
    return engine


def absent(engine: Store, terms: list[str]) -> list[str]:
    """Those of the terms that stand nowhere in the graph."""
    return [term for term in terms if not stands(engine, NamedNode(term))]


def stands(engine: Store, term: NamedNode) -> bool:
    """True if a quad has the term as its subject, predicate or object."""
    found = (
        engine.quads_for_pattern(None, term, None, None),
        engine.quads_for_pattern(term, None, None, None),
        engine.quads_for_pattern(None, None, term, None),
    )
    return any(next(quads, None) is not None for quads in found)


def write(result: Any, absent: list[str], out: IO[bytes]) -> None:
    """The result, behind the line that tells what it is, and which terms of the question stand nowhere."""
    if isinstance(result, QuerySolutions):
        tell({"kind": "rows", "absent": absent}, out)
        result.serialize(out, format=QueryResultsFormat.JSON)
    elif isinstance(result, QueryTriples):
        tell({"kind": "triples", "absent": absent}, out)
        result.serialize(out, format=RdfFormat.N_TRIPLES)
    elif isinstance(result, QueryBoolean):
        tell({"kind": "boolean", "value": bool(result), "absent": absent}, out)
    out.flush()


def tell(what: dict[str, Any], out: IO[bytes]) -> None:
    """One line, of ASCII alone whatever a message holds."""
    out.write(ascii(what).encode() + b"\n")
    out.flush()


def limit_memory(size: int) -> None:
    """Let the system refuse more memory than what there is and this, and write no image of a process that dies of it."""
    try:
        import resource

        most = held() + size
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        return  # no such limit on this system: the time limit stands alone


def held() -> int:
    """The bytes of address space that this process has: a copy of another is born with some. 0 if it cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as pages:  # noqa: PTH123 - nothing else here needs pathlib
            return int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    sys.exit(answered(sys.stdin.buffer, sys.stdout.buffer, Opened()))
