"""While something is loaded nobody looks for garbage; what comes before and after is as it was."""

from __future__ import annotations

import gc

import pytest

from kg.loading import loading


def test_nobody_looks_for_garbage_while_something_is_loaded() -> None:
    assert gc.isenabled()
    with loading():
        assert not gc.isenabled()
        with loading():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_looking_goes_on_after_a_failure() -> None:
    @loading()
    def fails() -> None:
        assert not gc.isenabled()
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            fails()
        assert gc.isenabled()
