"""The arrows between modules point one way, and each library has its room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"

# What every room may know: the values that travel, and names of things.
COMMON = {
    "loading",
    "inputs",
    "types",
    "resolved",
    "triples",
    "errors",
    "version",
    "data",
    "iri",
    "vocabulary",
    "lexicon",
    "gazetteer",
    "rulings",
    "garbage",
    "folding",
    "filesystem",
}
# What each stage may know besides; pipeline and cli alone know the order.
STAGES: dict[str, set[str]] = {
    "read": set(),
    "parse": set(),
    "extract": set(),
    "facts": set(),
    "copies": set(),
    "ledger": {"copies"},
    "intake": {"ledger", "parse", "read"},
    "fingerprint": set(),
    "resolve": set(),
    "emit": set(),
    "bounds": set(),
    "check": {"bounds"},
    "locks": set(),
    "pointer": set(),
    "store": {"locks", "pointer"},
    "verify": {"store"},
    "sparql": set(),
    "header": {"sparql"},
    "questions": {"header", "sparql"},
    "known": set(),
    "query": {"sparql", "questions", "store"},
    "network": {"store"},
    "networkfiles": {"network"},
    "plot": {"network", "store"},
    "frames": {"query", "render", "store", "webtable"},
    "diff": {"export", "store"},
    "difftext": {"diff", "render"},
    "options": set(),
    "commands": set(),
    "terminal": set(),
    "webtable": set(),
    "render": {"query", "webtable"},
    "sources": {"query", "store"},
    "worker": set(),
    "child": set(),
    "ahead": {"child", "pointer", "worker"},
    "client": set(),
    "remote": {"client", "known", "query", "questions", "sparql", "store"},
    "nearby": {"client", "evidence", "lookup", "query", "questions", "store", "supervise"},
    "sent": {"store"},
    "push": {"client", "sent", "store"},
    "supervise": {"ahead", "child", "client", "known", "query", "questions", "remote", "sparql", "store"},
    "lookup": {"store"},
    "entities": {"lookup"},
    "evidence": {"lookup", "query", "questions", "sparql", "supervise"},
    "why": {"evidence", "lookup"},
    "profile": {"evidence", "lookup", "why"},
    "pieces": {"sparql"},
    "empty": {"entities", "lookup", "pieces", "query", "questions", "sparql", "store", "supervise"},
    "telling": {"lookup", "profile", "render", "why"},
    "several": set(),
    "named": {"query", "questions", "several", "supervise"},
    "catalogue": {"query", "questions", "sparql"},
    "describing": {"catalogue", "query", "questions", "render", "store", "supervise"},
    "export": {"store"},
    "serve": {
        "child",
        "catalogue",
        "entities",
        "evidence",
        "lookup",
        "named",
        "network",
        "plot",
        "profile",
        "query",
        "questions",
        "several",
        "sparql",
        "store",
        "supervise",
        "telling",
        "why",
        "worker",
    },
    "mcp": {"catalogue", "named", "several", "query", "questions", "serve", "store"},
    "singly": set(),
    "workers": {"extract", "singly"},
    "shards": {"fingerprint", "intake", "read", "workers"},
    "ray_engine": {"shards"},
    "evaluate": set(),
    "labels": set(),
    "sample": set(),
}
CLI = {f"cli{room}" for room in ("", "_analysis", "_asking", "_checking", "_export", "_push", "_reading", "_serve")}
KNOW_ALL = {"pipeline", "labelling", "screen", "__init__", "__main__"} | CLI
ROOMS = {
    "spacy": {"extract"},
    "click": {"options", "commands"} | CLI,
    "rich": {"screen", "render"},
    "filelock": {"locks"},
    "mcp": {"mcp"},
    "jsonschema": {"mcp"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "jinja2": {"serve"},
    "matplotlib": {"plot"},
    "pandas": {"frames"},
    "trafilatura": {"parse"},
    "markdown_it": {"parse"},
    "warcio": {"read"},
    "sqlite3": {"ledger", "resolve"},
    "msgspec": {"ledger", "resolve", "shards", "workers"},
    "pebble": {"workers"},
    "fsspec": {"filesystem"},
    "pyarrow": {"read", "shards"},
    "ray": {"ray_engine"},
    "rdflib": {"check"},
    "pyshacl": {"check"},
    "ahocorasick_rs": {"gazetteer", "extract"},
    "pyoxigraph": {
        "emit",
        "bounds",
        "check",
        "store",
        "query",
        "known",
        "named",
        "catalogue",
        "sources",
        "lookup",
        "evidence",
        "supervise",
        "worker",
        "remote",
        "nearby",
        "push",
        "render",
        "webtable",
        "network",
        "plot",
        "diff",
        "export",
        "gazetteer",
        "lexicon",
        "pipeline",
        "triples",
        "serve",
        "mcp",
        "__init__",
    },
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.relative_to(PACKAGE).parts)


def room(path: Path) -> str:
    """The first name below the package: `kg/parse/text.py` is in `parse`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The full names that a module imports anywhere in it, relative imports resolved."""
    parents = ["kg", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*parents[: len(parents) - node.level + 1], node.module or ""]) if node.level else node.module
            )
            yield from (f"{(base or '').strip('.')}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_stages_meet_only_in_what_travels_between_them(path: Path) -> None:
    own = room(path)
    if own in KNOW_ALL:
        return
    allowed = COMMON | {own} | STAGES.get(own, set())
    known = {name.split(".")[1] for name in imported(path) if name.startswith("kg.")}
    assert known <= allowed, f"{own} must not know {sorted(known - allowed)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_is_used_in_its_rooms_only(path: Path) -> None:
    used = {name.split(".")[0] for name in imported(path)}
    strangers = {library for library in used & ROOMS.keys() if room(path) not in ROOMS[library]}
    assert not strangers


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inside_imports_the_package_root(path: Path) -> None:
    inside = {module.stem for module in PACKAGE.iterdir()}
    for name in imported(path):
        first, _, rest = name.partition(".")
        assert first != "kg" or (rest and rest.split(".")[0] in inside), f"{name} is of the package root"


def test_what_everything_knows_knows_nothing_of_the_stages() -> None:
    for path in modules():
        if room(path) in COMMON:
            assert {name.split(".")[1] for name in imported(path) if name.startswith("kg.")} <= COMMON


def test_every_room_is_named_here() -> None:
    assert {room(path) for path in modules()} <= COMMON | STAGES.keys() | KNOW_ALL


def test_nothing_is_called_utils() -> None:
    for path in modules():
        assert path.stem not in ("utils", "util", "helpers", "common")
