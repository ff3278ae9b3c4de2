"""Build the documentation as a static site, without a network.

    python scripts/make_docs.py [FOLDER]       # default: build/docs

Ends with 1 and says where if a link, an anchor or an example is broken.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docsite import accessible, links, site
from docsite.pages import BrokenPage

DEFAULT = site.ROOT / "build" / "docs"


def main(arguments: list[str]) -> int:
    """Build the site and check it."""
    folder = Path(arguments[0]) if arguments else DEFAULT
    try:
        made = site.build(folder)
    except BrokenPage as error:
        print(error, file=sys.stderr)
        return 1
    found = [*links.problems(folder), *accessible.problems(folder)]
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(made)} pages in {folder}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
