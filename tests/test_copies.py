"""Near-copies: whatever part of the hashes is looked at together, the same articles are alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import copies

REPORT = (
    "The Diet of Freedonia adopted the canal bill on Monday by thirty votes to twelve after nine hours of debate, and "
)
TEXTS = {
    "article/2020-01-01-a": REPORT + "the clerk rang the bell twice before the count.",
    "article/2020-01-02-b": REPORT + "nobody in the gallery clapped.",
    "article/2020-01-03-c": "Rain fell for nine hours and the river rose to the steps of the old mill, where ducks were seen.",
}


def sketches() -> Iterator[tuple[str, bytes]]:
    return ((path, copies.sketch(text)) for path, text in TEXTS.items())


@pytest.mark.parametrize("at_once", [copies.AT_ONCE, 10, 1])
def test_hashes_are_compared_in_parts_of_any_size(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", at_once)
    (found,) = copies.likenesses(sketches)
    hashes = {path: {text[i : i + 8] for i in range(0, len(text), 8)} for path, text in sketches()}
    assert (found.one, found.other) == ("article/2020-01-01-a", "article/2020-01-02-b")
    assert found.shared == len(hashes[found.one] & hashes[found.other])
    assert (found.of_one, found.of_other) == (len(hashes[found.one]), len(hashes[found.other]))


def test_what_too_many_articles_say_is_a_formula() -> None:
    same = [(f"article/2020-01-01-{number:02}", copies.sketch(REPORT)) for number in range(copies.COMMON + 1)]
    assert len(list(copies.likenesses(lambda: same[1:]))) == copies.COMMON * (copies.COMMON - 1) / 2
    assert list(copies.likenesses(lambda: same)) == []


def test_without_articles_there_are_no_copies() -> None:
    assert list(copies.likenesses(list)) == []
    assert list(copies.likenesses(lambda: [("article/undated-a", copies.sketch("Too short."))])) == []
