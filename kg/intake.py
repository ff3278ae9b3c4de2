"""What of the input is new: sources and the ledger in, the articles that must be read out.

A piece of input that was read before, byte for byte, is not even parsed; an article whose text was read before by the
same version of extraction is not read again, wherever it is found now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from kg.inputs import Article, InputOptions, Lost, Problem, Source
from kg.ledger import Found, Ledger
from kg.read import STDIN

Tell = Callable[[Problem], None]


class Piece(NamedTuple):
    """A piece of input: what tells it from every other, where it is, and the articles and problems in it.

    `parsed` is True if its items are there already: then it is not passed over, as what was read from it is there too.
    `size` is that of what it holds in memory, in bytes.
    """

    digest: str
    place: str
    items: Callable[[], Iterable[Article | Problem]]
    parsed: bool = False
    size: int = 0


#: Pieces about which the ledger is asked together: so many, or so few that they hold some so many bytes.
TOGETHER, BYTES = 64, 1_000_000


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
        for some in together(pieces):
            if isinstance(some, Problem):
                self.skip(some)
            elif not self._known(some):
                # One by one: what is noted of a piece may change what is known of those behind it.
                for piece in some:
                    if not self._known([piece]):
                        yield from self._parsed(piece)

    def _known(self, some: Sequence[Piece]) -> bool:
        """True if nothing in the pieces is new: then they are noted as found once more."""
        if any(piece.parsed for piece in some):
            return False
        known = self.ledger.places_of([piece.digest for piece in some])
        if any(piece.digest not in known for piece in some):
            return False
        places = [place for piece in some for place in known[piece.digest]]
        self.ledger.see(places)
        self.counts.unchanged += len(places)
        return True

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
    columns = (f"{what}={column}" for what, column in sorted(options.columns.items()))
    wish = "\0".join((options.language, *columns))
    for source in sources:
        if isinstance(source, Problem):
            yield source
        else:
            items = partial(_items, source, options)
            yield Piece(_digest(source, wish), source.place, items, size=len(source.data))


def together(pieces: Iterable[Piece | Problem]) -> Iterator[list[Piece] | Problem]:
    """Pieces that follow one another, as many as are looked up at once; a problem by itself.

    None is taken behind one that is parsed: whoever gave that holds what was found in it only until the next.
    """
    some: list[Piece] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Piece):
            some.append(piece)
            size += piece.size
            if len(some) < TOGETHER and size < BYTES and not piece.parsed:
                continue
        if some:
            yield some
            some, size = [], 0
        if isinstance(piece, Problem):
            yield piece
    if some:
        yield some


def _items(source: Source, options: InputOptions) -> Iterable[Article | Problem]:
    """What is in a source. The parsers are loaded when there is one to be read."""
    from kg.parse import parse

    return parse([source], options)


def _digest(source: Source, wish: str) -> str:
    """What makes a piece of input the same as before: where it is, what it is called, how it is read, and its bytes."""
    head = "\0".join((source.place, source.id, source.media, source.date or "", source.url, wish, ""))
    found = hashlib.sha256(head.encode())
    found.update(source.data)
    return found.hexdigest()
