"""The day on which an article without a date was published, where its own words force one.

A date is printed on a line of its own or opens the text (basis "stated"), or it follows from the words (basis
"inferred"): one and the same event is told once by a date ("Nov. 30") and once by a day of the week, "yesterday" or
"a day earlier". Each such pair is an equation in the unknown day. A candidate must solve all of them; it must be the
newest day that the article tells of, as news is of its own day; and it lies in the first fitting year not before the
latest year told as past. Where that leaves no day or several, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.times.tense import SENTENCE_END, lean
from kg.extract.times.timeexpressions import TimeExpression
from kg.extract.times.timewords import words
from kg.types import Published, Span

#: How many years after the latest one told as past an article may have been written. A date falls on a given weekday in
#: one year of seven: a wider choice would find a year for an article that speaks of the distant past alone.
HORIZON = 2
#: A report has some dozens of time expressions; of a list of thousands, these tell enough.
MANY = 200
NOTHING = Published(None, "none", reason="the text does not tell", confidence=0.0)


@dataclass(frozen=True, slots=True)
class Clue:
    """A day told from the publication day D: the latest `weekday` up to D, or D itself, moved by `days`.

    `spans` are the expressions that tell it.
    """

    spans: tuple[Span, ...]
    weekday: int | None
    days: int

    def on(self, published: date) -> date:
        """The day meant, if the article was published on that day."""
        back = 0 if self.weekday is None else (published.weekday() - self.weekday) % 7
        return published + timedelta(days=self.days - back)


@dataclass(frozen=True, slots=True)
class Link:
    """A date and a clue that tell of the same event."""

    dated: TimeExpression
    clue: Clue

    def holds(self, published: date) -> bool:
        """True if both name the same day for an article of that day."""
        return _latest_turn(self.dated, published) == self.clue.on(published)


def infer_publication(
    text: str, expressions: Sequence[TimeExpression], latest: str | None = None, horizon: int = HORIZON
) -> Published:
    """The publication day of a text without a date of its own, with the passages that force it and the reasons.

    `expressions` are those of `dates.find(text)`; `latest` is an ISO day after which the article cannot have been
    written, normally the day of the run. `Published(None, "none")` if the words do not force a single day.

    >>> from kg.extract.times.timeexpressions import find
    >>> text = "Berlin, 3 May 2019 (Outlet) - The chamber met."
    >>> infer_publication(text, find(text)).date
    '2019-05-03'
    """
    if (stated := printed(text, expressions)) is not None:
        return stated
    past = [e for e in expressions[:MANY] if lean(text, e) != "future"]
    clues = tuple(_clues(text, past))
    links = tuple(_links(text, past, clues))
    first = _first_year(past, links)
    if first is None:
        return NOTHING
    day = _forced(links, [clue for _, clue in clues], first.year or 0, latest, horizon)
    return _explained(text, day, links, first) if day else NOTHING


# --- a date in print -------------------------------------------------------------------------------------------------


def printed(text: str, expressions: Sequence[TimeExpression]) -> Published | None:
    """A full date alone on one of the first lines, after "Published", or in a dateline."""
    head = _end_of_head(text)
    for e in expressions:
        if e.kind != "day" or e.span.end > head or not e.year or not e.month or not e.day:
            continue
        line = Span(text.rfind("\n", 0, e.span.start) + 1, (text + "\n").index("\n", e.span.end))
        before, after = text[line.start : e.span.start], text[e.span.end : line.end]
        if LABEL.fullmatch(before) and not after.strip():
            how = "printed on a line of its own"
        elif PLACE.fullmatch(before) and (DATELINE_END.match(after) or not after.strip()):
            how = "printed in the dateline"
        else:
            continue
        return Published(date(e.year, e.month, e.day).isoformat(), "stated", (e.span,), how)
    return None


def _end_of_head(text: str) -> int:
    lines = [match.end() for match in re.finditer(r"\S[^\n]*(?:\n|$)", text[:2000])][:5]
    return lines[-1] if lines else 0


# --- clues and what they tie together --------------------------------------------------------------------------------


def _clues(text: str, past: Sequence[TimeExpression]) -> Iterator[tuple[TimeExpression, Clue]]:
    """Days told from the publication day; "a day earlier" counts from the clue before it in its sentence."""
    last: tuple[TimeExpression, Clue] | None = None
    for e in past:
        if e.kind == "weekday" and e.side is None and e.offset is None:
            last = e, Clue((e.span,), e.weekday, 0)
        elif e.kind == "relative-day" and not e.narrative and -2 <= (e.offset or 0) <= 0:
            last = e, Clue((e.span,), None, e.offset or 0)
        elif e.kind == "relative-day" and e.narrative and (e.offset or 0) < 0:
            if last is None or SENTENCE_END.search(text, last[0].span.end, e.span.start):
                continue
            base = last[1]
            yield e, Clue((*base.spans, e.span), base.weekday, base.days + (e.offset or 0))
            continue
        else:
            continue
        yield last


def _links(text: str, past: Sequence[TimeExpression], clues: Sequence[tuple[TimeExpression, Clue]]) -> Iterator[Link]:
    """Every date that is tied to a clue: by its own weekday, by standing beside it, by telling the same event."""
    tellings = {e.span: _telling(text, e, past) for e in past}
    for dated in past:
        if dated.kind not in ("day", "month-day"):
            continue
        if dated.kind == "month-day" and dated.weekday is not None:
            yield Link(dated, Clue((dated.span,), dated.weekday, 0))
        for e, clue in clues:
            if _beside(text, e.span, dated.span) or tellings[e.span].same_event(tellings[dated.span]):
                yield Link(dated, clue)


def _beside(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return BESIDE.fullmatch(text, first.end, second.start) is not None


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words around an expression tell: kinds of events, who acts, the other words by their first letters."""

    sentence: int
    events: frozenset[str]
    bodies: frozenset[str]
    words: frozenset[str]

    def same_event(self, other: Telling) -> bool:
        """True if two sentences tell of one kind of event, by no two bodies, in at least two words alike."""
        if self.sentence == other.sentence or not self.events & other.events:
            return False
        two_bodies = self.bodies and other.bodies and not self.bodies & other.bodies
        return not two_bodies and len(self.words & other.words) >= 2


def _telling(text: str, e: TimeExpression, among: Sequence[TimeExpression]) -> Telling:
    """The words around an expression, within its sentence and up to the expressions next to it."""
    start = max((x.span.end for x in among if x.span.end <= e.span.start), default=0)
    end = min((x.span.start for x in among if x.span.start >= e.span.end), default=len(text))
    begun = [m.end() for m in SENTENCE_END.finditer(text, max(start, e.span.start - 400), e.span.start)]
    start = max([start, e.span.start - 400, *begun])
    end = min(end, e.span.end + 400)
    comma = 2 * text.startswith(", ", e.span.end)
    done = CLAUSE_END.search(text, e.span.end + comma, end)
    after = text[e.span.end : done.start() if done else end]
    near = WORD.findall(text[start : e.span.start].lower())[-14:] + WORD.findall(after.lower())[:10]
    told = frozenset(w[:5] for w in near if len(w) > 3 and w not in EMPTY and not ANY_EVENT.fullmatch(w))
    return Telling(_sentence_start(text, e.span.start), _kinds(EVENTS, near), _kinds(BODIES, near), told)


def _kinds(table: dict[str, re.Pattern[str]], near: Sequence[str]) -> frozenset[str]:
    return frozenset(kind for kind, names in table.items() if any(names.fullmatch(word) for word in near))


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - 1000)
    return max((m.end() for m in SENTENCE_END.finditer(text, low, at)), default=low)


def _first_year(past: Sequence[TimeExpression], links: Sequence[Link]) -> TimeExpression | None:
    """Where the year of the article is told: by a linked full date, else as the latest year that lies behind it.

    Without a year in a date, one link might hold by chance: it takes two, or a weekday said with the date. Only a
    weekday tells one year from another. And a year told only once may be history; the article's own time is told of
    repeatedly.
    """
    full = [link.dated for link in links if link.dated.year]
    if full:
        return full[0]
    sure = any(link.dated.weekday is not None for link in links) or len({link.clue.spans for link in links}) > 1
    told = sorted((e for e in past if e.year), key=lambda e: e.year or 0)
    weekday = any(link.clue.weekday is not None for link in links)
    if not sure or not weekday or len(told) < 2 or told[-1].year != told[-2].year:
        return None
    return told[-1]


# --- the unknown day -------------------------------------------------------------------------------------------------


def _forced(links: Sequence[Link], clues: Sequence[Clue], first: int, latest: str | None, horizon: int) -> date | None:
    """The one day that solves all links in the first week in which any does, or None.

    "Yesterday" and "today" settle the day themselves; weekdays leave seven, of which the newest told is the day.
    """
    last = min(date(min(first + horizon, 9999), 12, 31), date.fromisoformat(latest) if latest else date.max)
    days = (date(first, 1, 1) + timedelta(days=n) for n in range((last - date(first, 1, 1)).days + 1))
    equations = {(_turn_of(link), link.clue.weekday, link.clue.days): link for link in links}.values()
    newest = {(clue.weekday, clue.days): clue for clue in (*clues, *(link.clue for link in links))}.values()
    settled = any(link.clue.weekday is None for link in links)
    fit = [
        day
        for day in days
        if all(link.holds(day) for link in equations) and (settled or day == max(clue.on(day) for clue in newest))
    ]
    if not fit:
        return None
    here = [day for day in fit if (day - fit[0]).days < 7]
    spread = sorted((_spread(clues, day), day) for day in here)
    if len(spread) > 1 and spread[1][0] - spread[0][0] < 2:
        return None
    return spread[0][1]


def _turn_of(link: Link) -> tuple[int | None, ...]:
    return link.dated.year, link.dated.month, link.dated.day


def _spread(clues: Sequence[Clue], day: date) -> int:
    """Over how many days the article's clues are spread: the days of one story lie close together."""
    told = [clue.on(day) for clue in clues]
    return (max(told) - min(told)).days if told else 0


def _latest_turn(dated: TimeExpression, published: date) -> date | None:
    """The day of a date told as past: as stated, or without a year its latest turn up to the publication day."""
    assert dated.month and dated.day
    for year in (dated.year,) if dated.year else (published.year, published.year - 1):
        try:
            day = date(year, dated.month, dated.day)
        except ValueError:
            continue
        if day <= published:
            return day
    return None


def _explained(text: str, day: date, links: Sequence[Link], first: TimeExpression) -> Published:
    """The day with its passages and, in words, why it can be no other."""
    spans = {first.span, *(link.dated.span for link in links), *(s for link in links for s in link.clue.spans)}
    told = dict.fromkeys(
        f"“{link.dated.span.of(text)}” is the day told as {_quoted(text, link.clue)}, a {link.clue.on(day):%A}"
        for link in links
    )
    year = f"“{first.span.of(text)}” is past" if not links[0].dated.year else f"the year is {first.year}"
    solved = len({link.clue.spans for link in links})
    gap = day.year - (first.year or 0)
    confidence = (0.9 if solved > 1 else 0.75) - (0.1 if gap > 2 else 0.0)
    reason = "; ".join([*told, year, f"the first day that fits is {day:%A} {day.isoformat()}"])
    return Published(day.isoformat(), "inferred", tuple(sorted(spans)), reason, round(confidence, 2))


def _quoted(text: str, clue: Clue) -> str:
    return " … ".join(f"“{span.of(text)}”" for span in clue.spans)


LABEL = re.compile(r"\s*(?:(?:Published|Updated|Posted|Date)(?:\s+on)?:?\s*)?", re.I)
PLACE = re.compile(r"\s*[A-Z][\w.'’ ]{1,30}(?:[,/][\w.'’ /]{1,30})?,?\s*(?:\([A-Z]\w+\)\s?[-–—]+\s|\()?")
DATELINE_END = re.compile(r"\)?\s*(?:\([^)\n]{1,30}\)|[A-Z]{2,}\w*)?\s*[-–—:]")
BESIDE = re.compile(r",?\s*\(?(?:which was\s|that is,?\s|or\s)?(?:the\s)?")
CLAUSE_END = re.compile(rf"{SENTENCE_END.pattern}|[;:]|,\s|\s(?:which|who|after|before|while|as|over|when|saying)\s")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
EVENTS = {
    kind: re.compile(verbs)
    for kind, verbs in {
        "decide": (
            r"adopt(?:ed|s|ing|ion)?|approv(?:ed?|es|ing|al)|pass(?:ed|es|ing|age)?|ratif(?:y|ied|ies|ication)"
            r"|vot(?:e|ed|es|ing)|endors(?:ed?|es)|reject(?:ed|s|ion)?|veto(?:ed|es)?|defeat(?:ed|s)?|enact(?:ed|s)?"
        ),
        "meet": r"met|meet(?:s|ing)?|talks|summit|gather(?:ed|s|ing)?|conven(?:ed?|es)",
        "sign": r"sign(?:ed|s|ing)?",
        "elect": r"elect(?:ed|s|ion)?|re-elected|won|win|wins|sworn|inaugurat(?:ed|ion)",
        "attack": r"attack(?:ed|s)?|kill(?:ed|s|ing)?|bomb(?:ed|ing|ings)?|explo(?:ded|sion)|struck|strikes?",
        "resign": r"resign(?:ed|s|ation)?|stepp?ed|quit|dismiss(?:ed|al)|sacked",
        "arrest": r"arrest(?:ed|s)?|detain(?:ed|s)?",
        "recognise": r"recogni[sz](?:ed?|es)|recognition",
        "announce": r"announc(?:ed?|es|ement)|declar(?:ed?|es|ation)|publish(?:ed)?|issu(?:ed?|es)",
    }.items()
}
BODIES = {
    kind: re.compile(names)
    for kind, names in {
        "upper house": r"senate|senators?|upper|lords|bundesrat",
        "lower house": r"assembly|lower|commons|deputies|representatives|bundestag|congressmen",
        "council": r"council|councillors",
        "committee": r"committee|commission",
        "government": r"government|cabinet|ministers",
        "court": r"court|judges|tribunal",
    }.items()
}
ANY_EVENT = re.compile("|".join(f"(?:{verbs.pattern})" for verbs in EVENTS.values()))
EMPTY = frozenset(
    words(
        "that this with from have been were which their they also said says into over after before about against when"
        " while what there will would could more than some other such only upon under between during being both"
    )
)
