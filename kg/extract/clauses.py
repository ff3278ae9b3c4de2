"""Who does what to whom: one `Clause` for each verb of a parsed text.

A clause undoes what grammar does to a plain "subject verb object": passives are turned round, subjects are inherited by
coordinated, infinitive and participle verbs, relative pronouns are replaced by what they stand for, and negation is
carried down from governors such as "refused to" or "stopped short of". Labels are those of ClearNLP as used by spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract import arguments, idioms
from kg.extract.moods import Mood, Moods, Tense, counted, tells
from kg.extract.tree import child, conjuncts, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.lexicon import Lexicon

_WHILE = {"in", "by", "after", "before", "while", "without"}
_SUBJECT = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
#: Frames of the nouns for what happens or is decided, which says nothing.
_HAPPENING = {"result", "decide", "affair", "topic", "event", "measure"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its logical arguments; every argument is the head token of its phrase.

    `lemma` includes a particle ("vote down"). `subjects` are those who act (of a passive: the "by" phrase), `objects`
    those acted on. `preps` maps a preposition to the heads it governs; a clause after a preposition ("for adopting")
    is its verb. `open_subject` is True when the subject was inherited, not written at this verb. `idioms` are the forms
    of several words that the verb spells ("take issue with"), longest first; their prepositions are in `preps`.
    """

    verb: Token
    lemma: str
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    passive: bool = False
    negated: bool = False
    tense: Tense = "past"
    mood: Mood = "real"
    open_subject: bool = False
    dative: tuple[Token, ...] = ()
    preps: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    xcomp: tuple[Token, ...] = ()
    ccomp: tuple[Token, ...] = ()
    idioms: tuple[str, ...] = ()

    def forms(self) -> Iterator[str]:
        """The forms to look up in the lexicon, longest first: "take to task", "come out against", "brush aside", "vote".

        A verb with an object noun ("win approval") or a predicate ("make clear") is a form too, also where the object
        stands elsewhere ("the approval it won"). Forms of any number of words ("call into question") are known already
        as `idioms`.
        """
        yield from self.idioms
        predicates = (c.lower_ for c in self.verb.children if arguments.is_predicate(c, self.verb))
        pairs = (*predicates, *(obj.lemma_ for obj in self.objects), *self.preps)
        shorter = (*(f"{self.lemma} {word}" for word in pairs), self.lemma)
        yield from (form for form in dict.fromkeys(shorter) if form not in self.idioms)


#: Verbs whose object is what one does something with: "used its power to veto the text".
BY_MEANS = {"use", "employ", "exercise", "wield", "invoke", "spend"}


class Clauses:
    """The clauses of one text, by verb; built once, read by all extractors."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._idioms = {form for form in lexicon.forms("verb", "does") if " " in form}
        self._moods = Moods(lexicon, self._alike)
        self._known: dict[int, Clause] = {}
        self._building: set[int] = set()
        self._words: dict[int, set[str]] = {}
        self._verbs = [token for token in doc if is_verb(token)]
        for verb in self._verbs:
            self.at(verb)

    def __iter__(self) -> Iterator[Clause]:
        return (self._known[verb.i] for verb in self._verbs)

    def at(self, verb: Token) -> Clause:
        """The clause whose predicate is `verb`."""
        if verb.i not in self._known:
            self._building.add(verb.i)
            self._known[verb.i] = self._build(verb)
            self._building.discard(verb.i)
        return self._known[verb.i]

    def has(self, token: Token) -> bool:
        """True if `token` is the predicate of a clause."""
        return token.i in self._known

    def governor(self, clause: Clause) -> Clause | None:
        """The clause that `clause` depends on directly (as complement, participle or coordinated verb), if any."""
        head = self._idiom(clause.verb) or clause.verb.head
        if head.dep_ in ("prep", "agent") and clause.verb.dep_ == "pcomp":
            head = arguments.past_short(head.head)
        return self.at(head) if head.i != clause.verb.i and is_verb(head) and head.i not in self._building else None

    def _build(self, verb: Token) -> Clause:
        bare = child(verb, *_SUBJECT, "aux") is None and verb.tag_ == "VBN"
        participle = bare and (
            verb.dep_ in ("acl", "relcl") or (verb.dep_ == "advcl" and child(verb, "agent") is not None)
        )
        passive = (
            arguments.is_passive(verb) or arguments.shares_passive(verb) or (participle and child(verb, "dobj") is None)
        )
        written, objects = arguments.written(verb, "subject"), arguments.written(verb, "object")
        inherited = () if written else self._inherited(verb)
        subjects = written or inherited
        if passive:
            subjects, objects = arguments.agents(verb), tuple(subjects) + objects
        objects = objects or self._shared_object(verb) or arguments.misplaced_object(verb)
        spelt = idioms.spelt(verb, self._in_reach(verb))
        preps = arguments.preps(verb)
        if passive and (last := arguments.stranded(verb)) is not None:
            preps[last] = tuple(objects)
        return Clause(
            verb=verb,
            lemma=idioms.lemma(verb, self._lexicon),
            subjects=tuple(subjects),
            objects=tuple(objects),
            passive=passive,
            negated=self._moods.negated(verb),
            tense=self._moods.tense(verb),
            mood=self._moods.mood(verb),
            open_subject=not written,
            dative=tuple(t for c in verb.children if c.dep_ == "dative" for t in arguments.phrase(c)),
            preps=arguments.with_inner(preps, verb, spelt),
            idioms=tuple(idiom.form for idiom in spelt),
            xcomp=tuple(t for c in verb.children if c.dep_ == "xcomp" for t in conjuncts(c)),
            ccomp=tuple(t for c in verb.children if c.dep_ == "ccomp" for t in conjuncts(c)),
        )

    def _in_reach(self, verb: Token) -> list[tuple[str, ...]]:
        """The verbs of several words that begin with the verb's and whose others stand in its sentence too."""
        known = self._lexicon.idioms(verb.lemma_)
        if not known:
            return []
        sentence = verb.sent
        words = self._words.get(sentence.start)
        if words is None:
            words = self._words[sentence.start] = {word for t in sentence for word in (t.lower_, t.lemma_)}
        return [form for form in known if words.issuperset(form[1:])]

    def _inherited(self, verb: Token) -> tuple[Token, ...]:
        """The subject that `verb` shares with the word it hangs on."""
        head = verb.head
        if verb.dep_ in ("acl", "relcl"):
            idiom = self._idiom(verb)
            if idiom is not None and idiom.i not in self._building:
                return self.at(idiom).subjects
            return self._modified(head, verb.tag_ == "VB") if not is_verb(head) else ()
        if head.dep_ == "acomp" and verb.dep_ == "xcomp" and is_verb(head.head) and head.head.i not in self._building:
            return self.at(head.head).subjects  # "X was quick to welcome Y"
        prep = head.lower_ if verb.dep_ in ("pcomp", "pobj") else ""
        if prep and head.dep_ in ("prep", "agent"):
            head = arguments.past_short(head.head)
        joining = _joining(head) if prep == "in" else None
        if joining is not None and joining.i not in self._building:
            join = self.at(joining)  # "Peru was joined by Chad in opposing it": both do
            return (*join.objects, *join.subjects) if join.passive else (*join.subjects, *_joined_with(join))
        if prep == "in" and head.dep_ == "acomp":  # "was alone in opposing it"
            head = head.head
        elif (
            prep == "in" and head.lower_ == "alone" and head.head.tag_.startswith("NN")
        ):  # "Peru, alone in opposing it"
            return conjuncts(head.head)
        if prep in _WHILE and head.dep_ == "dobj":  # "joined Democrats in voting against it"
            head = head.head
        if (
            prep == "of"
            and (undertaker := arguments.undertaker(head)) is not None
            and undertaker.i not in self._building
        ):
            return self.at(undertaker).subjects
        if head.i == verb.i or not is_verb(head) or head.i in self._building:
            return ()
        if verb.dep_ == "conj":
            head = self._alike(verb, head)
        if (thing := _told_of(verb)) is not None:
            return (thing,)
        head = self._teller(verb, head)
        governor = self.at(head)
        if prep in ("for", "from", "of", "as") and governor.objects:
            # "criticised France for abandoning it", "Macron was quoted as saying so": it is the object who does it
            return governor.objects
        controlled = verb.dep_ == "xcomp" and governor.objects and not governor.passive
        if controlled and governor.lemma not in BY_MEANS and self._idiom(verb) is None:
            both = governor.subjects if head.lemma_ == "join" else ()  # "Peru joins Chad to oppose it"
            return (*both, *governor.objects)
        if verb.dep_ == "xcomp" and not governor.passive and (called := self._called_on(governor)):
            return called
        if governor.passive:
            told = prep in _WHILE and tells(verb, self._lexicon)  # "was removed after announcing an election"
            return governor.objects if told or verb.dep_ in ("xcomp", "conj", "advcl") else ()
        return governor.subjects

    def _idiom(self, verb: Token) -> Token | None:
        """The verb of an idiom that an infinitive goes on from, wherever it hangs: "broke ranks to oppose it"."""
        if verb.tag_ != "VB" or verb.dep_ not in ("acl", "relcl", "xcomp", "advcl"):
            return None
        noun = verb.head if verb.dep_ in ("acl", "relcl") else child(verb.head, "dobj")
        governor = noun.head if noun is not None and noun.dep_ == "dobj" else None
        known = governor is not None and noun is not None and f"{governor.lemma_} {noun.lemma_}" in self._idioms
        return governor if known else None

    def _alike(self, verb: Token, head: Token) -> Token:
        """The verb above that a coordinated verb really goes with: the nearest of the same form.

        "X seeks leave to dissolve parliament and calls an election": it is "seeks" that goes on, not "dissolve". Nor is it
        what stands behind: "Chad has left and called for talks, officials said".
        """
        above = (a for a in (head, *head.ancestors) if is_verb(a) and a.i < verb.i and a.i not in self._building)
        forms = (a for a in above if a.tag_ == verb.tag_)
        return next(forms, head) if verb.tag_ in ("VBZ", "VBD", "VBP", "VBG") else head

    def _teller(self, verb: Token, head: Token) -> Token:
        """The cue that speech hung on what is said goes on with: "says it has failed, accusing X and vowing to act"."""
        participle = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        told = tells(head, self._lexicon) and not (participle and self._is_of_thing(head))
        if not (participle or verb.dep_ == "conj") or not tells(verb, self._lexicon) or told:
            return head
        above = (a for a in head.ancestors if is_verb(a) and tells(a, self._lexicon) and a.i not in self._building)
        return next((a for a in above if participle or a.tag_ == verb.tag_), head)

    def _is_of_thing(self, verb: Token) -> bool:
        """ "Says | the result proves | it, adding that": who adds is no result."""
        subject = child(verb, "nsubj")
        senses = self._lexicon.of("noun", subject.lemma_) if subject is not None and subject.tag_ == "NN" else ()
        return bool(senses) and all(s.frame in _HAPPENING for s in senses)

    def _shared_object(self, verb: Token) -> tuple[Token, ...]:
        """ "to condemn and undo the tariffs": the object of both stands after the second."""
        second = child(verb, "conj")
        if second is None or verb.i + 1 >= len(verb.doc) or verb.nbor(1).dep_ != "cc" or second.tag_ != verb.tag_:
            return ()
        return (
            arguments.written(second, "object")
            if child(second, "nsubj") is None and not arguments.is_passive(verb)
            else ()
        )

    def _called_on(self, governor: Clause) -> tuple[Token, ...]:
        """ "call on X to act", "appeal to X to act": X acts."""
        senses = [s for form in governor.forms() for s in self._lexicon.of("verb", form) if s.frame == "demand"]
        slots = (prep for sense in senses for prep in sense.addressee)
        return next((governor.preps[prep] for prep in slots if governor.preps.get(prep)), ())

    def _modified(self, noun: Token, infinitive: bool) -> tuple[Token, ...]:
        """The noun that a participle or infinitive modifies; of a predicate noun, what it is said of.

        "Chad becomes the next state to recognise Y": Chad recognises.
        """
        noun = counted(noun)
        owner = child(noun, "poss") or next((t for c in noun.children if c.lower_ == "by" for t in c.children), None)
        if infinitive and owner is not None:  # "Chad's decision to recognise Y", "the decision by Chad to": Chad does
            return conjuncts(owner)
        if infinitive and arguments.is_single(noun):  # "Chad, the only state to oppose it"
            return (noun.head,)
        copula = noun.head
        if noun.dep_ == "pobj" and copula.lower_ in ("of", "among"):  # "was among those who opposed it", "is one of"
            copula = copula.head.head if copula.head.dep_ == "attr" else copula.head
        attr = child(copula, "attr")
        if noun.dep_ == "nsubj" and copula.lemma_ == "be" and attr is not None and attr.tag_ == "NNP":
            return conjuncts(attr)  # "the only ones to oppose it were Peru and Chad"
        if (noun.dep_ == "attr" or copula.lemma_ == "be") and is_verb(copula) and copula.i not in self._building:
            return self.at(copula).subjects or conjuncts(noun)
        return conjuncts(noun)


def _told_of(verb: Token) -> Token | None:
    """What a participle behind a comma is told of: "endorses | the pact |, opposed by Chad and condemned by Mali"."""
    first = verb.head if verb.dep_ == "conj" and verb.head.dep_ == "advcl" else verb
    if first.dep_ != "advcl" or verb.tag_ != "VBN" or child(verb, "agent") is None or child(first, "agent") is None:
        return None
    thing = child(first.head, "dobj")
    near = thing is not None and thing.right_edge.i + 2 == first.left_edge.i and first.left_edge.nbor(-1).text == ","
    return thing if near else None


def _joining(head: Token) -> Token | None:
    """The "join" of "joined Chad and its allies in", "was joined by Chad in", wherever the parser hung the "in".

    So too the "side" of "sided with Chad in opposing it".
    """
    while head.dep_ in ("conj", "dobj", "pobj", "agent", "prep") and not is_verb(head):
        head = head.head
    return head if head.lemma_ in ("join", "side") and is_verb(head) else None


def _joined_with(join: Clause) -> tuple[Token, ...]:
    """Whom one joins, or sides with: they do what is done together, unless one is still to join them.

    "Joined other countries in condemning it" tells of nobody else.
    """
    if join.mood != "real":
        return ()
    joined = join.preps.get("with", ()) if join.lemma == "side" else join.objects
    return tuple(t for t in joined if t.text[:1].isupper() or t.lower_ in ("opposition", "coalition", "government"))
