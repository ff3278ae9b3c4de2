"""Answers one request after another from a published snapshot, in a process that can be killed.

Run by `kg.serve.pool` as a script, or as a copy of the server (`kg.serve.first`). A request is one line of JSON; the reply
is one line of JSON, `{"kind": ..., "size": n, ...}`, and then n bytes, the body in the format asked for. Results are
written by the engine itself and held here until they are whole, so that a failure half-way is still told as a failure.
"""

from __future__ import annotations

import sys

# The folders of the package and of libraries come as arguments: the process is started apart from the user's environment.
if __name__ == "__main__":
    sys.path[:0] = sys.argv[1:2]
    sys.path += sys.argv[2:]

import csv
import io
import json
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.errors import KgError
from kg.worker import Opened, limit_memory

Reply = tuple[dict[str, Any], bytes]

#: A serialized row takes at least so many bytes: shorter bodies need no counting.
LEAST = 2
#: So many seconds behind its limit a worker ends itself.
GRACE = 1.0


class TooLarge(Exception):
    """The body would be larger than the request allows."""


class Body(io.BytesIO):
    """A body that grows up to a limit, in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        return super().write(data)


def query(store: Store, asked: dict[str, Any]) -> Reply:
    """The result of a query, as the engine writes it in the format asked for of results of its kind."""
    options: dict[str, Any] = {"base_iri": asked["base"], "prefixes": asked["prefixes"]}
    for name, key in (("default_graph", "default"), ("named_graphs", "named")):
        if asked[key] is not None:
            options[name] = [NamedNode(iri) for iri in asked[key]]
    result = store.query(asked["text"], **options)
    body = Body(asked["bytes"])
    if isinstance(result, QuerySolutions | QueryBoolean):
        media = asked["formats"]["rows"] if isinstance(result, QuerySolutions) else asked["formats"]["boolean"]
        result.serialize(body, format=QueryResultsFormat.from_media_type(media))
    else:
        media = asked["formats"]["triples"]
        result.serialize(body, format=RdfFormat.from_media_type(media))
    data = body.getvalue()
    head: dict[str, Any] = {"kind": "ok", "media": media}
    cap = asked["rows"]
    if cap and isinstance(result, QuerySolutions) and len(data) >= LEAST * cap and counted(data, media) >= cap:
        more = store.query(asked["probe"], **options)
        head["truncated"] = isinstance(more, QuerySolutions) and next(more, None) is not None
    return head, data


def counted(data: bytes, media: str) -> int:
    """The rows in a body of results.

    >>> counted(b'{"head":{"vars":["a"]},"results":{"bindings":[{},{}]}}', "application/sparql-results+json")
    2
    >>> counted(b'a,b\\r\\n"x\\ny",z\\r\\n', "text/csv")
    1
    """
    return COUNTERS[media](data)


def _json_rows(data: bytes) -> int:
    return len(json.loads(data)["results"]["bindings"])


def _csv_rows(data: bytes) -> int:
    csv.field_size_limit(sys.maxsize)
    return sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8"), newline=""))) - 1


COUNTERS: dict[str, Callable[[bytes], int]] = {
    "application/sparql-results+json": _json_rows,
    "application/sparql-results+xml": lambda data: data.count(b"<result>"),
    "text/csv": _csv_rows,
    "text/tab-separated-values": lambda data: data.count(b"\n") - 1,  # line breaks in values are escaped there
}


def graph(store: Store, asked: dict[str, Any]) -> Reply:
    """One graph, or the union of all for the name ""; none of the name is a kind of its own."""
    from pyoxigraph import DefaultGraph, serialize

    name = NamedNode(asked["graph"]) if asked["graph"] else DefaultGraph()
    if asked["graph"] and not store.contains_named_graph(name):
        return {"kind": "absent"}, b""
    body = Body(asked["bytes"])
    quads = store.quads_for_pattern(None, None, None, name)
    serialize((quad.triple for quad in quads), body, format=RdfFormat.from_media_type(asked["media"]))
    return {"kind": "ok", "media": asked["media"]}, body.getvalue()


def view(store: Store, asked: dict[str, Any]) -> Reply:
    """What a page shows, as JSON: `kg.serve.views` knows how; or the page, as `kg.serve.rendering` makes it of that."""
    from kg.serve import views
    from kg.store import Snapshot

    found = views.view(Snapshot(store, asked["base"], asked["quads"]), asked["name"], asked["arguments"])
    if not (page := asked.get("page")):
        return {"kind": "ok"}, found
    from kg.serve.rendering import html

    return {"kind": "ok"}, html(page["template"], json.loads(found), page["path"], page["query"]).encode()


def told(store: Store, asked: dict[str, Any]) -> Reply:
    """What a program is told, as JSON: `kg.serve.evidenced` knows what."""
    from kg.serve import evidenced
    from kg.store import Snapshot

    snapshot = Snapshot(store, asked["base"], asked["quads"])
    return {"kind": "ok"}, evidenced.told(snapshot, asked["name"], asked["arguments"])


TASKS: dict[str, Callable[[Store, dict[str, Any]], Reply]] = {
    "query": query,
    "graph": graph,
    "view": view,
    "told": told,
}


def reply(opened: Opened, asked: dict[str, Any]) -> Reply:
    """The reply to one request; what goes wrong is a reply too."""
    try:
        store = opened.store(asked["snapshot"])
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        return {"kind": "store", "message": str(error)}, b""
    try:
        return TASKS[asked["do"]](store, asked)
    except TooLarge:
        return {"kind": "large"}, b""
    except KgError as error:
        return {"kind": "refused", "message": str(error)}, b""
    except SyntaxError as error:
        return {"kind": "syntax", "message": str(error)}, b""
    except (RuntimeError, OSError, ValueError) as error:
        return {"kind": "evaluation", "message": str(error)}, b""


def alarm(seconds: float) -> None:
    """End this process in so many seconds; 0: never mind. The server kills it sooner, unless it was killed itself."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def prepare(opened: Opened, snapshot: str) -> None:
    """Load what the first page takes, while the server has nothing to ask yet."""
    from kg.serve import rendering, views

    with suppress(KgError, OSError, RuntimeError, ValueError):
        views.viewer("home")
        rendering.templates().get_template("home.html")
        opened.store(snapshot)


def work(opened: Opened, tasks: IO[bytes], out: IO[bytes]) -> None:
    """Answer until there is nothing more to read."""
    for line in tasks:
        asked = json.loads(line)
        if "memory" in asked:
            limit_memory(asked["memory"])
            head, body = {"kind": "ready"}, b""
        else:
            alarm(asked["seconds"] + GRACE)
            head, body = reply(opened, asked)
            alarm(0)
        out.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
        out.flush()
        if head["kind"] == "ready":
            prepare(opened, asked["snapshot"])


if __name__ == "__main__":
    work(Opened(), sys.stdin.buffer, sys.stdout.buffer)
