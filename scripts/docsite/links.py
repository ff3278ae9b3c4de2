"""Is the site whole? Links and anchors lead somewhere, ids are unique, nothing is fetched from elsewhere, pages can be read."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Elements whose address a browser fetches by itself.
FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href", "use": "href"}
#: The only thing that pages load.
STYLE = "style.css"


class Read(HTMLParser):
    """What a page holds: its ids, its links, what it loads, its headings, its language and title."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.language = ""
        self.tags: Counter[str] = Counter()
        self.unnamed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        told = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in FETCHED and FETCHED[tag] in told:
            self.loads.append((tag, told[FETCHED[tag]]))
        if tag == "html":
            self.language = told.get("lang", "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "img" and "alt" not in told:
            self.unnamed.append(told.get("src", "img"))


def problems(site: Path) -> list[str]:
    """Everything that is wrong with a site, as `page: what`, sorted."""
    pages = {path.relative_to(site).as_posix(): Read(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    return sorted(f"{name}: {fault}" for name, read in pages.items() for fault in _page(name, read, pages, site))


def _page(name: str, read: Read, pages: dict[str, Read], site: Path) -> Iterator[str]:
    yield from (f"the id {one} is there {times} times" for one, times in Counter(read.ids).items() if times > 1)
    for link in read.links:
        yield from _link(name, link, pages, site)
    for tag, address in read.loads:
        if urlsplit(address).scheme or address.startswith("//") or posixpath.basename(address) != STYLE:
            yield f"<{tag}> loads {address}"
        elif not (site / posixpath.normpath(posixpath.join(posixpath.dirname(name), address))).is_file():
            yield f"{address} is not there"
    if not read.language or read.tags["title"] < 1 or read.tags["h1"] != 1 or read.tags["main"] != 1:
        yield "a page needs a language, a title, one h1 and one main"
    if read.tags["script"]:
        yield "there is a script"
    yield from (f"an image without a text: {one}" for one in read.unnamed)
    jumps = [pair for pair in zip(read.levels, read.levels[1:], strict=False) if pair[1] > pair[0] + 1]
    yield from (f"a heading of level {low} below one of level {high}" for high, low in jumps)


def _link(name: str, link: str, pages: dict[str, Read], site: Path) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme:
        if parts.scheme not in ("https", "http", "mailto"):
            yield f"a link leads to {link}"
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if path.startswith("..") or not (site / path).is_file():
        yield f"broken link: {link}"
    elif parts.fragment and path in pages and unquote(parts.fragment) not in pages[path].ids:
        yield f"broken anchor: {link}"
