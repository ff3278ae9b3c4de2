"""The tools: what each is called, what it is for, and the JSON Schema of what it takes. Pure; nothing of the graph is in it.

A saved question is a tool of its own, `ask_NAME`, with a typed property for each parameter of its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.catalogue import name
from kg.errors import BadParameter, UsageError, did_you_mean
from kg.questions import Parameter, Question
from kg.serve.wording import plainly
from kg.several import AGAIN

Schema = dict[str, Any]

#: Rows, facts or reasons that an answer has unless more are asked for.
USUAL = 50
#: Hosts take no other names of tools.
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]")
LONGEST = 64
THING = 'An IRI, or a name in any case: "Peru", "French Senate", "state/peru".'
#: The schema of a parameter by its type.
TYPES: Mapping[str, Schema] = {
    "iri": {"type": "string", "description": THING},
    "iris": {"type": "array", "items": {"type": "string"}, "description": f"Any of several. {THING}"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "description": "YYYY, YYYY-MM or YYYY-MM-DD."},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
}


class Tool(NamedTuple):
    """A tool; `question` is the name of the saved question behind it, "" for none."""

    name: str
    title: str
    description: str
    schema: Schema
    question: str = ""


def tools(asked: Iterable[Question], most: int) -> dict[str, Tool]:
    """All tools by name, the saved questions last. `most`: rows that may be asked for.

    Raises `UsageError` for two questions whose names are one to a host.
    """
    found = {tool.name: tool for tool in fixed(most)}
    for one in asked:
        tool = of_question(one, most)
        if tool.name in found:
            raise UsageError(f"{one.where}: the tool {tool.name} is there already; give the file another name")
        found[tool.name] = tool
    return found


def of_question(asked: Question, most: int) -> Tool:
    """The tool that asks a saved question.

    >>> from kg.questions import question
    >>> text = "#+ summary: Who?\\n#+ enumerate: {side: [for, against]}\\nSELECT ?s { ?s ?p ?_side }"
    >>> tool = of_question(question(text, "x/all-sides.rq"), 9)
    >>> tool.name, tool.schema["required"], tool.schema["properties"]["side"]
    ('ask_all_sides', ['side'], {'type': 'string', 'enum': ['for', 'against']})
    """
    own = {parameter.name: of_parameter(parameter) for parameter in asked.parameters}
    needed = [parameter.name for parameter in asked.parameters if parameter.required]
    title = name(asked)
    told = plainly(f"{asked.summary.rstrip('.')}. {asked.description}".strip())
    return Tool(f"ask_{NOT_IN_NAMES.sub('_', title)}"[:LONGEST], title, told, taking(limit(most) | own, needed), title)


def of_parameter(parameter: Parameter) -> Schema:
    """The JSON Schema of a parameter."""
    found = dict(TYPES.get(parameter.type, {"type": "string"}))
    if parameter.choices:
        found["enum"] = list(parameter.choices)
    if parameter.default not in (None, ""):
        found["default"] = [parameter.default] if found["type"] == "array" else parameter.default
    return found


def limit(most: int) -> Schema:
    """The property that says how much of a list is wanted."""
    told = "How many to show; the answer says how many there are."
    return {
        "limit": {"type": "integer", "minimum": 1, "maximum": most, "default": min(USUAL, most), "description": told}
    }


def taking(properties: Schema, required: Iterable[str] = ()) -> Schema:
    """The schema of an object with these properties and no others."""
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": False
    }  # fmt: skip


def fixed(most: int) -> list[Tool]:
    """The tools that do not depend on the saved questions."""
    words = {"type": "string", "description": "Words of a name; case and accents do not matter.", "minLength": 1}
    thing = {"type": "string", "description": THING, "minLength": 1}
    row = {"type": "integer", "minimum": 1, "description": "Of a question: which row of its answer, from 1."}
    asked = {"type": "string", "description": 'A saved question: "opponents".'}
    values = {"type": "object", "description": "The question's parameters, as they were given to its tool."}
    text = {
        "type": "string",
        "minLength": 1,
        "description": "SPARQL 1.1, reading only. The default graph is the union of all; the prefixes of kg need no "
        "declaration. Read kg://schema first. No SERVICE, no updates.",
    }
    return [
        Tool("search", "Search names", "States, bodies, persons, measures, issues and articles by their names.",
             taking({"words": words} | limit(most), ["words"])),
        Tool("show", "Profile of a thing", "All facts about a state, body, person, measure, issue or article, both "
             "ways, the newest first, each with its sentence and article.",
             taking({"thing": thing} | limit(most), ["thing"])),
        Tool("why", "The sentences behind a claim", "Why the graph says so: of a record, measure or decision (thing), "
             "or of a row of a saved question (question, row, parameters): the sentences word for word, with article, "
             "offsets, rule and confidence.",
             taking({"thing": thing, "question": asked, "row": row, "parameters": values} | limit(most))),
        Tool("query", "SPARQL", "Any question in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE. Prefer the ask_ tools.",
             taking({"query": text} | limit(most), ["query"])),
    ]  # fmt: skip


def checked(tool: Tool, arguments: Mapping[str, Any] | None) -> dict[str, Any]:
    """The arguments of a call as its schema has them, defaults of the limit put in. Raises `BadParameter`.

    >>> checked(fixed(9)[0], {"words": "peru"})
    {'limit': 9, 'words': 'peru'}
    """
    from jsonschema import Draft202012Validator

    properties: Schema = tool.schema["properties"]
    given = {key: value for key, value in (arguments or {}).items() if value is not None}
    for key in given:
        if key not in properties:
            hint = did_you_mean(key, properties) or f"; it takes: {', '.join(properties)}"
            raise BadParameter(f'{tool.name}: no parameter "{key}"{hint}')
        if properties[key].get("type") == "array" and isinstance(given[key], str):
            given[key] = [given[key]]
    wrong = next(iter(Draft202012Validator(tool.schema).iter_errors(given)), None)
    if wrong is not None:
        where = "".join(f"{part}: " for part in wrong.absolute_path)
        raise BadParameter(f"{tool.name}: {where}{wrong.message[:300]}")
    shown = properties.get("limit", {})
    return {**({"limit": shown["default"]} if "default" in shown else {}), **given}


def values(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Arguments as the values of a question's parameters.

    >>> values({"all": True, "count": 3, "who": ["Peru", "Chad"]}) == {"all": "true", "count": "3", "who": f"Peru{AGAIN}Chad"}
    True
    """
    return {key: _text(value) for key, value in arguments.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return AGAIN.join(_text(one) for one in value)
    return str(value)
