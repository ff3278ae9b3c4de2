"""What went wrong, as RFC 9457 tells it to programs: application/problem+json, each kind with a status of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.errors import EvaluationError, KgError, QueryError, QueryTimeout, StoreFailure, UsageError
from kg.serve.pool import Busy, Exhausted, TooLarge
from kg.serve.protocol import BadRequest, Forbidden, NotAcceptable, NotAllowed, WrongMedia

MEDIA = "application/problem+json"
TYPES = "urn:kg:problem:"


class Kind(NamedTuple):
    """A kind of problem: its name in `type`, its status, its title."""

    name: str
    status: int
    title: str


#: The first that an error is one of.
KINDS: tuple[tuple[type[KgError], Kind], ...] = (
    (Forbidden, Kind("read-only", 403, "This endpoint only reads")),
    (NotAllowed, Kind("method", 405, "Method not allowed")),
    (NotAcceptable, Kind("not-acceptable", 406, "Not acceptable")),
    (WrongMedia, Kind("media-type", 415, "Unsupported media type")),
    (BadRequest, Kind("request", 400, "Not a request of the SPARQL protocol")),
    (QueryError, Kind("query", 400, "The query is not one that is answered")),
    (UsageError, Kind("usage", 400, "What was asked cannot be done as asked")),
    (QueryTimeout, Kind("timeout", 504, "The query took too long")),
    (TooLarge, Kind("too-large", 507, "The answer is too large")),
    (Exhausted, Kind("exhausted", 500, "The query took too much memory")),
    (EvaluationError, Kind("evaluation", 400, "The engine gave up on the query")),
    (Busy, Kind("busy", 503, "The server is busy")),
    (StoreFailure, Kind("store", 500, "The store cannot be read")),
)
OTHER = Kind("failure", 500, "The request failed")


def kind(error: KgError) -> Kind:
    """The kind of problem that an error is.

    >>> kind(QueryTimeout("too slow")).status, kind(Forbidden("no")).status
    (504, 403)
    """
    return next((found for type_, found in KINDS if isinstance(error, type_)), OTHER)


def members(error: KgError, limits: dict[str, Any]) -> dict[str, Any]:
    """The members of a problem: those of RFC 9457, the place in the query if one is known, and the limits in force.

    >>> members(QueryError("expected WHERE", "query", 1, 8), {})["line"]
    1
    """
    found = kind(error)
    told: dict[str, Any] = {
        "type": TYPES + found.name,
        "title": found.title,
        "status": found.status,
        "detail": str(error),
        "limits": limits,
    }
    if isinstance(error, QueryError) and error.line:
        told |= {"detail": error.message, "line": error.line, "column": error.column}
    return told
