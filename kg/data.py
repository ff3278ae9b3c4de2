"""Where the data that kg ships with lies: inside the installed package, or beside it in a checkout; and a user's own.

A user's folder is laid over the installed `ontology/`: its `lexicon/*.ttl` and `gazetteer/*.ttl` are read behind ours.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from kg.errors import UsageError

Kind = Literal["ontology", "queries"]
Words = Literal["lexicon", "gazetteer"]

#: Names the user's folder. In the environment, so that processes that are started know it too.
OVERLAY = "KG_ONTOLOGY_DIR"
KINDS: tuple[Words, ...] = ("lexicon", "gazetteer")


def root(kind: Kind) -> Path:
    """The folder of one kind of data: `kg/data/<kind>` once installed, else `<checkout>/<kind>`.

    The folder is not checked for existence; who reads it says what is missing.

    >>> root("queries").name
    'queries'
    """
    package = Path(__file__).resolve().parent  # importlib.resources would say the same and cost 20 ms
    installed = package / "data" / kind
    return installed if installed.is_dir() else package.parent / kind


def overlay() -> Path | None:
    """The user's folder, None if there is none. Raises `UsageError` for one without words or names in it."""
    told = os.environ.get(OVERLAY, "")
    if not told:
        return None
    folder = Path(told)
    if not any(next((folder / kind).glob("*.ttl"), None) for kind in KINDS):
        raise UsageError(
            f"{folder}: no lexicon/*.ttl and no gazetteer/*.ttl in it; docs/building.md tells what they hold"
        )
    return folder


def words(kind: Words) -> list[Path]:
    """The Turtle files of the lexicon or the gazetteer: ours by name, then the user's by name.

    >>> [path.name for path in words("lexicon")][:2]
    ['adjectives.en.ttl', 'nouns.en.ttl']
    """
    own = overlay()
    folders = [root("ontology"), *([own] if own else [])]
    return [path for folder in folders for path in sorted((folder / kind).glob("*.ttl"))]
