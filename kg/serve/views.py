"""What a page shows, gathered in a worker from one snapshot: plain values, as JSON.

Everything is bounded: lists are cut at `MANY`, and say how many there were. A view never decides how it looks. The module
of a view is loaded when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from kg.store import Snapshot

View = Callable[[Snapshot, Mapping[str, Any]], Any]

#: Name of a view -> the module in this package that has it, and its name there.
VIEWS = {
    "statistics": ("details", "statistics"),
    "home": ("home", "home"),
    "search": ("details", "search"),
    "profile": ("details", "profiled"),
    "measure": ("measure", "measured"),
    "why": ("details", "reasons"),
    "article": ("details", "article"),
    "question": ("saved", "question"),
    "values": ("saved", "meant_values"),
    "outlets": ("details", "outlets"),
    "things": ("lists", "listed"),
    "timeline": ("timeline", "told"),
    "network": ("sides", "sides"),
    "compare": ("sides", "compared"),
    "kind": ("details", "kind"),
}


def view(snapshot: Snapshot, name: str, arguments: Mapping[str, Any]) -> bytes:
    """The view of a name with its arguments, as JSON. Raises `UsageError` for what is not there."""
    return json.dumps(viewer(name)(snapshot, arguments), ensure_ascii=False).encode()


def viewer(name: str) -> View:
    """What gathers a view."""
    module, function = VIEWS[name]
    found: View = getattr(import_module(f"kg.serve.{module}"), function)
    return found
