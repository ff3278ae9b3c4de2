"""The values that travel before anything is understood: what was found, and the texts in it (then: `kg.types`).

    Source ─parse─> Article

They stand apart, for a build in which nothing is new needs no others, and making the types of all facts takes it longer
than reading the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg import iri

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: half-open, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place.

        >>> Span(4, 10).of("The Senate voted")
        'Senate'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True if `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one input, as data: it is reported and the rest goes on.

    `where` is what a person can find again (a path, a path with a line, an article's id); `code` is stable.
    """

    where: str
    code: str
    message: str
    severity: Severity = "error"


class Source(NamedTuple):
    """One input as it was found, not yet decoded: a file, a line of JSONL, standard input.

    `origin` is what a person is told; `place` is the same for every build, wherever it is started: the real path.
    `url` is the address that the input itself tells, if it does.
    """

    id: str
    origin: str
    data: bytes
    media: str = "text/plain"
    date: str | None = None
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How input is read. `max_bytes` caps a file, a line, a row, a page.

    `columns` maps what a record tells ("text", "date", "title" ...) to the field that the user names for it;
    `language` is "en", or "any" for no check.
    """

    max_bytes: int = 10_000_000
    columns: Mapping[str, str] = field(default_factory=dict)
    language: Literal["en", "any"] = "en"


@dataclass(frozen=True, slots=True, order=True)
class Publication:
    """One place where a text was published, as far as its input tells. `id` is the input's own id or the file's stem.

    `outlet` is the paper, agency or site; `url` as given; `language` a code of ISO 639-1 that the input declares;
    `encoding` is set where it had to be guessed.
    """

    id: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text, fixed. `date` is the printed publication date if there is one; `body` is where the header ends.

    `publication` tells where it was published, if the input tells more than an id. `key` tells it from the other
    articles of the same source, whatever their order: the input's own id, or a hash; "" for the only one of a source.
    """

    id: str
    origin: str
    text: str
    sha256: str
    date: str | None = None
    date_span: Span | None = None
    body: int = 0
    publication: Publication | None = None
    key: str = ""

    @property
    def path(self) -> str:
        """Its relative IRI."""
        return iri.article(self.date, self.sha256)

    @property
    def published_as(self) -> Publication:
        """Where it was published: what the input tells, or its id alone."""
        return self.publication or Publication(self.id)


class Lost(NamedTuple):
    """An article that could not be read, and why."""

    article: Article
    problem: Problem
