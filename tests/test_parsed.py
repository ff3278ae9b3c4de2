"""The parse as plain objects says what spaCy says of the same tree; and goes on doing so when something is hung elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken

from kg.extract.parsing import parsed

VOCAB = spacy.blank("en").vocab
VOCABULARY = parsed.Vocabulary(VOCAB)
OWN = (
    "i", "idx", "text", "lower_", "tag_", "dep_", "whitespace_", "is_alpha", "is_space", "is_punct", "is_quote", "is_lower",
    "like_num",
)  # fmt: skip
WORDS = [
    "Peru",
    "has",
    "asked",
    "the",
    "five",
    "guests",
    ",",
    "“",
    "who",
    "”",
    "left",
    ".",
    "\n",
    "12",
    "Votes",
    "fell",
]


def projective(random: Random, first: int, last: int, above: int, heads: list[int]) -> None:
    """Hang the words from `first` up to `last` on the word `above`, or on one of them, without crossing."""
    if first >= last:
        return
    root = random.randrange(first, last)
    heads[root] = root if above < 0 else above
    projective(random, first, root, root, heads)
    projective(random, root + 1, last, root, heads)


def both(seed: int) -> tuple[SpacyDoc, parsed.Doc]:
    """A random text of two sentences, as spaCy's and as ours."""
    random = Random(seed)
    words = random.choices(WORDS, k=14)
    cut, heads = random.randrange(1, 14), [0] * 14
    projective(random, 0, cut, -1, heads)
    projective(random, cut, 14, -1, heads)
    deps = ["ROOT" if i == head else random.choice(("nsubj", "dobj", "conj")) for i, head in enumerate(heads)]
    spaces = [random.random() < 0.8 for _ in words]
    doc = SpacyDoc(VOCAB, words=words, spaces=spaces, tags=["NN"] * 14, heads=heads, deps=deps)
    return doc, parsed.of(doc, VOCABULARY)


def told(doc: SpacyDoc | parsed.Doc) -> list[object]:
    """All that extractors ask of each token."""
    return [[getattr(t, name) for name in OWN] + [len(t), t.sent.start, t.sent.end, *map(places, tree(t))] for t in doc]


def tree(token: SpacyToken | parsed.Token) -> tuple[Iterable[SpacyToken | parsed.Token], ...]:
    """Its head, its edges, and the runs of tokens that hang together with it."""
    edges = (token.head, token.left_edge, token.right_edge)
    return edges, token.children, token.ancestors, token.subtree


def places(tokens: Iterable[SpacyToken | parsed.Token]) -> list[int]:
    """Where tokens stand."""
    return [token.i for token in tokens]


@pytest.mark.parametrize("seed", range(60))
def test_every_token_is_as_spacy_has_it(seed: int) -> None:
    theirs, ours = both(seed)
    assert ours.text == theirs.text
    assert told(ours) == told(theirs)
    assert [s.text for s in ours.sents] == [s.text for s in theirs.sents]


@pytest.mark.parametrize("seed", range(60))
def test_and_after_something_was_hung_elsewhere(seed: int) -> None:
    theirs, ours = both(seed)
    random = Random(seed)
    for _ in range(6):
        token, head = random.randrange(14), random.randrange(14)
        if not theirs[token].is_ancestor(theirs[head]):  # no ring
            theirs[token].head = theirs[head]
            ours[token].hang(ours[head])
    assert [t.head.i for t in ours] == [t.head.i for t in theirs]
    for token in ours:  # spaCy itself loses children where subtrees cross
        assert token.children == tuple(t for t in ours if t.head is token and t is not token)
        below = {t.i for t in token.subtree}
        assert (token.left_edge.i, token.right_edge.i) == (min(below), max(below))


@pytest.mark.parametrize("seed", range(60))
def test_a_tree_stays_a_tree_wherever_something_is_hung(seed: int) -> None:
    _, ours = both(seed)
    random = Random(seed)
    for _ in range(20):
        token, head = ours[random.randrange(14)], ours[random.randrange(14)]
        token.hang(head, "dep")
        assert token.head is head and token.dep_ == "dep"
        for one in ours:
            *_, top = one, *one.ancestors
            assert top.head is top
            assert one.children == tuple(t for t in ours if t.head is one and t is not one)
            below = {t.i for t in one.subtree}
            assert (one.left_edge.i, one.right_edge.i) == (min(below), max(below))


@pytest.mark.parametrize("mode", ("strict", "contract", "expand"))
@pytest.mark.parametrize("seed", range(10))
def test_a_stretch_of_characters_is_the_same_tokens(seed: int, mode: parsed.Alignment) -> None:
    theirs, ours = both(seed)
    for start in range(len(theirs.text)):
        for end in range(start + 1, len(theirs.text) + 2):
            found, right = ours.char_span(start, end, mode), theirs.char_span(start, end, alignment_mode=mode)
            assert (found is None) == (right is None)
            if found and right:
                assert (found.start, found.end, found.text, found.root.i) == (
                    right.start, right.end, right.text, right.root.i,
                )  # fmt: skip


def test_what_the_parser_did_not_see_hangs_on_the_token_before() -> None:
    full = SpacyDoc(VOCAB, words=["Chad", ",", "12", ",", "left"], spaces=[False, True, False, True, False])
    seen = SpacyDoc(VOCAB, words=["Chad", "left"], tags=["NNP", "VBD"], heads=[1, 1], deps=["nsubj", "ROOT"])
    doc = parsed.of(seen, VOCABULARY, full, frozenset({1, 2, 3}))
    assert [(t.text, t.head.text, t.tag_) for t in doc] == [
        ("Chad", "left", "NNP"), (",", "Chad", "CD"), ("12", ",", "CD"), (",", "12", "CD"), ("left", "left", "VBD"),
    ]  # fmt: skip
    assert doc.text == "Chad, 12, left"


def test_there_is_no_token_outside_the_text() -> None:
    _, doc = both(1)
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[13].nbor(1)
    assert doc[0].nbor(1) is doc[1] and sorted((doc[13], doc[0])) == [doc[0], doc[13]]
    assert doc[5:3] == () and doc[5:3].text == ""
