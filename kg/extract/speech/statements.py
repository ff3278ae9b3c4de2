"""Statements: reported speech and writing, direct or indirect, with its source, cue and content.

The three parts are those of the attribution corpora (Pareti 2012). Each reader knows one shape of cue: a verb of saying
("X said that ...", '"...," said X'), an accusation, a name given to something ("X called it 'historic'"), a feeling put
into words ("X expressed concern over ..."), a demand in the speaker's own words. What is said without a verb is read in
`speech_nouns`. A sentence that is wholly a quotation goes on with the last quoted speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.extract.speech import acts as speech_acts
from kg.extract.speech import continued as speech_continued
from kg.extract.speech import media
from kg.extract.speech import naming as speech_naming
from kg.extract.speech import nouns as speech_nouns
from kg.extract.speech import says as speech_says
from kg.extract.speech import sources as speech_sources
from kg.extract.speech.bounds import around
from kg.extract.speech.sources import Source, document, speakers, texts
from kg.extract.speech.spans import verb_group
from kg.extract.tallies import tallies
from kg.extract.tree import child
from kg.types import Agent, Span, Statement

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_PERSONS = {"he", "she", "they"}
_DECIDING = ("decide", "pronounce", "finding")


def find(reading: Reading) -> tuple[Statement, ...]:
    """The statements an article reports, in text order."""
    found: list[Statement] = []
    for clause in reading.clauses:
        for rule, reader in _SHAPES.items():
            said = reader(reading, clause)
            if said is not None:
                found += _statements(reading, clause, *said, rule, found)
                break
    found += speech_nouns.find(reading)
    found = sorted(_distinct(reading, found), key=_place)
    found += speech_continued.find(reading, found)
    return tuple(sorted(found, key=_place))


def _place(statement: Statement) -> tuple[Span, Span]:
    return statement.content, statement.why.evidence


# --- shapes: what a clause reports, and under which sense of its verb ----------------------------------------------


def _names_it(reading: Reading, clause: Clause) -> tuple[Sense, Span] | None:
    return speech_naming.find(reading, clause) if speech_says.happens(clause) else None


_SHAPES: dict[str, Callable[[Reading, Clause], tuple[Sense, Span] | None]] = {
    "say": speech_says.said,
    "accuse": speech_acts.accuses,
    "name": _names_it,
    "express": speech_acts.expresses,
    "ask": speech_acts.asks,
    "judge": speech_acts.judges,
}
_CONFIDENCE = {"say": 0.8, "accuse": 0.8, "name": 0.7, "express": 0.6, "ask": 0.6, "judge": 0.6}


# --- one statement for each speaker ---------------------------------------------------------------------------------


def _statements(
    reading: Reading, clause: Clause, sense: Sense, content: Span, rule: str, before: list[Statement]
) -> Iterator[Statement]:
    why = reading.why(clause, f"statement.{rule}", _CONFIDENCE[rule])
    sources = list(speakers(reading, clause, minted=_is_plain(reading, clause, sense, rule)))
    if not sources:
        sources = list(_referring(reading, clause, _last_speaker(reading, before)))
    for source in sources:
        if _is_voted(reading, clause, source) or ("named" in sense.only and not _is_named(source.agent)):
            continue
        if source.measure is None or not (rule == "judge" or _is_enacted(reading, clause, sense, content)):
            side = "none" if "fact" in sense.only else "praises" if _praises(sense, rule) else sense.polarity
            words = verb_group(clause)
            said = speech_nouns.statement(reading, source, content, words, clause.verb.lemma_, why, side)
            yield replace(said, act=sense.act or said.act, medium=media.medium(reading, clause))


def _is_named(agent: Agent | None) -> bool:
    """Of one who is named it is reported what he hopes because he said so; "the people hope" is a guess."""
    return agent is not None and (
        agent.path.startswith("person/") or agent.kind == "ministry" or _is_unknown_name(agent)
    )


def _is_unknown_name(agent: Agent) -> bool:
    return agent.kind == "organisation" and not agent.known and agent.name.count(" ") == 1


def _praises(sense: Sense, rule: str) -> bool:
    return rule in ("name", "judge") and sense.polarity == "supports"


def _is_plain(reading: Reading, clause: Clause, sense: Sense, rule: str) -> bool:
    """True if the cue alone tells that its subject speaks, whoever that is: "the gardener said", "fans called it"."""
    if rule == "say":
        return "weak" not in sense.only or any(speech_sources.can_speak(reading, t) for t in clause.subjects)
    inside = bool(clause.subjects) and all(clause.verb.is_ancestor(t) for t in clause.subjects)
    own = clause.verb.dep_ not in ("relcl", "acl") or inside  # "which the union calls a farce"
    return rule in ("name", "accuse", "express") and "weak" not in sense.only and own


def _referring(reading: Reading, clause: Clause, last: Agent | None) -> Iterator[Source]:
    """A pronoun or a definite document ("the statement said") that points back to who spoke last; else the document."""
    text = document(reading, clause)
    pronoun = next((t for t in clause.subjects if t.lower_ in _PERSONS and around(reading, t.idx) is None), None)
    token = text or pronoun
    freely = any(c.lower_ == "what" for c in clause.verb.children)
    above = reading.clauses.governor(clause) if freely else None
    if above is not None:
        yield from speakers(reading, above, minted=True)  # "the league deplores what it calls a farce"
    elif token is not None and last is not None:
        yield Source(token, last)
    else:
        yield from texts(reading, clause)


def _last_speaker(reading: Reading, before: list[Statement]) -> Agent | None:
    """The last one whose words the text itself reports; speakers within a quotation are passed over."""
    told = (s.speaker for s in reversed(before) if around(reading, _cue(s).start) is None)
    return next((speaker for speaker in told if speaker is not None), None)


def _is_enacted(reading: Reading, clause: Clause, sense: Sense, content: Span) -> bool:
    """True for what a measure does by its words, which is its content and no speech: "a law declaring ..."."""
    named = sense.frame == "naming" and clause.verb.dep_ == "acl" and not quotes.has_quote(reading.quotes, content)
    return named or ("act" in sense.only and clause.verb.dep_ in ("acl", "relcl"))


def _is_voted(reading: Reading, clause: Clause, source: Source) -> bool:
    """True for what a chamber finds by a vote: "the Senate ruled by 60 votes to 12 that the treaty is void"."""
    if source.agent is None or source.agent.kind != "chamber" or reading.sense(clause, *_DECIDING) is None:
        return False
    if not any(child(verb, "mark") is not None for verb in clause.ccomp):
        return False
    sentence = reading.sentence(clause.verb)
    return bool(tallies.find(reading.text, sentence.start, sentence.end))


# --- all together ---------------------------------------------------------------------------------------------------


def _distinct(reading: Reading, found: list[Statement]) -> Iterator[Statement]:
    """Each once; without what a speaker says of his own saying within what he says ("he said he expects ...")."""
    seen: set[tuple[str | None, Span]] = set()
    for statement in found:
        key = (_path(statement), statement.content)
        others = (o for o in found if o is not statement and _path(o) == _path(statement))
        within = any(o.content.covers(_cue(statement)) for o in others)
        if key not in seen and not within:
            seen.add(key)
            yield statement


def _cue(statement: Statement) -> Span:
    return statement.cue_span or statement.why.evidence


def _path(statement: Statement) -> str | None:
    return statement.speaker.path if statement.speaker else statement.measure
