"""Words that were written for the command line, for readers who have none."""

from __future__ import annotations

import re


def plainly(text: str) -> str:
    """Words about a saved question without what only a command line has.

    >>> plainly("Who opposed it (-p target=...). -p side=support narrows it; kg query votes has figures")
    'Who opposed it. “side support” narrows it; “votes” has figures'
    """
    text = re.sub(r" \(-p [^)]*\)", "", text)
    text = re.sub(r"-p (\w+)=\.\.\.", r"“\1”", text)
    text = re.sub(r"-p (\w+)=([\w-]+)", r"“\1 \2”", text)
    return re.sub(r"kg query ([\w-]+)", r"“\1”", text)
