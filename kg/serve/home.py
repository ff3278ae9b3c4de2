"""The first page. A server is waited for until it has this one, so it loads little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg import catalogue
from kg.lookup import Lookup
from kg.serve import lists
from kg.serve.things import number
from kg.store import Snapshot

NEWEST = 12


def home(snapshot: Snapshot, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """How many things there are of each kind, the newest articles, and the saved questions."""
    look = Lookup(snapshot)
    counts = [
        {"kind": name, "words": kind.words, **number(snapshot, kind.words, lists.pattern(kind, {}))}
        for name, kind in lists.KINDS.items()
    ]
    newest = lists.newest(snapshot, "article", NEWEST)
    return {
        "counts": counts,
        "newest": [{**one, "outlet": look.outlet(one["iri"])} for one in newest],
        "questions": [{"name": name, "summary": summary} for name, summary in catalogue.summaries(catalogue.folders())],
    }
