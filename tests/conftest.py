"""What the tests of extraction share: one reader over the real parser, which is loaded once a session."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kg.types import Article, Findings

Read = Callable[..., Findings]


@pytest.fixture(scope="session")
def read() -> Read:
    """`read(text, date=None)`: what extraction finds in a text that stands for a whole article without a header."""
    from kg.extract import extract

    def findings(text: str, date: str | None = None) -> Findings:
        digest = hashlib.sha256(text.encode()).hexdigest()
        (found,) = extract([Article(digest[:12], "test", text, digest, date)])
        return found

    return findings
