"""Names given to something: "called it 'historic'", "described it as a farce", "finds the plan unfair".

The content is the name, as attribution corpora take it, where somebody is called names or "as" parts it; with what is
named where both make a clause: a pronoun ("it a farce"), an adjective ("the removal illegal"), a thing ("the inquiry a
farce"), a figure ("the number of dead at 40").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.prose import quotes
from kg.extract.speech.bounds import around, tidy
from kg.extract.speech.polarity import polarity
from kg.extract.tree import is_finite
from kg.types import Span

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_PREDICATES = {"oprd", "attr", "acomp", "xcomp", "ccomp"}
_MEASURES = {"to", "with", "at"}  # "likened X to Y", "puts X at 40": both are what is said
_NAMED = {"dobj", "dative", "nsubj", "nsubjpass"}
_WAYS = {"home", "back"}  # "calls its envoy home"
_FAR_LONGER = 2.3  # times as long
_CONDITIONS = {
    "dead",
    "alive",
    "guilty",
    "missing",
    "unconscious",
    "wounded",
    "injured",
    "drunk",
    "innocent",
    "responsible",
}
_OTHERS_VIEW = {"report", "cite", "quote", "take", "sell", "bill", "identify"}


def find(reading: Reading, clause: Clause, thought: bool = False) -> tuple[Sense, Span] | None:
    """The sense under which a clause names something, and the content.

    `thought`: what someone merely sees as something counts too, without being quoted.
    """
    name = None
    if clause.verb.i + 1 < len(reading.doc) and clause.verb.nbor(1).lower_ in _WAYS:  # "calls home its envoy"
        return None
    senses = _senses(reading, clause)
    sense = next((s for s in senses if (name := _name(reading, clause, s)) is not None), None)
    if sense is None or name is None or clause.negated:
        return None
    last = _end_of_name(reading, _joined(clause, name))
    content = tidy(reading, reading.between(_first(reading, clause, sense, name, last), last))
    quoted = quotes.has_quote(reading.quotes, Span(max(content.start - 1, 0), content.end + 1))
    if "weak" not in sense.only or thought or quoted:
        return sense, content
    if sense.frame == "stance" and sense.polarity == "supports":  # "accepts her as the lawful head"
        return None
    judged = _is_judgement(reading, clause, tidy(reading, reading.between(name.left_edge, last)))
    return (sense, content) if judged else None


def _is_judgement(reading: Reading, clause: Clause, name: Span) -> bool:
    """ "Finds the plan unfair", "regards it as a betrayal": somebody's own name for it, since it puts a side to it.

    Not what a court or chamber finds, and not what is told of what others took it for ("reported as missing").
    """
    if clause.passive or clause.lemma in _OTHERS_VIEW or reading.sense(clause, "pronounce") is not None:
        return False
    if any(t.lower_ in _CONDITIONS for t in reading.doc.char_span(name.start, name.end, "expand") or ()):
        return False
    agents = [reading.discourse.agent(t) for t in clause.subjects]
    if not any(
        a is not None and not a.path.startswith("group/") for a in agents
    ):  # "critics see it as a blow" is a guess
        return False
    bodies = any(reading.noun(t, "court", "body") or reading.discourse.chamber(t) is not None for t in clause.subjects)
    return not bodies and polarity(reading, name, None) != "neutral"


def _joined(clause: Clause, name: Token) -> Token:
    """The last of several names, which the parser may join to the verb: "called it needless but | 'a last resort' |"."""
    near = name.right_edge.i + 1
    if near >= len(name.doc):
        return name
    later = (c for c in clause.verb.children if c.dep_ == "conj" and c.tag_[:2] in ("NN", "JJ"))
    return next((c for c in later if name.doc[near].dep_ == "cc" and c.left_edge.i <= near + 2), name)


def _senses(reading: Reading, clause: Clause) -> Iterator[Sense]:
    """What the clause's verb means as naming; one that takes a side names too, by quoted words behind "as"."""
    yield from (s for s, _ in reading.senses(clause, "naming"))
    if not clause.passive:
        taken = (s for s, _ in reading.senses(clause, "stance"))
        yield from (replace(s, content=("as",), only=("weak",)) for s in taken)


def _first(reading: Reading, clause: Clause, sense: Sense, name: Token, last: Token) -> Token:
    """The first word of the content: that of the name, or of what is named; not of what is told at far greater length."""
    own = [c for c in name.children if c.dep_ in _NAMED and c.i < name.i]
    start = own[-1].right_edge.nbor(1) if own else name.left_edge
    named = (own or [t for t in clause.objects if not clause.passive and clause.verb.i < t.i < name.i])[:1]
    if not named:
        return start
    if _MEASURES & set(sense.content) or named[0].tag_ == "PRP":
        return named[0].left_edge
    apart = name.head.lower_ == "as"  # "describes the ban | as | racist": the name stands by itself
    thing = name.tag_.startswith("JJ") or reading.discourse.agent(named[0]) is None
    long = start.idx - named[0].left_edge.idx > _FAR_LONGER * (last.idx + len(last.text) - start.idx)
    return named[0].left_edge if thing and not apart and not long else start


def _name(reading: Reading, clause: Clause, sense: Sense) -> Token | None:
    """The predicate that a verb of naming gives its object ("oprd"), or what follows "as", "to", "at"."""
    if "oprd" in sense.content and (name := _predicate(clause)) is not None:
        return name
    if "as" in sense.content and (name := _governed(reading, clause, {"as"})) is not None:
        return name
    if _MEASURES & set(sense.content):
        name = _governed(reading, clause, _MEASURES & set(sense.content)) if clause.objects else None
        return name if name is not None and ("at" not in sense.content or _is_figure(name)) else None
    if "obj" in sense.content:  # "sees in it a first step", 'sees "a danger to all"'
        seen = any(t.tag_ in ("PRP", "DT") for p in clause.preps.values() for t in p)
        things = (t for t in clause.objects if t.tag_.startswith("NN") and t.i > clause.verb.i)
        return next((t for t in things if seen or around(reading, t.idx) is not None), None)
    return _quoted_name(reading, clause) if "oprd" in sense.content else None


def _predicate(clause: Clause) -> Token | None:
    found = [t for t in clause.verb.children if t.dep_ in _PREDICATES and t.i > clause.verb.i]
    names = [t for t in found if not _is_verbal(t) and t.lower_ not in _WAYS]
    if names:  # "calls the removal of Poe unacceptable", where both were taken for names
        twice = len(names) > 1 and names[0].tag_.startswith("NN") and names[1].dep_ in ("oprd", "acomp")
        return names[1] if twice and names[1].left_edge.i == names[0].right_edge.i + 1 else names[0]
    return _small_clause(clause) or _second(clause)


#: What the parser may take an adjective for: "finds the offer | insulting |", 'finds it "incomprehensible"'.
_WORDS_FOR_IT = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "VB", "VBG", "VBN"}


def _small_clause(clause: Clause) -> Token | None:
    """A predicate with a subject and without a verb: "finds | the plan unfair"."""
    found = (c for c in clause.ccomp if c.i > clause.verb.i and c.tag_ in _WORDS_FOR_IT)
    bare = (c for c in found if not any(g.dep_ in ("aux", "auxpass", "cop", "mark", "dobj") for g in c.children))
    return next((c for c in bare if c.tag_ not in ("VB", "VBG") or any(g.dep_ == "nsubj" for g in c.children)), None)


def _second(clause: Clause) -> Token | None:
    """The noun right behind the object of the same verb, which the parser may take for anything: "brands | it | a farce"."""
    after = [c for c in clause.verb.children if c.i > clause.verb.i and not c.is_punct]
    if len(after) < 2 or after[0].dep_ not in _NAMED or after[0].left_edge.i != clause.verb.i + 1:
        return None
    named, name = after[:2]
    apart = name.left_edge.i != named.right_edge.i + 1 or name.dep_ not in ("dobj", "npadvmod", "appos")
    return None if apart or not name.tag_.startswith("NN") or name.left_edge.lower_ not in ("a", "an", "the") else name


def _governed(reading: Reading, clause: Clause, preps: set[str]) -> Token | None:
    """What one of the prepositions of a verb or its object governs."""
    found = (p for h in (clause.verb, *clause.objects) for p in h.children if p.lower_ in preps)
    after = (t for p in (*found, *(_before_quotation(clause) if "as" in preps else ())) for t in p.children)
    return next((t for t in after if t.i > clause.verb.i and not (t.is_punct or _tells(reading, t))), None)


def _before_quotation(clause: Clause) -> Iterator[Token]:
    """The "as" before quoted words that was hung on a word within the object: "assails the plan to sell it | as | 'theft'"."""
    for thing in clause.objects if not clause.passive else ():
        last = [t for t in thing.subtree if t.lower_ == "as" and t.nbor(-1).tag_ not in ("VBN", "RB")]  # not "known as"
        yield from (t for t in last if t.i + 1 < len(t.doc.tokens) and t.nbor(1).is_quote)


def _tells(reading: Reading, token: Token) -> bool:
    """True for a cue of its own: "was quoted as saying" names nothing."""
    return token.tag_ == "VBG" and reading.lexicon.sense("verb", token.lemma_, "speech") is not None


def _is_figure(token: Token) -> bool:
    return any(t.like_num for t in token.subtree)


def _quoted_name(reading: Reading, clause: Clause) -> Token | None:
    """The first quoted noun or adjective after what is named, however the parser hung it: "called her a 'liar'"."""
    if not clause.objects or clause.passive or {"on", "for", "upon"} & clause.preps.keys():
        return None
    start = clause.objects[0].i + 1
    for token in clause.verb.doc[start : clause.verb.sent.end]:
        if is_finite(token) or (token.tag_ == "VBG" and token.nbor(-1).text == ","):
            return None
        quote = around(reading, token.idx)
        if quote is not None and token.tag_.startswith(("NN", "JJ")):
            heads = (a for a in token.ancestors if quote.inner.start <= a.idx < quote.inner.end)
            return next(heads, token)
    return None


def _is_verbal(token: Token) -> bool:
    """An infinitive, or a clause: no name."""
    deps = {c.dep_ for c in token.children}
    return bool(deps & {"aux", "mark"}) or is_finite(token) or (token.tag_[:1] == "V" and "nsubj" in deps)


def _end_of_name(reading: Reading, name: Token) -> Token:
    """The last word of the name: that of its quotation if it is quoted and goes on past its phrase."""
    quote = around(reading, name.idx)
    last = next((c.left_edge.nbor(-2) for c in name.children if _is_next_verb(c)), name.right_edge)
    if quote is None or quote.inner.end <= last.idx:
        return last
    return max((t for t in name.sent if last.i <= t.i and t.idx < quote.inner.end), key=lambda t: t.i, default=last)


def _is_next_verb(token: Token) -> bool:
    """True for a verb of the sentence that was joined to a name: "brands it a farce and | recalls its envoy"."""
    if token.dep_ != "conj" or not is_finite(token) or token.left_edge.i < 2:
        return False
    return token.left_edge.nbor(-1).dep_ == "cc"
