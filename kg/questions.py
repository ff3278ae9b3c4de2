"""Saved questions: SPARQL files with a header of `#+ key: value` lines, as grlc and BASIL read them.

    #+ summary: Who opposed a proposal, and with which words
    #+ tags: [stance, people]
    #+ defaults: {target: "recognition"}
    #+ enumerate: {kind: [person, organisation]}
    SELECT ?holder { ... }

Parameters are variables of the query: `?_topic` is required, `?__since` is optional, and a suffix gives the type:
`?_topic_iri`, `?_since_date`, `?_count_integer`, `?_share_number`, `?_all_boolean`; without one the type is that of the
default, else a plain string. The header's values are the flow style of YAML; lists may also be written one "- " a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg import sparql
from kg.errors import BadParameter, QueryError, UsageError, did_you_mean

SUFFIX = ".rq"
TYPES = ("iri", "date", "number", "integer", "decimal", "boolean", "string", "literal")
HEADER = re.compile(r"^#\+[ \t]?(.*)$", re.MULTILINE)
INLINE = re.compile(r"\{|^\s*DESCRIBE\s", re.IGNORECASE)
FLOW = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[{}\[\],]|:(?=\s|$)|[^\s{}\[\],:"'][^{}\[\],:\n]*)""")


class Parameter(NamedTuple):
    """A parameter as the user names it (`name`), the variable it stands for, and what it may be."""

    name: str
    variable: str
    type: str
    required: bool
    default: Any = None
    choices: tuple[str, ...] = ()


class Question(NamedTuple):
    """A query and what its header says. `where` is the path to show in messages."""

    text: str
    where: str = "query"
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()


def question(text: str, where: str = "query") -> Question:
    """The question in the text of a query file.

    >>> asked = question('#+ summary: Who?\\n#+ defaults: {who: "me"}\\nASK { ?s ?p ?_who }')
    >>> asked.summary, asked.parameters[0].name, asked.parameters[0].default
    ('Who?', 'who', 'me')
    """
    head = header(text)
    tags = head.get("tags", ())
    return Question(
        text,
        where,
        summary=str(head.get("summary", "")),
        description=str(head.get("description", "")),
        tags=tuple(str(tag) for tag in (tags if isinstance(tags, list) else [tags] if tags else [])),
        parameters=tuple(parameters(text, head)),
    )


def header(text: str) -> dict[str, Any]:
    """What the `#+` lines say; a key without a readable value is left out."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in HEADER.findall(text):
        start = re.match(r"([\w-]+):(?:\s+(.*))?$", line)
        if start:
            key = start[1].lower()
            found[key] = [start[2] or ""]
        elif key:
            found[key].append(line.strip())
    return {key: value for key, lines in found.items() if (value := block(lines)) is not None}


def block(lines: list[str]) -> Any:
    """The value of one key: a list of "- " lines, a flow value, or text."""
    more = [line for line in lines[1:] if line]
    if not lines[0].strip() and more and all(line.startswith("- ") for line in more):
        return [flow(line[2:]) for line in more]
    return flow(" ".join([lines[0].strip().removeprefix("|").removeprefix(">"), *more]).strip())


def flow(text: str) -> Any:
    """A value in YAML's flow style; what is no list or mapping is a scalar.

    >>> flow('{since: "2024-01-01", limit: 50, kinds: [person, body]}')
    {'since': '2024-01-01', 'limit': 50, 'kinds': ['person', 'body']}
    >>> flow("Who opposed it, and why")
    'Who opposed it, and why'
    """
    if not text.startswith(("{", "[")):
        return scalar(text)
    pieces = [match[1].strip() for match in FLOW.finditer(text)]
    try:
        value, rest = _flow(pieces)
    except (IndexError, ValueError):
        return None
    return None if rest else value


def _flow(pieces: list[str]) -> tuple[Any, list[str]]:
    opening, rest = pieces[0], pieces[1:]
    if opening not in ("{", "["):
        return scalar(opening), rest
    keys: list[Any] = []
    values: list[Any] = []
    while rest[0] not in ("}", "]"):
        value, rest = _flow(rest)
        if opening == "{":
            keys.append(value)
            if rest[0] != ":":
                raise ValueError(rest[0])
            value, rest = _flow(rest[1:])
        values.append(value)
        rest = rest[1:] if rest[0] == "," else rest
    return (dict(zip(keys, values, strict=True)) if opening == "{" else values), rest[1:]


def scalar(text: str) -> Any:
    """A number, a truth value, or text without its quotation marks."""
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    if text in ("true", "false"):
        return text == "true"
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def parameters(text: str, head: Mapping[str, Any]) -> Iterator[Parameter]:
    """The parameters of a query in the order of their first use."""
    defaults, choices = _mapping(head, "defaults"), _mapping(head, "enumerate")
    variables = dict.fromkeys(token.text[1:] for token in sparql.tokens(text) if token.kind == "variable")
    for variable in variables:
        if not variable.startswith("_") or not variable.strip("_"):
            continue
        name, _, suffix = variable.lstrip("_").rpartition("_")
        if suffix not in TYPES or not name:
            name, suffix = variable.lstrip("_"), ""
        default = defaults.get(name, defaults.get(variable.lstrip("_")))
        among = choices.get(name, choices.get(variable.lstrip("_"))) or ()
        required = not variable.startswith("__") and default is None
        yield Parameter(
            name, variable, suffix or _type(default), required, default, tuple(str(choice) for choice in among)
        )


def _mapping(head: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = head.get(key)
    return value if isinstance(value, dict) else {}


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
    try:
        return question(path.read_bytes().decode("utf-8-sig"), str(path))
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
