"""The parser: spaCy's small English model, cut down to what the extractors read.

Only the tokenizer, tagger and dependency parser run. Lemmas come from the model's own rule tables, asked once per
word form; named-entity recognition is left out, because names are the gazetteer's work. Sentence starts that the
layout forces (paragraphs, headings) are set before the parser, which then never builds a sentence across them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from thinc.api import NumpyOps

from kg import lexicon
from kg.extract import MODEL
from kg.extract.mending import mend
from kg.extract.parsing import hints, parsed
from kg.extract.parsing.asides import hidden
from kg.extract.parsing.hints import Hints
from kg.extract.parsing.inference import annotate
from kg.extract.parsing.library import BARE, Language, spacy
from kg.extract.parsing.library import Doc as SpacyDoc
from kg.extract.parsing.parsed import Doc, Vocabulary, Word
from kg.extract.prose.spelling import american
from kg.loading import loading

if TYPE_CHECKING:
    from spacy.tokens import Token as SpacyToken

#: `(text, offsets at which a sentence must start, context)`.
Text = tuple[str, tuple[int, ...], Any]
#: How many texts are parsed together, and of how many characters: what the parser keeps of a word takes 4 kB.
BATCH, CHARACTERS = 64, 250_000
_CLOSING = {'"', "”", "’", "'", "''", "»", ")", "]", "."}
_LEMMA_POS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV", "M": "AUX"}
_OWN_LEMMA = {"NNP", "NNPS", "VB", "NN", "JJ", "RB"}  # tags of forms that are their own lemma
_BE_HAVE = {"are", "am", "'re", "'m", "'ve", "’re", "’m", "’ve"}  # the present forms that are not their own lemma
_STAYING_OUT = {
    "abstaining": "going", "boycotting": "going", "dissenting": "going", "abstains": "refuses", "abstain": "refuse",
    "boycotts": "rejects",
}  # fmt: skip
_MEMBERS = {"MPs", "MEPs", "MSPs", "MLAs", "MKs", "TDs"}
#: Verbs of saying and asking that the model takes for nouns, by the word that has to follow them, and the past of each.
_TELLING = {
    "on": {"call": "called", "calls": "called"},
    "upon": {"call": "called", "calls": "called"},
    "that": {"states": "stated"},
    "to": {"appeals": "appealed"},
    "for": {"appeals": "appealed"},
}
#: The words that may have to be read as others, beside those that `Hints` tell.
_MARKED = {
    "vote", "votes", "amount", *_STAYING_OUT, *(verb for verbs in _TELLING.values() for verb in verbs),
    *(member.lower() for member in _MEMBERS),
}  # fmt: skip
#: How spaCy's arrays write whether a sentence starts at a token.
_STARTS = {-1: False, 0: None, 1: True}
#: What legislatures of the United States call their measures: "H.R. 1", "S. 123", "H. Con. Res. 38", "SB 12", "HJR 5".
_DESIGNATION = re.compile(
    r"\b(?:[HS]\.\s?(?:R\.\s?|(?:(?:J|Con)\.\s?)?(?:Res\.\s?)?)|(?:[HSA]B|[HSA][CJ]R|HR)[ -]?)\d{1,5}\b(?![.,]\d)"
)
#: A given name of two syllables after a family name: "Yoon Suk-yeol", "Tsai Ing-wen"; not "Former Vice-chair".
_GIVEN = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|By|For|Of|And|But|Former|Acting|New|Deputy|Its|His|Her|Their)\b)[A-Z][a-z]{1,7} "
    r"((?!(?:Vice|Co|Ex|Non|Pro|Anti|Pre|Post|Mid|Sub|Semi|Self|Far|Left|Right|Top|High|Low|Long|Short|Well|Half|Part|Full|"
    r"One|Two|Three|Four|Five|Six|Cross|Inter|Intra|Multi|All|Back|Front|Hard|Soft|Free|Open|Vote|Then|Major|Arch)-)"
    r"[A-Z][a-z]{1,5}-[a-z]{1,6})\b"
)
#: What is done once more, which the tokenizer cuts in three: "re-elects", "re-election".
_AGAIN = re.compile(
    r"\bre-((?:elect|establish|open|impos|introduc|appoint|affirm|instat|enter|enact)(?:e?s|e?d|ing|ion)?)\b"
)
_AFTER_VOTES = {"to", "without", "in", "on", "against", "for", "down", "over", "through", "by", "not"}


def load(model: str = MODEL) -> Language:
    """The lean pipeline of an installed spaCy model.

    Raises OSError if no model of that name is installed.
    """
    return _loaded(model)[0]


@lru_cache(maxsize=2)
@loading()
def _loaded(model: str) -> tuple[Language, Hints]:
    """The pipeline, and the hints for its words, taken before any text adds to them."""
    config = {"nlp": {"tokenizer": {"@tokenizers": BARE}}} if model == MODEL else {}
    nlp = spacy.load(model, exclude=["ner", "attribute_ruler", "senter"], disable=["lemmatizer"], config=config)
    _use_numpy_blas(nlp)
    return nlp, hints.for_words(frozenset(nlp.vocab.strings))


def _use_numpy_blas(nlp: Language) -> None:
    """numpy's OpenBLAS gives the same bits as BLIS and is up to three times faster on CPUs that BLIS does not know."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops


def parse(texts: Iterable[Text], model: str = MODEL) -> Iterator[tuple[Doc, Any]]:
    """Parse texts, a batch at a time; yields `(doc, context)` in input order."""
    nlp, known = _loaded(model)
    lemma, vocabulary = lemmatizer(model), _vocabulary(model)
    for batch in _batches(texts):
        docs = [(*_tokenized(nlp, known, vocabulary, text, breaks), context) for text, breaks, context in batch]
        annotate(nlp, [narrow for narrow, *_ in docs])
        for narrow, full, unseen, context in docs:
            doc = parsed.of(narrow, vocabulary, full, unseen)
            mend(doc)
            for token in doc:
                token.lemma_ = lemma(token.text, token.lower_, token.tag_)
            yield doc, context


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """The texts in lots that are parsed together; a text longer than all that may be is one by itself."""
    batch: list[Text] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH or characters + len(text[0]) > CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text[0])
    if batch:
        yield batch


@lru_cache(maxsize=2)
def _vocabulary(model: str) -> Vocabulary:
    return Vocabulary(load(model).vocab)


def _tokenized(
    nlp: Language, known: Hints, vocabulary: Vocabulary, text: str, breaks: tuple[int, ...]
) -> tuple[SpacyDoc, SpacyDoc | None, frozenset[int]]:
    """The words for the model; and all tokens if some were left out of them, with the places of these."""
    doc = nlp.make_doc(text)
    _join(doc, text)
    words = vocabulary.words(doc)
    _set_starts(doc, words, breaks)
    unseen = hidden(doc, text) | {i for i, word in enumerate(words) if _is_blank(word)}
    respelt = {i: other for i, word in enumerate(words) if (other := _known_spelling(words, i, known)) is not None}
    narrow = _narrowed(doc, unseen, respelt) if unseen or respelt else doc
    _mark(narrow, vocabulary.words(narrow), known)
    return narrow, None if narrow is doc else doc, unseen


def _known_spelling(words: Sequence[Word], i: int, known: Hints) -> str | None:
    """The word that the model is shown for one that it does not know: another spelling, or a verb that is built alike."""
    if words[i].text in known.names and "-" not in (words[max(i - 1, 0)].text, words[min(i + 1, len(words) - 1)].text):
        return known.names[words[i].text]
    again = _again(words[i].text)
    word = again or words[i].text
    other = american(word) if word not in known.spelt else None
    if other is not None or word not in known.shown or not 0 < i < len(words) - 1:
        return other or again
    before, after = words[i - 1], words[i + 1]
    opens = after.lower_ in hints.OPENING or after.text[:1].isupper()
    acts = before.text[:1].isupper() or (before.is_alpha and opens)
    return known.shown[word] if acts and before.lower_ not in hints.NO_ACTOR else again


def _join(doc: SpacyDoc, text: str) -> None:
    """Let the model read "H. Con. Res. 38" as one word, and as it reads "resolution"; "Suk-yeol" as it reads "John".

    "Re-elects" becomes one word too.
    """
    for pattern, group in ((_DESIGNATION, 0), (_GIVEN, 1), (_AGAIN, 0)):
        spans = [doc.char_span(*found.span(group), alignment_mode="expand") for found in pattern.finditer(text)]
        with doc.retokenize() as retokenizer:
            for span in spans:
                if span is not None and len(span) > 1:
                    retokenizer.merge(span, attrs={"NORM": _designated(span.text) or _again(span.text) or "john"})


def _again(word: str) -> str | None:
    """What is done anew.

    >>> _again("re-elects"), _again("reads")
    ('elects', None)
    """
    found = _AGAIN.fullmatch(word)
    return found[1] if found is not None else None


def _designated(text: str) -> str | None:
    """What the designation of a measure designates, None for any other word.

    >>> _designated("H. Con. Res. 38"), _designated("H.R. 1"), _designated("SCR 5"), _designated("HR")
    ('resolution', 'bill', 'resolution', None)
    """
    if _DESIGNATION.fullmatch(text) is None:
        return None
    return "resolution" if "Res" in text or text[1:3] in ("CR", "JR") else "bill"


def _set_starts(doc: SpacyDoc, words: Sequence[Word], breaks: tuple[int, ...]) -> None:
    """A sentence starts with the first word at or behind each break, and never with a mark that closes one."""
    for i, word in enumerate(words):
        if word.text in _CLOSING and _closes(doc[i]):
            doc[i].is_sent_start = False
    if not breaks:
        return
    starts = iter(sorted(breaks))
    due: float = next(starts)
    for i, (word, at) in enumerate(zip(words, doc.to_array("IDX").tolist(), strict=True)):
        if at >= due and not word.is_space:
            doc[i].is_sent_start = True
            due = next((start for start in starts if start > at), math.inf)


def _is_blank(word: Word) -> bool:
    """White space within a line: doubled spaces, or what furniture was blanked with."""
    return word.is_space and "\n" not in word.text


def _narrowed(doc: SpacyDoc, unseen: frozenset[int], respelt: Mapping[int, str]) -> SpacyDoc:
    """Without what the model would misread, and with words spelt as it knows them."""
    keys, spaces = doc.to_array("ORTH").tolist(), doc.to_array("SPACY").tolist()
    starts = doc.to_array("SENT_START").astype("int64").tolist()
    kept = [i for i in range(len(doc)) if i not in unseen]
    spaced = [bool(spaces[i]) or i + 1 in unseen for i in kept]
    narrow = SpacyDoc(doc.vocab, words=[respelt.get(i, keys[i]) for i in kept], spaces=spaced)
    for place, i in enumerate(kept):
        if starts[i] or place == 0:  # few are told; spaCy takes a list of all, and reads it slowly
            narrow[place].is_sent_start = _STARTS[starts[i]]
    return narrow


def _mark(doc: SpacyDoc, words: Sequence[Word], known: Hints) -> None:
    """Let the model read some words as others that it knows: only the norm, one of the features it sees, is changed.

    The text stays, and the tag still comes out as of the word's end.
    """
    for i, word in enumerate(words):
        if word.lower_ in _MARKED or any(word.lower_ in forms for forms in (known.crowds, known.rare, known.bare)):
            token = doc[i]
            if 0 < i < len(words) - 1:
                _mark_vote(token)
                hints.mark(token, known)
            _mark_rare(token)


def _mark_vote(token: SpacyToken) -> None:
    """Let the model read "votes" as "voted" where it is a verb: "the Senate votes to adopt", "votes 60-40 for".

    The model was not trained on the present tense of headlines and takes it for a noun.
    """
    word = token.lower_
    if word == "votes" and hints.may_act(token.nbor(-1)) and _follows_vote(token.nbor(1)):
        token.norm_ = "voted"
    if word == "vote" and hints.is_of_crowd(token) and _follows_vote(token.nbor(1)):
        token.norm_ = "voted"  # "members of the Senate vote for it"
    telling = _TELLING.get(token.nbor(1).lower_, {})
    if word in telling and hints.may_act(token.nbor(-1)):
        token.norm_ = telling[word]
    if word == "amount" and token.nbor(1).lower_ == "to" and hints.is_bare(token):
        token.norm_ = "amounted"


def _mark_rare(token: SpacyToken) -> None:
    """Let the model read rare words as common ones: the verbs of "with Russia abstaining", and "MPs", as nouns it knows."""
    if token.text in _MEMBERS:
        token.norm_ = "lawmakers"
    if token.lower_ in _STAYING_OUT and token.text != token.text.title():
        token.norm_ = _STAYING_OUT[token.lower_]


def _follows_vote(token: SpacyToken) -> bool:
    return token.lower_ in _AFTER_VOTES or token.text[0].isdigit() or token.lower_.endswith("ly")


def _closes(token: SpacyToken) -> bool:
    """A closing quotation mark or bracket right after a word or full stop never starts a sentence."""
    return token.text in _CLOSING and token.i > 0 and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


@lru_cache(maxsize=2)
def lemmatizer(model: str = MODEL) -> Callable[[str, str, str], str]:
    """A function from a word, the same in lower case and its tag to its lower-case lemma, by the model's rules.

    Each form is looked up once; which of several is meant, the lexicon says anew each time, since it may change.
    """
    nlp = load(model)
    component: Any = dict(nlp.components)["lemmatizer"]

    def lookup(form: str, pos: str) -> tuple[str, ...]:
        doc = SpacyDoc(nlp.vocab, words=[form], pos=[pos])
        return tuple(str(found).lower() for found in component.rule_lemmatize(doc[0]))

    @lru_cache(maxsize=100_000)
    def candidates(text: str, lower: str, tag: str) -> tuple[str, ...]:
        if text[-1].isdigit() and (designated := _designated(text)) is not None:
            return (designated,)
        if tag == "VBP" and lower not in _BE_HAVE:
            return (lower,)  # the rules would take the end of "pass" and "press" for that of a third person
        pos = _LEMMA_POS.get(tag[:1]) if tag not in _OWN_LEMMA else None
        return lookup(lower, pos) if pos else (lower,)

    def lemma(text: str, lower: str, tag: str) -> str:
        found = candidates(text, lower, tag)
        if len(found) > 1:  # a form the model does not know: "greenlighted" is of "greenlight" if the lexicon has that
            words = lexicon.load()
            return next((f for f in found if words.of("verb", f) or words.of("noun", f)), found[0])
        return found[0]

    return lemma
