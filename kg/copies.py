"""Near-copies: articles that print mostly the same words, such as an agency's report in several papers.

Each article is known by hashes of its word sequences ("shingles", Broder 1997). Of all of them only those divisible by
`SAMPLE`, a power of two, are kept, which estimates the share of common sequences without bias and needs no other article
("mod p sketch", ibid., section 4). An article is a copy of another if most of the shorter one stands in the longer, and is
no mere part of it; a copy of a copy is a copy of the first. The first is the one with the earliest printed date, then
with the smallest path.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 4
SAMPLE = 2
#: Bytes of a hash.
BYTES = 8
#: Hashes that are looked at together when articles are compared: some 100 MB.
AT_ONCE = 4_000_000
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


def sketch(text: str) -> bytes:
    """The kept hashes of the word sequences of a text, each once, in order, `BYTES` each.

    >>> len(sketch("The Diet of Freedonia adopted the canal bill on Monday.")) <= 7 * BYTES
    True
    >>> sketch("One two, three — four five!") == sketch("one TWO three four five")
    True
    """
    words = " ".join(_WORD.findall(text.lower())).encode().split()
    sequences = {*map(b" ".join, zip(*(words[start:] for start in range(WIDTH)), strict=False))}
    hashes = (blake2b(sequence, digest_size=BYTES).digest() for sequence in sequences)
    return b"".join(sorted(kept for kept in hashes if kept[-1] % SAMPLE == 0))


def likenesses(sketches: Callable[[], Iterable[tuple[str, bytes]]]) -> Iterator[Likeness]:
    """The pairs of articles of which one shares `LEAST_SHARE` of its kept sequences with the other.

    `sketches` gives the path and `sketch` of each article, by path, whenever it is called. It is called once for every
    `AT_ONCE` hashes, so that memory holds no more of them, and the pairs.
    """
    import numpy as np

    paths, sizes = [], []
    for path, hashes in sketches():
        paths.append(path)
        sizes.append(len(hashes) // BYTES)
    parts = sum(sizes) // AT_ONCE + 1
    pairs, shared = np.empty(0, np.int64), np.empty(0, np.int64)
    for part in range(parts):
        more = _pairs(sketches(), len(paths), part, parts)
        pairs, which = np.unique(np.concatenate((pairs, more)), return_inverse=True)
        shared = np.bincount(which, np.concatenate((shared, np.ones(len(more), np.int64))), len(pairs))
    ones, others = np.divmod(pairs, max(len(paths), 1))
    of = np.array(sizes, np.int64)
    for at in np.flatnonzero(shared >= LEAST_SHARE * np.minimum(of[ones], of[others])).tolist():
        one, other = int(ones[at]), int(others[at])
        yield Likeness(paths[one], paths[other], int(shared[at]), sizes[one], sizes[other])


def _pairs(sketches: Iterable[tuple[str, bytes]], articles: int, part: int, parts: int) -> NDArray[np.int64]:
    """For each hash of one part of them, every two articles that share it: the place of the one, times all, and the other's.

    Hashes that more than `COMMON` articles have are left out.
    """
    import numpy as np

    found = [np.empty(0, np.uint64)]
    for _, hashes in sketches:
        numbers = np.frombuffer(hashes, ">u8").astype(np.uint64)
        found.append(numbers[numbers // SAMPLE % parts == part] if parts > 1 else numbers)
    hashes_, owners = np.concatenate(found), np.repeat(np.arange(len(found)) - 1, [len(one) for one in found])
    order = np.argsort(hashes_, kind="stable")
    _, run, lengths = np.unique(hashes_[order], return_inverse=True, return_counts=True)
    telling = (lengths[run] > 1) & (lengths[run] <= COMMON)
    run, owners = run[telling], owners[order][telling]
    pairs = [np.empty(0, np.int64)]
    for apart in range(1, COMMON):
        same = run[apart:] == run[:-apart]
        pairs.append(owners[:-apart][same] * articles + owners[apart:][same])
    return np.concatenate(pairs)


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
