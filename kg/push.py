"""The published graph sent to a triple store elsewhere: each named graph as a whole, and only if it is not there yet.

    snapshot ─graph by graph─> Content ─┬─ as sent before: passed over
                                        ├─ by Graph Store Protocol: one PUT
                                        └─ by SPARQL Update: DROP and INSERT DATA, a chunk at a time
    graphs that were sent and are no more ─> DELETE, DROP

What may have come to nothing is sent again, so each request does the same whether it is done once or twice. A graph is held
in a file, not in memory. What was withdrawn is not sent: the union of what is there is what kg asks here.
"""

from __future__ import annotations

import hashlib
import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple, cast
from urllib.parse import urlencode, urlsplit

from pyoxigraph import NamedNode, RdfFormat, Store

from kg import iri, store
from kg.client import DEFAULTS, Client, Endpoint, Patience, Request
from kg.errors import EndpointError, UsageError
from kg.sent import Sent, path_of

#: A graph larger than this waits in a file on disk until it is sent.
IN_MEMORY = 4_000_000
#: Triples, and bytes, in a request by SPARQL Update (Virtuoso's compiler gives up at some 5,000; measured).
CHUNK = 2_000
CHUNK_BYTES = 1_000_000
#: A pair of signs that begins with a backslash, in N-Triples; or three that SPARQL may take for a code point.
ESCAPED = re.compile(rb"\\(\\[uU]|.)", re.DOTALL)
BLANK = re.compile(rb"_:|<[^>]*> <[^>]*> _:")
TRIPLES = {"Content-Type": "application/n-triples"}
UPDATE = {"Content-Type": "application/sparql-update"}


class Content(NamedTuple):
    """A graph as N-Triples in a file, its size, and a digest that does not depend on the order of lines."""

    file: IO[bytes]
    length: int
    triples: int
    digest: str


class Progress(NamedTuple):
    """How far a push is: graphs looked at, graphs there are, quads sent."""

    done: int
    graphs: int
    quads: int


class Report(NamedTuple):
    """What a push did, in graphs; `quads` were sent; `again`: requests that had to be sent again."""

    endpoint: str
    graphs: int
    sent: int
    quads: int
    dropped: int
    unchanged: int
    again: int
    seconds: float


class Way(NamedTuple):
    """How a graph is put in the place of what is there under its name, how it is dropped, and if it is there
    (None: the server does not tell)."""

    put: Callable[[Client, str, Content, int], None]
    drop: Callable[[Client, str], None]
    there: Callable[[Client, str], bool | None]


def push(
    directory: Path,
    place: Endpoint,
    protocol: str = "gsp",
    *,
    chunk: int = CHUNK,
    anew: bool = False,
    patience: Patience = DEFAULTS,
    progress: Callable[[Progress], None] = lambda progress: None,
    tell: Callable[[str], None] = lambda line: None,
) -> Report:
    """Send the published graph of a store to an endpoint, and drop what was sent before and is no more.

    `anew`: send every graph, whatever was sent before. `tell` gets a line for each request that is sent again. Raises the
    errors of opening a store, `StoreInUse` if another push to that endpoint is at work, and `EndpointError`; then the
    next push goes on where this one stopped.
    """
    began = time.monotonic()
    now = store.pointed(directory)
    snapshot = store.open_snapshot(directory)
    log = path_of(directory, place.url)
    with store.engine_errors(directory):
        log.parent.mkdir(exist_ok=True)
    client = Client(place, patience, tell)
    graphs, way = names(snapshot.engine), WAYS[protocol]
    with store.held(log.parent, f"kg push, to {place.shown}", log.stem), Sent(log, place.shown) as sent:
        try:
            note = _surprise(client, graphs, sent, way)
            if note:
                tell(f"{place.shown}: {note}")
            if anew or note:
                for graph in sorted(sent.graphs):
                    sent.begun(graph)
            if now.sums and sent.whole == now.sums:
                return Report(place.shown, len(graphs), 0, 0, 0, len(graphs), client.again, time.monotonic() - began)
            count, quads = _sent(client, snapshot.engine, graphs, sent, way, chunk, progress)
            gone = sorted(sent.graphs.keys() - set(graphs))
            for graph in gone:
                sent.begun(graph)
                way.drop(client, graph)
                sent.dropped(graph)
        except EndpointError as error:
            there = sum(bool(digest) for digest in sent.graphs.values())
            message = f"{error}; {there} of {len(graphs)} graphs are done; the same command goes on with the rest"
            raise EndpointError(message, error.status) from error
        finally:
            client.close()
        sent.complete(now.sums)
    unchanged = len(graphs) - count
    return Report(place.shown, len(graphs), count, quads, len(gone), unchanged, client.again, time.monotonic() - began)


def _surprise(client: Client, graphs: list[str], sent: Sent, way: Way) -> str:
    """What to tell if the server has not what it should, or has what it should not; each seen by one graph; else ""."""
    known = next((graph for graph, digest in sent.graphs.items() if digest), None)
    if known is not None and way.there(client, known) is False:
        return "what was sent before is not there any more; everything is sent"
    shared = next((graph for graph in graphs if graph.endswith(iri.CONSOLIDATED_GRAPH)), None)
    if shared and not sent.graphs and way.there(client, shared):
        return f"{shared} was there already, by another store; give each its own base IRI, or their articles mix"
    return ""


def _sent(
    client: Client, engine: Store, graphs: list[str], sent: Sent, way: Way, chunk: int,
    progress: Callable[[Progress], None],
) -> tuple[int, int]:  # fmt: skip
    """Send the graphs that are not there as they are here; how many they were, and how many quads."""
    count = quads = 0
    for number, graph in enumerate(graphs):
        progress(Progress(number, len(graphs), quads))
        with SpooledTemporaryFile(IN_MEMORY) as file:
            content = contents(engine, graph, cast(IO[bytes], file))
            if sent.graphs.get(graph) == content.digest:
                continue
            sent.begun(graph)
            way.put(client, graph, content, chunk)
            sent.sent(graph, content.digest)
            count, quads = count + 1, quads + content.triples
    return count, quads


def names(engine: Store) -> list[str]:
    """The names of the graphs that are pushed, sorted. What has no IRI cannot be."""
    found = [graph.value for graph in engine.named_graphs() if isinstance(graph, NamedNode)]
    return sorted(name for name in found if not name.endswith(iri.WITHDRAWN))


def contents(engine: Store, graph: str, file: IO[bytes]) -> Content:
    """A graph written to a file."""
    engine.dump(file, format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
    length = file.tell()
    file.seek(0)
    total = count = 0
    for line in file:
        total += int.from_bytes(hashlib.sha256(line).digest(), "big")
        count += 1
    return Content(file, length, count, f"{total % 2**256:064x}")


# --- Graph Store Protocol


def graph_url(url: str, graph: str) -> str:
    """The address of a named graph in a graph store.

    >>> graph_url("http://127.0.0.1:7878/store", "https://kg.example/a#graph")
    'http://127.0.0.1:7878/store?graph=https%3A%2F%2Fkg.example%2Fa%23graph'
    """
    parts = urlsplit(url)
    return parts._replace(query="&".join(filter(None, (parts.query, urlencode({"graph": graph}))))).geturl()


def _put(client: Client, graph: str, content: Content, chunk: int) -> None:
    client.send(Request("PUT", graph_url(client.place.url, graph), TRIPLES, content.file, content.length))


def _delete(client: Client, graph: str) -> None:
    try:
        client.send(Request("DELETE", graph_url(client.place.url, graph), {}, io.BytesIO(), 0))
    except EndpointError as error:
        if error.status != 404:
            raise


def _there(client: Client, graph: str) -> bool | None:
    try:
        client.send(Request("HEAD", graph_url(client.place.url, graph), {}, io.BytesIO(), 0))
    except EndpointError as error:
        if not error.status:
            raise
        return False if error.status == 404 else None  # Virtuoso knows no HEAD
    return True


# --- SPARQL Update


def updates(graph: str, lines: Iterator[bytes], chunk: int) -> Iterator[bytes]:
    """Updates that put the triples of N-Triples lines in the place of a graph, some at a time.

    >>> list(updates("urn:g", iter([b"<urn:a> <urn:b> <urn:c> .\\n"]), 9))
    [b'DROP SILENT GRAPH <urn:g> ;\\nINSERT DATA { GRAPH <urn:g> {\\n<urn:a> <urn:b> <urn:c> .\\n} }']
    """
    name = NamedNode(graph)
    head, start, end = f"DROP SILENT GRAPH {name}", f"INSERT DATA {{ GRAPH {name} {{\n", "} }"
    before = f"{head} ;\n"
    for part in chunks(lines, chunk):
        yield f"{before}{start}".encode() + b"".join(map(in_sparql, part)) + end.encode()
        before = ""
    if before:
        yield head.encode()


def chunks(lines: Iterator[bytes], chunk: int) -> Iterator[list[bytes]]:
    """The lines in lists of at most so many, and of not many more bytes than may be."""
    part: list[bytes] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line)
        if len(part) >= chunk or size >= CHUNK_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def in_sparql(line: bytes) -> bytes:
    r"""A line of N-Triples as SPARQL reads it.

    SPARQL resolves \u0022 before it looks for strings, so a text that has these six signs must not look so: behind a
    backslash that is meant as one, u is written as its code point.

    >>> print(in_sparql(rb'<urn:a> <urn:b> "\\u0022 \u0001 \\\\x" .').decode())
    <urn:a> <urn:b> "\\\u00750022 \u0001 \\\\x" .
    """
    if BLANK.match(line):
        raise UsageError("a graph has blank nodes, which SPARQL Update cannot send twice; push with --protocol gsp")
    return ESCAPED.sub(_escape, line) if b"\\\\" in line else line


def _escape(found: re.Match[bytes]) -> bytes:
    return {b"\\\\u": rb"\\\u0075", b"\\\\U": rb"\\\u0055"}.get(found[0], found[0])


def _update(client: Client, update: bytes) -> None:
    client.send(Request("POST", client.place.url, UPDATE, io.BytesIO(update), len(update)))


def _insert(client: Client, graph: str, content: Content, chunk: int) -> None:
    content.file.seek(0)
    for update in updates(graph, iter(content.file), chunk):
        _update(client, update)


def _drop(client: Client, graph: str) -> None:
    _update(client, f"DROP SILENT GRAPH {NamedNode(graph)}".encode())


def _untold(client: Client, graph: str) -> None:
    """An address for updates answers no question."""


WAYS = {"gsp": Way(_put, _delete, _there), "update": Way(_insert, _drop, _untold)}
