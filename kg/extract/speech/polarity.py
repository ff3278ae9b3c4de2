"""The tone of reported words: for something, against something, or neither.

What the cue says by itself counts first (to accuse, to deny, to pledge). Then what is said: what must or should be done
is called for; negation and words of disapproval oppose, words of approval support; what is done to a bad thing, or not
done by a bad deed ("will not give up"), supports. Words that tell nothing by themselves oppose if they are quoted:
reporters keep the very words where they have an edge. A fact that somebody reports or estimates has no tone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.demands.content import is_inverted
from kg.extract.phrases import TRUST
from kg.extract.prose import quotes
from kg.extract.tree import child, is_finite
from kg.types import Polarity, Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading

_NOT = {"not", "n't", "n’t", "never", "no", "nor", "neither", "nothing", "nobody", "none", "cannot", "without"}
_DUTY = {"must", "should", "shall"}
_FRAMES = ("tone", "judgement", "stance", "speech", "accuse", "voted")
_LIKE_ADJECTIVES = ("VBN", "VBG", "NN")  # what the parser may take an adjective for: "deeply troubled"
_CUES_ALONE: dict[str | None, Polarity] = {"none": "neutral", "praises": "supports"}
_WEAK = {"weak", "denied"}  # tells nothing by itself; tells a side only where it is denied ("will not allow")
#: Verbs that do away with something: with what is good or neither, unless what they act on is bad.
_HINDERING = {
    "stop",
    "halt",
    "prevent",
    "prohibit",
    "forbid",
    "end",
    "cease",
    "suspend",
    "cancel",
    "scrap",
    "freeze",
    "block",
    "thwart",
}
_POS = {"V": "verb", "N": "noun", "J": "adjective"}


def polarity(reading: Reading, content: Span, cue: str | None) -> Polarity:
    """The tone of what is said at `content`; `cue` is the tone of the cue by itself.

    It is "none" if the cue never has any, "praises" if it has the one it has whatever is said: "hails it as a blow to X".
    """
    if cue in _CUES_ALONE:
        return _CUES_ALONE[cue]
    words = _tokens(reading, content)
    negated = any(_negates(t) for t in words)
    if negated and cue != "opposes" and _denies_a_wrong(reading, words):
        return "supports"
    sides = {side for token in words if (side := _side(reading, token)) is not None}
    if cue == "opposes":
        return "opposes"
    if _is_duty(words):
        return "opposes" if _negated_duty(words) or _is_to_be_undone(reading, words) else "supports"
    if not negated and sides == {"supports", "opposes"} and (main := _main_side(reading, words)) is not None:
        return main
    if negated or "opposes" in sides:
        return "opposes"
    if cue == "supports" or "supports" in sides:
        return "supports"
    return "opposes" if _is_in_own_words(reading, content, words) else "neutral"


def takes_side(reading: Reading, content: Span) -> bool:
    """True if a word in what is said is for or against something by itself: "a cowardly raid"; not "the road map"."""
    return any(_side(reading, t) is not None for t in _tokens(reading, content))


def _negates(token: Token) -> bool:
    """A word of negation; not the one of "a motion of | no | confidence"."""
    after = token.doc[token.i + 1 : token.i + 2]
    return token.lower_ in _NOT and not (token.lower_ == "no" and any(t.lower_ in TRUST for t in after))


def _main_side(reading: Reading, words: list[Token]) -> Polarity | None:
    """Where words of both sides stand, that of the verb that leads: "recognises Togo's unilateral independence"."""
    inside = {t.i for t in words}
    root = next((t for t in words if t.head.i not in inside or t.head is t), None)
    side = _side(reading, root) if root is not None and root.tag_.startswith("V") else None
    return "supports" if side == "supports" else "opposes" if side == "opposes" else None


def _is_in_own_words(reading: Reading, content: Span, words: list[Token]) -> bool:
    """True for what is quoted with its verb, or has none (calls it "a circus"); else the marks are those of a term.

    "Depends on its 'heritage'" is told by the reporter.
    """
    wide = Span(max(content.start - 1, 0), content.end + 1)
    if not quotes.has_quote(reading.quotes, wide):
        return False
    told = (t for t in words if is_finite(t) and not any(a.dep_ == "relcl" for a in (t, t.head)))
    return all(quotes.inside(reading.quotes, Span(t.idx, t.idx + 1)) is not None for t in told)


def _tokens(reading: Reading, content: Span) -> list[Token]:
    found = reading.doc.char_span(content.start, content.end, alignment_mode="expand")
    own = (t for t in found or () if t.dep_ not in ("compound", "nmod"))
    return [t for t in own if not (t.lower_ in TRUST and t.i and t.nbor(-1).lower_ == "no")]


def _denies_a_wrong(reading: Reading, words: list[Token]) -> bool:
    """ "We will not give up", "history cannot be denied": the only negation is that of a verb that opposes."""
    negations = [t for t in words if t.lower_ in _NOT]
    if len(negations) != 1 or negations[0].dep_ != "neg" or not negations[0].head.tag_.startswith("V"):
        return False
    return _side(reading, negations[0].head) == "opposes"


def _side(reading: Reading, token: Token) -> str | None:
    """The side of one word, turned by a verb that ends or prevents it ("stem illegal immigration")."""
    side = next(_sides(reading, token), None)
    if side == "turns":
        return _side_of_hindering(reading, token)
    if side != "opposes" or token.tag_.startswith("V"):
        return side
    above = (a for a in list(token.ancestors)[:2] if a.tag_.startswith("V"))
    tones = (s for a in above for s in reading.lexicon.of("verb", a.lemma_) if s.frame == "tone")
    turned = any(s.polarity == "turns" for s in tones)
    return "supports" if turned else side


def _side_of_hindering(reading: Reading, verb: Token) -> str | None:
    """ "Stop the merger" opposes; "stop the killing" supports, and so does "fight poverty" by its noun."""
    thing = child(verb, "dobj", "nsubjpass") if verb.lemma_ in _HINDERING else None
    if thing is None or reading.noun(thing, "topic", "event") is not None:
        return None
    if any("opposes" in _sides(reading, t) for t in thing.subtree):
        return None
    return "opposes"


def _sides(reading: Reading, token: Token) -> Iterator[str]:
    pos = _POS.get(token.tag_[:1])
    if pos is None or token.tag_ in ("NNP", "NNPS"):
        return
    longer = [f"{token.lemma_} {c.lower_}" for c in token.children if c.dep_ in ("prep", "prt", "advmod")]
    forms = [(pos, form) for form in (*longer, token.lemma_, token.lower_)]
    if token.tag_ in _LIKE_ADJECTIVES:
        forms.append(("adjective", token.lower_))
    for kind, form in forms:
        for sense in reading.lexicon.of(kind, form):
            if sense.frame in _FRAMES and sense.polarity not in (None, "neutral") and not _WEAK & set(sense.only):
                yield sense.polarity or ""


def _is_duty(words: list[Token]) -> bool:
    """ "The army must leave": a word of duty on the first verb of what is said."""
    return any(t.lower_ in _DUTY and t.dep_ == "aux" and not is_inverted(t) for t in words[:12])


def _is_to_be_undone(reading: Reading, words: list[Token]) -> bool:
    """ "The decision must be reversed", "the premier should resign"; not "the killing must stop", which is bad."""
    verb = next((t.head for t in words[:12] if t.lower_ in _DUTY and t.dep_ == "aux"), None)
    if verb is None:
        return False
    if verb.lemma_ in _LEAVING or (verb.lemma_, any(c.lower_ == "down" for c in verb.children)) == ("step", True):
        return True
    thing = child(verb, "nsubjpass")
    if thing is None or any("opposes" in _sides(reading, t) for t in thing.subtree):
        return False
    longer = [f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod")]
    senses = (s for form in (*longer, verb.lemma_) for s in reading.lexicon.of("verb", form))
    return any(s.frame in _UNDOING or s.outcome == "rejected" or s.polarity == "opposes" for s in senses)


_LEAVING = {"resign", "quit", "go"}
_UNDOING = {"cease", "withdraw", "putoff", "thwart", "undo"}


def _negated_duty(words: list[Token]) -> bool:
    return any(c.dep_ == "neg" for t in words[:12] if t.lower_ in _DUTY for c in t.head.children)
