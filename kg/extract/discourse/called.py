"""By which titles a person may be called: "the minister", "the president", and who is not meant by them."""

from __future__ import annotations

import itertools

#: Titles of offices, of which nobody holds two.
SINGLE = frozenset(
    {"president", "premier", "prime minister", "minister", "chancellor", "king", "queen", "speaker", "emir", "pope"}
    | {"mayor", "governor", "secretary", "secretary-general"}
)
#: Titles that say little, so that their holder may have an office too: "the German leader" is the chancellor.
_GENERAL = frozenset(
    {"leader", "politician", "head", "chief", "official", "candidate", "winner", "veteran", "mr", "mrs", "ms"}
)
#: Of whom a president presides over less than a state: "Senate President Soto" is not "the president".
_LESSER = frozenset(
    {"vice", "deputy", "senate", "council", "court", "parliament", "assembly", "commission", "chamber", "club", "party"}
)


def words(title: str) -> frozenset[str]:
    """The words of a title, and pairs of them: "foreign", "minister", "foreign minister"; none of an empty one.

    A prime minister is not called "the minister", nor a Senate president "the president".
    """
    found = title.lower().split()
    pairs = {f"{a} {b}" for a, b in itertools.pairwise(found)}
    unfit = {"minister"} if "prime minister" in pairs else set()
    if any(f"{body} president" in pairs for body in _LESSER):
        unfit = unfit | {"president"}
    return frozenset({*found, *pairs} - unfit)


def is_another(form: str, title: frozenset[str]) -> bool:
    """True if whoever bears `title` is not meant by `form`: an office that nobody holds beside another one."""
    if form not in SINGLE or form in title:
        return False
    return bool(title & SINGLE) or bool(title and not title & _GENERAL)
