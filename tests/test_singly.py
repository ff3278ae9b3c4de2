"""In one process too, an article that cannot be read costs itself alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice, repeat
from pathlib import Path

import pytest
from reading_badly import read
from test_workers import fates, texts

from kg import pipeline, singly
from kg.errors import UsageError
from kg.types import Article, Findings


def in_lots(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
    """Reads three articles before it tells of the first."""
    waiting = iter(articles)
    while lot := list(islice(waiting, 3)):
        yield from list(read(lot, model))


@pytest.mark.parametrize("reader", (read, in_lots))
@pytest.mark.parametrize("place", range(7))
def test_only_the_article_that_fails_is_lost(reader: singly.Read, place: int) -> None:
    told = ["good"] * 7
    told[place] = "fail"
    found = fates(singly.extract(texts(*told), None, reader))
    assert found == [(f"a{n}", "failed" if n == place else "read") for n in range(7)]


def test_a_missing_model_is_no_fault_of_an_article() -> None:
    with pytest.raises(OSError, match="no such model"):
        list(singly.extract(texts("good", "miss"), None, read))


def test_an_option_that_is_not_understood_is_no_fault_of_an_article() -> None:
    def unable(articles: Iterable[Article], model: str | None) -> Iterator[Findings]:
        raise UsageError("own.ttl: no prefix")

    with pytest.raises(UsageError, match="no prefix"):
        list(singly.extract(texts("good"), None, unable))


def test_an_error_of_the_input_is_not_one_of_the_article_before_it() -> None:
    def given() -> Iterator[Article]:
        yield from texts("good")
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        list(singly.extract(given(), None, in_lots))


def test_articles_are_taken_as_they_are_asked_for() -> None:
    found = singly.extract((article for article in repeat(texts("good")[0])), None, in_lots)
    assert next(found) is not None


def test_a_build_goes_on_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    lines = [{"id": word, "text": word, "date": "2021-03-04"} for word in ("good", "fail", "fine")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    using = pipeline.stages()._replace(extract=lambda given, model: singly.extract(given, model, read))
    report = pipeline.build([tmp_path / "a.jsonl"], tmp_path / "s", using=using)
    assert [(problem.code, problem.message) for problem in report.problems] == [
        ("failed", "reading it failed: ValueError: no verb in it")
    ]
    assert report.articles == 2
