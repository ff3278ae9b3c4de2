"""The forms of English words: of regular ones by rule, of others from `ontology/lexicon/irregular.en.tsv`.

Two ways, for two uses: `past` and `third_person` give the one right form; `conjugated` and `plural` give every form that a
word may have, and some that are none, for tables in which a word that nobody writes costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg import data


def third_person(verb: str) -> str:
    """The form in "-s" of a verb.

    >>> third_person("decry"), third_person("bash"), third_person("back")
    ('decries', 'bashes', 'backs')
    """
    if _changes_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"


def past(verb: str) -> str:
    """The past of a regular verb; whether it is one, `irregular` tells.

    >>> past("decry"), past("snub"), past("endorse"), past("back")
    ('decried', 'snubbed', 'endorsed', 'backed')
    """
    if verb.endswith("e"):
        return f"{verb}d"
    if _changes_y(verb):
        return f"{verb[:-1]}ied"
    vowels = sum(c in "aeiou" for c in verb)
    doubled = vowels == 1 and verb[-2:-1] in tuple("aeiou") and verb[-1] not in "aeiouwxy"
    return f"{verb}{verb[-1]}ed" if doubled else f"{verb}ed"


def conjugated(verb: str) -> tuple[str, ...]:
    """The forms of a verb, and some that are none: a consonant doubled in vain costs nothing.

    >>> conjugated("deny")
    ('deny', 'denys', 'denyes', 'denyed', 'denying', 'denyyed', 'denyying', 'denies', 'denied')
    >>> {"said", "saying"} <= set(conjugated("say"))
    True
    """
    stem, last = verb.removesuffix("e"), verb[-1]
    forms = [verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{verb}{last}ed", f"{verb}{last}ing"]
    forms += [f"{verb[:-1]}ies", f"{verb[:-1]}ied"] if last == "y" else []
    return (*forms, *irregular().get(verb, ()))


def plural(noun: str) -> tuple[str, ...]:
    """A noun and what may be its plural.

    >>> plural("ministry"), plural("body")
    (('ministry', 'ministrys', 'ministryes', 'ministries'), ('body', 'bodys', 'bodyes', 'bodies'))
    """
    return (noun, f"{noun}s", f"{noun}es", *([f"{noun[:-1]}ies"] if noun.endswith("y") else []))


@lru_cache(maxsize=1)
def irregular() -> Mapping[str, tuple[str, ...]]:
    """The forms of verbs that no rule gives, by verb; those of "cut" are "cut".

    >>> irregular()["withdraw"], "decry" in irregular()
    (('withdrawn', 'withdrew'), False)

    Raises:
        FileNotFoundError: there is no lexicon.
    """
    lines = (data.root("ontology") / "lexicon" / "irregular.en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {verb: tuple(forms.split()) for verb, forms in rows}


def _changes_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in "aeou"
