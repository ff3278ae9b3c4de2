"""What a verb's sentence writes beside it: subjects, objects, agents and prepositions, past what the parser misplaced.

Only what is written: what a clause inherits from others is `clauses`' work. Labels are those of ClearNLP as used by spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from kg.extract import idioms
from kg.extract.tree import child, conjuncts, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

_RELATIVE = {"WDT", "WP", "WP$", "WRB"}
_PLACING = {"in", "at", "of", "from", "near"}
_CONJUNCTIONS = {"after", "as", "before", "since", "until"}
_ASIDE = 8  # words, with the commas
_STRAY = {"advmod", "npadvmod", "dep", "nmod"}
_PREDICATES = {"acomp", "ccomp", "oprd"}
_MANNER = {"vote", "majority", "margin", "ballot", "acclamation", "consensus", "show"}
_SUBJECT = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
_ALONE = ("only", "sole", "lone", "one")


def is_predicate(token: Token, verb: Token) -> bool:
    """True for what a verb says its object is: "deemed the vote *illegal*"."""
    return token.tag_ in ("JJ", "VBN") and token.dep_ in _PREDICATES and token.i > verb.i


def above(verb: Token) -> Token | None:
    """The verb that governs `verb`, past a preposition or an adjective; None at the top or under a noun."""
    head = verb.head
    if (verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent")) or (verb.dep_ == "xcomp" and head.dep_ == "acomp"):
        head = past_short(head.head)
    return head if head.i != verb.i and is_verb(head) else None


def past_short(head: Token) -> Token:
    """The verb of "stops short of acting", past its adverb; any other word itself."""
    return head.head if head.lower_ == "short" and head.dep_ in ("advmod", "acomp") else head


def misplaced_object(verb: Token) -> tuple[Token, ...]:
    """The name right behind a verb that the parser joined to a noun before it: "cut ties with Chad and recognised Mali"."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBZ", "VBD", "VBP") or verb.i + 1 >= len(verb.doc):
        return ()
    behind = verb.doc[verb.i + 1 : verb.sent.end]
    astray = (t for t in behind if t.left_edge.i == verb.i + 1 and t.head.i < verb.i and t.dep_ in ("conj", "appos"))
    return next((conjuncts(t) for t in astray if t.tag_ == "NNP"), ())


def is_passive(verb: Token) -> bool:
    """True if the verb has a passive's auxiliary or subject, or is a participle with a "by" phrase."""
    deps = {c.dep_ for c in verb.children}
    return bool(deps & {"nsubjpass", "auxpass", "csubjpass"}) or (verb.tag_ == "VBN" and "agent" in deps)


def shares_passive(verb: Token) -> bool:
    """ "was welcomed by X and denounced by Y": the second participle shares the auxiliary."""
    shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "auxpass", "nsubj", "dobj") is None
    return shares and verb.head.tag_ == "VBN" and (is_passive(verb.head) or shares_passive(verb.head))


def written(verb: Token, which: Literal["subject", "object"]) -> tuple[Token, ...]:
    """The subjects or objects that stand at the verb itself, one head each; empty where they are inherited or left out."""
    labels = _SUBJECT if which == "subject" else {"dobj"}
    found = [t for c in _arguments(verb) if c.dep_ in labels for t in _named_by(c, verb)]
    if not found and which == "subject":
        taken = _before_finite(verb) or _after_year(verb) or _after_conjunction(verb)
        found = [t for t in taken if not is_passive(verb)]
    near = (*verb.children, *(c for t in found for c in t.children)) if which == "subject" and found else ()
    beside = [t for c in near if c.i < verb.i for t in _companions(c)]
    return (*_strays(verb, found), *found, *beside)


def _companions(prep: Token) -> tuple[Token, ...]:
    """Who acts with the subject: "Peru, along with Japan and Togo, signed"."""
    if prep.lower_ not in ("along", "together"):
        return ()
    return tuple(t for c in prep.children if c.lower_ == "with" for t in phrase(c))


def _arguments(verb: Token) -> Iterator[Token]:
    """What hangs on a verb; of "does not and will not act" also what hangs on the first auxiliary."""
    for c in verb.children:
        yield c
        if c.dep_ == "aux":
            yield from c.children


def _strays(verb: Token, found: list[Token]) -> tuple[Token, ...]:
    """Names that open a list and that the parser hung on the verb: "Nauru" in "Nauru, Palau and Tuvalu voted"."""
    if len(found) < 2 or found[0].i < 2 or found[0].nbor(-1).text != ",":
        return ()
    before = found[0].nbor(-2)
    return (before,) if before.tag_ == "NNP" and before.head.i == verb.i and before.dep_ in _STRAY else ()


def _before_finite(verb: Token) -> tuple[Token, ...]:
    """The noun right before a finite verb that the parser took for a part of it: "Spain's lower house rejects"."""
    before = verb.nbor(-1) if verb.tag_ in ("VBZ", "VBD") and verb.i > 0 else None
    if before is None or before.head.i != verb.i:
        return ()
    is_noun = before.dep_ in ("compound", "nmod") and before.tag_ in ("NN", "NNP", "NNPS")
    return (before,) if is_noun else ()


def _after_year(verb: Token) -> tuple[Token, ...]:
    """The name that the parser took into the date before it: "In 2012 Chile withdrew its envoy"."""
    before = verb.nbor(-1) if verb.tag_ in ("VBZ", "VBD") and verb.i > 2 else None
    if before is None or before.tag_ != "NNP" or before.dep_ != "pobj" or before.head.head.i != verb.i:
        return ()
    year = before.left_edge
    return (before,) if year.dep_ == "nummod" and year.text.isdigit() and len(year.text) == 4 else ()


def undertaker(noun: Token) -> Token | None:
    """The verb whose subject does what a noun is of: "voted in favour of adopting", "has no intention of adopting"."""
    verb = noun.head.head if noun.lower_ in ("favour", "favor") else noun.head
    has = noun.dep_ == "dobj" and verb.lemma_ == "have"
    return verb if is_verb(verb) and (has or (noun.dep_ == "pobj" and verb.i != noun.head.i)) else None


def _before_aside(verb: Token) -> Token:
    """The word before a verb, or before what stands between commas there: "Chile and Peru, in their turn, signed"."""
    before = verb.nbor(-1)
    if before.text != ",":
        return before
    words = verb.doc[max(verb.sent.start, verb.i - _ASIDE) : before.i]
    return next((t.nbor(-1) for t in reversed(words) if t.text == "," and t.i > verb.sent.start), before)


def _after_conjunction(verb: Token) -> tuple[Token, ...]:
    """The names that the parser took for the object of a preposition: "left after Chile and Peru signed the pact"."""
    plain = verb.tag_ == "VB" and child(verb, "aux") is None
    before = _before_aside(verb) if (plain or verb.tag_ in ("VBZ", "VBD", "VBP")) and verb.i > 1 else None
    if before is None or before.tag_ not in ("NNP", "NNPS"):
        return ()
    while before.dep_ == "conj":
        before = before.head
    opens = before.dep_ == "pobj" and before.head.lower_ in _CONJUNCTIONS and not before.head.is_sent_start
    return conjuncts(before) if opens and not any(c.dep_ == "cc" for c in verb.children if c.i < verb.i) else ()


def _named_by(token: Token, verb: Token) -> tuple[Token, ...]:
    """What an argument stands for; of the figures of a vote the noun that the parser hung on them, if any."""
    if not _is_figure(token, verb):
        return _antecedent(token, verb)
    return tuple(c for c in token.children if c.dep_ in ("compound", "nmod") and c.tag_.startswith("NN"))


def _is_figure(token: Token, verb: Token) -> bool:
    """True for the figures of a vote, which the parser takes for an object: "votes 60-40 to adopt"."""
    return token.text[0].isdigit() and (verb.lemma_ == "vote" or not token.text.isdigit())


def _antecedent(token: Token, verb: Token) -> tuple[Token, ...]:
    """What a relative pronoun stands for; any other word with what is coordinated with it."""
    preps = (p for p in token.children if p.dep_ == "prep")
    counted = token.dep_ == "nsubj" and any(t.tag_ in _RELATIVE for p in preps for t in p.children)
    if (token.tag_ in _RELATIVE or counted) and verb.dep_ == "relcl":  # "which", "both of which"
        meant = _meant(token, verb.head)
        return conjuncts(_told_to_be(meant) or meant)
    if token.tag_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return conjuncts(verb.head.head)
    return conjuncts(token)


def _told_to_be(noun: Token) -> Token | None:
    """ "Peru was among the states that opposed it", "Peru was the only one that did": who is told to be of them."""
    verb = noun.head
    told = child(verb, "attr") if noun.dep_ == "nsubj" and verb.lemma_ == "be" and noun.tag_ == "NNS" else None
    if told is not None and told.tag_ == "NNP":
        return told  # "the states that opposed it were Peru and Chad"
    if noun.dep_ == "pobj" and verb.lower_ in ("among", "amongst"):
        verb = verb.head
    elif noun.dep_ != "attr" or not any(c.lower_ in _ALONE for c in noun.children):
        return None
    subject = child(verb, "nsubj") if verb.lemma_ == "be" else None
    return subject if subject is not None and subject.tag_ != "EX" and subject.lower_ != "it" else None


_TIMES = {"years", "days", "months", "rule", "reign", "presidency", "tenure", "term", "era", "decades"}


def _meant(pronoun: Token, noun: Token) -> Token:
    """The noun that a relative pronoun means, where the parser took the name right before it, which it cannot mean.

    A clause without a comma before it tells which one of several is meant, and a name needs no telling: "a motion by
    Chad which calls for talks" is a motion that does. And a place is not "who": "monks in Lhasa, who asked for talks".
    """
    if noun.lower_ in _TIMES and pronoun.lower_ == "who":  # "the last years of Poe, who ruled"
        return next((t for p in noun.children if p.lower_ == "of" for t in p.children if t.tag_ == "NNP"), noun)
    if noun.tag_ not in ("NNP", "NNPS") or pronoun.i == 0:
        return noun
    personal = pronoun.lower_ in ("who", "whom", "whose")
    if personal:
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _PLACING else noun
        return above if above.tag_.startswith("NN") else noun
    if pronoun.lower_ not in ("which", "that") or pronoun.nbor(-1).text == ",":
        return noun
    return next(_common_above(noun), noun)


def _common_above(name: Token) -> Iterator[Token]:
    """The common nouns that a name is part of a phrase of, or that are the object beside it, from the nearest up."""
    for above in name.ancestors:
        if above.tag_ in ("NN", "NNS"):
            yield above
        elif is_verb(above):
            yield from (c for c in above.children if c.dep_ == "dobj" and c.i < name.i and c.tag_ in ("NN", "NNS"))
            if above.dep_ not in ("acl", "relcl", "conj"):
                return


def _is_manner(token: Token) -> bool:
    """True for how a vote went, not by whom: "was rejected by 70 votes to 60", "by a large majority"."""
    return token.lemma_ in _MANNER or token.text[0].isdigit()


def agents(verb: Token) -> tuple[Token, ...]:
    """The "by" phrase of a passive, also where the parser hung it on a word further in ("as a state by Hungary")."""
    bys = [c for c in verb.children if c.dep_ == "agent"]
    bys += [c for by in bys for c in by.children if c.dep_ == "conj" and c.lower_ == "by"]
    own = tuple(t for by in bys for t in phrase(by) if not _is_manner(t))
    if own:
        return own
    inner = (
        t for c in verb.children if c.i > verb.i for t in c.subtree if t.lower_ == "by" and t.dep_ in ("prep", "agent")
    )
    found = next((t for t in inner if not any(is_verb(a) for a in takewhile(lambda a: a != verb, t.ancestors))), None)
    return tuple(t for t in phrase(found) if not (is_verb(t) or _is_manner(t))) if found is not None else ()


def phrase(prep: Token) -> tuple[Token, ...]:
    """The heads that a preposition governs; the token itself if it is no preposition."""
    if prep.dep_ == "dative" and prep.tag_ != "IN":
        return conjuncts(prep)
    return tuple(t for c in prep.children if c.dep_ in ("pobj", "pcomp") for t in conjuncts(c))


def _accompanies(prep: Token) -> bool:
    """ "along with Japan", "together with Japan": those who act too, not what is acted on."""
    return prep.lower_ == "with" and prep.i > 0 and prep.nbor(-1).lower_ in ("along", "together")


def preps(verb: Token) -> dict[str, tuple[Token, ...]]:
    """The heads that each preposition of the verb governs; a clause with "for" before its subject counts under "for"."""
    found: dict[str, tuple[Token, ...]] = {}
    late = [g for c in verb.children if c.dep_ == "advmod" for g in c.children]  # "earlier in the day in the House"
    for c in (*verb.children, *late):
        if c.dep_ in ("prep", "dative") and c.tag_ in ("IN", "TO", "VBG", "RP") and not _accompanies(c):
            inner = (g for g in c.children if g.dep_ in ("prep", "conj") and g.tag_ == "IN" and not _accompanies(g))
            for prep in (c, *inner):
                found[prep.lower_] = found.get(prep.lower_, ()) + phrase(prep)
        mark = child(c, "mark") if is_verb(c) else None
        if mark is not None and mark.lower_ == "for" and c.i > verb.i:  # "calls for X to act"
            found["for"] = (*found.get("for", ()), c)
    return found


def stranded(verb: Token) -> str | None:
    """The preposition that a passive leaves behind, which governs what it is said of: "a text fought | for | by Chad"."""
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    bare = after is not None and after.dep_ == "prep" and after.head.i == verb.i and not list(after.children)
    return after.lower_ if bare and after is not None else None


def with_inner(
    preps: dict[str, tuple[Token, ...]], verb: Token, spelt: Iterable[idioms.Idiom]
) -> dict[str, tuple[Token, ...]]:
    """The prepositions of a verb with those that an idiom has further in: "take issue *with* Y"."""
    inner = {t for idiom in spelt for t in idiom.words if t.dep_ in ("prep", "dative") and t.head.i != verb.i}
    for prep in sorted(inner):
        held = preps.get(prep.lower_, ())
        preps[prep.lower_] = (*held, *(t for t in phrase(prep) if t not in held))
    return preps


def is_single(noun: Token) -> bool:
    """True for what a name is said to be alone or in order: "Chad, the only state", "Peru, the first country"."""
    named = noun.dep_ == "appos" and noun.head.tag_ == "NNP"
    return named and any(c.lower_ in _SINGLE for c in noun.children)


_SINGLE = {"only", "sole", "lone", "single", "first", "second", "third", "next", "last", "latest"}
