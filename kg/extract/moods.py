"""Whether what a verb tells has happened: tense, mood and negation, as verbs above and words beside it have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from kg.extract import arguments, idioms
from kg.extract.mending.conditions import INVERTED
from kg.extract.phrases import TRUST
from kg.extract.tree import child, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.lexicon import Lexicon

Tense = Literal["past", "present", "future"]
Mood = Literal["real", "future", "possible", "conditional", "wished"]

_POSSIBLE = {"may", "might", "could", "would", "should", "can", "must", "shall"}
_CONDITION = {"if", "unless", "whether", "should", "lest"}
#: Cues after which "would" is no condition in the present either: "warns that it would veto the text".
_FORETELLING = {"warn", "threaten", "vow", "pledge", "promise", "announce", "declare"}
_TELLING = {"speech", "stance", "demand", "naming", "accuse", "express"}
_NEGATION = {"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nearly", "almost", "without"}


class Moods:
    """Reads verbs of one text. `alike` gives the verb above that a coordinated one really goes with."""

    def __init__(self, lexicon: Lexicon, alike: Callable[[Token, Token], Token]) -> None:
        self._lexicon, self._alike = lexicon, alike
        self._negators = lexicon.forms("verb", "negator")
        self._ahead = lexicon.forms("verb", "ahead")
        self._managed = lexicon.forms("verb", "managed")
        self._done = lexicon.forms("adjective", "done")
        self._refusals = lexicon.forms("noun", "negator")
        self._unable = lexicon.forms("adjective", "negator")
        self._doubted = lexicon.forms("adjective", "doubted")

    def negated(self, verb: Token) -> bool:
        """True if it is told that this does not happen, by a word beside the verb or by the verb above."""
        near = (c for c in verb.children if c.lower_ != "no" or c.i < verb.i)  # "voted no" is no negation
        own = any(c.dep_ == "neg" or (c.lower_ in _NEGATION and c.dep_ in ("advmod", "preconj")) for c in near)
        subject = child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            own ^= any(_denies(c) for c in subject.children)
            own ^= subject.lower_ in ("nobody", "none", "neither")
        if own:
            return True
        return self._negated_from_above(verb)

    def _negated_from_above(self, verb: Token) -> bool:
        head = verb.head
        if head.dep_ == "acomp" and verb.dep_ == "xcomp":
            return head.lemma_ in self._unable
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and head.lemma_ in self._refusals:
            return True
        if verb.dep_ == "pcomp" and head.lower_ == "without":
            return True
        if any(c.lower_ == "what" for c in verb.children):
            return False  # "balks at what he calls a trap"
        if verb.dep_ == "pcomp" and head.dep_ == "prep":
            head = head.head
        if head.i == verb.i or not is_verb(head):
            return verb.dep_ == "pcomp" and head.lower_ == "short"
        if verb.dep_ == "conj":
            shares = child(verb, "nsubj", "nsubjpass", "aux") is None
            joined = child(head, "cc")
            return shares and joined is not None and joined.lower_ in ("or", "nor") and self.negated(head)
        if verb.dep_ not in ("xcomp", "ccomp", "pcomp") or any(
            c.text in ";:" and verb.i < c.i < head.i for c in head.children
        ):  # "A claims that it works; B denies it", "blocks the bill: the vote falls short of"
            return False
        if verb.dep_ == "pcomp" and verb.head.lower_ == "with":
            return False  # "the bill fails, with only Peru voting for it"
        negator = any(form in self._negators for form in self._governor_forms(head))
        negator |= head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for c in (*head.children, *verb.children))
        own = any(c.dep_ == "neg" for c in head.children)
        return (negator != own) if negator else (own and verb.dep_ == "xcomp")

    def tense(self, verb: Token) -> Tense:
        """The tense of the verb; of an infinitive or participle that of the verb above."""
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if any(a.lower_ in ("will", "'ll", "’ll", "shall") for a in auxiliaries):
            return "future"
        first = auxiliaries[0] if auxiliaries else verb
        if first.tag_ == "VBD" or (first.lemma_ == "have"):
            return "past"
        if first.tag_ in ("VBZ", "VBP"):
            return "present"
        if verb.tag_ == "VBN":
            return "past"
        head = arguments.above(verb)
        return self.tense(head) if head is not None else "present"

    def _foretold(self, verb: Token) -> bool:
        """ "Said it would oppose the plan": the "will" of what was said; not where it hangs on a condition."""
        past = verb.head.tag_ in ("VBD", "VBN") or verb.head.lemma_ in _FORETELLING
        told = verb.dep_ == "ccomp" and past and tells(verb.head, self._lexicon)
        limits = (c for a in verb.children if a.dep_ == "advcl" for c in a.children if c.dep_ in ("mark", "advmod"))
        return told and not any(c.lower_ in _CONDITION for c in limits)

    def mood(self, verb: Token) -> Mood:
        """Whether it happened, is to come, is open, hangs on a condition, or is what somebody wishes."""
        words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "mark", "advmod")}
        return self._by_words(verb, words) or self._by_verb_above(verb, words)

    def _by_words(self, verb: Token, words: set[str]) -> Mood | None:
        """What the words beside a verb tell of it; None if they leave it to the verb above."""
        if words & _CONDITION or _is_inverted(verb):
            return "conditional"
        if verb.dep_ == "ccomp" and verb.i > verb.head.i and any(c.dep_ == "neg" for c in verb.head.children):
            return "possible"  # "does not mean that X will recognise Y" leaves it open
        if words & {"will", "'ll", "’ll"}:
            return "future"
        if "would" in words and self._foretold(verb):
            return "future"
        return "possible" if words & _POSSIBLE else None

    def _by_verb_above(self, verb: Token, words: set[str]) -> Mood:
        """What the word that a verb hangs on tells of it."""
        ranked = counted(verb.head)
        ordinal = verb.dep_ == "relcl" or (verb.dep_ == "acl" and ranked.i != verb.head.i)
        if ordinal and ranked.dep_ == "attr" and "to" in words and is_verb(ranked.head):
            return self.mood(ranked.head)  # "becomes the first to recognise", "will be the first to"
        if verb.head.dep_ == "acomp" and verb.dep_ == "xcomp":
            if verb.head.lower_ in self._doubted:
                return "possible"
            return "real" if verb.head.lower_ in self._done | self._unable else "future"
        if "to" in words and verb.dep_ in ("acl", "relcl") and any(c.lower_ == "have" for c in verb.children):
            return "real"  # "the states to have recognised it"
        if "to" in words or verb.dep_ == "xcomp":
            return self._of_infinitive(verb, words)
        if verb.dep_ == "conj" and is_verb(verb.head) and child(verb, "nsubj", "nsubjpass") is None:
            alike = self._alike(verb, verb.head)
            if verb.tag_ in ("VBD", "VBZ") and alike.tag_ == "VB":
                return "real"  # "would not say when, but noted that ..."
            return self.mood(alike)
        return "real"

    def _of_infinitive(self, verb: Token, words: set[str]) -> Mood:
        head = arguments.above(verb)
        if head is None:
            return "wished"
        if head.lemma_ == "become" and child(head, "attr") is not None:
            return self.mood(head)  # "becomes the first president to call it so"
        if head.lemma_ == "be":
            due = verb.dep_ == "xcomp" and "to" in words and not _is_one_of(head)
            return "future" if due else self.mood(head)
        if any(form in self._ahead for form in self._governor_forms(head)) or _is_going(verb, head):
            return "future"
        if any(form in self._managed for form in self._governor_forms(head)):
            return self.mood(head)  # "goes on to adopt it"
        return "wished"

    def _governor_forms(self, verb: Token) -> Iterable[str]:
        yield idioms.lemma(verb, self._lexicon)
        for c in verb.children:
            if c.dep_ == "advmod" and c.lower_ == "short":
                yield f"{verb.lemma_} short of"


def tells(verb: Token, lexicon: Lexicon) -> bool:
    """True for a verb that tells what somebody says, thinks or asks."""
    return any(s.frame in _TELLING for s in lexicon.of("verb", verb.lemma_))


def counted(noun: Token) -> Token:
    """Of "the sixth state to recognise X and the fifth to recognise Y" the noun that an ordinal leaves out."""
    while noun.dep_ == "conj" and noun.tag_ == "JJ":
        noun = noun.head
    return noun


def _is_inverted(verb: Token) -> bool:
    """ "Had it passed", "should the bill fail", "were the law to pass": a condition that no word tells but their order."""
    front = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None)
    if front is None or front.lower_ not in INVERTED or verb.dep_ == "ROOT":
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and front.i < c.i < verb.i for c in verb.children)


def _denies(word: Token) -> bool:
    """ "No state", "neither party"; not "the no confidence motion", which there is."""
    denies = word.lower_ in ("no", "neither") and word.dep_ in ("det", "preconj")
    return denies and word.nbor(1).lower_ not in TRUST


def _is_one_of(copula: Token) -> bool:
    """ "Was among the first to act": what those did is told, not what is to be done."""
    return any(c.lower_ in ("among", "amongst") for c in copula.children)


def _is_going(verb: Token, head: Token) -> bool:
    """ "Is going to act"; not "went to act"."""
    return head.lower_ == "going" and verb.dep_ == "xcomp" and child(head, "aux") is not None
