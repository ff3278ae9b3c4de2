"""Why the graph says so: behind a record, a measure or a decision, the reports with their sentences, rules and words.

IRI ─record or thing─> its records ─> Reason: what it says, how it was found, where it stands, words to mark
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.errors import UsageError
from kg.evidence import Passage, Row, confidence, passages, shown_article
from kg.lookup import Lookup, words_of
from kg.vocabulary import DCTERMS, KGO, NIF, RDF

Span = tuple[int, int]

#: Who and what is in a record, and the word that says how the two go together.
AGENTS = (
    KGO.holder, KGO.speaker, KGO.asker, KGO.actor, KGO.recognizer, KGO.target, KGO.addressee, KGO.callsUpon,
    KGO.recognized, KGO.onBehalfOf, KGO.about,
)  # fmt: skip
#: Words of the sentence that a record holds.
WORDS = (KGO.targetText, KGO.sourceExpression, KGO.content, KGO.quotedText, KGO.paraphrase)
#: A mark that covers more of a sentence than this marks nothing.
WHOLE = 0.7
#: Past forms that do not begin like their verb, of the verbs that tell who did what.
PAST = {
    "say": "said", "tell": "told", "make": "made", "take": "took taken", "give": "gave given", "hold": "held",
    "speak": "spoke spoken", "withdraw": "withdrew withdrawn", "stand": "stood", "write": "wrote written",
    "send": "sent", "bring": "brought", "seek": "sought", "uphold": "upheld", "back": "backed", "be": "is was were",
    "think": "thought", "throw": "threw thrown", "strike": "struck", "find": "found", "leave": "left", "see": "saw",
}  # fmt: skip


class Place(NamedTuple):
    """A passage with the spans of its sentence to mark, sorted and apart; offsets count from its first character."""

    passage: Passage
    marks: tuple[Span, ...]


class Reason(NamedTuple):
    """One report: its IRI, kind and claim in words; rule, cue, basis and confidence ("" if unknown); its passages."""

    record: str
    kind: str
    claim: str
    rule: str
    cue: str
    basis: str
    confidence: str
    rationale: str
    places: tuple[Place, ...]


class Why(NamedTuple):
    """Of one thing: its name, what was merged or preferred and why, and its reports."""

    iri: str
    label: str
    notes: tuple[str, ...]
    reasons: tuple[Reason, ...]


def why(look: Lookup, iri: str) -> Why:
    """Everything behind one record, measure, decision, recognition, disagreement or assertion."""
    reasons = tuple(reason(look, record) for record in behind(look, iri))
    return Why(iri, claim(look, iri) or look.label(iri), tuple(notes(look, iri)), reasons)


def behind(look: Lookup, iri: str) -> list[str]:
    """The records to tell: the thing itself if it is one, the reports of its values, its provisions and decisions."""
    own = [iri] if look.values(iri, KGO.evidence) else []
    reports = look.subjects(RDF.subject, iri)
    parts = [*look.values(iri, KGO.hasProvision, KGO.hasAssertion), *look.subjects(KGO.decidedOn, iri)]
    nested = [report for part in look.subjects(KGO.decidedOn, iri) for report in look.subjects(RDF.subject, part)]
    found = [name for name in (*own, *reports, *parts, *nested) if look.values(name, KGO.evidence)]
    # The reports of a decision's values tell more than the decision, which has neither rule nor words of its own.
    told = {look.value(name, RDF.subject) for name in found}
    return [name for name in dict.fromkeys(found) if name not in told]


def notes(look: Lookup, iri: str) -> Iterator[str]:
    """What was decided about the thing when reports were put together."""
    for text in look.values(iri, KGO.mergeReason):
        yield f"merged: {text}"
    disputes = [name for name in look.subjects(RDF.subject, iri) if "Disagreement" in look.classes(name)]
    for name in dict.fromkeys([*disputes, *([iri] if "Disagreement" in look.classes(iri) else [])]):
        yield f"reports differ on the {words_of(look.value(name, RDF.predicate))}: {look.value(name, KGO.rationale)}"
    articles = look.values(iri, DCTERMS.isReferencedBy)
    if articles:
        independent = len({look.value(name, KGO.originalReport) or name for name in articles})
        yield f"described in {counted(len(articles), 'article')}, {counted(independent, 'independent source')}"


def counted(number: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def reason(look: Lookup, record: str) -> Reason:
    """One record as a report."""
    found = tuple(Place(one, tuple(marks(look, record, one))) for one in passages(look, record))
    kinds = [name for name in look.classes(record) if name != "Record"]
    basis = look.value(record, KGO.basis)
    return Reason(
        record,
        words_of(f"#{kinds[0]}") if kinds else "",
        claim(look, record),
        look.value(record, KGO.rule),
        look.value(record, KGO.cue),
        words_of(basis) if basis else "",
        confidence(look, record),
        look.value(record, KGO.rationale),
        found,
    )


def names(look: Lookup, record: str, *properties: str) -> str:
    """The labels of a record's values of these properties, each once."""
    return ", ".join(dict.fromkeys(look.label(value) for value in look.values(record, *properties)))


def claim(look: Lookup, record: str) -> str:
    """What a record says, in one line of words; "" for what is no record."""
    for kind in look.classes(record):
        if kind in CLAIMS:
            return " ".join(CLAIMS[kind](look, record).split())
    return ""


def _value(look: Lookup, record: str) -> str:
    value = look.value(record, RDF.object)
    told = look.label(value) if "://" in value else value
    about = look.label(look.value(record, RDF.subject))
    return f"{about}: {words_of(look.value(record, RDF.predicate))} = {told}"


def _position(look: Lookup, record: str) -> str:
    side = SIDES.get(look.value(record, KGO.polarity).rpartition("#")[2], "takes a side on")
    act = names(look, record, KGO.act)
    holder, behalf = names(look, record, KGO.holder), names(look, record, KGO.onBehalfOf)
    who = f"{holder} (for {behalf})" if behalf and behalf != holder else holder
    return f"{who} {side} {names(look, record, KGO.target)}" + (f" ({act})" if act else "")


def _statement(look: Lookup, record: str) -> str:
    words = look.value(record, KGO.paraphrase, KGO.quotedText)
    about, behalf = names(look, record, KGO.about), names(look, record, KGO.onBehalfOf)
    speaker = names(look, record, KGO.speaker) or about or "somebody"
    return f"{speaker}{f' (for {behalf})' if behalf else ''} says: {words}"


def _demand(look: Lookup, record: str) -> str:
    addressee = names(look, record, KGO.addressee)
    return f"{names(look, record, KGO.asker)} asks {addressee or 'for'}: {look.value(record, KGO.content)}"


def _provision(look: Lookup, record: str) -> str:
    measure = ", ".join(look.label(name) for name in look.subjects(KGO.hasProvision, record))
    what = look.value(record, KGO.content) or names(look, record, KGO.concerns)
    addressee = names(look, record, KGO.callsUpon)
    side = {"Support": "for", "Oppose": "against"}.get(look.value(record, KGO.polarity).rpartition("#")[2], "about")
    return f"{measure} provides {side}: {what}{f' (calls upon {addressee})' if addressee else ''}"


def _decision(look: Lookup, record: str) -> str:
    numbers = (KGO.votesFor, KGO.votesAgainst, KGO.abstentions)
    tally = [f"{look.chosen(record, name)} {word}" for name, word in zip(numbers, TALLY, strict=True)
             if look.chosen(record, name)]  # fmt: skip
    outcome = words_of(look.chosen(record, KGO.outcome))
    what = f"{names(look, record, KGO.decidedBy)}: {names(look, record, KGO.decidedOn)} {outcome}"
    return f"{what} ({', '.join(tally)})" if tally else what


def _recognition(look: Lookup, record: str) -> str:
    state = look.chosen(record, KGO.recognitionState).rpartition("#")[2]
    who = names(look, record, KGO.recognizer)
    # "no state" does not recognise: said with one negation, not with two.
    words = "recognizes" if who.lower().startswith("no ") else RECOGNITION.get(state, words_of(f"#{state}"))
    return f"{who} {words} {names(look, record, KGO.recognized)}"


def _act(look: Lookup, record: str) -> str:
    addressee = names(look, record, KGO.addressee)
    return f"{names(look, record, KGO.actor)}: {names(look, record, KGO.act)}{f', to {addressee}' if addressee else ''}"


def _dispute(look: Lookup, record: str) -> str:
    return f"{look.label(look.value(record, RDF.subject))}: {words_of(look.value(record, RDF.predicate))}"


RECOGNITION = {"CallsFor": "is called on to recognize", "Withdraws": "withdraws recognition from"}
TALLY = ("for", "against", "abstaining")
SIDES = {"Support": "supports", "Oppose": "opposes", "Abstain": "abstains on", "Neutral": "is neutral on"}
CLAIMS = {
    "Position": _position,
    "Statement": _statement,
    "Demand": _demand,
    "Provision": _provision,
    "Decision": _decision,
    "Vote": _decision,
    "RecognitionStatus": _recognition,
    "DiplomaticAct": _act,
    "Assertion": _value,
    "Disagreement": _dispute,
}


def marks(look: Lookup, record: str, where: Passage) -> Iterator[Span]:
    """The spans of a sentence that a record rests on: its cue, the words it holds, who and what it names."""
    texts = [value for value in look.values(record, *WORDS) if len(value) < WHOLE * len(where.sentence)]
    found = [span for text in texts for span in spans(where.sentence, text)]
    found += list(cue_spans(where.sentence, look.value(record, KGO.cue)))
    things = {record, look.value(record, RDF.subject)}
    agents = {name for thing in things if thing for name in look.values(thing, *AGENTS)}
    found += list(mentions(look, where, agents))
    return joined(found)


def spans(sentence: str, words: str) -> Iterator[Span]:
    """Where words stand in a sentence, whatever the spaces between them.

    >>> list(spans("the  vote of the vote", "the vote"))
    [(0, 9), (13, 21)]
    >>> list(spans("by 31 votes, 3 abstained", "3"))
    [(13, 14)]
    """
    parts = [re.escape(part) for part in words.split()]
    if parts:
        pattern = r"\s+".join(parts)
        whole = rf"(?<!\w){pattern}(?!\w)" if words.strip().isdigit() else pattern
        yield from (match.span() for match in re.finditer(whole, sentence))


def cue_spans(sentence: str, cue: str) -> Iterator[Span]:
    """Where a word stands in a sentence in any of its forms.

    >>> [("They condemned it, condemning all")[a:b] for a, b in cue_spans("They condemned it, condemning all", "condemn")]
    ['condemned', 'condemning']
    >>> [("He denied and said so")[a:b] for a, b in cue_spans("He denied and said so", "deny")]
    ['denied']
    """
    if not cue.strip():
        return
    first, *rest = cue.split()
    stem = first[:-1] if first[-1] in "ye" and len(first) > 2 else first
    forms = [
        rf"{re.escape(stem)}{re.escape(stem[-1])}?\w{{0,4}}",
        re.escape(first),
        *PAST.get(first.lower(), "").split(),
    ]
    tail = "".join(rf"\s+{re.escape(part)}" for part in rest)
    pattern = rf"\b(?:{'|'.join(forms)})\b{tail}"
    yield from (match.span() for match in re.finditer(pattern, sentence, re.IGNORECASE))


def mentions(look: Lookup, where: Passage, things: set[str]) -> Iterator[Span]:
    """Where a passage names one of the things."""
    for thing in sorted(things):
        for name in look.subjects(KGO.refersTo, thing):
            place = re.fullmatch(r"(.*)#char=(\d+),(\d+)", name)
            if place and place[1] == where.article and where.begin <= int(place[2]) and int(place[3]) <= where.end:
                yield int(place[2]) - where.begin, int(place[3]) - where.begin


def joined(found: Iterable[Span]) -> Iterator[Span]:
    """Spans sorted, those that touch or overlap as one.

    >>> list(joined([(5, 8), (0, 2), (7, 9)]))
    [(0, 2), (5, 9)]
    """
    last: Span | None = None
    for start, end in sorted(found):
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
        else:
            if last:
                yield last
            last = start, end
    if last:
        yield last


def of_row(look: Lookup, columns: tuple[str, ...], row: Row, name: str) -> list[Why]:
    """The reasons of a row: of the records that it was found by or names, else of those that rest on what it shows.

    Raises `UsageError` for a row without any.
    """
    iris = [*row.behind, *(term for term in row.terms if getattr(term, "value", "").startswith(look.base))]
    found = [iri for iri in map(_iri, iris) if look.values(iri, KGO.evidence)]
    found = found or _resting_on(look, [_iri(iri) for iri in iris], *shown_article(columns, row.terms))
    told = [why(look, iri) for iri in dict.fromkeys(found or map(_iri, iris))]
    told = [one for one in told if one.reasons]
    if not told:
        raise UsageError(f"{name}: the row names nothing that rests on a sentence")
    return told


def of_thing(look: Lookup, iri: str) -> Why:
    """The reasons of a thing. Raises `UsageError` for one that rests on no sentence by itself, such as a state."""
    told = why(look, iri)
    if not told.reasons:
        name = look.short(iri)
        raise UsageError(f"{name}: nothing that rests on a sentence by itself; its facts: kg show {name}")
    return told


def _iri(term: Any) -> str:
    return term if isinstance(term, str) else str(term.value)


def _resting_on(look: Lookup, iris: list[str], article: str, sentence: str) -> list[str]:
    """The records that have one of these passages, or else this sentence of this article, as evidence."""
    given = [iri for iri in iris if look.value(iri, KGO.inArticle)]
    if not given and article and sentence:
        given = [name for name in look.subjects(KGO.inArticle, article) if look.value(name, NIF.anchorOf) == sentence]
    return [record for name in given for record in look.subjects(KGO.evidence, name)]
