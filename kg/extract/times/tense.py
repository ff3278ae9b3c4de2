"""The tense around a time expression, read from words alone: enough to tell a past Friday from a coming one."""

from __future__ import annotations

import re
from typing import Literal

from kg.extract.times.timeexpressions import TimeExpression

Tense = Literal["past", "present", "future", None]


def lean(text: str, expression: TimeExpression) -> Tense:
    """The tense of the words around, without a parse: that of the nearest verb before in the sentence, else after.

    "present" when no word tells.

    >>> from kg.extract.times.timeexpressions import find
    >>> text = "MPs met on Monday and will decide on Friday."
    >>> [lean(text, e) for e in find(text)]
    ['past', 'future']
    """
    start, end = expression.span.start, expression.span.end
    before = re.split(SENTENCE_END, text[max(0, start - 160) : start])[-1]
    if UP_TO.search(before):
        return "future"
    if cues := list(TENSE_CUE.finditer(before)):
        return "future" if cues[-1]["future"] else "past"
    after = re.split(SENTENCE_END, text[end : end + 160])[0]
    cue = TENSE_CUE.search(after)
    return "present" if cue is None else "future" if cue["future"] else "past"


SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’][.!?])[”\"’]?\s+(?=[“\"‘]?[A-Z])|\n\s*\n|;")
UP_TO = re.compile(r"\b(?:until|by|no later than|ahead of|deadline of|due)\s+$", re.I)
TENSE_CUE = re.compile(
    r"\b(?:(?P<future>will|won['’]t|shall|would|could|may|might|plans?|planned|due|scheduled|slated|expect(?:ed|s)?"
    r"|resumes|starts|begins|opens|expires|ends|returns|convenes|set (?:to|for)|upcoming|postponed|hopes?|going to"
    r"|to (?:be|take|hold|vote|meet|decide|begin|start|debate|consider|go|run|elect|visit|discuss|attend|leave))"
    r"|(?P<past>\w{2,}ed|said|told|was|were|had|has|have|did|took|held|met|came|went|gave|made|won|lost|fell|began"
    r"|became|left|saw|sent|put|rose|broke|spoke|wrote|led|got|found|struck|fought|shot|hit|quit|drew|swore|sworn|paid"
    r"|built|brought|been|ran|stood|knew|thought|grew|sold|bought|taught|flew|threw|drove|hurt|slid|sank|stole|chose|spent"
    r"|felt|kept|fled|withdrew|overthrew|laid|dealt|understood|heard|sprang|bore|wore|hung|lost|sought|caught|meant|sued))\b"
)
