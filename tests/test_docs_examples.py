"""Every example in README.md and docs/*.md is run or read as it stands; those that are not are named here, and why."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import RdfFormat, parse
from test_examples import run

from kg import catalogue
from kg.cli import main
from kg.questions import loaded
from kg.store import DEFAULT_BASE
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
#: Beginnings of lines of shell that are not run.
NOT_RUN = {
    "make ": "needs an environment of its own; CI runs it",
    ". .venv/bin/activate": "belongs to the reader's shell",
    "$EDITOR": "waits for a person",
    "python scripts/": "measures for minutes, or needs labelled texts",
    "RAY_ADDRESS=": "needs a cluster; test_ray.py starts one",
    "kg build articles/ --engine": "needs Ray; test_ray.py runs it where it is installed",
    "kg push": "needs a server; test_push.py runs it",
    "kg query --endpoint": "needs a server; test_remote.py runs it",
    "kg serve": "goes on until it is stopped; test_examples.py runs it",
    "npm ": "asks the network",
    "pip ": "asks the network",
}
#: What is shown in a block without a language and is no command.
PRINTED = re.compile(r"[0-9]")
#: Examples name things that the seeds do not speak of. Invented.
MORE = """ date 2024-05-16
The Senate of Chile on Wednesday adopted a resolution calling on the government to recognize Kosovo, by 30 votes to 12.
Serbia opposed recognition of Kosovo. Peru condemned the sanctions. Ecuador supported sanctions against Serbia.
"""


class Block(NamedTuple):
    """A block of a page: the page, its language, its text."""

    page: str
    language: str
    text: str


def blocks(*languages: str) -> list[Block]:
    """The blocks in some languages; those that the site runs itself are left to it."""
    found = []
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for info, text in BLOCK.findall(path.read_text(encoding="utf-8")):
            language, _, rest = info.strip().partition(" ")
            if language in languages and not rest:
                found.append(Block(path.name, language, text))
    return found


def known(block: Block) -> str:
    """A name for a test."""
    return f"{block.page}: {block.text.strip().splitlines()[0][:40]}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that examples name, and a graph."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("articles", "my-articles"):
        shutil.copytree(ROOT / "seeds", folder / name)
        (folder / name / "more.txt").write_text(MORE, encoding="utf-8")
    shutil.copy(sorted((ROOT / "seeds").glob("*.txt"))[0], folder / "article.txt")
    assert main(["build", str(folder / "articles"), "--store", str(folder / ".kg")]) == 0
    return folder


@pytest.mark.parametrize("block", blocks("", "sh", "bash"), ids=known)
def test_every_command_runs(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in block.text.splitlines():
        command = shlex.join(shlex.split(line, comments=True)).replace("'>'", ">").replace("'|'", "|")
        if not command or any(line.startswith(beginning) for beginning in NOT_RUN):
            continue
        if not block.language and PRINTED.match(line):
            continue
        with monkeypatch.context() as patch:
            assert run(command, folder, patch) == 0, line


@pytest.mark.parametrize("block", blocks("python"), ids=known)
def test_every_program_runs(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    exec(compile(block.text, block.page, "exec"), {})
    assert (folder / "opponents.csv").exists()


@pytest.mark.parametrize("block", blocks("turtle", "turtle12"), ids=known)
def test_turtle_can_be_read(block: Block) -> None:
    head = f"@base <{DEFAULT_BASE}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    assert list(parse((head + block.text).encode(), format=RdfFormat.TURTLE))


@pytest.mark.parametrize("block", blocks("json", "toml"), ids=known)
def test_json_and_toml_can_be_read(block: Block) -> None:
    assert {"json": json.loads, "toml": tomllib.loads}[block.language](block.text)


@pytest.mark.parametrize("block", blocks("sparql"), ids=known)
def test_a_saved_question_can_be_asked(block: Block, tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text(block.text, encoding="utf-8")
    assert catalogue.columns(loaded(tmp_path / "x.rq"), DEFAULT_BASE)


def test_no_block_is_in_a_language_that_nothing_reads() -> None:
    read = {"", "sh", "bash", "python", "turtle", "turtle12", "json", "toml", "sparql", "text"}
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for info, _ in BLOCK.findall(path.read_text(encoding="utf-8")):
            assert info.split(" ")[0] in read, (path.name, info)
