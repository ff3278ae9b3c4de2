"""Count clauses: who stood on which side, clause by clause: "71 agree, 40 disagree, Peru and Chad sit the vote out".

    sentence ─words of a side─> Stretch before each ─a number, names, or "alone"─> Clause ─known whole?─> Figure

Each word of a side ("in favour", "disagree", "abstain") belongs to whom the words right before it name: a number with
or without its noun, or a list of names that is counted. A stretch begins behind the word of side before it, or behind
a semicolon, a colon, a dash, a bracket. So the sentence need not be parsed, nor the nouns and verbs between be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import gazetteer
from kg.extract.tallies import numbers
from kg.extract.tallies import votewords as w
from kg.extract.tallies.voteflat import Figure, Flat, Value, count, partisan

_SIDE = re.compile("|".join(rf"(?P<{field}>{source})" for field, source in w.SIDES.items()), re.I)
_STOP = re.compile(r"[;:()–—\"]|\b(?:while|whereas|although|though|but|where|when|which|after)\b", re.I)
_FILL = (
    r"(?:,? (?:were|was|are|is|be|being|been|have|has|had|having|all|also|both|each|alone|still|not|to|chose|choosing|"
    r"choose|chooses|decided?|opted|opting|in|voted?|votes|voting|cast|casting|stood|stands?|standing|"
    r"came out|come out|raised|heard|who|that|\w+ly)\b){0,5}"
)
_NOUN = rf"(?: [a-z][\w'-]{{0,24}}){{0,3}}? {w.MEMBER}\b(?: present\b)?"
_FROM = r" (?:of|in|from|on) (?:the |its |their )?[\w'-]{1,25}(?: [\w'-]{1,25}){0,5}?"
_INSERT = r", [^;:()\d]{1,90},|,? ?\([^()]{1,120}\),?"
_NUMBER = re.compile(
    rf"(?<![\w$€£¥#/.,:+–—-])(?P<n>{w.COUNT})(?![\w%]|[.,:]\d|-[A-Za-z])(?: (?:out )?of (?:the |its |their |[\w-]+'s? )?"
    rf"(?P<total>{numbers.PATTERN}))?(?P<noun>{_NOUN})?(?P<from>{_FROM})?(?:{_INSERT})?{_FILL},? ?\"?$",
    re.I,
)
_ONE = (
    r"(?:the |both )?(?:(?:Bosnia|Trinidad|Antigua|Saint Kitts|St\.? Kitts|S[aã]o Tom[eé]) and [A-Z][\w'.-]+|"
    r"[A-Z][\w'.-]{1,25}(?: (?:(?:of|de|da) (?:the )?)?[A-Z][\w'.-]{0,25}){0,4})"
)
_LIST = rf"{_ONE}(?:(?:, and|,| and) {_ONE}){{0,20}}"
_JOINING = r"(?:join(?:s|ed|ing)?|sid(?:es?|ed|ing) with|vot(?:es?|ed|ing) with|stand(?:s|ing)? with|back(?:s|ed|ing)?)"
_NAMED = re.compile(
    rf"(?:^ ?|[,;:(–—] |\b(?:with|and|as|also|against|for|it|them) )(?:(?:[Oo]nly|[Jj]ust) )?(?P<names>(?!Only|Just){_LIST})"
    rf"(?: {_JOINING} (?:(?P<joined>{_LIST})|the (?P<others>{numbers.PATTERN})))?(?P<fill>(?i:{_FILL})),? ?$"
)
#: "The US abstains, as do China and Mali": more of those who took the side.
_AS_DO = re.compile(
    rf",? (?:as|and so) (?:do|did|does) (?P<names>{_LIST})(?: (?:itself|too))?(?=[.;,)]|$| (?:and|while|but)\b)"
)
_ONLY = re.compile(r"\b(?:only|just) (?:the )?$", re.I)
_ALONE = re.compile(
    r"\balone(?: in)? $|\b(?:the )?(?:only|sole|lone) (?:one|voice|country|state|member)(?: to)?(?: vote)? $", re.I
)
_OUT_OF = re.compile(
    r"\b(?:(?<!because )of|between|all but|some|about|around|nearly|almost|over|than|least|most|under|up to|needs?|needed|"
    r"requires?) (?:the |its |their |his |all )?$|\b(?:join(?:s|ed|ing)?|with) the $",
    re.I,
)
_CALENDAR = re.compile(rf"(?:{w.LABEL}\.?|[$€£¥#]) $", re.I)
#: "Of the 100 people who wrote in, 70 are against".
_CROWD = re.compile(
    rf"\b{numbers.PATTERN} (?:[\w-]+ )?(?:people|persons|respondents|residents|readers|citizens|shareholders|employees)\b",
    re.I,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNANIMOUS = re.compile(r"\ball (?:of )?(?:the |its )?$", re.I)
#: "Abstaining are Peru and Chad", "abstentions from Peru and Chad".
_NAMED_AFTER = re.compile(
    r"\b(?i:(?:those )?(?:(?P<abstentions>abstaining|abstentions?|abstainers)|"
    r"(?P<votes_against>against|opposed|voting against|voting no|dissenters))"
    rf"(?::| (?:are|were|is|was|(?:came )?from|by))) (?P<names>{_LIST})(?=[.;,)]|$| (?:and|while|but)\b)"
)
#: "138 states raise the island to a member; nine vote no": who did it, where only the other sides are told by a word.
_DOERS = re.compile(
    rf"(?:^|[,;:] |\b(?:as|after|with) )(?P<n>{numbers.PATTERN})(?P<noun>{_NOUN}| of them)"
    rf"(?P<from> (?:of|in|from|on) [^,;:]{{1,40}}?)? "
    rf"(?!(?:of|in|from|on|and|or|who|that|were|was|are|is|have|had|did|do|{w.ABSENT})\b)[a-z]{{3,}} ",
    re.I,
)
_REACH, _CONTEXT = 300, 250


@dataclass(frozen=True, slots=True)
class Clause:
    """What one word of a side tells: the field, how many, where; `by`: a number, names, or one who stands alone."""

    field: str
    number: int
    start: int
    end: int
    by: str
    total: int | None = None
    part: bool = False
    rest: bool = False
    strong: bool = False
    whole: bool = False


def find(flat: Flat, known: Mapping[str, int]) -> Iterator[Figure]:
    """ "71 agree, 40 disagree", "Israel and Palau join Fiji against", "Libya alone opposes it".

    `known`: the figures that other words of the sentence give, by side.
    """
    told = list(_clauses(flat))
    if not told and not known:
        yield from _done_before(flat)
    if not told or not _of_a_vote(flat, told, known):
        return
    in_full = any(each.by == "names" and known.get(each.field) == each.number for each in told)
    for each in told:
        if each.by != "names" or in_full or _is_complete(flat, each, told):
            yield _figure(flat, each)
    doers = _doers(flat, told)
    if doers is not None:
        yield _figure(flat, doers)


def _clauses(flat: Flat) -> Iterator[Clause]:
    behind = 0
    for found in _SIDE.finditer(flat.text):
        if re.match(r"against$", found[0], re.I) and re.match(rf" {numbers.PATTERN}", flat.text[found.end() :]):
            continue  # "410 votes against 220"
        behind = max(behind, found.start() - _REACH)
        start = max([behind, *(stop.end() for stop in _STOP.finditer(flat.text, behind, found.start()))])
        each = _clause(flat, found, start) or (_clause(flat, found, behind) if start > behind else None)
        if each is not None:
            yield each
        behind = found.end()
    for found in _NAMED_AFTER.finditer(flat.text):
        field = "abstentions" if found["abstentions"] else "votes_against"
        yield Clause(field, len(_split(found["names"])), *found.span("names"), "names", strong=True)


def _clause(flat: Flat, found: re.Match[str], start: int) -> Clause | None:
    """The clause that a word of a side ends, by the stretch of text before it."""
    field = next(name for name in w.SIDES if found[name])
    stretch = flat.text[start : found.start()]
    strong = field == "abstentions" or bool(w.VOTING.search(found[0]))
    if _ALONE.search(stretch):
        return Clause(field, 1, start, found.end(), "alone", strong=strong)
    number = _counted(stretch)
    if number is not None and not number["noun"] and re.match("votes? to ", found[0], re.I):
        return None  # "needs 60 votes to pass"
    if number is not None and field == "votes_for" and not strong and count(number["n"]) == 0:
        return None  # "found no other support"
    if number is not None:
        named = _NAMED.search(stretch[: number.start()].removesuffix("and "))
        others = bool(re.match(r" (?:others?|more)\b", number["noun"] or "")) and stretch[: number.start()].endswith(
            "and "
        )
        several = len(_split(named["names"])) if others and named else 0
        return Clause(
            field,
            count(number["n"]) + several,
            start + (named.start("names") if several and named else number.start()),
            start + number.end(number.lastgroup or "n"),
            "number",
            total=numbers.value(number["total"]) if number["total"] else None,
            part=partisan(number["noun"] or "", number["from"] or "") and not _whole_party(stretch, number),
            rest=bool(re.match(r" (?:others?|other|remaining)\b", number["noun"] or "")),
            strong=strong,
            whole=field == "votes_for" and bool(_UNANIMOUS.search(stretch[: number.start()])),
        )
    named = _NAMED.search(stretch)
    if named is None or w.BODIES.search(named["names"]):
        return None  # "the Security Council votes to refer them"
    more = _AS_DO.match(flat.text, found.end())
    names = [*_split(named["names"]), *_split(named["joined"] or ""), *_split(more["names"] if more else "")]
    joined = count(named["others"]) if named["others"] else 0  # "Libya joins the two in voting no"
    only = bool(_ONLY.search(stretch[: named.start("names")]) or " alone" in named["fill"])
    return Clause(
        field,
        len(names) + joined,
        start + named.start("names"),
        start + named.end("names"),
        "names",
        strong=strong,
        whole=only,
    )


def _counted(stretch: str) -> re.Match[str] | None:
    """The number at the end of a stretch, with its noun: "and seven of the members |", "19, all of them Greens, |"."""
    for found in _NUMBER.finditer(stretch):
        left = stretch[: found.start()]
        bare = not found["noun"] and _YEAR.fullmatch(found["n"])
        if not (bare or _OUT_OF.search(left) or _CALENDAR.search(left)):
            return found
    return None


def _whole_party(stretch: str, number: re.Match[str]) -> bool:
    """ "Only the three members of the Greens": all who took the side."""
    return bool(_ONLY.search(stretch[: number.start()]))


def _split(names: str) -> list[str]:
    kept = w.AND_NAMES.sub(lambda name: name[0].replace(" and ", " & "), names)
    return [name for name in re.split(r",? and |, ", kept) if name]


def _of_a_vote(flat: Flat, told: list[Clause], known: Mapping[str, int]) -> bool:
    """True if the sides are those of a vote: of one told here or right before, or of a text, with a number."""
    if not known and not any(each.by != "names" for each in told) and not _council(flat):
        return False
    sides = {*known, *(each.field for each in told)}
    if w.ELECTORATE.search(flat.text) or _CROWD.search(flat.text):
        return False
    near = w.VOTING.search(flat.text) or w.TEXT.search(flat.text) or w.DECIDING.search(flat.before[-_CONTEXT:])
    if len(sides) > 1:
        return bool(near or any(words.search(flat.text) for words in (w.DECIDING, w.SITTING, w.CHAMBER)))
    return bool(near) and any(each.strong or each.whole or each.by == "alone" for each in told)


def _is_complete(flat: Flat, each: Clause, told: list[Clause]) -> bool:
    """True if all on a side are named: in the Security Council, by "only", or beside a number of states that stood
    for it."""
    if each.whole:
        return True
    if each.field == "votes_for" and not any(other.field != each.field for other in told):
        return False  # "China, although voting for it, has doubts"
    if _council(flat):
        return True
    names = _split(flat.text[each.start : each.end])
    beside = any(other.by == "number" and other.field != each.field and not other.part for other in told)
    return beside and all(map(_is_state, names))


def _is_state(name: str) -> bool:
    form = re.sub(r"^(?:the|both) ", "", name.replace(" & ", " and "))
    return any(e.kind == "state" or e.code is not None for e in gazetteer.load().lookup(form)[:1])


def _council(flat: Flat) -> bool:
    """True if the body last named is the Security Council, whose reports name all who stood aside."""
    named = w.BODIES.findall(flat.before + flat.text)
    return bool(named) and named[-1] in {"Security Council", "UNSC"}


def _done_before(flat: Flat) -> Iterator[Figure]:
    """ "130 members deplore the raid. | Only Mali and Togo oppose the text": who did it, before those on other sides."""
    if not flat.after or not _DOERS.search(flat.text):
        return
    later = [each for each in _clauses(Flat(flat.after, tuple(range(len(flat.after))))) if each.field != "votes_for"]
    if later and w.TEXT.search(flat.after):
        against = max((each.number for each in later if each.field == "votes_against"), default=0)
        doers = _doers(flat, [Clause("votes_against", against, -1, -1, "number")])
        if doers is not None:
            yield _figure(flat, doers)


def _doers(flat: Flat, told: list[Clause]) -> Clause | None:
    """ "138 states raise it to a member; nine vote no and 41 abstain": those who did it were for it."""
    known = {each.field: each.number for each in told if each.by != "names"}
    if "votes_for" in known or "votes_against" not in known:
        return None
    first = min((each.start for each in told if each.start >= 0), default=len(flat.text))
    for found in _DOERS.finditer(flat.text, 0, first):
        if count(found["n"]) > known["votes_against"] and not partisan(found["noun"], found["from"] or ""):
            return Clause("votes_for", count(found["n"]), found.start("n"), found.end("noun"), "number")
    return None


def _figure(flat: Flat, each: Clause) -> Figure:
    place = flat.span(each.start, each.end)
    values: list[Value] = [(each.field, each.number, place)]
    if each.total is not None:
        values.append(("total", each.total, place))
    return Figure(place, tuple(values), part=each.part, rest=each.rest, unanimous=each.whole and each.by == "number")
