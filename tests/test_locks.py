"""A file that one at a time holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg import locks


def test_one_at_a_time_has_it(tmp_path: Path) -> None:
    let_go = locks.taken(tmp_path / "lock")
    assert let_go is not None
    assert locks.taken(tmp_path / "lock") is None
    let_go()
    again = locks.taken(tmp_path / "lock")
    assert again is not None
    again()


def test_it_is_free_when_its_holder_has_ended(tmp_path: Path) -> None:
    code = "import os, sys; from pathlib import Path; from kg import locks; print(locks.taken(Path(sys.argv[1])) is not None)"
    command = [sys.executable, "-c", f"{code}; sys.stdout.flush(); os._exit(9)", str(tmp_path / "lock")]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "True\n"
    let_go = locks.taken(tmp_path / "lock")
    assert let_go is not None
    let_go()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        locks.taken(tmp_path / "none" / "lock")


@pytest.mark.skipif(sys.platform == "win32", reason="the library locks in another way there")
def test_the_library_for_other_systems_keeps_to_the_same_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = locks.taken(tmp_path / "lock")
    assert ours is not None
    import filelock

    assert filelock
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "fcntl", None)
        assert locks.taken(tmp_path / "lock") is None
        ours()
        theirs = locks.taken(tmp_path / "lock")
    assert theirs is not None
    assert locks.taken(tmp_path / "lock") is None
    theirs()
