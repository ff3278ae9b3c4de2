"""Measures in the run of a text: which phrase tells of a new one, which points back, and whose each one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause, Clauses
from kg.extract.discourse import references
from kg.extract.discourse.references import Draft, Reference
from kg.extract.names import Names
from kg.extract.phrases import Phrase
from kg.extract.tree import child
from kg.types import Agent, MeasureKind

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.lexicon import Sense

_NEAR_KINDS = (frozenset({"resolution", "motion"}), frozenset({"bill", "amendment", "budget"}))
_DRAFTS = {"draft", "text"}
_GENERAL = {
    "measure",
    "text",
    "document",
    "move",
    "decision",
    "proposal",
    "draft",
    "plan",
    "vote",
    "step",
    "initiative",
}


class MeasureMentions:
    """The measures of one text, drafted as its phrases are read in order; `drafts` by local id.

    `recent` gives the references before a word, the nearest first; `chamber` the deliberative body a word refers to.
    """

    def __init__(
        self,
        names: Names,
        clauses: Clauses,
        recent: Callable[[Token], Iterator[Reference]],
        chamber: Callable[[Token], Agent | None],
    ) -> None:
        self._names, self._clauses, self._recent, self._chamber = names, clauses, recent, chamber
        self.drafts: dict[str, Draft] = {}

    def read(self, phrase: Phrase) -> Reference | None:
        """The measures that a phrase with a measure noun refers to, an old one or a new; None if it tells of none."""
        assert phrase.noun is not None
        head, noun = phrase.head, phrase.noun
        if "weak" in noun.only and not self._pointed(phrase):
            return None
        body = self._body_of(phrase)
        ids = self._pick(phrase, body)
        if not ids:
            known = self._tells_new(phrase, body) or self._asks(phrase)
            weak = "weak" in noun.only and phrase.form in _GENERAL and not known
            if weak or (head.tag_ == "NNS" and not self._decided(head)):
                return None
            ids = (self._new(phrase, body),)
        for measure in ids:
            draft = self.drafts[measure]
            draft.heads.append(head)
            if draft.kind == noun.kind or not self._may_be(head):  # "either chamber can revoke the declaration"
                draft.body = draft.body or body
        return Reference(head, phrase.span, measures=ids, confidence=0.9 if body is not None else 0.8)

    def settle(self) -> None:
        """A measure spoken of as known without its body is of the first chamber the text names.

        So "the resolution", and one called by its number in the sentence that names the chamber.
        """
        lone = [d for d in self.drafts.values() if d.body is None and d.heads]
        self._settle_numbered([d for d in lone if d.number is not None and child(d.heads[0], "det") is None])
        homeless = [d for d in lone if d.body is None and child(d.heads[0], "det")]
        chambers = (self._chamber(t) for t in self._names.doc if t.tag_.startswith("NN")) if homeless else iter(())
        first = next((c for c in chambers if c is not None), None)
        for draft in homeless:
            det = child(draft.heads[0], "det")
            if det is not None and det.lower_ in ("the", "this") and draft.kind in ("resolution", "motion", "bill"):
                draft.body = first

    def _tells_new(self, phrase: Phrase, body: Agent | None) -> bool:
        """ "The council adopts a text calling for a truce": a text of a chamber, if what it says is told right behind."""
        noun = phrase.noun
        told = any(c.dep_ in ("acl", "relcl") for c in phrase.head.children)
        return noun is not None and noun.kind == "resolution" and body is not None and told

    def _settle_numbered(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            before = draft.heads[0].doc[draft.heads[0].sent.start : draft.heads[0].i]
            draft.body = next((c for t in before if (c := self._chamber(t)) is not None), None)

    def _pointed(self, phrase: Phrase) -> bool:
        """A weak measure noun counts as an argument of a deciding verb, or when it points back to a measure."""
        if self._decided(phrase.head) or self._asks(phrase):
            return True
        return phrase.definite and any(r.measures for r in self._recent(phrase.head))

    def _asks(self, phrase: Phrase) -> bool:
        """ "A Russian draft asking for an inquiry", "the text urges Peru to": a draft that asks for something."""
        if phrase.form not in _DRAFTS:
            return False
        head = phrase.head
        verbs = [c for c in head.children if c.dep_ in ("acl", "relcl") and c.tag_ != "VB"]
        verbs += [head.head] if head.dep_ == "nsubj" and head.head.tag_ in ("VBZ", "VBP", "VBD") else []
        forms = (form for verb in verbs if self._clauses.has(verb) for form in self._clauses.at(verb).forms())
        return any(self._names.lexicon.sense("verb", form, "demand") is not None for form in forms)

    def _decided(self, head: Token) -> bool:
        """True if the phrase is an argument of a verb of deciding or of putting forward."""
        clause = self.clause_of(head)
        return clause is not None and any(
            s.frame in ("decide", "prepare", "carry") for f in clause.forms() for s in self._names.lexicon.of("verb", f)
        )

    def clause_of(self, token: Token) -> Clause | None:
        head = token.head
        while head.i != head.head.i and not head.tag_.startswith("VB") and self._leads_up(head):
            head = head.head
        return self._clauses.at(head) if head.tag_.startswith("VB") and head.dep_ not in ("aux", "auxpass") else None

    def _may_be(self, head: Token) -> bool:
        """True for what is only said to be possible of a measure."""
        clause = self.clause_of(head)
        return clause is not None and clause.mood in ("possible", "conditional")

    def _leads_up(self, word: Token) -> bool:
        """True on the way from a measure to its verb, also past what a body gives it: "gave its approval to the law"."""
        given = word.dep_ == "dobj" and self._names.lexicon.sense("noun", word.lemma_, "decide") is not None
        return given or word.dep_ in ("conj", "prep", "agent", "pobj", "dative")

    def _body_of(self, phrase: Phrase) -> Agent | None:
        """The body that the phrase itself or the clause around it gives for a measure."""
        return self._body_inside(phrase) or self._body_around(phrase.head)

    def _body_inside(self, phrase: Phrase) -> Agent | None:
        head = phrase.head
        for c in head.children:
            if c.dep_ in ("poss", "compound", "nmod", "amod"):
                agent = self._chamber(c)
                if agent is not None:
                    return agent
            if c.dep_ == "prep" and c.lower_ in ("of", "by", "in", "from"):
                for inner in c.children:
                    agent = self._chamber(inner) if inner.dep_ == "pobj" and not self._are_bodies(inner) else None
                    if agent is not None:
                        return agent
            if c.dep_ in ("acl", "relcl") and c.tag_.startswith("VB"):
                agent = self._clause_body(self._clauses.at(c))
                if agent is not None:
                    return agent
        return None

    def _are_bodies(self, token: Token) -> bool:
        """ "the resolutions in both chambers" are of no single one."""
        noun = self._names.phrase(token).noun if token.tag_ == "NNS" else None
        return noun is not None and noun.frame == "body"

    def _body_around(self, head: Token) -> Agent | None:
        clause = self.clause_of(head)
        return self._clause_body(clause) if clause is not None else None

    def _clause_body(self, clause: Clause) -> Agent | None:
        """The deliberative body of a clause of deciding: its subject, or the place of it ("passed in the Senate")."""
        senses = [s for f in clause.forms() for s in self._names.lexicon.of("verb", f)]
        if not any(s.frame in ("decide", "carry", "vote", "voted") for s in senses):
            return None
        tokens = list(clause.subjects)
        for prep in ("in", "by", "at", "through"):
            tokens += [t for t in clause.preps.get(prep, ()) if not t.tag_.startswith("VB")]
        tokens += [t for t in clause.objects if any(s.frame == "carry" for s in senses)]
        return next((a for t in tokens if (a := self._chamber(t)) is not None), None)

    def _pick(self, phrase: Phrase, body: Agent | None) -> tuple[str, ...]:
        """The measures already known that the phrase points to."""
        noun, head = phrase.noun, phrase.head
        assert noun is not None
        same_kind = self._of_kind(phrase, noun)
        if head.tag_ == "NNS" and phrase.definite:
            return tuple(d.id for d in same_kind if self._agrees(d, phrase)) if len(same_kind) > 1 else ()
        inside = self._body_inside(phrase)
        number = references.number(head)
        if number is not None:
            return tuple(d.id for d in same_kind if d.number == number)[:1]
        if not phrase.definite and child(head, "det") is not None:
            return self._retold(same_kind, inside or body)
        vague = phrase.form in _GENERAL  # "the draft" is of what a body deals with before what is only named
        recent = sorted(same_kind, key=lambda d: (vague and d.body is None, -d.heads[-1].i))
        if inside is not None:
            return tuple(d.id for d in recent if d.body is None or d.body.path == inside.path)[:1]
        own = [d for d in recent if body is not None and d.body is not None and d.body.path == body.path]
        polity = phrase.polity
        return tuple(d.id for d in own or recent if polity is None or references.of_polity(d.body, polity))[:1]

    def _of_kind(self, phrase: Phrase, noun: Sense) -> list[Draft]:
        """Measures of the noun's kind; for a bare "the motion" after a resolution also those of a kind near to it."""
        drafts = list(self.drafts.values())
        same = [d for d in drafts if d.kind == noun.kind or phrase.form in _GENERAL]
        bare = phrase.definite and len(phrase.span.of(self._names.text).split()) == 1
        near = next((kinds for kinds in _NEAR_KINDS if noun.kind in kinds), frozenset())
        return same or [d for d in drafts if bare and d.kind in near]

    def _retold(self, drafts: list[Draft], body: Agent | None) -> tuple[str, ...]:
        """ "a resolution" of a body whose resolution was told of before, with no other in between: the same, told again."""
        same = [d for d in drafts if d.body is not None and body is not None and d.body.path == body.path]
        return (same[-1].id,) if len(same) == 1 else ()

    def _agrees(self, draft: Draft, phrase: Phrase) -> bool:
        return phrase.polity is None or draft.body is None or draft.body.of == phrase.polity.path

    def _new(self, phrase: Phrase, body: Agent | None) -> str:
        assert phrase.noun is not None
        name = f"m{len(self.drafts) + 1}"
        kind: MeasureKind = phrase.noun.kind or "other"  # type: ignore[assignment]
        self.drafts[name] = Draft(name, kind, phrase.form, body, references.number(phrase.head))
        return name
