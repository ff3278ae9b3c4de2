"""British spelling as the model learnt it: it knows "authorizes" for a verb and takes "authorises" for a plural.

Only the model is shown the other spelling; the words of the text stay as they are.
"""

from __future__ import annotations

import re

#: What ends the present of a verb in "-ise"; a vowel before it belongs to another word: "raise", "noise". Other forms tell
#: what they are by their own ends.
_ENDING = re.compile(r"(?P<stem>[a-z]+[^\Waeiou_])is(?P<end>es?)")
#: What stands before the ending in words that are spelt with "s" everywhere.
_EVERYWHERE = re.compile(
    r"adv|dev|rev|superv|improv|telev|surm|prom|comprom|prem|compr|dem|surpr|repr|appr|upr|enterpr|chast|exc|circumc|inc|"
    r"exerc|conc|prec|desp|advert|disg|franch|enfranch|disenfranch|merchand|parad|treat|expert|pract|marqu|val|chem|an|"
    r"mort|tort|porp|cer|cr|ir|r|w|unw|lou|den|br|eloc|likew|otherw|lengthw|clockw|pen|dec"
)


def american(word: str) -> str | None:
    """The spelling that the model knows of a verb in "-ise", None for any other word.

    >>> american("authorises"), american("legalise"), american("promises"), american("raises"), american("Louise")
    ('authorizes', 'legalize', None, None, None)
    """
    found = _ENDING.fullmatch(word) if word.endswith(("ise", "ises")) else None  # most words end here, without a search
    if found is None or _EVERYWHERE.fullmatch(found["stem"]):
        return None
    return f"{found['stem']}iz{found['end']}"
