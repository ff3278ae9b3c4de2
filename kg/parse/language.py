"""Is a text English? Only English is read; another language is named, so that nobody wonders at the silence.

English prose is to a third or more made of a few dozen function words, which no other language has so many of. Only
what lacks them, foreign words or a mere headline, is shown to the language identifier (langid: Lui and Baldwin 2012).
"""

from __future__ import annotations

import re

#: Function words that are no words of other languages in Latin script, or rare ones.
WORDS = """
    the of and that with for from by was were is are has have had which who it its be been this not
"""
ENGLISH = frozenset(WORDS.split())
#: Words of Nigerian Pidgin, without which English of many names is no Pidgin, whatever the identifier takes it for.
PIDGIN = frozenset({"dey", "wey", "dem", "na", "di", "dis", "una", "sey", "wetin", "im"})
LEAST_SHARE, LEAST_WORDS = 0.08, 12
SAMPLE = 5000
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is in; None for English, and for a text too short to tell.

    >>> foreign("The Diet of Freedonia adopted the bill on Monday by thirty votes to twelve, said the clerk.") is None
    True
    >>> foreign("Der Reichstag von Freedonien nahm am Montag das Gesetz mit dreißig zu zwölf Stimmen an.")
    'de'
    >>> foreign("Freedonian president Ana Poe voices deep sorrow in a message to Fredville, writes Ivo Roe.") is None
    True
    >>> foreign("Freedonia president dey vex say dem no tell am wetin happen for Fredville, na so e tok am.")
    'pcm'
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    if len(words) < LEAST_WORDS or sum(map(ENGLISH.__contains__, words)) >= LEAST_SHARE * len(words):
        return None
    import py3langid

    language = str(py3langid.classify(text[:SAMPLE])[0])
    english = language == "en" or (language == "pcm" and PIDGIN.isdisjoint(words))
    return None if english else language
