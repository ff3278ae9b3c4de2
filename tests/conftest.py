"""What the tests of extraction share: one reader over the real parser, which is loaded once a session."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.types import Article, Findings

if TYPE_CHECKING:
    from kg.extract.discourse import Discourse

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


@pytest.fixture(scope="session")
def understand() -> Callable[[str], Discourse]:
    """`understand(text)`: who and what its phrases refer to, before any fact is read."""
    from kg.extract.parsing import nlp
    from kg.extract.reading import Reading, prepared

    def discourse(text: str) -> Discourse:
        article = Article("test", "test", text, hashlib.sha256(text.encode()).hexdigest())
        ((doc, _),) = nlp.parse([(*prepared(article), None)])
        return Reading(article, doc).discourse

    return discourse
