"""The single figures of votes in one sentence: "52–46", "117 in favour", "Russia and China abstaining".

    sentence ─flatten─> Flat ─scanners─> Figures ─parts summed, remainders filled─> Figures by place

`kg.extract.tallies.tallies` joins them into tallies. The words live in `kg.extract.tallies.votewords`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from kg.extract.tallies import countclauses, numbers
from kg.extract.tallies import votewords as w
from kg.extract.tallies.voteflat import Figure, Flat, Value, count, flatten, partisan
from kg.extract.tallies.votepairs import BARRED, YEAR, pairs
from kg.types import Span

_NUM = rf"(?<![\w$€£¥#/.,:+–—-]){numbers.PATTERN}(?![\w%]|[.,:]\d|-[A-Za-z])"
_STOPS = (
    r"(?!(?:of|and|or|but|in|on|at|to|from|by|for|with|than|per|percent|confidence|out|who|that|were|was|are|is|have|"
    r"has|had|vot\w+|abst\w+|against|member)\b)"
)
_MODIFIERS = rf"(?: {_STOPS}[^\W\d_][\w'.-]{{0,24}}){{0,3}}?"
_NOUN = rf"(?:{w.MEMBER}\b|(?-i:[A-Z])[\w'-]{{1,20}}|independents?|rebels?|dissidents?)"
_GAP = (
    r"(?:,? (?:were|was|are|is|have|has|had|being|been|recorded|cast|who|that|which|then|also|all|unanimously|chose|"
    r"choosing|opted|opting|decided|to|it|present|attending)\b){0,4}"
)
#: "Of the 120 members", "of its 120 members", "of the lower house's 120 members".
_WHOSE = r"the |its |their |(?:the |its )?(?:[\w-]+ ){0,3}?[\w-]+'s? "
_ROLE = "|".join(f"(?P<{name}>{source})" for name, source in w.ROLES.items())
_WORDED = re.compile(
    rf"(?<![\w$€£¥#/.,:+–—-])(?P<n>{w.COUNT})(?![\w%]|[.,:]\d)(?P<noun>{_MODIFIERS} {_NOUN})?"
    rf"(?: (?:out )?of (?:{_WHOSE}|a total of |all )?(?P<total>{numbers.PATTERN})"
    rf"(?P<of>{_MODIFIERS} {w.MEMBER}\b)?)?"
    rf"(?P<from> (?:of|in|from|on) (?:the |its |his |their )?[\w'-]{{1,25}}(?: {_STOPS}[\w'-]{{1,25}}){{0,3}}?"
    rf"(?: of (?:the )?[\w'-]{{1,25}})?)?"
    rf"(?: \([^()]{{0,120}}\)|, (?:including|among them|such as) [^.;()]{{1,80}}?,"
    rf"|, [^.;()\d]{{1,80}}? (?:included|among them),)?{_GAP}[ -](?:{_ROLE})",
    re.I,
)
_OF_MORE = re.compile(
    r"(?<!because )(?<!total )(?<!vote )(?<!tally )(?<!count )(?<!majority )"
    r"\bof (?:the |its |their |his |all )?$|\ball but (?:for )?$|\b(?:majority|most|half|quarters?|thirds?) of the $",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:^|[,;:(–—\"-]|\b(?:and|while|with|but|only|just|as|when|where|whereas|by|to|another|other|remaining|"
    r"total of|among the|of|were|was|received|against|versus|got|plus|others|vote[sd]?)) ?\"?$",
    re.I,
)
#: "Some 63 MPs" were counted, "some 60 MPs" were not.
_SOME, _EXACT = re.compile(r"\bsome $", re.I), re.compile(r"\d+[1-9]")
_ALL = re.compile(r"(?<!in )\ball (?:of )?(?:the |its )?$", re.I)
_OTHER = re.compile(r"\bthe (?:other|remaining) $", re.I)
_OTHERS = re.compile(r" (?:other|remaining)\b", re.I)
_OTHER_SIDE = re.compile(r"\b(?:against|oppos(?:ed|es?|ing)|support(?:ed|s|ing)?)\b", re.I)
_WEAK = re.compile(r"(?:support|back|approv|endors|favou?r|oppos|object|dissent)", re.I)
_PREPOSITION = re.compile(r"\b(?:in|on|at|by|until|since|before|after|of) $", re.I)


def worded(flat: Flat) -> Iterator[Figure]:
    """ "117 in favour", "none against", "16 deputies abstained", "305 out of 306 voted for", "the only vote
    against"."""
    seen = False
    for found in _WORDED.finditer(flat.text):
        field = next(name for name in w.ROLES if found[name])
        left = flat.left(found.start())
        if _not_votes(flat, found, field, left, seen):
            continue
        seen = True
        values: list[Value] = [(field, count(found["n"]), flat.group(found, "n"))]
        if found["total"]:
            values.append(("total", numbers.value(found["total"]) or 0, flat.group(found, "total")))
        part = partisan(f"{found['noun'] or ''} {found['of'] or ''}", found["from"] or "")
        rest = bool(_OTHER.search(left) or _OTHERS.match(found["noun"] or ""))
        whole = field == "votes_for" and bool(_ALL.search(left)) and not part and not rest
        yield Figure(
            flat.span(*found.span()),
            tuple(values),
            part=part,
            rest=rest,
            unanimous=whole,
        )


def _not_votes(flat: Flat, found: re.Match[str], field: str, left: str, seen: bool) -> bool:
    """True if a number before a vote word is no count of votes: a date, a share, a label, a rough number."""
    role, number, noun = found[field], found["n"], found["noun"] or ""
    barred = BARRED.search(left) and not (_SOME.search(left) and _EXACT.fullmatch(number))
    if _OF_MORE.search(left) or barred or (noun == " others" and left.endswith("and ")):
        return True
    if not noun and re.match("votes? to ", role, re.I):  # "12 votes to spare"
        return True
    if role.lower() == "support" and count(number) == 0:  # "found no other support"
        return True
    if w.NOMINAL.search(role) or (field == "abstentions" and (noun or found["total"])):
        return False
    if not (field == "abstentions" or w.CAST.match(role) or _voting_near(flat, found)):
        return True
    if noun or found["total"]:
        return False
    if w.CAST.match(role) and number.isdigit() and not _PREPOSITION.search(left):
        return bool(YEAR.fullmatch(number))
    if YEAR.fullmatch(number) or not _CLAUSE.search(left[-20:]):
        return True
    return bool(_WEAK.match(role)) and (not seen or count(number) == 0)


def _voting_near(flat: Flat, found: re.Match[str]) -> bool:
    """True if the words around a figure, its own left out, speak of a vote."""
    outside = (
        flat.text[max(0, found.start() - 300) : found.start()],
        flat.text[found.end() : found.end() + 200],
    )
    return any(w.VOTING.search(side) or w.DECIDING.search(side) or _OTHER_SIDE.search(side) for side in outside)


_PASSIVE = re.compile(
    r"\b(?:(?P<votes_for>approved|backed|supported|endorsed|adopted|passed|carried|favou?red|voted for) by|"
    r"(?P<votes_against>opposed|rejected|voted (?:against|down)|defeated|thrown out|turned down) by|"
    r"(?P<backing>support|backing|approval|consent|blessing) of) (?:only |just |exactly )?(?P<all>all )?"
    rf"(?P<rest>(?:the )?(?:other|remaining) )?(?:{_WHOSE})?(?P<n>{_NUM})"
    rf"(?: of (?:its|the|their)(?: (?P<total>{numbers.PATTERN}))?)?"
    rf"(?P<noun>{_MODIFIERS} (?!vote|ballot|voice){w.MEMBER})\b(?! (?:to|against)\b)",
    re.I,
)
#: What most members of a house do if it is done at all.
_DOES = (
    r"(?:pass|approv|adopt|ratif|confirm|back|endors|enact|abolish|impeach|censur|oust|remov|expel|repeal|suspend|"
    r"authori[sz]|amend|legali[sz]|ban|outlaw|dismiss|strip|sack|depos|elect|trigger)(?:s|e|es|ed|y|ies|ied|ned|ped)?\b"
)
_WON = re.compile(
    r"\b(?:wins?|won|winning|gets?|got|gains?|gained|earn(?:s|ed)|secure[sd]?|receive[sd]?|obtain(?:s|ed)) (?:the )?$",
    re.I,
)
_WITH = re.compile(
    rf"(?:{w.DECIDING.pattern}|\b(?:re-elect(?:s|ed)?|chosen|chooses?|vote[sd]?|appoint(?:s|ed)?)\b)[^.;]{{0,80}}? with (?:"
    rf"(?P<votes_for>{_NUM}) (?:of|out of) (?:the |a total of )?(?P<total>{_NUM}) votes\b"
    rf"|(?P<only>{_NUM}) votes\b(?! (?:against|to|no|in|for|short)\b))"
    rf"|\bby (?P<counted>{_NUM}) votes,? (?:with|and) {w.COUNT} (?:\w+ )?(?:against|abst\w+|oppos\w+)"
    rf"|\b(?P<short>{_NUM}) (?:of|out of) the {_NUM} (?:votes |ballots )?(?:[\w'-]+ ){{0,2}}?"
    r"(?:need(?:s|ed)?|require[sd]?|necessary)\b"
    rf"|\bwith (?P<own>{_NUM}) of (?:the|its|their) (?P<each>{_NUM}) (?:votes\b|{w.MEMBER}(?=[,.]))"
    rf"|(?P<most>{_NUM}) (?:out )?of (?:{_WHOSE})(?P<members>{_NUM}){_MODIFIERS} {w.MEMBER}"
    rf"(?: (?:of|in|from) (?:the )?[\w-]+)? (?={_DOES})"
    rf"|(?P<voters>{_NUM}) {w.MEMBER} (?:of|in) (?:[\w'-]+ ){{0,3}}?(?P<seats>\d+)-(?:seat|member|strong) [^.,;]{{1,40}}? "
    rf"(?={_DOES}|{w.CAST.pattern} (?:to|for|in favou?r)\b)"
    rf"|\bagainst (?:the )?(?P<contra>{_NUM}) votes\b"
    rf"|\b(?:support|backing|approval|consent|votes) of (?:only |just |all but )?(?P<backers>{_NUM}) "
    rf"(?:of|out of) (?:the |its |their )?(?P<house>{_NUM})(?! votes){_MODIFIERS} {w.MEMBER}\b"
    r"|\b(?:won|wins|received|secured|gathered|by) "
    rf"(?P<share>{_NUM}) (?:of|out of) (?:the |a total of )?(?P<all>{_NUM}) votes\b"
    r"|\b(?:g[eo]t(?:s|ting)?|receiv(?:es?|ed|ing)|w[io]n(?:s|ning)?|secur(?:es?|ed|ing)|collect(?:s|ed|ing)?) "
    rf"(?:only |just )?(?P<won>{_NUM}) votes\b[^.;,\d]{{0,60}}? (?:against|to) (?P<lost>{_NUM})\b"
    r"|\b(?:g[eo]ts?|receive[sd]?|won|wins|secure[sd]?|garner(?:s|ed)|muster(?:s|ed)|dr[ea]ws?) (?:only |just )?"
    rf"(?P<got>{_NUM}) votes\b(?=[^.;]{{0,60}}\b(?:against|abst\w+|opposed)\b)",
    re.I,
)
_LABELLED = re.compile(
    r"\b(?:(?P<votes_for>(?:votes )?(?:for|in favou?r)|yes|ayes|yeas)|"
    r"(?P<votes_against>(?:votes )?against|no|noes|nays)|(?P<abstentions>abstentions?|abstain(?:ed|ing)?))"
    r"(?: ?[:=] ?|(?<=[sS]) )(?P<n>\d{1,4})(?![\w%]|[.,:]\d)",
    re.I,
)
_ALL_BUT = re.compile(
    rf"\ball but (?P<less>{_NUM}) of (?:the |its |their )?(?P<total>{_NUM})(?:{_MODIFIERS} {w.MEMBER})?{_GAP} "
    rf"(?:{w.ROLES['votes_for']})",
    re.I,
)
_SHORT = re.compile(
    rf"\b(?P<less>{_NUM})(?: {w.MEMBER})? short of the (?P<total>{_NUM})(?! {w.UNIT})", re.I
)  # "four votes short of the 46 needed"


def passive(flat: Flat) -> Iterator[Figure]:
    """ "Passed by the nine other members", "backed by 120 deputies", "the support of 120 deputies"."""
    for found in _PASSIVE.finditer(flat.text):
        field = "votes_against" if found["votes_against"] else "votes_for"
        sure = bool(re.match("adopt|pass|approv|vot|carr", found[0], re.I))
        sure |= bool(found["backing"] and _WON.search(flat.left(found.start())))
        if sure or _voting_near(flat, found):
            values: list[Value] = [(field, count(found["n"]), flat.group(found, "n"))]
            if found["total"]:
                values.append(("total", numbers.value(found["total"]) or 0, flat.group(found, "total")))
            part, rest = partisan(found["noun"]), bool(found["rest"] or _OTHERS.match(found["noun"]))
            whole = field == "votes_for" and bool(found["all"]) and not part and not rest
            yield Figure(flat.span(*found.span()), tuple(values), part=part, rest=rest, unanimous=whole)


def shares(flat: Flat) -> Iterator[Figure]:
    """ "Elected with 220 votes", "won 105 of 193 votes", "two short of the 46", "all but one of the 15 voted for"."""
    names = {
        "votes_for": "votes_for",
        "only": "votes_for",
        "share": "votes_for",
        "got": "votes_for",
        "counted": "votes_for",
        "short": "votes_for",
        "backers": "votes_for",
        "house": "total",
        "total": "total",
        "all": "total",
        "own": "votes_for",
        "each": "total",
        "won": "votes_for",
        "lost": "votes_against",
        "contra": "votes_against",
        "most": "votes_for",
        "members": "total",
        "voters": "votes_for",
        "seats": "total",
    }
    for found in _WITH.finditer(flat.text):
        given = [name for name in names if found[name]]
        values = tuple((names[name], count(found[name]), flat.group(found, name)) for name in given)
        if (found["most"] or found["voters"]) and 2 * values[0][1] <= values[1][1]:
            continue  # "40 of the 100 senators back the strike"
        yield Figure(flat.span(found.start(given[0]), found.end(given[-1])), values)
    for found in _SHORT.finditer(flat.text):
        got = count(found["total"]) - count(found["less"])
        if got > 0:
            place = flat.span(*found.span())
            yield Figure(place, (("votes_for", got, place),))
    for found in _ALL_BUT.finditer(flat.text):
        total, less = count(found["total"]), count(found["less"])
        if less < total:
            place = flat.span(found.start(), found.end("total"))
            yield Figure(
                flat.span(*found.span()),
                (("votes_for", total - less, place), ("total", total, flat.group(found, "total"))),
            )


def labelled(flat: Flat) -> Iterator[Figure]:
    """ "Ayes 320, Noes 12", "For: 7; against: 2"."""
    for found in _LABELLED.finditer(flat.text):
        field = next(name for name in w.ROLES if found[name])
        yield Figure(flat.span(*found.span()), ((field, int(found["n"]), flat.group(found, "n")),))


_NAME = r"(?:the |both )?(?-i:[A-Z])[\w'.-]{0,25}(?: (?:(?:of|the|de|da|and) (?:the )?)?(?-i:[A-Z])[\w'.-]{0,25}){0,5}"
_LIST_START = re.compile(r"[;:()–—]|\b(?:with|while|whereas|as|but|although|and with)\b", re.I)
_ITEM = re.compile(rf"{_NAME}|(?P<n>{numbers.PATTERN}) (?:other|more|further)?(?: ?(?:others?|{w.MEMBER}))", re.I)
_ELSE = re.compile(
    r"\b(?:vot\w+|favou?r|against|abst\w+|oppos\w+|support\w*|veto\w*|approv\w+|back\w*|hands?)\b|\d", re.I
)
_OPEN_LIST = re.compile(r"\b(?:including|such as|like|among|namely|e\.g\.)\b", re.I)


def _list_bounds(flat: Flat, found: re.Match[str]) -> tuple[int, int]:
    """Where the list of names begins and ends that goes with a word for what those named did."""
    floor = max(0, found.start() - 300)
    starts = [hit.end() for hit in _LIST_START.finditer(flat.text, floor, found.start())]
    start = starts[-1] if starts else floor
    while start < found.start() and flat.text[start] == " ":
        start += 1
    return start, found.start()


def _names(words: str) -> tuple[int, bool]:
    """How many are named in a list, and whether it closes with a count of others; 0 if it is no plain
    list."""
    if _OPEN_LIST.search(words):
        return 0, False
    kept = w.AND_NAMES.sub(lambda name: name[0].replace(" and ", " & "), words)
    named, others = 0, 0
    for item in reversed(re.split(r",? and |, ", kept.strip(" ,"))):
        found = _ITEM.fullmatch(item.strip(" \"'").replace(" & ", " and "))
        if found and not partisan("", item):
            others += count(found["n"]) if found["n"] else 0
            named += 0 if found["n"] else 1
        elif _ELSE.search(item):
            break
        else:
            return 0, False
    return (named + others, others > 0) if named else (0, False)


def unanimity(flat: Flat) -> Iterator[Figure]:
    """ "Unanimously", "a unanimous vote", "without dissent"; not "near unanimous", nor a court's or a
    jury's."""
    for found in w.UNANIMOUS.finditer(flat.text):
        if not w.NOT_QUITE.search(flat.left(found.start())):
            yield Figure(flat.span(*found.span()), unanimous=True)


_SCANNERS: tuple[Callable[[Flat], Iterator[Figure]], ...] = (labelled, pairs, shares, passive, worded)


# Letters without which no figure can be told: they spare most sentences the patterns above.
_HINT = re.compile(
    r"\d|[Vv]ot|[Vv]eto|nanim|issent|bst(?:ain|en)|gainst|avou?r|[Nn]em|embers|eputies|awmakers|ppos|upport|gree|nothing|"
    r"\bnil\b"
)


def scan(text: str, span: Span) -> tuple[Figure, ...]:
    """The figures of one sentence by place; of overlapping readings the first scanner's counts."""
    if not _HINT.search(text, span.start, span.end):
        return ()
    flat = flatten(text, span)
    if not any(words.search(flat.text) for words in (w.VOTING, w.DECIDING, w.LABELS)) and not _sides_taken(flat):
        return ()
    taken: list[Figure] = []
    for scanner in _SCANNERS:
        for figure in scanner(flat):
            at = bisect_left(taken, figure.span, key=_place)
            if not any(figure.span.overlaps(one.span) for one in taken[max(0, at - 1) : at + 1]):
                taken.insert(at, figure)
    whole = [*_of_the_house(flat, taken), *unanimity(flat)]
    whole += _left_out(flat, whole)
    return tuple(_with_vetoes(flat, sorted(whole, key=_place)))


def _sides_taken(flat: Flat) -> bool:
    """ "Twelve support the draft and three oppose it", "Three oppose it", after "The house passes a law"."""
    return bool(w.TAKING.search(flat.text) and (w.TEXT.search(flat.text) or w.DECIDING.search(flat.before[-250:])))


def _left_out(flat: Flat, told: list[Figure]) -> list[Figure]:
    """What count clauses tell of a side of which no other words give a figure."""
    known = {field: number for figure in told for field, number, _ in figure.values}
    found = (figure for figure in countclauses.find(flat, known) if not figure.part)
    return [f for f in found if f.values[0][0] not in known and not any(f.span.overlaps(one.span) for one in told)]


def _place(figure: Figure) -> Span:
    return figure.span


def _of_the_house(flat: Flat, figures: list[Figure]) -> list[Figure]:
    """The figures without those of parties; if parties are all there is, for and against, their sums.

    Parties add up to the house if at least three figures are given or the vote is said to follow party lines.
    """
    whole = [figure for figure in figures if not figure.part]
    parts = [figure for figure in figures if figure.part]
    sums = {field: sum(_values(parts, field)) for field in ("votes_for", "votes_against") if _values(parts, field)}
    known = {field for figure in whole for field, _, _ in figure.values}
    told = len(parts) > 2 or (len(parts) == 2 and w.PARTY_LINES.search(flat.text))
    if len(sums) < 2 or known & sums.keys() or not told:
        return whole
    span = Span(parts[0].span.start, parts[-1].span.end)
    return [*whole, Figure(span, tuple((field, number, span) for field, number in sums.items()))]


def _values(figures: list[Figure], field: str) -> list[int]:
    return [number for figure in figures for name, number, _ in figure.values if name == field]


def _with_vetoes(flat: Flat, figures: list[Figure]) -> Iterator[Figure]:
    """ "Peru vetoes what the nine others approved": those who vetoed are all who voted against."""
    against = any(field == "votes_against" for figure in figures for field, _, _ in figure.values)
    veto = w.VETO.search(flat.text)
    for figure in figures:
        yield figure
        if figure.rest and veto and not against and figure.values[0][0] == "votes_for":
            start, end = _list_bounds(flat, veto)
            number, _ = _names(flat.text[start:end])
            if number:
                place = flat.span(start, veto.end())
                yield Figure(place, (("votes_against", number, place),))
