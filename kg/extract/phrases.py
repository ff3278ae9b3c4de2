"""Noun phrases as strings of words: where they begin, what they leave out, what their shape tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.tree import child
from kg.types import Agent, AgentKind, Span

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.gazetteer import Entity
    from kg.lexicon import Sense

_NAME_PARTICLES = {
    "de",
    "la",
    "le",
    "del",
    "der",
    "van",
    "von",
    "bin",
    "al",
    "el",
    "da",
    "dos",
    "di",
    "du",
    "ter",
    "ibn",
    "y",
}


TRUST = {"confidence", "faith", "trust", "believe", "belief", "confide", "interest"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says by itself.

    `agent` None: it names nobody by itself. `role` is the title as written; `noun` the lexicon's sense of the head noun;
    `polity` the polity its modifiers name; `office` the body in whose name a role-holder speaks; `definite` is True
    for "the ministry", which may point back.
    """

    head: Token
    span: Span
    agent: Agent | None = None
    role: str | None = None
    noun: Sense | None = None
    form: str = ""
    polity: Entity | None = None
    office: Agent | None = None
    definite: bool = False


def heads(doc: Doc) -> Iterator[Token]:
    """The nouns and pronouns of a text that head a phrase of their own, in text order."""
    for token in doc:
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "DT") and token.dep_ not in (
            "compound",
            "det",
        ):
            yield token


def left(head: Token) -> list[Token]:
    """The words of the phrase before its head, without determiners, possessives and what stands before a comma."""
    words = [t for t in head.doc[head.left_edge.i : head.i] if not t.is_space]
    cut = 0
    for i, token in enumerate(words):
        if (
            (token.dep_ in ("det", "predet", "neg", "cc", "preconj") and token.tag_ != "NNP")
            or (token.tag_ in ("POS", "PRP$", ",", ":", "-LRB-", "-RRB-", "WP$") or token.is_quote)
            or (token.dep_ in ("advmod", "nummod", "relcl", "acl") and token.tag_ not in ("NNP", "NNPS"))
        ):
            cut = i + 1
    return words[cut:]


def stray(head: Token) -> list[Token]:
    """A first name that the parser hung on the verb: "Raila" in "Raila Mwangi said"."""
    before = head.left_edge.nbor(-1) if head.left_edge.i and head.tag_ == "NNP" and head.dep_ == "nsubj" else None
    stray = before is not None and before.tag_ == "NNP" and before.dep_ == "npadvmod" and before.head.i == head.head.i
    return [before] if stray and before is not None else []


def definite(head: Token) -> bool:
    det = child(head, "det")
    return (det is not None and det.lower_ in ("the", "this", "that", "these", "those")) or child(
        head, "poss"
    ) is not None


def of_tail(head: Token) -> str:
    for prep in head.children:
        if prep.dep_ == "prep" and prep.i == head.i + 1 and prep.lower_ in ("of", "for", "at"):
            inner = child(prep, "pobj")
            if inner is not None:
                return " " + form_of([t.lower_ for t in head.doc[prep.i : inner.i + 1]])
    return ""


def form_of(words: list[str]) -> str:
    form = " ".join(words)
    return re.sub(r" ?- ?", "-", form) if "-" in form else form


def singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def title(form: str) -> str:
    return " ".join(w if w in ("of", "the") else w[:1].upper() + w[1:] for w in form.split())


def name_words(words: list[Token]) -> list[Token]:
    """The trailing run of capitalised words, particles and hyphens allowed inside."""
    kept: list[Token] = []
    for token in reversed(words):
        inside = token.text == "-" or token.tag_ == "POS" or token.lower_ in _NAME_PARTICLES or is_second_half(token)
        if not (token.text[:1].isupper() or inside or token.text[:1].isdigit()):
            break
        kept.append(token)
    while len(kept) > 1 and (kept[-1].text == "-" or kept[-1].tag_ == "POS" or kept[-1].lower_ in ("y",)):
        kept.pop()
    return kept[::-1] or words[-1:]


def is_of_name(token: Token) -> bool:
    """True for a proper noun, and for the hyphen in one."""
    return token.tag_ in ("NNP", "NNPS") or token.text == "-"


def is_second_half(token: Token) -> bool:
    """ "hye" of "Geun-hye": what a hyphen ties to a capitalised word of a name."""
    return token.tag_ == "NNP" and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).text.istitle()


def name_text(text: str, name: list[Token]) -> str:
    return clean(text[name[0].idx : name[-1].idx + len(name[-1].text)])


def clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def few(head: Token) -> bool:
    """True if only some are meant: "some", "several", or a number below twenty."""
    numbers = [c.text.replace(",", "") for c in head.children if c.dep_ == "nummod" or c.tag_ == "CD"]
    small = any(not n.isdigit() or int(n) < 20 for n in numbers)
    return small or any(few_word(c) for c in head.children)


def is_rest(head: Token) -> bool:
    """True for the nameless rest of a list: "Kenya and three other states", "and four more unions"."""
    words = (t.lower_ for c in head.children if c.i < head.i for t in (c, *c.children))
    return head.dep_ == "conj" and any(word in ("more", "other", "further") for word in words)


def group_kind(noun: Sense | None) -> AgentKind | None:
    """The kind of agent that a noun for a group names ("party", "union"); None for people, and for any other noun."""
    return noun.kind if noun is not None and noun.frame == "group" else None  # type: ignore[return-value]


def few_word(token: Token) -> bool:
    return token.lower_ in ("some", "several", "few", "many", "most", "two", "other", "moderate", "rebel", "individual")


def join(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))


def tokens(doc: Doc, span: Span) -> Iterator[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    yield from found if found is not None else ()


def has_letter(token: Token) -> bool:
    return any(c.isalpha() for c in token.text)


def is_place(head: Token) -> bool:
    """True for a name that no title precedes after "in" or "near": "talks in Valdivia", but "confidence in Rojas"."""
    prep = head.head
    if head.dep_ != "pobj" or prep.lower_ not in ("in", "near", "outside", "across", "throughout", "around"):
        return False
    return prep.head.lemma_ not in TRUST


def locative(head: Token) -> bool:
    """ "a region in Georgia" lies in the polity and is not it."""
    return any(c.dep_ == "prep" and c.lower_ != "of" for c in head.children)
