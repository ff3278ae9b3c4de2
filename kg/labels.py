"""Labels: the right facts of texts, in the facts format, as people write them; and the slips that people make.

Passages may be words alone, or offsets with the words; a fact needs the keys that it is paired by, and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import UsageError
from kg.inputs import Problem

Fact = Mapping[str, Any]
Labelled = Mapping[str, Any]

#: What the value of a key may be.
ALLOWED = {
    "outcome": {"adopted", "rejected", "vetoed", "scheduled", "other"},
    "stance": {"supports", "opposes", "abstains"},
    "status": {"recognises", "does-not-recognise", "will-recognise", "withdraws", "calls-for"},
    "polarity": {"supports", "opposes", "neutral"},
}
#: Keys that a fact must have, besides "evidence", by kind.
NEEDED = {
    "decisions": ("body", "outcome"),
    "positions": ("holder", "stance"),
    "recognitions": ("recognizer", "recognized", "status"),
    "statements": ("speaker", "content"),
    "demands": ("by", "content"),
}


def loaded(document: str, where: str) -> list[dict[str, Any]]:
    """Labels as a list of objects or one object a line. Raises `UsageError` for anything else."""
    try:
        value = json.loads(document)
    except ValueError:
        value = [_line(line, f"{where}:{n}") for n, line in enumerate(document.splitlines(), 1) if line.strip()]
    value = [value] if isinstance(value, dict) else value
    if not value or not isinstance(value, list) or not all(isinstance(one, dict) and "id" in one for one in value):
        raise UsageError(f'{where}: expected a list of objects with "id" and the five kinds of facts')
    return value


def checked(labels: list[dict[str, Any]], where: str) -> list[dict[str, Any]]:
    """The labels. Raises `UsageError` if none has a list of any kind of fact: then it is some other file."""
    if not any(kind in one for one in labels for kind in NEEDED):
        raise UsageError(f"{where}: holds no labels ({', '.join(NEEDED)}); is it the file of the texts?")
    return labels


def _line(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON: {error}") from error


def mistakes(labels: Iterable[Labelled], texts: Mapping[str, str], where: str) -> Iterator[Problem]:
    """Slips in labels: none at all, a value that is none, a key left out, words that do not stand in the text."""
    labels = list(labels)
    if not any(labelled.get(kind) for labelled in labels for kind in NEEDED):
        yield Problem(where, "label", "there is no fact in any of the labels; is the sheet still blank?", "warning")
    for labelled in labels:
        text = texts.get(str(labelled["id"]), "")
        for kind in NEEDED:
            for number, fact in enumerate(labelled.get(kind) or [], 1):
                for message in _slips(kind, fact, text):
                    place = f"{where}: {labelled['id']}, {kind} {number}"
                    yield Problem(place, "label", message, "warning")


def _slips(kind: str, fact: Fact, text: str) -> Iterator[str]:
    for key in (*NEEDED[kind], "evidence"):
        if key not in fact:
            yield f'"{key}" is missing'
    for key, values in ALLOWED.items():
        if key in fact and fact[key] not in values and not (key == "polarity" and fact[key] is None):
            yield f'"{key}" is {fact[key]!r}, which is none of {", ".join(sorted(values))}'
    for key in ("evidence", "content"):
        passage = fact.get(key)
        if isinstance(passage, str) and passage and passage not in text:
            yield f'"{key}" does not stand in the text: "{passage[:60]}"'
