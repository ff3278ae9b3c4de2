"""What is labelled by hand, and what labels tell: with `kg.pipeline` the only module that knows the order of the stages.

kg sample:   paths ─read─> sources ─parse─> articles ─sample─> some of them ─extract─> findings ─facts─> sheet
kg eval:     as kg extract, and dictionaries ─evaluate─> rates
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg import labels, sample
from kg.evaluate import Result, evaluate
from kg.facts import facts
from kg.inputs import InputOptions, Problem
from kg.pipeline import DEFAULTS, Stages, Tell, articles, findings
from kg.read import content, shown


def sheet(
    paths: Iterable[str | Path],
    size: int,
    seed: int = 1,
    tell: Tell = lambda problem: None,
    *,
    blank: bool = False,
    model: str | None = None,
    options: InputOptions = DEFAULTS,
    using: Stages | None = None,
) -> tuple[bytes, bytes]:
    """A sheet of articles to label, and their texts, as two JSON files. Problems and errors as of `extract`."""
    chosen = sample.drawn(articles(paths, tell, options), size, seed)
    if len(chosen) < size:
        tell(Problem("sample", "sample", f"there are only {len(chosen)} articles to draw from", "warning"))
    found = map(facts, () if blank else findings(chosen, tell, model=model, using=using))
    entries = [sample.entry(article, next(found, None)) for article in chosen]
    return sample.document(entries), sample.document(map(sample.text, chosen))


def measure(
    gold: str | Path,
    paths: Iterable[str | Path],
    tell: Tell = lambda problem: None,
    *,
    model: str | None = None,
    options: InputOptions = DEFAULTS,
    using: Stages | None = None,
) -> list[Result]:
    """The labels of a file compared with what is read from their texts, one result a text; slips go to `tell`.

    Raises `UsageError` for a file that holds no labels, and for labels without a text.
    """
    right = labels.checked(labels.loaded(content(gold, options.max_bytes), shown(gold)), shown(gold))
    ids = {str(one["id"]) for one in right}
    wanted = [article for article in articles(paths, tell, options) if article.id in ids]
    words = {article.id: article.text for article in wanted}
    for problem in labels.mistakes(right, words, shown(gold)):
        tell(problem)
    found = {one.article.id: facts(one) for one in findings(wanted, tell, model=model, using=using)}
    return evaluate(right, found, words)
