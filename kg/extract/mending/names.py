"""Mending names that were cut off: from their other words, from what they go with, from their office or title."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract.mending.places import NAMES, hang_where

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_JOINTS = {"and", "or"}
_TEXTS = {"Resolution", "Decision", "Motion", "Bill", "Decree"}
_NUMBERED = {"NNP", "NN", "CD"}
_SERVING = {"representing", "for"}


def torn(name: Token) -> None:
    """What stands before the end of a name with a hyphen, if the parser made two of it: "| Ken Ofori | - | Atta says"."""
    if name.i - name.sent.start < 2 or name.nbor(-1).text != "-" or name.nbor(-2).tag_ not in NAMES:
        return
    first = name.nbor(-2)
    tied = first.idx + len(first.text) == name.idx - 1 and name.text[:1].isupper()
    if not tied or first.head.i == name.i or first.head.i != name.head.i:
        return
    before = itertools.takewhile(lambda t: t.tag_ in NAMES, reversed(name.doc[name.sent.start : first.i]))
    given = itertools.takewhile(lambda t: t.head.i in (first.i, name.head.i), before)
    for part in [*given, first, name.nbor(-1)]:
        part.hang(name, "compound" if part.tag_ in NAMES else "punct")


def parted(name: Token) -> None:
    """A name was cut off as a subject from the noun that it goes with: "Deputies of the opposition Labour voted"."""
    if name.tag_ not in NAMES or name.dep_ != "nsubj" or name.left_edge.i < 2:
        return
    noun = name.left_edge.nbor(-1)
    if noun.tag_ != "NN" or noun.dep_ != "pobj" or noun.sent.start != name.sent.start:
        return
    other = any(c.dep_ == "nsubj" and c.i < noun.i for c in name.head.children)
    if other and not any(a.i == name.i for a in noun.ancestors):
        hang_where(name, noun)
        noun.hang(name, "compound")


def as_modifier(name: Token) -> None:
    """A name was taken for a modifier of another: "the Donetsk People's Republic and | Luhansk People's Republic"."""
    last = name.head
    if name.dep_ != "nmod" or last.tag_ not in NAMES or last.i <= name.i:
        return
    if any(c.dep_ == "cc" and c.i > name.i for c in name.children):
        _part(name, last)


def _part(first: Token, last: Token) -> None:
    """Make two names of one."""
    for c in [c for c in first.children if c.i > first.i and c.dep_ == "conj"]:
        c.hang(last, "poss")
    hang_where(first, last)
    last.hang(first, "conj")
    for c in [c for c in last.children if c.i < first.i]:
        c.hang(first)


# --- places, offices and titles ---------------------------------------------------------------------------------


def in_office(name: Token) -> None:
    """Whom a name goes with, cut off by what the office is for: "the senator representing Leeds, | Ann Bell |, said"."""
    given = name.nbor(-1) if name.i > name.sent.start else name
    if name.dep_ != "appos" or given.tag_ not in NAMES or given.dep_ != "compound" or given.head.i != name.i:
        return
    place = name.head
    served = place.head.head if place.dep_ in ("dobj", "pobj") and place.head.lower_ in _SERVING else None
    if served is None or _word_before(name, (",",)) is None or name.i + 1 >= name.sent.end or name.nbor(1).text != ",":
        return
    if served.tag_ == "NN" and any(c.lower_ == "the" for c in served.children):
        name.hang(served, "appos")


def of_a_place(name: Token) -> None:
    """The name that another goes with, cut off by its place: "Ann Ray of Ohio, | Bo Lee of Utah, and | Jo Hart of Iowa"."""
    if name.dep_ not in ("appos", "conj") or not any(c.lower_ == "of" for c in name.children):
        return
    place = _word_before(name, ("and", ","))
    prep = place.head if place is not None and place.tag_ == "NNP" and place.dep_ == "pobj" else None
    if prep is None or prep.lower_ != "of" or prep.head.tag_ != "NNP" or prep.head.i > name.i:
        return
    first = prep.head
    lost = name.head.i == (place.i if place is not None else -1) or name.head.tag_.startswith("VB")
    if lost and not any(a.i == name.i for a in first.ancestors):
        name.hang(first, "conj")


def _word_before(name: Token, marks: tuple[str, ...]) -> Token | None:
    """The last word before a phrase and the marks that stand before it."""
    i = name.left_edge.i - 1
    while i > name.sent.start and name.doc[i].lower_ in marks:
        i -= 1
    return name.doc[i] if i < name.left_edge.i - 1 else None


def behind_title(name: Token) -> None:
    """The plural title right before a name was taken for what the name stands beside: "Senators | Ann Ray and"."""
    title = name.head
    if name.dep_ != "appos" or title.tag_ not in ("NNS", "NNPS") or title.i + 1 != name.left_edge.i:
        return
    if title.text[0].isupper() and not any(c.dep_ == "det" for c in title.children):
        _entitle(name, title)


def _entitle(name: Token, title: Token) -> None:
    """A name takes the place of its title, and what was hung behind that."""
    for c in [c for c in title.children if c.i > title.i and c.i != name.i]:
        c.hang(name)
    hang_where(name, title)
    title.hang(name, "compound")


def likewise_named(name: Token) -> None:
    """What a name goes with that has its own "as": "recognises Ard as the capital of Chad and | Bel as that of Mali"."""
    after = name.nbor(1) if name.i + 1 < len(name.doc) else name
    if name.dep_ != "conj" or after.lower_ != "as" or name.left_edge.nbor(-1).lower_ not in _JOINTS:
        return
    above = next((a for a in name.ancestors if a.lower_ == "as" and a.dep_ == "prep"), None)
    verb = above.head if above is not None and above.head.tag_.startswith("VB") else None
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i < name.i), None) if verb is not None else None
    if thing is not None:
        after.hang(name, "prep")
        name.hang(thing, "conj")


def of_members(name: Token) -> None:
    """Names between commas tell the members of a plural: "the premiers of Alberta and Ontario, | Ana Poe | and ..."."""
    office = name.head
    if name.dep_ != "conj" or name.tag_ != "NNP" or office.tag_ != "NNS" or name.left_edge.nbor(-1).text != ",":
        return
    if any(c.dep_ == "cc" for c in office.children) or not any(c.dep_ == "conj" for c in name.children):
        return
    places = [t for p in office.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    last = max(t.i for t in name.subtree if t.tag_.startswith("NN"))
    closed = last + 1 < name.sent.end and name.doc[last + 1].text == ","  # "its neighbours, Chad and Mali, agreed"
    owned = any(c.dep_ == "poss" for c in office.children)
    if any(c.dep_ == "conj" for t in places for c in t.children) or (closed and owned):
        name.hang(office, "appos")


def numbered_text(name: Token) -> None:
    """A text called by a number with a stroke, read as the number's name: "adopts | Resolution | ES-10/4"."""
    number = name.head
    if (
        name.text not in _TEXTS
        or number.i != name.i + 1
        or number.tag_ not in _NUMBERED
        or not number.text[-1:].isdigit()
    ):
        return
    hang_where(name, number)
    for token in [c for c in number.children if c.i != name.i]:
        token.hang(name)
    number.hang(name, "nummod")
    number.tag_ = "CD"
