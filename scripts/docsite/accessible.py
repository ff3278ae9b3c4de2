"""Can everybody use the site? What of WCAG 2.2 (level AA) can be read off the files, without a browser.

Looked for are: landmarks, names of what can be focused or followed, header cells, words for pictures, names given to
elements that may have none, and the contrast of the colours of the style sheet. Language, title, the order of headings
and pictures without a text are looked for in `links`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

#: Elements that must have words within, or a name.
NAMED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "caption", "title", "button"}
#: Elements that have a role by themselves, and so may be given a name; all others need a role for that.
WITH_ROLE = {
    "nav",
    "main",
    "section",
    "table",
    "a",
    "button",
    "img",
    "ul",
    "ol",
    "dl",
    "details",
    "form",
    "input",
    "select",
}
LANDMARKS = {"nav": "navigation", "main": "main", "header": "banner", "footer": "contentinfo", "aside": "complementary"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: Text (and lines of pictures, which need less) on its background: names of colours in style.css, and the ratio needed.
PAIRS = (
    ("ink", "paper", 4.5), ("ink", "soft", 4.5), ("note", "paper", 4.5), ("note", "soft", 4.5), ("link", "paper", 4.5),
    ("link", "soft", 4.5),
)  # fmt: skip


class Read(HTMLParser):
    """What is wrong with one page, and its landmarks."""

    def __init__(self, text: str):
        super().__init__()
        self.faults: list[str] = []
        self.landmarks: Counter[tuple[str, str]] = Counter()
        self.ids: set[str] = set()
        self.labelled: list[tuple[str, str]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(text)
        self.faults += [
            f"<{tag}> is named by {by}, which is not there" for tag, by in self.labelled if by not in self.ids
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element begins, and what is wrong with it."""
        told = {name: value or "" for name, value in attrs}
        self.ids.add(told.get("id", ""))
        for name in ("aria-labelledby", "aria-describedby"):
            self.labelled += [(tag, by) for by in told.get(name, "").split()]
        self.faults += _wrong(tag, told)
        role = told.get("role") or LANDMARKS.get(tag, "")
        if role in {*LANDMARKS.values(), "region", "search"}:
            self.landmarks[role, told.get("aria-label", told.get("aria-labelledby", ""))] += 1
        if tag not in VOID:
            self.open.append((tag, told, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that holds nothing."""
        self.faults += _wrong(tag, {name: value or "" for name, value in attrs})

    def handle_data(self, data: str) -> None:
        """Words count for all that they stand in."""
        for _, _, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Look at what an element held."""
        while self.open:
            name, told, words = self.open.pop()
            if name in NAMED and not "".join(words).strip() and not told.get("aria-label"):
                self.faults.append(f"<{name}> has no words: {told}")
            if name == tag:
                return


def _wrong(tag: str, told: dict[str, str]) -> Iterator[str]:
    named = told.get("aria-label") or told.get("aria-labelledby")
    if named and tag not in WITH_ROLE and "role" not in told:
        yield f"<{tag}> is named {named}, but has no role"
    if told.get("tabindex") == "0" and "role" in told and not named:
        yield f"<{tag}> can be focused and has a role, but no name"
    if told.get("tabindex", "0").isdigit() and int(told.get("tabindex", "0")) > 0:
        yield f"<{tag}> is out of the order of the keyboard"
    if tag == "th" and told.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
        yield "a header cell does not say what it heads"
    if tag == "svg" and not (told.get("role") in ("img", "group") and named and "aria-describedby" in told):
        yield "a picture without a role, a title or a description"


def problems(site: Path) -> list[str]:
    """Everything that is wrong with a site, as `page: what`, sorted."""
    found = []
    for path in site.rglob("*.html"):
        name, read = path.relative_to(site).as_posix(), Read(path.read_text(encoding="utf-8"))
        found += [f"{name}: {fault}" for fault in read.faults]
        found += [f"{name}: {times} landmarks are {kind}" for kind, times in read.landmarks.items() if times > 1]
        if ("main", "") not in read.landmarks or not any(role == "navigation" for role, _ in read.landmarks):
            found.append(f"{name}: a page needs its landmarks")
    found += [f"style.css: {fault}" for path in site.glob("style.css") for fault in faint(path.read_text("utf-8"))]
    return sorted(found)


def faint(style: str) -> Iterator[str]:
    """The pairs of colours that are too near to one another, in any of the style sheet's sets of colours.

    >>> list(faint(":root { --ink: #777; --paper: #fff; --soft: #fff; --note: #000; --link: #00f; }"))[0]
    'ink on paper has a contrast of 4.48, and needs 4.5'
    """
    for colours in re.findall(r":root\s*{([^}]*)}", style):
        known = dict(re.findall(r"--(\w+):\s*(#[0-9a-fA-F]+)", colours))
        for text, ground, needed in PAIRS:
            ratio = contrast(known[text], known[ground])
            if ratio < needed:
                yield f"{text} on {ground} has a contrast of {ratio:.2f}, and needs {needed}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it.

    >>> contrast("#000", "#ffffff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
