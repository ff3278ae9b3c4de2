"""Mending the parse where a verb of saying in "-s" was taken for a noun or a subject, by the words around it.

Two places of headlines and short items: a relative clause ("a dam | that Peru says | is unsafe"), and a verb that looks
like a plural, before what is voiced ("the union voices alarm"). And a cue in "-ing" that goes on from one outside a
quotation, not from the words in it ("accusing him of 'making trouble' and | saying ...").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract.inflection import third_person
from kg.extract.mending import forms
from kg.extract.mending.places import NOMINAL_SUBJECTS, OF_NOUN

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

#: Frames of the nouns for what is put into words.
_VOICED = {"feeling", "speech"}
_CUES = ("speech", "naming", "express")
_RELATIVE = {"which", "that", "who", "whom"}
_CLAUSES = {"relcl", "acl", "ccomp", "advcl"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for token in doc:
        if token.tag_ == "NNS" and (verb := _told_in_relative(token)) is not None:
            _put_between(token, verb)
        elif token.tag_ in ("VBZ", "NNS") and _is_false_subject(token):
            _take_object(token, token.head)
        elif token.tag_ == "NNS" and (felt := _voiced(token)) is not None:
            _voice(token, felt)
        elif token.tag_ in ("NNS", "NN") and (told := _told_behind(token)) is not None:
            _tell(token, told)
        elif token.tag_ == "NNS" and _is_joined_to_verb(token):
            _speak(token)
        elif token.dep_ == "relcl" and (cue := _told_at_time(token)) is not None:
            token.hang(cue, "ccomp")
            token.left_edge.dep_ = "mark"
        elif token.dep_ in ("csubj", "ccomp", "pcomp") and (told := _told_of_what(token)) is not None:
            _lead_on(token, told)
        elif token.dep_ == "dobj" and _is_name_of_what(token):
            _name(token)
        elif token.dep_ in ("oprd", "acomp") and (verb := _nearer_namer(token)) is not None:
            token.hang(verb, "oprd")
        elif token.tag_ == "VBG" and (cue := _outside(token)) is not None:
            token.hang(cue, "conj")


def _told_in_relative(token: Token) -> Token | None:
    """The predicate of the relative clause whose subject "the minority | claims |" was taken for."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "relcl" or verb.i < token.i or token.i < 2:
        return None
    subject = token.nbor(-1)
    if token.lower_ not in forms.voicing() or subject.head.i != token.i or subject.dep_ != "compound":
        return None
    pronoun = token.left_edge.nbor(-1) if token.left_edge.i else token
    return verb if pronoun.lower_ in _RELATIVE and token.right_edge.i == token.i else None


def _put_between(cue: Token, verb: Token) -> None:
    """The cue takes the predicate's place, which becomes what is said; the relative pronoun is then its subject."""
    subject, pronoun = cue.nbor(-1), cue.left_edge.nbor(-1)
    for c in [c for c in cue.children if c.dep_ in OF_NOUN and c.i != subject.i]:
        c.hang(subject)
    cue.tag_ = "VBZ"
    cue.hang(verb.head, "relcl")
    subject.hang(cue, "nsubj")
    if verb.tag_.startswith("JJ"):  # "a step that Peru terms | regrettable |"
        pronoun.hang(cue, "dobj")
        verb.hang(cue, "oprd")
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    pronoun.hang(verb, "nsubjpass" if passive else "nsubj")
    verb.hang(cue, "ccomp")


def _voiced(token: Token) -> Token | None:
    """The feeling right behind a verb of voicing that was taken for a noun: "the foreign ministry | voices | deep regret"."""
    if token.lower_ not in forms.expressing() or token.i < 2 or token.nbor(-1).head is not token:
        return None
    if not token.nbor(-1).tag_.startswith("NN") or any(c.dep_ == "prep" and c.i == token.i + 1 for c in token.children):
        return None
    near = [t for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)] if not t.is_quote]
    known = lexicon.load()
    felt = next((t for t in near if any(s.frame in _VOICED for s in known.of("noun", t.lower_))), None)
    between = [t for t in near if felt is not None and t.i < felt.i]
    return felt if all(t.tag_[:2] in ("JJ", "RB", "VB", "DT", "NN") for t in between) else None


def _voice(verb: Token, felt: Token) -> None:
    """The cue leads its sentence, with who speaks before it and the feeling behind it."""
    root = verb
    for above in verb.ancestors:
        if above.i > felt.i or above.i < verb.sent.start:
            break
        root = above
    _speak(verb)
    if root is not verb:
        for c in [c for c in root.children if c is not verb and (c.i < verb.i or c.i > felt.i)]:
            c.hang(felt if c.dep_ in ("prep", "conj", "cc") and c.i > felt.i else verb)
        verb.hang(root.head if root.head is not root else verb, root.dep_)
    felt.tag_ = "NN" if felt.tag_ != "NNS" else felt.tag_
    felt.hang(verb, "dobj")
    for t in verb.doc[verb.i + 1 : felt.i]:
        if not t.is_quote:
            t.tag_ = "JJ" if t.tag_ in ("VBP", "VB", "NN") else t.tag_
            t.hang(felt, "amod" if t.tag_ == "JJ" else t.dep_)


def _told_behind(token: Token) -> Token | None:
    """The clause that a cue taken for a noun opens with "that": "state media | report | that X is shut".

    The noun before it is the subject, several names or a plural before a bare form; no article stands between. After
    "and" a comma has to part the two clauses: "shuts the port, and the union | tweets | that ...".
    """
    if token.dep_ not in ("ROOT", "conj") or token.i < token.sent.start + 1 or token.i + 3 >= token.sent.end:
        return None
    before, that = token.nbor(-1), token.nbor(1)
    if that.lower_ != "that" or not _is_part_of(before, token) or not _may_tell(token, before):
        return None
    if token.dep_ == "conj" and not _opens_clause(token):
        return None
    clauses = (c for h in (token, token.head) for c in h.children if c.i > that.i and c.dep_ in _CLAUSES)
    return next((c for c in clauses if any(g.dep_ in NOMINAL_SUBJECTS and g.i > that.i for g in c.children)), None)


def _is_part_of(before: Token, token: Token) -> bool:
    """A noun that was read as the first part of the name that `token` ends, or the last of several such."""
    first = before.head if before.dep_ == "conj" else before
    return before.tag_.startswith("NN") and first.dep_ in ("compound", "nmod") and first.head.i == token.i


def _may_tell(token: Token, subject: Token) -> bool:
    if token.tag_ == "NNS":
        return token.lower_ in forms.voicing()
    several = subject.dep_ == "conj" or subject.tag_ in ("NNS", "NNPS")
    return several and third_person(token.lower_) in forms.voicing()


def _opens_clause(token: Token) -> bool:
    """True behind a comma and "and"."""
    first = token.left_edge.i
    return first > token.sent.start + 1 and token.doc[first - 1].dep_ == "cc" and token.doc[first - 2].text == ","


def _is_joined_to_verb(token: Token) -> bool:
    """No noun goes with a verb behind "and": "which Chad backs and the ministry | terms | unfair"."""
    if token.dep_ != "conj" or token.head.tag_ not in ("VBZ", "VBD") or token.lower_ not in forms.voicing():
        return False
    first, before = token.left_edge, token.nbor(-1) if token.i else token
    behind = first.i > token.head.i and first.nbor(-1).dep_ == "cc"
    return behind and before.dep_ == "compound" and before.head is token and before.tag_.startswith("NN")


def _speak(cue: Token) -> None:
    """A noun becomes a verb; what stood before it names who speaks."""
    subject = cue.nbor(-1)
    subject = subject.head if subject.dep_ == "conj" else subject
    for c in [c for c in cue.children if c.i < cue.i and c.dep_ in OF_NOUN and c.i != subject.i]:
        c.hang(subject)
    cue.tag_ = "VBZ" if cue.tag_ == "NNS" else "VBP"
    subject.hang(cue, "nsubj")


def _tell(cue: Token, told: Token) -> None:
    """A noun becomes the cue of what follows."""
    _speak(cue)
    above = next((a for a in cue.ancestors if a.tag_ in ("VBZ", "VBD", "VBP")), None)
    if cue.dep_ == "conj" and above is not None:
        cue.hang(above)
    cue.nbor(1).hang(told, "mark")
    told.hang(cue, "ccomp")


def _told_at_time(verb: Token) -> Token | None:
    """The cue of a clause that was hung on its time: "says for the first time | that it has won |"."""
    noun, that = verb.head, verb.left_edge
    cue = noun.head.head if noun.dep_ == "pobj" else noun
    if noun.lower_ not in _TIMES or that.lower_ != "that" or that.dep_ not in ("advmod", "mark"):
        return None
    content = any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in cue.children)
    return cue if _is_any_cue(cue) and not content else None


_TIMES = {"time", "day", "week", "weekend", "month", "year", "morning", "afternoon", "evening", "night", "session"}


def _told_of_what(cue: Token) -> Token | None:
    """What is told of "what | the army says | was a raid", where the cue was taken for the subject of it."""
    told = cue.head.head if cue.dep_ == "pcomp" else cue.head
    what = next((c for c in cue.children if c.lower_ == "what" and c.dep_ in (*NOMINAL_SUBJECTS, "dobj")), None)
    if what is None or told.i < cue.i or (told.dep_ == "ROOT" and what.dep_ == "dobj") or not _is_any_cue(cue):
        return None
    own = any(c.dep_ == "nsubj" and what.i < c.i < cue.i for c in cue.children)
    behind = all(t.dep_ in ("aux", "auxpass", "neg", "advmod") for t in cue.doc[cue.i + 1 : told.i])
    return told if own and behind else None


def _lead_on(cue: Token, told: Token) -> None:
    """The cue takes the place of what it tells, which hangs on it; "what" stays the cue's."""
    outer = cue.head if cue.dep_ == "pcomp" else cue
    above = told.head if told.head is not told else outer
    outer.hang(above, outer.dep_ if outer is not cue else told.dep_)
    for c in [c for c in told.children if c.i < cue.i]:
        c.hang(outer)
    next(c for c in cue.children if c.lower_ == "what").dep_ = "dobj"
    told.hang(cue, "ccomp")


def _is_name_of_what(noun: Token) -> bool:
    """ "what Peru terms | a grave assault |": the name stands beside what is named, and is no second object."""
    verb = noun.head
    what = next((c for c in verb.children if c.lower_ in ("what", "which") and c.dep_ in ("dobj", "dep")), None)
    between = what is not None and any(c.dep_ == "nsubj" and what.i < c.i < verb.i for c in verb.children)
    return between and noun.i > verb.i and noun.left_edge.i == verb.i + 1 and verb.lower_ in forms.naming()


def _nearer_namer(name: Token) -> Token | None:
    """The verb of naming right before a name that was hung on the one before: "which Peru backs and Chad | terms | unfair"."""
    before = name.left_edge.nbor(-1) if name.left_edge.i else name
    verb = before.nbor(-1) if before.is_quote and before.i else before
    later = verb.dep_ == "conj" and verb.head is name.head and verb.tag_ in ("VBZ", "VBD", "VBP")
    return verb if later and verb.lower_ in forms.naming() else None


def _name(noun: Token) -> None:
    """Make a noun the name that its verb gives, with the phrases right behind it."""
    for c in [c for c in noun.head.children if c.dep_ == "prep" and c.left_edge.i == noun.right_edge.i + 1]:
        c.hang(noun)
    noun.dep_ = "oprd"
    next(c for c in noun.head.children if c.lower_ in ("what", "which")).dep_ = "dobj"


def _is_any_cue(token: Token) -> bool:
    return token.tag_.startswith("VB") and token.lower_ in forms.telling()


def _outside(token: Token) -> Token | None:
    """The cue in "-ing" before a quotation that "and | saying |" behind it goes on from; None if the parse is right."""
    quoted = token.head
    if token.dep_ != "conj" or quoted.i > token.i or not _is_cue(token):
        return None
    marks = [t.i for t in token.doc[token.sent.start : token.i] if t.is_quote]
    inside = bool(marks) and len(marks) % 2 == 0 and marks[-2] < quoted.i < marks[-1]
    above = (a for a in quoted.ancestors if a.tag_ == "VBG" and a.i < marks[-2] and _is_cue(a)) if inside else ()
    return next(iter(above), None)


def _is_cue(token: Token) -> bool:
    return any(lexicon.load().sense("verb", _base(token.lower_), frame) for frame in (*_CUES, "accuse"))


def _base(form: str) -> str:
    """The verb of a form in "-ing" of one of the lexicon: "saying", "accusing"."""
    stem = form.removesuffix("ing")
    known = lexicon.load()
    return next((verb for verb in (stem, f"{stem}e") if known.of("verb", verb)), stem)


def _is_false_subject(token: Token) -> bool:
    """ "The union | voices | alarm at it": a verb with a subject of its own was taken for that of the noun behind it."""
    noun = token.head
    bare = token.dep_ == "nsubj" and noun.i == token.i + 1 and noun.tag_ in ("VBP", "VB", "NN")
    before = token.nbor(-1) if token.i else token
    named = token.tag_ == "NNS" and before.tag_ == "NNP" and before.dep_ == "compound" and before.head.i == token.i
    return bare and token.lower_ in forms.voicing() and (named or any(c.dep_ == "nsubj" for c in token.children))


def _take_object(verb: Token, noun: Token) -> None:
    verb.hang(noun.head if noun.head is not noun else verb, noun.dep_)
    for c in [c for c in noun.children if c.is_punct]:
        c.hang(verb)
    if verb.tag_ == "NNS":
        subject = verb.nbor(-1)
        for c in [c for c in verb.children if c.dep_ in OF_NOUN and c.i < subject.i]:
            c.hang(subject)
        subject.dep_, verb.tag_ = "nsubj", "VBZ"
    noun.tag_ = "NN"
    noun.hang(verb, "dobj")
