"""What of the input is new: sources and the ledger in, the articles that must be read out.

A piece of input that was read before, byte for byte, is not even parsed; an article whose text was read before by the
same version of extraction is not read again, wherever it is found now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from kg.ledger import Found, Ledger
from kg.parse import parse
from kg.read import STDIN
from kg.types import Article, InputOptions, Lost, Problem, Source

Tell = Callable[[Problem], None]


class Piece(NamedTuple):
    """A piece of input: what tells it from every other, where it is, and the articles and problems in it.

    `parsed` is True if its items are there already: then it is not passed over, as what was read from it is there too.
    """

    digest: str
    place: str
    items: Callable[[], Iterable[Article | Problem]]
    parsed: bool = False


@dataclass(slots=True)
class Counts:
    """How many places the articles of a build were found at, by what had become of them since the build before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    skipped: int = 0


@dataclass(slots=True)
class Intake:
    """One build's intake. `counts` and `waiting` fill while `articles` is consumed.

    `waiting` maps the path of each article that was given out to the places it was found at: who keeps what was read
    from it takes them from there.
    """

    ledger: Ledger
    extractor: str
    options: InputOptions
    tell: Tell
    keep: bool = True
    counts: Counts = field(default_factory=Counts)
    waiting: dict[str, list[Found]] = field(default_factory=dict)

    def articles(self, sources: Iterable[Source | Problem]) -> Iterator[Article]:
        """The articles that must be read, each once; all others are noted in the ledger as found."""
        return self.taken(pieces(sources, self.options))

    def taken(self, pieces: Iterable[Piece | Problem]) -> Iterator[Article]:
        """The same of input that is in pieces."""
        for piece in pieces:
            if isinstance(piece, Problem):
                self.skip(piece)
                continue
            places = () if piece.parsed else self.ledger.places_of(piece.digest)
            if places:
                self.ledger.see(places)
                self.counts.unchanged += len(places)
            else:
                yield from self._parsed(piece)

    def _parsed(self, piece: Piece) -> Iterator[Article]:
        """The articles of a piece that is not known. One with faults is parsed again next time, to tell them again."""
        items = list(piece.items())
        problems = [item for item in items if isinstance(item, Problem)]
        for problem in problems:
            self.skip(problem)
        for article in items:
            if isinstance(article, Article) and article.text.strip():
                found = self._found(piece.place, "" if problems else piece.digest, article)
                if self._wanted(found):
                    yield article

    def _found(self, where: str, piece: str, article: Article) -> Found:
        # What comes by standard input is no other version of what came by it before.
        key = article.key or (article.sha256 if where == STDIN else "")
        place = f"{where}#{key}" if key else where
        path = article.path
        if self.ledger.was_seen(place) or any(f.place == place for f in self._given()):
            place = f"{place}#{path}"  # two articles of one id: neither is lost
        return Found(place, piece, path, article.published_as)

    def _given(self) -> Iterator[Found]:
        return (found for same in self.waiting.values() for found in same)

    def _wanted(self, found: Found) -> bool:
        """True if the article must be read; if not, that it was found is noted now or with the one that waits."""
        self._count(found, 1)
        if found.article in self.waiting:
            self.waiting[found.article].append(found)
            return False
        if self.ledger.has(found.article, self.extractor):
            self.ledger.place(found, self.keep)
            return False
        self.waiting[found.article] = [found]
        return True

    def _count(self, found: Found, by: int) -> None:
        """Count a place, or take it back, by what has become of it."""
        before = self.ledger.publication_at(found.place)
        fate = "new" if before is None else "unchanged" if before == (found.article, found.publication) else "changed"
        setattr(self.counts, fate, getattr(self.counts, fate) + by)

    def lose(self, lost: Lost) -> None:
        """Note that an article which was given out could not be read: it counts as skipped, and is read again next time."""
        for found in self.waiting.pop(lost.article.path, ()):
            self._count(found, -1)
        self.skip(lost.problem)

    def skip(self, problem: Problem) -> None:
        """Tell a problem; one that is an error counts as input that was left out."""
        self.counts.skipped += problem.severity == "error"
        self.tell(problem)


def pieces(sources: Iterable[Source | Problem], options: InputOptions) -> Iterator[Piece | Problem]:
    """Sources as pieces, each parsed when its items are asked for; problems pass through."""
    for source in sources:
        if isinstance(source, Problem):
            yield source
        else:
            yield Piece(_piece(source, options), source.place, partial(parse, [source], options))


def _piece(source: Source, options: InputOptions) -> str:
    """What makes a piece of input the same as before: where it is, what it is called, how it is read, and its bytes."""
    wish = (options.language, *(f"{what}={column}" for what, column in sorted(options.columns.items())))
    head = "\0".join((source.place, source.id, source.media, source.date or "", source.url, *wish))
    return hashlib.sha256(head.encode() + b"\0" + source.data).hexdigest()
