"""What can go wrong, as one tree. `str(error)` is the line a user reads; `exit_code` is what the command returns.

    KgError              1  the command failed
      UsageError         2  what was asked cannot be done as asked
        NoInput          2  a path that is not there, a folder without articles
        NoStore          2  no graph has been built there
        ForeignStore     2  the folder holds something else
        QueryError       2  the question is broken, or refused
        BadParameter     2  a parameter is missing, unknown or ill-formed
      NothingReadable    1  every input was skipped
      EngineFailure      1  the engine of a distributed run gave up
      EvaluationError    1  the engine gave up on a well-formed question
        QueryTimeout   124  it took too long
      EndpointError      1  a server elsewhere refused, or could not be reached
      StoreInUse         4  another command is writing
      StoreFailure       5
        DiskFull         5
        DamagedStore     5

Other exit codes: 0 done; 3 done, but inputs were skipped; 130 interrupted. A failed item of a stream is no exception
but a `kg.types.Problem`.
"""

from __future__ import annotations

from collections.abc import Iterable

INPUTS_SKIPPED = 3
INTERRUPTED = 130
BROKEN_PIPE = 141


class KgError(Exception):
    """The root: everything that a user can cause or must be told in one line."""

    exit_code = 1


class UsageError(KgError):
    """What was asked cannot be done as asked."""

    exit_code = 2


class NoInput(UsageError):
    """There is nothing to read."""


class NoStore(UsageError):
    """No graph has been built in this folder."""


class ForeignStore(UsageError):
    """The folder is not empty and not ours, or was written by a newer kg."""


class QueryError(UsageError):
    """A question that is broken or refused. `line` and `column` count from 1; None: no place is known.

    >>> print(QueryError("expected WHERE", "who.rq", 3, 7))
    who.rq:3:7: expected WHERE
    """

    def __init__(self, message: str, where: str = "", line: int | None = None, column: int | None = None):
        self.message, self.where, self.line, self.column = message, where, line, column
        place = ":".join(str(part) for part in (where, line, column) if part)
        super().__init__(f"{place}: {message}" if place else message)


class BadParameter(UsageError):
    """A parameter of a saved question is missing, unknown or ill-formed."""


class NothingReadable(KgError):
    """Every input was skipped, so nothing was done."""


class EngineFailure(KgError):
    """The engine of a distributed run could not be reached, or gave up."""


class EvaluationError(KgError):
    """The engine gave up on a well-formed question."""


class QueryTimeout(EvaluationError):
    """A question was not answered in the time that it was given."""

    exit_code = 124


class EndpointError(KgError):
    """A server elsewhere refused, or could not be reached. `status` is what it answered with, 0 if it did not."""

    def __init__(self, message: str, status: int = 0):
        super().__init__(message)
        self.status = status


class StoreInUse(KgError):
    """Another command is writing to the store."""

    exit_code = 4


class StoreFailure(KgError):
    """The store could not be read or written."""

    exit_code = 5


class DiskFull(StoreFailure):
    """No space is left; what was there before is untouched."""


class DamagedStore(StoreFailure):
    """Files of the store are missing or were changed."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint to append to a message, or "" when nothing is near.

    >>> did_you_mean("buidl", ["build", "query"])
    '; did you mean "build"?'
    >>> did_you_mean("xyz", ["build", "query"])
    ''
    """
    from difflib import get_close_matches

    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""
