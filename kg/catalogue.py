"""The saved questions as a catalogue: what there is, what each gives and takes, and the same as SIB-style examples.

queries/*.rq ─saved()─> questions ─┬─ described(): a question as plain data, with values that the graph has
                                   ├─ markdown(): the table of docs/questions.md
                                   └─ sib(): RDF that SPARQL editors and language-model tools read as examples
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from kg import data, sparql
from kg.errors import QueryError
from kg.query import Bound, bound, check_lists, syntax_error
from kg.questions import SUFFIX, Parameter, Question, loaded, summary

#: How many values of a parameter are shown.
SHOWN = 10
VALUES = """SELECT ?value (SAMPLE(?name) AS ?label) (COUNT(*) AS ?times) {{
  {{ {pattern} }} ?value rdfs:label ?name .
}} GROUP BY ?value ORDER BY DESC(?times) ?label LIMIT {limit}"""
SH = "http://www.w3.org/ns/shacl#"
SPEX = "https://purl.expasy.org/sparql-examples/ontology#"
#: Form of a query -> its class and the property that holds its text, in the vocabularies of SIB's examples.
FORMS = {
    "SELECT": (f"{SH}SPARQLSelectExecutable", f"{SH}select"),
    "ASK": (f"{SH}SPARQLAskExecutable", f"{SH}ask"),
    "CONSTRUCT": (f"{SH}SPARQLConstructExecutable", f"{SH}construct"),
    "DESCRIBE": (f"{SPEX}SPARQLDescribeExecutable", f"{SPEX}describe"),
}

#: Answers a query with plain rows.
Answers = Callable[[str], Iterable[tuple[str | None, ...]]]


class Value(NamedTuple):
    """A thing that a parameter can stand for: its IRI, its label, and how often it occurs there."""

    iri: str
    label: str
    times: int


def name(asked: Question) -> str:
    """What a saved question is called."""
    return Path(asked.where).stem


def folders() -> list[Path]:
    """Where saved questions lie: the user's, then those that kg ships with."""
    return [Path("queries"), data.root("queries")]


def saved(folders: Iterable[Path]) -> list[Question]:
    """The questions in the folders, by name; of two of one name that in the first folder. Raises `QueryError`."""
    return [loaded(path) for path in _files(folders)]


def summaries(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """The names of the same, and what they ask in short. Raises `QueryError` for a broken header."""
    return [(path.stem, summary(path)) for path in _files(folders)]


def _files(folders: Iterable[Path]) -> list[Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            found.setdefault(path.stem, path)
    return [found[stem] for stem in sorted(found)]


def runnable(asked: Question, base: str) -> Bound:
    """The question with its defaults put in; what has none stays a variable."""
    check_lists(asked, sparql.tokens(asked.text))
    given = tuple(parameter for parameter in asked.parameters if parameter.default not in (None, ""))
    return bound(asked._replace(parameters=given), {}, base)


def columns(asked: Question, base: str) -> tuple[str, ...]:
    """The columns of a SELECT, () for other forms. Raises `QueryError` if the query is broken or refused."""
    query = runnable(asked, base)
    try:
        found = Store().query(query.text, base_iri=base, prefixes=query.prefixes)
    except SyntaxError as error:
        raise syntax_error(asked, query.substituted, str(error)) from error
    assert isinstance(found, QuerySolutions | QueryTriples | QueryBoolean)
    return tuple(variable.value for variable in found.variables) if isinstance(found, QuerySolutions) else ()


def meanings(folder: Path) -> dict[str, str]:
    """What columns hold, by column, and by "question.column" where one question has its own; empty without a file."""
    file = folder / "columns.toml"
    if not file.is_file():
        return {}
    import tomllib

    told = tomllib.loads(file.read_text(encoding="utf-8"))
    common: dict[str, str] = told.pop("columns", {})
    return common | {f"{question}.{column}": text for question, own in told.items() for column, text in own.items()}


def values(parameter: Parameter, answers: Answers, limit: int = SHOWN) -> list[Value]:
    """The things in the graph that a parameter can stand for, the most frequent first; [] if the header tells none."""
    if not parameter.pattern:
        return []
    rows = answers(VALUES.format(pattern=parameter.pattern, limit=limit))
    return [Value(str(iri), str(label), int(times or 0)) for iri, label, times in rows]


def described(asked: Question, base: str, told: Mapping[str, str], answers: Answers | None) -> dict[str, Any]:
    """A question as plain data. `answers` asks the graph for the values of parameters; None: there is no graph."""
    title = name(asked)
    return {
        "name": title,
        "summary": asked.summary,
        "description": asked.description,
        "tags": list(asked.tags),
        "columns": {c: told.get(f"{title}.{c}", told.get(c, "")) for c in columns(asked, base)},
        "parameters": [_parameter(parameter, answers) for parameter in asked.parameters],
        "file": asked.where,
        "query": asked.text,
    }


def _parameter(parameter: Parameter, answers: Answers | None) -> dict[str, Any]:
    found = values(parameter, answers) if answers else []
    return {
        "name": parameter.name,
        "type": parameter.type,
        "required": parameter.required,
        "default": parameter.default,
        "choices": list(parameter.choices),
        "values": [value._asdict() for value in found],
    }


def markdown(asked: Iterable[Question], base: str) -> str:
    """The questions as a Markdown table: name, summary and description, parameters, columns."""
    lines = ["| question | what it answers | parameters | columns |", "|---|---|---|---|"]
    for one in asked:
        parameters = ", ".join(f"`{p.name}`" for p in one.parameters) or "–"
        shown = ", ".join(f"`{column}`" for column in columns(one, base))
        cells = (f"`{name(one)}`", f"**{one.summary}.** {one.description}", parameters, shown)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def glossary(asked: Iterable[Question], base: str, told: Mapping[str, str]) -> str:
    """The columns of the questions as a Markdown table: what each holds, and in which questions it stands."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in asked:
        for column in columns(one, base):
            meaning = told.get(f"{name(one)}.{column}", told.get(column, ""))
            held.setdefault((column, meaning), []).append(f"`{name(one)}`")
    lines = ["| column | what it holds | in |", "|---|---|---|"]
    lines += [f"| `{column}` | {meaning} | {', '.join(held[column, meaning])} |" for column, meaning in sorted(held)]
    return "\n".join(lines) + "\n"


def sib(asked: Iterable[Question], base: str) -> list[Triple]:
    """The questions as examples in SIB's manner, sorted: each runs as it stands, with its defaults put in."""
    from kg.vocabulary import PREFIXES, RDF, RDFS, SCHEMA, XSD

    prefixes = NamedNode(f"{base}queries/prefixes")
    used: set[str] = set()
    triples: set[Triple] = set()
    for one in asked:
        query = runnable(one, base)
        declared, needed = sparql.prefixes(sparql.tokens(query.text))
        used |= declared | set(needed)
        node, text = NamedNode(f"{base}queries/{name(one)}"), body(query.text)
        cls, holds = FORMS[form(one)]
        pairs: list[tuple[str, NamedNode | Literal]] = [
            (RDF.type, NamedNode(f"{SH}SPARQLExecutable")),
            (RDF.type, NamedNode(cls)),
        ]
        pairs += [(RDFS.comment, Literal(" ".join(f"{one.summary}. {one.description}".split()), language="en"))]
        pairs += [(holds, Literal(text)), (f"{SH}prefixes", prefixes)]
        pairs += [(SCHEMA["keywords"], Literal(tag)) for tag in one.tags]
        triples |= {Triple(node, NamedNode(how), value) for how, value in pairs}
    for prefix in used & PREFIXES.keys():
        entry = NamedNode(f"{base}queries/prefixes#{prefix}")
        address = Literal(PREFIXES[prefix], datatype=NamedNode(XSD.anyURI))
        triples |= {
            Triple(prefixes, NamedNode(f"{SH}declare"), entry),
            Triple(entry, NamedNode(f"{SH}prefix"), Literal(prefix)),
            Triple(entry, NamedNode(f"{SH}namespace"), address),
        }
    return sorted(triples, key=str)


def form(asked: Question) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE. Raises `QueryError` for a text without any."""
    for token in sparql.tokens(asked.text):
        if token.word() in FORMS:
            return token.word()
    raise QueryError("no query: expected SELECT, ASK, CONSTRUCT or DESCRIBE", asked.where)


def body(text: str) -> str:
    """A query without its header and without the declarations of its prefixes, which come with the examples.

    >>> body("#+ summary: x\\nPREFIX a: <b>\\n\\nASK {}")
    'ASK {}'
    """
    lines = [line for line in text.split("\n") if not line.startswith("#+")]
    while lines and (not lines[0].strip() or lines[0].upper().startswith("PREFIX ")):
        lines.pop(0)
    return "\n".join(lines).strip()
