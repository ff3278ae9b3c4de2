"""Recognition by giving a name: "declares the killings a genocide", "considers X the legitimate president"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.phrases import of_tail
from kg.extract.recognitions import described
from kg.extract.recognitions.recognised import agent_of, as_worded, by_words
from kg.extract.recognitions.recognisers import heads_of, recognizers
from kg.extract.recognitions.status import status_of
from kg.extract.tree import child
from kg.types import Agent, Recognition, RecognitionObject

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_COMPLEMENTS = ("oprd", "attr", "xcomp", "ccomp", "acomp")


_REFLEXIVE = {"himself", "herself", "itself", "themselves", "myself", "ourselves"}
#: What a crime may be called a case of: "an act of genocide".
_CASES = {"act", "case", "crime", "form", "instance", "example", "campaign"}


class _Naming(NamedTuple):
    """A thing and the word it is given as its name."""

    thing: Token
    name: Token


def find(reading: Reading, clause: Clause) -> Iterator[Recognition]:
    """What a clause calls a genocide, or the rightful government, is recognised as such."""
    finding = reading.sense(clause, "finding")
    sense = finding or reading.sense(clause, "naming", "speech")
    if sense is None or sense.polarity == "opposes":
        return
    found = [*_named(clause), *_found(reading, clause, finding is not None or _is_statement(reading, clause))]
    found = [naming for naming in found if not _is_anothers(reading, clause, naming)]
    read = [(naming, kind) for naming in found if (kind := _kind(reading, naming)) is not None]
    recognise = reading.lexicon.sense("verb", "recognise", "recognise")
    # "The killing of Hereros and others": what the parser joins to a thing is no thing of its own.
    read = [(n, kind) for n, kind in read if kind != "genocide" or n.thing.head not in {m.thing for m, _ in read}]
    status = status_of(reading, clause, recognise) if read and recognise is not None else None
    if status is None:
        return
    if status != "does-not-recognise" and reading.sense(clause, "recognise") is None:
        # Who "sees Y as its territory" claims it, who does not denies another's claim.
        read = [(naming, kind) for naming, kind in read if kind != "sovereignty"]
    for recognizer, measure in recognizers(reading, clause, status) if read else ():
        for naming, kind in read:
            meant = described.pointed(reading, clause, naming.thing, recognizer) if kind != "genocide" else None
            thing = meant or _thing(reading, naming, kind, recognizer)
            if thing.path != recognizer.path:
                why = reading.why(clause, "recognition.called")
                yield Recognition(recognizer, thing, kind, status, why, measure, reading.date(clause))


def _is_statement(reading: Reading, clause: Clause) -> bool:
    """ "The Riksdag said that the killings amount to genocide": a body says so by a vote, others give an opinion."""
    return any(reading.discourse.chamber(t) is not None for t in clause.subjects)


def _is_anothers(reading: Reading, clause: Clause, naming: _Naming) -> bool:
    """ "Declined a request to recognise X as a crime": the name belongs to the verb of recognising in between."""
    between = (t for t in reading.doc[clause.verb.i + 1 : naming.name.i] if reading.clauses.has(t))
    return any(reading.sense(reading.clauses.at(t), "recognise") is not None for t in between)


def _named(clause: Clause) -> Iterator[_Naming]:
    """ "calls X a genocide", "labels X as genocide", "regards X as the legitimate president"."""
    names = [c for c in clause.verb.children if c.dep_ in _COMPLEMENTS]
    names += [*clause.preps.get("as", ()), *[c for c in clause.verb.children if c.dep_ == "dobj"][1:]]
    status = [t for t in clause.objects if t.lemma_ == "status"]
    ranks = [t for s in status for p in s.children if p.lower_ == "of" for t in heads_of(p)]
    receivers = [*clause.dative, *(t for t in clause.objects if ranks and t not in status)]
    yield from (_Naming(thing, rank) for thing in receivers for rank in ranks)
    # The parser takes a name with its apposition for a clause: "considers Ana Lopez the legitimate president".
    small = [t for t in names if t.dep_ == "ccomp" and t.tag_.startswith("NN") and child(t, "appos") is not None]
    # Or the name for the object, with what is named for its subject: "considers the island a country".
    heads = (t for t in (*clause.objects, *clause.ccomp) if t.tag_.startswith("NN"))
    yield from (_Naming(c, t) for t in heads for c in t.children if c.dep_ == "nsubj" and c.i < t.i)
    objects = clause.preps.get("to", ()) if clause.lemma == "refer" else clause.objects
    for thing in (*(t for t in objects if t not in names), *small):
        # The parser may take the name for an apposition of what is named; a true one stands behind a comma.
        beside = (t for t in thing.subtree if t.dep_ == "appos" and t.left_edge.nbor(-1).text != ",")
        within = (t for p in thing.subtree if p.lower_ == "as" for t in p.children if t.dep_ == "pobj")
        inside = (*beside, *_run_on(clause, thing), *within)
        yield from (_Naming(thing, name) for name in (*names, *inside) if name != thing)


def _run_on(clause: Clause, thing: Token) -> Iterator[Token]:
    """The name that the parser took for a second object of a preposition: "declared the killings in 1915 a crime"."""
    for t in clause.verb.subtree:
        if t.dep_ == "pobj" and t.i > thing.i and any(c.dep_ == "pobj" and c.i < t.i for c in t.head.children):
            yield t


#: What those do of whom it is found that they suffer, or are guilty of, a genocide.
_UNDERGOING = {"suffer", "face", "undergo", "endure", "commit", "perpetrate", "carry", "constitute", "represent", "be"}


def _found(reading: Reading, clause: Clause, finding: bool) -> Iterator[_Naming]:
    """ "declares X to be genocide", "finds that X amounts to genocide", "that X are suffering genocide".

    Verbs that only name find nothing, but may say "to be" as well: "considers X to be the rightful president".
    """
    below = (c for c in clause.verb.children if c.dep_ in ("ccomp", "xcomp") and reading.clauses.has(c))
    for verb in (c for c in below if finding or (c.lower_ == "be" and any(a.tag_ == "TO" for a in c.children))):
        inner = reading.clauses.at(verb)
        names = [c for c in verb.children if c.dep_ in _COMPLEMENTS]
        names += [*(inner.objects if verb.lemma_ in _UNDERGOING else ()), *inner.preps.get("to", ())]
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        yield from (_Naming(thing, name) for thing in subjects for name in names if name != thing and not inner.negated)


def _kind(reading: Reading, naming: _Naming) -> RecognitionObject | None:
    """As what a thing is named: a genocide; a government if the name says that it is the rightful one."""
    if any(reading.noun(t, "genocide") is not None for t in (naming.name, *_kind_of(naming.name))):
        return "genocide"
    if naming.thing.lower_ in _REFLEXIVE:
        return None  # "swore himself in as president"
    sense = reading.noun(naming.name, "object")
    words = [c.lower_ for c in naming.name.children if c.dep_ in ("amod", "nmod", "compound")]
    if reading.noun(naming.name, "polity") is not None and _is_a_state(reading, naming.name, words):
        agent = reading.discourse.agent(naming.thing)
        return "state" if agent is not None and agent.kind == "state" else None
    if sense is not None and sense.kind == "sovereignty":
        return "sovereignty" if "as" in sense.only and _is_of_another(reading, naming.name) else None
    if sense is None or sense.kind != "government":
        return None
    rightful = any(reading.lexicon.sense("adjective", w, "rightful") is not None for w in words)
    return "government" if rightful or _is_the_office(reading, naming) else None


def _kind_of(name: Token) -> Iterator[Token]:
    """What something is called an act or a case of."""
    if name.lemma_ in _CASES:
        yield from (t for p in name.children if p.lower_ == "of" for t in heads_of(p))


def _is_a_state(reading: Reading, name: Token, words: list[str]) -> bool:
    """ "An independent country", "a state" and no more; not "a friendly country", "a state that harbours pirates"."""
    sense = reading.noun(name, "object")
    bare = {c.dep_ for c in name.children if c.dep_ != "nsubj"} <= {"det", "prep", "punct"}
    bare &= not any(c.lower_ in ("with", "without") for c in name.children)  # "a state with no laws"
    alone = bare and sense is not None and sense.kind == "state" and any(c.lower_ in ("a", "an") for c in name.children)
    return alone or any(_is_of_states(reading, w) for w in words)


def _is_of_another(reading: Reading, name: Token) -> bool:
    """ "Ruritanian territory", "part of Ruritania": land of a polity that is named."""
    beside = [c for c in name.children if c.dep_ in ("amod", "poss", "compound")]
    inside = [t for p in name.children if p.lower_ == "of" for t in heads_of(p)]
    return any(
        reading.names.polity(t) is not None or reading.discourse.agent(t) is not None for t in (*beside, *inside)
    )


def _is_of_states(reading: Reading, word: str) -> bool:
    """ "Sovereign", "independent": what only a state is."""
    sense = reading.lexicon.sense("adjective", word, "object")
    return sense is not None and sense.kind == "state"


def _is_the_office(reading: Reading, naming: _Naming) -> bool:
    """ "regards X as the head of state", "as its president": an office that one alone holds."""
    name, role = naming.name, reading.names.noun([naming.name])
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in name.children)
    office = role is not None and role[0].office == "Government"
    office |= reading.lexicon.sense("noun", f"{name.lemma_}{of_tail(name)}", "office") is not None
    return definite and office and reading.discourse.agent(naming.thing) is not None


def _thing(reading: Reading, naming: _Naming, kind: RecognitionObject, recognizer: Agent) -> Agent:
    """What is named; of "that they suffer genocide" the whole of what is found."""
    thing, verb = naming.thing, naming.thing.head
    inner = verb.tag_.startswith("VB") and naming.name.head == verb and thing.dep_ == "nsubj"
    if inner and naming.name.dep_ == "dobj" and verb.lemma_ not in ("constitute", "represent"):
        return Agent(
            f"thing/genocide-{thing.i}", reading.between(thing.left_edge, verb.right_edge).of(reading.text), "other"
        )
    if kind in ("government", "state"):
        agent = agent_of(reading, thing)
        # "Kenya does not regard the junta as Mali's government": not Kenya's own.
        own = agent.kind == "government" and agent.of == recognizer.of and thing.tag_ in ("NN", "NNS")
        return by_words(reading, thing) if own else agent
    inside = kind == "sovereignty" or naming.name in list(thing.subtree)
    return as_worded(reading, agent_of(reading, thing), kind, thing, naming.name if inside else None)
