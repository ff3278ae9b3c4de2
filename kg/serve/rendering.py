"""Pages from templates: values that are plain JSON in, HTML out. Workers do it, where the values are gathered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from kg.serve.wording import plainly
from kg.version import __version__


def html(template: str, values: Mapping[str, Any], path: str = "", query: str = "") -> str:
    """A page from a template; `path` and `query` are those of its address. Raises `RuntimeError` for a broken template."""
    try:
        return templates().get_template(template).render({**values, "here": here(path, query)})
    except TemplateError as error:
        raise RuntimeError(f"{template}: {error}") from error


def here(path: str, query: str) -> Callable[[str], str]:
    """The address of a page with a suffix.

    >>> here("state/peru", "a=1")(".csv")
    '/state/peru.csv?a=1'
    """
    return lambda suffix: address(f"/{path or 'index'}{suffix}") + (f"?{query}" if query else "")


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; all that they print is escaped, and an unknown name is an error."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["version"] = __version__
    found.filters["address"] = address
    found.filters["plainly"] = plainly
    for shared in ("base.html", "macros.html"):
        found.get_template(shared)
    return found


def address(path: str, **values: Any) -> str:
    """A path with parameters as an address on this server; a list is a parameter several times, what is empty none.

    >>> address("/network", node=["state/peru", "state/chile"], bodies="")
    '/network?node=state%2Fperu&node=state%2Fchile'
    >>> address("/state/são tomé#x")
    '/state/s%C3%A3o%20tom%C3%A9#x'
    """
    pairs = [(name, one) for name, value in values.items() for one in (value if isinstance(value, list) else [value])]
    given = urlencode([(name, one) for name, one in pairs if one not in ("", None)])
    return quote(path, safe="/#=,:@!$'()*;~+-._") + (f"?{given}" if given else "")
