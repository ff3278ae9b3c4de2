"""A parsed text as plain objects: what the extractors read.

    spaCy's Doc ─of─> Doc of Tokens, each with its head, its children, its sentence

spaCy makes a new object each time a token is asked for, and looks its strings up each time they are read; extractors ask
millions of times. Here every token is made once and holds what it is asked for. The names of the attributes are spaCy's
(https://spacy.io/api/token), and so is their meaning; what no extractor asks for is not there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

if TYPE_CHECKING:
    from spacy.lexeme import Lexeme
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

Alignment = Literal["strict", "contract", "expand"]
_begin = attrgetter("idx")


class Token:
    """One word or mark of a text. `i` counts tokens, `idx` code points; `head` of a root is the root itself."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_alpha", "is_space", "left_edge", "lemma_",
        "lex", "lower_", "right_edge", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    dep_: str
    whitespace_: str
    head: Token
    #: In text order.
    children: tuple[Token, ...]
    #: The first and last token of the subtree.
    left_edge: Token
    right_edge: Token
    is_alpha: bool
    is_space: bool
    lex: Lexeme

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    # --- what the word itself is ------------------------------------------------------------------------------------

    @property
    def is_punct(self) -> bool:
        """True for a punctuation mark."""
        return self.lex.is_punct

    @property
    def is_quote(self) -> bool:
        """True for a quotation mark."""
        return self.lex.is_quote

    @property
    def is_lower(self) -> bool:
        """True for a word in small letters."""
        return self.lex.is_lower

    @property
    def like_num(self) -> bool:
        """True for figures and words for numbers."""
        return self.lex.like_num

    # --- where it stands --------------------------------------------------------------------------------------------

    @property
    def sent(self) -> Words:
        """Its sentence."""
        return self.doc.sentence(self.i)

    @property
    def is_sent_start(self) -> bool:
        """True for the first token of a sentence."""
        return self.sent[0] is self

    def nbor(self, distance: int = 1) -> Token:
        """The token that many places after this one (before it, if negative). Raises `IndexError` beyond the text."""
        place = self.i + distance
        if place < 0:
            raise IndexError(f"no token at {place}")
        return self.doc.tokens[place]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on."""
        token = self
        for _ in self.doc.tokens:  # a ring would have no end
            if token.head is token:
                return
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """True if `other` hangs below this token."""
        return any(above is self for above in other.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs below it, in the order of the tree: left children, itself, right children."""
        here = self.i
        waiting = True
        for child in self.children:
            if waiting and child.i > here:
                waiting = False
                yield self
            if child.children:
                yield from child.subtree
            else:
                yield child
        if waiting:
            yield self

    def hang(self, head: Token, dep: str | None = None) -> None:
        """Hang the token under another head, or make it a root if that is itself; the sentences follow.

        A head that stands below the token takes its place first, so that the tree stays a tree.
        """
        if head is not self and any(above is self for above in head.ancestors):
            head.hang(head if self.head is self else self.head, self.dep_)
        if dep is not None:
            self.dep_ = dep
        if self.head is head:
            return
        before, self.head = self.head, head
        before.children = tuple(child for child in before.children if child is not self)
        if head is not self:
            head.children = tuple(sorted((*head.children, self)))
        for above in (before, *before.ancestors, head, *head.ancestors):
            _find_edges(above)
        self.doc.changed()


class Words(tuple[Token, ...]):
    """A run of tokens. Offsets of its characters are half-open."""

    __slots__ = ()

    @property
    def start(self) -> int:
        """Where it begins, in tokens."""
        return self[0].i

    @property
    def end(self) -> int:
        """Where it ends, in tokens; half-open."""
        return self[-1].i + 1

    @property
    def start_char(self) -> int:
        """Where it begins, in code points."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Where it ends, in code points; half-open."""
        return self[-1].idx + len(self[-1].text)

    @property
    def text(self) -> str:
        """Its characters, without white space behind the last token; empty for no token."""
        return self[0].doc.text[self.start_char : self.end_char] if self else ""

    @property
    def root(self) -> Token:
        """The token that stands highest in the tree, the first of several. Raises `IndexError` for no token."""
        for token in self:
            if token.head is token:
                return token
        first, last = self.start, self.end
        heads = [token for token in self if not first <= token.head.i < last]
        return min(heads, key=_depth) if heads else self[0]


class Doc:
    """A parsed text: its tokens, its sentences, its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.changed()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> Words: ...

    def __getitem__(self, place: int | slice) -> Token | Words:
        return self.tokens[place] if isinstance(place, int) else Words(self.tokens[place])

    def changed(self) -> None:
        """Forget the sentences: something hangs elsewhere."""
        self._sentences: list[Words] = []
        self._at: list[int] = []

    @property
    def sents(self) -> Sequence[Words]:
        """The sentences: each begins where the subtree of a root does."""
        if not self._sentences and self.tokens:
            starts = {0, *(token.left_edge.i for token in self.tokens if token.head is token)}
            for number, (start, end) in enumerate(pairwise((*sorted(starts), len(self.tokens)))):
                self._sentences.append(Words(self.tokens[start:end]))
                self._at += [number] * (end - start)
        return self._sentences

    def sentence(self, place: int) -> Words:
        """The sentence of the token at a place."""
        sentences = self._sentences or self.sents
        return sentences[self._at[place]]

    def char_span(self, start: int, end: int, alignment_mode: Alignment = "strict") -> Words | None:
        """The tokens of a stretch of characters, None if there are none.

        The stretch must be that of whole tokens, or takes in those that it covers whole ("contract"), or all that it
        touches ("expand").
        """
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        begins, ends = first.i, last.i + 1
        past = last.idx + len(last.text)
        if alignment_mode == "strict" and (first.idx != start or past != end):
            return None
        if alignment_mode == "contract":
            begins += first.idx < start
            ends -= end < past
        if alignment_mode == "expand":
            begins += start == first.idx + len(first.text)  # the space behind a token is no part of it
        return Words(self.tokens[begins:ends]) if begins < ends or alignment_mode == "expand" else None

    def _token_at(self, character: int) -> Token | None:
        """The token that a character belongs to, or the space behind it; None outside the text."""
        place = bisect_right(self.tokens, character, key=_begin) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return token if character < token.idx + len(token.text) + len(token.whitespace_) else None


class Word(NamedTuple):
    """What is the same for every token of one form; `lex` is spaCy's entry."""

    text: str
    lower_: str
    is_alpha: bool
    is_space: bool
    lex: Lexeme


class Labels(NamedTuple):
    """What the parser says of the tokens of a text, one entry each; a head is told by its place."""

    tags: list[str]
    deps: list[str]
    heads: list[int]


class Vocabulary:
    """What is the same for every token of one form, looked up once; and the names of tags and labels."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._words: dict[int, Word] = {}
        self._names: dict[int, str] = {0: ""}

    def words(self, doc: SpacyDoc) -> list[Word]:
        """The words of a text, by spaCy's keys, which cost less to get than its tokens."""
        return [self._words.get(key) or self._word(key) for key in doc.to_array("ORTH").tolist()]

    def _word(self, key: int) -> Word:
        lex = self._vocab[key]
        word = self._words[key] = Word(lex.text, lex.lower_, lex.is_alpha, lex.is_space, lex)
        return word

    def labels(self, doc: SpacyDoc) -> Labels:
        """What the parser says of each token."""
        tags, deps = ([self._name(key) for key in doc.to_array(kind).tolist()] for kind in ("TAG", "DEP"))
        offsets = doc.to_array("HEAD").astype("int64").tolist()  # which are signed, and come as if they were not
        return Labels(tags, deps, [place + offset for place, offset in enumerate(offsets)])

    def _name(self, key: int) -> str:
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self._vocab.strings[key]
        return found


def of(
    parse: SpacyDoc, vocabulary: Vocabulary, full: SpacyDoc | None = None, unseen: frozenset[int] = frozenset()
) -> Doc:
    """The parse as plain objects; lemmas are the words in lower case.

    `full` is the text with the tokens that the parser did not see, `unseen` their places: each hangs on the token
    before it.
    """
    whole = parse if full is None else full
    words, labels = vocabulary.words(whole), vocabulary.labels(parse)
    if full is not None:
        labels = _widened(words, unseen, labels)
    doc = Doc(whole.text)
    spaces = whole.to_array("SPACY").tolist()
    at = 0
    for i, (word, tag, dep, spaced) in enumerate(zip(words, labels.tags, labels.deps, spaces, strict=True)):
        token = Token()
        token.text, token.lower_, token.is_alpha, token.is_space, token.lex = word
        token.doc, token.i, token.idx, token.whitespace_ = doc, i, at, " " if spaced else ""
        token.tag_, token.dep_, token.lemma_ = tag, dep, token.lower_
        at += len(token.text) + spaced
        doc.tokens.append(token)
    for token, head in zip(doc.tokens, labels.heads, strict=True):
        token.head = doc.tokens[head]
    _link(doc.tokens)
    return doc


def _widened(words: Sequence[Word], unseen: frozenset[int], seen: Labels) -> Labels:
    """The labels of all tokens, from those of the tokens that the parser saw."""
    kept = [i for i in range(len(words)) if i not in unseen]
    found = Labels(
        ["_SP" if word.is_space else "CD" for word in words],
        ["dep"] * len(words),
        [max(i - 1, 0) for i in range(len(words))],
    )
    for i, tag, dep, head in zip(kept, *seen, strict=True):
        found.tags[i], found.deps[i], found.heads[i] = tag, dep, kept[head]
    return found


def _link(tokens: Sequence[Token]) -> None:
    """Work out, from the heads of all tokens, their children and edges."""
    below: dict[int, list[Token]] = {}
    for token in tokens:
        token.left_edge = token.right_edge = token
        token.children = ()
        if token.head is not token:
            below.setdefault(token.head.i, []).append(token)
    for i, children in below.items():
        tokens[i].children = tuple(children)
    for token in tokens:
        here, above = token.i, token
        while above is not above.head:
            above = above.head
            if here < above.left_edge.i:
                above.left_edge = token
            elif here > above.right_edge.i:
                above.right_edge = token
            else:
                break


def _find_edges(token: Token) -> None:
    """Work out the edges of a token from those of its children."""
    token.left_edge = min((child.left_edge for child in token.children), default=token)
    token.right_edge = max((child.right_edge for child in token.children), default=token)
    if token < token.left_edge:
        token.left_edge = token
    if token.right_edge < token:
        token.right_edge = token


def _depth(token: Token) -> int:
    """How many heads there are above a token; a mark or a space that nothing hangs on counts as the deepest of all."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)
