"""News to measure speed on: given articles retold under other names and dates, as often as wanted.

    seeds ─names, forms, dates found─> template ─copy n─> other states, persons, places, days ─> FOLDER/NNN-K.txt

Within one copy every name is replaced by the same other one in all articles, so that there is as much to be joined as
in the originals; states take the names, adjectives and capitals of other states of the gazetteer, contested polities
those of others, and what the gazetteer does not know becomes an invented word. Days move by whole weeks, so weekdays
stay right. No text comes twice: a build can save no work by remembering one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from kg import gazetteer, lexicon
from kg.extract.times import dates

if TYPE_CHECKING:
    from kg.gazetteer import Entity, Gazetteer

Renaming = Mapping[str, str]
#: From the number of a copy to its texts.
Retell = Callable[[int], Iterator[str]]

MONTHS = tuple(datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13))
#: As news writes them before a day.
SHORT = {month: f"{month[:3]}." if len(month) > 4 else month for month in MONTHS} | {"September": "Sept."}
WEEKDAYS = tuple(datetime.date(2000, 1, day).strftime("%A") for day in range(3, 10))
WEEKS = range(-700, 150)
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
WORD = re.compile(r"\b[A-Z][^\W\d_]+\b(?!\.)")
HEADER = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})")
DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|\b(?P<month>{'|'.join(MONTHS)}|(?:{'|'.join(sorted({m[:3] for m in MONTHS} | {'Sept'}))})\.)"
    r"(?: (?P<day>\d{1,2})\b(?:, (?P<year>\d{4}))?)?"
    r"|\b(?P<alone>(?:19|20)\d\d)\b"
)


def write(originals: Sequence[str], copies: int, folder: Path) -> int:
    """Write all copies of the originals into a folder as text files; return how many words they hold."""
    words = 0
    retell = teller(originals)
    for copy in range(copies):
        for number, text in enumerate(retell(copy)):
            (folder / f"{copy:03}-{number}.txt").write_text(text, encoding="utf-8")
            words += len(text.split())
    return words


def teller(originals: Sequence[str]) -> Retell:
    """A function from the number of a copy to its texts, one for each original, in order."""
    known = gazetteer.load()
    sources = polities(originals, known)
    names = unknown_names(originals, known)
    days = [published(text) for text in originals]

    def retell(copy: int) -> Iterator[str]:
        random = Random(copy)
        weeks = datetime.timedelta(weeks=random.choice(WEEKS))
        renaming = {name: invented(name, copy) for name in names} | other_polities(sources, known, random)
        for text, day in zip(originals, days, strict=True):
            yield renamed(redated(text, day, weeks), renaming)

    return retell


# --- names --------------------------------------------------------------------------------------------------------


def polities(texts: Iterable[str], known: Gazetteer) -> list[Entity]:
    """The states and contested polities that the texts name, or whose bodies they name, by path."""
    entities = [hit.entities[0] for text in texts for hit in known.find(text)]
    paths = {entity.path if entity.is_polity else entity.of for entity in entities}
    named = (known.entity(path) for path in sorted(filter(None, paths)))
    return [entity for entity in named if entity.kind in ("state", "contested")]


def other_polities(sources: Iterable[Entity], known: Gazetteer, random: Random) -> dict[str, str]:
    """Form -> form, for each of the sources and another polity of its kind, no two alike."""
    sources = list(sources)
    free = [entity for entity in known.polities() if usable(entity, known) and entity not in sources]
    random.shuffle(free)
    renaming: dict[str, str] = {}
    for source in sources:
        target = next(entity for entity in free if entity.kind == source.kind)
        free.remove(target)
        renaming |= forms(source, target)
    return renaming


def usable(entity: Entity, known: Gazetteer) -> bool:
    """True for a polity with a name that needs no article, an adjective and a capital, all its own."""
    words = (entity.name, *entity.adjectives[:1], entity.capital or "")
    alone = all(known.lookup(word)[:1] == (entity,) for word in words)
    return alone and entity.phrase == entity.name and bool(entity.adjectives)


def forms(source: Entity, target: Entity) -> dict[str, str]:
    """Every form of one polity to that of another."""
    capital = target.capital or target.name
    names = (*source.aliases, source.label, source.name)
    return {
        **dict.fromkeys(source.metonyms, capital),
        **dict.fromkeys(source.demonyms, target.demonyms[0] if target.demonyms else target.adjectives[0]),
        **dict.fromkeys(source.adjectives, target.adjectives[0]),
        **{name: target.name + " Republic" * name.endswith(" Republic") for name in names},
    }


def unknown_names(texts: Iterable[str], known: Gazetteer) -> list[str]:
    """The capitalised words inside sentences that neither gazetteer nor lexicon knows: persons and places."""
    common = {word for form in lexicon_forms() for word in form.split()}
    common |= {word.lower() for entity in known for _, form in entity.forms() for word in re.findall(r"\w+", form)}
    common |= {word.lower() for word in (*MONTHS, *WEEKDAYS)}
    found = {m[0] for text in texts for m in WORD.finditer(text) if re.search(r"[\w,] ?$|-$", text[: m.start()][-2:])}
    return sorted(word for word in found if word.lower() not in common)


def lexicon_forms() -> Iterator[str]:
    """All words of the lexicon, as written in lower case."""
    for senses in lexicon.load().senses.values():
        yield from senses


def invented(name: str, copy: float) -> str:
    """A name that nobody bears, the same for the same name and copy.

    >>> invented("Astrid", 1) == invented("Astrid", 1) != invented("Astrid", 2)
    True
    """
    random = Random(f"{name} {copy}")
    return "".join(random.choices(SYLLABLES, k=random.choice((2, 3, 3)))).capitalize() + random.choice("nrslt")


def renamed(text: str, renaming: Renaming) -> str:
    """The text with every name replaced, all at once, the longest first; "a" and "an" made to fit.

    >>> renamed("An Armenian asked the U.S.", {"Armenian": "Chilean", "U.S.": "Peru"})
    'A Chilean asked Peru'
    """
    longest = sorted(renaming, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?:\b(An?|an?|the) )?(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")
    return pattern.sub(lambda match: _with_article(match, renaming[match[2]]), text)


def _with_article(match: re.Match[str], name: str) -> str:
    article = match[1] or ""
    if article == "the" and match[2].endswith("."):
        return name
    if article in ("A", "An", "a", "an"):
        article = article[0] + ("n" if name[0] in "AEIOU" else "")
    return f"{article} {name}".lstrip()


# --- dates --------------------------------------------------------------------------------------------------------


def published(text: str) -> datetime.date:
    """The day in the header, else the one that the text itself tells, else the first day of its last year."""
    header = HEADER.match(text)
    told = header[1] if header else dates.infer_publication(text, dates.find(text)).date
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    return datetime.date.fromisoformat(told or f"{max(years, default='2000')}-01-01")


def redated(text: str, day: datetime.date, by: datetime.timedelta) -> str:
    """The text with all its dates moved; `day` is its own, which tells the year of days without one.

    >>> redated("On Nov. 23 and July 29, 1993", datetime.date(2020, 11, 26), datetime.timedelta(weeks=1))
    'On Nov. 30 and August 5, 1993'
    """
    years = (day + by).year - day.year

    def moved(match: re.Match[str]) -> str:
        if match["iso"]:
            return str(datetime.date.fromisoformat(match["iso"]) + by)
        if match["alone"]:
            return str(int(match["alone"]) + years)
        return _moved_month(match, day, by)

    return DATE.sub(moved, text)


def _moved_month(match: re.Match[str], day: datetime.date, by: datetime.timedelta) -> str:
    """A month with or without day and year, written as it was."""
    short = match["month"].endswith(".")
    month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3]))
    date = datetime.date(int(match["year"] or day.year), month, int(match["day"] or 15)) + by
    name = MONTHS[date.month - 1]
    return (
        (SHORT[name] if short else name)
        + (f" {date.day}" if match["day"] else "")
        + (f", {date.year}" if match["year"] else "")
    )
