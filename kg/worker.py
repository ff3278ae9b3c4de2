"""One question to the engine, in a process that can be killed: the engine itself stops for nobody.

Run by `kg.supervise` as a script, with a request as JSON on standard input. Answers with one line of JSON that says what
follows ("rows", "triples", "boolean"), or what is wrong ("syntax", "evaluation", "store"), and then with the result:
rows in SPARQL's JSON format, triples as N-Triples. It imports nothing of kg, so that it starts quickly.
"""

from __future__ import annotations

import sys

# Started without `site`, which takes longer than the engine to load; so the folder of the engine comes as an argument.
sys.path += sys.argv[1:]

import json
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)


def main() -> None:
    """Answer the request on standard input."""
    asked = json.load(sys.stdin.buffer)
    limit_memory(asked["memory"])
    try:
        engine = opened(asked)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        tell({"kind": "store", "message": str(error)})
        return
    try:
        options = {"base_iri": asked["base"], "prefixes": asked["prefixes"]}
        result = engine.query(asked["text"], use_default_graph_as_union=asked["union"], **options)
        write(result, absent(engine, asked["terms"]))
    except SyntaxError as error:
        tell({"kind": "syntax", "message": str(error)})
    except (RuntimeError, OSError, ValueError) as error:
        # Rows may be on their way already; then the parent finds them cut off, and this line in place of the rest.
        tell({"kind": "evaluation", "message": str(error)})
        sys.exit(1)


def opened(asked: dict[str, Any]) -> Store:
    """The published database, or one in memory with the files given."""
    if asked["snapshot"]:
        return Store.read_only(asked["snapshot"])
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


def write(result: Any, absent: list[str]) -> None:
    """The result, behind the line that tells what it is, and which terms of the question stand nowhere."""
    if isinstance(result, QuerySolutions):
        tell({"kind": "rows", "absent": absent})
        result.serialize(sys.stdout.buffer, format=QueryResultsFormat.JSON)
    elif isinstance(result, QueryTriples):
        tell({"kind": "triples", "absent": absent})
        result.serialize(sys.stdout.buffer, format=RdfFormat.N_TRIPLES)
    elif isinstance(result, QueryBoolean):
        tell({"kind": "boolean", "value": bool(result), "absent": absent})
    sys.stdout.buffer.flush()


def tell(what: dict[str, Any]) -> None:
    """One line of JSON."""
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


def limit_memory(size: int) -> None:
    """Let the system refuse more memory than this, and write no image of the process when it dies of that."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, ValueError, OSError):
        return  # no such limit on this system: the time limit stands alone


if __name__ == "__main__":
    main()
