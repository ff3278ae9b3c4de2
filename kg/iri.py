"""Relative IRIs of everything in the graph: made from content, never from a counter or a clock. Strings only.

A disputed day is never part of an IRI. The base is put in front by whoever writes the graph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.types import Span

ONTOLOGY_GRAPH = "graph/ontology"
REFERENCE_GRAPH = "graph/reference"
CONSOLIDATED_GRAPH = "graph/consolidated"
META_GRAPH = "graph/meta"
WITHDRAWN = "#withdrawn"
SLUG_LENGTH = 60


def slug(text: str, limit: int = SLUG_LENGTH) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, cut between words at `limit` characters.

    Letters that have no ASCII base are left out; a text without any is named by its hash.

    >>> slug("Jean-Noël  d'Été")
    'jean-noel-d-ete'
    >>> slug("recognition of the republic", 20)
    'recognition-of-the'
    >>> slug("Україна")
    'x-83b059'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) > limit:
        whole = whole[: limit + 1].rpartition("-")[0] or whole[:limit]
    return whole or f"x-{digest(text, 6)}"


def digest(text: str, length: int) -> str:
    """The first `length` hex digits of the text's SHA-256."""
    import hashlib  # loads OpenSSL, which asking a question does not need

    return hashlib.sha256(text.encode()).hexdigest()[:length]


def tail(path: str) -> str:
    """A path as one step of another: without its kind, slashes as hyphens.

    >>> tail("body/france/senate")
    'france-senate'
    """
    return path.partition("/")[2].replace("/", "-") or path


def article(date: str | None, sha256: str) -> str:
    """An article, by its printed date and the hash of its text.

    >>> article(None, "00776020b5be841ee6")
    'article/undated-00776020b5be'
    """
    return f"article/{date or 'undated'}-{sha256[:12]}"


def graph(article_path: str) -> str:
    """The named graph of an article."""
    return f"{article_path}#graph"


def withdrawn(article_path: str) -> str:
    """The named graph of an article whose text was replaced by another."""
    return f"{article_path}{WITHDRAWN}"


def run(article_path: str) -> str:
    """The run that read an article."""
    return f"{article_path}#run"


def publication(article_path: str, *known: str) -> str:
    """One place where an article was published, by what is known of it."""
    return f"{article_path}#p-{digest(chr(31).join(known), 10)}"


def passage(article_path: str, span: Span) -> str:
    """A stretch of an article's text: RFC 5147 fragment, counted in code points.

    >>> from kg.types import Span
    >>> passage("article/x", Span(4, 10))
    'article/x#char=4,10'
    """
    return f"{article_path}#char={span.start},{span.end}"


def assertion(article_path: str, subject: str, prop: str, value: str, spans: Iterable[Span]) -> str:
    """One value as these sentences of an article give it."""
    place = " ".join(f"{span.start},{span.end}" for span in spans)
    return f"{article_path}#a-{digest(f'{subject} {prop} {value} {place}', 10)}"


def measure(body_path: str | None, date: str | None, subject: str) -> str:
    """A measure, by who decides, the month, and the subject.

    >>> measure("body/france/senate", "2020-11-25", "recognition")
    'measure/france/senate/2020-11/recognition'
    """
    body = body_path.removeprefix("body/") if body_path else "unknown-body"
    return f"measure/{body}/{date[:7] if date else 'undated'}/{subject}"


def decision(measure_path: str, variant: str = "") -> str:
    """The decision on a measure; `variant` tells another body's or another outcome from the adoption."""
    return f"{measure_path}/decision" + (f"/{variant}" if variant else "")


def record(kind: str, name: str, article_path: str, *spans: Span) -> str:
    """What one article reports in one place: kind, a telling name, and a hash of the place.

    >>> from kg.types import Span
    >>> record("statement", "someone/2020-11-25", "article/x", Span(0, 9))
    'statement/someone/2020-11-25/57dfdc'
    """
    place = " ".join(f"{span.start},{span.end}" for span in spans)
    return f"{kind}/{name}/{digest(f'{article_path} {place}', 6)}"


def issue(text: str) -> str:
    """A question on which one can take a side."""
    return f"issue/{slug(text, 80)}"


def recognition(recognizer: str, recognized: str, object_: str, state: str) -> str:
    """Whether one recognises another; what is asked for or announced is another state of affairs than what is.

    >>> recognition("state/france", "state/kosovo", "state", "")
    'recognition/france--kosovo'
    >>> recognition("state/france", "other/a-genocide", "genocide", "calls-for")
    'recognition/france--a-genocide/genocide/calls-for'
    """
    steps = [f"recognition/{tail(recognizer)}--{tail(recognized)}"]
    return "/".join(steps + [step for step in ("" if object_ == "state" else object_, state) if step])


def role(person_path: str, title: str) -> str:
    """The office in which a person speaks, as reported."""
    return f"role/{tail(person_path)}/{slug(title)}"


def disagreement(subject: str, prop: str) -> str:
    """What reports differ on."""
    return f"{subject}/disagreement/{prop}"
