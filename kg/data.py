"""Where the data that kg ships with lies: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["ontology", "queries"]


def root(kind: Kind) -> Path:
    """The folder of one kind of data: `kg/data/<kind>` once installed, else `<checkout>/<kind>`.

    The folder is not checked for existence; who reads it says what is missing.

    >>> root("queries").name
    'queries'
    """
    package = Path(__file__).resolve().parent  # importlib.resources would say the same and cost 20 ms
    installed = package / "data" / kind
    return installed if installed.is_dir() else package.parent / kind
