"""The grid: every construction of reported speech and of demands that English news has, with many verbs and speakers.

The templates stand in `tests/speech_grid`, its README tells their notation. A line that passes must go on passing; those
known to fail are listed with the reason, and fail the test once they pass.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.types import Findings
from tests.conftest import Read

GRID = Path(__file__).parent / "speech_grid"
FILES = ("statements", "demands", "news", "silence")
SLOT = re.compile(r"\$([A-Za-z])(?![A-Za-z])")
OPENING = re.compile(r"\[([^|\[\]<>]+)\||<([^|<>]+)\|([^|<>]+)\|")
WORDS_OF = {"q": "p", "t": "s", "j": "i"}
LISTS = {"X": "speakers", "Y": "speakers", "M": "places", "U": "persons", "H": "persons"}

Said = tuple[str, str]
Asked = tuple[str, str, str]


class Expected(NamedTuple):
    """A sentence, what is said in it (who, what) and what is asked (who, whom, what)."""

    text: str
    said: tuple[Said, ...]
    asked: tuple[Asked, ...]


class Filler:
    """What stands for the letters of one construction; of each list the next is taken every time."""

    def __init__(self, lists: dict[str, Any]) -> None:
        self._agents = {name: cycle(lists[name].items()) for name in ("speakers", "places", "persons")}
        self._words = {name: cycle(words) for name, words in lists["words"].items()}

    def fill(self, line: str, verb: str) -> tuple[str, dict[str, str]]:
        """The line with its slots filled, and the names of those that its letters stand for."""
        words, names = {"V": verb}, dict[str, str]()

        def filled(slot: re.Match[str]) -> str:
            letter = slot[1]
            if letter not in words and letter in LISTS:
                words[letter], (names[letter], pronoun) = self._agent(letter, words)
                words.update({"R": pronoun.capitalize(), "r": pronoun} if letter != "Y" else {})
            elif letter not in words:
                found = next(self._words[WORDS_OF.get(letter.lower(), letter.lower())])
                words[letter] = found[:1].upper() + found[1:] if letter.isupper() else found
            return words[letter]

        return SLOT.sub(filled, line), names

    def _agent(self, letter: str, taken: dict[str, str]) -> tuple[str, tuple[str, str]]:
        return next((phrase, agent) for phrase, agent in self._agents[LISTS[letter]] if phrase != taken.get("X"))


def marked(line: str, names: dict[str, str]) -> Expected:
    """A sentence without its marks, and what they say.

    >>> marked("peru says [X|<X|Y|Chad must pay>].", {"X": "Peru", "Y": "Chad"})
    Expected(text='Peru says Chad must pay.', said=(('Peru', 'Chad must pay'),), asked=(('Peru', 'Chad', 'Chad must pay'),))
    """
    text = ""
    said: list[tuple[str, int, int]] = []
    asked: list[tuple[str, str, int, int]] = []
    stack: list[tuple[tuple[str, ...], int]] = []
    at = 0
    while at < len(line):
        opened = OPENING.match(line, at)
        if opened:
            stack.append((tuple(names.get(who, who) for who in opened.groups() if who), len(text)))
            at = opened.end()
            continue
        if line[at] in "]>" and stack:
            who, start = stack.pop()
            if len(who) == 1:
                said.append((who[0], start, len(text)))
            else:
                asked.append((who[0], who[1], start, len(text)))
        else:
            text += line[at]
        at += 1
    text = text[:1].upper() + text[1:]
    return Expected(
        text,
        tuple((who, text[start:end]) for who, start, end in said),
        tuple((who, whom, text[start:end]) for who, whom, start, end in asked),
    )


def sentences() -> Iterator[tuple[str, Expected]]:
    """Every sentence of the grid, with the name of its construction."""
    lists = tomllib.loads((GRID / "fillers.toml").read_text(encoding="utf-8"))
    for file in FILES:
        constructions = tomllib.loads((GRID / f"{file}.toml").read_text(encoding="utf-8"))
        for name, construction in constructions.items():
            filler = Filler(lists)
            for line in construction["lines"]:
                for verb in construction["verbs"] if "$V" in line else construction["verbs"][:1]:
                    yield f"{file}.{name}", marked(*filler.fill(line, verb))


def told(found: Findings, text: str) -> tuple[list[Said], list[Asked]]:
    """What was read: who says what, who asks whom for what."""
    said = [(s.speaker.name if s.speaker else "resolution", s.content.of(text)) for s in found.statements]
    asked = [
        (d.by.name if d.by else "resolution", d.addressee.name if d.addressee else "-", d.content.of(text))
        for d in found.demands
    ]
    return said, asked


def is_same(wanted: tuple[str, ...], read: tuple[str, ...]) -> bool:
    """True if one fact is the other, with the freedom that the marks give."""
    who = wanted[0][1:].lower() in read[0].lower() if wanted[0].startswith("!") else wanted[0] == read[0]
    whom = len(wanted) < 3 or wanted[1] in ("?", read[1])
    return who and whom and wanted[-1] == read[-1]


def is_all(wanted: tuple[tuple[str, ...], ...], read: list[Any]) -> bool:
    """True if each fact was read once and no other."""
    left = list(read)
    for fact in wanted:
        hit = next((one for one in left if is_same(fact, one)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def known() -> dict[str, str]:
    """The sentences that are not read yet, each with the reason."""
    with (GRID / "known.tsv").open(encoding="utf-8", newline="") as file:
        return {text: reason for reason, text in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


#: In `statements` only what is said is looked at, in `demands` only what is asked, with what is said where it is marked.
SENTENCES = list(sentences())


def is_read(read: Read, construction: str, expected: Expected) -> bool:
    said, asked = told(read(expected.text, "2019-05-14"), expected.text)
    speech = construction.startswith("demands") and not expected.said
    demands = construction.startswith("statements")
    return (speech or is_all(expected.said, said)) and (demands or is_all(expected.asked, asked))


@pytest.mark.parametrize("construction", dict.fromkeys(name for name, _ in SENTENCES))
def test_construction_is_read(read: Read, construction: str) -> None:
    excused = known()
    mine = [expected for name, expected in SENTENCES if name == construction]
    failed = [e.text for e in mine if e.text not in excused and not is_read(read, construction, e)]
    assert not failed, "\n".join(failed)
    passed = [e.text for e in mine if e.text in excused and is_read(read, construction, e)]
    assert not passed, "read now, so no known failures any more:\n" + "\n".join(passed)


def test_known_failures_are_of_the_grid() -> None:
    assert not known().keys() - {expected.text for _, expected in SENTENCES}
