"""Near-copies: articles that print mostly the same words, such as an agency's report in several papers.

Each article is known by hashes of its word sequences ("shingles", Broder 1997). Of all of them only those divisible by
`SAMPLE` are kept, which estimates the share of common sequences without bias and needs no other article ("mod p
sketch", ibid., section 4). An article is a copy of another if most of the shorter one stands in the longer, and is no
mere part of it; a copy of a copy is a copy of the first. The first is the one with the earliest printed date, then
with the smallest path.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

WIDTH = 4
SAMPLE = 2
#: A sequence that more articles than this have is a formula, and tells nothing.
COMMON = 40
#: The part of the shorter article that must stand in the longer one, and the part of the longer one that this must be.
LEAST_SHARE, LEAST_OF_LONGER = 0.6, 0.3
#: Fewer kept sequences than this say nothing: of some twenty words.
LEAST = 8
#: What is printed later than this is no copy, but another report in the same words.
DAYS = 31

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"^article/(\d{4}-\d\d-\d\d)-")


class Likeness(NamedTuple):
    """Two articles, how many kept sequences they share, and how many each has."""

    one: str
    other: str
    shared: int
    of_one: int
    of_other: int


def shingles(text: str) -> frozenset[int]:
    """The kept hashes of the word sequences of a text, as signed 64-bit numbers.

    >>> len(shingles("The Diet of Freedonia adopted the canal bill on Monday.") ) <= 7
    True
    >>> shingles("One two, three — four five!") == shingles("one TWO three four five")
    True
    """
    words = _WORD.findall(text.lower())
    sequences = (" ".join(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1))
    hashes = (int.from_bytes(blake2b(s.encode(), digest_size=8).digest(), "big", signed=True) for s in sequences)
    return frozenset(number for number in hashes if number % SAMPLE == 0)


def originals(found: Iterable[Likeness]) -> Mapping[str, str]:
    """Article -> the article that it is a copy of; articles that copy none are left out. Paths begin with the date.

    >>> alike = [Likeness("article/2020-01-02-b", "article/2020-01-03-c", 9, 10, 12)]
    >>> originals([*alike, Likeness("article/2020-01-01-a", "article/2020-01-02-b", 8, 20, 10)])
    {'article/2020-01-02-b': 'article/2020-01-01-a', 'article/2020-01-03-c': 'article/2020-01-01-a'}
    >>> originals([Likeness("article/2020-01-01-a", "article/2020-01-02-b", 10, 90, 10)])
    {}
    """
    group: dict[str, set[str]] = defaultdict(set)
    for pair in found:
        least, most = sorted((pair.of_one, pair.of_other))
        alike = least >= LEAST and pair.shared >= max(LEAST_SHARE * least, LEAST_OF_LONGER * most)
        if alike and _near(pair.one, pair.other):
            union = {pair.one, pair.other} | group[pair.one] | group[pair.other]
            group.update(dict.fromkeys(union, union))
    firsts = {path: min(group[path], key=_age) for path in sorted(group)}
    return {path: first for path, first in firsts.items() if path != first}


def _near(one: str, other: str) -> bool:
    """True unless the dates in the paths are too far apart."""
    days = [_DAY.search(path) for path in (one, other)]
    numbers = [date.fromisoformat(found[1]).toordinal() for found in days if found]
    return len(numbers) < 2 or abs(numbers[0] - numbers[1]) <= DAYS


def _age(path: str) -> tuple[bool, str]:
    """What sorts articles from the earliest to the latest, those without a date last."""
    return path.startswith("article/undated-"), path
