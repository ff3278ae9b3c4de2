"""The surface of a SPARQL query: its tokens, what is refused before the engine sees it, and how parameters are put in.

The engine cannot be told to leave out federation, stops for nobody, and overflows its stack on deep or endless
queries, so those are refused here by looking at tokens: strings, comments and IRIs are passed over. Parameters are put
in as constants, each at the place of its variable; why not by the engine is told at `substitute`.

Strings only: this module knows no store and no RDF library.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kg.errors import QueryError

MAX_BYTES = 64 * 1024
MAX_DEPTH = 64
MAX_STEPS = 1000

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
PAIRS = {"{": "}", "(": ")", "[": "]"}
# Each of these makes the engine's plan one level deeper or one step longer.
STEPS = frozenset(("UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "VALUES", "EXISTS")) | frozenset(
    (";", "+", "-", "*", "/", "|", "||", "&&", "!")
)

# SPARQL 1.1 section 19.8, as far as it takes to tell strings, comments, IRIs and names apart.
TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n\r]*)
      |(?P<iri><[^\x00-\x20<>"{}|^`]*>)
      |(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                 |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      |(?P<variable>[?$]\w+)
      |(?P<blank>_:[\w.\-]+)
      |(?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*)
      |(?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
      |(?P<word>[^\W\d]\w*)
      |(?P<open>[{(\[])
      |(?P<close>[})\]])
      |(?P<mark>\|\||&&|\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query that is neither space nor comment. `depth` counts the brackets open around it."""

    kind: str
    text: str
    start: int
    depth: int

    def word(self) -> str:
        """The keyword in upper case; "" for a token that can be none."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(query: str) -> list[Token]:
    """All tokens of a query, in order; what is no SPARQL comes as marks of one character.

    >>> [token.text for token in tokens("ASK { ?s <a#b> 'it' } # SERVICE")]
    ['ASK', '{', '?s', '<a#b>', "'it'", '}']
    """
    found, depth = [], 0
    for match in TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind == "skip":
            continue
        depth -= kind == "close"
        found.append(Token(kind, match[0], match.start(), depth))
        depth += kind == "open"
    return found


def guard(query: str, where: str = "query", services: Collection[str] = ()) -> list[Token]:
    """The tokens of a query that may be run; raises `QueryError`, with the place, for one that may not.

    `services`: the addresses that SERVICE may name.

    Refused: text over 64 KiB, nesting over 64, over 1,000 steps, updates, SERVICE in any spelling. The deepest nesting
    in the W3C's SPARQL tests is 5.
    """
    if len(query.encode("utf-8", "replace")) > MAX_BYTES:
        raise QueryError(f"the query is longer than {MAX_BYTES:,} bytes", where)
    found = tokens(query)
    check_form(found, query, where)
    steps, federated = 0, "SERVICE" in query.upper()
    for index, token in enumerate(found):
        steps += token.text.upper() in STEPS
        if token.depth >= MAX_DEPTH:
            raise error(query, token, f"nested deeper than {MAX_DEPTH} levels", where)
        if steps > MAX_STEPS:
            raise error(query, token, f"more than {MAX_STEPS:,} clauses and operators", where)
        if token.text == "\\":
            raise error(query, token, "a backslash is read only inside strings, IRIs and names", where)
        if federated and is_service(found, index) and not is_allowed(found, index, services):
            other = f"none but {', '.join(services)}, written in full" if services else "kg asks no other server"
            raise error(query, token, f"SERVICE is refused: {other}", where)
    return found


def check_form(found: list[Token], query: str, where: str) -> None:
    """Raise `QueryError` unless the text asks (rather than changes) something."""
    form = next((token for token in found if token.word() not in ("", "PREFIX", "BASE")), None)
    if form is None:
        raise QueryError("no query: expected SELECT, ASK, CONSTRUCT or DESCRIBE", where)
    if form.word() in UPDATES:
        raise error(query, form, f"{form.word()} changes data; kg query only reads", where)
    if form.word() not in FORMS:
        raise error(query, form, f'expected SELECT, ASK, CONSTRUCT or DESCRIBE, not "{form.text}"', where)


def is_service(found: list[Token], index: int) -> bool:
    """True if the token at `index` may begin a SERVICE clause.

    The grammar wants no space after a keyword (`SERVICE:x {`), and `<` may be an operator where we read an IRI
    (`?a<?b)SERVICE?x#>`), hence more than one word is looked for.
    """
    token = found[index]
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind == "name":
        begins_group = index + 1 < len(found) and found[index + 1].text == "{"
        after_graph = index > 0 and found[index - 1].word() == "GRAPH"
        return begins_group and not after_graph and "SERVICE" in token.text.upper()
    return token.kind == "iri" and ")" in token.text and "SERVICE" in token.text.upper().partition(")")[2]


def is_allowed(found: list[Token], index: int, services: Collection[str]) -> bool:
    """True if the token at `index` is SERVICE, spelled plainly, and names in full an address that is allowed.

    >>> is_allowed(tokens("SERVICE SILENT <http://a.example/> {}"), 0, ["http://a.example/"])
    True
    >>> is_allowed(tokens("SERVICE ?any {}"), 0, ["http://a.example/"])
    False
    """
    after = [token for token in found[index + 1 : index + 3] if token.word() != "SILENT"]
    named = after[0].text[1:-1] if after and after[0].kind == "iri" else None
    return found[index].word() == "SERVICE" and named in services


def error(query: str, token: Token, message: str, where: str) -> QueryError:
    """A `QueryError` at a token."""
    line, column = place(query, token.start)
    return QueryError(message, where, line, column)


def place(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column of an offset, both from 1.

    >>> place("ASK\n{ }", 4)
    (2, 1)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def offset(text: str, line: int, column: int) -> int:
    r"""The offset of a line and column: the inverse of `place`.

    >>> offset("ASK\n{ }", 2, 1)
    4
    """
    lines = text.split("\n")
    return sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column - 1


def unbalanced(found: list[Token]) -> Token | None:
    """The first closing bracket without its opening one, else the innermost that is never closed, else None."""
    opened: list[Token] = []
    for token in found:
        if token.kind == "open":
            opened.append(token)
        elif token.kind == "close" and (not opened or PAIRS[opened.pop().text] != token.text):
            return token
    return opened[-1] if opened else None


def prefixes(found: list[Token]) -> tuple[set[str], dict[str, Token]]:
    """The prefixes that a query declares, and those it uses, with the first token that uses each."""
    declared: set[str] = set()
    used: dict[str, Token] = {}
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before and before.word() == "PREFIX":
                declared.add(prefix)
            else:
                used.setdefault(prefix, token)
    return declared, used


def named(found: list[Token], others: Mapping[str, str]) -> dict[str, Token]:
    """The IRIs that a query names by prefix, each with the first token that does; `others`: prefixes it does not declare.

    >>> list(named(tokens("PREFIX e: <http://e.example/> ASK { ?s a e:C ; x:p 'e:no' }"), {"x": "http://x.example/"}))
    ['http://e.example/C', 'http://x.example/p']
    """
    spaces = dict(others)
    names: dict[str, Token] = {}
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if token.kind != "name":
            continue
        prefix, _, name = token.text.partition(":")
        if before and before.word() == "PREFIX":
            spaces[prefix] = after.text[1:-1] if after and after.kind == "iri" else ""
        elif spaces.get(prefix):
            names.setdefault(spaces[prefix] + re.sub(r"\\(.)", r"\1", name), token)
    return names


class Edit(NamedTuple):
    """A piece of a query that was replaced: where it stands in the new text and in the old, and both lengths."""

    new: int
    old: int
    new_length: int
    old_length: int


class Substituted(NamedTuple):
    """A query with its parameters put in, and what it takes to find a place of it in the query as written."""

    text: str
    edits: tuple[Edit, ...] = ()

    def origin(self, position: int) -> int:
        """The offset in the query as written; within a constant, where its variable begins."""
        shift = 0
        for new, old, new_length, old_length in self.edits:
            if position < new:
                break
            if position < new + new_length:
                return old
            shift = old + old_length - new - new_length
        return position + shift


def substitute(query: str, found: list[Token], constants: Mapping[str, str], where: str = "query") -> Substituted:
    """Put constants (terms in N-Triples syntax, serialized by the RDF library) in the place of variables.

    This is what Jena calls syntactic substitution. The engine's own substitution binds a variable only if the query
    projects it, and plans filters as if it were unbound (measured). So the constant stands wherever the variable did:
    in patterns, filters, OPTIONAL, UNION, subqueries and aggregates alike, and indexes are used. A projected parameter
    stays a column (`("x" AS ?_p)`), BOUND(?_p) is true, ORDER BY and GROUP BY take it; `SELECT *` no longer has it. A
    variable without a constant stays what it is: an unbound variable.

    Raises `QueryError` where the query assigns to a parameter (`AS ?_p`, `VALUES ?_p`).

    >>> query = "SELECT ?s ?_p { ?s ?x ?_p FILTER(BOUND(?_p) && ?_q) }"
    >>> substitute(query, tokens(query), {"_p": '"v"'}).text
    'SELECT ?s ("v" AS ?_p) { ?s ?x "v" FILTER((true) && ?_q) }'
    """
    pieces: list[str] = []
    edits: list[Edit] = []
    end = length = 0
    for start, width, text in sorted(replacements(query, found, constants, where)):
        pieces += [query[end:start], text]
        edits.append(Edit(length + start - end, start, len(text), width))
        length, end = length + start - end + len(text), start + width
    return Substituted("".join([*pieces, query[end:]]), tuple(edits))


def replacements(
    query: str, found: list[Token], constants: Mapping[str, str], where: str
) -> Iterator[tuple[int, int, str]]:
    """Offset, length and new text of every piece of a query that a constant replaces."""
    for index, (token, clause) in enumerate(zip(found, clauses(found), strict=True)):
        constant = constants.get(token.text[1:]) if token.kind == "variable" else None
        if constant is None:
            continue
        before = [earlier.text.upper() for earlier in found[max(0, index - 2) : index]]
        if before[-1:] == ["AS"] or clause == "VALUES":
            raise error(query, token, f"the parameter {token.text} cannot be assigned to", where)
        if before == ["BOUND", "("]:
            yield found[index - 2].start, len("BOUND"), ""
            constant = "true"
        elif clause == "SELECT":
            constant = f"({constant} AS {token.text})"
        elif clause == "BY":
            constant = f"({constant})"
        yield token.start, len(token.text), constant


def clauses(found: list[Token]) -> Iterator[str]:
    """For each token, "SELECT" or "BY" directly in such a list, "VALUES" between that word and its data, else ""."""
    clause, depth = "", 0
    for token in found:
        if token.word() in ("SELECT", "BY", "VALUES"):
            clause, depth = token.word(), token.depth
        elif token.text == "{" or token.depth < depth or token.word() in ("WHERE", "FROM", "HAVING", "LIMIT"):
            clause = ""
        yield clause if token.depth == depth or clause == "VALUES" else ""
