"""The layers of the model, run over many texts at once: nothing but the time they take may differ from spaCy's own run."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract.parsing import inference, nlp

SENTENCES = (
    "The Senate of Chile rejected the bill on Tuesday, 21 to 12.",
    'Its minister said that Peru "will never accept" the line.',
    "Lawmakers in Oslo urged the government to recognise the islands, which it has not done.",
    "He declined to comment.",
)
LABELS = ["TAG", "DEP", "HEAD", "SENT_START"]


def texts(*lengths: int) -> list[Doc]:
    """Texts of so many sentences, as the model is given them, no two beginning alike."""
    pipeline = nlp.load()
    told = (" ".join(SENTENCES[(at + i) % len(SENTENCES)] for i in range(n)) for at, n in enumerate(lengths))
    return [pipeline.make_doc(text) for text in told]


@pytest.mark.parametrize(
    "lengths",
    [(3,), (2, 0, 5), (3, 4) * inference.ABREAST, (*((2, 3) * inference.ABREAST), 60)],
    ids=["one text", "few, one of them empty", "many alike", "many and a long one"],
)
def test_the_labels_are_those_of_the_pipeline(lengths: tuple[int, ...]) -> None:
    """Whether the texts are parsed in step, by spaCy's loop, or some of them so and some so."""
    ours, theirs = texts(*lengths), texts(*lengths)
    inference.annotate(nlp.load(), ours)
    for _ in nlp.load().pipe(theirs):
        pass
    for one, other in zip(ours, theirs, strict=True):
        assert one.to_array(LABELS).tolist() == other.to_array(LABELS).tolist(), one.text


def test_a_long_text_does_not_keep_the_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be alone in most of the steps, which is what spaCy's loop is faster at."""
    in_step: list[int] = []
    run = inference._in_step
    monkeypatch.setattr(inference, "_in_step", lambda parser, docs: in_step.append(len(docs)) or run(parser, docs))
    many = 2 * inference.ABREAST
    inference.annotate(nlp.load(), texts(*[2] * many, 60))
    assert in_step == [many]


def test_batches_hold_so_many_texts_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is longer than a batch may be is one by itself; none is lost, and they stay in order."""
    monkeypatch.setattr(nlp, "BATCH", 3)
    monkeypatch.setattr(nlp, "CHARACTERS", 10)
    given = ["aaaa", "bbbb", "cccc", "d" * 20, "e", "f", "g", "h"]
    batches = [[text for text, _, _ in batch] for batch in nlp._batches((text, (), None) for text in given)]
    assert batches == [["aaaa", "bbbb"], ["cccc"], ["d" * 20], ["e", "f", "g"], ["h"]]
