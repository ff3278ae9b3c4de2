"""Mending changes the tree in place: whatever the parser gave, what comes out must be a tree again."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from kg.extract import mending
from kg.extract.mending import mend
from kg.extract.parsing import parsed
from kg.extract.parsing.parsed import Doc, Token

VOCAB = spacy.blank("en").vocab
VOCABULARY = parsed.Vocabulary(VOCAB)
LISTED = ["Chile", ",", "Peru", ",", "Rojas", "and", "Cuba", "condemned", "it"]
TAGS = ["NNP", ",", "NNP", ",", "NNP", "CC", "NNP", "VBD", "PRP"]
LABELS = ["nsubj", "conj", "appos", "compound", "pobj", "relcl", "dobj", "advcl"]


ASKED = ["Deputies", ",", "Rojas", ",", "urged", "and", "calls", "on", "Peru", "to", "act", "begging", "it"]
ASKING_TAGS = ["NNS", ",", "NNP", ",", "VBZ", "CC", "NNS", "IN", "NNP", "TO", "VB", "VBG", "PRP"]
ASKING_LABELS = ["nsubj", "conj", "appos", "compound", "dep", "aux", "dobj", "advcl", "prep"]


def tree(random: Random, words: list[str] = LISTED, tags: list[str] = TAGS, labels: list[str] = LABELS) -> Doc:
    """The words under a random tree; by default the list and its verb."""
    order = random.sample(range(len(words)), len(words))
    heads = [0] * len(words)
    for place, i in enumerate(order):
        heads[i] = order[random.randrange(place)] if place else i
    deps = ["ROOT" if heads[i] == i else random.choice(labels) for i in range(len(words))]
    return parsed.of(SpacyDoc(VOCAB, words=words, tags=tags, heads=heads, deps=deps), VOCABULARY)


def reaches_root(token: Token) -> bool:
    """True if going up from a word comes to an end."""
    for _ in token.doc:
        if token.head.i == token.i:
            return True
        token = token.head
    return False


@pytest.mark.parametrize("seed", range(300))
def test_a_tree_stays_a_tree(seed: int) -> None:
    doc = tree(Random(seed))
    mend(doc)
    assert all(reaches_root(token) for token in doc)


@pytest.mark.parametrize("seed", range(50))
def test_the_names_of_a_list_hang_together(seed: int) -> None:
    doc = tree(Random(seed))
    mend(doc)
    listed = {0, 2, 4, 6}
    assert all(doc[i].head.i in listed and doc[i].dep_ == "conj" for i in listed - {0})


#: Modules of the package that hold what the steps use, and no step.
USED = {"__init__", "forms", "places"}


@pytest.mark.parametrize("path", sorted(Path(mending.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_every_step_stands_in_the_table_once(path: Path) -> None:
    if path.stem in USED:
        return
    table = [ast.unparse(node) for node in ast.walk(ast.parse(inspect.getsource(mending._table))) if is_step(node)]
    offered = [
        node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    steps = [f"{path.stem}.{name}" for name in offered if not name.startswith("_") and name != "full_names"]
    assert steps
    assert {step: table.count(step) for step in steps} == dict.fromkeys(steps, 1)


def is_step(node: ast.AST) -> bool:
    """True for what is named by its module: `nouns.voting`."""
    return isinstance(node, ast.Attribute)
