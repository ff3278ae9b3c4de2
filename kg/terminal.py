"""What a terminal is given: whether colours, and how wide. Pure: the environment comes in as a mapping."""

from __future__ import annotations

from collections.abc import Mapping

COLOURS = ("auto", "always", "never")
#: The width of text that goes into a file or a pipe, in cells.
UNKNOWN_WIDTH = 120


def coloured(wish: str, terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to colour: the user's word first, then NO_COLOR, then FORCE_COLOR, then what the output is.

    An empty variable is none (no-color.org, force-color.org); TERM=dumb is a terminal without colours.

    >>> coloured("auto", True, {}), coloured("auto", True, {"NO_COLOR": "1"}), coloured("always", False, {"NO_COLOR": "1"})
    (True, False, True)
    >>> coloured("auto", False, {"FORCE_COLOR": "1"}), coloured("auto", True, {"TERM": "dumb"})
    (True, False)
    """
    if wish != "auto":
        return wish == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def width(terminal: bool, environment: Mapping[str, str]) -> int | None:
    """How many cells a line has; None: as many as the terminal has.

    >>> width(True, {"COLUMNS": "40"}), width(True, {}), width(False, {"COLUMNS": "none"})
    (40, None, 120)
    """
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    return None if terminal else UNKNOWN_WIDTH
