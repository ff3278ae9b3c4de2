"""The day of a decision: its clause's own, one counted from the clause above, or that of the news itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.decisions import days_ahead
from kg.extract.times.timewords import NUMBERS
from kg.extract.tree import child, is_stranded, is_verb
from kg.types import DateValue, Outcome

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

#: What joins a decision to the news that comes of it.
_LEADING = {"after", "as", "because", "though", "although", "now", "that", "when", "once"}
_DAY = len("2020-11-25")
_OPEN = {"VBG", "VB"}  # the forms of what a measure does: "a law banning", "a law to ban"


def day(reading: Reading, clause: Clause, outcome: Outcome, rule: str) -> DateValue | None:
    """The clause's own day; for news in the present tense, or at the head of the text, the day it is news of."""
    if outcome == "scheduled":
        ahead = days_ahead.day(reading, clause) or _counted(reading, clause) or _at_end(reading, clause)
        return ahead if ahead is not None and len(ahead.value) > len("2020") else None
    own = reading.date(clause) or _counted(reading, clause) or _at_end(reading, clause) or _same_day(reading, clause)
    if outcome == "other" and clause.tense == "past":  # "put off until Monday" does not tell when that was decided
        return _day_of_news(reading, clause) if rule == "noun-vote" and own is None else None
    past = clause.tense == "past" and not _goes_on(reading, clause)
    if past and (own is not None or rule == "noun"):
        return own
    today = (_day_of_news(reading, clause) or _beside_present(reading, clause)) if past else reading.own_day()
    if own is None or today is None:
        return own or today
    return own if len(own.value) == len(today.value) else today  # "a third attempt this year", "the Trade Act of 2002"


def _at_end(reading: Reading, clause: Clause) -> DateValue | None:
    """The day at the end of what is decided: "passed a law banning the agency on 3 May 2023" tells when it was passed.

    A law may also set a day, which then lies ahead, or recall one: "condemning the raid on 3 May" is about that raid.
    """
    inner = [reading.clauses.at(t) for o in clause.objects for t in o.children if t.dep_ == "acl" and t.tag_ in _OPEN]
    if clause.tense != "past" or len(inner) != 1 or reading.published.date is None:
        return None
    told = reading.date(inner[0])
    if told is None or len(told.value) != _DAY or not told.value <= reading.published.date:
        return None
    event = any(reading.noun(t, "event") is not None for t in inner[0].verb.subtree)
    return told if not event and _closes(reading, clause, told) else None


def _closes(reading: Reading, clause: Clause, told: DateValue) -> bool:
    """True if a day is the last thing its sentence tells."""
    here = reading.sentence(clause.verb)
    return told.span is not None and not reading.text[told.span.end : here.end].strip(" .\n\"”’')")


def _goes_on(reading: Reading, clause: Clause) -> bool:
    """True for a main clause of an item that begins in the present tense and tells on in the past: it is of one day."""
    lead = next(iter(reading.doc.sents)).root
    present = lead.tag_ in ("VBZ", "VBP") and clause.verb.sent.start > lead.sent.start
    here = reading.doc[lead.i : clause.verb.i].text
    return present and clause.verb.dep_ == "ROOT" and "\n" not in here


def _day_of_news(reading: Reading, clause: Clause) -> DateValue | None:
    """The day that the first sentence of a text gives, else the text's own, for what its first paragraph tells as news.

    News is told in main clauses, in the past ("rejected") or the perfect ("has rejected"); what "had been rejected", or
    what a sentence with a time of its own tells, is not of that day.
    """
    lead = next(iter(reading.doc.sents)).root
    main = _main_verb(clause.verb)
    earlier = any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for v in (main, clause.verb) for c in v.children)
    if (main.dep_ != "ROOT" and not is_stranded(main)) or earlier or "\n" in reading.doc[lead.i : clause.verb.i].text:
        return None
    if _has_time(reading, clause.verb, main):
        return reading.date(reading.clauses.at(main)) if main.i != clause.verb.i else None
    told = reading.date(reading.clauses.at(lead)) if lead.i != main.i and is_verb(lead) else None
    if (
        told is not None and len(told.value) < _DAY
    ):  # "In 2019 they fell out": the story has not reached the day of the news
        return None
    return told or reading.own_day()


def _beside_present(reading: Reading, clause: Clause) -> DateValue | None:
    """The day of the news for what has just led to it: "may wed after MPs passed the bill", "even though it has passed".

    The clause hangs on one in the present or future, in the first paragraph, and no time is told in the sentence.
    """
    verb, above = clause.verb, clause.verb.head
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
    if verb.dep_ != "advcl" or not marks & _LEADING or not is_verb(above):
        return None
    lead = next(iter(reading.doc.sents)).root
    ahead = any(c.lower_ in ("will", "may", "can") for c in above.children)
    ahead |= reading.clauses.has(above) and reading.clauses.at(above).tense == "present"  # "resigns", "is sworn in"
    earlier = any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in verb.children)
    if not ahead or earlier or above.dep_ != "ROOT" or "\n" in reading.doc[lead.i : verb.i].text:
        return None
    counted = any(_UNITS.search(reading.text, max(0, c.idx - 12), c.idx) for c in verb.children if c.dep_ == "mark")
    return None if counted or _has_time(reading, verb, above) else reading.own_day()


def _same_day(reading: Reading, clause: Clause) -> DateValue | None:
    """ "Earlier in the day the assembly had passed another text": the day of the news, if no other was told before."""
    here = reading.sentence(clause.verb)
    said = _SAME_DAY.search(reading.text, here.start, here.end)
    lead = next(iter(reading.doc.sents)).root
    present = reading.clauses.has(lead) and reading.clauses.at(lead).tense == "present"
    if said is None or not present or "\n" in reading.text[lead.idx : here.start]:
        return None
    return None if any(e.span.start < said.start() for e in reading.expressions) else reading.own_day()


def _has_time(reading: Reading, verb: Token, main: Token) -> bool:
    """True if a time is told in the sentence of a verb, but for one of what others do: "a bid to hold it this year"."""
    here = reading.sentence(verb)
    for expression in reading.expressions:
        if here.start <= expression.span.start < here.end:
            words = verb.doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
            around = words.root.ancestors if words is not None else ()
            above = next((a for a in around if a in (verb, main) or _is_to_be(a)), None)
            if above is None or not _is_to_be(above):
                return True
    return False


def _is_to_be(token: Token) -> bool:
    """The infinitive of a noun: "a bid to hold", "the power to dissolve"."""
    return token.tag_ == "VB" and token.dep_ in ("acl", "relcl")


def _main_verb(verb: Token) -> Token:
    """The verb that tells the news which another is a part of: "passing the bill", "in a text carried by 9 to 2"."""
    while verb.head.i != verb.i:
        head = verb.head
        if is_verb(head) and (verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG")):
            verb = head
        elif verb.dep_ == "acl" and head.dep_ == "pobj" and head.head.lower_ == "in" and is_verb(head.head.head):
            verb = head.head.head
        else:
            break
    return verb


def _counted(reading: Reading, clause: Clause) -> DateValue | None:
    """Of "Kenya left, two days after the council voted": so many days before what the clause above tells."""
    mark = child(clause.verb, "mark")
    above = reading.clauses.governor(clause)
    if mark is None or mark.lower_ != "after" or above is None:
        return None
    said = _DAYS_BEFORE.search(reading.text, max(0, mark.idx - 24), mark.idx)
    if said is None:
        return None
    of_the_day = (
        reading.own_day() if above.tense != "past" or _goes_on(reading, above) else _day_of_news(reading, above)
    )
    base = reading.date(above) or of_the_day
    if base is None or len(base.value) != _DAY:
        return None
    number = NUMBERS.get(said[1].lower(), 1) if not said[1].isdecimal() else int(said[1])
    value = (date.fromisoformat(base.value) - timedelta(days=number)).isoformat()
    return DateValue(value, value, value, "relative", None, base.value)


#: Longer times before "after": "weeks after the house rejected it".
_UNITS = re.compile(r"\b(?:days?|weeks?|months?|years?|decades?)\s+$", re.I)
_SAME_DAY = re.compile(
    r"\b(?:(?:on )?(?:the|that) (?:very )?same day|(?:earlier|later) (?:in the|that|on the same) day|(?:a few )?hours "
    r"(?:earlier|later|before|previously))\b",
    re.I,
)
_DAYS_BEFORE = re.compile(rf"\b(the|{'|'.join(NUMBERS)}|\d{{1,2}})\s+days?\s+$", re.I)
