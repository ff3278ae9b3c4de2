"""A process beside this one, at work on one task, that can be killed: a copy of this one where that is safe.

    task ─┬─ Copy:    fork; it has everything loaded already
          └─ Started: a new interpreter, some 30 ms slower
                └─> what it writes comes out of `out`; `wait` tells how it ended

A copy has one thread, whatever the original has. A lock that another thread held would be held in it for ever, and the
threads of an engine's database would be missing: so only a process with a single thread is copied.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, NoReturn, Protocol

#: The system's lists of the threads and the open files of this process, those of libraries among them. Linux has them.
THREADS, FILES = "/proc/self/task", "/proc/self/fd"
#: What a copy does: reads its task, writes its answer, returns its exit code.
Work = Callable[[IO[bytes], IO[bytes]], int]


class Child(Protocol):
    """A process at work."""

    #: What it reads, and what it writes.
    tasks: IO[bytes]
    out: IO[bytes]

    def give(self, task: Any) -> None:
        """Give it its task, made of Python's literals, once."""

    def kill(self) -> None:
        """End it now, if it has not ended."""

    def wait(self) -> int:
        """Wait for its end. Its exit code; of one that a signal ended, the number of that, negated."""


def end(process: Child) -> None:
    """Leave nothing of a process: it ends now, if it has not ended, and its pipes are closed."""
    process.kill()
    process.out.close()
    process.wait()


def copyable() -> bool:
    """True if a copy of this process can be trusted to work."""
    try:
        return len(os.listdir(THREADS)) == 1  # noqa: PTH208 - pathlib takes longer to load than all of this
    except OSError:
        return False


class Copy:
    """A copy of this process, which works and ends."""

    def __init__(self, work: Work) -> None:
        tasks, answers = os.pipe(), os.pipe()
        self._ended: int | None = None
        self._reaping = threading.Lock()
        self._number = os.fork()
        if not self._number:
            _work(work, tasks[0], answers[1])
        os.close(tasks[0])
        os.close(answers[1])
        self.tasks: IO[bytes] = os.fdopen(tasks[1], "wb")
        self.out: IO[bytes] = os.fdopen(answers[0], "rb")

    def give(self, task: Any) -> None:
        _write(self.tasks, task)

    def kill(self) -> None:
        self.tasks.close()
        # Not while its end is being noted: after that its number may be another's.
        with self._reaping:
            if self._ended is None:
                os.kill(self._number, signal.SIGKILL)

    def wait(self) -> int:
        if self._ended is None:
            with suppress(ChildProcessError):
                os.waitid(os.P_PID, self._number, os.WEXITED | os.WNOWAIT)
            with self._reaping:
                self._ended = self._noted()
        return self._ended

    def _noted(self) -> int:
        try:
            return os.waitstatus_to_exitcode(os.waitpid(self._number, 0)[1])
        except ChildProcessError:
            return 0  # whoever uses kg has told the system not to keep the ends of processes


def _work(work: Work, tasks: int, answers: int) -> NoReturn:
    """Work as a copy. Nothing of the original is to be seen: neither what it would do at its end, nor its files."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original heeds it, and kills
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nothing, standard)
        for name in os.listdir(FILES):  # noqa: PTH208 - see above
            if int(name) not in (0, 1, 2, tasks, answers):
                with suppress(OSError):
                    os.close(int(name))
        with os.fdopen(tasks, "rb") as source, os.fdopen(answers, "wb") as out:
            code = work(source, out)
    finally:
        os._exit(code)


class Started:
    """A new interpreter that runs a script, with the task on its standard input."""

    def __init__(self, script: Sequence[str]) -> None:
        """`script`: its path and arguments."""
        import subprocess

        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", *script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self.tasks: IO[bytes] = self._process.stdin
        self.out: IO[bytes] = self._process.stdout

    def give(self, task: Any) -> None:
        _write(self.tasks, task)

    def kill(self) -> None:
        self.tasks.close()
        self._process.kill()

    def wait(self) -> int:
        return self._process.wait()


def _write(file: IO[bytes], task: Any) -> None:
    with suppress(BrokenPipeError), file:
        file.write(ascii(task).encode())
