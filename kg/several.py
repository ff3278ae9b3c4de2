"""Values of a parameter that is given more than once. It stands apart, for a command line is read before all else."""

from __future__ import annotations

from collections.abc import Iterable

#: Stands between the values of a parameter that was given more than once.
AGAIN = "\x1f"


def together(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names with their values; the values of one that comes again stand behind each other, `AGAIN` between them.

    >>> together([("who", "peru"), ("side", "oppose"), ("who", "chad")])["who"].split(AGAIN)
    ['peru', 'chad']
    """
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: AGAIN.join(values) for name, values in found.items()}
