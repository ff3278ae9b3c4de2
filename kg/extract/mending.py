"""Mending the parse where the model is known to err: verbs and names tagged as something else, lists of names.

The model was trained on other prose than headlines and wire copy. Each step looks only at words and labels; what it
mends is then the same for all readers of the parse.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract import (
    asking,
    late_objects,
    mending_conditions,
    mending_crowds,
    mending_cues,
    mending_halves,
    mending_names,
    mending_subjects,
    rejoining,
)
from kg.extract.inflection import third_person
from kg.extract.mending_names import NAMES, hang_where

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj"}
_MODIFIERS = {"amod", "advmod", "npadvmod", "compound", "nmod"}
_CLAUSAL = {"ROOT", "advcl", "conj", "ccomp"}
#: What is no object behind a verb: "arrived Monday".
_TIMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "today", "christmas", "easter",
}  # fmt: skip
_FINITE = {"VBZ", "VBD", "VBP", "MD"}
_LOOSE = {"dep", "ccomp", "advcl", "parataxis", "ROOT"}
_ASIDE = {"appos", "npadvmod", "dep", "nmod"}


#: Tags, labels and words of the tokens that a step below may look for; most tokens have none of them.
_ERRING = {"FW", "NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBD", "VBG", "VBP", "VBZ", "MD", "WDT", "PRP"}
_SMALL = {"down", "out", "off", "up", "null", "until"}


def _may_err(token: Token) -> bool:
    return token.tag_ in _ERRING or token.dep_ == "agent" or token.lower_ in _SMALL


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    names = {token.text for token in doc if token.tag_ == "NNP" and token.text.istitle() and _ends_name(token)}
    for token in filter(_may_err, doc):
        if _is_plural_acronym(token):
            token.tag_ = "NNS"
        if _is_known_name(token, names):
            token.tag_ = "NNP"
        if (noun := _called_acronym(token)) is not None:
            _prefix(token, noun)
        if _is_given_name(token):
            token.tag_ = "NNP"
        if _is_name(token):
            token.tag_ = "NNP"
            token.dep_ = "nsubj" if token.dep_ in _MODIFIERS else token.dep_
        if _is_mistaken_noun(token):
            token.tag_ = "VBZ" if token.tag_ in ("NNS", "FW") else "VBP"
            _give_subject(token)
            if token.dep_ == "appos":
                _lead(token, token.head)
        elif (thing := _apposed(token)) is not None:
            _make_verb(token)
            thing.dep_ = "dobj"
        elif _is_verbless(token):
            _make_verb(token)
        if _is_voting(token):
            token.tag_, token.dep_ = "VBG", "pcomp"
        if _is_bare_verb(token):
            token.tag_ = "VBP"
            token.nbor(-1).hang(token, "nsubj")
            _take_over(token, token.head)
        if token.dep_ == "xcomp" and token.tag_ == "VB" and _is_finite_clause(token):
            token.dep_ = "ccomp"
        if token.tag_ == "VBD" and token.dep_ == "ccomp" and _is_wanted(token):
            token.tag_ = "VBN"
        if _is_swallowed(token):
            token.nbor(-1).hang(token, "nsubj")
            _take_over(token, token.head)
        if _is_false_auxiliary(token) or _is_part_with_subject(token):
            _take_over(token, token.head)
        if (name := _lost_subject(token)) is not None:
            hang_where(token, name if _is_below(token, name) else token)
            name.hang(token, "nsubj")
        if _is_joined_to_predicate(token):
            token.hang(token.head.head)
        if (noun := _under_preposition(token)) is not None:
            token.dep_, token.tag_ = "prt", "RP"
            noun.hang(token.head, "dobj")
        if (verb := _past_its_time(token)) is not None:
            token.hang(verb, "xcomp")
        if _is_limit(token):
            token.dep_ = "prep"
        if token.lower_ == "until" and token.dep_ == "mark" and any(c.dep_ == "pobj" for c in token.children):
            token.hang(token.head.head, "prep")  # "has | until noon | to go"
        if _is_under_particle(token):
            token.hang(token.head.head, "xcomp")
        if _is_after_particle(token):
            token.dep_ = "xcomp"
        if (told := _garden_path(token)) is not None:
            _lead_back(token, told)
        if (verb := _robbed(token)) is not None:
            _give_back(token, verb)
        if _is_taken_object(token):
            token.dep_ = "dobj"
        if _is_taken_subject(token):
            token.dep_ = "dobj"
        if token.dep_ in _SUBJECTS and token.head.dep_ == "auxpass":
            token.hang(token.head.head, "nsubjpass")  # "Peru | is opposed to"
        if token.tag_ == "VBD" and token.dep_ == "acl" and any(c.dep_ == "agent" for c in token.children):
            token.tag_ = "VBN"  # "a law | dubbed | a gag by critics"
        if token.dep_ == "agent" and _is_active(token.head):
            token.dep_ = "prep"  # "are standing by the accord"
        if (noun := _split_name(token)) is not None:
            hang_where(token, noun)
            noun.hang(token, "compound")
        if (noun := _void(token)) is not None:
            noun.hang(token.head, "dobj")
            token.hang(noun.head, "oprd")
            for c in [c for c in token.children if c.i < noun.i]:
                c.hang(noun)
        if _is_detached_participle(token):
            token.hang(next(a for a in token.ancestors if a.tag_ == "VBG"))
    mending_halves.mend(doc)
    asking.mend(doc)
    mending_conditions.mend(doc)
    mending_crowds.mend(doc)
    mending_cues.mend(doc)
    rejoining.mend(doc)
    mending_names.mend(doc)
    mending_subjects.mend(doc)
    late_objects.mend(doc)


# --- words taken for another kind -------------------------------------------------------------------------------


def _is_mistaken_noun(token: Token) -> bool:
    """A noun with a subject or object of its own is a verb: "House votes 50-48", "the opposition boycotts the vote"."""
    if token.tag_ not in ("NN", "NNS", "FW"):
        return False
    deps = {c.dep_ for c in token.children}
    if token.tag_ == "FW":
        return token.lower_ in _acting_forms() and "dobj" in deps  # "boycotts", rare in the present
    if token.tag_ == "NNS":
        return bool(deps & {"nsubj", "nsubjpass", "dobj", "prt"})  # "the lower house signs off on it"
    if token.dep_ == "appos" and token.head.tag_ == "NNP":
        return _follows_names(token)
    bare = token.dep_ in _CLAUSAL and not deps & {"det", "amod", "poss", "cop"}
    return bare and bool(deps & {"nsubj", "nsubjpass"})


def _follows_names(token: Token) -> bool:
    """ "Chile, Peru and Togo | call | for a truce": the verb of several names, read as another name of the first."""
    own = token.i == 0 or any(c.i < token.i for c in token.children)
    last = token if own else token.nbor(-1)
    joined = last.dep_ == "conj" and any(a.i == token.head.i for a in last.ancestors)
    return joined and not own and third_person(token.lower_) in _present_forms()


def _give_subject(verb: Token) -> None:
    """The noun right before a verb taken for a noun was read as part of its name; it is the subject, with its number."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    before = before.head if before.dep_ == "nummod" and before.head.i == before.i - 1 else before
    if (
        before.head.i == verb.i
        and before.dep_ in ("compound", "nmod")
        and not any(c.dep_ in _SUBJECTS for c in verb.children)
    ):
        before.dep_ = "nsubj"


def _lead(verb: Token, name: Token) -> None:
    """A verb taken for an apposition to the first of several names takes their place; they act."""
    hang_where(verb, name)
    name.hang(verb, "nsubj")
    for c in [c for c in name.children if c.i > verb.i and c.dep_ != "conj"]:
        c.hang(verb)


def _is_verbless(token: Token) -> bool:
    """The plural that heads a sentence without a finite verb, if a verb of the lexicon sounds like it: "Labour pledges".

    A noun has to stand right before it, and what is said, promised or asked beside it.
    """
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i < 1 or token.nbor(-1).head.i != token.i:
        return False
    if token.nbor(-1).dep_ != "compound" or token.i + 2 >= token.sent.end:
        return False
    if token.lower_ not in _present_forms() and token.lower_ not in asking.forms():
        return False
    after, later = token.nbor(1), token.nbor(2)
    told = after.lower_ == "that" or after.is_quote or (after.lower_ == "to" and later.tag_ == "VB")
    told |= (
        f"{token.lower_.removesuffix('s')} {after.lower_}" in _asking_with()
    )  # "calls on Chad to go", "appeals for calm"
    if not told and not any(c.dep_ == "ccomp" for c in token.children):
        return False
    own = (t for t in token.sent if t.tag_ in _FINITE)
    return all(any(a.dep_ in _SUBORDINATE and a.head.i == token.i for a in (t, *t.ancestors)) for t in own)


def _apposed(token: Token) -> Token | None:
    """What a verb of the lexicon acts on where both were read as nouns: "The ministry | summons | the envoy"."""
    before = token.nbor(-1) if token.i else token
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or before.head.i != token.i or before.dep_ != "compound":
        return None
    if token.lower_ not in _acting_forms() or any(t.tag_ in _FINITE for t in token.sent):
        return None
    behind = (c for c in token.children if c.dep_ == "appos" and c.left_edge.i == token.i + 1)
    return next((c for c in behind if c.left_edge.tag_ in ("DT", "PRP$")), None)


@lru_cache(maxsize=1)
def _acting_forms() -> frozenset[str]:
    """The forms in "-s" of the verbs that tell a diplomatic act, a decision or a side."""
    known = lexicon.load()
    frames = ("diplomatic", "decide", "stance")
    return frozenset(third_person(form) for frame in frames for form in known.forms("verb", frame) if " " not in form)


_SUBORDINATE = {"ccomp", "advcl", "relcl", "acl", "pcomp"}


@lru_cache(maxsize=1)
def _present_forms() -> frozenset[str]:
    """The forms in "-s" of the verbs by which somebody speaks, asks or takes a side."""
    known = lexicon.load()
    verbs = {form.split()[0] for frame in ("speech", "demand", "stance") for form in known.forms("verb", frame)}
    return frozenset(third_person(verb) for verb in verbs)


@lru_cache(maxsize=1)
def _asking_with() -> frozenset[str]:
    """The verbs that ask with a preposition, and that word: "call for", "appeal to", "plead with"."""
    known = lexicon.load()
    spelt = {form for form in known.forms("verb", "demand") if form.count(" ") == 1}
    verbs = (form for form in known.forms("verb", "demand") if " " not in form)
    slots = {
        f"{verb} {slot}" for verb in verbs for s in known.of("verb", verb) for slot in s.addressee if slot != "obj"
    }
    return frozenset(spelt | slots)


def _make_verb(token: Token) -> None:
    """A noun becomes the verb of its sentence; the noun before it, with all that stands before, its subject."""
    subject = token.nbor(-1)
    token.tag_ = "VBZ"
    for c in list(token.children):
        if c.i < subject.i and c.dep_ in _OF_NOUN:
            c.hang(subject)
        elif c.dep_ == "acl" and c.tag_ == "VB":
            c.dep_ = "xcomp"
    subject.dep_ = "nsubj"


def _is_voting(token: Token) -> bool:
    """ "Joins Peru in | voting | against it": a noun to the model."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    in_it = token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.i == token.i - 1
    return (
        token.lower_ == "voting" and token.tag_ == "NN" and in_it and after in ("for", "against", "no", "yes", "down")
    )


def _is_bare_verb(token: Token) -> bool:
    """ "The Taliban | vow | revenge": a verb read as part of the noun behind it, in a sentence that has no verb."""
    noun = token.head
    if token.tag_ != "NN" or token.dep_ != "compound" or noun.dep_ != "ROOT" or noun.i != token.i + 1 or token.i == 0:
        return False
    before = token.nbor(-1)
    named = before.tag_ in NAMES and before.head is noun and third_person(token.lower_) in _present_forms()
    return named and not any(t.tag_ in _FINITE for t in token.sent)


def _is_finite_clause(verb: Token) -> bool:
    """ "signals | that she will run |": what has "that" and a subject is no infinitive."""
    own = any(c.dep_ == "nsubj" for c in verb.children)
    return own and any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)


def _is_wanted(verb: Token) -> bool:
    """ "want the laws | repealed |": a participle, and no past."""
    wanting = verb.head.lower_ in ("want", "wants", "wanted", "wanting")
    return (
        wanting and any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ == "mark" for c in verb.children)
    )


def _is_swallowed(token: Token) -> bool:
    """ "The Czech Republic | recognises | Fiji": a finite verb read as part of the noun behind it, and no verb is left."""
    noun = token.head
    if token.tag_ not in ("VBZ", "VBD") or token.dep_ not in _MODIFIERS or noun.i < token.i or noun.dep_ != "ROOT":
        return False
    before = token.nbor(-1) if token.i > 0 else token
    return noun.tag_.startswith("NN") and before.tag_ in NAMES and before.head.i in (noun.i, token.i)


def _is_part_with_subject(token: Token) -> bool:
    """ "The bank | forecasts | growth": a verb with a subject of its own, read as part of the noun that heads the sentence."""
    noun = token.head
    inside = token.dep_ in ("compound", "amod", "nmod") and noun.dep_ == "ROOT" and noun.tag_.startswith("NN")
    return inside and token.tag_ in ("VBZ", "VBD") and any(c.dep_ == "nsubj" for c in token.children)


def _is_false_auxiliary(token: Token) -> bool:
    """ "The union | voices alarm": a verb of the lexicon that was read as the auxiliary of the noun behind it."""
    noun = token.head
    if token.dep_ != "aux" or token.tag_ not in ("VBZ", "VBP") or noun.tag_ not in ("NN", "NNS") or noun.i < token.i:
        return False
    return token.lower_ in _present_forms() and noun.dep_ in _CLAUSAL


def _take_over(verb: Token, noun: Token) -> None:
    """A verb takes the place of the noun that was read as its head, which becomes its object."""
    first = min((c.i for c in noun.children if c.dep_ in _OF_NOUN and c.i > verb.i), default=noun.i)
    listed = any(c.dep_ == "conj" and c.tag_.startswith("NN") for c in noun.children)
    outer = ("punct", "advcl") if listed else ("conj", "cc", "punct", "advcl")
    for c in list(noun.children):
        if (c.i < first and c.i != verb.i) or c.dep_ in outer:
            c.hang(verb)
    hang_where(verb, noun)
    noun.hang(verb, "dobj")


_OF_NOUN = {"det", "amod", "poss", "compound", "nmod", "nummod"}


def _is_plural_acronym(token: Token) -> bool:
    """ "MPs", "NGOs": the model goes by the capitals and takes them for one thing, or for a name."""
    word = token.text
    return word.endswith("s") and len(word) > 2 and word[:-1].isupper() and token.tag_ in ("NN", "NNP", "NNPS")


def _called_acronym(token: Token) -> Token | None:
    """The noun behind capitals that were taken for a verb with that object: "ECOWAS | leaders | call for talks"."""
    if not (token.text.isupper() and len(token.text) > 2 and token.tag_ in ("VB", "VBP", "VBZ", "VBG", "VBN", "VBD")):
        return None
    noun = token.nbor(1) if token.i + 1 < len(token.doc) else token
    shouted = noun.text.isupper()
    joined = noun.head is token or (noun.dep_ == "nsubj" and noun.head.head is token)
    return noun if noun.tag_ in ("NN", "NNS") and joined and not shouted else None


def _prefix(name: Token, noun: Token) -> None:
    """The noun, or what its verb tells, takes the place of the name, which becomes the first part of its phrase."""
    name.tag_ = "NNP"
    above = noun if noun.head is name else noun.head
    hang_where(above, name)
    above.dep_ = "nsubj" if above.dep_ == "csubj" else above.dep_
    for c in [c for c in name.children if c is not above]:
        c.hang(above, "acl" if c.tag_ == "VBG" else c.dep_)
    name.hang(noun, "compound")


def _is_given_name(token: Token) -> bool:
    """ "Suk-yeol", read as one word (`kg.extract.nlp`): no other word with a hyphen is."""
    first, _, second = token.text.partition("-")
    return first.istitle() and second.isalpha() and second.islower()


def _ends_name(token: Token) -> bool:
    """ "Moss" in "Petra Moss": the last of several words of a name."""
    return any(c.dep_ == "compound" and c.tag_ == "NNP" and c.i == token.i - 1 for c in token.children)


def _is_known_name(token: Token, names: set[str]) -> bool:
    """A subject that ends a name elsewhere is that name here too: "Petra Moss said no. | Moss | then called it off"."""
    known = token.tag_ in ("NN", "VBG", "JJ") and token.dep_ in _SUBJECTS and token.text in names
    return known and not list(token.children) and not lexicon.load().of("noun", token.lower_)


def _is_name(token: Token) -> bool:
    """A capitalised word that stands where only a noun can is a name: "Hungary vetoes", "Pakistan summons".

    A modifier is one if its head is the verb right after it, which has no subject of its own: then it is that subject;
    so too if it begins the sentence ("SNP on Monday again boycotted the session").
    """
    if not token.text[:1].isupper():
        return False
    if token.tag_ in ("VB", "VBP"):  # "Belize condemned the raid"
        return token.dep_ in ("nsubj", "nsubjpass") and not list(token.children)
    if token.tag_ not in ("JJ", "NNP"):
        return False
    head = token.head
    alone = token.i == token.sent.start and head.i > token.i and token.nbor(1).tag_ in ("IN", "RB")
    first = alone and token.tag_ == "NNP" and token.lower_ not in _TIMES
    bare = head.tag_ in _FINITE and (first or head.i == token.i + 1)
    bare &= not any(c.dep_ in _SUBJECTS for c in head.children)
    return token.dep_ in _NOMINAL or (token.dep_ in _MODIFIERS and bare)


def _lost_subject(verb: Token) -> Token | None:
    """The name between commas before a finite verb without subject: "after the head of the army, Juan Rojo, urged it"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.dep_ not in _LOOSE or verb.i < 3 or verb.nbor(-1).text != ",":
        return None
    name = verb.nbor(-2)
    deps = {c.dep_ for c in verb.children}
    if name.tag_ != "NNP" or name.dep_ not in _ASIDE or deps & (_SUBJECTS | {"auxpass"}):
        return None
    first = name.left_edge
    return name if first.i > verb.sent.start and first.nbor(-1).text == "," else None


def _is_below(token: Token, name: Token) -> bool:
    """True if `token` hangs below the name that is to hang on it."""
    return any(a.i == name.i for a in token.ancestors)


def _is_joined_to_predicate(token: Token) -> bool:
    """ "declares the raids unlawful and demands a truce": a verb goes with a verb, not with what that one declares."""
    joined = token.tag_ in _FINITE and token.dep_ == "conj" and token.head.dep_ in ("ccomp", "oprd", "acomp")
    predicate = token.head
    if not joined or predicate.tag_[:2] not in ("JJ", "NN") or predicate.head.tag_ != token.tag_:
        return False
    deps = {c.dep_ for c in predicate.children}
    return not deps & {"aux", "cop", "mark"} and not any(c.dep_ in _SUBJECTS for c in token.children)


def _under_preposition(token: Token) -> Token | None:
    """What a phrasal verb of the lexicon acts on, where its particle was read as a preposition: "voted down | a bill"."""
    if token.lower_ not in _PARTICLES or token.i == 0 or token.nbor(-1).i != token.head.i:
        return None
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    taken = any(c.dep_ == "dobj" for c in token.head.children)
    known = f"{token.head.lower_} {token.lower_}" in _phrasal()  # lemmas are told after mending
    return noun if noun is not None and known and not taken else None


_PARTICLES = {"down", "out", "off"}


@lru_cache(maxsize=1)
def _phrasal() -> frozenset[str]:
    """The verbs with a particle by which something is decided or a side is taken, in all forms of the regular ones."""
    known = lexicon.load()
    verbs = (form.split() for frame in ("decide", "stance") for form in known.forms("verb", frame))
    pairs = [(words[0], words[1]) for words in verbs if len(words) == 2 and words[1] in _PARTICLES]
    return frozenset(f"{form} {particle}" for verb, particle in pairs for form in _forms(verb))


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb.

    >>> _forms("vote"), _forms("turn")
    (('vote', 'votes', 'voted', 'voting'), ('turn', 'turns', 'turned', 'turning'))
    """
    stem = verb.removesuffix("e")
    return verb, f"{verb}s", f"{stem}ed", f"{stem}ing"


def _past_its_time(token: Token) -> Token | None:
    """The verb that an infinitive goes with past a time: "fails for the third time | to elect a speaker"."""
    time = token.head
    if token.tag_ != "VB" or token.dep_ not in ("acl", "relcl") or time.lower_ != "time" or time.dep_ != "pobj":
        return None
    verb = time.head.head
    return verb if time.head.lower_ == "for" and verb.tag_.startswith("VB") else None


def _is_limit(token: Token) -> bool:
    """ "Permits fishing | up to | the tenth mile": behind what is permitted, "up to" is no part of the verb."""
    after = token.nbor(1) if token.i + 1 < token.sent.end else token
    limit = token.lower_ == "up" and token.dep_ == "prt" and after.lower_ == "to"
    return limit and any(c.dep_ == "dobj" and c.i < token.i for c in token.head.children)


def _is_under_particle(token: Token) -> bool:
    """ "rules out | leaving": a gerund that goes with the verb, not with its particle."""
    return token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.dep_ == "prt"


def _is_after_particle(token: Token) -> bool:
    """ "ruled out | leaving": a gerund right after the particle is what is ruled out, and tells no circumstance."""
    before = token.nbor(-1) if token.i > 0 else token
    return token.tag_ == "VBG" and token.dep_ == "advcl" and before.dep_ == "prt" and before.head.i == token.head.i


def _garden_path(verb: Token) -> Token | None:
    """The verb that was taken for a participle of a plural which another verb, in the singular, cannot go with.

    "admits that managers | paid | for it, but insists": who insists is whoever admits, and managers paid.
    """
    above = verb.head
    if verb.tag_ != "VBZ" or verb.dep_ != "ccomp" or above.tag_ != "VBZ" or above.i > verb.i:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.tag_ not in ("NNS", "NNPS") or subject.head.i != verb.i:
        return None
    joined = any(c.dep_ == "cc" and c.lower_ in ("and", "but") and c.i > subject.i for c in subject.children)
    after = next((c for c in subject.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == subject.i + 1), None)
    return after if joined and verb.nbor(-1).dep_ == "cc" else None


def _lead_back(verb: Token, told: Token) -> None:
    """Give the clause to the verb that was taken for a participle, and the other verb to the one above."""
    subject, above = told.head, verb.head
    told.hang(above, "ccomp")
    told.tag_ = "VBD"
    for c in [c for c in verb.children if c.i < told.i and c.dep_ in ("mark", "nsubj", "advmod")]:
        c.hang(told)
    for c in [c for c in subject.children if c.i > told.i]:
        c.hang(above)
    verb.hang(above, "conj")


def _robbed(pronoun: Token) -> Token | None:
    """The verb whose object was read as the subject of the next: "Peru vetoed | it and Chad abstained"."""
    if pronoun.lower_ not in ("it", "them") or pronoun.dep_ != "nsubj" or pronoun.i == 0:
        return None
    verb = pronoun.nbor(-1)
    deps = {c.dep_ for c in verb.children}
    joined = any(c.dep_ == "conj" and c.i < pronoun.head.i for c in pronoun.children)
    own = verb.tag_ in ("VBZ", "VBD", "VBP") and "nsubj" in deps and "dobj" not in deps
    return verb if own and joined and verb.i != pronoun.head.i else None


def _give_back(pronoun: Token, verb: Token) -> None:
    """Give a verb its object, and the next verb, which goes on from it, its own subject."""
    later = pronoun.head
    name = next(c for c in pronoun.children if c.dep_ == "conj")
    if not any(a.i == later.i for a in verb.ancestors):
        later.hang(verb, "conj")
    for c in [c for c in pronoun.children if c.dep_ == "cc"]:
        c.hang(verb)
    pronoun.hang(verb, "dobj")
    name.hang(later, "nsubj")


def _is_taken_object(name: Token) -> bool:
    """ "The league recognises | Fiji": a name right behind a verb that has no other object, and no time is named so."""
    verb = name.nbor(-1) if name.i > 0 else name
    if name.tag_ != "NNP" or name.dep_ != "npadvmod" or verb.i != name.head.i or verb.tag_ not in ("VBZ", "VBD"):
        return False
    deps = {c.dep_ for c in verb.children}
    return "nsubj" in deps and "dobj" not in deps and name.lower_ not in _TIMES


def _is_taken_subject(token: Token) -> bool:
    """ "The vote, which Peru calls a farce": a relative pronoun before the verb's own subject is its object."""
    if token.tag_ != "WDT" or token.dep_ != "nsubj":
        return False
    others = {c.dep_ for c in token.head.children if c.i != token.i}
    own = any(c.dep_ == "nsubj" and token.i < c.i < token.head.i for c in token.head.children)
    return own and "dobj" not in others


def _is_active(verb: Token) -> bool:
    """A verb with a subject of its own that is no passive, so that nothing is done "by" somebody."""
    deps = {c.dep_ for c in verb.children}
    return verb.tag_ in ("VBG", "VBZ", "VBP") and "nsubj" in deps and not deps & {"auxpass", "nsubjpass"}


def _split_name(name: Token) -> Token | None:
    """The noun that a name goes with, cut off as a subject: "Deputies of the opposition Labour voted"."""
    if name.tag_ not in NAMES or name.dep_ != "nsubj" or name.left_edge.i < 2:
        return None
    noun = name.left_edge.nbor(-1)
    if noun.tag_ != "NN" or noun.dep_ != "pobj" or noun.sent.start != name.sent.start:
        return None
    other = any(c.dep_ == "nsubj" and c.i < noun.i for c in name.head.children)
    return noun if other and not any(a.i == name.i for a in noun.ancestors) else None


def _void(token: Token) -> Token | None:
    """What is called so, taken for a part of the name: "declares the | pact | null and void", "called the | law | unfair"."""
    void = token.lower_ == "null" and token.dep_ == "dobj" and any(c.lower_ == "void" for c in token.children)
    called = token.tag_ == "JJ" and token.dep_ == "oprd" and any(c.dep_ in ("det", "poss") for c in token.children)
    called &= not any(c.dep_ in ("dobj", "auxpass") for c in token.head.children)
    if not (void or called):
        return None
    noun = token.nbor(-1)
    noun.tag_ = "NN" if noun.tag_ == "VBG" else noun.tag_  # "the ruling"
    return noun if noun.head.i == token.i and noun.tag_.startswith("NN") and not list(noun.children) else None


def _is_detached_participle(token: Token) -> bool:
    """ "deploring the raids and begging Peru to act": a participle that goes with the one before, not with its object."""
    joined = token.tag_ == "VBG" and token.dep_ == "conj" and token.head.tag_.startswith("NN")
    if not joined or not any(c.dep_ == "dobj" and c.i > token.i for c in token.children):
        return False
    return any(a.tag_ == "VBG" and a.i < token.i for a in token.ancestors)
