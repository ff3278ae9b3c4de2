"""Hints for the parser: verbs that it would take for something else, given it as words that it knows for verbs.

The model was trained on other prose than headlines and wire copy. It takes "back" in "Peru and Chile back the deal"
for an adverb, and verbs that it never saw ("repudiates", "riled") for nouns or adjectives. Only the norm, one of the
features that it sees, is changed; the text stays, and the tag still comes out as of the word's end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg import lexicon
from kg.extract.inflection import irregular, past, third_person

if TYPE_CHECKING:
    from collections.abc import Container

    from spacy.tokens import Token

#: Frames of verbs that tell what somebody does, says or thinks.
_ACTING = (
    "stance",
    "speech",
    "demand",
    "decide",
    "lend",
    "naming",
    "diplomatic",
    "react",
    "affect",
    "likewise",
    "recognise",
)
#: For verbs that the model does not know in the past either, one that is built alike, by frame.
_COMMON = {"recognise": "recognized", "demand": "urged", "naming": "called"}
_COMMONEST = "rejected"
#: The verb that the model knows before "recognition" without an article, and how far that noun may stand from it.
_GIVING, _NEAR = "give", 4
_NO_ACTOR = {
    "the", "a", "an", "no", "of", "all", "any", "some", "more", "most", "these", "those", "their", "its", "his", "her",
    "our", "both", "enough", "yes", "and", "or", "by", "in", "with", "for", "to", "on", "from", "were", "are",
}  # fmt: skip
_ARTICLES = {"the", "a", "an", "this", "that", "any", "no", "same", "its", "their", "his", "her"}
_OPENING = {
    "the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "any", "all", "it", "them", "him",
    "calls", "plans",
}  # fmt: skip


class Hints(NamedTuple):
    """What the model shall read for forms of the lexicon's verbs.

    `bare`: for present forms without "-s", which may be nouns or adverbs; `rare`: for other forms that it never saw.
    """

    bare: dict[str, str]
    rare: dict[str, str]


def for_words(words: Container[str]) -> Hints:
    """The hints for a model that knows these words."""
    known = lexicon.load()
    firsts = {form.split()[0] for frame in _ACTING for form in known.forms("verb", frame)}
    verbs = {verb: past(verb) for verb in sorted(firsts - irregular().keys()) if verb.isalpha()}
    bare = {verb: form if form in words else _alike(verb) for verb, form in verbs.items()}
    rare = {form: bare[verb] for verb in verbs if (form := third_person(verb)) not in words}
    rare |= {form: bare[verb] for verb, form in verbs.items() if form not in words}
    return Hints(bare, rare)


def _alike(verb: str) -> str:
    """The past of a common verb that goes with the same words."""
    frames = {sense.frame for sense in lexicon.load().of("verb", verb)}
    return next((common for frame, common in _COMMON.items() if frame in frames), _COMMONEST)


def mark(token: Token, hints: Hints) -> None:
    """Give a word between two others the norm that hints tell, if it is a verb."""
    form = token.lower_
    if not token.is_lower:
        return
    if form in hints.rare and may_act(token.nbor(-1)):
        token.norm_ = hints.rare[form]
    elif form in hints.bare and _has_names(token):
        if _gives(token):
            token.norm_ = _GIVING
        elif _goes_on(token):
            token.norm_ = hints.bare[form]


def may_act(token: Token) -> bool:
    """False for what cannot be the last word of a subject: articles, prepositions, numbers."""
    return token.is_alpha and not token.like_num and token.lower_ not in _NO_ACTOR


def is_bare(token: Token) -> bool:
    """True for a word with no article or pointing word near before it: "acts in the town amount to", not "an amount to"."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return not any(t.lower_ in _ARTICLES for t in before)


def _has_names(token: Token) -> bool:
    """True after several names, or one in the plural: "Peru and Chile back", "Greens back"."""
    before = token.nbor(-1)
    if not (before.is_title or before.is_upper) or before.lower_ in _NO_ACTOR:
        return False
    joined = any(t.lower_ == "and" for t in token.doc[max(token.i - 4, 0) : token.i - 1])
    return joined or (before.is_title and before.lower_.endswith("s"))


def _goes_on(token: Token) -> bool:
    """True before an object, or the rest of an idiom: "back the bill", "line up behind"."""
    after = token.nbor(1)
    if after.lower_ in _OPENING or after.is_title:
        return True
    return any(after.lower_ == words[1] for words in lexicon.load().idioms(token.lower_))


def _gives(token: Token) -> bool:
    """True before a noun that the lexicon knows the verb with: "extend full recognition to", "voice support for"."""
    known, after = lexicon.load(), token.doc[token.i + 1 : token.i + 1 + _NEAR]
    if known.sense("verb", token.lower_, "lend") is not None:
        return known.sense("noun", after[0].lower_, "stance") is not None
    return any(known.sense("verb", f"{token.lower_} {t.lower_}", "recognise") is not None for t in after)
