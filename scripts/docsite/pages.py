"""Markdown as HTML: anchors as on the usual hosts, links between pages, and examples that are run while the site is built.

A block marked ```` ```sh run ```` is run as it stands by bash, in a folder that all such blocks of a page share; what it prints
comes below it. One marked ```` ```text file=NAME ```` is first written to that folder. The rest is shown.
"""

from __future__ import annotations

import os
import posixpath
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent.parent
#: How long something took is not shown: the same pages come out each time.
TIME = re.compile(r", [0-9.]+ s$", re.MULTILINE)
#: What an example may take.
SECONDS = 120


class BrokenPage(ValueError):
    """A page cannot be made: a link leads nowhere, or an example fails."""


class Page(NamedTuple):
    """A page: its title, its HTML without the frame, and its headings of the second level with their anchors."""

    title: str
    html: str
    headings: tuple[tuple[str, str], ...]


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it.

    >>> slug("Who is who, which is which: your decisions")
    'who-is-who-which-is-which-your-decisions'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


class Runner:
    """Runs the examples of one page in one folder; `kg` is the one that runs this."""

    def __init__(self, folder: Path):
        self.folder = folder / "work"
        self.folder.mkdir(parents=True)
        tools = folder / "bin"
        tools.mkdir()
        for name, command in (("kg", f"{shlex.quote(sys.executable)} -m kg"), ("python", shlex.quote(sys.executable))):
            (tools / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
            (tools / name).chmod(0o755)
        path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
        python = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        keep = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
        self.environment = {**keep, "PATH": path, "PYTHONPATH": python, "NO_COLOR": "1", "COLUMNS": "110"}

    def run(self, text: str, where: str) -> str:
        """What a block prints on standard output. Raises `BrokenPage` if it fails."""
        try:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", text], cwd=self.folder, env=self.environment, capture_output=True,
                text=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise BrokenPage(f"{where}: the example took longer than {SECONDS} seconds:\n{text}") from error
        if done.returncode:
            raise BrokenPage(f"{where}: the example ended with {done.returncode}:\n{text}\n{done.stderr}")
        return done.stdout

    def write(self, name: str, text: str) -> None:
        """Write a file that a page shows."""
        (self.folder / name).write_text(text, encoding="utf-8")


def page(text: str, where: str, link: Callable[[str], str], runner: Callable[[], Runner]) -> Page:
    """A page of Markdown; `link` turns the target of a link into an address of the site, `runner` is asked when needed."""
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    seen: Counter[str] = Counter()
    headings: list[tuple[int, str, str]] = []
    made: list[Token] = []
    running: list[Runner] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _text(tokens[index + 1])
            anchor = slug(words) + (f"-{seen[slug(words)]}" if seen[slug(words)] else "")
            seen[slug(words)] += 1
            token.attrSet("id", anchor)
            headings.append((int(token.tag[1]), words, anchor))
        for child in token.children or ():
            for name in ("href", "src"):
                if (target := child.attrGet(name)) is not None:
                    child.attrSet(name, link(str(target)))
        made.append(token)
        if token.type == "fence" and (" run" in token.info or " file=" in token.info):
            if not running:
                running.append(runner())
            made.extend(_example(token, f"{where}:{(token.map or [0])[0] + 1}", running[0]))
    body: str = markdown.renderer.render(made, markdown.options, {})
    title = next((words for level, words, _ in headings if level == 1), where)
    return Page(title, scrolled(body), tuple((words, anchor) for level, words, anchor in headings if level == 2))


def _text(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _example(token: Token, where: str, running: Runner) -> list[Token]:
    """What comes below a block that is run or written."""
    if found := re.search(r" file=(\S+)", token.info):
        running.write(found[1], token.content)
        return []
    printed = TIME.sub("", running.run(token.content, where)).rstrip()
    out = Token("html_block", "", 0)
    if printed.startswith("| "):  # a table in Markdown
        out.content = str(MarkdownIt("commonmark").enable("table").render(printed))
    else:
        out.content = (
            f'<pre class="output" role="group" tabindex="0" aria-label="prints"><samp>{escape(printed)}</samp></pre>\n'
        )
    return [out] if printed else []


def scrolled(html: str) -> str:
    """Tables and code that are wider than the page can be scrolled, also by the keyboard; headers say what they head.

    >>> scrolled("<h2>Limits</h2><table><tr><th>a</th><th></th></tr></table>").partition("<table>")[2]
    '<tr><th scope="col">a</th><td></td></tr></table></div>'
    """
    heading = "this page"

    def part(match: re.Match[str]) -> str:
        nonlocal heading
        if match["heading"] is not None:
            heading = re.sub(r"<[^>]+>", "", match["heading"])
            return match[0]
        if match[0] == "<table>":
            return f'<div class="wide" role="group" aria-label="table: {heading}" tabindex="0"><table>'
        return {"<th></th>": "<td></td>", "<th": '<th scope="col"', "</table>": "</table></div>"}.get(
            match[0], '<pre tabindex="0"><code'
        )

    return re.sub(
        r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<table>|</table>|<th></th>|<th(?=[ >])|<pre><code", part, html
    )


def target(source: str, pages: Mapping[str, str], here: str, root: Path, used: set[str]) -> Callable[[str], str]:
    """How links of a file of the repository become addresses of the site, relative to the page `here`.

    `pages` gives the page of a file. Other files and folders are noted in `used`, to be copied to `files/`. Raises
    `BrokenPage` for a file that is not there.
    """

    def link(to: str) -> str:
        if re.match(r"[a-z][a-z0-9+.-]*:", to) or to.startswith("#"):
            return to
        path, _, anchor = to.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if file not in pages and (file.startswith("..") or not (root / file).exists()):
            raise BrokenPage(f"{source}: a link leads to {to}, and there is no such file")
        if file in pages:
            place = pages[file]
        else:
            used.add(file)
            place = f"files/{file}" + ("/index.html" if (root / file).is_dir() else "")
        found = posixpath.relpath(place, posixpath.dirname(here) or ".")
        return found + (f"#{anchor}" if anchor else "")

    return link
