"""Whom a pronoun means.

The preferences are the classic ones of centering (Grosz, Joshi, Weinstein 1995): a subject goes on with the last
subject, other pronouns take the nearest candidate that agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.discourse import firstperson, references
from kg.extract.discourse.plurals import SOME
from kg.extract.prose import quotes
from kg.extract.tree import child

if TYPE_CHECKING:
    from kg.extract.clauses import Clauses
    from kg.extract.discourse.bodies import Bodies
    from kg.extract.discourse.history import History
    from kg.extract.discourse.measure_mentions import MeasureMentions
    from kg.extract.discourse.references import Reference
    from kg.extract.names import Names
    from kg.extract.parsing.parsed import Token

_PERSONAL = {"he", "she", "him", "his", "her", "hers", "himself", "herself", "i", "me", "my"}
_NEUTER = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "theirs", "we", "our", "us"}
_ALONE = {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}
_ANSWERING, _SEVERING = {"after", "because", "since", "when"}, {"cut", "sever", "break", "suspend", "end", "freeze"}
_TIES = {"tie", "relation", "link"}
_SURE = 0.7


class Pronouns:
    """Reads the pronouns of one text in order, and keeps the nouns that they stand for."""

    def __init__(self, names: Names, history: History, measures: MeasureMentions, bodies: Bodies) -> None:
        self._names, self._history, self._measures, self._bodies = names, history, measures, bodies
        self._nouns: dict[int, Token] = {}
        self._firsts: dict[int, Token] = {}
        self._quoted = [q.span for q in quotes.find(names.text) if q.depth == 0]

    def noun(self, pronoun: Token) -> Token | None:
        """The noun that a pronoun stands for, past other pronouns; None if that is not known."""
        return self._nouns.get(pronoun.i)

    def first(self, pronoun: Token) -> Token | None:
        """The first of the nouns that a plural pronoun stands for, the others being coordinated with it; None if unknown."""
        return self._firsts.get(pronoun.i)

    def read(self, token: Token) -> None:
        """Note whom a pronoun means, if anyone."""
        found = self._teller(token) or self._meant(token)
        if found is None:
            return
        self._nouns[token.i] = self._nouns.get(found.token.i, found.token)
        if token.lower_ in _PLURAL:
            first = references.first_conjunct(found.token)
            self._firsts[token.i] = self._firsts.get(first.i, first)
        self._history.note(_retold(found, token))

    def settle_first_persons(self, clauses: Clauses) -> None:
        """Give "we" and "I" in quotations to whom they are quoted from, who is often named only behind."""
        for token, subjects in firstperson.tellers(self._names.doc, self._quoted, clauses):
            told = self._history.at(subjects[0])
            self._history.correct(token, _retold(told, token) if told is not None else None)
            for known in (self._nouns, self._firsts):
                known.pop(token.i, None)
            if told is not None:
                self._nouns[token.i] = self._nouns.get(told.token.i, told.token)
                self._firsts[token.i] = subjects[0]

    def _meant(self, token: Token) -> Reference | None:
        word = token.lower_
        if word in _PERSONAL:
            return self._antecedent(token, references.is_someone, 4)
        if word in _NEUTER:
            return self._left(token) or self._neuter(token)
        if word == "latter" and token.dep_ in _ALONE:
            return next((r for r in self._history.recent(token, 1) if references.is_one_thing(r)), None)
        if word == "them" and self._is_judged(token) and (texts := self._texts(token)) is not None:
            return texts
        if word in _PLURAL:
            return self._antecedent(token, references.is_many, 1) or self._antecedent(token, references.is_several, 2)
        if word in SOME and not any(c.dep_ in ("prep", "nummod", "appos") for c in token.children):
            return self._antecedent(token, references.is_many, 1)
        return None

    def _left(self, token: Token) -> Reference | None:
        """Who "it" is in "Peru cuts ties with Mali after it recognised Kosovo": whose deed is answered."""
        deed, act = token.head, token.head.head
        if token.dep_ != "nsubj" or deed.dep_ != "advcl" or act.lemma_ not in _SEVERING or not act.i < token.i:
            return None
        between = token.doc[act.i + 1 : token.i]
        ties = next((t for t in between if t.lemma_ in _TIES), None)
        if ties is None or not any(t.lower_ in _ANSWERING and t.head.i == deed.i for t in between):
            return None
        preps = (p for t in (ties, act) for p in t.children if p.lower_ == "with" and p.i < token.i)
        party = next((t for p in preps if (t := child(p, "pobj")) is not None), None)
        return self._history.at(party) if party is not None else None

    def _teller(self, token: Token) -> Reference | None:
        """Who "it" or "they" are in "Fiji's announcement that it will leave": those whose news or promise it is."""
        verb, noun = token.head, token.head.head
        content = token.dep_ == "nsubj" and verb.dep_ in ("acl", "ccomp") and noun.tag_ == "NN" and noun.i < token.i
        owner = child(noun, "poss") if content and child(verb, "mark") is not None else None
        return self._history.at(owner) if owner is not None else None

    # --- candidates ---------------------------------------------------------------------------------------------

    def _antecedent(self, token: Token, fits: Callable[[Reference], bool], reach: int) -> Reference | None:
        """Subjects first (those of this sentence, then of the last ones), then whatever is nearest."""
        sentence = self._history.sentence
        recent = self._history.recent(token, reach)
        candidates = [r for r in recent if fits(r) and not references.same_clause(r.token, token)]
        if not self._is_quoted(token):
            candidates = [r for r in candidates if not self._is_quoted(r.token)]
        nearest = max((sentence(r.token) for r in candidates), default=None)
        if nearest is None:
            return None
        near = [r for r in candidates if sentence(r.token) == nearest]
        subjects = [r for r in near if references.is_subject(r.token)]
        before = nearest < sentence(token)
        if token.dep_ in ("nsubj", "nsubjpass", "poss") or before:
            return (subjects or near)[-1 if before else 0]
        return near[0]

    def _is_quoted(self, token: Token) -> bool:
        """True inside a quotation. Outside it, nobody who is named only in it is spoken of by a pronoun."""
        return any(span.start <= token.idx < span.end for span in self._quoted)

    # --- measures -----------------------------------------------------------------------------------------------

    def _neuter(self, token: Token) -> Reference | None:
        """ "it": the measure that is decided or judged, else the nearest that is no person."""
        if token.dep_ in ("nsubj", "nsubjpass") and references.is_expletive(token):
            return None
        if self._is_decided(token):
            measure = next((r for r in self._history.recent(token, 3) if r.measures), None)
            if measure is not None:
                return measure
        if token.dep_ in ("dobj", "pobj"):
            measure = self._acted_on(token)
            if measure is not None:
                return measure
        return self._antecedent(token, references.is_one_thing, 2)

    def _acted_on(self, token: Token) -> Reference | None:
        """The nearest measure of the sentence; of the one before too if sides are taken on it."""
        judged = self._is_judged(token)
        near = self._history.recent(token, 1 + judged)
        others = (r for r in near if r.measures and not r.token.is_ancestor(token))  # not "a motion to reject | it"
        measure = next(self._of_other_clauses(others, token), None)
        if measure is None or judged:
            return measure
        here = self._history.sentence(measure.token) == self._history.sentence(token)
        return measure if here else None

    def _texts(self, token: Token) -> Reference | None:
        """The measures in the plural that its sentence or the one before names: "the bills ... agreed to boycott them"."""
        near = (r for r in self._history.recent(token, 1) if r.measures and r.token.tag_ in ("NNS", "NNPS"))
        return next(self._of_other_clauses(near, token), None)

    def _of_other_clauses(self, found: Iterator[Reference], token: Token) -> Iterator[Reference]:
        return (r for r in found if not references.same_clause(r.token, token))

    def _is_judged(self, token: Token) -> bool:
        """True for what sides are taken on: after a decision, "Peru opposed it", "spoke against it" is on what was decided."""
        if token.dep_ == "pobj":
            sided = token.head.lower_ == "of" and token.head.head.lower_ in ("favour", "favor", "support", "defence")
            return token.head.lower_ == "against" or sided
        senses = self._names.lexicon.of("verb", token.head.lemma_)
        return token.dep_ == "dobj" and any(sense.frame == "stance" for sense in senses)

    def _is_decided(self, token: Token) -> bool:
        """True if the verb makes a measure of its pronoun: "it goes to the Senate", "it was rejected"."""
        clause = self._measures.clause_of(token) if token.dep_ in ("nsubj", "nsubjpass") else None
        if clause is None:
            return False
        sent_on = any(self._bodies.chamber(t) is not None for t in clause.preps.get("to", ()))
        frames = ("decide",) if clause.passive else ("carry", "forward") if sent_on else ("carry",)
        return any(s.frame in frames for f in clause.forms() for s in self._names.lexicon.of("verb", f))


def _retold(meant: Reference, token: Token) -> Reference:
    """The same, referred to by another word."""
    return replace(meant, token=token, span=references.span(token), confidence=_SURE)
