"""What all views share: a thing as a link, and a number with the query that made it."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.lookup import Lookup, words_of
from kg.query import Rows, answer, bound, plain
from kg.questions import question
from kg.store import Snapshot
from kg.vocabulary import KGO

#: Lists are cut here, and say how many there were.
MANY = 500


def thing(look: Lookup, iri: str) -> dict[str, str]:
    """A thing as a link: its IRI, its path on this server ("" for what is not of this graph), its label."""
    return {"iri": iri, "path": path(look, iri), "label": look.label(iri)}


def path(look: Lookup, iri: str) -> str:
    """The path of a thing on this server, "" for what is not of this graph."""
    return iri[len(look.base) :] if iri.startswith(look.base) else ""


def kinds(look: Lookup, iri: str) -> list[str]:
    """What a thing is, in words."""
    return [words_of(f"#{name}") for name in look.classes(iri)]


def subjects(look: Lookup, iri: str) -> str:
    """The words that tell a measure from others, "" for what is none."""
    return ", ".join(look.values(iri, KGO.subjectTerm)[:8])


def cell(look: Lookup, term: Any) -> dict[str, str]:
    """A cell of an answer: IRIs as links."""
    if isinstance(term, NamedNode):
        return thing(look, term.value)
    return {"label": "" if term is None else plain(term)}


def rows_of(snapshot: Snapshot, text: str, **values: str) -> list[dict[str, str | None]]:
    """The rows of a query with parameters, as plain strings by column."""
    found = answer(snapshot, question(text), values)
    assert isinstance(found, Rows)
    return list(found.dicts())


def query_of(snapshot: Snapshot, text: str, **values: str) -> str:
    """The query with its parameters put in, as it can be asked at `/sparql`."""
    return bound(question(text), values, snapshot.base).text.strip() + "\n"


def number(snapshot: Snapshot, what: str, pattern: str, variable: str = "thing", **values: str) -> dict[str, Any]:
    """How many different values a variable has, with the query that counted them: {"count": 3, "query": "SELECT ..."}.

    `what` tells in words what is counted; `pattern` is a group of SPARQL, in which parameters are named as in saved
    questions.
    """
    text = f"""# How many: {" ".join(what.split())}. For the list write SELECT DISTINCT ?{variable}
SELECT (COUNT(DISTINCT ?{variable}) AS ?count) WHERE {{
{pattern.strip(chr(10))}
}}"""
    query = query_of(snapshot, text, **values)
    rows = rows_of(snapshot, query)
    if len(rows) != 1 or rows[0]["count"] is None:
        raise KgError(f"no number came of the query: {what}")
    return {"count": int(rows[0]["count"]), "query": query}
