"""Write the tables of the saved questions and their columns into docs/questions.md.

    python scripts/describe_questions.py

Run it after a question was added or changed; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg import catalogue
from kg.store import DEFAULT_BASE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "questions.md"
BETWEEN = re.compile(r"(<!-- questions: .*? -->\n).*?(<!-- end of questions -->)", re.DOTALL)


def page(text: str) -> str:
    """The page with its tables as they should be."""
    asked = [one._replace(where=Path(one.where).name) for one in catalogue.saved([ROOT / "queries"])]
    told = catalogue.meanings(ROOT / "queries")
    tables = f"{catalogue.markdown(asked, DEFAULT_BASE)}\n{catalogue.glossary(asked, DEFAULT_BASE, told)}"
    return BETWEEN.sub(lambda match: match[1] + tables + match[2], text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
