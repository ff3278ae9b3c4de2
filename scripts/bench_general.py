"""General news to measure speed on: one article in twenty is about politics, the others tell nothing that kg looks for.

In those a quarter of the sentences quotes somebody and some name a state, as a place; none tells an act of politics.
The political ones are the seeds retold (`bench_corpus.py`). No text comes twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import bench_corpus

#: One political article in so many.
OF = 20
SENTENCES = 22
PLAIN = (
    "The {team} won {n} to {m} after a slow first half.",
    "Rain fell for {n} hours and the river rose by {m} centimetres.",
    "The shop on {street} Street has sold bread for {n} years.",
    "Fans queued for tickets from six in the morning.",
    "The museum bought {n} paintings and hung them in the east wing.",
    "Profits of the maker of bicycles grew by {m} per cent in the quarter.",
    "Two lanes of the bridge were closed while workers laid new asphalt.",
    "Her third novel sold {n} thousand copies within a week.",
    "The orchestra played the second half without its first violin.",
    "A new variety of apple ripens {n} days earlier than the old one.",
    "The cyclist finished {m} minutes behind the leader.",
    "Engineers replaced {n} pumps at the waterworks on {street} Street.",
)
PLACED = (
    "The team flew home from {state} on {day}.",
    "The film was shot in {state} over {n} weeks.",
    "Its wine comes from {state} and ripens for {m} years.",
    "The climber broke a leg in {state} and was flown out by helicopter.",
)
SPOKEN = (
    '"We were lucky with the weather," {name} said.',
    "{name} said the oven would be mended by {day}.",
    '"Nobody expected {n} goals," {name} told the paper.',
    "The conductor, {name}, said that the hall was too warm.",
    "{name} added that the apples tasted sweet.",
)
WEEKDAYS = bench_corpus.WEEKDAYS


def write(originals: Sequence[str], articles: int, folder: Path) -> int:
    """Write that many articles into a folder as text files; return how many words they hold."""
    from kg import gazetteer

    retell = bench_corpus.teller(originals)
    states = sorted(e.name for e in gazetteer.load().polities() if e.kind == "state" and e.phrase == e.name)
    words = 0
    for number, text in enumerate(_texts(retell, states, articles)):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def _texts(retell: bench_corpus.Retell, states: Sequence[str], articles: int) -> Iterator[str]:
    political: list[str] = []
    for number in range(articles):
        if number % OF == 0:
            political = political or list(retell(number // OF))
            yield political.pop()
        else:
            yield general(Random(number), states)


def general(random: Random, states: Sequence[str]) -> str:
    """An article of nothing but sport, weather, trade and art.

    >>> general(Random(1), ["Chad"]).count("said") < SENTENCES / 2
    True
    """
    day = f"20{random.randrange(10, 25)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    kinds = random.choices((PLAIN, PLACED, SPOKEN), weights=(65, 10, 25), k=SENTENCES)
    filled = (
        random.choice(kind).format(
            n=random.randrange(3, 99),
            m=random.randrange(1, 40),
            name=f"{bench_corpus.invented('first', random.random())} {bench_corpus.invented('last', random.random())}",
            team=bench_corpus.invented("team", random.random()),
            street=bench_corpus.invented("street", random.random()),
            state=random.choice(states),
            day=random.choice(WEEKDAYS),
        )
        for kind in kinds
    )
    paragraphs = [" ".join(part) for part in zip(*[filled] * 2, strict=True)]
    return f"date {day}\n\n" + "\n\n".join(paragraphs) + "\n"
