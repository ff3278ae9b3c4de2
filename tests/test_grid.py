"""The construction grid: what each way of telling a fact yields (`grids` tells the form of the files in `tests/grid/`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import pytest
from _pytest.mark import ParameterSet
from grids import Line, kinds, lines

from kg.types import Article, Findings

DATE = "2024-05-16"


def recognitions(found: Findings) -> set[str]:
    """ "Peru recognises Kosovo as state": recogniser, status, what is recognised, as what."""
    return {f"{r.recognizer.name} {r.status} {r.recognized.name} as {r.object}" for r in found.recognitions}


def positions(found: Findings) -> set[str]:
    """ "Peru opposes the bill": holder, side, target."""
    return {f"{p.holder.name} {p.stance} {p.target.text}" for p in found.positions}


READERS: dict[str, Callable[[Findings], set[str]]] = {
    "recognitions": recognitions,
    "positions": positions,
}
#: The word in the middle of a fact; on both sides of it names may have more words than the grid tells.
_MIDDLE = re.compile(r" (recognises|does-not-recognise|will-recognise|withdraws|calls-for|supports|opposes|abstains) ")


def _parts(fact: str) -> tuple[str, ...]:
    return tuple(_MIDDLE.split(fact, maxsplit=1))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a"}


def is_told(told: str, fact: str) -> bool:
    """Does a fact found tell what the grid tells, in these or more words?"""
    mine, its = _parts(told), _parts(fact)
    return mine[1] == its[1] and all(_words(a) <= _words(b) for a, b in zip(mine[::2], its[::2], strict=True))


def agree(tells: Iterable[str], found: set[str]) -> bool:
    """Is all found that is told, and nothing else?"""
    told = set(tells)
    return all(any(is_told(t, f) for f in found) for t in told) and all(any(is_told(t, f) for t in told) for f in found)


# --- the tests ------------------------------------------------------------------------------------------------------


def _read(texts: Sequence[str]) -> list[Findings]:
    """What is found in each text, each read as an article of its own."""
    from kg.extract import extract

    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    return list(extract(Article(d[:12], "grid", t, d, DATE) for t, d in zip(texts, digests, strict=True)))


@pytest.fixture(scope="module")
def found() -> dict[str, Findings]:
    """What is found in each sentence of all grids, read in one go."""
    texts = list(dict.fromkeys(line.text for kind in kinds() for line in lines(kind)))
    return dict(zip(texts, _read(texts), strict=True))


def _cases() -> Iterator[ParameterSet]:
    """A case for each template; those known to fail have to fail in one of their turns at least."""
    for kind in kinds():
        for (construction, template), turns in groupby(
            lines(kind), key=lambda line: (line.construction, line.template)
        ):
            group = list(turns)
            marks = [pytest.mark.xfail(reason=group[0].fails, strict=True)] if group[0].fails else []
            yield pytest.param(kind, group, id=f"{kind}: {construction}: {template}", marks=marks)


@pytest.mark.parametrize(("kind", "turns"), list(_cases()))
def test_a_construction(found: dict[str, Findings], kind: str, turns: list[Line]) -> None:
    facts = {line.text: READERS[kind](found[line.text]) for line in turns}
    assert [line.text for line in turns if not agree(line.tells, facts[line.text])] == [], facts


def test_a_topic_before_and_outlets_behind_change_nothing() -> None:
    told = [turn for kind in kinds() for turn in _first_turns(kind)]
    dressed = _read([f"Tarvo conflict: {line.text.rstrip()} (Reuters) (BBC)" for _, line in told])
    pairs = zip(told, dressed, strict=True)
    assert [line.text for (kind, line), one in pairs if not agree(line.tells, READERS[kind](one))] == []


def _first_turns(kind: str) -> Iterator[tuple[str, Line]]:
    """The first sentence of each template that is read rightly."""
    for _, turns in groupby(lines(kind), key=lambda line: (line.construction, line.template)):
        first = next(turns)
        if first.fails is None:
            yield kind, first


def test_the_grid_asks_for_silence_too() -> None:
    for kind in kinds():
        silent = [line for line in lines(kind) if not line.tells]
        assert len(silent) > len(list(lines(kind))) / 8


@pytest.mark.parametrize(
    ("told", "fact", "same"),
    [
        ("Peru opposes the bill", "Peru opposes the bill on fishing", True),
        ("Peru opposes the bill", "Peru supports the bill", False),
        ("Peru opposes the bill", "Ghana opposes the bill", False),
        ("Peru recognises Fiji as state", "Peru recognises Fiji as government", False),
    ],
)
def test_what_counts_as_told(told: str, fact: str, same: bool) -> None:
    assert is_told(told, fact) is same
