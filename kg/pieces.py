"""The conditions of a query, each with what must be cut out of the text to ask without it.

    text ─tokens─> pattern of the outermost SELECT ─conditions─> Condition ─without─> the same text, one condition less

A condition is what can keep a row away: a property of a triple pattern, FILTER, VALUES, MINUS, a subquery. OPTIONAL and BIND
keep none away, nor does what is in them. Strings only; a cut leaves spaces, so that every place stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg import sparql
from kg.sparql import Token

#: Words that begin something else than a triple pattern.
KEYWORDS = frozenset(("FILTER", "BIND", "OPTIONAL", "MINUS", "VALUES", "GRAPH", "UNION"))


class Condition(NamedTuple):
    """A condition's text on one line, where it begins, and the pieces (begin, end) to cut out."""

    text: str
    start: int
    end: int


class Pattern(NamedTuple):
    """The outermost pattern of a SELECT: what stands before the SELECT, the group with its brackets, its conditions.

    `top` are the ends of what the group itself holds, in order: cut off behind one of them, the rest is a pattern still.
    """

    prologue: str
    text: str
    begin: int
    end: int
    conditions: tuple[Condition, ...]
    top: tuple[tuple[int, int], ...]

    def without(self, condition: Condition | None) -> str:
        """The group without one condition."""
        if condition is None:
            return self.text[self.begin : self.end]
        cut = _blank(self.text, condition.start, condition.end)
        return cut[self.begin : self.end]

    def first(self, count: int) -> str:
        """The group's first pieces alone."""
        return self.text[self.begin : self.top[count - 1][1]] + " }"


def pattern(text: str) -> Pattern | None:
    """The pattern of a SELECT; None if there is none, or if it cannot be made out."""
    found = sparql.tokens(text)
    if sparql.unbalanced(found):
        return None
    select = next((t for t in found if t.word() == "SELECT" and not t.depth), None)
    opening = next((i for i, t in enumerate(found) if select and t.start > select.start and t.text == "{"), None)
    if select is None or opening is None:
        return None
    closing = _match(found, opening)
    top: list[tuple[int, int]] = []
    conditions = list(_group(found, opening + 1, closing, text, top))
    end = found[closing].start + 1
    return Pattern(text[: select.start], text, found[opening].start, end, tuple(conditions), tuple(top))


def _match(found: list[Token], opening: int) -> int:
    """The index of the bracket that closes the one at `opening`."""
    depth = found[opening].depth
    return next(i for i in range(opening + 1, len(found)) if found[i].kind == "close" and found[i].depth == depth)


def _group(
    found: list[Token], index: int, closing: int, text: str, top: list[tuple[int, int]] | None = None
) -> Iterator[Condition]:
    """The conditions between two brackets; `top` gets the bounds of every piece."""
    while index < closing:
        token = found[index]
        word, end = token.word(), index + 1
        if word in ("FILTER", "BIND", "VALUES", "MINUS", "OPTIONAL", "GRAPH") or token.text == "{":
            end = _end(found, index) + 1
            if word in ("FILTER", "VALUES", "MINUS") or _is_subquery(found, index):
                yield _condition(text, token.start, _stop(found, end - 1))
            elif word == "GRAPH" or token.text == "{":
                inside = next(i for i in range(index, end) if found[i].text == "{")
                yield from _group(found, inside + 1, end - 1, text)
                while end < closing and found[end].word() == "UNION":
                    following = _match(found, end + 1)
                    yield from _group(found, end + 2, following, text)
                    end = following + 1
        elif token.text != "." and word != "UNION":
            end = _statement_end(found, index, closing)
            yield from _triples(found, index, end, text)
        if top is not None and token.text != ".":
            top.append((token.start, _stop(found, end - 1)))
        index = end


def _is_subquery(found: list[Token], index: int) -> bool:
    return found[index].text == "{" and found[index + 1].word() == "SELECT"


def _end(found: list[Token], index: int) -> int:
    """The index of the last token of what a keyword or bracket begins."""
    if found[index].text == "{":
        return _match(found, index)
    wanted = {"FILTER": "({", "BIND": "(", "VALUES": "{"}.get(found[index].word(), "{")
    opening = next(i for i in range(index + 1, len(found)) if found[i].text in wanted)
    return _match(found, opening)


def _statement_end(found: list[Token], index: int, closing: int) -> int:
    """The index behind the triples that begin at `index`: of the dot, or of what else begins there."""
    depth = found[index].depth
    for i in range(index, closing):
        token = found[i]
        if token.depth == depth and (token.text in (".", "{") or (i > index and token.word() in KEYWORDS)):
            return i
    return closing


def _triples(found: list[Token], index: int, end: int, text: str) -> Iterator[Condition]:
    """The properties of one subject, each a condition; cut out whole if there is but one."""
    depth = found[index].depth
    breaks = [i for i in range(index, end) if found[i].text == ";" and found[i].depth == depth]
    dot = end < len(found) and found[end].text == "."
    if not breaks or found[index].kind == "open":
        stop = found[end].start + 1 if dot else _stop(found, end - 1)
        yield _condition(text, found[index].start, stop)
        return
    subject = found[index].text
    yield _condition(text, found[index + 1].start, found[breaks[0]].start + 1, subject)
    for start, stop in zip(breaks, [*breaks[1:], end], strict=True):
        if stop - start > 1:
            yield _condition(text, found[start].start, _stop(found, stop - 1), subject)


def _stop(found: list[Token], index: int) -> int:
    return found[index].start + len(found[index].text)


def _condition(text: str, start: int, end: int, subject: str = "") -> Condition:
    words = " ".join(" ".join(t.text for t in _spaced(text[start:end])).split()).strip(" ;.")
    return Condition(f"{subject} {words}".strip(), start, end)


def _spaced(text: str) -> Iterator[Token]:
    """Tokens that keep what is not apart in the text together."""
    glued = ""
    last = -1
    for token in sparql.tokens(text):
        if glued and token.start != last:
            yield Token("", glued, 0, 0)
            glued = ""
        glued += token.text
        last = token.start + len(token.text)
    if glued:
        yield Token("", glued, 0, 0)


def _blank(text: str, start: int, end: int) -> str:
    hole = "".join("\n" if sign == "\n" else " " for sign in text[start:end])
    return text[:start] + hole + text[end:]


def constants(found: list[Token]) -> Iterator[Token]:
    """The names and IRIs of a query that stand for things and properties: no functions, no datatypes, no declarations."""
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if token.kind not in ("name", "iri") or (
            before and (before.text == "^^" or before.word() in ("PREFIX", "BASE"))
        ):
            continue
        declared = token.kind == "iri" and before is not None and before.kind == "name" and before.text.endswith(":")
        if not declared and not (after and after.text == "("):
            yield token
