"""The words of English time expressions, and one pattern per shape that they take.

Extents follow TIMEX3 (TimeML Annotation Guidelines 1.2.1, 2006): no preposition at the front, determiners and modifiers
within ("late November", "the 1990s", "a day earlier"). What a pattern cannot tell is left to `timeexpressions`.
"""

from __future__ import annotations

import re


def words(row: str) -> tuple[str, ...]:
    """The words of a row, so that a table of words reads as one.

    >>> words("early mid late")
    ('early', 'mid', 'late')
    """
    return tuple(row.split())


MONTHS = words("January February March April May June July August September October November December")
WEEKDAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
NUMBERS = {"a": 1, "an": 1} | dict(
    zip(
        words(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
            " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        ),
        (*range(1, 21), *range(30, 100, 10)),
        strict=True,
    )
)
SIDES = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "same": 0, "that": 0, "current": 0}
SIDES |= {"next": 1, "coming": 1, "following": 1}
DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
EDGES = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "close": "late"}
#: The feasts that are on one day in every year, in all countries.
FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
DIRECTIONS = {"ago": -1, "earlier": -1, "before": -1, "prior": -1, "previously": -1, "later": 1, "after": 1, "from": 1}

# What is counted in the thousands: after these a four-digit number is no year.
COUNTED = (
    r"votes|people|members|lawmakers|deputies|mps|meps|seats|delegates|cases|troops|soldiers|police|civilians"
    r"|dollars|euros|pounds|ro?ubles|percent|per cent|million|billion|km|kilomet\w+|miles|feet|tonn?es|tons"
    r"|others|protesters|refugees|prisoners|workers|voters|ballots|pages|residents|families|homes|women|men"
    r"|met(?:er|re)s|children|students|words|times|jobs|points|years|days|hours"
)

# What is counted by the year: before these a number that may be a year is one.
YEARLY = (
    r"revenues?|sales|earnings|profits?|results|budgets?|elections?|campaigns?|season|forecasts?|output|production|harvests?"
    r"|income|spending|deficits?|dividends?|guidance|crop|census|tax|contracts?|World"
)

# The months that are names too; the word before such a month, the first row if somebody in the text bears that name;
# the word before a year; and before a weekday that is then no single day.
NAME_LIKE = frozenset({"March", "April", "May", "June", "August"})
SURELY_IN_TIME = frozenset(words("in during since until till last next this early late mid"))
IN_TIME = SURELY_IN_TIME | frozenset(words("by from through of for before after between throughout"))
BEFORE_YEAR = IN_TIME - {"last", "next", "this", "for"} | frozenset(
    words("to and/or around circa calendar year years fiscal election elections")
)
NO_SINGLE_DAY = frozenset(words("every each black good bloody easter ash palm holy maundy super cyber giving"))

# A gap between words: blanks and at most one line break, so that no expression runs on into the next paragraph.
GAP = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3})"
TO = rf"(?:{GAP}?[-‐‑–—]{GAP}?|{GAP}(?:to|through|until){GAP}|{GAP}(?P<and>and){GAP})"
FULL_MONTH = "|".join(f"{m}|{m.upper()}" for m in MONTHS)
MONTH = rf"(?P<month>(?:{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|SEPT?|NOV|DEC)\b\.?)(?!\w))"
NUMBER_OF_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
NO_FIGURE = r"(?![\w%]|[,.:]\d)"
DAY = rf"(?P<day>{NUMBER_OF_DAY}){NO_FIGURE}"
LAST_DAY = rf"(?P<last>{NUMBER_OF_DAY}){NO_FIGURE}"
YEAR = rf"(?P<year>(?:1\d|20)\d\d)(?![\w%]|[,.:/]\d|{GAP}(?:(?i:{COUNTED})\b|B\.?C))"
FULL_WEEKDAY = "|".join(f"{w}|{w.upper()}|{w.lower()}" for w in WEEKDAYS)
# A short form needs its full stop and "on" before it: "on Wed.".
WEEKDAY = rf"(?P<weekday>(?:{FULL_WEEKDAY})\b|(?<=\bon )(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.)"
DATED_WEEKDAY = rf"(?:(?P<weekday>{FULL_WEEKDAY}|Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\b\.?,?{GAP}(?:the{GAP})?)"
EDGE = rf"(?:(?P<edge>[Ee]arl(?:y|ier)|[Ll]ater?|[Mm]id|[Ee]nd(?=-)|[Tt]he{GAP}(?:start|beginning|middle|end|close){GAP}of)"
EDGE += rf"(?:{GAP}|-))"
# A turn that counts from where the story stands: "the following Monday".
STORY = rf"(?:(?P<story>[Tt]he{GAP}(?:following|next|previous|preceding)){GAP})"
SIDE_WORD = rf"(?:[Ll]ast|[Tt]his(?:{GAP}(?:past|coming))?|[Nn]ext)"
SIDE = rf"(?:(?P<side>{SIDE_WORD}){GAP})"
PART = r"(?P<part>morning|afternoon|evening|night)\b"
NUMBER_WORD = "|".join(f"[{n[0].upper()}{n[0]}]{n[1:]}" for n in NUMBERS if len(n) > 2)
COUNT = rf"(?P<count>[Aa]n?|(?:{NUMBER_WORD})(?:-(?:{NUMBER_WORD}))?|\d{{1,3}})"
ABOUT = (
    rf"(?:(?P<about>[Aa]bout|[Aa]round|[Aa]lmost|[Nn]early|[Rr]oughly|[Ss]ome|[Oo]ver|[Mm]ore{GAP}than|[Ll]ess{GAP}than"
    rf"|[Aa]t{GAP}least){GAP})"
)
UNIT = r"(?P<unit>day|week|month|year)"
SPAN_OF_TIME = r"(?P<unit>week|month|year)\b(?!-)"
TURN = rf"last|this|next|that|the{GAP}(?:same|previous|preceding|following|next)"
OF_YEAR = rf"(?:(?:{GAP}of)?{GAP}(?P<tail>{TURN}){GAP}year\b(?!-|['’]s))"
OF_WEEK = rf"(?:(?:{GAP}of)?{GAP}(?P<tail>last|this|next){GAP}week\b)"

# What no ISO day, month, year or week writes is found all the same, so that no part of it passes for a date.
QUARTER = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]atest)"
VAGUE = rf"(?:[Aa]{GAP}few|[Ss]everal|[Ss]ome|[Mm]any|[Aa]{GAP}couple{GAP}of)"
OF_ITS_YEAR = rf"(?:{GAP}of)?{GAP}(?:(?:fiscal{GAP})?{YEAR}|(?:last|this|next|the|that){GAP}year\b)"

FEAST_NAMES = [name.title().replace("'S", "['’]s").replace(" ", GAP) for name in FEASTS]

#: Tried in this order, so that the longer of two shapes that begin alike wins.
PATTERNS: dict[str, str] = {
    "iso": r"(?P<year>(?:1\d|20)\d\d)[-/](?P<month>[01]\d)[-/](?P<day>[0-3]\d)(?![\d/-])",
    "numeric": (
        r"(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?:[/.-])(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/-])"
    ),
    "dashed": rf"{DAY}-{MONTH}-(?P<year>(?:19|20)\d\d)(?![\d-])",
    "month-day": (
        rf"{DATED_WEEKDAY}?{SIDE}?{MONTH}{GAP}{DAY}(?:{TO}{LAST_DAY}(?!{GAP}(?:{FULL_MONTH})))?(?:,?{GAP}{YEAR}|{OF_YEAR})?"
    ),
    "day-month": (
        rf"{DATED_WEEKDAY}?(?:[Tt]he{GAP})?{DAY}(?:{TO}{LAST_DAY})?(?:{GAP}of)?{GAP}{SIDE}?{MONTH}"
        rf"(?:,?{GAP}{YEAR}|{OF_YEAR})?"
    ),
    "month-year": rf"{EDGE}?{MONTH}(?:,|{GAP}of)?{GAP}{YEAR}",
    "month": rf"{EDGE}?(?:{SIDE}|{STORY})?{MONTH}{OF_YEAR}?",
    "decade": rf"(?:[Tt]he{GAP})?{EDGE}?(?:1\d|20)\d0['’]?s\b|[Tt]he{GAP}(?:(?:early|mid|late)[ -])?['’]?[2-9]0s\b",
    "season": (
        rf"(?:[Tt]he{GAP})?{EDGE}?{SIDE}?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
        rf"(?:(?:{GAP}of)?{GAP}{YEAR})?"
    ),
    "quarter": rf"(?:[Tt]he{GAP})?(?:{QUARTER}(?:{GAP}|-)quarter\b(?:{OF_ITS_YEAR})?|Q[1-4]\b(?:{GAP}(?:1\d|20)\d\d\b)?)",
    "half": rf"(?:[Tt]he{GAP})?{QUARTER}{GAP}half{OF_ITS_YEAR}",
    "century": rf"(?:[Tt]he{GAP})?{EDGE}?(?:\d\d?|[A-Za-z]{{3,6}}-?[a-z]{{2,5}})(?:st|nd|rd|th)(?:{GAP}|-)[Cc]entury\b",
    "weekend": rf"(?:[Tt]he|{SIDE_WORD}){GAP}weekend\b",
    "stretch": (
        rf"[Tt]he{GAP}(?:(?:last|past){GAP}(?:day|week|month|year|decade)\b(?!-)"
        rf"|(?:last|past|next|coming|previous|following){GAP}(?:few|several|couple{GAP}of|{COUNT}){GAP}{UNIT}s\b)"
    ),
    "feast": rf"(?P<feast>{'|'.join(FEAST_NAMES)})\b(?:,?{GAP}{YEAR})?",
    "weekday": rf"{EDGE}?(?:{SIDE}|{STORY})?{WEEKDAY}{OF_WEEK}?(?:{GAP}{PART})?",
    "twice-removed": rf"[Tt]he{GAP}day{GAP}(?P<twice>before{GAP}yesterday|after{GAP}tomorrow)\b",
    "deictic": rf"{EDGE}?(?P<deictic>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b(?:{GAP}{PART})?",
    "part-of-day": rf"{EDGE}?(?P<side>[Tt]his|[Ll]ast){GAP}{PART}",
    "vague": (
        rf"(?:{ABOUT}?{COUNT}{GAP}decades?|{VAGUE}{GAP}(?:day|week|month|year|decade)s){GAP}"
        r"(?P<direction>ago|earlier|later)\b"
    ),
    "count": rf"{ABOUT}?{COUNT}{GAP}{UNIT}s?{GAP}(?P<direction>ago|from{GAP}now|earlier|later|before|after|prior|previously)\b",
    "unit-before": rf"[Tt]he{GAP}{UNIT}{GAP}(?P<direction>before|after)\b",
    "in-the-unit": rf"(?P<edge>[Ee]arlier|[Ll]ater){GAP}in{GAP}the{GAP}{SPAN_OF_TIME}",
    "edge-of-unit": rf"{EDGE}the{GAP}{SPAN_OF_TIME}(?!{GAP}(?:1\d|20)\d\d)",
    "year-end": rf"[Yy]ear-end\b(?:{GAP}{YEAR})?",
    "unit": rf"{EDGE}?(?P<side>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he{GAP}current){GAP}{SPAN_OF_TIME}",
    "the-unit": (
        rf"[Tt]h(?:e|at|is){GAP}(?:very{GAP})?(?P<side>previous|preceding|following|same|next){GAP}{UNIT}\b(?!-)"
    ),
    "that-unit": rf"(?P<side>[Tt]hat){GAP}{UNIT}\b(?!-)",
    "fiscal": rf"(?:(?:[Tt]he{GAP})?[Ff]iscal(?:{GAP}year)?{GAP}|FY{GAP}?){YEAR}",
    "years": r"(?:1\d|20)\d\d[-–/]\d\d(?![\d/–-])",
    "year": rf"(?:{EDGE}|the{GAP}year{GAP})?{YEAR}",
}

#: What every expression contains, so that the patterns are tried near these words alone. Every branch begins with a
#: character of its own, and a rare one ("morrow" for "tomorrow"), for the engine to leap from one to the next.
TRIGGER = re.compile(
    r"day(?:s?\b)|D(?:AY|ay)\b|week|month|year|morrow|morning|fternoon|vening|night\b"
    r"|[12]\d{3}(?!\d)(?<!\d\d{4})|/\d\d?/\d\d(?!\d)|[0-9]0['’]?s\b|entury|quarter|Q[1-4]\b|ecade|Eve\b|Hallow|pring|ummer|utumn|[Ff]all\b|[Ww]inter"
    r"|J(?:an|un|ul|AN|UN|UL)|Feb|FEB|Ma[ry]|MA[RY]|A(?:pr|ug|PR|UG)|S(?:ep|EP)|Oct|OCT|Nov|NOV|Dec|DEC"
    r"|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\."
)
#: How far before its trigger an expression can begin: "more than twenty years", "Wednesday, the 29th of November".
REACH = 40
#: Where an expression may begin: at a word that is not the rest of a figure, an amount or a path.
BEGINNING = re.compile(r"(?<![\w$€£#/+])(?<!\d[.,:])(?:['’](?=\d0s))?\w")
FIELDS = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
#: All patterns at once; the number of the group that matched is the place of the pattern in `PATTERNS`.
ANY = re.compile("|".join(f"({re.sub(r'[(][?]P<[a-z]+>', '(?:', p)})" for p in PATTERNS.values()))
