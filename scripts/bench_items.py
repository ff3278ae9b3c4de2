"""Short news items from a small grammar, as many as wanted, the same for the same seed: a corpus to measure growth on.

Each is two or three sentences about a vote of some national chamber of the gazetteer and what another state says of it,
with its date. No text comes twice.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from kg import gazetteer

FIRST_DAY = datetime.date(2001, 1, 1)
YEARS = 24
TOPICS = (
    "fishing quotas", "the canal treaty", "water rights", "the pension fund", "border trade", "press freedom",
    "the electoral code", "nuclear power", "mining licences", "minority languages", "the railway concession",
    "arms exports", "asylum rules", "the central bank", "forest protection", "land reform",
)  # fmt: skip
KINDS = ("bill", "resolution", "motion")
VOTES = (
    "{body} adopted a {kind} on {topic} {place} on {weekday} by {more} votes to {less}.",
    "{body} on {weekday} rejected a {kind} on {topic} {place}, with {less} members in favour and {more} against.",
    "By {more} to {less}, {body} on {weekday} passed a {kind} on {topic} {place}.",
)
REACTIONS = (
    "{state} condemned the vote.",
    "{state} welcomed the decision and called on {other} to follow.",
    '"This helps nobody in district {number}," said the foreign ministry of {state}.',
    "The foreign ministry of {state} said that the {kind} was not binding.",
    "{state} and {other} criticised the {kind}.",
)
PLACES = ("in the {number}th district", "for zone {number}", "in region {number}")


def items(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """The items, with "id", "text" and "date"."""
    known = gazetteer.load()
    chambers = sorted(e.phrase for e in known if e.kind == "chamber" and (e.of or "").startswith("state/"))
    states = sorted(entity.phrase for entity in known if entity.kind == "state")
    for number in range(count):
        draw = Random(f"{seed} {number}")
        day = FIRST_DAY + datetime.timedelta(days=draw.randrange(365 * YEARS))
        less, more = sorted((draw.randrange(1, 200), draw.randrange(201, 400)))
        words = {
            "body": draw.choice(chambers), "state": draw.choice(states), "other": draw.choice(states),
            "kind": draw.choice(KINDS), "topic": draw.choice(TOPICS), "less": less, "more": more, "number": number,
            "weekday": f"{day:%A}",
        }  # fmt: skip
        words["place"] = draw.choice(PLACES).format(**words)
        sentences = [draw.choice(VOTES), *draw.sample(REACTIONS, draw.randrange(1, 3))]
        text = " ".join(_capital(sentence.format(**words)) for sentence in sentences)
        yield {"id": f"item-{number:07}", "text": text, "date": day.isoformat()}


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def write(count: int, file: Path, seed: int = 1) -> int:
    """Write the items as JSON lines; return how many words they hold."""
    words = 0
    with file.open("w", encoding="utf-8") as out:
        for item in items(count, seed):
            words += len(item["text"].split())
            out.write(json.dumps(item, ensure_ascii=False) + "\n")
    return words
