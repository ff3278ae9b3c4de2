"""A file that one process at a time holds: by the system's own lock, which ends with the process, however that ends."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

#: What the system says of a lock that another has.
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK})


def taken(path: Path) -> Callable[[], None] | None:
    """Take the lock that is the file at a path, made if it is not there, without waiting: what lets go of it again.

    None if another has it. Raises `OSError` where no file can be made. The file stays: were it deleted, one might lock
    what another no longer sees.
    """
    try:
        import fcntl
    except ImportError:
        return _taken_by_library(path)
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o644)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(number)
        if error.errno in _HELD:
            return None
        if error.errno == errno.ENOSYS:
            return _taken_by_library(path)
        raise

    def let_go() -> None:
        fcntl.flock(number, fcntl.LOCK_UN)  # a copy of this process may have the file open for longer
        os.close(number)

    return let_go


def _taken_by_library(path: Path) -> Callable[[], None] | None:
    """The same where the system has no such lock. The library takes as long to load as a build with nothing new."""
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock.release
