"""A worker's work: web pages on standard input, what is in them on standard output, one JSON object a line.

Run as `python -m kg.parse.page`. A page that takes too long or too much memory takes this process with it, not the
build: the parent (`kg.parse.html`) kills it and starts another.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

MEMORY = 2 << 30
#: A page with fewer words of text than this is a menu, not an article.
LEAST_WORDS = 5


def content(data: bytes, url: str) -> dict[str, Any] | None:
    """Main text, title, outlet, address, author, publication date and language of a page; None if it has no text.

    The date is one that the page declares, never one found by searching its text.
    """
    import trafilatura

    dates = {"extensive_search": False, "original_date": True}
    found: Any = trafilatura.bare_extraction(
        data, url=url or None, with_metadata=True, include_comments=False, include_tables=False,
        date_extraction_params=dates,
    )  # fmt: skip
    if found is None or len((found.text or "").split()) < LEAST_WORDS:
        return None
    return {
        # One line a paragraph, as it comes, would read as lines of one paragraph.
        "text": "\n\n".join(line for line in found.text.split("\n") if line.strip()),
        "title": found.title or "", "outlet": found.sitename or "", "url": found.url or url,
        "author": found.author or "", "date": found.date or "", "language": _declared(data),
    }  # fmt: skip


def _declared(data: bytes) -> str:
    """The language that the page's root element declares."""
    from lxml import html

    root = html.fromstring(data)
    return str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:8]


def main() -> None:
    """Answer line by line until the input ends."""
    _limit_memory()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer: Any = content(base64.b64decode(asked["data"]), asked["url"])
        except Exception as error:  # whatever a library makes of a broken page, it is that page's failure alone
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(answer), flush=True)


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return  # no such limit on this system


if __name__ == "__main__":
    main()
