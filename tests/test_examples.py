"""Every example in the help texts is run as it stands, one after the other, in a folder with what they name."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.cli import main
from kg.commands import COMMANDS, loaded
from tests.elsewhere import oxigraph
from tests.serving import serving

SEEDS = Path(__file__).parent.parent / "seeds"
ORDER = (
    "extract",
    "sample",
    "eval",
    "build",
    "query",
    "queries",
    "why",
    "show",
    "graph",
    "plot",
    "diff",
    "export",
    "check",
    "verify",
)

#: Commands that go on until they are interrupted; their examples run in a test of their own.
LISTENING = ("serve", "mcp")
#: Commands that need a server elsewhere; their examples run in a test of their own.
ELSEWHERE = ("push",)


def examples(name: str) -> list[str]:
    """The lines of a command's `Example:` block."""
    command = loaded(name)
    block = re.search(r"Example:\n((?: +.+\n?)+)", command.help or "") if command else None
    return [line.strip() for line in block[1].splitlines() if line.strip()] if block else []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`articles/`, `article.txt` and `articles.jsonl`, as the examples name them."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "articles").mkdir()
    seeds = sorted(SEEDS.glob("*.txt"))[:2]
    for seed in seeds:
        shutil.copy(seed, folder / "articles")
    shutil.copy(seeds[0], folder / "article.txt")
    lines = [json.dumps({"id": seed.stem, "text": seed.read_text(encoding="utf-8")}) for seed in seeds]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def run(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run one line of a shell: the parts that examples use are `cat FILE |`, `> FILE`, and a pipe behind kg."""
    monkeypatch.chdir(folder)
    piped = re.match(r"cat (\S+) \| ", line)
    words = shlex.split(line[piped.end() :] if piped else line)
    ends = next((i for i, word in enumerate(words) if word in ("|", ">")), len(words))
    assert words[0] == "kg"
    if piped:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / piped[1]).read_bytes())))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stdout", out)
    code = main(words[1:ends])
    if words[ends : ends + 1] == [">"]:
        (folder / words[ends + 1]).write_bytes(out.buffer.getvalue())  # type: ignore[attr-defined]
    return code


def test_every_command_has_examples() -> None:
    assert set(COMMANDS) == {*ORDER, *LISTENING, *ELSEWHERE}
    assert [name for name in (*ORDER, *LISTENING, *ELSEWHERE) if not examples(name)] == []


def test_every_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ORDER:
        for line in examples(name):
            # Examples of other commands go by the default store, that of `build` by one of its own.
            if name == "query" and not (folder / ".kg").exists():
                assert run("kg build articles", folder, monkeypatch) == 0
            with monkeypatch.context() as patch:
                assert run(line, folder, patch) == 0, line
    for made in ("facts.jsonl", "sheet.json", "sheet.texts.json", "blank.json", "scores.json", "my.kg", "graph.ttl"):
        assert (folder / made).exists(), made


def test_the_example_of_serve_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("kg build articles --store my.kg", folder, monkeypatch) == 0
    start, ask = (shlex.split(line) for line in examples("serve"))
    options = [word for word in start[2:] if word not in ("--port", "8080", "--store", "my.kg")]
    with serving(folder / "my.kg", *options) as server:
        assert ask[:3] == ["curl", "http://127.0.0.1:8080/sparql", "--data-urlencode"]
        name, _, value = ask[3].partition("=")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        got = server.get("/sparql", headers, "POST", urlencode({name: value}).encode())
        assert json.loads(got.body)["boolean"] is True


def test_the_examples_of_push_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("kg build articles", folder, monkeypatch) == 0
    with oxigraph() as server:
        for line in examples("push"):
            line, count = re.subn(r"https?://[\w.:]+", server, line)
            assert count == 1 and run(line, folder, monkeypatch) == 0, line
