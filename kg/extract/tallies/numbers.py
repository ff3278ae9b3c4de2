"""English cardinals in words and digits: "187", "2,952", "sixteen", "two hundred and five".

`PATTERN` is the source of a regular expression without groups, to be built into larger ones; it carries no
guards at its ends. `value` reads what it matched.
"""

from __future__ import annotations

import re

_ONES = tuple(
    re.findall(
        r"\w+",
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""",
    )
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1000}
_WORTH = (
    {word: n for n, word in enumerate(_ONES)}
    | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
    | {"a": 1, "nil": 0}
)

_ONE = "|".join(sorted(_ONES[1:10], key=len, reverse=True))
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[-‐‑\s](?:{_ONE}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
# What may follow a scale is written once: the pattern stands several times in larger ones, which are compiled at every start.
_SCALED = rf"\s(?:hundred|thousand)(?:(?:,?\s|\sand\s){_BELOW_100})?"
_WORDS = rf"(?:(?:a(?=\s(?:hundred|thousand)\b)|{_BELOW_100})(?:{_SCALED}){{0,2}}|nil)"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,2}|\d{1,4})"

PATTERN = rf"(?:{_DIGITS}|(?i:{_WORDS})(?![^\W\d_]))"
_WHOLE = re.compile(PATTERN)


def value(words: str) -> int | None:
    """The number that `words` spell, in digits or in words; None if they are not exactly one cardinal.

    >>> value("2,952"), value("Sixteen"), value("twenty-one"), value("two hundred and five"), value("a dozen")
    (2952, 16, 21, 205, None)
    >>> value("two hundred thousand"), value("one thousand, two hundred and five")
    (200000, 1205)
    """
    words = words.strip()
    if not _WHOLE.fullmatch(words):
        return None
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    return _spelled(re.findall(r"[a-z]+", words.lower()))


def _spelled(words: list[str]) -> int:
    total = part = 0
    for word in words:
        if word == "thousand":
            total, part = total + part * _SCALES[word], 0
        elif word in _SCALES:
            part *= _SCALES[word]
        else:
            part += _WORTH.get(word, 0)
    return total + part
