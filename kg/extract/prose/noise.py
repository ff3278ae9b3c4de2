"""What in an article is not prose, and where a sentence must begin. Text in, text or offsets out.

`blank` overwrites furniture (outlet names, bylines, credits, links) with spaces, one for one, so that a
parser does not see it and every offset holds. It errs towards keeping: what may carry a fact stays.
`breaks` gives the places where a line starts afresh, which tells a heading or a paragraph from a hard-
wrapped line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.types import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WRAP = 120  # no hard-wrapped text is set wider, in code points
_SCAN = 400  # the longest line of furniture, in code points
_RUN = 12  # outlets in a row

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_AGENCY = r"(?:Reuters|AP|AFP|UPI|dpa|DPA|ANSA|EFE|TASS|Interfax|Xinhua|PTI|ANI|Yonhap|Kyodo|CNN|BBC(?: News)?)"
_NAME = r"[A-Z\u00c0-\u00de][\w'’.-]{0,30}"
_NAMES = rf"{_NAME}(?:(?:,? and |, |[ ]){_NAME}){{1,9}}"

# Openings that make a whole line furniture, whatever follows up to the length given.
_INVITATIONS = "|".join(
    (
        r"read more (?:about|on|in|at|here)\b",
        r"(?:continue reading|click here|tap here|scroll to continue|story continues below)\b",
        r"article continues (?:after|below)\b",
        r"(?:sign up|subscribe|log in|register) (?:to|for|now|here|today|and|via)\b",
        r"(?:follow us on|share this|share on|join our|get our|already a subscriber|enter your e-?mail)\b",
        r"download (?:the|our) .{0,30}\bapp\b",
        r"support our (?:work|journalism)\b",
    )
)
_POINTERS = "|".join(
    (
        r"read (?:more|also|next|our)|see also|also read|continue reading|keep reading|more on this",
        r"watch|listen",
        r"related(?: (?:articles?|stories|news|coverage))?|recommended|most read|don['’]t miss",
    )
)
_BUTTONS = r"subscribe|sign up|share|tweet|e-?mail|print|comments?|newsletter|sponsored(?: content)?"
_PICTURE = r"(?:file )?(?:photo(?:graph)?|image|picture|video)s?(?: credits?| source| courtesy(?: of)?)?|caption"
_LINES = tuple(
    re.compile(source)
    for source in (
        rf"(?i:{_INVITATIONS}).{{0,200}}",
        rf"(?i:{_POINTERS})\s*(?:[:|»>→…].*|\.\.\.)?",
        rf"(?i:{_BUTTONS})[!.:]?",
        r"\W{0,6}(?i:advertisement|advertising)(?:\s*[-–—|:(].{0,40}|\W{0,6})",
        rf"\W?(?i:{_PICTURE})\s*:.{{0,300}}",
        r"\W?(?i:(?:file )?photo(?:graph)?s?|image) (?i:by|courtesy of) [A-Z].{0,80}(?<![.])\W?",
        r"(?:©|\(c\)|(?i:copyright)\b).{0,160}",
        r".{0,80}\b(?i:all rights reserved)\b.{0,40}",
        rf"(?i:by|words by|written by|report by|story by) {_NAMES}"
        r"(?:,? (?:in [A-Z]\w+|[\w ]{0,30}(?:writer|reporter|correspondent|editor|staff)s?))?",
        r"\(?(?i:(?:additional )?reporting|editing|compiled|edited|writing) by [A-Z].{0,200}",
        rf"(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})",
        r"(?i:(?:first )?published|(?:last )?updated|posted|last modified)(?:\s*:| on| at)\s.{0,60}\d"
        r".{0,40}(?<![.])",
    )
)

# Furniture within a line.
_CREDITED = r"(?:additional )?reporting|editing|writing|(?:file )?photo|image"
_PIECES = tuple(
    re.compile(source)
    for source in (
        r"\b(?:https?://|www\.)[^\s<>\"”»)\]]*[^\s<>\"”»)\].,;:!?'’]",
        r"(?<=[\w.!?\"”’])\[\d{1,3}\]",
        r"\(\([a-z]{2,3}\)\)(?:[A-Z]\w{1,20} ){1,2}language:[\s\u200b-\u200f]*",  # the mark before words in the original
        rf"[(\[](?i:{_CREDITED}) (?i:by|credit:?|courtesy of) [^()\[\]]{{1,200}}[)\]]",
    )
)
_PLACE = r"[A-Z\u00c0-\u00de][\w'’. -]{1,30}"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_REGION = r", [A-Z][\w. ]{1,20}"
_CAPITALS = r"(?!(?:NATO|OSCE|UNESCO|ASEAN|UN|EU|US|UK)\b)[A-Z][A-Z'’. -]{2,30}"
_SENTENCE = r"(?=\s[A-Z\"“‘])"
_DATELINE = re.compile(
    "(?:"
    + "|".join(
        (
            # "LIMA, Peru, May 2 (Reuters) -", also with the day behind it on a line of its own
            rf"{_PLACE}(?:/{_PLACE})?(?:{_REGION}|(?:{_REGION})?, {_DAY})?,? "
            rf"\((?:{_AGENCY}|{_NAME}(?: {_NAME}){{0,2}})\)\s?[-–—]{{1,2}}(?:\s{_DAY}$)?",
            # "LIMA, May 2, 2019 -", "Lima, 2 May —", "LIMA, 2 May 2019" on a line of its own
            rf"{_PLACE}(?:{_REGION})?, {_DAY}(?:,?\s?[-–—]{{1,2}}{_SENTENCE}|$)",
            rf"{_CAPITALS}(?:, [A-Z][\w.]{{1,20}}(?: \d{{1,2}}|, {_MONTH} \d{{1,2}})?)?\s?(?:[–—]|--){_SENTENCE}",
            rf"{_CAPITALS}, {_MONTH} \d{{1,2}}\. /[A-Z-]{{3,12}}/\.{_SENTENCE}",
            r"[A-Z][A-Z'’. ]{2,30}:(?=\s[A-Z][\w'’]* [a-zA-Z])",
            r"[A-Z][\w'’]+(?: [A-Z]\w+)?, [A-Z]{3,10}\s?[-–—]+",
        )
    )
    + r")(?:\s|$)"
)
_CREDIT = re.compile(r"(?<=[.!?\"”’)])\s+\(?(?:Photo|Image|Picture|Credit)s?(?: credit)?:\s?[^.!?]{1,60}$")

# An outlet in brackets: names, and small words that join them. What smells of a vote or a sentence is kept.
_BRACKET = re.compile(r"\((?P<inner>[^()]{1,120}(?:\([^()]{0,40}\)[^()]{0,40})?)\)\s*$")
_SMALL = (
    r"via|of|the|and|for|in|on|from|through|de|del|la|le|les|el|et|du|der|die|das|al|news|online|net|live|blog"
    r"|video|audio|pdf|link|archived?|subscription|registration|required"
)
_DOMAIN = r"[\w-]{1,40}\.(?:com|org|net|info|tv|gov|int|eu|uk|ca|in|de|fr|it|es|pl|ru|ua|am|az|tr|co)(?:\.\w{2})?"
_TITLE = r"[A-Z\u00c0-\u00de\u0400-\uffff][\w'’!.&+-]*"
_OUTLET_WORD = rf"(?>(?:{_DOMAIN}|{_TITLE}|[a-z]+[A-Z]\w*|\d{{1,4}}|[&+–—|:-]|{_SMALL})(?!\w))"
_OUTLET = re.compile(rf"\W?{_OUTLET_WORD}(?:[\s,/;()]+{_OUTLET_WORD})*\W?")
_DEAD = re.compile(r"(?i:(?:dead link|link dead|broken link|archived|retrieved|accessed)\b.*)")
_FACT = re.compile(
    r"\d\s?[-–—]\s?\d|(?i:\b(?:vot\w+|abst\w+|against|favou?r|adopted|rejected|unanim\w+|passed|vetoed)\b)"
)
_KNOWN_OUTLET = re.compile(rf"{_AGENCY}(?: (?:via|News)\b.*)?")
_STOP = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")


def _outlets(text: str, line: Span) -> Iterator[Span]:
    """The brackets that close a line and name outlets, each after a full stop or after another outlet."""
    run: list[re.Match[str]] = []
    start = line.end
    while len(run) < _RUN and (found := _BRACKET.search(text, max(line.start, start - _SCAN), start)):
        run.insert(0, found)
        start = found.start()
    stopped = bool(_STOP.search(text, max(line.start, start - 8), start))
    for found in run:
        stopped = _outlet(found["inner"], stopped)
        if stopped:
            yield Span(*found.span())


def _outlet(inner: str, stopped: bool) -> bool:
    """True if bracketed words that close a line name an outlet; `stopped`: the sentence before is over."""
    if _DEAD.fullmatch(inner):
        return True
    if _FACT.search(inner) or not _OUTLET.fullmatch(inner):
        return False
    return stopped or bool(_KNOWN_OUTLET.fullmatch(inner))


def _lines(text: str, start: int = 0) -> Iterator[Span]:
    """Every line that holds more than white space, without the white space at its ends."""
    for found in _LINE.finditer(text, start):
        line = found[0]
        if stripped := line.strip():
            first = found.start() + len(line) - len(line.lstrip())
            yield Span(first, first + len(stripped))


def _whole(text: str, line: Span) -> Iterator[Span]:
    if line.end - line.start <= _SCAN and any(rule.fullmatch(text, line.start, line.end) for rule in _LINES):
        yield line


def _pieces(text: str, line: Span) -> Iterator[Span]:
    for rule in _PIECES:
        yield from (Span(*found.span()) for found in rule.finditer(text, line.start, line.end))


def _dateline(text: str, line: Span) -> Iterator[Span]:
    if found := _DATELINE.match(text, line.start, line.end):
        yield Span(*found.span())


def _credit(text: str, line: Span) -> Iterator[Span]:
    if found := _CREDIT.search(text, max(line.start, line.end - 100), line.end):
        yield Span(*found.span())


_RULES: tuple[Callable[[str, Span], Iterator[Span]], ...] = (_whole, _pieces, _dateline, _credit, _outlets)


def blank(text: str, body: int = 0) -> str:
    """The text with what is not prose overwritten by spaces, one for one; line ends stay where they are.

    `body` is where the header ends (`Article.body`), in code points; all before it is blanked. The result
    is as long as `text`, and what is not blanked stands at its old place.

    >>> blank("The Senate passes the bill, 52–46. (Reuters) (BBC)")
    'The Senate passes the bill, 52–46.                 '
    """
    out: list[str] = [_space(text[:body])]
    at = len(out[0])
    for span in _furniture(text, at):
        if span.end > at:
            out += text[at : max(at, span.start)], _space(text[max(at, span.start) : span.end])
            at = span.end
    return "".join((*out, text[at:]))


def dateline(text: str, body: int = 0) -> str:
    """The words of the first dateline, "LIMA, Peru (AP) –", which `blank` takes away; "" if there is none.

    >>> dateline("Vote in Lima\\nLIMA, Peru (AP) – The Congress met.")
    'LIMA, Peru (AP) – '
    """
    found = (span for line in _lines(text, body) for span in _dateline(text, line))
    return next((span.of(text) for span in found), "")


def _furniture(text: str, start: int) -> Iterator[Span]:
    for line in _lines(text, start):
        yield from sorted(span for rule in _RULES for span in rule(text, line))


def _space(text: str) -> str:
    return re.sub(r"\S", " ", text)


_BULLET = re.compile(r"(?:[•*▪◦·‣–—-]|\d{1,2}[.)])\s")
_WORD = re.compile(r"\S{1,40}")


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence must start: the first word of every paragraph, heading and list item.

    A line that only continues a hard-wrapped paragraph is no break: the one before it is as full as the
    paragraph is wide, or this one goes on in lower case.

    >>> breaks("Vote in Paris\\nThe Senate passed\\nthe bill.\\n\\nIt is law.")
    (0, 14, 43)
    """
    lines = list(_lines(text))
    widths = _widths(text, lines)
    fresh = (
        after.start
        for (before, after), width in zip(pairwise(lines), widths, strict=True)
        if _fresh(text, before, after, width)
    )
    return (*(line.start for line in lines[:1]), *fresh)


def _widths(text: str, lines: list[Span]) -> list[int]:
    """For every line but the first, the width of the block of adjacent lines around it; 0 if a new block."""
    joined = [_adjacent(text, before, after) for before, after in pairwise(lines)]
    widths = [line.end - line.start for line in lines]
    for at, near in enumerate(joined, start=1):
        if near:
            widths[at] = max(widths[at], widths[at - 1])
    for at in range(len(joined), 0, -1):
        if joined[at - 1]:
            widths[at - 1] = widths[at]
    return [width if near else 0 for near, width in zip(joined, widths[1:], strict=True)]


def _adjacent(text: str, before: Span, after: Span) -> bool:
    gap = text[before.end : after.start].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\n\r\u2028") == 1 and "\u2029" not in gap


def _fresh(text: str, before: Span, after: Span, width: int) -> bool:
    """True if the line `after` starts afresh, in a block of lines `width` wide."""
    if not width or _BULLET.match(text, after.start, after.end):
        return True
    if text[after.start].islower() and not _STOP.search(text, max(before.start, before.end - 4), before.end):
        return False
    word = _WORD.match(text, after.start, after.end)
    needs = before.end - before.start + 1 + (word.end() - word.start() if word else 0)
    return width > _WRAP or needs <= width
