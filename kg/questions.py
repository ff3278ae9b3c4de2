"""Saved questions: SPARQL files with a header of `#+ key: value` lines, as grlc and BASIL read them.

    #+ summary: Who opposed a proposal, and with which words
    #+ tags: [stance, people]
    #+ defaults: {target: "recognition"}
    #+ enumerate: {kind: [person, organisation]}
    #+ empty: no article tells of anybody who opposed it
    #+ counts: positions
    SELECT ?holder { ... }

Parameters are variables of the query: `?_topic` is required, `?__since` is optional, and a suffix gives the type:
`?_topic_iri`, `?_since_date`, `?_count_integer`, `?_share_number`, `?_all_boolean`; without one the type is that of the
default, else a plain string. `?_targets_iris` takes one thing or several, and stands only where several may:
`IN (?_targets_iris)`. Names of things in place of their IRIs are for `kg.named` to resolve.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg import sparql
from kg.errors import BadParameter, QueryError, UsageError, did_you_mean
from kg.header import Entry, header

SUFFIX = ".rq"
TYPES = ("iri", "iris", "date", "number", "integer", "decimal", "boolean", "string", "literal")
INLINE = re.compile(r"\{|^\s*DESCRIBE\s", re.IGNORECASE)


class Parameter(NamedTuple):
    """A parameter as the user names it (`name`), the variable it stands for, and what it may be.

    `pattern` is the graph pattern in which `?value` stands for each value that makes sense ("" if none is told).
    """

    name: str
    variable: str
    type: str
    required: bool
    default: Any = None
    choices: tuple[str, ...] = ()
    pattern: str = ""


class Question(NamedTuple):
    """A query and what its header says. `where` is the path to show in messages."""

    text: str
    where: str = "query"
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    #: What it means that there are no rows, where no parameter is to blame.
    empty: str = ""
    #: Of a question that counts, the one that lists what it counts.
    counts: str = ""


@lru_cache(maxsize=128)
def question(text: str, where: str = "query") -> Question:
    """The question in the text of a query file. Raises `QueryError`, with the place, for a broken header.

    >>> asked = question('#+ summary: Who?\\n#+ defaults: {who: "me"}\\nASK { ?s ?p ?_who }')
    >>> asked.summary, asked.parameters[0].name, asked.parameters[0].default
    ('Who?', 'who', 'me')
    """
    head = header(text, where)
    found = tuple(parameters(text, head, where))
    tags = _of(head, "tags", ())
    return Question(
        text,
        where,
        summary=str(_of(head, "summary", "")),
        description=str(_of(head, "description", "")),
        tags=tuple(str(tag) for tag in (tags if isinstance(tags, list) else [tags] if tags else [])),
        parameters=found,
        empty=str(_of(head, "empty", "")),
        counts=str(_of(head, "counts", "")),
    )


def summary(path: Path) -> str:
    """What a file says that its question asks; the query itself is not looked at."""
    return str(_of(header(_text(path), str(path)), "summary", ""))


def _of(head: Mapping[str, Entry], key: str, otherwise: Any) -> Any:
    return head[key].value if key in head else otherwise


def parameters(text: str, head: Mapping[str, Entry], where: str = "query") -> Iterator[Parameter]:
    """The parameters of a query in the order of their first use.

    Raises `QueryError` if the header gives a default, choices or values to one that the query does not have.
    """
    told = {key: _by_name(text, head, key, where) for key in ("defaults", "enumerate", "values")}
    variables = dict.fromkeys(token.text[1:] for token in sparql.tokens(text) if token.kind == "variable")
    found = [variable for variable in variables if variable.startswith("_") and variable.strip("_")]
    names = {name for variable in found for name in _names(variable)}
    for key, by_name in told.items():
        for name in by_name.keys() - names:
            hint = did_you_mean(name, names) or f"; it has: {', '.join(sorted(names)) or 'none'}"
            raise _error(text, head[key], f'broken header: {key}: no parameter "{name}"{hint}', where)
    for variable in found:
        default, among, pattern = (
            next((by_name[name] for name in _names(variable) if name in by_name), None) for by_name in told.values()
        )
        name, suffix = _typed(variable)
        required = not variable.startswith("__") and default is None
        choices = tuple(str(choice) for choice in among or ())
        if choices and default not in (None, "") and str(default) not in choices:
            raise _error(text, head["defaults"], f"broken header: {name} is one of {', '.join(choices)}", where)
        yield Parameter(name, variable, suffix or _type(default), required, default, choices, pattern or "")


def _typed(variable: str) -> tuple[str, str]:
    """Name and type that a variable stands for; the type is "" if it tells none.

    >>> _typed("__since_date"), _typed("_date")
    (('since', 'date'), ('date', ''))
    """
    name, _, suffix = variable.lstrip("_").rpartition("_")
    return (name, suffix) if name and suffix in TYPES else (variable.lstrip("_"), "")


def _names(variable: str) -> tuple[str, str]:
    """What a header or a user may call a parameter."""
    return _typed(variable)[0], variable.lstrip("_")


def _by_name(text: str, head: Mapping[str, Entry], key: str, where: str) -> dict[str, Any]:
    """What a key says of each parameter: a mapping, or grlc's list of mappings and bare names."""
    value = _of(head, key, {})
    found: dict[str, Any] = {}
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            if key == "enumerate" and isinstance(item, str):
                continue  # grlc: the values come from the graph
            raise _error(text, head[key], f"broken header: {key}: expected {{name: value}}", where)
        found |= {str(name): given for name, given in item.items()}
    for name, given in found.items():
        if (key == "enumerate") != isinstance(given, list):
            expected = "[one, two]" if key == "enumerate" else "one value"
            raise _error(text, head[key], f"broken header: {key}: {name}: expected {expected}", where)
    return found


def _error(text: str, entry: Entry, message: str, where: str) -> QueryError:
    line, column = sparql.place(text, entry.start)
    return QueryError(message, where, line, column)


def _type(default: Any) -> str:
    return "boolean" if isinstance(default, bool) else "number" if isinstance(default, int | float) else "string"


def find(name: str, folders: Iterable[Path]) -> Question:
    """The question that `name` stands for: the text of a query, a file, or the name of one in the folders.

    `queries/x.rq` that is not there is looked for by its name as well, so that the documented commands work anywhere.
    Raises `UsageError` if there is none, `QueryError` if the file is not UTF-8 text.
    """
    if INLINE.search(name):
        return question(name)
    path = Path(name)
    if path.is_file():
        return loaded(path)
    folders = list(folders)
    if path.parent in (Path(), Path("queries")):
        stem = path.name.removesuffix(SUFFIX)
        for folder in folders:
            if (saved := folder / f"{stem}{SUFFIX}").is_file():
                return loaded(saved)
    known = sorted({saved.stem for folder in folders for saved in folder.glob(f"*{SUFFIX}")})
    hint = did_you_mean(path.name.removesuffix(SUFFIX), known) or f"; saved questions: {', '.join(known)}"
    raise UsageError(f"{name}: no such file or saved question{hint if known else ''}")


def loaded(path: Path) -> Question:
    """The question in a file."""
    return question(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8 (byte {error.start})", str(path)) from error
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def given(asked: Question, values: Mapping[str, str]) -> list[tuple[Parameter, Any]]:
    """Every parameter that has a value, with it: the user's (a string), else the default.

    An empty string takes a default away: the variable stays unbound. Raises `BadParameter` for a parameter that is
    unknown, missing, or not among its choices.
    """
    known = {name: p for p in asked.parameters for name in (p.variable.lstrip("_"), p.name)}
    names = ", ".join(p.name for p in asked.parameters) or "none"
    for name in values:
        if name not in known:
            hint = did_you_mean(name, known) or f"; it has: {names}"
            raise BadParameter(f'{asked.where}: unknown parameter "{name}"{hint}')
    own = {known[name].variable: value for name, value in values.items()}
    pairs = [(p, own.get(p.variable, p.default)) for p in asked.parameters]
    for parameter, value in pairs:
        check(parameter, value, asked.where)
    return [(parameter, value) for parameter, value in pairs if value not in (None, "")]


def check(parameter: Parameter, value: Any, where: str) -> None:
    """Raise `BadParameter` if a needed value is missing or the value is not among the choices."""
    if value in (None, ""):
        if parameter.required:
            raise BadParameter(f"{where}: parameter needed: -p {parameter.name}=...")
    elif parameter.choices and str(value) not in parameter.choices:
        hint = did_you_mean(str(value), parameter.choices)
        among = ", ".join(parameter.choices)
        raise BadParameter(f'{where}: {parameter.name} is one of {among}, not "{value}"{hint}')
