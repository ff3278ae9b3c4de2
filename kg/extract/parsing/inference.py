"""The model's layers over many texts at once: the labels that `nlp.pipe` gives, for some two thirds of its time.

    texts ─tok2vec─> vectors   each word embedded once, however often it comes; few texts at a time, whose matrices stay
                               in the processor's cache
          ─tagger─> tags
          ─parser─> trees      many texts at a time: one step of all of them is one small matrix

spaCy takes as many texts at a time for all of that. Its own loop over the parser's steps asks the interpreter for leave
several times in each; the loop here, the one that spaCy trains with, has that leave already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from thinc.api import Ragged

from kg.extract.parsing.library import Doc as SpacyDoc
from kg.extract.parsing.library import Language

Texts = Sequence[SpacyDoc]

#: Texts whose vectors are worked out together.
FEW = 8
#: With fewer texts in step than that, spaCy's own loop is faster.
ABREAST = 14
#: The layers of an embedding that looks at each word by itself.
_WORD_BY_WORD = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")


def annotate(nlp: Language, docs: Texts) -> None:
    """Run all components of a pipeline over the texts."""
    for name, component in nlp.pipeline:
        _RUN.get(nlp.get_pipe_meta(name).factory, _plainly)(component, docs)


def _plainly(component: Any, docs: Texts) -> None:
    """As spaCy does; a component that makes new texts of those it is given is none of a parser's."""
    for doc in docs:
        component(doc)


def _tag(tagger: Any, docs: Texts) -> None:
    tagger.set_annotations(docs, tagger.predict(docs))


# --- vectors ------------------------------------------------------------------------------------------------------


def _find_vectors(tok2vec: Any, docs: Texts) -> None:
    """Give each text the vectors of its words, which the tagger and the parser read."""
    model = tok2vec.model
    filled = [doc for doc in docs if len(doc)]
    if not model.has_ref("embed") or not _is_word_by_word(model.get_ref("embed")):
        for some in _few(filled):
            tok2vec.set_annotations(some, tok2vec.predict(some))
        return
    embedded, encode = _embedded(model.get_ref("embed"), filled), model.get_ref("encode")
    for some, words in zip(_few(filled), _few(embedded), strict=True):
        tok2vec.set_annotations(some, encode.predict(words))


def _few(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[at : at + FEW] for at in range(0, len(items), FEW))


def _is_word_by_word(embed: Any) -> bool:
    return tuple(layer.name.partition("(")[0] for layer in embed.layers) == _WORD_BY_WORD


def _embedded(embed: Any, docs: Texts) -> list[Any]:
    """What the embedding gives for each text, worked out once for words that have all features in common."""
    if not docs:
        return []
    extract, join, *mix, part = embed.layers
    features = join.predict(extract.predict(docs))
    first, places = _distinct(features.data)
    mixed = Ragged(features.data[first], join.ops.asarray1i([len(first)]))
    for layer in mix:
        mixed = layer.predict(mixed)
    vectors: list[Any] = part.predict(Ragged(mixed.data[places], features.lengths))
    return vectors


def _distinct(rows: Any) -> tuple[list[int], list[int]]:
    """Where each distinct row comes first, and for each row which of the distinct ones it is.

    >>> _distinct(np.array([[1, 2], [1, 3], [1, 2]]))
    ([0, 1], [0, 1, 0])
    """
    whole = np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))
    known: dict[object, int] = {}
    first: list[int] = []
    places: list[int] = []
    for at, row in enumerate(np.ascontiguousarray(rows).view(whole).ravel().tolist()):
        place = known.setdefault(row, len(first))
        if place == len(first):
            first.append(at)
        places.append(place)
    return first, places


# --- trees --------------------------------------------------------------------------------------------------------


def _find_trees(parser: Any, docs: Texts) -> None:
    """Parse the texts: those that are long enough all in step, those that would go on long after the others by spaCy."""
    together = sorted(docs, key=len, reverse=True) if parser.cfg["beam_width"] == 1 else []
    words = sum(map(len, together))
    while together and words < ABREAST * len(together[0]):
        words -= len(together.pop(0))
    if together:
        parser.set_annotations(together, _in_step(parser, together))
    in_step = set(map(id, together))
    if others := [doc for doc in docs if id(doc) not in in_step]:
        parser.set_annotations(others, parser.predict(others))


def _in_step(parser: Any, docs: Texts) -> Any:
    """The final states of all texts, each taken one transition further at a time."""
    states = parser.moves.init_batch(docs)
    model = parser.model.predict(docs)
    moving = [state for state in states if not state.is_final()]
    while moving:
        moving = parser.transition_states(moving, model.predict(moving))
    model.clear_memory()
    return states


#: How each kind of component is run, by the name of its factory.
_RUN: Mapping[str, Callable[[Any, Texts], None]] = {
    "tok2vec": _find_vectors,
    "tagger": _tag,
    "parser": _find_trees,
}
