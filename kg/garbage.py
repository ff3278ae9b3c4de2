"""How often Python looks for garbage while articles are read.

A text's words point at one another, so that only a search frees them: it must go on. But Python begins one with every
700 new objects, which one sentence makes, and goes through all that is older, the model among it, far too often.
"""

from __future__ import annotations

import gc

#: New objects that begin a search; searches of the young that begin one of the middle-aged, and so on to the old.
SELDOM = (10_000, 20, 50)


def seldom() -> None:
    """Let this process look for garbage less often; memory grows by what some paragraphs take."""
    gc.set_threshold(*SELDOM)
