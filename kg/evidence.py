"""The sentence, article, day, outlet and confidence behind each row of an answer.

    question ─widened─> question that also names its records ─> rows ─folded─> rows as asked, with their records
                                                                     └─with_evidence─> rows with five columns more

A saved question shows a sentence, but seldom the record that it was read into. So the question is asked for that as
well: for the variables that stand before and behind `kgo:evidence` in its pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg import sparql
from kg.errors import UsageError
from kg.lookup import Lookup
from kg.query import Answer, Rows, plain
from kg.questions import Question
from kg.supervise import Limits, Place, ask
from kg.vocabulary import KGO, NIF, RDF

#: What `--evidence` adds, in this order; a column that the answer has already stays what it is.
COLUMNS = ("sentence", "article", "published", "outlet", "confidence", "passages")
#: Words before a triple's subject that are none themselves.
NOT_SUBJECTS = frozenset(
    ("WHERE", "OPTIONAL", "UNION", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "EXISTS", "NOT", "SELECT")
)
XSD_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


class Passage(NamedTuple):
    """A sentence as evidence: its IRI, words, offsets, and of its article the IRI, title, day and outlet."""

    iri: str
    sentence: str
    begin: int
    end: int
    article: str
    title: str
    published: str
    outlet: str


class Row(NamedTuple):
    """A row as asked, and the IRIs of the records and passages that it was found by."""

    terms: tuple[Any, ...]
    behind: tuple[str, ...]


class Behind(NamedTuple):
    """The columns as asked, and the rows, which can be read once."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def evidence_variables(found: list[sparql.Token]) -> list[str]:
    """The variables before and behind `kgo:evidence` in a query's outermost pattern, in order, each once.

    >>> evidence_variables(sparql.tokens("SELECT ?x { ?r kgo:polarity ?x ; kgo:evidence ?passage }"))
    ['r', 'passage']
    """
    names: list[str] = []
    subject: sparql.Token | None = None
    fresh, inner = True, 0
    for index, token in enumerate(found):
        # What a subquery calls so is seen outside only if it is projected.
        if token.word() == "SELECT" and token.depth:
            inner = inner or token.depth
        elif inner and token.depth < inner:
            inner = 0
        if fresh and token.kind in ("variable", "iri", "name"):
            subject, fresh = token, False
        elif token.text in ("{", "}", ".", ")") or token.word() in NOT_SUBJECTS:
            fresh = True
        if token.text in ("kgo:evidence", f"<{KGO.evidence}>") and not inner and subject is not None:
            after = found[index + 1 : index + 2]
            names += [t.text[1:] for t in (subject, *after) if t.kind == "variable"]
    return list(dict.fromkeys(names))


def widened(asked: Question) -> Question | None:
    """The question with its records and passages as columns more; None if it cannot be asked for them.

    That is so of a question that counts, of `SELECT *` (which has them), and of distinct rows cut off at a number:
    those would be others.
    """
    found = sparql.tokens(asked.text)
    start = next((i for i, token in enumerate(found) if token.word() == "SELECT" and not token.depth), None)
    if start is None:
        return None
    words = {token.word() for token in found if not token.depth}
    head = found[start + 1 : next((i for i, t in enumerate(found) if i > start and t.text == "{"), len(found))]
    cut = words & {"LIMIT", "OFFSET"} and words & {"DISTINCT", "REDUCED"}
    if cut or "GROUP" in words or "HAVING" in words or any(token.text in ("*", "(") for token in head):
        return None
    shown = [token for token in head if token.kind == "variable"]
    more = [name for name in evidence_variables(found) if f"?{name}" not in {token.text for token in shown}]
    if not shown or not more:
        return None
    end = shown[-1].start + len(shown[-1].text)
    return asked._replace(text=f"{asked.text[:end]} {' '.join(f'?{name}' for name in more)}{asked.text[end:]}")


def folded(rows: Rows, width: int) -> Iterator[Row]:
    """Rows whose first `width` terms are those asked for: each once, with all that stood behind it. Holds them all."""
    found: dict[tuple[str, ...], tuple[tuple[Any, ...], list[str]]] = {}
    for row in rows.rows:
        key = tuple(str(term) for term in row[:width])
        _, behind = found.setdefault(key, (row[:width], []))
        behind += [term.value for term in row[width:] if isinstance(term, NamedNode)]
    for terms, behind in found.values():
        yield Row(terms, tuple(dict.fromkeys(behind)))


def passage(look: Lookup, iri: str) -> Passage | None:
    """The passage of that IRI, None if it is none."""
    article = look.value(iri, KGO.inArticle)
    if not article:
        return None
    begin, end = (int(look.value(iri, name) or 0) for name in (NIF.beginIndex, NIF.endIndex))
    title = look.label(article)
    words = look.value(iri, NIF.anchorOf)
    return Passage(iri, words, begin, end, article, title, look.published(article), look.outlet(article))


def passages(look: Lookup, iri: str) -> list[Passage]:
    """The evidence of a record, or the passage itself, by day and place; empty for anything else."""
    named = look.values(iri, KGO.evidence) or [iri]
    found = [one for name in named if (one := passage(look, name))]
    return sorted(found, key=lambda one: (one.published or "9999", one.article, one.begin))


def confidence(look: Lookup, record: str) -> str:
    """How sure a record is; of one that several articles tell (a decision), the surest of their reports; else ""."""
    own = look.values(record, KGO.confidence)
    found = own or [
        value for report in look.subjects(RDF.subject, record) for value in look.values(report, KGO.confidence)
    ]
    return max(found, key=float, default="")


def named_by(row: Row) -> list[str]:
    """The IRIs that a row was found by or shows."""
    return [*row.behind, *(term.value for term in row.terms if isinstance(term, NamedNode))]


def under(look: Lookup, row: Row) -> tuple[list[str], list[Passage]]:
    """The records that a row rests on, and its passages, each once, by day and place."""
    names = named_by(row)
    records = [name for name in dict.fromkeys(names) if look.value(name, KGO.evidence)]
    direct = [name for name in names if name not in records and look.value(name, KGO.inArticle)]
    # A row that names passages means these; all sentences of its records are meant only if it does not.
    given = [one for name in direct if (one := passage(look, name))]
    found = given or [one for name in records for one in passages(look, name)]
    return records, sorted(set(found), key=lambda one: (one.published or "9999", one.article, one.begin))


def of_row(look: Lookup, columns: tuple[str, ...], row: Row) -> dict[str, Any]:
    """What `COLUMNS` say of a row, as terms; empty if it names no record, passage or article.

    The earliest sentence speaks for all; `passages` counts them. A row with an article alone has no sentence.
    """
    shown = dict(zip(columns, row.terms, strict=True))
    records, found = under(look, row)
    article = found[0].article if found else next((n for n in named_by(row) if "Article" in look.classes(n)), "")
    if not article:
        return {}
    sure = [value for record in records if (value := confidence(look, record))]
    told: dict[str, Any] = {
        "sentence": Literal(found[0].sentence) if found else shown.get("sentence"),
        "article": NamedNode(article),
        "published": _literal(look.published(article), XSD_DATE),
        "outlet": _literal(look.outlet(article)),
        "confidence": _literal(min(sure, key=float, default=""), XSD_DECIMAL),
        "passages": Literal(len(found)) if found else None,
    }
    return told


def added(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `COLUMNS` that an answer lacks."""
    return tuple(name for name in COLUMNS if name not in columns)


def with_evidence(look: Lookup, columns: tuple[str, ...], rows: Iterator[Row]) -> Rows:
    """The rows with those of `COLUMNS` that they lack."""
    more = added(columns)

    def told() -> Iterator[tuple[Any, ...]]:
        for row in rows:
            known = of_row(look, columns, row)
            yield (*row.terms, *(known.get(name) for name in more))

    return Rows((*columns, *more), told())


def shown_article(columns: tuple[str, ...], terms: tuple[Any, ...]) -> tuple[str, str]:
    """The article and the sentence that a row shows under these names, "" for none."""
    row = dict(zip(columns, terms, strict=True))
    article, sentence = (row.get(name) for name in ("article", "sentence"))
    return "" if article is None else plain(article), "" if sentence is None else plain(sentence)


def _literal(text: str, datatype: NamedNode | None = None) -> Literal | None:
    if not text:
        return None
    if datatype == XSD_DATE and len(text) != 10:
        datatype = None
    return Literal(text, datatype=datatype) if datatype else Literal(text)


def rows_behind(place: Place, asked: Question, values: Mapping[str, str] | None, limits: Limits) -> Behind | Answer:
    """The columns of a SELECT and its rows, each once and with what is behind it; any other answer as it is."""
    wider = widened(asked)
    answer = ask(place, wider or asked, values, limits)
    return behind(asked, wider, answer) if isinstance(answer, Rows) else answer


def behind(asked: Question, wider: Question | None, answer: Rows) -> Behind:
    """The rows of a question from those of the wider one, or from its own where there is none."""
    if wider is None:
        return Behind(answer.columns, (Row(terms, ()) for terms in answer.rows))
    width = len(answer.columns) - (len(sparql.tokens(wider.text)) - len(sparql.tokens(asked.text)))
    return Behind(answer.columns[:width], folded(answer, width))


def row_behind(
    place: Path, asked: Question, values: Mapping[str, str] | None, number: int, limits: Limits
) -> tuple[tuple[str, ...], Row]:
    """The row of that number, from 1, as `kg query` shows it, and what is behind it. Raises `UsageError` if none is."""
    answer = ask(place, asked, values, limits)
    if not isinstance(answer, Rows):
        raise UsageError(f"{asked.where}: the answer has no rows; only those of SELECT are numbered")
    count, wanted = 0, None
    for terms in answer.rows:
        count += 1
        if count == number:
            wanted = terms
    if wanted is None:
        raise UsageError(f"{asked.where}: the answer has no row {number}; it has {count}")
    found = rows_behind(place, asked, values, limits)
    assert isinstance(found, Behind)
    key = tuple(map(str, wanted))
    same = (row for row in found.rows if tuple(map(str, row.terms)) == key)
    return answer.columns, next(same, Row(wanted, ()))
