"""Processes at work beside this one. What is said of a copy is tried in a new interpreter: here libraries have threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tiny import built

from kg import child, pointer, store

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u }"
#: Asks in a process that can be copied, and says so: a new interpreter would be begun by `subprocess`.
ASK = "import sys; from kg.cli import main; code = main(sys.argv[1:]); assert 'subprocess' not in sys.modules; sys.exit(code)"
only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else is a process copied")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s")


def asked(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASK, "query", *arguments, "--store", str(directory)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def begun(code: str) -> subprocess.CompletedProcess[str]:
    """A script about copies in a new interpreter."""
    head = "import os, sys; from kg import child\n"
    return subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, timeout=60)


def test_a_process_with_a_second_thread_is_not_copied() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert not child.copyable()
    finally:
        wait.set()
        thread.join()


@only_linux
def test_a_question_is_answered_by_a_copy(directory: Path) -> None:
    found = asked(directory, "SELECT ?l { ?s a kgo:State ; rdfs:label ?l }")
    assert (found.stdout, found.stderr, found.returncode) == ("l\nFreedonia\n", "", 0)


@only_linux
@pytest.mark.parametrize(
    ("query", "options", "code", "told"),
    [
        (CROSS, ["--timeout", "0.5"], 124, "kg: query: no answer within 0.5 seconds; --timeout raises the limit\n"),
        (
            "SELECT ?v40 { BIND('xxxxxxxxxxxxxxxx' AS ?v0) "
            + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
            + " }",
            ["--memory", "500M"],
            1,
            "kg: query: the answer takes more than 0.5 GB of memory, or the engine gave up\n",
        ),
        ("SELECT * { ?s ?p }", [], 2, 'kg: query:1:18: syntax error near "}"\n'),
    ],
    ids=["time", "memory", "syntax"],
)
def test_a_copy_keeps_its_limits(directory: Path, query: str, options: list[str], code: int, told: str) -> None:
    found = asked(directory, query, *options)
    assert (found.stdout, found.returncode) == ("", code)
    assert found.stderr.startswith(told[:-1])


def test_a_copy_opens_what_the_question_will_be_about(directory: Path) -> None:
    for told in (directory, directory.parent / "." / directory.name):
        assert pointer.snapshot(f"{told}/") == str(store.snapshot_path(directory, store.pointed(directory)))
    with pytest.raises(OSError):
        pointer.snapshot(str(directory / "none"))


@only_linux
def test_an_interrupt_ends_a_copy_at_work_too(directory: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", CROSS, "--store", str(directory)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(2)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal sends it: to both
    # Standard error is open in the copy no more, standard output neither: these end with the command, and it says one word.
    out, errors = run.communicate(timeout=30)
    assert (out, errors.strip()) == ("", "interrupted")
    assert run.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


@only_linux
def test_a_copy_answers_and_ends() -> None:
    code = """
def work(tasks, out):
    out.write(tasks.read()[::-1]); print('this goes nowhere'); sys.stderr.write('nor this'); return 7
process = child.Copy(work); process.give("abc")
print(process.out.read(), process.wait(), process.wait()); process.kill(); child.end(process)
"""
    assert begun(code).stdout == "b\"'cba'\" 7 7\n"


@only_linux
def test_a_copy_that_fails_says_nothing_and_does_nothing_of_the_original() -> None:
    code = """
import atexit; atexit.register(print, 'once')
def work(tasks, out):
    raise SystemExit(0)
process = child.Copy(work); process.give(1)
print(process.out.read(), process.wait())
"""
    found = begun(code)
    assert (found.stdout, found.stderr) == ("b'' 1\nonce\n", "")


@only_linux
def test_a_copy_that_is_killed_tells_by_what() -> None:
    code = """
import time
process = child.Copy(lambda tasks, out: time.sleep(60) or 0)
process.kill(); print(process.wait())
unasked = child.Copy(lambda tasks, out: len(tasks.read()))
child.end(unasked); print(unasked.out.closed, os.listdir('/proc/self/task') == [str(os.getpid())])
"""
    assert begun(code).stdout == "-9\nTrue True\n"


@only_linux
def test_a_copy_has_no_file_of_the_original() -> None:
    code = """
kept = open(os.devnull)
def work(tasks, out):
    out.write(b' '.join(os.readlink(f'/proc/self/fd/{n}').encode() for n in (0, 1, 2)))
    return os.path.exists(f'/proc/self/fd/{kept.fileno()}')
process = child.Copy(work); process.give(1)
print(process.out.read(), process.wait())
"""
    assert begun(code).stdout == "b'/dev/null /dev/null /dev/null' 0\n"
