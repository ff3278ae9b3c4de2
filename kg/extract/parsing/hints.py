"""Hints for the parser: verbs that it would take for something else, given it as words that it knows for verbs.

The model was trained on other prose than headlines and wire copy. It takes "back" in "Peru and Chile back the deal"
for an adverb, and verbs that it never saw ("repudiates", "riled") for nouns or adjectives. Only the norm, one of the
features that it sees, is changed; the text stays, and the tag still comes out as of the word's end.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg import gazetteer, lexicon
from kg.extract.inflection import irregular, past, plural, third_person
from kg.extract.prose.spelling import american

if TYPE_CHECKING:
    from collections.abc import Collection, Container

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
    "carry",
    "putoff",
    "thwart",
    "prepare",
    "forward",
)
#: For verbs that the model does not know in the past either, one that is built alike, by frame.
_COMMON = {"recognise": "recognized", "demand": "urged", "naming": "called"}
_COMMONEST = "rejected"
#: The same in the present, for verbs whose past as a norm does not help: "severs ties".
_PRESENT = {"diplomatic": "cuts"}
#: For a verb before a comma, and for one that ends as adverbs do.
_PARTED, _ADVERBIAL = "stopped", "went"
#: Verbs whose objects the model finds behind several subjects: "Peru and Chile | give | it", and told whom they ask.
_GIVING, _ASKING = "give", "told"
#: How many words the last of several names may have, with the "and" before it.
_IN_NAME = 7
#: How far from a verb "recognition" without an article may stand.
_NEAR = 4
#: How far the house that some sit in may part them from what they do, and what may stand in that phrase.
_NEAR_CROWD = 8
_OF_A_HOUSE = {"of", "in", "from", "on", "the", "'s", "lower", "upper", "house", "chamber", "parliament"}
NO_ACTOR = {
    "the", "a", "an", "no", "of", "all", "any", "some", "more", "most", "these", "those", "their", "its", "his", "her",
    "our", "both", "enough", "yes", "and", "or", "by", "in", "with", "for", "to", "on", "from", "were", "are",
}  # fmt: skip
_ARTICLES = {"the", "a", "an", "this", "that", "any", "no", "same", "its", "their", "his", "her"}
OPENING = {
    "the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "any", "all", "it", "them", "him",
    "calls", "plans",
}  # fmt: skip
#: Words for many people, and how far before what these do they may stand: "hundreds of monks march".
_MANY, _FEW_WORDS = {"thousands", "hundreds", "tens", "dozens", "scores", "millions", "crowds"}, 5
#: What goes on after an adverb or noun that looks like a verb: "MPs back in London", "Cuts demand more".
_PLACING = {
    "in", "at", "to", "on", "from", "for", "of", "and", "or", "with", "after", "home", "as", "is", "are", "was", "were",
}  # fmt: skip


#: Verbs that several names at the head of a text act by, whatever noun follows; as nouns they stand before hardly any.
_HEADLINED = {"veto", "boycott", "condemn", "denounce", "reject", "oppose", "hail", "criticise", "criticize"}


class Hints(NamedTuple):
    """What the model shall read for forms of the lexicon's verbs.

    `bare`: for present forms without "-s", which may be nouns or adverbs; `several`: for these behind names joined by
    "and"; `rare`: for other forms that it never saw;
    `shown`: for those in "-s" a word that is known in all its features, to be put in their place behind a name; `names`:
    the same for names of polities and houses; `spelt`: what it knows in British spelling; `crowds`: for what crowds do in
    the present, by a word that is a noun as well.
    """

    bare: dict[str, str]
    several: dict[str, str]
    rare: dict[str, str]
    shown: dict[str, str]
    names: dict[str, str]
    spelt: frozenset[str]
    crowds: dict[str, str]


def for_words(words: Collection[str]) -> Hints:
    """The hints for a model that knows these words."""
    known, frames = lexicon.load(), _frames()
    verbs = {verb: past(verb) for verb in sorted(frames.keys() - irregular().keys()) if verb.isalpha()}
    alike = {verb: form if form in words else _alike(verb) for verb, form in verbs.items()}
    unseen = {form: verb for verb in verbs if (form := third_person(verb)) not in words}
    rare = {form: alike[verb] for form, verb in unseen.items()}
    rare |= {form: alike[verb] for verb, form in verbs.items() if form not in words}
    several = {verb: _ASKING if "demand" in told and "stance" not in told else _GIVING for verb, told in frames.items()}
    rallying = (verb for verb in known.forms("verb", "rally") if verb.isalpha() and known.of("noun", verb))
    crowds = {verb: _ADVERBIAL if verb.endswith("ly") else past(verb) for verb in rallying}
    shown = {form: other for form, verb in unseen.items() if (other := _present(frames[verb])) is not None}
    return Hints(
        alike, several, rare, shown, _names(words), frozenset(w for w in words if american(w) is not None), crowds
    )


#: What the model is shown for the name of a polity or a body that it does not know, for its adjective, its people.
_NAMED = {"chamber": "Senate", "legislature": "Senate"}
_A_STATE, _ITS_SEAT, _ITS_ADJECTIVE, _ITS_PEOPLE = "Germany", "London", "German", "Germans"


def _names(words: Container[str]) -> dict[str, str]:
    """Known names by unknown ones, of polities, their seats and their houses."""
    found: dict[str, str] = {}
    for entity in gazetteer.load():
        if entity.kind in _NAMED:
            found |= dict.fromkeys((entity.name, entity.label, *entity.aliases, *entity.generic), _NAMED[entity.kind])
        elif entity.is_polity:
            found |= dict.fromkeys(entity.metonyms, _ITS_SEAT)
            found |= dict.fromkeys((entity.name, *entity.aliases), _A_STATE)
            found |= dict.fromkeys(entity.demonyms, _ITS_PEOPLE)
            found |= dict.fromkeys(entity.adjectives, _ITS_ADJECTIVE)
    return {name: other for name, other in found.items() if name.isalpha() and name.istitle() and name not in words}


def _frames() -> dict[str, set[str]]:
    """The frames of the verbs that tell what somebody does, by the first word of each."""
    found: dict[str, set[str]] = {}
    for frame in _ACTING:
        for form in lexicon.load().forms("verb", frame):
            found.setdefault(form.split()[0], set()).add(frame)
    return found


def _alike(verb: str) -> str:
    """The past of a common verb that goes with the same words."""
    frames = {sense.frame for sense in lexicon.load().of("verb", verb)}
    return next((common for frame, common in _COMMON.items() if frame in frames), _COMMONEST)


def _present(frames: set[str]) -> str | None:
    """The present of a common verb of one of these frames."""
    return next((common for frame, common in _PRESENT.items() if frame in frames), None)


def mark(token: Token, hints: Hints) -> None:
    """Give a word between two others the norm that hints tell, if it is a verb."""
    form = token.lower_
    if not token.is_lower:
        return
    if form in hints.crowds and _has_crowd(token):
        token.norm_ = hints.crowds[form]
    elif form in hints.rare and may_act(token.nbor(-1)):
        token.norm_ = hints.rare[form]
    elif form in hints.bare and (_has_names(token) or is_of_crowd(token)):
        if _gives(token):
            token.norm_ = _GIVING
        elif _goes_on(token):
            forms = hints.several if _are_joined(token) and not is_of_crowd(token) else hints.bare
            token.norm_ = _PARTED if token.nbor(1).text == "," else forms[form]


def may_act(token: Token) -> bool:
    """False for what cannot be the last word of a subject: articles, prepositions, numbers."""
    return token.is_alpha and not token.like_num and token.lower_ not in NO_ACTOR


def is_bare(token: Token) -> bool:
    """True for a word with no article or pointing word near before it: "acts in the town amount to", not "an amount to"."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return not any(t.lower_ in _ARTICLES for t in before)


def _has_names(token: Token) -> bool:
    """True after several names, or one in the plural: "Peru and Chile back", "Greens back"."""
    before = token.nbor(-1)
    if not (before.is_title or before.is_upper) or before.lower_ in NO_ACTOR:
        return False
    several = before.is_title or before.text[:-1].isupper()  # "MEPs", not "US"
    return _are_joined(token) or (several and before.text.endswith("s"))


def _are_joined(token: Token) -> bool:
    """True right after names with "and" between: "Peru and Chile block", "Chad and the United Arab Emirates block"."""
    before = token.doc[max(token.i - _IN_NAME, 0) : token.i - 1]
    if any(t.lower_ == "and" for t in before[-3:]):
        return True
    last = next((t.i for t in reversed(before) if t.lower_ == "and"), None)
    return last is not None and all(t.is_title or t.lower_ in ("the", "of") for t in token.doc[last + 1 : token.i])


def _has_crowd(token: Token) -> bool:
    """True after many people: "Thousands march", "tens of thousands of angry farmers rally"."""
    before = token.doc[max(token.i - _FEW_WORDS, 0) : token.i]
    many = next((t.i for t in before if t.lower_ in _MANY), None)
    if many is None or not before[-1].lower_.endswith("s"):
        return False
    return all(t.lower_ == "of" or t.is_alpha for t in before if t.i > many) and (
        many == token.i - 1 or token.doc[many + 1].lower_ == "of"
    )


def is_of_crowd(token: Token) -> bool:
    """True after several who act and the house that they are of: "deputies in the Storting back", "members of it vote"."""
    for before in reversed(token.doc[max(token.i - _NEAR_CROWD, 0) : token.i]):
        if before.lower_ in _crowds():
            return before.i < token.i - 1 or _is_whole(before)
        if not before.is_title and before.lower_ not in _OF_A_HOUSE:
            break
    return False


def _is_whole(crowd: Token) -> bool:
    """ "(70 of) its 120 members"."""
    counted = crowd.i > 1 and crowd.nbor(-1).like_num
    return counted and crowd.nbor(-2).lower_ in ("'s", "its", "the", "their")


@lru_cache(maxsize=1)
def _crowds() -> frozenset[str]:
    """The words for those who sit in a house or are a member of a body, in the plural."""
    nouns = (noun for frame in ("member", "polity") for noun in lexicon.load().forms("noun", frame))
    return frozenset(form for noun in (*nouns, "member") for form in plural(noun.lower())[1:])


def _goes_on(token: Token) -> bool:
    """True before an object, or the rest of an idiom: "back the bill", "line up behind"; at once in a headline."""
    after = token.nbor(1)
    headed = token.i == 1 and after.is_alpha and after.lower_ not in _PLACING
    headed &= lexicon.load().sense("noun", token.nbor(-1).lower_.removesuffix("s"), "member") is not None
    if after.lower_ in OPENING or after.is_title or headed:
        return True
    if token.lower_ in _HEADLINED and _opens(token) and after.is_alpha and after.lower_ not in _PLACING:
        return True  # "Peru and Chile veto sanctions"
    if after.text == "," and _are_joined(token):
        return True  # "Peru and Chile block, for the third time, ..."
    return any(after.lower_ == words[1] for words in lexicon.load().idioms(token.lower_))


def _opens(token: Token) -> bool:
    """True where nothing but names stands before: "Peru and Chile |"."""
    before = token.doc[: token.i]
    return len(before) > 2 and all(t.is_title or t.is_upper or t.lower_ in ("and", ",", "the") for t in before)


def _gives(token: Token) -> bool:
    """True before a noun that the lexicon knows the verb with: "extend full recognition to", "voice support for"."""
    known, after = lexicon.load(), token.doc[token.i + 1 : token.i + 1 + _NEAR]
    if known.sense("verb", token.lower_, "lend") is not None:
        return known.sense("noun", after[0].lower_, "stance") is not None
    return any(known.sense("verb", f"{token.lower_} {t.lower_}", "recognise") is not None for t in after)
