"""Mending lists of names: which the parser hangs on one another, on the places beside them, or on the verb."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

NAMES = {"NNP", "NNPS"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_FINITE = {"VBZ", "VBD", "VBP", "MD"}
_JOINTS = {"and", "or"}
_SERVING = {"representing", "for"}
_BETWEEN = {
    "all",
    "both",
    "each",
    "also",
    "then",
    "jointly",
    "today",
    "later",
    "strongly",
    "have",
    "has",
    "had",
    "were",
    "are",
    "was",
}


def mend(doc: Doc) -> None:
    """Change labels and heads of the names of a parsed text in place."""
    for token in doc:
        if token.tag_ not in NAMES:
            continue
        if (parts := _torn(token)) is not None:
            for part in parts:
                part.hang(token, "compound" if part.tag_ in NAMES else "punct")
        if (office := _in_office(token)) is not None:
            token.hang(office, "appos")
        if (first := _of_a_place(token)) is not None:
            token.hang(first, "conj")
        if (title := _title(token)) is not None:
            for c in [c for c in title.children if c.i > title.i and c.i != token.i]:
                c.hang(token)
            hang_where(token, title)
            title.hang(token, "compound")
        if (last := _modified(token)) is not None:
            _part(token, last)
        if (thing := _likewise_named(token)) is not None:
            token.nbor(1).hang(token, "prep")
            token.hang(thing, "conj")
    for names in _lists(doc):
        _join(names)


# --- names with more words --------------------------------------------------------------------------------------


def _torn(name: Token) -> list[Token] | None:
    """What stands before the end of a name with a hyphen, if the parser made two of it: "| Ken Ofori | - | Atta says"."""
    if name.i - name.sent.start < 2 or name.nbor(-1).text != "-" or name.nbor(-2).tag_ not in NAMES:
        return None
    first = name.nbor(-2)
    tied = first.idx + len(first.text) == name.idx - 1 and name.text[:1].isupper()
    if not tied or first.head.i == name.i or first.head.i != name.head.i:
        return None
    before = itertools.takewhile(lambda t: t.tag_ in NAMES, reversed(name.doc[name.sent.start : first.i]))
    given = itertools.takewhile(lambda t: t.head.i in (first.i, name.head.i), before)
    return [*given, first, name.nbor(-1)]


def _in_office(name: Token) -> Token | None:
    """Whom a name goes with, cut off by what the office is for: "the senator representing Leeds, | Ann Bell |, said"."""
    given = name.nbor(-1) if name.i > name.sent.start else name
    if name.dep_ != "appos" or given.tag_ not in NAMES or given.dep_ != "compound" or given.head.i != name.i:
        return None
    place = name.head
    served = place.head.head if place.dep_ in ("dobj", "pobj") and place.head.lower_ in _SERVING else None
    if served is None or _word_before(name, (",",)) is None or name.i + 1 >= name.sent.end or name.nbor(1).text != ",":
        return None
    return served if served.tag_ == "NN" and any(c.lower_ == "the" for c in served.children) else None


def _of_a_place(name: Token) -> Token | None:
    """The name that another goes with, cut off by its place: "Ann Ray of Ohio, | Bo Lee of Utah, and | Jo Hart of Iowa"."""
    if name.dep_ not in ("appos", "conj") or not any(c.lower_ == "of" for c in name.children):
        return None
    place = _word_before(name, ("and", ","))
    prep = place.head if place is not None and place.tag_ == "NNP" and place.dep_ == "pobj" else None
    if prep is None or prep.lower_ != "of" or prep.head.tag_ != "NNP" or prep.head.i > name.i:
        return None
    first = prep.head
    lost = name.head.i == (place.i if place is not None else -1) or name.head.tag_.startswith("VB")
    return first if lost and not any(a.i == name.i for a in first.ancestors) else None


def _word_before(name: Token, marks: tuple[str, ...]) -> Token | None:
    """The last word before a phrase and the marks that stand before it."""
    i = name.left_edge.i - 1
    while i > name.sent.start and name.doc[i].lower_ in marks:
        i -= 1
    return name.doc[i] if i < name.left_edge.i - 1 else None


def _title(name: Token) -> Token | None:
    """The plural title right before a name, which was taken for what the name stands beside: "Senators | Ann Ray and"."""
    title = name.head
    beside = name.dep_ == "appos" and title.tag_ in ("NNS", "NNPS") and title.i + 1 == name.left_edge.i
    return title if beside and title.text[0].isupper() and not any(c.dep_ == "det" for c in title.children) else None


def _modified(name: Token) -> Token | None:
    """The name that another was taken for a modifier of: "the Donetsk People's Republic and | Luhansk People's Republic"."""
    last = name.head
    joint = next((c for c in name.children if c.dep_ == "cc" and c.i > name.i), None)
    return last if name.dep_ == "nmod" and last.tag_ in NAMES and last.i > name.i and joint is not None else None


def _part(first: Token, last: Token) -> None:
    """Make two names of one."""
    for c in [c for c in first.children if c.i > first.i and c.dep_ == "conj"]:
        c.hang(last, "poss")
    hang_where(first, last)
    last.hang(first, "conj")
    for c in [c for c in last.children if c.i < first.i]:
        c.hang(first)


def _likewise_named(name: Token) -> Token | None:
    """What a name goes with that has its own "as": "recognises Ard as the capital of Chad and | Bel as that of Mali"."""
    after = name.nbor(1) if name.i + 1 < len(name.doc) else name
    if name.dep_ != "conj" or after.lower_ != "as" or name.left_edge.nbor(-1).lower_ not in _JOINTS:
        return None
    above = next((a for a in name.ancestors if a.lower_ == "as" and a.dep_ == "prep"), None)
    verb = above.head if above is not None and above.head.tag_.startswith("VB") else None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i < name.i), None) if verb is not None else None


# --- lists of names ---------------------------------------------------------------------------------------------


def _lists(doc: Doc) -> Iterator[list[Token]]:
    """The last words of the names in each "A, B(,) and C", of three names and more."""
    i = 0
    while i < len(doc):
        if doc.tokens[i].tag_ not in NAMES and doc.tokens[i].lower_ != "the":
            i += 1
            continue
        names, end = _list_at(doc, i)
        if len(names) >= 3:
            yield names
        i = max(end, i + 1)


def _list_at(doc: Doc, start: int) -> tuple[list[Token], int]:
    """The names of the list that begins at `start`, and where it ends; no names if none is closed by "and" or "or"."""
    last = _name(doc, start)
    names = [last] if last is not None else []
    while last is not None:
        after = _past_comma(doc, last.i + 1)
        closing = doc[after - 1].lower_ in _JOINTS
        last = _name(doc, after) if after > last.i + 1 else None
        if last is not None:
            names.append(last)
        if last is not None and closing:
            return names, last.i + 1
    return [], names[-1].i + 1 if names else start + 1


def _past_comma(doc: Doc, i: int) -> int:
    """Past ",", "and" or ", and" at `i`: where the next name may begin; `i` if there is none of these."""
    if i < len(doc) and doc[i].text == ",":
        i += 1
    return i + 1 if i < len(doc) and doc[i].lower_ in _JOINTS else i


def _name(doc: Doc, i: int) -> Token | None:
    """The last word of the name that begins at `i`, an article before it allowed; None if none begins there."""
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    end = i
    while end < len(doc) and doc[end].tag_ in NAMES and not (end > i and doc[end].is_sent_start):
        end += 1
    return doc[end - 1] if end > i else None


def _join(names: list[Token]) -> None:
    """Make the first name the head of the list, the others coordinated with it.

    The list hangs where its highest name does; where it stands before a verb without a subject, it is that subject.
    """
    first, inside = names[0], {t.i for t in names}
    hang_where(first, _highest(first, inside))
    verb = _verb_after(names[-1])
    if verb is not None and (verb.head.i in inside or not _has_subject(verb, inside)):
        if _highest(verb, inside) is not verb:
            hang_where(verb, first)
        first.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj")
    for name in names[1:]:
        if not _is_conjunct(name, inside):
            name.hang(first, "conj")


def _highest(token: Token, inside: set[int]) -> Token:
    """The highest name of a list above a word; the word itself if there is none. What is below may not be hung above."""
    return next((above for above in reversed(list(token.ancestors)) if above.i in inside), token)


def hang_where(token: Token, other: Token) -> None:
    """Give a word the place in the tree of another."""
    if token.i != other.i:
        token.hang(other.head if other.head is not other else token, other.dep_)


def _is_conjunct(name: Token, inside: set[int]) -> bool:
    return name.dep_ == "conj" and name.head.i in inside


def _has_subject(verb: Token, inside: set[int]) -> bool:
    """True if a verb has a subject that is not in the list."""
    return any(c.dep_ in _SUBJECTS and c.i not in inside for c in verb.children)


def _verb_after(last: Token) -> Token | None:
    """The finite verb that follows a list, auxiliaries and adverbs between them allowed."""
    for token in last.doc[last.i + 1 : last.sent.end]:
        if token.tag_ in _FINITE and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.dep_ in ("aux", "auxpass") and token.head.i > token.i and token.head.tag_.startswith("VB"):
            return token.head if token.tag_ != "TO" else None  # "the streets of Lima and Quito to protest"
        if token.lower_ not in _BETWEEN:
            return None
    return None
