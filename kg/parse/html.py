"""HTML: the main text of a page and what the page tells of itself, worked out in a process of its own, with a time limit.

A page can keep an extractor busy for minutes (200,000 paragraphs: over 60 s, measured); such a page is skipped and named.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from queue import Empty, Queue
from typing import Any

from kg.inputs import Article, Problem, Source
from kg.parse import record, text

SECONDS = 20.0


class Worker:
    """The process that reads pages; started when it is first asked, and again after it had to be killed."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str | None] = Queue()

    def ask(self, data: bytes, url: str) -> Any:
        """What is in a page: a mapping, None for no article text. Raises `TimeoutError` or `ChildProcessError`."""
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"data": base64.b64encode(data).decode(), "url": url}) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=self._seconds)
        except Empty:
            self.stop()
            raise TimeoutError from None
        except OSError:
            answer = None
        if answer is None:
            self.stop()
            raise ChildProcessError
        return json.loads(answer)

    def stop(self) -> None:
        """Kill the process, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdin is not None
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            self._process = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "kg.parse.page"]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            self._answers = Queue()
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process


def _listen(process: subprocess.Popen[str], answers: Queue[str | None]) -> None:
    """Pass the answers on as they come, and None when there will be no more."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(None)


@lru_cache
def worker() -> Worker:
    """The one worker of this process, killed when the process ends."""
    found = Worker()
    atexit.register(found.stop)
    return found


def parse(source: Source, columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    """The one article of a page, or why there is none."""
    try:
        found = worker().ask(source.data, source.url)
    except TimeoutError:
        yield Problem(source.origin, "html-time", f"no article text found within {worker()._seconds:.0f} seconds")
        return
    except ChildProcessError:
        yield Problem(source.origin, "html-memory", "the page takes too much memory to read")
        return
    if found is None or "error" in found:
        reason = f" ({found['error']})" if found else ""
        yield Problem(source.origin, "html-text", f"no article text found in the page{reason}")
        return
    for item in record.article(source.id, source.origin, found, {}):
        yield text.sole(item)
